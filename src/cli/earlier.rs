//! 成文/ and the folder → the documents that may be the report, the bases, the record of the last run.

use std::path::Path;

use chengwen::finding::Refusal;
use chengwen::kind::built_in_names;
use chengwen::text::path::ending;
use chengwen::workbook::{InputFile, OUTPUT};
use chengwen::{Past, PastReport};

use super::beside::{self, Beside};
use super::files::{self, OWN, file_name, is_exclusive, names};
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
        past.reports.push(PastReport { file, at: nanoseconds(&path) });
    }
    for file in files.iter().filter(|file| has_ending(&file.path, &["docx", "docm"])) {
        past.reports.push(PastReport { at: nanoseconds(&folder.join(&file.path)), file: file.clone() });
    }
    let own = output.join(OWN);
    past.bases = bases(&own);
    let kinds = if kind.is_empty() { built_in_names() } else { vec![kind.to_owned()] };
    let left = |kind: String| Some((kind.clone(), text(&own.join(last_run(&kind)))?));
    past.last_runs = kinds.into_iter().filter_map(left).collect();
    Ok(beside)
}

/// The bases of the versions in 历史/.
pub(super) fn bases_of_history(folder: &Path) -> Vec<String> {
    bases(&folder.join(OUTPUT).join(HISTORY).join(OWN))
}

fn bases(own: &Path) -> Vec<String> {
    let names = names(own).into_iter().filter(|name| has_ending(name, &["xml"]));
    names.filter_map(|name| text(&own.join(name))).collect()
}

/// The text of a file of the program's own.
fn text(path: &Path) -> Option<String> {
    String::from_utf8(files::read(path).ok()?).ok()
}

/// The file name of the record of the last run of a kind.
pub(super) fn last_run(kind: &str) -> String {
    format!("run-{}.json", file_name(kind))
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    endings.contains(&ending(name).as_str())
}

fn nanoseconds(path: &Path) -> u64 {
    u64::try_from(files::saved(path).as_nanos()).unwrap_or(u64::MAX)
}
