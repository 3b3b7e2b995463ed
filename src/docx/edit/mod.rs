//! Edits of a document → the document with those edits, every other part and paragraph in it to the byte.
//!
//! The part that the document is in is not written anew: the blocks that are edited are read as trees and written
//! in their old places (`rewrite`, `rows`, `remove`, `comments`), blocks of the fresh report are grafted between
//! them (`insert`) with the styles and parts that they need (`styles`, `carry`). All else is copied as it lies.

mod boxes;
mod carry;
mod comments;
mod dress;
mod embed;
mod fold;
mod fresh;
mod gaps;
mod insert;
mod marks;
mod measures;
mod members;
mod mend;
mod merged;
mod overlay;
mod page_numbers;
mod pen;
mod plan;
mod redraw;
mod remove;
mod restyle;
mod review;
mod rewrite;
mod rows;
mod sections;
mod styles;
mod turn;
mod units;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::read::names::bound;
use super::read::opened::Opened;
use super::read::outline::{Form, Outline, Part, lines, rows as table_rows};
use super::write::Measure;
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::finding::Refusal;
use crate::model::base::{Base, Stood};
use crate::model::place::TheirsAt;
use crate::model::report::BlockId;
use crate::model::revision::Edit;
use crate::package::spans::replaced;
use crate::package::store::Store;
use crate::package::xml::{Element, Node, parse};
use pen::numbers;
use plan::Plan;
use restyle::Known;
use work::{BlockWork, Works, works};

pub(super) use carry::carry;
pub(super) use fresh::{Fresh, bookmark};
pub(super) use insert::{bookmark_names, graft, position, renumber};
pub use mend::{is_mended_copy, mended};
pub use pen::How;
pub(super) use pen::Pen;
pub use review::reviewed;
pub(super) use rewrite::rewrite;
pub(super) use sections::line;
pub(super) use styles::map;
pub use turn::turned;

/// What is done to a document that people have edited.
#[derive(Debug, Clone, Copy)]
pub struct Renewal<'r> {
    /// The edits of its blocks and rows, in any order.
    pub edits: &'r [Edit],
    /// For each of its blocks those of the fresh report that stand in it; with none at all bookmarks say so.
    pub stands: &'r [Vec<BlockId>],
    /// What changes in its styles with the texts.
    pub measures: &'r [Measure],
}

impl<'r> From<&'r [Edit]> for Renewal<'r> {
    fn from(edits: &'r [Edit]) -> Self {
        Renewal { edits, stands: &[], measures: &[] }
    }
}

impl<'r, const N: usize> From<&'r [Edit; N]> for Renewal<'r> {
    fn from(edits: &'r [Edit; N]) -> Self {
        Renewal { edits, stands: &[], measures: &[] }
    }
}

impl<'r> From<&'r Vec<Edit>> for Renewal<'r> {
    fn from(edits: &'r Vec<Edit>) -> Self {
        Renewal { edits, stands: &[], measures: &[] }
    }
}

/// What is missing for an edit, or why a document cannot be read.
pub(super) use crate::finding::DocumentFault as Fault;

/// Makes the edits in a document that persons have worked on, and embeds the base of the next revision. Indices of
/// blocks are those of [`read`](crate::docx::read()); `fresh` is the report as this run would write it.
///
/// With nothing to do the document comes back to the byte.
///
/// # Errors
/// [`Refusal::Document`] when a document cannot be read, or an edit names a block that is not there.
pub fn patch<'r>(
    theirs: &[u8],
    fresh: &[u8],
    renewal: impl Into<Renewal<'r>>,
    base: &Base,
    how: &How,
) -> Result<Vec<u8>, Refusal> {
    patched(theirs, fresh, &renewal.into(), base, how).map_err(Refusal::Document)
}

fn patched(theirs: &[u8], fresh: &[u8], renewal: &Renewal, base: &Base, how: &How) -> Result<Vec<u8>, Fault> {
    let mut editor = Editor::open(theirs, how)?;
    if !renewal.edits.is_empty() {
        editor.edit(fresh, renewal, base)?;
    }
    let embedded = embed::embed(&mut editor.store, &editor.part, base)?;
    if renewal.edits.is_empty() && !embedded {
        return Ok(theirs.to_vec());
    }
    Ok(editor.store.zip()?)
}

/// A person's document, and what is written into it.
pub(super) struct Editor<'a> {
    pub(super) store: Store<'a>,
    pub(super) part: String,
    pub(super) outline: Outline,
    /// The names of its styles, by their ids.
    pub(super) styles: BTreeMap<String, String>,
    pub(super) pen: Pen,
    /// Ranges of the part and what stands there instead.
    pub(super) changes: Vec<(Range<usize>, String)>,
    /// Comments of this run (`w:comment`), to be added to their part.
    remarks: Vec<Element>,
    /// Styles that come from the fresh report.
    pub(super) new_styles: Vec<Element>,
    /// Ids of relationships that blocks named which are gone.
    released: Vec<String>,
}

