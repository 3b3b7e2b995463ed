//! The numbers, amounts, dates and clauses that a text names, spelt alike: `三万元` and `30000元` are one.

use crate::text::numeral::{is_numeral, value};

/// What is counted or numbered, and so makes a numeral before it a number (三次, but not 三农).
const COUNTED: &str = "条款项章节次个名人元年月日号倍成岁天周期份米度批届季场篇户家套间台件位层亩里秒时组";
/// What belongs to a number: clause 3 is not day 3.
const NUMBERED: &str = "条款项章节年月日号届期%元";
/// What 一 counts without meaning a number (一个机制).
const IDLE: &str = "个次项名位批年时";

/// A text with its numbers in one spelling, and these numbers in their order with what they number, runs of
/// Latin letters among them.
pub(super) fn spelt_alike(chars: &[char]) -> (Vec<char>, Vec<String>) {
    let (mut text, mut numbers) = (Vec::with_capacity(chars.len()), Vec::new());
    let mut at = 0;
    while let Some(rest) = chars.get(at..).filter(|rest| !rest.is_empty()) {
        let run = run(rest);
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let after = rest.get(run.len()).copied();
        match number(run, before, after) {
            Some(number) => {
                text.extend(number.chars());
                numbers.push(number + &numbered(after));
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
fn number(run: &[char], before: Option<char>, after: Option<char>) -> Option<String> {
    let first = run.first()?;
    let run: String = run.iter().collect();
    if first.is_ascii_alphanumeric() {
        return Some(spell(&run));
    }
    let is_number = is_number(&run, before, after);
    is_number.then(|| value(&run).map_or_else(|| run.clone(), |number| number.to_string()))
}

/// Digits go on with points and dashes (the key keeps them between digits only) and with 万 and 亿.
fn same_run(first: char, next: char) -> bool {
    if first.is_ascii_alphanumeric() {
        next.is_ascii_alphanumeric() || matches!(next, '.' | '-' | '/' | ':' | '百' | '千' | '万' | '亿')
    } else {
        is_numeral(first) && is_numeral(next)
    }
}

/// Whether a run of numerals is a number: 三次, 第三, 二十五, but not 一定, 十分, 三农.
fn is_number(run: &str, before: Option<char>, after: Option<char>) -> bool {
    let Some(first) = run.chars().next().filter(|first| is_numeral(*first)) else {
        return false;
    };
    let counts = |words: &str| after.is_some_and(|after| words.contains(after));
    let idle = run == "一" && (counts(IDLE) || !counts(COUNTED));
    let composed = run.chars().count() > 1 && !"十百千万亿".contains(first);
    before == Some('第') || !idle && (composed || counts(COUNTED))
}

/// A number in one spelling.
fn spell(run: &str) -> String {
    let digits = run.trim_end_matches(['百', '千', '万', '亿']);
    let times: f64 = run.chars().skip(digits.chars().count()).map(times).product();
    digits.parse::<f64>().map_or_else(|_| run.to_owned(), |value| (value * times).to_string())
}

/// What belongs to a number after it.
fn numbered(after: Option<char>) -> String {
    after.filter(|after| NUMBERED.contains(*after)).map(String::from).unwrap_or_default()
}

fn times(c: char) -> f64 {
    match c {
        '百' => 1e2,
        '千' => 1e3,
        '万' => 1e4,
        '亿' => 1e8,
        _ => 1.0,
    }
}
