//! Edits in any order → what is to be done to each block, with what its neighbours hand over.

use std::collections::{BTreeMap, BTreeSet};

use super::Fault;
use super::marks::orphans;
use crate::docx::read::outline::{Form, Outline};
use crate::docx::views::section_of;
use crate::model::report::BlockId;
use crate::model::revision::{Edit, Splice};
use crate::package::xml::Element;

/// Row and column of a cell; none for a block that is no table.
type CellAt = Option<(usize, usize)>;

/// What is to be done to one block.
#[derive(Debug, Default)]
pub(super) struct BlockWork {
    /// Replacements, each in the whole block or in a cell.
    pub rewrites: Vec<(CellAt, Vec<Splice>)>,
    /// Rows of the table that come, move or go.
    pub rows: Vec<RowEdit>,
    /// The sentences of remarks that are pinned to it.
    pub remarks: Vec<String>,
    /// The fresh chart whose data it gets.
    pub redrawn: Option<BlockId>,
    /// Whether the block goes.
    pub removed: bool,
    /// Whether the section that ends with it has found another paragraph to end with.
    pub handed_on: bool,
    /// Whether it stays as an empty paragraph: between two tables, or after the last.
    pub hollow: bool,
    /// Whether the section that ends with it goes on behind it.
    pub unended: bool,
    /// Marks of remarks that a neighbour leaves to it, since that one goes.
    pub carried: Vec<Element>,
    /// The properties of a section that ended with a neighbour that goes.
    pub section: Option<Element>,
}

/// The work on blocks, by their places.
pub(super) type Works = BTreeMap<usize, BlockWork>;

/// A row that comes, moves or goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowEdit {
    /// A row like another comes in before a row.
    In {
        /// The row before which it comes in, counted from zero; their number for the end.
        before: usize,
        /// The row whose format it takes.
        like: usize,
        /// The texts of its cells from left to right.
        cells: Vec<String>,
    },
    /// A row moves before another one.
    Moved {
        /// The row that moves.
        row: usize,
        /// The row before which it stands then; their number for the end.
        before: usize,
    },
    /// This row goes.
    Out(usize),
}

/// The work on each block; the sections of those in `unended` go on. Remarks on what holds no paragraph go to the
/// nearest block that does.
pub(super) fn works(
    outline: &Outline,
    edits: &[Edit],
    track: bool,
    unended: &BTreeSet<usize>,
) -> Result<Works, Fault> {
    let mut works = Works::new();
    for edit in edits {
        match edit {
            Edit::Rewrite { at, cell, splices } => {
                let cell = cell.map(|(row, column)| (row.0, column));
                works.entry(at.0).or_default().rewrites.push((cell, splices.clone()));
            }
            Edit::Remove { at } => {
                let work = works.entry(at.0).or_default();
                work.removed = true;
                // A cell keeps a paragraph.
                work.hollow = outline.blocks.get(at.0).is_some_and(|block| block.host.is_some());
            }
            Edit::InsertRow { at, before, like, cells } => {
                let row = RowEdit::In { before: before.0, like: like.0, cells: cells.clone() };
                works.entry(at.0).or_default().rows.push(row);
            }
            Edit::MoveRow { at, row, before } => {
                works.entry(at.0).or_default().rows.push(RowEdit::Moved { row: row.0, before: before.0 });
            }
            Edit::RemoveRow { at, row } => works.entry(at.0).or_default().rows.push(RowEdit::Out(row.0)),
            Edit::Comment { at, text } => {
                let at = &anchor(outline, at.0);
                let holds =
                    |index: &usize| outline.blocks.get(*index).is_some_and(|part| part.form != Form::Other);
                let at = Some(*at).filter(holds).or_else(|| nearest(*at, outline.blocks.len(), holds));
                if let Some(at) = at {
                    works.entry(at).or_default().remarks.push(text.clone());
                }
            }
            Edit::Redraw { at, fresh } => works.entry(at.0).or_default().redrawn = Some(fresh.clone()),
            Edit::Insert { .. } | Edit::Move { .. } => (),
        }
    }
    for at in unended {
        let work = works.entry(*at).or_default();
        (work.unended, work.handed_on) = (!work.removed, work.removed);
    }
    if !track {
        hand_over(outline, &mut works)?;
    }
    Ok(works)
}

/// Programs do not let remarks stand in a box: those on what is in one go to the paragraph that it hangs on.
fn anchor(outline: &Outline, at: usize) -> usize {
    let host = outline.blocks.get(at).and_then(|block| outline.hosts.get(block.host?));
    let boxed = host.filter(|host| host.form == Form::Paragraph);
    boxed.and_then(|host| host.blocks.start.checked_sub(1)).unwrap_or(at)
}

/// What a paragraph that goes leaves to its neighbours: remarks to the next one that stays, else to the one
/// before; the end of a section to the one before.
fn hand_over(outline: &Outline, works: &mut Works) -> Result<(), Fault> {
    let removed: Vec<usize> = works.iter().filter(|(_, work)| work.removed).map(|(at, _)| *at).collect();
    for at in &removed {
        let block = outline.blocks.get(*at).ok_or(Fault::NoBlock)?;
        let tree = outline.tree(block)?;
        let is_text =
            |index: &usize| form(outline, *index) == Some(Form::Paragraph) && !removed.contains(index);
        let (_, remarks) = orphans(&tree);
        if !remarks.is_empty()
            && let Some(heir) = nearest(*at, outline.blocks.len(), is_text)
        {
            works.entry(heir).or_default().carried.extend(remarks);
        }
        if works.get(at).is_some_and(|work| work.handed_on || work.hollow) {
            continue;
        }
        let before = (0..*at).rev().find(|before| !removed.contains(before));
        let before = before.filter(is_text).filter(|before| beside(outline, *before, *at));
        if let (Some(section), Some(before)) = (section_of(&tree).cloned(), before)
            && !ends_section(outline, before)?
        {
            works.entry(before).or_default().section = Some(section);
            works.entry(*at).or_default().handed_on = true;
        }
        works.entry(*at).or_default().hollow = parts_tables(outline, *at, &removed);
    }
    Ok(())
}

/// Whether without a block a table would stand before another, or at the end.
fn parts_tables(outline: &Outline, at: usize, removed: &[usize]) -> bool {
    let stays = |index: &usize| !removed.contains(index);
    let is_table = |index: usize| form(outline, index) == Some(Form::Table) && beside(outline, index, at);
    let before = (0..at).rev().find(stays).is_some_and(is_table);
    // When several go together the first one stays.
    let first = at.checked_sub(1).is_none_or(|before| stays(&before));
    let next = (at + 1..outline.blocks.len()).find(stays);
    before && first && next.is_none_or(|next| is_table(next) || !beside(outline, next, at))
}

fn form(outline: &Outline, index: usize) -> Option<Form> {
    outline.blocks.get(index).map(|part| part.form)
}

/// Whether two blocks stand in the same container.
fn beside(outline: &Outline, one: usize, other: usize) -> bool {
    let container = |index: usize| outline.blocks.get(index)?.path.split_last().map(|(_, path)| path);
    container(one) == container(other)
}

fn ends_section(outline: &Outline, index: usize) -> Result<bool, Fault> {
    let block = outline.blocks.get(index).ok_or(Fault::NoBlock)?;
    Ok(section_of(&outline.tree(block)?).is_some())
}

/// The nearest block of a kind: the next one, else the one before.
fn nearest(at: usize, blocks: usize, wanted: impl Fn(&usize) -> bool) -> Option<usize> {
    (at + 1..blocks).find(&wanted).or_else(|| (0..at).rev().find(&wanted))
}
