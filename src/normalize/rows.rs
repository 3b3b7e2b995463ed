//! The rows of one table → entries: every cell by its field's type, opinions split and judged.

use std::collections::BTreeMap;

use super::cell::{Raw, Reader, is_ditto};
use super::context::Context;
use super::directory::is_directory;
use super::equal::equal;
use super::gaps::gaps;
use super::harvest::{self, Stand};
use super::known::{Known, value};
use super::scale::Scales;
use super::totals::Totals;
use super::{RowTally, Rules, text};
use crate::finding::{Finding, Place, Understood, Values};
use crate::kind::{FieldRole, FieldRule, Harvest, TableRole, TableRule};
use crate::model::entry::{CountStatus, Entry, FieldPlaces};
use crate::model::origin::Origin;
use crate::model::value::{Amount, Text, Value};
use crate::recognize::{DataRow, Reason, SetAside, Table};
use crate::workbook::Cell;

/// What the rows of one table give.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) entries: Vec<Entry>,
    pub(super) tally: RowTally,
    pub(super) verbatim: BTreeMap<(u32, u32), Text>,
    pub(super) findings: Vec<Finding>,
    pub(super) known: Known,
}

/// One table with all that its rows are read by.
pub(super) struct TableRows<'a> {
    /// Values of a form that stand in one cell with their label, by field.
    pub(super) inline: &'a BTreeMap<usize, Cell>,
    pub(super) table: &'a Table,
    pub(super) rule: &'a TableRule,
    pub(super) rules: &'a Rules<'a>,
    pub(super) stand: Stand<'a>,
    pub(super) context: Context,
    /// What the numbers of its columns are multiplied by.
    pub(super) scales: &'a Scales,
    /// Index of the table's head in the run.
    pub(super) head: u32,
}

/// The values of one row, before its opinions are split.
pub(super) type RowValues = Vec<Option<Value>>;

impl<'a> TableRows<'a> {
    /// Turns all rows of the table into entries, in their order.
    pub(super) fn rows(&self) -> Rows {
        self.judge_ahead();
        let mut rows = Rows { findings: self.scales.findings.clone(), ..Rows::default() };
        let for_all = self.gather(&mut rows);
        let mut above: Vec<Option<Raw<'a>>> = vec![None; self.rule.fields.len()];
        for data in &self.table.data {
            let raws = self.raws(data, &mut above, &mut rows);
            match self.row(data, &raws, &for_all, &mut rows) {
                Ok(entries) => match self.continues(data.row) {
                    Some(top) => self.join(top, entries, &mut rows),
                    None => rows.entries.extend(entries),
                },
                Err(reason) => rows.tally.set_aside.push(SetAside { row: data.row, reason }),
            }
        }
        rows.findings.extend(self.idle(&rows));
        rows.findings.extend(self.counted_up());
        rows.findings.extend(self.earlier(&rows));
        rows.findings.extend(self.joined(&rows));
        if rows.entries.is_empty() {
            rows.entries.extend(self.zero_report(&for_all));
        }
        self.count(&mut rows);
        let (table, rule, sheet) = (self.table, self.rule, self.stand.sheet);
        rows.findings.extend(equal(table, rule, sheet, self.rules.common, &rows.entries));
        rows.findings.extend(gaps(table, rule, sheet, &rows.entries));
        rows.findings.extend(
            Totals {
                table,
                rule,
                sheet,
                words: self.rules.common,
                scales: self.scales,
                entries: &rows.entries,
            }
            .compare(),
        );
        rows
    }

    /// What is said of rows that hold something but not what the table is about. A blank opinion is an answer.
    fn idle(&self, rows: &Rows) -> Option<Finding> {
        // An item of 报告信息 that is not filled in is no slip: a blank one lists them all.
        if matches!(self.rule.role, Some(TableRole::Settings | TableRole::Texts)) {
            return None;
        }
        let running = |field: &FieldRule| field.role == Some(FieldRole::Number);
        let fields = self.rule.fields.iter().enumerate().filter(|(_, field)| !running(field));
        let fields: Vec<usize> = fields.map(|(at, _)| at).collect();
        let filled = |row: u32| fields.iter().filter(|field| self.raw(row, **field).is_some()).count();
        let all = rows.entries.is_empty();
        let aside = rows.tally.set_aside.iter().filter(|aside| aside.reason == Reason::NoSubject);
        let idle = aside.map(|aside| aside.row).filter(|row| filled(*row) > usize::from(!all));
        let idle: Vec<u32> = idle.collect();
        let first = *idle.first().filter(|_| self.rule.split.is_none())?;
        let subject = self.rule.subject.as_ref().map(std::slice::from_ref);
        let lacking = subject.unwrap_or(&self.rule.needs).iter();
        let names = lacking.filter_map(|id| self.rule.fields.get(self.rule.field(id)?));
        let what = Understood::RowsIdle {
            table: self.rule.name.clone(),
            rows: idle.iter().map(|row| (row + 1).to_string()).collect(),
            lacking: names.map(|field| field.name.clone()).collect(),
            all,
        };
        Some(Finding::new(Place::Row(self.table.head.sheet, first), what))
    }

