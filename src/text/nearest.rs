//! A word that nothing is called by → the one that was probably meant.

/// The most alike of the known words, when so few characters differ that it may be a slip.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().collect();
    let most = ((word.len() + 1) / 3).max(1);
    let alike = known.into_iter().map(|other| (distance(&word, other), other));
    let closest = alike.filter(|(distance, other)| *distance <= most && *distance < other.chars().count());
    closest.min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

/// How many characters must be put in, taken out or changed; two neighbours that changed places are one slip.
fn distance(word: &[char], other: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    let (mut row_above, mut there_before) = (Vec::new(), None);
    for (line, there) in (1..).zip(other.chars()) {
        let mut left = line;
        let mut next = vec![line];
        for (at, here) in word.iter().enumerate() {
            let changed = row.get(at).copied().unwrap_or(line) + usize::from(*here != there);
            let above = row.get(at + 1).copied().unwrap_or(line);
            left = changed.min(above + 1).min(left + 1);
            let before = at.checked_sub(1).and_then(|before| Some((before, *word.get(before)?)));
            if let Some((before, there_now)) = before
                && Some(*here) == there_before
                && there_now == there
                && let Some(swapped) = row_above.get(before)
            {
                left = left.min(swapped + 1);
            }
            next.push(left);
        }
        row_above = std::mem::replace(&mut row, next);
        there_before = Some(there);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_told_from_another_word() {
        let known = ["opinions", "units", "主题", "活动类型", "limit", "join", "more"];
        for (word, meant) in [
            ("opinons", Some("opinions")),
            ("unit", Some("units")),
            ("limt", Some("limit")),
            ("limti", Some("limit")),
            ("jion", Some("join")),
            ("moer", Some("more")),
            ("活动类形", Some("活动类型")),
            ("letters", None),
            ("地点", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }
}
