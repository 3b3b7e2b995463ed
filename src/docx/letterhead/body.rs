//! The body of the written report → between head and foot of an office's document, on its pages.
//!
//! Upright pages are the office's: its margins, header and footer. Pages that lie on their side, and an even page for
//! 版记 alone, are ours.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::anatomy::Anatomy;
use crate::docx::edit::{Editor, Fault, Fresh, carry, line, map, position, renumber};
use crate::docx::kinds::Kind;
use crate::docx::read::outline::{Form, Outline, Part};
use crate::docx::views::{self, Paragraph, Section, View};
use crate::model::report::{Report, Role};
use crate::package::xml::{Element, Node};

/// The blocks of the written report that come into a document.
pub(super) fn wanted(fresh: &Fresh, report: &Report, anatomy: &Anatomy) -> Range<usize> {
    let place = |role: &dyn Fn(Role) -> bool| {
        let block = report.blocks.iter().find(|block| role(block.role));
        block.and_then(|block| fresh.place(&block.id))
    };
    let all = fresh.outline.blocks.len();
    let mut begin = 0;
    if anatomy.has_head() {
        begin = place(&|role| !role.is_head()).unwrap_or(0);
        while !anatomy.spaced && begin > 0 && fresh.is_blank(begin - 1) {
            begin -= 1;
        }
    }
    let mut end = all;
    if anatomy.has_foot() {
        end = place(&Role::is_imprint).unwrap_or(all);
        // What only ends a section because 版记 follows, or keeps 版记 apart from a table, goes with it.
        while end > begin && end < all && fresh.is_empty(end - 1) {
            end -= 1;
        }
    }
    begin..end
}

/// What comes into the document, and where.
pub(super) struct Body<'a, 'f> {
    pub(super) fresh: &'a mut Fresh<'f>,
    pub(super) wanted: Range<usize>,
    /// The section (`w:sectPr`) of the office's document whose page the report takes.
    pub(super) page: Option<Element>,
    /// What is drawn beside the text that gives way, a red line: it goes with the first paragraph.
    pub(super) drawn: Vec<Element>,
    /// Whether that page ends where the text that gives way ends.
    pub(super) ends: bool,
    /// The elements of 版记, which come behind everything else.
    pub(super) foot: Vec<Element>,
}

impl Body<'_, '_> {
    /// Puts it before a block, or at the end.
    pub(super) fn put(mut self, editor: &mut Editor, before: usize) -> Result<(), Fault> {
        let at = position(&editor.outline, before);
        let mut names = BTreeSet::new();
        let mut xml = String::new();
        let last = self.fresh.last_section()?;
        let follows = before < editor.outline.blocks.len();
        let own = editor.outline.section.as_ref().map(|range| editor.outline.element(range)).transpose()?;
        let other = own != self.page;
        for place in self.wanted.clone() {
            xml += &self.block(editor, place, &mut names)?;
        }
        let last = last.filter(|last| Section(last).lies() || (!follows && Section(last).is_even()));
        let last = match last {
            Some(last) => Some(self.carried(editor, last)?),
            None => self.page.clone().filter(|page| self.ends || other || self.again(page)),
        };
        match (last, editor.outline.section.clone()) {
            // What lies on its side is followed by pages of the office's.
            (Some(last), _) if follows && (Section(&last).lies() || self.ends) => {
                xml += &line(editor, self.fresh, Some(last));
            }
            (Some(last), Some(range)) => editor.changes.push((range, last.to_xml())),
            _ => (),
        }
        if self.last_is_table() && !self.foot.is_empty() {
            // Two tables that touch would be one.
            let style = self.foot.last().and_then(|last| Paragraph(last).style()).map(str::to_owned);
            xml += &views::line(style.as_deref(), None).to_xml();
        }
        xml.extend(self.foot.iter().map(Element::to_xml));
        editor.changes.push((at..at, xml));
        Ok(())
    }

    /// Whether a section of that page has ended already.
    fn again(&self, page: &Element) -> bool {
        let blocks = self.fresh.outline.blocks.get(self.wanted.clone()).unwrap_or_default();
        *page == continued(page) && blocks.iter().any(|block| names_section(&self.fresh.outline, block))
    }

