//! A document and another order of its annexes → the document with each annex moved as it lies, all that people put into it
//! with it, and the lines that name them; what lies on its side still does.
//!
//! A section is what its last paragraph says, so between two annexes stands a line that ends one where their pages differ,
//! and none where they do not; the properties at the end of the body are those of the annex that stands last.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Fault, styles};
use crate::docx::kinds::Kind;
use crate::docx::read::names::bound;
use crate::docx::read::opened::Opened;
use crate::docx::read::outline::{Outline, is_range_mark, of_paragraphs};
use crate::docx::read::{read, style_of};
use crate::docx::views::{self, Paragraph, Section, View, field_part, section_of};
use crate::model::document::Shape;
use crate::model::element::{StyleName, gap};
use crate::model::place::TheirsAt;
use crate::model::revision::Turn;
use crate::package::spans::{Span, replaced};
use crate::package::xml::Element;

/// Puts the annexes of a document, and the lines that name them, into another order. Indices of blocks are those of
/// [`read`](crate::docx::read()).
///
/// # Errors
/// [`Fault::Crossing`] when something reaches from one annex into another, so that they cannot be moved as they are, or
/// when not every paragraph and table would stand again; others when the document cannot be read.
pub fn turned(theirs: &[u8], turn: &Turn) -> Result<Vec<u8>, Fault> {
    let Opened { mut store, part, styles: known, outline } = Opened::of(theirs)?;
    let xml = Body::of(&outline, &known).turned(turn)?;
    store.put(&part, bound(xml)?.into_bytes());
    let turned = store.zip()?;
    if contents(theirs)? == contents(&turned)? { Ok(turned) } else { Err(Fault::Crossing) }
}

/// The text of a block, and its rows when it is a table or chart.
type Content = (String, Vec<Vec<String>>);

/// What stands in a document, whatever its order; blank lines that end sections may come and go.
fn contents(document: &[u8]) -> Result<Vec<Content>, Fault> {
    let blocks = read(document)?.blocks.into_iter().filter(|block| !block.is_blank());
    let mut contents: Vec<_> = blocks
        .map(|block| match block.shape {
            Shape::Table(rows) | Shape::Chart(rows) => (block.text, rows),
            Shape::Paragraph | Shape::Other => (block.text, Vec::new()),
        })
        .collect();
    contents.sort_unstable();
    Ok(contents)
}

/// The body of a document as the row of its elements.
struct Body<'o> {
    outline: &'o Outline,
    /// The names of its styles, by their ids.
    styles: &'o BTreeMap<String, String>,
    /// Its elements without the properties of the last section.
    elements: &'o [Span],
}

/// Elements that follow each other, without the line that ends their last section.
struct Stretch {
    xml: String,
    /// The pages of the first of them, and of the last.
    pages: (Element, Element),
    /// Whether its last element is a table.
    ends_with_table: bool,
}

/// The body while it is written in its new order.
struct Writing {
    xml: String,
    /// The pages of what was written last.
    last: Element,
    /// The pages that some section has already.
    begun: BTreeSet<String>,
    /// The style of a line that ends a section.
    style: Option<String>,
}

impl<'o> Body<'o> {
    fn of(outline: &'o Outline, styles: &'o BTreeMap<String, String>) -> Self {
        let all = &outline.body.children;
        let last = all.iter().position(|child| Some(&child.range) == outline.section.as_ref());
        let elements = all.get(..last.unwrap_or(all.len())).unwrap_or_default();
        Body { outline, styles, elements }
    }

    fn turned(&self, turn: &Turn) -> Result<String, Fault> {
        let xml = match turn.annexes.is_sorted() {
            true => self.outline.xml.clone(),
            false => self.annexes(turn)?,
        };
        // They stand before the annexes, where nothing has moved.
        let mut places = turn.notes.clone();
        places.sort_unstable();
        let mut changes = Vec::new();
        for (place, note) in places.into_iter().zip(&turn.notes).filter(|(place, note)| place != *note) {
            let [place, note] = [self.note(place)?, self.note(*note)?];
            changes.push((place, self.outline.xml.get(note).unwrap_or_default().to_owned()));
        }
        Ok(replaced(&xml, changes))
    }

    /// The document with its annexes in their order.
    fn annexes(&self, turn: &Turn) -> Result<String, Fault> {
        let mut starts = Vec::new();
        for block in &turn.annexes {
            starts.push(self.start(*block)?);
        }
        let end = self.end(self.start(turn.end)?)?;
        let behind = |start: usize| starts.iter().copied().filter(|next| *next > start).min().unwrap_or(end);
        let first = starts.iter().copied().min().ok_or(Fault::NoBlock)?;
        let before = self.stretch(0..first)?;
        let mut writing = Writing {
            xml: self.outline.xml.get(..self.from(0)).unwrap_or_default().to_owned() + &before.xml,
            last: before.pages.1,
            begun: BTreeSet::new(),
            style: styles::named(self.styles, gap::SECTION_END.name),
        };
        let mut ends_with_table = false;
        for start in &starts {
            let range = *start..behind(*start);
            self.hold_together(range.clone())?;
            let stretch = self.stretch(range)?;
            writing.go_on(&stretch.pages.0);
            writing.xml += &stretch.xml;
            (writing.last, ends_with_table) = (stretch.pages.1, stretch.ends_with_table);
        }
        self.close(end, ends_with_table, writing)
    }

