//! What all kinds share (`templates/common/`), laid under the files of a kind: what the kind says itself stands.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::claims::ClaimRule;
use super::{KindFiles, SectionRule};
use crate::finding::kinds::{KindFault, Thing};

/// The files of records: the word that heads a record, and the key that it is called by.
const RECORDS: [(&str, &str, &str); 6] = [
    ("tables.toml", "table", "id"),
    ("settings.toml", "item", "name"),
    ("figures.toml", "figure", "id"),
    ("figures.toml", "claim", "word"),
    ("annexes.toml", "annex", "id"),
    ("forms.toml", "form", "table"),
];

/// The file with the sections, and what heads each.
const OUTLINE: &str = "outline.toml";
const SECTION: &str = "section";

/// The key by which a kind names the shared records that it takes.
const SHARED: &str = "shared";

/// Tables that are in every kind, by their roles.
const EVERYWHERE: [&str; 2] = ["settings", "texts"];

/// The role that several tables may have.
const SEVERAL: &str = "opinions";

/// The files of a kind with all that it takes from the shared ones: word lists, wording and looks that it has none of
/// its own for, and records behind its own.
pub(super) fn whole(shared: &KindFiles, own: &KindFiles) -> KindFiles {
    let parts =
        |path: &str| path.ends_with(".hbs") || path.starts_with("vocabulary/") || path.starts_with("look/");
    let under = shared.iter().filter(|(path, _)| parts(path));
    let mut files: KindFiles = under.chain(own).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    for (file, head, key) in RECORDS {
        let (Some(common), mine) = (text(shared, file), text(&files, file).unwrap_or_default()) else {
            continue;
        };
        // What cannot be read is told when it is loaded.
        let Ok(own) = mine.trim_start_matches('\u{FEFF}').parse::<Table>() else { continue };
        let taken = taken(common, &own, head, key, &files);
        if !taken.is_empty() {
            let bytes = format!("{}\n\n{}", mine.trim_end(), taken.concat()).into_bytes();
            files.insert(file.to_owned(), bytes);
        }
    }
    files
}

/// The records of a shared file that a kind takes, as they are written there.
fn taken<'c>(common: &'c str, own: &Table, head: &str, key: &str, files: &KindFiles) -> Vec<&'c str> {
    let table = common.parse::<Table>().unwrap_or_default();
    let records = records(&table, head).into_iter().zip(written(common, head));
    let mine = self::records(own, head);
    let rests = rests(head);
    let known = names(files, rests);
    let wanted = records.filter(|(record, _)| {
        let has = |own: &&Table| own.get(key) == record.get(key) || same_role(own, record);
        !mine.iter().any(has) && is_taken(record, own, head, key, &known)
    });
    wanted.map(|(_, text)| text).collect()
}

/// Whether a kind takes a record: it names it, or its first part, or every kind has it. `known` are the names of what
/// the records of this head rest on.
fn is_taken(record: &Table, own: &Table, head: &str, key: &str, known: &BTreeSet<String>) -> bool {
    let id = record.get(key).and_then(Value::as_str).unwrap_or_default();
    let named = own.get(SHARED).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    match head {
        "item" => true,
        "claim" => rests_on(record, known),
        "form" => known.contains(id),
        _ => {
            role(record).is_some_and(|role| EVERYWHERE.contains(&role))
                || named.into_iter().any(|name| begins(id, name))
        }
    }
}

/// What records of a head rest on, as file, head and key: a form on its table, a claim on figures and items.
fn rests(head: &str) -> &'static [(&'static str, &'static str, &'static str)] {
    match head {
        "form" => &[("tables.toml", "table", "id")],
        "claim" => &[
            ("figures.toml", "figure", "id"),
            ("figures.toml", "figure", "name"),
            ("settings.toml", "item", "name"),
        ],
        _ => &[],
    }
}

/// The names that records of a kind have.
fn names(files: &KindFiles, places: &[(&str, &str, &str)]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (file, head, key) in places {
        let table = text(files, file).and_then(|text| text.parse::<Table>().ok()).unwrap_or_default();
        let records = records(&table, head);
        names.extend(records.iter().filter_map(|record| Some(record.get(*key)?.as_str()?.to_owned())));
    }
    names
}

/// Whether all figures and items that a claim rests on are known.
fn rests_on(claim: &Table, known: &BTreeSet<String>) -> bool {
    let Ok(claim) = Value::Table(claim.clone()).try_into::<ClaimRule>() else { return false };
    let names = claim.figures().into_iter().chain(claim.any.iter().map(String::as_str));
    names.into_iter().all(|name| known.contains(name))
}

fn same_role(own: &Table, shared: &Table) -> bool {
    let own = role(own).or_else(|| own.get("id").and_then(Value::as_str));
    role(shared).is_some_and(|role| role != SEVERAL && own == Some(role))
}

