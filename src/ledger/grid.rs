//! A sheet that people filled in → its cells by the titles of their columns, wherever these were moved.

use std::collections::BTreeMap;

use crate::finding::Place;
use crate::model::origin::{Origin, Source};
use crate::text::yes;
use crate::workbook::{Cell, Row, Sheet};

/// How far down a header may have been moved.
const HEADER_WITHIN: usize = 8;

/// A sheet whose columns are known by their titles, wherever they were moved.
pub(super) struct Grid<'a> {
    pub(super) sheet: &'a Sheet,
    titles: BTreeMap<String, u32>,
    pub(super) header: u32,
}

impl<'a> Grid<'a> {
    /// The grid of a sheet that has a column of that title.
    pub(super) fn of(sheet: &'a Sheet, title: &str) -> Option<Self> {
        sheet.rows.iter().take(HEADER_WITHIN).find_map(|row| {
            let titled = |(column, cell): &(u32, Cell)| Some((spelt(cell)?, *column));
            let titles: BTreeMap<String, u32> = row.cells.iter().rev().filter_map(titled).collect();
            titles.contains_key(title).then_some(Grid { sheet, titles, header: row.index })
        })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &'a Row> {
        let header = self.header;
        self.sheet.rows.iter().filter(move |row| row.index > header)
    }

    /// The titles in the order of the columns.
    pub(super) fn titles(&self) -> Vec<&str> {
        let mut titles: Vec<(&str, u32)> =
            self.titles.iter().map(|(title, at)| (title.as_str(), *at)).collect();
        titles.sort_by_key(|(_, at)| *at);
        titles.into_iter().map(|(title, _)| title).collect()
    }

    /// Where the column of a title is.
    pub(super) fn place_of(&self, title: &str) -> Option<u32> {
        self.titles.get(title).copied()
    }

    /// The text of a row's cell; none when it is blank.
    pub(super) fn text(&self, row: &Row, title: &str) -> Option<String> {
        spelt(row.cell(*self.titles.get(title)?)?)
    }

    /// The place of a row's cell; none when there is no such column.
    pub(super) fn source(&self, row: &Row, title: &str) -> Option<Source> {
        let column = *self.titles.get(title)?;
        Some(Origin { sheet: self.sheet.id, row: row.index, column }.into())
    }

    pub(super) fn place(&self, row: &Row, title: &str) -> Place {
        let column = self.titles.get(title).copied().unwrap_or_default();
        Place::Cell(Origin { sheet: self.sheet.id, row: row.index, column })
    }
}

/// What a cell says; a whole number without its point.
pub(super) fn spelt(cell: &Cell) -> Option<String> {
    let text = match cell {
        Cell::Text(text) => text.trim().to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(when) => when.date().to_string(),
        Cell::Flag(flag) => yes::word(*flag).to_owned(),
        Cell::Error(_) => String::new(),
    };
    (!text.is_empty()).then_some(text)
}
