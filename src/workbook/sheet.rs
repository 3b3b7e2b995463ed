//! What reading gives: workbooks, sheets, rows and cells as they stand in the file, without any meaning yet.

use jiff::civil::DateTime;

use crate::finding::Reading;
use crate::model::origin::{Origin, SheetId};
use crate::model::value::Text;

/// A file of the user's folder, with all its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its path inside the folder, with `/` between the parts.
    pub path: String,
    /// The bytes of the whole file.
    pub bytes: Vec<u8>,
}

/// What step 1 gives: the workbooks, and what could not be read.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// The workbooks, in the order of the input.
    pub workbooks: Vec<Workbook>,
    /// Files and sheets that could not be read.
    pub unread: Vec<Unread>,
}

/// A file or sheet that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The path of the file inside the folder.
    pub file: String,
    /// The sheet, when only one sheet is meant.
    pub sheet: Option<String>,
    /// Why, as a finding that the caller also lists.
    pub reason: Reading,
}

/// One workbook: a file with its sheets.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// The path of the file inside the folder.
    pub file: String,
    /// Its sheets in their order, hidden ones included.
    pub sheets: Vec<Sheet>,
}

/// One sheet with its cells that are not blank.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its id in the run's directory of places.
    pub id: SheetId,
    /// The name on its tab, cleaned.
    pub name: String,
    /// Whether the spreadsheet program hides it.
    pub hidden: bool,
    /// Whether its rows are the lines of a document that holds no table.
    pub text: bool,
    /// Rows that hold at least one cell that is not blank, in order.
    pub rows: Vec<Row>,
    /// Merged areas, sorted by their first cell. Cells that an area covers are not in `rows`.
    pub merges: Vec<Area>,
    /// Hidden or filtered-out rows that hold cells, counted from zero, in order. They are in `rows` too.
    pub hidden_rows: Vec<u32>,
}

/// One row of a sheet with its cells that are not blank.
#[derive(Debug, Clone)]
pub struct Row {
    /// The row of the sheet, counted from zero.
    pub index: u32,
    /// Column (counted from zero) and content of every cell that is not blank, in order.
    pub cells: Vec<(u32, Cell)>,
}

/// The content of a cell that is not blank.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text as typed, line breaks as `\n`; never only white space.
    Text(Text),
    /// A number without a date format.
    Number(f64),
    /// A number with a date format, or a date of a format that stores dates.
    Date(DateTime),
    /// TRUE (true) or FALSE (false).
    Flag(bool),
    /// An error value such as `#REF!`.
    Error(Text),
}

/// A rectangle of cells, corners included, counted from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// The first row.
    pub top: u32,
    /// The first column.
    pub left: u32,
    /// The last row.
    pub bottom: u32,
    /// The last column.
    pub right: u32,
}

impl Row {
    /// The cell of a column, counted from zero; `None` when it is blank.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let index = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok()?;
        self.cells.get(index).map(|(_, cell)| cell)
    }
}

impl Sheet {
    /// The cell at a row and column.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        let index = self.rows.binary_search_by_key(&row, |row| row.index).ok()?;
        self.rows.get(index)?.cell(column)
    }
    /// The cell at a row and column, or of a merged area that reaches down to it, with its place. Merged areas
    /// fill downwards only: what stands in the column to the left is another field.
    #[must_use]
    pub fn filled(&self, row: u32, column: u32) -> Option<(&Cell, Origin)> {
        let place = |row| Origin { sheet: self.id, row, column };
        if let Some(cell) = self.cell(row, column) {
            return Some((cell, place(row)));
        }
        let above = self.merges.partition_point(|area| area.top <= row);
        let mut areas = self.merges.get(..above)?.iter().rev();
        let area = areas.find(|area| area.left == column && area.bottom >= row)?;
        Some((self.cell(area.top, column)?, place(area.top)))
    }
}
