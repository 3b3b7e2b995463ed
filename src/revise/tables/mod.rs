//! Tables and charts of annexes: base, theirs and fresh rows → the edits of cells and rows. A row is told by the entry
//! that it is of and by what it holds, not by its place; what a person wrote into a cell or added as a row stays.

pub(super) mod account;
mod columns;
mod decide;
mod numbers;
mod order;
mod pairs;
mod rows;
mod sums;

use std::collections::HashSet;

use super::align::Group;
use super::candidates::Places;
use super::merge::Merged;
use super::words::{Names, Words};
use super::{Joined, Reconciliation};
use crate::finding::Revised;
use crate::model::base::{Base, BaseBlock, BaseRow, Stood};
use crate::model::document::{Document, DocumentBlock, Shape};
use crate::model::element::Flow;
use crate::model::place::{At, BaseAt, FreshAt, GivenRow, Listed, StandingRow, TheirsAt};
use crate::model::revision::{Edit, Fate};
use crate::text::fold::typed_key;
use crate::text::likeness::Shingles;

/// How alike two tables are that are the same.
const ALIKE: f64 = 0.5;

/// A table or chart as it will stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Exhibited {
    /// The edits of its cells and rows.
    pub(super) edits: Vec<Edit>,
    /// What becomes of it; none when it goes.
    pub(super) fate: Option<Fate>,
    /// The fresh cells that a person's stand against.
    pub(super) note: String,
    /// These, as the person wrote them.
    pub(super) yours: String,
    /// The findings on its rows and cells.
    pub(super) findings: Vec<Revised>,
    /// Its rows as the next base keeps them.
    pub(super) rows: Vec<BaseRow>,
    /// What becomes of each row; none where nothing is decided row by row.
    lots: Vec<account::Lot>,
}

/// Revises all tables and charts that were found.
pub(super) fn revise_all(work: &mut Reconciliation<'_>, names: &mut Names) {
    let first = |joined: &Joined| Some((*joined.group.base.first()?, *joined.group.theirs.first()?));
    let found: Vec<(BaseAt, TheirsAt)> = work.joined.iter().filter_map(first).collect();
    let mut taken: HashSet<TheirsAt> =
        work.joined.iter().flat_map(|joined| joined.group.theirs.iter().copied()).collect();
    let pairs = align(work.base, work.theirs, &found, &|at| taken.contains(&at));
    taken.extend(pairs.iter().map(|(_, at)| *at));
    let known: HashSet<FreshAt> = work.counterparts.all().filter_map(|(_, fresh)| *fresh).collect();
    // What stands there already, written by a run whose base is lost.
    let new = align(work.fresh, work.theirs, &[], &|at| taken.contains(&at));
    let new = new.into_iter().filter(|(fresh, _)| !known.contains(fresh));
    let ours = pairs
        .into_iter()
        .map(|(block, at)| (Some(block), work.counterparts.get(block).copied().flatten(), at));
    let all: Vec<_> = ours.chain(new.map(|(fresh, at)| (None, Some(fresh), at))).collect();
    for (block, counterpart, at) in all {
        let fresh = counterpart.and_then(|at| work.fresh.get(at));
        let base = block.and_then(|block| work.base.get(block)).or(fresh);
        let (Some(base), Some(found)) = (base, work.theirs.get(at)) else { continue };
        let exhibited = revise(base, at, found, fresh, names);
        work.joined.push(Joined {
            group: Group { base: block.into_iter().collect(), theirs: vec![at] },
            fresh: vec![counterpart],
            merged: Merged::default(),
            theirs: Words::default(),
            fate: exhibited.fate,
            pending: found.pending,
            exhibit: Some(exhibited),
            persons: false,
        });
    }
}

/// Which tables and charts of the base stand in a document.
pub(super) fn standing_exhibits(base: &Base, theirs: &Document) -> Vec<(BaseAt, TheirsAt)> {
    let groups = super::align::align(base, theirs);
    let first = |group: &Group| Some((*group.base.first()?, *group.theirs.first()?));
    let found: Vec<(BaseAt, TheirsAt)> = groups.iter().filter_map(first).collect();
    let taken: HashSet<TheirsAt> = groups.iter().flat_map(|group| group.theirs.iter().copied()).collect();
    let (base, theirs) = (Listed::of(&base.blocks), Listed::of(&theirs.blocks));
    align(base, theirs, &found, &|at| taken.contains(&at))
}