    fn last_is_table(&self) -> bool {
        let last = self.wanted.end.checked_sub(1).filter(|last| self.wanted.contains(last));
        let last = last.and_then(|last| self.fresh.outline.blocks.get(last));
        last.is_some_and(|block| block.form == Form::Table)
    }

    /// Whether a reference of a page on its side is to a footer that the office's pages have too: what they have not is
    /// on none, and would be on those that follow.
    fn has_footer(&self, reference: &Element) -> bool {
        let kind = reference.says("type");
        let has = |page: &Element| page.all(Kind::FooterReference).any(|known| known.says("type") == kind);
        !reference.is(Kind::FooterReference) || self.page.as_ref().is_none_or(has)
    }

    fn carried(&mut self, editor: &mut Editor, section: Element) -> Result<Element, Fault> {
        let mut holder = Element::default();
        let mut section = section;
        section.keep(|child| self.has_footer(child));
        holder.push(section);
        carry(editor, self.fresh, &mut holder)?;
        holder.elements().next().cloned().ok_or(Fault::NoSection)
    }

    /// The XML of a block as it stands in the document.
    fn block(
        &mut self,
        editor: &mut Editor,
        place: usize,
        names: &mut BTreeSet<String>,
    ) -> Result<String, Fault> {
        let block = self.fresh.outline.blocks.get(place).ok_or(Fault::NoBlock)?;
        let mut tree = self.fresh.outline.tree(block)?;
        let upright = self.take_upright(&mut tree);
        self.suit(&mut tree);
        map(editor, self.fresh, &mut tree);
        carry(editor, self.fresh, &mut tree)?;
        renumber(&mut tree, names, &mut editor.pen, &mut BTreeMap::new());
        for paragraph in tree.all_mut(Kind::Paragraph) {
            if upright {
                self.end_page(paragraph);
            }
            Paragraph(paragraph).begin_with(std::mem::take(&mut self.drawn));
        }
        Ok(tree.elements().map(Element::to_xml).collect())
    }

    /// Keeps of the footers of pages on their side those that the office's pages have.
    fn suit(&self, tree: &mut Element) {
        for format in tree.all_mut(Kind::Paragraph).flat_map(Element::elements_mut) {
            for section in format.all_mut(Kind::Section) {
                section.keep(|child| self.has_footer(child));
            }
        }
    }

    /// Takes the end of an upright section out of a block; whether there was one.
    fn take_upright(&self, tree: &mut Element) -> bool {
        let mut found = false;
        let properties = tree.all_mut(Kind::Paragraph).flat_map(Element::elements_mut);
        for properties in properties.filter(|child| child.is(Kind::ParagraphFormat)) {
            properties.children.retain(|node| {
                let upright =
                    matches!(node, Node::Element(child) if child.is(Kind::Section) && !Section(child).lies());
                found |= upright;
                !upright
            });
        }
        found && self.page.is_some()
    }

    /// Ends a section of the office's pages; later ones have no first page of their own.
    fn end_page(&mut self, paragraph: &mut Element) {
        let Some(page) = self.page.clone() else { return };
        self.page = Some(continued(&page));
        for properties in paragraph.all_mut(Kind::ParagraphFormat) {
            properties.push(page.clone());
        }
    }
}

/// A section that goes on: no first page of its own, and its numbers count on.
fn continued(page: &Element) -> Element {
    let mut page = page.clone();
    page.drop_all(Kind::FirstPage);
    for number in page.all_mut(Kind::PageNumbers) {
        number.attributes.retain(|(name, _)| name != "w:start");
    }
    page
}

fn names_section(outline: &Outline, block: &Part) -> bool {
    block.ranges.iter().any(|range| outline.xml.get(range.clone()).is_some_and(|xml| xml.contains("sectPr")))
}

/// The runs of a paragraph that draw something red: they stay where the paragraph gives way.
pub(super) fn red_drawings(tree: &Element) -> Vec<Element> {
    let mut found = Vec::new();
    for paragraph in tree.all(Kind::Paragraph) {
        for run in paragraph.all(Kind::Run) {
            let draws = run.any(&|inner| matches!(inner.kind(), Kind::Drawing | Kind::Picture));
            if draws && super::sheet::has_red(run) {
                let mut run = run.clone();
                run.drop_all(Kind::Text);
                found.push(run);
            }
        }
    }
    found
}
