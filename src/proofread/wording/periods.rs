//! Spans of time: the month or year of the title against the text, and how long something took against its days.

use jiff::civil::Date;

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::model::report::Role;
use crate::text::numeral::{is_numeral, value};
use crate::text::pattern::{Captures, Pattern};

/// Spans that a title may be about; of each group a text that names another one, and never this, is of another time.
static SPANS: [Pattern; 4] = [
    Pattern::new(r"([0-9]{1,2}|[\p{一}]{1,2})月(?:份|工作|情况|信访|全)"),
    Pattern::new(r"第?([一二三四1-4])季度"),
    Pattern::new(r"([上下])半年"),
    Pattern::new(r"([12][0-9]{3})年"),
];
/// The same in the text: only what speaks of a month as a whole.
static IN_TEXT: [Pattern; 4] = [
    Pattern::new(r"([0-9]{1,2}|[\p{一}]{1,2})月份"),
    Pattern::new(r"第?([一二三四1-4])季度"),
    Pattern::new(r"([上下])半年"),
    Pattern::new(r"([12][0-9]{3})年"),
];
static LASTED: Pattern = Pattern::new(
    r"(?:为期|历时|历经|持续)(近|约|将近)?([0-9]{1,3}|[一二三四五六七八九十两]{1,3})(?:个)?(多)?月(多)?(?:的([\u{4e00}-\u{9fff}]{2,12}))?",
);
static DAYS: Pattern = Pattern::new(
    r"(?:([12][0-9]{3})年)?([0-9]{1,2})月(?:([0-9]{1,2})日)?(?:起|开始)?[，,]?(?:至|到|—|－|-|～)(?:([12][0-9]{3})年)?([0-9]{1,2})月(?:([0-9]{1,2})日|底|末)?",
);

/// What a report is about when it says how long it took.
static WHOLE: Pattern = Pattern::new(r"活动|整顿|行动|整治|教育|检查");
/// So many characters before a span say what it is of.
const AROUND: usize = 30;

/// Title and text of other months, quarters, halves or years.
pub(super) fn of_title(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let title: String =
        text.of(Role::Title).flat_map(|(_, title)| title.chars().filter(|c| !c.is_whitespace())).collect();
    for (span, in_text) in SPANS.iter().zip(&IN_TEXT) {
        let found = span.all(&title);
        let [found] = found.as_slice() else { continue };
        let (Some(whole), Some(key)) = (found.get(0), found.get(1)) else { continue };
        let key = figure(key.as_str());
        let all = text.running().flat_map(|(at, passage)| {
            let all = in_text.all(passage).into_iter();
            all.filter_map(move |found| Some((at, found.get(0)?.as_str(), figure(found.get(1)?.as_str()))))
        });
        let all: Vec<(usize, &str, String)> = all.collect();
        let Some((at, other, _)) = all.first() else { continue };
        let told = all.iter().any(|(_, _, other)| *other == key);
        let fault = Wording::OtherSpan { title: whole.as_str().to_owned(), text: (*other).to_owned() };
        looked.add(*at, (!told).then_some(fault));
    }
    looked
}

fn figure(written: &str) -> String {
    let number = value(written).filter(|_| written.chars().all(is_numeral));
    number.map_or_else(|| written.to_owned(), |number| format!("{number:.0}"))
}

/// How many months something lasted: the words, at least and at most, and of what.
struct Lasted {
    at: usize,
    text: String,
    least: f64,
    most: f64,
    /// The first characters of what it says lasted so long.
    of: Option<String>,
    /// The words before it in its sentence, and itself.
    around: String,
}

/// How long it took, said twice, and against the days of its sentence or of the whole.
pub(super) fn lasted(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let mut before: Vec<Lasted> = Vec::new();
    for (at, passage) in text.running() {
        for sentence in passage.split('。') {
            let days = days(sentence);
            for found in LASTED.all(sentence) {
                let Some(lasted) = months(at, sentence, &found) else { continue };
                let other = before.iter().find(|other| other.is_of(&lasted) && other.differs(&lasted));
                let said = other
                    .map(|other| Wording::TwoSpans { text: lasted.text.clone(), other: other.text.clone() });
                let by_days = || {
                    let (least, most, days) = days.clone().filter(|_| said.is_none())?;
                    let off = lasted.most < least || lasted.least > most;
                    off.then(|| Wording::SpanOff { text: lasted.text.clone(), days })
                };
                let fault = by_days();
                looked.add(at, said.or(fault));
                before.push(lasted);
            }
        }
    }
    of_whole(text, &before, &mut looked);
    looked
}

