//! An outcome → the files under 成文/: an earlier report goes to 历史/ first, every file appears whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use chengwen::Outcome;
use chengwen::finding::Refusal;
use chengwen::workbook::OUTPUT;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where earlier reports go.
pub(super) const HISTORY: &str = "历史";
/// Where the finished report goes.
pub(super) const FINAL: &str = "定稿";
/// What the program keeps for itself.
pub(super) const OWN: &str = ".chengwen";
/// The record of the last run.
const LAST: &str = "last.json";
/// Longest file name without its ending, in characters: Windows and mail programs cope with this.
const LONGEST_NAME: usize = 60;

/// What the last run wrote.
#[derive(Debug, Serialize, Deserialize)]
struct Last {
    /// The run's identity, by which its base is kept.
    run: String,
    /// The report's file name.
    file: String,
    /// The digest of the report's bytes as written.
    digest: String,
}

/// What was written.
#[derive(Debug)]
pub(super) struct Written {
    /// The report.
    pub(super) report: PathBuf,
    /// Where the earlier report went, when there was one that differs.
    pub(super) earlier: Option<PathBuf>,
    /// Whether the earlier report was changed by hand after it was written.
    pub(super) edited: bool,
}

/// Writes the report and its base.
pub(super) fn write(folder: &Path, outcome: &Outcome) -> Result<Written, Refusal> {
    let output = folder.join(OUTPUT);
    if output.exists() && !output.is_dir() {
        return Err(Refusal::OutputIsAFile { path: output.display().to_string() });
    }
    let own = output.join(OWN);
    create(&own)?;
    let file = format!("{}.docx", file_name(&outcome.report.title));
    let report = output.join(&file);
    let last = last(&own);
    let mut written = Written { report: report.clone(), earlier: None, edited: false };
    let digest = hex(&outcome.document);
    put(&own.join(format!("{}.xml", outcome.run)), outcome.base.as_bytes())?;
    let earlier_reports = earlier_reports(&output, &file, last.as_ref());
    for earlier in earlier_reports.iter().cloned() {
        let bytes = fs::read(&earlier).map_err(|fault| unwritable(&earlier, &fault))?;
        if earlier == report && bytes == outcome.document {
            continue;
        }
        written.edited |= last.as_ref().is_none_or(|last| last.digest != hex(&bytes));
        written.earlier = Some(archive(&output, &earlier, last.as_ref())?);
    }
    put(&report, &outcome.document)?;
    for earlier in earlier_reports.iter().filter(|earlier| **earlier != report) {
        fs::remove_file(earlier).map_err(|fault| unwritable(earlier, &fault))?;
    }
    let last = Last { run: outcome.run.clone(), file, digest };
    let record = serde_json::to_vec_pretty(&last).map_err(|fault| Refusal::Document(fault.to_string()))?;
    put(&own.join(LAST), &record)?;
    Ok(written)
}

fn last(own: &Path) -> Option<Last> {
    serde_json::from_slice(&fs::read(own.join(LAST)).ok()?).ok()
}

/// Reports that stand where the new one goes, or that the last run wrote under another title.
fn earlier_reports(output: &Path, file: &str, last: Option<&Last>) -> Vec<PathBuf> {
    let mut names = vec![file];
    names.extend(last.map(|last| last.file.as_str()).filter(|name| *name != file));
    names.into_iter().map(|name| output.join(name)).filter(|path| path.is_file()).collect()
}

/// Copies a report to 历史/ under the first free number, with the base of the run that wrote it. A copy, so
/// that the old report stands whole until the new one takes its place.
fn archive(output: &Path, report: &Path, last: Option<&Last>) -> Result<PathBuf, Refusal> {
    let history = output.join(HISTORY);
    create(&history.join(OWN))?;
    let stem = report.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let free = |number: &u32| !history.join(format!("{stem}（第{number}次）.docx")).exists();
    let number = (1..=u32::MAX).find(free).unwrap_or(u32::MAX);
    let name = format!("{stem}（第{number}次）");
    let base =
        last.map(|last| output.join(OWN).join(format!("{}.xml", last.run))).filter(|base| base.is_file());
    if let Some(base) = base {
        let copy = history.join(OWN).join(format!("{name}.xml"));
        fs::copy(&base, &copy).map_err(|fault| unwritable(&copy, &fault))?;
    }
    let target = history.join(format!("{name}.docx"));
    let bytes = fs::read(report).map_err(|fault| unwritable(report, &fault))?;
    put(&target, &bytes)?;
    Ok(target)
}

pub(super) fn create(folder: &Path) -> Result<(), Refusal> {
    fs::create_dir_all(folder).map_err(|fault| unwritable(folder, &fault))
}

/// Writes a file beside its place and renames it there, so that nobody ever sees half of it.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    // Two builds at once must not write into each other's file.
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&beside, path));
    done.map_err(|fault| {
        // What is half-written is of use to nobody; if even this fails, the first fault says why.
        let _ = fs::remove_file(&beside);
        unwritable(path, &fault)
    })
}

pub(super) fn unwritable(path: &Path, fault: &std::io::Error) -> Refusal {
    Refusal::Unwritable { path: path.display().to_string(), fault: fault.to_string() }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A title as a file name: without the characters that Windows forbids, and not too long.
fn file_name(title: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !r#"\/:*?"<>|"#.contains(*c);
    let name: String = title.chars().filter(allowed).take(LONGEST_NAME).collect();
    let name = name.trim().trim_end_matches('.');
    if name.is_empty() { "报告".to_owned() } else { name.to_owned() }
}
