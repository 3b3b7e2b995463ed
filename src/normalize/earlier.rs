//! Rows that by a title, a name or their dates are of an earlier period → the question whether they are of this report.

use jiff::civil::Date;

use super::rows::{Rows, TableRows};
use crate::finding::{Finding, Place, Understood};
use crate::kind::TableRole;
use crate::model::value::Value;
use crate::text::point::year_in;

impl TableRows<'_> {
    /// What is said of a table of problems, opinions or events that holds rows of last year: the whole table by its title
    /// or a name (2024年度…情况), unless its dates say otherwise, or single rows by their dates.
    pub(super) fn earlier(&self, rows: &Rows) -> Option<Finding> {
        let is_of_a_period = match self.rule.role {
            Some(TableRole::Problems | TableRole::Opinions) => true,
            None => self.rule.event_date.is_some(),
            Some(_) => false,
        };
        if !is_of_a_period || rows.entries.is_empty() {
            return None;
        }
        let dated = self.dated(rows);
        let is_of_now = |(_, day): &(u32, Date)| !self.context.is_before(day.year());
        let what = match self.said_earlier() {
            Some(said) if !dated.iter().any(is_of_now) => {
                Understood::EarlierPeriod { table: self.rule.name.clone(), said, rows: rows.entries.len() }
            }
            _ => self.dated_earlier(&dated)?,
        };
        Some(Finding::new(Place::Sheet(self.table.head.sheet), what))
    }

    /// The year or word by which title, sheet, file or folder say an earlier period.
    fn said_earlier(&self) -> Option<String> {
        let title = self.table.harvested.title.as_ref().map(|(text, _)| &**text);
        let [sheet, file, folder] = self.stand.names();
        let words = &self.rules.common.values.earlier;
        let says = |text: &str| {
            let year = year_in(text).filter(|year| self.context.is_before(*year));
            let word = || words.iter().find(|word| text.contains(word.as_str())).cloned();
            year.map(|year| year.to_string()).or_else(word)
        };
        title.into_iter().chain([sheet, file, folder]).find_map(says)
    }

    /// The rows whose events have a date, with its first day.
    fn dated(&self, rows: &Rows) -> Vec<(u32, Date)> {
        let field = self.rule.event_date.as_ref().and_then(|id| self.rule.field(id));
        let day = |value: Option<&Value>| match value {
            Some(Value::Date(when)) => Some(when.from),
            _ => None,
        };
        let entries = rows.entries.iter();
        let dated = entries.filter_map(|entry| Some((entry.row, day(entry.values.get(field?)?.as_ref())?)));
        dated.collect()
    }

    fn dated_earlier(&self, dated: &[(u32, Date)]) -> Option<Understood> {
        let start = self.context.start?;
        let mut early: Vec<u32> = dated
            .iter()
            .filter(|(_, day)| self.context.is_long_before(*day))
            .map(|(row, _)| *row + 1)
            .collect();
        early.dedup();
        let rows = early.iter().map(ToString::to_string).collect();
        (!early.is_empty()).then(|| Understood::EarlierRows { table: self.rule.name.clone(), rows, start })
    }
}
