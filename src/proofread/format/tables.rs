//! Tables (5.2.1, 8): inside the type area, their head on every page.

use super::millimetres;
use crate::finding::lint::Lint;
use crate::proofread::{Looked, Page};

/// How much wider than the type area a table may be, in twips: its rules, and the inner room of its cells.
const ROOM: i64 = 240;
/// A table with more rows may go over a page.
const LONG: usize = 20;

pub(in crate::proofread) fn width(page: &Page) -> Looked {
    let mut looked = Looked::default();
    for table in page.set.tables.iter().filter(|table| !table.floats) {
        let Some(section) = page.set.sections.get(table.section).or(page.set.sections.last()) else {
            continue;
        };
        let (area, columns) = (section.area().0, table.columns.iter().sum::<i64>());
        let width = table.width.unwrap_or(0).max(columns);
        let fault = match width {
            0 => Some(Lint::TableGrid),
            width if width > area + ROOM => {
                Some(Lint::TableWide { has: millimetres(width), area: millimetres(area) })
            }
            _ => {
                let said = table.width.filter(|said| columns > 0 && (said - columns).abs() > ROOM);
                said.map(|said| Lint::TableDiffers { has: millimetres(said), columns: millimetres(columns) })
            }
        };
        looked.add(Some(table.lines.start), fault);
    }
    looked
}

pub(in crate::proofread) fn head(page: &Page) -> Looked {
    let mut looked = Looked::default();
    for table in page.set.tables.iter().filter(|table| table.rows.len() > LONG) {
        let fault = Lint::TableHead { rows: table.rows.len() };
        looked.add(Some(table.lines.start), (!table.repeats).then_some(fault));
    }
    looked
}
