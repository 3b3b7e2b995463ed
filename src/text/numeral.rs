//! Places in a row → the literal numbers of the official format (一、 （一） 一是; GB/T 9704-2012, 7.3.3), and back.

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A number in Chinese digits, 1 to 99; larger ones in Arabic digits, which no outline reaches.
#[must_use]
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
#[must_use]
pub fn place(text: &str) -> Option<usize> {
    let digit = |text: &str| DIGITS.iter().position(|digit| *digit == text);
    let number = match text.split_once('十') {
        Some(("", ones)) => 10 + digit(ones)?,
        Some((tens, ones)) => digit(tens)? * 10 + digit(ones)?,
        None => digit(text).or_else(|| text.parse().ok())?,
    };
    (number > 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{chinese, place};

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
        for none in ["", "甲", "十甲", "一一", "零"] {
            assert_eq!(place(none), None, "{none}");
        }
    }
}
