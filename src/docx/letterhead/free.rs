//! The blocks of an office's head → the blank lines in it that a line of the report can stand on where what is drawn
//! stays in its place on the sheet: above the mark, and between the mark and the red line.
//!
//! A line that comes in besides would push the lines of the head below what floats, or under it.

use std::ops::Range;

use super::floats::{Float, From, Paper, floats};
use super::sheet::Sheet;
use super::signs::Signs;
use crate::docx::kinds::Kind;
use crate::docx::views::{Paragraph, View};
use crate::package::xml::Element;

/// A line of 16 pt needs so much, in twips, and may touch the room of what floats beside it by so much.
const LEAST: i64 = 400;
const TOUCH: i64 = 60;
const POINT: f64 = 20.0;

/// The blank lines of a head that may be written on, by their blocks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Free {
    /// Whether something in the head stands fast on its sheet.
    pub(super) fixed: bool,
    /// Above 发文机关标志, from above.
    pub(super) above: Vec<usize>,
    /// Between it and the red line, from below.
    pub(super) below: Vec<usize>,
}

/// A block of the head, in twips from the upper edge of the sheet.
struct Line {
    block: usize,
    room: Range<i64>,
    blank: bool,
    marked: bool,
}

/// What floats in head or text, in the same.
struct Drawn {
    room: Range<i64>,
    rule: bool,
    marked: bool,
}

impl Free {
    /// Looks at the blocks above a foot; of those below the head only red lines stay.
    pub(super) fn of(
        trees: &[Element],
        signs: &[Signs],
        head: &Range<usize>,
        sheet: &Sheet,
        paper: Option<Paper>,
    ) -> Self {
        let mut at = paper.map(|paper| paper.top).unwrap_or_default();
        let (mut lines, mut drawn) = (Vec::new(), Vec::new());
        // Behind a line whose height nothing says no place on the sheet is sure.
        let (mut fixed, mut sure) = (false, true);
        for (block, (tree, signs)) in trees.iter().zip(signs).enumerate() {
            let inside = head.contains(&block);
            for float in floats(tree).into_iter().filter(|float| inside || float.rule) {
                fixed |= float.from != From::Paragraph;
                let room = standing(&float, at, paper);
                drawn.push(Drawn { room, rule: float.rule, marked: signs.marked && !float.rule });
            }
            let exact = height(tree, sheet);
            let upto = at + exact.unwrap_or_default();
            if inside {
                let flows = flowing(tree);
                let blank = sure && !flows && is_plain(tree) && upto - at >= LEAST;
                lines.push(Line { block, room: at..upto, blank, marked: signs.marked && flows });
            }
            at = upto;
            sure &= exact.is_some();
        }
        let marks = drawn.iter().filter(|drawn| drawn.marked).map(|drawn| &drawn.room);
        let marks = marks.chain(lines.iter().filter(|line| line.marked).map(|line| &line.room));
        let (top, bottom) = (marks.clone().map(|room| room.start).min(), marks.map(|room| room.end).max());
        let rules = drawn.iter().filter(|drawn| drawn.rule).map(|drawn| drawn.room.start);
        let rule = rules.filter(|at| bottom.is_some_and(|bottom| *at > bottom - TOUCH)).min();
        let mut below = between(&lines, &drawn, bottom, rule);
        below.reverse();
        Free { fixed, above: between(&lines, &drawn, Some(0), top), below }
    }
}

/// The blank lines between two heights that nothing is drawn over; none where one of the two is not known.
fn between(lines: &[Line], drawn: &[Drawn], from: Option<i64>, upto: Option<i64>) -> Vec<usize> {
    let (Some(from), Some(upto)) = (from, upto) else { return Vec::new() };
    let free = |line: &&Line| {
        let (begin, end) = (line.room.start + TOUCH, line.room.end - TOUCH);
        let covered = drawn.iter().any(|drawn| begin < drawn.room.end && drawn.room.start < end);
        line.blank && !covered && begin >= from && end <= upto
    };
    lines.iter().filter(free).map(|line| line.block).collect()
}

/// The room of what floats in a block that stands there; all of the sheet where that is not known.
fn standing(float: &Float, block: i64, paper: Option<Paper>) -> Range<i64> {
    let zero = match float.from {
        From::Sheet => Some(0),
        From::Margin => paper.map(|paper| paper.top),
        From::Paragraph => Some(block),
    };
    match float.top.zip(zero) {
        Some((top, zero)) => top + zero..(top + zero + float.height.max(1)),
        None => 0..i64::MAX,
    }
}

/// How high a block of one line is; none where it is not told to be exact.
fn height(tree: &Element, sheet: &Sheet) -> Option<i64> {
    let mut children = tree.elements();
    let paragraph = children.next().filter(|first| first.is(Kind::Paragraph) && children.next().is_none())?;
    let spacing = paragraph.get(Kind::ParagraphFormat).and_then(|format| format.get(Kind::Spacing));
    let said = |name: &str| spacing?.says(name)?.parse::<i64>().ok();
    let around = said("before").unwrap_or_default() + said("after").unwrap_or_default();
    let line = sheet.shown(paragraph, None).line?;
    Some((line * POINT).round() as i64 + around)
}

/// Whether words stand in the lines of a block themselves, or what stands among them.
fn flowing(element: &Element) -> bool {
    element.elements().any(|child| match child.kind() {
        Kind::Text => !child.text().trim().is_empty(),
        Kind::InLine | Kind::FieldMark | Kind::SimpleField | Kind::Object | Kind::Control => true,
        Kind::Fallback | Kind::Deleted | Kind::TextBox | Kind::ParagraphFormat => false,
        _ => flowing(child),
    })
}

/// Whether a block is one paragraph that ends no section.
fn is_plain(tree: &Element) -> bool {
    let mut children = tree.elements();
    let only = children.next().filter(|first| first.is(Kind::Paragraph) && children.next().is_none());
    let ends = |paragraph: &Element| {
        let format = paragraph.get(Kind::ParagraphFormat);
        format.is_some_and(|format| {
            format.get(Kind::Section).is_some() || format.get(Kind::ParagraphBorders).is_some()
        })
    };
    only.is_some_and(|paragraph| !ends(paragraph))
}

/// Writes a line of ours on a blank one: its words in the height of that, with all that is drawn there.
pub(super) fn write_on(blank: &mut Element, mut line: Element) {
    let Some(old) = blank.get_mut(Kind::Paragraph) else { return };
    let spacing = old.get(Kind::ParagraphFormat).and_then(|format| format.get(Kind::Spacing)).cloned();
    let drawn = |inner: &Element| {
        matches!(inner.kind(), Kind::Alternate | Kind::Drawing | Kind::Picture | Kind::Object)
    };
    let stays: Vec<Element> = old.all(Kind::Run).filter(|run| run.elements().any(drawn)).cloned().collect();
    if let (Some(spacing), Some(format)) = (spacing, Paragraph(&mut line).format()) {
        format.drop_all(Kind::Spacing);
        format.push(spacing);
        format.arrange();
    }
    Paragraph(&mut line).begin_with(stays);
    *old = line;
}
