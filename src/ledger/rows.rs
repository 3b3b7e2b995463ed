//! A workbook whose rows are written here: the foreign library makes the frame of every page, which would take ten
//! times as long for the rows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::sheet::{Cell, Look, MOST_ROWS, Page, Styles, frame, height, short};
use crate::finding::{DocumentFault, Refusal, book};
use crate::package::open::PackageFault;
use crate::package::pieces::Piece;
use crate::package::store::Store;
use crate::package::xml::escape;

/// Most links of a sheet that Excel takes.
const MOST_LINKS: usize = 65_530;
/// How many rows one processor makes at a time.
const ROWS_AT_ONCE: usize = 1024;
/// The row below the header, in which the frame has a cell of every look.
const SPECIMENS: &str = "<row r=\"2\"";

/// A workbook while pages are added.
pub(super) struct Book<'p> {
    pub(super) workbook: Workbook,
    pub(super) styles: Styles,
    /// Its pages, each with the number of its sheet.
    pages: Vec<(usize, Page<'p>)>,
}

/// A workbook without anything of the moment or the machine in it.
pub(super) fn new_workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("成文").set_creation_datetime(&fixed));
    Ok(workbook)
}

impl<'p> Book<'p> {
    pub(super) fn new() -> Result<Self, XlsxError> {
        Ok(Book { workbook: new_workbook()?, styles: Styles::new(), pages: Vec::new() })
    }

    pub(super) fn add(&mut self, page: Page<'p>) -> Result<(), XlsxError> {
        frame(&mut self.workbook, &self.styles, &page)?;
        self.pages.push((self.workbook.worksheets().len(), page));
        Ok(())
    }

    /// The bytes of the workbook with all rows.
    pub(super) fn save(mut self) -> Result<Vec<u8>, Refusal> {
        let framed = self.workbook.save_to_buffer()?;
        self.filled(&framed).map_err(|fault| Refusal::Document(DocumentFault::Package(fault)))
    }

    fn filled(&self, framed: &[u8]) -> Result<Vec<u8>, PackageFault> {
        let mut store = Store::open(framed)?;
        for (number, page) in &self.pages {
            let part = format!("xl/worksheets/sheet{number}.xml");
            let frame = store.text(&part)?;
            let (pieces, targets) = Sheet::of(&frame, page).ok_or(PackageFault::Damaged)?.filled()?;
            store.put_pieces(&part, pieces)?;
            if !targets.is_empty() {
                let name = format!("xl/worksheets/_rels/sheet{number}.xml.rels");
                store.put(&name, relationships(&targets).into_bytes());
            }
        }
        store.zip()
    }
}

/// A page, and the XML of its frame around the rows.
struct Sheet<'a, 'p> {
    page: &'a Page<'p>,
    /// The frame before and after the rows below the header.
    before: &'a str,
    after: &'a str,
    /// The format of each look by its number, plain and for what would be taken for a formula.
    formats: Vec<&'a str>,
    columns: Vec<String>,
}

/// Links by the number of their target: cell and place inside the target.
type Links = Vec<(String, String, String)>;

impl<'a, 'p> Sheet<'a, 'p> {
    fn of(frame: &'a str, page: &'a Page<'p>) -> Option<Self> {
        let (before, rest) = frame.split_at_checked(frame.find(SPECIMENS)?)?;
        let (specimens, _) = rest.split_once("</row>")?;
        let (_, after) = rest.split_at_checked(rest.find("</sheetData>")?)?;
        let formats =
            specimens.split(" s=\"").skip(1).map(|piece| piece.split('"').next().unwrap_or_default());
        let columns = (0u16..).take(page.columns.len()).map(column_number_to_name);
        Some(Sheet { page, before, after, formats: formats.collect(), columns: columns.collect() })
    }

    /// The sheet in pieces, and the targets of its links.
    fn filled(&self) -> Result<(Vec<Piece>, Vec<String>), PackageFault> {
        let rows = self.page.rows.count.min(MOST_ROWS);
        let chunks: Vec<usize> = (0..rows).step_by(ROWS_AT_ONCE).collect();
        let made = chunks.par_iter().map(|first| {
            let (mut xml, mut links) = (String::new(), Links::new());
            for at in *first..rows.min(first + ROWS_AT_ONCE) {
                self.row(at, &mut xml, &mut links);
            }
            Ok((Piece::of(xml.as_bytes())?, links))
        });
        let made = made.collect::<Result<Vec<_>, PackageFault>>()?;
        let (before, last) = (self.before, rows + 1);
        let corner = self.columns.last().map_or("A", String::as_str);
        let dimension = before.split("<dimension ref=\"").nth(1).and_then(|rest| rest.split('"').next());
        let sized = before.replacen(dimension.unwrap_or_default(), &format!("A1:{corner}{last}"), 1);
        let mut pieces = vec![Piece::of(sized.as_bytes())?];
        let (mut targets, mut linked) = (BTreeMap::new(), String::new());
        for (piece, links) in made {
            pieces.push(piece);
            for (cell, target, inside) in links {
                let next = targets.len() + 1;
                let id = *targets.entry(target).or_insert(next);
                let _ = write!(linked, "<hyperlink ref=\"{cell}\" r:id=\"rId{id}\"");
                if !inside.is_empty() {
                    linked.push_str(" location=\"");
                    escape(&inside, &mut linked);
                    linked.push('"');
                }
                linked.push_str("/>");
            }
        }
        pieces.push(Piece::of(self.end(&linked).as_bytes())?);
        let mut targets: Vec<(String, usize)> = targets.into_iter().collect();
        targets.sort_by_key(|(_, id)| *id);
        Ok((pieces, targets.into_iter().map(|(target, _)| target).collect()))
    }

