//! A date of a spreadsheet (a serial number, or ISO 8601) → date and time.

use calamine::ExcelDateTime;
use jiff::civil::DateTime;

use super::sheet::Cell;

/// The serial numbers that are dates: 1900-01-01 up to 9999-12-31.
const SERIALS: std::ops::Range<f64> = 1.0..2_958_466.0;

/// The cell of a number with a date format: a number all the same when it is a length of time or no date.
pub(super) fn serial(moment: &ExcelDateTime) -> Cell {
    let number = moment.as_f64();
    let date = SERIALS.contains(&number) && moment.is_datetime();
    let parts = date.then(|| moment.to_ymd_hms_milli());
    parts.and_then(date_time).map_or(Cell::Number(number), Cell::Date)
}

fn date_time(
    (year, month, day, hour, minute, second, milli): (u16, u8, u8, u8, u8, u8, u16),
) -> Option<DateTime> {
    let small = |part: u8| i8::try_from(part).ok();
    DateTime::new(
        i16::try_from(year).ok()?,
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
        i32::from(milli) * 1_000_000,
    )
    .ok()
}

/// A moment as ISO 8601 writes it, with or without a time; none when it is none.
pub(super) fn iso(text: &str) -> Option<DateTime> {
    let text = text.trim().trim_end_matches('Z');
    text.parse().ok()
}
