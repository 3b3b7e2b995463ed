//! Blocks of the fresh report → grafted between those of the document, with what they need and under numbers of
//! their own.

use std::collections::{BTreeMap, BTreeSet};

use super::carry::carry;
use super::marks::mark_end;
use super::pen::{How, Pen};
use super::remove;
use super::rewrite::rewrite;
use super::sections::{self, Sections, Turned, lies};
use super::styles::{self, BLANK};
use super::{Desk, Fault};
use crate::docx::names::Names;
use crate::docx::outline::{Form, OWN_BOOKMARK, Outline, Part, hint, is_pending, of_paragraphs, rows};
use crate::docx::pieces::{pieces, text as shown};
use crate::docx::read::{open, style_names, style_of};
use crate::model::revision::{Edit, Splice};
use crate::package::relations::{main, related};
use crate::package::spans::{Span, replaced};
use crate::package::store::Store;
use crate::package::xml::{Element, Node, parse};

/// The fresh report, to be taken from.
pub(in crate::docx) struct Fresh<'f> {
    pub(in crate::docx) store: Store<'f>,
    pub(super) part: String,
    pub(in crate::docx) outline: Outline,
    /// The names of its styles, by their ids.
    pub(super) styles: BTreeMap<String, String>,
    /// Its part with styles.
    pub(in crate::docx) definitions: Element,
    /// The blocks, by the ids in their bookmarks.
    places: BTreeMap<String, usize>,
}

impl<'f> Fresh<'f> {
    pub(in crate::docx) fn open(bytes: &'f [u8]) -> Result<Self, Fault> {
        let mut store = open(bytes)?;
        let part = main(&mut store)?;
        let outline = Outline::of(store.text(&part)?)?;
        let styles = style_names(&mut store, &part)?;
        let mut definitions = match related(&mut store, &part, "styles")? {
            Some(name) => parse(&store.text(&name)?)?,
            None => Element::default(),
        };
        Names::of(&definitions)?.rename(&mut definitions);
        let mut places = BTreeMap::new();
        for (place, block) in outline.blocks.iter().enumerate() {
            for id in hints(&outline.tree(block)?) {
                places.entry(id).or_insert(place);
            }
        }
        Ok(Fresh { store, part, outline, styles, definitions, places })
    }

    /// The block of an id.
    pub(in crate::docx) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(&mended(id)).copied()
    }

    /// Whether a block is a blank line.
    pub(in crate::docx) fn is_blank(&self, at: usize) -> bool {
        is_blank(&self.outline, at, Some(&self.styles))
    }

    /// Whether a section ends with a block that shows nothing.
    pub(in crate::docx) fn ends_section(&self, at: usize) -> bool {
        let ends = |block: &Part| {
            let tree = self.outline.tree(block).unwrap_or_default();
            let section = |p: &Element| p.child("w:pPr").is_some_and(|p| p.child("w:sectPr").is_some());
            tree.elements().any(section)
        };
        is_blank(&self.outline, at, None) && self.outline.blocks.get(at).is_some_and(ends)
    }

    /// The properties of the last section.
    pub(in crate::docx) fn last_section(&self) -> Result<Option<Element>, Fault> {
        Ok(self.outline.section.as_ref().map(|range| self.outline.element(range)).transpose()?)
    }

    /// The definition of a style.
    pub(super) fn style(&self, id: &str) -> Option<&Element> {
        let mut styles = self.definitions.elements().filter(|style| style.name == "w:style");
        styles.find(|style| style.attribute("w:styleId") == Some(id))
    }
}

/// What else happens where blocks come in.
struct Room {
    /// The blocks that go: a blank line before one of them is there for what comes in its stead.
    removed: BTreeSet<usize>,
    /// Where something has come in already.
    taken: BTreeSet<usize>,
}

/// Grafts the blocks that come in.
pub(super) fn insert(desk: &mut Desk, fresh: &[u8], edits: &[Edit]) -> Result<(), Fault> {
    let inserts = edits.iter().filter_map(|edit| match edit {
        Edit::Insert { before, fresh, splices } => Some((*before, fresh.as_str(), splices.as_slice())),
        _ => None,
    });
    let inserts: Vec<_> = inserts.collect();
    if inserts.is_empty() {
        return Ok(());
    }
    let mut fresh = Fresh::open(fresh)?;
    // Names of blocks that go are free again.
    let mut names = bookmark_names(&replaced(&desk.outline.xml, desk.changes.clone()));
    let pages = Sections::of(&fresh.outline)?;
    let theirs = if pages.any_lies() { Some(Sections::of(&desk.outline)?) } else { None };
    let mut turned: Option<Turned> = None;
    let mut room = Room { removed: BTreeSet::new(), taken: BTreeSet::new() };
    room.removed.extend(edits.iter().filter_map(|edit| match edit {
        Edit::Remove { at } => Some(*at),
        _ => None,
    }));
    for (number, (before, id, splices)) in inserts.iter().copied().enumerate() {
        let place = fresh.place(id).ok_or("the fresh report lacks the block")?;
        if splices.is_empty() && restore(desk, &fresh.outline, before, place)? {
            continue;
        }
        let (at, blank) = place_of(desk, &fresh, before, place, &room);
        room.taken.insert(at);
        let page = theirs
            .as_ref()
            .map(|theirs| theirs.at(before))
            .filter(|page| lies(page) != lies(pages.at(place)));
        if let Some(done) = turned.take_if(|turned| turned.before != before || page.is_none()) {
            let last = done.before != before;
            sections::end(desk, &mut fresh, done, last)?;
        }
        if let (Some(page), None) = (page, &turned) {
            let new = Turned { before, at, section: pages.at(place).clone() };
            sections::begin(desk, &fresh, &new, page);
            turned = Some(new);
        }
        if let Some(blank) = blank {
            let blank = graft(desk, &mut fresh, blank, &[], &mut names)?;
            desk.changes.push((at..at, blank));
        }
        let mut xml = graft(desk, &mut fresh, place, splices, &mut names)?;
        let more = inserts.get(number + 1).is_some_and(|(next, ..)| *next == before);
        if !more && needs_line(desk, &fresh, before, place, &room) {
            xml += &sections::line(desk, &fresh, None);
        }
        desk.changes.push((at..at, xml));
    }
    turned.map_or(Ok(()), |done| sections::end(desk, &mut fresh, done, true))
}

