//! 数字来源: every datum that the report prints, with its place in the report, its rule and its cells.

use std::collections::BTreeMap;

use super::datum::{Printed, printed};
use super::facts::Facts;
use super::sheet::{Cell, Page};
use super::words;
use crate::kind::MOST_COLUMNS;
use crate::model::origin::{SheetId, Source};

/// The sheet, one row for each datum and sheet that it comes from.
pub(super) fn page<'a>(facts: &Facts<'_>, title: &'a str) -> Page<'a> {
    let data = by_row(printed(facts));
    let mut rows = Vec::new();
    for (number, datum) in (1..).zip(&data) {
        let by_sheet = by_sheet(&datum.sources);
        if by_sheet.is_empty() {
            rows.push(row(number, datum, [Cell::Blank, Cell::Blank, Cell::Blank]));
        }
        for (sheet, sources) in by_sheet {
            rows.push(row(number, datum, cells(*facts, sheet, &sources)));
        }
    }
    Page { title, rows, ..Page::new(words::SOURCES, &words::SOURCES_COLUMNS) }
}

/// The data with those that one row of an annex copies from the folder as one; they stand no farther apart than a row has
/// columns.
fn by_row(data: Vec<Printed>) -> Vec<Printed> {
    let mut joined: Vec<Printed> = Vec::new();
    for datum in data {
        let same = |known: &&mut Printed| {
            datum.row.is_some() && (&known.block, known.row) == (&datum.block, datum.row)
        };
        match joined.iter_mut().rev().take(MOST_COLUMNS).find(same) {
            Some(last) => {
                last.excerpt = format!("{}｜{}", last.excerpt, datum.text);
                words::ROW.clone_into(&mut last.name);
                words::ROW_RULE.clone_into(&mut last.rule);
                last.sources.extend(datum.sources);
            }
            None => joined.push(datum),
        }
    }
    joined
}

fn by_sheet(sources: &[Source]) -> BTreeMap<SheetId, Vec<Source>> {
    let mut by_sheet: BTreeMap<SheetId, Vec<Source>> = BTreeMap::new();
    for source in sources {
        by_sheet.entry(source.cell.sheet).or_default().push(*source);
    }
    by_sheet
}

fn row(number: usize, datum: &Printed, [file, sheet, cells]: [Cell; 3]) -> Vec<Cell> {
    let value = datum.text.parse::<f64>().map_or_else(|_| Cell::text(&datum.text), Cell::Number);
    vec![
        Cell::count(number),
        Cell::text(&datum.part),
        Cell::text(&datum.excerpt),
        value,
        Cell::text(&datum.name),
        Cell::text(&datum.rule),
        file,
        sheet,
        cells,
    ]
}

/// File, sheet and cells; the sheet opens the first of the cells. Links are kept short: some office programs do
/// not break them over lines.
fn cells(facts: Facts<'_>, sheet: SheetId, sources: &[Source]) -> [Cell; 3] {
    let name = facts.places.name(sheet);
    let spelt = facts.places.sources(sources);
    let address = |spelt: &String| spelt.rsplit('!').next().unwrap_or_default().to_owned();
    let text = spelt.iter().map(address).collect::<Vec<_>>().join("、");
    let first = sources.iter().min_by_key(|source| (source.cell.column, source.cell.row));
    let link = first.map_or(Cell::Blank, |first| facts.linked(first.cell, name.sheet.clone()));
    [Cell::text(&name.file), link, Cell::text(text)]
}
