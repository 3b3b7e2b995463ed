//! An annex that is too long for the document → a workbook of its own beside the report.

use super::rows::Book;
use super::sheet::{Cell, Page, Rows};
use super::words::{Column, mark, read};
use crate::finding::Refusal;
use crate::model::annex::{Align, Beside};

/// The width of all columns together, in characters of the spreadsheet program: a page of A4 on its side.
const WIDTH: f64 = 130.0;
/// Most characters of a sheet's name, and those that it cannot have.
const LONGEST_NAME: usize = 31;
const FORBIDDEN: &str = "[]:*?/\\'";

/// Makes the workbook of an annex. The same annex gives the same bytes.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write(beside: &Beside) -> Result<Vec<u8>, Refusal> {
    let shares: f64 = beside.columns.iter().map(|column| column.width).sum();
    let columns: Vec<Column<'_>> = beside
        .columns
        .iter()
        .map(|column| {
            let width = WIDTH * column.width / shares;
            match column.align {
                Align::Left => read(&column.title, width),
                Align::Centre => mark(&column.title, width),
            }
        })
        .collect();
    let cell = |(text, align): (&String, Align)| match (align, text.parse::<f64>()) {
        (Align::Centre, Ok(number)) => Cell::Number(number),
        _ => Cell::text(text),
    };
    let row = move |at: usize| {
        let aligns = beside.columns.iter().map(|column| column.align);
        beside.rows.get(at).into_iter().flatten().zip(aligns).map(cell).collect()
    };
    let rows = Rows::new(beside.rows.len(), row);
    let name: String = beside.title.chars().filter(|c| !FORBIDDEN.contains(*c)).take(LONGEST_NAME).collect();
    let page = Page { title: &beside.title, rows, ..Page::new(&name, &columns) };
    let mut book = Book::new()?;
    book.add(page)?;
    book.save()
}
