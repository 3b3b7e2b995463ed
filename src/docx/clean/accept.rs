//! Changes of the program that wait → accepted: what came in is there, what went out is gone.

use crate::docx::read::outline::{CHANGES, is_end_deleted};
use crate::docx::read::pieces::is_own;
use crate::package::xml::{Element, Node};

/// Accepts the changes in an element and in what is inside.
pub(super) fn accept(element: &mut Element) {
    let mut nodes = Vec::with_capacity(element.children.len());
    for node in std::mem::take(&mut element.children) {
        let Node::Element(mut child) = node else {
            nodes.push(node);
            continue;
        };
        let own = is_own(&child);
        match child.name.as_str() {
            "w:ins" | "w:moveTo" if own => {
                accept(&mut child);
                nodes.extend(child.children);
            }
            "w:del" | "w:moveFrom" if own => (),
            name if own && CHANGES.contains(&name) => (),
            "w:tr" if is_row_deleted(&child) => (),
            _ => {
                accept_inside(&mut child);
                nodes.push(Node::Element(child));
            }
        }
    }
    element.children = join(nodes);
    element.children.retain(|node| !matches!(node, Node::Element(child) if is_rowless(child)));
}

/// Accepts inside an element, but for the mark that the end of a paragraph is deleted: it is needed to join.
fn accept_inside(child: &mut Element) {
    let ends = child.name != "w:p" || !is_end_deleted(child) || !is_own_end(child);
    accept(child);
    if !ends {
        child.set(JOINS, "1");
    }
}

/// Stands on a paragraph whose end was deleted until it is joined to the next; no name of a document has a space.
const JOINS: &str = "joins next";

fn is_own_end(paragraph: &Element) -> bool {
    let mark = paragraph.child("w:pPr").and_then(|properties| properties.child("w:rPr"));
    mark.and_then(|mark| mark.child("w:del")).is_some_and(is_own)
}

fn is_row_deleted(row: &Element) -> bool {
    row.child("w:trPr").and_then(|properties| properties.child("w:del")).is_some_and(is_own)
}

fn is_rowless(element: &Element) -> bool {
    element.name == "w:tbl" && !element.any(&|inner| inner.name == "w:tr")
}

/// Joins each paragraph whose end was deleted to the next one; one that is empty and has no next goes.
fn join(nodes: Vec<Node>) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut waiting: Vec<Node> = Vec::new();
    for node in nodes {
        match node {
            Node::Element(mut child) if child.name == "w:p" => {
                let joins = child.attribute(JOINS).is_some();
                child.attributes.retain(|(name, _)| name != JOINS);
                let place = usize::from(child.child("w:pPr").is_some());
                child.children.splice(place..place, std::mem::take(&mut waiting));
                if joins {
                    let content =
                        |node: &Node| !matches!(node, Node::Element(inner) if inner.name == "w:pPr");
                    waiting = child.children.into_iter().filter(content).collect();
                } else {
                    joined.push(Node::Element(child));
                }
            }
            other => {
                flush(&mut joined, &mut waiting);
                joined.push(other);
            }
        }
    }
    flush(&mut joined, &mut waiting);
    joined
}

/// Where no paragraph follows, what is left of the one before is one of its own.
fn flush(joined: &mut Vec<Node>, waiting: &mut Vec<Node>) {
    let has_text =
        |node: &Node| matches!(node, Node::Element(child) if child.any(&|inner| inner.name == "w:r"));
    if waiting.iter().any(has_text) {
        let children = std::mem::take(waiting);
        joined.push(Node::Element(Element { children, ..Element::new("w:p") }));
    } else {
        joined.append(waiting);
    }
}
