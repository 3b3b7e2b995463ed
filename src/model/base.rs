//! The base: what a run wrote, block by block, so that a later run can tell a person's edits from its own text.

use super::annex::{Exhibit, TableCell};
use super::report::{From, Report, Role};

/// The namespace of the base; its number goes up when a reader of the old one would misread the new.
pub const NAMESPACE: &str = "urn:chengwen:base:1";

/// What one run wrote. Holds printed blocks and slots only: no entries, names of givers or paths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base {
    /// The run's identity (lower-case hexadecimal).
    pub run: String,
    /// The report kind's name.
    pub kind: String,
    /// The blocks in order.
    pub blocks: Vec<BaseBlock>,
}

/// One block of a base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseBlock {
    /// The block's identity.
    pub id: String,
    /// Its role.
    pub role: Role,
    /// Its text in pieces; a piece that was a slot keeps the slot's id.
    pub pieces: Vec<BasePiece>,
    /// Of a table or chart the printed cells, row by row with the header; without slots, which would tell more
    /// than is printed.
    pub rows: Vec<Vec<String>>,
}

/// A piece of a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePiece {
    /// The slot it filled.
    pub slot: Option<String>,
    /// The characters.
    pub text: String,
}

impl Base {
    /// The base of a report: every block with its slots; neighbouring pieces without a slot are joined.
    #[must_use]
    pub fn of(report: &Report, run: &str, kind: &str) -> Self {
        let blocks = report
            .blocks
            .iter()
            .map(|block| {
                let mut pieces: Vec<BasePiece> = Vec::new();
                for inline in &block.inlines {
                    let slot = match &inline.from {
                        From::Slot(id) => Some(id.clone()),
                        From::Template | From::Numbering | From::Narrative(_) | From::Missing(_) => None,
                    };
                    match pieces.last_mut() {
                        Some(last) if last.slot.is_none() && slot.is_none() => last.text += &inline.text,
                        _ => pieces.push(BasePiece { slot, text: inline.text.clone() }),
                    }
                }
                let rows = block.exhibit.as_deref().map(rows).unwrap_or_default();
                BaseBlock { id: block.id.clone(), role: block.role, pieces, rows }
            })
            .collect();
        Base { run: run.to_owned(), kind: kind.to_owned(), blocks }
    }
}

/// The printed cells of a table, header first, or the names and numbers of a chart.
fn rows(exhibit: &Exhibit) -> Vec<Vec<String>> {
    match exhibit {
        Exhibit::Table(table) => {
            let header = table.columns.iter().map(|column| column.title.clone()).collect();
            let rows = table.rows.iter().map(|row| row.iter().map(TableCell::text).collect());
            std::iter::once(header).chain(rows).collect()
        }
        Exhibit::Chart(chart) => {
            let point = |(name, number): &(String, f64)| vec![name.clone(), number.to_string()];
            chart.points.iter().map(point).collect()
        }
    }
}
