//! A sheet that is one form or several (label cell, value cell) → the tables that their labels identify, with the
//! cell of each field.

mod left;
mod lost;

use std::collections::BTreeSet;

use super::block::text_of;
use super::evidence::Context;
use super::grid::Grid;
use super::harvest::harvest;
use super::header::clean;
use super::judge::{Judge, Verdict};
use super::labels::{Label, Labels, letter};
use super::layout;
use super::questions::naming;
use super::seen::{About, By, SeenColumn};
use super::table::{DataRow, Harvested, Table};
use crate::model::decision::UNUSED;
use crate::model::entry::{FieldPlaces, TableHead};
use crate::model::origin::Origin;
use crate::model::value::Text;
use crate::workbook::Row;

/// A sheet with more cells is no form.
const MOST_CELLS: usize = 1000;

/// Longest value that is shown as a sample, in characters.
const SHOWN: usize = 24;

/// Longest text that may be a label, in characters.
const LONGEST_LABEL: usize = 15;

/// A label that names a field which another label names better.
pub(super) struct Twice {
    /// The field that both name, by its index in the table.
    pub field: usize,
    /// The label that is used, and its cell.
    pub kept: (Text, Origin),
    /// The label that is not, and its cell.
    pub left: (Text, Origin),
}

/// A form that was recognised, with its tables and labels.
pub(super) struct Form {
    /// One table; when the form asks for opinions by several questions, one table a question, each with its
    /// answer as subject and the question as band. Together they account for the rows once.
    pub tables: Vec<Table>,
    /// Labels that name a field which another label names better.
    pub twice: Vec<Twice>,
    /// Texts between the labels that are neither label nor value.
    pub unclaimed: Vec<String>,
    /// Cells that look like answers and are none: they stand below one, beside no label.
    pub unread: Vec<(Text, Origin)>,
    /// The table that it was taken for, and why.
    pub verdict: Verdict,
    /// The identity of its labels, by which corrections in 表格识别 are kept.
    pub key: String,
    /// The texts of these, and the form for which the corrections were made that hold here, if it is another one.
    pub texts: Vec<String>,
    pub carried: Option<(String, String)>,
    /// Its labels, with what each was taken for.
    pub labels: Vec<SeenColumn>,
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
    let mut all = Labels::of(grid, judge, names, BTreeSet::new());
    let mut forms = split(&all.labels);
    let besides =
        |(labels, _): &(Vec<Label>, _)| judge.layouts.besides(labels.iter().map(|label| &label.column));
    let named: BTreeSet<String> = forms.iter().flat_map(besides).collect();
    if !named.is_empty() {
        all = Labels::of(grid, judge, names, named);
        forms = split(&all.labels);
    }
    let read = |labels, rows| FormReading { grid, judge, names, asked: all.asked }.one(labels, rows);
    let several: Vec<Form> = forms.iter().filter_map(|(labels, rows)| read(labels.clone(), *rows)).collect();
    if several.len() > 1 && several.len() == forms.len() && !grid.sheet.text {
        return several;
    }
    read(all.labels.clone(), (0, u32::MAX)).into_iter().collect()
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

/// What is needed to read one form of a sheet.
struct FormReading<'a> {
    grid: &'a Grid<'a>,
    judge: &'a Judge<'a>,
    names: &'a Context,
    /// The table whose subject the sheet asks for.
    asked: Option<usize>,
}

