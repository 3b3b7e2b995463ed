//! Every datum that the report prints → 数字来源: its place in the report, its rule and its cells.

use std::collections::BTreeMap;
use std::ops::Range;

use super::datum::{Printed, printed};
use super::facts::Facts;
use super::sheet::{Cell, Page, Rows};
use super::words;
use crate::kind::MOST_COLUMNS;
use crate::model::origin::{SheetId, Source};

/// The sheet, one row for each datum and sheet that it comes from.
pub(super) fn page<'a>(facts: &Facts<'a>, title: &'a str) -> Page<'a> {
    let (facts, data) = (*facts, by_row(printed(facts)));
    let lines = data.iter().enumerate().flat_map(|(at, datum)| {
        let by_sheet = by_sheet(&datum.sources);
        let none = by_sheet.is_empty().then_some((at, None));
        none.into_iter().chain(by_sheet.into_iter().map(move |of_sheet| (at, Some(of_sheet))))
    });
    let lines: Vec<(usize, Option<(SheetId, Stretches)>)> = lines.collect();
    let rows = Rows::new(lines.len(), move |line| {
        let Some((at, of_sheet)) = lines.get(line) else { return Vec::new() };
        let Some(datum) = data.get(*at) else { return Vec::new() };
        let cells = of_sheet.as_ref().map(|(sheet, stretches)| {
            let sources: Vec<&[Source]> =
                stretches.iter().filter_map(|stretch| datum.sources.get(stretch.clone())).collect();
            match sources[..] {
                [alone] => cells(facts, *sheet, alone),
                _ => cells(facts, *sheet, &sources.concat()),
            }
        });
        row(at + 1, datum, cells.unwrap_or([Cell::Blank, Cell::Blank, Cell::Blank]))
    });
    Page { title, rows, ..Page::new(words::SOURCES, &words::SOURCES_COLUMNS) }
}

/// The data with those that one row of an annex copies from the folder as one; they stand no farther apart than a row has
/// columns.
fn by_row(data: Vec<Printed<'_>>) -> Vec<Printed<'_>> {
    let mut joined: Vec<Printed<'_>> = Vec::new();
    for datum in data {
        let same = |known: &&mut Printed<'_>| {
            datum.row.is_some() && (&known.block, known.row) == (&datum.block, datum.row)
        };
        match joined.iter_mut().rev().take(MOST_COLUMNS).find(same) {
            Some(last) => {
                last.excerpt = format!("{}｜{}", last.excerpt, datum.text);
                words::ROW.clone_into(&mut last.name);
                words::ROW_RULE.clone_into(&mut last.rule);
                last.sources.to_mut().extend(&*datum.sources);
            }
            None => joined.push(datum),
        }
    }
    joined
}

/// Where in the list of a datum's sources those of one sheet stand.
type Stretches = Vec<Range<usize>>;

fn by_sheet(sources: &[Source]) -> BTreeMap<SheetId, Stretches> {
    let mut by_sheet: BTreeMap<SheetId, Stretches> = BTreeMap::new();
    let mut from = 0;
    for stretch in sources.chunk_by(|one, next| one.cell.sheet == next.cell.sheet) {
        if let Some(first) = stretch.first() {
            by_sheet.entry(first.cell.sheet).or_default().push(from..from + stretch.len());
        }
        from += stretch.len();
    }
    by_sheet
}

fn row(number: usize, datum: &Printed<'_>, [file, sheet, cells]: [Cell; 3]) -> Vec<Cell> {
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
