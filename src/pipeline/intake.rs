//! Workbooks → classified entries and settings: 报告信息 and 单位名录 first, then all tables.

use jiff::civil::Date;

use super::letterhead::{ITEM as LETTERHEAD, is_named};
use super::previous;
use crate::classify::{self, Known};
use crate::finding::Noted;
use crate::kind::Kind;
use crate::model::decision::Decisions;
use crate::model::origin::Places;
use crate::model::settings::Settings;
use crate::normalize::{self, Context, Normalized};
use crate::recognize::{self, Options};
use crate::workbook::Workbook;

/// What a folder holds: classified entries and settings.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// The entries of all tables.
    pub normalized: Normalized,
    /// 报告信息 and 文字材料.
    pub settings: Settings,
}

/// Workbooks → classified entries and settings, or none when no table was recognised. 报告信息 and 单位名录 come
/// first: the one says which year `3月7日` means and which files do not count, the other which unit a name means.
#[must_use]
pub fn take_in(
    workbooks: Vec<Workbook>,
    kind: &Kind,
    places: &Places,
    date: Option<Date>,
    decisions: &Decisions,
) -> Noted<Option<Taken>> {
    let mut findings = Vec::new();
    let mut first = recognize::recognize(&workbooks, kind, places, Options::default()).value;
    // The other tables wait until it is known how to read them; twice over they would fill the memory.
    let early = [kind.table("settings"), kind.table("units")];
    first.retain(|table| early.contains(&Some(table.head.table)));
    let first = normalize::normalize(&workbooks, &first, kind, &Context::default()).value;
    let settings = normalize::settings::gather(&first, kind, date).value;
    let hidden_sheets = settings.text("计入隐藏表").is_some_and(|text| &**text == "是");
    let workbooks = previous::without_its_own(without_left_out(workbooks, &settings), &settings);
    let workbooks = workbooks.note(&mut findings);
    let tables =
        recognize::recognize(&workbooks, kind, places, Options { hidden_sheets }).note(&mut findings);
    if tables.is_empty() {
        return Noted { value: None, findings };
    }
    let mut context = Context::of(&first, kind);
    // What happened after the report's date cannot stand in it, whether or not 截至日期 says so.
    context.as_of = context.as_of.or_else(|| settings.date("成文日期").map(|when| when.last_day()));
    let normalized = normalize::normalize(&workbooks, &tables, kind, &context).note(&mut findings);
    // Entries hold all that later steps need; the cells of a large ledger are most of the memory.
    drop((workbooks, tables));
    let normalized = classify::overlap::settle(normalized, kind, places).note(&mut findings);
    findings.extend(context.units.unknown(&normalized, kind));
    let settings = normalize::settings::gather(&normalized, kind, date).note(&mut findings);
    let known = Known { scheme: settings.text("方面体系").map(|text| text.as_ref()) };
    let normalized = classify::classify(normalized, kind, &known, places, decisions).note(&mut findings);
    Noted { value: Some(Taken { normalized, settings }), findings }
}

/// The workbooks without those that 报告信息 names as 不计入文件, by path, by name, or by a folder or archive
/// that holds them, and without the document that 版式 names.
fn without_left_out(mut workbooks: Vec<Workbook>, settings: &Settings) -> Vec<Workbook> {
    let named = |file: &str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        settings.lines("不计入文件").iter().any(|line| {
            let inside = file.strip_prefix(&*line.text).is_some_and(|rest| rest.starts_with('/'));
            inside || *line.text == *file || *line.text == *name
        })
    };
    let letterhead = |file: &str| settings.text(LETTERHEAD).is_some_and(|text| is_named(text, file));
    workbooks.retain(|workbook| !named(&workbook.file) && !letterhead(&workbook.file));
    workbooks
}
