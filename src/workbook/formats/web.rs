//! A web page with one table, as many systems export it under the name of an .xls → one sheet of text cells.
//!
//! With several tables, tables inside tables or text around the table, the rows that a spreadsheet program would
//! show are a matter of guessing; such a page is left unread.

use super::foreign::PAGE;
use super::opened::Input;
use super::separated::Decoded;
use super::{Content, Format, Reads};
use crate::finding::Reading;
use crate::workbook::clean::Texts;
use crate::workbook::draft::Draft;
use crate::workbook::limits;
use crate::workbook::markup::named;
use crate::workbook::values;

/// A web page, under the name of an .xls.
pub(super) const FORMAT: Format = Format {
    endings: &["htm", "html"],
    knows: |input| is_page(input) || input.markup().contains("<table"),
    reads: Reads::Here(|input, texts| sheet(input.stem(), input.text()?, texts)),
    told: None,
    named: Some(PAGE),
};

/// Rows or columns that one cell of a web page may span: browsers stop at a thousand columns.
const SPAN: u32 = 1000;

/// Columns of a web page: those of an .xlsx.
const COLUMNS: u32 = 16_384;

/// Elements whose text a page does not show.
const UNSHOWN: &[&str] = &["head", "style", "script", "title", "xml"];

/// Elements inside a cell that begin a new line.
const BREAKS: &[&str] = &["br", "p", "div", "li"];

/// Whether a text says that it is a web page.
pub(super) fn is_page(input: &Input) -> bool {
    ["<html", "<!doctype html"].iter().any(|mark| input.markup().contains(mark))
}

pub(super) fn sheet(name: &str, page: &Decoded, texts: &mut Texts) -> Result<Content, Reading> {
    Ok(Content::Sheets(vec![Ok(read(name, &page.text, texts)?)], page.fault()))
}

/// Reads the page; the sheet is named like the file.
fn read(name: &str, html: &str, texts: &mut Texts) -> Result<Draft, Reading> {
    let mut page = Page { draft: Draft::new(name, false), ..Page::default() };
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        page.text(text)?;
        if !after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            page.text("&lt;")?;
            rest = after;
            continue;
        }
        let (tag, end) = match after.strip_prefix("!--") {
            Some(comment) => ("", comment.split_once("-->")),
            None => tag_and_rest(after).map_or(("", None), |(tag, rest)| (tag, Some((tag, rest)))),
        };
        let Some((_, left)) = end else {
            return Err(Reading::FileBroken);
        };
        page.tag(tag, texts)?;
        rest = left;
    }
    page.text(rest)?;
    match page.tables == 1 && !page.in_table {
        true => Ok(page.draft),
        false => Err(Reading::FileWebTable),
    }
}

/// Splits after the `>` that ends a tag; one inside quotes does not.
fn tag_and_rest(after: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    let end = after.find(|c| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => (),
        }
        c == '>' && quote.is_none()
    })?;
    after.get(..end).zip(after.get(end + 1..))
}

#[derive(Default)]
struct Page {
    draft: Draft,
    tables: usize,
    in_table: bool,
    /// The element whose text is not shown, while inside.
    unshown: String,
    next_row: u32,
    column: u32,
    /// The text of the open cell, with its width and height.
    cell: Option<(String, u32, u32)>,
    /// Per column the first row that no cell from above reaches into.
    free_from: Vec<u32>,
}