    /// A table that was returned without any content stands for its unit: one entry that holds the unit and
    /// counts as nothing, so that the unit is seen to have returned it (零报告).
    fn zero_report(&self, for_all: &RowValues) -> Option<Entry> {
        let is_unit = |field: &FieldRule| field.harvest == Some(Harvest::Unit);
        let unit = self.rule.fields.iter().position(is_unit)?;
        let own = |raw: Raw<'a>| text::of_cell(raw.cell).map(|name| self.context.units.name(&name));
        let form = matches!(self.table.head.places, FieldPlaces::Cells(_));
        let in_form = || own(self.raw(self.table.data.first()?.row, unit).filter(|_| form)?).map(Value::Text);
        let value = for_all.get(unit).cloned().flatten().or_else(in_form)?;
        let mut values: RowValues = vec![None; self.rule.fields.len()];
        *values.get_mut(unit)? = Some(value);
        let row = self.table.head.header_rows.1;
        Some(self.entry(row, 0, values, CountStatus::Empty))
    }

    fn entry(&self, row: u32, part: u16, values: RowValues, count_status: CountStatus) -> Entry {
        let values = values.into_boxed_slice();
        Entry { head: self.head, row, part, values, count_status, class: None }
    }

    fn count(&self, rows: &mut Rows) {
        let aside = rows.tally.set_aside.len() as u32;
        rows.tally.rows_read = self.table.rows_read;
        rows.tally.rows_used = self.table.data.len() as u32 - aside;
        rows.tally.entries = rows.entries.iter().filter(|entry| entry.counts()).count() as u32;
        rows.tally.set_aside.extend(self.table.set_aside.iter().cloned());
        rows.tally.set_aside.sort_by_key(|aside| aside.row);
    }

    /// Values from around the table, for fields that no cell of it fills.
    fn gather(&self, rows: &mut Rows) -> RowValues {
        let mut gathered = Vec::new();
        for (index, field) in self.rule.fields.iter().enumerate() {
            let telling = !self.stand.is_titled(self.table, &field.untelling);
            let harvest = field.harvest.filter(|_| !self.has_cells(index) && telling);
            let terms = self.rules.terms(field);
            if let Some(value) = self.labelled(index, field, rows) {
                gathered.push(Some(value));
                continue;
            }
            let found = harvest.and_then(|from| {
                self.stand.gather(from, self.table, terms, &self.context, self.rules.common)
            });
            gathered.push(found.map(|found| {
                if let Some((at, note)) = found.note {
                    let place = at.map_or(Place::Sheet(self.table.head.sheet), Place::Cell);
                    rows.findings.push(Finding::new(place, note));
                }
                found.value
            }));
        }
        gathered
    }

    /// What a label above the header says for a field that no cell of the table fills (`姓名 | 张三`); a line
    /// that names unit or date is read as such.
    fn labelled(&self, index: usize, field: &FieldRule, rows: &mut Rows) -> Option<Value> {
        let harvested = &self.table.harvested;
        let line = match field.harvest {
            Some(Harvest::Unit) => harvested.unit.is_some(),
            Some(Harvest::Date) => harvested.date.is_some(),
            _ => false,
        };
        if line || self.has_cells(index) {
            return None;
        }
        let (_, at, text) = harvested.labelled.iter().find(|(labelled, ..)| *labelled == index)?;
        let reader = Reader {
            rules: self.rules,
            context: &self.context,
            units: Some(&*self.context.units),
            ours: self.rule.ours,
        };
        reader.value(field, Raw::of(&Cell::Text(text.clone()), *at), &mut rows.findings)
    }

