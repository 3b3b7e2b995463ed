//! Blocks that stay, in a table or box that others leave or join → moved as they are into the table of the fresh report.

use std::collections::{BTreeMap, BTreeSet};

use super::carry::carry;
use super::fresh::Fresh;
use super::insert::{mark_inserted, mark_paragraph, renumber};
use super::pen::Pen;
use super::plan::{Coming, Plan};
use super::rows::strip;
use super::work::{BlockWork, Works};
use crate::docx::edit::{Editor, Fault, boxes, carry as carrying, marks, remove, restyle, styles};
use crate::docx::kinds::Kind;
use crate::docx::read::outline::{Form, hints, of_paragraphs};
use crate::docx::read::pieces::{pieces, places};
use crate::docx::views::{Paragraph, View, line};
use crate::package::xml::{Element, Node};

/// A table of the fresh report with the blocks of the document that stand in it, or one such block alone.
pub(super) fn gathered(
    editor: &mut Editor,
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
    styles::map(editor, fresh, &mut tree);
    carry(editor, fresh, &mut tree)?;
    renumber(&mut tree, names, &mut editor.pen, &mut BTreeMap::new());
    if editor.pen.track {
        let moved: Vec<&Vec<usize>> = ways.iter().map(|(way, _)| way).collect();
        mark_members(&mut tree, &mut Vec::new(), &moved, &mut editor.pen);
    }
    let others: Vec<(usize, Option<usize>)> =
        coming.from.iter().flat_map(|unit| plan.others(&editor.outline, *unit)).collect();
    // From the last to the first, so that the ways to what comes before stay right.
    let mut ways = ways;
    ways.sort();
    for (way, theirs) in ways.into_iter().rev() {
        // One without work is moved as it is.
        let work = works.remove(&theirs).unwrap_or_default();
        let mut moved = editor.worked(theirs, &work)?;
        let style =
            tree.at(&way).and_then(|paragraph| Paragraph(paragraph).property(Kind::ParagraphStyle).cloned());
        let new = style.as_ref().and_then(|style| style.val()).map(str::to_owned);
        if let Some(new) = new {
            let known = |id: &str| editor.styles.get(id).map_or("", String::as_str);
            if restyle::is_akin(restyle::name(&moved, &editor.styles), known(&new)) {
                restyle::dress(&mut moved, &new);
            }
        }
        without_section(&mut moved);
        if editor.pen.track && coming.is_one(fresh) {
            strip(&mut moved);
            mark_inserted(&mut moved, &mut editor.pen);
        }
        let mut nodes = moved.children;
        for (other, _) in others.iter().filter(|(_, of)| *of == Some(theirs)) {
            let work = works.remove(other).unwrap_or_default();
            let other_first = *other < theirs;
            let moved_other = editor.worked(*other, &work)?;
            let at = if other_first { 0 } else { nodes.len() };
            nodes.splice(at..at, moved_other.children);
        }
        let (place, parent) = way.split_last().ok_or(Fault::NoUnit)?;
        let parent = tree.at_mut(parent).ok_or(Fault::NoUnit)?;
        parent.children.splice(*place..=*place, nodes);
    }
    let remarks = editor.left_behind(plan, coming)?;
    remove::settle(&mut tree, &remarks, None);
    for text in &coming.remarks {
        super::comments::pin(editor, &mut tree, text)?;
    }
    Ok(tree.elements().map(Element::to_xml).collect())
}

/// The way to the paragraph that carries a bookmark.
fn way_to(element: &Element, id: &str) -> Option<Vec<usize>> {
    for (place, child) in places(element) {
        let found = match child.kind() {
            Kind::Fallback => None,
            // A box is inside a paragraph; its own paragraphs are looked for before that.
            Kind::Paragraph if hints(child).iter().any(|hint| hint == id) => Some(Vec::new()),
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
        tree.elements_mut().flat_map(Element::elements_mut).filter(|child| child.is(Kind::ParagraphFormat))
    {
        properties.drop_all(Kind::Section);
    }
}

/// Marks the paragraphs that are new as inserted.
fn mark_members(element: &mut Element, way: &mut Vec<usize>, moved: &[&Vec<usize>], pen: &mut Pen) {
    for place in 0..element.children.len() {
        let Some(Node::Element(child)) = element.children.get_mut(place) else { continue };
        way.push(place);
        let is_anchor = child.any(&|inner| inner.is(Kind::TextBox));
        if child.is(Kind::Paragraph) && !is_anchor {
            if !moved.contains(&&*way) && !of_paragraph(child).is_empty() {
                mark_paragraph(child, pen);
            }
        } else {
            mark_members(child, way, moved, pen);
        }
        way.pop();
    }
}

fn of_paragraph(paragraph: &Element) -> Vec<crate::docx::read::pieces::Piece> {
    pieces(paragraph, &[Vec::new()], "")
}

impl Editor<'_> {
    /// Takes the units out whose blocks are moved or gone.
    pub(super) fn dissolve(&mut self, plan: &Plan) -> Result<(), Fault> {
        for number in &plan.dissolved {
            let unit = plan.theirs.get(*number).ok_or(Fault::NoUnit)?;
            let host = unit.host.and_then(|host| self.outline.hosts.get(host)).cloned();
            let Some(host) = host.filter(|host| host.form == Form::Table) else {
                let block = self.outline.blocks.get(unit.blocks.start).cloned().ok_or(Fault::NoBlock)?;
                let mut tree = self.outline.tree(&block)?;
                if self.pen.track && unit.host.is_none() {
                    self.take(&block, tree, &BlockWork { removed: true, ..BlockWork::default() });
                    continue;
                }
                let boxed = plan.is_box(&self.outline, *number);
                if boxed {
                    carrying::named(&tree, &mut self.released);
                    boxes::take_out(&mut tree);
                }
                let stays = boxed && !of_paragraphs(&tree).is_empty();
                for (range, node) in block.ranges.iter().zip(&tree.children) {
                    let Node::Element(element) = node else { continue };
                    let left = if stays { Some(element.clone()) } else { section_line(element) };
                    let xml = left.map(|left| left.to_xml()).unwrap_or_default();
                    self.changes.push((range.clone(), xml));
                }
                continue;
            };
            carrying::named(&self.outline.element(&host.range)?, &mut self.released);
            self.changes.push((host.range, String::new()));
        }
        Ok(())
    }

    /// The remarks in what a table or box loses, for the one that takes its place.
    fn left_behind(&mut self, plan: &Plan, coming: &Coming) -> Result<Vec<Element>, Fault> {
        let mut remarks = Vec::new();
        for unit in coming.from.iter().filter_map(|unit| plan.theirs.get(*unit)) {
            for at in unit.blocks.clone().filter(|at| plan.removed.contains(at)) {
                let block = self.outline.blocks.get(at).ok_or(Fault::NoBlock)?;
                remarks.extend(marks::orphans(&self.outline.tree(block)?).1);
            }
        }
        Ok(remarks)
    }
}

/// What a paragraph leaves that ended a section.
fn section_line(paragraph: &Element) -> Option<Element> {
    Some(line(None, Some(Paragraph(paragraph).section()?.clone())))
}
