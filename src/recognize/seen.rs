//! What a sheet was taken for and why, column by column, for whoever wants to check it.

use super::block::{Column, text_of};
use super::form::Form;
use super::grid::Grid;
use super::header::clean;
use super::judge::{Confidence, Judge};
use super::profile::Profile;
use super::sections::Section;
use crate::finding::Why;
use crate::model::entry::FieldPlaces;
use crate::model::origin::SheetId;
use crate::model::value::Text;
use crate::workbook::Row;

/// Rows of a sheet that is not read among which its header is looked for.
const TOP: usize = 8;

/// What a sheet, or one of the tables on it, was taken for.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The sheet.
    pub sheet: SheetId,
    /// Index of the table in the kind; none when the sheet is not read.
    pub table: Option<usize>,
    /// First and last row of the header, counted from zero.
    pub header_rows: Option<(u32, u32)>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What speaks for it and against it.
    pub why: Vec<Why>,
    /// The table for which most speaks after this one.
    pub second: Option<usize>,
    /// Its columns; of a form its labels.
    pub columns: Vec<SeenColumn>,
}

/// What a column was taken for.
#[derive(Debug, Clone)]
pub struct SeenColumn {
    /// Its number, counted from zero.
    pub at: u32,
    /// Its header as typed.
    pub header: Text,
    /// Index of the field in the table; none when it is not used.
    pub field: Option<usize>,
    /// By what it was taken.
    pub by: Option<By>,
    /// The field that it comes nearest to, when it is not used.
    pub nearest: Option<usize>,
    /// A few of its values.
    pub samples: Vec<String>,
}

/// By what a column was taken for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Somebody said so.
    Decision,
    /// Its header is a synonym.
    Synonym,
    /// Its header is built of modifiers and a head noun of the field.
    Compound,
    /// Its header may mean much; its values decided.
    Values,
}

impl By {
    /// The word in JSON.
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

/// What a section was taken for.
pub(super) fn table(section: &Section, grid: &Grid, judge: &Judge) -> Seen {
    let verdict = &section.verdict;
    let column = |(index, column): (usize, &Column)| {
        let by = verdict.assigned.by.get(index).copied().flatten();
        let nearest = || judge.nearest(verdict.table, column);
        SeenColumn {
            at: column.at,
            header: column.shown.clone(),
            field: by.map(|found| found.field),
            by: by.map(|found| match () {
                () if found.is_weak() => By::Values,
                () if found.is_compound() => By::Compound,
                () => By::Synonym,
            }),
            nearest: if by.is_some() { None } else { nearest() },
            samples: samples(grid, column.at, section.block.last, judge),
        }
    };
    Seen {
        sheet: grid.sheet.id,
        table: Some(verdict.table),
        header_rows: Some((section.block.first, section.block.last)),
        confidence: verdict.confidence,
        why: verdict.why.clone(),
        second: verdict.second,
        columns: section.block.columns.iter().enumerate().map(column).collect(),
    }
}

/// What a form was taken for.
pub(super) fn form(form: &Form, grid: &Grid, judge: &Judge) -> Seen {
    let first = form.tables.first();
    let mut columns = Vec::new();
    if let Some(FieldPlaces::Cells(cells)) = first.map(|table| &table.head.places) {
        let rule = first.and_then(|table| judge.kind.tables.get(table.head.table));
        for (field, at) in cells.iter().enumerate() {
            let (Some(at), Some(rule)) = (at, rule.and_then(|rule| rule.fields.get(field))) else { continue };
            let value = grid.sheet.cell(at.row, at.column).and_then(text_of).unwrap_or_default();
            columns.push(SeenColumn {
                at: at.column,
                header: rule.name.as_str().into(),
                field: Some(field),
                by: Some(By::Synonym),
                nearest: None,
                samples: vec![value.chars().take(24).collect()],
            });
        }
    }
    Seen {
        sheet: grid.sheet.id,
        table: first.map(|table| table.head.table),
        header_rows: first.map(|table| table.head.header_rows),
        confidence: Confidence::Likely,
        why: Vec::new(),
        second: None,
        columns,
    }
}

/// What is known of a sheet that is not read: the row that looks most like a header.
pub(super) fn unread(grid: &Grid, judge: &Judge) -> Seen {
    let texts = |row: &Row| row.cells.iter().filter(|(_, cell)| text_of(cell).is_some()).count();
    let rows = grid.sheet.rows.iter().take(TOP);
    let header = rows.reduce(|best, next| if texts(next) > texts(best) { next } else { best });
    let header = header.filter(|row| row.cells.len() > 1);
    let cells =
        header.into_iter().flat_map(|row| row.cells.iter().map(move |(at, cell)| (row.index, *at, cell)));
    let columns = cells.filter_map(|(row, at, cell)| {
        let header = text_of(cell)?;
        let header: String = header.split_whitespace().collect();
        let samples = samples(grid, at, row, judge);
        Some(SeenColumn { at, header: clean(&header).into(), field: None, by: None, nearest: None, samples })
    });
    Seen {
        sheet: grid.sheet.id,
        table: None,
        header_rows: header.map(|row| (row.index, row.index)),
        confidence: Confidence::Doubtful,
        why: Vec::new(),
        second: None,
        columns: columns.collect(),
    }
}

fn samples(grid: &Grid, column: u32, header: u32, judge: &Judge) -> Vec<String> {
    Profile::new(grid, column, header, &judge.kind.common.values).samples()
}
