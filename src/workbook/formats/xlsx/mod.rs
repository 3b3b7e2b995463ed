//! Bytes of an .xlsx or .xlsm → its sheets, cell by cell.

mod cells;
pub(in crate::workbook) mod sheets;
pub(in crate::workbook) mod strings;
mod styles;

use super::{Content, Format, Reads, file_fault};
use crate::finding::Reading;
use crate::package::open::{Package, PackageFault};
use crate::workbook::clean::Texts;
use crate::workbook::draft::{Draft, Drafts};
use crate::workbook::limits;
use cells::Book;
use sheets::{SheetKind, SheetPart, WorkbookParts};
use strings::Strings;

/// .xlsx, .xlsm and their templates. Every package of Microsoft's whose parts are those of no other program is
/// tried as one.
pub(super) const FORMAT: Format = Format {
    endings: &["xlsx", "xlsm", "xltx", "xltm"],
    knows: |input| input.has_entry("[content_types].xml") || input.has_entry("xl/"),
    reads: Reads::Here(|input, texts| Ok(Content::Sheets(read(input.package()?, texts)?, None))),
    told: None,
    named: None,
};

/// Reads the sheets of a package that holds an .xlsx workbook; a damaged sheet does not stop the others.
fn read(package: &mut Package, texts: &mut Texts) -> Result<Drafts, Reading> {
    let parts = sheets::workbook(package, limits::SHEETS).map_err(file_fault)?;
    let book = book(package, &parts).map_err(file_fault)?;
    let mut drafts = Drafts::new();
    for (index, sheet) in parts.sheets.iter().enumerate() {
        let mut earlier = parts.sheets.iter().take(index);
        let draft = match sheet.kind {
            SheetKind::Picture => continue,
            SheetKind::Unlinked => Err(Reading::SheetUnlinked),
            SheetKind::Other => Err(Reading::SheetUnknown),
            SheetKind::Worksheet if earlier.any(|earlier| earlier.name == sheet.name) => {
                Err(Reading::SheetNameTwice)
            }
            SheetKind::Worksheet => read_sheet(sheet, package, &book, texts),
        };
        drafts.push(draft.map_err(|reason| (sheet.name.clone(), reason)));
    }
    Ok(drafts)
}

/// Reads the parts that the cells of every sheet depend on: formats and shared strings.
fn book(package: &mut Package, parts: &WorkbookParts) -> Result<Book, PackageFault> {
    let formats = match &parts.styles {
        Some(part) => styles::formats(package.stream(part)?)?,
        None => Vec::new(),
    };
    let any_struck = formats.iter().any(|format| format.struck);
    let strings = match &parts.strings {
        Some(part) => Strings::read(package.stream(part)?, any_struck)?,
        None => Strings::default(),
    };
    Ok(Book { formats, strings, from_1904: parts.from_1904 })
}

fn read_sheet(
    sheet: &SheetPart,
    package: &mut Package,
    book: &Book,
    texts: &mut Texts,
) -> Result<Draft, Reading> {
    let fault = |fault| match fault {
        PackageFault::TooBig => Reading::SheetTooBig,
        _ => Reading::SheetBroken,
    };
    let mut draft = Draft::new(&sheet.name, sheet.hidden);
    cells::read(package.stream(&sheet.part).map_err(fault)?, book, &mut draft, texts).map_err(fault)?;
    Ok(draft)
}
