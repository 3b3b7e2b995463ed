//! Styles and runs → which text is hidden (`w:vanish`), directly or by a style.

use std::collections::{BTreeMap, BTreeSet};

use super::remains::named_tree;
use crate::docx::read::Unreadable;
use crate::package::relations::related;
use crate::package::store::Store;
use crate::package::xml::{Element, Node};

/// The styles that hide what they are put on.
#[derive(Debug, Default)]
pub(in crate::docx) struct Hiding(BTreeSet<String>);

/// A style builds on no more than so many.
const DEEPEST: usize = 32;

impl Hiding {
    pub(in crate::docx) fn of(store: &mut Store, part: &str) -> Result<Self, Unreadable> {
        let Some(name) = related(store, part, "styles")? else { return Ok(Hiding::default()) };
        let root = named_tree(&store.text(&name)?)?;
        let styles: BTreeMap<&str, &Element> =
            root.elements().filter_map(|style| Some((style.attribute("w:styleId")?, style))).collect();
        let hides = |id: &&&str| {
            let mut next = Some(**id);
            for _ in 0..DEEPEST {
                let Some(style) = next.and_then(|id| styles.get(id)) else { return false };
                if let Some(said) = vanish(style.child("w:rPr")) {
                    return said;
                }
                next = style.child("w:basedOn").and_then(|parent| parent.attribute("w:val"));
            }
            false
        };
        Ok(Hiding(styles.keys().filter(hides).map(|id| (*id).to_owned()).collect()))
    }

    /// Whether a format hides, in a paragraph that hides or not.
    fn hides(&self, format: Option<&Element>, around: bool) -> bool {
        let style = format.and_then(|format| format.child("w:rStyle")?.attribute("w:val"));
        vanish(format).unwrap_or(around || style.is_some_and(|style| self.0.contains(style)))
    }

    /// Whether the style of a paragraph hides it.
    fn paragraph(&self, paragraph: &Element) -> bool {
        let style = paragraph.child("w:pPr").and_then(|properties| properties.child("w:pStyle"));
        style.and_then(|style| style.attribute("w:val")).is_some_and(|style| self.0.contains(style))
    }
}

/// What a format says about hiding, when it says anything.
fn vanish(format: Option<&Element>) -> Option<bool> {
    let vanish = format?.child("w:vanish")?;
    Some(!matches!(vanish.attribute("w:val"), Some("0" | "false" | "off")))
}

/// The text of a paragraph that is hidden.
pub(in crate::docx) fn hidden_text(paragraph: &Element, hiding: &Hiding) -> String {
    let mut text = String::new();
    collect(paragraph, hiding, hiding.paragraph(paragraph), &mut text);
    text
}

fn collect(element: &Element, hiding: &Hiding, around: bool, text: &mut String) {
    for child in element.elements() {
        match child.name.as_str() {
            "w:r" if hiding.hides(child.child("w:rPr"), around) => {
                text.extend(child.elements().filter(|inner| inner.name == "w:t").map(Element::text));
            }
            "w:r" | "w:pPr" | "w:p" => (),
            _ => collect(child, hiding, around, text),
        }
    }
}

/// Takes the hidden text out of a paragraph; whether nothing is left of what was hidden as a whole. The characters
/// of fields stay where the hidden ones do not make up whole fields.
pub(super) fn reveal(paragraph: &mut Element, hiding: &Hiding) -> bool {
    let around = hiding.paragraph(paragraph);
    let mut balance = 0i32;
    let mut hid = false;
    visit(paragraph, hiding, around, &mut |run| {
        hid = true;
        balance += run.elements().filter_map(|child| child.attribute("w:fldCharType")).map(step).sum::<i32>();
    });
    visit(paragraph, hiding, around, &mut |run| {
        let kept = |child: &Element| {
            child.name == "w:rPr"
                || (balance != 0 && matches!(child.name.as_str(), "w:fldChar" | "w:instrText"))
                || child.name.ends_with("Reference")
        };
        run.children.retain(|node| matches!(node, Node::Element(child) if kept(child)));
    });
    let mark = paragraph.child("w:pPr").and_then(|properties| properties.child("w:rPr"));
    let ends_hidden = vanish(mark).unwrap_or(around);
    hid && ends_hidden && !paragraph.any(&|inner| inner.name == "w:sectPr" || is_filled(inner))
}

fn step(kind: &str) -> i32 {
    match kind {
        "begin" => 1,
        "end" => -1,
        _ => 0,
    }
}

/// Whether an element is a run with something in it.
fn is_filled(element: &Element) -> bool {
    element.name == "w:r" && element.elements().any(|child| child.name != "w:rPr")
}

fn visit(element: &mut Element, hiding: &Hiding, around: bool, change: &mut dyn FnMut(&mut Element)) {
    for child in element.elements_mut() {
        match child.name.as_str() {
            "w:r" => {
                if hiding.hides(child.child("w:rPr"), around) {
                    change(child);
                }
            }
            "w:pPr" | "w:p" => (),
            _ => visit(child, hiding, around, change),
        }
    }
}
