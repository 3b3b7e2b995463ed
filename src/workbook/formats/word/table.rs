//! Cells in the order of a Word table → rows and columns, with the areas that they merge.

use std::collections::BTreeMap;

use crate::workbook::at::At;

/// A text, and what is left of it without what is struck through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// The whole text.
    pub full: String,
    /// The text without what is struck through.
    pub kept: String,
}

#[derive(Debug, Default)]
pub(crate) struct WordTable {
    /// The lines directly above it, from the top.
    pub lead: Vec<Written>,
    /// Its cells that are not empty, by row and column counted from zero.
    pub cells: Vec<(At, Written)>,
    /// First and last cell of every merged area.
    pub merges: Vec<(At, At)>,
    /// How many columns it has.
    pub columns: u32,
}

/// A table whose end was not reached yet.
#[derive(Default)]
pub(super) struct Open {
    pub(super) number: usize,
    pub(super) table: WordTable,
    row: u32,
    pub(super) column: u32,
    pub(super) deleted: bool,
    /// The cells of the open row: first column, width, how it merges downwards, content.
    cells: Vec<(u32, u32, Down, Written)>,
    pub(super) width: u32,
    pub(super) down: Down,
    pub(super) content: Written,
    /// Merged areas of the row above that may reach further down, by first column.
    reaching: BTreeMap<u32, usize>,
}

/// How a cell merges with those above and below.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Down {
    #[default]
    Alone,
    Begins,
    Goes,
}

impl Open {
    pub(super) fn new(number: usize, lead: Vec<Written>) -> Self {
        Open { number, table: WordTable { lead, ..WordTable::default() }, ..Open::default() }
    }

    pub(super) fn open_row(&mut self) {
        (self.column, self.deleted) = (0, false);
        self.cells.clear();
    }

    pub(super) fn close_cell(&mut self) {
        let content = std::mem::take(&mut self.content).trimmed();
        self.cells.push((self.column, self.width, self.down, content));
        self.column = self.column.saturating_add(self.width);
    }

    pub(super) fn close_row(&mut self) {
        if self.deleted {
            return;
        }
        let row = self.row;
        self.row = row.saturating_add(1);
        let above = std::mem::take(&mut self.reaching);
        for (column, width, down, content) in std::mem::take(&mut self.cells) {
            let last = column.saturating_add(width - 1);
            let reached = above.get(&column).copied().filter(|_| down == Down::Goes);
            let area = reached.unwrap_or(self.table.merges.len());
            match self.table.merges.get_mut(area) {
                Some((_, corner)) => *corner = (row, last),
                None if down == Down::Alone && width == 1 => (),
                None => self.table.merges.push(((row, column), (row, last))),
            }
            if down != Down::Alone {
                self.reaching.insert(column, area);
            }
            self.table.columns = self.table.columns.max(last.saturating_add(1));
            if !content.full.trim().is_empty() {
                self.table.cells.push(((row, column), content));
            }
        }
    }
}

impl Written {
    /// Puts the number of a list before a line; one that is struck through as a whole keeps none.
    pub(super) fn number(&mut self, number: &str) {
        self.full.insert_str(0, number);
        if !self.kept.trim().is_empty() {
            self.kept.insert_str(0, number);
        }
    }

    pub(super) fn add_line(&mut self, line: &Written) {
        for (text, line) in [(&mut self.full, &line.full), (&mut self.kept, &line.kept)] {
            text.push_str(line);
            text.push('\n');
        }
    }

    fn trimmed(self) -> Self {
        let trim = |text: String| text.trim_matches('\n').to_owned();
        Written { full: trim(self.full), kept: trim(self.kept) }
    }
}
