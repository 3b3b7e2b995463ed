//! What explains an outcome: 核对表, every printed datum with its cells, places of findings, where the text comes from.

use super::{Outcome, Refused, TextSources};
use crate::finding::{Finding, Place, Refusal};
use crate::ledger::{self, Printed};
use crate::model::entry::{Entry, TableHead};
use crate::model::report::{From, Report, Role};
use crate::normalize::RowTally;

/// How many characters of a block stand for it in a finding.
pub(super) const EXCERPT: usize = 12;

impl Outcome {
    /// 核对表.xlsx, which explains the report.
    ///
    /// # Errors
    /// A fault of the library that writes workbooks.
    pub fn ledger(&self) -> Result<Vec<u8>, Refusal> {
        let placed = |finding: &Finding| (self.place_of(finding), finding.clone());
        let lasting = self.findings.iter().filter(|finding| !finding.what.is_of_one_run());
        let findings: Vec<(String, Finding)> = lasting.map(placed).collect();
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
            changes: self.changes.as_ref(),
        }
    }

    /// The reason for which a person let a finding stand (已核保留 in 核对表).
    #[must_use]
    pub fn kept(&self, finding: &Finding) -> Option<&str> {
        self.decisions.findings.get(&finding.key(&self.place_of(finding)))?.keeps()
    }
}

impl Outcome {
    /// The recognised tables with what became of their rows, in the order of the input.
    pub fn tables(&self) -> impl Iterator<Item = (&TableHead, &RowTally)> {
        self.normalized.heads.iter().zip(&self.normalized.tallies)
    }

    /// The place of a finding as a person names it; a block by the first words of its text.
    #[must_use]
    pub fn place_of(&self, finding: &Finding) -> String {
        match &finding.place {
            Place::Block(id) => self.excerpt(id).map(|text| format!("正文“{text}…”")).unwrap_or_default(),
            place => place.spell(&self.places),
        }
    }

    /// The first words of a block.
    #[must_use]
    pub fn excerpt(&self, id: &str) -> Option<String> {
        let block = self.report.blocks.iter().find(|block| block.id == id)?;
        Some(block.text().chars().take(EXCERPT).collect())
    }

    /// The cell of an entry's field, spelt.
    #[must_use]
    pub fn place_of_entry(&self, entry: &Entry, field: usize) -> Option<String> {
        entry.origin(&self.normalized.heads, field).map(|at| self.places.cell(at))
    }
}

impl Refused {
    /// The place of a finding as a person names it.
    #[must_use]
    pub fn places_of(&self, finding: &Finding) -> String {
        finding.place.spell(&self.places)
    }
}

/// Counts the characters of the body by where they come from.
pub(super) fn text_sources(report: &Report) -> TextSources {
    let mut sources = TextSources::default();
    let body = [Role::Heading1, Role::Heading2, Role::Heading3, Role::Heading4, Role::Body];
    for inline in
        report.blocks.iter().filter(|block| body.contains(&block.role)).flat_map(|block| &block.inlines)
    {
        let count = inline.text.chars().filter(|c| !c.is_whitespace()).count();
        match inline.from {
            From::Template | From::Numbering | From::Missing(_) => sources.template += count,
            From::Slot(_) => sources.slots += count,
            From::Narrative(_) | From::Person => sources.narrative += count,
        }
    }
    sources
}
