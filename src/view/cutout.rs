//! The cells of a datum → the rows that they stand in, under their headers, as a cut-out of the sheet.

use std::collections::{BTreeMap, BTreeSet};

use crate::kind::FieldRole;
use crate::model::entry::Entry;
use crate::model::origin::{Origin, SheetId, Source};
use crate::outcome::Outcome;
use crate::text::value::spelt;

/// Rows of a datum that are shown; the places of all cells are spelt beside.
const MOST_ROWS: usize = 12;

/// Rows of one table, as far as they are shown.
pub(super) struct Cutout<'o> {
    /// The file and the sheet.
    pub(super) sheet: String,
    /// The headers of its columns.
    pub(super) headers: Vec<&'o str>,
    /// The file alone.
    pub(super) file: String,
    /// Its rows.
    pub(super) rows: Vec<Row>,
    /// How many rows of this table are not shown.
    pub(super) more: usize,
}

/// A row of a sheet, or what stands for one in a form.
pub(super) struct Row {
    /// Its number in the sheet.
    pub(super) number: u32,
    /// The texts of its cells, and of each whether it counts.
    pub(super) cells: Vec<(String, bool)>,
    /// The rows of the sheet that its cells lie in.
    pub(super) at: BTreeSet<RowAt>,
}

impl Cutout<'_> {
    /// Puts the columns with cells that count first, and leaves out those that are blank in all rows.
    fn narrow(&mut self) {
        let holds = |at: usize, wanted: fn(&(String, bool)) -> bool| {
            self.rows.iter().any(|row| row.cells.get(at).is_some_and(wanted))
        };
        let (counting, others): (Vec<usize>, Vec<usize>) =
            (0..self.headers.len()).partition(|at| holds(*at, |(_, counts)| *counts));
        let others = others.into_iter().filter(|at| holds(*at, |(text, _)| !text.is_empty()));
        let order: Vec<usize> = counting.into_iter().chain(others).collect();
        let headers = order.iter().filter_map(|at| self.headers.get(*at).copied()).collect();
        for row in &mut self.rows {
            row.cells = order.iter().filter_map(|at| row.cells.get(*at).cloned()).collect();
        }
        self.headers = headers;
    }
}

/// A row of a sheet; of a form each of its cells lies in a row of its own.
pub(super) type RowAt = (SheetId, u32);

/// The entries of the rows that are to be shown.
pub(super) struct Cutouts<'o> {
    outcome: &'o Outcome,
    /// Places in the run's list of entries; the parts of a split cell are several entries of one row.
    entries: BTreeMap<RowAt, Vec<usize>>,
}

