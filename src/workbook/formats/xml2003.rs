//! The single XML file of Excel 2003 (many systems export it under the name of an .xls) → its sheets and cells,
//! told one by one like those of an .ods.

use std::io::BufRead;

use super::foreign::PAGE;
use super::ods::content::{Content, OdsEvent};
use super::ods::listen;
use super::{Content as Held, Format, Reads, file_fault, web};
use crate::finding::Reading;
use crate::package::events::{Event, Tag, each_event, is_on};
use crate::package::open::PackageFault;
use crate::workbook::clean::Texts;
use crate::workbook::draft::Drafts;
use crate::workbook::limits;

/// The XML of Excel 2003, under the name of an .xls.
pub(super) const FORMAT: Format = Format {
    endings: &["xml"],
    knows: |input| {
        !web::is_page(input) && input.markup().contains("schemas-microsoft-com:office:spreadsheet")
    },
    reads: Reads::Here(|input, texts| Ok(Held::Sheets(read(&input.text()?.text, texts)?, None))),
    told: None,
    named: Some(PAGE),
};

/// Reads the sheets of the XML of Excel 2003.
fn read(xml: &str, texts: &mut Texts) -> Result<Drafts, Reading> {
    let mut sheets = Vec::new();
    content(xml.as_bytes(), |told| listen(&mut sheets, told, texts)).map_err(file_fault)?;
    Ok(sheets.into_iter().map(Ok).collect())
}

/// Reads the file to its end and tells what it holds; errs when its XML is damaged.
fn content<R: BufRead>(source: R, mut tell: impl FnMut(OdsEvent)) -> Result<(), PackageFault> {
    let mut walk = TableWalk::default();
    each_event(source, |event| {
        match event {
            Event::Start(element) => walk.start(element, &mut tell)?,
            Event::End(element) => walk.end(element.local(), &mut tell),
            Event::Text(text) => walk.text.push_str(&text.spelt()),
            Event::Entity(entity) => walk.text.push_str(&entity.spelt()?),
        }
        Ok(())
    })
}

#[derive(Default)]
struct TableWalk {
    sheets: usize,
    in_comment: bool,
    row: u32,
    next_row: u32,
    next_column: u32,
    cell: Option<XmlCell>,
    /// Text since the last element that can hold a value began.
    text: String,
}

struct XmlCell {
    column: u32,
    across: u32,
    formula: bool,
    content: Option<Content>,
    kind: String,
}

impl TableWalk {
    fn start(&mut self, element: Tag, tell: &mut impl FnMut(OdsEvent)) -> Result<(), PackageFault> {
        match element.name().local() {
            "Worksheet" => {
                (self.next_row, self.cell, self.sheets) = (0, None, self.sheets + 1);
                if self.sheets > limits::SHEETS {
                    return Err(PackageFault::TooBig);
                }
                let name = element.value("Name")?;
                tell(OdsEvent::Sheet { name, hidden: false });
            }
            "Row" => self.open_row(element, tell)?,
            "Cell" => self.open_cell(element, tell)?,
            "Comment" => self.in_comment = true,
            "Data" if !self.in_comment => {
                self.text.clear();
                if let Some(cell) = &mut self.cell {
                    cell.kind = element.value("Type")?;
                }
            }
            "Visible" => self.text.clear(),
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, name: &str, tell: &mut impl FnMut(OdsEvent)) {
        match name {
            "Comment" => self.in_comment = false,
            "Data" if !self.in_comment => {
                let text = std::mem::take(&mut self.text);
                if let Some(cell) = &mut self.cell {
                    cell.content = value(&cell.kind, text);
                }
            }
            "Cell" => self.close_cell(tell),
            "Visible" if self.text.trim() != "SheetVisible" => tell(OdsEvent::HiddenSheet),
            _ => (),
        }
    }

    fn open_row(&mut self, element: Tag, tell: &mut impl FnMut(OdsEvent)) -> Result<(), PackageFault> {
        if let Some(index) = number(element, "Index")? {
            self.next_row = index.checked_sub(1).ok_or(PackageFault::Damaged)?;
        }
        let span = number(element, "Span")?.unwrap_or(0);
        self.row = self.next_row;
        (self.next_row, self.next_column) = (self.row.saturating_add(span).saturating_add(1), 0);
        if is_on(element.attribute("Hidden")?) {
            tell(OdsEvent::HiddenRow(self.row));
        }
        Ok(())
    }

    fn open_cell(&mut self, element: Tag, tell: &mut impl FnMut(OdsEvent)) -> Result<(), PackageFault> {
        if let Some(index) = number(element, "Index")? {
            self.next_column = index.checked_sub(1).ok_or(PackageFault::Damaged)?;
        }
        let (across, down) = (number(element, "MergeAcross")?, number(element, "MergeDown")?);
        let across = across.unwrap_or(0);
        let (row, column) = (self.row, self.next_column);
        let last = (row.saturating_add(down.unwrap_or(0)), column.saturating_add(across));
        if last != (row, column) {
            tell(OdsEvent::Merge((row, column), last));
        }
        self.cell = Some(XmlCell {
            column,
            across,
            formula: element.attribute("Formula")?.is_some(),
            content: None,
            kind: String::new(),
        });
        Ok(())
    }

    fn close_cell(&mut self, tell: &mut impl FnMut(OdsEvent)) {
        let Some(cell) = self.cell.take() else { return };
        self.next_column = cell.column.saturating_add(cell.across).saturating_add(1);
        let unsaved = cell.formula.then_some(Content::Unsaved);
        if let Some(content) = cell.content.or(unsaved) {
            tell(OdsEvent::Cell((self.row, cell.column), content));
        }
    }
}

fn value(kind: &str, text: String) -> Option<Content> {
    let number = || text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    match kind {
        "Number" => number().map(Content::Number),
        "DateTime" => Some(Content::Date(text)),
        "Boolean" => Some(Content::Flag(text.trim() == "1")),
        "Error" => Some(Content::Error(text)),
        _ => Some(Content::Text(text)),
    }
}

fn number(element: Tag, name: &str) -> Result<Option<u32>, PackageFault> {
    let digits = element.attribute(name)?;
    digits.map(|digits| digits.trim().parse().map_err(|_| PackageFault::Damaged)).transpose()
}
