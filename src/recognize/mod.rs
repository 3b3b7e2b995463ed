//! Step 2: sheets → tables: which row is the header, which column is which field, which rows are data.
//!
//! A sheet is scanned for headers (`sections`); a header is one to three rows (`block`) whose texts name
//! fields (`header`) that identify a table (`judge`); the rows below are told apart (`rows`), the rows
//! above are asked for unit, date and title (`harvest`). A sheet without a header may be one `form`.

mod ask;
mod assign;
mod block;
mod compound;
mod confidence;
mod evidence;
mod facing;
mod foreign;
mod form;
mod grid;
mod guess;
mod harvest;
mod header;
mod inline;
mod judge;
mod kin;
mod labels;
mod layout;
mod lexicon;
mod mixed;
mod narrow;
mod profile;
mod questions;
mod report;
mod rows;
mod sections;
mod seen;
mod shared;
mod sides;
mod table;
mod ticks;
mod words;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::finding::{Finding, Noted, Place, Tables};
use crate::kind::{Harvest, Kind, TableRule};
use crate::model::decision::Decisions;
use crate::model::entry::{FieldPlaces, TableHead};
use crate::model::form::CHOICES;
use crate::model::origin::{Origin, Places, SheetId};
use crate::model::value::Text;
use crate::workbook::{Sheet, Workbook};

pub use confidence::Confidence;
pub use grid::Grid;
pub use header::clean;
pub use layout::{left_together, unheeded};
pub use seen::{About, By, Seen, SeenColumn};
pub use table::{DataRow, Harvested, Reason, SetAside, Table};
pub use ticks::Ticks;

use block::Block;
use evidence::Context;
use judge::Judge;
use report::Reporter;
use rows::Body;
use sections::{Scan, Section};

/// What a person may decide about recognising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Whether hidden sheets are read and counted (计入隐藏表).
    pub hidden_sheets: bool,
}

/// All that was found on one sheet.
#[derive(Debug)]
pub struct SheetTables {
    /// The sheet that was looked at.
    pub sheet: SheetId,
    /// Its tables, with what is to be said of them.
    pub tables: Noted<Vec<Table>>,
    /// What it was taken for and why, table by table.
    pub seen: Vec<Seen>,
    /// What is said instead where hidden sheets do not count; none of a sheet that is not hidden.
    hidden: Option<Finding>,
}

impl SheetTables {
    /// Whether a person had hidden the sheet.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.hidden.is_some()
    }
}

/// Recognises the tables on all sheets, in the order of the sheets. A sheet without a cell is passed over in
/// silence; whatever else is not read is said.
#[must_use]
pub fn recognize(
    workbooks: &[Workbook],
    kind: &Kind,
    places: &Places,
    decisions: &Decisions,
    options: Options,
) -> Noted<Vec<Table>> {
    taken(sheets(workbooks, kind, places, decisions), options)
}

/// Recognises every sheet, whether or not it will count. What persons said of its header row goes before all evidence.
#[must_use]
pub fn sheets(
    workbooks: &[Workbook],
    kind: &Kind,
    places: &Places,
    decisions: &Decisions,
) -> Vec<SheetTables> {
    let judge = Judge::new(kind, decisions);
    let sheets = workbooks.iter().flat_map(|workbook| &workbook.sheets);
    // The words that our own blank workbooks offer are nobody's data.
    let offered = |sheet: &Sheet| sheet.hidden && sheet.name == CHOICES;
    let sheets: Vec<&Sheet> = sheets.filter(|sheet| !sheet.rows.is_empty() && !offered(sheet)).collect();
    let read = |sheet: &Sheet, judge: &Judge, beside: &[usize]| {
        let (tables, seen) = read_sheet(sheet, judge, places, beside);
        let hidden = sheet.hidden.then(|| left_out(sheet, kind, &tables.value));
        SheetTables { sheet: sheet.id, tables, seen, hidden }
    };
    let mut found: Vec<SheetTables> = sheets.par_iter().map(|sheet| read(sheet, &judge, &[])).collect();
    if !found.iter().any(kin::is_doubtful) {
        return found;
    }
    // What is in doubt is looked at once more beside what is sure.
    let beside = kin::beside(&found, kind, places);
    let judge = judge.with_kin(kin::kin(&found, kind));
    let doubtful = found.par_iter_mut().zip(&sheets).filter(|(found, _)| kin::is_doubtful(found));
    doubtful.for_each(|(found, sheet)| {
        let beside = beside.get(&sheet.id).map(Vec::as_slice).unwrap_or_default();
        *found = read(sheet, &judge, beside);
    });
    found
}

