//! A date or period from what a cell says: `2022.3.7`, `3月7日至9日`, `二〇二二年三月`, `44627`, with its precision.

use jiff::civil::Date;

use super::context::Context;
use super::machine::{self, Machine};
use super::point::{self, Point};
use crate::finding::Values;
use crate::model::value::{Text, When};
use crate::text::fold::folded;
use crate::text::pattern::Pattern;

/// A date that was read, and what the reader should know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// The date; none when the cell holds none, an impossible one, or one that must be asked about.
    pub when: Option<When>,
    /// What is to be said.
    pub note: Option<Values>,
}

impl Dated {
    fn blank(note: Option<Values>) -> Self {
        Dated { when: None, note }
    }

    fn clear(when: When) -> Self {
        Dated { when: Some(when), note: None }
    }
}

/// Cells that say that there is no certain date.
const OPEN: [&str; 22] = [
    "长期",
    "近期",
    "每周",
    "每月",
    "每季",
    "每年",
    "每日",
    "每天",
    "持续",
    "立行立改",
    "即知即改",
    "立查立改",
    "边查边改",
    "即查即改",
    "立即",
    "马上",
    "常态化",
    "待定",
    "随时",
    "适时",
    "不定期",
    "尽快",
];

/// What stands for no date at all.
const BLANKS: [&str; 7] = ["", "/", "-", "—", "——", "无", "\\"];

