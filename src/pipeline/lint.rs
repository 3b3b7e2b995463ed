//! The bytes of any .docx → the document as it is set, held against the rules of the page and read by those of the text.

use std::collections::BTreeSet;

use super::choice;
use crate::docx;
use crate::finding::Unreadable;
use crate::kind::Kind;
use crate::model::annex::{Table, TableCell};
use crate::model::report::{Block, Report, Role};
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
    let text = shared().map(|kind| proofread(&passages(&set, &page.roles), &kind)).unwrap_or_default();
    Ok(Lints { set, page, text })
}

/// What is said of the words of a report as it will stand, by the places of its blocks.
pub(super) fn read_over(report: &Report, kind: &Kind) -> Proof {
    let passage = |block: &Block| {
        let rows: Vec<Vec<String>> = block.table().map(texts).unwrap_or_default();
        let cells = rows.iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n");
        let text = if rows.is_empty() { block.text() } else { cells };
        Passage { text, role: Some(block.role), rows }
    };
    proofread(&report.blocks.iter().map(passage).collect::<Vec<_>>(), kind)
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
        }
    });
    lines.collect()
}
