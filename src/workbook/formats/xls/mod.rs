//! Bytes of an .xls or .et → its sheets, record by record; nothing is made room for that a file only claims to hold.

mod book;
mod records;
mod sheet;
mod strings;

use super::opened::Opened;
use super::{Content, Format, Reads};
use crate::finding::Reading;
use crate::package::compound::Compound;
use crate::workbook::clean::Texts;
use crate::workbook::draft::{Draft, Drafts};
use book::{Book, SheetKind};

/// The format of Excel 5 to 2003 (.xls), which WPS writes as .et too.
pub(super) const FORMAT: Format = Format {
    endings: &["xls", "xlt", "et", "ett"],
    knows: |input| input.has_stream(&STREAMS),
    reads: Reads::Here(|input, texts| match &input.opened {
        Opened::Compound(file) => Ok(Content::Sheets(read(file, texts)?, None)),
        _ => Err(Reading::FileBroken),
    }),
    told: None,
    named: None,
};

/// The streams that hold a workbook, the newer one first.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Reads the sheets of a compound file that holds a workbook; a damaged sheet does not stop the others.
fn read(file: &Compound, texts: &mut Texts) -> Result<Drafts, Reading> {
    let [newer, older] = STREAMS;
    let stream = file.stream(newer).or_else(|_| file.stream(older)).map_err(|_| Reading::FileBroken)?;
    let book = Book::read(&stream)?;
    let mut drafts = Drafts::new();
    for (index, listed) in book.sheets.iter().enumerate() {
        let mut earlier = book.sheets.iter().take(index);
        let draft = match listed.kind {
            SheetKind::Other => continue,
            SheetKind::Worksheet if earlier.any(|earlier| earlier.name == listed.name) => {
                Err(Reading::SheetNameTwice)
            }
            SheetKind::Worksheet => {
                let mut draft = Draft::new(&listed.name, listed.hidden);
                sheet::read(&stream, listed.start, &book, &mut draft, texts).map(|()| draft)
            }
        };
        drafts.push(draft.map_err(|reason| (listed.name.clone(), reason)));
    }
    Ok(drafts)
}
