//! What a run gives, or why it gives nothing; and what explains it: 核对表, every printed datum, where the text comes from.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::finding::{Finding, InText, Place, Refusal};
use crate::kind::Kind;
use crate::ledger::pairs::{self, Answer, Joined, Pair};
use crate::ledger::{self, Listed, Printed};
use crate::model::change::Changes;
use crate::model::decision::Decisions;
use crate::model::entry::{Entry, TableHead};
use crate::model::figure::Figures;
use crate::model::origin::{Places, Source};
use crate::model::report::{Provenance, Report};
use crate::model::revision::Revision;
use crate::model::settings::Settings;
use crate::model::value::When;
use crate::normalize::{Normalized, RowTally};
use crate::past::Goes;
use crate::workbook::Unread;

/// How many characters of a block stand for it in a finding.
pub(crate) const EXCERPT: usize = 12;

/// What a run gives: the report, what it was made from, and all that is to be told; nothing is written yet.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The run's identity: the same request has the same.
    pub run: String,
    /// The report kind by whose rules the run went.
    pub kind: Kind,
    /// The files and sheets that ids of sheets stand for.
    pub places: Places,
    /// The report as it will stand: what the workbooks say, and what people wrote into the document.
    pub report: Report,
    /// The bytes of the .docx: made anew, or the document that people changed, edited.
    pub document: Vec<u8>,
    /// What we wrote, block by block, as XML: kept for the next run (see [`crate::model::base`]).
    pub base: String,
    /// Where the report goes: its path in the folder, and what became of the one before.
    pub goes: Goes,
    /// The document that was revised, by path, and what happened to it; none without an earlier report.
    pub revision: Option<(String, Revision)>,
    /// What changed since an earlier run; none when there was none.
    pub changes: Option<Changes>,
    /// What the next run needs to know of this one, as JSON.
    pub last_run: String,
    /// 成文日期 of 报告信息; none: it stands open in the report, never today.
    pub date: Option<When>,
    /// 截至日期 of 报告信息: later events do not count.
    pub as_of: Option<When>,
    /// What each sheet was taken for, and why.
    pub seen: Vec<crate::recognize::Seen>,
    /// The entries of all tables, those that do not count among them.
    pub normalized: Normalized,
    /// What 报告信息 and 文字材料 say.
    pub settings: Settings,
    /// Every figure of the kind, with its value and its cells.
    pub figures: Figures,
    /// The words that claim something (迅速) and that the figures show to be true.
    pub borne_out: BTreeSet<String>,
    /// What people decided, with the numbers of the named problems.
    pub decisions: Decisions,
    /// 三张清单.xlsx, when it is to be written: there are named problems, no lists of the folder's own, and
    /// what stands there is not the same.
    pub lists: Option<Vec<u8>>,
    /// The annexes that are workbooks beside the report, by file name.
    pub annexes: Vec<(String, Vec<u8>)>,
    /// Where the characters of the body come from.
    pub text_sources: TextSources,
    /// Files and sheets that could not be read.
    pub unread: Vec<Unread>,
    /// How much each rule of the text looked at (`proofread::wording::TEXT_RULES`); none where there was nothing.
    pub looked: Vec<Option<usize>>,
    /// What the reader is told, in the order of the steps.
    pub findings: Vec<Finding>,
}

/// How many characters of the body come from where; white space is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextSources {
    /// The wording of the kind, numbering and requests for data included.
    pub template: usize,
    /// Characters of data: figures, dates, names, titles.
    pub slots: usize,
    /// Prose that a person wrote for the report.
    pub narrative: usize,
}

/// Why there is no report, with what was found until then.
#[derive(Debug, Clone, Default)]
pub struct Refused {
    /// All reasons why there is no report; at least one.
    pub refusals: Vec<Refusal>,
    /// What was found until then, in the order of the steps.
    pub findings: Vec<Finding>,
    /// Files and sheets that could not be read, each with its reason.
    pub unread: Vec<Unread>,
    /// The files and sheets that ids of sheets stand for.
    pub places: Places,
    /// What each sheet was taken for: for no table of the kind.
    pub seen: Vec<crate::recognize::Seen>,
    /// 核对表.xlsx in which that can be put right; none when no sheet was read.
    pub ledger: Option<Vec<u8>>,
}

impl From<Vec<Refusal>> for Box<Refused> {
    fn from(refusals: Vec<Refusal>) -> Self {
        Box::new(Refused { refusals, ..Refused::default() })
    }
}

impl From<Refusal> for Box<Refused> {
    fn from(refusal: Refusal) -> Self {
        vec![refusal].into()
    }
}

/// The reasons, a line each, in the language of the program.
impl std::fmt::Display for Refused {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.refusals.iter().try_for_each(|refusal| writeln!(to, "{refusal}"))
    }
}

