//! 版记 of an office's document → the same at the foot of the last page, wherever the report ends.
//!
//! ```xml
//! <w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="1588" w:tblpYSpec="bottom" …/>…</w:tbl>
//! <w:p><w:pPr><w:pStyle w:val="ImprintAnchor"/></w:pPr></w:p>
//! ```
//! People push 版记 down with blank lines, whose number is another in every report. A table floats to the foot of its
//! page; paragraphs go into a cell without borders that does. What floats already, or is drawn, stays as it is.

use crate::docx::kinds::Kind;
use crate::docx::views::{Table, View, line, value, width};
use crate::package::xml::{Element, Node};

/// The foot as it stands in the report. `page` is the page of the document, `anchor` the id of the style of the line
/// after it.
pub(super) fn settled(
    mut blocks: Vec<Element>,
    page: Option<&Element>,
    anchor: Option<&str>,
) -> Vec<Element> {
    let placed = |block: &Element| {
        block.any(&|inner| {
            matches!(
                inner.kind(),
                Kind::Floating | Kind::Frame | Kind::Drawing | Kind::Picture | Kind::Section
            )
        })
    };
    // Blank lines below it would make a page of their own; a table is followed by one line.
    while blocks.last().is_some_and(is_blank) {
        blocks.pop();
    }
    let (Some(page), false) = (page, blocks.iter().any(placed)) else {
        let open = blocks.last().is_some_and(|last| !last.is(Kind::Paragraph));
        blocks.extend(open.then(|| line(anchor, None)));
        return blocks;
    };
    let Some((left, width)) = text_area(page) else { return blocks };
    let mut tables = blocks.iter().filter(|block| block.is(Kind::Table));
    let alone = tables.next().is_some() && tables.next().is_none();
    let only = alone && blocks.iter().all(|block| block.is(Kind::Table) || is_blank(block));
    let table = if only {
        blocks.into_iter().find(|block| block.is(Kind::Table)).unwrap_or_default()
    } else {
        wrapped(blocks, width)
    };
    vec![floating(table, left), line(anchor, None)]
}

fn is_blank(block: &Element) -> bool {
    block.is(Kind::Paragraph)
        && !block.any(&|inner| {
            matches!(
                inner.kind(),
                Kind::Text
                    | Kind::Drawing
                    | Kind::Picture
                    | Kind::ParagraphBorders
                    | Kind::Section
                    | Kind::FieldMark
            )
        })
}

/// From the left edge of the page to the type area, and its width, in twips.
pub(super) fn text_area(page: &Element) -> Option<(i64, i64)> {
    let twips = |child: Kind, name: &str| page.get(child)?.attribute(name)?.parse::<i64>().ok();
    let left = twips(Kind::PageMargins, "w:left")? + twips(Kind::PageMargins, "w:gutter").unwrap_or_default();
    Some((left, twips(Kind::PageSize, "w:w")? - left - twips(Kind::PageMargins, "w:right")?))
}

/// The table at the foot of the page that the line after it stands on.
fn floating(mut table: Element, left: i64) -> Element {
    let place = Kind::Floating
        .element()
        .with("w:vertAnchor", "margin")
        .with("w:horzAnchor", "page")
        .with("w:tblpX", left.to_string())
        .with("w:tblpYSpec", "bottom");
    for properties in table.all_mut(Kind::TableFormat) {
        let moved = |node: &Node| matches!(node, Node::Element(child) if matches!(child.kind(), Kind::Alignment | Kind::TableIndent | Kind::Overlap));
        properties.children.retain(|node| !moved(node));
        properties.push(place.clone());
        properties.push(value(Kind::Overlap, "never"));
        properties.arrange();
    }
    table
}

/// The blocks in one cell without borders.
fn wrapped(mut blocks: Vec<Element>, across: i64) -> Element {
    // A cell ends with a paragraph.
    if blocks.last().is_none_or(|last| !last.is(Kind::Paragraph)) {
        blocks.push(Kind::Paragraph.element());
    }
    let cell = Kind::Cell
        .element()
        .holding(Kind::CellFormat.element().holding(width(Kind::CellWidth, across)))
        .holding_all(blocks);
    let row = Kind::Row.element().holding(cell);
    Table::fixed(&[across], (None, None), &[Kind::Left, Kind::Right], [row])
}
