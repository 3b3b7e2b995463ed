//! Rows in their order → the numbers in front of them, unless a person numbers them in a way of their own.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::decide::Line;
use super::rows::Row;
use crate::model::annex::Shows;
use crate::model::base::BaseRow;
use crate::model::place::GivenRow;
use crate::revise::blocks::OBJECT;

/// Renews the running numbers. `rows`: those that stand, in their order, and others.
pub(super) fn renumber(columns: &Columns, lines: &mut [Line<'_>], rows: &[Row<'_>]) {
    for (column, at) in columns.showing(Shows::Serial) {
        if is_persons(rows, at, column.base) {
            continue;
        }
        let mut number = 0;
        for line in lines.iter_mut().filter(|line| line.row.is_entry()) {
            // A row that a person wrote without a number, or with a word for one, stays so, until an entry has it.
            let is_adopted = line.row.base.is_none() && line.row.fresh.is_some();
            let is_ours = |cell: &String| plain(cell).is_some() || (is_adopted && cell.trim().is_empty());
            if line.cells.get(at).is_some_and(is_ours) {
                number += 1;
                line.set(at, number.to_string());
            }
        }
    }
}

/// Whether a person gave rows other numbers than those that they had and those of their places.
fn is_persons(rows: &[Row<'_>], at: usize, base: Option<usize>) -> bool {
    let number = |cells: &[String], at: usize| cells.get(at).and_then(|cell| plain(cell));
    let entries = || rows.iter().filter(|row| row.is_entry());
    let mut given: Vec<(GivenRow, &BaseRow)> = entries().filter_map(|row| row.base).collect();
    given.sort_by_key(|(at, _)| *at);
    let stood = |row: &BaseRow| row.stood().and_then(|cells| number(cells, base?));
    let numbered = given.iter().filter(|(_, row)| stood(row).is_some());
    let places: BTreeMap<GivenRow, usize> = numbered.zip(1..).map(|((at, _), place)| (*at, place)).collect();
    let mut place = 0;
    entries().filter_map(|row| Some((row.theirs?.1, row.base))).any(|(cells, row)| {
        let stands = number(cells, at);
        place += usize::from(stands.is_some());
        let Some((at, row)) = row else { return false };
        let given = base.and_then(|base| number(&row.cells, base));
        ![stood(row), given, places.get(&at).copied(), Some(place)].contains(&stands)
    })
}

/// The number of a row among those of its kind.
pub(super) fn of_line(columns: &Columns, line: &Line<'_>) -> Option<usize> {
    let (_, at) = columns.showing(Shows::Serial).next()?;
    line.cells.get(at).filter(|_| line.row.is_entry()).and_then(|cell| plain(cell))
}

fn plain(cell: &str) -> Option<usize> {
    cell.replace(OBJECT, "").trim().parse().ok()
}