    /// Whether any row fills a field: a column with some blank cells is not filled from the title.
    pub(super) fn has_cells(&self, field: usize) -> bool {
        self.table.data.iter().any(|data| self.raw(data.row, field).is_some())
    }

    pub(super) fn raw(&self, row: u32, field: usize) -> Option<Raw<'a>> {
        let sheet = self.stand.sheet;
        match &self.table.head.places {
            FieldPlaces::Columns(columns) => {
                if let Some(ticks) = self.ticks(field) {
                    return self.ticked(row, ticks);
                }
                let column = columns.get(field).copied().flatten()?;
                let (cell, _) = sheet.filled(row, column)?;
                let at = Origin { sheet: sheet.id, row, column };
                Some(Raw::of(cell, at).scaled(self.scales.field(field)))
            }
            FieldPlaces::Cells(cells) => {
                let at = cells.get(field).copied().flatten()?;
                let own = self.inline.get(&field);
                let cell = own.or_else(|| sheet.cell(at.row, at.column))?;
                Some(Raw::of(cell, at).scaled(self.scales.field(field)))
            }
        }
    }

    /// The cells of a row; 同上 is replaced by the cell above, and said.
    fn raws(&self, data: &DataRow, above: &mut [Option<Raw<'a>>], rows: &mut Rows) -> Vec<Option<Raw<'a>>> {
        let mut raws = Vec::with_capacity(above.len());
        for (field, above) in above.iter_mut().enumerate() {
            let own = self.raw(data.row, field);
            let ditto = own.filter(|raw| is_ditto(raw.cell, &self.rules.common.values));
            let raw = match ditto {
                Some(ditto) => above.map(|above| Raw { at: ditto.at, own: ditto.cell, ..above }),
                None => own,
            };
            if let Some(ditto) = ditto {
                let copied = raw.and_then(|raw| text::of_cell(raw.cell));
                rows.findings.push(Finding::new(Place::Cell(ditto.at), Values::Ditto { copied }));
            }
            *above = raw.or(*above);
            raws.push(raw);
        }
        raws
    }

    fn row(
        &self,
        data: &DataRow,
        raws: &[Option<Raw<'a>>],
        for_all: &RowValues,
        rows: &mut Rows,
    ) -> Result<Vec<Entry>, Reason> {
        if !self.has_subject(raws, rows) {
            return Err(Reason::NoSubject);
        }
        let units = (!is_directory(self.rule)).then_some(&*self.context.units);
        let reader = Reader { rules: self.rules, context: &self.context, units, ours: self.rule.ours };
        let mut values = Vec::with_capacity(raws.len());
        for (at, ((field, raw), gathered)) in self.rule.fields.iter().zip(raws).zip(for_all).enumerate() {
            // The text that is split is read part by part.
            let own = raw.filter(|_| !self.is_split(field));
            let own = own.and_then(|raw| value(&reader, (at, field), raw, rows));
            let asked = || harvest::asked(data, field.harvest, &self.rules.common.values);
            let gathered = gathered.as_ref().filter(|_| !self.yields(field));
            // Whom a column asks about is more exact than what another column says of the whole row.
            let told = (field.harvest == Some(Harvest::Target)).then(asked).flatten();
            values.push(told.or(own).or_else(|| gathered.cloned()).or_else(asked));
        }
        self.add_parts(&mut values, data.row, rows);
        self.infer(&mut values, data, raws, rows);
        self.call_titles(&mut values, raws);
        for ((field, value), gathered) in self.rule.fields.iter().zip(&mut values).zip(for_all) {
            if value.is_none() && self.yields(field) {
                value.clone_from(gathered);
            }
        }
        if !self.has_need(&values) {
            return Err(Reason::NoSubject);
        }
        self.in_time(&values, data, rows)?;
        rows.findings.extend(self.lacking(&values, data));
        rows.findings.extend(self.stated_shares(&values, raws));
        rows.findings.extend(self.contradictions(raws));
        let mut entries = self.entries(data, raws, values, rows);
        self.place_ticks(&mut entries, raws);
        Ok(entries)
    }

    /// Adds the numbers of further columns to a field that is the sum of several.
    fn add_parts(&self, values: &mut RowValues, row: u32, rows: &mut Rows) {
        let sheet = self.stand.sheet;
        let reader = Reader { rules: self.rules, context: &self.context, units: None, ours: self.rule.ours };
        for (index, column) in &self.table.head.also {
            let at = Origin { sheet: sheet.id, row, column: *column };
            let cell = sheet
                .filled(row, *column)
                .map(|(cell, _)| Raw::of(cell, at).scaled(self.scales.also(*column)));
            let (Some(raw), Some(field)) = (cell, self.rule.fields.get(*index)) else { continue };
            let Some(Value::Number(more)) = reader.value(field, raw, &mut rows.findings) else { continue };
            let Some(value) = values.get_mut(*index) else { continue };
            *value = Some(Value::Number(match value {
                Some(Value::Number(amount)) => {
                    Amount { number: amount.number + more.number, bound: amount.bound.max(more.bound) }
                }
                _ => more,
            }));
        }
    }

    /// Whether what the titles tell for a field counts only where the row itself tells nothing.
    fn yields(&self, field: &FieldRule) -> bool {
        field.harvest == Some(Harvest::Title) && self.stand.is_titled(self.table, &field.yielding)
    }

    fn is_split(&self, field: &FieldRule) -> bool {
        self.rule.split.as_deref() == Some(field.id.as_str())
    }

    /// Whether the row has what the table is about: its subject, or else any field that identifies the table.
    /// An error value is none.
    fn has_subject(&self, raws: &[Option<Raw<'a>>], rows: &mut Rows) -> bool {
        let raw = |id: &String| self.rule.field(id).and_then(|field| raws.get(field).copied().flatten());
        match self.rule.subject.as_ref().map(raw) {
            Some(Some(raw)) => {
                let Cell::Error(error) = raw.cell else { return true };
                let note = Values::CellError { text: error.clone() };
                rows.findings.push(Finding::new(Place::Cell(raw.at), note));
                false
            }
            Some(None) => false,
            None => self.rule.identify.iter().flatten().any(|id| raw(id).is_some()),
        }
    }

    /// Whether the row fills one of the fields without which it says nothing (a date alone is no activity).
    fn has_need(&self, values: &RowValues) -> bool {
        let mut needs = self.rule.needs.iter().filter_map(|id| self.rule.field(id)).peekable();
        needs.peek().is_none() || needs.any(|field| matches!(values.get(field), Some(Some(_))))
    }

    fn in_time(&self, values: &RowValues, data: &DataRow, rows: &mut Rows) -> Result<(), Reason> {
        let field = self.rule.event_date.as_ref().and_then(|id| self.rule.field(id));
        let Some(Some(Value::Date(when))) = field.and_then(|field| values.get(field)) else {
            return Ok(());
        };
        let Some(as_of) = self.context.as_of.filter(|as_of| when.from > *as_of) else {
            return Ok(());
        };
        let place = Place::Row(self.table.head.sheet, data.row);
        let date = when.to_string();
        rows.findings.push(Finding::new(place, Values::AfterAsOf { date, as_of }));
        Err(Reason::AfterAsOf)
    }

    fn entries(
        &self,
        data: &DataRow,
        raws: &[Option<Raw<'a>>],
        values: RowValues,
        rows: &mut Rows,
    ) -> Vec<Entry> {
        let problem =
            || self.rule.at(FieldRole::Problem).filter(|_| self.rule.role == Some(TableRole::Problems));
        let subject = self.rule.subject.as_ref().and_then(|id| self.rule.field(id)).or_else(problem);
        let entry = |values, part, count_status| self.entry(data.row, part, values, count_status);
        let raw = subject.and_then(|subject| raws.get(subject).copied().flatten());
        let (Some(subject), Some(raw)) = (subject, raw) else {
            return vec![entry(values, 0, CountStatus::Counted)];
        };
        if self.rule.split.is_none() {
            let count_status = self.count_status(subject, &values, raw);
            return vec![entry(values, 0, count_status)];
        }
        let aligned = self.aligned(subject, raws, rows);
        let parts = self.opinions(data.row, raw, rows);
        // A part that says nothing may have gone, or two be one.
        let aligned = aligned.into_iter().filter(|(_, values)| values.len() == parts.len()).collect();
        (0..)
            .zip(parts)
            .map(|(at, (part, count_status, text))| {
                let mut values = self.of_part(&values, &aligned, at);
                if let Some(value) = values.get_mut(subject) {
                    *value = Some(Value::Text(text));
                }
                entry(values, part, count_status)
            })
            .collect()
    }
}
