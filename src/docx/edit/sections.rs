//! Blocks that lie on their side, coming into an upright document → sections of their own around them (GB/T 9704-2012,
//! 8), and the other way round.
//!
//! A section is what its last paragraph says, so the one before is ended with the page that the document has there,
//! and the new one with the page of the fresh report; at the end of the body the new one is the last.

use super::carry::carry;
use super::fresh::Fresh;
use crate::docx::edit::{Editor, Fault, styles};
use crate::docx::kinds::Kind;
use crate::docx::read::outline::Outline;
use crate::docx::views::{self, Section, View, section_of};
use crate::model::element::gap;
use crate::package::xml::Element;

/// The pages of a document, and which of them each block stands on.
pub(super) struct Sections {
    list: Vec<Element>,
    of: Vec<usize>,
}

impl Sections {
    pub(super) fn of(outline: &Outline) -> Result<Self, Fault> {
        let last = outline.section.as_ref().map(|range| outline.element(range)).transpose()?;
        let mut sections =
            Sections { list: vec![last.unwrap_or_default()], of: vec![0; outline.blocks.len()] };
        for (at, block) in outline.blocks.iter().enumerate().rev() {
            let xml =
                block.ranges.last().and_then(|range| outline.xml.get(range.clone())).unwrap_or_default();
            if xml.contains("sectPr") {
                let tree = outline.tree(block)?;
                let own = section_of(&tree).cloned();
                sections.list.extend(own);
            }
            if let Some(of) = sections.of.get_mut(at) {
                *of = sections.list.len() - 1;
            }
        }
        Ok(sections)
    }

    /// The page that a block stands on; that of the end for what is behind the last.
    pub(super) fn at(&self, block: usize) -> &Element {
        let of = self.of.get(block).copied().unwrap_or(0);
        // There is always the last one.
        self.list.get(of).unwrap_or_else(|| &self.list[0])
    }

    /// The first section of the document whose pages are of the same kind as those of another; `None` when it has none.
    pub(super) fn like(&self, other: &Element) -> Option<&Element> {
        let is_page = |section: &&Element| section.get(Kind::PageSize).is_some();
        self.list.iter().rev().filter(is_page).find(|section| kind(section) == kind(other))
    }

    /// Whether the pages are of more than one kind.
    pub(super) fn differ(&self) -> bool {
        self.list.iter().any(|section| kind(section) != (false, false))
    }
}

/// What kind of page a section has: whether it lies on its side, and whether it is the even one that 版记 has to itself.
pub(super) fn kind(section: &Element) -> (bool, bool) {
    (Section(section).lies(), Section(section).is_even())
}

/// Blocks that come in on pages of their own and are not ended yet.
pub(super) struct Turned {
    /// The block of the document before which they come in, by its index; their number for the end.
    pub before: usize,
    /// The byte of the part before which they are written.
    pub at: usize,
    /// The section (`w:sectPr`) that they stand on.
    pub section: Element,
    /// Whether nothing but empty lines stands behind them.
    pub last: bool,
    /// Whether their page is one of the document's own.
    pub own: bool,
}

/// Ends the pages before blocks that lie otherwise.
pub(super) fn begin(editor: &mut Editor, fresh: &Fresh, turned: &Turned, section: &Element) {
    let style = if kind(&turned.section).1 { gap::IMPRINT.name } else { gap::SECTION_END.name };
    let end = line_in(editor, fresh, Some(section.clone()), style);
    editor.changes.push((turned.at..turned.at, end));
}

/// Ends the pages of those blocks: with a line, or, when they are the last, with the properties of the last section.
pub(super) fn end(editor: &mut Editor, fresh: &mut Fresh, turned: Turned) -> Result<(), Fault> {
    let mut root = Element::default();
    root.children.push(crate::package::xml::Node::Element(turned.section));
    if !turned.own {
        carry(editor, fresh, &mut root)?;
    }
    let Some(section) = root.elements().next().cloned() else { return Ok(()) };
    match editor.outline.section.clone() {
        Some(range) if turned.last => {
            editor.changes.push((range, section.to_xml()));
        }
        _ => {
            let end = line(editor, fresh, Some(section));
            editor.changes.push((turned.at..turned.at, end));
        }
    }
    Ok(())
}

/// The least of a paragraph: it ends a section, or stands behind a table where one must.
pub(in crate::docx) fn line(editor: &mut Editor, fresh: &Fresh, section: Option<Element>) -> String {
    line_in(editor, fresh, section, gap::SECTION_END.name)
}

fn line_in(editor: &mut Editor, fresh: &Fresh, section: Option<Element>, style: &str) -> String {
    let style = styles::named(&fresh.styles, style);
    let mut line = views::line(style.as_deref(), section);
    styles::map(editor, fresh, &mut line);
    line.to_xml()
}
