//! The content of an .ods or .fods, or the XML of Excel 2003 → its sheets.

use std::io::BufRead;

use super::clean::Texts;
use super::draft::{At, Draft, Drafts};
use super::limits;
use super::sheet::Cell;
use super::values;
use super::xlsx::file_fault;
use crate::finding::Reading;
use crate::package::ods::{Content, Told, content};
use crate::package::open::Package;
use crate::package::spreadsheet2003;

/// The part that names the encrypted parts.
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads the sheets of a package that holds an .ods workbook.
pub(super) fn read(package: &mut Package, texts: &mut Texts) -> Result<Drafts, Reading> {
    let manifest = package.read(MANIFEST, limits::MANIFEST_BYTES).unwrap_or_default();
    let mark = b"encryption-data";
    if manifest.windows(mark.len()).any(|window| window == mark) {
        return Err(Reading::FileEncrypted);
    }
    read_content(package.stream("content.xml").map_err(file_fault)?, texts)
}

/// Reads the sheets of a content that stands by itself.
pub(super) fn read_content<R: BufRead>(source: R, texts: &mut Texts) -> Result<Drafts, Reading> {
    let mut sheets = Vec::new();
    content(source, limits::CELLS, |told| listen(&mut sheets, told, texts)).map_err(file_fault)?;
    Ok(sheets.into_iter().map(Ok).collect())
}

/// Reads the sheets of the XML of Excel 2003.
pub(super) fn read_2003(xml: &str, texts: &mut Texts) -> Result<Drafts, Reading> {
    let mut sheets = Vec::new();
    spreadsheet2003::content(xml.as_bytes(), |told| listen(&mut sheets, told, texts)).map_err(file_fault)?;
    Ok(sheets.into_iter().map(Ok).collect())
}

fn listen(sheets: &mut Vec<Draft>, told: Told, texts: &mut Texts) {
    match (told, sheets.last_mut()) {
        (Told::Sheet { name, hidden }, _) => sheets.push(Draft::new(&name, hidden)),
        (Told::HiddenSheet, Some(sheet)) => sheet.hidden = true,
        (Told::HiddenRow(row), Some(sheet)) => sheet.hidden_rows.push(row),
        (Told::Merge(first, last), Some(sheet)) => sheet.merges.push(values::area(first, last)),
        (Told::Cell(at, content), Some(sheet)) => push(sheet, at, content, texts),
        _ => (),
    }
}

fn push(sheet: &mut Draft, at: At, content: Content, texts: &mut Texts) {
    match content {
        Content::Text(text) => sheet.push_text(at, &text, texts),
        Content::Number(number) => sheet.push(at, Cell::Number(number)),
        Content::Date(text) => values::push_iso(sheet, at, &text, texts),
        Content::Flag(flag) => sheet.push(at, Cell::Flag(flag)),
        Content::Error(text) => values::push_error(sheet, at, &text, texts),
        Content::Unsaved => sheet.unsaved.push(at),
    }
}
