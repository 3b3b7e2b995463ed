//! Dates as systems and other countries write them → the form `2024-4-5`: `20240405102107`, `1712283667000`,
//! `2024-04-05T16:30:00Z`, `Fri Apr 05 2024 10:21:07 GMT+0800`, `5-Apr-24`, `4/5/2024`.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::text::pattern::{Captures, Pattern};

/// A date in the form of a machine or of another country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Machine {
    /// It can be read in one way only.
    Day(Date),
    /// Month and day may be either way round.
    Either([Date; 2]),
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Minutes that the time of the place is ahead of UTC; China has one time.
const AHEAD: i64 = 8 * 60;

static STAMP: Pattern =
    Pattern::new(r"^(20\d\d)(\d\d)(\d\d)(?:[ T]?([01]\d|2[0-4])[0-5]\d(?:[0-5]\d)?\d{0,3})$");
static EPOCH: Pattern = Pattern::new(r"^(1[4-9]\d{8})(?:\d{3})?$");
static ZONED: Pattern = Pattern::new(
    r"^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?:(?i:z|utc|gmt)|([+-])(\d{2}):?(\d{2})?)$",
);
static DAY_FIRST: Pattern = Pattern::new(
    r"(?i)(?:^|[^\d])(\d{1,2})(?:st|nd|rd|th)?[-/ ,.]*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ,.]*(\d{4}|\d{2})(?:\D|$)",
);
static MONTH_FIRST: Pattern = Pattern::new(
    r"(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ,.]*(\d{1,2})(?:st|nd|rd|th)?[-/ ,.]+(\d{4})(?:\D|$)",
);
static YEAR_LAST: Pattern =
    Pattern::new(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?i:am|pm))?)?$");

/// Reads a date of a machine; none when the text is none, so that it is read as people write dates.
pub(super) fn read(text: &str) -> Option<Machine> {
    let text = text.trim();
    if let Some(found) = STAMP.captures(text) {
        return date(number(&found, 1)?, number(&found, 2)?, number(&found, 3)?).map(Machine::Day);
    }
    if let Some(found) = EPOCH.captures(text) {
        return days_after(Date::new(1970, 1, 1).ok()?, number(&found, 1)? / 60 + AHEAD).map(Machine::Day);
    }
    if let Some(found) = ZONED.captures(text) {
        return zoned(&found).map(Machine::Day);
    }
    if let Some(found) = MONTH_FIRST.captures(text) {
        return date(number(&found, 3)?, month(&found, 1)?, number(&found, 2)?).map(Machine::Day);
    }
    if let Some(found) = DAY_FIRST.captures(text) {
        return date(full_year(number(&found, 3)?), month(&found, 2)?, number(&found, 1)?).map(Machine::Day);
    }
    let found = YEAR_LAST.captures(text)?;
    let (a, b, year) = (number(&found, 1)?, number(&found, 2)?, number(&found, 3)?);
    match (date(year, a, b), date(year, b, a)) {
        (Some(one), Some(other)) if one != other => Some(Machine::Either([one, other])),
        (one, other) => one.or(other).map(Machine::Day),
    }
}

/// The day at the place of a moment that names its zone.
fn zoned(found: &Captures<'_>) -> Option<Date> {
    let day = date(number(found, 1)?, number(found, 2)?, number(found, 3)?)?;
    let offset = number(found, 7).unwrap_or(0) * 60 + number(found, 8).unwrap_or(0);
    let offset = if found.get(6).is_some_and(|sign| sign.as_str() == "-") { -offset } else { offset };
    days_after(day, number(found, 4)? * 60 + number(found, 5)? - offset + AHEAD)
}

fn days_after(day: Date, minutes: i64) -> Option<Date> {
    day.checked_add(minutes.div_euclid(24 * 60).days()).ok()
}

fn number(found: &Captures<'_>, group: usize) -> Option<i64> {
    found.get(group)?.as_str().parse().ok()
}

fn month(found: &Captures<'_>, group: usize) -> Option<i64> {
    let word = found.get(group)?.as_str().to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == word).and_then(|at| i64::try_from(at + 1).ok())
}

fn full_year(year: i64) -> i64 {
    if year < 100 { 2000 + year } else { year }
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_systems_and_other_countries_are_read() {
        let day = |day| Machine::Day(jiff::civil::date(2024, 4, day));
        let cases = [
            ("20240405102107", Some(day(5))),
            ("1712283667000", Some(day(5))),
            ("1712283667", Some(day(5))),
            ("2024-04-05T16:30:00Z", Some(day(6))),
            ("2024-04-05T08:30:00+08:00", Some(day(5))),
            ("Fri Apr 05 2024 10:21:07 GMT+0800 (中国标准时间)", Some(day(5))),
            ("5-Apr-24", Some(day(5))),
            ("05 April 2024", Some(day(5))),
            ("4/25/2024", Some(day(25))),
            ("4/4/2024 10:21", Some(day(4))),
            (
                "4/5/2024",
                Some(Machine::Either([jiff::civil::date(2024, 4, 5), jiff::civil::date(2024, 5, 4)])),
            ),
            ("20240405", None),
            ("13812345678", None),
            ("2024年4月5日", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
