//! Cells that are numbered like the one that was split (①采纳 ②部分采纳 beside two opinions) → a value for each part; cells
//! that are numbered and not split → one finding a column.

use super::cell::{Raw, Reader};
use super::rows::{RowValues, Rows, TableRows};
use super::text;
use crate::finding::{Finding, Place, Understood, Values, What};
use crate::kind::{FieldRole, FieldType, TableRole};
use crate::model::value::Value;
use crate::text::numbered::numbered;
use crate::workbook::Cell;

/// What a field says of each part.
pub(super) type Aligned = Vec<(usize, Vec<Option<Value>>)>;

impl<'a> TableRows<'a> {
    /// The fields of a row whose cells have as many numbered parts as the one that was split.
    pub(super) fn aligned(&self, subject: usize, raws: &[Option<Raw<'a>>], rows: &mut Rows) -> Aligned {
        let reader = Reader {
            rules: self.rules,
            context: &self.context,
            units: Some(&*self.context.units),
            ours: self.rule.ours,
        };
        let parts = |field: usize| parts(raws.get(field).copied().flatten()?);
        let Some(own) = parts(subject) else { return Aligned::new() };
        let mut aligned = Aligned::new();
        for (index, field) in self.rule.fields.iter().enumerate() {
            let single = matches!(
                field.kind,
                FieldType::Text | FieldType::Term | FieldType::Flag | FieldType::Unit | FieldType::Person
            );
            let Some(raw) = raws.get(index).copied().flatten().filter(|_| single && index != subject) else {
                continue;
            };
            let Some(parts) = parts(index).filter(|parts| parts.len() == own.len()) else { continue };
            // What was said of the cell as one answer no longer holds.
            rows.findings
                .retain(|finding| finding.place != Place::Cell(raw.at) || !is_of_terms(&finding.what));
            let value = |part: String| {
                let cell = Cell::Text(part.into());
                reader.value(field, Raw { cell: &cell, own: &cell, ..raw }, &mut rows.findings)
            };
            aligned.push((index, parts.into_iter().map(value).collect()));
        }
        aligned
    }

    /// The values of a part of a row.
    pub(super) fn of_part(&self, values: &RowValues, aligned: &Aligned, part: usize) -> RowValues {
        let mut values = values.clone();
        for (field, parts) in aligned {
            if let (Some(value), Some(own)) = (values.get_mut(*field), parts.get(part)) {
                value.clone_from(own);
            }
        }
        values
    }

    /// Problems in whose cells several points are counted up, each of which is one.
    pub(super) fn counted_up(&self) -> Option<Finding> {
        let whole = self.rule.role == Some(TableRole::Problems) && self.rule.split.is_none();
        let subject = self.rule.at(FieldRole::Problem).filter(|_| whole)?;
        let cells = self.table.data.iter().filter_map(|data| self.raw(data.row, subject));
        let several: Vec<Raw<'_>> = cells.filter(|raw| parts(*raw).is_some()).collect();
        let first = several.first()?;
        let mut rows: Vec<u32> = several.iter().map(|raw| raw.at.row + 1).collect();
        rows.dedup();
        let field = self.rule.fields.get(subject)?.name.clone();
        let rows = rows.iter().map(u32::to_string).collect();
        Some(Finding::new(Place::Cell(first.at), Understood::CountedUp { field, rows }))
    }
}

/// Whether a finding says how a cell was taken for a word.
fn is_of_terms(what: &What) -> bool {
    matches!(
        what,
        What::Values(Values::SeveralTerms { .. })
            | What::Understood(Understood::Unclassed { .. } | Understood::TermUnknown { .. })
    )
}

/// The parts of a cell that counts up from one; none when it has no second one.
fn parts(raw: Raw<'_>) -> Option<Vec<String>> {
    let parts = numbered(&text::of_cell(raw.cell)?)?.parts;
    (parts.len() > 1).then_some(parts)
}
