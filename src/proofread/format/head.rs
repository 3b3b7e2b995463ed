//! 版头 (7.2): 份号, 密级, 紧急程度, 发文字号, 签发人, the red line.

use super::millimetres;
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::model::typeset::{Length, Line};
use crate::proofread::mend::words::right_number;
use crate::proofread::roles::{is_red, is_red_colour};
use crate::proofread::{Looked, Page};
use crate::text::pattern::Pattern;

static NUMBER: Pattern = Pattern::new(r"^[^\s〔〕第0-9]{1,20}〔[12][0-9]{3}〕[1-9][0-9]*号$");
static OF_MEETING: Pattern = Pattern::new(r"^〔[12][0-9]{3}〕[1-9][0-9]*号$");
static SERIAL: Pattern = Pattern::new(r"^[0-9]{6}$");
static SECRECY: Pattern =
    Pattern::new(r"^(?:绝[\s　]?密|机[\s　]?密|秘[\s　]?密)(?:★(?:[1-9][0-9]*(?:年|个月|月|天)|长期))?$");
static URGENCY: Pattern = Pattern::new(r"^(?:特[\s　]?急|加[\s　]?急|特[\s　]?提|平[\s　]?急)$");
static SIGNER: Pattern = Pattern::new(r"签[\s　]*发[\s　]*人[\s　]*([:：])?");
static UPWARD: Pattern = Pattern::new(r"(?:报告|请示)$");

pub(in crate::proofread) fn number(page: &Page) -> Looked {
    // A 纪要 has the number of its meeting and no name of its organ in it (10.3).
    let of_meeting = page.of(Role::Mark).any(|(_, line)| line.words().ends_with("纪要"));
    Looked::over(page.of(Role::Number), |line| {
        // 签发人 may stand behind it, after a tab or spaces.
        let text = line.words();
        let own = text.split(['\t', '\n']).next().unwrap_or_default();
        let own = own.split("签发人").next().unwrap_or_default().trim();
        let right = NUMBER.is_match(own) || (of_meeting && OF_MEETING.is_match(own));
        (!right).then(|| Lint::NumberForm {
            text: own.to_owned(),
            right: right_number(own).filter(|right| NUMBER.is_match(right)),
        })
    })
}

pub(in crate::proofread) fn labels(page: &Page) -> Looked {
    let mut looked =
        Looked::over(page.of(Role::Serial).filter(|(_, line)| !line.words().is_empty()), |line| {
            let text = line.text.trim();
            (!SERIAL.is_match(text)).then(|| Lint::SerialForm { text: text.to_owned() })
        });
    for (role, form) in [(Role::Secrecy, &SECRECY), (Role::Urgency, &URGENCY)] {
        for (at, line) in page.of(role) {
            let text = line.text.trim();
            looked.add(Some(at), (!form.is_match(text)).then(|| Lint::LabelForm { text: text.to_owned() }));
        }
    }
    looked
}

pub(in crate::proofread) fn order(page: &Page) -> Looked {
    let rank =
        |role: Role| [Role::Serial, Role::Secrecy, Role::Urgency].iter().position(|known| *known == role);
    let mut looked = Looked::default();
    let mut before: Option<Role> = None;
    for (at, line) in page.all(|role| rank(role).is_some()) {
        let Some(role) = page.role(at).filter(|_| !line.text.trim().is_empty()) else { continue };
        let wrong = before.filter(|before| rank(*before) > rank(role));
        looked.add(Some(at), wrong.map(|then| Lint::HeadOrder { first: role, then }));
        before = Some(role);
    }
    looked
}

/// The red line: a rule of a paragraph or table above the title, or a drawing, whose colour is not looked into.
pub(in crate::proofread) fn red_line(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let title = page.of(Role::Title).map(|(at, _)| at).next();
    if let Some(title) = title.filter(|_| page.has_head()) {
        let head = page.set.lines.get(..title).unwrap_or_default();
        let drawn = head
            .iter()
            .any(|line| line.drawings > 0 || line.rules.iter().any(|rule| is_red_colour(&rule.colour)));
        let tables = page.set.tables.iter().filter(|table| table.lines.start < title);
        let framed = tables.flat_map(|table| &table.rules).any(|rule| is_red_colour(&rule.colour));
        let drawn = drawn || framed;
        looked.add(None, (!drawn).then_some(Lint::NoRedLine));
        let short = head.iter().filter(|line| line.is_free() && is_ruled_red(line)).find_map(|line| {
            let width = page.width_at(line) - indent(line.format.left) - indent(line.format.right);
            (page.width_at(line) - width > SHORT).then(|| Lint::RedLineShort { has: millimetres(width) })
        });
        looked.faults.extend(short.map(|fault| (None, fault)));
    }
    looked
}

/// How much narrower than the type area the red line may be, in twips: the number above it has indents of its own.
const SHORT: i64 = 700;

fn is_ruled_red(line: &Line) -> bool {
    line.rules.iter().any(|rule| is_red_colour(&rule.colour))
}

/// An indent in twips, beside 3号 where it is said in characters.
fn indent(length: Length) -> i64 {
    (length.in_characters(32) * 320.0).round() as i64
}

/// 发文机关标志 is usually red (7.2.4).
pub(in crate::proofread) fn mark_colour(page: &Page) -> Looked {
    let marks = page.all(|role| matches!(role, Role::Mark | Role::MarkWord));
    let marks = marks.filter(|(_, line)| !line.words().is_empty());
    Looked::over(marks, |line| (!is_red(line)).then_some(Lint::MarkColour))
}

pub(in crate::proofread) fn signer(page: &Page) -> Looked {
    let mut looked = Looked::default();
    if let Some((at, _)) = page.of(Role::Number).next()
        && UPWARD.is_match(&page.title())
    {
        let said = page.all(Role::is_head).any(|(_, line)| line.text.contains("签发人"));
        looked.add(Some(at), (!said).then_some(Lint::NoSigner));
    }
    for (at, line) in page.all(Role::is_head) {
        let Some(found) = SIGNER.captures(&line.text) else { continue };
        let written = found.get(0).map_or("", |found| found.as_str()).trim().to_owned();
        let wrong = found.get(1).is_none_or(|colon| colon.as_str() != "：");
        looked.add(Some(at), wrong.then_some(Lint::SignerForm { written }));
    }
    looked
}
