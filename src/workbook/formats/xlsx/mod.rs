//! Bytes of an .xlsx or .xlsm → its sheets, cell by cell.

mod layout;
pub(in crate::workbook) mod sheets;
mod strike;

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use super::{Content, Format, Reads, file_fault};
use crate::finding::Reading;
use crate::package::open::{Package, PackageFault};
use crate::workbook::at::At;
use crate::workbook::clean::Texts;
use crate::workbook::draft::{Draft, Drafts};
use crate::workbook::limits;
use crate::workbook::sheet::Cell;
use crate::workbook::values;
use layout::{Layout, Left};
use sheets::{SheetKind, SheetPart, WorkbookParts};
use strike::Strikes;

/// Bytes of shared strings for each string that the part claims to hold: `<si/>` is the shortest.
/// The reader makes room for the claimed number before it reads the first.
const BYTES_PER_STRING: u64 = 5;

/// Cell elements of one worksheet, empty styled ones included: 20 styled empty columns over all rows and more.
const CELL_ELEMENTS: u64 = 30_000_000;

/// .xlsx, .xlsm and their templates. Every package of Microsoft's whose parts are those of no other program is
/// tried as one.
pub(super) const FORMAT: Format = Format {
    endings: &["xlsx", "xlsm", "xltx", "xltm"],
    knows: |input| input.has_entry("[content_types].xml") || input.has_entry("xl/"),
    reads: Reads::Here(|input, texts| {
        let bytes = input.bytes;
        Ok(Content::Sheets(read(bytes, input.package()?, texts)?, None))
    }),
    told: None,
    named: None,
};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads the sheets of a package that holds an .xlsx workbook; a damaged sheet does not stop the others.
fn read(bytes: &[u8], package: &mut Package, texts: &mut Texts) -> Result<Drafts, Reading> {
    let parts = sheets::workbook(package, limits::SHEETS).map_err(file_fault)?;
    if parts.sheets.iter().any(|sheet| sheet.kind == SheetKind::Other) {
        return Err(Reading::SheetUnknown);
    }
    let strikes = read_common(package, &parts).map_err(file_fault)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Reading::FileEncrypted,
        _ => Reading::FileBroken,
    })?;
    let mut drafts = Drafts::new();
    for (index, sheet) in parts.sheets.iter().enumerate() {
        if sheet.kind == SheetKind::Picture {
            continue;
        }
        let earlier = parts.sheets.iter().take(index);
        let draft = match earlier.clone().any(|earlier| earlier.name == sheet.name) {
            true => Err(Reading::SheetNameTwice),
            false => {
                crate::workbook::guard::guarded(|| read_sheet(sheet, package, &mut workbook, &strikes, texts))
                    .unwrap_or(Err(Reading::SheetBroken))
            }
        };
        drafts.push(draft.map_err(|reason| (sheet.name.clone(), reason)));
    }
    Ok(drafts)
}

fn sheet_fault(fault: PackageFault) -> Reading {
    match fault {
        PackageFault::TooBig => Reading::SheetTooBig,
        _ => Reading::SheetBroken,
    }
}

/// The parts that every sheet depends on: whole, and with no more shared strings claimed than there can be. What
/// of them is struck through is read on the way.
fn read_common(package: &mut Package, parts: &WorkbookParts) -> Result<Strikes, PackageFault> {
    let mut strikes = Strikes::default();
    if let Some(styles) = &parts.styles {
        strikes.formats = strike::formats(package.stream(styles)?)?;
    }
    if let Some(strings) = &parts.strings {
        let (claimed, texts) = strike::shared(package.stream(strings)?, !strikes.formats.is_empty())?;
        if claimed > package.size(strings) / BYTES_PER_STRING {
            return Err(PackageFault::TooBig);
        }
        strikes.texts = texts;
    }
    Ok(strikes)
}

fn read_sheet(
    sheet: &SheetPart,
    package: &mut Package,
    workbook: &mut Book,
    strikes: &Strikes,
    texts: &mut Texts,
) -> Result<Draft, Reading> {
    let stream = package.stream(&sheet.part).map_err(sheet_fault)?;
    let mut layout = layout::scan(stream, CELL_ELEMENTS, strikes).map_err(sheet_fault)?;
    let mut draft = Draft::new(&sheet.name, sheet.hidden);
    draft.merges = layout.merges.iter().map(|(first, last)| values::area(*first, *last)).collect();
    draft.hidden_rows = std::mem::take(&mut layout.hidden_rows);
    draft.unsaved = std::mem::take(&mut layout.unsaved);
    let failed = fill(&mut draft, &sheet.name, &layout, workbook, texts)?;
    if failed.is_empty() {
        return Ok(draft);
    }
    let wanted: Vec<u64> = failed.iter().map(|(cell, _)| *cell).collect();
    let stream = package.stream(&sheet.part).map_err(sheet_fault)?;
    let places = layout::addresses(stream, &wanted).map_err(sheet_fault)?;
    for (at, (_, error)) in places.into_iter().zip(failed) {
        match error.and_then(|text| texts.keep(&text)) {
            Some(text) => draft.push(at, Cell::Error(text)),
            None => draft.unread.push(at),
        }
    }
    Ok(draft)
}

/// A cell that the parser does not take, by its number in the sheet; an error value of a newer Excel with its text.
type Failed = (u64, Option<String>);

fn fill(
    draft: &mut Draft,
    name: &str,
    layout: &Layout,
    workbook: &mut Book,
    texts: &mut Texts,
) -> Result<Vec<Failed>, Reading> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|_| Reading::SheetBroken)?;
    let mut failed = Vec::new();
    let mut count = 0u64;
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) => match layout.struck.get(&cell.get_position()) {
                None => values::push_ref(draft, cell.get_position(), cell.get_value(), texts),
                Some(left) => push_struck(draft, cell.get_position(), cell.get_value(), left, texts),
            },
            Ok(None) => return Ok(failed),
            Err(XlsxError::CellError(text)) => failed.push((count, Some(text))),
            Err(error) if ends_the_sheet(&error) => return Err(Reading::SheetBroken),
            Err(_) => failed.push((count, None)),
        }
        count += 1;
        if draft.cells > limits::CELLS {
            return Err(Reading::SheetTooBig);
        }
    }
}

/// Adds what is left of a cell that is struck through.
fn push_struck(draft: &mut Draft, at: At, value: &DataRef, left: &Left, texts: &mut Texts) {
    let mut whole = Draft::default();
    values::push_ref(&mut whole, at, value, texts);
    let cells = whole.rows.first().map(|row| row.cells.as_slice());
    let Some([(_, cell)]) = cells else { return };
    match left {
        Left::Nothing => draft.strike(at, values::spell(cell), String::new()),
        Left::Text(left) => draft.push_written(at, &values::spell(cell), left, texts),
    }
}

/// After these the parser cannot go on with the next cell.
fn ends_the_sheet(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::Io(_)
            | XlsxError::Zip(_)
            | XlsxError::Xml(_)
            | XlsxError::XmlEof(_)
            | XlsxError::Encoding(_)
    )
}