/// The tables of those sheets that count, with what is said of all.
#[must_use]
pub fn taken(sheets: Vec<SheetTables>, options: Options) -> Noted<Vec<Table>> {
    let mut noted = Noted { value: Vec::new(), findings: Vec::new() };
    for sheet in sheets {
        match sheet.hidden.filter(|_| !options.hidden_sheets) {
            Some(hidden) => noted.findings.push(hidden),
            None => noted.value.extend(sheet.tables.note(&mut noted.findings)),
        }
    }
    noted
}

/// What is said of a hidden sheet.
fn left_out(sheet: &Sheet, kind: &Kind, tables: &[Table]) -> Finding {
    let names = tables.iter().filter_map(|table| kind.tables.get(table.head.table));
    let hidden = Tables::SheetHidden {
        tables: names.map(|rule| rule.name.clone()).collect(),
        rows: tables.iter().map(|table| table.data.len()).sum(),
    };
    Finding::new(Place::Sheet(sheet.id), hidden)
}

/// The tables of a sheet; of two tables side by side each by itself. `beside` are those of the other sheets of its
/// workbook.
fn read_sheet(
    sheet: &Sheet,
    judge: &Judge,
    places: &Places,
    beside: &[usize],
) -> (Noted<Vec<Table>>, Vec<Seen>) {
    let grid = Grid::new(sheet);
    let names = Context { beside: beside.to_vec(), ..context(sheet, places) };
    let parts = sides::sides(&grid, judge, &names);
    if parts.is_empty() {
        return read_grid(&grid, judge, &names);
    }
    let mut read = Noted { value: Vec::new(), findings: Vec::new() };
    let mut seen = Vec::new();
    for part in &parts {
        let (tables, of_part) = read_grid(&Grid::new(part), judge, &names);
        read.value.extend(tables.note(&mut read.findings));
        seen.extend(of_part);
    }
    (read, seen)
}

fn read_grid(grid: &Grid, judge: &Judge, names: &Context) -> (Noted<Vec<Table>>, Vec<Seen>) {
    let scan = Scan::new(grid, judge, names);
    let sections = scan.sections();
    let mut reporter = Reporter::new(judge, grid);
    let (mut tables, mut seen) = (Vec::new(), Vec::new());
    let none = sections.is_empty();
    for section in sections.into_iter().flat_map(|section| mixed::split(section, grid, judge)) {
        let of_section = questions::tables(&section, table(&section, grid, judge), judge);
        seen.push(seen::table(&section, &of_section, grid, judge).dropped(judge));
        if seen.last().is_some_and(|seen| seen.table.is_some()) {
            reporter.section(&section, &of_section);
            tables.extend(of_section);
        }
    }
    if none {
        let forms = form::read(grid, judge, names);
        if forms.is_empty() {
            let unread = seen::unread(&scan);
            if !unread.is_decided() {
                reporter.unrecognized(names);
            }
            seen.push(unread);
        }
        for form in forms {
            seen.push(seen::form(&form, grid).dropped(judge));
            if seen.last().is_some_and(|seen| seen.table.is_some()) {
                reporter.form(&form);
                tables.extend(form.tables);
            }
        }
    }
    reporter.carried(&seen);
    debug_assert!(tables.iter().all(Table::adds_up));
    (Noted { value: tables, findings: reporter.findings }, seen)
}

/// The names of sheet, file and folder, cleaned, as far as they hint at tables.
fn context(sheet: &Sheet, places: &Places) -> Context {
    let file = places.name(sheet.id).file.as_str();
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    Context {
        titles: Vec::new(),
        sheet: clean(&sheet.name),
        file: clean(name.rsplit_once('.').map_or(name, |(stem, _)| stem)),
        folder: clean(folder),
        beside: Vec::new(),
    }
}

