//! What only marks a place, and the end of a paragraph → moved or marked so that nothing else loses its partner.

use std::collections::BTreeSet;

use crate::docx::read::outline::is_range_mark;
use crate::package::order::arrange;
use crate::package::xml::{Element, Node};

/// Marks the end of a paragraph as inserted or deleted.
pub(super) fn mark_end(paragraph: &mut Element, mark: Element) {
    if paragraph.child("w:pPr").is_none() {
        paragraph.children.insert(0, Node::Element(Element::new("w:pPr")));
    }
    let Some(properties) = paragraph.elements_mut().find(|child| child.name == "w:pPr") else { return };
    if properties.child("w:rPr").is_none() {
        properties.children.push(Node::Element(Element::new("w:rPr")));
        arrange(properties);
    }
    if let Some(format) = properties.elements_mut().find(|child| child.name == "w:rPr") {
        format.children.insert(0, Node::Element(mark));
    }
}

/// The marks in an element that goes whose partner stands elsewhere; and apart from them the remarks in it, each with
/// the marks of its range.
pub(super) fn orphans(element: &Element) -> (Vec<Element>, Vec<Element>) {
    let mut marks = Vec::new();
    collect(element, &mut marks);
    let id = |mark: &Element| mark.attribute("w:id").unwrap_or_default().to_owned();
    let said = |mark: &Element| mark.child("w:commentReference").map(id);
    let said: BTreeSet<String> = marks.iter().filter_map(said).collect();
    let is_remark = |mark: &Element| {
        mark.name == "w:r" || (mark.name.starts_with("w:commentRange") && said.contains(&id(mark)))
    };
    let (remarks, marks): (Vec<Element>, Vec<Element>) = marks.into_iter().partition(is_remark);
    let stem = |mark: &Element| mark.name.trim_end_matches("Start").trim_end_matches("End").to_owned();
    let keys: Vec<_> = marks.iter().map(|mark| (stem(mark), id(mark))).collect();
    let lone = |key: &(String, String)| keys.iter().filter(|other| *other == key).count() % 2 == 1;
    let loose = marks.iter().zip(&keys).filter(|(_, key)| lone(key)).map(|(mark, _)| mark.clone()).collect();
    (loose, remarks)
}

fn collect(element: &Element, marks: &mut Vec<Element>) {
    for child in element.elements() {
        if is_range_mark(&child.name) {
            marks.push(child.clone());
        } else if child.name == "w:r" && child.child("w:commentReference").is_some() {
            let mut run = child.clone();
            let kept = |name: &str| matches!(name, "w:rPr" | "w:commentReference");
            run.children.retain(|node| matches!(node, Node::Element(child) if kept(&child.name)));
            marks.push(run);
        } else {
            collect(child, marks);
        }
    }
}
