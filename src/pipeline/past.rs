//! What earlier runs left behind and people filled in: decisions of every 核对表, and 三张清单.

use jiff::civil::Date;

use super::{Taken, take_in};
use crate::finding::{Finding, Noted, Refusal, Severity};
use crate::kind::Kind;
use crate::ledger::lists::{self, Filled};
use crate::ledger::{self, Dated};
use crate::model::decision::Decisions;
use crate::model::entry::TableHead;
use crate::model::origin::Places;
use crate::model::problem::Problem;
use crate::normalize::Normalized;
use crate::workbook::{self, InputFile, Workbook};

/// Where 三张清单 lies, seen from the user's folder.
const LISTS: &str = "成文/三张清单.xlsx";

/// What earlier runs left behind.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Every 核对表 that there is.
    pub ledgers: Vec<PastLedger>,
    /// The decisions that were kept.
    pub decisions: Decisions,
    /// 三张清单.xlsx.
    pub lists: Option<InputFile>,
    /// 核对表 and 三张清单 that the system did not open, by their path inside the folder.
    pub closed: Vec<String>,
    /// Documents that may be the report: those in 成文/ itself (in formats that cannot be read back too), and
    /// every .docx of the folder.
    pub reports: Vec<PastReport>,
    /// The bases that were kept, as XML.
    pub bases: Vec<String>,
    /// What the last run left for the next one ([`Outcome::snapshot`](super::Outcome::snapshot)).
    pub snapshot: Option<String>,
}

/// A document that may be the report, with the moment when it was saved.
#[derive(Debug, Clone)]
pub struct PastReport {
    /// The document; its path is seen from the folder (`成文/主任改.docx`).
    pub file: InputFile,
    /// When it was saved, in nanoseconds since 1970.
    pub at: u64,
}

/// A 核对表 with the moment when it was saved, in seconds since 1970.
#[derive(Debug, Clone)]
pub struct PastLedger {
    /// The workbook.
    pub file: InputFile,
    /// When it was saved.
    pub at: u64,
}

/// What was read of the past.
pub(super) struct Recalled {
    pub(super) decisions: Decisions,
    lists: Option<Workbook>,
    /// What people filled in there.
    pub(super) filled: Filled,
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

/// A run as far as the past has a say in it.
pub(super) struct Work<'a> {
    pub(super) kind: &'a Kind,
    pub(super) date: Option<Date>,
    pub(super) recalled: &'a Recalled,
}

impl Work<'_> {
    /// Takes the workbooks in. What was filled in into 三张清单 is taken in with them, brought up to date with
    /// the problems of this run, unless the folder has lists of its own.
    pub(super) fn take_in(&self, places: &mut Places, mut workbooks: Vec<Workbook>) -> Noted<Option<Taken>> {
        let Work { kind, date, recalled } = *self;
        if !recalled.filled.is_empty() {
            let first = take_in(workbooks.clone(), kind, places, date, &recalled.decisions).value;
            workbooks.extend(first.and_then(|first| self.lists_now(&first.normalized, places)));
        }
        take_in(workbooks, kind, places, date, &recalled.decisions)
    }

    /// 三张清单 as they stand with the problems of this run.
    fn lists_now(&self, normalized: &Normalized, places: &mut Places) -> Option<Workbook> {
        if self.has_own_lists(normalized, places) {
            return None;
        }
        let mut decisions = self.recalled.decisions.clone();
        let problems = lists::problems(normalized, self.kind, &mut decisions);
        // A fault of writing shows when the lists are written for good.
        let bytes = lists::write(&problems, &self.recalled.filled, "").ok()?;
        let file = InputFile { path: LISTS.to_owned(), bytes };
        workbook::read(&[file], places).value.workbooks.into_iter().next()
    }

    /// Whether the folder itself has a table of problems under rectification.
    fn has_own_lists(&self, normalized: &Normalized, places: &Places) -> bool {
        let table = self.kind.table("rectification");
        let own = |head: &TableHead| Some(head.table) == table && places.name(head.sheet).file != LISTS;
        normalized.heads.iter().any(own)
    }

    /// The named problems with their numbers; none where the folder has lists of its own.
    pub(super) fn problems(
        &self,
        normalized: &Normalized,
        places: &Places,
        decisions: &mut Decisions,
    ) -> Vec<Problem> {
        if self.has_own_lists(normalized, places) {
            return Vec::new();
        }
        lists::problems(normalized, self.kind, decisions)
    }

    /// 三张清单 as it is to be written; none when there is nothing to write or it stands there already.
    pub(super) fn lists(
        &self,
        normalized: &Normalized,
        places: &Places,
        problems: &[Problem],
        title: &str,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        if self.has_own_lists(normalized, places) {
            return Ok(None);
        }
        let filled = &self.recalled.filled;
        let stands = self.recalled.lists.as_ref().is_some_and(|stood| lists::stand(stood, problems, filled));
        if stands || (problems.is_empty() && filled.is_empty()) {
            return Ok(None);
        }
        lists::write(problems, filled, title).map(Some)
    }
}
