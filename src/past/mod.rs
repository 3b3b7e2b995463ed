//! What earlier runs left: the reports that people edited, every 核对表 and its decisions, 三张清单.

pub(crate) mod compare;
mod goes;
mod ledgers;
pub(crate) mod reports;
mod texts;

use std::collections::BTreeMap;

use crate::finding::{Finding, Reading};
use crate::model::decision::Decisions;
use crate::model::origin::Places;
use crate::workbook::InputFile;

pub use goes::{Earlier, Goes};
pub(crate) use ledgers::Recalled;

/// What earlier runs left in 成文/, and people changed there since.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Every 核对表 that lies there, copies that people made too.
    pub ledgers: Vec<PastLedger>,
    /// The decisions that the last run kept, of all runs before.
    pub decisions: Decisions,
    /// 三张清单.xlsx as it lies there; none without one.
    pub lists: Option<InputFile>,
    /// 核对表 and 三张清单 that the system did not open, by their path inside the folder, and why.
    pub closed: Vec<(String, Reading)>,
    /// Documents that may be the report: those in 成文/ itself (in formats that cannot be read back too), and
    /// every .docx of the folder.
    pub reports: Vec<PastReport>,
    /// The bases that were kept, as XML.
    pub bases: Vec<String>,
    /// What the last run of each kind left for the next one ([`Outcome::last_run`](crate::Outcome::last_run)), by the
    /// kind's name.
    pub last_runs: BTreeMap<String, String>,
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
    /// The 核对表, not read yet.
    pub file: InputFile,
    /// When it was saved, in seconds since 1970.
    pub at: u64,
}

/// Reads what earlier runs left: the documents that may be the report, and what 核对表 and 三张清单 say. `about` is told
/// what is wrong with the documents, `findings` what is wrong with the workbooks.
pub(crate) fn look_back<'p>(
    past: &'p Past,
    places: &mut Places,
    findings: &mut Vec<Finding>,
    about: &mut Vec<Finding>,
) -> (reports::Lying<'p>, Recalled) {
    (reports::look(past, about), ledgers::recall(past, places, findings))
}
