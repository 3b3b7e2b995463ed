//! Bytes of an .xls or .et → its sheets.

mod records;

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError, XlsOptions};

use super::opened::Opened;
use super::{Format, Reads};
use crate::finding::Reading;
use crate::package::compound::Compound;
use crate::workbook::clean::Texts;
use crate::workbook::draft::{Draft, Drafts};
use crate::workbook::values;

/// .xls, and .et of WPS.
pub(super) const FORMAT: Format = Format {
    endings: &["xls", "xlt", "et", "ett"],
    knows: |input| input.has_stream(&["Workbook", "Book"]),
    reads: Reads::Apart(|input, texts| match &input.opened {
        Opened::Compound(file) => read(input.bytes, file, texts),
        _ => Err(Reading::FileBroken),
    }),
    told: None,
    named: None,
};

/// Chinese text in an .xls that does not say its code page.
const GBK: u16 = 936;

/// Reads the sheets of a compound file that holds a workbook.
fn read(bytes: &[u8], file: &Compound, texts: &mut Texts) -> Result<Drafts, Reading> {
    let stream = file.stream("Workbook").or_else(|_| file.stream("Book"));
    let layouts = records::check(&stream.map_err(|_| Reading::FileBroken)?)?;
    let mut workbook = open(bytes, None)?;
    let garbled = |name: &str| name.chars().filter(|c| ('\u{C0}'..='\u{FF}').contains(c)).count() > 1;
    if workbook.sheets_metadata().iter().any(|sheet| garbled(&sheet.name)) {
        workbook = open(bytes, Some(GBK)).unwrap_or(workbook);
    }
    let sheets = workbook.sheets_metadata().to_vec();
    let mut drafts = Drafts::new();
    for (index, (sheet, layout)) in sheets.iter().zip(layouts).enumerate() {
        let twice = sheets.iter().take(index).any(|earlier| earlier.name == sheet.name);
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        if twice {
            drafts.push(Err((sheet.name.clone(), Reading::SheetNameTwice)));
            continue;
        }
        let mut draft = Draft::new(&sheet.name, sheet.visible != SheetVisible::Visible);
        draft.hidden_rows = layout.hidden_rows;
        fill(&mut draft, &mut workbook, &sheet.name, texts)?;
        draft.strike_out(&layout.struck);
        drafts.push(Ok(draft));
    }
    Ok(drafts)
}

type Book<'a> = Xls<Cursor<&'a [u8]>>;

fn open(bytes: &[u8], code_page: Option<u16>) -> Result<Book<'_>, Reading> {
    let mut options = XlsOptions::default();
    options.force_codepage = code_page;
    Xls::new_with_options(Cursor::new(bytes), options).map_err(|error| match error {
        XlsError::Password => Reading::FileEncrypted,
        _ => Reading::FileBroken,
    })
}

fn fill(draft: &mut Draft, workbook: &mut Book, name: &str, texts: &mut Texts) -> Result<(), Reading> {
    let range = workbook.worksheet_range(name).map_err(|_| Reading::FileBroken)?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, data) in range.used_cells() {
        let at = (top + row as u32, left + column as u32);
        values::push(draft, at, data, texts);
    }
    let merges = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
    draft.merges = merges.iter().map(|area| values::area(area.start, area.end)).collect();
    Ok(())
}
