//! 报告信息 and 单位名录 → what all other cells are read by: the campaign's dates, and its units.

use crate::model::items;
use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

use super::Normalized;
use super::date;
use super::directory::Directory;
use crate::kind::{FieldRule, Kind};
use crate::text::point;

/// What normalising needs to know of the folder beforehand. All of it may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// 开始日期 in 报告信息: the first day of what it is about.
    pub start: Option<Date>,
    /// 结束日期 in 报告信息: the last day of what it is about.
    pub end: Option<Date>,
    /// 截至日期: entries dated later are set aside.
    pub as_of: Option<Date>,
    /// A year that the name of the matter holds (2025年度组织生活会).
    pub named: Option<i16>,
    /// 单位名录 of the folder; an empty one when it has none.
    pub units: Arc<Directory>,
    /// Whether the days that are read lie ahead, as deadlines do.
    pub ahead: bool,
}

impl Context {
    /// The dates among normalised settings, and the directory of units. The last of a repeated item holds.
    #[must_use]
    pub fn of(settings: &Normalized, kind: &Kind) -> Self {
        let item = |name: &str| settings.setting(kind, name);
        let when = |name: &str| item(name).and_then(|text| date::read(&text, &Context::default()).when);
        Context {
            start: when(items::START).map(|when| when.from),
            end: when(items::END).map(|when| when.last_day()),
            as_of: when(items::AS_OF).map(|when| when.last_day()),
            named: item(items::CAMPAIGN).and_then(|name| point::year_in(&name)),
            units: Arc::new(Directory::of(settings, kind)),
            ahead: false,
        }
    }

    /// The same for the cells of a field: what it sets is due after the matter began, not before it.
    pub(super) fn of_field(&self, field: &FieldRule) -> Cow<'_, Context> {
        match field.ahead {
            true => Cow::Owned(Context { ahead: true, ..self.clone() }),
            false => Cow::Borrowed(self),
        }
    }

    /// The same, with a year that a title names as its period, for folders without 报告信息.
    #[must_use]
    pub fn or_year_of(&self, texts: &[&str]) -> Self {
        if self.window().is_some() {
            return self.clone();
        }
        let year = texts.iter().find_map(|text| point::year_in(text));
        let first = year.and_then(|year| Date::new(year, 1, 1).ok());
        Context { start: first, end: first.map(Date::last_of_year), ..self.clone() }
    }

    /// First and last day of the campaign; an unknown end is taken a year away from the known one.
    fn window(&self) -> Option<(Date, Date)> {
        let last = self.end.or(self.as_of);
        let first =
            self.start.or_else(|| last.map(|last| last.saturating_sub(1.year()).saturating_add(1.day())));
        let first = first?;
        Some((first, last.unwrap_or_else(|| first.saturating_add(1.year()).saturating_sub(1.day()))))
    }

    /// Whether a year is over before all that the report is about.
    pub(super) fn is_before(&self, year: i16) -> bool {
        let first = self.window().map(|(first, _)| first.year());
        let first = [first, self.named].into_iter().flatten().min();
        first.is_some_and(|first| year < first)
    }

    /// Whether a day lies half a year or more before all that the report is about. What prepares a matter happens shortly
    /// before it.
    pub(super) fn is_long_before(&self, day: Date) -> bool {
        self.start.is_some_and(|start| day <= start.saturating_sub(6.months()))
    }

    /// Whether a day lies inside the campaign; none does when nobody knows when that was.
    pub(super) fn holds(&self, day: Date) -> bool {
        self.window().is_some_and(|(first, last)| (first..=last).contains(&day))
    }

    /// The year that puts a month and day into the campaign, or nearest to it, and whether it is inside.
    #[must_use]
    pub fn year_of(&self, month: i8, day: i8) -> Option<(i16, bool)> {
        let (first, last) = self.window()?;
        if self.ahead {
            // Where nobody says when the matter began, it did so in the year up to which it is told.
            let from = self.start.unwrap_or_else(|| last.first_of_year());
            let day = |year| Date::new(year, month, day).or_else(|_| Date::new(year, month, 28)).ok();
            let year =
                (from.year()..=from.year() + 1).find(|year| day(*year).is_some_and(|day| day >= from))?;
            return Some((year, true));
        }
        let distance = |year: i16| {
            // 29 February of another year stands where 28 February does.
            let date = Date::new(year, month, day).or_else(|_| Date::new(year, month, 28)).ok()?;
            let days = |a: Date, b: Date| a.until((Unit::Day, b)).map_or(0, |span| span.get_days()).max(0);
            Some((days(date, first) + days(last, date), year))
        };
        let (days, year) = (first.year() - 1..=last.year() + 1).filter_map(distance).min()?;
        Some((year, days == 0))
    }
}
