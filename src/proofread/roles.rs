//! A document as it is set → which element of the official format each paragraph is: by the name of its style where that
//! says it, else by its words, its place and its neighbours. What is not surely an element is none, so that no rule asks
//! anything of it.

use std::ops::Range;

use super::shapes::{
    COPIES, ISSUE, ISSUE_BARE, KIND, LABEL, LEVEL_POINT, MARK, NUMBER, PLAIN_LABEL, SECRECY, SERIAL, SIGNERS,
    URGENCY, addresses, begins_note, is_day, is_name, is_named_annex, is_note, is_prose,
};
use crate::model::element::{Element, elements};
use crate::model::report::Role;
use crate::model::typeset::{Align, Line, Typeset};
use crate::text::pattern::Pattern;

/// A title is at least so large where no style says it, in half points.
const TITLE_SIZE: u32 = 36;
/// No title begins behind so many paragraphs with text.
const TITLE_WITHIN: usize = 30;
/// At most so many organs sign.
const NAMES: usize = 6;
/// A day is not that of a paper when so many paragraphs of text follow it.
const TEXT_BELOW: usize = 2;
const LEVELS: [Role; 4] = [Role::Heading1, Role::Heading2, Role::Heading3, Role::Heading4];

/// The role of every paragraph; none for those that are no element, and for cells of tables.
pub(super) fn roles(set: &Typeset) -> Vec<Option<Role>> {
    let mut finder = Finder { lines: &set.lines, roles: set.lines.iter().map(by_style).collect() };
    finder.imprint();
    let title = finder.title();
    let head = finder.head((!title.is_empty()).then_some(title.start));
    let from = title.end.max(head);
    let annexes = finder.annexes(from);
    let end = finder.ending(from, annexes);
    finder.main(from, end);
    // Text in the style of the body that stands elsewhere, as in an annex, is text of the body too.
    for (at, line) in set.lines.iter().enumerate() {
        let text = line.is_free() && !line.words().is_empty() && line.format.align == Align::Left;
        if text && Role::Body.element().has_style(&line.style) {
            finder.set(at, Role::Body);
        }
    }
    finder.roles
}

/// The role that a style speaks for. That of the body speaks for none: headings are often typed in it. A heading that says
/// the number of another level is of that level.
fn by_style(line: &Line) -> Option<Role> {
    if line.style.is_empty() || line.text.trim().is_empty() {
        return None;
    }
    let named = |element: &&'static Element| {
        let free = line.is_free() || element.styles().any(|style| style.in_table && style.is(&line.style));
        free && (element.has_style(&line.style) || element.offices.contains(&line.style.as_str()))
    };
    let mut known = elements().filter(named);
    let said = known.clone().find(|element| element.says.contains(&line.text.trim()));
    let role = said.or_else(|| known.find(|element| element.says.is_empty())).map(|element| element.role);
    let role = role.filter(|role| *role != Role::Body)?;
    let other = role.level().and_then(|_| level_of(&line.text));
    Some(other.unwrap_or(role))
}

/// Whether a paragraph begins as those of a role do.
pub(super) fn begins(role: Role, text: &str) -> bool {
    role.element().begins.is_some_and(|pattern| Pattern::new(pattern).is_match(text))
}

/// The level whose number a paragraph begins with.
fn level_of(text: &str) -> Option<Role> {
    let pointed = LEVEL_POINT.is_match(text).then_some(Role::Heading1);
    LEVELS.into_iter().find(|level| begins(*level, text)).or(pointed)
}

struct Finder<'s> {
    lines: &'s [Line],
    roles: Vec<Option<Role>>,
}

impl<'s> Finder<'s> {
    fn set(&mut self, at: usize, role: Role) {
        if let Some(place) = self.roles.get_mut(at)
            && place.is_none()
        {
            *place = Some(role);
        }
    }

