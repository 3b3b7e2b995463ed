//! The part that the document is in → its blocks in order, each with the ranges of bytes that it takes up.

use std::ops::Range;

use super::gathered::{Styles, inside};
use super::names::{Names, opened, root};
use super::pieces::{Piece, is_own, pieces, places};
use crate::docx::kinds::Kind;
use crate::docx::views::{Cell, Paragraph, Row, View, number};
use crate::package::spans::{Span, spans};
use crate::package::xml::{Element, XmlFault, parse};

/// The bookmarks that only the program's own reports hold begin so.
pub(in crate::docx) const OWN_BOOKMARK: &str = "_cw_";

/// Elements inside of which blocks are looked for.
const CONTAINERS: [Kind; 10] = [
    Kind::Document,
    Kind::Body,
    Kind::Control,
    Kind::ControlContent,
    Kind::CustomXml,
    Kind::SmartTag,
    Kind::Inserted,
    Kind::MovedTo,
    Kind::Deleted,
    Kind::MovedFrom,
];

/// What stands between blocks and is none.
const BETWEEN: [Kind; 7] = [
    Kind::Section,
    Kind::ControlFormat,
    Kind::ControlEndFormat,
    Kind::CustomXmlFormat,
    Kind::ProofError,
    Kind::PermissionStart,
    Kind::PermissionEnd,
];

/// Changes that wait to be accepted or refused.
pub(in crate::docx) const CHANGES: [Kind; 18] = [
    Kind::Inserted,
    Kind::Deleted,
    Kind::MovedFrom,
    Kind::MovedTo,
    Kind::MovedFromStart,
    Kind::MovedToStart,
    Kind::FormatChange,
    Kind::ParagraphChange,
    Kind::SectionChange,
    Kind::TableChange,
    Kind::RowExceptionChange,
    Kind::RowChange,
    Kind::CellChange,
    Kind::GridChange,
    Kind::CellInserted,
    Kind::CellDeleted,
    Kind::CellMerged,
    Kind::NumberingChange,
];

/// The document as it lies in its part.
#[derive(Debug)]
pub(in crate::docx) struct Outline {
    /// The XML of the main part; all ranges are bytes of it.
    pub xml: String,
    /// What the prefixes in it stand for.
    pub names: Names,
    /// The blocks in the order in which they stand.
    pub blocks: Vec<Part>,
    /// The bytes of paragraphs that are deleted as a whole and wait for that to be accepted; they are no blocks.
    pub struck: Vec<Range<usize>>,
    /// Where a block at the end of the body begins: before the last section's properties.
    pub end: usize,
    /// The bytes of the last section's properties (`w:sectPr`); none where the body has none.
    pub section: Option<Range<usize>>,
    /// The body, with the elements inside that hold blocks.
    pub body: Span,
    /// The tables and boxes that the official format gathers blocks in.
    pub hosts: Vec<Host>,
}

/// A table without borders, or a paragraph with a box, whose paragraphs are blocks of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::docx) struct Host {
    /// A table, or the paragraph that the box is anchored to.
    pub form: Form,
    /// The bytes of the table or paragraph.
    pub range: Range<usize>,
    /// The blocks inside, by their index.
    pub blocks: Range<usize>,
}

/// A block as it lies in the part. A paragraph whose end is deleted is one with the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::docx) struct Part {
    /// Whether it is a paragraph, a table, or something else.
    pub form: Form,
    /// The bytes of each of its elements.
    pub ranges: Vec<Range<usize>>,
    /// The way to the first of them from the body, and the place of each step among its siblings.
    pub path: Vec<usize>,
    /// Whether something around it waits to be accepted or refused, other than the program's own.
    pub pending: bool,
    /// Bookmarks of the program that begin directly before it.
    pub hints: Vec<String>,
    /// What gathers it with others, by its place among the hosts.
    pub host: Option<usize>,
}

/// What the elements of a block are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::docx) enum Form {
    /// One `w:p`, or several whose ends are deleted.
    Paragraph,
    /// One `w:tbl`.
    Table,
    /// Any other element; it is left as it is.
    Other,
}

impl Outline {
    /// Finds the blocks; `styles` are the names of the document's, by their ids. A paragraph that is deleted as a
    /// whole is no block.
    pub(in crate::docx) fn of(xml: String, styles: &Styles) -> Result<Self, XmlFault> {
        Outline::read(xml, Some(styles))
    }

    /// The same, but every table is one block, and what stands in a box none: of a document that is no report yet.
    pub(in crate::docx) fn whole(xml: String) -> Result<Self, XmlFault> {
        Outline::read(xml, None)
    }

