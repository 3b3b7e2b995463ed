//! A document as it is set → which element of the official format each paragraph is: by the name of its style where that
//! says it, else by its words, its place and its neighbours.

use crate::model::element::{Element, elements};
use crate::model::report::Role;
use crate::model::typeset::{Align, Line, Typeset, Within};
use crate::text::pattern::Pattern;

/// A title is at least so large where no style says it, in half points.
const TITLE_SIZE: u32 = 36;
/// No title begins behind so many paragraphs with text.
const TITLE_WITHIN: usize = 30;
/// A line of 署名 has at most so many characters, and there are at most so many of them.
const NAME_LENGTH: usize = 40;
const NAMES: usize = 6;

static NUMBER: Pattern = Pattern::new(
    r"[〔\[【（(［][\s　]*[0-9０-９]{2,4}[\s　]*[〕\]】）)］][\s　]*第?[\s　]*[0-9０-９]+[\s　]*号",
);
static SERIAL: Pattern = Pattern::new(r"^[\s　]*[0-9]{3,8}[\s　]*$");
static SECRECY: Pattern =
    Pattern::new(r"^[\s　]*(?:绝[\s　]*密|机[\s　]*密|秘[\s　]*密)(?:[^\u{4e00}-\u{9fff}]|$)");
static URGENCY: Pattern = Pattern::new(
    r"^[\s　]*(?:特[\s　]*急|加[\s　]*急|特[\s　]*提|平[\s　]*急|急[\s　]*件|紧[\s　]*急)[\s　]*$",
);
static SIGNERS: Pattern = Pattern::new(r"签[\s　]*发[\s　]*人");
static MARK: Pattern = Pattern::new(r"文[\s　]*件[\s　]*$");
static KIND: Pattern = Pattern::new(r"(?:报告|请示|通知|通报|意见|决定|函|纪要|方案|总结|汇报)$");
static COPIES: Pattern = Pattern::new(r"^[\s　]*(?:抄[\s　]*送|主[\s　]*送|抄[\s　]*报)[\s　]*[:：]");
static ISSUE: Pattern = Pattern::new(r"日[\s　]*印发[\s　]*$|^[\s　]*印发机关");
static LABEL: Pattern = Pattern::new(r"^[\s　]*附[\s　]*件[\s　]*[0-9\p{一}]{0,3}[\s　]*[:：]?[\s　]*$");
static LISTED: Pattern = Pattern::new(r"^[\s　]*[0-9]{1,2}[\s　]*[.．、]");
static LEADS_ON: Pattern = Pattern::new(r"如下|以下|报告|汇报|通报|。|；");
static NO_NAME: Pattern = Pattern::new(r"[。：:；，！？]|^(?:特此|以上|妥否|当否|此复|专此|此致)");

/// The role of every paragraph; none for those that are no element, and for cells of tables.
pub(super) fn roles(set: &Typeset) -> Vec<Option<Role>> {
    let mut finder = Finder { lines: &set.lines, roles: set.lines.iter().map(by_style).collect() };
    finder.imprint();
    let title = finder.title();
    let head = finder.head((!title.is_empty()).then_some(title.start));
    let from = title.end.max(head);
    let annexes = finder.annexes(from);
    finder.ending(from, annexes);
    finder.main(from, annexes);
    // Text in the style of the body that stands elsewhere, as in an annex, is text of the body too.
    for (at, line) in set.lines.iter().enumerate() {
        if line.is_free() && !line.text.trim().is_empty() && Role::Body.element().has_style(&line.style) {
            finder.set(at, Role::Body);
        }
    }
    finder.roles
}

/// The role that a style speaks for. That of the body speaks for none: headings are often typed in it.
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
    role.filter(|role| *role != Role::Body)
}

/// Whether a paragraph begins as those of a role do.
fn begins(role: Role, text: &str) -> bool {
    role.element().begins.is_some_and(|pattern| Pattern::new(pattern).is_match(text))
}

struct Finder<'s> {
    lines: &'s [Line],
    roles: Vec<Option<Role>>,
}

