//! A file that is about to be replaced → its copy in 历史/, each version once.

use std::path::{Path, PathBuf};

use chengwen::finding::Refusal;

use super::files::{self, OWN, create, put, stem};

/// The folder inside 成文/ that holds earlier versions of files.
pub(super) const HISTORY: &str = "历史";

/// Copies a report to 历史/ under the first free number, with the base of the run that wrote it. A copy, so that
/// the old report stands whole until the new one takes its place; a version that is there already is not copied
/// again.
pub(super) fn keep_report(
    output: &Path,
    report: &Path,
    bytes: &[u8],
    base: Option<&str>,
) -> Result<PathBuf, Refusal> {
    let history = output.join(HISTORY);
    create(&history.join(OWN))?;
    let stem = stem(report);
    let place = |number: u32| history.join(format!("{stem}（第{number}次）.docx"));
    let stood = |number: &u32| files::read(place(*number)).map_or(true, |stood| stood == bytes);
    let number = files::first(|number| !place(*number).exists() || stood(number));
    if let Some(base) = base {
        put(&history.join(OWN).join(format!("{stem}（第{number}次）.xml")), base.as_bytes())?;
    }
    let place = place(number);
    put(&place, bytes)?;
    Ok(place)
}
