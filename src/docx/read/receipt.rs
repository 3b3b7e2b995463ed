//! Two states of a document → the receipt: what of its paragraphs, rows, cells and parts is the same to the byte.

use super::Unreadable;
use super::opened::Opened;
use super::outline::{Form, cells, rows};
use crate::model::receipt::{Receipt, Tally};
use crate::package::xml::Element;
use crate::text::compared::compared;
use crate::text::difference::equal;
use crate::text::digest::sha256;

/// The receipt of two documents, from their bytes alone.
///
/// # Errors
/// When one of them cannot be read.
pub fn receipt(before: &[u8], after: &[u8]) -> Result<Receipt, Unreadable> {
    let (one, other) = (Pieces::of(before)?, Pieces::of(after)?);
    let part = |(name, digest): &(String, String)| format!("{name} {digest}");
    let parts = |pieces: &Pieces| pieces.parts.iter().map(part).collect::<Vec<_>>();
    let names = one.parts.iter().chain(&other.parts);
    let mut others: Vec<String> = names
        .filter(|part| !(one.parts.contains(part) && other.parts.contains(part)))
        .map(|(name, _)| name.clone())
        .collect();
    others.sort();
    others.dedup();
    Ok(Receipt {
        before: sha256(before),
        after: sha256(after),
        paragraphs: tally(&one.paragraphs, &other.paragraphs),
        rows: tally(&one.rows, &other.rows),
        cells: tally(&one.cells, &other.cells),
        parts: tally(&parts(&one), &parts(&other)),
        others,
        of_tables: None,
    })
}

/// The paragraphs in which two documents differ: those of the first that the second has nowhere, and those of the
/// second; of two that are like each other in one place the words that differ, in 〔〕.
///
/// # Errors
/// When one of them cannot be read.
pub fn differences(before: &[u8], after: &[u8]) -> Result<(Vec<String>, Vec<String>), Unreadable> {
    let (one, other) = (super::read(before)?, super::read(after)?);
    Ok(compared(one.texts().map(str::to_owned), other.texts().map(str::to_owned)))
}

/// A document in pieces, each as it is written.
#[derive(Default)]
struct Pieces {
    paragraphs: Vec<String>,
    rows: Vec<String>,
    cells: Vec<String>,
    /// The parts by name, with their digests.
    parts: Vec<(String, String)>,
}

impl Pieces {
    fn of(document: &[u8]) -> Result<Self, Unreadable> {
        let Opened { mut store, outline, .. } = Opened::whole(document)?;
        let mut pieces = Pieces::default();
        for block in &outline.blocks {
            if block.form == Form::Table {
                pieces.table(&outline.tree(block)?);
            } else {
                let written = block.ranges.iter().filter_map(|range| outline.xml.get(range.clone()));
                pieces.paragraphs.push(written.collect());
            }
        }
        let mut names: Vec<String> = store.names().map(str::to_owned).collect();
        names.sort();
        for name in names {
            let digest = sha256(&store.bytes(&name)?);
            pieces.parts.push((name, digest));
        }
        Ok(pieces)
    }

    fn table(&mut self, tree: &Element) {
        for (path, _) in rows(tree, &[0]) {
            let Some(row) = tree.at(&path) else { continue };
            self.rows.push(row.to_xml());
            let own = cells(row);
            self.cells.extend(own.iter().filter_map(|path| row.at(path)).map(Element::to_xml));
        }
    }
}

/// What two lists have in common; between two that are the same, one in the place of another is changed.
fn tally(one: &[String], other: &[String]) -> Tally {
    let mut tally = Tally::default();
    let (mut from, mut from_other) = (0, 0);
    let end = (one.len(), other.len());
    let pairs = equal(one, other);
    tally.same = pairs.len();
    for (at, at_other) in pairs.into_iter().chain([end]) {
        let (gone, came) = (at - from, at_other - from_other);
        let changed = gone.min(came);
        tally.changed += changed;
        tally.removed += gone - changed;
        tally.added += came - changed;
        (from, from_other) = (at + 1, at_other + 1);
    }
    tally
}
