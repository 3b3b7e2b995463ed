//! Workbooks → classified entries and settings: 报告信息 and 单位名录 first, then all tables.

use crate::model::items;
use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Run;
use super::letterhead::{ITEM as LETTERHEAD, is_named};
use crate::classify::{self, Known};
use crate::finding::Noted;
use crate::kind::{Kind, TableRole};
use crate::ledger::{self, lists};
use crate::model::decision::Decisions;
use crate::model::entry::TableHead;
use crate::model::origin::{Places, SheetId};
use crate::model::settings::Settings;
use crate::normalize::{self, Context, Normalized};
use crate::past::Recalled;
use crate::recognize::{self, Options, Seen, SheetTables, Table};
use crate::record;
use crate::text::path::{is_in, name};
use crate::text::yes;
use crate::workbook::{self, Here, InputFile, Workbook};
use crate::world::{Alone, Request};

/// Where 三张清单 lies, seen from the user's folder.
const LISTS: &str = "成文/三张清单.xlsx";

/// What a folder holds: classified entries and settings.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    /// The entries of all tables, classified.
    pub normalized: Normalized,
    /// What 报告信息 and 文字材料 say.
    pub settings: Settings,
}

/// The tables of a folder's workbooks, and how their cells are read.
pub(super) struct Tables {
    workbooks: Vec<Workbook>,
    tables: Vec<Table>,
    context: Context,
    hidden_sheets: bool,
    /// 报告信息 as it was read to begin with.
    pub(super) settings: Settings,
}

impl Tables {
    /// The fields that have a column (`activities.date`).
    pub(super) fn fields(&self, kind: &Kind) -> BTreeSet<String> {
        let of = |table: &Table| {
            let rule = kind.tables.get(table.head.table)?;
            let fields = rule.fields.iter().enumerate();
            let there = fields.filter(|(index, _)| table.head.places.has(*index));
            Some(there.map(|(_, field)| format!("{}.{}", rule.id, field.id)).collect::<Vec<_>>())
        };
        self.tables.iter().filter_map(of).flatten().collect()
    }
}

/// Workbooks → classified entries and settings, or none when no table was recognised.
pub fn take_in(
    workbooks: Vec<Workbook>,
    kind: &Kind,
    places: &Places,
    date: Option<Date>,
    decisions: &Decisions,
) -> Noted<Option<Intake>> {
    let request = Request { date, ..Request::default() };
    let mut run =
        Run { places: places.clone(), ..Run::over(&request, kind.clone(), Cow::default(), &Alone(&Here)) };
    let value = run.recognize(workbooks, decisions).map(|tables| {
        let (normalized, context) = run.normalize(tables);
        run.classify(normalized, &context, decisions)
    });
    Noted { value, findings: run.findings }
}

