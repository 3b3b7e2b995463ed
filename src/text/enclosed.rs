//! What marks, quotes and brackets enclose, which is never cut.

/// Cuts a text where `at` says so (character before, character, character after), outside marks, quotes and
/// brackets only. Parts are trimmed and not empty.
#[must_use]
pub fn cut(text: &str, at: impl Fn(Option<char>, char, Option<char>) -> bool) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let inside = inside_marks(&chars);
    let mut parts = vec![String::new()];
    for (index, c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| chars.get(index)).copied();
        if !inside[index] && at(before, *c, chars.get(index + 1).copied()) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(*c);
        }
    }
    let trimmed = parts.iter().map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty()).collect()
}

/// For each character whether marks, quotes or brackets enclose it. A line break closes all of them,
/// and a mark that is never closed encloses nothing.
#[must_use]
pub fn inside_marks(chars: &[char]) -> Vec<bool> {
    const PAIRS: [(char, char); 10] = [
        ('《', '》'),
        ('〈', '〉'),
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
        ('（', '）'),
        ('(', ')'),
        ('【', '】'),
        ('[', ']'),
        ('〔', '〕'),
    ];
    let mut inside = vec![false; chars.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (index, c) in chars.iter().enumerate() {
        if *c == '\n' {
            open.clear();
        } else if let Some((_, close)) = PAIRS.iter().find(|(mark, _)| mark == c) {
            open.push((index, *close));
        } else if let Some(level) = open.iter().rposition(|(_, close)| close == c) {
            let from = open[level].0;
            open.truncate(level);
            inside[from + 1..index].fill(true);
        }
    }
    inside
}
