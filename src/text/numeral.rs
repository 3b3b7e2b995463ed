//! Chinese numerals: the literal numbers of the official format (一、 （一） 一是; GB/T 9704-2012, 7.3.3) written and read,
//! and numbers in running text read.

/// What stands before a number that says which one it is.
pub const ORDINAL: char = '第';

/// Characters that multiply the digits before them.
const MAGNITUDES: [char; 4] = ['百', '千', '万', '亿'];

/// The characters that places in a row are counted with, for patterns.
pub const COUNTING: &str = "一二三四五六七八九十";

/// A small number in digits of either kind (2稿, 第三稿), as a part of a pattern.
pub const COUNT: &str = r"(?:\d{1,2}|[\p{一}]{1,3})";

/// Those that numbers up to 999 are written with, for patterns.
pub const UP_TO_HUNDREDS: &str = "一二三四五六七八九十百";

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A number in Chinese digits, 1 to 99; larger ones in Arabic digits, which no outline reaches.
pub fn chinese(number: usize) -> String {
    let digit = |index: usize| DIGITS.get(index).copied().unwrap_or_default();
    match number {
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number - 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

/// Reads what [`chinese`] writes; none for anything else.
pub fn place(text: &str) -> Option<usize> {
    let digit = |text: &str| DIGITS.iter().position(|digit| *digit == text);
    let number = match text.split_once('十') {
        Some(("", ones)) => 10 + digit(ones)?,
        Some((tens, ones)) => digit(tens)? * 10 + digit(ones)?,
        None => digit(text).or_else(|| text.parse().ok())?,
    };
    (number > 0 && (chinese(number) == text || number.to_string() == text)).then_some(number)
}

/// What a character multiplies by: 百 → 100; none for one that is no 十, 百, 千, 万, 亿.
pub fn times(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        '万' => Some(1e4),
        '亿' => Some(1e8),
        _ => None,
    }
}

/// Chinese numerals: `三十`, `两百零五`, `十二`, `二〇二二`; none for a text that holds anything else. Two digits side by
/// side (`三四`) are a guess of the writer, not a number.
pub fn value(text: &str) -> Option<f64> {
    let digit = |c| "零一二三四五六七八九".chars().position(|d| d == c).map(|d| d as f64);
    let (mut total, mut last) = (0.0, None);
    for c in text.chars() {
        let c = match c {
            '〇' => '零',
            '两' => '二',
            _ => c,
        };
        match (digit(c), last) {
            (Some(0.0), None) => {}
            (Some(_), Some(_)) => return positional(text),
            (Some(value), None) => last = Some(value),
            (None, _) => total += last.take().unwrap_or(1.0) * times(c)?,
        }
    }
    (!text.is_empty()).then_some(total + last.unwrap_or(0.0))
}

/// Digits read one by one, as in years: only where a zero shows that this is meant.
fn positional(text: &str) -> Option<f64> {
    if !text.contains(['〇', '零']) {
        return None;
    }
    let digit = |c| "〇一二三四五六七八九".chars().position(|d| d == c);
    text.chars().try_fold(0.0, |sum, c| {
        let c = if c == '零' { '〇' } else { c };
        Some(sum * 10.0 + digit(c)? as f64)
    })
}

/// Whether a character is one that places in a row are counted with, 一 to 十.
pub fn is_counting(c: char) -> bool {
    COUNTING.contains(c)
}

/// Whether a character multiplies the digits before it (30万), 百 to 亿.
pub fn is_magnitude(c: char) -> bool {
    MAGNITUDES.contains(&c)
}

/// Whether a character is one that numbers are written with, 零 to 亿.
pub fn is_numeral(c: char) -> bool {
    is_counting(c) || is_magnitude(c) || "零〇两".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{chinese, place, value};

    #[test]
    fn numbers_are_chinese() {
        let seen: Vec<String> = [1, 9, 10, 11, 20, 25, 99].into_iter().map(chinese).collect();
        assert_eq!(seen, ["一", "九", "十", "十一", "二十", "二十五", "九十九"]);
    }

    #[test]
    fn what_is_written_is_read() {
        for number in 1..120 {
            assert_eq!(place(&chinese(number)), Some(number));
        }
        for none in ["", "甲", "十甲", "一一", "零", "一十", "01"] {
            assert_eq!(place(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_no_numeral_is_no_number() {
        for (text, number) in [("三十", 30.0), ("两百零五", 205.0), ("二〇二二", 2022.0), ("十", 10.0)]
        {
            assert_eq!(value(text), Some(number), "{text}");
        }
        for none in ["", "4", "三4", "甲", "三十人", "十 二", "三四"] {
            assert_eq!(value(none), None, "{none}");
        }
    }
}
