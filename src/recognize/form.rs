//! A sheet that is one form or several (label cell, value cell) → the tables that their labels identify, with the
//! cell of each field.

use std::collections::BTreeSet;

use super::block::{Column, text_of};
use super::grid::Grid;
use super::harvest::harvest;
use super::header::clean;
use super::inline::labelled;
use super::judge::{Context, Judge, Verdict};
use super::table::{DataRow, Harvested, Reason, SetAside, Table};
use crate::model::entry::{FieldPlaces, TableHead};
use crate::model::origin::Origin;
use crate::model::value::Text;
use crate::workbook::{Cell, Row};

/// A sheet with more cells is no form.
const MOST_CELLS: usize = 1000;

/// What a title ends with.
const TITLE_ENDS: [char; 7] = ['表', '单', '册', '账', '录', '书', '卡'];

/// A label of a form with the place of its value, when there is one: the label's own cell for `姓名：张三`.
#[derive(Clone)]
struct Label {
    at: Origin,
    column: Column,
    value: Option<Origin>,
}

impl Label {
    /// Its text and where it stands.
    fn named(&self) -> (Text, Origin) {
        (self.column.shown.clone(), self.at)
    }
}

/// A label that names a field which another label names better.
pub(super) struct Twice {
    /// The field.
    pub field: usize,
    /// The label that is used, and its cell.
    pub kept: (Text, Origin),
    /// The label that is not, and its cell.
    pub left: (Text, Origin),
}

/// A form that was recognised.
pub(super) struct Form {
    /// One table; when the form asks for opinions by several questions, one table a question, each with its
    /// answer as subject and the question as band. Together they account for the rows once.
    pub tables: Vec<Table>,
    /// Labels that are not used.
    pub twice: Vec<Twice>,
    /// Texts between the labels that are neither label nor value.
    pub unclaimed: Vec<String>,
}

/// The labels of a form and what they identify.
struct Sheet<'a> {
    grid: &'a Grid<'a>,
    /// The rows of the form, its title included.
    rows: &'a [Row],
    labels: Vec<Label>,
    verdict: Verdict,
    /// The field of what the table is about.
    subject: Option<usize>,
    harvested: Harvested,
}

/// Reads a sheet as a form, or as several one below the other: then each begins with the label with which the
/// first one begins. A form's labels must stand in at least two rows. One without any value was returned blank:
/// it has no row of data.
///
/// Accounting: a form is one data row (the row of its first label). Rows from there on that hold neither a
/// label nor a value are set aside, so `rows_read` = 1 + rows set aside; rows with labels and values are that
/// one data row, rows above the first label are not read.
pub(super) fn read(grid: &Grid, judge: &Judge, names: &Context) -> Vec<Form> {
    let rows = &grid.sheet.rows;
    if rows.iter().map(|row| row.cells.len()).sum::<usize>() > MOST_CELLS {
        return Vec::new();
    }
    let all = labels(grid, judge);
    let several: Vec<Form> =
        split(&all).into_iter().filter_map(|(labels, rows)| one(grid, judge, names, labels, rows)).collect();
    if several.len() > 1 && several.len() == split(&all).len() {
        return several;
    }
    one(grid, judge, names, all, (0, u32::MAX)).into_iter().collect()
}

/// The labels of each form, with the first row that belongs to it and the first one that does not. The rows
/// between the last value of a form and the first label of the next one are the title of that.
fn split(labels: &[Label]) -> Vec<(Vec<Label>, (u32, u32))> {
    let Some(first) = labels.first().map(|label| &label.column.path) else {
        return Vec::new();
    };
    let mut forms: Vec<(Vec<Label>, (u32, u32))> = Vec::new();
    for label in labels {
        match forms.last_mut() {
            Some((form, _)) if label.column.path != *first => form.push(label.clone()),
            last => {
                let ends =
                    |label: &Label| label.value.map_or(label.at.row, |value| value.row.max(label.at.row));
                let from = last.map_or(0, |(form, rows)| {
                    rows.1 = 1 + form.iter().map(ends).max().unwrap_or(0);
                    rows.1
                });
                forms.push((vec![label.clone()], (from, u32::MAX)));
            }
        }
    }
    forms
}

