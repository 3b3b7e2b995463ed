//! The box of 版记 → the same with the lines that now stand in it: drawn alike for programs from before 2010, and as
//! high as they need, its foot where it was.

use crate::docx::read::outline::TEXT_BOX;
use crate::package::xml::{Element, Node};

/// English metric units in a point.
const UNITS: f64 = 12_700.0;
/// What is less is the rounding of a program's saving, in those units.
const ROUNDING: i64 = 2_000;
/// The height of a line that a person added, in points.
const LINE: f64 = 28.0;

/// Gives the copy for older programs what stands in the box.
pub(super) fn mirror(element: &mut Element) {
    if element.name == "mc:AlternateContent" {
        let content = element.child("mc:Choice").and_then(|choice| inner(choice)).cloned();
        let Some(mut content) = content else { return };
        strip(&mut content);
        let fallback = element.elements_mut().find(|child| child.name == "mc:Fallback");
        if let Some(old) = fallback.and_then(inner_mut) {
            old.children = content.children;
        }
        return;
    }
    element.elements_mut().for_each(mirror);
}

/// The content of the first box in an element.
fn inner(element: &Element) -> Option<&Element> {
    if element.name == TEXT_BOX {
        return Some(element);
    }
    element.elements().find_map(inner)
}

fn inner_mut(element: &mut Element) -> Option<&mut Element> {
    if element.name == TEXT_BOX {
        return Some(element);
    }
    element.elements_mut().find_map(inner_mut)
}

/// Names of bookmarks are given once a document.
fn strip(element: &mut Element) {
    element.children.retain(|node| !matches!(node, Node::Element(e) if e.name.starts_with("w:bookmark")));
    element.elements_mut().for_each(strip);
}

/// Takes the box out of the paragraph that it is anchored to.
pub(super) fn take_out(paragraph: &mut Element) {
    let holds = |element: &Element| element.any(&|inner| inner.name == TEXT_BOX);
    for run in paragraph.elements_mut() {
        if run.name == "w:r" {
            run.children.retain(|node| !matches!(node, Node::Element(child) if holds(child)));
        } else {
            take_out(run);
        }
    }
    paragraph.children.retain(|node| !matches!(node, Node::Element(run) if super::rewrite::is_bare(run)));
}

/// Makes a box as high as the fresh one, or only not lower than that where people wrote into it; its foot stays.
pub(super) fn fit(theirs: &mut Element, fresh: &Element, exactly: bool) {
    let (Some(was), Some(wanted)) = (height(theirs), height(fresh)) else { return };
    let more = if exactly { wanted - was } else { (wanted - was).max(0) };
    if more.abs() > ROUNDING {
        grow(theirs, more);
    }
}

/// Makes room for lines that are not in the fresh box.
pub(super) fn widen(element: &mut Element, lines: usize) {
    grow(element, (lines as f64 * LINE * UNITS) as i64);
}

/// The height of the first drawing with a box.
fn height(element: &Element) -> Option<i64> {
    if element.name == "wp:anchor" || element.name == "wp:inline" {
        return element.child("wp:extent")?.attribute("cy")?.parse().ok();
    }
    element.elements().find_map(height)
}

/// Makes a box higher by so much, upwards.
fn grow(element: &mut Element, more: i64) {
    let by = |element: &mut Element, name: &str, more: i64| {
        let now = element.attribute(name).and_then(|value| value.parse::<i64>().ok());
        now.into_iter().for_each(|now| element.set(name, (now + more).to_string()));
    };
    match element.name.as_str() {
        "wp:extent" | "a:ext" if element.attribute("cy").is_some() => by(element, "cy", more),
        "wp:positionV" => {
            for offset in element.elements_mut().filter(|child| child.name == "wp:posOffset") {
                if let Ok(now) = offset.text().trim().parse::<i64>() {
                    offset.children = vec![Node::Text((now - more).to_string())];
                }
            }
        }
        name if name.starts_with("v:") => {
            if let Some(style) = element.attribute("style").map(|style| grown(style, more as f64 / UNITS)) {
                element.set("style", style);
            }
        }
        TEXT_BOX => return,
        _ => {}
    }
    element.elements_mut().for_each(|child| grow(child, more));
}

/// The style of an older program's box that is so many points higher.
fn grown(style: &str, more: f64) -> String {
    let part = |part: &str| {
        let changed = part.split_once(':').and_then(|(name, value)| {
            let points: f64 = value.trim().strip_suffix("pt")?.parse().ok()?;
            match name.trim() {
                "margin-top" => Some(format!("{name}:{:.2}pt", points - more)),
                "height" => Some(format!("{name}:{:.2}pt", points + more)),
                _ => None,
            }
        });
        changed.unwrap_or_else(|| part.to_owned())
    };
    style.split(';').map(part).collect::<Vec<_>>().join(";")
}
