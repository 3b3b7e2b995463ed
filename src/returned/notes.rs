//! The faults of one sheet → which cells are marked, where the column 问题说明 stands and what it says.

use std::collections::{BTreeMap, BTreeSet};

use super::{FaultAt, cells};
use crate::model::entry::{FieldPlaces, TableHead};
use crate::model::origin::address;
use crate::workbook::at::{At, cell_at};
use crate::workbook::mark::SheetPatch;
use crate::workbook::{Cell, Sheet, Workbook};

/// The header of the column of notes.
const NOTES: &str = "问题说明";
/// One finding marks so many cells at most.
pub(super) const MOST_MARKED: usize = 10_000;
/// Longest note, in characters; a cell holds 32,767.
const LONGEST_NOTE: usize = 4_000;
/// How far down the sheet the title of notes is looked for.
const TITLE_WITHIN: usize = 40;
/// How many columns a sheet of an .xlsx has.
const COLUMNS: u32 = 16_384;
/// A remark that stands so many columns beside the table does not push the notes away from it.
const NEAR: u32 = 40;

/// What changes on a sheet; none when no column is free for notes.
pub(super) fn patch(sheet: &Sheet, heads: &[&TableHead], faults: &[&FaultAt<'_>]) -> Option<SheetPatch> {
    let mut marks = BTreeSet::new();
    let mut said: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut faults = faults.to_vec();
    faults.sort_by_key(|fault| fault.at);
    for fault in faults {
        let Some((row, column)) = fault.at else { continue };
        marks.extend(cells(sheet, fault));
        let place = column.map_or_else(|| format!("第{}行", row + 1), |column| address(row, column));
        let [problem, cure] = fault.finding.for_the_unit();
        let cure = if cure.is_empty() { cure } else { format!("{cure}。") };
        said.entry(row).or_default().push(format!("{place}：{problem}。{cure}"));
    }
    let titles = titles(sheet, heads, &said);
    let old = titles.iter().find_map(|row| column_of(sheet, *row)).filter(|column| is_notes(sheet, *column));
    let column = old.or_else(|| free_column(sheet, heads, &marks, &titles, &said))?;
    let mut notes: BTreeMap<At, String> =
        said.iter().map(|(row, said)| ((*row, column), note(said))).collect();
    for row in &titles {
        let title = notes.entry((*row, column)).or_default();
        *title = if title.is_empty() { NOTES.to_owned() } else { format!("{NOTES}：{title}") };
    }
    // What an earlier copy said of rows that are in order now.
    let below = titles.iter().min().copied().unwrap_or(0);
    for row in sheet.rows.iter().filter(|row| old.is_some() && row.index > below) {
        if row.cell(column).is_some() {
            notes.entry((row.index, column)).or_default();
        }
    }
    Some(SheetPatch { name: sheet.name.clone(), marks, notes, column })
}

/// Takes the notes of an earlier copy out of workbooks that were mended in it and sent again: what the program
/// wrote is nothing that a unit says.
pub(crate) fn strip(workbooks: &mut [Workbook]) {
    for sheet in workbooks.iter_mut().flat_map(|workbook| &mut workbook.sheets) {
        let titles = sheet.rows.iter().take(TITLE_WITHIN).map(|row| row.index);
        let column = titles.clone().find_map(|row| column_of(sheet, row));
        if let Some(column) = column.filter(|column| is_notes(sheet, *column)) {
            for row in &mut sheet.rows {
                row.cells.retain(|(at, _)| *at != column);
            }
            sheet.rows.retain(|row| !row.cells.is_empty());
        }
    }
}

/// Whether all that stands in a column was written by the program.
fn is_notes(sheet: &Sheet, column: u32) -> bool {
    let mut cells = sheet.rows.iter().filter_map(|row| row.cell(column));
    cells.all(|cell| matches!(cell, Cell::Text(text) if is_title(text) || is_note(text)))
}

fn is_title(text: &str) -> bool {
    let text = text.trim();
    text == NOTES || text.strip_prefix(NOTES).and_then(|rest| rest.strip_prefix('：')).is_some_and(is_note)
}

/// Whether a text begins as a note does: `C7：`, `1.C7：`, `第7行：`.
fn is_note(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix("1.").unwrap_or(text);
    let Some((place, _)) = text.split_once('：') else { return false };
    let row = place.strip_prefix('第').and_then(|row| row.strip_suffix('行'));
    cell_at(place).is_some() || row.is_some_and(|row| row.parse::<u32>().is_ok())
}

/// The cells of a range (`F4:F20`) or of one address, by row and column; none for any other text.
pub(super) fn range(text: &str) -> Option<impl Iterator<Item = At> + use<>> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (cell_at(first)?, cell_at(last)?);
    Some((first.0..=last.0).flat_map(move |row| (first.1..=last.1).map(move |column| (row, column))))
}

/// The rows in which the column has its title: the headers of the tables that hold a fault.
fn titles(sheet: &Sheet, heads: &[&TableHead], said: &BTreeMap<u32, Vec<String>>) -> BTreeSet<u32> {
    let above = |row: &u32| {
        let above = heads.iter().map(|head| head.header_rows).filter(|(first, _)| first <= row);
        above.max().or_else(|| heads.iter().map(|head| head.header_rows).min()).map(|(_, last)| last)
    };
    let titles: BTreeSet<u32> = said.keys().filter_map(above).collect();
    if titles.is_empty() { sheet.rows.first().map(|row| row.index).into_iter().collect() } else { titles }
}

/// The column of notes that an earlier copy brought.
fn column_of(sheet: &Sheet, row: u32) -> Option<u32> {
    let row = sheet.rows.iter().find(|known| known.index == row)?;
    let titled = |cell: &Cell| matches!(cell, Cell::Text(text) if is_title(text));
    row.cells.iter().find(|(_, cell)| titled(cell)).map(|(column, _)| *column)
}

/// The first column behind all that the sheet holds, or, where a remark stands far to the right, behind the table.
fn free_column(
    sheet: &Sheet,
    heads: &[&TableHead],
    marks: &BTreeSet<At>,
    titles: &BTreeSet<u32>,
    said: &BTreeMap<u32, Vec<String>>,
) -> Option<u32> {
    let used: BTreeSet<u32> =
        sheet.rows.iter().flat_map(|row| row.cells.iter().map(|(column, _)| *column)).collect();
    let fields = heads.iter().filter_map(|head| match &head.places {
        FieldPlaces::Columns(columns) => columns.iter().flatten().max().copied(),
        FieldPlaces::Cells(cells) => cells.iter().flatten().map(|at| at.column).max(),
    });
    let table = fields.chain(marks.iter().map(|(_, column)| *column)).max()? + 1;
    let end = used.last().map_or(table, |last| (last + 1).max(table));
    let written = |row: u32| titles.contains(&row) || said.contains_key(&row);
    let covered = |column: u32| {
        sheet
            .merges
            .iter()
            .any(|area| (area.left..=area.right).contains(&column) && (area.top..=area.bottom).any(written))
    };
    let start = if end <= table + NEAR { end } else { table };
    (start..COLUMNS).find(|column| !used.contains(column) && !covered(*column))
}

/// What is said of a row, numbered when it is more than one thing.
fn note(said: &[String]) -> String {
    let text = match said {
        [one] => one.clone(),
        _ => (1..).zip(said).map(|(number, said)| format!("{number}.{said}")).collect::<Vec<_>>().join("\n"),
    };
    match text.char_indices().nth(LONGEST_NOTE) {
        Some((at, _)) => format!("{}……", text.get(..at).unwrap_or_default()),
        None => text,
    }
}
