//! The blocks of an office's document → head, what stands between, and foot (版头, 主体, 版记 of GB/T 9704-2012, 4.2).

use std::ops::Range;

use super::signs::Signs;

/// Between two lines of a head stand no more other blocks than these.
const NEAR: usize = 4;

/// Where the parts of a document are, in blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Anatomy {
    /// 版头, with the blank lines below its rule.
    pub(super) head: Range<usize>,
    /// What stands between head and foot, and gives way to the report.
    pub(super) body: Range<usize>,
    /// 版记, from its first block to the end; empty where there is none.
    pub(super) foot: Range<usize>,
    /// Whether blank lines of its own stand below the head.
    pub(super) spaced: bool,
}

impl Anatomy {
    pub(super) fn of(signs: &[Signs]) -> Self {
        let asks = |at: &usize| signs.get(*at).is_some_and(Signs::gives_way) && !is_mark(signs, *at);
        let asked: Vec<usize> = (0..signs.len()).filter(asks).collect();
        let (head, foot) = match (asked.first(), asked.last()) {
            (Some(first), Some(last)) => {
                // Above the first place, what stands below the rule is text of the form.
                let upto = signs.get(..*first).unwrap_or_default();
                let head = match head(upto) {
                    0 => first - upto.iter().rev().take_while(|block| block.blank()).count(),
                    head => head,
                };
                (head, foot_after(signs, *last))
            }
            _ => {
                let head = head(signs);
                (head, foot(signs, head))
            }
        };
        // Blank lines behind the text only fill the page.
        let end =
            if signs.get(foot..).unwrap_or_default().iter().all(Signs::blank) { signs.len() } else { foot };
        // Blank lines are the distance to the title, when a text follows; else they only fill the page.
        let after = signs.get(head..end).unwrap_or_default();
        let blanks = after.iter().take_while(|block| block.blank()).count();
        let spaced = head > 0 && blanks > 0 && blanks < after.len();
        let begin = if spaced { head + blanks } else { head };
        Anatomy { head: 0..begin, body: begin..end, foot: end..signs.len(), spaced }
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
    let text = signs.iter().position(Signs::is_text).unwrap_or(signs.len());
    let signs = signs.get(..text).unwrap_or_default();
    let mut end = 0;
    // Below number and rule, what is red is a note to whoever fills the paper in.
    let (mut closed, mut has_rule) = (false, false);
    let mut other = 0;
    for (at, block) in signs.iter().enumerate() {
        let line = block.line() && (block.red || block.ruled || !closed);
        let belongs = line || block.numbered() || !closed && (block.red || block.label());
        if belongs && !block.of_foot() {
            end = at + 1;
            other = 0;
            has_rule |= block.red && block.ruled;
            closed |= block.numbered() || has_rule;
        } else if !block.blank() {
            // The name of the organ may be black, where only the line is red; below the number of minutes stand who
            // met and when, and then the line.
            other += 1;
            let ruled = !has_rule && rule_near(signs.get(at..).unwrap_or_default());
            if closed && !ruled || other > NEAR || block.of_foot() {
                break;
            }
        }
    }
    end
}

/// Whether a red line that is drawn across the page follows within a few blocks.
fn rule_near(after: &[Signs]) -> bool {
    let shown = after.iter().filter(|block| !block.blank()).take(NEAR);
    shown.take_while(|block| !block.of_foot()).any(|block| block.line() && block.red && block.ruled)
}

/// The end of what gives way where its last place with a name is known: behind the date that follows it closely, with
/// the signature above.
fn signed(signs: &[Signs], last: usize) -> usize {
    let after = signs.get(last + 1..).unwrap_or_default();
    let mut seen = 0;
    for (at, block) in after.iter().enumerate() {
        if block.of_foot() || block.table || seen > NEAR * 2 {
            break;
        }
        if block.dated() {
            return last + 1 + at + 1;
        }
        seen += usize::from(!block.blank());
    }
    last + 1
}

/// Whether a block that is called a title is a mark all the same: a number follows it.
fn is_mark(signs: &[Signs], at: usize) -> bool {
    let follows = signs.get(at + 1..).unwrap_or_default().iter().filter(|block| !block.blank());
    let mut near = follows.take(NEAR).take_while(|block| !block.gives_way());
    signs.get(at).is_some_and(|block| block.marked) && near.any(Signs::numbered)
}

/// Where the foot begins behind the last place with a name: blank lines between fill the page. Below title or
/// addressee, what follows is the text that gives way.
fn foot_after(signs: &[Signs], last: usize) -> usize {
    if signs.get(last).is_some_and(Signs::opens_text) {
        return foot(signs, last + 1);
    }
    let begin = signed(signs, last);
    let foot = foot(signs, begin);
    let between = signs.get(begin..foot).unwrap_or_default();
    begin + between.iter().take_while(|block| block.blank()).count()
}

/// The index of the first block of 版记; the number of blocks where there is none.
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
