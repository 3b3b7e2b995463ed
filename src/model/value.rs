//! What a cell means once it is normalised: text, number, date, list, yes or no.

use std::fmt;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

/// A cleaned text; equal strings of a run may share their memory.
pub type Text = Arc<str>;

/// A normalised value of one field of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A cleaned text, never empty.
    Text(Text),
    /// A number with how exact it is.
    Number(Amount),
    /// A date or period with its precision.
    Date(When),
    /// Several texts from one cell, in the order of the cell, never empty (titles, names, measures).
    List(Vec<Text>),
    /// Yes (true) or no (false).
    Flag(bool),
}

/// How a number relates to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Bound {
    /// As it is written: `30`.
    #[default]
    Exact,
    /// At least so many: `30余`, `30多`, `30以上`.
    AtLeast,
    /// About so many: `约30`, `近30`, `30左右`.
    About,
}

/// A number of a cell, with how exact it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The number that was written (30 of `30余`).
    pub number: f64,
    /// How it relates to the true number (30余, 约30).
    pub bound: Bound,
}

impl Amount {
    /// A number that is the true one.
    pub fn exact(number: f64) -> Self {
        Amount { number, bound: Bound::Exact }
    }
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// To the day (3月7日).
    Day,
    /// To a third of a month (上旬, 中旬, 下旬).
    TenDays,
    /// To the first days of a month (月初).
    Start,
    /// To the last days of a month (月底).
    End,
    /// To the month (3月).
    Month,
    /// To the year (2022年).
    Year,
}

/// A date, or a period, as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// The day, or the first day of the period.
    pub from: Date,
    /// The last day of a period of more than one day that was written as a range.
    pub to: Option<Date>,
    /// How exactly both days are known.
    pub precision: Precision,
}

impl When {
    /// One day that is known exactly.
    pub fn day(from: Date) -> Self {
        When { from, to: None, precision: Precision::Day }
    }

    /// The last day it may mean: the end of a range, of the third of a month, of the month, of the year.
    pub fn last_day(self) -> Date {
        let last = self.to.unwrap_or(self.from);
        match self.precision {
            Precision::Day => last,
            Precision::TenDays if last.day() <= 20 => last.saturating_add(9.days()),
            Precision::Start => last.saturating_add(9.days()),
            Precision::TenDays | Precision::End | Precision::Month => last.last_of_month(),
            Precision::Year => last.last_of_year(),
        }
    }
}

impl When {
    /// The part of a month that a day stands for.
    fn part(&self, day: Date) -> &'static str {
        match self.precision {
            Precision::Start => "初",
            Precision::End => "底",
            Precision::TenDays => {
                ["上旬", "中旬", "下旬"][usize::from(((day.day() - 1) / 10).clamp(0, 2) as u8)]
            }
            _ => "",
        }
    }
}

/// As running text writes it: `2022年3月7日`, `2022年3月上旬`, `2022年3月`, `2022年`, `2022年3月7日至9日`,
/// `2022年1月至3月` (GB/T 15835-2011: Arabic digits, no leading zeros).
impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.from.year(), self.from.month(), self.from.day());
        write!(out, "{year}年")?;
        match self.precision {
            Precision::Year => return self.to.map_or(Ok(()), |to| write!(out, "至{}年", to.year())),
            Precision::Month => write!(out, "{month}月")?,
            Precision::TenDays | Precision::Start | Precision::End => {
                write!(out, "{month}月{}", self.part(self.from))?;
            }
            Precision::Day => write!(out, "{month}月{day}日")?,
        }
        let Some(to) = self.to else { return Ok(()) };
        out.write_str("至")?;
        if to.year() != year {
            write!(out, "{}年", to.year())?;
        }
        if self.precision != Precision::Day {
            return write!(out, "{}月{}", to.month(), self.part(to));
        }
        if to.year() != year || to.month() != month {
            write!(out, "{}月", to.month())?;
        }
        write!(out, "{}日", to.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_print_as_running_text() {
        let range = |from, to| When { from, to: Some(to), precision: Precision::Day };
        assert_eq!(When::day(date(2022, 3, 7)).to_string(), "2022年3月7日");
        assert_eq!(range(date(2022, 3, 7), date(2022, 3, 9)).to_string(), "2022年3月7日至9日");
        assert_eq!(range(date(2022, 3, 7), date(2022, 4, 2)).to_string(), "2022年3月7日至4月2日");
        assert_eq!(range(date(2021, 12, 7), date(2022, 3, 2)).to_string(), "2021年12月7日至2022年3月2日");
        let late = When { from: date(2022, 3, 21), to: None, precision: Precision::TenDays };
        assert_eq!(late.to_string(), "2022年3月下旬");
        assert_eq!(late.last_day(), date(2022, 3, 31));
        let quarter =
            When { from: date(2022, 1, 1), to: Some(date(2022, 3, 31)), precision: Precision::Month };
        assert_eq!(quarter.to_string(), "2022年1月至3月");
    }
}
