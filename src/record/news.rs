//! The record of the last run and what this one found → what changed, and the record for the next run.
//!
//! A run that finds nothing new tells again what the last one told that did: 变更说明 stays as it is until
//! something happens, and the same folder gives the same bytes.

use super::changes;
use super::take::{self, RunData};
use crate::finding::{Earlier, Finding, InText, Lang, Place, Severity};
use crate::model::change::{BlockChange, Changes, Compared, Snapshot};
use crate::model::report::Report;
use crate::outcome::EXCERPT;
use crate::text::digest::of_parts;

/// What became of an earlier report.
pub(crate) struct Revision<'a> {
    /// The report as it will stand.
    pub(crate) report: &'a Report,
    /// Whether there was one.
    pub(crate) revised: bool,
    /// What became of its paragraphs.
    pub(crate) blocks: &'a [BlockChange],
    /// What is not ours, and how it differs.
    pub(crate) compared: Option<&'a Compared>,
}

/// The record for the next run, as JSON, and what changed.
pub(crate) fn news(
    then: Option<&str>,
    data: &RunData<'_>,
    made: &Revision<'_>,
    about: &mut Vec<Finding>,
) -> (String, Option<Changes>) {
    let mut now = take::take(data);
    now.document = text_digest(made);
    let known: Option<Option<Snapshot>> = then.map(|json| serde_json::from_str(json).ok());
    if known == Some(None) {
        about.push(Finding::new(Place::Folder, Earlier::NoSnapshot));
    }
    let known = known.flatten();
    let of_run = || about.iter().filter(|found| found.what.is_of_one_run());
    let tell = |found: &Finding| (place(found, data, made), found.what.say().message(Lang::Zh).to_owned());
    let grave = |found: &&Finding| found.what.say().severity <= Severity::Warning;
    let of_data = known.as_ref().map(|then| changes::between(then, &now, data.kind));
    let is_same = known.as_ref().is_some_and(|then| then.document == now.document)
        && of_data.as_ref().is_some_and(|changes| !changes.is_of_data());
    let last = known.and_then(|then| then.changes);
    let was_said = |it: &(String, String)| last.as_ref().is_some_and(|last| last.said.contains(it));
    now.changes = if is_same && of_run().filter(grave).map(tell).all(|it| was_said(&it)) {
        last
    } else if of_data.is_none() && !made.revised && made.compared.is_none() {
        None
    } else {
        let uncompared = of_data.is_none();
        let of_data = of_data.unwrap_or(Changes { uncompared, ..Changes::default() });
        let (blocks, compared) = (made.blocks.to_vec(), made.compared.cloned());
        let changes = Changes { blocks, compared, said: of_run().map(tell).collect(), ..of_data };
        // What is of no news leaves the last news standing.
        if changes.is_empty() && changes.said.is_empty() { last } else { Some(changes) }
    };
    let json = serde_json::to_string(&now).unwrap_or_default();
    (json, now.changes)
}

/// The place of a finding as a person names it.
fn place(found: &Finding, data: &RunData<'_>, made: &Revision<'_>) -> String {
    let Place::Block(id) = &found.place else { return found.place.spell(data.places) };
    let block = made.report.blocks.iter().find(|block| block.id == *id);
    let excerpt: String = block.map(|block| block.text().chars().take(EXCERPT).collect()).unwrap_or_default();
    if excerpt.is_empty() { excerpt } else { InText::Begins(excerpt).to_string() }
}

/// The digest of the text of the report as it will stand.
fn text_digest(made: &Revision<'_>) -> String {
    let texts: Vec<String> = made.report.blocks.iter().map(|block| block.text()).collect();
    of_parts(texts.iter().map(String::as_bytes))
}
