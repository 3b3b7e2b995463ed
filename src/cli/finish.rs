//! The report as it stands in 成文/ → 定稿/, the folder that is handed on, and 快照.xlsx for the next period.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chengwen::finding::{Finding, Refusal};
use chengwen::workbook::OUTPUT;
use chengwen::{Earlier, Finished, Outcome, TheirReport, Unfinished};

use super::files::{self, FINAL, OWN, create, file_name, put, unreadable, unwritable};
use super::history::HISTORY;
use super::ledgers::keep;
use super::past::SNAPSHOT;

pub(super) struct FinishedFiles {
    /// The folder 定稿/.
    pub(super) folder: PathBuf,
    pub(super) report: PathBuf,
    /// The file 快照.xlsx, for the report of the next period.
    pub(super) snapshot: PathBuf,
    /// The annexes that are workbooks beside it.
    pub(super) annexes: Vec<PathBuf>,
    /// Where the 定稿/ of an earlier finish was moved; none when there was none.
    pub(super) earlier: Option<PathBuf>,
    /// What is not in the clean copy.
    pub(super) findings: Vec<Finding>,
}

/// Finishes the report that lies in 成文/ or beside the workbooks, as people left it.
pub(super) fn lying(folder: &Path, outcome: &Outcome) -> Result<FinishedFiles, Unfinished> {
    let file = match &outcome.goes.earlier {
        Earlier::Inside { file, .. } | Earlier::Outside { file } => file,
        Earlier::None | Earlier::Foreign => return finish(folder, outcome, None),
    };
    let path = folder.join(file);
    let bytes = files::read(&path).map_err(|fault| unreadable(&path, &fault))?;
    // Making the report again changes nothing in one that says what the workbooks say.
    let current = bytes == outcome.document;
    finish(folder, outcome, Some(TheirReport { file, bytes: &bytes, current }))
}

/// Finishes the report that was just written.
pub(super) fn built(folder: &Path, outcome: &Outcome, report: &Path) -> Result<FinishedFiles, Unfinished> {
    let file = report.strip_prefix(folder).unwrap_or(report).display().to_string();
    finish(folder, outcome, Some(TheirReport { file: &file, bytes: &outcome.document, current: true }))
}

fn finish(
    folder: &Path,
    outcome: &Outcome,
    theirs: Option<TheirReport<'_>>,
) -> Result<FinishedFiles, Unfinished> {
    let finished = outcome.finish(theirs)?;
    Ok(write(&folder.join(OUTPUT), outcome, finished)?)
}

fn write(output: &Path, outcome: &Outcome, finished: Finished) -> Result<FinishedFiles, Refusal> {
    let name = format!("{}.docx", file_name(&outcome.report.title));
    let folder = output.join(FINAL);
    let snapshot = output.join(SNAPSHOT);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    files.insert(name.clone(), finished.document);
    files.extend(outcome.annexes.iter().cloned());
    let earlier = if stands(&folder, &files) { None } else { replace(output, &folder, &files)? };
    // A run that is killed here leaves 定稿/ whole; the next one finds it standing and goes on.
    if let Ok(stood) = files::read(&snapshot)
        && stood != finished.snapshot
    {
        keep(output, SNAPSHOT, &stood)?;
    }
    put(&snapshot, &finished.snapshot)?;
    let annexes = outcome.annexes.iter().map(|(name, _)| folder.join(name)).collect();
    let findings = finished.findings;
    Ok(FinishedFiles { report: folder.join(name), folder, snapshot, annexes, earlier, findings })
}

/// Whether a folder holds these files and nothing else.
fn stands(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> bool {
    let names = files::names(folder);
    let same = |name: &String| {
        files.get(name).is_some_and(|bytes| files::read(folder.join(name)).is_ok_and(|stood| stood == *bytes))
    };
    folder.is_dir() && names.len() == files.len() && names.iter().all(same)
}

/// Writes the folder apart, moves the one that stands there to 历史/, and puts the new one in its place.
fn replace(
    output: &Path,
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Option<PathBuf>, Refusal> {
    let apart = output.join(OWN).join(format!("{FINAL}.{}.tmp", std::process::id()));
    let staged = create(&apart)
        .and_then(|()| files.iter().try_for_each(|(name, bytes)| put(&apart.join(name), bytes)));
    let done = staged.and_then(|()| swap(output, folder, &apart));
    if done.is_err() {
        // What is half-written is of use to nobody; if even this fails, the first fault says why.
        let _ = fs::remove_dir_all(&apart);
    }
    done
}

fn swap(output: &Path, folder: &Path, apart: &Path) -> Result<Option<PathBuf>, Refusal> {
    let earlier = if folder.exists() { Some(move_away(output, folder)?) } else { None };
    match fs::rename(apart, folder) {
        Ok(()) => Ok(earlier),
        Err(fault) => {
            // The earlier one goes back to where it was.
            let _ = earlier.map(|earlier| fs::rename(earlier, folder));
            Err(unwritable(folder, &fault))
        }
    }
}

/// Moves 定稿/ to 历史/ under the first free number, with whatever people put into it.
fn move_away(output: &Path, folder: &Path) -> Result<PathBuf, Refusal> {
    let history = output.join(HISTORY);
    create(&history)?;
    let place = |number: u32| history.join(format!("{FINAL}（第{number}次）"));
    let place = place(files::first(|number| !place(*number).exists()));
    fs::rename(folder, &place).map_err(|fault| unwritable(folder, &fault))?;
    Ok(place)
}
