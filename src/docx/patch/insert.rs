//! Blocks of the fresh report → grafted between those of the document, with what they need and under numbers of
//! their own.

use std::collections::{BTreeMap, BTreeSet};

use super::carry::carry;
use super::gaps::Item;
use super::marks::mark_end;
use super::pen::{How, Pen};
use super::plan::{Coming, Plan};
use super::remove;
use super::rewrite::rewrite;
use super::sections::{self, Sections, Turned, lies};
use super::styles;
use super::units::{Unit, unit_of, units};
use super::work::Works;
use super::{Desk, Fault, boxes, restyle};
use crate::docx::names::Names;
use crate::docx::outline::{
    Form, OWN_BOOKMARK, Outline, Part, TEXT_BOX, hints, is_pending, of_paragraphs, rows,
};
use crate::docx::pieces::{pieces, places, text as shown};
use crate::docx::read::{open, style_names};
use crate::model::revision::Splice;
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
    /// What comes in as a whole, and of which each block is part.
    pub(super) units: Vec<Unit>,
    pub(super) unit_of: Vec<usize>,
}

impl<'f> Fresh<'f> {
    pub(super) fn open(bytes: &'f [u8]) -> Result<Self, Fault> {
        let mut store = open(bytes)?;
        let part = main(&mut store)?;
        let styles = style_names(&mut store, &part)?;
        let outline = Outline::of(store.text(&part)?, &styles)?;
        Fresh::with(store, part, styles, outline)
    }

    /// The same with every table as one block.
    pub(in crate::docx) fn whole(bytes: &'f [u8]) -> Result<Self, Fault> {
        let mut store = open(bytes)?;
        let part = main(&mut store)?;
        let styles = style_names(&mut store, &part)?;
        let outline = Outline::whole(store.text(&part)?)?;
        Fresh::with(store, part, styles, outline)
    }

    fn with(
        mut store: Store<'f>,
        part: String,
        styles: BTreeMap<String, String>,
        outline: Outline,
    ) -> Result<Self, Fault> {
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
        let units = units(&outline, &styles)?;
        let unit_of = unit_of(&units, outline.blocks.len());
        Ok(Fresh { store, part, outline, styles, definitions, places, units, unit_of })
    }

    /// The paragraph that the box of 版记 hangs on.
    pub(super) fn boxed(&self) -> Option<usize> {
        let host = self.outline.hosts.iter().find(|host| host.form == Form::Paragraph)?;
        host.blocks.start.checked_sub(1)
    }

    /// A block as a tree.
    pub(super) fn tree(&self, block: usize) -> Result<Element, Fault> {
        Ok(self.outline.tree(self.outline.blocks.get(block).ok_or("no such block")?)?)
    }

    /// A unit as a tree: its block, or the table or paragraph that gathers it.
    fn unit_tree(&self, unit: usize) -> Result<Element, Fault> {
        let unit = self.units.get(unit).ok_or("no such unit")?;
        let table = unit.host.and_then(|host| self.outline.hosts.get(host));
        match table.filter(|host| host.form == Form::Table) {
            Some(host) => {
                let mut root = Element::default();
                root.children.push(Node::Element(self.outline.element(&host.range)?));
                Ok(root)
            }
            None => self.tree(unit.blocks.start),
        }
    }

