//! A cell by row and column, and by its address in a spreadsheet (`B17`).

/// The rows that a worksheet can have.
pub(crate) const ROWS: u32 = 1_048_576;
/// The columns that a worksheet can have.
pub(crate) const COLUMNS: u32 = 16_384;

/// A cell by row and column, counted from zero.
pub(crate) type At = (u32, u32);

/// The row of `17`, counted from zero, inside the sheet.
pub(crate) fn row_number(digits: &str) -> Option<u32> {
    let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
    (row < ROWS).then_some(row)
}

/// The cell of `B17`, inside the sheet.
pub(crate) fn cell_at(reference: &str) -> Option<At> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = reference.split_at_checked(digits)?;
    let mut column = 0u32;
    for letter in letters.bytes() {
        let value = match letter.to_ascii_uppercase() {
            upper @ b'A'..=b'Z' => u32::from(upper - b'A') + 1,
            _ => return None,
        };
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let column = column.checked_sub(1).filter(|column| *column < COLUMNS)?;
    Some((row_number(number)?, column))
}
