//! A block that goes → nothing, or the block struck out where changes are tracked; what reaches beyond it stays.
//!
//! ```xml
//! <w:p><w:pPr><w:rPr><w:del …/></w:rPr></w:pPr><w:del …><w:r><w:delText>……</w:delText></w:r></w:del></w:p>
//! ```

use super::marks::orphans;
use super::pen::{Pen, delete, restore};
use super::rewrite::is_bare;
use super::rows::strike_row;
use super::work::BlockWork;
use crate::docx::kinds::Kind;
use crate::docx::read::outline::{is_end_deleted, rows};
use crate::docx::read::pieces::{is_own, pieces};
use crate::docx::views::{Paragraph, View, is_kind};
use crate::package::xml::{Element, Node};

/// Takes the elements of a block away or strikes them out. Where `kept` is made false, only the children of the
/// element are still to be written.
pub(super) fn remove(tree: &mut Element, work: &BlockWork, pen: &mut Pen, kept: &mut [bool]) {
    for (place, kept) in kept.iter_mut().enumerate() {
        let Some(element) = tree.at_mut(&[place]) else { continue };
        match element.kind() {
            _ if !pen.track => *kept = leave(element, work),
            Kind::Paragraph if is_own_paragraph(element) => *kept = leave(element, work),
            Kind::Paragraph => strike(element, pen),
            Kind::Table => {
                let ways: Vec<Vec<usize>> = rows(element, &[]).into_iter().map(|(row, _)| row).collect();
                for way in ways.iter().rev() {
                    strike_row(element, way, pen);
                }
                *kept = element.any(&|inner| inner.is(Kind::Row)) || leave(element, work);
            }
            _ => *kept = leave(element, work),
        }
    }
}

/// Leaves of an element only the marks whose partner stands elsewhere, and the paragraph itself where a section
/// ends with it or tables need it between them.
fn leave(element: &mut Element, work: &BlockWork) -> bool {
    let (marks, _) = orphans(element);
    let mut properties =
        element.get(Kind::ParagraphFormat).cloned().unwrap_or_else(|| Kind::ParagraphFormat.element());
    let section = |node: &Node| is_kind(node, Kind::Section);
    if work.handed_on {
        properties.children.retain(|node| !section(node));
    }
    let stays = element.is(Kind::Paragraph) && (work.hollow || properties.children.iter().any(section));
    element.children.clear();
    if stays {
        element.push(properties);
    }
    element.children.extend(marks.into_iter().map(Node::Element));
    stays
}

/// Whether a paragraph as a whole is an insertion of the program that waits to be accepted.
fn is_own_paragraph(paragraph: &Element) -> bool {
    let mark = Paragraph(paragraph).end();
    let inserted = mark.and_then(|mark| mark.get(Kind::Inserted)).is_some_and(is_own);
    inserted && pieces(paragraph, &[Vec::new()], "").iter().all(|piece| piece.own)
}

/// Strikes out the content of a paragraph and its end, which stays where a section ends with it.
pub(super) fn strike(paragraph: &mut Element, pen: &mut Pen) {
    strike_runs(paragraph, pen);
    let ends_section = paragraph
        .get(Kind::ParagraphFormat)
        .is_some_and(|properties| properties.get(Kind::Section).is_some());
    if !ends_section && !is_end_deleted(paragraph) {
        let mark = pen.change(Kind::Deleted);
        Paragraph(paragraph).mark_end(mark);
    }
}

/// Puts a paragraph back that the program has struck out; whether it is one.
pub(super) fn unstrike(paragraph: &mut Element) -> bool {
    let properties = paragraph.get_mut(Kind::ParagraphFormat);
    let mark = properties.and_then(|properties| properties.get_mut(Kind::Format));
    let Some(mark) = mark else { return false };
    let before = mark.children.len();
    mark.children
        .retain(|node| !matches!(node, Node::Element(child) if child.is(Kind::Deleted) && is_own(child)));
    let struck = mark.children.len() < before;
    unstrike_runs(paragraph);
    struck
}

fn unstrike_runs(parent: &mut Element) {
    let mut nodes = Vec::with_capacity(parent.children.len());
    for node in std::mem::take(&mut parent.children) {
        match node {
            Node::Element(mut change) if change.is(Kind::Deleted) && is_own(&change) => {
                restore(&mut change);
                nodes.extend(change.children);
            }
            Node::Element(mut child) => {
                if !child.is(Kind::ParagraphFormat) && !child.is(Kind::Run) {
                    unstrike_runs(&mut child);
                }
                nodes.push(Node::Element(child));
            }
            other => nodes.push(other),
        }
    }
    parent.children = nodes;
}

/// Strikes out the runs inside an element.
pub(super) fn strike_runs(parent: &mut Element, pen: &mut Pen) {
    let mut nodes = Vec::with_capacity(parent.children.len());
    for node in std::mem::take(&mut parent.children) {
        let Node::Element(mut child) = node else {
            nodes.push(node);
            continue;
        };
        match child.kind() {
            Kind::Inserted if is_own(&child) => continue,
            Kind::Run if child.get(Kind::CommentMark).is_none() && !is_bare(&child) => {
                delete(&mut child);
                child = pen.change(Kind::Deleted).holding(child);
            }
            Kind::Inserted
            | Kind::MovedTo
            | Kind::Hyperlink
            | Kind::SmartTag
            | Kind::CustomXml
            | Kind::SimpleField
            | Kind::Control
            | Kind::ControlContent
            | Kind::Override
            | Kind::Direction => strike_runs(&mut child, pen),
            _ => (),
        }
        nodes.push(Node::Element(child));
    }
    parent.children = nodes;
}

/// Puts what a neighbour hands over into the paragraphs of a block.
pub(super) fn settle(tree: &mut Element, carried: &[Element], section: Option<&Element>) {
    let Some(paragraph) = tree.all_mut(Kind::Paragraph).last() else { return };
    Paragraph(&mut *paragraph).begin_with(carried.iter().cloned());
    section.into_iter().for_each(|section| Paragraph(&mut *paragraph).end_section(section.clone()));
}
