//! The cells of a form → what of them is neither label nor value.

use std::collections::BTreeSet;

use super::Sheet;
use crate::recognize::block::text_of;
use crate::recognize::table::{Reason, SetAside};

impl Sheet<'_> {
    /// The cells, by row and column, that are labels, their values, or lines that go on with these.
    pub(super) fn claimed(&self) -> BTreeSet<(u32, u32)> {
        let cells = self.labels.iter().flat_map(|label| {
            [Some(label.at), label.value].into_iter().flatten().chain(label.more.iter().copied())
        });
        cells.map(|at| (at.row, at.column)).collect()
    }

    /// The rows below the first label with neither label nor value.
    pub(super) fn unused(&self) -> Vec<SetAside> {
        let used: BTreeSet<u32> = self.claimed().into_iter().map(|(row, _)| row).collect();
        let first = used.first().copied();
        let rows = self.rows.iter().map(|row| row.index);
        let unused = rows.filter(|row| Some(*row) > first && !used.contains(row));
        let reason = Reason::Note;
        unused.map(|row| SetAside { row, reason }).collect()
    }

    /// The texts in rows of labels and values that are neither.
    pub(super) fn unclaimed(&self) -> Vec<String> {
        let mut claimed = self.claimed();
        let assigned = &self.verdict.assigned;
        let used = |index: usize| {
            let twice = assigned.twice.iter().any(|(_, label)| *label == index);
            twice || assigned.by.get(index).is_some_and(Option::is_some)
        };
        // A label that another table would want is none here.
        let idle =
            self.labels.iter().enumerate().filter(|(index, label)| !used(*index) && label.ask.is_none());
        for at in idle.flat_map(|(_, label)| [Some(label.at), label.value]).flatten() {
            claimed.remove(&(at.row, at.column));
        }
        let rows: BTreeSet<u32> = self.claimed().iter().map(|(row, _)| *row).collect();
        let rows = self.rows.iter().filter(|row| rows.contains(&row.index));
        let cells = rows.flat_map(|row| row.cells.iter().map(|(at, cell)| ((row.index, *at), cell)));
        let harvested = [&self.harvested.unit, &self.harvested.date];
        let taken: Vec<(u32, u32)> =
            harvested.into_iter().flatten().map(|(_, at)| (at.row, at.column)).collect();
        let others = cells.filter(|(at, _)| !claimed.contains(at) && !taken.contains(at));
        let others = others.filter_map(|(_, cell)| text_of(cell));
        others.map(|text| text.split_whitespace().collect()).collect()
    }
}
