//! `forms.toml` as rules: the blank workbooks that a report folder begins with.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{FieldRule, Harvest, Kind, TableRule};

/// How the blank workbook of a table is called, and which fields have a column in it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormRule {
    /// The id of the table that is filled in.
    pub table: String,
    /// What the file and its title are called; like the table when not said.
    #[serde(default)]
    pub name: Option<String>,
    /// The text of the instruction row; without it there is no such row.
    #[serde(default)]
    pub note: String,
    /// The fields that have a column, in order; all when not said.
    #[serde(default)]
    pub columns: Vec<String>,
}

impl Kind {
    /// The form of a table: its own, or one with all fields that people fill in.
    #[must_use]
    pub fn form(&self, table: &TableRule) -> FormRule {
        let own = self.forms.iter().find(|form| form.table == table.id).cloned();
        let mut form = own.unwrap_or_else(|| FormRule {
            table: table.id.clone(),
            name: None,
            note: String::new(),
            columns: Vec::new(),
        });
        if form.columns.is_empty() {
            // What the title of a sheet tells has no column.
            let filled = table.fields.iter().filter(|field| {
                field.harvest != Some(Harvest::Title)
                    || field.role.is_some_and(|role| role == super::FieldRole::Type)
            });
            form.columns = filled.map(|field: &FieldRule| field.id.clone()).collect();
        }
        form
    }
}
