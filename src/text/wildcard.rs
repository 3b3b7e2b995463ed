//! Simple patterns of headers (`Q#*`, `第#题*`): whether a text is written so.

use super::fold::header_key;
use super::numeral::is_counting;

/// Stands for a number, in digits or Chinese numerals.
const NUMBER: char = '#';
/// Stands for any characters, or none.
const ANY: char = '*';

/// Whether a text is written as a pattern says; white space, width and case do not matter.
#[must_use]
pub fn fits(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = header_key(pattern).chars().collect();
    let text: Vec<char> = header_key(text).chars().collect();
    at(&pattern, &text)
}

fn at(pattern: &[char], text: &[char]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((&ANY, rest)) => (0..=text.len()).any(|from| at(rest, text.get(from..).unwrap_or_default())),
        Some((&NUMBER, rest)) => {
            let digits = text.iter().take_while(|c| c.is_ascii_digit() || is_counting(**c)).count();
            digits > 0 && at(rest, text.get(digits..).unwrap_or_default())
        }
        Some((first, rest)) => text.first() == Some(first) && at(rest, text.get(1..).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn headers_fit_their_patterns() {
        let cases = [
            ("Q#*", "Q1", true),
            ("Q#*", "ｑ12．您对食堂是否满意", true),
            ("Q#*", "Question", false),
            ("第#题*", "第十二题", true),
            ("第#题*", "第 3 题：环境", true),
            ("#、*", "1、您对食堂是否满意", true),
            ("#、*", "、食堂", false),
            ("*满意度", "食堂满意度", true),
            ("*满意度", "食堂", false),
            ("#", "序号", false),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }
}
