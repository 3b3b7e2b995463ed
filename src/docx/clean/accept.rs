//! Changes of the program that wait → accepted: what came in is there, what went out is gone.

use crate::docx::kinds::Kind;
use crate::docx::read::outline::{CHANGES, is_end_deleted};
use crate::docx::read::pieces::is_own;
use crate::docx::views::{Paragraph, Row, Table, View, is_kind};
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
        match child.kind() {
            Kind::Inserted | Kind::MovedTo if own => {
                accept(&mut child);
                nodes.extend(child.children);
            }
            Kind::Deleted | Kind::MovedFrom if own => (),
            kind if own && CHANGES.contains(&kind) => (),
            Kind::Row if is_row_deleted(&child) => (),
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
    let ends = !child.is(Kind::Paragraph) || !is_end_deleted(child) || !is_own_end(child);
    accept(child);
    if !ends {
        child.set(JOINS, "1");
    }
}

/// Stands on a paragraph whose end was deleted until it is joined to the next; no name of a document has a space.
const JOINS: &str = "joins next";

fn is_own_end(paragraph: &Element) -> bool {
    let mark = Paragraph(paragraph).end();
    mark.and_then(|mark| mark.get(Kind::Deleted)).is_some_and(is_own)
}

fn is_row_deleted(row: &Element) -> bool {
    Row(row).property(Kind::Deleted).is_some_and(is_own)
}

fn is_rowless(element: &Element) -> bool {
    element.is(Kind::Table) && Table(element).is_rowless()
}

/// Joins each paragraph whose end was deleted to the next one; one that is empty and has no next goes.
fn join(nodes: Vec<Node>) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut waiting: Vec<Node> = Vec::new();
    for node in nodes {
        match node {
            Node::Element(mut child) if child.is(Kind::Paragraph) => {
                let joins = child.attribute(JOINS).is_some();
                child.attributes.retain(|(name, _)| name != JOINS);
                let place = usize::from(child.get(Kind::ParagraphFormat).is_some());
                child.children.splice(place..place, std::mem::take(&mut waiting));
                if joins {
                    let content = |node: &Node| !is_kind(node, Kind::ParagraphFormat);
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
        |node: &Node| matches!(node, Node::Element(child) if child.any(&|inner| inner.is(Kind::Run)));
    if waiting.iter().any(has_text) {
        let children = std::mem::take(waiting);
        joined.push(Node::Element(Element { children, ..Kind::Paragraph.element() }));
    } else {
        joined.append(waiting);
    }
}
