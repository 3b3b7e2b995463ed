//! An opinion → what of it is compared: its characters without empty words, and all that keeps it apart from others.

use super::lexicon::Lexicon;
use super::numbers;
use super::trie::Sense;
use crate::text::digest::Fnv;

/// What is compared of an opinion. All places are in characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Profile {
    /// The text to compare: empty words left out, words of one meaning made the same.
    pub(super) chars: Box<[char]>,
    /// A digest of target, numbers, titles and names: opinions that differ in it are never the same.
    pub(super) block: u64,
    /// Words that take a side, in their order: twice the pair of opposites, plus the side.
    pub(super) stances: Box<[u16]>,
    /// Where in `chars` a denied word begins.
    pub(super) denied: Box<[u32]>,
    /// Where in `chars` stands what something lacks.
    pub(super) lacking: Box<[u32]>,
}

/// A profile while the words of its text are read.
#[derive(Default)]
struct Draft {
    chars: Vec<char>,
    names: Vec<String>,
    stances: Vec<u16>,
    denied: Vec<u32>,
    /// Where the characters begin that no word has taken yet.
    free: usize,
}

impl Profile {
    /// The profile of an opinion on a target, from its text as groups compare it and as it was written.
    pub(super) fn of(target: &str, key: &str, written: &str, words: &Lexicon) -> Self {
        let (chars, numbers) = numbers::spelt_alike(&key.chars().collect::<Vec<_>>(), words);
        let mut draft = Draft::default();
        let mut at = 0;
        while let Some(rest) = chars.get(at..).filter(|rest| !rest.is_empty()) {
            match words.trie.longest(rest) {
                Some((length, sense)) => {
                    draft.take(rest.get(..length).unwrap_or(rest), sense, words);
                    at += length;
                }
                None => {
                    draft.chars.extend(rest.first());
                    at += 1;
                }
            }
        }
        draft.names.sort();
        let kept_apart =
            [target.to_owned()].into_iter().chain(numbers).chain(titles(written)).chain(draft.names);
        Profile {
            lacking: words.lacking_in(&draft.chars),
            chars: draft.chars.into(),
            block: kept_apart.fold(Fnv::default(), |digest, part| digest.with_part(&part)).number(),
            stances: draft.stances.into(),
            denied: draft.denied.into(),
        }
    }
}

impl Draft {
    /// Adds a word that the lexicon knows: its characters as they are compared, and what it keeps apart.
    fn take(&mut self, word: &[char], sense: &Sense, words: &Lexicon) {
        if sense.name_end > 0 {
            self.names.extend(self.name_before(usize::from(sense.name_end), word, words));
        }
        if sense.name {
            self.names.push(word.iter().collect());
        }
        self.stances.extend(sense.stance.map(|(pair, side)| u16::from(pair) * 2 + u16::from(side)));
        self.chars.extend(sense.as_word.as_deref().unwrap_or(word));
        if sense.denies {
            self.denied.push(self.chars.len() as u32);
        }
        // What a word of no meaning covers can still be the beginning of a name.
        if *sense != Sense::default() {
            self.free = self.chars.len();
        }
    }

    /// The name that an ending closes: the characters before it that no other word has taken.
    fn name_before(&self, reach: usize, end: &[char], words: &Lexicon) -> Option<String> {
        let from = self.free.max(self.chars.len().saturating_sub(reach));
        let before = self.chars.get(from..)?;
        let start = before.iter().rposition(|c| words.joining.contains(c)).map_or(0, |at| at + 1);
        let name = before.get(start..).filter(|name| !name.is_empty())?;
        Some(name.iter().chain(end).collect())
    }
}

/// The titles that a text names in 《》.
fn titles(written: &str) -> impl Iterator<Item = String> {
    let parts = written.split('《').skip(1);
    parts.filter_map(|part| part.split_once('》').map(|(title, _)| format!("《{title}")))
}
