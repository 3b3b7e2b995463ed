//! Lines as they will stand → the numbers of annexes, on their labels and in the lines that name them: those of the places
//! where they stand. One that a person typed stays, and is told where it does not follow.

use std::ops::Range;

use super::annexes::{annex, is_label, is_note, opens};
use super::merge::MergedWord;
use super::numbers::Broken;
use super::words::Label;
use super::{Line, Reconciliation, Source};
use crate::model::base::{BaseBlock, BasePiece, Piece};
use crate::model::report::Role;
use crate::text::fold::typed_key;

/// How many words stand before a number at most: those of `附件：`.
const BEFORE: usize = 3;
/// What the lead of the first line ends with.
const ENDS: [char; 2] = ['：', ':'];
/// What stands behind the number in a line that names an annex.
const POINTS: [&str; 3] = [".", "．", "、"];

impl<'a> Reconciliation<'a> {
    /// Numbers the labels of annexes and the lines that name them, each in their row.
    pub(super) fn count_annexes(&mut self) {
        let places = self.places();
        self.count(opens, places.as_deref());
        self.count(is_note, None);
    }

    /// The places among the lines that name annexes of those that have pages here; none where all have.
    fn places(&self) -> Option<Vec<usize>> {
        let blocks = || self.fresh.iter().chain(self.base.iter());
        let has_pages = |id: &str| blocks().any(|block| opens(block.role) && annex(&block.id) == Some(id));
        let role = blocks().find(|block| is_note(block.role) && annex(&block.id).is_some())?.role;
        let lines = self.lines.iter().filter(|line| !line.merged_words.is_empty());
        let here = lines.filter_map(|line| match self.given(line).filter(|block| is_note(block.role)) {
            Some(block) => annex(&block.id).map(has_pages),
            None => self.is_persons(line, role).then_some(true),
        });
        let here: Vec<bool> = here.collect();
        let places = || (1..).zip(&here).filter(|(_, here)| **here).map(|(place, _)| place);
        here.contains(&false).then(|| places().collect())
    }

    /// Numbers the lines of one kind in their row, or by the places that they have among others.
    fn count(&mut self, is_counted: fn(Role) -> bool, places: Option<&[usize]>) {
        let is_own = |block: &&BaseBlock| is_counted(block.role) && annex(&block.id).is_some();
        let Some(role) = self.fresh.iter().chain(self.base.iter()).find(is_own).map(|block| block.role)
        else {
            return;
        };
        let first = self.fresh.iter().find(is_own);
        let lead = first.map(lead).unwrap_or_default();
        let mut lines = std::mem::take(&mut self.lines);
        let mut count = 0;
        for (row, line) in lines.iter_mut().enumerate().filter(|(_, line)| !line.merged_words.is_empty()) {
            let block = self.given(line).filter(is_own);
            if block.is_none() && !self.is_persons(line, role) {
                continue;
            }
            count += 1;
            let joined = self.joined_of(line);
            if joined.is_some_and(|joined| joined.pending) {
                continue;
            }
            let place = places.and_then(|places| places.get(count - 1)).copied().unwrap_or(count);
            // The name of a workbook beside the report has the number that the workbooks give.
            let wanted = block.and_then(fixed).filter(|_| self.has_beside()).unwrap_or(place);
            if block.is_some() {
                lead_in(&mut line.merged_words, &lead, count == 1);
            }
            let broken = write(&mut line.merged_words, wanted, block.is_some());
            self.broken
                .extend(broken.map(|written| (row, Broken { row, written, expected: wanted.to_string() })));
        }
        self.lines = lines;
    }

    /// The block that a line goes by.
    fn given(&self, line: &Line) -> Option<&'a BaseBlock> {
        let (base, fresh) = (self.base, self.fresh);
        let joined = self.joined_of(line);
        match line.from {
            Source::Fresh(at, _) => fresh.get(at),
            Source::Theirs(_) => {
                let fresh = joined?.fresh.iter().flatten().next().and_then(|at| fresh.get(*at));
                fresh.or_else(|| base.get(*joined?.group.base.first()?))
            }
        }
    }

    /// Whether a person wrote a line of the same role.
    fn is_persons(&self, line: &Line, role: Role) -> bool {
        let Source::Theirs(at) = line.from else { return false };
        let found = self.theirs.get(at);
        found.is_some_and(|found| found.role == Some(role) || opens(role) && is_label(found))
    }

    fn has_beside(&self) -> bool {
        let in_annex = |block: &&BaseBlock| annex(&block.id).is_some();
        self.fresh.iter().filter(in_annex).any(|block| block.role.is_running())
    }
}

/// What stands before the number of the first line that names an annex: `附件：`.
fn lead(block: &BaseBlock) -> String {
    let is_lead = |piece: &&BasePiece| piece.what == Piece::Wording && piece.text.ends_with(ENDS);
    if is_note(block.role) {
        block.pieces.iter().take(1).filter(is_lead).map(|piece| piece.text.clone()).collect()
    } else {
        String::new()
    }
}

/// Gives the first line what only that begins with, and takes it from the others.
fn lead_in(words: &mut Vec<MergedWord>, lead: &str, is_first: bool) {
    let length = lead.chars().count();
    let said: String = words.iter().take(length).map(|word| word.text.as_str()).collect();
    let leads = !lead.is_empty() && typed_key(&said) == typed_key(lead);
    if leads && !is_first {
        words.drain(..length);
    }
    if let Some(next) = words.first().filter(|_| is_first && !leads && !lead.is_empty()) {
        let (part, owner) = (next.part, next.owner);
        let word = |c: char| MergedWord {
            lead: String::new(),
            text: c.to_string(),
            label: Label::Plain,
            part,
            kept: None,
            owner,
        };
        words.splice(..0, lead.chars().map(word));
    }
}

/// The number that a block was given.
fn fixed(block: &BaseBlock) -> Option<usize> {
    let number = block.pieces.iter().find(|piece| piece.what == Piece::Number)?;
    number.text.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}

/// Writes a number of ours; gives the one that a person typed when it is another. One that a person typed as we would is
/// ours again.
fn write(words: &mut [MergedWord], number: usize, is_ours: bool) -> Option<String> {
    if let Some(word) = words.iter_mut().find(|word| word.label == Label::Number) {
        let point = word.text.trim_start_matches(|c: char| c.is_ascii_digit());
        word.text = format!("{number}{point}");
        return None;
    }
    let typed = typed(words)?;
    let written: String = words.get(typed.clone())?.iter().map(|word| word.text.as_str()).collect();
    if written.parse() != Ok(number) {
        return Some(written);
    }
    if let ([word], true) = (words.get_mut(typed)?, is_ours) {
        word.label = Label::Number;
    }
    None
}

/// The number that a person typed: at the end of a label, or before the point of a line that names an annex.
fn typed(words: &[MergedWord]) -> Option<Range<usize>> {
    let is_number = |word: &MergedWord| word.label == Label::Plain && word.text.parse::<usize>().is_ok();
    let start = words.iter().take(BEFORE + 1).position(is_number)?;
    let end = words
        .iter()
        .skip(start)
        .position(|word| !is_number(word))
        .map_or(words.len(), |length| start + length);
    let is_closed = words.get(end).is_none_or(|next| POINTS.contains(&next.text.as_str()));
    is_closed.then_some(start..end)
}
