//! Texts → pairs that say the same in somewhat other words or order: half of the bigrams and most characters in common.
//!
//! Candidates share bigrams. In a block of up to [`EXACT`] texts all shared ones are counted; in larger ones
//! only those that few texts have, so that the work grows with the number of texts.

use super::sets::{Lists, Sets};

/// Shared bigrams of the bigrams of both, in percent.
const LEAST_BIGRAMS: usize = 50;
/// Shared characters of the characters of both, in percent; in a short text one word makes another opinion.
const LEAST_CHARS: usize = 70;
const LEAST_CHARS_SHORT: usize = 80;
/// Up to so many characters a text is short.
const SHORT: usize = 11;
/// Bigrams of the shorter text that a longer one must have to hold it, in percent, and how long it may be by it.
const LEAST_HELD: usize = 85;
const LEAST_LENGTH: usize = 40;
/// Up to this size of a block every shared bigram counts.
const EXACT: usize = 1024;
/// Up to this size bigrams of up to so many texts count; beyond it, those of fewer.
const MIDDLE: (usize, usize) = (4096, 256);
const RARE: usize = 24;
/// How many rare bigrams two texts must share to be compared.
const SHARED: usize = 2;
/// How many partners of a text are kept, the most alike.
const PARTNERS: usize = 32;

/// Who has which bigrams, of those that count.
pub(super) struct Loose<'a> {
    sets: &'a Sets,
    lists: Lists,
    /// Bigrams from this name on are too common to count.
    common: u32,
    exact: bool,
}

impl<'a> Loose<'a> {
    pub(super) fn new(sets: &'a Sets) -> Self {
        let most = match sets.len() {
            size if size <= EXACT => size,
            size if size <= MIDDLE.0 => MIDDLE.1,
            _ => RARE,
        };
        let common = sets.first_in_more_than(most);
        let rare = |at: usize, _: usize| sets.get(at).partition_point(|bigram| *bigram < common);
        Loose { sets, lists: Lists::of(sets, rare), common, exact: sets.len() <= EXACT }
    }

    /// The texts before one that are near it, with their likeness per thousand, the most alike first.
    pub(super) fn before<'t>(&self, at: usize, chars: impl Fn(usize) -> &'t [char]) -> Vec<(u32, u16)> {
        let set = self.sets.get(at);
        let rare = set.iter().take_while(|bigram| **bigram < self.common);
        let mut sharing: Vec<u32> =
            rare.flat_map(|bigram| self.lists.before(*bigram, at).0).copied().collect();
        sharing.sort_unstable();
        let mut near = Vec::new();
        for run in sharing.chunk_by(|one, other| one == other) {
            let Some(other) = run.first().map(|other| *other as usize) else { continue };
            let sizes = (set.len(), self.sets.get(other).len());
            let shared = match self.exact {
                true => run.len(),
                false if run.len() < SHARED => continue,
                false => self.sets.shared(at, other),
            };
            let likeness = likeness(shared, sizes, || shared_chars(chars(at), chars(other)));
            near.extend(likeness.map(|likeness| (other as u32, likeness)));
        }
        near.sort_by_key(|(other, likeness)| (std::cmp::Reverse(*likeness), *other));
        near.truncate(PARTNERS);
        near
    }
}

/// The likeness of two texts per thousand, when it is enough: from the bigrams that both have, the sizes of their
/// sets, and the characters that both have of the characters of both, in percent.
fn likeness(shared: usize, (one, other): (usize, usize), chars: impl Fn() -> usize) -> Option<u16> {
    let (short, long) = (one.min(other), one.max(other));
    let held = shared * 100 >= short * LEAST_HELD && short >= SHORT && short * 100 >= long * LEAST_LENGTH;
    let least = if short < SHORT { LEAST_CHARS_SHORT } else { LEAST_CHARS };
    let alike = || shared * 200 >= (one + other) * LEAST_BIGRAMS && chars() >= least;
    (short > 1 && (held || alike())).then(|| (shared * 1000 / (one + other - shared).max(1)) as u16)
}

/// The characters that two texts share, of the characters of both, in percent.
pub(super) fn shared_chars(one: &[char], other: &[char]) -> usize {
    let sorted = |text: &[char]| {
        let mut chars = text.to_vec();
        chars.sort_unstable();
        chars
    };
    let (a, b) = (sorted(one), sorted(other));
    let (mut shared, mut at, mut other_at) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(other_at)) {
        shared += usize::from(x == y);
        (at, other_at) = (at + usize::from(x <= y), other_at + usize::from(y <= x));
    }
    shared * 200 / (a.len() + b.len()).max(1)
}
