//! Paragraphs side by side: consecutive ones in a style become the cells of a table without borders.
//!
//! ```xml
//! <w:tbl><w:tblPr><w:tblW w:w="7653" w:type="dxa"/><w:tblInd …/><w:tblLayout w:type="fixed"/><w:tblCellMar>…</w:tblPr>
//!   <w:tblGrid><w:gridCol w:w="2551"/>…</w:tblGrid>
//!   <w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="2551" w:hRule="exact"/></w:trPr>
//!     <w:tc><w:tcPr><w:tcW w:w="2551" w:type="dxa"/></w:tcPr><w:p>…</w:p></w:tc>…</w:tr></w:tbl>
//! ```
//! Widths are said three times (table, grid, cells), since WPS goes by the grid, Word by the cells. `docx_rs` gives
//! each its paragraph, so that every block of the report is one; the finishing pass puts them into the table.

use super::style::{on, twips};
use crate::docx::kinds::Kind;
use crate::docx::views::{Paragraph, Table, line, value, width};
use crate::package::xml::{Element, Node};

/// Rows of equal columns, the last of which may be filled at its right end only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rows {
    pub(super) columns: usize,
    /// The width of a column in points.
    pub(super) pitch: f64,
    /// From the left edge of the type area to the right edge of the last column in points.
    pub(super) end: f64,
    /// The height of all rows but the last in points.
    pub(super) height: f64,
}

/// Puts the consecutive paragraphs in a style into rows.
pub(super) fn gather(body: &mut Element, style: &str, rows: Rows) {
    let Some((first, paragraphs)) = take(body, |id| id == style) else { return };
    let width = twips(rows.pitch);
    let start = twips(rows.end) - width * rows.columns as i64;
    let full = paragraphs.len() / rows.columns * rows.columns;
    // An empty cell holds a paragraph all the same.
    let missing = if full < paragraphs.len() { rows.columns - (paragraphs.len() - full) } else { 0 };
    let mut cells = paragraphs;
    let empty = (0..missing).map(|_| line(Some(style), None));
    cells.splice(full..full, empty);
    let count = cells.len() / rows.columns;
    let mut table = table(&vec![width; rows.columns], Some(start));
    let mut cells = cells.into_iter();
    for number in 1..=count {
        let height = (number < count).then_some(rows.height);
        let row = cells.by_ref().take(rows.columns).map(|paragraph| cell(width, [], paragraph));
        table = table.holding(row_of(height, row.collect::<Vec<_>>()));
    }
    body.children.insert(first, Node::Element(table));
}

/// Takes the first run of consecutive paragraphs whose style is one of those meant out of the body; with the place
/// where they stood.
pub(super) fn take(body: &mut Element, meant: impl Fn(&str) -> bool) -> Option<(usize, Vec<Element>)> {
    let is_meant = |node: &Node| matches!(node, Node::Element(p) if Paragraph(p).style().is_some_and(&meant));
    let first = body.children.iter().position(is_meant)?;
    let count = body.children.iter().skip(first).take_while(|node| is_meant(node)).count();
    let taken = body.children.splice(first..first + count, []).filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) | Node::Verbatim(_) => None,
    });
    Some((first, taken.collect()))
}

/// A table without borders: the widths of its columns in twips, and where it begins; in the middle where not said.
pub(super) fn table(columns: &[i64], start: Option<i64>) -> Element {
    let place = match start {
        Some(start) => width(Kind::TableIndent, start),
        None => value(Kind::Alignment, "center"),
    };
    Table::fixed(columns, (None, Some(place)), &[Kind::Left, Kind::Right], [])
}

/// A row, of an exact height in points where one is given.
pub(super) fn row_of(height: Option<f64>, cells: impl IntoIterator<Item = Element>) -> Element {
    let height = height.map(|height| value(Kind::RowHeight, twips(height)).with("w:hRule", "exact"));
    let properties = Kind::RowFormat.element().holding(on(Kind::Unsplit)).holding_all(height);
    Kind::Row.element().holding(properties).holding_all(cells)
}

/// A cell with one paragraph; what its properties say besides the width, in the order of the schema.
pub(super) fn cell(twips: i64, more: impl IntoIterator<Item = Element>, paragraph: Element) -> Element {
    let properties = Kind::CellFormat.element().holding(width(Kind::CellWidth, twips)).holding_all(more);
    Kind::Cell.element().holding(properties).holding(paragraph)
}