    /// What follows the rows, with the links before the settings of printing.
    fn end(&self, linked: &str) -> String {
        let mut end = String::new();
        let count = self.page.rows.count;
        let more = self.page.more + count.saturating_sub(MOST_ROWS);
        if more > 0 {
            let row = count.min(MOST_ROWS) + 2;
            let _ = write!(end, "<row r=\"{row}\">");
            self.text(&book::more_rows(more), (row, "A"), self.format(Look::Heading, false), &mut end);
            end.push_str("</row>");
        }
        let at = self.after.find("<printOptions").or_else(|| self.after.find("<pageMargins"));
        let (before, after) = self.after.split_at_checked(at.unwrap_or(0)).unwrap_or(("", self.after));
        end.push_str(before);
        if !linked.is_empty() {
            end.push_str("<hyperlinks>");
            end.push_str(linked);
            end.push_str("</hyperlinks>");
        }
        end.push_str(after);
        end
    }

    fn format(&self, look: Look, is_marked: bool) -> &str {
        let at = look as usize * 2 + usize::from(is_marked);
        self.formats.get(at).copied().unwrap_or("0")
    }

    fn row(&self, at: usize, xml: &mut String, links: &mut Links) {
        let (row, cells) = (at + 2, self.page.rows.row(at));
        let height = height(&self.page.columns, &cells);
        let _ = write!(xml, "<row r=\"{row}\" ht=\"{height}\" customHeight=\"1\">");
        let is_head = self.page.heads.contains(&at);
        for ((column, name), cell) in self.page.columns.iter().zip(&self.columns).zip(&cells) {
            let look = Look::of(column.use_, cell, is_head);
            match cell {
                Cell::Blank | Cell::Shut => {
                    let _ = write!(xml, "<c r=\"{name}{row}\" s=\"{}\"/>", self.format(look, false));
                }
                Cell::Number(number) => {
                    let format = self.format(look, false);
                    let _ = write!(xml, "<c r=\"{name}{row}\" s=\"{format}\"><v>{number}</v></c>");
                }
                Cell::Text(text) => {
                    let format = self.format(look, is_like_formula(text));
                    self.text(text, (row, name), format, xml);
                }
                // Excel takes 2,080 characters of an address; what escaping adds is counted in.
                Cell::Link { target, text } if at < MOST_LINKS && target.len() * 3 < 2_000 => {
                    let (file, inside) = target.split_once('#').unwrap_or((target, ""));
                    links.push((format!("{name}{row}"), file.to_owned(), inside.to_owned()));
                    self.text(text, (row, name), self.format(Look::Link, false), xml);
                }
                Cell::Link { text, .. } => self.text(text, (row, name), self.format(look, false), xml),
            }
        }
        xml.push_str("</row>");
    }

    /// A cell of text. Text is always written as text, whatever it begins with.
    fn text(&self, text: &str, (row, column): (usize, &str), format: &str, xml: &mut String) {
        let text = short(text);
        let blank = ['\t', '\n', ' '];
        let kept =
            if text.starts_with(blank) || text.ends_with(blank) { " xml:space=\"preserve\"" } else { "" };
        let _ = write!(xml, "<c r=\"{column}{row}\" s=\"{format}\" t=\"inlineStr\"><is><t{kept}>");
        written(&text, xml);
        xml.push_str("</t></is></c>");
    }
}

/// What would become a formula when it is typed again is marked as text.
pub(super) fn is_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@'])
}

/// A text as cells hold it: characters that XML does not know by their numbers, and what looks like such a number.
fn written(text: &str, xml: &mut String) {
    let mut rest = text;
    while let Some(at) =
        rest.find(|c: char| c < ' ' || matches!(c, '&' | '<' | '>' | '_' | '\u{FFFE}' | '\u{FFFF}'))
    {
        let (before, from) = rest.split_at(at);
        xml.push_str(before);
        let mut chars = from.chars();
        match chars.next() {
            Some('&') => xml.push_str("&amp;"),
            Some('<') => xml.push_str("&lt;"),
            Some('>') => xml.push_str("&gt;"),
            Some('_') if is_numbered(from) => xml.push_str("_x005F_"),
            Some(kept @ ('_' | '\t' | '\n')) => xml.push(kept),
            Some(other) => {
                let _ = write!(xml, "_x{:04X}_", u32::from(other));
            }
            None => (),
        }
        rest = chars.as_str();
    }
    xml.push_str(rest);
}

/// Whether a text begins with what means a character by its number (`_x000D_`).
fn is_numbered(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit()))
}

/// The links of a sheet to other files.
fn relationships(targets: &[String]) -> String {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
    let mut xml = HEAD.to_owned();
    for (id, target) in (1..).zip(targets) {
        let _ = write!(xml, "<Relationship Id=\"rId{id}\" Type=\"{TYPE}\" Target=\"");
        escape(&address(target), &mut xml);
        xml.push_str("\" TargetMode=\"External\"/>");
    }
    xml.push_str("</Relationships>");
    xml
}

/// A path as an address: what Excel escapes in it; one that begins at a drive is spelt as such.
fn address(target: &str) -> String {
    let escaped = target.chars().map(|c| match c {
        '%' | '"' | ' ' | '<' | '>' | '[' | ']' | '^' | '`' | '{' | '}' | '#' => {
            format!("%{:02x}", u32::from(c))
        }
        other => other.to_string(),
    });
    let escaped: String = escaped.collect();
    let has_drive = target.get(1..2) == Some(":");
    if has_drive { format!("file:///{escaped}") } else { escaped }
}