impl std::error::Error for Refused {}

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

    /// Whether 核对表 has no room for all items.
    pub fn is_beside(&self) -> bool {
        ledger::is_beside(&self.facts(&[]))
    }

    /// Writes the items that 核对表 has no room for as text; how many there are.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_beside(&self, to: &mut dyn std::io::Write) -> std::io::Result<usize> {
        ledger::write_beside(&self.facts(&[]), to)
    }

    /// 表格识别.xlsx: what people corrected of sheets and columns, to be copied into another folder; none when there is
    /// nothing.
    ///
    /// # Errors
    /// A fault of the library that writes workbooks.
    pub fn corrections(&self) -> Result<Option<Vec<u8>>, Refusal> {
        ledger::write_corrections(&self.decisions)
    }

    /// Every datum that the report prints, with its place, rule and cells.
    pub fn printed(&self) -> Vec<Printed<'_>> {
        ledger::printed(&self.facts(&[]))
    }

    /// The same of one slot alone.
    pub fn printed_of(&self, slot: &str) -> Vec<Printed<'_>> {
        ledger::printed_of(&self.facts(&[]), slot)
    }

    /// The cells that a slot was got from.
    pub fn sources_of(&self, slot: &str) -> Cow<'_, [Source]> {
        ledger::sources(&self.facts(&[]), slot)
    }

    /// Pairs of opinions that nearly say the same and wait for a person's answer.
    pub fn pairs(&self) -> Vec<Pair<'_>> {
        pairs::pairs(&self.facts(&[]))
    }

    /// What persons decided of opinions that are alike.
    pub fn joined(&self) -> Vec<Joined<'_>> {
        pairs::joined(&self.facts(&[]))
    }

    /// What an answer about an opinion decides, cell by cell; none when there is no such opinion.
    pub fn answered(&self, id: &str, answer: Answer<'_>) -> Option<Vec<pairs::Cell>> {
        pairs::answered(&self.facts(&[]), id, answer)
    }

    /// 报送情况, as 核对表 has it.
    pub fn units(&self) -> Listed {
        ledger::units(&self.facts(&[]))
    }

    fn facts<'a>(&'a self, findings: &'a [(String, Finding)]) -> ledger::Facts<'a> {
        ledger::Facts {
            kind: &self.kind,
            places: &self.places,
            report: &self.report,
            seen: &self.seen,
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
    pub fn kept(&self, finding: &Finding) -> Option<&str> {
        self.decisions.findings.get(&finding.key(&self.place_of(finding)))?.keeps()
    }

    /// The recognised tables with what became of their rows, in the order of the input.
    pub fn tables(&self) -> impl Iterator<Item = (&TableHead, &RowTally)> {
        self.normalized.heads.iter().zip(&self.normalized.tallies)
    }

    /// The same, with what persons decided on findings of workbooks that were renamed or moved since: (before, now).
    pub(crate) fn following(mut self, renamed: &[(String, String)]) -> Self {
        let mut moved: Vec<(String, String)> = Vec::new();
        for finding in &self.findings {
            let place = self.place_of(finding);
            for (before, now) in renamed {
                let were = finding.keys_where(&place, now, before).into_iter();
                moved.extend(were.map(|was| (was, finding.key(&place))));
            }
        }
        let decided = &mut self.decisions.findings;
        for (was, is) in moved {
            if !decided.contains_key(&is)
                && let Some(decision) = decided.remove(&was)
            {
                decided.insert(is, decision);
            }
        }
        self
    }

    /// The place of a finding as a person names it; a block by the first words of its text.
    pub fn place_of(&self, finding: &Finding) -> String {
        match &finding.place {
            Place::Block(id) => place_of_block(&self.report, id),
            place => place.spell(&self.places),
        }
    }

    /// The first characters of a block's text; `None` when the report has no block of this id.
    pub fn excerpt(&self, id: &str) -> Option<String> {
        excerpt(&self.report, id)
    }

    /// The cell of an entry's field, spelt.
    pub fn place_of_entry(&self, entry: &Entry, field: usize) -> Option<String> {
        entry.origin(&self.normalized.heads, field).map(|at| self.places.cell(at))
    }
}

impl Refused {
    /// The place of a finding as a person names it.
    pub fn places_of(&self, finding: &Finding) -> String {
        finding.place.spell(&self.places)
    }
}

/// The first characters of a block's text; `None` when the report has no block of this id.
fn excerpt(report: &Report, id: &str) -> Option<String> {
    let at = report.blocks.iter().position(|block| block.id == id)?;
    // A table says nothing itself: it is called by the title above it.
    let mut above = report.blocks.get(..=at)?.iter().rev().map(crate::model::report::Block::text);
    Some(above.find(|text| !text.is_empty())?.chars().take(EXCERPT).collect())
}

/// The place of a block as a person names it.
pub(crate) fn place_of_block(report: &Report, id: &str) -> String {
    excerpt(report, id).map(|text| InText::Begins(text).to_string()).unwrap_or_default()
}

/// Counts the characters of the body by where they come from.
pub(crate) fn text_sources(report: &Report) -> TextSources {
    let mut sources = TextSources::default();
    let body = report.blocks.iter().filter(|block| block.role.is_running());
    for inline in body.flat_map(|block| &block.inlines) {
        let count = inline.text.chars().filter(|c| !c.is_whitespace()).count();
        match inline.from {
            Provenance::Template | Provenance::Numbering | Provenance::Missing(_) => {
                sources.template += count
            }
            Provenance::Slot(_) => sources.slots += count,
            Provenance::Narrative(_) | Provenance::Person => sources.narrative += count,
        }
    }
    sources
}