    fn read(xml: String, styles: Option<&Styles>) -> Result<Self, XmlFault> {
        let (_, names) = root(&xml)?;
        let document = spans(&xml, |name| CONTAINERS.contains(&names.kind(name)))?;
        let is = |span: &Span, kind: Kind| names.kind(&span.name) == kind;
        let known = is(&document, Kind::Document);
        let body = document.children.into_iter().find(|child| known && is(child, Kind::Body));
        let body = body.ok_or(XmlFault::NoBody)?;
        let last = body.children.iter().rfind(|child| is(child, Kind::Section));
        let section = last.map(|section| section.range.clone());
        let end = section.as_ref().map_or(body.inner.end, |range| range.start);
        let mut outline = Outline {
            xml,
            names,
            blocks: Vec::new(),
            struck: Vec::new(),
            end,
            section,
            body: Span::default(),
            hosts: Vec::new(),
        };
        let mut seeker = Seeker {
            outline: &mut outline,
            styles,
            path: Vec::new(),
            pending: false,
            hints: vec![],
            open: None,
        };
        seeker.seek(&body)?;
        outline.body = body;
        Ok(outline)
    }

    /// The tree of a block: its elements under a root without a name, in the customary names.
    pub(in crate::docx) fn tree(&self, part: &Part) -> Result<Element, XmlFault> {
        let mut root = Element::default();
        for range in &part.ranges {
            root.push(self.element(range)?);
        }
        Ok(root)
    }

    /// The element at a range, in the customary names.
    pub(in crate::docx) fn element(&self, range: &Range<usize>) -> Result<Element, XmlFault> {
        let mut element = parse(self.xml.get(range.clone()).unwrap_or_default())?;
        self.names.rename(&mut element);
        Ok(element)
    }
}

struct Seeker<'o> {
    outline: &'o mut Outline,
    styles: Option<&'o Styles>,
    path: Vec<usize>,
    pending: bool,
    hints: Vec<String>,
    /// The block whose end is deleted, so that the next paragraph belongs to it.
    open: Option<usize>,
}

impl Seeker<'_> {
    fn seek(&mut self, parent: &Span) -> Result<(), XmlFault> {
        for (place, child) in parent.children.iter().enumerate() {
            self.path.push(place);
            match self.outline.names.kind(&child.name) {
                Kind::Paragraph => self.paragraph(child)?,
                Kind::Table => self.table(child)?,
                Kind::Deleted | Kind::MovedFrom => (),
                Kind::Inserted | Kind::MovedTo => {
                    let before = self.pending;
                    self.pending |= !is_own(&self.tag(child)?);
                    self.seek(child)?;
                    self.pending = before;
                }
                Kind::BookmarkStart => {
                    let tag = self.tag(child)?;
                    self.hints.extend(hint(&tag));
                }
                kind if CONTAINERS.contains(&kind) => self.seek(child)?,
                kind if BETWEEN.contains(&kind) => (),
                _ if is_range_mark(&self.outline.names.of_name(&child.name)) => (),
                _ => self.block(Form::Other, child),
            }
            self.path.pop();
        }
        Ok(())
    }

    fn paragraph(&mut self, span: &Span) -> Result<(), XmlFault> {
        let xml = self.outline.xml.get(span.range.clone()).unwrap_or_default();
        // Most paragraphs name neither, and need not be looked into yet.
        let may_go = ["del", "moveFrom"].iter().any(|name| xml.contains(name));
        let paragraph = if may_go { self.outline.element(&span.range)? } else { Element::default() };
        let ends = !is_end_deleted(&paragraph);
        let joined =
            self.open.take().and_then(|index| self.outline.blocks.get_mut(index).map(|b| (index, b)));
        if let Some((index, block)) = joined {
            block.ranges.push(span.range.clone());
            block.pending |= self.pending;
            self.open = (!ends).then_some(index);
            return Ok(());
        }
        let shown = || !pieces(&paragraph, &[Vec::new()], "").is_empty();
        if !ends && !shown() {
            self.outline.struck.push(span.range.clone());
            return Ok(());
        }
        self.block(Form::Paragraph, span);
        let own = self.outline.blocks.len() - 1;
        let ranges = self.inside(Form::Paragraph, span)?;
        self.gathered(Form::Paragraph, span, ranges);
        self.open = (!ends).then_some(own);
        Ok(())
    }

    /// A table is a block, but for one that the official format gathers blocks in.
    fn table(&mut self, span: &Span) -> Result<(), XmlFault> {
        let ranges = self.inside(Form::Table, span)?;
        if ranges.is_empty() {
            self.block(Form::Table, span);
        } else {
            self.open = None;
            self.gathered(Form::Table, span, ranges);
        }
        Ok(())
    }

    fn inside(&self, form: Form, span: &Span) -> Result<Vec<Range<usize>>, XmlFault> {
        let Some(styles) = self.styles else { return Ok(Vec::new()) };
        inside(form, &self.outline.xml, span, &self.outline.names, styles)
    }

    fn gathered(&mut self, form: Form, span: &Span, ranges: Vec<Range<usize>>) {
        if ranges.is_empty() {
            return;
        }
        let (host, from) = (Some(self.outline.hosts.len()), self.outline.blocks.len());
        for range in ranges {
            self.push(Form::Paragraph, range, host);
        }
        let blocks = from..self.outline.blocks.len();
        self.outline.hosts.push(Host { form, range: span.range.clone(), blocks });
    }

    fn block(&mut self, form: Form, span: &Span) {
        self.open = None;
        self.push(form, span.range.clone(), None);
    }

    fn push(&mut self, form: Form, range: Range<usize>, host: Option<usize>) {
        self.outline.blocks.push(Part {
            form,
            ranges: vec![range],
            path: self.path.clone(),
            pending: self.pending,
            hints: std::mem::take(&mut self.hints),
            host,
        });
    }

    /// The element of a span in the customary names, without what is inside.
    fn tag(&self, span: &Span) -> Result<Element, XmlFault> {
        let mut element = opened(&self.outline.xml, span)?;
        self.outline.names.rename(&mut element);
        Ok(element)
    }
}