static TIME: Pattern = Pattern::new(concat!(
    r"(?:\s*(?:上午|下午|中午|晚上|早上|晚)\s*|\s+|T|([日号)]))",
    r"\d{1,2}(?::\d{1,2}(?::\d{1,2}(?:\.\d+)?)?|[时点](?:\d{1,2}分?|半)?)",
    r"(?:\s*(?:-|—|–|~|～|至|到)+\s*(?:上午|下午|晚上)?\d{1,2}(?::\d{1,2}(?::\d{1,2})?|[时点](?:\d{1,2}分?|半)?))?",
));
static WEEKDAY: Pattern = Pattern::new(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?|上午|下午|晚上|全天");
static REMARK: Pattern = Pattern::new(r"\([^()]*\)");
static AROUND: Pattern = Pattern::new(r"^(?:于|自|从|截至|截止到?|预计|计划|定于)");
static BEFORE: Pattern = Pattern::new(r"(?:之前|以前|前|起)?(?:完成|完成整改|整改完成|整改到位|完毕)?$");
static DASHES: Pattern = Pattern::new(r"——|--|—|–|－|〜|~|～|至|到");
static SENTENCE: Pattern = Pattern::new(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日");

/// Reads the date of a text cell.
#[must_use]
pub fn read(text: &str, context: &Context) -> Dated {
    let shown = || Text::from(text.trim());
    match machine::read(&folded(text)) {
        Some(Machine::Day(day)) => {
            let when = When::day(day);
            return Dated { note: Some(read_as(text, when)), when: Some(when) };
        }
        Some(Machine::Either(days)) => return either(text, days, context),
        None => {}
    }
    let plain = plain(text);
    if BLANKS.contains(&plain.as_str()) {
        return Dated::blank(None);
    }
    if let Some(dated) = range(&plain, text, context).or_else(|| several(&plain, text, context)) {
        return dated;
    }
    if OPEN.iter().any(|word| text.contains(word)) {
        return Dated::blank(Some(Values::DateOpen { text: shown() }));
    }
    if let Some(found) = SENTENCE.captures(&plain)
        && let Some(dated) = range(found.get(0).map_or("", |all| all.as_str()), text, context)
    {
        let note = dated.when.map(|when| read_as(text, when));
        return Dated { note: note.or(dated.note), ..dated };
    }
    Dated::blank(Some(Values::DateUnclear { text: shown() }))
}

/// Of two readings the only one inside the campaign; else it is asked.
fn either(text: &str, days: [Date; 2], context: &Context) -> Dated {
    let inside: Vec<Date> = days.into_iter().filter(|day| context.holds(*day)).collect();
    if let [day] = inside[..] {
        let when = When::day(day);
        return Dated { note: Some(read_as(text, when)), when: Some(when) };
    }
    let readings = days.map(|day| When::day(day).to_string());
    Dated::blank(Some(Values::DateAmbiguous { text: Text::from(text.trim()), readings }))
}

/// Reads the date of a number cell: a serial day, `20220307`, or `3.7` where only one reading is possible.
#[must_use]
pub fn of_number(number: f64, context: &Context) -> Dated {
    let text = number.to_string();
    if let Some(when) = serial(number) {
        return Dated::clear(when);
    }
    // A number drops the zero at its end: 3.1 was typed as 3.1 or as 3.10.
    let longer = format!("{text}0");
    let reading = |text: &str| range(text, text, context).filter(|dated| dated.when.is_some());
    if text.contains('.') && reading(&text).is_some() && reading(&longer).is_some() {
        let readings = [&text, &longer].map(|text| reading(text).and_then(|dated| dated.when));
        let readings = readings.map(|when| when.map_or(String::new(), |when| when.to_string()));
        let text = Text::from(text);
        return Dated::blank(Some(Values::DateAmbiguous { text, readings }));
    }
    read(&text, context)
}

/// The day of a serial number of the spreadsheet program (days since 30 December 1899).
fn serial(number: f64) -> Option<When> {
    if !(30_000.0..60_000.0).contains(&number) {
        return None;
    }
    let zero = Date::new(1899, 12, 30).ok()?;
    let day = jiff::Span::new().try_days(number.trunc() as i64).ok()?;
    zero.checked_add(day).ok().map(When::day)
}

/// A text as the patterns of dates want it: Arabic digits, one kind of dash, no time, weekday or remark.
fn plain(text: &str) -> String {
    let folded = folded(text).trim().to_owned();
    let digits = point::arabic(&folded);
    // The time goes first: without the space `3 14:30` would read as `314:30`.
    let bare = REMARK.replace(&WEEKDAY.replace(&TIME.replace(&digits, "$1"), ""), "");
    let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = DASHES.replace(&bare, "-");
    let bare = AROUND.strip(&bare).unwrap_or(&bare);
    BEFORE.replace(bare, "")
}

fn read_as(text: &str, when: When) -> Values {
    Values::DateRead { text: Text::from(text.trim()), date: when.to_string() }
}

/// One date, or two with a dash between them.
fn range(plain: &str, text: &str, context: &Context) -> Option<Dated> {
    let serial_day = plain.len() == 5 && plain.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(number) = plain.parse().ok().filter(|_| serial_day) {
        return serial(number).map(Dated::clear);
    }
    if let Some(point) = Point::parse(plain) {
        return Some(settle(&point, None, text, context));
    }
    plain.match_indices('-').find_map(|(at, _)| {
        let (left, right) = (plain.get(..at)?, plain.get(at + 1..)?);
        let (from, to) = Point::pair(left, right)?;
        Some(settle(&from, Some(&to), text, context))
    })
}

/// Several dates in one cell (`3月7、14日`): the first is used, and said.
fn several(plain: &str, text: &str, context: &Context) -> Option<Dated> {
    let parts: Vec<&str> = plain.split(['、', ',', '，', ';', '；', '/']).collect();
    let (first, rest) = parts.split_first()?;
    let first = Point::parse(first)?;
    if rest.is_empty() || !rest.iter().all(|part| point::continues(part)) {
        return None;
    }
    let dated = settle(&first, None, text, context);
    let note =
        dated.when.map(|when| Values::DateSeveral { text: Text::from(text.trim()), date: when.to_string() });
    Some(Dated { note: note.or(dated.note), ..dated })
}

/// Gives points their year and checks that the days exist.
fn settle(from: &Point, to: Option<&Point>, text: &str, context: &Context) -> Dated {
    let shown = || Text::from(text.trim());
    if !from.exists() {
        return Dated::blank(Some(Values::DateImpossible { text: shown() }));
    }
    let taken = match from.year {
        Some(year) => Some((year, true)),
        None => context.year_of(from.month, from.day),
    };
    let Some((year, inside)) = taken else {
        return Dated::blank(Some(Values::DateNoYear { text: shown() }));
    };
    let last = match to {
        None => Some(from.end(year)),
        Some(to) => to.in_range(from, year).map(Some),
    };
    let (Some(first), Some(last)) = (from.date(year), last) else {
        return Dated::blank(Some(Values::DateImpossible { text: shown() }));
    };
    let when = When {
        from: first,
        to: last.filter(|last| *last > first),
        precision: to.map_or(from.precision, |to| to.precision.max(from.precision)),
    };
    if last.is_some_and(|last| last < first) {
        return Dated::blank(Some(Values::DateImpossible { text: shown() }));
    }
    let note = match from.year {
        None => Some(Values::DateYear { text: shown(), date: when.to_string(), inside }),
        Some(_) if from.shortened => Some(read_as(text, when)),
        Some(_) => None,
    };
    Dated { when: Some(when), note }
}