/// Whether a block is a table that would stand before another, or at the end.
fn needs_line(desk: &Desk, fresh: &Fresh, before: usize, place: usize, room: &Room) -> bool {
    let is_table =
        |outline: &Outline, at: usize| outline.blocks.get(at).is_none_or(|next| next.form == Form::Table);
    let stays = |at: &usize| !room.removed.contains(at);
    let next = (before..desk.outline.blocks.len()).find(stays).unwrap_or(usize::MAX);
    is_table(&fresh.outline, place) && is_table(&desk.outline, next)
}

/// Where the program itself has struck out the same paragraph and nobody has accepted that yet, it is put back.
fn restore(desk: &mut Desk, fresh: &Outline, before: usize, place: usize) -> Result<bool, Fault> {
    let Some(block) = fresh.blocks.get(place).filter(|block| block.form == Form::Paragraph) else {
        return Ok(false);
    };
    let text = shown(&of_paragraphs(&fresh.tree(block)?));
    let from = before.checked_sub(1).and_then(|last| desk.outline.blocks.get(last)?.ranges.last());
    let from = from.map_or(0, |range| range.end);
    let to =
        desk.outline.blocks.get(before).and_then(|next| next.ranges.first()).map_or(usize::MAX, |r| r.start);
    for range in desk.outline.struck.clone() {
        let free = !desk.changes.iter().any(|(changed, _)| *changed == range);
        if range.start < from || range.end > to || !free {
            continue;
        }
        let mut paragraph = desk.outline.element(&range)?;
        if is_pending(&paragraph) || !remove::unstrike(&mut paragraph) {
            continue;
        }
        if shown(&pieces(&paragraph, &[Vec::new()], "")) == text {
            desk.changes.push((range, paragraph.to_xml()));
            return Ok(true);
        }
    }
    Ok(false)
}

/// The id as a bookmark can carry it.
fn mended(id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    id.chars().map(safe).take(40 - OWN_BOOKMARK.len()).collect()
}

/// The name of the bookmark of a block.
pub(in crate::docx) fn bookmark(id: &str) -> String {
    format!("{OWN_BOOKMARK}{}", mended(id))
}

/// Where a block comes in, and the blank line of the fresh report that comes with it, when the document has none
/// there: a blank line before a block belongs to it, and one behind its place belongs to what follows.
fn place_of(desk: &Desk, fresh: &Fresh, before: usize, place: usize, room: &Room) -> (usize, Option<usize>) {
    let is_line = |at: usize| is_blank(&fresh.outline, at, Some(&fresh.styles));
    let blank = |at: usize| is_blank(&desk.outline, at, None);
    let here = position(&desk.outline, before);
    let own = place.checked_sub(1).filter(|at| is_line(*at));
    let last_is_blank = before.checked_sub(1).is_some_and(blank);
    match own {
        _ if room.taken.contains(&here) => (here, own),
        own if last_is_blank && !room.removed.contains(&before) && has_line(desk, fresh, before) => {
            (position(&desk.outline, before - 1), own)
        }
        Some(_) if last_is_blank => (here, None),
        Some(_) if blank(before) => (position(&desk.outline, before + 1), None),
        own => (here, own),
    }
}

/// Whether a blank line belongs before a block of the document: the fresh report has one there, or its style asks
/// for one.
fn has_line(desk: &Desk, fresh: &Fresh, at: usize) -> bool {
    let tree = desk.outline.blocks.get(at).and_then(|block| desk.outline.tree(block).ok());
    let Some(tree) = tree else { return false };
    let place = hints(&tree).iter().find_map(|id| fresh.places.get(id).copied());
    if let Some(place) = place {
        return place.checked_sub(1).is_some_and(|at| is_blank(&fresh.outline, at, Some(&fresh.styles)));
    }
    let style = style_of(&tree).and_then(|id| desk.styles.get(id)).map_or("", String::as_str);
    style == "signature"
}

