//! The paragraphs of two texts → those in which they differ: of two that are like each other in one place the words
//! that differ.

use std::collections::HashSet;

use super::difference::{differing, equal};
use super::fold::sentence_key;
use super::likeness::Shingles;

/// How alike two paragraphs are at least when one was made from the other.
const ALIKE: f64 = 0.4;
/// Up to so many pairs of paragraphs in one place are compared.
const MANY: usize = 4_096;
/// How many characters are shown before and after what differs.
const AROUND: usize = 12;

/// Where they differ: paragraphs of the one that the other has nowhere, and of the other that the one has nowhere.
pub fn compared(
    one: impl Iterator<Item = String>,
    other: impl Iterator<Item = String>,
) -> (Vec<String>, Vec<String>) {
    let (there, news) = (Side::of(one), Side::of(other));
    let (mut only_one, mut only_other) = (Vec::new(), Vec::new());
    let (mut x, mut y) = (0, 0);
    let pairs = equal(&there.keys, &news.keys);
    for (next_x, next_y) in pairs.into_iter().chain([(there.keys.len(), news.keys.len())]) {
        let (mut one, mut other) = (there.beyond(x..next_x, &news), news.beyond(y..next_y, &there));
        cut(&mut one, &mut other);
        only_one.append(&mut one);
        only_other.append(&mut other);
        (x, y) = (next_x + 1, next_y + 1);
    }
    (only_one, only_other)
}

/// The paragraphs of one side that hold anything, and what they are compared by.
struct Side {
    texts: Vec<String>,
    keys: Vec<String>,
    known: HashSet<String>,
}

impl Side {
    fn of(texts: impl Iterator<Item = String>) -> Self {
        let held = texts.map(|text| (sentence_key(&text), text.trim().to_owned()));
        let (keys, texts): (Vec<String>, Vec<String>) = held.filter(|(key, _)| !key.is_empty()).unzip();
        Side { texts, known: keys.iter().cloned().collect(), keys }
    }

    /// The paragraphs of a range that the other side has nowhere.
    fn beyond(&self, range: std::ops::Range<usize>, other: &Side) -> Vec<String> {
        let is_only = |at: &usize| self.keys.get(*at).is_some_and(|key| !other.known.contains(key));
        range.filter(is_only).filter_map(|at| self.texts.get(at).cloned()).collect()
    }
}

/// Cuts the paragraphs that are alike to where they differ, the most alike first.
fn cut(one: &mut [String], other: &mut [String]) {
    if one.len() * other.len() > MANY {
        return;
    }
    let of = |texts: &[String]| texts.iter().map(|text| Shingles::of(text)).collect::<Vec<_>>();
    let (left, right) = (of(one), of(other));
    let beside = left
        .iter()
        .enumerate()
        .flat_map(|(x, left)| right.iter().enumerate().map(move |(y, right)| (left.likeness(right), x, y)));
    let mut alike: Vec<(f64, usize, usize)> = beside.filter(|(alike, ..)| *alike >= ALIKE).collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut done, mut done_other) = (vec![false; one.len()], vec![false; other.len()]);
    for (_, x, y) in alike {
        if let (Some(known @ false), Some(known_other @ false)) = (done.get_mut(x), done_other.get_mut(y))
            && let (Some(text), Some(fresh)) = (one.get_mut(x), other.get_mut(y))
        {
            (*known, *known_other) = (true, true);
            [*text, *fresh] = differing(text, fresh, AROUND);
        }
    }
}
