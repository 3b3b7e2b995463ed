//! 版头 (7.2): 份号, 密级, 紧急程度, 发文字号, 签发人, the red line.

use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::proofread::roles::is_red_colour;
use crate::proofread::{Looked, Page};
use crate::text::pattern::Pattern;

static NUMBER: Pattern = Pattern::new(r"^[^\s〔〕第0-9]{1,20}〔[12][0-9]{3}〕[1-9][0-9]*号$");
static SERIAL: Pattern = Pattern::new(r"^[0-9]{6}$");
static SECRECY: Pattern =
    Pattern::new(r"^(?:绝[\s　]?密|机[\s　]?密|秘[\s　]?密)(?:★(?:[1-9][0-9]*(?:年|个月|月|天)|长期))?$");
static URGENCY: Pattern = Pattern::new(r"^(?:特[\s　]?急|加[\s　]?急|特[\s　]?提|平[\s　]?急)$");
static UPWARD: Pattern = Pattern::new(r"(?:报告|请示)$");

pub(in crate::proofread) fn number(page: &Page) -> Looked {
    Looked::over(page.of(Role::Number), |line| {
        // 签发人 may stand behind it, after a tab or spaces.
        let text = line.text.trim();
        let own = text.split(['\t', '\n']).next().unwrap_or_default();
        let own = own.split("签发人").next().unwrap_or_default().trim();
        (!NUMBER.is_match(own)).then(|| Lint::NumberForm { text: own.to_owned() })
    })
}

pub(in crate::proofread) fn labels(page: &Page) -> Looked {
    let mut looked =
        Looked::over(page.of(Role::Serial).filter(|(_, line)| !line.text.trim().is_empty()), |line| {
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
            .any(|line| line.drawings > 0 || line.rules.iter().any(|colour| is_red_colour(colour)));
        let tables = page.set.tables.iter().filter(|table| table.lines.start < title);
        let framed = tables.flat_map(|table| &table.rules).any(|colour| is_red_colour(colour));
        let drawn = drawn || framed;
        looked.add(None, (!drawn).then_some(Lint::NoRedLine));
    }
    looked
}

pub(in crate::proofread) fn signer(page: &Page) -> Looked {
    let mut looked = Looked::default();
    if let Some((at, _)) = page.of(Role::Number).next()
        && UPWARD.is_match(&page.title())
    {
        let said = page.all(Role::is_head).any(|(_, line)| line.text.contains("签发人"));
        looked.add(Some(at), (!said).then_some(Lint::NoSigner));
    }
    looked
}
