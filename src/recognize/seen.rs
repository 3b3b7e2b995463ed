//! What a sheet was taken for and why, column by column, for whoever wants to check it.

use super::block::{Column, text_of};
use super::confidence::Confidence;
use super::form::Form;
use super::grid::Grid;
use super::judge::Judge;
use super::lexicon::Match;
use super::profile::Profile;
use super::sections::{Scan, Section};
use super::table::{DataRow, Table};
use super::{layout, questions, report};
use crate::finding::Why;
use crate::kind::TableRule;
use crate::model::decision::COLUMN_OF;
use crate::model::decision::UNUSED;
use crate::model::origin::SheetId;
use crate::model::value::Text;
use crate::workbook::Row;

/// Rows of a sheet that is not read among which its header is looked for.
const TOP: usize = 8;

/// Longest text that may be a header, in characters.
const LONGEST_HEADER: usize = 15;

/// With more than this share of the most short texts of a row, an earlier row is the header.
const ALIKE: (usize, usize) = (2, 3);

/// What a sheet, or one of the tables on it, was taken for.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The sheet that it stands on.
    pub sheet: SheetId,
    /// The identity of its header row, by which decisions on it are kept: the same texts have the same.
    pub key: String,
    /// The texts of that row, each as it is known in it.
    pub texts: Vec<String>,
    /// The row for which the corrections were made that hold here, when it is another one that is nearly the same; and
    /// what it is called.
    pub carried: Option<(String, String)>,
    /// Index of the table in the kind; none when the sheet is not read.
    pub table: Option<usize>,
    /// First and last row of the header, counted from zero.
    pub header_rows: Option<(u32, u32)>,
    /// How sure it is: what is doubtful is told as an error.
    pub confidence: Confidence,
    /// What speaks for it and against it.
    pub why: Vec<Why>,
    /// The table for which most speaks after this one.
    pub second: Option<usize>,
    /// Its columns; for a form its labels.
    pub columns: Vec<SeenColumn>,
}

/// What one column, or one label of a form, was taken for.
#[derive(Debug, Clone)]
pub struct SeenColumn {
    /// The column of the sheet, counted from zero.
    pub at: u32,
    /// The header as it was typed.
    pub header: Text,
    /// Its identity in the header row: its text, without a text its place.
    pub key: String,
    /// Index of the field in the table; none when it is not used.
    pub field: Option<usize>,
    /// By what it was taken for that field; `None` when it was taken for none.
    pub by: Option<By>,
    /// The field that it comes nearest to, when it is not used.
    pub nearest: Option<usize>,
    /// What its values are about, where it asks for what the table is about.
    pub about: Option<About>,
    /// A few different values, from the top.
    pub samples: Vec<String>,
}

/// What the answers to a question are about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The aspect (形式主义方面); where nothing but the question tells, that.
    pub aspect: Option<Text>,
    /// The body or person that is spoken about (领导班子).
    pub target: Option<Text>,
}

impl About {
    /// What an answer is about, by its row of data.
    pub(super) fn of(answer: DataRow) -> Self {
        let text = |placed: Option<(Text, _)>| placed.map(|(text, _)| text);
        About { aspect: text(answer.band), target: text(answer.target) }
    }
}

/// By what a column was taken for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A person said so in 表格识别.
    Decision,
    /// The header is a synonym of the field.
    Synonym,
    /// Its header is built of modifiers and a head noun of the field.
    Compound,
    /// Its header may mean much; its values decided.
    Values,
}

impl By {
    /// The way in which a match was found.
    pub(super) fn of(found: &Match) -> Self {
        match () {
            () if found.is_decided() => By::Decision,
            () if found.is_weak() => By::Values,
            () if found.is_compound() => By::Compound,
            () => By::Synonym,
        }
    }

    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            By::Decision => "decision",
            By::Synonym => "synonym",
            By::Compound => "compound",
            By::Values => "values",
        }
    }
}

impl SeenColumn {
    /// The same when somebody said that it is not used.
    pub(super) fn unused(self, unused: bool) -> Self {
        if unused { SeenColumn { by: Some(By::Decision), nearest: None, ..self } } else { self }
    }
}

