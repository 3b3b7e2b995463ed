//! One sheet of rows under a header: frozen, filtered, wrapped, and printable on A4 with the header on every page.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Url,
    Workbook, Worksheet, XlsxError,
};

use super::words::{Column, Use};
use crate::finding::book;

/// A sheet that is written from top to bottom.
pub(super) struct Writing<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) styles: &'a Styles,
    /// The next row.
    pub(super) row: u32,
    /// How many links it has so far.
    pub(super) links: usize,
}

impl<'a> Writing<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet, styles: &'a Styles) -> Self {
        Writing { sheet, styles, row: 0, links: 0 }
    }

    pub(super) fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, &self.styles.heading)?;
        self.sheet.set_row_height(self.row, 24)?;
        self.row += 1;
        Ok(())
    }
}

/// Most rows of a sheet below its header; one is left for saying that there are more.
const MOST_ROWS: usize = 1_048_574;
/// Most links of a sheet that Excel takes.
const MOST_LINKS: usize = 65_530;
/// Most characters of a cell, in UTF-16.
const MOST_CHARACTERS: usize = 32_767;
/// Most characters of a list of choices.
const MOST_CHOICES: usize = 255;
/// Height of a line, what is left free above and below, and the most that a row can have, in points.
const LINE: f64 = 14.0;
const PADDING: f64 = 4.0;
const MOST_HEIGHT: f64 = 400.0;
/// A4 in the numbering of spreadsheet programs.
const A4: u8 = 9;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Blank,
    Text(String),
    Number(f64),
    /// Blank, and not to be filled in.
    Shut,
    /// A text that opens a cell of a workbook beside this one.
    Link {
        target: String,
        text: String,
    },
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
    }

    pub(super) fn maybe(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Blank, Cell::text)
    }

    /// The text of the cell as it is read back.
    pub(super) fn spelt(&self) -> String {
        match self {
            Cell::Blank | Cell::Shut => String::new(),
            Cell::Text(text) | Cell::Link { text, .. } => text.trim().to_owned(),
            Cell::Number(number) => number.to_string(),
        }
    }

    pub(super) fn count(number: usize) -> Cell {
        Cell::Number(number as f64)
    }
}

/// What a column to fill in offers and tells.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub(super) column: usize,
    /// The rows below the header that it holds for, counted from zero, the last one excluded; none: all of them.
    pub(super) rows: Option<(usize, usize)>,
    pub(super) choices: Choices,
    pub(super) help: &'static str,
}

impl Offer {
    pub(super) fn new(column: usize, help: &'static str) -> Self {
        Offer { column, rows: None, choices: Choices::Listed(Vec::new()), help }
    }
}

/// The words that a cell offers.
#[derive(Debug, Clone)]
pub(super) enum Choices {
    Listed(Vec<String>),
    /// The cells that a formula names.
    Formula(String),
}

/// A sheet before it is written.
#[derive(Debug, Clone)]
pub(super) struct Page<'a> {
    pub(super) name: &'a str,
    /// What stands at the top of every printed page.
    pub(super) title: &'a str,
    pub(super) columns: &'a [Column<'a>],
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) offers: Vec<Offer>,
    /// Columns that stay in sight when the sheet is moved to the left.
    pub(super) frozen: u16,
    /// Rows that stand over the ones below them, counted from zero below the header.
    pub(super) heads: BTreeSet<usize>,
}

impl<'a> Page<'a> {
    /// A page without rows.
    pub(super) fn new(name: &'a str, columns: &'a [Column<'a>]) -> Self {
        Page {
            name,
            title: name,
            columns,
            rows: Vec::new(),
            offers: Vec::new(),
            frozen: 1,
            heads: BTreeSet::new(),
        }
    }
}

/// The formats of all sheets.
#[derive(Debug, Clone)]
pub(super) struct Styles {
    pub(super) heading: Format,
    pub(super) header: Format,
    header_fill: Format,
    pub(super) body: Format,
    pub(super) mark: Format,
    fill: Format,
    link: Format,
    head: Format,
    head_mark: Format,
    shut: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name("宋体").set_font_size(10.5);
        let grid = plain
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00BF_BFBF))
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let header = grid
            .clone()
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0x00DD_E7F0));
        Styles {
            heading: plain.set_bold().set_font_size(14),
            header_fill: header.clone().set_background_color(Color::RGB(0x00FF_E9B3)),
            header,
            mark: grid.clone().set_align(FormatAlign::Center),
            head_mark: grid
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0x00EE_F2F6)),
            head: grid.clone().set_bold().set_background_color(Color::RGB(0x00EE_F2F6)),
            shut: grid.clone().set_background_color(Color::RGB(0x00EE_EEEE)),
            fill: grid.clone().set_background_color(Color::RGB(0x00FF_FAEB)),
            link: grid.clone().set_font_color(Color::RGB(0x0005_63C1)),
            body: grid,
        }
    }

    fn of(&self, column: &Column<'_>) -> &Format {
        match column.use_ {
            Use::Read | Use::Own => &self.body,
            Use::Mark => &self.mark,
            Use::Fill => &self.fill,
        }
    }
}

