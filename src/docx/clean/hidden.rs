//! Styles and runs → which text is hidden (`w:vanish`), directly or by a style.

use std::collections::{BTreeMap, BTreeSet};

use crate::docx::kinds::Kind;
use crate::docx::read::Unreadable;
use crate::docx::read::names::tree;
use crate::docx::views::{Paragraph, Run, View};
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
        let root = tree(&store.text(&name)?)?;
        let styles: BTreeMap<&str, &Element> =
            root.elements().filter_map(|style| Some((style.style_id()?, style))).collect();
        let hides = |id: &&&str| {
            let mut next = Some(**id);
            for _ in 0..DEEPEST {
                let Some(style) = next.and_then(|id| styles.get(id)) else { return false };
                if let Some(said) = vanish(style.get(Kind::Format)) {
                    return said;
                }
                next = style.said(Kind::BasedOn);
            }
            false
        };
        Ok(Hiding(styles.keys().filter(hides).map(|id| (*id).to_owned()).collect()))
    }

    /// Whether a format hides, in a paragraph that hides or not.
    fn hides(&self, format: Option<&Element>, around: bool) -> bool {
        let style = format.and_then(|format| format.said(Kind::RunStyle));
        vanish(format).unwrap_or(around || style.is_some_and(|style| self.0.contains(style)))
    }

    /// Whether the style of a paragraph hides it.
    fn paragraph(&self, paragraph: &Element) -> bool {
        let style = Paragraph(paragraph).property(Kind::ParagraphStyle);
        style.and_then(|style| style.val()).is_some_and(|style| self.0.contains(style))
    }
}

/// What a format says about hiding, when it says anything.
fn vanish(format: Option<&Element>) -> Option<bool> {
    let vanish = format?.get(Kind::Vanish)?;
    Some(!matches!(vanish.val(), Some("0" | "false" | "off")))
}

pub(in crate::docx) fn hidden_text(paragraph: &Element, hiding: &Hiding) -> String {
    let mut text = String::new();
    collect(paragraph, hiding, hiding.paragraph(paragraph), &mut text);
    text
}

fn collect(element: &Element, hiding: &Hiding, around: bool, text: &mut String) {
    for child in element.elements() {
        match child.kind() {
            Kind::Run if hiding.hides(Run(child).format(), around) => {
                text.extend(child.all(Kind::Text).map(Element::text));
            }
            Kind::Run | Kind::ParagraphFormat | Kind::Paragraph => (),
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
            child.is(Kind::Format)
                || (balance != 0 && matches!(child.kind(), Kind::FieldMark | Kind::Instruction))
                || child.name.ends_with("Reference")
        };
        run.children.retain(|node| matches!(node, Node::Element(child) if kept(child)));
    });
    let mark = Paragraph(&*paragraph).end();
    let ends_hidden = vanish(mark).unwrap_or(around);
    hid && ends_hidden && !paragraph.any(&|inner| inner.is(Kind::Section) || is_filled(inner))
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
    element.is(Kind::Run) && !Run(element).is_bare()
}

fn visit(element: &mut Element, hiding: &Hiding, around: bool, change: &mut dyn FnMut(&mut Element)) {
    for child in element.elements_mut() {
        match child.kind() {
            Kind::Run => {
                if hiding.hides(Run(child).format(), around) {
                    change(child);
                }
            }
            Kind::ParagraphFormat | Kind::Paragraph => (),
            _ => visit(child, hiding, around, change),
        }
    }
}
