//! The texts of a kind → the names in them that nothing defines, found before any report is made.

use std::collections::BTreeSet;
use std::sync::Arc;

use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use handlebars::{Path, Template, TemplateErrorReason};
use rayon::prelude::*;
use serde_json::Value;

use super::helpers::{HELPERS, HelperRule};
use super::scope::{Names, Scope, root, step};
use super::{blank, marks};
use crate::finding::Refusal;
use crate::finding::kinds::{KindFault, Thing, Wanted};
use crate::kind::Kind;
use crate::kind::lists::TITLE_KINDS;
use crate::text::amount;

/// Checks every text of the kind: it parses, every helper exists and takes what it is given, and every name in it
/// (in conditions and loops too) is a figure, an item of 报告信息, a text of 文字材料 or a field of the rows it loops
/// over; a list is not printed as one datum, and no mark is left that means nothing.
///
/// # Errors
/// Every fault, each with its file and line.
pub fn check(kind: &Kind) -> Result<(), Vec<Refusal>> {
    let root = Arc::new(root(kind));
    let texts = kind.texts.par_iter();
    let mut faults: Vec<Refusal> =
        texts.flat_map_iter(|(file, text)| check_text(kind, &root, file, text)).collect();
    for section in &kind.sections {
        let in_outline = |fault| match fault {
            Refusal::Kind { fault, .. } => {
                let fault = Box::new(fault.within(Thing::Section, &section.id));
                Refusal::Kind { file: "outline.toml".to_owned(), line: None, fault }
            }
            other => other,
        };
        let found = section.heading.iter().flat_map(|text| check_text(kind, &root, "outline.toml", text));
        faults.extend(found.map(in_outline));
    }
    faults.dedup();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn check_text(kind: &Kind, root: &Arc<Scope>, file: &str, text: &str) -> Vec<Refusal> {
    let refusal = |line, fault| Refusal::Kind { file: file.to_owned(), line, fault: Box::new(fault) };
    if let Some(line) = marks::open_comment(text) {
        return vec![refusal(Some(line), KindFault::OpenComment)];
    }
    let template = match Template::compile(text) {
        Ok(template) => template,
        Err(error) => return vec![refusal(error.pos().map(|(line, _)| line), unparsed(error.reason()))],
    };
    let (scopes, within, faults) = (Vec::new(), Vec::new(), Vec::new());
    let mut walk = TemplateWalk { kind, root, line: 0, scopes, within, faults };
    // What the names of a partial mean shows where it stands.
    if !is_partial(kind, file) {
        walk.template(&template);
    }
    let doubled = |(line, id)| (line, KindFault::Twice { what: Thing::Block, name: format!("[{id}]") });
    let doubled = marks::twice(&template).into_iter().map(doubled);
    let marks = marks::faults(text).into_iter().chain(blank::faults(&template, text)).chain(doubled);
    walk.faults.into_iter().chain(marks).map(|(line, fault)| refusal(Some(line), fault)).collect()
}

fn value(key: &str, value: &str, wanted: Wanted) -> KindFault {
    KindFault::Value { key: key.to_owned(), value: value.to_owned(), wanted }
}

/// Whether a text is a part of others: no section of the outline names it.
pub(super) fn is_partial(kind: &Kind, file: &str) -> bool {
    file.ends_with(".hbs") && kind.sections.iter().all(|section| section.text != file)
}

/// What the template language says of a text that it cannot read.
fn unparsed(reason: &TemplateErrorReason) -> KindFault {
    match reason {
        TemplateErrorReason::MismatchingClosedHelper(open, close)
        | TemplateErrorReason::MismatchingClosedDecorator(open, close) => {
            KindFault::Crossed { open: open.clone(), close: close.clone() }
        }
        _ => KindFault::Unbalanced,
    }
}

/// What the template language itself says in a loop.
const LOCALS: [&str; 5] = ["@root", "@first", "@last", "@index", "@key"];

struct TemplateWalk<'a> {
    kind: &'a Kind,
    /// The names that are known outside of loops.
    root: &'a Arc<Scope>,
    /// The line of the text that is being checked, counted from one.
    line: usize,
    /// The rows that the loops around this place go through, innermost last.
    scopes: Vec<Names>,
    /// The partials around this place: none may hold itself.
    within: Vec<String>,
    faults: Vec<(usize, KindFault)>,
}