fn role(table: &Table) -> Option<&str> {
    table.get("role").and_then(Value::as_str)
}

fn records<'t>(table: &'t Table, head: &str) -> Vec<&'t Table> {
    table.get(head).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table).collect()
}

/// The records of a file as they are written, each from its heading to that of the next.
fn written<'t>(text: &'t str, head: &str) -> Vec<&'t str> {
    let head = format!("[[{head}]]");
    let starts: Vec<usize> =
        lines(text).filter(|(_, line)| line.trim_end() == head).map(|(at, _)| at).collect();
    let ends = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        let other = |line: &str| {
            line.starts_with("[[") && !line.starts_with(&format!("{}.", head.trim_end_matches("]]")))
        };
        let found = lines(rest).skip(1).find(|(_, line)| other(line)).map(|(at, _)| from + at);
        found.unwrap_or(text.len())
    };
    starts.into_iter().filter_map(|from| text.get(from..ends(from))).collect()
}

/// The lines of a text, each with the place where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}

/// The names by which a kind takes records that no shared record has, with their file.
pub(super) fn unknown<'n>(
    shared: &KindFiles,
    file: &'n str,
    names: &'n [String],
) -> Vec<(&'n str, &'n str, KindFault)> {
    let table = text(shared, file).and_then(|text| text.parse::<Table>().ok()).unwrap_or_default();
    let heads = RECORDS.iter().filter(|(of, head, _)| *of == file && *head != "claim");
    let ids: Vec<&str> = heads
        .flat_map(|(_, head, key)| {
            records(&table, head).into_iter().filter_map(|record| record.get(*key)?.as_str())
        })
        .collect();
    let known = |name: &&String| ids.iter().any(|id| begins(id, name));
    let unknown = names.iter().filter(|name| !known(name));
    unknown
        .map(|name| (file, name.as_str(), KindFault::unknown(Thing::Id, name, ids.iter().copied())))
        .collect()
}

/// Whether an id is a name, or begins with it and a dot.
fn begins(id: &str, name: &str) -> bool {
    id.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A kind's files without what names shared records, once these are its own.
pub(super) fn unshared(shared: &KindFiles, files: &mut KindFiles) {
    for (file, ..) in RECORDS {
        let Some(text) = text(files, file) else { continue };
        let key = format!("{SHARED} = [");
        let from = lines(text).find(|(_, line)| line.starts_with(&key)).map(|(at, _)| at);
        let Some((before, rest)) = from.and_then(|from| text.split_at_checked(from)) else { continue };
        let after = rest.split_once(']').map_or("", |(_, after)| after);
        let bytes = format!("{before}{}", after.trim_start()).into_bytes();
        files.insert(file.to_owned(), bytes);
    }
    if let (Some(shared), Some(own)) = (text(shared, OUTLINE), text(files, OUTLINE)) {
        let bytes = sections_in_full(shared, own).into_bytes();
        files.insert(OUTLINE.to_owned(), bytes);
    }
}

/// An outline whose sections say themselves what those of `shared` say for them.
fn sections_in_full(shared: &str, own: &str) -> String {
    let known = shared.parse::<Table>().unwrap_or_default();
    let (known, pieces) = (records(&known, SECTION), written(own, SECTION));
    let mut out = own.split_once(&format!("[[{SECTION}]]")).map_or(own, |(before, _)| before).to_owned();
    for piece in pieces {
        let section = piece.parse::<Table>().unwrap_or_default();
        let Some(section) = records(&section, SECTION).first().copied() else { continue };
        let id = section.get("id").and_then(Value::as_str).unwrap_or_default();
        let same = known.iter().find(|known| known.get("id") == section.get("id"));
        let same = same.filter(|_| !section.contains_key("name"));
        let mut more: Table = same
            .into_iter()
            .flat_map(|same| (*same).clone())
            .filter(|(key, _)| !section.contains_key(key))
            .collect();
        if !section.contains_key("text") {
            more.insert("text".to_owned(), Value::String(format!("{id}.hbs")));
        }
        out += piece.trim_end();
        out += &format!("\n{more}\n");
    }
    out
}

fn text<'f>(files: &'f KindFiles, file: &str) -> Option<&'f str> {
    std::str::from_utf8(files.get(file)?).ok()
}

/// The sections of a kind; one without a name is the shared one of its id.
pub(super) fn sections(shared: &[SectionRule], mut own: Vec<SectionRule>) -> Vec<SectionRule> {
    for section in &mut own {
        if section.name.is_empty()
            && let Some(shared) = shared.iter().find(|shared| shared.id == section.id)
        {
            section.name.clone_from(&shared.name);
            section.role = shared.role;
            if section.needs.is_empty() {
                section.needs.clone_from(&shared.needs);
            }
        }
        if section.text.is_empty() {
            section.text = format!("{}.hbs", section.id);
        }
    }
    own
}
