//! 成文/ → what earlier runs left there and people filled in; and the decisions back to it.

use std::path::Path;

use chengwen::finding::Refusal;
use chengwen::model::decision::Decisions;
use chengwen::model::items;
use chengwen::workbook::{InputFile, OUTPUT};
use chengwen::{Past, PastLedger};

use super::files::{self, OWN, unreadable};
use super::folder::closed;
use super::ledgers;

/// 核对表 in 成文/, in its usual place.
pub(super) const LEDGER: &str = "核对表.xlsx";
/// 核对表 where the one above is open in another program.
pub(super) const LEDGER_BESIDE: &str = "核对表（新）.xlsx";
/// The items for which 核对表 has no room.
pub(super) const ITEMS_BESIDE: &str = "意见明细（其余）.csv";
/// The workbook of 问题清单, 责任清单 and 整改清单 in 成文/.
pub(super) const LISTS: &str = "三张清单.xlsx";
/// What a finished report leaves for the next period; nobody fills anything in there.
pub(super) const SNAPSHOT: &str = "快照.xlsx";
/// How the names of annexes begin that are workbooks beside the report.
pub(super) const ANNEX: &str = items::ANNEXES;
/// The corrections of sheets and columns alone; it may be copied into another folder, or into its 成文/.
pub(super) const CORRECTIONS: &str = "表格识别.xlsx";
/// The report as a page for the browser, where it was asked for.
pub(super) const PREVIEW: &str = "预览.html";
/// Where decisions are kept, under the program's own folder.
pub(super) const DECISIONS: &str = "decisions.json";

/// Gathers what there is; nothing at all before the first run.
pub(super) fn recall(folder: &Path) -> Result<Past, Refusal> {
    let output = folder.join(OUTPUT);
    let mut past = Past { decisions: decisions(&output)?, ..Past::default() };
    if folder.join(CORRECTIONS).is_file() {
        take(folder, CORRECTIONS.to_owned(), CORRECTIONS, &mut past);
    }
    for name in files::names(&output) {
        let is_workbook = name.to_lowercase().ends_with(".xlsx") && !name.starts_with(['~', '.']);
        if !is_workbook || name == SNAPSHOT || name.starts_with(ANNEX) {
            continue;
        }
        take(folder, format!("{OUTPUT}/{name}"), &name, &mut past);
    }
    // What stands in a 核对表 that nobody touched is kept already.
    if let [only] = &past.ledgers[..]
        && ledgers::is_untouched(&output, &only.file)
    {
        past.ledgers.clear();
    }
    Ok(past)
}

/// Takes a workbook in; one that the system does not open is said.
fn take(folder: &Path, inside: String, name: &str, past: &mut Past) {
    let path = folder.join(&inside);
    let bytes = match files::read(&path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            past.closed.push((inside, closed(&fault)));
            return;
        }
    };
    let file = InputFile { path: inside, bytes };
    if name == LISTS {
        past.lists = Some(file);
    } else {
        past.ledgers.push(PastLedger { file, at: files::saved(&path).as_secs() });
    }
}

/// The kept decisions. A file that is there and cannot be understood stops the run: writing over it would lose
/// what people decided.
pub(super) fn decisions(output: &Path) -> Result<Decisions, Refusal> {
    let path = output.join(OWN).join(DECISIONS);
    if !path.is_file() {
        return Ok(Decisions::default());
    }
    let bytes = files::read(&path).map_err(|fault| unreadable(&path, &fault))?;
    serde_json::from_slice(&bytes).map_err(|fault| unreadable(&path, &fault))
}
