//! What a cell says → a date or period with its precision: `2022.3.7`, `3月7日至9日`, `二〇二二年三月`, `44627`.

use jiff::civil::Date;

use super::context::Context;
use super::machine::{self, Machine};
use crate::finding::Values;
use crate::model::value::{Text, When};
use crate::text::fold::folded;
use crate::text::point::{self, Point};
use crate::text::yes::NOTHING;

/// A date that was read, and what the reader should know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// The date; none when the cell holds none, an impossible one, or one that must be asked about.
    pub when: Option<When>,
    /// What the reader should know about it; none when it is plain.
    pub note: Option<Values>,
}

impl Dated {
    pub(super) fn blank(note: Option<Values>) -> Self {
        Dated { when: None, note }
    }

    fn clear(when: When) -> Self {
        Dated { when: Some(when), note: None }
    }
}

/// What stands for no date at all.
const BLANKS: [&str; 7] = ["", "/", "-", "—", "——", "\\", NOTHING];

/// Reads the date of a text: the whole of it, else the first one in a sentence.
#[must_use]
pub fn read(text: &str, context: &Context) -> Dated {
    whole(text, context).unwrap_or_else(|| within(text, context))
}

/// Reads a text that is nothing but dates; none when it is something else.
pub(super) fn whole(text: &str, context: &Context) -> Option<Dated> {
    match machine::read(&folded(text)) {
        Some(Machine::Day(day)) => {
            let when = When::day(day);
            return Some(Dated { note: Some(read_as(text, when)), when: Some(when) });
        }
        Some(Machine::Either(days)) => return Some(either(text, days, context)),
        None => {}
    }
    let plain = point::plain(text);
    if BLANKS.contains(&plain.as_str()) {
        return Some(Dated::blank(None));
    }
    range(&plain, text, context).or_else(|| several(&plain, text, context))
}

/// Reads the first date of a sentence.
pub(super) fn within(text: &str, context: &Context) -> Dated {
    let plain = point::plain(text);
    let dated = point::in_sentence(&plain).and_then(|found| range(found, text, context));
    let Some(dated) = dated else {
        return Dated::blank(Some(Values::DateUnclear { text: Text::from(text.trim()) }));
    };
    let note = dated.when.map(|when| read_as(text, when));
    Dated { note: note.or(dated.note), ..dated }
}

/// The only one of two readings that lies inside the campaign; else it is asked.
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
