//! Places in a row → the literal numbers of the official format: 一、 （一） 一是 (GB/T 9704-2012, 7.3.3).

/// A number in Chinese digits, 1 to 99; larger ones in Arabic digits, which no outline reaches.
#[must_use]
pub(super) fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |index: usize| DIGITS.get(index).copied().unwrap_or_default();
    match number {
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number - 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn numbers_are_chinese() {
        let seen: Vec<String> = [1, 9, 10, 11, 20, 25, 99].into_iter().map(chinese).collect();
        assert_eq!(seen, ["一", "九", "十", "十一", "二十", "二十五", "九十九"]);
    }
}
