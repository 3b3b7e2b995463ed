//! The text of a cell as one clean line: white space, width, quotation marks and title marks put right.

use super::marks;
use crate::model::value::Text;
use crate::workbook::Cell;

/// A text after cleaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The text on one line; empty when the cell holds white space only.
    pub text: Text,
    /// The text before its width and marks were put right, when they were.
    pub before: Option<Text>,
}

/// Cleans a text to one line. A text that is clean already shares its memory with the cell.
#[must_use]
pub fn clean(raw: &Text) -> Cleaned {
    let line = tidy_lines(raw).iter().fold(String::new(), |text, line| join(text, line));
    let text = repair(&line);
    let before = (text != line).then(|| Text::from(line));
    let text = if *text == **raw { raw.clone() } else { Text::from(text) };
    Cleaned { text, before }
}

/// What a cell says as text: numbers and dates as a person would type them; nothing for an error value.
#[must_use]
pub fn of_cell(cell: &Cell) -> Option<Text> {
    match cell {
        Cell::Text(text) => Some(text.clone()),
        Cell::Number(number) => Some(Text::from(number.to_string())),
        Cell::Date(at) => {
            let (year, month, day) = (at.year(), at.month(), at.day());
            Some(Text::from(format!("{year}年{month}月{day}日")))
        }
        Cell::Flag(flag) => Some(Text::from(if *flag { "是" } else { "否" })),
        Cell::Error(_) => None,
    }
}

/// The lines of a text that are not blank: without invisible characters, each trimmed, white space inside
/// reduced to single spaces.
#[must_use]
pub fn tidy_lines(raw: &str) -> Vec<String> {
    raw.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}'])
        .map(tidy)
        .filter(|line| !line.is_empty())
        .collect()
}

fn tidy(line: &str) -> String {
    let visible: String = line.chars().filter(|c| !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Zero-width and control characters, and the private-use area, whose characters mark slots later on.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        | '\u{ad}' | '\u{e000}'..='\u{f8ff}')
        || (c.is_control() && c != '\t')
}

/// Appends a line: a space goes between two Latin words, nothing where one side is Chinese.
fn join(mut text: String, line: &str) -> String {
    let latin = |c: Option<char>| c.is_some_and(|c| !is_wide(c));
    if latin(text.chars().next_back()) && latin(line.chars().next()) {
        text.push(' ');
    }
    text + line
}

/// Whether a character belongs to Chinese text: an ideograph or Chinese punctuation.
#[must_use]
pub fn is_wide(c: char) -> bool {
    is_cjk(c)
        || matches!(c, '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '①'..='⑳')
}

/// Whether a character is a Chinese ideograph.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// How many ideographs a text has.
#[must_use]
pub fn cjk_count(text: &str) -> usize {
    text.chars().filter(|c| is_cjk(*c)).count()
}

/// Puts right what the standards for punctuation and numbers ask for and what has one cure only.
#[must_use]
pub fn repair(line: &str) -> String {
    let folded: String = line.chars().map(fold_word).collect();
    marks::repair(&folded)
}

/// Full-width digits and Latin letters to half width.
fn fold_word(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => fold(c),
        _ => c,
    }
}

/// Any full-width form of an ASCII character to that character: for reading, never for printing.
fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    }
}

/// A text with all widths folded, for reading numbers, dates and words; never for printing.
#[must_use]
pub fn folded(text: &str) -> String {
    text.chars().map(fold).filter(|c| !is_invisible(*c)).collect()
}

/// A text as words are looked up: widths folded, lower case, no white space.
#[must_use]
pub fn word_key(text: &str) -> String {
    let folded = folded(text).to_lowercase();
    folded.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A text as sentences are compared: widths folded, lower case, letters, digits and ideographs only.
#[must_use]
pub fn sentence_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for_folded(text, |c| {
        if is_letter(c) {
            key.push(c);
        }
    });
    key
}

/// Whether a character is a letter, digit or ideograph.
#[must_use]
pub fn is_letter(c: char) -> bool {
    // Most characters are ideographs; the tables of Unicode answer for them many times slower.
    is_common(c) || c.is_alphanumeric()
}

/// Hands over the characters of a text with widths folded, in lower case.
pub fn for_folded(text: &str, mut take: impl FnMut(char)) {
    for c in text.chars() {
        if is_common(c) {
            take(c);
        } else if !is_invisible(c) {
            fold(c).to_lowercase().for_each(&mut take);
        }
    }
}

/// Whether a character is a common ideograph: it has no case and no width to fold.
fn is_common(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}
