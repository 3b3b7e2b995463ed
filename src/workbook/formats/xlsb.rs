//! Bytes of an .xlsb → its sheets, cell by cell.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use super::{Format, Reads, file_fault};
use crate::finding::Reading;
use crate::package::open::Package;
use crate::workbook::clean::Texts;
use crate::workbook::draft::{Draft, Drafts};
use crate::workbook::limits;
use crate::workbook::values;

/// The binary format of Excel (.xlsb).
pub(super) const FORMAT: Format = Format {
    endings: &["xlsb"],
    knows: |input| input.has_entry("xl/workbook.bin"),
    reads: Reads::Apart(|input, texts| {
        let bytes = input.bytes;
        read(bytes, input.package()?, texts)
    }),
    told: Some(Reading::XlsbInPart),
    named: None,
};

type Book<'a> = Xlsb<Cursor<&'a [u8]>>;

/// Reads the sheets of a package that holds an .xlsb workbook. The format's own parts are checked whole first:
/// the parser does not look at their checksums.
fn read(bytes: &[u8], package: &mut Package, texts: &mut Texts) -> Result<Drafts, Reading> {
    for name in package.names().to_vec() {
        if name.ends_with(".bin") && name.starts_with("xl/") {
            package.check(&name).map_err(file_fault)?;
        }
    }
    let mut workbook: Book = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsbError::Password => Reading::FileEncrypted,
        _ => Reading::FileBroken,
    })?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut drafts = Drafts::new();
    for (index, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet) {
        let mut draft = Draft::new(&sheet.name, sheet.visible != SheetVisible::Visible);
        let filled = match sheets.iter().take(index).any(|earlier| earlier.name == sheet.name) {
            true => Err(Reading::SheetNameTwice),
            false => crate::workbook::guard::guarded(|| fill(&mut draft, &mut workbook, &sheet.name, texts))
                .unwrap_or(Err(Reading::SheetBroken)),
        };
        drafts.push(filled.map(|()| draft).map_err(|reason| (sheet.name.clone(), reason)));
    }
    Ok(drafts)
}

fn fill(draft: &mut Draft, workbook: &mut Book, name: &str, texts: &mut Texts) -> Result<(), Reading> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|_| Reading::SheetBroken)?;
    while let Some(cell) = cells.next_cell().map_err(|_| Reading::SheetBroken)? {
        values::push_ref(draft, cell.get_position(), cell.get_value(), texts);
        if draft.cells > limits::CELLS {
            return Err(Reading::SheetTooBig);
        }
    }
    Ok(())
}