impl Page {
    fn tag(&mut self, tag: &str, texts: &mut Texts) -> Result<(), Reading> {
        let closing = tag.starts_with('/');
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        if !self.unshown.is_empty() {
            if closing && name == self.unshown {
                self.unshown.clear();
            }
            return Ok(());
        }
        match (name.as_str(), closing) {
            ("table", false) => {
                (self.tables, self.in_table) = (self.tables + 1, true);
                return if self.tables > 1 { Err(Reading::FileWebTable) } else { Ok(()) };
            }
            ("table", true) => {
                self.close_cell(texts);
                self.in_table = false;
            }
            ("tr", false) => self.open_row(tag, texts),
            ("tr", true) | ("td" | "th", true) => self.close_cell(texts),
            ("td" | "th", false) => self.open_cell(tag, texts)?,
            (name, false) if UNSHOWN.contains(&name) => self.unshown = name.to_owned(),
            (name, false) if BREAKS.contains(&name) => self.push("\n"),
            _ => (),
        }
        Ok(())
    }

    fn text(&mut self, raw: &str) -> Result<(), Reading> {
        if !self.unshown.is_empty() {
            return Ok(());
        }
        let text = unescape(raw);
        if self.cell.is_none() && !text.trim().is_empty() {
            return Err(Reading::FileWebTable);
        }
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let edge = |space: bool| if space { " " } else { "" };
        let ascii = |c: char| c.is_ascii_whitespace();
        let before = edge(text.starts_with(ascii));
        let after = edge(text.ends_with(ascii) && !words.is_empty());
        self.push(&format!("{before}{}{after}", words.join(" ")));
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let Some((cell, _, _)) = &mut self.cell {
            cell.push_str(text);
        }
    }

    fn open_row(&mut self, tag: &str, texts: &mut Texts) {
        self.close_cell(texts);
        if tag.replace(' ', "").to_ascii_lowercase().contains("display:none") {
            self.draft.hidden_rows.push(self.next_row);
        }
        (self.next_row, self.column) = (self.next_row.saturating_add(1), 0);
    }

    fn open_cell(&mut self, tag: &str, texts: &mut Texts) -> Result<(), Reading> {
        self.close_cell(texts);
        if self.next_row == 0 {
            return Err(Reading::FileWebTable);
        }
        if self.draft.cells > limits::CELLS || self.column > COLUMNS {
            return Err(Reading::FileTooBig);
        }
        self.cell = Some((String::new(), span(tag, "colspan"), span(tag, "rowspan")));
        Ok(())
    }

    fn close_cell(&mut self, texts: &mut Texts) {
        let Some((text, width, height)) = self.cell.take() else {
            return;
        };
        let row = self.next_row.saturating_sub(1);
        let taken = |column: &u32| self.free_from.get(*column as usize).is_some_and(|free| *free > row);
        let first = (self.column..).find(|column| !taken(column)).unwrap_or(u32::MAX - SPAN);
        let (last, below) = (first + width - 1, row.saturating_add(height));
        if self.free_from.len() <= last as usize {
            self.free_from.resize(last as usize + 1, 0);
        }
        for free in self.free_from.iter_mut().skip(first as usize).take(width as usize) {
            *free = below;
        }
        self.column = last + 1;
        self.draft.merges.push(values::area((row, first), (below - 1, last)));
        let lines: Vec<&str> = text.lines().map(|line| line.trim_matches(' ')).collect();
        self.draft.push_text((row, first), lines.join("\n").trim_matches('\n'), texts);
    }
}

/// A colspan or rowspan: one when it is not written.
fn span(tag: &str, name: &str) -> u32 {
    let tag = tag.to_ascii_lowercase();
    let value = tag.split_once(name).map_or("", |(_, after)| after);
    let digits: String =
        value.trim_start_matches([' ', '=', '"', '\'']).chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1).clamp(1, SPAN)
}

/// The text with its entities resolved; unknown ones stay as they are.
fn unescape(raw: &str) -> String {
    // A blank that does not break stays what it is, as in the other formats.
    let character = |name: &str| if name == "nbsp" { Some("\u{A0}".to_owned()) } else { named(name) };
    let mut pieces = raw.split('&');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let resolved = piece.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest)));
        match resolved {
            Some((character, rest)) => text.extend([character.as_str(), rest]),
            None => text.extend(["&", piece]),
        }
    }
    text
}