/// The table of a section: its rows told apart, its columns assigned.
fn table(section: &Section, grid: &Grid, judge: &Judge) -> Table {
    let (block, verdict) = (&section.block, &section.verdict);
    let words = &judge.common().rows;
    let mut columns = section.columns();
    let rule = judge.kind.tables.get(verdict.table);
    let subject = rule.and_then(|rule| rule.field(rule.subject.as_deref()?));
    let column = |field: usize| columns.get(field).copied().flatten();
    let rows = |range: &std::ops::Range<usize>| grid.sheet.rows.get(range.clone()).unwrap_or_default();
    let body = Body {
        grid,
        block,
        words,
        marks: &judge.common().asks.mark,
        subject: subject.and_then(column),
        about: rule.map(about).unwrap_or_default().into_iter().filter_map(column).collect(),
        examples: rule
            .map(examples)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(field, text)| Some((column(field)?, text)))
            .collect(),
        sayings: rule.is_some_and(|rule| rule.split.is_some()),
        claimed: columns
            .iter()
            .flatten()
            .copied()
            .chain(section.also().map(|(_, at)| at))
            .chain(section.beside.iter().copied())
            .collect(),
    };
    let below = rows(&section.below);
    let sorted = body.sort(below);
    let mut harvested =
        harvest::harvest(words, grid.sheet.id, rows(&section.above), sorted.notes(below), |text| {
            judge.hints_at(verdict.table, text)
        });
    let above = rows(&section.above);
    harvested.labelled = labels::above(grid.sheet.id, above, judge, verdict.table, &columns);
    let labels: BTreeSet<u32> = harvested.labelled.iter().map(|(_, at, _)| at.row).collect();
    harvested.title = harvested.title.filter(|(_, at)| !labels.contains(&at.row));
    let ticks = ticks::ticks(section, grid, judge, &sorted.data);
    let ticked: BTreeSet<u32> = ticks.iter().flat_map(|ticks| &ticks.columns).map(|(at, _)| *at).collect();
    let claimed = |at: &u32| body.claimed.contains(at) || ticked.contains(at);
    let extra: Vec<_> = block.columns.iter().filter(|column| !claimed(&column.at)).collect();
    ticks::place(&ticks, &mut columns);
    let mut data = sorted.data;
    if let Some(target) = named_target(section, grid, judge, &harvested, &columns) {
        let unsaid = data.iter_mut().filter(|data| data.target.is_none());
        unsaid.for_each(|data| data.target = Some(target.clone()));
    }
    let table = Table {
        rows_read: below.len() as u32,
        harvested,
        data,
        set_aside: sorted.set_aside,
        extra: extra.iter().map(|column| (column.at, column.shown.clone())).collect(),
        ticks,
        inline: Vec::new(),
        head: TableHead {
            table: verdict.table,
            sheet: grid.sheet.id,
            header_rows: (block.first, block.last),
            headers: columns.iter().map(|at| shown(block, (*at)?)).collect(),
            places: FieldPlaces::Columns(columns),
            also: section.also().collect(),
        },
    };
    if section.accounted { table.accounted() } else { table }
}

/// Whom the title above a table, or the name of its sheet, says that it is about, where no column does.
fn named_target(
    section: &Section,
    grid: &Grid,
    judge: &Judge,
    harvested: &Harvested,
    columns: &[Option<u32>],
) -> Option<(Text, Origin)> {
    let rule = judge.kind.tables.get(section.verdict.table)?;
    let field = rule.fields.iter().position(|field| field.harvest == Some(Harvest::Target))?;
    columns.get(field).copied().flatten().is_none().then_some(())?;
    let common = judge.common();
    let named = |text: &str| common.asks.named_target(text, &common.headers).map(Text::from);
    let title = harvested.title.as_ref().and_then(|(title, at)| Some((named(title)?, *at)));
    let at = Origin { sheet: grid.sheet.id, row: section.block.first, column: 0 };
    title.or_else(|| Some((named(&grid.sheet.name)?, at)))
}

/// The header of a column, as it stands there.
fn shown(block: &Block, at: u32) -> Option<Text> {
    block.columns.iter().find(|column| column.at == at).map(|column| column.shown.clone())
}

/// The fields of what a table is about: its subject, else what identifies it.
fn about(rule: &TableRule) -> Vec<usize> {
    let subject = rule.subject.as_ref().and_then(|id| rule.field(id));
    let identify = || rule.identify.iter().flatten().filter_map(|id| rule.field(id)).collect();
    subject.map_or_else(identify, |subject| vec![subject])
}

/// The fields for which our own form has an example.
fn examples(rule: &TableRule) -> Vec<(usize, String)> {
    let fields = rule.fields.iter().enumerate();
    fields.filter_map(|(index, field)| Some((index, clean(field.example.as_ref()?)))).collect()
}
