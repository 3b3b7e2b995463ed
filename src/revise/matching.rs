//! Two lists of words → the pairs that are the same in both, data first, without chance likenesses.

use super::numbers::level;
use super::words::{Label, Names, Word, Words};
use crate::text::difference::{Pairs, equal};
use crate::text::likeness::likeness;

/// A place where the two differ: a stretch of the one and what the other has for it. One of them may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) one: std::ops::Range<usize>,
    pub(super) other: std::ops::Range<usize>,
}

/// Matches words. A datum is matched by its slot and value; between such, by its value (an entry that was
/// corrected has another slot), then by its slot (its value is another), then by its kind of slot when the values
/// are alike.
pub(super) fn matched(one: &Words, other: &Words, names: &mut Names) -> Pairs {
    let keys = |words: &Words| words.list.iter().map(|word| exact(word, names)).collect::<Vec<_>>();
    let mut pairs = equal(&keys(one), &keys(other));
    drop_islands(&mut pairs, one, other);
    for level in [by_value, by_slot, by_kind] {
        let mut more = Pairs::new();
        for hunk in hunks(&pairs, one.list.len(), other.list.len()) {
            more.extend(slots_within(&hunk, one, other, level, names));
        }
        pairs.extend(more);
        pairs.sort_unstable();
    }
    pairs.retain(|pair| alike(*pair, one, other, names));
    pairs
}

/// The stretches between pairs of equal words, where one side or both have other words.
pub(super) fn hunks(pairs: &Pairs, one: usize, other: usize) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let (mut a, mut b) = (0, 0);
    for (x, y) in pairs.iter().copied().chain([(one, other)]) {
        if a < x || b < y {
            hunks.push(Hunk { one: a..x, other: b..y });
        }
        (a, b) = (x + 1, y + 1);
    }
    hunks
}

/// A word as it is compared first: (what, slot, text). The number of a point is the same whichever it is, but not
/// that of a heading.
fn exact(word: &Word, names: &Names) -> (u8, usize, usize) {
    match word.label {
        Label::Plain | Label::Doubtful(_) => (0, 0, word.key),
        Label::Number => (1, 0, level(names.name(word.key))),
        Label::Slot(slot) | Label::Typed(slot) => (2, slot, word.key),
    }
}

fn by_value(word: &Word, _: usize, names: &mut Names) -> Option<usize> {
    let text = format!("{}={}", stem(names.name(word.label.slot()?)), names.name(word.key));
    Some(names.number(&text))
}

fn by_slot(word: &Word, _: usize, _: &mut Names) -> Option<usize> {
    word.label.slot()
}

fn by_kind(word: &Word, _: usize, names: &mut Names) -> Option<usize> {
    let text = stem(names.name(word.label.slot()?));
    Some(names.number(&text))
}

/// Pairs of data within a hunk, by one of the ways to tell them.
fn slots_within(
    hunk: &Hunk,
    one: &Words,
    other: &Words,
    level: fn(&Word, usize, &mut Names) -> Option<usize>,
    names: &mut Names,
) -> Pairs {
    let mut told = |words: &Words, range: &std::ops::Range<usize>| -> Vec<(usize, usize)> {
        let within = words.list.get(range.clone()).unwrap_or_default();
        let places = range.clone().zip(within);
        places.filter_map(|(at, word)| Some((level(word, at, names)?, at))).collect()
    };
    let (left, right) = (told(one, &hunk.one), told(other, &hunk.other));
    if left.is_empty() || right.is_empty() {
        return Pairs::new();
    }
    let keys = |list: &[(usize, usize)]| list.iter().map(|(key, _)| *key).collect::<Vec<_>>();
    let at = |list: &[(usize, usize)], place: usize| list.get(place).map_or(0, |(_, at)| *at);
    equal(&keys(&left), &keys(&right)).into_iter().map(|(x, y)| (at(&left, x), at(&right, y))).collect()
}

/// A slot without the digests of entries and values: what kind of datum it is.
fn stem(slot: &str) -> String {
    let digest = |part: &str| part.len() == 8 && part.chars().all(|c| c.is_ascii_hexdigit());
    let parts = slot.split(':').map(|part| if digest(part) { "*" } else { part });
    parts.collect::<Vec<_>>().join(":")
}

/// Whether a pair of data of two slots is about the same thing: the same slot, or values that are alike.
fn alike(pair: (usize, usize), one: &Words, other: &Words, names: &Names) -> bool {
    let (Some(x), Some(y)) = (one.list.get(pair.0), other.list.get(pair.1)) else { return false };
    if x.label.slot() == y.label.slot() || x.key == y.key {
        return true;
    }
    let (x, y) = (names.name(x.key), names.name(y.key));
    likeness(x, y) >= 0.5
}

/// Equal words between two changes that are no longer than either stand there by chance (的, 了, a comma): they
/// would let words of two sentences mix.
fn drop_islands(pairs: &mut Pairs, one: &Words, other: &Words) {
    loop {
        let runs = runs(pairs);
        let mut kept = Pairs::new();
        let mut gap = runs.first().map_or(0, |run| run.0.max(run.1));
        for (index, run) in runs.iter().enumerate() {
            let (x, y, length) = *run;
            let (next_x, next_y) =
                runs.get(index + 1).map_or((one.list.len(), other.list.len()), |next| (next.0, next.1));
            let after = (next_x - x - length).max(next_y - y - length);
            let plain =
                one.list.get(x..x + length).is_some_and(|run| run.iter().all(|w| w.label == Label::Plain));
            if plain && length <= gap && length <= after {
                gap += after + length;
            } else {
                kept.extend((0..length).map(|step| (x + step, y + step)));
                gap = after;
            }
        }
        if kept.len() == pairs.len() {
            return;
        }
        *pairs = kept;
    }
}

/// Runs of pairs that follow each other in both: (in the one, in the other, length).
fn runs(pairs: &Pairs) -> Vec<(usize, usize, usize)> {
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (x, y) in pairs {
        match runs.last_mut() {
            Some((a, b, length)) if *a + *length == *x && *b + *length == *y => *length += 1,
            _ => runs.push((*x, *y, 1)),
        }
    }
    runs
}