    /// What stands behind the annexes, and the properties of the last section.
    fn close(&self, end: usize, ends_with_table: bool, mut writing: Writing) -> Result<String, Fault> {
        let xml = &self.outline.xml;
        let section = self.outline.section.clone();
        let tail = self.elements.get(end..).unwrap_or_default();
        let Some(first) = tail.first() else {
            if ends_with_table {
                writing.xml += &views::line(writing.style.as_deref(), None).to_xml();
            }
            let Some(range) = section else { return Err(Fault::Crossing) };
            let own = self.outline.element(&range)?;
            let is_same = Section(&own).key() == Section(&writing.last).key();
            let from = if is_same { range.start } else { range.end };
            if !is_same {
                let page = writing.page().to_xml();
                writing.xml += &page;
            }
            return Ok(writing.xml + xml.get(from..).unwrap_or_default());
        };
        let mut from = first.range.start;
        match self.line(end)?.filter(|line| section_of(line).is_some()) {
            // The line before 版記 on a page of its own ends the section of what stands before it.
            Some(mut line) if line.elements().count() == 1 => {
                let page = writing.last.clone();
                line.elements_mut().for_each(|paragraph| Paragraph(paragraph).end_section(page.clone()));
                writing.xml += &line.elements().map(Element::to_xml).collect::<String>();
                from = first.range.end;
            }
            _ => writing.go_on(&self.page(end)?),
        }
        Ok(writing.xml + xml.get(from..).unwrap_or_default())
    }

    /// Elements without the lines that end a section behind them, which come in again where they are wanted.
    fn stretch(&self, range: Range<usize>) -> Result<Stretch, Fault> {
        let is_mark = |at: usize| {
            self.elements
                .get(at)
                .is_some_and(|element| is_range_mark(&self.outline.names.of_name(&element.name)))
        };
        let content = (range.clone()).rev().find(|at| !is_mark(*at)).map_or(range.start, |at| at + 1);
        let marks = self.slice(content..range.end);
        let mut end = content;
        let mut page = self.page(range.start)?;
        let mut ended = None;
        while end > range.start {
            let Some(line) = self.line(end - 1)?.filter(|line| self.is_closing(line)) else { break };
            ended = section_of(&line).cloned().or(ended);
            end -= 1;
        }
        let mut xml = self.slice(range.start..end);
        if let Some(last) = end.checked_sub(1).filter(|last| range.contains(last)) {
            page = match ended {
                Some(page) => page,
                None => self.page(last)?,
            };
            let own = self.paragraph(last)?;
            if let Some(mut own) = own.filter(|own| section_of(own).is_some()) {
                for properties in own.elements_mut().flat_map(Element::elements_mut) {
                    properties.drop_all(Kind::Section);
                }
                xml =
                    self.slice(range.start..last) + &own.elements().map(Element::to_xml).collect::<String>();
            }
        }
        let table =
            self.elements.get(end.saturating_sub(1)).is_some_and(|last| self.kind(last) == Kind::Table);
        Ok(Stretch {
            xml: xml + &marks,
            pages: (self.page(range.start)?, page),
            ends_with_table: table && marks.is_empty(),
        })
    }

    /// The pages that an element stands on.
    fn page(&self, at: usize) -> Result<Element, Fault> {
        for place in at..self.elements.len() {
            if let Some(section) = self.paragraph(place)?.as_ref().and_then(section_of) {
                return Ok(section.clone());
            }
        }
        let last = self.outline.section.as_ref().ok_or(Fault::Crossing)?;
        Ok(self.outline.element(last)?)
    }

    /// A paragraph that may end a section, below a root without a name.
    fn paragraph(&self, at: usize) -> Result<Option<Element>, Fault> {
        let Some(element) = self.elements.get(at) else { return Ok(None) };
        let names_section = || self.slice(at..at + 1).contains("sectPr");
        match self.kind(element) {
            Kind::Paragraph if names_section() => self.tree(element).map(Some),
            Kind::Paragraph | Kind::Table => Ok(None),
            // Sections inside of what only wraps paragraphs are not looked for.
            _ if names_section() => Err(Fault::Crossing),
            _ => Ok(None),
        }
    }

    /// The paragraph at a place, as a tree, when there is nothing in it; `None` for anything else.
    fn line(&self, at: usize) -> Result<Option<Element>, Fault> {
        let element = self.elements.get(at).filter(|element| self.kind(element) == Kind::Paragraph);
        let Some(element) = element.filter(|element| element.range.len() <= LONGEST_LINE) else {
            return Ok(None);
        };
        let tree = self.tree(element)?;
        Ok(of_paragraphs(&tree).is_empty().then_some(tree))
    }

