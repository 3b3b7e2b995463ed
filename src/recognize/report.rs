//! Recognised tables → what the reader is told about them.

use std::collections::BTreeSet;

use super::assign::is_about;
use super::block::{Column, text_of};
use super::confidence::Confidence;
use super::evidence::Context;
use super::form::Form;
use super::grid::Grid;
use super::judge::{Judge, Strictness};
use super::profile::Profile;
use super::questions;
use super::sections::Section;
use super::seen::Seen;
use super::table::{Reason, Table};
use crate::finding::{Finding, Place, Tables};
use crate::kind::{Kind, TableRule};
use crate::model::origin::{Origin, address};
use crate::model::value::Text;

/// Longest text (in characters) that is shown as a header of an unrecognised sheet.
const LONGEST_SHOWN: usize = 15;

/// Rows of an unrecognised sheet among which its header is looked for.
const ROWS_SHOWN: usize = 8;

/// Collects what is said of the tables of one sheet.
pub(super) struct Reporter<'a> {
    kind: &'a Kind,
    judge: &'a Judge<'a>,
    grid: &'a Grid<'a>,
    pub findings: Vec<Finding>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(judge: &'a Judge<'a>, grid: &'a Grid<'a>) -> Self {
        Reporter { kind: judge.kind, judge, grid, findings: Vec::new() }
    }

    /// What is said of a table, or of the tables that a questionnaire gives.
    pub(super) fn section(&mut self, section: &Section, tables: &[Table]) {
        let table = tables.first();
        let rule = table.and_then(|table| self.kind.tables.get(table.head.table));
        let (Some(table), Some(rule)) = (table, rule) else {
            return;
        };
        self.choice(section, rule);
        self.twice(section, table, rule);
        self.added(section, rule);
        self.misfits(section, rule);
        self.unknown(section, table, rule);
        self.unnamed(section, tables);
        self.hidden_rows(table, rule);
        self.examples(table, rule);
        if section.block.is_data {
            let table = rule.name.clone();
            self.at_header(section, Tables::NoHeader { table });
        }
        if table.data.is_empty() {
            let table = rule.name.clone();
            self.at_header(section, Tables::TableEmpty { table });
        }
    }

    /// Says what is to be said of a form and its labels.
    pub(super) fn form(&mut self, form: &Form) {
        let Some(rule) = form.tables.first().and_then(|table| self.kind.tables.get(table.head.table)) else {
            return;
        };
        if let Some(blank) = form.tables.first().filter(|table| table.data.is_empty()) {
            let what = Tables::TableEmpty { table: rule.name.clone() };
            self.findings.push(Finding::new(Place::Row(blank.head.sheet, blank.head.header_rows.0), what));
        }
        if !form.unclaimed.is_empty() {
            let what = Tables::FormUnused { table: rule.name.clone(), texts: form.unclaimed.clone() };
            self.findings.push(Finding::new(Place::Sheet(self.grid.sheet.id), what));
        }
        if let Some((first, at)) = form.unread.first() {
            let (table, text) = (rule.name.clone(), first.clone());
            let what = Tables::FormRowsUnread { table, rows: form.unread.len(), text };
            self.findings.push(Finding::new(Place::Cell(*at), what));
        }
        for twice in &form.twice {
            let Some(field) = rule.fields.get(twice.field) else {
                continue;
            };
            let what = Tables::FieldTwice {
                field: field.name.clone(),
                kept: spell(&twice.kept),
                left: spell(&twice.left),
            };
            self.findings.push(Finding::new(Place::Cell(twice.left.1), what));
        }
    }

    /// Corrections that were made for another header row and hold for one that is nearly the same.
    pub(super) fn carried(&mut self, seen: &[Seen]) {
        for seen in seen {
            let Some((_, about)) = &seen.carried else { continue };
            let place = match seen.header_rows {
                Some((first, _)) => Place::Row(seen.sheet, first),
                None => Place::Sheet(seen.sheet),
            };
            self.findings.push(Finding::new(place, Tables::CorrectionCarried { about: about.clone() }));
        }
    }

    /// What is said of a sheet that holds no table: the headers of the row that looks most like one.
    pub(super) fn unrecognized(&mut self, names: &Context) {
        let rows = &self.grid.sheet.rows;
        if let Some(ledger) = self.judge.plainly_foreign(self.grid, names) {
            let what = Tables::SheetForeign { ledger };
            self.findings.push(Finding::new(Place::Sheet(self.grid.sheet.id), what));
            return;
        }
        if self.grid.sheet.text {
            let first = rows.first().and_then(|row| text_of(&row.cells.first()?.1)).unwrap_or_default();
            let begins = first.chars().take(LONGEST_SHOWN).collect();
            let what = Tables::TextUnrecognized { begins };
            self.findings.push(Finding::new(Place::Sheet(self.grid.sheet.id), what));
            return;
        }
        let header_like = |text: &&str| text.chars().count() <= LONGEST_SHOWN;
        let texts = rows.iter().take(ROWS_SHOWN).map(|row| {
            let texts = row.cells.iter().filter_map(|(_, cell)| text_of(cell));
            texts.filter(header_like).collect::<Vec<&str>>()
        });
        let best = texts.reduce(|best, next| if next.len() > best.len() { next } else { best });
        let best = best.filter(|texts| texts.len() > 1).unwrap_or_default();
        let what = Tables::SheetUnrecognized {
            headers: best.iter().map(|text| text.split_whitespace().collect()).collect(),
            has_rows: rows.iter().filter(|row| row.cells.len() > 1).nth(1).is_some(),
        };
        self.findings.push(Finding::new(Place::Sheet(self.grid.sheet.id), what));
    }

    fn at_header(&mut self, section: &Section, what: Tables) {
        let place = Place::Row(self.grid.sheet.id, section.block.first);
        self.findings.push(Finding::new(place, what));
    }

    fn at_column(&mut self, section: &Section, column: u32, what: Tables) {
        let place = Place::Cell(Origin { sheet: self.grid.sheet.id, row: section.block.last, column });
        self.findings.push(Finding::new(place, what));
    }

    /// A choice between tables that was not plain.
    fn choice(&mut self, section: &Section, rule: &TableRule) {
        let table = rule.name.clone();
        if section.strictness == Strictness::Overlooking {
            self.at_header(section, Tables::TableGuessed { table: table.clone() });
            self.guessed(section, rule);
        }
        let rival = section.verdict.rival.and_then(|rival| self.kind.tables.get(rival));
        if let Some(rival) = rival.map(|rival| rival.name.clone()) {
            self.at_header(section, Tables::TableAmbiguous { table, rival });
        } else if section.strictness != Strictness::Overlooking
            && section.verdict.confidence == Confidence::Doubtful
        {
            let why = section.verdict.why.clone();
            self.at_header(section, Tables::TableDoubtful { table, why });
        }
    }

    /// The column that is what the table is about by its values alone.
    fn guessed(&mut self, section: &Section, rule: &TableRule) {
        let assigned = &section.verdict.assigned;
        let about = rule.fields.iter().enumerate().filter(|(_, field)| is_about(rule, field));
        for (at, field) in about {
            let column = assigned.fields.get(at).copied().flatten();
            let Some(column) = column.and_then(|column| section.block.columns.get(column)) else { continue };
            if self.judge.lexicons.find(section.verdict.table, &column.path).is_empty() {
                let (header, field) = (column.shown.to_string(), field.name.clone());
                self.at_column(section, column.at, Tables::ColumnGuessed { header, field });
            }
        }
    }

    /// Columns whose numbers are added up, since none has the whole.
    fn added(&mut self, section: &Section, rule: &TableRule) {
        let assigned = &section.verdict.assigned;
        let fields: BTreeSet<usize> = assigned.also.iter().map(|(field, _)| *field).collect();
        for field in fields {
            let held = assigned.fields.get(field).copied().flatten();
            let parts = assigned.also.iter().filter(|(of, _)| *of == field).map(|(_, column)| *column);
            let columns =
                held.into_iter().chain(parts).filter_map(|column| section.block.columns.get(column));
            let headers = columns.map(|column| column.shown.to_string()).collect();
            let Some(rule) = rule.fields.get(field) else { continue };
            self.at_header(section, Tables::ColumnsAdded { field: rule.name.clone(), headers });
        }
    }

    /// Columns whose values do not fit what their headers say.
    fn misfits(&mut self, section: &Section, rule: &TableRule) {
        let assigned = &section.verdict.assigned;
        let named = |(field, column): (usize, usize)| {
            let column = section.block.columns.get(column)?;
            Some((column.at, column.shown.to_string(), rule.fields.get(field)?.name.clone()))
        };
        let used = |(_, column): &&(usize, usize)| assigned.by.get(*column).is_some_and(Option::is_some);
        for misfit in assigned.misfits.iter().filter(|misfit| !used(misfit)).copied() {
            if let Some((at, header, field)) = named(misfit) {
                self.at_column(section, at, Tables::ColumnMisfit { header, field });
            }
        }
        for sensitive in assigned.sensitive.iter().copied() {
            if let Some((at, header, field)) = named(sensitive) {
                self.at_column(section, at, Tables::ColumnSensitive { header, field });
            }
        }
    }

    fn twice(&mut self, section: &Section, table: &Table, rule: &TableRule) {
        let (columns, fields) = (&section.block.columns, section.verdict.fields());
        let questions = questions::columns(section, self.kind);
        let asks = |column: &usize| columns.get(*column).is_some_and(|column| questions.contains(&column.at));
        for (field, left) in
            section.verdict.assigned.twice.iter().filter(|(_, column)| questions.len() < 2 || !asks(column))
        {
            let held = fields.get(*field).copied().flatten().and_then(|held| columns.get(held));
            let (Some(left), Some(held), Some(field)) = (columns.get(*left), held, rule.fields.get(*field))
            else {
                continue;
            };
            let is_ticked = table.ticks.iter().flat_map(|ticks| &ticks.columns).any(|(at, _)| *at == left.at);
            if is_ticked || self.is_whole(held, left) {
                continue;
            }
            let what = Tables::FieldTwice {
                field: field.name.clone(),
                kept: [held.shown.to_string(), letter(held.at)],
                left: [left.shown.to_string(), letter(left.at)],
            };
            self.at_column(section, left.at, what);
        }
    }

    /// Whether a column is the total of its neighbours under one header, of which another one is a part (会员, 非会员
    /// beside 合计): nobody misses the part.
    fn is_whole(&self, held: &Column, part: &Column) -> bool {
        let parents = |column: &'_ Column| column.path.split_last().map(|(_, above)| above.to_vec());
        let under = parents(held).filter(|above| !above.is_empty());
        let total = held.path.last().is_some_and(|text| self.judge.common().rows.is_total(text));
        total && under.is_some() && under == parents(part)
    }

    /// Headers that no field claims; a column of running numbers is none that anybody misses.
    fn unknown(&mut self, section: &Section, table: &Table, rule: &TableRule) {
        let columns = &section.block.columns;
        let assigned = &section.verdict.assigned;
        let told = assigned.twice.iter().chain(&assigned.misfits).chain(&assigned.sensitive);
        let twice = told.filter_map(|(_, column)| columns.get(*column));
        let twice: BTreeSet<u32> = twice.map(|column| column.at).collect();
        let missed = self.missed(section, table);
        let unknown = table.extra.iter().filter(|(column, header)| {
            !twice.contains(column)
                && !missed.contains(column)
                && !self.judge.common().rows.is_running(&super::header::clean(header))
        });
        let nearest = |column: u32| {
            let column = section.block.columns.iter().find(|header| header.at == column)?;
            let field = self.judge.nearest(section.verdict.table, column)?;
            Some(rule.fields.get(field)?.name.clone())
        };
        let headers: Vec<(String, Option<String>)> =
            unknown.map(|(column, header)| (header.to_string(), nearest(*column))).collect();
        if !headers.is_empty() {
            let table = rule.name.clone();
            self.at_header(section, Tables::HeadersUnknown { table, headers });
        }
    }

    /// Columns with data but without a header, among the rows of data.
    fn unnamed(&mut self, section: &Section, tables: &[Table]) {
        let unnamed = unnamed(section, tables, self.grid);
        let Some(first) = unnamed.first().copied() else {
            return;
        };
        let columns = unnamed.iter().map(|column| letter(*column)).collect();
        self.at_column(section, first, Tables::ColumnsUnnamed { columns });
    }

    /// Says which unused columns hold what another table is about: the problems of a ledger of inspections.
    fn missed(&mut self, section: &Section, table: &Table) -> BTreeSet<u32> {
        let mut missed = BTreeSet::new();
        for (at, header) in &table.extra {
            let column = section.block.columns.iter().find(|column| column.at == *at);
            let Some(column) = column.filter(|column| self.is_told(column, section.block.last)) else {
                continue;
            };
            if let Some(other) = self.judge.subject_of(section.verdict.table, column) {
                let (header, table) = (header.to_string(), other.name.clone());
                self.at_column(section, *at, Tables::SubjectUnused { header, table });
                missed.insert(*at);
            }
        }
        missed
    }

    /// Whether the values of a column read like what somebody wrote.
    fn is_told(&self, column: &Column, last: u32) -> bool {
        Profile::new(self.grid, column.at, last, &self.judge.common().values).is_prose()
    }

    fn examples(&mut self, table: &Table, rule: &TableRule) {
        let mut rows = table.set_aside.iter().filter(|aside| aside.reason == Reason::Example);
        if let Some(first) = rows.next() {
            let what = Tables::RowsExample { table: rule.name.clone(), rows: 1 + rows.count() };
            self.findings.push(Finding::new(Place::Row(self.grid.sheet.id, first.row), what));
        }
    }

    fn hidden_rows(&mut self, table: &Table, rule: &TableRule) {
        let hidden = &self.grid.sheet.hidden_rows;
        let of_data = table.data.iter().filter(|data| hidden.binary_search(&data.row).is_ok());
        let rows: Vec<u32> = of_data.map(|data| data.row).collect();
        if let Some(first) = rows.first() {
            let what = Tables::RowsHidden { table: rule.name.clone(), rows: rows.len() };
            let place = Place::Row(self.grid.sheet.id, *first);
            self.findings.push(Finding::new(place, what));
        }
    }
}

/// Columns with data but without a header, among the rows of data.
pub(super) fn unnamed(section: &Section, tables: &[Table], grid: &Grid) -> BTreeSet<u32> {
    let named: BTreeSet<u32> = section.block.columns.iter().map(|column| column.at).collect();
    let data: BTreeSet<u32> = tables.iter().flat_map(|table| &table.data).map(|data| data.row).collect();
    let rows = grid.sheet.rows.get(section.below.clone()).unwrap_or_default();
    let cells = rows.iter().filter(|row| data.contains(&row.index)).flat_map(|row| &row.cells);
    cells.map(|(at, _)| *at).filter(|at| !named.contains(at)).collect()
}

/// The letters of a column (`B`), counted from zero.
fn letter(column: u32) -> String {
    address(0, column).trim_end_matches('1').to_owned()
}

/// A label of a form and its cell.
fn spell((text, at): &(Text, Origin)) -> [String; 2] {
    [text.to_string(), address(at.row, at.column)]
}
