//! 版记 of an office's document → the same at the foot of the last page, wherever the report ends.
//!
//! ```xml
//! <w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="1588" w:tblpYSpec="bottom" …/>…</w:tbl>
//! <w:p><w:pPr><w:pStyle w:val="ImprintAnchor"/></w:pPr></w:p>
//! ```
//! People push 版记 down with blank lines, whose number is another in every report. A table floats to the foot of its
//! page; paragraphs go into a cell without borders that does. What floats already, or is drawn, stays as it is.

use crate::docx::write::style::value;
use crate::package::order::arrange;
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
            matches!(inner.name.as_str(), "w:tblpPr" | "w:framePr" | "w:drawing" | "w:pict" | "w:sectPr")
        })
    };
    let (Some(page), false) = (page, blocks.iter().any(placed)) else { return blocks };
    while blocks.last().is_some_and(is_blank) {
        blocks.pop();
    }
    let Some((left, width)) = text_area(page) else { return blocks };
    let mut tables = blocks.iter().filter(|block| block.name == "w:tbl");
    let alone = tables.next().is_some() && tables.next().is_none();
    let only = alone && blocks.iter().all(|block| block.name == "w:tbl" || is_blank(block));
    let table = if only {
        blocks.into_iter().find(|block| block.name == "w:tbl").unwrap_or_default()
    } else {
        wrapped(blocks, width)
    };
    vec![floating(table, left), line(anchor)]
}

/// A line that takes no room.
pub(super) fn line(style: Option<&str>) -> Element {
    let properties = Element::new("w:pPr").holding_all(style.map(|style| value("w:pStyle", style)));
    Element::new("w:p").holding(properties)
}

fn is_blank(block: &Element) -> bool {
    block.name == "w:p"
        && !block.any(&|inner| {
            matches!(
                inner.name.as_str(),
                "w:t" | "w:drawing" | "w:pict" | "w:pBdr" | "w:sectPr" | "w:fldChar"
            )
        })
}

/// From the left edge of the page to the type area, and its width, in twips.
fn text_area(page: &Element) -> Option<(i64, i64)> {
    let twips = |child: &str, name: &str| page.child(child)?.attribute(name)?.parse::<i64>().ok();
    let left = twips("w:pgMar", "w:left")? + twips("w:pgMar", "w:gutter").unwrap_or_default();
    Some((left, twips("w:pgSz", "w:w")? - left - twips("w:pgMar", "w:right")?))
}

/// The table at the foot of the page that the line after it stands on.
fn floating(mut table: Element, left: i64) -> Element {
    let place = Element::new("w:tblpPr")
        .with("w:vertAnchor", "margin")
        .with("w:horzAnchor", "page")
        .with("w:tblpX", left.to_string())
        .with("w:tblpYSpec", "bottom");
    for properties in table.elements_mut().filter(|child| child.name == "w:tblPr") {
        let moved = |node: &Node| matches!(node, Node::Element(child) if matches!(child.name.as_str(), "w:jc" | "w:tblInd" | "w:tblOverlap"));
        properties.children.retain(|node| !moved(node));
        properties.children.push(Node::Element(place.clone()));
        properties.children.push(Node::Element(value("w:tblOverlap", "never")));
        arrange(properties);
    }
    table
}

/// The blocks in one cell without borders.
fn wrapped(mut blocks: Vec<Element>, width: i64) -> Element {
    // A cell ends with a paragraph.
    if blocks.last().is_none_or(|last| last.name != "w:p") {
        blocks.push(Element::new("w:p"));
    }
    let wide = |name: &str| Element::new(name).with("w:w", width.to_string()).with("w:type", "dxa");
    let margins = ["w:left", "w:right"].map(|side| Element::new(side).with("w:w", "0").with("w:type", "dxa"));
    let properties = Element::new("w:tblPr")
        .holding(wide("w:tblW"))
        .holding(Element::new("w:tblLayout").with("w:type", "fixed"))
        .holding(Element::new("w:tblCellMar").holding_all(margins));
    let grid = Element::new("w:tblGrid").holding(Element::new("w:gridCol").with("w:w", width.to_string()));
    let cell =
        Element::new("w:tc").holding(Element::new("w:tcPr").holding(wide("w:tcW"))).holding_all(blocks);
    Element::new("w:tbl").holding(properties).holding(grid).holding(Element::new("w:tr").holding(cell))
}
