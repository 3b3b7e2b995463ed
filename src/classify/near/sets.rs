//! Texts → sorted sets of character bigrams, rare ones first, and lists of the sets that hold each.

use crate::text::quick::Quick;

/// Sets of bigrams, one after the other.
pub(super) struct Sets {
    bigrams: Vec<u32>,
    ends: Vec<u32>,
}

impl Sets {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bigrams of texts, named by how many times they occur, the rarest with the lowest name.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t [char]> + Clone) -> Self {
        let mut counts: Quick<u64, u32> = Quick::default();
        for bigram in texts.clone().flat_map(bigrams) {
            *counts.entry(bigram).or_default() += 1;
        }
        let mut known: Vec<(u32, u64)> = counts.iter().map(|(bigram, count)| (*count, *bigram)).collect();
        known.sort_unstable();
        for (name, (_, bigram)) in known.iter().enumerate() {
            counts.insert(*bigram, name as u32);
        }
        let mut sets = Sets { bigrams: Vec::new(), ends: Vec::new() };
        for text in texts {
            let from = sets.bigrams.len();
            sets.bigrams.extend(bigrams(text).filter_map(|bigram| counts.get(&bigram)));
            let set = sets.bigrams.get_mut(from..).unwrap_or_default();
            set.sort_unstable();
            let distinct = distinct_to_front(set);
            sets.bigrams.truncate(from + distinct);
            sets.ends.push(sets.bigrams.len() as u32);
        }
        sets
    }

    /// The first bigram that more than so many texts have; they are named by that number, the rarest lowest.
    pub(super) fn first_in_more_than(&self, texts: usize) -> u32 {
        let mut counts = vec![0_usize; self.bigrams.iter().max().map_or(0, |last| *last as usize + 1)];
        for bigram in &self.bigrams {
            counts[*bigram as usize] += 1;
        }
        counts.iter().position(|count| *count > texts).unwrap_or(counts.len()) as u32
    }

    /// How many bigrams two sets have in common, by the places of the sets.
    pub(super) fn shared(&self, one: usize, other: usize) -> usize {
        let (one, other) = (self.get(one), self.get(other));
        let (mut shared, mut at, mut other_at) = (0, 0, 0);
        while let (Some(a), Some(b)) = (one.get(at), other.get(other_at)) {
            shared += usize::from(a == b);
            (at, other_at) = (at + usize::from(a <= b), other_at + usize::from(b <= a));
        }
        shared
    }

    pub(super) fn in_order(&self, order: &[usize]) -> Sets {
        let mut sets = Sets { bigrams: Vec::with_capacity(self.bigrams.len()), ends: Vec::new() };
        for at in order {
            sets.bigrams.extend_from_slice(self.get(*at));
            sets.ends.push(sets.bigrams.len() as u32);
        }
        sets
    }

    pub(super) fn get(&self, at: usize) -> &[u32] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let from = at.checked_sub(1).map_or(0, end);
        self.bigrams.get(from..end(at)).unwrap_or_default()
    }

    /// Where the sets of at least a size begin; the sets stand in order of size.
    pub(super) fn first_of_size(&self, size: usize) -> usize {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if self.get(middle).len() < size { from = middle + 1 } else { to = middle }
        }
        from
    }
}

/// Brings the distinct numbers of a sorted list to its front and tells how many there are.
fn distinct_to_front(sorted: &mut [u32]) -> usize {
    let mut distinct = 0;
    for at in 0..sorted.len() {
        if at == 0 || sorted[at] != sorted[distinct - 1] {
            sorted[distinct] = sorted[at];
            distinct += 1;
        }
    }
    distinct
}

pub(super) fn bigrams(text: &[char]) -> impl Iterator<Item = u64> + '_ {
    text.windows(2).map(|pair| match pair {
        [a, b] => u64::from(u32::from(*a)) << 32 | u64::from(u32::from(*b)),
        _ => 0,
    })
}

/// For every bigram the texts that have it among the first of their set, with its position there.
pub(super) struct Lists {
    starts: Vec<u32>,
    texts: Vec<u32>,
    positions: Vec<u16>,
}

impl Lists {
    /// Lists the sets at some places by the first so many of their bigrams.
    pub(super) fn of(sets: &Sets, listed: impl Fn(usize, usize) -> usize) -> Self {
        let entries = || {
            (0..sets.ends.len()).flat_map(|at| {
                let set = sets.get(at);
                set.iter()
                    .take(listed(at, set.len()))
                    .enumerate()
                    .map(move |(place, bigram)| (at, place, *bigram))
            })
        };
        let bigrams = sets.bigrams.iter().max().map_or(0, |last| *last as usize + 1);
        let mut starts = vec![0_u32; bigrams + 1];
        entries().for_each(|(_, _, bigram)| starts[bigram as usize + 1] += 1);
        (0..bigrams).for_each(|bigram| starts[bigram + 1] += starts[bigram]);
        let mut next = starts.clone();
        let total = starts.last().map_or(0, |total| *total as usize);
        let mut lists = Lists { starts, texts: vec![0; total], positions: vec![0; total] };
        for (at, position, bigram) in entries() {
            let place = &mut next[bigram as usize];
            lists.texts[*place as usize] = at as u32;
            lists.positions[*place as usize] = u16::try_from(position).unwrap_or(u16::MAX);
            *place += 1;
        }
        lists
    }

    /// Those of a bigram's list that stand before a text, with the positions.
    pub(super) fn before(&self, bigram: u32, at: usize) -> (&[u32], &[u16]) {
        let bound = |index: usize| self.starts.get(index).map_or(0, |start| *start as usize);
        let span = bound(bigram as usize)..bound(bigram as usize + 1);
        let texts = self.texts.get(span.clone()).unwrap_or_default();
        let positions = self.positions.get(span).unwrap_or_default();
        let end = texts.partition_point(|text| (*text as usize) < at);
        (texts.get(..end).unwrap_or_default(), positions.get(..end).unwrap_or_default())
    }
}
