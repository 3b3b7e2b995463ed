//! Columns of categories → findings where one is filled in once above blank cells: perhaps it was meant for them.

use std::collections::BTreeSet;

use crate::finding::{Finding, Place, Values};
use crate::kind::{FieldRule, FieldType, Harvest, TableRule};
use crate::model::entry::{Entry, FieldPlaces};
use crate::model::origin::Origin;
use crate::recognize::{DataRow, Table};
use crate::workbook::Sheet;

/// How many blank cells below a filled one look like a group.
const LEAST: usize = 2;

/// What is said of the columns of categories, each once: they are read as they stand, nothing is filled down.
/// Rows without an entry that counts (无) need no category.
pub(super) fn gaps(table: &Table, rule: &TableRule, sheet: &Sheet, entries: &[Entry]) -> Vec<Finding> {
    let counted: BTreeSet<u32> =
        entries.iter().filter(|entry| entry.counts()).map(|entry| entry.row).collect();
    let FieldPlaces::Columns(columns) = &table.head.places else {
        return Vec::new();
    };
    let columns = rule.fields.iter().zip(columns).filter(|(field, _)| is_category(field));
    let found = columns.filter_map(|(field, column)| {
        let column = (*column)?;
        let (row, blanks) = first_gap(table, sheet, column, &counted)?;
        let place = Place::Cell(Origin { sheet: sheet.id, row, column });
        Some(Finding::new(place, Values::Gap { field: field.name.clone(), blanks }))
    });
    found.collect()
}

/// Fields whose cells are merged over the rows of a group.
fn is_category(field: &FieldRule) -> bool {
    field.harvest == Some(Harvest::Band)
        || (field.harvest == Some(Harvest::Unit) && field.kind == FieldType::Unit)
}

/// The first filled cell with blank ones below it, at least one of them beside an entry that counts, and how many
/// those are. A band between them ends the group.
fn first_gap(table: &Table, sheet: &Sheet, column: u32, counted: &BTreeSet<u32>) -> Option<(u32, usize)> {
    let filled = |data: &DataRow| sheet.filled(data.row, column).is_some();
    table.data.iter().enumerate().filter(|(_, data)| filled(data)).find_map(|(at, data)| {
        let below = table.data.get(at + 1..).unwrap_or_default();
        let blank = below.iter().take_while(|next| !filled(next) && next.band == data.band);
        let blanks = blank.clone().count();
        let meant = blank.clone().any(|next| counted.contains(&next.row));
        (blanks >= LEAST && meant).then_some((data.row, blanks))
    })
}
