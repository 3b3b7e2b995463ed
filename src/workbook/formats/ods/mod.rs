//! The content of an .ods or .fods → its sheets.

pub(super) mod content;

use std::io::BufRead;

use super::foreign::{SLIDES, WORD, by_name};
use super::opened::Input;
use super::{Content as Held, Format, Reads, file_fault};
use crate::finding::Reading;
use crate::package::open::Package;
use crate::workbook::at::At;
use crate::workbook::clean::Texts;
use crate::workbook::draft::{Draft, Drafts};
use crate::workbook::limits;
use crate::workbook::sheet::Cell;
use crate::workbook::values;
use content::{Content, OdsEvent, content};

/// The list of parts of an .ods has a line for each; the name of its kind has 46 bytes.
const MANIFEST_BYTES: u64 = 1 << 20;

/// .ods and its template: a package without the list of parts that Microsoft's have.
pub(super) const FORMAT: Format = Format {
    endings: &["ods", "ots"],
    knows: |input| input.has_entry("content.xml"),
    reads: Reads::Here(|input, texts| {
        check_kind(input)?;
        Ok(Held::Sheets(read(input.package()?, texts)?, None))
    }),
    told: None,
    named: None,
};

/// .fods: the content of an .ods without a package.
pub(super) const FLAT: Format = Format {
    endings: &["fods"],
    knows: |input| input.markup().contains("opendocument.spreadsheet"),
    reads: Reads::Here(|input, texts| Ok(Held::Sheets(read_content(input.bytes, texts)?, None))),
    told: None,
    named: None,
};

/// The part that names the encrypted parts.
const MANIFEST: &str = "META-INF/manifest.xml";

/// The reason when a package of OpenDocument is not that of a workbook.
fn check_kind(input: &mut Input) -> Result<(), Reading> {
    let path = input.path;
    let kind = input.package()?.read("mimetype", MANIFEST_BYTES);
    let kind = kind.map_err(|fault| by_name(path, file_fault(fault)))?;
    let kind = String::from_utf8_lossy(&kind);
    match () {
        () if kind.contains("opendocument.spreadsheet") => Ok(()),
        () if kind.contains("opendocument.presentation") => Err(SLIDES),
        () => Err(WORD),
    }
}

/// Reads the sheets of a package that holds an .ods workbook.
fn read(package: &mut Package, texts: &mut Texts) -> Result<Drafts, Reading> {
    let manifest = package.read(MANIFEST, MANIFEST_BYTES).unwrap_or_default();
    let mark = b"encryption-data";
    if manifest.windows(mark.len()).any(|window| window == mark) {
        return Err(Reading::FileEncrypted);
    }
    read_content(package.stream("content.xml").map_err(file_fault)?, texts)
}

/// Reads the sheets of a content that stands by itself.
fn read_content<R: BufRead>(source: R, texts: &mut Texts) -> Result<Drafts, Reading> {
    let mut sheets = Vec::new();
    content(source, limits::CELLS, |told| listen(&mut sheets, told, texts)).map_err(file_fault)?;
    Ok(sheets.into_iter().map(Ok).collect())
}

/// Enters one thing that the content tells into the sheet that began last.
pub(super) fn listen(sheets: &mut Vec<Draft>, told: OdsEvent, texts: &mut Texts) {
    match (told, sheets.last_mut()) {
        (OdsEvent::Sheet { name, hidden }, _) => sheets.push(Draft::new(&name, hidden)),
        (OdsEvent::HiddenSheet, Some(sheet)) => sheet.hidden = true,
        (OdsEvent::HiddenRow(row), Some(sheet)) => sheet.hidden_rows.push(row),
        (OdsEvent::Merge(first, last), Some(sheet)) => sheet.merges.push(values::area(first, last)),
        (OdsEvent::Cell(at, content), Some(sheet)) => push(sheet, at, content, texts),
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
