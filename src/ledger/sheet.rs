//! Rows under a header → one sheet: frozen, filtered, wrapped, and printable on A4 with the header on every page.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Url,
    Workbook, Worksheet, XlsxError,
};

use super::words::{Column, Use};

/// A sheet that is written from top to bottom.
pub(super) struct Writing<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) styles: &'a Styles,
    /// The row that is written next, counted from zero.
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
pub(super) const MOST_ROWS: usize = 1_048_574;
/// Most links of a sheet that Excel takes.
const MOST_LINKS: usize = 65_530;
/// Most characters of a cell, in UTF-16.
const MOST_CHARACTERS: usize = 32_767;
/// Most characters of a list of choices.
pub(super) const MOST_CHOICES: usize = 255;
/// Height of a line, what is left free above and below, and the most that a row can have, in points.
const LINE: f64 = 14.0;
const PADDING: f64 = 4.0;
const MOST_HEIGHT: f64 = 400.0;
/// A4 in the numbering of spreadsheet programs.
const A4: u8 = 9;

/// What is written into a cell.
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

/// The words that a cell offers in a drop-down.
#[derive(Debug, Clone)]
pub(super) enum Choices {
    Listed(Vec<String>),
    /// The cells that a formula names (those of a hidden sheet).
    Formula(String),
}

/// Rows that are made when they are written: those of a million opinions fill no memory.
pub(super) struct Rows<'a> {
    pub(super) count: usize,
    make: Box<dyn Fn(usize) -> Vec<Cell> + Sync + 'a>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(count: usize, make: impl Fn(usize) -> Vec<Cell> + Sync + 'a) -> Self {
        Rows { count, make: Box::new(make) }
    }

    /// A row by its place below the header.
    pub(super) fn row(&self, at: usize) -> Vec<Cell> {
        (self.make)(at)
    }
}

impl From<Vec<Vec<Cell>>> for Rows<'_> {
    fn from(rows: Vec<Vec<Cell>>) -> Self {
        Rows::new(rows.len(), move |at| rows.get(at).cloned().unwrap_or_default())
    }
}

/// A sheet with its columns and rows, before it is written.
pub(super) struct Page<'a> {
    pub(super) name: &'a str,
    /// What stands at the top of every printed page.
    pub(super) title: &'a str,
    pub(super) columns: Cow<'a, [Column<'a>]>,
    pub(super) rows: Rows<'a>,
    /// How many more there are that do not stand here.
    pub(super) more: usize,
    pub(super) offers: Vec<Offer>,
    /// Columns that stay in sight when the sheet is moved to the left.
    pub(super) frozen: u16,
    /// Rows that stand over the ones below them, counted from zero below the header.
    pub(super) heads: BTreeSet<usize>,
}

impl<'a> Page<'a> {
    /// A page without rows; its title is its name.
    pub(super) fn new(name: &'a str, columns: &'a [Column<'a>]) -> Self {
        Page {
            name,
            title: name,
            columns: Cow::Borrowed(columns),
            rows: Vec::new().into(),
            more: 0,
            offers: Vec::new(),
            frozen: 1,
            heads: BTreeSet::new(),
        }
    }
}

/// The formats of cells that all sheets share.
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

    /// The format of each look, in their order.
    fn of_looks(&self) -> [&Format; 8] {
        let Styles { body, mark, fill, link, head, head_mark, shut, heading, .. } = self;
        [body, mark, fill, link, head, head_mark, shut, heading]
    }
}

/// Which of the shared formats a cell has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Body,
    Mark,
    Fill,
    Link,
    Head,
    HeadMark,
    Shut,
    Heading,
}

impl Look {
    pub(super) fn of(use_: Use, cell: &Cell, is_head: bool) -> Self {
        match (cell, use_) {
            (Cell::Shut, _) => Look::Shut,
            (_, Use::Read) if is_head => Look::Head,
            (_, Use::Mark) if is_head => Look::HeadMark,
            (_, Use::Read | Use::Own) => Look::Body,
            (_, Use::Mark) => Look::Mark,
            (_, Use::Fill) => Look::Fill,
        }
    }
}

/// Adds a sheet without its rows: instead of the first one a cell of every look, plain and marked as text.
pub(super) fn frame(book: &mut Workbook, styles: &Styles, page: &Page<'_>) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(page.name)?;
    set_up(sheet, page.title, page.name)?;
    for (index, column) in (0u16..).zip(page.columns.iter()) {
        let format = if column.use_ == Use::Fill { &styles.header_fill } else { &styles.header };
        sheet.write_string_with_format(0, index, column.title, format)?;
        sheet.set_column_width(index, column.width)?;
        if column.use_ == Use::Own {
            sheet.set_column_hidden(index)?;
        }
    }
    for (at, format) in (0u16..).step_by(2).zip(styles.of_looks()) {
        sheet.write_blank(1, at, format)?;
        sheet.write_blank(1, at + 1, &format.clone().set_quote_prefix())?;
    }
    sheet.set_row_height(0, 30)?;
    sheet.set_freeze_panes(1, page.frozen)?;
    sheet.set_repeat_rows(0, 0)?;
    let last = page.rows.count.min(MOST_ROWS) as u32;
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
pub(super) fn lines(text: &str, width: f64) -> f64 {
    let of_line = |line: &str| {
        let wide: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        (wide as f64 / (width - 1.0).max(2.0)).ceil().max(1.0)
    };
    text.lines().map(of_line).sum()
}

/// A text as long as a cell can hold.
pub(super) fn short(text: &str) -> Cow<'_, str> {
    const END: &str = "……（过长，以下略）";
    if text.len() <= MOST_CHARACTERS || text.encode_utf16().count() <= MOST_CHARACTERS {
        return Cow::Borrowed(text);
    }
    let mut left = MOST_CHARACTERS - END.encode_utf16().count();
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    Cow::Owned(text.chars().take_while(fits).collect::<String>() + END)
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
