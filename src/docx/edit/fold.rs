//! Changes of the program that wait side by side → as few as say the same: what was taken out and put back is as before.

use super::pen::restore;
use super::rewrite::is_bare;
use crate::docx::kinds::Kind;
use crate::docx::read::outline::is_range_mark;
use crate::docx::read::pieces::is_own;
use crate::docx::views::View;
use crate::package::xml::{Element, Node};

/// Folds the program's own changes in an element and in what is inside.
pub(super) fn fold(parent: &mut Element) {
    parent
        .elements_mut()
        .filter(|child| !child.is(Kind::ParagraphFormat) && !child.is(Kind::Run))
        .for_each(fold);
    parent.children.retain(|node| !matches!(node, Node::Element(child) if is_empty_change(child)));
    merge(parent);
    collapse(parent);
}

fn is_empty_change(element: &Element) -> bool {
    let own = matches!(element.kind(), Kind::Inserted | Kind::Deleted) && is_own(element);
    own && element.elements().all(is_bare)
}

/// Joins neighbours of one kind and moment.
fn merge(parent: &mut Element) {
    let mut merged: Vec<Node> = Vec::with_capacity(parent.children.len());
    for node in std::mem::take(&mut parent.children) {
        match (merged.last_mut(), node) {
            (Some(Node::Element(before)), Node::Element(next)) if is_same_change(before, &next) => {
                before.children.extend(next.children);
            }
            (_, node) => merged.push(node),
        }
    }
    parent.children = merged;
}

fn is_same_change(before: &Element, next: &Element) -> bool {
    let change = matches!(next.kind(), Kind::Inserted | Kind::Deleted) && is_own(next) && is_own(before);
    change && before.name == next.name && before.attribute("w:date") == next.attribute("w:date")
}

/// Where deletions and insertions of the program stand together and hold the same text, there was no change.
fn collapse(parent: &mut Element) {
    let mut from = 0;
    while from < parent.children.len() {
        let run = parent.children.iter().skip(from).take_while(|node| is_change_or_mark(node)).count();
        let cluster = from..from + run;
        let side = |kind: Kind| -> String {
            let changes = parent.children[cluster.clone()].iter().filter_map(|node| match node {
                Node::Element(child) if child.is(kind) => Some(raw(child)),
                _ => None,
            });
            changes.collect()
        };
        let (deleted, inserted) = (side(Kind::Deleted), side(Kind::Inserted));
        if !deleted.is_empty() && deleted == inserted {
            let nodes: Vec<Node> = parent.children.drain(cluster.clone()).collect();
            let kept = nodes.into_iter().flat_map(undone).collect::<Vec<_>>();
            let length = kept.len();
            parent.children.splice(from..from, kept);
            from += length;
        }
        from += run.max(1);
    }
}

fn is_change_or_mark(node: &Node) -> bool {
    match node {
        Node::Element(child) => match child.kind() {
            Kind::Inserted | Kind::Deleted => is_own(child),
            Kind::ProofError => true,
            _ => is_range_mark(&child.name),
        },
        _ => false,
    }
}

/// What stands when a change is undone.
fn undone(node: Node) -> Vec<Node> {
    match node {
        Node::Element(mut change) if change.is(Kind::Deleted) => {
            restore(&mut change);
            change.children
        }
        Node::Element(change) if change.is(Kind::Inserted) => Vec::new(),
        other => vec![other],
    }
}

/// All text of a change; what is no text counts as itself, so that it is never thought the same.
fn raw(element: &Element) -> String {
    let of = |child: &Element| match child.kind() {
        Kind::Text | Kind::DeletedText => child.text(),
        Kind::Format => String::new(),
        Kind::Run | Kind::Inserted | Kind::Deleted => raw(child),
        Kind::Tab => "\t".to_owned(),
        Kind::Break | Kind::Return => "\n".to_owned(),
        _ => format!("\u{fffc}{}{}", element.name, child.name),
    };
    element.elements().map(of).collect()
}
