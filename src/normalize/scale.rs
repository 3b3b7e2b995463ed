//! The unit that a header or a line of the sheet states → what the numbers of each column are multiplied by.

use std::collections::BTreeMap;

use crate::finding::{Finding, Place, Understood};
use crate::kind::{Common, FieldRole, FieldRule, FieldType, TableRule};
use crate::model::entry::FieldPlaces;
use crate::model::origin::Origin;
use crate::model::value::Amount;
use crate::recognize::{Reason, Table};
use crate::text::amount::{Measured, multiplied};
use crate::text::scale::{Stated, of_header, of_line, of_title};
use crate::workbook::{Cell, Row, Sheet};

/// What the numbers of a column are multiplied by to be in the unit of their field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// Numbers without a unit of their own.
    bare: f64,
    /// Numbers that say theirs (3万元), which are read in 元.
    own: f64,
}

impl Scale {
    /// Nothing states a unit.
    pub(super) const PLAIN: Scale = Scale { bare: 1.0, own: 1.0 };

    /// A number in the unit of its field.
    pub(super) fn of(self, read: Measured) -> Amount {
        let by = if read.own { self.own } else { self.bare };
        Amount { number: multiplied(read.amount.number, by), ..read.amount }
    }
}

/// The scales of a table's columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Scales {
    fields: BTreeMap<usize, Scale>,
    also: BTreeMap<u32, Scale>,
    /// What is said of them.
    pub(super) findings: Vec<Finding>,
}

impl Scales {
    /// That of the column or cell of a field.
    pub(super) fn field(&self, field: usize) -> Scale {
        self.fields.get(&field).copied().unwrap_or(Scale::PLAIN)
    }

    /// That of a further column.
    pub(super) fn also(&self, column: u32) -> Scale {
        self.also.get(&column).copied().unwrap_or(Scale::PLAIN)
    }

    /// The scales of a table, by the headers of its columns and the line of its sheet.
    pub(super) fn of(table: &Table, rule: &TableRule, sheet: &Sheet, common: &Common) -> Self {
        let mut scales = Scales::default();
        let numbers = rule.fields.iter().enumerate().filter(|(_, field)| is_scaled(field));
        let numbers = numbers.filter(|(at, _)| table.head.places.has(*at)).collect::<Vec<_>>();
        if numbers.is_empty() {
            return scales;
        }
        let line = line(table, sheet);
        for (at, field) in numbers {
            let header = table.head.header(at).unwrap_or_default();
            let place = place(table, at);
            if let Some(scale) = scales.column(header, field, line.as_ref(), common, place) {
                scales.fields.insert(at, scale);
            }
        }
        for (at, column) in &table.head.also {
            let Some(field) = rule.fields.get(*at).filter(|field| is_scaled(field)) else { continue };
            let row = table.head.header_rows.1;
            let Some((Cell::Text(header), _)) = sheet.filled(row, *column) else { continue };
            let place = Place::Cell(Origin { sheet: sheet.id, row, column: *column });
            if let Some(scale) = scales.column(header, field, line.as_ref(), common, place) {
                scales.also.insert(*column, scale);
            }
        }
        scales
    }

    /// The scale of a column under a header; what the reader should know of it is said.
    fn column(
        &mut self,
        header: &str,
        field: &FieldRule,
        line: Option<&Stated>,
        common: &Common,
        place: Place,
    ) -> Option<Scale> {
        let base = of_header(&field.name).map_or(1.0, |stated| stated.factor);
        let stated = of_header(header);
        let unlike = stated.is_none() && !is_money(field, header, common);
        let line = line.filter(|line| stated.is_none() && line.factor != 1.0);
        if let Some(line) = line.filter(|_| unlike) {
            let told = Understood::UnitLeft { field: field.name.clone(), unit: line.unit.clone() };
            self.findings.push(Finding::new(place, told));
            return None;
        }
        let stated = stated.as_ref().or(line);
        let scale = Scale { bare: stated.map_or(1.0, |stated| stated.factor / base), own: 1.0 / base };
        if let Some(stated) = stated.filter(|_| scale.bare != 1.0) {
            let unit = stated.unit.clone();
            self.findings
                .push(Finding::new(place, Understood::UnitTaken { field: field.name.clone(), unit }));
        }
        (scale != Scale::PLAIN).then_some(scale)
    }
}

/// Whether the numbers of a field are of something: no running number and no share of others.
fn is_scaled(field: &FieldRule) -> bool {
    field.kind == FieldType::Number && field.quotient.is_none() && field.role != Some(FieldRole::Number)
}

/// Whether a column without a unit holds money, so that a line that states one means it.
fn is_money(field: &FieldRule, header: &str, common: &Common) -> bool {
    let headers = &common.headers;
    let ends = |name: &str| headers.no_money.iter().any(|end| name.ends_with(end.as_str()));
    let says = |name: &str| headers.money.iter().any(|word| name.contains(word.as_str())) && !ends(name);
    !field.whole && (says(header) || (says(&field.name) && !ends(header)))
}

/// What a line over the table states, the nearest first; else its title, else a note below it.
fn line(table: &Table, sheet: &Sheet) -> Option<Stated> {
    let first = table.head.header_rows.0;
    let above = sheet.rows.get(..sheet.rows.partition_point(|row| row.index < first)).unwrap_or_default();
    let title = || table.harvested.title.as_ref().and_then(|(title, _)| of_title(title));
    let notes = table.set_aside.iter().filter(|aside| aside.reason == Reason::Note);
    let mut notes = notes.filter_map(|aside| {
        let at = sheet.rows.binary_search_by_key(&aside.row, |row| row.index).ok()?;
        sheet.rows.get(at)
    });
    above.iter().rev().find_map(of_row).or_else(title).or_else(|| notes.find_map(of_row))
}

/// What a row states in one cell, or in one behind its label (`单位： | 万元`).
fn of_row(row: &Row) -> Option<Stated> {
    let texts: Vec<&str> = row.cells.iter().filter_map(|(_, cell)| text(cell)).collect();
    let joined = || texts.windows(2).find_map(|pair| of_line(&pair.concat()));
    texts.iter().find_map(|text| of_line(text)).or_else(joined)
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

fn place(table: &Table, field: usize) -> Place {
    let head = &table.head;
    let at = match &head.places {
        FieldPlaces::Columns(columns) => columns.get(field).copied().flatten().map(|column| Origin {
            sheet: head.sheet,
            row: head.header_rows.1,
            column,
        }),
        FieldPlaces::Cells(cells) => cells.get(field).copied().flatten(),
    };
    at.map_or(Place::Sheet(head.sheet), Place::Cell)
}
