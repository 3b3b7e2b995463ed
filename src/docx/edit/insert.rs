//! Blocks of the fresh report → grafted between those of the document, with what they need and under numbers of
//! their own.

use std::collections::{BTreeMap, BTreeSet};

use super::carry::carry;
use super::fresh::Fresh;
use super::gaps::Item;
use super::members::gathered;
use super::pen::{How, Pen};
use super::plan::Plan;
use super::remove;
use super::rewrite::rewrite;
use super::sections::{self, Sections, Turned, kind};
use super::styles;
use super::work::Works;
use crate::docx::edit::{Editor, Fault};
use crate::docx::kinds::Kind;
use crate::docx::read::outline::{Form, OWN_BOOKMARK, Outline, Part, is_pending, of_paragraphs, rows};
use crate::docx::read::pieces::{pieces, text as shown};
use crate::docx::views::{Paragraph, View};
use crate::model::revision::Splice;
use crate::package::spans::{Span, replaced};
use crate::package::xml::{Element, Node};

/// Grafts what comes in, with the empty paragraphs that belong to it.
pub(super) fn insert(
    editor: &mut Editor,
    fresh: &mut Fresh,
    plan: &Plan,
    works: &mut Works,
) -> Result<(), Fault> {
    // Names of blocks that go are free again.
    let mut names = bookmark_names(&replaced(&editor.outline.xml, editor.changes.clone()));
    let pages = Sections::of(&fresh.outline)?;
    let theirs = if pages.differ() { Some(Sections::of(&editor.outline)?) } else { None };
    let mut turned: Option<Turned> = None;
    for (number, (item, unit)) in plan.gaps.items.iter().copied().enumerate() {
        let before = plan.theirs.get(unit).map_or(editor.outline.blocks.len(), |unit| unit.blocks.start);
        let at = position(&editor.outline, before);
        let coming = match item {
            Item::Coming(index) => plan.coming.get(index).ok_or(Fault::NoUnit)?,
            Item::Blank(blank) => {
                let place = fresh.units.get(blank).map(|unit| unit.blocks.start).ok_or(Fault::NoLine)?;
                let page = theirs.as_ref().map(|theirs| theirs.at(before));
                // A line may be the first of pages that lie otherwise.
                if let Some(page) =
                    page.filter(|page| turned.is_none() && kind(page) != kind(pages.at(place)))
                {
                    let new = turn(theirs.as_ref(), pages.at(place), plan, unit, (before, at));
                    sections::begin(editor, fresh, &new, page);
                    turned = Some(new);
                }
                // An empty line before pages that lie otherwise belongs to none of them.
                if turned.as_ref().is_none_or(|turned| turned.before == before) {
                    let xml = graft(editor, fresh, place, &[], &mut names)?;
                    editor.changes.push((at..at, xml));
                }
                continue;
            }
        };
        let place = fresh.units.get(coming.unit).map(|unit| unit.blocks.start).ok_or(Fault::NoUnit)?;
        let is_new = coming.splices.is_empty() && coming.moved.is_empty();
        if is_new && restore(editor, &fresh.outline, before, place)? {
            continue;
        }
        let page = theirs
            .as_ref()
            .map(|theirs| theirs.at(before))
            .filter(|page| kind(page) != kind(pages.at(place)));
        if let Some(done) = turned.take_if(|turned| turned.before != before || page.is_none()) {
            // What comes at the same place stands behind it.
            let last = done.last && done.before != before;
            sections::end(editor, fresh, Turned { last, ..done })?;
        }
        if let (Some(page), None) = (page, &turned) {
            let new = turn(theirs.as_ref(), pages.at(place), plan, unit, (before, at));
            sections::begin(editor, fresh, &new, page);
            turned = Some(new);
        }
        let whole = fresh.units.get(coming.unit).is_some_and(|unit| unit.host.is_some());
        let mut xml = if whole || !coming.moved.is_empty() {
            gathered(editor, fresh, plan, coming, works, &mut names)?
        } else {
            graft(editor, fresh, place, &coming.splices, &mut names)?
        };
        let loose = matches!(item, Item::Coming(index) if plan.gaps.loose.contains(&index));
        let more = plan.gaps.items.get(number + 1).is_some_and(|(_, next)| *next == unit);
        if !more && loose && needs_line(editor, fresh, before, place, plan) {
            xml += &sections::line(editor, fresh, None);
        }
        editor.changes.push((at..at, xml));
    }
    turned.map_or(Ok(()), |done| sections::end(editor, fresh, done))
}

/// The pages that begin before a unit: the document's own of that kind where it has some.
fn turn(
    theirs: Option<&Sections>,
    page: &Element,
    plan: &Plan,
    unit: usize,
    (before, at): (usize, usize),
) -> Turned {
    let own = theirs.and_then(|theirs| theirs.like(page)).cloned();
    let last = plan.theirs.iter().skip(unit).all(|unit| {
        unit.section.is_none() && (unit.blank.is_some() || plan.removed.contains(&unit.blocks.start))
    });
    let (is_own, section) = (own.is_some(), own.unwrap_or_else(|| page.clone()));
    Turned { before, at, own: is_own, section, last }
}