impl TemplateWalk<'_> {
    fn template(&mut self, template: &Template) {
        for (element, at) in template.elements.iter().zip(&template.mapping) {
            self.line = at.0;
            match element {
                TemplateElement::RawString(_) | TemplateElement::Comment(_) => {}
                TemplateElement::Expression(call)
                | TemplateElement::HtmlExpression(call)
                | TemplateElement::HelperBlock(call) => self.call(call),
                TemplateElement::PartialExpression(partial)
                    if partial.params.is_empty() && partial.hash.is_empty() =>
                {
                    self.partial(partial.name.as_name().unwrap_or_default());
                }
                _ => self.say(KindFault::Partial),
            }
        }
    }

    fn say(&mut self, fault: KindFault) {
        self.faults.push((self.line, fault));
    }

    fn call(&mut self, call: &HelperTemplate) {
        let name = match &call.name {
            Parameter::Name(name) => name.clone(),
            Parameter::Path(path) => spelt(path),
            _ => String::new(),
        };
        match HELPERS.iter().find(|helper| helper.name == name) {
            Some(helper) => self.takes(helper, call),
            None if call.block || !call.params.is_empty() => self.no_helper(&name),
            None => self.printed(&name),
        }
        let rows = matches!(name.as_str(), "each" | "with");
        let scope = if rows { call.params.first().and_then(|parameter| self.rows(parameter)) } else { None };
        let entered = scope.map(|scope| self.scopes.push(scope)).is_some();
        if let Some(inner) = &call.template {
            self.template(inner);
        }
        if entered {
            self.scopes.pop();
        }
        if let Some(inverse) = &call.inverse {
            self.template(inverse);
        }
    }

    /// Whether a helper is given what it takes, and what stands there.
    fn takes(&mut self, helper: &HelperRule, call: &HelperTemplate) {
        let given = call.params.len();
        if !(helper.least..=helper.most).contains(&given) {
            let (least, most) = (helper.least, helper.most);
            self.say(KindFault::Takes { helper: helper.name.to_owned(), least, most, given });
        }
        let mut keys = helper.keys.to_vec();
        if helper.name == "verbed" {
            keys.extend(self.kind.vocabulary.list(TITLE_KINDS).rows().map(|row| row.get("kind")));
        }
        let unknown = call.hash.keys().collect::<BTreeSet<_>>();
        for key in unknown.into_iter().filter(|key| !keys.contains(&key.as_str())) {
            self.say(
                KindFault::unknown(Thing::Key, key, keys.iter().copied()).within(Thing::Helper, helper.name),
            );
        }
        match (helper.name, call.params.as_slice()) {
            ("claim", [word, ..]) => self.claim(word),
            ("is", [what, words @ ..]) => self.words(what, words),
            ("money", [_, Parameter::Literal(Value::String(unit))]) if amount::is_multiple(unit) => {
                self.say(value(helper.name, unit, Wanted::Unit));
            }
            _ => {}
        }
        if let Some(Parameter::Literal(Value::String(limit))) = call.hash.get("limit") {
            self.say(value("limit", limit, Wanted::Whole));
        }
        for parameter in call.params.iter().chain(sorted(&call.hash)) {
            self.parameter(parameter);
        }
    }

    /// The names in a partial mean what they mean where it stands.
    fn partial(&mut self, name: &str) {
        let file = format!("{name}.hbs");
        let text = self.kind.texts.get(&file).filter(|_| is_partial(self.kind, &file));
        let Some(text) = text else {
            let partials = self.kind.texts.keys().filter(|file| is_partial(self.kind, file));
            let known = partials.filter_map(|file| file.strip_suffix(".hbs"));
            return self.say(KindFault::unknown(Thing::Partial, name, known));
        };
        if self.within.contains(&file) {
            return self.say(KindFault::Partial);
        }
        // A partial that cannot be read is told as a text of its own.
        let Ok(template) = Template::compile(text) else { return };
        let line = self.line;
        self.within.push(file);
        self.template(&template);
        self.within.pop();
        self.line = line;
    }

    fn claim(&mut self, word: &Parameter) {
        let Parameter::Literal(Value::String(word)) = word else {
            return;
        };
        let known = || self.kind.claims.iter().map(|claim| claim.word.as_str());
        if known().all(|claim| claim != word) {
            self.say(KindFault::unknown(Thing::Claim, word, known()));
        }
    }

    /// A field with a vocabulary is one of its words, or nothing.
    fn words(&mut self, what: &Parameter, words: &[Parameter]) {
        let Parameter::Path(path) = what else { return };
        let Some(Names::Word(vocabulary)) = self.find(&spelt(path)) else { return };
        let terms: Vec<&str> =
            self.kind.vocabulary.list(&vocabulary).rows().map(|row| row.get("term")).collect();
        for word in words {
            if let Parameter::Literal(serde_json::Value::String(word)) = word
                && !terms.contains(&word.as_str())
            {
                self.say(KindFault::unknown(Thing::Word, word, terms.iter().copied()));
            }
        }
    }

    fn parameter(&mut self, parameter: &Parameter) {
        match parameter {
            Parameter::Path(path) => drop(self.path(&spelt(path))),
            Parameter::Subexpression(inner) => {
                let name = inner.name();
                match (HELPERS.iter().find(|helper| helper.name == name), inner.as_element()) {
                    (Some(helper), TemplateElement::Expression(call)) => self.takes(helper, call),
                    _ => self.no_helper(name),
                }
            }
            _ => {}
        }
    }

    fn no_helper(&mut self, name: &str) {
        self.say(KindFault::unknown(Thing::Helper, name, HELPERS.iter().map(|helper| helper.name)));
    }

    /// A name that is printed by itself.
    fn printed(&mut self, name: &str) {
        let found = self.path(name);
        let own = name.starts_with('@') || name == "this" || name == ".";
        if !own && matches!(found, Some(Names::List | Names::Rows(_) | Names::Inner(_))) {
            self.say(KindFault::Plain(name.to_owned()));
        }
    }

    /// What the names inside a loop over this parameter are.
    fn rows(&mut self, parameter: &Parameter) -> Option<Names> {
        let Parameter::Path(path) = parameter else {
            return None;
        };
        self.find(&spelt(path))
    }

    fn path(&mut self, name: &str) -> Option<Names> {
        let found = self.find(name);
        let quoted = |name: &str| name.chars().find(|c| "“”‘’，".contains(*c));
        if let Some(mark) = quoted(name).filter(|_| found.is_none()) {
            self.say(KindFault::Wide(mark.to_string()));
        } else if let Some(inner) = name.strip_prefix("@root.").filter(|_| found.is_none()) {
            self.say(KindFault::unknown(Thing::Name, inner, self.root.keys().map(String::as_str)));
        } else if found.is_none() {
            let known = if name.starts_with('@') { LOCALS.map(str::to_owned).to_vec() } else { self.known() };
            self.say(KindFault::unknown(Thing::Name, name, known.iter().map(String::as_str)));
        }
        found
    }

    /// Finds what a name means where it stands; `this`, `@index` and the like are always known.
    fn find(&self, name: &str) -> Option<Names> {
        let rest = name.strip_prefix("@root.").or_else(|| name.strip_prefix("@root/"));
        let (name, from_root) = (rest.unwrap_or(name), rest.is_some());
        let local = name.starts_with('@');
        if local && !LOCALS.contains(&name.replace("../", "").as_str()) {
            return None;
        }
        if local || name == "this" || name == "." {
            return Some(self.scopes.last().cloned().unwrap_or(Names::Value));
        }
        let depth = if from_root { self.scopes.len() } else { name.matches("../").count() };
        let name = name.trim_start_matches("../");
        let level = self.scopes.len().checked_sub(depth)?;
        let scope = match level.checked_sub(1).and_then(|inner| self.scopes.get(inner)) {
            Some(Names::Rows(fields) | Names::Inner(fields)) => Arc::clone(fields),
            Some(Names::Value | Names::Word(_) | Names::List) => Arc::default(),
            None => Arc::clone(self.root),
        };
        let segments = name.split(['.', '/']).map(|part| part.trim_matches(['[', ']']));
        let mut found = Names::Inner(scope);
        for segment in segments.filter(|part| !part.is_empty()) {
            found = step(found, segment)?;
        }
        Some(found)
    }

    /// The names that stand for something where the text is.
    fn known(&self) -> Vec<String> {
        match self.scopes.last() {
            Some(Names::Rows(fields) | Names::Inner(fields)) => fields.keys().cloned().collect(),
            _ => self.root.keys().cloned().collect(),
        }
    }
}

fn spelt(path: &Path) -> String {
    match path {
        Path::Relative((_, raw)) | Path::Local((_, _, raw)) => raw.clone(),
    }
}

fn sorted(hash: &std::collections::HashMap<String, Parameter>) -> Vec<&Parameter> {
    let names: BTreeSet<&String> = hash.keys().collect();
    names.into_iter().filter_map(|name| hash.get(name)).collect()
}
