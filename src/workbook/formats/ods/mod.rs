//! The content of an .ods or .fods → its sheets.

pub(super) mod content;

use std::io::BufRead;

use crate::finding::Reading;
use crate::package::open::Package;
use crate::workbook::at::At;
use crate::workbook::clean::Texts;
use crate::workbook::draft::{Draft, Drafts};
use crate::workbook::formats::file_fault;
use crate::workbook::limits;
use crate::workbook::sheet::Cell;
use crate::workbook::values;
use content::{Content, Told, content};

/// The part that names the encrypted parts.
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads the sheets of a package that holds an .ods workbook.
pub(in crate::workbook) fn read(package: &mut Package, texts: &mut Texts) -> Result<Drafts, Reading> {
    let manifest = package.read(MANIFEST, limits::MANIFEST_BYTES).unwrap_or_default();
    let mark = b"encryption-data";
    if manifest.windows(mark.len()).any(|window| window == mark) {
        return Err(Reading::FileEncrypted);
    }
    read_content(package.stream("content.xml").map_err(file_fault)?, texts)
}

/// Reads the sheets of a content that stands by itself.
pub(in crate::workbook) fn read_content<R: BufRead>(source: R, texts: &mut Texts) -> Result<Drafts, Reading> {
    let mut sheets = Vec::new();
    content(source, limits::CELLS, |told| listen(&mut sheets, told, texts)).map_err(file_fault)?;
    Ok(sheets.into_iter().map(Ok).collect())
}

/// Enters what the content tells.
pub(super) fn listen(sheets: &mut Vec<Draft>, told: Told, texts: &mut Texts) {
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
