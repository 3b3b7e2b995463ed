//! Columns that are headed by the terms of one field and hold nothing but ticks (已完成 | 未完成) → that field, row by row.

use std::collections::{BTreeSet, HashSet};

use super::block::{Column, text_of};
use super::grid::Grid;
use super::header::clean;
use super::judge::Judge;
use super::sections::Section;
use super::table::DataRow;
use crate::kind::{FieldRule, FieldType, Kind};
use crate::workbook::Cell;

/// Fewer columns tell nothing apart.
const FEW: usize = 2;

/// The columns of a field that are ticked, each with the term that its header says.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// Index of the field in its table.
    pub field: usize,
    /// The columns from the left, each with its term as a cell says it.
    pub columns: Vec<(u32, Cell)>,
}

/// The fields of a section that are ticked.
pub(super) fn ticks(section: &Section, grid: &Grid, judge: &Judge, data: &[DataRow]) -> Vec<Ticks> {
    let Some(rule) = judge.kind.tables.get(section.verdict.table) else { return Vec::new() };
    let rows: BTreeSet<u32> = data.iter().map(|data| data.row).collect();
    let marks = &judge.common().values.ticks;
    let ticked = |column: &&Column| is_ticked(grid, column.at, &rows, marks);
    let columns: Vec<&Column> = section.block.columns.iter().filter(ticked).collect();
    if columns.len() < FEW {
        return Vec::new();
    }
    let fields = rule.fields.iter().enumerate().filter(|(_, field)| field.kind == FieldType::Term);
    let of = |(field, terms): (usize, BTreeSet<String>)| {
        let headed = columns.iter().filter_map(|column| {
            let said = column.path.last().filter(|said| terms.contains(said.as_str()))?;
            Some((column.at, Cell::Text(said.as_str().into())))
        });
        let columns: Vec<(u32, Cell)> = headed.collect();
        (columns.len() >= FEW).then_some(Ticks { field, columns })
    };
    fields.map(|(index, field)| (index, terms(field, judge.kind))).filter_map(of).collect()
}

/// The columns of a table's fields with those that are ticked: their first stands for them, and no other field has one.
pub(super) fn place(ticks: &[Ticks], columns: &mut [Option<u32>]) {
    for ticks in ticks {
        let ticked = |at: u32| ticks.columns.iter().any(|(column, _)| *column == at);
        columns.iter_mut().filter(|column| column.is_some_and(ticked)).for_each(|column| *column = None);
        let first = ticks.columns.first().map(|(at, _)| *at);
        columns.iter_mut().skip(ticks.field).take(1).for_each(|column| *column = first);
    }
}

/// Whether a column holds ticks in its rows of data, and nothing else.
fn is_ticked(grid: &Grid, column: u32, rows: &BTreeSet<u32>, marks: &[String]) -> bool {
    let rows = grid.sheet.rows.iter().filter(|row| rows.contains(&row.index));
    let mut cells = rows.filter_map(|row| row.cell(column)).peekable();
    let is_tick =
        |cell: &Cell| text_of(cell).is_some_and(|text| marks.iter().any(|mark| *mark == text.trim()));
    cells.peek().is_some() && cells.all(is_tick)
}

/// The words by which a field knows its terms, cleaned as headers are.
fn terms(field: &FieldRule, kind: &Kind) -> BTreeSet<String> {
    let list = field.vocabulary.as_deref().map(|name| kind.vocabulary.list(name));
    let words = list.into_iter().flat_map(|list| list.rows());
    let words = words.flat_map(|row| [row.get("term"), row.get("aliases"), row.get("exact")]);
    words.flat_map(str::split_whitespace).map(clean).collect()
}

/// The terms of all fields of the tables, by which a row of nothing else below a header is its lower level.
pub(super) fn headings(kind: &Kind) -> HashSet<String> {
    let fields =
        kind.tables.iter().flat_map(|table| &table.fields).filter(|field| field.kind == FieldType::Term);
    let said = |term: &String| term.chars().all(char::is_alphabetic);
    fields.flat_map(|field| terms(field, kind)).filter(said).collect()
}
