//! Texts that found no equal → pairs that are worth comparing: those with rare pairs of characters in common, and
//! those that stand at the same place between texts that were found.

use std::collections::{BTreeMap, HashMap};

use super::align::Texts;
use crate::model::place::At;
use crate::text::likeness::{Shingles, figures};

/// How many of a text's rarest pairs of characters are looked up.
const RAREST: usize = 12;
/// How many texts that share them are compared.
const MOST: usize = 8;
/// The weight of what one text has.
const WEIGHT: usize = 1 << 20;
/// Up to so many pairs at one place all are compared.
const FEW: usize = 64;
/// Beyond that, those this near to each other in order.
const STEPS: usize = 3;

/// Texts by what they can be told by, in order: places in a list, each with its features.
pub(super) type Features<A> = BTreeMap<A, Vec<u64>>;

/// What texts can be told by: pairs of characters and longer figures.
pub(super) fn features<A: At>(places: &[A], texts: &Texts<A>) -> Features<A> {
    let of = |text: &String| {
        let mut features = Shingles::of(text).0;
        features.extend(figures(text));
        features.sort_unstable();
        features.dedup();
        features
    };
    places.iter().filter_map(|at| Some((*at, of(texts.get(*at)?)))).collect()
}

/// Pairs of texts that share what few others have.
pub(super) fn candidates<A: At, B: At>(left: &Features<A>, right: &Features<B>) -> Vec<(A, B)> {
    let mut holders: HashMap<u64, Vec<B>> = HashMap::new();
    for (at, features) in right {
        for feature in features {
            holders.entry(*feature).or_default().push(*at);
        }
    }
    let mut pairs = Vec::new();
    for (at, features) in left {
        let known = features.iter().filter_map(|feature| holders.get(feature));
        let mut rare: Vec<&Vec<B>> = known.collect();
        rare.sort_by_key(|holders| holders.len());
        let mut shared: BTreeMap<B, usize> = BTreeMap::new();
        for holders in rare.iter().take(RAREST) {
            // What one has says more than what all have.
            let weight = WEIGHT / holders.len();
            for holder in holders.iter().take(MOST * MOST) {
                *shared.entry(*holder).or_default() += weight;
            }
        }
        let mut best: Vec<(usize, B)> = shared.into_iter().map(|(holder, weight)| (weight, holder)).collect();
        best.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        pairs.extend(best.into_iter().take(MOST).map(|(_, holder)| (*at, holder)));
    }
    pairs
}

/// Where texts stand between those that were found: pairs that rise in both.
#[derive(Debug, Clone)]
pub(super) struct Places<A, B> {
    chain: Vec<(A, B)>,
}

impl<A: At, B: At> Places<A, B> {
    /// The longest chain of pairs that rise in both; the others were moved. `pairs` are sorted by the first.
    pub(super) fn of(pairs: &[(A, B)]) -> Self {
        let kept = rising(&pairs.iter().map(|(_, y)| *y).collect::<Vec<_>>());
        Places { chain: kept.into_iter().filter_map(|at| pairs.get(at).copied()).collect() }
    }

    /// The stretch between found texts where one of the first list stands.
    pub(super) fn gap_of_block(&self, at: A) -> usize {
        self.chain.partition_point(|(x, _)| *x < at)
    }

    /// The stretch where one of the other list stands.
    pub(super) fn gap_of_paragraph(&self, at: B) -> usize {
        self.chain.partition_point(|(_, y)| *y < at)
    }

    /// Whether both stand in the same stretch.
    pub(super) fn same_gap(&self, block: A, paragraph: B) -> bool {
        self.gap_of_block(block) == self.gap_of_paragraph(paragraph)
    }
}

/// Pairs that stand in the same stretch.
pub(super) fn near<A: At, B: At>(
    left: &BTreeMap<A, Shingles>,
    right: &BTreeMap<B, Shingles>,
    places: &Places<A, B>,
) -> Vec<(A, B)> {
    let mut gaps: BTreeMap<usize, (Vec<A>, Vec<B>)> = BTreeMap::new();
    for at in left.keys() {
        gaps.entry(places.gap_of_block(*at)).or_default().0.push(*at);
    }
    for at in right.keys() {
        gaps.entry(places.gap_of_paragraph(*at)).or_default().1.push(*at);
    }
    let mut pairs = Vec::new();
    for (blocks, paragraphs) in gaps.into_values() {
        let few = blocks.len() * paragraphs.len() <= FEW;
        for (x, block) in blocks.iter().enumerate() {
            let near = |y: &usize| few || y.abs_diff(x) <= STEPS;
            let beside = paragraphs.iter().enumerate().filter(|(y, _)| near(y));
            pairs.extend(beside.map(|(_, paragraph)| (*block, *paragraph)));
        }
    }
    pairs
}

/// The places of a longest row of values that never falls.
pub(super) fn rising<T: Ord>(values: &[T]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let place = ends.partition_point(|end| values.get(*end).is_some_and(|last| last <= value));
        before.push(place.checked_sub(1).and_then(|place| ends.get(place)).copied());
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut row = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        row.push(at);
        next = before.get(at).copied().flatten();
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn the_longest_row_is_found() {
        assert_eq!(rising(&[5, 1, 2, 2, 9, 3]), [1, 2, 3, 5]);
        assert_eq!(rising::<usize>(&[]), Vec::<usize>::new());
    }
}
