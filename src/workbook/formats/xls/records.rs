//! The Workbook stream of an .xls → its hidden rows, the cells that are struck through, and whether the foreign parser can be trusted with it.

use std::collections::BTreeSet;

use crate::finding::Reading;
use crate::workbook::at::At;
use crate::workbook::limits;

/// Rows and columns of an .xls.
const SHEET: (u32, u32) = (65_536, 256);

/// Cells of the rectangle round all cells of an .xls sheet: its reader makes room for all of them, 32 bytes
/// each. A full sheet of 60 columns stays below.
const RECTANGLE: u64 = 4_000_000;

/// What one sheet's records say besides its values.
#[derive(Debug, Default)]
pub(super) struct SheetRecords {
    /// Hidden rows.
    pub hidden_rows: Vec<u32>,
    /// Cells whose font is struck through.
    pub struck: BTreeSet<At>,
}

/// By cell format: whether its font is struck through.
#[derive(Debug, Default)]
struct Formats {
    fonts: Vec<bool>,
    formats: Vec<bool>,
}

impl Formats {
    fn font(&mut self, data: &[u8]) {
        self.fonts.push(u16_at(data, 2).is_some_and(|options| options & 0x08 != 0));
    }

    /// A cell format by its font. There is no font with the number 4: later ones stand one place before.
    fn format(&mut self, data: &[u8]) {
        let number = usize::from(u16_at(data, 0).unwrap_or(0));
        let place = if number > 4 { number - 1 } else { number };
        self.formats.push(self.fonts.get(place).copied().unwrap_or(false));
    }

    /// Whether the format whose number stands at a place is struck through.
    fn is_struck(&self, data: &[u8], at: usize) -> bool {
        let number = u16_at(data, at).map(usize::from);
        number.and_then(|number| self.formats.get(number)).copied().unwrap_or(false)
    }
}

/// Walks through all records that the foreign parser reads: they must be complete, unencrypted, and name only
/// cells of an .xls sheet that lie close enough together. One answer a sheet, in the workbook's order.
pub(super) fn check(stream: &[u8]) -> Result<Vec<SheetRecords>, Reading> {
    let mut starts = Vec::new();
    let mut formats = Formats::default();
    for record in Records::from(stream, 0)? {
        let (kind, data) = record?;
        match kind {
            0x002F => return Err(Reading::FileEncrypted),
            // BoundSheet: where the sheet's records begin.
            0x0085 => starts.push(u32_at(data, 0).ok_or(Reading::FileBroken)? as usize),
            // Font and cell format.
            0x0031 => formats.font(data),
            0x00E0 => formats.format(data),
            _ => (),
        }
    }
    if starts.len() > limits::SHEETS {
        return Err(Reading::FileTooBig);
    }
    starts.into_iter().map(|start| sheet(stream, start, &formats)).collect()
}

fn sheet(stream: &[u8], start: usize, formats: &Formats) -> Result<SheetRecords, Reading> {
    let mut sheet = SheetRecords::default();
    let mut rectangle = Rectangle::default();
    for record in Records::from(stream, start)? {
        let (kind, data) = record?;
        match kind {
            // Row, with a bit for hidden.
            0x0208 => {
                let (row, options) = u16_at(data, 0).zip(u32_at(data, 12)).ok_or(Reading::FileBroken)?;
                if options & 0x20 != 0 {
                    sheet.hidden_rows.push(u32::from(row));
                }
            }
            0x0200 => dimensions(data)?,
            // Formula, Number, Label, RString, BoolErr, Rk, LabelSst.
            0x0006 | 0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD => {
                let (row, column) = u16_at(data, 0).zip(u16_at(data, 2)).ok_or(Reading::FileBroken)?;
                rectangle.take(row, column)?;
                if formats.is_struck(data, 4) {
                    sheet.struck.insert((u32::from(row), u32::from(column)));
                }
            }
            // MulRk: the last column stands at its end.
            0x00BD => {
                let last = data.len().checked_sub(2).and_then(|at| u16_at(data, at));
                let (row, first) = u16_at(data, 0).zip(u16_at(data, 2)).ok_or(Reading::FileBroken)?;
                let last = last.ok_or(Reading::FileBroken)?;
                rectangle.take(row, first)?;
                rectangle.take(row, last)?;
                let struck =
                    (first..=last).zip((4..).step_by(6)).filter(|(_, at)| formats.is_struck(data, *at));
                sheet.struck.extend(struck.map(|(column, _)| (u32::from(row), u32::from(column))));
            }
            _ => (),
        }
    }
    Ok(sheet)
}

/// The claimed size of a sheet: the parser makes room for it before it reads a cell.
fn dimensions(data: &[u8]) -> Result<(), Reading> {
    let corners = match data.len() {
        10 => [0, 2, 4, 6].map(|at| u16_at(data, at).map(u32::from)),
        _ => [
            u32_at(data, 0),
            u32_at(data, 4),
            u16_at(data, 8).map(u32::from),
            u16_at(data, 10).map(u32::from),
        ],
    };
    let [Some(top), Some(bottom), Some(left), Some(right)] = corners else {
        return Err(Reading::FileBroken);
    };
    let (rows, columns) = SHEET;
    let empty = bottom == 0 || right == 0;
    match bottom <= rows && right <= columns && (empty || (top < bottom && left <= right)) {
        true => Ok(()),
        false => Err(Reading::FileBroken),
    }
}

/// The rectangle round all cells.
#[derive(Default)]
struct Rectangle {
    corners: Option<[u64; 4]>,
}

impl Rectangle {
    fn take(&mut self, row: u16, column: u16) -> Result<(), Reading> {
        if u32::from(column) >= SHEET.1 {
            return Err(Reading::FileBroken);
        }
        let (row, column) = (u64::from(row), u64::from(column));
        let [top, left, bottom, right] = self.corners.unwrap_or([row, column, row, column]);
        let [top, left] = [top.min(row), left.min(column)];
        let [bottom, right] = [bottom.max(row), right.max(column)];
        self.corners = Some([top, left, bottom, right]);
        match (bottom - top + 1) * (right - left + 1) > RECTANGLE {
            true => Err(Reading::FileTooSpread),
            false => Ok(()),
        }
    }
}

/// The records from a place on up to the end mark that belongs to it; nested charts are skipped.
struct Records<'a> {
    rest: &'a [u8],
    depth: usize,
}

impl<'a> Records<'a> {
    fn from(stream: &'a [u8], start: usize) -> Result<Self, Reading> {
        let rest = stream.get(start..).ok_or(Reading::FileBroken)?;
        Ok(Records { rest, depth: 0 })
    }

    /// Takes one record off; none when the bytes are not enough for one.
    fn take(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = u16_at(self.rest, 0)?;
        let end = usize::from(u16_at(self.rest, 2)?) + 4;
        let data = self.rest.get(4..end)?;
        self.rest = self.rest.get(end..)?;
        Some((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u16, &'a [u8]), Reading>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some((kind, data)) = self.take() else {
                return Some(Err(Reading::FileBroken));
            };
            match kind {
                0x0809 => self.depth += 1,
                0x000A if self.depth <= 1 => return None,
                0x000A => self.depth -= 1,
                _ if self.depth <= 1 => return Some(Ok((kind, data))),
                _ => (),
            }
        }
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let chunk = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*chunk))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let chunk = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*chunk))
}
