//! Faults of a file that cannot be marked itself → a list of them for the unit that sent it.

use super::grid::spelt;
use super::rows::Book;
use super::sheet::{Cell, Page};
use super::words::{self, Column, mark, read};
use crate::finding::Refusal;
use crate::workbook;

const COLUMNS: [Column<'static>; 7] = [
    mark(words::NUMBER, 6.0),
    read("文件", 26.0),
    read("工作表", 14.0),
    mark("单元格", 9.0),
    read("原内容", 30.0),
    read("问题", 40.0),
    read("怎么改", 40.0),
];

/// One thing that a unit has to mend.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedFault {
    /// The path of the file inside the folder.
    pub file: String,
    /// The sheet; empty when it is about the file.
    pub sheet: String,
    /// The cell (`B4`); empty when it is about the sheet.
    pub cell: String,
    /// What stands in the cell now; none when it is blank or the fault is of no cell.
    pub original: Option<workbook::Cell>,
    /// What is wrong, as a sentence.
    pub problem: String,
    /// What the unit should do, as a sentence.
    pub cure: String,
}

/// Makes the list of one file. The same faults give the same bytes.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write(faults: &[ListedFault]) -> Result<Vec<u8>, Refusal> {
    let row = |(number, fault): (usize, &ListedFault)| {
        vec![
            Cell::count(number),
            Cell::text(&fault.file),
            Cell::text(&fault.sheet),
            Cell::text(&fault.cell),
            Cell::maybe(fault.original.as_ref().and_then(spelt)),
            Cell::text(&fault.problem),
            Cell::text(&fault.cure),
        ]
    };
    let title = faults.first().map_or("", |fault| &fault.file);
    let title = format!("退回修改：{title}");
    let rows = (1..).zip(faults).map(row).collect::<Vec<_>>().into();
    let page = Page { title: &title, rows, ..Page::new("问题清单", &COLUMNS) };
    let mut book = Book::new()?;
    book.add(page)?;
    book.save()
}