impl Run<'_> {
    /// Every sheet is recognised once. 报告信息 and 单位名录 come first: the one says which year `3月7日` means and
    /// which files do not count, the other which unit a name means. None when there is no table.
    pub(super) fn recognize(&mut self, workbooks: Vec<Workbook>, decisions: &Decisions) -> Option<Tables> {
        let kind = &self.kind;
        let mut sheets = recognize::sheets(&workbooks, kind, &self.places, decisions);
        let seen: Vec<Seen> = sheets.iter().flat_map(|found| found.seen.clone()).collect();
        self.findings.extend(recognize::unheeded(decisions, &seen, kind));
        self.findings.extend(recognize::left_together(decisions, &seen, &self.places));
        self.findings.extend(ledger::headers_gone(decisions, &seen));
        let first = first(&sheets, kind);
        let first = normalize::normalize(&workbooks, &first, kind, &Context::default()).value;
        let settings = normalize::settings::gather(&first, kind, self.request.date).value;
        let workbooks = record::without_its_own(without_left_out(workbooks, &settings), &settings);
        let workbooks = workbooks.note(&mut self.findings);
        let counted: BTreeSet<SheetId> =
            workbooks.iter().flat_map(|workbook| &workbook.sheets).map(|sheet| sheet.id).collect();
        sheets.retain(|found| counted.contains(&found.sheet));
        let hidden_sheets = settings.text(items::HIDDEN_SHEETS).is_some_and(|text| &**text == yes::YES);
        let counted = sheets.iter().filter(|found| hidden_sheets || !found.is_hidden());
        self.seen = counted.flat_map(|found| found.seen.clone()).collect();
        let tables = recognize::taken(sheets, Options { hidden_sheets }).note(&mut self.findings);
        let mut context = Context::of(&first, kind);
        // What happened after the report's date cannot stand in it, whether or not 截至日期 says so.
        context.as_of = context.as_of.or_else(|| settings.date(items::DATE).map(|when| when.last_day()));
        (!tables.is_empty()).then_some(Tables { workbooks, tables, context, hidden_sheets, settings })
    }

    /// The tables with what was filled in into 三张清单, brought up to date with the problems of this run; unless the
    /// folder has lists of its own.
    pub(super) fn with_lists(&mut self, mut tables: Tables, recalled: &Recalled) -> Tables {
        if recalled.filled.is_empty() {
            return tables;
        }
        let told = self.findings.len();
        let normalized = self.entries(&tables);
        let intake = self.classify(normalized, &tables.context, &recalled.decisions);
        // All of it is said when the lists are among the tables.
        self.findings.truncate(told);
        let Some(lists) = self.lists_now(&intake.normalized, recalled) else { return tables };
        // Their columns are our own; nothing is to be corrected in them.
        let sheets =
            recognize::sheets(std::slice::from_ref(&lists), &self.kind, &self.places, &Decisions::default());
        let options = Options { hidden_sheets: tables.hidden_sheets };
        tables.tables.extend(recognize::taken(sheets, options).note(&mut self.findings));
        tables.workbooks.push(lists);
        tables
    }

    /// 三张清单 as they stand with the problems of this run.
    fn lists_now(&mut self, normalized: &Normalized, recalled: &Recalled) -> Option<Workbook> {
        if self.has_own_lists(normalized) {
            return None;
        }
        let problems = lists::problems(normalized, &self.kind, &mut recalled.decisions.clone());
        // A fault of writing shows when the lists are written for good.
        let bytes = lists::write(&problems, &recalled.filled, "").ok()?;
        let file = InputFile { path: LISTS.to_owned(), bytes };
        workbook::read(&[file], &mut self.places).value.workbooks.into_iter().next()
    }

    /// Whether the folder itself has a table of problems under rectification.
    pub(super) fn has_own_lists(&self, normalized: &Normalized) -> bool {
        let table = self.kind.table_for(TableRole::Problems).map(|(index, _)| index);
        let own = |head: &TableHead| Some(head.table) == table && self.places.name(head.sheet).file != LISTS;
        normalized.heads.iter().any(own)
    }

    /// Entries hold all that later steps need; the cells of a large ledger are most of the memory, and go here.
    pub(super) fn normalize(&mut self, tables: Tables) -> (Normalized, Context) {
        (self.entries(&tables), tables.context)
    }

    fn entries(&mut self, tables: &Tables) -> Normalized {
        let Tables { workbooks, tables, context, .. } = tables;
        normalize::normalize(workbooks, tables, &self.kind, context).note(&mut self.findings)
    }

    /// Copies among the tables are settled first; then what is left is classified.
    pub(super) fn classify(
        &mut self,
        normalized: Normalized,
        context: &Context,
        decisions: &Decisions,
    ) -> Intake {
        let Run { kind, places, findings, .. } = self;
        let normalized = classify::overlap::settle(normalized, kind, places).note(findings);
        findings.extend(context.units.unknown(&normalized, kind));
        let settings = normalize::settings::gather(&normalized, kind, self.request.date).note(findings);
        let known = Known { scheme: settings.text(items::SCHEME).map(|text| text.as_ref()) };
        let normalized = classify::classify(normalized, kind, &known, places, decisions).note(findings);
        findings.extend(normalize::beyond(&normalized, kind));
        Intake { normalized, settings }
    }
}

/// The tables that say how the others are read.
fn first(sheets: &[SheetTables], kind: &Kind) -> Vec<Table> {
    let early = [TableRole::Settings, TableRole::Units].map(|role| Some(kind.table_for(role)?.0));
    let tables = sheets.iter().filter(|found| !found.is_hidden()).flat_map(|found| &found.tables.value);
    tables.filter(|table| early.contains(&Some(table.head.table))).cloned().collect()
}

/// The workbooks without those that 报告信息 names as 不计入文件, by path, by name, or by a folder or archive
/// that holds them, and without the document that 版式 names.
fn without_left_out(mut workbooks: Vec<Workbook>, settings: &Settings) -> Vec<Workbook> {
    let named = |file: &str| {
        let mut lines = settings.lines(items::LEFT_OUT).iter();
        lines.any(|line| is_in(file, &line.text) || *line.text == *file || *line.text == *name(file))
    };
    let letterhead = |file: &str| settings.text(LETTERHEAD).is_some_and(|text| is_named(text, file));
    workbooks.retain(|workbook| !named(&workbook.file) && !letterhead(&workbook.file));
    workbooks
}