/// What a section was taken for; the tables are those that it gives.
pub(super) fn table(section: &Section, tables: &[Table], grid: &Grid, judge: &Judge) -> Seen {
    let (block, verdict) = (&section.block, &section.verdict);
    let held = section.columns();
    let others = |column: &&Column| !section.beside.contains(&column.at) || held.contains(&Some(column.at));
    let mut columns: Vec<Column> = block.columns.iter().filter(others).cloned().collect();
    columns.extend(report::unnamed(section, tables, grid).into_iter().map(layout::nameless));
    columns.sort_by_key(|column| column.at);
    let keys = layout::keys(columns.iter());
    let said =
        judge.layouts.of(columns.iter()).map(|layout| layout.fields(columns.iter())).unwrap_or_default();
    let asked = questions::columns(section, judge.kind);
    let subject = questions::subject(section, judge.kind).filter(|_| asked.len() > 1);
    let column = |(index, column): (usize, &Column)| {
        let place = block.columns.iter().position(|known| known.at == column.at);
        let found = place.and_then(|place| verdict.assigned.by.get(place).copied().flatten());
        let decided = place.is_some_and(|place| verdict.assigned.decided.contains(&place));
        let asks = subject.filter(|_| asked.contains(&column.at));
        let field = found.map(|found| found.field).or(asks);
        let asks = asks.map(|_| if decided { By::Decision } else { By::Compound });
        SeenColumn {
            at: column.at,
            header: column.shown.clone(),
            key: keys.get(index).cloned().unwrap_or_default(),
            field,
            by: found.map(|found| By::of(&found)).or(asks),
            nearest: judge.nearest(verdict.table, column).filter(|_| field.is_none()),
            about: Some(questions::about(section, column.at, grid.sheet.id, judge))
                .filter(|_| field.is_some() && field == questions::subject(section, judge.kind))
                .map(|(band, target)| About::of(DataRow { band, target, ..DataRow::at(0) })),
            samples: samples(grid, column.at, block.last, judge),
        }
        .unused(said.get(index).copied().flatten() == Some(UNUSED))
    };
    Seen {
        sheet: grid.sheet.id,
        key: layout::key(block.columns.iter()),
        texts: layout::texts(block.columns.iter()),
        carried: judge.layouts.carried(block.columns.iter()),
        table: Some(verdict.table),
        header_rows: Some((block.first, block.last)).filter(|_| !block.is_data),
        confidence: verdict.confidence,
        why: verdict.why.clone(),
        second: verdict.second,
        columns: columns.iter().enumerate().map(column).collect(),
    }
}

/// What a form and its labels were taken for.
pub(super) fn form(form: &Form, grid: &Grid) -> Seen {
    Seen {
        sheet: grid.sheet.id,
        key: form.key.clone(),
        texts: form.texts.clone(),
        carried: form.carried.clone(),
        table: Some(form.verdict.table),
        header_rows: form.tables.first().map(|table| table.head.header_rows),
        confidence: if form.verdict.decided { Confidence::Sure } else { Confidence::Likely },
        why: form.verdict.why.clone(),
        second: form.verdict.second,
        columns: form.labels.clone(),
    }
}

/// What is known of a sheet that is not read: the first row that looks much like a header, with the rows of its
/// levels.
pub(super) fn unread(scan: &Scan) -> Seen {
    let (grid, judge) = (scan.grid, scan.judge);
    let headers =
        |row: &Row| row.cells.iter().filter(|(_, cell)| text_of(cell).is_some_and(is_short)).count();
    let rows = grid.sheet.rows.iter().take(TOP);
    let most = rows.clone().map(headers).max().unwrap_or(0);
    let likely = rows.enumerate().filter(|(_, row)| headers(row) * ALIKE.1 > most * ALIKE.0);
    let block = likely.into_iter().find_map(|(index, _)| scan.block(index));
    let columns: Vec<Column> = block.iter().flat_map(|block| block.columns.iter().cloned()).collect();
    let keys = layout::keys(columns.iter());
    let last = block.as_ref().map_or(0, |block| block.last);
    let seen = columns.iter().zip(keys).map(|(column, key)| SeenColumn {
        at: column.at,
        header: column.shown.clone(),
        key,
        field: None,
        by: None,
        nearest: None,
        about: None,
        samples: samples(grid, column.at, last, judge),
    });
    Seen {
        sheet: grid.sheet.id,
        key: if grid.sheet.text { layout::text_key(&grid.sheet.rows) } else { layout::key(columns.iter()) },
        texts: layout::texts(columns.iter()),
        carried: judge.layouts.carried(columns.iter()),
        table: None,
        header_rows: block.as_ref().map(|block| (block.first, block.last)),
        confidence: Confidence::Doubtful,
        why: Vec::new(),
        second: None,
        columns: seen.collect(),
    }
    .dropped(judge)
}

impl Seen {
    /// The identity of a column among all header rows, by which decisions on it are kept.
    #[must_use]
    pub fn key_of(&self, column: &SeenColumn) -> String {
        format!("{}{COLUMN_OF}{}", self.key, column.key)
    }

    /// The same when somebody said that sheets with such a header are not used.
    pub(super) fn dropped(self, judge: &Judge) -> Self {
        if !judge.layouts.drop(&self.key, &self.texts) {
            return self;
        }
        let unread =
            |column: SeenColumn| SeenColumn { field: None, by: None, nearest: None, about: None, ..column };
        Seen {
            table: None,
            confidence: Confidence::Sure,
            why: vec![Why::Decided],
            second: self.table.or(self.second),
            columns: self.columns.into_iter().map(unread).collect(),
            ..self
        }
    }

    /// The field that a column fills besides its own: a wider one, where no column is that (授课人 who led too where
    /// no column says who led).
    #[must_use]
    pub fn also_filled(&self, column: &SeenColumn, rule: &TableRule) -> Option<usize> {
        let own = rule.fields.get(column.field?)?;
        let held = |field: usize| self.columns.iter().any(|column| column.field == Some(field));
        let mut fields = rule.fields.iter().enumerate();
        fields.find(|(at, field)| field.is_filled_by(own) && !held(*at)).map(|(at, _)| at)
    }

    /// Whether a person said in 表格识别 what it is.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.why.contains(&Why::Decided)
    }
}

/// Whether a text may be a header.
fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST_HEADER
}

fn samples(grid: &Grid, column: u32, header: u32, judge: &Judge) -> Vec<String> {
    Profile::new(grid, column, header, &judge.kind.common.values).samples()
}
