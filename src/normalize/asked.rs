//! A row of a table → findings on required fields that it leaves blank.

use super::rows::{RowValues, TableRows};
use crate::finding::{Finding, Place, Understood};
use crate::model::entry::FieldPlaces;
use crate::model::origin::Origin;
use crate::recognize::DataRow;

impl TableRows<'_> {
    /// The required fields that a row leaves blank and nothing else tells, each at its cell; at the row where the table
    /// has no column for it.
    pub(super) fn lacking(&self, values: &RowValues, data: &DataRow) -> Vec<Finding> {
        let sheet = self.table.head.sheet;
        let fields = self.rule.fields.iter().enumerate();
        let blank =
            fields.filter(|(index, field)| field.required && values.get(*index).is_none_or(Option::is_none));
        blank
            .map(|(index, field)| {
                let column = match &self.table.head.places {
                    FieldPlaces::Columns(columns) => columns.get(index).copied().flatten(),
                    _ => None,
                };
                let cell = |column| Place::Cell(Origin { sheet, row: data.row, column });
                let place = column.map_or(Place::Row(sheet, data.row), cell);
                Finding::new(place, Understood::Required { field: field.name.clone() })
            })
            .collect()
    }
}
