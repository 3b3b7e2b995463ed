//! A field of a row's entries → its text in a table, with the cells that it was read from.

use super::super::Inputs;
use super::rows::AnnexRow;
use crate::kind::{FieldRole, FieldRule, FieldType, TableRule};
use crate::model::entry::Entry;
use crate::model::figure::print_number;
use crate::model::origin::Source;
use crate::model::problem::Problem;
use crate::model::value::Value;
use crate::text::yes;

/// A text with the cells that it comes from.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) cells: Vec<Source>,
}

/// The text of a field: that of the entries' subject once, of any other field each different text.
pub(super) fn field(inputs: &Inputs<'_>, table: &TableRule, row: &AnnexRow<'_>, id: &str) -> Option<Said> {
    if let Some(problem) = row.problem {
        return of_problem(problem, table, id);
    }
    let entries = row.entries.iter().filter_map(|index| inputs.entries.get(*index));
    if let Some(class) = id.strip_prefix("class.") {
        return of_class(inputs, table, entries, class);
    }
    let number = table.field(id)?;
    let rule = table.fields.get(number)?;
    let is_subject = table.split.as_deref().or(table.subject.as_deref()) == Some(id);
    let mut texts: Vec<String> = Vec::new();
    let mut cells = Vec::new();
    for entry in entries.take(if is_subject { 1 } else { usize::MAX }) {
        let Some(value) = entry.value(number) else { continue };
        let text = spelt(rule, value);
        if !texts.contains(&text) {
            texts.push(text);
        }
        cells.extend(entry.source(inputs.heads, number));
        cells.extend(
            entry.origins(inputs.heads, number).into_iter().map(Source::from).filter(|_| entry.part == 0),
        );
    }
    (!texts.is_empty()).then(|| Said { text: texts.join("、"), cells })
}

fn of_problem(problem: &Problem, table: &TableRule, id: &str) -> Option<Said> {
    let role = match id {
        "class.problem" => Some(FieldRole::Problem),
        "class.aspect" => Some(FieldRole::Aspect),
        _ => table.fields.get(table.field(id)?)?.role,
    };
    let text = match role? {
        FieldRole::Number => problem.number.to_string(),
        FieldRole::Problem => problem.problem.clone(),
        FieldRole::Aspect => problem.aspect.clone(),
        FieldRole::Source => problem.source.clone(),
        _ => return None,
    };
    Some(Said { text, cells: problem.cells.clone() }).filter(|said| !said.text.is_empty())
}

/// What classify found out; a row whose aspect is not known says so.
fn of_class<'e>(
    inputs: &Inputs<'_>,
    table: &TableRule,
    entries: impl Iterator<Item = &'e Entry>,
    class: &str,
) -> Option<Said> {
    let of_subject = table.split.as_deref().and_then(|id| table.field(id)).unwrap_or(0);
    let none = inputs.kind.common.classes.unclassified();
    let mut said = Said::default();
    for entry in entries {
        let found = entry.class.as_deref();
        let text = match class {
            "aspect" => found.and_then(|class| class.aspect.as_deref()).unwrap_or(none),
            _ => found.and_then(|class| class.problem.as_deref()).unwrap_or_default(),
        };
        if said.text.is_empty() {
            said.text = text.to_owned();
        }
        said.cells.extend(entry.source(inputs.heads, of_subject));
    }
    (!said.text.is_empty()).then_some(said)
}

/// A value as a cell of a table says it; points are numbered, one a line.
fn spelt(rule: &FieldRule, value: &Value) -> String {
    let pointed = matches!(rule.kind, FieldType::Points | FieldType::Lines);
    match value {
        Value::Text(text) => text.to_string(),
        Value::Number(amount) => print_number(amount.number, amount.bound),
        Value::Date(when) => when.to_string(),
        Value::Flag(flag) => yes::word(*flag).to_owned(),
        Value::List(list) if pointed && list.len() > 1 => {
            let points = (1..).zip(list).map(|(number, point)| format!("{number}.{point}"));
            points.collect::<Vec<_>>().join("\n")
        }
        Value::List(list) => list.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("、"),
    }
}

/// By what a row is ordered where its field is a number or a date.
pub(super) fn rank(inputs: &Inputs<'_>, table: &TableRule, row: &AnnexRow<'_>, id: &str) -> Option<f64> {
    let entry = inputs.entries.get(*row.entries.first()?)?;
    match entry.value(table.field(id)?)? {
        Value::Number(amount) => Some(amount.number),
        Value::Date(when) => {
            let date = when.from;
            Some(f64::from(date.year()) * 366.0 + f64::from(date.day_of_year()))
        }
        _ => None,
    }
}
