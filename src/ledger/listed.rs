//! Pages of 核对表 → their texts, for other pages that show the same.

use super::facts::Facts;
use super::sheet::Cell;
use super::{changes as of_changes, units as of_units};
use crate::kind::Kind;
use crate::model::change::Changes;

/// A table as text: what stands over it, its columns, its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What stands over it.
    pub heading: String,
    /// The titles of its columns; one may have none.
    pub columns: Vec<String>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

impl Listed {
    /// Puts blanks where a row ends early, and leaves out columns that hold nothing at all.
    fn of(heading: String, columns: Vec<String>, rows: Vec<Vec<Cell>>) -> Self {
        let spelt = |row: Vec<Cell>| row.iter().map(Cell::spelt).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = rows.into_iter().map(spelt).collect();
        let holds = |at: &usize| {
            columns.get(*at).is_some_and(|title| !title.is_empty())
                || rows.iter().any(|row| row.get(*at).is_some_and(|text| !text.is_empty()))
        };
        let held: Vec<usize> = (0..columns.len()).filter(holds).collect();
        let only = |row: &[String]| held.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect();
        Listed { heading, rows: rows.iter().map(|row| only(row)).collect(), columns: only(&columns) }
    }
}

/// 报送情况: the units, which of them were to return a form, and which did.
pub fn units(facts: &Facts<'_>) -> Listed {
    let page = of_units::page(facts, "");
    let rows = (0..page.rows.count).map(|at| page.rows.row(at)).collect();
    let columns = page.columns.iter().map(|column| column.title.to_owned()).collect();
    Listed::of(page.name.to_owned(), columns, rows)
}

/// 变更说明: its tables, in their order; without the receipt, which is for machines.
pub fn changes(kind: &Kind, changes: &Changes) -> Vec<Listed> {
    let parts = of_changes::parts(kind, changes, None).into_iter();
    let titles = |header: [&str; 5]| header.map(str::to_owned).to_vec();
    parts.map(|part| Listed::of(part.heading.into_owned(), titles(part.header), part.rows)).collect()
}
