//! Dates in the text: days that the calendar lacks, 截止 for 截至, months that no year stands before.

use jiff::civil::Date;

use super::{Looked, Text, each};
use crate::finding::wording::Wording;
use crate::model::items;
use crate::model::report::Role;
use crate::text::pattern::Pattern;

static DAY: Pattern = Pattern::new(r"(?:([12][0-9]{3})年)?([0-9]{1,2})月([0-9]{1,2})日");
static UNTIL: Pattern = Pattern::new(r"(截止(?:到)?(?:目前|今年|日前|现在|[12][0-9]{3}年|[0-9]{1,2}月))");
/// A year in which every day that a calendar may have is one.
const LEAP: i16 = 2000;

pub(super) fn impossible(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.all() {
        for found in DAY.all(passage) {
            let part = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<i16>().ok());
            let small = |group: usize| part(group).and_then(|part| i8::try_from(part).ok()).unwrap_or(0);
            let written = found.get(0).map_or("", |found| found.as_str()).to_owned();
            let exists = Date::new(part(1).unwrap_or(LEAP), small(2), small(3)).is_ok();
            looked.add(at, (!exists).then_some(Wording::NoSuchDay { text: written }));
        }
    }
    looked
}

pub(super) fn until(text: &Text) -> Looked {
    each(text.running(), &UNTIL, |found| Some(Wording::Until { text: found.to_owned() }))
}

/// What a sentence says of days to come.
static TO_COME: Pattern =
    Pattern::new(r"将|计划|拟|力争|确保|预计|下一步|前完成|底前|以前|之前|期限|时限|到期|有效期|不迟于");
/// A day with its year.
static FULL: Pattern = Pattern::new(r"([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日");
/// Two days of one span without a year between them.
static SPAN: Pattern =
    Pattern::new(r"([0-9]{1,2})月([0-9]{1,2})日(?:至|到|—|－|～|-)([0-9]{1,2})月([0-9]{1,2})日");
/// A span that goes back so many months ends in the next year.
const BACK: i8 = 5;

fn full(text: &str) -> Vec<(Date, String)> {
    let found = FULL.all(text).into_iter().filter_map(|found| {
        let part = |group: usize| found.get(group)?.as_str().parse::<i16>().ok();
        let small = |group: usize| part(group).and_then(|part| i8::try_from(part).ok());
        Some((Date::new(part(1)?, small(2)?, small(3)?).ok()?, found.get(0)?.as_str().to_owned()))
    });
    found.collect()
}

/// The date of the report before a day that its text tells of, days of 报告信息 out of order, spans that end before
/// they begin.
pub(super) fn order(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let of_line = text.of(Role::Date).filter_map(|(_, line)| full(line).pop()).last();
    let known = text.known.and_then(|known| known.date);
    if let Some((date, written)) = of_line.or_else(|| known.map(|date| (date, plain(date)))) {
        for (at, passage) in text.unquoted() {
            for sentence in passage.split('。').filter(|sentence| !TO_COME.is_match(sentence)) {
                for (_, later) in full(sentence).into_iter().filter(|(day, _)| *day > date) {
                    let fault = Wording::DatedBefore { date: written.clone(), day: later };
                    looked.faults.push((at, fault));
                }
                looked.seen += 1;
            }
        }
    }
    for (at, passage) in text.unquoted() {
        for found in SPAN.all(&passage) {
            let part = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<i8>().ok());
            let (Some(from), Some(to)) = (part(1).zip(part(2)), part(3).zip(part(4))) else { continue };
            let turned = to < from && from.0 - to.0 <= BACK;
            let text = found.get(0).map_or("", |found| found.as_str()).to_owned();
            looked.add(at, turned.then_some(Wording::TurnedSpan { text }));
        }
    }
    looked.faults.extend(of_settings(text).map(|fault| (0, fault)));
    looked
}

/// Days of 报告信息 of which one comes before another that it cannot come before.
fn of_settings(text: &Text) -> Option<Wording> {
    let known = text.known?;
    let (from, to) = known.span;
    let days = [(items::START, from), (items::AS_OF, known.until), (items::DATE, known.date)];
    let days: Vec<(&str, Date)> = days.into_iter().filter_map(|(item, day)| Some((item, day?))).collect();
    let turned = days.iter().zip(days.iter().skip(1)).find(|((_, one), (_, other))| other < one);
    let ends = from.zip(to).filter(|(from, to)| to < from);
    let told = turned.map(|(one, other)| (*one, *other));
    let told = told.or_else(|| ends.map(|(from, to)| ((items::START, from), (items::END, to))));
    let ((first, one), (then, other)) = told?;
    Some(Wording::DaysTurned {
        first: format!("{first}{}", plain(one)),
        then: format!("{then}{}", plain(other)),
    })
}

fn plain(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// The first day of the text that no year stands before in its paragraph.
pub(super) fn years(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.running() {
        let Some(found) = DAY.captures(passage) else { continue };
        let start = found.get(0).map_or(0, |found| found.start());
        let told = found.get(1).is_some() || passage.get(..start).is_some_and(|before| before.contains("年"));
        let fault = Wording::NoYear { text: found.get(0).map_or("", |found| found.as_str()).to_owned() };
        looked.add(at, (!told && looked.faults.is_empty()).then_some(fault));
    }
    looked
}
