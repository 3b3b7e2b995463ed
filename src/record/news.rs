//! The record of the last run and what this one found → what changed, and the record for the next run.
//!
//! A run that finds nothing new tells again what the last one told that did: 变更说明 stays as it is until
//! something happens, and the same folder gives the same bytes.

use super::changes;
use super::take::{self, For, RunData};
use crate::finding::{DocumentFault, Earlier, Finding, InText, Lang, Place, Refusal, Severity};
use crate::kind::KindFiles;
use crate::model::change::{BlockChange, Changes, Compared, How};
use crate::model::receipt::Receipt;
use crate::model::record::LastRun;
use crate::model::report::Report;
use crate::outcome::EXCERPT;
use crate::text::digest::of_parts;
use crate::workbook::InputFile;

/// The files that the run was made from, whose digests the next run compares.
pub(crate) struct Inputs<'a> {
    pub(crate) kind_files: &'a KindFiles,
    pub(crate) files: &'a [InputFile],
}

/// What became of the report that was there before.
pub(crate) struct ReportFate<'a> {
    /// The report as it will stand.
    pub(crate) report: &'a Report,
    /// Whether there was an earlier report, which was revised.
    pub(crate) revised: bool,
    /// What was done to the bytes of that report; none without one.
    pub(crate) receipt: Option<&'a Receipt>,
    /// What became of each paragraph that changed.
    pub(crate) blocks: &'a [BlockChange],
    /// What is not ours, and how it differs.
    pub(crate) compared: Option<&'a Compared>,
    /// The digests of documents that are not ours.
    pub(crate) foreign: &'a [String],
}

/// What a run leaves for the next one, and what is new in it.
pub(crate) struct News {
    /// The record for the next run, as JSON.
    pub(crate) record: String,
    pub(crate) changes: Option<Changes>,
    /// The workbooks that have another path since the last run: the one before, and the one now.
    pub(crate) renamed: Vec<(String, String)>,
}

/// The record for the next run, and what changed.
///
/// # Errors
/// A fault of the library that writes JSON.
pub(crate) fn news(
    then: Option<&str>,
    inputs: &Inputs<'_>,
    data: &RunData<'_>,
    made: &ReportFate<'_>,
    about: &mut Vec<Finding>,
) -> Result<News, Refusal> {
    let mut now = run(inputs, data, text_digest(made)).map_err(said)?;
    now.foreign = made.foreign.to_vec();
    let known: Option<Option<LastRun>> = then.map(|json| serde_json::from_str(json).ok());
    if known == Some(None) {
        about.push(Finding::new(Place::Folder, Earlier::NoLastRun));
    }
    let known = known.flatten();
    let of_run = || about.iter().filter(|found| found.what.is_of_one_run());
    let tell = |found: &Finding| (place(found, data, made), found.what.say().message(Lang::Zh).to_owned());
    let grave = |found: &&Finding| found.what.say().severity <= Severity::Warning;
    let of_data = known.as_ref().map(|then| changes::between(then, &now, data.kind));
    let is_same = known.as_ref().is_some_and(|then| then.document == now.document)
        && of_data.as_ref().is_some_and(|changes| !changes.is_of_data());
    let renamed = of_data.as_ref().map(renamed).unwrap_or_default();
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
        let (receipt, said) = (made.receipt.cloned(), of_run().map(tell).collect());
        let changes = Changes { blocks, compared, receipt, said, ..of_data };
        // What is of no news leaves the last news standing.
        if changes.is_empty() && changes.said.is_empty() { last } else { Some(changes) }
    };
    Ok(News { record: serde_json::to_string(&now).map_err(said)?, changes: now.changes, renamed })
}

fn renamed(changes: &Changes) -> Vec<(String, String)> {
    let moved = changes.workbooks.iter().filter(|change| change.how == How::Renamed);
    moved.filter_map(|change| Some((change.before.clone()?, change.file.clone()))).collect()
}

/// The run as the next one needs to know it; the changes are entered when they are known.
fn run(inputs: &Inputs<'_>, data: &RunData<'_>, document: String) -> serde_json::Result<LastRun> {
    let rules = inputs.kind_files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes]);
    let rules = [env!("CARGO_PKG_VERSION").as_bytes()].into_iter().chain(rules);
    // What the program notes beside a correction of a header is no decision.
    let headers = data.decisions.headers.iter().filter(|(_, row)| !row.cells.is_empty());
    let headers: Vec<_> = headers.map(|(key, row)| (key, &row.cells)).collect();
    let decided = serde_json::to_vec(&(&data.decisions.items, &data.decisions.problems, headers))?;
    let workbooks = inputs.files.iter().map(|file| (file.path.clone(), of_parts([&*file.bytes])));
    Ok(LastRun {
        record: take::take(data, For::NextRun),
        document,
        rules: of_parts(rules),
        decisions: of_parts([decided.as_slice()]),
        workbooks: workbooks.collect(),
        changes: None,
        foreign: Vec::new(),
    })
}

fn said(fault: serde_json::Error) -> DocumentFault {
    DocumentFault::Json(fault.to_string())
}

/// The place of a finding as a person names it.
fn place(found: &Finding, data: &RunData<'_>, made: &ReportFate<'_>) -> String {
    let Place::Block(id) = &found.place else { return found.place.spell(data.places) };
    let block = made.report.blocks.iter().find(|block| block.id == *id);
    let excerpt: String = block.map(|block| block.text().chars().take(EXCERPT).collect()).unwrap_or_default();
    if excerpt.is_empty() { excerpt } else { InText::Begins(excerpt).to_string() }
}

/// The digest of the text of the report as it will stand.
fn text_digest(made: &ReportFate<'_>) -> String {
    let texts: Vec<String> = made.report.blocks.iter().map(|block| block.text()).collect();
    of_parts(texts.iter().map(String::as_bytes))
}
