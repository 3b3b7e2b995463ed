//! Texts that were read already in a table → what they were read as, without reading them again.

use super::cell::{Raw, Reader};
use super::rows::{Rows, TableRows};
use super::text;
use crate::kind::FieldRule;
use crate::model::entry::CountStatus;
use crate::model::value::{Text, Value};
use crate::text::quick::{Quick, place};
use crate::workbook::Cell;

/// What texts were read as of which there was nothing to say: most cells say what one above says. By where the text
/// stands in memory, since equal texts share it; values by their field as well.
#[derive(Default)]
pub(super) struct Known {
    values: Quick<(usize, usize), Option<Value>>,
    opinions: Quick<usize, Vec<Part>>,
}

/// A part of a cell of opinions: its number, whether it counts, its text.
pub(super) type Part = (u16, CountStatus, Text);

/// The value of a cell of a field by its place in the table.
pub(super) fn value(
    reader: &Reader<'_>,
    (at, field): (usize, &FieldRule),
    raw: Raw<'_>,
    rows: &mut Rows,
) -> Option<Value> {
    let Cell::Text(text) = raw.cell else { return reader.value(field, raw, &mut rows.findings) };
    let key = (at, place(text));
    if let Some(known) = rows.known.values.get(&key) {
        return known.clone();
    }
    let told = rows.findings.len();
    let value = reader.value(field, raw, &mut rows.findings);
    if rows.findings.len() == told {
        rows.known.values.insert(key, value.clone());
    }
    value
}

impl<'a> TableRows<'a> {
    /// The opinions of a cell: part, standing and text. A cell without any gives its whole text.
    pub(super) fn opinions(&self, row: u32, raw: Raw<'a>, rows: &mut Rows) -> Vec<Part> {
        let Some(typed) = text::of_cell(raw.cell) else {
            return Vec::new();
        };
        let shared = matches!(raw.cell, Cell::Text(_)).then(|| place(&typed));
        let known = shared.and_then(|shared| rows.known.opinions.get(&shared).cloned());
        let parts = known.unwrap_or_else(|| {
            let told = rows.findings.len();
            let parts = self.parts(&typed, raw.at, rows);
            if let Some(shared) = shared.filter(|_| rows.findings.len() == told) {
                rows.known.opinions.insert(shared, parts.clone());
            }
            parts
        });
        // Of 同上 the cell's own text is told, not that of the cell above.
        let own = text::of_cell(raw.own).unwrap_or(typed);
        if parts.iter().any(|(_, _, text)| *text != own) {
            rows.verbatim.insert((self.head, row), own);
        }
        parts
    }
}
