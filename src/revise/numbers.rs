//! The numbers of headings and points (一、 （一） 一是) in the order in which they will stand → ours count up without a gap;
//! those that a person typed stay, and a row that they break is told.

use std::collections::HashMap;

use super::merge::MergedWord;
use super::words::Label;
use crate::model::base::{BaseBlock, Piece};
use crate::text::numeral::{chinese, place};

/// How a number is written; the order is that of their levels.
const FORMS: [(&str, &str); 3] = [("", "、"), ("（", "）"), ("", "是")];

/// A paragraph as it will stand, with the numbers at its start.
#[derive(Debug)]
pub(super) struct NumberedLine<'a> {
    /// Its words, of which numbers may be renewed.
    pub(super) merged_words: &'a mut Vec<MergedWord>,
    /// The lists that its numbers belong to, in order; fewer when they are unknown.
    pub(super) lists: Vec<usize>,
    /// Whether no number in it may be changed.
    pub(super) fixed: bool,
    /// Whether a person may have typed a number at its start.
    pub(super) typed: bool,
}

/// A number that does not follow the one before it. `row`: where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) row: usize,
    pub(super) written: String,
    pub(super) expected: String,
}

/// A list that is open at a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Open {
    /// The list of the fresh report; none for one that a person began.
    list: Option<usize>,
    last: usize,
    row: usize,
}

#[derive(Default)]
struct State {
    open: [Option<Open>; FORMS.len()],
    lasts: HashMap<usize, usize>,
}

/// Renumbers what is ours. Returns what is broken.
pub(super) fn renumber(rows: &mut [NumberedLine<'_>]) -> Vec<Broken> {
    let mut state = State::default();
    let mut broken = Vec::new();
    for (index, row) in rows.iter_mut().enumerate() {
        let mut lists = row.lists.iter();
        let typed = row.typed && row.merged_words.first().is_none_or(|out| out.label != Label::Number);
        if let Some((level, value)) = typed.then(|| at_start(row.merged_words)).flatten() {
            broken.extend(state.theirs(level, value, index));
        }
        for out in row.merged_words.iter_mut().filter(|out| out.label == Label::Number) {
            let Some((level, value)) = parse(&out.text) else { continue };
            let list = lists.next().copied();
            match (row.fixed, list) {
                (false, Some(list)) => out.text = write(level, state.ours(level, list, index)),
                _ => broken.extend(state.theirs(level, value, index)),
            }
        }
    }
    broken
}

impl State {
    /// The next number of one of our lists.
    fn ours(&mut self, level: usize, list: usize, row: usize) -> usize {
        let open = self.open.get(level).copied().flatten();
        // A list that a person began right above goes on.
        let begun = open.filter(|open| open.list.is_none() && open.row + 1 == row).map(|open| open.last);
        let last = self.lasts.get(&list).copied().or(begun).unwrap_or_default();
        self.set(level, Open { list: Some(list), last: last + 1, row });
        last + 1
    }

    /// A number that stays as it is; whether it follows.
    fn theirs(&mut self, level: usize, value: usize, row: usize) -> Option<Broken> {
        let open = self.open.get(level).copied().flatten();
        let expected = open.map_or(1, |open| open.last + 1);
        let begins = value == 1 && expected != 1;
        let list = open.and_then(|open| open.list).filter(|_| !begins);
        self.set(level, Open { list, last: value, row });
        let follows = value == expected || begins;
        (!follows).then(|| Broken { row, written: write(level, value), expected: write(level, expected) })
    }

    fn set(&mut self, level: usize, open: Open) {
        if let Some(list) = open.list {
            self.lasts.insert(list, open.last);
        }
        self.open.iter_mut().skip(level + 1).for_each(|inner| *inner = None);
        if let Some(place) = self.open.get_mut(level) {
            *place = Some(open);
        }
    }
}

/// The lists of the fresh report: for each number in order, its list. A list begins at 一 and ends with what stands
/// above it.
pub(super) fn lists<'t>(numbers: impl IntoIterator<Item = &'t str>) -> Vec<usize> {
    let mut open: [Option<usize>; FORMS.len()] = Default::default();
    let mut count = 0;
    let mut lists = Vec::new();
    for text in numbers {
        let Some((level, value)) = parse(text) else {
            lists.push(usize::MAX);
            continue;
        };
        open.iter_mut().skip(level + 1).for_each(|inner| *inner = None);
        let place = open.get_mut(level);
        let list = match place {
            Some(Some(list)) if value != 1 => *list,
            Some(place) => {
                count += 1;
                *place = Some(count);
                count
            }
            None => usize::MAX,
        };
        lists.push(list);
    }
    lists
}

/// The level of a number, by the way it is written; above all levels when it is written otherwise.
pub(super) fn level(number: &str) -> usize {
    parse(number).map_or(FORMS.len(), |(level, _)| level)
}

/// Reads a number: its level and value.
fn parse(text: &str) -> Option<(usize, usize)> {
    FORMS.iter().enumerate().find_map(|(level, (open, close))| {
        let number = text.trim().strip_prefix(open)?.strip_suffix(close)?;
        Some((level, place(number)?))
    })
}

fn write(level: usize, value: usize) -> String {
    let (open, close) = FORMS.get(level).copied().unwrap_or_default();
    format!("{open}{}{close}", chinese(value))
}

/// The number that a person typed at the start of a paragraph.
fn at_start(merged_words: &[MergedWord]) -> Option<(usize, usize)> {
    let text: String = merged_words.iter().take(LONGEST).map(|out| out.text.as_str()).collect();
    let end = text.char_indices().find(|(_, c)| "、）是".contains(*c));
    let number = text.get(..end.map(|(at, c)| at + c.len_utf8())?)?;
    parse(number).filter(|_| !number.starts_with(|c: char| c.is_ascii_digit()))
}

/// How many words a number has at most.
const LONGEST: usize = 6;

/// The numbers of a block: (place, text).
pub(super) fn numbers(block: &BaseBlock) -> Vec<(usize, String)> {
    let mut at = 0;
    let mut numbers = Vec::new();
    for piece in &block.pieces {
        if piece.what == Piece::Number {
            numbers.push((at, piece.text.clone()));
        }
        at += piece.text.chars().count();
    }
    numbers
}
