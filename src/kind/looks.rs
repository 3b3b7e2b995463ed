//! `look.toml` and the files of `look/` → the looks that 版式 chooses from, each with what sets it apart from the
//! standard.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::{Table, Value};

use super::check::{Wrong, look_fault};
use super::parse::{fault, of_key, parse};
use crate::finding::kinds::KindFault;
use crate::model::look::Look;

/// The look that a kind has unless 版式 names another.
const DEFAULT: &str = "gb9704";

/// A look with the names that choose it.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The name of its file without the extension.
    pub id: String,
    /// Other names by which 版式 may choose it; the first is the one that people are offered.
    pub names: Vec<String>,
    /// Every measure of its page and elements.
    pub look: Look,
    /// What differs from GB/T 9704-2012 as this program sets it.
    pub deviations: Vec<Deviation>,
}

/// A value of a look that is not the standard's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deviation {
    /// The key of the value in `look.toml` (`page.top`).
    pub key: String,
    /// What the standard has; empty when it has nothing.
    pub standard: String,
    /// What the look has; empty when it has nothing.
    pub here: String,
}

/// The looks of a kind: `standard` with what its own file has otherwise, and those of files that change some values
/// of that.
///
/// # Errors
/// What is wrong, with the file.
pub(super) fn profiles(
    own: &str,
    others: &BTreeMap<String, String>,
    standard: &str,
) -> Result<(Profile, Vec<Profile>), Box<Wrong>> {
    let read = |file: &str, text: &str| -> Result<Table, Box<Wrong>> {
        parse(text).map_err(|(line, fault)| Box::new(Wrong::at(file, line, fault)))
    };
    let shared = read("look.toml", standard)?;
    let standard = flat(&shared);
    let own = over(shared, read("look.toml", own)?);
    let default = profile(DEFAULT, "look.toml", own.clone(), &standard)?;
    let mut profiles = Vec::new();
    for (file, text) in others {
        let mut merged = own.clone();
        merged.remove("names");
        let merged = over(merged, read(file, text)?);
        let id = file.trim_start_matches("look/").trim_end_matches(".toml");
        profiles.push(profile(id, file, merged, &standard)?);
    }
    Ok((default, profiles))
}

/// What a look has otherwise than the standard.
pub(super) fn departures(look: &Look, standard: &str) -> Vec<Deviation> {
    let here = Table::try_from(look).unwrap_or_default();
    let standard = standard.parse::<Table>().unwrap_or_default();
    deviations(&flat(&here), &flat(&with_defaults(standard)))
}

/// The standard's values with those that it leaves to their defaults.
fn with_defaults(standard: Table) -> Table {
    let look = Look::deserialize(standard.clone());
    look.ok().and_then(|look| Table::try_from(look).ok()).unwrap_or(standard)
}

fn profile(
    id: &str,
    file: &str,
    mut table: Table,
    standard: &BTreeMap<String, String>,
) -> Result<Profile, Box<Wrong>> {
    let wrong = |error: toml::de::Error| Box::new(of_merged(file, &error));
    let names = table.remove("names").map(Vec::<String>::deserialize).transpose();
    let names = names.map_err(wrong)?.unwrap_or_default();
    let deviations = deviations(&flat(&table), standard);
    let look = Look::deserialize(table).map_err(wrong)?;
    if let Some((trail, fault)) = look_fault(&look) {
        let trail: Vec<&str> = trail.iter().map(String::as_str).collect();
        return Err(Box::new(Wrong::new(file, &trail, fault)));
    }
    Ok(Profile { id: id.to_owned(), names, look, deviations })
}

/// What is wrong in a look laid over another one, which has no lines: the path of the value leads to it.
fn of_merged(file: &str, error: &toml::de::Error) -> Wrong {
    let said = error.to_string();
    let within = |line: &'_ str| Some(line.trim().strip_prefix("in `")?.strip_suffix('`')?.to_owned());
    let path = said.lines().find_map(within).unwrap_or_default();
    let (section, key) =
        path.rsplit_once('.').map_or((None, path.as_str()), |(section, key)| (Some(section), key));
    let fault = of_key(fault(error.message()), Some(key).filter(|key| !key.is_empty()));
    let section = section.map(|section| format!("[{section}]")).unwrap_or_default();
    match &fault {
        // The path is that of what holds the key.
        KindFault::Unknown { name, .. } => {
            let heading = if path.is_empty() { String::new() } else { format!("[{path}]") };
            Wrong::new(file, &[&heading, name], fault.clone())
        }
        _ => Wrong::new(file, &[&section, &format!("{key} =")], fault),
    }
}

/// The values of the second table over those of the first.
fn over(mut under: Table, own: Table) -> Table {
    for (key, value) in own {
        let value = match (under.remove(&key), value) {
            (Some(Value::Table(under)), Value::Table(own)) => Value::Table(over(under, own)),
            (_, value) => value,
        };
        under.insert(key, value);
    }
    under
}

/// The values by their paths. Fonts that only stand in for others are no part of a look.
fn flat(table: &Table) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (key, value) in table {
        match value {
            Value::Table(inner) => {
                found.extend(flat(inner).into_iter().map(|(path, value)| (format!("{key}.{path}"), value)));
            }
            Value::String(text) => drop(found.insert(key.clone(), text.clone())),
            Value::Array(_) if key == "alternates" || key == "names" => {}
            other => drop(found.insert(key.clone(), other.to_string())),
        }
    }
    found
}

fn deviations(here: &BTreeMap<String, String>, standard: &BTreeMap<String, String>) -> Vec<Deviation> {
    let value = |of: &BTreeMap<String, String>, key: &str| of.get(key).cloned().unwrap_or_default();
    let keys = here.keys().chain(standard.keys().filter(|key| !here.contains_key(*key)));
    let all = keys.map(|key| Deviation {
        key: key.clone(),
        standard: value(standard, key),
        here: value(here, key),
    });
    // 37 and 37.0 are one length.
    let same = |a: &str, b: &str| match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() < 1e-9,
        _ => a == b,
    };
    let mut different: Vec<Deviation> =
        all.filter(|deviation| !same(&deviation.standard, &deviation.here)).collect();
    different.sort();
    different
}
