//! What people write for 发文字号 and for a date whose day is left open → how the standard writes them.

use super::pattern::Pattern;

static NUMBER: Pattern =
    Pattern::new(r"^(.*?)[\[［【〔（(〈]\s*(\d{4})\s*[\]］】〕）)〉]\s*(?:第\s*)?(\d*)\s*号?$");
static DAY: Pattern = Pattern::new(r"^(\d{4}年\d{1,2}月)\s*日$");

/// What a number ends with that is not given yet.
const OPEN: &str = "〕  号";

/// `某发[2022]03号` → `某发〔2022〕3号`; a number not given yet leaves its room.
#[must_use]
pub fn standard(text: &str) -> String {
    let Some(found) = NUMBER.captures(text) else {
        return text.to_owned();
    };
    let [organ, year, number] = [1, 2, 3].map(|group| found.get(group).map_or("", |part| part.as_str()));
    let number = number.trim_start_matches('0');
    let number = if number.is_empty() { "  " } else { number };
    format!("{}〔{year}〕{number}号", organ.trim_end())
}

/// Whether a number that the standard wrote leaves its room open.
#[must_use]
pub fn is_open(number: &str) -> bool {
    number.ends_with(OPEN)
}

/// A date whose day is left open: `2022年4月  日`.
#[must_use]
pub fn open_day(text: &str) -> Option<String> {
    let found = DAY.captures(text)?;
    Some(format!("{}  日", found.get(1)?.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_are_written_as_the_standard_does() {
        let cases = [
            ("云人办发[2022]03号", "云人办发〔2022〕3号"),
            ("云人办发（2022）第12号", "云人办发〔2022〕12号"),
            ("云人办发〔2022〕12号", "云人办发〔2022〕12号"),
            ("云人办发〔2022〕 号", "云人办发〔2022〕  号"),
            ("云人办发〔2022〕号", "云人办发〔2022〕  号"),
            ("云人办发2022-3", "云人办发2022-3"),
        ];
        for (text, expected) in cases {
            assert_eq!(standard(text), expected);
            assert_eq!(is_open(&standard(text)), expected.contains("〕  号"));
        }
        assert_eq!(open_day("2022年4月 日").as_deref(), Some("2022年4月  日"));
        assert_eq!(open_day("2022年4月5日"), None);
    }
}