/// Whether a block is an empty paragraph; by the names of styles, one in the style of blank lines.
fn is_blank(outline: &Outline, at: usize, styles: Option<&BTreeMap<String, String>>) -> bool {
    let Some(block) = outline.blocks.get(at).filter(|block| block.form == Form::Paragraph) else {
        return false;
    };
    let Ok(tree) = outline.tree(block) else { return false };
    let style = |styles: &BTreeMap<String, String>| {
        style_of(&tree).and_then(|id| styles.get(id)).is_some_and(|name| name == BLANK)
    };
    of_paragraphs(&tree).is_empty() && styles.is_none_or(style)
}

/// The byte of the document before which a block comes in: between the block before and the one after, outside of
/// what holds only one of them.
pub(in crate::docx) fn position(outline: &Outline, before: usize) -> usize {
    let path = |at: usize| outline.blocks.get(at).map(|part: &Part| part.path.as_slice());
    let last = before.checked_sub(1).and_then(path);
    let Some(next) = path(before) else { return outline.end };
    let shared = last.map_or(0, |last| last.iter().zip(next).take_while(|(a, b)| a == b).count());
    let mut span: &Span = &outline.body;
    for place in next.iter().take(shared + 1) {
        match span.children.get(*place) {
            Some(child) => span = child,
            None => return outline.end,
        }
    }
    span.range.start
}

/// The XML of a block of the fresh report as it stands in the document.
pub(in crate::docx) fn graft(
    desk: &mut Desk,
    fresh: &mut Fresh,
    place: usize,
    splices: &[Splice],
    names: &mut BTreeSet<String>,
) -> Result<String, Fault> {
    let block = fresh.outline.blocks.get(place).ok_or("no such block")?;
    let mut tree = fresh.outline.tree(block)?;
    if block.form == Form::Paragraph && !splices.is_empty() {
        let lines: Vec<Vec<usize>> = (0..tree.children.len()).map(|place| vec![place]).collect();
        let how = How { track: false, moment: jiff::civil::DateTime::constant(1980, 1, 1, 0, 0, 0, 0) };
        let latin = styles::named(&fresh.styles, styles::LATIN);
        rewrite(&mut tree, &lines, "", splices, &mut Pen::new(&how, latin, BTreeSet::new()));
    }
    styles::map(desk, fresh, &mut tree);
    carry(desk, fresh, &mut tree)?;
    renumber(&mut tree, names, &mut desk.pen, &mut BTreeMap::new());
    if desk.pen.track {
        mark_inserted(&mut tree, &mut desk.pen);
    }
    Ok(tree.elements().map(Element::to_xml).collect())
}

/// Gives bookmarks new numbers. One whose name the document has already is left out: it would be no hint.
pub(in crate::docx) fn renumber(
    element: &mut Element,
    names: &mut BTreeSet<String>,
    pen: &mut Pen,
    numbers: &mut BTreeMap<String, Option<String>>,
) {
    element.children.retain_mut(|node| {
        let Node::Element(child) = node else { return true };
        let id = child.attribute("w:id").unwrap_or_default().to_owned();
        let new = match child.name.as_str() {
            "w:bookmarkStart" => {
                let name = child.attribute("w:name").unwrap_or_default().to_owned();
                let new = names.insert(name).then(|| pen.number());
                numbers.insert(id, new.clone());
                new
            }
            "w:bookmarkEnd" => numbers.get(&id).cloned().flatten(),
            _ => {
                renumber(child, names, pen, numbers);
                return true;
            }
        };
        new.as_ref().into_iter().for_each(|new| child.set("w:id", new));
        new.is_some()
    });
}

/// Marks a block as inserted: its runs and the ends of its paragraphs, or its rows.
fn mark_inserted(tree: &mut Element, pen: &mut Pen) {
    for element in tree.elements_mut() {
        match element.name.as_str() {
            "w:p" => mark_paragraph(element, pen),
            "w:tbl" => {
                for (row, _) in rows(element, &[]) {
                    if let Some(row) = element.at_mut(&row) {
                        super::rows::mark_row(row, pen.change("w:ins"));
                    }
                }
            }
            _ => (),
        }
    }
}

pub(super) fn mark_paragraph(paragraph: &mut Element, pen: &mut Pen) {
    let nodes = std::mem::take(&mut paragraph.children).into_iter().map(|node| match node {
        Node::Element(run) if run.name == "w:r" => Node::Element(pen.change("w:ins").holding(run)),
        other => other,
    });
    paragraph.children = nodes.collect();
    super::fold::fold(paragraph);
    let mark = pen.change("w:ins");
    mark_end(paragraph, mark);
}

fn hints(element: &Element) -> Vec<String> {
    let own = hint(element);
    own.into_iter().chain(element.elements().flat_map(hints)).collect()
}

/// The names of our bookmarks in a part.
pub(in crate::docx) fn bookmark_names(part: &str) -> BTreeSet<String> {
    let names = part.split(OWN_BOOKMARK).skip(1).filter_map(|rest| rest.split(['"', '\'']).next());
    names.map(|name| format!("{OWN_BOOKMARK}{name}")).collect()
}
