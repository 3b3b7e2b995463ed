//! A box whose lines have changed → the same for programs from before 2010, which show a copy of it; or without it.

use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::package::xml::{Element, Node};

/// Gives the copy for older programs what stands in the box.
pub(super) fn mirror(element: &mut Element) {
    if element.is(Kind::Alternate) {
        let content = element.get(Kind::Choice).and_then(|choice| inner(choice)).cloned();
        let Some(mut content) = content else { return };
        strip(&mut content);
        let fallback = element.get_mut(Kind::Fallback);
        if let Some(old) = fallback.and_then(inner_mut) {
            old.children = content.children;
        }
        return;
    }
    element.elements_mut().for_each(mirror);
}

/// The content of the first box in an element.
fn inner(element: &Element) -> Option<&Element> {
    if element.is(Kind::TextBox) {
        return Some(element);
    }
    element.elements().find_map(inner)
}

fn inner_mut(element: &mut Element) -> Option<&mut Element> {
    if element.is(Kind::TextBox) {
        return Some(element);
    }
    element.elements_mut().find_map(inner_mut)
}

/// Names of bookmarks are given once a document.
fn strip(element: &mut Element) {
    element.keep(|child| !matches!(child.kind(), Kind::BookmarkStart | Kind::BookmarkEnd));
    element.elements_mut().for_each(strip);
}

/// Takes the box out of the paragraph that it is anchored to.
pub(super) fn take_out(paragraph: &mut Element) {
    let holds = |element: &Element| element.any(&|inner| inner.is(Kind::TextBox));
    for run in paragraph.elements_mut() {
        if run.is(Kind::Run) {
            run.children.retain(|node| !matches!(node, Node::Element(child) if holds(child)));
        } else {
            take_out(run);
        }
    }
    paragraph.children.retain(|node| !matches!(node, Node::Element(run) if super::rewrite::is_bare(run)));
}
