//! Texts that were read already in a table → what they were read as, without reading them again.

use super::cell::{Raw, Reader};
use super::judged::Part;
use super::rows::{Rows, TableRows};
use super::text;
use crate::finding::{Finding, Place};
use crate::kind::FieldRule;
use crate::model::value::Value;
use crate::text::quick::{Quick, place};
use crate::workbook::Cell;

/// What texts were read as of which there was nothing to say: most cells say what one above says. By where the text
/// stands in memory, since equal texts share it; values by their field as well.
#[derive(Default)]
pub(super) struct Known {
    values: Quick<(usize, usize), Option<Value>>,
}

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

/// A table with so many rows is worth judging its opinions ahead.
const LONG: usize = 2_000;

impl<'a> TableRows<'a> {
    /// Judges the opinions of a long table before its rows are gone through one by one.
    pub(super) fn judge_ahead(&self) {
        let subject = self.rule.subject.as_ref().and_then(|id| self.rule.field(id));
        let Some(subject) = subject.filter(|_| self.rule.split.is_some() && self.table.data.len() >= LONG)
        else {
            return;
        };
        let cells = self.table.data.iter().filter_map(|data| self.raw(data.row, subject));
        let texts: Vec<_> = cells.filter_map(|raw| text::of_cell(raw.cell)).collect();
        self.rules.judged.ahead(&texts, &self.rules.words);
    }

    /// The opinions of a cell: part, standing and text. A cell without any gives its whole text.
    pub(super) fn opinions(&self, row: u32, raw: Raw<'a>, rows: &mut Rows) -> Vec<Part> {
        let Some(typed) = text::of_cell(raw.cell) else {
            return Vec::new();
        };
        let judgement = self.rules.judged.of(&typed, &self.rules.words);
        let told = judgement.notes.iter().map(|note| Finding::new(Place::Cell(raw.at), note.clone()));
        rows.findings.extend(told);
        // Of 同上 the cell's own text is told, not that of the cell above.
        let own = text::of_cell(raw.own).unwrap_or(typed);
        if judgement.parts.iter().any(|(_, _, text)| *text != own) {
            rows.verbatim.insert((self.head, row), own);
        }
        judgement.parts.clone()
    }
}
