//! The text of a cell → one clean line: white space, width, quotation marks and title marks put right.

use super::marks;
use crate::model::value::{Text, When};
use crate::text::fold::{is_wide, narrow_letter, tidy_lines};
use crate::text::yes;
use crate::workbook::Cell;

/// The text of a cell after cleaning.
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
        Cell::Date(at) => Some(Text::from(When::day(at.date()).to_string())),
        Cell::Flag(flag) => Some(Text::from(yes::word(*flag))),
        Cell::Error(_) => None,
    }
}

/// Appends a line: a space goes between two Latin words, nothing where one side is Chinese.
fn join(mut text: String, line: &str) -> String {
    let latin = |c: Option<char>| c.is_some_and(|c| !is_wide(c));
    if latin(text.chars().next_back()) && latin(line.chars().next()) {
        text.push(' ');
    }
    text + line
}

/// Puts right what the standards for punctuation and numbers ask for and what has one cure only.
#[must_use]
pub fn repair(line: &str) -> String {
    let folded: String = line.chars().map(narrow_letter).collect();
    marks::repair(&folded)
}
