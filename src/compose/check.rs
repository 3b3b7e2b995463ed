//! The texts of a kind → the names in them that nothing defines, found before any report is made.

use std::collections::{BTreeMap, BTreeSet};

use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use handlebars::{Path, Template};

use super::CAMPAIGN_TEXTS;
use super::context::{GROUP_CODE, GROUP_COUNT, GROUP_KEY, GROUP_ROWS};
use super::helpers::HELPERS;
use crate::finding::{KindFault, Refusal};
use crate::kind::{Kind, Take};

/// Checks every text of the kind: it parses, every helper exists, and every name in it (in conditions and
/// loops too) is a figure, an item of 报告信息, a text of 文字材料 or a field of the rows it loops over.
///
/// # Errors
/// Every unknown name, each with its file.
pub fn check(kind: &Kind) -> Result<(), Vec<Refusal>> {
    let mut faults: Vec<Refusal> =
        kind.texts.iter().flat_map(|(file, text)| check_text(kind, file, text)).collect();
    for section in &kind.sections {
        faults.extend(section.heading.iter().flat_map(|text| check_text(kind, "outline.toml", text)));
    }
    faults.dedup();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn check_text(kind: &Kind, file: &str, text: &str) -> Vec<Refusal> {
    let template = match Template::compile(text) {
        Ok(template) => template,
        Err(error) => {
            let said = error.reason().to_string();
            return vec![fault(file, KindFault::Text { line: error.pos().map(|(line, _)| line), said })];
        }
    };
    let mut walk = TemplateWalk { kind, file, scopes: Vec::new(), faults: Vec::new() };
    walk.template(&template);
    walk.faults
}

fn fault(file: &str, fault: KindFault) -> Refusal {
    Refusal::Kind { file: file.to_owned(), fault }
}

/// What the names inside a loop may be.
type Scope = BTreeMap<String, Names>;

/// What a name holds.
#[derive(Clone, PartialEq)]
enum Names {
    /// A single value.
    Value,
    /// A list of single values.
    List,
    /// A list of rows with these fields.
    Rows(Scope),
    /// A folder of names (文字材料, or the first part of `opinions.items`).
    Inner(Scope),
}

struct TemplateWalk<'a> {
    kind: &'a Kind,
    file: &'a str,
    /// The rows that the loops around the place at hand go through, innermost last.
    scopes: Vec<Names>,
    faults: Vec<Refusal>,
}

impl TemplateWalk<'_> {
    fn template(&mut self, template: &Template) {
        for element in &template.elements {
            match element {
                TemplateElement::RawString(_) | TemplateElement::Comment(_) => {}
                TemplateElement::Expression(call)
                | TemplateElement::HtmlExpression(call)
                | TemplateElement::HelperBlock(call) => self.call(call),
                _ => self.faults.push(fault(self.file, KindFault::Partial)),
            }
        }
    }

    fn call(&mut self, call: &HelperTemplate) {
        let name = match &call.name {
            Parameter::Name(name) => name.clone(),
            Parameter::Path(path) => spelt(path),
            Parameter::Literal(_) | Parameter::Subexpression(_) => String::new(),
            _ => String::new(),
        };
        let helper = HELPERS.iter().find(|(helper, _)| *helper == name);
        match helper {
            Some((_, least)) if call.params.len() < *least => self.unknown(&name),
            Some(_) => {}
            None if call.block || !call.params.is_empty() => self.unknown(&name),
            None => drop(self.path(&name)),
        }
        if name == "claim" {
            self.claim(call.params.first());
        }
        for parameter in call.params.iter().chain(sorted(&call.hash)) {
            self.parameter(parameter);
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

    fn claim(&mut self, word: Option<&Parameter>) {
        let Some(Parameter::Literal(serde_json::Value::String(word))) = word else {
            return;
        };
        if !self.kind.claims.iter().any(|claim| claim.word == *word) {
            self.unknown(word);
        }
    }

    fn parameter(&mut self, parameter: &Parameter) {
        match parameter {
            Parameter::Path(path) => drop(self.path(&spelt(path))),
            Parameter::Subexpression(inner) => {
                if !HELPERS.iter().any(|(helper, _)| *helper == inner.name()) {
                    self.unknown(inner.name());
                }
                for parameter in inner.params().into_iter().flatten() {
                    self.parameter(parameter);
                }
            }
            _ => {}
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
            self.unknown(name);
        }
        found
    }

    /// Finds what a name means where it stands; `this`, `@index` and the like are always known.
    fn find(&self, name: &str) -> Option<Names> {
        if name.starts_with('@') || name == "this" || name == "." {
            return Some(self.scopes.last().cloned().unwrap_or(Names::Value));
        }
        let depth = name.matches("../").count();
        let name = name.trim_start_matches("../").trim_start_matches("@root/");
        let level = self.scopes.len().checked_sub(depth)?;
        let scope = match level.checked_sub(1).and_then(|inner| self.scopes.get(inner)) {
            Some(Names::Rows(fields) | Names::Inner(fields)) => fields.clone(),
            Some(Names::Value | Names::List) => Scope::new(),
            None => root(self.kind),
        };
        let segments = name.split(['.', '/']).map(|part| part.trim_matches(['[', ']']));
        let mut found = Names::Inner(scope);
        for segment in segments.filter(|part| !part.is_empty()) {
            found = step(found, segment)?;
        }
        Some(found)
    }

    fn unknown(&mut self, name: &str) {
        self.faults.push(fault(self.file, KindFault::Undefined(name.to_owned())));
    }
}

/// One step down a path: into a folder of names, or by number into a list.
fn step(from: Names, segment: &str) -> Option<Names> {
    let number = segment.parse::<usize>().is_ok();
    match from {
        Names::Inner(scope) => scope.get(segment).cloned(),
        Names::Rows(fields) if number => Some(Names::Inner(fields)),
        Names::List if number => Some(Names::Value),
        Names::Rows(_) | Names::List | Names::Value => None,
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
            Some(Take::Rows) => Names::Rows(fields(kind, rule.table.as_deref().unwrap_or_default())),
            Some(Take::List(_)) => Names::List,
            Some(Take::GroupBy(_)) => {
                let member = [GROUP_KEY, GROUP_COUNT, GROUP_CODE].map(|name| (name.to_owned(), Names::Value));
                let rows = fields(kind, rule.table.as_deref().unwrap_or_default());
                let mut member = Scope::from(member);
                member.insert(GROUP_ROWS.to_owned(), Names::Rows(rows));
                Names::Rows(member)
            }
            _ => Names::Value,
        };
        insert(&mut scope, &rule.id, names.clone());
        scope.insert(rule.name.clone(), names);
    }
    let texts = kind.text_blocks.iter().map(|block| (block.clone(), Names::Value)).collect();
    scope.insert(CAMPAIGN_TEXTS.to_owned(), Names::Inner(texts));
    scope
}

fn insert(scope: &mut Scope, id: &str, names: Names) {
    match id.split_once('.') {
        None => drop(scope.insert(id.to_owned(), names)),
        Some((first, rest)) => {
            let inner = scope.entry(first.to_owned()).or_insert_with(|| Names::Inner(Scope::new()));
            if let Names::Inner(inner) = inner {
                insert(inner, rest, names);
            }
        }
    }
}

fn fields(kind: &Kind, table: &str) -> Scope {
    let table = kind.table(table).and_then(|index| kind.tables.get(index));
    let fields = table.into_iter().flat_map(|table| &table.fields);
    // A field may be a list or a value; either way its members have no names of their own.
    fields.map(|field| (field.name.clone(), Names::List)).collect()
}
