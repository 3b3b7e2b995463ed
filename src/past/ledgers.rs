//! Every 核对表 that lies there → what people decided in them; 三张清单 → what they filled in.

use super::Past;
use crate::finding::{Finding, Severity};
use crate::ledger::lists::{self, Filled};
use crate::ledger::{self, Dated};
use crate::model::decision::Decisions;
use crate::model::origin::Places;
use crate::workbook::{self, InputFile, Workbook};

/// What 核对表 and 三张清单 of earlier runs say.
pub(crate) struct Recalled {
    pub(crate) decisions: Decisions,
    pub(crate) lists: Option<Workbook>,
    /// What people filled into 三张清单.
    pub(crate) filled: Filled,
}

/// Reads every 核对表 for its decisions, and 三张清单 for what was filled in.
pub(super) fn recall(past: &Past, places: &mut Places, findings: &mut Vec<Finding>) -> Recalled {
    let mut read = |file: &InputFile| {
        let read = workbook::read(std::slice::from_ref(file), places);
        let faults = read.findings.iter().filter(|found| found.what.say().severity == Severity::Error);
        findings.extend(faults.cloned());
        read.value.workbooks.into_iter().next()
    };
    let ledgers: Vec<(Workbook, u64)> =
        past.ledgers.iter().filter_map(|ledger| Some((read(&ledger.file)?, ledger.at))).collect();
    let lists = past.lists.as_ref().and_then(read);
    let dated: Vec<Dated<'_>> = ledgers.iter().map(|(workbook, at)| Dated { workbook, at: *at }).collect();
    let decisions = ledger::gather(&past.decisions, &dated).note(findings);
    let filled = lists.as_ref().map(lists::filled).unwrap_or_default();
    Recalled { decisions, lists, filled }
}
