//! 成文/ and the folder → the documents that may be the report, the bases, the record of the last run.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use chengwen::finding::Refusal;
use chengwen::workbook::{InputFile, OUTPUT};
use chengwen::{Past, PastReport};

use super::beside::{self, Beside};
use super::files::{self, OWN, file_name, is_exclusive};
use super::history::HISTORY;

/// Endings of documents in 成文/ that a person may have saved the report in.
const DOCUMENTS: [&str; 8] = ["docx", "docm", "doc", "wps", "wpt", "odt", "rtf", "dotx"];

/// Adds to the past what there is; gives what stands beside what.
///
/// # Errors
/// When another program holds one of them for itself alone: what people wrote in it would lose its turn.
pub(super) fn recall(
    folder: &Path,
    files: &[InputFile],
    kind: &str,
    past: &mut Past,
) -> Result<Option<Beside>, Refusal> {
    let output = folder.join(OUTPUT);
    let beside = beside::recall(&output);
    for name in names(&output) {
        let path = output.join(&name);
        let is_document = !name.starts_with(['~', '.']) && has_ending(&name, &DOCUMENTS) && path.is_file();
        if !is_document || beside.as_ref().is_some_and(|beside| beside.leaves_out(&path)) {
            continue;
        }
        // One that the system does not open is told as one that cannot be read.
        let bytes = match files::read(&path) {
            Err(fault) if is_exclusive(&fault) => {
                return Err(Refusal::Held { path: path.display().to_string() });
            }
            read => read.unwrap_or_default(),
        };
        let file = InputFile { path: format!("{OUTPUT}/{name}"), bytes };
        past.reports.push(PastReport { file, at: saved(&path) });
    }
    for file in files.iter().filter(|file| has_ending(&file.path, &["docx", "docm"])) {
        past.reports.push(PastReport { at: saved(&folder.join(&file.path)), file: file.clone() });
    }
    let own = output.join(OWN);
    past.bases = bases(&own);
    past.snapshot = text(&own.join(snapshot(kind)));
    Ok(beside)
}

/// The bases of the versions in 历史/.
pub(super) fn bases_of_history(folder: &Path) -> Vec<String> {
    bases(&folder.join(OUTPUT).join(HISTORY).join(OWN))
}

fn bases(own: &Path) -> Vec<String> {
    let mut paths: Vec<_> =
        names(own).iter().filter(|name| has_ending(name, &["xml"])).map(|name| own.join(name)).collect();
    // The newest first; where that is not known, by their names.
    paths.sort_by_key(|path| std::cmp::Reverse(saved(path)));
    paths.iter().filter_map(|path| text(path)).collect()
}

/// The text of a file of the program's own.
fn text(path: &Path) -> Option<String> {
    String::from_utf8(files::read(path).ok()?).ok()
}

/// The file name of the record of the last run of a kind.
pub(super) fn snapshot(kind: &str) -> String {
    format!("run-{}.json", file_name(kind))
}

/// The names in a folder, sorted; none when there is no folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect();
    names.sort();
    names
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

/// When a file was saved, in nanoseconds since 1970; a system that does not say counts as longest ago.
fn saved(path: &Path) -> u64 {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let since = modified.and_then(|modified| modified.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
}