/// Adds a sheet to the workbook.
pub(super) fn add(book: &mut Workbook, styles: &Styles, page: &Page<'_>) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(page.name)?;
    set_up(sheet, page.title, page.name)?;
    for (index, column) in (0u16..).zip(page.columns) {
        let format = if column.use_ == Use::Fill { &styles.header_fill } else { &styles.header };
        sheet.write_string_with_format(0, index, column.title, format)?;
        sheet.set_column_width(index, column.width)?;
        if column.use_ == Use::Own {
            sheet.set_column_hidden(index)?;
        }
    }
    let mut links = 0;
    for (number, row) in (1u32..).zip(page.rows.iter().take(MOST_ROWS)) {
        let is_head = page.heads.contains(&(number as usize - 1));
        for ((index, column), cell) in (0u16..).zip(page.columns).zip(row) {
            let format = match (cell, column.use_) {
                (Cell::Shut, _) => &styles.shut,
                (_, Use::Read) if is_head => &styles.head,
                (_, Use::Mark) if is_head => &styles.head_mark,
                _ => styles.of(column),
            };
            put(sheet, (number, index), cell, format, &styles.link, &mut links)?;
        }
        sheet.set_row_height(number, height(page.columns, row))?;
    }
    if let Some(more) = page.rows.len().checked_sub(MOST_ROWS).filter(|more| *more > 0) {
        let row = MOST_ROWS as u32 + 1;
        sheet.write_string_with_format(row, 0, book::more_rows(more), &styles.heading)?;
    }
    sheet.set_row_height(0, 30)?;
    sheet.set_freeze_panes(1, page.frozen)?;
    sheet.set_repeat_rows(0, 0)?;
    let last = page.rows.len().min(MOST_ROWS) as u32;
    let width = page.columns.len() as u16;
    sheet.autofilter(0, 0, last, width.saturating_sub(1))?;
    for offer in &page.offers {
        let column = offer.column as u16;
        let (top, below) =
            offer.rows.map_or((0, last), |(top, below)| (top as u32, (below as u32).min(last)));
        if top < below {
            sheet.add_data_validation(top + 1, column, below, column, &validation(offer)?)?;
        }
    }
    Ok(())
}

/// Paper, margins, page numbers; the title stands over every page.
pub(super) fn set_up(sheet: &mut Worksheet, title: &str, name: &str) -> Result<(), XlsxError> {
    let title: String = title.chars().take(60).collect();
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.3, 0.3, 0.75, 0.6, 0.3, 0.3);
    sheet.set_header(format!("&L{}&R{name}", title.replace('&', "&&")));
    sheet.set_footer("&C第 &P 页 共 &N 页");
    Ok(())
}

/// Writes a cell. Text is always written as text, whatever it begins with; what would become a formula when it
/// is typed again is marked as text too.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
    link: &Format,
    links: &mut usize,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank | Cell::Shut => sheet.write_blank(row, column, format)?,
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@']) => {
            let format = format.clone().set_quote_prefix();
            sheet.write_string_with_format(row, column, short(text), &format)?
        }
        Cell::Text(text) => sheet.write_string_with_format(row, column, short(text), format)?,
        Cell::Link { target, text } => {
            // Excel takes 2,080 characters of an address; what escaping adds is counted in.
            let fits = *links < MOST_LINKS && target.len() * 3 < 2_000;
            if fits {
                *links += 1;
                let url = Url::new(format!("file:///{target}")).set_text(short(text));
                sheet.write_url_with_format(row, column, url, link)?
            } else {
                sheet.write_string_with_format(row, column, short(text), format)?
            }
        }
    };
    Ok(())
}

/// The height of a row in points that shows all of its text: office programs other than Excel do not find it
/// themselves.
pub(super) fn height(columns: &[Column<'_>], row: &[Cell]) -> f64 {
    let seen = columns.iter().zip(row).filter(|(column, _)| column.use_ != Use::Own);
    let lines = seen.map(|(column, cell)| match cell {
        Cell::Text(text) | Cell::Link { text, .. } => lines(text, column.width),
        Cell::Blank | Cell::Shut | Cell::Number(_) => 1.0,
    });
    (lines.fold(1.0, f64::max) * LINE + PADDING).min(MOST_HEIGHT)
}

/// How many lines a text takes in a column: an ideograph is two characters wide.
fn lines(text: &str, width: f64) -> f64 {
    let of_line = |line: &str| {
        let wide: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        (wide as f64 / (width - 1.0).max(2.0)).ceil().max(1.0)
    };
    text.lines().map(of_line).sum()
}

/// A text as long as a cell can hold.
fn short(text: &str) -> String {
    const END: &str = "……（过长，以下略）";
    if text.encode_utf16().count() <= MOST_CHARACTERS {
        return text.to_owned();
    }
    let mut left = MOST_CHARACTERS - END.encode_utf16().count();
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(fits).collect::<String>() + END
}

/// What a column offers; other words may be typed all the same.
fn validation(offer: &Offer) -> Result<DataValidation, XlsxError> {
    let mut rule = DataValidation::new();
    let length =
        |choices: &[String]| -> usize { choices.iter().map(|word| word.encode_utf16().count() + 1).sum() };
    rule = match &offer.choices {
        Choices::Formula(formula) => rule.allow_list_formula(Formula::new(formula)),
        Choices::Listed(words) if !words.is_empty() && length(words) <= MOST_CHOICES => {
            rule.allow_list_strings(words)?
        }
        Choices::Listed(_) => rule.allow_any_value(),
    };
    rule = rule.set_error_style(DataValidationErrorStyle::Information).show_error_message(false);
    rule.set_input_message(offer.help)
}
