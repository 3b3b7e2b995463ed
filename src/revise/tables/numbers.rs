//! Rows in their order → the numbers in front of them, unless a person numbers them in a way of their own.

use super::columns::Columns;
use super::decide::Line;
use crate::model::annex::Shows;

/// Renews the running numbers.
pub(super) fn renumber(columns: &Columns, lines: &mut [Line<'_>]) {
    for (column, at) in columns.showing(Shows::Serial) {
        if is_persons(lines, at, column.base) {
            continue;
        }
        let mut number = 0;
        for line in lines.iter_mut().filter(|line| line.is_entry()) {
            // A row that a person wrote without a number, or with a word for one, stays so.
            if line.cells.get(at).is_some_and(|cell| plain(cell).is_some()) {
                number += 1;
                line.set(at, number.to_string());
            }
        }
    }
}

/// Whether a person gave rows other numbers than those that they had and those of their places.
fn is_persons(lines: &[Line<'_>], at: usize, base: Option<usize>) -> bool {
    let mut standing: Vec<&Line<'_>> =
        lines.iter().filter(|line| line.is_entry() && line.row.theirs.is_some()).collect();
    standing.sort_by_key(|line| line.row.theirs.map(|(at, _)| at));
    let mut number = 0;
    standing.into_iter().any(|line| {
        let cell = |cells: &[String], at: usize| cells.get(at).and_then(|cell| plain(cell));
        let stands = line.row.theirs.and_then(|(_, cells)| cell(cells, at));
        number += usize::from(stands.is_some());
        let given = line.row.base.and_then(|(_, row)| {
            Some((cell(row.stood().unwrap_or(&row.cells), base?), cell(&row.cells, base?)))
        });
        let Some((stood, given)) = given else { return false };
        stands != stood && stands != given && stands != Some(number)
    })
}

fn plain(cell: &str) -> Option<usize> {
    cell.trim().parse().ok()
}
