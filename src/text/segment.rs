//! Turns Chinese text into words; the only file that says `jieba_rs`.

use std::collections::BTreeMap;

use jieba_rs::Jieba;

/// The words of the library's dictionary (MIT) that were counted three times or more, each with how often: a line for
/// each first character, in order. To load the dictionary itself would take longer than a whole small report.
const WORDS: &str = include_str!("words.txt");

/// How often all words of the dictionary were counted.
const COUNTED: usize = 60_101_964;

/// Stands for all words that do not occur in a text; no text holds it.
const OTHERS: &str = "\0";

/// The words of a text in order; together they are the text. Words that the dictionary does not know are left in
/// single characters rather than guessed.
pub fn words(text: &str) -> Vec<&str> {
    let mut known = BTreeMap::new();
    for (at, first) in text.char_indices() {
        let from = text.get(at..).unwrap_or_default();
        known.extend(beginning_with(first).filter(|(word, _)| from.starts_with(word)));
    }
    known.insert(OTHERS, COUNTED - known.values().sum::<usize>());
    let mut dictionary = Jieba::empty();
    for (word, count) in known {
        dictionary.add_word(word, Some(count), None);
    }
    dictionary.cut(text, false).into_iter().map(|token| token.word).collect()
}

/// The words that begin with a character, with how often they were counted.
fn beginning_with(first: char) -> impl Iterator<Item = (&'static str, usize)> {
    let (mut from, mut to) = (0, WORDS.len());
    // The line lies at or after `from`, and begins before `to`.
    while from < to {
        let middle = WORDS.as_bytes().get(..usize::midpoint(from, to)).unwrap_or_default();
        let start = middle.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let end = WORDS[start..].find('\n').map_or(WORDS.len(), |length| start + length + 1);
        match WORDS[start..].chars().next() {
            Some(found) if found < first => from = end,
            Some(found) if found > first => to = start,
            _ => (from, to) = (start, start),
        }
    }
    let line = WORDS[from..].lines().next().filter(|line| line.starts_with(first)).unwrap_or_default();
    let mut pieces = line.split(' ');
    std::iter::from_fn(move || Some((pieces.next()?, pieces.next()?.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_found_by_its_first_character() {
        for line in WORDS.lines() {
            let first = line.chars().next().unwrap_or_default();
            assert_eq!(beginning_with(first).count() * 2, line.split(' ').count(), "{first}");
        }
        assert_eq!(beginning_with('a').count() + beginning_with('\u{9fff}').count(), 0);
    }

    #[test]
    fn texts_are_cut_between_words() {
        let cases = [
            ("关于征求意见情况的报告", "关于 征求意见 情况 的 报告"),
            ("人大常委会机关作风建设", "人大常委会 机关作风 建设"),
            ("2024年第3季度abc", "2024 年 第 3 季度 abc"),
            ("龘龘", "龘 龘"),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text).join(" "), expected);
        }
    }
}