    fn line(&self, at: usize) -> Option<&'s Line> {
        self.lines.get(at)
    }

    fn holds(&self, at: usize, test: impl Fn(&Line) -> bool) -> bool {
        self.line(at).is_some_and(test)
    }

    /// The places of the paragraphs with text between two others that stand in the body itself.
    fn texts(&self, from: usize, to: usize) -> Vec<usize> {
        (from..to).filter(|at| self.holds(*at, |line| line.is_free() && !line.words().is_empty())).collect()
    }

    fn is(&self, at: usize, role: Role) -> bool {
        self.roles.get(at).copied().flatten() == Some(role)
    }

    fn is_open(&self, at: usize) -> bool {
        self.roles.get(at).is_some_and(Option::is_none)
    }

    /// 版记: 抄送 and 印发 wherever they stand, from the end on; where 印发 was forgotten, below 抄送.
    fn imprint(&mut self) {
        let half = self.lines.len() / 2;
        let mut copied = false;
        for at in half..self.lines.len() {
            let text = self.line(at).map(Line::words).unwrap_or_default();
            if COPIES.is_match(&text) {
                self.set(at, Role::Copies);
            } else if ISSUE.is_match(&text) || (copied && ISSUE_BARE.is_match(&text)) {
                self.set(at, Role::Issue);
            }
            copied = (copied && text.is_empty()) || self.is(at, Role::Copies);
        }
    }

    /// 标题: where it begins and ends. Without one both are the beginning.
    fn title(&mut self) -> Range<usize> {
        let styled: Vec<usize> = (0..self.lines.len()).filter(|at| self.is(*at, Role::Title)).collect();
        if let (Some(first), Some(last)) = (styled.first(), styled.last()) {
            return *first..*last + 1;
        }
        let Some(first) = self.title_begins() else { return 0..0 };
        let top = self.line(first);
        let centred = top.is_some_and(|line| line.format.align == Align::Centre);
        let like = |line: &Line| {
            let same =
                top.is_some_and(|top| top.size() == line.size() && top.format.align == line.format.align);
            let aside = line.text.trim().is_empty()
                || line.text.trim().starts_with(['（', '('])
                || is_day(line)
                || addresses(line);
            same && !aside && !is_red(line)
        };
        // A title that looks like the text below it is one paragraph.
        let end = (first + 1..self.lines.len()).find(|at| !centred || !self.holds(*at, like));
        let end = end.unwrap_or(self.lines.len());
        (first..end).for_each(|at| self.set(at, Role::Title));
        first..end
    }

    /// Where the title begins: above the first sentence, heading, addressee and annex, below 发文字号.
    fn title_begins(&self) -> Option<usize> {
        let ends = |at: &usize| {
            let small = self.holds(*at, |line| line.size() < TITLE_SIZE && !KIND.is_match(line.text.trim()));
            small
                && self.holds(*at, |line| is_prose(line) || addresses(line) || level_of(&line.text).is_some())
                || self.is(*at, Role::AnnexLabel)
        };
        let early = self.texts(0, self.lines.len()).into_iter().take(TITLE_WITHIN);
        let early: Vec<usize> = early.take_while(|at| !ends(at)).collect();
        let number = early.iter().rposition(|at| {
            self.holds(*at, |line| NUMBER.is_match(line.text.trim()) && !KIND.is_match(line.text.trim()))
        });
        let early = early.get(number.map_or(0, |number| number + 1)..).unwrap_or_default();
        let open: Vec<usize> = early.iter().copied().filter(|at| self.is_open(*at)).collect();
        let plain: Vec<usize> = open
            .iter()
            .copied()
            .filter(|at| self.holds(*at, |line| !is_red(line) && !MARK.is_match(&line.text)))
            .collect();
        let centred = |at: &&usize| self.holds(**at, |line| line.format.align == Align::Centre);
        let large = |at: &&usize| self.holds(**at, |line| line.size() >= TITLE_SIZE);
        let faced =
            |at: &&usize| self.holds(**at, |line| line.runs.iter().any(|run| run.chinese.contains("标宋")));
        let first = |at: &&usize| open.first() == Some(*at);
        let named = |at: &&usize| self.holds(**at, |line| KIND.is_match(line.text.trim()));
        let about = |at: &&usize| self.holds(**at, |line| line.text.contains("关于"));
        let found = plain.iter().find(|at| large(at) && centred(at));
        let found = found.or_else(|| plain.iter().find(|at| centred(at) && named(at)));
        let found =
            found.or_else(|| plain.iter().find(|at| large(at) || (named(at) && (about(at) || first(at)))));
        let found = found.or_else(|| plain.iter().find(|at| faced(at)));
        found.or_else(|| plain.first().filter(|at| first(at) && centred(at) && number.is_none())).copied()
    }

    /// 版头, above the title; without one as far as paragraphs look like it. Where it ends.
    fn head(&mut self, title: Option<usize>) -> usize {
        for at in 0..title.unwrap_or(self.lines.len()) {
            let Some(line) = self.line(at) else { continue };
            let text = line.words();
            let text = text.as_str();
            if text.is_empty() || !self.is_open(at) {
                continue;
            }
            let role = match () {
                // A sentence that cites a number is none.
                () if title.is_none() && text.ends_with('。') => return at,
                () if NUMBER.is_match(text) => Role::Number,
                () if SIGNERS.is_match(text) => Role::Signers,
                () if SERIAL.is_match(text) => Role::Serial,
                () if SECRECY.is_match(text) => Role::Secrecy,
                () if URGENCY.is_match(text) => Role::Urgency,
                () if is_red(line) || MARK.is_match(text) || line.size() > TITLE_SIZE => Role::Mark,
                () if title.is_none() => return at,
                () => continue,
            };
            self.set(at, role);
        }
        title.unwrap_or(0)
    }

    /// 附件: where the first begins, else where the text ends.
    fn annexes(&mut self, from: usize) -> usize {
        let texts = self.texts(from, self.lines.len());
        let is_label = |at: usize| {
            let said = self.holds(at, |line| {
                let text = line.words();
                let open = !text.ends_with(['：', ':']) && PLAIN_LABEL.is_match(&text);
                LABEL.is_match(&text) && (line.opens_page || open)
            });
            self.is(at, Role::AnnexLabel) || (said && self.is_open(at))
        };
        let labels: Vec<usize> = texts.iter().copied().filter(|at| is_label(*at)).collect();
        for label in &labels {
            self.set(*label, Role::AnnexLabel);
            if let Some(title) = texts.iter().find(|at| *at > label).copied() {
                self.set(title, Role::AnnexTitle);
            }
        }
        let imprint = self.roles.iter().position(|role| role.is_some_and(Role::is_imprint));
        labels.first().copied().or(imprint).unwrap_or(self.lines.len())
    }

    /// What stands between the body and the annexes: 附件说明, 署名, 成文日期, 附注. Where the body ends.
    fn ending(&mut self, from: usize, to: usize) -> usize {
        let texts = self.texts(from, to);
        let date = texts.iter().rposition(|at| self.is(*at, Role::Date) || self.holds(*at, is_day));
        let date = date.filter(|date| {
            let below = texts.iter().skip(date + 1).filter(|at| self.holds(**at, is_prose)).count();
            texts.get(*date).is_some_and(|at| self.is(*at, Role::Date)) || below < TEXT_BELOW
        });
        let above = texts.get(..date.unwrap_or(texts.len())).unwrap_or_default();
        let begins = |at: &usize| self.is(*at, Role::AnnexNote) || self.holds(*at, begins_note);
        let last = above.iter().rposition(begins);
        let note = last.map(|last| {
            let before = above.get(..last).unwrap_or_default().iter().rev().take_while(|at| begins(at));
            last - before.count()
        });
        let listed = above.get(note.unwrap_or(above.len())..).unwrap_or_default().iter().copied();
        let listed: Vec<usize> = listed.take_while(|at| self.holds(*at, is_named_annex)).collect();
        listed.into_iter().for_each(|at| self.set(at, Role::AnnexNote));
        let noted = note.and_then(|note| above.get(note)).copied();
        let Some(date) = date else { return noted.unwrap_or(to) };
        let mut end = texts.get(date).copied().unwrap_or(to);
        self.set(end, Role::Date);
        for at in texts.iter().skip(date + 1).copied() {
            if self.holds(at, is_note) {
                self.set(at, Role::Note);
            }
        }
        for at in above.iter().rev().take(NAMES).copied() {
            let named = self.is(at, Role::Signature) || self.is_open(at) && self.holds(at, is_name);
            if !named {
                break;
            }
            self.set(at, Role::Signature);
            end = at;
        }
        noted.unwrap_or(end)
    }

    /// Finds 主送机关, headings and body among the paragraphs from one place to another.
    fn main(&mut self, from: usize, to: usize) {
        let texts: Vec<usize> = self.texts(from, to);
        let aside =
            |line: &Line| line.text.trim().starts_with(['（', '(']) || line.format.align == Align::Centre;
        let first = texts.iter().copied().find(|at| !self.holds(*at, aside));
        if let Some(at) = first.filter(|at| self.holds(*at, addresses)) {
            self.set(at, Role::Addressee);
        }
        for at in texts {
            let Some(line) = self.line(at) else { continue };
            let outlined = line.level.filter(|_| line.numbered && !is_prose(line));
            let outlined = outlined.and_then(|level| LEVELS.get(level - 1)).copied();
            let role = level_of(&line.text).or(outlined).or(is_prose(line).then_some(Role::Body));
            role.into_iter().for_each(|role| self.set(at, role));
        }
    }
}

/// Whether the characters of a line are red.
pub(super) fn is_red(line: &Line) -> bool {
    line.runs
        .iter()
        .any(|run| !run.text.trim().is_empty() && run.colour.as_deref().is_some_and(is_red_colour))
}

/// Whether a colour is a red, as offices print it.
pub(super) fn is_red_colour(colour: &str) -> bool {
    let part = |from: usize| colour.get(from..from + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
    matches!((part(0), part(2), part(4)), (Some(red), Some(green), Some(blue)) if red >= 0xA0 && green < 0x50 && blue < 0x50)
}
