//! A blank workbook → its .xlsx: title, header, instructions, rows to fill in with drop-downs and checks, printable on A4.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, FormatAlign,
    Formula, Worksheet, XlsxError,
};

use super::rows::new_workbook;
use super::sheet::{Cell, MOST_CHOICES, Styles, lines, put, set_up};
use crate::finding::{DocumentFault, Refusal, book};
use crate::model::form::{CHOICES, Entry, Form, FormColumn};
use crate::package::alike;

/// The rows of title, header and instruction, counted from zero.
const TITLE: u32 = 0;
const HEADER: u32 = 1;
const NOTE: u32 = 2;
/// The first row that is filled in, counted from zero.
const FIRST: u32 = 3;

/// How many rows have a frame to be filled in, and how many are checked.
const FRAMED: u32 = 30;
const CHECKED: u32 = 2000;

/// Heights of rows and of a line in points.
const TITLE_HEIGHT: f64 = 32.0;
const HEADER_HEIGHT: f64 = 30.0;
const ROW_HEIGHT: f64 = 24.0;
const LINE: f64 = 14.0;

/// A sheet narrower than this, in characters, stands upright.
const UPRIGHT: u16 = 100;

/// Makes a blank workbook. The same form gives the same bytes.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write(form: &Form) -> Result<Vec<u8>, Refusal> {
    let mut workbook = new_workbook()?;
    let sheet = workbook.add_worksheet();
    let lists = Lists::of(form);
    draw(sheet, form, &lists)?;
    if !lists.0.is_empty() {
        lists.add(workbook.add_worksheet())?;
    }
    alike(workbook.save_to_buffer()?).map_err(|fault| Refusal::Document(DocumentFault::Package(fault)))
}

fn draw(sheet: &mut Worksheet, form: &Form, lists: &Lists<'_>) -> Result<(), XlsxError> {
    let styles = Styles::new();
    let body = &styles.body;
    let last = (form.columns.len() as u16).saturating_sub(1);
    sheet.set_name(sheet_name(&form.name))?;
    set_up(sheet, &form.name, "")?;
    sheet.set_header("");
    if form.columns.iter().map(|column| column.width).sum::<u16>() < UPRIGHT {
        sheet.set_portrait();
    }
    across(sheet, TITLE, last, &form.name, &styles.heading.clone().set_align(FormatAlign::Center))?;
    sheet.set_row_height(TITLE, TITLE_HEIGHT)?;
    for (at, column) in (0u16..).zip(&form.columns) {
        sheet.write_string_with_format(HEADER, at, &column.header, &styles.header)?;
        sheet.set_column_width(at, f64::from(column.width))?;
        sheet.set_column_format(at, &format_of(column, &Format::new()))?;
    }
    sheet.set_row_height(HEADER, HEADER_HEIGHT)?;
    let note = book::form_note(&form.note);
    across(sheet, NOTE, last, &note, &body.clone().set_italic())?;
    let width = form.columns.iter().map(|column| f64::from(column.width)).sum();
    sheet.set_row_height(NOTE, LINE * lines(&note, width) + LINE)?;
    let filled = form.rows.len() as u32;
    for row in 0..filled.max(if filled == 0 { FRAMED } else { 0 }) {
        line(sheet, form, row, &styles)?;
    }
    sheet.set_freeze_panes(FIRST, 0)?;
    sheet.set_repeat_rows(TITLE, HEADER)?;
    for (at, column) in (0u16..).zip(&form.columns) {
        let rule = validation(&column.entry, lists.place(Of::Column(at)))?;
        if filled == 0 {
            sheet.add_data_validation(FIRST, at, CHECKED, at, &rule)?;
        }
    }
    for (row, offered) in (0u32..).zip(&form.rows).filter(|(_, row)| !row.choices.is_empty()) {
        let rule = validation(&Entry::Choice(offered.choices.clone()), lists.place(Of::Row(row)))?;
        let blank = offered.cells.iter().position(String::is_empty).unwrap_or_default() as u16;
        sheet.add_data_validation(FIRST + row, blank, FIRST + row, blank, &rule)?;
    }
    Ok(())
}

