//! 文字材料（收回）.xlsx: paragraphs that people polished in the report, for 文字材料 of the next run.

use super::rows::Book;
use super::sheet::{Cell, Page};
use super::words::{Column, read};
use crate::finding::Refusal;

/// The sheet, and its columns as 文字材料 has them.
const SHEET: &str = "文字材料";
const COLUMNS: [Column<'static>; 3] = [read("段落", 22.0), read("内容", 90.0), read("说明", 40.0)];

/// One 段落.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// 段落.
    pub block: String,
    /// 内容, with names in braces.
    pub text: String,
    /// 说明.
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
