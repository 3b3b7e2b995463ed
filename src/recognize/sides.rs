//! Two tables side by side on one sheet → a sheet for each, cut where a column is blank.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::evidence::Context;
use super::grid::Grid;
use super::judge::{Judge, Strictness};
use super::sections::{Scan, Section};
use crate::workbook::{Area, Row, Sheet};

/// Among so many first rows the headers of tables side by side are looked for.
const TOP: usize = 30;

/// The sheet cut at its blank columns, when at least two of the parts hold a table of their own; else nothing.
/// Rows above the headers (title, 填报单位) hold for every part. A part without a table goes with the one to its
/// left.
pub(super) fn sides(grid: &Grid, judge: &Judge, names: &Context) -> Vec<Sheet> {
    let runs = runs(grid.sheet);
    if runs.len() < 2 {
        return Vec::new();
    }
    let mut parts: Vec<RangeInclusive<u32>> = Vec::new();
    let mut header = u32::MAX;
    for columns in runs {
        let top = part(grid.sheet, grid.sheet.rows.iter().take(TOP), &columns, 0);
        match (table_in(&top, judge, names), parts.last_mut()) {
            (None, Some(left)) => *left = *left.start()..=*columns.end(),
            (None, None) => return Vec::new(),
            (Some(first), _) => {
                parts.push(columns);
                header = header.min(first);
            }
        }
    }
    let crosses = |area: &Area| {
        let inside =
            |columns: &RangeInclusive<u32>| columns.contains(&area.left) && columns.contains(&area.right);
        area.top >= header && !parts.iter().any(inside)
    };
    if parts.len() < 2 || grid.sheet.merges.iter().any(crosses) {
        return Vec::new();
    }
    parts.iter().map(|columns| part(grid.sheet, grid.sheet.rows.iter(), columns, header)).collect()
}

/// Runs of columns with cells, in which no column is blank.
fn runs(sheet: &Sheet) -> Vec<RangeInclusive<u32>> {
    let filled: BTreeSet<u32> = sheet.rows.iter().flat_map(|row| &row.cells).map(|(at, _)| *at).collect();
    let mut runs: Vec<RangeInclusive<u32>> = Vec::new();
    for at in filled {
        match runs.last_mut() {
            Some(run) if *run.end() + 1 == at => *run = *run.start()..=at,
            _ => runs.push(at..=at),
        }
    }
    runs
}

/// The cells of some columns, and all cells of the rows above the headers.
fn part<'r>(
    sheet: &Sheet,
    rows: impl Iterator<Item = &'r Row>,
    columns: &RangeInclusive<u32>,
    header: u32,
) -> Sheet {
    let row = |row: &Row| {
        let kept = row.cells.iter().filter(|(at, _)| row.index < header || columns.contains(at));
        Row { index: row.index, cells: kept.cloned().collect() }
    };
    let rows = rows.map(row).filter(|row| !row.cells.is_empty()).collect();
    let Sheet { id, name, hidden, text, merges, hidden_rows, .. } = sheet;
    Sheet {
        id: *id,
        name: name.clone(),
        hidden: *hidden,
        text: *text,
        rows,
        merges: merges.clone(),
        hidden_rows: hidden_rows.clone(),
    }
}

/// The first row of the header, when a part holds a table for sure.
fn table_in(part: &Sheet, judge: &Judge, names: &Context) -> Option<u32> {
    let grid = Grid::new(part);
    let sections = Scan::new(&grid, judge, names).sections();
    let first: Option<&Section> = sections.first().filter(|section| section.strictness == Strictness::Sure);
    first.map(|section| section.block.first)
}
