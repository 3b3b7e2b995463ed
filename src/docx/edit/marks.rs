//! What only marks a place, and the end of a paragraph → moved or marked so that nothing else loses its partner.

use std::collections::BTreeSet;

use crate::docx::kinds::Kind;
use crate::docx::read::outline::is_range_mark;
use crate::docx::views::{View, is_kind};
use crate::package::xml::Element;

/// The marks in an element that goes whose partner stands elsewhere; and apart from them the remarks in it, each with
/// the marks of its range.
pub(super) fn orphans(element: &Element) -> (Vec<Element>, Vec<Element>) {
    let mut marks = Vec::new();
    collect(element, &mut marks);
    let id = |mark: &Element| mark.id().unwrap_or_default().to_owned();
    let said = |mark: &Element| mark.get(Kind::CommentMark).map(id);
    let said: BTreeSet<String> = marks.iter().filter_map(said).collect();
    let is_remark = |mark: &Element| {
        mark.is(Kind::Run)
            || (matches!(mark.kind(), Kind::CommentStart | Kind::CommentEnd) && said.contains(&id(mark)))
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
        } else if child.is(Kind::Run) && child.get(Kind::CommentMark).is_some() {
            let mut run = child.clone();
            run.children.retain(|node| is_kind(node, Kind::Format) || is_kind(node, Kind::CommentMark));
            marks.push(run);
        } else {
            collect(child, marks);
        }
    }
}
