//! Edits of a document → the document with those edits, every other part and paragraph in it to the byte.
//!
//! The part that the document is in is not written anew: the blocks that are edited are read as trees and written
//! in their old places (`rewrite`, `rows`, `remove`, `comments`), blocks of the fresh report are grafted between
//! them (`insert`) with the styles and parts that they need (`styles`, `carry`). All else is copied as it lies.

mod carry;
mod comments;
mod dress;
mod embed;
mod fold;
mod insert;
mod marks;
mod pen;
mod remove;
mod rewrite;
mod rows;
mod sections;
mod styles;
mod work;

use std::collections::BTreeMap;
use std::ops::Range;

use super::names::bound;
use super::outline::{Form, Outline, lines, rows as table_rows};
use super::read::{Unreadable, open, style_names};
use crate::finding::Refusal;
use crate::model::base::Base;
use crate::model::revision::Edit;
use crate::package::relations::main;
use crate::package::spans::replaced;
use crate::package::store::Store;
use crate::package::xml::{Element, Node};
use pen::numbers;
use work::{Work, works};

pub(super) use carry::carry;
pub(super) use insert::{Fresh, bookmark, bookmark_names, graft, position, renumber};
pub use pen::How;
pub(super) use pen::Pen;
pub(super) use rewrite::rewrite;
pub(super) use sections::{lies, line as section_line};
pub(super) use styles::map;

/// What is missing for an edit, or why a document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault(String);

impl Fault {
    /// What is missing, in English.
    pub(super) fn said(&self) -> &str {
        &self.0
    }
}

impl From<Unreadable> for Fault {
    fn from(fault: Unreadable) -> Self {
        Fault(format!("{fault:?}"))
    }
}

impl From<crate::package::open::Fault> for Fault {
    fn from(fault: crate::package::open::Fault) -> Self {
        Fault(format!("{fault:?}"))
    }
}

impl From<crate::package::xml::Fault> for Fault {
    fn from(fault: crate::package::xml::Fault) -> Self {
        Fault(fault.0)
    }
}

impl From<&str> for Fault {
    fn from(fault: &str) -> Self {
        Fault(fault.to_owned())
    }
}

/// Makes the edits in a document that persons have worked on, and embeds the base of the next revision. Indices of
/// blocks are those of [`read`](super::read()); `fresh` is the report as this run would write it.
///
/// With nothing to do the document comes back to the byte.
///
/// # Errors
/// [`Refusal::Document`] when a document cannot be read, or an edit names a block that is not there.
pub fn patch(
    theirs: &[u8],
    fresh: &[u8],
    edits: &[Edit],
    base: &Base,
    how: &How,
) -> Result<Vec<u8>, Refusal> {
    patched(theirs, fresh, edits, base, how).map_err(|fault| Refusal::Document(fault.0))
}

fn patched(theirs: &[u8], fresh: &[u8], edits: &[Edit], base: &Base, how: &How) -> Result<Vec<u8>, Fault> {
    let mut desk = Desk::open(theirs, how)?;
    if !edits.is_empty() {
        desk.edit(fresh, edits)?;
    }
    let embedded = embed::embed(&mut desk.store, &desk.part, base)?;
    if edits.is_empty() && !embedded {
        return Ok(theirs.to_vec());
    }
    Ok(desk.store.zip()?)
}

/// The document on the desk, and what is written into it.
pub(super) struct Desk<'a> {
    pub(super) store: Store<'a>,
    pub(super) part: String,
    pub(super) outline: Outline,
    /// The names of its styles, by their ids.
    pub(super) styles: BTreeMap<String, String>,
    pub(super) pen: Pen,
    /// Ranges of the part and what stands there instead.
    pub(super) changes: Vec<(Range<usize>, String)>,
    /// New remarks.
    remarks: Vec<Element>,
    /// Styles that come from the fresh report.
    pub(super) new_styles: Vec<Element>,
    /// Ids of relationships that blocks named which are gone.
    released: Vec<String>,
}

impl<'a> Desk<'a> {
    pub(super) fn open(theirs: &'a [u8], how: &How) -> Result<Self, Fault> {
        let mut store = open(theirs)?;
        let part = main(&mut store)?;
        let outline = Outline::of(store.text(&part)?)?;
        let styles = style_names(&mut store, &part)?;
        let mut used = numbers(&outline.xml);
        used.extend(comments::numbers(&mut store, &part)?);
        let pen = Pen::new(how, styles::named(&styles, styles::LATIN), used);
        Ok(Desk {
            store,
            part,
            outline,
            styles,
            pen,
            changes: Vec::new(),
            remarks: Vec::new(),
            new_styles: Vec::new(),
            released: Vec::new(),
        })
    }

    /// Writes the styles that come along into their part.
    pub(super) fn store_styles(&mut self) -> Result<(), Fault> {
        styles::add(self)
    }

    fn edit(&mut self, fresh: &[u8], edits: &[Edit]) -> Result<(), Fault> {
        for (at, work) in works(&self.outline, edits, self.pen.track)? {
            self.block(at, &work)?;
        }
        insert::insert(self, fresh, edits)?;
        let xml = std::mem::take(&mut self.outline.xml);
        let xml = replaced(&xml, std::mem::take(&mut self.changes));
        carry::release(self, &xml)?;
        self.store.put(&self.part, bound(xml)?.into_bytes());
        styles::add(self)?;
        comments::add(self)
    }

    /// Does the work on one block.
    fn block(&mut self, at: usize, work: &Work) -> Result<(), Fault> {
        let block = self.outline.blocks.get(at).cloned().ok_or("no such block")?;
        let mut tree = self.outline.tree(&block)?;
        let mut kept = vec![true; block.ranges.len()];
        if work.removed && !self.pen.track {
            carry::named(&tree, &mut self.released);
        }
        if work.removed {
            remove::remove(&mut tree, work, &mut self.pen, &mut kept);
        } else {
            match block.form {
                Form::Paragraph => {
                    let paragraphs: Vec<Vec<usize>> =
                        (0..tree.children.len()).map(|place| vec![place]).collect();
                    for (_, splices) in &work.rewrites {
                        rewrite::rewrite(&mut tree, &paragraphs, "", splices, &mut self.pen);
                    }
                }
                Form::Table => self.table(&mut tree, work)?,
                Form::Other => (),
            }
            for text in &work.remarks {
                comments::pin(self, &mut tree, text)?;
            }
        }
        remove::settle(&mut tree, &work.carried, work.section.as_ref());
        for ((range, node), kept) in block.ranges.iter().zip(&tree.children).zip(kept) {
            let Node::Element(element) = node else { continue };
            let xml = if kept { element.to_xml() } else { element.elements().map(Element::to_xml).collect() };
            self.changes.push((range.clone(), xml));
        }
        Ok(())
    }

    fn table(&mut self, tree: &mut Element, work: &Work) -> Result<(), Fault> {
        for (cell, splices) in &work.rewrites {
            let (row, column) = cell.ok_or("a table is rewritten cell by cell")?;
            let rows = table_rows(tree, &[0]);
            let cell = rows.get(row).and_then(|(_, cells)| cells.get(column)).ok_or("no such cell")?;
            let paragraphs = lines(tree, cell);
            rewrite::rewrite(tree, &paragraphs, "\n", splices, &mut self.pen);
        }
        rows::change(tree, &work.rows, &mut self.pen)
    }
}
