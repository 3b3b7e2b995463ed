//! A word that nothing is called by → the one that was probably meant.

/// The most alike of the known words, when so few characters differ that it may be a slip.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().collect();
    let most = ((word.len() + 1) / 3).max(1);
    let alike = known.into_iter().map(|other| (distance(&word, other), other));
    let closest = alike.filter(|(distance, other)| *distance <= most && *distance < other.chars().count());
    closest.min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

/// How many characters must be put in, taken out or changed; two that changed places count once for each.
fn distance(word: &[char], other: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (line, there) in (1..).zip(other.chars()) {
        let mut corner = line - 1;
        let mut left = line;
        let mut next = vec![line];
        for (above, here) in row.iter().skip(1).zip(word) {
            let changed = corner + usize::from(*here != there);
            left = changed.min(above + 1).min(left + 1);
            next.push(left);
            corner = *above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_told_from_another_word() {
        let known = ["opinions", "units", "主题", "活动类型", "limit"];
        for (word, meant) in [
            ("opinons", Some("opinions")),
            ("unit", Some("units")),
            ("limt", Some("limit")),
            ("活动类形", Some("活动类型")),
            ("letters", None),
            ("地点", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }
}
