//! A block that goes → nothing, or the block struck out where changes are tracked; what reaches beyond it stays.
//!
//! ```xml
//! <w:p><w:pPr><w:rPr><w:del …/></w:rPr></w:pPr><w:del …><w:r><w:delText>……</w:delText></w:r></w:del></w:p>
//! ```

use super::marks::{mark_end, orphans};
use super::pen::{Pen, delete, restore};
use super::rewrite::is_bare;
use super::rows::strike_row;
use super::work::Work;
use crate::docx::read::outline::{is_end_deleted, rows};
use crate::docx::read::pieces::{is_own, pieces};
use crate::package::xml::{Element, Node};

/// Takes the elements of a block away or strikes them out. Where `kept` is made false, only the children of the
/// element are still to be written.
pub(super) fn remove(tree: &mut Element, work: &Work, pen: &mut Pen, kept: &mut [bool]) {
    for (place, kept) in kept.iter_mut().enumerate() {
        let Some(element) = tree.at_mut(&[place]) else { continue };
        match element.name.as_str() {
            _ if !pen.track => *kept = leave(element, work),
            "w:p" if is_own_paragraph(element) => *kept = leave(element, work),
            "w:p" => strike(element, pen),
            "w:tbl" => {
                let ways: Vec<Vec<usize>> = rows(element, &[]).into_iter().map(|(row, _)| row).collect();
                for way in ways.iter().rev() {
                    strike_row(element, way, pen);
                }
                *kept = element.any(&|inner| inner.name == "w:tr") || leave(element, work);
            }
            _ => *kept = leave(element, work),
        }
    }
}

/// Leaves of an element only the marks whose partner stands elsewhere, and the paragraph itself where a section
/// ends with it or tables need it between them.
fn leave(element: &mut Element, work: &Work) -> bool {
    let (marks, _) = orphans(element);
    let mut properties = element.child("w:pPr").cloned().unwrap_or_else(|| Element::new("w:pPr"));
    let section = |node: &Node| matches!(node, Node::Element(child) if child.name == "w:sectPr");
    if work.handed_on {
        properties.children.retain(|node| !section(node));
    }
    let stays = element.name == "w:p" && (work.hollow || properties.children.iter().any(section));
    element.children.clear();
    if stays {
        element.children.push(Node::Element(properties));
    }
    element.children.extend(marks.into_iter().map(Node::Element));
    stays
}

/// Whether a paragraph as a whole is an insertion of the program that waits to be accepted.
fn is_own_paragraph(paragraph: &Element) -> bool {
    let mark = paragraph.child("w:pPr").and_then(|properties| properties.child("w:rPr"));
    let inserted = mark.and_then(|mark| mark.child("w:ins")).is_some_and(is_own);
    inserted && pieces(paragraph, &[Vec::new()], "").iter().all(|piece| piece.own)
}

/// Strikes out the content of a paragraph and its end, which stays where a section ends with it.
pub(super) fn strike(paragraph: &mut Element, pen: &mut Pen) {
    strike_runs(paragraph, pen);
    let ends_section =
        paragraph.child("w:pPr").is_some_and(|properties| properties.child("w:sectPr").is_some());
    if !ends_section && !is_end_deleted(paragraph) {
        let mark = pen.change("w:del");
        mark_end(paragraph, mark);
    }
}

/// Puts a paragraph back that the program has struck out; whether it is one.
pub(super) fn unstrike(paragraph: &mut Element) -> bool {
    let properties = paragraph.elements_mut().find(|child| child.name == "w:pPr");
    let mark =
        properties.and_then(|properties| properties.elements_mut().find(|child| child.name == "w:rPr"));
    let Some(mark) = mark else { return false };
    let before = mark.children.len();
    mark.children
        .retain(|node| !matches!(node, Node::Element(child) if child.name == "w:del" && is_own(child)));
    let struck = mark.children.len() < before;
    unstrike_runs(paragraph);
    struck
}

fn unstrike_runs(parent: &mut Element) {
    let mut nodes = Vec::with_capacity(parent.children.len());
    for node in std::mem::take(&mut parent.children) {
        match node {
            Node::Element(mut change) if change.name == "w:del" && is_own(&change) => {
                restore(&mut change);
                nodes.extend(change.children);
            }
            Node::Element(mut child) => {
                if child.name != "w:pPr" && child.name != "w:r" {
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
        match child.name.as_str() {
            "w:ins" if is_own(&child) => continue,
            "w:r" if child.child("w:commentReference").is_none() && !is_bare(&child) => {
                delete(&mut child);
                child = pen.change("w:del").holding(child);
            }
            "w:ins" | "w:moveTo" | "w:hyperlink" | "w:smartTag" | "w:customXml" | "w:fldSimple" | "w:sdt"
            | "w:sdtContent" | "w:bdo" | "w:dir" => strike_runs(&mut child, pen),
            _ => (),
        }
        nodes.push(Node::Element(child));
    }
    parent.children = nodes;
}

/// Puts what a neighbour hands over into the paragraphs of a block.
pub(super) fn settle(tree: &mut Element, carried: &[Element], section: Option<&Element>) {
    let Some(paragraph) = tree.elements_mut().filter(|child| child.name == "w:p").last() else { return };
    let place = usize::from(paragraph.child("w:pPr").is_some());
    paragraph.children.splice(place..place, carried.iter().cloned().map(Node::Element));
    let Some(section) = section else { return };
    if place == 0 {
        paragraph.children.insert(0, Node::Element(Element::new("w:pPr")));
    }
    if let Some(properties) = paragraph.elements_mut().find(|child| child.name == "w:pPr") {
        properties.children.push(Node::Element(section.clone()));
        crate::package::order::arrange(properties);
    }
}