impl<'a> FormReading<'a> {
    /// One form: some labels, and the rows that belong to it. A form of one row has a label that asks.
    fn one(&self, mut labels: Vec<Label>, (from, to): (u32, u32)) -> Option<Form> {
        let (grid, judge) = (self.grid, self.judge);
        let columns = labels.iter().map(|label| &label.column);
        let layout = judge.layouts.of(columns.clone());
        let said = layout.map(|layout| layout.aspects(columns)).unwrap_or_default();
        labels.iter_mut().zip(said).for_each(|(label, said)| label.said = said.map(str::to_owned));
        let first = labels.first()?.at.row;
        let asked = self.asked.filter(|_| labels.iter().any(|label| label.ask.is_some()));
        if labels.last()?.at.row == first && asked.is_none() {
            return None;
        }
        let index = |row: u32| grid.sheet.rows.partition_point(|known| known.index < row);
        let rows = grid.sheet.rows.get(index(from)..index(to))?;
        let above = rows.iter().filter(|row| row.index < first);
        let titles = above.flat_map(|row| &row.cells).filter_map(|(_, cell)| text_of(cell));
        let context = Context { titles: titles.map(clean).collect(), ..self.names.clone() };
        let verdict = match asked {
            Some(table) => judge.as_table(table, &labels),
            None => judge.form(&labels, &context),
        }?;
        let rule = judge.kind.tables.get(verdict.table).filter(|rule| !rule.ours)?;
        let hints = |text: &str| judge.hints_at(verdict.table, text);
        let mut harvested = harvest(&judge.common().rows, grid.sheet.id, rows, std::iter::empty(), hints);
        if grid.sheet.text {
            letter::sign(judge.common(), grid.sheet.id, rows, &mut harvested);
        }
        let sheet = Sheet {
            harvested,
            subject: rule.subject.as_deref().and_then(|id| rule.field(id)),
            grid,
            rows,
            labels,
            verdict,
        };
        let form = (!sheet.is_lost() || sheet.verdict.decided).then(|| sheet.form(judge))?;
        let plain = !grid.sheet.text || letter::is_plain(&form, rows, &judge.common().asks);
        (plain || form.verdict.decided).then_some(form)
    }
}

