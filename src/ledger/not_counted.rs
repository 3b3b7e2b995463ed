//! Rows that were read and not used → 未计入, each with its reason.

use super::facts::Facts;
use super::sheet::{Cell, Page};
use super::words;
use crate::model::origin::Origin;

/// The page of 未计入.
pub(super) fn page<'a>(facts: &Facts<'_>, title: &'a str) -> Page<'a> {
    let mut rows = Vec::new();
    for (head, tally) in facts.normalized.heads.iter().zip(&facts.normalized.tallies) {
        let place = facts.places.name(head.sheet);
        let table = facts.kind.tables.get(head.table).map_or("", |rule| &rule.name);
        for aside in &tally.set_aside {
            let at = Origin { sheet: head.sheet, row: aside.row, column: 0 };
            rows.push(vec![
                Cell::count(rows.len() + 1),
                Cell::text(&place.file),
                Cell::text(&place.sheet),
                Cell::text(table),
                facts.linked(at, (aside.row + 1).to_string()),
                Cell::text(words::reason(aside.reason)),
            ]);
        }
    }
    Page { title, rows: rows.into(), ..Page::new(words::ASIDE, &words::ASIDE_COLUMNS) }
}
