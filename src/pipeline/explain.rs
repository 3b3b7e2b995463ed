//! What explains an outcome: 核对表, every printed datum with its cells, findings that people let stand.

use super::Outcome;
use crate::finding::{Finding, Refusal};
use crate::ledger::{self, Printed};

impl Outcome {
    /// 核对表.xlsx, which explains the report.
    ///
    /// # Errors
    /// A fault of the library that writes workbooks.
    pub fn ledger(&self) -> Result<Vec<u8>, Refusal> {
        let placed = |finding: &Finding| (self.place_of(finding), finding.clone());
        let findings: Vec<(String, Finding)> = self.findings.iter().map(placed).collect();
        ledger::write(&self.facts(&findings))
    }

    /// Every datum that the report prints, with its place, rule and cells.
    #[must_use]
    pub fn printed(&self) -> Vec<Printed> {
        ledger::printed(&self.facts(&[]))
    }

    fn facts<'a>(&'a self, findings: &'a [(String, Finding)]) -> ledger::Facts<'a> {
        ledger::Facts {
            kind: &self.kind,
            places: &self.places,
            report: &self.report,
            normalized: &self.normalized,
            settings: &self.settings,
            figures: &self.figures,
            unread: &self.unread,
            findings,
            decisions: &self.decisions,
        }
    }

    /// The reason for which a person let a finding stand (已核保留 in 核对表).
    #[must_use]
    pub fn kept(&self, finding: &Finding) -> Option<&str> {
        self.decisions.findings.get(&finding.key(&self.place_of(finding)))?.keeps()
    }
}