impl<'a> Editor<'a> {
    pub(super) fn open(theirs: &'a [u8], how: &How) -> Result<Self, Fault> {
        let Opened { mut store, part, styles, outline } = Opened::of(theirs)?;
        let mut used = numbers(&outline.xml);
        used.extend(comments::numbers(&mut store, &part)?);
        let pen = Pen::new(how, styles::named(&styles, styles::LATIN), used);
        Ok(Editor {
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

    /// The same editor, with every table of the document as one block.
    pub(super) fn whole(mut self) -> Result<Self, Fault> {
        self.outline = Outline::whole(std::mem::take(&mut self.outline.xml))?;
        Ok(self)
    }

    fn edit(&mut self, fresh: &[u8], renewal: &Renewal, base: &Base) -> Result<(), Fault> {
        let mut fresh = Fresh::open(fresh)?;
        let track = self.pen.track;
        let plan = Plan::of(&self.outline, &self.styles, &fresh, renewal.edits, renewal.stands, track)?;
        let present: BTreeSet<&str> =
            base.blocks.iter().filter(|b| b.stood == Stood::AsGiven).map(|b| b.id.as_str()).collect();
        let is_moved = |(at, _): &(usize, BlockWork)| plan.moved.contains(at);
        let (mut moved, here): (Works, Works) = self.works(&plan)?.into_iter().partition(is_moved);
        for (at, work) in here.into_iter().rev() {
            if let Some(id) = &work.redrawn {
                let block = fresh.place(id).ok_or(Fault::NotFresh)?;
                self.redraw(&mut fresh, at, block)?;
            }
            let known = plan.stand.get(at).ok_or(Fault::NoBlock)?;
            self.block(at, &work, &Known { fresh: &fresh, blocks: known, present: &present })?;
        }
        self.dissolve(&plan)?;
        insert::insert(self, &mut fresh, &plan, &mut moved)?;
        self.end_sections(&plan)?;
        let xml = std::mem::take(&mut self.outline.xml);
        let xml = replaced(&xml, std::mem::take(&mut self.changes));
        carry::release(self, &xml)?;
        self.store.put(&self.part, bound(xml)?.into_bytes());
        styles::add(self)?;
        measures::renew(self, renewal.measures)?;
        comments::add(self)
    }

    /// The work on each block, with that on the empty paragraphs that go.
    fn works(&self, plan: &Plan) -> Result<Works, Fault> {
        let mut edits = plan.edits.clone();
        let start = |unit: &usize| plan.theirs.get(*unit).map(|unit| unit.blocks.start);
        edits.extend(plan.gaps.leaving.iter().filter_map(start).map(|at| Edit::Remove { at: TheirsAt(at) }));
        let unended = plan.gaps.leaving.iter().chain(&plan.gaps.unended).filter_map(start).collect();
        let mut works = works(&self.outline, &edits, self.pen.track, &unended)?;
        // Where lines of a box change, the paragraph that it hangs on is written anew.
        for host in self.outline.hosts.iter().filter(|host| host.form == Form::Paragraph) {
            let anchor = host.blocks.start.saturating_sub(1);
            let dissolved = plan.dissolved.iter().filter_map(start).any(|at| at == anchor);
            if !dissolved && works.range(host.blocks.clone()).next().is_some() {
                works.entry(anchor).or_default();
            }
        }
        Ok(works)
    }

    /// Where the last section loses what stood in it, the one before goes on to the end.
    fn end_sections(&mut self, plan: &Plan) -> Result<(), Fault> {
        let last = plan.gaps.last_section.and_then(|unit| plan.theirs.get(unit)?.section.clone());
        let (Some(section), Some(range)) = (last, self.outline.section.clone()) else { return Ok(()) };
        let now = self.outline.element(&range)?;
        if sections::kind(&now) != sections::kind(&section) && !self.changes.iter().any(|(r, _)| *r == range)
        {
            carry::named(&now, &mut self.released);
            self.changes.push((range, section.to_xml()));
        }
        Ok(())
    }

    /// Does the work on one block that stays where it is, or goes.
    fn block(&mut self, at: usize, work: &BlockWork, known: &Known) -> Result<(), Fault> {
        let block = self.outline.blocks.get(at).cloned().ok_or(Fault::NoBlock)?;
        let (mut tree, boxed) = self.tree(&block)?;
        if !work.removed {
            self.edit_tree(&mut tree, block.form, work, known)?;
        }
        if boxed {
            boxes::mirror(&mut tree);
        }
        self.take(&block, tree, work);
        Ok(())
    }

    /// Writes a block anew, or takes it out.
    fn take(&mut self, block: &Part, mut tree: Element, work: &BlockWork) {
        let mut kept = vec![true; block.ranges.len()];
        if work.removed && !self.pen.track {
            carry::named(&tree, &mut self.released);
        }
        if work.removed {
            remove::remove(&mut tree, work, &mut self.pen, &mut kept);
        }
        if work.unended {
            for properties in tree.elements_mut().flat_map(Element::elements_mut) {
                properties.drop_all(Kind::Section);
            }
        }
        remove::settle(&mut tree, &work.carried, work.section.as_ref());
        for ((range, node), kept) in block.ranges.iter().zip(&tree.children).zip(kept) {
            let Node::Element(element) = node else { continue };
            let xml = if kept { element.to_xml() } else { element.elements().map(Element::to_xml).collect() };
            self.changes.push((range.clone(), xml));
        }
    }

    /// Gives the chart in a block fresh data.
    fn redraw(&mut self, fresh: &mut Fresh, at: usize, block: usize) -> Result<(), Fault> {
        let own = self.outline.blocks.get(at).cloned().ok_or(Fault::NoBlock)?;
        let mut tree = self.outline.tree(&own)?;
        let before = tree.clone();
        redraw::redraw(self, fresh, &mut tree, block)?;
        if let ([range], true, Some(element)) =
            (own.ranges.as_slice(), tree != before, tree.elements().next())
        {
            self.changes.push((range.clone(), element.to_xml()));
        }
        Ok(())
    }

    /// A block as it is moved elsewhere.
    fn worked(&mut self, at: usize, work: &BlockWork) -> Result<Element, Fault> {
        let block = self.outline.blocks.get(at).cloned().ok_or(Fault::NoBlock)?;
        let mut tree = self.outline.tree(&block)?;
        self.rewrite(&mut tree, work)?;
        Ok(tree)
    }

    fn rewrite(&mut self, tree: &mut Element, work: &BlockWork) -> Result<(), Fault> {
        let paragraphs: Vec<Vec<usize>> = (0..tree.children.len()).map(|place| vec![place]).collect();
        for (_, splices) in &work.rewrites {
            rewrite::rewrite(tree, &paragraphs, "", splices, &mut self.pen)?;
        }
        Ok(())
    }

    fn edit_tree(
        &mut self,
        tree: &mut Element,
        form: Form,
        work: &BlockWork,
        known: &Known,
    ) -> Result<(), Fault> {
        match form {
            Form::Paragraph => {
                if work.rewrites.is_empty() || !self.set_anew(tree, known)? {
                    self.rewrite(tree, work)?;
                }
            }
            Form::Table => self.table(tree, work)?,
            Form::Other => (),
        }
        for text in &work.remarks {
            comments::pin(self, tree, text)?;
        }
        Ok(())
    }

    /// A block as a tree, with what has been changed in the box that hangs on it; and whether something has.
    fn tree(&mut self, block: &Part) -> Result<(Element, bool), Fault> {
        let mut root = Element::default();
        let mut boxed = false;
        for range in &block.ranges {
            let within = |change: &Range<usize>| {
                !change.is_empty() && change.start >= range.start && change.end <= range.end
            };
            let (mut inner, outer): (Vec<_>, Vec<_>) =
                std::mem::take(&mut self.changes).into_iter().partition(|(change, _)| within(change));
            self.changes = outer;
            if inner.is_empty() {
                root.push(self.outline.element(range)?);
                continue;
            }
            boxed |= inner.iter().any(|(change, _)| change != range);
            for (change, _) in &mut inner {
                *change = change.start - range.start..change.end - range.start;
            }
            let part = self.outline.xml.get(range.clone()).ok_or(Fault::NoBlock)?;
            let xml = replaced(part, inner);
            let mut element = parse(&xml)?;
            self.outline.names.rename(&mut element);
            root.push(element);
        }
        Ok((root, boxed))
    }

    fn table(&mut self, tree: &mut Element, work: &BlockWork) -> Result<(), Fault> {
        let changes = !work.rewrites.is_empty() || !work.rows.is_empty();
        let merged = changes && merged::spread(tree)?;
        for (cell, splices) in &work.rewrites {
            let (row, column) = cell.ok_or(Fault::WholeTable)?;
            let rows = table_rows(tree, &[0]);
            let cell = rows.get(row).and_then(|(_, cells)| cells.get(column)).ok_or(Fault::NoCell)?;
            let paragraphs = lines(tree, cell);
            rewrite::rewrite(tree, &paragraphs, "\n", splices, &mut self.pen)?;
        }
        rows::change(tree, &work.rows, &mut self.pen)?;
        if merged {
            merged::join(tree)?;
        }
        Ok(())
    }
}
