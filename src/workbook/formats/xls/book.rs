//! The first records of a Workbook stream → what all its sheets depend on.

use std::collections::BTreeMap;

use super::records::{Record, Records, u16_at, u32_at};
use super::strings::{Cursor, Length, Writing, encoding};
use crate::finding::Reading;
use crate::workbook::formats::xlsx::strings::RichText;
use crate::workbook::values::CellFormat;
use crate::workbook::{limits, moments};

/// The version that Excel 97 and all later ones write.
const UNICODE: u16 = 0x0600;

/// Most shared strings: half of the cells of a full sheet. An empty one takes three bytes of the file, sixteen here.
const STRINGS: usize = 8_000_000;

/// What the cells of all sheets depend on, from the records before the sheets.
pub(super) struct Book {
    /// The sheets in the order of their tabs.
    pub sheets: Vec<Listed>,
    /// How the texts of all records are encoded.
    pub writing: Writing,
    /// Whether days are counted from 1904 on, not from 1900.
    pub from_1904: bool,
    /// What matters of each cell format, by its number.
    pub formats: Vec<CellFormat>,
    /// The shared strings, by their number.
    pub strings: Vec<Box<str>>,
    /// Those of which a part may be struck through, by number.
    pub rich: BTreeMap<usize, RichText>,
}

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    /// The name on its tab.
    pub name: String,
    /// Where its records begin in the stream.
    pub start: usize,
    /// Whether the spreadsheet program hides it.
    pub hidden: bool,
    /// Whether it has cells.
    pub kind: SheetKind,
}

/// Whether a sheet has cells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    /// A sheet with cells.
    Worksheet,
    /// A chart or a sheet of macros: no cells that are read.
    Other,
}

impl Book {
    /// Reads the records of a Workbook stream that stand before the sheets. Errs when they end without their end mark.
    pub(super) fn read(stream: &[u8]) -> Result<Self, Reading> {
        let unicode = u16_at(stream, 4) == Some(UNICODE);
        let writing = if unicode { Writing::Unicode } else { Writing::Bytes(encoding(None)) };
        let (sheets, formats, strings) = (Vec::new(), Vec::new(), Vec::new());
        let mut book = Book { sheets, writing, from_1904: false, formats, strings, rich: BTreeMap::new() };
        let (mut fonts, mut dates) = (Vec::new(), BTreeMap::new());
        let mut records = Records::from(stream, 0).ok_or(Reading::FileBroken)?;
        for record in records.by_ref() {
            book.take(record, &mut fonts, &mut dates)?;
        }
        match records.ended {
            true => Ok(book),
            false => Err(Reading::FileBroken),
        }
    }

    fn take(
        &mut self,
        record: Record,
        fonts: &mut Vec<bool>,
        dates: &mut BTreeMap<u16, bool>,
    ) -> Result<(), Reading> {
        let data = record.data;
        match record.kind {
            0x002F => return Err(Reading::FileEncrypted),
            // CodePage, Date1904, Font.
            0x0042 if matches!(self.writing, Writing::Bytes(_)) => {
                self.writing = Writing::Bytes(encoding(u16_at(data, 0)));
            }
            0x0022 => self.from_1904 = u16_at(data, 0) == Some(1),
            0x0031 => fonts.push(u16_at(data, 2).is_some_and(|options| options & 0x08 != 0)),
            // Format: the text of a number format.
            0x041E => {
                let length = if matches!(self.writing, Writing::Unicode) { Length::Two } else { Length::One };
                let text = Cursor::at(record, 2).text(self.writing, length);
                let date = text.is_some_and(|text| moments::is_date_format(&text));
                dates.extend(u16_at(data, 0).map(|id| (id, date)));
            }
            0x00E0 => self.formats.push(cell_format(data, fonts, dates)),
            // BoundSheet, SST.
            0x0085 => {
                if self.sheets.len() >= limits::SHEETS {
                    return Err(Reading::FileTooBig);
                }
                self.sheets.push(listed(record, self.writing).ok_or(Reading::FileBroken)?);
            }
            0x00FC => {
                let any_struck = fonts.contains(&true);
                let mut cursor = Cursor::at(record, 8);
                while let Some(text) = cursor.text(Writing::Unicode, Length::Two) {
                    if any_struck && cursor.is_rich() {
                        let struck = |(text, font): (String, Option<u16>)| {
                            (text, font.map(|font| is_struck(font, fonts)))
                        };
                        let pieces = cursor.pieces(&text).into_iter().map(struck).collect();
                        self.rich.insert(self.strings.len(), RichText { pieces });
                    }
                    self.strings.push(text.into_boxed_str());
                    if self.strings.len() >= STRINGS {
                        break;
                    }
                }
            }
            _ => (),
        }
        Ok(())
    }
}

/// Whether a font strikes through. There is none with the number 4: later ones stand one place before.
fn is_struck(font: u16, fonts: &[bool]) -> bool {
    let font = usize::from(font);
    fonts.get(if font > 4 { font - 1 } else { font }).copied().unwrap_or(false)
}

/// A cell format by its font and number format.
fn cell_format(data: &[u8], fonts: &[bool], dates: &BTreeMap<u16, bool>) -> CellFormat {
    let struck = is_struck(u16_at(data, 0).unwrap_or(0), fonts);
    let number = u16_at(data, 2).unwrap_or(0);
    let date = dates.get(&number).copied().unwrap_or_else(|| moments::is_date_number(number));
    CellFormat { struck, date }
}

fn listed(record: Record, writing: Writing) -> Option<Listed> {
    let data = record.data;
    let (start, options) = (u32_at(data, 0)? as usize, u16_at(data, 4)?);
    let kind = if options >> 8 == 0 { SheetKind::Worksheet } else { SheetKind::Other };
    let name = Cursor::at(record, 6).text(writing, Length::One)?;
    Some(Listed { name, start, hidden: options & 0x03 != 0, kind })
}
