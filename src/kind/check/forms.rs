//! `forms.toml` → tables and fields that there are none of, tables that have two forms, names that no file can have.

use super::{Kind, Wrong, quoted, twice};
use crate::finding::kinds::{KindFault, Thing, Wanted};

/// Characters that Windows allows in no name of a file.
const NO_NAME: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

const FILE: &str = "forms.toml";

/// All that is wrong with the blank workbooks of a kind; empty when nothing is.
pub(super) fn wrong(kind: &Kind) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for form in &kind.forms {
        let at = format!("table = {}", quoted(&form.table));
        let Some(table) = kind.table(&form.table).and_then(|table| kind.tables.get(table)) else {
            wrong.push(Wrong::new(FILE, &[&at], kind.no_table(&form.table)));
            continue;
        };
        let unknown = form.columns.iter().filter(|field| table.field(field).is_none());
        wrong.extend(unknown.map(|field| Wrong::new(FILE, &[&at, &quoted(field)], table.no_field(field))));
        let doubled = twice(form.columns.iter().map(String::as_str)).into_iter();
        wrong.extend(doubled.map(|field| {
            let fault = KindFault::Twice { what: Thing::Field, name: field.to_owned() };
            Wrong::new(FILE, &[&at, &quoted(field)], fault)
        }));
        if let Some(name) = form.name.as_ref().filter(|name| name.trim().is_empty() || name.contains(NO_NAME))
        {
            let fault = KindFault::Value { key: "name".into(), value: name.clone(), wanted: Wanted::Filled };
            wrong.push(Wrong::new(FILE, &[&at, "name"], fault));
        }
    }
    let doubled = twice(kind.forms.iter().map(|form| form.table.as_str())).into_iter();
    wrong.extend(doubled.map(|table| {
        let at = format!("table = {}", quoted(table));
        Wrong::new(FILE, &[&at, &at], KindFault::Twice { what: Thing::Table, name: table.to_owned() })
    }));
    let names: Vec<String> =
        kind.tables.iter().map(|table| kind.form(table).name.unwrap_or_else(|| table.name.clone())).collect();
    wrong.extend(twice(names.iter().map(String::as_str)).into_iter().map(|name| {
        let fault = KindFault::Twice { what: Thing::Name, name: name.to_owned() };
        Wrong::new(FILE, &[&quoted(name)], fault)
    }));
    wrong
}
