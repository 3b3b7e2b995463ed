//! The page (GB/T 9704-2012, 5.1, 5.2.1, 5.2.3): A4, 37 mm above and 28 mm left of a type area of 156 × 225 mm.
//!
//! ```xml
//! <w:sectPr>…<w:pgSz w:w="11906" w:h="16838"/>
//!   <w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1402" w:gutter="0"/>
//!   <w:cols w:space="425" w:num="1"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>
//! ```
//! The grid only shows itself when a person turns it on; it never has characters (`linesAndChars`), because a
//! character of 16 points would take two of its cells.

use docx_rs::{DocGrid, DocGridType, Docx, PageMargin, PageSize};

use super::style::{MILLIMETRE, twips};
use crate::model::look::Look;

/// Sets the page of the only section.
pub(super) fn set(docx: Docx, look: &Look) -> Docx {
    let page = look.page;
    let (width, height) = (millimetres(page.width), millimetres(page.height));
    let (top, right) = (millimetres(page.top), millimetres(page.width - page.left - page.text_width));
    // What rounding leaves goes to the margins, so that the type area has its exact size.
    let margin = PageMargin::new()
        .top(top)
        .right(right)
        .bottom(height - top - millimetres(page.text_height))
        .left(left(look) as i32)
        .footer(millimetres(look.page_number.bottom));
    let grid =
        DocGrid::with_empty().grid_type(DocGridType::Lines).line_pitch(pitch(look).unsigned_abs() as usize);
    let mut docx = docx;
    docx.document = docx
        .document
        .page_size(PageSize::new().size(width.unsigned_abs(), height.unsigned_abs()))
        .page_margin(margin)
        .doc_grid(grid);
    docx
}

/// The lines of the grid in twips: as many as the body has on a page, and they fill it. LibreOffice begins the text
/// half of what they leave below the upper edge.
fn pitch(look: &Look) -> i64 {
    let (height, line) = (i64::from(millimetres(look.page.text_height)), twips(look.body.line).max(1));
    height / (height / line).max(1)
}

/// From the left edge of the page to the type area in twips.
pub(super) fn left(look: &Look) -> i64 {
    let page = look.page;
    let right = millimetres(page.width - page.left - page.text_width);
    i64::from(millimetres(page.width) - right - millimetres(page.text_width))
}

/// From the line of the page number to the type area in points.
pub(super) fn below_text(look: &Look) -> f64 {
    let page = look.page;
    (page.height - page.top - page.text_height - look.page_number.bottom) * MILLIMETRE
}

/// The width of the type area in twips; that of a page on its side is the height of an upright one.
pub(super) fn text_width(look: &Look, lying: bool) -> i64 {
    let width = if lying { look.page.text_height } else { look.page.text_width };
    i64::from(millimetres(width))
}

/// A length in millimetres as twips.
fn millimetres(length: f64) -> i32 {
    twips(length * MILLIMETRE) as i32
}
