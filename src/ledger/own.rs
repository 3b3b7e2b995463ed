//! Columns that people added to a sheet of 核对表 → kept by the key of their row, and written behind the sheet's own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::decisions_read::Dated;
use super::grid::{Grid, spelt};
use super::sheet::{Cell, Page, Rows};
use super::words::{self, Column, KNOWN_BY, Known};
use crate::model::decision::{Decisions, OwnColumns, OwnRow};
use crate::workbook::{Row, Sheet};

/// The width of a column that people added, in characters.
const WIDTH: f64 = 16.0;
/// A sheet is known when two of these three titles are there.
const TITLES: (usize, usize) = (3, 2);

/// Numbers rows that have the same key, so that each is known.
#[derive(Default)]
struct Keys(BTreeMap<String, usize>);

impl Keys {
    /// The key of the next row; none when the cells that make it are blank.
    fn next(&mut self, parts: &[String]) -> Option<String> {
        if parts.iter().all(String::is_empty) {
            return None;
        }
        let key = parts.join("\t");
        let count = self.0.entry(key.clone()).or_default();
        *count += 1;
        Some(if *count == 1 { key } else { format!("{key}\t{count}") })
    }
}

/// The sheet with the columns that people added to it.
pub(super) fn with<'a>(page: Page<'a>, decisions: &'a Decisions) -> Page<'a> {
    let known = KNOWN_BY.iter().find(|(name, ..)| *name == page.name);
    let (Some((_, columns, by)), Some(own)) = (known, decisions.own.get(page.name)) else { return page };
    let places: Vec<usize> =
        by.iter().filter_map(|title| columns.iter().position(|column| column.title == *title)).collect();
    let mut keys = Keys::default();
    let key = |at: usize, keys: &mut Keys| {
        let cells = page.rows.row(at);
        let part = |place: &usize| cells.get(*place).map(Cell::spelt).unwrap_or_default();
        keys.next(&places.iter().map(part).collect::<Vec<_>>())
    };
    let keys: Vec<Option<String>> = (0..page.rows.count).map(|at| key(at, &mut keys)).collect();
    let titles = own.titles.iter().map(|title| words::read(title, WIDTH));
    let columns: Vec<Column<'a>> = page.columns.iter().copied().chain(titles).collect();
    let (count, rows) = (page.rows.count, page.rows);
    let with_own = move |at: usize| {
        let mut cells = rows.row(at);
        let said = keys.get(at).and_then(Option::as_ref).and_then(|key| own.rows.get(key));
        let cell = |title: &String| {
            said.and_then(|said| said.cells.get(title)).map_or(Cell::Blank, |text| cell(text))
        };
        cells.extend(own.titles.iter().map(cell));
        cells
    };
    Page { columns: Cow::Owned(columns), rows: Rows::new(count, with_own), ..page }
}

/// What a person wrote, as a number where it is spelt as one.
fn cell(text: &str) -> Cell {
    let number = text.parse::<f64>().ok().filter(|number| number.to_string() == text);
    number.map_or_else(|| Cell::text(text), Cell::Number)
}

/// The columns that people added: of every cell the workbook that was saved last holds. A column that no workbook has
/// any more is gone; of a sheet that none has nothing is known to be.
pub(super) fn gather(
    kept: &BTreeMap<String, OwnColumns>,
    books: &[Dated<'_>],
) -> BTreeMap<String, OwnColumns> {
    let mut dated: Vec<&Dated<'_>> = books.iter().collect();
    dated.sort_by_key(|book| book.at);
    let mut own = kept.clone();
    for known in &KNOWN_BY {
        let sheets = dated.iter().filter_map(|book| found(&book.workbook.sheets, known));
        let added: Vec<Added<'_>> = sheets.map(|grid| Added::of(grid, known)).collect();
        if added.is_empty() {
            continue;
        }
        let mut columns = OwnColumns::default();
        for (title, _) in added.iter().flat_map(|added| &added.columns) {
            if !columns.titles.contains(title) {
                columns.titles.push(title.clone());
            }
        }
        columns.rows = own.remove(known.0).map(|own| own.rows).unwrap_or_default();
        columns.rows.values_mut().for_each(|row| row.cells.retain(|title, _| columns.titles.contains(title)));
        added.iter().for_each(|added| added.write(known, &mut columns.rows));
        columns.rows.retain(|_, row| !row.cells.is_empty());
        if !columns.titles.is_empty() {
            own.insert(known.0.to_owned(), columns);
        }
    }
    own
}

/// The sheet of a workbook, by its titles: people give sheets other names.
fn found<'s>(sheets: &'s [Sheet], (_, columns, by): &Known) -> Option<Grid<'s>> {
    let first = by.first()?;
    let common = |grid: &Grid<'_>| {
        let titles = grid.titles();
        columns.iter().filter(|column| titles.contains(&column.title)).count()
    };
    let has_all = |grid: &Grid<'_>| by.iter().all(|title| grid.titles().contains(title));
    let grids = sheets.iter().filter_map(|sheet| Grid::of(sheet, first)).filter(has_all);
    let best = grids.max_by_key(common)?;
    (common(&best) * TITLES.0 >= columns.len() * TITLES.1).then_some(best)
}

/// A sheet with the columns that a person added.
struct Added<'s> {
    grid: Grid<'s>,
    /// The title of each, with its place. Of several with one title, or without any, all but the first have blanks
    /// behind it: as many as went before.
    columns: Vec<(String, u32)>,
}

impl<'s> Added<'s> {
    fn of(grid: Grid<'s>, (_, known, _): &Known) -> Self {
        let header = grid.sheet.rows.iter().find(|row| row.index == grid.header);
        let title = |at: u32| header.and_then(|row| spelt(row.cell(at)?)).unwrap_or_default();
        let filled = grid.rows().flat_map(|row| &row.cells).filter(|(_, cell)| spelt(cell).is_some());
        let headed = header.into_iter().flat_map(|row| &row.cells);
        let places: BTreeSet<u32> = headed.chain(filled).map(|(at, _)| *at).collect();
        let is_known = |title: &str, at: u32| {
            known.iter().any(|column| column.title == title) && grid.place_of(title) == Some(at)
        };
        let mut columns: Vec<(String, u32)> = Vec::new();
        for (at, title) in
            places.into_iter().map(|at| (at, title(at))).filter(|(at, title)| !is_known(title, *at))
        {
            let before = columns.iter().filter(|(other, _)| other.trim_end() == title).count();
            columns.push((title + &" ".repeat(before), at));
        }
        Added { grid, columns }
    }

    /// Lays what stands in them over what is known.
    fn write(&self, (.., by): &Known, rows: &mut BTreeMap<String, OwnRow>) {
        let mut keys = Keys::default();
        for row in self.grid.rows() {
            let part = |title: &&str| self.grid.text(row, title).unwrap_or_default();
            let Some(key) = keys.next(&by.iter().map(part).collect::<Vec<_>>()) else { continue };
            let own = rows.entry(key).or_default();
            for (title, at) in &self.columns {
                match text(row, *at) {
                    Some(text) => own.cells.insert(title.clone(), text),
                    None => own.cells.remove(title),
                };
            }
            if !own.cells.is_empty() {
                own.about = self.grid.text(row, words::OPINION).unwrap_or_default();
            }
        }
    }
}

fn text(row: &Row, at: u32) -> Option<String> {
    spelt(row.cell(at)?)
}
