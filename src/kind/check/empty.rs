//! Data files → values that are there and say nothing.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::{KindFiles, Wrong};
use crate::finding::kinds::{KindFault, Wanted};
use crate::kind::SCHEMAS;

/// Texts that may be empty, and names that are asked for elsewhere.
const MAY_BE: [&str; 5] = ["note", "example", "default", "id", "name"];

/// Lists that choose, of which an empty one would choose nothing, or all, without saying which.
const CHOOSING: [&str; 3] = ["where", "standing", "columns"];

/// What is wrong in the files of the kind itself.
pub(super) fn wrong(own: &KindFiles) -> Vec<Wrong> {
    own.iter()
        .filter(|(file, _)| SCHEMAS.contains(&file.as_str()))
        .flat_map(|(file, bytes)| of_file(file, bytes))
        .collect()
}

fn of_file(file: &str, bytes: &[u8]) -> Vec<Wrong> {
    let text = String::from_utf8_lossy(bytes);
    // A file that cannot be read is told as one.
    let Ok(table) = toml::from_str::<Table>(text.trim_start_matches('\u{FEFF}')) else { return Vec::new() };
    let mut keys = BTreeSet::new();
    gather("", &Value::Table(table), &mut keys);
    let wrong = keys.into_iter().map(|key| {
        let fault = KindFault::Value { key: key.clone(), value: String::new(), wanted: Wanted::Filled };
        Wrong::at(file, line_of(&text, &key), fault)
    });
    wrong.collect()
}

/// The keys whose values are empty.
fn gather(key: &str, value: &Value, keys: &mut BTreeSet<String>) {
    let empty = match value {
        Value::String(text) => text.trim().is_empty() && !MAY_BE.contains(&key),
        Value::Array(list) => list.is_empty() && CHOOSING.contains(&key),
        _ => false,
    };
    keys.extend(empty.then(|| key.to_owned()));
    match value {
        Value::Array(list) => list.iter().for_each(|value| gather(key, value, keys)),
        Value::Table(table) => table.iter().for_each(|(key, value)| gather(key, value, keys)),
        _ => {}
    }
}

/// The first line that gives a key nothing, counted from one.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let nothing = ["\"\"", "''", "[]", "[\"\""].map(|nothing| format!("{key}={nothing}"));
    let bare = |line: &str| line.split_whitespace().collect::<String>();
    let found = text.lines().position(|line| {
        let line = bare(line);
        nothing.iter().any(|nothing| line.contains(nothing.as_str()))
    });
    found.map(|line| line + 1)
}