/// Which tables and charts of the base stand where: (block, index in the document). `found`: the blocks that were
/// found already.
fn align<A: At>(
    base: Listed<'_, A, BaseBlock>,
    theirs: Listed<'_, TheirsAt, DocumentBlock>,
    found: &[(A, TheirsAt)],
    taken: &dyn Fn(TheirsAt) -> bool,
) -> Vec<(A, TheirsAt)> {
    let places = Places::of(found);
    let mut scored: Vec<(f64, A, TheirsAt)> = Vec::new();
    let blocks = base.all().filter(|(_, block)| is_exhibit(block));
    for (x, block) in blocks.filter(|(_, block)| block.stood != Stood::Gone) {
        let own = Shingles::of(&stood(block));
        for (y, other) in theirs.all().filter(|(y, _)| !taken(*y)) {
            let hinted = if other.hints.contains(&block.id) { 0.3 } else { 0.0 };
            let near = if places.same_gap(x, y) { 0.2 } else { 0.0 };
            let score = match &other.shape {
                Shape::Table(rows) if block.role.element().flow == Flow::Table => {
                    own.likeness(&Shingles::of(&flat(rows)))
                }
                // Its paragraph has no words; where its points cannot be read, only its place speaks for it.
                Shape::Chart(rows) if block.role.element().flow == Flow::Chart => {
                    own.likeness(&Shingles::of(&flat(rows))).max(0.3)
                }
                _ => continue,
            };
            if score + hinted + near >= ALIKE {
                scored.push((score + hinted + near, x, y));
            }
        }
    }
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut pairs: Vec<(A, TheirsAt)> = Vec::new();
    for (_, x, y) in scored {
        if !pairs.iter().any(|pair| pair.0 == x || pair.1 == y) {
            pairs.push((x, y));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Whether a block is a table or chart.
fn is_exhibit(block: &BaseBlock) -> bool {
    matches!(block.role.element().flow, Flow::Table | Flow::Chart)
}

/// Revises a table or chart that stands at `at`.
fn revise(
    base: &BaseBlock,
    at: TheirsAt,
    found: &DocumentBlock,
    fresh: Option<&BaseBlock>,
    names: &mut Names,
) -> Exhibited {
    match &found.shape {
        Shape::Table(_) if found.pending => pending(base, fresh),
        Shape::Table(rows) => decide::revise(at, base, rows, fresh, names),
        Shape::Chart(rows) => chart(at, found.pending, base, rows, fresh),
        Shape::Paragraph | Shape::Other => Exhibited::default(),
    }
}

/// A table with changes that wait to be accepted stays as it is, and is renewed when they are.
fn pending(base: &BaseBlock, fresh: Option<&BaseBlock>) -> Exhibited {
    let rows = base.rows.clone();
    let Some(fresh) = fresh else {
        return Exhibited { fate: Some(Fate::Orphan), rows, ..Exhibited::default() };
    };
    let changed = given(fresh) != given(base);
    let pending = || Revised::Pending { stands: flat(&given(base)), fresh: flat(&given(fresh)) };
    let findings = changed.then(pending).into_iter().collect();
    Exhibited { fate: Some(Fate::Kept), findings, rows, ..Exhibited::default() }
}

/// A chart has the fresh data when no person has typed others into it; it looks as people made it look.
fn chart(
    at: TheirsAt,
    pending: bool,
    base: &BaseBlock,
    theirs: &[Vec<String>],
    fresh: Option<&BaseBlock>,
) -> Exhibited {
    let touched = !theirs.is_empty() && folded(theirs) != folded(&given(base));
    let Some(fresh) = fresh else {
        let fate = (touched || pending).then_some(Fate::Orphan);
        return Exhibited { fate, rows: base.rows.clone(), ..Exhibited::default() };
    };
    let stands = folded(theirs) == folded(&given(fresh));
    let (fate, [note, yours]) = match (touched || pending, given(fresh) != given(base) && !stands) {
        (true, true) => (Fate::Conflict, [flat(&given(fresh)), flat(theirs)]),
        (true, false) => (Fate::Kept, Default::default()),
        (false, true) => (Fate::Refreshed, Default::default()),
        (false, false) => (Fate::Same, Default::default()),
    };
    let redraw = || Edit::Redraw { at, fresh: fresh.id.clone() };
    let edits = (fate == Fate::Refreshed).then(redraw).into_iter().collect();
    Exhibited { edits, fate: Some(fate), note, yours, rows: fresh.rows.clone(), ..Exhibited::default() }
}

/// The rows of a block as they were given.
fn given(block: &BaseBlock) -> Vec<Vec<String>> {
    block.rows.iter().map(|row| row.cells.clone()).collect()
}

/// All that a table held when the run was done.
fn stood(block: &BaseBlock) -> String {
    let rows: Vec<Vec<String>> = block.rows.iter().filter_map(|row| Some(row.stood()?.to_vec())).collect();
    flat(&rows)
}

fn folded(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| typed_key(cell)).collect()).collect()
}

fn flat(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("；")
}

/// The tables and charts of a base in which a person changed something.
pub(super) fn touched<'b>(base: &'b Base, theirs: &Document) -> impl Iterator<Item = &'b BaseBlock> {
    let mut names = Names::default();
    let (blocks, found) = (Listed::of(&base.blocks), Listed::of(&theirs.blocks));
    let touched = standing_exhibits(base, theirs).into_iter().filter_map(move |(block, at)| {
        let (block, found) = (blocks.get(block)?, found.get(at)?);
        revise(block, at, found, None, &mut names).fate.map(|_| block)
    });
    touched.collect::<Vec<_>>().into_iter()
}

/// Which rows of a document are which of a table.
pub(super) fn matched(theirs: &[Vec<String>], fresh: &BaseBlock) -> Vec<(StandingRow, GivenRow)> {
    rows::matched(theirs, fresh)
}