impl Sheet<'_> {
    fn form(self, judge: &Judge) -> Form {
        Form {
            tables: self.tables(),
            twice: self.twice(),
            unclaimed: self.unclaimed(),
            unread: self.unread(judge.kind),
            key: layout::key(self.labels.iter().map(|label| &label.column)),
            texts: layout::texts(self.labels.iter().map(|label| &label.column)),
            carried: judge.layouts.carried(self.labels.iter().map(|label| &label.column)),
            labels: self.seen(judge),
            verdict: self.verdict,
        }
    }

    /// The labels with what each was taken for: all that ask for the subject, and of other fields the best.
    fn seen(&self, judge: &Judge) -> Vec<SeenColumn> {
        let questions = self.questions();
        let columns = self.labels.iter().map(|label| &label.column);
        let keys = layout::keys(columns.clone());
        let said = judge.layouts.of(columns.clone()).map(|layout| layout.fields(columns)).unwrap_or_default();
        let one = |(index, label): (usize, &Label)| {
            let found = self.verdict.assigned.by.get(index).copied().flatten();
            let asks = self.subject.filter(|_| questions.contains(&index));
            let field = found.map(|found| found.field).or(asks);
            let unused = said.get(index).copied().flatten() == Some(UNUSED);
            let value = label.value.and_then(|at| self.grid.sheet.cell(at.row, at.column)).and_then(text_of);
            let value = label.inline.as_deref().or(value).unwrap_or_default();
            SeenColumn {
                at: label.value.unwrap_or(label.at).column,
                header: label.column.shown.clone(),
                key: keys.get(index).cloned().unwrap_or_default(),
                field,
                by: found.map(|found| By::of(&found)).or(asks.map(|_| By::Compound)),
                nearest: judge.nearest(self.verdict.table, &label.column).filter(|_| field.is_none()),
                about: Some(label.data(0)).filter(|_| questions.contains(&index)).map(About::of),
                samples: (!value.is_empty())
                    .then(|| value.chars().take(SHOWN).collect())
                    .into_iter()
                    .collect(),
            }
            .unused(unused)
        };
        let labels: Vec<SeenColumn> = self.labels.iter().enumerate().map(one).collect();
        labels.into_iter().chain(self.likely()).collect()
    }

    /// What may be a label that nobody knows: a short text with something beside it, or before a colon. Neither is
    /// used.
    fn likely(&self) -> Vec<SeenColumn> {
        let claimed = self.claimed();
        let free = |row: &Row, at: u32| !claimed.contains(&(row.index, at));
        let mut likely = Vec::new();
        let first = self.labels.iter().map(|label| label.at.row).min();
        for row in self.rows.iter().filter(|row| Some(row.index) >= first) {
            let mut cells = row.cells.iter().filter(|(at, _)| free(row, *at)).peekable();
            while let Some((at, text)) = cells.next().and_then(|(at, cell)| Some((*at, text_of(cell)?))) {
                let (label, value) =
                    match text.split_once(['：', ':']).filter(|(_, value)| !value.trim().is_empty()) {
                        Some((label, value)) => (label, value.trim().to_owned()),
                        None => match cells.next_if(|(beside, _)| *beside > at) {
                            Some((_, cell)) => (text, text_of(cell).unwrap_or_default().trim().to_owned()),
                            None => continue,
                        },
                    };
                let header: String = label.split_whitespace().collect();
                if header.chars().count() <= LONGEST_LABEL {
                    let samples = vec![value.chars().take(SHOWN).collect()];
                    let key = clean(label);
                    likely.push(SeenColumn {
                        at,
                        header: header.into(),
                        key,
                        field: None,
                        by: None,
                        nearest: None,
                        about: None,
                        samples,
                    });
                }
            }
        }
        likely
    }

    /// The labels that ask for the subject; those without an answer only when none has one.
    fn questions(&self) -> Vec<usize> {
        let mut labels = self.subject.map(|field| naming(&self.verdict, field)).unwrap_or_default();
        labels.sort_unstable();
        let answered = |label: &usize| self.labels.get(*label).is_some_and(|label| label.value.is_some());
        let answers: Vec<usize> = labels.iter().copied().filter(answered).collect();
        if answers.is_empty() { labels } else { answers }
    }

    fn tables(&self) -> Vec<Table> {
        let questions = self.questions();
        let mut tables: Vec<Table> = match questions.as_slice() {
            _ if self.is_blank() => vec![Table { data: Vec::new(), rows_read: 0, ..self.table(None) }],
            [] => vec![self.table(None)],
            _ => {
                let questions = questions.iter().filter_map(|label| self.labels.get(*label));
                questions.flat_map(|label| self.answers(label)).collect()
            }
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

    /// The tables of a question: one for its answer, and one for each numbered line below that.
    fn answers(&self, question: &Label) -> Vec<Table> {
        let more =
            question.more.iter().map(|at| Label { value: Some(*at), inline: None, ..question.clone() });
        std::iter::once(question.clone()).chain(more).map(|label| self.table(Some(&label))).collect()
    }

    /// The table of the form, or of one of its questions.
    fn table(&self, question: Option<&Label>) -> Table {
        let value = |label: usize| self.labels.get(label).and_then(|label| label.value);
        let held = self.verdict.fields().iter();
        let mut cells: Vec<Option<Origin>> = held.map(|label| value((*label)?)).collect();
        let mut inline = self.inline();
        if let (Some(question), Some(subject)) = (question, self.subject) {
            cells.iter_mut().skip(subject).take(1).for_each(|cell| *cell = question.value);
            inline.retain(|(field, _)| *field != subject);
            inline.extend(question.inline.clone().map(|text| (subject, text)));
        }
        let rows = self.labels.iter().map(|label| label.at.row);
        let (first, last) = (rows.clone().min().unwrap_or(0), rows.max().unwrap_or(0));
        Table {
            head: TableHead {
                table: self.verdict.table,
                sheet: self.grid.sheet.id,
                header_rows: (first, last),
                places: FieldPlaces::Cells(cells),
                headers: Vec::new(),
                also: Vec::new(),
            },
            rows_read: 1,
            data: vec![question.map(|label| label.data(first)).unwrap_or_else(|| DataRow::at(first))],
            set_aside: Vec::new(),
            extra: Vec::new(),
            ticks: Vec::new(),
            inline,
            harvested: self.harvested.clone(),
        }
    }

    /// The values that stand in one cell with their label, by field.
    fn inline(&self) -> Vec<(usize, Text)> {
        let fields = self.verdict.fields().iter().enumerate();
        let inline =
            fields.filter_map(|(field, label)| Some((field, self.labels.get((*label)?)?.inline.clone()?)));
        inline.collect()
    }

    fn twice(&self) -> Vec<Twice> {
        let fields = self.verdict.fields();
        let others = self.verdict.assigned.twice.iter().filter(|(field, _)| Some(*field) != self.subject);
        let named = others.filter_map(|(field, label)| {
            let kept = self.labels.get(fields.get(*field).copied().flatten()?)?;
            Some(Twice { field: *field, kept: kept.named(), left: self.labels.get(*label)?.named() })
        });
        named.collect()
    }
}
