//! The texts of a kind → the names in them that nothing defines, found before any report is made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use handlebars::{Path, Template, TemplateErrorReason};
use rayon::prelude::*;

use super::helpers::{HELPERS, HelperRule};
use super::{blank, marks};
use crate::finding::Refusal;
use crate::finding::kinds::{KindFault, Thing};
use crate::kind::lists::TITLE_KINDS;
use crate::kind::names::{
    GROUP_CODE, GROUP_COUNT, GROUP_INNER, GROUP_KEY, GROUP_NUMBER, GROUP_ROWS, OWN_TEXTS,
};
use crate::kind::{FieldRule, FieldType, FigureRule, Kind, Take};

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
    let marks = marks::faults(text).into_iter().chain(blank::faults(&template, text));
    walk.faults.into_iter().chain(marks).map(|(line, fault)| refusal(Some(line), fault)).collect()
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

/// What the names inside a loop may be.
type Scope = BTreeMap<String, Names>;

/// What a name in a text of the kind stands for.
#[derive(Clone, PartialEq)]
enum Names {
    /// One value.
    Value,
    /// A word of the vocabulary with this name.
    Word(String),
    /// A list of values.
    List,
    /// A list of rows with these fields.
    Rows(Arc<Scope>),
    /// A folder of names (文字材料, or the first part of `opinions.items`).
    Inner(Arc<Scope>),
}

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
            _ => {}
        }
        for parameter in call.params.iter().chain(sorted(&call.hash)) {
            self.parameter(parameter);
        }
    }

    /// The names in a partial mean what they mean where it stands.
    fn partial(&mut self, name: &str) {
        let file = format!("{name}.hbs");
        let text = self.kind.texts.get(&file).filter(|_| is_partial(self.kind, &file));
        let Some(text) = text.filter(|_| !self.within.contains(&file)) else {
            return self.say(KindFault::Partial);
        };
        // A partial that cannot be read is told as a text of its own.
        let Ok(template) = Template::compile(text) else { return };
        let line = self.line;
        self.within.push(file);
        self.template(&template);
        self.within.pop();
        self.line = line;
    }

    fn claim(&mut self, word: &Parameter) {
        let Parameter::Literal(serde_json::Value::String(word)) = word else {
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
        if found.is_none() {
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

/// One step down a path: into a folder of names, or by number into a list.
fn step(from: Names, segment: &str) -> Option<Names> {
    let number = segment.parse::<usize>().is_ok();
    match from {
        Names::Inner(scope) => scope.get(segment).cloned(),
        Names::Rows(fields) if number => Some(Names::Inner(fields)),
        Names::List if number => Some(Names::Value),
        Names::Rows(_) | Names::List | Names::Value | Names::Word(_) => None,
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

/// All names that a text may use outside of loops.
fn root(kind: &Kind) -> Scope {
    let mut scope = Scope::new();
    for item in &kind.items {
        let list = item.kind == crate::kind::ItemType::List;
        scope.insert(item.name.clone(), if list { Names::List } else { Names::Value });
    }
    for rule in &kind.figures {
        let names = match rule.take() {
            Some(Take::Rows) => {
                Names::Rows(Arc::new(fields(kind, rule.table.as_deref().unwrap_or_default())))
            }
            Some(Take::List(_) | Take::Called(_)) => Names::List,
            _ => match rule.grouping(kind) {
                Some(grouping) => Names::Rows(Arc::new(member(kind, grouping, grouping.levels()))),
                None => Names::Value,
            },
        };
        insert(&mut scope, &rule.id, names.clone());
        scope.insert(rule.name.clone(), names);
    }
    let texts = kind.text_blocks.iter().map(|block| (block.clone(), Names::Value)).collect();
    scope.insert(OWN_TEXTS.to_owned(), Names::Inner(Arc::new(texts)));
    scope
}

/// The names of a group's member, with those of so many groups inside it.
fn member(kind: &Kind, rule: &FigureRule, levels: usize) -> Scope {
    let values = [GROUP_KEY, GROUP_COUNT, GROUP_NUMBER, GROUP_CODE];
    let mut scope = Scope::from(values.map(|name| (name.to_owned(), Names::Value)));
    let rows = fields(kind, rule.table.as_deref().unwrap_or_default());
    scope.insert(GROUP_ROWS.to_owned(), Names::Rows(Arc::new(rows)));
    if levels > 1 {
        let inner = member(kind, rule, levels - 1);
        scope.insert(GROUP_INNER.to_owned(), Names::Rows(Arc::new(inner)));
    }
    scope
}

fn insert(scope: &mut Scope, id: &str, names: Names) {
    match id.split_once('.') {
        None => drop(scope.insert(id.to_owned(), names)),
        Some((first, rest)) => {
            let inner = scope.entry(first.to_owned()).or_insert_with(|| Names::Inner(Arc::default()));
            if let Names::Inner(inner) = inner {
                insert(Arc::make_mut(inner), rest, names);
            }
        }
    }
}

fn fields(kind: &Kind, table: &str) -> Scope {
    let table = kind.table(table).and_then(|index| kind.tables.get(index));
    let fields = table.into_iter().flat_map(|table| &table.fields);
    let names = |field: &FieldRule| match (field.kind, &field.vocabulary) {
        (FieldType::Lines | FieldType::List | FieldType::Titles | FieldType::Points, _) => Names::List,
        (FieldType::Term, Some(vocabulary)) => Names::Word(vocabulary.clone()),
        _ => Names::Value,
    };
    fields.map(|field| (field.name.clone(), names(field))).collect()
}
