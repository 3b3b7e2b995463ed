//! A table as it was written, as it stands and as it would be now → its rows, each with what the three have of it.

use std::collections::{BTreeMap, HashSet};

use super::columns::{At, BASE, Columns, FRESH, THEIRS};
use super::pairs::{CORRECTED, EDITED, Sight, paired};
use crate::model::annex::RowOf;
use crate::model::base::{BaseBlock, BaseRow, RowStood};
use crate::model::place::{FreshRow, GivenRow, StandingRow};
use crate::text::fold::typed_key;

/// A row with what each side has of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Row<'a> {
    pub(super) theirs: Option<(StandingRow, &'a [String])>,
    pub(super) base: Option<(GivenRow, &'a BaseRow)>,
    pub(super) fresh: Option<(FreshRow, &'a BaseRow)>,
}

impl Row<'_> {
    /// What it stands for; none when a person wrote it.
    pub(super) fn of(&self) -> Option<&RowOf> {
        self.fresh.map(|(_, row)| &row.of).or(self.base.map(|(_, row)| &row.of))
    }

    /// Whether it is one of those that are numbered and added up.
    pub(super) fn is_entry(&self) -> bool {
        !matches!(self.of(), Some(RowOf::Header | RowOf::Total))
    }
}

/// The row of the document with the headings: the one that is most like them, else the first.
pub(super) fn header<'t>(base: &BaseBlock, theirs: &'t [Vec<String>]) -> &'t [String] {
    let given = base.rows.first().and_then(BaseRow::stood).unwrap_or_default();
    let known: HashSet<String> = given.iter().map(|title| typed_key(title)).collect();
    let common = |row: &Vec<String>| row.iter().filter(|cell| known.contains(&typed_key(cell))).count();
    let best = theirs.iter().rev().max_by_key(|row| common(row));
    best.filter(|row| common(row) > 0).or(theirs.first()).map_or(&[], Vec::as_slice)
}

/// All rows: those that stand in their order, then those of the base, and then those of the workbooks, that do not.
pub(super) fn rows<'a>(
    columns: &Columns,
    base: &'a [BaseRow],
    theirs: &'a [Vec<String>],
    fresh: &'a [BaseRow],
) -> Vec<Row<'a>> {
    let to_theirs = standing(columns, base, theirs);
    let to_fresh = renewed(columns, base, fresh);
    let known: HashSet<FreshRow> = to_fresh.values().copied().collect();
    let is_new = |(at, _): &(FreshRow, &BaseRow)| !known.contains(at);
    let mut new: BTreeMap<FreshRow, &'a BaseRow> = (0..).map(FreshRow).zip(fresh).filter(is_new).collect();
    // What a person wrote in already is not written twice.
    let mut adopted: BTreeMap<String, Vec<FreshRow>> = BTreeMap::new();
    for (at, row) in new.iter().rev() {
        adopted.entry(columns.sight(&row.cells, FRESH, THEIRS).key).or_default().push(*at);
    }
    let base_row = |at: GivenRow| Some((at, base.get(at.0)?));
    let fresh_row = |at: FreshRow| Some((at, fresh.get(at.0)?));
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (at, cells) in (0..).map(StandingRow).zip(theirs) {
        let base = to_theirs.get(&at).copied();
        let own = || adopted.get_mut(&columns.sight(cells, THEIRS, FRESH).key).and_then(Vec::pop);
        let fresh = base.map_or_else(own, |base| to_fresh.get(&base).copied());
        if let Some(at) = &fresh {
            new.remove(at);
        }
        let (base, fresh) = (base.and_then(base_row), fresh.and_then(fresh_row));
        rows.push(Row { theirs: Some((at, cells)), base, fresh });
    }
    let there: HashSet<GivenRow> = to_theirs.values().copied().collect();
    for (at, row) in (0..).map(GivenRow).zip(base).filter(|(at, _)| !there.contains(at)) {
        let fresh = to_fresh.get(&at).copied().and_then(fresh_row);
        rows.push(Row { theirs: None, base: Some((at, row)), fresh });
    }
    rows.extend(new.into_iter().map(|fresh| Row { fresh: Some(fresh), ..Row::default() }));
    rows
}

/// The row of the base for each that stands.
fn standing(columns: &Columns, base: &[BaseRow], theirs: &[Vec<String>]) -> BTreeMap<StandingRow, GivenRow> {
    let stood = |row: &BaseRow| {
        let sight = columns.sight(row.stood().unwrap_or(&row.cells), BASE, THEIRS);
        Sight { of: Some(row.of.clone()), gone: row.stood == RowStood::Gone, ..sight }
    };
    let stood: Vec<Sight> = base.iter().map(stood).collect();
    let stands: Vec<Sight> = theirs.iter().map(|row| columns.sight(row, THEIRS, BASE)).collect();
    paired(&stood, &stands, EDITED).into_iter().map(|(base, theirs)| (theirs, base)).collect()
}

/// The row of the workbooks for each of the base.
fn renewed(columns: &Columns, base: &[BaseRow], fresh: &[BaseRow]) -> BTreeMap<GivenRow, FreshRow> {
    let sights = |rows: &[BaseRow], place: At, beside: At| -> Vec<Sight> {
        let sight =
            |row: &BaseRow| Sight { of: Some(row.of.clone()), ..columns.sight(&row.cells, place, beside) };
        rows.iter().map(sight).collect()
    };
    let (was, is) = (sights(base, BASE, FRESH), sights(fresh, FRESH, BASE));
    paired(&was, &is, CORRECTED).into_iter().collect()
}

/// Which rows that stand are which of the workbooks.
pub(super) fn matched(theirs: &[Vec<String>], fresh: &BaseBlock) -> Vec<(StandingRow, GivenRow)> {
    let columns = Columns::of(fresh, header(fresh, theirs), Some(fresh));
    standing(&columns, &fresh.rows, theirs).into_iter().collect()
}
