//! A list of problems whose title or name says an earlier period → the question whether it is of this report.

use super::rows::{Rows, TableRows};
use crate::finding::{Finding, Place, Understood};
use crate::kind::TableRole;
use crate::text::point::year_in;

impl TableRows<'_> {
    /// What is said of a list of problems that is by its title or name one of last year (2024年度…整改情况).
    pub(super) fn earlier(&self, rows: &Rows) -> Option<Finding> {
        if self.rule.role != Some(TableRole::Problems) || rows.entries.is_empty() {
            return None;
        }
        let title = self.table.harvested.title.as_ref().map(|(text, _)| &**text);
        let [sheet, file, folder] = self.stand.names();
        let words = &self.rules.common.values.earlier;
        let says = |text: &str| {
            let year = year_in(text).filter(|year| self.context.is_before(*year));
            let word = || words.iter().find(|word| text.contains(word.as_str())).cloned();
            year.map(|year| year.to_string()).or_else(word)
        };
        let said = title.into_iter().chain([sheet, file, folder]).find_map(says)?;
        let what =
            Understood::EarlierPeriod { table: self.rule.name.clone(), said, rows: rows.entries.len() };
        Some(Finding::new(Place::Sheet(self.table.head.sheet), what))
    }
}
