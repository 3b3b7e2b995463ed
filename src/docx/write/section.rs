//! The sections of a document: where annexes lie on their side, upright pages end and begin again (GB/T 9704-2012, 8).
//!
//! ```xml
//! <w:p><w:pPr><w:pStyle w:val="SectionEnd"/><w:sectPr>…<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>
//!   <w:pgMar w:top="1588" w:right="2098" w:bottom="1474" w:left="1984" …/>…</w:sectPr></w:pPr></w:p>
//! ```
//! The head of a table that lies on its side is at the left edge of the sheet: turned back, the top of the page is
//! the binding edge of an upright one, and its right side the upper margin. Page numbers count on. The line that ends
//! a section is 0.7 points high, the least that Word takes, so that it fits below a full page of 22 lines.

use docx_rs::{PageOrientationType, PageSize, Paragraph, SectionProperty};

use super::page_number;
use super::style::{Style, exact_lines};
use crate::docx::kinds::Kind;
use crate::docx::views::{Section, View, value};
use crate::model::element::{Part, gap};
use crate::model::report::Block;
use crate::package::xml::Element;

/// From the lower edge of a page on its side to the empty line of its footer, in twips.
const FOOTER: &str = "567";
/// The height of a line that is not to be seen, in points.
pub(super) const LEAST: f64 = 0.7;

/// The style of the line that ends a section.
pub(super) fn style() -> Style {
    Style::of(gap::SECTION_END, "Normal")
        .paragraph([exact_lines(LEAST)])
        .run([value(Kind::Size, 2), value(Kind::SizeOfOthers, 2)])
}

/// Whether a block lies on its side: those of an annex lie as its table does.
pub(super) fn lies(blocks: &[Block], at: usize) -> bool {
    let of_annex = |block: &&Block| block.role.element().part == Part::Annex;
    let Some(rest) = blocks.get(at..) else { return false };
    if !rest.first().is_some_and(|first| of_annex(&first)) {
        return false;
    }
    let end = rest.iter().skip(1).position(|block| block.role.element().opens_page);
    let own = rest.get(..end.map_or(rest.len(), |end| end + 1)).unwrap_or_default();
    own.iter().take_while(of_annex).find_map(Block::table).is_some_and(|table| table.landscape)
}

/// The line that ends a section whose pages lie so; [`fill`] completes it.
pub(super) fn end(lying: bool) -> Paragraph {
    let orient = if lying { PageOrientationType::Landscape } else { PageOrientationType::Portrait };
    let size = PageSize::new().orient(orient);
    Paragraph::new().style(gap::SECTION_END.id).section_property(SectionProperty::new().page_size(size))
}

/// The line after a table at the end of the document, where Word wants one.
pub(super) fn tail() -> Paragraph {
    Paragraph::new().style(gap::SECTION_END.id)
}

/// Gives all sections what the last one has, and lays those on their side that are marked so; the last one when
/// `last_lies`.
pub(super) fn fill(document: &mut Element, last_lies: bool) {
    let Some(body) = document.get_mut(Kind::Body) else { return };
    let Some(upright) = body.get(Kind::Section).cloned() else { return };
    for child in body.elements_mut() {
        match child.kind() {
            Kind::Paragraph => child.elements_mut().flat_map(Element::elements_mut).for_each(|property| {
                if property.is(Kind::Section) {
                    let lying = Section(property).lies();
                    *property = if lying { lain(&upright) } else { upright.clone() };
                }
            }),
            Kind::Section if last_lies => *child = lain(&upright),
            _ => {}
        }
    }
}

/// Whether any page of the document lies on its side.
pub(super) fn has_lying(element: &Element) -> bool {
    (element.is(Kind::Section) && Section(element).lies()) || element.elements().any(has_lying)
}

/// A section turned by a quarter, so that its top is where the left edge was. Its footers hold the numbers of such
/// pages; the line that a footer needs keeps off the type area. It has no grid: LibreOffice moves the first line
/// down where the lines of a grid do not fill the page.
fn lain(upright: &Element) -> Element {
    let mut section = upright.clone();
    for child in section.all_mut(Kind::FooterReference) {
        let kind = child.attribute("w:type").unwrap_or_default().to_owned();
        let id = child.attributes.iter_mut().find(|(name, _)| name == "r:id");
        let lying = page_number::LYING.iter().find(|(known, ..)| *known == kind);
        if let (Some((_, id)), Some((_, lying, _))) = (id, lying) {
            (*lying).clone_into(id);
        }
    }
    section.drop_all(Kind::DocumentGrid);
    turn(&mut section, Kind::PageSize, &[("w:w", "w:h"), ("w:h", "w:w")]);
    let sides = [("w:top", "w:left"), ("w:right", "w:top"), ("w:bottom", "w:right"), ("w:left", "w:bottom")];
    turn(&mut section, Kind::PageMargins, &sides);
    for child in section.all_mut(Kind::PageMargins) {
        child.attributes.iter_mut().filter(|(name, _)| name == "w:footer").for_each(|(_, distance)| {
            FOOTER.clone_into(distance);
        });
    }
    for child in section.all_mut(Kind::PageSize) {
        *child = std::mem::take(child).with("w:orient", "landscape");
    }
    section
}

/// Gives each attribute the value that another had.
fn turn(section: &mut Element, kind: Kind, from: &[(&str, &str)]) {
    for child in section.all_mut(kind) {
        child.attributes.retain(|(name, _)| name != "w:orient");
        let before = child.clone();
        for (attribute, value) in &mut child.attributes {
            let source = from.iter().find(|(to, _)| to == attribute);
            if let Some(turned) = source.and_then(|(_, source)| before.attribute(source)) {
                turned.clone_into(value);
            }
        }
    }
}
