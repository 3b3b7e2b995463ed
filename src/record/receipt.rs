//! The base before and after a revision → what became of rows and cells of tables, for the receipt.

use std::collections::BTreeMap;

use crate::model::annex::RowOf;
use crate::model::base::{Base, BaseRow};
use crate::model::receipt::Fates;

/// What became of rows, and of cells.
pub(crate) fn of_tables(before: &Base, after: &Base) -> [Fates; 2] {
    let mut fates = [Fates::default(); 2];
    for block in &after.blocks {
        let Some(was) = before.blocks.iter().find(|was| was.id == block.id) else { continue };
        let known: BTreeMap<&RowOf, &BaseRow> = was.rows.iter().map(|row| (&row.of, row)).collect();
        for row in &block.rows {
            let Some(was) = known.get(&row.of) else { continue };
            let (Some(stood), Some(stands)) = (was.stood(), row.stood()) else { continue };
            let whole = Cell {
                given: was.cells.concat(),
                stood: stood.concat(),
                fresh: row.cells.concat(),
                stands: stands.concat(),
            };
            whole.count(&mut fates[0]);
            for at in 0..row.cells.len() {
                let of = |cells: &[String]| cells.get(at).cloned().unwrap_or_default();
                let cell = Cell {
                    given: of(&was.cells),
                    stood: of(stood),
                    fresh: of(&row.cells),
                    stands: of(stands),
                };
                cell.count(&mut fates[1]);
            }
        }
    }
    fates
}

/// A cell or row as it was given and stood, and as it is given and stands now.
struct Cell {
    given: String,
    stood: String,
    fresh: String,
    stands: String,
}

impl Cell {
    fn count(&self, fates: &mut Fates) {
        let (own, news) = (self.stood != self.given, self.fresh != self.given);
        match (own, news) {
            (_, true) if self.stands == self.fresh => fates.renewed += 1,
            (true, true) if self.stands == self.stood => fates.conflicts += 1,
            (_, true) => fates.merged += 1,
            (_, false) if self.stands != self.fresh => fates.kept += 1,
            (_, false) => {}
        }
    }
}
