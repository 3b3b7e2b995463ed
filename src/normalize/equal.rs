//! Rows of one table that say wholly the same → a finding: each counts, and one may have been written twice.

use std::collections::HashMap;

use crate::finding::{Finding, Place, Understood};
use crate::kind::{Common, FieldRole, TableRole, TableRule};
use crate::model::entry::{Entry, FieldPlaces};
use crate::recognize::Table;
use crate::text::digest::Fnv;
use crate::text::fold::word_key;
use crate::workbook::{Cell, Sheet};

/// Rows with fewer cells say too little to be the same by mistake.
const LEAST: usize = 3;

/// What is said of rows that equal one above. What two people say may be the same, so opinions are left to their groups.
pub(super) fn equal(
    table: &Table,
    rule: &TableRule,
    sheet: &Sheet,
    common: &Common,
    entries: &[Entry],
) -> Option<Finding> {
    let judged = [TableRole::Opinions, TableRole::Problems, TableRole::Settings, TableRole::Texts];
    if rule.split.is_some() || rule.role.is_some_and(|role| judged.contains(&role)) {
        return None;
    }
    let FieldPlaces::Columns(places) = &table.head.places else { return None };
    let running = |at: usize| rule.fields.get(at).is_some_and(|field| field.role == Some(FieldRole::Number));
    let counts = |header: &str| {
        let key = word_key(header);
        common.rows.running.contains(&key)
    };
    let own = places.iter().enumerate().filter(|(at, _)| !running(*at)).filter_map(|(_, column)| *column);
    let extra = table.extra.iter().filter(|(_, header)| !counts(header)).map(|(at, _)| *at);
    let also = table.head.also.iter().map(|(_, at)| *at);
    let columns: Vec<u32> = own.chain(extra).chain(also).collect();
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let (mut first, mut again) = (None, Vec::new());
    for entry in entries.iter().filter(|entry| entry.counts() && entry.part <= 1) {
        let Some(said) = said(sheet, entry.row, &columns) else { continue };
        match seen.get(&said) {
            Some(above) => {
                first.get_or_insert((*above, entry.row));
                again.push((entry.row + 1).to_string());
            }
            None => drop(seen.insert(said, entry.row)),
        }
    }
    let (above, row) = first?;
    let what = Understood::RowsEqual { table: rule.name.clone(), first: above + 1, rows: again };
    Some(Finding::new(Place::Row(sheet.id, row), what))
}

/// A digest of what a row says in these columns; none when that is too little.
fn said(sheet: &Sheet, row: u32, columns: &[u32]) -> Option<u64> {
    let mut digest = Fnv::default();
    let mut filled = 0;
    for column in columns {
        let Some((cell, _)) = sheet.filled(row, *column) else { continue };
        filled += 1;
        digest = digest.with(&column.to_le_bytes());
        digest = match cell {
            Cell::Text(text) | Cell::Error(text) => digest.with_part(text.trim()),
            Cell::Number(number) => digest.with(&number.to_bits().to_le_bytes()),
            Cell::Date(moment) => digest.with_part(&moment.to_string()),
            Cell::Flag(flag) => digest.with(&[u8::from(*flag)]),
        };
    }
    (filled >= LEAST).then(|| digest.number())
}
