//! The Workbook stream of an .xls → its hidden rows, and whether the foreign parser can be trusted with it.

use super::limits;
use crate::finding::Reading;

/// What one sheet's records say besides its values.
#[derive(Debug, Default)]
pub(super) struct SheetRecords {
    /// Hidden rows.
    pub hidden_rows: Vec<u32>,
}

/// Walks through all records that the foreign parser reads: they must be complete, unencrypted, and name only
/// cells of an .xls sheet that lie close enough together. One answer a sheet, in the workbook's order.
pub(super) fn check(stream: &[u8]) -> Result<Vec<SheetRecords>, Reading> {
    let mut starts = Vec::new();
    for record in Records::from(stream, 0)? {
        let (kind, data) = record?;
        match kind {
            0x002F => return Err(Reading::FileEncrypted),
            // BoundSheet: where the sheet's records begin.
            0x0085 => starts.push(u32_at(data, 0).ok_or(Reading::FileBroken)? as usize),
            _ => (),
        }
    }
    starts.into_iter().map(|start| sheet(stream, start)).collect()
}

fn sheet(stream: &[u8], start: usize) -> Result<SheetRecords, Reading> {
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
            }
            // MulRk: the last column stands at its end.
            0x00BD => {
                let last = data.len().checked_sub(2).and_then(|at| u16_at(data, at));
                let row = u16_at(data, 0).ok_or(Reading::FileBroken)?;
                rectangle.take(row, u16_at(data, 2).ok_or(Reading::FileBroken)?)?;
                rectangle.take(row, last.ok_or(Reading::FileBroken)?)?;
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
    let (rows, columns) = limits::XLS_SHEET;
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
        if u32::from(column) >= limits::XLS_SHEET.1 {
            return Err(Reading::FileBroken);
        }
        let (row, column) = (u64::from(row), u64::from(column));
        let [top, left, bottom, right] = self.corners.unwrap_or([row, column, row, column]);
        let [top, left] = [top.min(row), left.min(column)];
        let [bottom, right] = [bottom.max(row), right.max(column)];
        self.corners = Some([top, left, bottom, right]);
        match (bottom - top + 1) * (right - left + 1) > limits::XLS_RECTANGLE {
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