    /// Whether an empty paragraph ends a section, or stands behind a last table.
    fn is_closing(&self, line: &Element) -> bool {
        section_of(line).is_some() || self.has_style(line, gap::SECTION_END)
    }

    fn has_style(&self, line: &Element, style: StyleName) -> bool {
        style_of(line).and_then(|id| self.styles.get(id)).is_some_and(|name| style.is(name))
    }

    /// Where the annexes end: lines that belong to 版记 stand behind them.
    fn end(&self, mut end: usize) -> Result<usize, Fault> {
        while let Some(before) = end.checked_sub(1) {
            let line = self.line(before)?.filter(|line| self.has_style(line, gap::IMPRINT));
            if line.is_none() {
                break;
            }
            end = before;
        }
        Ok(end)
    }

    /// The element that a block begins with; of marks that begin directly before it the first.
    fn start(&self, block: TheirsAt) -> Result<usize, Fault> {
        let mut at = match self.outline.blocks.get(block.0) {
            None => self.elements.len(),
            Some(part) => match part.path.as_slice() {
                [place] => *place,
                _ => return Err(Fault::Crossing),
            },
        };
        let begins = |element: &Span| {
            let name = self.outline.names.of_name(&element.name);
            is_range_mark(&name) && name.ends_with("Start")
        };
        while at.checked_sub(1).and_then(|before| self.elements.get(before)).is_some_and(begins) {
            at -= 1;
        }
        Ok(at)
    }

    /// The bytes of a line that names an annex.
    fn note(&self, block: TheirsAt) -> Result<Range<usize>, Fault> {
        let part = self.outline.blocks.get(block.0).ok_or(Fault::NoBlock)?;
        let ([range], [place]) = (part.ranges.as_slice(), part.path.as_slice()) else {
            return Err(Fault::Crossing);
        };
        self.hold_together(*place..place + 1)?;
        match self.paragraph(*place)?.as_ref().and_then(section_of) {
            None => Ok(range.clone()),
            Some(_) => Err(Fault::Crossing),
        }
    }

    /// Whether what begins in elements ends in them too.
    fn hold_together(&self, range: Range<usize>) -> Result<(), Fault> {
        let mut open: BTreeMap<(String, String), i64> = BTreeMap::new();
        for element in self.elements.get(range).unwrap_or_default() {
            count(&self.outline.element(&element.range)?, &mut open);
        }
        if open.values().all(|open| *open == 0) { Ok(()) } else { Err(Fault::Crossing) }
    }

    fn tree(&self, element: &Span) -> Result<Element, Fault> {
        let mut root = Element::default();
        root.push(self.outline.element(&element.range)?);
        Ok(root)
    }

    fn kind(&self, element: &Span) -> Kind {
        self.outline.names.kind(&element.name)
    }

    /// Where an element begins; behind all of them where it would.
    fn from(&self, at: usize) -> usize {
        let last = self.elements.last().map_or(self.outline.end, |last| last.range.end);
        self.elements.get(at).map_or(last, |element| element.range.start)
    }

    fn slice(&self, range: Range<usize>) -> String {
        let elements = self.elements.get(range).unwrap_or_default();
        let (Some(first), Some(last)) = (elements.first(), elements.last()) else { return String::new() };
        self.outline.xml.get(first.range.start..last.range.end).unwrap_or_default().to_owned()
    }
}

impl Writing {
    /// Ends the section where what comes next lies on other pages.
    fn go_on(&mut self, next: &Element) {
        if Section(&self.last).key() != Section(next).key() {
            let page = self.page();
            self.xml += &views::line(self.style.as_deref(), Some(page)).to_xml();
        }
    }

    /// The pages of what was written last; numbers begin anew only once.
    fn page(&mut self) -> Element {
        let page = Section(&self.last);
        if self.begun.insert(page.key()) { self.last.clone() } else { page.going_on() }
    }
}

/// A paragraph of more bytes than this is not empty, so it is not looked into.
const LONGEST_LINE: usize = 8_192;

/// Counts what begins and ends: ranges by their ids, fields.
fn count(element: &Element, open: &mut BTreeMap<(String, String), i64>) {
    let name = element.name.as_str();
    if is_range_mark(name) {
        let id = element.id().unwrap_or_default().to_owned();
        let begun = name.strip_suffix("Start");
        let what = begun.or(name.strip_suffix("End")).unwrap_or(name).to_owned();
        *open.entry((what, id)).or_default() += if begun.is_some() { 1 } else { -1 };
    }
    match field_part(element) {
        Some("begin") => *open.entry(Default::default()).or_default() += 1,
        Some("end") => *open.entry(Default::default()).or_default() -= 1,
        _ => {}
    }
    element.elements().for_each(|child| count(child, open));
}