/// Whether the end of a paragraph is deleted, or was moved away.
pub(in crate::docx) fn is_end_deleted(paragraph: &Element) -> bool {
    let mark = Paragraph(paragraph).end();
    mark.is_some_and(|mark| {
        mark.elements().any(|change| matches!(change.kind(), Kind::Deleted | Kind::MovedFrom))
    })
}

/// Whether an element, or anything inside, waits to be accepted or refused, other than the program's own. That the
/// end of a paragraph is new says nothing against changing what stands before it.
pub(in crate::docx) fn is_pending(element: &Element) -> bool {
    let waits = |child: &Element| CHANGES.contains(&child.kind()) && !is_own(child);
    waits(element)
        || element.elements().any(|child| match child.kind() {
            Kind::ParagraphFormat => is_format_pending(child),
            _ => is_pending(child),
        })
}

fn is_format_pending(properties: &Element) -> bool {
    properties.elements().any(|child| match child.kind() {
        Kind::Format => child.elements().any(|change| !change.is(Kind::Inserted) && is_pending(change)),
        _ => is_pending(child),
    })
}

/// Whether an element only marks where something begins or ends.
pub(in crate::docx) fn is_range_mark(name: &str) -> bool {
    name.starts_with("w:") && (name.ends_with("Start") || name.ends_with("End"))
}

/// The ids that bookmarks of the program in an element carry, but for those of blocks that a box inside gathers.
pub(in crate::docx) fn hints(element: &Element) -> Vec<String> {
    let inner = element.elements().filter(|child| !child.is(Kind::TextBox));
    hint(element).into_iter().chain(inner.flat_map(hints)).collect()
}

/// The id that a bookmark of the program carries.
pub(in crate::docx) fn hint(element: &Element) -> Option<String> {
    let name = element.is(Kind::BookmarkStart).then(|| element.attribute("w:name"))?;
    name?.strip_prefix(OWN_BOOKMARK).map(str::to_owned)
}

/// The ways to the rows of a table, and from each to its cells, without the rows that are deleted.
pub(in crate::docx) fn rows(root: &Element, table: &[usize]) -> Vec<(Vec<usize>, Vec<Vec<usize>>)> {
    let rows = inner(root, table, Kind::Row)
        .into_iter()
        .filter(|path| root.at(path).is_none_or(|row| Row(row).property(Kind::Deleted).is_none()));
    rows.map(|path| (inner(root, &path, Kind::Cell), path)).map(|(cells, path)| (path, cells)).collect()
}

/// The ways to the cells of a row.
pub(in crate::docx) fn cells(row: &Element) -> Vec<Vec<usize>> {
    inner(row, &[], Kind::Cell)
}

/// The columns of the grid at which the cells of a row begin.
pub(in crate::docx) fn starts(row: &Element) -> Vec<u32> {
    let mut start = number(Row(row).property(Kind::GridBefore)).unwrap_or(0);
    let ways = cells(row);
    let spans = ways.iter().map(|way| row.at(way).map_or(1, |cell| Cell(cell).span()));
    let begins = spans.map(|span| {
        start += span;
        start - span
    });
    begins.collect()
}

/// The ways to the paragraphs of a cell; a table inside counts as one.
pub(in crate::docx) fn lines(root: &Element, cell: &[usize]) -> Vec<Vec<usize>> {
    inner(root, cell, Kind::Paragraph)
}

/// The ways to the elements of a kind below another, through what only wraps them.
fn inner(root: &Element, parent: &[usize], kind: Kind) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let Some(element) = root.at(parent) else { return found };
    for (place, child) in places(element) {
        let path = [parent, &[place]].concat();
        match child.kind() {
            known if known == kind => found.push(path),
            Kind::Deleted | Kind::MovedFrom => (),
            wrapper if CONTAINERS.contains(&wrapper) => found.extend(inner(root, &path, kind)),
            _ => (),
        }
    }
    found
}

/// The pieces of a block of paragraphs, whose tree holds them side by side.
pub(in crate::docx) fn of_paragraphs(tree: &Element) -> Vec<Piece> {
    pieces(tree, &inner(tree, &[], Kind::Paragraph), "")
}

/// The pieces of a cell, a line end between its paragraphs; `cell` is the way to it from the root.
pub(in crate::docx) fn of_cell(tree: &Element, cell: &[usize]) -> Vec<Piece> {
    pieces(tree, &lines(tree, cell), "\n")
}
