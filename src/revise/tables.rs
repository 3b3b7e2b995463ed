//! Tables and charts of annexes: base, theirs and fresh rows → the edits of cells and rows. Rows are told by what
//! they hold, not by their place; what a person wrote into a cell or added as a row stays.

use std::collections::HashSet;

use super::align::Group;
use super::candidates::Places;
use super::matching::{Hunk, hunks};
use super::merge::Merged;
use super::words::Words;
use super::{Joined, Reconciliation};
use crate::model::base::{Base, BaseBlock, Stood};
use crate::model::document::{Document, Shape};
use crate::model::element::Flow;
use crate::model::revision::{Edit, Fate, Splice};
use crate::text::difference::{Pairs, equal};
use crate::text::fold::typed_key;
use crate::text::likeness::Shingles;

/// How alike two tables or rows are that are the same.
const ALIKE: f64 = 0.5;

type Rows = [Vec<String>];

/// A table or chart as it will stand.
#[derive(Debug, Clone, Default)]
struct Exhibited {
    /// What is done to it.
    edits: Vec<Edit>,
    /// What becomes of it; none when it goes.
    fate: Option<Fate>,
    /// The fresh cells that a person's stand against.
    note: String,
}

/// Revises all tables and charts that were found.
pub(super) fn revise_all(work: &mut Reconciliation<'_>) {
    let first = |joined: &Joined| Some((*joined.group.base.first()?, *joined.group.theirs.first()?));
    let found: Pairs = work.joined.iter().filter_map(first).collect();
    let taken: HashSet<usize> =
        work.joined.iter().flat_map(|joined| joined.group.theirs.iter().copied()).collect();
    for (block, at) in align(work.base, work.theirs, &found, &|at| taken.contains(&at)) {
        let counterpart = work.counterparts.get(block).copied().flatten();
        let Some(base) = work.base.blocks.get(block) else { continue };
        let fresh = counterpart.and_then(|at| work.fresh.blocks.get(at));
        let exhibited = revise(base, at, work.theirs, fresh);
        work.joined.push(Joined {
            group: Group { base: vec![block], theirs: vec![at] },
            fresh: vec![counterpart],
            merged: Merged::default(),
            theirs: Words::default(),
            fate: exhibited.fate,
            pending: work.theirs.blocks.get(at).is_some_and(|found| found.pending),
            exhibit: Some((exhibited.edits, exhibited.note)),
            persons: false,
        });
    }
}

/// Which tables and charts of the base stand in a document.
pub(super) fn standing_exhibits(base: &Base, theirs: &Document) -> Pairs {
    let groups = super::align::align(base, theirs);
    let first = |group: &Group| Some((*group.base.first()?, *group.theirs.first()?));
    let found: Pairs = groups.iter().filter_map(first).collect();
    let taken: HashSet<usize> = groups.iter().flat_map(|group| group.theirs.iter().copied()).collect();
    align(base, theirs, &found, &|at| taken.contains(&at))
}

