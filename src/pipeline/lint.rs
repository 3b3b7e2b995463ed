//! The bytes of any .docx → the document as it is set, held against the rules of the page and read by those of the text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::choice;
use crate::docx;
use crate::finding::{DocumentFault, Refusal, Unreadable};
use crate::kind::Kind;
use crate::model::annex::{Table, TableCell};
use crate::model::base::{Base, BaseRow};
use crate::model::mend::{Mend, What};
use crate::model::report::{Block, Inline, Provenance, Report, Role};
use crate::model::typeset::Typeset;
use crate::proofread::wording::{Passage, Proof, proofread};
use crate::proofread::{self, Linted};

/// All that the rules of page and text find in one document.
#[derive(Debug, Clone)]
pub struct Lints {
    /// The document as Word would set it.
    pub set: Typeset,
    /// What the rules of the page find; their faults name paragraphs of `set`.
    pub page: Linted,
    /// What the rules of the text find; their faults name paragraphs of `set` too.
    pub text: Proof,
}

/// Reads a document, holds it against all rules of the page and reads its text by the word lists that all kinds share.
///
/// # Errors
/// When it is no .docx that can be opened.
pub fn lint(bytes: &[u8]) -> Result<Lints, Unreadable> {
    let set = docx::typeset(bytes)?;
    let page = proofread::lint(&set);
    let text = shared().map(|kind| proofread(&passages(&set, &page.roles), &kind, None)).unwrap_or_default();
    Ok(Lints { set, page, text })
}

/// A document that was mended where its faults leave no choice, and what was said of it before and after.
#[derive(Debug, Clone)]
pub struct Mended {
    /// The copy; the same bytes where nothing was to be mended.
    pub copy: Vec<u8>,
    /// What the rules found in the document.
    pub before: Lints,
    /// What they find in the copy.
    pub after: Lints,
    /// The words that were changed: the rule, the paragraph, what stood there and what stands there now.
    pub words: Vec<Reworded>,
}

/// Words that were changed in a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reworded {
    /// The rule that asked for it.
    pub rule: &'static str,
    /// The paragraph, counted from zero.
    pub line: usize,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// One change makes others possible (a margin, then the characters of a line); none needs more rounds than this.
const ROUNDS: usize = 5;

/// Makes a copy of a document in which every fault is mended that leaves no choice; all else is in it as it was.
///
/// # Errors
/// When it is no .docx that can be opened, or a change would touch words that nobody asked to change.
pub fn mend(bytes: &[u8]) -> Result<Mended, DocumentFault> {
    let before = lint(bytes)?;
    let (mut copy, mut words, mut done) = (bytes.to_vec(), Vec::new(), Vec::<Mend>::new());
    for _ in 0..ROUNDS {
        let set = docx::typeset(&copy)?;
        let mut mends = proofread::mends(&set);
        mends.retain(|mend| matches!(mend.what, What::Words { .. }) || !done.contains(mend));
        if mends.is_empty() {
            break;
        }
        let made = docx::mended(&copy, &mends).map_err(|refusal| match refusal {
            Refusal::Document(fault) => fault,
            _ => DocumentFault::NoBlock,
        })?;
        words.extend(reworded(&set, &docx::typeset(&made)?, &mends)?);
        copy = made;
        done.extend(mends);
    }
    let after = lint(&copy)?;
    Ok(Mended { copy, before, after, words })
}

/// The words that were changed, once it is sure that no others were.
fn reworded(before: &Typeset, after: &Typeset, mends: &[Mend]) -> Result<Vec<Reworded>, DocumentFault> {
    let mut found = Vec::new();
    if before.lines.len() != after.lines.len() {
        return Err(DocumentFault::NoLine);
    }
    for (at, (line, new)) in before.lines.iter().zip(&after.lines).enumerate() {
        let mut expected: Vec<String> = line.text.chars().map(String::from).collect();
        expected.push(String::new());
        for mend in mends {
            let What::Words { line, range, to } = &mend.what else { continue };
            if *line == at {
                let gone = expected.get_mut(range.clone()).unwrap_or_default();
                let stood = gone.iter_mut().map(std::mem::take).collect();
                if let Some(place) = expected.get_mut(range.start) {
                    place.insert_str(0, to);
                }
                found.push(Reworded { rule: mend.rule, line: at, before: stood, after: to.clone() });
            }
        }
        if expected.concat() != new.text {
            return Err(DocumentFault::Unaccounted { text: line.text.clone() });
        }
    }
    Ok(found)
}

/// The paragraphs and tables of a report as it will stand, in the order of its blocks.
pub(super) fn passages_of(report: &Report, base: &Base) -> Vec<Passage> {
    let stood = |block: &Block| {
        let based = base.blocks.iter().find(|based| based.id == block.id)?;
        let rows = based.rows.iter().filter_map(BaseRow::stood).map(<[String]>::to_vec);
        Some(rows.collect::<Vec<_>>()).filter(|rows| !rows.is_empty())
    };
    let passage = |block: &Block| {
        // The cells of a table as they stand, a person's among them.
        let rows = block.table().map(|table| stood(block).unwrap_or_else(|| texts(table)));
        let rows = rows.unwrap_or_default();
        let cells = rows.iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n");
        let text = if rows.is_empty() { block.text() } else { cells };
        Passage { text, role: Some(block.role), rows, typed: typed(block) }
    };
    report.blocks.iter().map(passage).collect()
}

/// Where a person wrote in a block.
fn typed(block: &Block) -> Vec<Range<usize>> {
    let mut start = 0;
    let stretch = |inline: &Inline| {
        let range = start..start + inline.text.len();
        start = range.end;
        matches!(inline.from, Provenance::Person | Provenance::Narrative(_)).then_some(range)
    };
    block.inlines.iter().filter_map(stretch).collect()
}

/// The cells of a table as printed, its head first.
fn texts(table: &Table) -> Vec<Vec<String>> {
    let head = table.columns.iter().map(|column| column.title.clone()).collect();
    let rows = table.rows.iter().map(|row| row.cells.iter().map(TableCell::text).collect());
    std::iter::once(head).chain(rows).collect()
}

/// A kind of the program, for the words that all share.
fn shared() -> Option<Kind> {
    let chosen = choice::chosen(None, &[], &BTreeSet::new()).ok()?;
    Some(choice::built_in(&chosen.name).ok()?.0)
}

fn passages(set: &Typeset, roles: &[Option<Role>]) -> Vec<Passage> {
    let lines = set.lines.iter().enumerate().map(|(at, line)| {
        let table = set.tables.iter().find(|table| table.lines.start == at && !table.lines.is_empty());
        Passage {
            text: line.text.replace('\u{fffc}', ""),
            role: roles.get(at).copied().flatten(),
            rows: table.map(|table| table.rows.clone()).unwrap_or_default(),
            typed: Vec::new(),
        }
    });
    lines.collect()
}