/// What lasted against the first and last day of 报告信息, where the text says it once.
fn of_whole(text: &Text, lasted: &[Lasted], looked: &mut Looked) {
    let Some((Some(from), Some(to))) = text.known.map(|known| known.span) else { return };
    let [lasted] = lasted else { return };
    let is_told = looked.faults.iter().any(|(at, _)| *at == lasted.at);
    let (least, most) = between(from, to, true);
    let is_whole = WHOLE.is_match(&lasted.around);
    let off = is_whole && !is_told && (lasted.most < least || lasted.least > most);
    let days = format!("{from}—{to}");
    looked.faults.extend(off.then(|| (lasted.at, Wording::SpanOff { text: lasted.text.clone(), days })));
}

fn months(at: usize, sentence: &str, found: &Captures) -> Option<Lasted> {
    let written = found.get(2)?.as_str();
    let number = written.parse().ok().or_else(|| value(written))?;
    let (nearly, over) = (found.get(1).is_some(), found.get(3).or(found.get(4)).is_some());
    let (least, most) = match (nearly, over) {
        (true, _) => (number - 1.0, number),
        (_, true) => (number, number + 1.0),
        _ => (number, number),
    };
    let whole = found.get(0)?;
    let clause = sentence.get(..whole.start())?.rsplit(['，', '；']).next()?;
    let before: Vec<char> = clause.chars().collect();
    let near: String = before.get(before.len().saturating_sub(AROUND)..)?.iter().collect();
    let subject: String = before.get(before.len().saturating_sub(2)..)?.iter().collect();
    let of = found.get(5).map(|of| of.as_str().chars().take(2).collect()).or(Some(subject));
    let (around, text) = (near + whole.as_str(), whole.as_str());
    let text = text.split('的').next().unwrap_or(text).to_owned();
    Some(Lasted { at, text, least, most, of: of.filter(|of: &String| of.chars().count() == 2), around })
}

impl Lasted {
    /// Whether both are of one thing: what one is of stands around the other.
    fn is_of(&self, other: &Lasted) -> bool {
        let names = |one: &Lasted, other: &Lasted| {
            one.of.as_ref().is_some_and(|of| other.around.contains(of.as_str()))
        };
        names(self, other) || names(other, self)
    }

    fn differs(&self, other: &Lasted) -> bool {
        self.least != other.least || self.most != other.most
    }
}

/// The months between the days of a sentence that names one span, and the words.
fn days(sentence: &str) -> Option<(f64, f64, String)> {
    let all = DAYS.all(sentence);
    let [found] = all.as_slice() else { return None };
    let part = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<i16>().ok());
    let small = |group: usize| part(group).and_then(|part| i8::try_from(part).ok());
    const ANY: i16 = 2000;
    let first = part(1).unwrap_or(ANY);
    let next = i16::from(small(5)? < small(2)?);
    let last = part(4).unwrap_or(first + next);
    let from = Date::new(first, small(2)?, small(3).unwrap_or(1)).ok()?;
    let to = Date::new(last, small(5)?, small(6).unwrap_or(1)).ok()?;
    let exact = found.get(3).is_some() && found.get(6).is_some();
    let (least, most) = between(from, to, exact);
    Some((least, most, found.get(0)?.as_str().to_owned()))
}

/// How few and how many months people may count between two days; of whole months the last counts too, or not.
fn between(from: Date, to: Date, exact: bool) -> (f64, f64) {
    let whole = f64::from(to.year() - from.year()) * 12.0 + f64::from(to.month() - from.month());
    let part = if exact { f64::from(to.day() - from.day()) / 31.0 } else { 0.0 };
    let months = whole + part;
    if exact { ((months - 1.0).max(0.0), months + 1.0) } else { (months, months + 1.0) }
}
