//! Workbooks → classified entries and settings: 报告信息 and 单位名录 first, then all tables.

use jiff::civil::Date;

use super::previous;
use crate::classify::{self, Known};
use crate::finding::{Noted, Refusal};
use crate::kind::Kind;
use crate::ledger::lists;
use crate::model::decision::Decisions;
use crate::model::entry::TableHead;
use crate::model::origin::Places;
use crate::model::problem::Problem;
use crate::model::settings::Settings;
use crate::normalize::{self, Context, Normalized};
use crate::past::Recalled;
use crate::past::letterhead::{ITEM as LETTERHEAD, is_named};
use crate::recognize::{self, Options};
use crate::workbook::{self, InputFile, Workbook};

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

/// Where 三张清单 lies, seen from the user's folder.
const LISTS: &str = "成文/三张清单.xlsx";

/// A run as far as the past has a say in it.
pub(super) struct Work<'a> {
    pub(super) kind: &'a Kind,
    pub(super) date: Option<Date>,
    pub(super) recalled: &'a Recalled,
}

impl Work<'_> {
    /// Takes the workbooks in. What was filled in into 三张清单 is taken in with them, brought up to date with
    /// the problems of this run, unless the folder has lists of its own.
    pub(super) fn take_in(&self, places: &mut Places, mut workbooks: Vec<Workbook>) -> Noted<Option<Taken>> {
        let Work { kind, date, recalled } = *self;
        if !recalled.filled.is_empty() {
            let first = take_in(workbooks.clone(), kind, places, date, &recalled.decisions).value;
            workbooks.extend(first.and_then(|first| self.lists_now(&first.normalized, places)));
        }
        take_in(workbooks, kind, places, date, &recalled.decisions)
    }

    /// 三张清单 as they stand with the problems of this run.
    fn lists_now(&self, normalized: &Normalized, places: &mut Places) -> Option<Workbook> {
        if self.has_own_lists(normalized, places) {
            return None;
        }
        let mut decisions = self.recalled.decisions.clone();
        let problems = lists::problems(normalized, self.kind, &mut decisions);
        // A fault of writing shows when the lists are written for good.
        let bytes = lists::write(&problems, &self.recalled.filled, "").ok()?;
        let file = InputFile { path: LISTS.to_owned(), bytes };
        workbook::read(&[file], places).value.workbooks.into_iter().next()
    }

    /// Whether the folder itself has a table of problems under rectification.
    fn has_own_lists(&self, normalized: &Normalized, places: &Places) -> bool {
        let table = self.kind.table("rectification");
        let own = |head: &TableHead| Some(head.table) == table && places.name(head.sheet).file != LISTS;
        normalized.heads.iter().any(own)
    }

    /// The named problems with their numbers; none where the folder has lists of its own.
    pub(super) fn problems(
        &self,
        normalized: &Normalized,
        places: &Places,
        decisions: &mut Decisions,
    ) -> Vec<Problem> {
        if self.has_own_lists(normalized, places) {
            return Vec::new();
        }
        lists::problems(normalized, self.kind, decisions)
    }

    /// 三张清单 as it is to be written; none when there is nothing to write or it stands there already.
    pub(super) fn lists(
        &self,
        normalized: &Normalized,
        places: &Places,
        problems: &[Problem],
        title: &str,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        if self.has_own_lists(normalized, places) {
            return Ok(None);
        }
        let filled = &self.recalled.filled;
        let stands = self.recalled.lists.as_ref().is_some_and(|stood| lists::stand(stood, problems, filled));
        if stands || (problems.is_empty() && filled.is_empty()) {
            return Ok(None);
        }
        lists::write(problems, filled, title).map(Some)
    }
}