    /// The block of an id.
    pub(in crate::docx) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(&mended(id)).copied()
    }

    /// Whether a block is a blank line.
    pub(in crate::docx) fn is_blank(&self, at: usize) -> bool {
        let tree = self.tree(at).unwrap_or_default();
        let style = crate::docx::read::style_of(&tree).and_then(|id| self.styles.get(id));
        is_empty(&self.outline, at) && style.is_some_and(|name| name == styles::BLANK)
    }

    /// Whether a block is an empty paragraph, whatever its style.
    pub(in crate::docx) fn is_empty(&self, at: usize) -> bool {
        is_empty(&self.outline, at)
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

/// Grafts what comes in, with the empty paragraphs that belong to it.
pub(super) fn insert(
    desk: &mut Desk,
    fresh: &mut Fresh,
    plan: &Plan,
    works: &mut Works,
) -> Result<(), Fault> {
    // Names of blocks that go are free again.
    let mut names = bookmark_names(&replaced(&desk.outline.xml, desk.changes.clone()));
    let pages = Sections::of(&fresh.outline)?;
    let theirs = if pages.any_lies() { Some(Sections::of(&desk.outline)?) } else { None };
    let mut turned: Option<Turned> = None;
    for (number, (item, unit)) in plan.gaps.items.iter().copied().enumerate() {
        let before = plan.theirs.get(unit).map_or(desk.outline.blocks.len(), |unit| unit.blocks.start);
        let at = position(&desk.outline, before);
        let coming = match item {
            Item::Coming(index) => plan.coming.get(index),
            Item::Blank(blank) => {
                let place = fresh.units.get(blank).map(|unit| unit.blocks.start).ok_or("no such line")?;
                // An empty line before pages that lie otherwise belongs to none of them.
                if turned.as_ref().is_none_or(|turned| turned.before == before) {
                    let xml = graft(desk, fresh, place, &[], &mut names)?;
                    desk.changes.push((at..at, xml));
                }
                continue;
            }
        };
        let Some(coming) = coming else { continue };
        let place = fresh.units.get(coming.unit).map(|unit| unit.blocks.start).ok_or("no such unit")?;
        let is_new = coming.splices.is_empty() && coming.moved.is_empty();
        if is_new && restore(desk, &fresh.outline, before, place)? {
            continue;
        }
        let page = theirs
            .as_ref()
            .map(|theirs| theirs.at(before))
            .filter(|page| lies(page) != lies(pages.at(place)));
        if let Some(done) = turned.take_if(|turned| turned.before != before || page.is_none()) {
            // What comes at the same place stands behind it.
            let last = done.last && done.before != before;
            sections::end(desk, fresh, Turned { last, ..done })?;
        }
        if let (Some(page), None) = (page, &turned) {
            let own = theirs.as_ref().and_then(|theirs| theirs.like(lies(pages.at(place)))).cloned();
            let last = plan.theirs.iter().skip(unit).all(|unit| {
                unit.section.is_none() && (unit.blank.is_some() || plan.removed.contains(&unit.blocks.start))
            });
            let new = Turned {
                before,
                at,
                own: own.is_some(),
                section: own.unwrap_or_else(|| pages.at(place).clone()),
                last,
            };
            sections::begin(desk, fresh, &new, page);
            turned = Some(new);
        }
        let whole = fresh.units.get(coming.unit).is_some_and(|unit| unit.host.is_some());
        let mut xml = if whole || !coming.moved.is_empty() {
            gathered(desk, fresh, plan, coming, works, &mut names)?
        } else {
            graft(desk, fresh, place, &coming.splices, &mut names)?
        };
        let loose = matches!(item, Item::Coming(index) if plan.gaps.loose.contains(&index));
        let more = plan.gaps.items.get(number + 1).is_some_and(|(_, next)| *next == unit);
        if !more && loose && needs_line(desk, fresh, before, place, plan) {
            xml += &sections::line(desk, fresh, None);
        }
        desk.changes.push((at..at, xml));
    }
    turned.map_or(Ok(()), |done| sections::end(desk, fresh, done))
}

/// Whether a block is a table that would stand before another, or at the end.
fn needs_line(desk: &Desk, fresh: &Fresh, before: usize, place: usize, plan: &Plan) -> bool {
    let is_table =
        |outline: &Outline, at: usize| outline.blocks.get(at).is_none_or(|next| next.form == Form::Table);
    let next =
        (before..desk.outline.blocks.len()).find(|at| !plan.removed.contains(at)).unwrap_or(usize::MAX);
    is_table(&fresh.outline, place) && is_table(&desk.outline, next)
}

/// A table or box of the fresh report with the blocks of the document that stand in it, or one such block alone.
fn gathered(
    desk: &mut Desk,
    fresh: &mut Fresh,
    plan: &Plan,
    coming: &Coming,
    works: &mut Works,
    names: &mut BTreeSet<String>,
) -> Result<String, Fault> {
    let mut tree = fresh.unit_tree(coming.unit)?;
    let ids: BTreeMap<usize, &String> = fresh.places.iter().map(|(id, place)| (*place, id)).collect();
    let way = |block: &usize| ids.get(block).and_then(|id| way_to(&tree, id));
    let ways: Vec<(Vec<usize>, usize)> =
        coming.moved.iter().filter_map(|(block, theirs)| Some((way(block)?, *theirs))).collect();
    styles::map(desk, fresh, &mut tree);
    carry(desk, fresh, &mut tree)?;
    renumber(&mut tree, names, &mut desk.pen, &mut BTreeMap::new());
    if desk.pen.track {
        let moved: Vec<&Vec<usize>> = ways.iter().map(|(way, _)| way).collect();
        mark_members(&mut tree, &mut Vec::new(), &moved, &mut desk.pen);
    }
    let mut lines = 0;
    let others: Vec<(usize, Option<usize>)> =
        coming.from.iter().flat_map(|unit| plan.others(&desk.outline, *unit)).collect();
    // From the last to the first, so that the ways to what comes before stay right.
    let mut ways = ways;
    ways.sort();
    for (way, theirs) in ways.into_iter().rev() {
        let work = works.remove(&theirs).unwrap_or_default();
        let mut moved = desk.worked(theirs, &work)?;
        let style = tree.at(&way).and_then(|paragraph| paragraph.child("w:pPr")?.child("w:pStyle").cloned());
        let new = style.as_ref().and_then(|style| style.attribute("w:val")).map(str::to_owned);
        if let Some(new) = new {
            let known = |id: &str| desk.styles.get(id).map_or("", String::as_str);
            if restyle::is_akin(restyle::name(&moved, &desk.styles), known(&new)) {
                restyle::dress(&mut moved, &new);
            }
        }
        without_section(&mut moved);
        let mut nodes = moved.children;
        for (other, _) in others.iter().filter(|(_, of)| *of == Some(theirs)) {
            let work = works.remove(other).unwrap_or_default();
            let other_first = *other < theirs;
            let moved_other = desk.worked(*other, &work)?;
            let at = if other_first { 0 } else { nodes.len() };
            nodes.splice(at..at, moved_other.children);
            lines += 1;
        }
        let Some((place, parent)) = way.split_last() else { continue };
        if let Some(parent) = tree.at_mut(parent) {
            parent.children.splice(*place..=*place, nodes);
        }
    }
    let remarks = desk.left_behind(plan, coming)?;
    remove::settle(&mut tree, &remarks, None);
    boxes::widen(&mut tree, lines);
    boxes::mirror(&mut tree);
    for text in &coming.remarks {
        super::comments::pin(desk, &mut tree, text)?;
    }
    Ok(tree.elements().map(Element::to_xml).collect())
}

/// The way to the paragraph that carries a bookmark.
fn way_to(element: &Element, id: &str) -> Option<Vec<usize>> {
    for (place, child) in places(element) {
        let found = match child.name.as_str() {
            "mc:Fallback" => None,
            // A box is inside a paragraph; its own paragraphs are sought before that.
            "w:p" if hints(child).iter().any(|hint| hint == id) => Some(Vec::new()),
            _ => way_to(child, id),
        };
        if let Some(mut way) = found {
            way.insert(0, place);
            return Some(way);
        }
    }
    None
}

/// A section does not end inside a table or box.
fn without_section(tree: &mut Element) {
    for properties in
        tree.elements_mut().flat_map(Element::elements_mut).filter(|child| child.name == "w:pPr")
    {
        properties.children.retain(|node| !matches!(node, Node::Element(child) if child.name == "w:sectPr"));
    }
}

/// Marks the paragraphs that are new as inserted.
fn mark_members(element: &mut Element, way: &mut Vec<usize>, moved: &[&Vec<usize>], pen: &mut Pen) {
    for place in 0..element.children.len() {
        let Some(Node::Element(child)) = element.children.get_mut(place) else { continue };
        way.push(place);
        let is_anchor = child.any(&|inner| inner.name == TEXT_BOX);
        if child.name == "w:p" && !is_anchor {
            if !moved.contains(&&*way) && !of_paragraph(child).is_empty() {
                mark_paragraph(child, pen);
            }
        } else {
            mark_members(child, way, moved, pen);
        }
        way.pop();
    }
}

fn of_paragraph(paragraph: &Element) -> Vec<crate::docx::pieces::Piece> {
    pieces(paragraph, &[Vec::new()], "")
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

/// The ids of the blocks in the boxes of a tree.
pub(super) fn boxed_hints(element: &Element) -> Vec<String> {
    let inner = element.elements().filter(|child| child.name != "mc:Fallback");
    inner.flat_map(|child| if child.name == TEXT_BOX { hints(child) } else { boxed_hints(child) }).collect()
}

/// The id as a bookmark can carry it.
pub(super) fn mended(id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    id.chars().map(safe).take(40 - OWN_BOOKMARK.len()).collect()
}

/// The name of the bookmark of a block.
pub(in crate::docx) fn bookmark(id: &str) -> String {
    format!("{OWN_BOOKMARK}{}", mended(id))
}

/// Whether a block is an empty paragraph.
pub(super) fn is_empty(outline: &Outline, at: usize) -> bool {
    let paragraph = outline.blocks.get(at).filter(|block| block.form == Form::Paragraph);
    let tree = paragraph.and_then(|block| outline.tree(block).ok());
    tree.is_some_and(|tree| of_paragraphs(&tree).is_empty())
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

/// The names of our bookmarks in a part.
pub(in crate::docx) fn bookmark_names(part: &str) -> BTreeSet<String> {
    let names = part.split(OWN_BOOKMARK).skip(1).filter_map(|rest| rest.split(['"', '\'']).next());
    names.map(|name| format!("{OWN_BOOKMARK}{name}")).collect()
}
