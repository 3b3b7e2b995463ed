//! Larger sets → candidates for comparing, by parts that are the same: what differs cannot be everywhere.
//!
//! Bigrams are divided into a number of parts, the same way for every text. Two sets that differ in at most `d`
//! bigrams have the same in at least two of `d + 2` parts, so it is enough to look at texts with two equal parts:
//! sort by each pair of parts, compare within the runs. Parts hold bigrams from all over a text, so two of them
//! are seldom equal by chance, and the work grows with the number of texts. Sets with too many empty parts are left to
//! [`super::join`], which looks them up one by one.

use super::sets::Sets;

/// Sets up to this size are not divided: their parts would hold too little.
pub(super) const SMALL: usize = 16;
/// Sets above this size are compared by single parts: there are enough of them.
const LARGE: usize = 90;
/// How many parts there are besides those that are needed, to make up for empty ones.
const EMPTY: usize = 1;
/// Within a run of up to this length all are compared; in a longer one, each with those that follow.
const RUN: usize = 64;
/// How many that follow are compared, and how many partners among them are enough.
const FOLLOWING: (usize, usize) = (256, 8);

/// Texts whose larger size lies in one range, divided into as many parts as that range needs.
pub(super) struct Range<'a> {
    sets: &'a Sets,
    /// Sets as large as this or larger are of the range; smaller ones are there as their partners.
    from: usize,
    /// The places of its sets in `sets`.
    members: Vec<u32>,
    parts: usize,
    /// Whether one equal part is enough to be compared.
    single: bool,
    /// The parts of one set after the other, each as a digest; zero for an empty one.
    digests: Vec<u32>,
}

/// The ranges of sizes that sets fall into.
pub(super) fn ranges(sets: &Sets, least: usize) -> impl Iterator<Item = Range<'_>> {
    let largest = sets.len().checked_sub(1).map_or(0, |last| sets.get(last).len());
    let mut from = SMALL + 1;
    std::iter::from_fn(move || {
        if from > largest {
            return None;
        }
        let (low, high) = (from, from + from / 5);
        from = high + 1;
        Some(Range::new(sets, low, high, least))
    })
}

impl<'a> Range<'a> {
    fn new(sets: &'a Sets, from: usize, to: usize, least: usize) -> Self {
        let differing = 2 * to * (100 - least) / (100 + least);
        let single = to > LARGE;
        let parts = differing + EMPTY + if single { 1 } else { 2 };
        let first = sets.first_of_size((from * least).div_ceil(100));
        let members: Vec<u32> = (first as u32..sets.first_of_size(to + 1) as u32).collect();
        let mut digests = vec![0_u32; members.len() * parts];
        for (member, digests) in members.iter().zip(digests.chunks_mut(parts)) {
            for bigram in sets.get(*member as usize) {
                let mixed = (u64::from(*bigram) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                if let Some(digest) = digests.get_mut((mixed >> 40) as usize % parts) {
                    *digest = digest.wrapping_add((mixed >> 8) as u32 | 1);
                }
            }
        }
        Range { sets, from, members, parts, single, digests }
    }

    /// The pairs of parts to sort by; a part with itself where one is enough.
    pub(super) fn tasks(&self) -> Vec<(usize, usize)> {
        let all = 0..self.parts;
        if self.single {
            return all.map(|part| (part, part)).collect();
        }
        all.flat_map(|one| (one + 1..self.parts).map(move |other| (one, other))).collect()
    }

    /// Sets of the range that have too many empty parts to be sure of two equal ones.
    pub(super) fn sparse(&self) -> impl Iterator<Item = u32> + '_ {
        let empty = |digests: &[u32]| digests.iter().filter(|digest| **digest == 0).count();
        let sets = self.members.iter().zip(self.digests.chunks(self.parts));
        sets.filter(move |(_, digests)| empty(digests) > EMPTY).map(|(member, _)| *member)
    }

    /// Tells every two sets whose first equal parts are those of the task; `is_near` says whether they are near.
    pub(super) fn run(&self, task: (usize, usize), mut is_near: impl FnMut(u32, u32) -> bool) {
        let mut keys: Vec<(u64, u32)> = Vec::with_capacity(self.members.len());
        for (at, digests) in self.digests.chunks(self.parts).enumerate() {
            if let (Some(one @ 1..), Some(other @ 1..)) =
                (digests.get(task.0).copied(), digests.get(task.1).copied())
            {
                keys.push((u64::from(one) << 32 | u64::from(other), at as u32));
            }
        }
        keys.sort_unstable();
        for run in keys.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
            let (most, enough) = if run.len() > RUN { FOLLOWING } else { (RUN, RUN) };
            for (index, (_, one)) in run.iter().enumerate() {
                let following = run.iter().skip(index + 1).take(most).map(|(_, other)| *other);
                let told = following.filter(|other| self.is_first(*one, *other, task));
                told.filter(|other| is_near(self.place(*one), self.place(*other))).take(enough).count();
            }
        }
    }

    fn place(&self, at: u32) -> u32 {
        self.members.get(at as usize).copied().unwrap_or_default()
    }

    /// Whether the larger one is of the range, and no earlier task tells the two.
    fn is_first(&self, one: u32, other: u32, task: (usize, usize)) -> bool {
        let size = |at: u32| self.sets.get(self.place(at) as usize).len();
        let digests = |at: u32| self.digests.chunks(self.parts).nth(at as usize).unwrap_or_default();
        let both = digests(one).iter().zip(digests(other));
        let mut equal = both.enumerate().filter(|(_, (one, other))| one == other && **one != 0);
        let first = equal.next().map(|(part, _)| part);
        let second = if self.single { first } else { equal.next().map(|(part, _)| part) };
        size(one).max(size(other)) >= self.from && (first, second) == (Some(task.0), Some(task.1))
    }
}
