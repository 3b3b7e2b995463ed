//! The records of one sheet of an .xls → its cells, hidden rows and merged areas. A cell that cannot be read is noted
//! and does not stop the others.

use super::book::Book;
use super::records::{Record, Records, f64_at, u16_at, u32_at};
use super::strings::{Cursor, Length};
use crate::finding::Reading;
use crate::workbook::at::At;
use crate::workbook::clean::Texts;
use crate::workbook::draft::Draft;
use crate::workbook::limits;
use crate::workbook::sheet::Cell;
use crate::workbook::values::{self, CellFormat};

/// Error values by the number that a record has for them.
const ERRORS: [(u8, &str); 7] = [
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0F, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1D, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2A, "#N/A"),
];

/// Reads the sheet whose records begin at a place of the stream.
pub(super) fn read(
    stream: &[u8],
    start: usize,
    book: &Book,
    draft: &mut Draft,
    texts: &mut Texts,
) -> Result<(), Reading> {
    let mut records = Records::from(stream, start).ok_or(Reading::SheetBroken)?;
    let mut walk = Walk { book, draft, texts, awaited: None };
    for record in records.by_ref() {
        walk.take(record).ok_or(Reading::SheetBroken)?;
        if walk.draft.cells > limits::CELLS {
            return Err(Reading::SheetTooBig);
        }
    }
    match records.ended {
        true => Ok(()),
        false => Err(Reading::SheetBroken),
    }
}

struct Walk<'a> {
    book: &'a Book,
    draft: &'a mut Draft,
    texts: &'a mut Texts,
    /// The cell of a formula whose text comes in a record of its own.
    awaited: Option<(At, CellFormat)>,
}

impl Walk<'_> {
    /// Takes a record; none when it is cut short.
    fn take(&mut self, record: Record) -> Option<()> {
        let data = record.data;
        match record.kind {
            // Row, with a bit for hidden.
            0x0208 if u32_at(data, 12)? & 0x20 != 0 => self.draft.hidden_rows.push(row(data)?),
            // MergedCells: first and last row, first and last column.
            0x00E5 => {
                for area in data.get(2..)?.as_chunks::<8>().0 {
                    let [top, bottom, left, right] = [0, 2, 4, 6].map(|at| u16_at(area, at).map(u32::from));
                    self.draft.merges.push(values::area((top?, left?), (bottom?, right?)));
                }
            }
            // LabelSst, Number, Rk, BoolErr, Formula.
            0x00FD => {
                let (at, format) = self.cell(data)?;
                let number = u32_at(data, 6)? as usize;
                match (self.book.strings.get(number), self.book.rich.get(&number)) {
                    (Some(text), Some(rich)) => rich.push(self.draft, at, text, format.struck, self.texts),
                    (Some(text), None) => values::push_whole(self.draft, at, text, format.struck, self.texts),
                    (None, _) => self.draft.unread.push(at),
                }
            }
            0x0203 => self.number(self.cell(data)?, f64_at(data, 6)?),
            0x027E => self.number(self.cell(data)?, rk(u32_at(data, 6)?)),
            0x0205 => self.flag_or_error(self.cell(data)?, *data.get(6)?, *data.get(7)? != 0),
            0x0006 => self.formula(data)?,
            // MulRk: several cells of a row; the last column stands at its end.
            0x00BD => {
                let first = u16_at(data, 2)?;
                let cells = data.get(4..data.len().checked_sub(2)?)?;
                for (column, cell) in (u32::from(first)..).zip(cells.as_chunks::<6>().0) {
                    let at = (row(data)?, column);
                    self.number((at, self.format(u16_at(cell, 0)?)), rk(u32_at(cell, 2)?));
                }
            }
            // Label and RString: a text in the cell itself.
            0x0204 | 0x00D6 => {
                let cell = self.cell(data)?;
                self.text(cell, Cursor::at(record, 6));
            }
            // String: what a formula gave.
            0x0207 => {
                if let Some(cell) = self.awaited.take() {
                    self.text(cell, Cursor::at(record, 0));
                }
            }
            _ => (),
        }
        Some(())
    }

    /// The place and format of a cell's record.
    fn cell(&self, data: &[u8]) -> Option<(At, CellFormat)> {
        let at = (row(data)?, u32::from(u16_at(data, 2)?));
        Some((at, self.format(u16_at(data, 4)?)))
    }

    fn format(&self, number: u16) -> CellFormat {
        self.book.formats.get(usize::from(number)).copied().unwrap_or_default()
    }

    fn number(&mut self, (at, format): (At, CellFormat), number: f64) {
        values::push_number(self.draft, at, number, format, self.book.from_1904);
    }

    fn text(&mut self, (at, format): (At, CellFormat), mut cursor: Cursor) {
        match cursor.text(self.book.writing, Length::Two) {
            Some(text) => values::push_whole(self.draft, at, &text, format.struck, self.texts),
            None => self.draft.unread.push(at),
        }
    }

    fn flag_or_error(&mut self, (at, format): (At, CellFormat), value: u8, is_error: bool) {
        let known = ERRORS.iter().find(|(number, _)| *number == value);
        match (is_error, known) {
            (true, Some((_, error))) => values::push_error(self.draft, at, error, self.texts),
            (true, None) => self.draft.unread.push(at),
            (false, _) => values::push_cell(self.draft, at, Cell::Flag(value != 0), format.struck),
        }
    }

    /// What a formula gave: a number, unless its last two bytes say otherwise.
    fn formula(&mut self, data: &[u8]) -> Option<()> {
        let cell = self.cell(data)?;
        self.awaited = None;
        if u16_at(data, 12)? != 0xFFFF {
            self.number(cell, f64_at(data, 6)?);
            return Some(());
        }
        match *data.get(6)? {
            0 => self.awaited = Some(cell),
            kind @ (1 | 2) => self.flag_or_error(cell, *data.get(8)?, kind == 2),
            _ => (),
        }
        Some(())
    }
}

fn row(data: &[u8]) -> Option<u32> {
    u16_at(data, 0).map(u32::from)
}

/// A number in four bytes: the upper ones of a float or an integer, perhaps in hundredths.
fn rk(bits: u32) -> f64 {
    let number = match bits & 0x02 {
        0 => f64::from_bits(u64::from(bits & !0x03) << 32),
        _ => f64::from(bits as i32 >> 2),
    };
    if bits & 0x01 == 0 { number } else { number / 100.0 }
}
