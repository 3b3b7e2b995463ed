//! Rows as they will stand → totals that are not the sum of what stands above them.

use super::columns::Columns;
use super::decide::Line;
use crate::finding::Revised;
use crate::model::annex::{RowOf, Shows};
use crate::model::base::BaseRow;

/// So near are two sums that are the same.
const NEAR: f64 = 1e-6;

/// The totals that do not add up, of those that the workbooks give as sums.
pub(super) fn broken(columns: &Columns, lines: &[Line<'_>], fresh: &[BaseRow]) -> Vec<Revised> {
    let broken = columns.showing(Shows::Sum).filter_map(|(column, at)| {
        let given =
            fresh.iter().map(|row| (row.of == RowOf::Total, row.of != RowOf::Header, row.cells.as_slice()));
        let (total, sum) = added(given, column.fresh?)?;
        if (total - sum).abs() > NEAR {
            return None;
        }
        let is_total = |line: &Line<'_>| line.row.of() == Some(&RowOf::Total);
        let (total, sum) =
            added(lines.iter().map(|line| (is_total(line), line.row.is_entry(), line.cells.as_slice())), at)?;
        let (total, sum) = ((total - sum).abs() > NEAR).then_some((total, sum))?;
        Some(Revised::BrokenSum {
            column: column.title.clone(),
            total: total.to_string(),
            sum: sum.to_string(),
        })
    });
    broken.collect()
}

/// Rows of entries that a person deleted or added, where the text still counts what the workbooks give.
pub(super) fn rows_off(lines: &[Line<'_>], fresh: &[BaseRow]) -> Option<Revised> {
    let stand = lines.iter().filter(|line| line.row.is_entry()).count();
    let given = fresh.iter().filter(|row| matches!(row.of, RowOf::Entries(_))).count();
    (stand != given).then_some(Revised::RowsOff { stand, given })
}

/// The total and the sum of the others; none where one is no plain number. Of each row: whether it is the total,
/// whether it is added up, its cells.
fn added<'c>(rows: impl Iterator<Item = (bool, bool, &'c [String])>, at: usize) -> Option<(f64, f64)> {
    let (mut total, mut sum) = (None, 0.0);
    for (is_total, is_added, cells) in rows {
        let cell = cells.get(at).map_or("", |cell| cell.trim());
        match (is_total, cell.parse::<f64>()) {
            (true, number) => total = Some(number.ok()?),
            (false, Ok(number)) if is_added => sum += number,
            (false, Err(_)) if is_added && !cell.is_empty() => return None,
            (false, _) => {}
        }
    }
    Some((total?, sum))
}
