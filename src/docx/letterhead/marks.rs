//! The paragraphs of 发文机关标志 in an office's document → where the names of organs stand in them, and those that no organ of
//! the report takes away.

use std::ops::Range;

use super::left::is_placeholder;
use super::names::Names;
use super::signs::MASKED_MARK;
use crate::docx::kinds::Kind;
use crate::docx::views::{View, is_kind};
use crate::package::xml::{Element, Node};

/// The part of a mark that a mask, or the word for it, holds for the name of an organ, by its bytes.
pub(super) fn place(text: &str, names: &Names) -> Option<Range<usize>> {
    let masked = MASKED_MARK.captures(text).and_then(|found| found.get(1)).map(|organ| organ.range());
    let word = || {
        let alone =
            Some(text.trim()).filter(|word| names.exact(word).is_some() && is_placeholder(word, names));
        let organ = names.organ(text).or(alone)?;
        text.find(organ).map(|at| at..at + organ.len())
    };
    masked.or_else(word)
}

/// Sets what is left in a box at the middle of its height, where it stands fast on its sheet: the word of the mark beside
/// it and the line below stay in their places.
pub(super) fn centre(tree: &mut Element, path: &[usize]) {
    let shape = (1..path.len()).rev().filter_map(|end| path.get(..end)).find(|outer| {
        tree.at(outer).is_some_and(|outer| outer.name == "wps:wsp" || outer.attribute("style").is_some())
    });
    let Some(shape) = shape.and_then(|path| tree.at_mut(path)) else { return };
    for body in shape.elements_mut().filter(|child| child.name == "wps:bodyPr") {
        body.set("anchor", "ctr");
        body.children.clear();
    }
    if let Some(style) = shape.attribute("style").map(str::to_owned) {
        shape.set("style", format!("{style};v-text-anchor:middle"));
    }
}

/// Takes a paragraph away: with its row where it is the only one there, its words alone where its box or block would be
/// without any.
pub(super) fn drop_spare(tree: &mut Element, path: &[usize]) {
    let row = (1..path.len()).rev().find(|end| {
        let element = path.get(..*end).and_then(|outer| tree.at(outer));
        element.is_some_and(|element| element.is(Kind::Row) && element.all(Kind::Cell).count() == 1)
    });
    let alone = |outer: &[usize]| {
        let holder = tree.at(outer);
        holder.is_none_or(|holder| holder.all(Kind::Paragraph).nth(1).is_none())
    };
    let Some((at, outer)) = path.split_last() else { return };
    let (at, outer) = match row {
        Some(end) if alone(outer) => match path.get(..end).and_then(<[usize]>::split_last) {
            Some((at, outer)) => (at, outer),
            None => return,
        },
        _ => (at, outer),
    };
    let removed = !outer.is_empty() && (row.is_some() || !alone(outer));
    let Some(holder) = tree.at_mut(outer) else { return };
    match holder.children.get_mut(*at) {
        // In place of the block nothing stands.
        Some(node) if outer.is_empty() => *node = Node::Text(String::new()),
        Some(_) if removed => drop(holder.children.remove(*at)),
        Some(Node::Element(paragraph)) => {
            paragraph.children.retain(|node| is_kind(node, Kind::ParagraphFormat));
        }
        _ => (),
    }
}