/// One form: some labels, and the rows that belong to it.
fn one(grid: &Grid, judge: &Judge, names: &Context, labels: Vec<Label>, rows: (u32, u32)) -> Option<Form> {
    let first = labels.first()?.at.row;
    if labels.last()?.at.row == first {
        return None;
    }
    let (from, to) = rows;
    let index = |row: u32| grid.sheet.rows.partition_point(|known| known.index < row);
    let rows = grid.sheet.rows.get(index(from)..index(to))?;
    let above = rows.iter().filter(|row| row.index < first);
    let titles = above.flat_map(|row| &row.cells).filter_map(|(_, cell)| text_of(cell));
    let context = Context { titles: titles.map(clean).collect(), ..names.clone() };
    let verdict = judge.form(labels.iter().map(|label| &label.column), &context)?;
    let rule = judge.kind.tables.get(verdict.table)?;
    let hints = |text: &str| judge.hints_at(verdict.table, text);
    let sheet = Sheet {
        harvested: harvest(grid.sheet.id, rows, std::iter::empty(), hints),
        subject: rule.subject.as_deref().and_then(|id| rule.field(id)),
        grid,
        rows,
        labels,
        verdict,
    };
    Some(Form { tables: sheet.tables(), twice: sheet.twice(), unclaimed: sheet.unclaimed() })
}

impl Sheet<'_> {
    /// The labels that ask for the subject.
    fn questions(&self) -> Vec<usize> {
        let held = self.subject.and_then(|field| self.verdict.fields.get(field).copied().flatten());
        let twice = self.verdict.twice.iter().filter(|(field, _)| Some(*field) == self.subject);
        let mut labels: Vec<usize> = held.into_iter().chain(twice.map(|(_, label)| *label)).collect();
        labels.sort_unstable();
        labels
    }

    fn tables(&self) -> Vec<Table> {
        let questions = self.questions();
        let mut tables: Vec<Table> = match questions.as_slice() {
            _ if self.is_blank() => vec![Table { data: Vec::new(), rows_read: 0, ..self.table(None) }],
            [] | [_] => vec![self.table(None)],
            _ => questions.iter().map(|label| self.table(self.labels.get(*label))).collect(),
        };
        if let Some(table) = tables.first_mut() {
            table.set_aside = self.unused();
            table.rows_read = (table.data.len() + table.set_aside.len()) as u32;
        }
        tables
    }

    fn is_blank(&self) -> bool {
        self.labels.iter().all(|label| label.value.is_none())
    }

    /// The table of the form, or of one of its questions.
    fn table(&self, question: Option<&Label>) -> Table {
        let value = |label: usize| self.labels.get(label).and_then(|label| label.value);
        let held = self.verdict.fields.iter();
        let mut cells: Vec<Option<Origin>> = held.map(|label| value((*label)?)).collect();
        if let (Some(question), Some(subject)) = (question, self.subject) {
            cells.iter_mut().skip(subject).take(1).for_each(|cell| *cell = question.value);
        }
        let rows = self.labels.iter().map(|label| label.at.row);
        let (first, last) = (rows.clone().min().unwrap_or(0), rows.max().unwrap_or(0));
        Table {
            head: TableHead {
                table: self.verdict.table,
                sheet: self.grid.sheet.id,
                header_rows: (first, last),
                places: FieldPlaces::Cells(cells),
            },
            rows_read: 1,
            data: vec![DataRow { row: first, band: question.map(Label::named) }],
            set_aside: Vec::new(),
            extra: Vec::new(),
            harvested: self.harvested.clone(),
        }
    }

    /// The cells of labels and values.
    fn claimed(&self) -> BTreeSet<(u32, u32)> {
        let cells = self.labels.iter().flat_map(|label| [Some(label.at), label.value]);
        cells.flatten().map(|at| (at.row, at.column)).collect()
    }

    /// The rows below the first label with neither label nor value.
    fn unused(&self) -> Vec<SetAside> {
        let used: BTreeSet<u32> = self.claimed().into_iter().map(|(row, _)| row).collect();
        let first = used.first().copied();
        let rows = self.rows.iter().map(|row| row.index);
        let unused = rows.filter(|row| Some(*row) > first && !used.contains(row));
        let reason = Reason::Note;
        unused.map(|row| SetAside { row, reason }).collect()
    }

    /// The texts in rows of labels and values that are neither.
    fn unclaimed(&self) -> Vec<String> {
        let claimed = self.claimed();
        let rows: BTreeSet<u32> = claimed.iter().map(|(row, _)| *row).collect();
        let rows = self.rows.iter().filter(|row| rows.contains(&row.index));
        let cells = rows.flat_map(|row| row.cells.iter().map(|(at, cell)| ((row.index, *at), cell)));
        let harvested = [&self.harvested.unit, &self.harvested.date];
        let taken: Vec<(u32, u32)> =
            harvested.into_iter().flatten().map(|(_, at)| (at.row, at.column)).collect();
        let others = cells.filter(|(at, _)| !claimed.contains(at) && !taken.contains(at));
        let others = others.filter_map(|(_, cell)| text_of(cell));
        others.map(|text| text.split_whitespace().collect()).collect()
    }

    fn twice(&self) -> Vec<Twice> {
        let fields = &self.verdict.fields;
        let others = self.verdict.twice.iter().filter(|(field, _)| Some(*field) != self.subject);
        let named = others.filter_map(|(field, label)| {
            let kept = self.labels.get(fields.get(*field).copied().flatten()?)?;
            Some(Twice { field: *field, kept: kept.named(), left: self.labels.get(*label)?.named() })
        });
        named.collect()
    }
}

