//! A text → the numbers, amounts, dates and clauses that it names, spelt alike: `三万元` and `30000元` are one.

use super::lexicon::Lexicon;
use crate::text::numeral::{ORDINAL, is_magnitude, is_numeral, place, times, value};

/// A text with its numbers in one spelling, and these numbers in their order with what they number, runs of
/// Latin letters among them.
pub(super) fn spelt_alike(chars: &[char], words: &Lexicon) -> (Vec<char>, Vec<String>) {
    let (mut text, mut numbers) = (Vec::with_capacity(chars.len()), Vec::new());
    let mut at = 0;
    while let Some(rest) = chars.get(at..).filter(|rest| !rest.is_empty()) {
        let run = run(rest);
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let after = rest.get(run.len()).copied();
        match number(run, before, after, words) {
            Some(number) => {
                text.extend(number.chars());
                let numbered = after.filter(|after| words.numbered.contains(after));
                numbers.push(number + &numbered.map(String::from).unwrap_or_default());
            }
            None => text.extend(run),
        }
        at += run.len();
    }
    (text, numbers)
}

/// The digits, letters or numerals that a text begins with, or else one character.
fn run(text: &[char]) -> &[char] {
    let first = text.first().copied().unwrap_or_default();
    let length = text.iter().take_while(|next| same_run(first, **next)).count();
    text.get(..length.max(1)).unwrap_or(text)
}

/// The number that a run stands for.
fn number(run: &[char], before: Option<char>, after: Option<char>, words: &Lexicon) -> Option<String> {
    let first = run.first()?;
    let run: String = run.iter().collect();
    if first.is_ascii_alphanumeric() {
        return Some(spell(&run));
    }
    let is_number = is_number(&run, before, after, words);
    is_number.then(|| value(&run).map_or_else(|| run.clone(), |number| number.to_string()))
}

/// Digits go on with points and dashes (the key keeps them between digits only) and with 万 and 亿.
fn same_run(first: char, next: char) -> bool {
    if first.is_ascii_alphanumeric() {
        next.is_ascii_alphanumeric() || matches!(next, '.' | '-' | '/' | ':') || is_magnitude(next)
    } else {
        is_numeral(first) && is_numeral(next)
    }
}

/// Whether a run of numerals is a number: 三次, 第三, 二十五, but not 一定, 十分, 三农.
fn is_number(run: &str, before: Option<char>, after: Option<char>, words: &Lexicon) -> bool {
    let Some(first) = run.chars().next().filter(|first| is_numeral(*first)) else {
        return false;
    };
    let counts = |words: &[char]| after.is_some_and(|after| words.contains(&after));
    let idle = place(run) == Some(1) && (counts(&words.idle) || !counts(&words.counted));
    let composed = run.chars().count() > 1 && times(first).is_none();
    before == Some(ORDINAL) || !idle && (composed || counts(&words.counted))
}

/// A number in one spelling: `3万` is `30000`; what is no number stays as it is.
fn spell(run: &str) -> String {
    let digits = run.trim_end_matches(is_magnitude);
    let times: f64 = run.chars().skip(digits.chars().count()).filter_map(times).product();
    digits.parse::<f64>().map_or_else(|_| run.to_owned(), |value| (value * times).to_string())
}
