//! 成文/ → what earlier runs left there and people filled in; and the decisions back to it.

use chengwen::model::items;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use chengwen::finding::Refusal;
use chengwen::model::decision::Decisions;
use chengwen::workbook::{InputFile, OUTPUT};
use chengwen::{Past, PastLedger};

use super::files;

/// 核对表's file name.
pub(super) const LEDGER: &str = "核对表.xlsx";
/// 核对表 where the one above is open in another program.
pub(super) const LEDGER_BESIDE: &str = "核对表（新）.xlsx";
/// The three lists' file name.
pub(super) const LISTS: &str = "三张清单.xlsx";
/// What a finished report leaves for the next period; nobody fills anything in there.
pub(super) const SNAPSHOT: &str = "快照.xlsx";
/// How the names of annexes begin that are workbooks beside the report.
pub(super) const ANNEX: &str = items::ANNEXES;
/// The corrections of sheets and columns alone; it may be copied into another folder, or into its 成文/.
pub(super) const CORRECTIONS: &str = "表格识别.xlsx";
/// Where decisions are kept, under the program's own folder.
pub(super) const DECISIONS: &str = "decisions.json";

/// Gathers what there is; nothing at all before the first run.
pub(super) fn recall(folder: &Path) -> Result<Past, Refusal> {
    let output = folder.join(OUTPUT);
    let mut past = Past { decisions: decisions(&output)?, ..Past::default() };
    if folder.join(CORRECTIONS).is_file() {
        take(folder, CORRECTIONS.to_owned(), CORRECTIONS, &mut past);
    }
    let Ok(entries) = fs::read_dir(&output) else { return Ok(past) };
    let mut names: Vec<String> =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect();
    names.sort();
    for name in names {
        let is_workbook = name.to_lowercase().ends_with(".xlsx") && !name.starts_with(['~', '.']);
        if !is_workbook || name == SNAPSHOT || name.starts_with(ANNEX) {
            continue;
        }
        take(folder, format!("{OUTPUT}/{name}"), &name, &mut past);
    }
    Ok(past)
}

/// Takes a workbook in; one that the system does not open is said.
fn take(folder: &Path, inside: String, name: &str, past: &mut Past) {
    let path = folder.join(&inside);
    let Ok(bytes) = files::read(&path) else {
        past.closed.push(inside);
        return;
    };
    let file = InputFile { path: inside, bytes };
    if name == LISTS {
        past.lists = Some(file);
    } else {
        past.ledgers.push(PastLedger { file, at: saved(&path) });
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    files::read(path)
        .map_err(|fault| Refusal::Unreadable { path: path.display().to_string(), fault: fault.to_string() })
}

/// When a file was saved, in seconds since 1970; a system that does not say counts as longest ago.
fn saved(path: &Path) -> u64 {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let since = modified.and_then(|modified| modified.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| since.as_secs())
}

/// The kept decisions. A file that is there and cannot be understood stops the run: writing over it would lose
/// what people decided.
fn decisions(output: &Path) -> Result<Decisions, Refusal> {
    let path = output.join(super::files::OWN).join(DECISIONS);
    if !path.is_file() {
        return Ok(Decisions::default());
    }
    serde_json::from_slice(&bytes(&path)?)
        .map_err(|fault| Refusal::Unreadable { path: path.display().to_string(), fault: fault.to_string() })
}
