//! The blocks of an office's document → head, what stands between, and foot (版头, 主体, 版记 of GB/T 9704-2012, 4.2).

use std::ops::Range;

use super::signs::Signs;
use crate::model::element::Element;

/// Between two lines of a head stand no more other blocks than these.
const NEAR: usize = 4;

/// Where the parts of a document are, in blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Anatomy {
    /// 版头, with the blank lines below its rule.
    pub(super) head: Range<usize>,
    /// What gives way to the report.
    pub(super) body: Range<usize>,
    /// 版记.
    pub(super) foot: Range<usize>,
    /// Whether blank lines of its own stand below the head.
    pub(super) spaced: bool,
}

impl Anatomy {
    pub(super) fn of(signs: &[Signs]) -> Self {
        let asked: Vec<usize> = (0..signs.len())
            .filter(|at| signs.get(*at).is_some_and(|block| block.asks(Element::is_sampled)))
            .collect();
        let (head, foot) = match (asked.first(), asked.last()) {
            (Some(first), Some(last)) => {
                let blanks = signs[..*first].iter().rev().take_while(|block| block.blank()).count();
                (first - blanks, last + 1)
            }
            _ => {
                let head = head(signs);
                (head, foot(signs, head))
            }
        };
        // Blank lines are the distance to the title, when a text follows; else they only fill the page.
        let after = signs.get(head..foot).unwrap_or_default();
        let blanks = after.iter().take_while(|block| block.blank()).count();
        let spaced = head > 0 && blanks > 0 && blanks < after.len();
        let begin = if spaced { head + blanks } else { head };
        Anatomy { head: 0..begin, body: begin..foot, foot: foot..signs.len(), spaced }
    }

    pub(super) fn has_head(&self) -> bool {
        !self.head.is_empty()
    }

    pub(super) fn has_foot(&self) -> bool {
        !self.foot.is_empty()
    }
}

/// The end of the head: behind its rule, its number, or the last thing of it.
fn head(signs: &[Signs]) -> usize {
    let mut end = 0;
    // Below number and rule, what is red is a note to whoever fills the paper in.
    let mut closed = false;
    let mut other = 0;
    for (at, block) in signs.iter().enumerate() {
        let line = block.line() && (block.red || block.ruled || !closed);
        let belongs = line || block.numbered() || !closed && (block.red || block.label());
        if belongs && !block.of_foot() {
            end = at + 1;
            other = 0;
            closed |= block.numbered() || block.red && block.ruled;
        } else if !block.blank() {
            // The name of the organ may be black, where only the line is red.
            other += 1;
            if closed || other > NEAR || block.of_foot() {
                break;
            }
        }
    }
    end
}

/// The beginning of the foot.
fn foot(signs: &[Signs], head: usize) -> usize {
    let mut begin = signs.len();
    let mut found = false;
    for (at, block) in signs.iter().enumerate().skip(head).rev() {
        if block.of_foot() {
            (begin, found) = (at, true);
        } else if found && block.line() {
            begin = at;
        } else if !block.blank() && !block.line() {
            break;
        }
    }
    if found { begin } else { signs.len() }
}