/// The labels of the sheet: known headers, each with the value right of it or below.
fn labels(grid: &Grid, judge: &Judge) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for (index, row) in grid.sheet.rows.iter().enumerate() {
        let mut cells = row.cells.iter().peekable();
        while let Some((at, cell)) = cells.next() {
            let origin = Origin { sheet: grid.sheet.id, row: row.index, column: *at };
            let taken = labels.iter().any(|label| label.value == Some(origin));
            let inline = if taken { Vec::new() } else { inline(judge, origin, cell) };
            if !inline.is_empty() {
                labels.extend(inline);
                continue;
            }
            let Some(column) = as_label(judge, *at, cell).filter(|_| !taken) else {
                continue;
            };
            let right = cells
                .next_if(|(_, cell)| !is_known(judge, cell))
                .map(|(at, _)| Origin { column: *at, ..origin });
            let below = || below(grid, judge, index).filter(|_| row.cells.len() == 1);
            labels.push(Label { at: origin, column, value: right.or_else(below) });
        }
    }
    labels
}

/// The labels of a cell that holds their values too.
fn inline(judge: &Judge, at: Origin, cell: &Cell) -> Vec<Label> {
    let pairs =
        text_of(cell).map(|text| labelled(text, |label| judge.lexicons.knows(label))).unwrap_or_default();
    let filled = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let label = |(label, _): (String, &str)| Label {
        at,
        column: Column { at: at.column, shown: label.as_str().into(), path: vec![label] },
        value: Some(at),
    };
    filled.map(label).collect()
}

/// A cell as a label; a title (征求意见表) is none, though it may hold a synonym.
fn as_label(judge: &Judge, at: u32, cell: &Cell) -> Option<Column> {
    let text = text_of(cell)?;
    let path = vec![clean(text)];
    let known = judge.lexicons.knows(path.first()?);
    let mut tables = 0..judge.kind.tables.len();
    let is_label = known
        || (!text.trim_end().ends_with(TITLE_ENDS)
            && tables.any(|table| judge.lexicons.find(table, &path).is_some()));
    is_label.then(|| Column {
        at,
        shown: text.split_whitespace().collect::<String>().trim_end_matches(['：', ':']).into(),
        path,
    })
}

fn is_known(judge: &Judge, cell: &Cell) -> bool {
    text_of(cell).is_some_and(|text| judge.lexicons.knows(&clean(text)))
}

/// The value below a label that stands alone in its row: the only cell of the next row, when it is no label.
fn below(grid: &Grid, judge: &Judge, index: usize) -> Option<Origin> {
    let row = grid.sheet.rows.get(index + 1)?;
    match row.cells.as_slice() {
        [(at, cell)] if !is_known(judge, cell) => {
            Some(Origin { sheet: grid.sheet.id, row: row.index, column: *at })
        }
        _ => None,
    }
}
