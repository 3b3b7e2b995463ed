//! Texts and moments → the runs, insertions and deletions that stand for them, each change under a number of its own.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use crate::docx::characters::is_shared;
use crate::docx::kinds::Kind;
use crate::docx::read::pieces::AUTHOR;
use crate::docx::views::View;
use crate::package::xml::{Element, Node, holdable};

/// How a document is changed: with or without tracked changes, and under which date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct How {
    /// Whether the changes wait to be accepted (修订).
    pub track: bool,
    /// The moment of the run, for changes and remarks.
    pub moment: DateTime,
}

/// What writes runs, insertions and deletions, and gives each annotation its number.
#[derive(Debug)]
pub(in crate::docx) struct Pen {
    /// Whether changes are tracked, so that people accept or refuse them (修订).
    pub track: bool,
    /// The moment of the run as documents write it: `2024-03-01T08:00:00Z`.
    pub moment: String,
    /// The style of digits and Latin letters in the document, when it has ours.
    pub latin: Option<String>,
    used: BTreeSet<u32>,
    next: u32,
}

impl Pen {
    /// A pen for a document whose annotations have these numbers.
    pub(super) fn new(how: &How, latin: Option<String>, used: BTreeSet<u32>) -> Self {
        let moment = how.moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        // The first that is free: numbers of changes that were accepted come into use again, and none grows.
        Pen { track: how.track, moment, latin, used, next: 1 }
    }

    /// A number that no annotation of the document has.
    pub(in crate::docx) fn number(&mut self) -> String {
        while !self.used.insert(self.next) {
            self.next += 1;
        }
        self.next.to_string()
    }

    /// A change of the program, inserted or deleted, around runs or as a mark.
    pub(super) fn change(&mut self, kind: Kind) -> Element {
        kind.element().with("w:id", self.number()).with("w:author", AUTHOR).with("w:date", &self.moment)
    }
}

/// The numbers of the annotations in a part: every whole number in an attribute `…:id`.
pub(super) fn numbers(part: &str) -> BTreeSet<u32> {
    let ids = part.split(":id=").skip(1).filter_map(|rest| {
        let rest = rest.strip_prefix(['"', '\''])?;
        rest.split(['"', '\'']).next()?.parse().ok()
    });
    ids.collect()
}

/// The text as a document can hold it: tabs and line breaks stay, other control characters go.
pub(super) fn clean(text: &str) -> String {
    let kept = |c: &char| matches!(c, '\t' | '\n') || !(c.is_control() || *c == '\u{fffc}');
    holdable(text).chars().filter(kept).collect()
}

/// A run of text in a format.
pub(super) fn run(format: Option<&Element>, text: &str) -> Element {
    let mut run = Kind::Run.element();
    run.children.extend(format.cloned().map(Node::Element));
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, after) = rest.split_at(rest.find(['\t', '\n']).unwrap_or(rest.len()));
        if !plain.is_empty() {
            let mut element = Kind::Text.element();
            set_text(&mut element, plain);
            run.push(element);
        }
        let mark = after.chars().next().map(|c| if c == '\t' { Kind::Tab } else { Kind::Break });
        run.children.extend(mark.map(|kind| Node::Element(kind.element())));
        rest = after.get(1..).unwrap_or_default();
    }
    run
}

/// Gives a `w:t` other characters; white space at its edges is marked to be kept.
pub(super) fn set_text(element: &mut Element, text: &str) {
    element.children = vec![Node::Text(text.to_owned())];
    if text.trim() != text {
        element.set("xml:space", "preserve");
    }
}

/// The format with the hint that marks shared with Latin are Chinese, where the text has such.
pub(super) fn hinted(format: Option<Element>, text: &str) -> Option<Element> {
    if !text.chars().any(is_shared) || has_hint(format.as_ref()) {
        return format;
    }
    let mut format = format.unwrap_or_else(|| Kind::Format.element());
    if format.get(Kind::Fonts).is_some() {
        let fonts = format.all_mut(Kind::Fonts);
        fonts.for_each(|fonts| fonts.set("w:hint", "eastAsia"));
        return Some(format);
    }
    let first = |node: &Node| matches!(node, Node::Element(child) if BEFORE_FONTS.contains(&child.kind()));
    let place = format.children.iter().rposition(first).map_or(0, |place| place + 1);
    let fonts = Kind::Fonts.element().with("w:hint", "eastAsia");
    format.children.insert(place, Node::Element(fonts));
    Some(format)
}

const BEFORE_FONTS: [Kind; 5] =
    [Kind::Inserted, Kind::Deleted, Kind::MovedFrom, Kind::MovedTo, Kind::RunStyle];

/// Whether a format says that shared marks are Chinese.
pub(super) fn has_hint(format: Option<&Element>) -> bool {
    let fonts = format.and_then(|format| format.get(Kind::Fonts));
    fonts.is_some_and(|fonts| fonts.attribute("w:hint") == Some("eastAsia"))
}

/// Turns the text of a run into deleted text.
pub(super) fn delete(element: &mut Element) {
    rename(element, &[(Kind::Text, Kind::DeletedText), (Kind::Instruction, Kind::DeletedInstruction)]);
}

/// Makes deleted text (`w:delText`) of a run text again.
pub(super) fn restore(element: &mut Element) {
    rename(element, &[(Kind::DeletedText, Kind::Text), (Kind::DeletedInstruction, Kind::Instruction)]);
}

fn rename(element: &mut Element, kinds: &[(Kind, Kind)]) {
    // What is drawn keeps its text: a deletion of the picture says enough.
    if matches!(element.kind(), Kind::Drawing | Kind::Picture | Kind::Object) {
        return;
    }
    if let Some((_, to)) = kinds.iter().find(|(from, _)| element.is(*from)) {
        element.name = to.name().to_owned();
    }
    element.elements_mut().for_each(|child| rename(child, kinds));
}