/// Whether a block is a table that would stand before another, or at the end.
fn needs_line(editor: &Editor, fresh: &Fresh, before: usize, place: usize, plan: &Plan) -> bool {
    let is_table =
        |outline: &Outline, at: usize| outline.blocks.get(at).is_none_or(|next| next.form == Form::Table);
    let next =
        (before..editor.outline.blocks.len()).find(|at| !plan.removed.contains(at)).unwrap_or(usize::MAX);
    is_table(&fresh.outline, place) && is_table(&editor.outline, next)
}

/// Where the program itself has struck out the same paragraph and nobody has accepted that yet, it is put back.
fn restore(editor: &mut Editor, fresh: &Outline, before: usize, place: usize) -> Result<bool, Fault> {
    let Some(block) = fresh.blocks.get(place).filter(|block| block.form == Form::Paragraph) else {
        return Ok(false);
    };
    let text = shown(&of_paragraphs(&fresh.tree(block)?));
    let from = before.checked_sub(1).and_then(|last| editor.outline.blocks.get(last)?.ranges.last());
    let from = from.map_or(0, |range| range.end);
    let to = editor
        .outline
        .blocks
        .get(before)
        .and_then(|next| next.ranges.first())
        .map_or(usize::MAX, |r| r.start);
    for range in editor.outline.struck.clone() {
        let free = !editor.changes.iter().any(|(changed, _)| *changed == range);
        if range.start < from || range.end > to || !free {
            continue;
        }
        let mut paragraph = editor.outline.element(&range)?;
        if is_pending(&paragraph) || !remove::unstrike(&mut paragraph) {
            continue;
        }
        if shown(&pieces(&paragraph, &[Vec::new()], "")) == text {
            editor.changes.push((range, paragraph.to_xml()));
            return Ok(true);
        }
    }
    Ok(false)
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
    editor: &mut Editor,
    fresh: &mut Fresh,
    place: usize,
    splices: &[Splice],
    names: &mut BTreeSet<String>,
) -> Result<String, Fault> {
    let block = fresh.outline.blocks.get(place).ok_or(Fault::NoBlock)?;
    let mut tree = fresh.outline.tree(block)?;
    if block.form == Form::Paragraph && !splices.is_empty() {
        let lines: Vec<Vec<usize>> = (0..tree.children.len()).map(|place| vec![place]).collect();
        let how = How { track: false, moment: jiff::civil::DateTime::constant(1980, 1, 1, 0, 0, 0, 0) };
        let latin = styles::named(&fresh.styles, styles::LATIN);
        rewrite(&mut tree, &lines, "", splices, &mut Pen::new(&how, latin, BTreeSet::new()))?;
    }
    styles::map(editor, fresh, &mut tree);
    carry(editor, fresh, &mut tree)?;
    renumber(&mut tree, names, &mut editor.pen, &mut BTreeMap::new());
    if editor.pen.track {
        mark_inserted(&mut tree, &mut editor.pen);
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
        let id = child.id().unwrap_or_default().to_owned();
        let new = match child.kind() {
            Kind::BookmarkStart => {
                let name = child.attribute("w:name").unwrap_or_default().to_owned();
                let new = names.insert(name).then(|| pen.number());
                numbers.insert(id, new.clone());
                new
            }
            Kind::BookmarkEnd => numbers.get(&id).cloned().flatten(),
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
pub(super) fn mark_inserted(tree: &mut Element, pen: &mut Pen) {
    for element in tree.elements_mut() {
        match element.kind() {
            Kind::Paragraph => mark_paragraph(element, pen),
            Kind::Table => {
                for (row, _) in rows(element, &[]) {
                    if let Some(row) = element.at_mut(&row) {
                        super::rows::mark_row(row, pen.change(Kind::Inserted));
                    }
                }
            }
            _ => (),
        }
    }
}

pub(super) fn mark_paragraph(paragraph: &mut Element, pen: &mut Pen) {
    let nodes = std::mem::take(&mut paragraph.children).into_iter().map(|node| match node {
        Node::Element(run) if run.is(Kind::Run) => Node::Element(pen.change(Kind::Inserted).holding(run)),
        other => other,
    });
    paragraph.children = nodes.collect();
    super::fold::fold(paragraph);
    let mark = pen.change(Kind::Inserted);
    Paragraph(paragraph).mark_end(mark);
}

/// The names of our bookmarks in a part.
pub(in crate::docx) fn bookmark_names(part: &str) -> BTreeSet<String> {
    let names = part.split(OWN_BOOKMARK).skip(1).filter_map(|rest| rest.split(['"', '\'']).next());
    names.map(|name| format!("{OWN_BOOKMARK}{name}")).collect()
}
