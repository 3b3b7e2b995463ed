//! Rows of 合计 and our own sums → findings where a typed total says something else, with both numbers.

use super::number;
use super::scale::{Scale, Scales};
use crate::finding::{Finding, Place, Values};
use crate::kind::{Common, FieldRule, FieldType, TableRule, ValueWords};
use crate::model::entry::{CountStatus, Entry, FieldPlaces};
use crate::model::origin::Origin;
use crate::model::value::{Amount, Bound};
use crate::recognize::{Reason, Table};
use crate::text::amount;
use crate::text::fold::word_key;
use crate::workbook::{Cell, Sheet};

/// A table whose rows of totals are compared with the sums of its entries.
pub(super) struct Totals<'a> {
    pub(super) table: &'a Table,
    pub(super) rule: &'a TableRule,
    pub(super) sheet: &'a Sheet,
    pub(super) words: &'a Common,
    pub(super) scales: &'a Scales,
    pub(super) entries: &'a [Entry],
}

impl Totals<'_> {
    /// What is said of the totals of the table.
    pub(super) fn compare(&self) -> Vec<Finding> {
        let FieldPlaces::Columns(columns) = &self.table.head.places else {
            return Vec::new();
        };
        let totals = self.table.set_aside.iter().filter(|aside| aside.reason == Reason::Total);
        let (mut findings, mut since) = (Vec::new(), 0);
        for row in totals.map(|aside| aside.row).filter(|row| !self.says(*row, &self.words.rows.means)) {
            let from = if self.says(row, &self.words.rows.partial) { since } else { 0 };
            since = row + 1;
            for (field, column) in self.rule.fields.iter().zip(columns).enumerate().filter_map(own_column) {
                findings.extend(self.field(field, column, from..row));
            }
            findings.extend(self.count(columns, from..row));
        }
        findings
    }

    fn texts(&self, row: u32) -> impl Iterator<Item = (u32, &str)> {
        let cells = self.sheet.rows.binary_search_by_key(&row, |row| row.index).ok();
        let cells = cells.and_then(|at| self.sheet.rows.get(at)).map_or(&[][..], |row| &row.cells);
        cells.iter().filter_map(|(at, cell)| match cell {
            Cell::Text(text) => Some((*at, &**text)),
            _ => None,
        })
    }

    /// Whether a cell of a row holds one of some words.
    fn says(&self, row: u32, words: &[String]) -> bool {
        self.texts(row).any(|(_, text)| {
            let bare: String = text.split_whitespace().collect();
            words.iter().any(|word| bare.contains(word.as_str()))
        })
    }

    /// The first entry of each row of data, with what it holds.
    fn rows(&self, rows: &std::ops::Range<u32>) -> impl Iterator<Item = &Entry> {
        let within = self.entries.iter().filter(move |entry| rows.contains(&entry.row));
        // The entry that stands for further rows holds their numbers too.
        within.filter(|entry| entry.part <= 1 && entry.count_status != CountStatus::Merged)
    }

    /// The total of a number column, when all its numbers are exact and it says another sum.
    fn field(&self, field: usize, column: u32, rows: std::ops::Range<u32>) -> Option<Finding> {
        let rule =
            self.rule.fields.get(field).filter(|rule| rule.kind == FieldType::Number && !rule.unsummed)?;
        let written =
            read(self.sheet.cell(rows.end, column)?, rule, &self.words.values, self.scales.field(field))?;
        let unread = self.rows(&rows).any(|entry| {
            entry.number(field).is_none() && matches!(self.sheet.cell(entry.row, column), Some(Cell::Text(_)))
        });
        let amounts: Vec<Amount> = self.rows(&rows).filter_map(|entry| entry.number(field)).collect();
        let exact = amounts.iter().all(|amount| amount.bound == Bound::Exact) && !unread;
        let ours: f64 = amounts.iter().map(|amount| amount.number).sum();
        let differs = exact && !amounts.is_empty() && (ours - written).abs() > 1e-6;
        differs.then(|| self.told(rows.end, column, &rule.name, written, ours))
    }

    /// The number of entries, in the column of what the table is about or behind the word: rows may be meant, and
    /// rows with an entry.
    fn count(&self, columns: &[Option<u32>], rows: std::ops::Range<u32>) -> Option<Finding> {
        let subject = self.rule.subject.as_ref().and_then(|id| self.rule.field(id));
        let column = subject.and_then(|subject| columns.get(subject).copied().flatten());
        let under = column.and_then(|at| self.counted(rows.end, at));
        let (at, written) = under.or_else(|| self.worded(columns, rows.end))?;
        let counted = self.entries.iter().filter(|entry| entry.counts() && rows.contains(&entry.row)).count();
        let filled = self.rows(&rows).filter(|entry| entry.counts()).count();
        let read = self.table.data.iter().filter(|data| rows.contains(&data.row)).count();
        let agrees = [counted, filled, read].iter().any(|number| *number as f64 == written);
        let of = subject
            .and_then(|subject| self.rule.fields.get(subject))
            .map_or(&self.rule.name, |field| &field.name);
        (!agrees).then(|| self.told(rows.end, at, of, written, counted as f64))
    }

    /// The count in a cell (6条, 6).
    fn counted(&self, row: u32, at: u32) -> Option<(u32, f64)> {
        match self.sheet.cell(row, at)? {
            Cell::Number(number) => Some((at, *number)),
            Cell::Text(text) => Some((at, exact(&word_key(text))?)),
            _ => None,
        }
    }

    /// The count behind the word of the total, in its cell or in the next one unless that is the sum of a column.
    fn worded(&self, columns: &[Option<u32>], row: u32) -> Option<(u32, f64)> {
        let (at, rest) =
            self.texts(row).find_map(|(at, text)| Some((at, self.words.rows.behind_total(text)?)))?;
        if !rest.is_empty() {
            return Some((at, exact(&rest)?));
        }
        let sums = |at: u32| {
            let fields = self.rule.fields.iter().zip(columns).filter(|(_, column)| **column == Some(at));
            fields.map(|(field, _)| field.kind).any(|kind| kind == FieldType::Number)
        };
        self.counted(row, at + 1).filter(|(at, _)| columns.contains(&Some(*at)) && !sums(*at))
    }

    fn told(&self, row: u32, column: u32, of: &str, written: f64, ours: f64) -> Finding {
        let place = Place::Cell(Origin { sheet: self.table.head.sheet, row, column });
        let [written, ours] = [written, ours].map(|number| number.to_string());
        Finding::new(place, Values::TotalDiffers { of: of.to_owned(), written, ours })
    }
}

/// A field with a column, by its index.
fn own_column((index, (_, column)): (usize, (&FieldRule, &Option<u32>))) -> Option<(usize, u32)> {
    Some((index, (*column)?))
}

/// A text that is one exact number.
fn exact(text: &str) -> Option<f64> {
    let amount = amount::read(text)?.amount;
    (amount.bound == Bound::Exact).then_some(amount.number)
}

fn read(cell: &Cell, rule: &FieldRule, words: &ValueWords, scale: Scale) -> Option<f64> {
    let amount = match cell {
        Cell::Number(number) => number::of_number(*number, rule, scale).amount,
        Cell::Text(text) => number::read(text, rule, words, scale).amount,
        _ => None,
    };
    amount.filter(|amount| amount.bound == Bound::Exact).map(|amount| amount.number)
}
