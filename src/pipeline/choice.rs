//! Turns what a request and its folder say into the kind of the report.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::compose;
use crate::finding::{Finding, Place, Refusal, Texts};
use crate::kind::{self, Chosen, ChosenBy, Kind, KindFiles};
use crate::world::Request;

/// The kind that the request names; without one that by which a folder's tables are recognised at first.
pub(super) fn named(request: &Request) -> Result<(Kind, Cow<'_, KindFiles>), Vec<Refusal>> {
    if !request.kind.is_empty() {
        return Ok((load(&request.kind, &request.kind_files)?, Cow::Borrowed(&request.kind_files)));
    }
    built_in(&chosen(None, &[], &BTreeSet::new())?.name)
}

/// The kind that is said, named in a title, or whose fields the tables hold.
pub(super) fn chosen(
    said: Option<&str>,
    named: &[&str],
    held: &BTreeSet<String>,
) -> Result<Chosen, Vec<Refusal>> {
    kind::choose(said, named, held).ok_or_else(|| vec![unknown_kind("")])
}

/// A kind of the program, with its files.
pub(super) fn built_in(name: &str) -> Result<(Kind, Cow<'static, KindFiles>), Vec<Refusal>> {
    let files = kind::built_in(name).ok_or_else(|| vec![unknown_kind(name)])?;
    Ok((load(name, &files)?, Cow::Owned(files)))
}

fn unknown_kind(name: &str) -> Refusal {
    Refusal::UnknownKind { name: name.to_owned(), known: kind::built_in_names() }
}

fn load(name: &str, files: &KindFiles) -> Result<Kind, Vec<Refusal>> {
    let kind = kind::load_known(name, files)?;
    if !kind::is_built_in(name, files) {
        compose::check(&kind)?;
    }
    Ok(kind)
}

/// What is said of a kind that nobody named.
pub(super) fn told(kind: &Kind, chosen: Chosen) -> Option<Finding> {
    let field = |name: &String| {
        let (table, field) = kind.field(name)?;
        let table = kind.tables.get(table)?;
        Some(format!("{}“{}”", table.name, table.fields.get(field)?.name))
    };
    let (word, columns) = match chosen.by {
        ChosenBy::Said => return None,
        ChosenBy::Word(word) => (Some(word), Vec::new()),
        ChosenBy::Fields(fields) => (None, fields.iter().filter_map(field).collect()),
        ChosenBy::Nothing => (None, Vec::new()),
    };
    Some(Finding::new(Place::Folder, Texts::KindChosen { title: chosen.title, word, columns }))
}
