//! Columns of ticks under the terms of a field (已完成 | 未完成) → the term of a row, and the cell in which it is ticked.

use super::cell::Raw;
use super::rows::TableRows;
use crate::model::entry::{Class, Entry};
use crate::model::origin::Origin;
use crate::recognize::Ticks;

impl<'a> TableRows<'a> {
    /// The columns of a field that is ticked; none where it has a column of its own.
    pub(super) fn ticks(&self, field: usize) -> Option<&'a Ticks> {
        self.table.ticks.iter().find(|ticks| ticks.field == field)
    }

    /// The term that a row ticks. Of two ticks nobody knows which is meant.
    pub(super) fn ticked(&self, row: u32, ticks: &'a Ticks) -> Option<Raw<'a>> {
        let sheet = self.stand.sheet;
        let mut ticked = ticks.columns.iter().filter(|(at, _)| sheet.filled(row, *at).is_some());
        let (column, term) = ticked.next()?;
        ticked.next().is_none().then_some(())?;
        Some(Raw::of(term, Origin { sheet: sheet.id, row, column: *column }))
    }

    /// Lets the entries of a row say in which cell it is ticked: the head knows the first of the columns only.
    pub(super) fn place_ticks(&self, entries: &mut [Entry], raws: &[Option<Raw<'a>>]) {
        for ticks in &self.table.ticks {
            let Some(raw) = raws.get(ticks.field).copied().flatten() else { continue };
            for entry in entries.iter_mut() {
                let class = entry.class.get_or_insert_with(|| Box::new(Class::default()));
                class.borrowed.push((ticks.field, raw.at));
            }
        }
    }
}