/// Writes a text over all columns of a row, in merged cells.
fn across(sheet: &mut Worksheet, row: u32, last: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    if last == 0 {
        sheet.write_string_with_format(row, 0, text, format)?;
    } else {
        sheet.merge_range(row, 0, row, last, text, format)?;
    }
    Ok(())
}

/// A row: what stands there already, the rest blank in its frame.
fn line(sheet: &mut Worksheet, form: &Form, row: u32, styles: &Styles) -> Result<(), XlsxError> {
    let cells = form.rows.get(row as usize).map_or(&[][..], |row| &row.cells);
    let mut high = 1.0_f64;
    for (at, column) in (0u16..).zip(&form.columns) {
        let text = cells.get(usize::from(at)).map_or("", String::as_str);
        let format = format_of(column, &styles.body);
        put(sheet, (FIRST + row, at), &Cell::text(text), &format, &format, &mut 0)?;
        high = high.max(lines(text, f64::from(column.width)));
    }
    sheet.set_row_height(FIRST + row, ROW_HEIGHT.max(high * LINE + LINE / 2.0))?;
    Ok(())
}

/// How the cells of a column look: a date as all of China writes it for machines, the rest as it is typed.
fn format_of(column: &FormColumn, body: &Format) -> Format {
    match column.entry {
        Entry::Date => body.clone().set_num_format("yyyy-mm-dd"),
        _ => body.clone(),
    }
}

/// The longest name that a sheet can have.
const LONGEST_NAME: usize = 31;

fn sheet_name(name: &str) -> String {
    let plain = name.chars().filter(|c| !['[', ']', ':', '*', '?', '/', '\\', '\''].contains(c));
    plain.take(LONGEST_NAME).collect()
}

/// What a cell offers, checks and tells. Whatever else is typed is asked about and taken all the same: 2024年3月 and
/// 约30 are understood too.
fn validation(entry: &Entry, list: Option<String>) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new();
    let rule = match (entry, list) {
        (Entry::Choice(_), Some(list)) => rule.allow_list_formula(Formula::new(list)),
        (Entry::Choice(words), None) => rule.allow_list_strings(words)?,
        (Entry::Date, _) => {
            let (from, to) = (ExcelDateTime::from_ymd(1990, 1, 1)?, ExcelDateTime::from_ymd(2099, 12, 31)?);
            rule.allow_date(DataValidationRule::Between(from, to))
        }
        (Entry::Number { whole: true }, _) => {
            rule.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
        }
        (Entry::Number { whole: false }, _) => {
            rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
        }
        (Entry::Text | Entry::List | Entry::Points, _) => rule.allow_any_value(),
    };
    let help = book::entry_help(entry);
    let rule = rule.set_error_style(DataValidationErrorStyle::Warning).set_error_message(help)?;
    rule.set_input_message(help)
}

/// Where a list of words is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Column(u16),
    Row(u32),
}

/// The lists of words that are too long for a cell, each in a column of the hidden sheet.
struct Lists<'f>(Vec<(Of, &'f [String])>);

impl<'f> Lists<'f> {
    fn of(form: &'f Form) -> Self {
        let columns = (0u16..).zip(&form.columns).filter_map(|(at, column)| match &column.entry {
            Entry::Choice(words) => Some((Of::Column(at), words.as_slice())),
            _ => None,
        });
        let rows = (0u32..).zip(&form.rows).map(|(row, of)| (Of::Row(row), of.choices.as_slice()));
        let long = |words: &[String]| {
            words.iter().map(|word| word.encode_utf16().count() + 1).sum::<usize>() > MOST_CHOICES
        };
        Lists(columns.chain(rows).filter(|(_, words)| long(words)).collect())
    }

    /// The cells with the words that are offered somewhere.
    fn place(&self, of: Of) -> Option<String> {
        let at = self.0.iter().position(|(place, _)| *place == of)?;
        let column = rust_xlsxwriter::utility::column_number_to_name(at as u16);
        let count = self.0.get(at)?.1.len();
        Some(format!("='{CHOICES}'!${column}$1:${column}${count}"))
    }

    fn add(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(CHOICES)?.set_hidden(true);
        for (column, (_, words)) in (0u16..).zip(&self.0) {
            for (row, word) in (0u32..).zip(*words) {
                sheet.write_string(row, column, word)?;
            }
        }
        Ok(())
    }
}
