//! A date of a spreadsheet (a serial number, or ISO 8601) → date and time.

use calamine::{ExcelDateTime, ExcelDateTimeType};
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

/// The cell of a number with a date format, by the day from which a workbook counts.
pub(super) fn of_number(number: f64, from_1904: bool) -> Cell {
    serial(&ExcelDateTime::new(number, ExcelDateTimeType::DateTime, from_1904))
}

/// Whether the built-in number format of this id shows a date or a time of day.
pub(super) fn is_date_number(id: u16) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a number format shows a date or a time of day: any of its letters for these, outside of quotes and brackets,
/// in its first section. A length of time (`[h]:mm`) is a number.
pub(super) fn is_date_format(format: &str) -> bool {
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            ';' => return false,
            '\\' | '_' | '*' => drop(chars.next()),
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if !inside.is_empty() && inside.chars().all(|c| "hms".contains(c.to_ascii_lowercase())) {
                    return false;
                }
            }
            'y' | 'm' | 'd' | 'h' | 's' => return true,
            _ => (),
        }
    }
    false
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

#[cfg(test)]
mod tests {
    use super::is_date_format;

    #[test]
    fn formats_of_dates_are_told_from_those_of_numbers() {
        let dates = [
            "DD/MM/YY",
            "H:MM:SS;@",
            "m\"月\"d\"日\";@",
            "yyyy年m月d日",
            "[$-404]e\"年\"m\"月\"d\"日\"",
            "[DBNum1][$-804]yyyy\"年\"",
            "上午/下午h\"时\"",
            "yyyy.mm.dd",
            "*-yyyy-mm-dd",
            "[Red]h:mm",
        ];
        let numbers = [
            "General",
            "#,##0\\ [$\\u20bd-46D]",
            "[h]:mm:ss",
            "[ss]",
            "\"Y: \"0.00\"m\";\"Y: \"-0.00\"m\"",
            "0_ ;[Red]\\-0\\ ",
            "\\Y000000",
            "#,##0.0####\" YMD\"",
            "[>=100][Magenta]General",
            "#,##0.00\\ _M\"H\"_);[Red]#,##0.00\\ _M\"S\"_)",
            "#,##0*y",
            "0.00E+00",
            "@",
            "0\"小时\"",
            "[$-804]aaaa",
            "[",
            "\"年",
        ];
        for format in dates {
            assert!(is_date_format(format), "{format}");
        }
        for format in numbers {
            assert!(!is_date_format(format), "{format}");
        }
    }
}