impl<'o> Cutouts<'o> {
    /// Finds the entries of the first rows of every datum, going through all entries once.
    pub(super) fn of<'s>(outcome: &'o Outcome, data: impl Iterator<Item = &'s [Source]>) -> Self {
        let wanted: BTreeSet<RowAt> = data.flat_map(first_rows).collect();
        let sheets: BTreeSet<SheetId> = wanted.iter().map(|at| at.0).collect();
        let heads = &outcome.normalized.heads;
        // Most tables of a large folder have nothing to do with one datum.
        let here: Vec<bool> = heads.iter().map(|head| sheets.contains(&head.sheet)).collect();
        let mut entries: BTreeMap<RowAt, Vec<usize>> = BTreeMap::new();
        for (index, entry) in outcome.normalized.entries.iter().enumerate() {
            if here.get(entry.head as usize) != Some(&true) {
                continue;
            }
            for (_, at) in cells(outcome, entry) {
                let at = (at.sheet, at.row);
                if wanted.contains(&at) {
                    let known = entries.entry(at).or_default();
                    if known.last() != Some(&index) {
                        known.push(index);
                    }
                }
            }
        }
        Cutouts { outcome, entries }
    }

    /// The cut-outs of a datum, one a table, in the order of the sheets.
    pub(super) fn of_sources(&self, sources: &[Source]) -> Vec<Cutout<'o>> {
        let mut counted: Vec<(Origin, u16)> =
            sources.iter().map(|source| (source.cell, source.part)).collect();
        counted.sort_unstable();
        let mut cutouts: Vec<(u32, Cutout<'o>)> = Vec::new();
        // Cells of one form lie in several rows and are one entry.
        let mut shown: BTreeSet<usize> = BTreeSet::new();
        for at in first_rows(sources) {
            for index in self.entries.get(&at).into_iter().flatten() {
                let Some(entry) = self.outcome.normalized.entries.get(*index) else { continue };
                let row_cells = self.row(entry, &counted);
                if !row_cells.iter().any(|(_, counts)| *counts) || !shown.insert(*index) {
                    continue;
                }
                let rows = cells(self.outcome, entry).map(|(_, at)| (at.sheet, at.row)).collect();
                let row = Row { number: at.1 + 1, cells: row_cells, at: rows };
                match cutouts.iter_mut().find(|(head, _)| *head == entry.head) {
                    Some((_, cutout)) => cutout.rows.push(row),
                    None => cutouts.push((entry.head, self.cutout(entry, row))),
                }
            }
        }
        let all = rows_of(sources);
        for (head, cutout) in &mut cutouts {
            cutout.narrow();
            let sheet = self.outcome.normalized.heads.get(*head as usize).map(|head| head.sheet);
            let here = all.iter().filter(|at| Some(at.0) == sheet).count();
            cutout.more = here.saturating_sub(MOST_ROWS);
        }
        cutouts.into_iter().map(|(_, cutout)| cutout).collect()
    }

    fn cutout(&self, entry: &Entry, row: Row) -> Cutout<'o> {
        let head = self.outcome.normalized.heads.get(entry.head as usize);
        let place = head.map(|head| self.outcome.places.name(head.sheet));
        let file = place.map(|place| place.file.clone()).unwrap_or_default();
        let sheet = place.map(|place| format!("{} › {}", place.file, place.sheet)).unwrap_or_default();
        let headers = fields(self.outcome, entry).into_iter();
        let headers = headers.map(|field| head.and_then(|head| head.header(field)).unwrap_or_default());
        Cutout { sheet, file, headers: headers.collect(), rows: vec![row], more: 0 }
    }

    fn row(&self, entry: &Entry, counted: &[(Origin, u16)]) -> Vec<(String, bool)> {
        let heads = &self.outcome.normalized.heads;
        let cell = |field: usize| {
            let text = entry.value(field).map(spelt).unwrap_or_default();
            let holds = |at: Origin, part: u16| counted.binary_search(&(at, part)).is_ok();
            let counts = |at: Origin| holds(at, 0) || holds(at, entry.part);
            (text, entry.origins(heads, field).into_iter().any(counts))
        };
        fields(self.outcome, entry).into_iter().map(cell).collect()
    }
}

/// The first rows of each sheet among the cells of a datum.
fn first_rows(sources: &[Source]) -> Vec<RowAt> {
    let rows = rows_of(sources);
    let sheets = rows.chunk_by(|one, other| one.0 == other.0);
    sheets.flat_map(|rows| rows.iter().take(MOST_ROWS)).copied().collect()
}

/// All rows among the cells of a datum, each once, in the order of the sheets. A hundred thousand are sorted sooner than
/// a set of them is made.
fn rows_of(sources: &[Source]) -> Vec<RowAt> {
    let mut rows: Vec<RowAt> = sources.iter().map(|source| (source.cell.sheet, source.cell.row)).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The fields of an entry that have a column, in the order of the columns; never the person who gave it.
fn fields(outcome: &Outcome, entry: &Entry) -> Vec<usize> {
    let mut cells: Vec<(usize, Origin)> = cells(outcome, entry).collect();
    cells.sort_by_key(|(_, at)| (at.column, at.row));
    cells.into_iter().map(|(field, _)| field).collect()
}

/// The fields with the cells that they stand in.
fn cells<'a>(outcome: &'a Outcome, entry: &'a Entry) -> impl Iterator<Item = (usize, Origin)> {
    let heads = &outcome.normalized.heads;
    let head = heads.get(entry.head as usize);
    let rule = head.and_then(|head| outcome.kind.tables.get(head.table));
    let shown = rule.into_iter().flat_map(|rule| rule.fields.iter().enumerate());
    shown
        .filter(|(_, rule)| rule.role != Some(FieldRole::Person))
        .filter(move |(field, _)| head.is_some_and(|head| head.places.has(*field)))
        .filter_map(|(field, _)| Some((field, entry.origin(heads, field)?)))
}
