//! The blocks of a document → the units that come and go as wholes: a block, or all those that a table or box of the
//! official format gathers; blank lines between them by their styles.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Fault;
use crate::docx::read::outline::{Form, Outline, of_paragraphs};
use crate::docx::read::style_of;
use crate::docx::views::section_of;
use crate::model::element::elements;
use crate::package::xml::Element;

/// Blocks that come and go together: one alone, or all those that a table or box gathers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// The blocks; for a box the first is the paragraph that it is anchored to.
    pub blocks: Range<usize>,
    /// The table or box that gathers them, by its place among the hosts; none for a block alone.
    pub host: Option<usize>,
    /// What it is when it holds nothing.
    pub blank: Option<Blank>,
    /// The section (`w:sectPr`) that ends with it; none for most.
    pub section: Option<Element>,
    /// Whether it is a paragraph of running text.
    pub is_running: bool,
}

/// What is known of an empty paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blank {
    /// The name of its style in lower case; empty without one.
    pub style: String,
}

/// What is longer holds something; only what is shorter is looked into.
const LONGEST_BLANK: usize = 8_192;

/// The units of a document in order.
pub(super) fn units(outline: &Outline, styles: &BTreeMap<String, String>) -> Result<Vec<Unit>, Fault> {
    let mut units = Vec::new();
    let mut at = 0;
    while let Some(block) = outline.blocks.get(at) {
        let own = block.host;
        // The blocks of a box follow the paragraph that it is anchored to.
        let anchored = outline.blocks.get(at + 1).and_then(|next| next.host).filter(|next| {
            own.is_none() && outline.hosts.get(*next).is_some_and(|host| host.form == Form::Paragraph)
        });
        let host = own.or(anchored);
        let end = host.and_then(|host| outline.hosts.get(host)).map_or(at + 1, |host| host.blocks.end);
        let (blank, section, style) =
            if host.is_none() { empty(outline, at, styles)? } else { Default::default() };
        let is_running = section.is_some()
            && blank.is_none()
            && !elements().any(|element| !element.role.is_running() && element.has_style(&style));
        units.push(Unit { blocks: at..end.max(at + 1), host, blank, section, is_running });
        at = end.max(at + 1);
    }
    Ok(units)
}

/// What a block is when it is an empty paragraph, and the section that ends with it.
fn empty(
    outline: &Outline,
    at: usize,
    styles: &BTreeMap<String, String>,
) -> Result<(Option<Blank>, Option<Element>, String), Fault> {
    let Some(block) = outline.blocks.get(at).filter(|block| block.form == Form::Paragraph) else {
        return Ok(Default::default());
    };
    let length: usize = block.ranges.iter().map(Range::len).sum();
    let xml = block.ranges.last().and_then(|range| outline.xml.get(range.clone())).unwrap_or_default();
    if length > LONGEST_BLANK && !xml.contains("sectPr") {
        return Ok(Default::default());
    }
    let tree = outline.tree(block)?;
    let section = section_of(&tree).cloned();
    let style = style_of(&tree).and_then(|id| styles.get(id)).cloned().unwrap_or_default();
    let blank = of_paragraphs(&tree).is_empty().then(|| Blank { style: style.clone() });
    Ok((blank, section, style))
}

/// For each block the index of the unit that it is of.
pub(super) fn unit_of(units: &[Unit], blocks: usize) -> Vec<usize> {
    let mut of = vec![0; blocks];
    for (number, unit) in units.iter().enumerate() {
        for at in unit.blocks.clone() {
            of.get_mut(at).into_iter().for_each(|place| *place = number);
        }
    }
    of
}

/// Whether a block is an empty paragraph.
pub(super) fn is_empty(outline: &Outline, at: usize) -> bool {
    let paragraph = outline.blocks.get(at).filter(|block| block.form == Form::Paragraph);
    let tree = paragraph.and_then(|block| outline.tree(block).ok());
    tree.is_some_and(|tree| of_paragraphs(&tree).is_empty())
}