/// Which tables and charts of the base stand where: (block, index in the document). `found`: the blocks that were
/// found already.
fn align(base: &Base, theirs: &Document, found: &Pairs, taken: &dyn Fn(usize) -> bool) -> Pairs {
    let places = Places::of(found);
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    let blocks = base.blocks.iter().enumerate().filter(|(_, block)| is_exhibit(block));
    for (x, block) in blocks.filter(|(_, block)| block.stood != Stood::Gone) {
        let own = Shingles::of(&flat(&block.rows));
        for (y, other) in theirs.blocks.iter().enumerate().filter(|(y, _)| !taken(*y)) {
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
    let mut pairs = Pairs::new();
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
fn revise(base: &BaseBlock, at: usize, theirs: &Document, fresh: Option<&BaseBlock>) -> Exhibited {
    let Some(found) = theirs.blocks.get(at) else { return Exhibited::default() };
    let changed = fresh.is_some_and(|fresh| fresh.rows != base.rows);
    let rows = match &found.shape {
        Shape::Table(rows) => rows,
        Shape::Chart(rows) => return chart(at, found.pending, base, rows, fresh),
        Shape::Paragraph | Shape::Other => return Exhibited::default(),
    };
    let Some(fresh) = fresh else {
        let touched = found.pending || folded(rows) != folded(&base.rows);
        return Exhibited { fate: touched.then_some(Fate::Orphan), note: flat(rows), edits: Vec::new() };
    };
    let wide = |rows: &Rows| rows.iter().map(Vec::len).max().unwrap_or_default();
    if found.pending || wide(rows) != wide(&base.rows) || wide(rows) != wide(&fresh.rows) {
        let fate = if changed { Fate::Conflict } else { Fate::Kept };
        let note = if changed { flat(&fresh.rows) } else { String::new() };
        return Exhibited { fate: Some(fate), note, edits: Vec::new() };
    }
    let mut work = Table {
        at,
        base: &base.rows,
        theirs: rows,
        fresh: &fresh.rows,
        edits: Vec::new(),
        notes: Vec::new(),
    };
    work.run();
    let touched = folded(rows) != folded(&base.rows);
    let fate = match (work.notes.is_empty(), touched, work.edits.is_empty()) {
        (false, ..) => Fate::Conflict,
        (true, true, true) => Fate::Kept,
        (true, true, false) => Fate::Merged,
        (true, false, true) => Fate::Same,
        (true, false, false) => Fate::Refreshed,
    };
    Exhibited { edits: work.edits, fate: Some(fate), note: work.notes.join("；") }
}

/// A chart has the fresh data when no person has typed others into it; it looks as people made it look.
fn chart(at: usize, pending: bool, base: &BaseBlock, theirs: &Rows, fresh: Option<&BaseBlock>) -> Exhibited {
    let touched = !theirs.is_empty() && folded(theirs) != folded(&base.rows);
    let Some(fresh) = fresh else {
        let fate = (touched || pending).then_some(Fate::Orphan);
        return Exhibited { fate, ..Exhibited::default() };
    };
    let stands = folded(theirs) == folded(&fresh.rows);
    let (fate, note) = match (touched || pending, fresh.rows != base.rows && !stands) {
        (true, true) => (Fate::Conflict, flat(&fresh.rows)),
        (true, false) => (Fate::Kept, String::new()),
        (false, true) => (Fate::Refreshed, String::new()),
        (false, false) => (Fate::Same, String::new()),
    };
    let redraw = || Edit::Redraw { at, fresh: fresh.id.clone() };
    let edits = (fate == Fate::Refreshed).then(redraw).into_iter().collect();
    Exhibited { edits, fate: Some(fate), note }
}

struct Table<'a> {
    at: usize,
    base: &'a Rows,
    theirs: &'a Rows,
    fresh: &'a Rows,
    edits: Vec<Edit>,
    notes: Vec<String>,
}

impl Table<'_> {
    fn run(&mut self) {
        let to_theirs = matched(self.base, self.theirs);
        let to_fresh = matched(self.base, self.fresh);
        let other = |pairs: &Pairs, base: usize| pairs.iter().find(|(x, _)| *x == base).map(|(_, y)| *y);
        for (base, theirs) in &to_theirs {
            match other(&to_fresh, *base) {
                Some(fresh) => self.cells(*base, *theirs, fresh),
                None if same_row(self.base.get(*base), self.theirs.get(*theirs)) => {
                    self.edits.push(Edit::RemoveRow { at: self.at, row: *theirs });
                }
                None => {}
            }
        }
        // A new row comes after the one that it follows in the fresh table.
        let mut after = None;
        for (fresh, cells) in self.fresh.iter().enumerate() {
            let base = to_fresh.iter().find(|(_, y)| *y == fresh).map(|(x, _)| *x);
            match base {
                Some(base) => after = other(&to_theirs, base).or(after),
                None if !self.stands(cells, &to_theirs) => {
                    let row = after.unwrap_or_default();
                    self.edits.push(Edit::InsertRow {
                        at: self.at,
                        before: row + 1,
                        // The header is no likeness of a row, if there is another.
                        like: row.max(1).min(self.theirs.len().saturating_sub(1)),
                        cells: cells.clone(),
                    });
                }
                None => {}
            }
        }
        self.edits.sort_by_key(place);
    }

    /// Whether a person wrote a new row in already.
    fn stands(&self, cells: &[String], to_theirs: &Pairs) -> bool {
        let own = |at: &usize| !to_theirs.iter().any(|(_, y)| y == at);
        let mut rows = (0..self.theirs.len()).filter(own).filter_map(|at| self.theirs.get(at));
        rows.any(|row| key(row) == key(cells))
    }

    fn cells(&mut self, base: usize, theirs: usize, fresh: usize) {
        let cell = |rows: &Rows, row: usize, column: usize| {
            rows.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default()
        };
        let columns = self.theirs.get(theirs).map_or(0, Vec::len);
        for column in 0..columns {
            let given = cell(self.base, base, column);
            let (mine, news) = (cell(self.theirs, theirs, column), cell(self.fresh, fresh, column));
            if typed_key(&given) == typed_key(&news) || typed_key(&mine) == typed_key(&news) {
                continue;
            }
            if typed_key(&mine) != typed_key(&given) {
                self.notes.push(format!("第{}行第{}列：{news}", theirs + 1, column + 1));
                continue;
            }
            let range = 0..mine.chars().count();
            let splices = vec![Splice { range, text: news }];
            self.edits.push(Edit::Rewrite { at: self.at, cell: Some((theirs, column)), splices });
        }
    }
}

/// The row that an edit is about, in order: cells, rows that come, rows that go.
fn place(edit: &Edit) -> (usize, u8) {
    match edit {
        Edit::Rewrite { cell: Some((row, _)), .. } => (*row, 1),
        Edit::RemoveRow { row, .. } => (*row, 2),
        Edit::InsertRow { before, .. } => (*before, 0),
        _ => (0, 0),
    }
}

/// Which rows are the same: equal ones, then between them those that are alike. The header is the header.
pub(super) fn matched(one: &Rows, other: &Rows) -> Pairs {
    let keys = |rows: &Rows| rows.iter().map(|row| key(row)).collect::<Vec<_>>();
    let (left, right) = (keys(one), keys(other));
    let mut pairs = equal(&left, &right);
    let mut more = Pairs::new();
    for hunk in hunks(&pairs, left.len(), right.len()) {
        more.extend(alike(&hunk, &left, &right));
    }
    pairs.extend(more);
    pairs.sort_unstable();
    pairs
}

/// Rows within a hunk that are alike, in order.
fn alike(hunk: &Hunk, left: &[String], right: &[String]) -> Pairs {
    let mut pairs = Pairs::new();
    let mut from = hunk.other.start;
    let shingles = |rows: &[String], at: usize| rows.get(at).map(|row| Shingles::of(row)).unwrap_or_default();
    let others: Vec<Shingles> = hunk.other.clone().map(|at| shingles(right, at)).collect();
    for x in hunk.one.clone() {
        let own = shingles(left, x);
        let rest = (from..hunk.other.end).take(NEAR);
        let scored = rest.filter_map(|y| Some((own.likeness(others.get(y - hunk.other.start)?), y)));
        let best = scored.max_by(|one, two| one.0.total_cmp(&two.0).then(two.1.cmp(&one.1)));
        if let Some((_, y)) = best.filter(|(score, y)| *score >= ALIKE || (x, *y) == (0, 0)) {
            pairs.push((x, y));
            from = y + 1;
        }
    }
    pairs
}

/// So many rows ahead a row is looked for that is like another.
const NEAR: usize = 50;

/// What a row is told by: its cells but for a running number in front.
fn key(row: &[String]) -> String {
    let running = row.len() > 1 && row.first().is_some_and(|cell| cell.trim().parse::<usize>().is_ok());
    row.iter().skip(usize::from(running)).map(|cell| typed_key(cell)).collect::<Vec<_>>().join("\t")
}

fn same_row(one: Option<&Vec<String>>, other: Option<&Vec<String>>) -> bool {
    one.zip(other).is_some_and(|(one, other)| key(one) == key(other))
}

fn folded(rows: &Rows) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| typed_key(cell)).collect()).collect()
}

fn flat(rows: &Rows) -> String {
    rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("；")
}