impl Finder<'_> {
    fn set(&mut self, at: usize, role: Role) {
        if let Some(place) = self.roles.get_mut(at)
            && place.is_none()
        {
            *place = Some(role);
        }
    }

    fn line(&self, at: usize) -> Option<&Line> {
        self.lines.get(at)
    }

    /// The places of the paragraphs with text between two others that stand in the body itself.
    fn texts(&self, from: usize, to: usize) -> Vec<usize> {
        let within = (from..to).filter(|at| self.lines.get(*at).is_some_and(|line| line.is_free()));
        within.filter(|at| self.lines.get(*at).is_some_and(|line| !line.text.trim().is_empty())).collect()
    }

    fn is(&self, at: usize, role: Role) -> bool {
        self.roles.get(at).copied().flatten() == Some(role)
    }

    /// 版记: 抄送 and 印发 wherever they stand, from the end on.
    fn imprint(&mut self) {
        let half = self.lines.len() / 2;
        for at in half..self.lines.len() {
            let text = self.lines.get(at).map(|line| line.text.clone()).unwrap_or_default();
            if COPIES.is_match(&text) {
                self.set(at, Role::Copies);
            } else if ISSUE.is_match(&text) {
                self.set(at, Role::Issue);
            }
        }
    }

    /// 标题: where it begins and ends. Without one both are the beginning.
    fn title(&mut self) -> std::ops::Range<usize> {
        let styled: Vec<usize> = (0..self.lines.len()).filter(|at| self.is(*at, Role::Title)).collect();
        if let (Some(first), Some(last)) = (styled.first(), styled.last()) {
            return *first..*last + 1;
        }
        let early = self.texts(0, self.lines.len()).into_iter().take(TITLE_WITHIN);
        let early: Vec<usize> = early.filter(|at| self.roles.get(*at).is_some_and(Option::is_none)).collect();
        let centred = |at: &&usize| self.line(**at).is_some_and(|line| line.format.align == Align::Centre);
        let plain =
            |at: &&usize| self.line(**at).is_some_and(|line| !is_red(line) && !MARK.is_match(&line.text));
        let large = |at: &&usize| self.line(**at).is_some_and(|line| line.size() >= TITLE_SIZE);
        let kind = |at: &&usize| {
            self.line(**at).is_some_and(|line| KIND.is_match(line.text.trim()) && line.text.contains("关于"))
        };
        let found = early.iter().filter(plain).find(|at| large(at) && centred(at));
        let found = found.or_else(|| early.iter().filter(plain).find(|at| centred(at) && kind(at)));
        let found = found.or_else(|| early.iter().filter(plain).find(|at| kind(at) || large(at)));
        let Some(first) = found.copied() else { return 0..0 };
        let mut end = first;
        while let Some(line) = self.line(end).filter(|line| !line.text.trim().is_empty()) {
            let like = self
                .line(first)
                .is_some_and(|top| top.size() == line.size() && top.format.align == line.format.align);
            if !like || is_red(line) {
                break;
            }
            end += 1;
        }
        // A title that looks like the text below it is one paragraph.
        let end = if self.line(first).is_some_and(|line| line.format.align == Align::Centre) {
            end
        } else {
            first + 1
        };
        (first..end).for_each(|at| self.set(at, Role::Title));
        first..end
    }

    /// 版头, above the title; without one as far as paragraphs look like it. Where it ends.
    fn head(&mut self, title: Option<usize>) -> usize {
        for at in 0..title.unwrap_or(self.lines.len()) {
            let Some(line) = self.line(at).cloned() else { continue };
            let text = line.text.trim();
            if text.is_empty() || self.roles.get(at).is_some_and(Option::is_some) {
                continue;
            }
            let role = match () {
                // A sentence that cites a number is none.
                () if text.ends_with('。') && title.is_none() => return at,
                () if NUMBER.is_match(text) => Role::Number,
                () if SIGNERS.is_match(text) => Role::Signers,
                () if SERIAL.is_match(text) => Role::Serial,
                () if SECRECY.is_match(text) => Role::Secrecy,
                () if URGENCY.is_match(text) => Role::Urgency,
                () if is_red(&line) || MARK.is_match(text) || line.size() > TITLE_SIZE => Role::Mark,
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
        let is_label = |finder: &Self, at: usize| {
            finder.is(at, Role::AnnexLabel)
                || finder.line(at).is_some_and(|line| {
                    let text = line.text.trim();
                    LABEL.is_match(text) && (line.opens_page || !text.ends_with(['：', ':']))
                })
        };
        let labels: Vec<usize> = texts.iter().copied().filter(|at| is_label(self, *at)).collect();
        for label in &labels {
            self.set(*label, Role::AnnexLabel);
            if let Some(title) = texts.iter().find(|at| *at > label).copied() {
                self.set(title, Role::AnnexTitle);
            }
        }
        let imprint = self.roles.iter().position(|role| role.is_some_and(Role::is_imprint));
        labels.first().copied().or(imprint).unwrap_or(self.lines.len())
    }

    /// What stands between the body and the annexes: 附件说明, 署名, 成文日期, 附注.
    fn ending(&mut self, from: usize, to: usize) {
        let texts = self.texts(from, to);
        let date = texts.iter().rposition(|at| {
            self.is(*at, Role::Date) || self.line(*at).is_some_and(|line| begins(Role::Date, &line.text))
        });
        let note = texts.iter().position(|at| {
            self.is(*at, Role::AnnexNote)
                || self.line(*at).is_some_and(|line| begins(Role::AnnexNote, &line.text))
        });
        if let Some(note) = note {
            for at in texts
                .iter()
                .skip(note)
                .take_while(|at| self.line(**at).is_some_and(is_named_annex))
                .copied()
                .collect::<Vec<_>>()
            {
                self.set(at, Role::AnnexNote);
            }
        }
        let Some(date) = date else { return };
        let place = texts.get(date).copied().unwrap_or_default();
        self.set(place, Role::Date);
        for at in texts.iter().skip(date + 1).copied() {
            if self.line(at).is_some_and(|line| line.text.trim().starts_with(['（', '('])) {
                self.set(at, Role::Note);
            }
        }
        for at in texts.iter().take(date).rev().take(NAMES).copied().collect::<Vec<_>>() {
            let named = self.is(at, Role::Signature);
            let free = self.roles.get(at).is_some_and(Option::is_none);
            let is_organ = named || (free && self.line(at).is_some_and(is_name));
            if !is_organ {
                break;
            }
            self.set(at, Role::Signature);
        }
    }

    /// Finds 主送机关, headings and body among the paragraphs from one place to another.
    fn main(&mut self, from: usize, to: usize) {
        let texts: Vec<usize> = self.texts(from, to);
        let first = texts.iter().copied().find(|at| {
            let aside = self.line(*at).is_some_and(|line| {
                line.text.trim().starts_with(['（', '(']) || line.format.align == Align::Centre
            });
            !aside
        });
        if let Some(at) = first
            && self
                .line(at)
                .is_some_and(|line| begins(Role::Addressee, &line.text) && !LEADS_ON.is_match(&line.text))
        {
            self.set(at, Role::Addressee);
        }
        const LEVELS: [Role; 4] = [Role::Heading1, Role::Heading2, Role::Heading3, Role::Heading4];
        for at in texts {
            let text = self.line(at).map(|line| line.text.clone()).unwrap_or_default();
            let level = LEVELS.into_iter().find(|level| begins(*level, &text));
            self.set(at, level.unwrap_or(Role::Body));
        }
    }
}

/// Whether a line goes on naming annexes: the first says 附件, the others are numbered.
fn is_named_annex(line: &Line) -> bool {
    begins(Role::AnnexNote, &line.text) || LISTED.is_match(&line.text)
}

/// Whether a line may be the name of an organ that signs.
fn is_name(line: &Line) -> bool {
    let text = line.text.trim();
    let numbered =
        [Role::Heading1, Role::Heading2, Role::Heading3].into_iter().any(|role| begins(role, text));
    text.chars().count() <= NAME_LENGTH && !NO_NAME.is_match(text) && !numbered && line.within == Within::Body
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
