//! Opinions → groups that say the same in other words: equal after normalising for comparison.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::value::Text;
use crate::normalize::count_status::Words;
use crate::text::fold::{for_folded, is_letter};
use crate::text::numbering::strip_number;
use crate::text::quick::{Quick, place};

/// The target of an opinion and its text, as opinions are compared. Those on different targets are never one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Key {
    pub(super) target: String,
    pub(super) text: String,
}

/// The opinions that have one key; `number` is counted from one.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub(super) key: Key,
    /// Indices of its entries in the run's list, in the order of the input.
    pub(super) entries: Vec<usize>,
    pub(super) number: u32,
}

/// Puts the opinions of a table into groups, in the order of their first appearance.
pub(super) struct Groups<'w> {
    words: &'w Words,
    groups: Vec<Group>,
    by_key: HashMap<Key, usize>,
    /// Target and text that were seen already, by their places: most copies of an opinion share them.
    by_place: Quick<(usize, usize), usize>,
}

impl<'w> Groups<'w> {
    pub(super) fn new(words: &'w Words) -> Self {
        Groups { words, groups: Vec::new(), by_key: HashMap::new(), by_place: Quick::default() }
    }

    /// Puts an opinion, by its index in the run's list, into the group of its key.
    pub(super) fn add(&mut self, entry: usize, target: Option<&Text>, text: &Text) {
        let written = (target.map_or(0, place), place(text));
        let known = self.by_place.get(&written).copied();
        let group = known.unwrap_or_else(|| {
            let group = self.group_of(Key {
                target: target.map(|target| key(target, self.words)).unwrap_or_default(),
                text: key(text, self.words),
            });
            self.by_place.insert(written, group);
            group
        });
        if let Some(group) = self.groups.get_mut(group) {
            group.entries.push(entry);
        }
    }

    fn group_of(&mut self, key: Key) -> usize {
        let next = self.groups.len();
        let group = *self.by_key.entry(key.clone()).or_insert(next);
        if group == next {
            self.groups.push(Group { key, ..Group::default() });
        }
        group
    }

    /// The groups with their numbers. A group keeps the number that one of its opinions had in an earlier
    /// run; of two that had the same one the first keeps it. New ones go on after the highest number there
    /// was, so that no number ever means two opinions.
    pub(super) fn numbered<'i>(
        mut self,
        past: &BTreeMap<String, u32>,
        id: impl Fn(usize) -> &'i str,
    ) -> Vec<Group> {
        let mut taken = BTreeSet::new();
        for group in self.groups.iter_mut().filter(|_| !past.is_empty()) {
            let known = group.entries.iter().filter_map(|entry| past.get(id(*entry)).copied());
            group.number = known.filter(|number| !taken.contains(number)).min().unwrap_or(0);
            taken.insert(group.number);
        }
        let mut last = past.values().copied().max().unwrap_or(0);
        for group in self.groups.iter_mut().filter(|group| group.number == 0) {
            last += 1;
            group.number = last;
        }
        self.groups
    }
}

/// A text as opinions are compared: without numbering, leading 建议 and 希望, width, punctuation, white space
/// and particles (的, 地, 得). What joins digits stays: 1.5 is not 15, and 3-5 is not 35.
pub(super) fn key(text: &str, words: &Words) -> String {
    let bare = words.without_lead(strip_number(text));
    let mut chars = Vec::with_capacity(bare.len() / 3);
    for_folded(bare, |c| chars.push(c));
    chars.retain(|c| is_letter(*c) || !c.is_whitespace());
    let mut key = String::with_capacity(bare.len());
    let mut after_digit = false;
    for (at, c) in chars.iter().copied().enumerate() {
        if is_letter(c) {
            if !words.is_particle(c) {
                key.push(c);
            }
            after_digit = c.is_ascii_digit();
            continue;
        }
        let joint = joint(c).filter(|_| after_digit);
        let before_digit = chars.get(at + 1).is_some_and(char::is_ascii_digit);
        match joint {
            Some('%') => key.push('%'),
            Some(joint) if before_digit => key.push(joint),
            // 1,200 is 1200.
            _ => {}
        }
        after_digit = false;
    }
    key
}

/// What a mark between digits is compared as; a comma only groups them.
fn joint(c: char) -> Option<char> {
    match c {
        '.' | '/' | ':' | '%' => Some(c),
        '-' | '–' | '—' | '－' | '~' | '～' => Some('-'),
        _ => None,
    }
}
