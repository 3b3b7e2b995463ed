//! Paragraphs that people polished in the report → 文字材料（收回）.xlsx, for 文字材料 of the next run.

use super::rows::Book;
use super::sheet::{Cell, Page};
use super::words::{Column, read};
use crate::finding::Refusal;

/// The sheet, and its columns as 文字材料 has them.
const SHEET: &str = "文字材料";
const COLUMNS: [Column<'static>; 3] = [read("段落", 22.0), read("内容", 90.0), read("说明", 40.0)];

/// One paragraph for 文字材料: a row of three cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// The cell of 段落: which paragraph of the report it is for (`部分/代号`).
    pub block: String,
    /// The cell of 内容: the text, with names in braces for the data in it.
    pub text: String,
    /// The cell of 说明: the data that stand in the text as plain characters, for they have no name; empty without any.
    pub note: String,
}

/// Makes the workbook. The same rows give the same bytes.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write(rows: &[TextRow]) -> Result<Vec<u8>, Refusal> {
    let mut book = Book::new()?;
    let cells = |row: &TextRow| [&row.block, &row.text, &row.note].map(Cell::text).into();
    let rows = rows.iter().map(cells).collect::<Vec<_>>().into();
    let page = Page { rows, ..Page::new(SHEET, &COLUMNS) };
    book.add(page)?;
    book.save()
}
