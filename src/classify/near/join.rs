//! Texts → all pairs of them that are nearly the same, found without comparing every two.
//!
//! Within a block (opinions that nothing keeps apart) every text is a sorted set of character bigrams, rare ones
//! first. Larger sets are compared where parts of them are equal ([`super::parts`]). Of small ones two with a
//! likeness of at least [`LEAST`] share one of their first few bigrams, so only those in the lists of these few
//! are compared. Texts that others hold whole are found by halves ([`super::windows`]).

use super::loose::{self, Loose};
use super::parts::{self, SMALL};
use super::profile::Profile;
use super::sets::{Lists, Sets};
use super::windows::Windows;

/// Shared bigrams per bigram of either that make two texts nearly the same, in percent.
pub(super) const LEAST: usize = 80;
/// The length of a contained text per length of the other that makes them nearly the same, in percent.
pub(super) const LEAST_CONTAINED: usize = 60;
/// A text shorter than this says too little for being contained in another one.
const SHORTEST: usize = 6;
/// How many partners of a text are kept, the nearest in length: a person will not look at more.
const PARTNERS: usize = 32;
/// How many texts are compared with one, the nearest in length first; those left out are of nearly its length only.
const COMPARED: usize = 4096;
/// Blocks from this size are shared out between processors.
const LARGE: usize = 2048;

/// Two profiles that are nearly the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) one: u32,
    pub(super) other: u32,
    /// How alike they are, per thousand: 1000 is the same text.
    pub(super) likeness: u16,
}

/// All pairs, each once with the smaller index first; sorted by both indices.
pub(super) fn pairs(profiles: &[Profile]) -> Vec<Pair> {
    let mut order: Vec<u32> = (0..profiles.len() as u32).collect();
    let block = |index: &u32| profiles.get(*index as usize).map_or(0, |profile| profile.block);
    order.sort_by_key(block);
    let blocks = order.chunk_by(|one, other| block(one) == block(other));
    let mut pairs: Vec<Pair> = blocks
        .filter(|members| members.len() > 1)
        .flat_map(|members| Block::new(profiles, members).pairs())
        .collect();
    pairs.sort_by_key(|pair| (pair.one, pair.other, std::cmp::Reverse(pair.likeness)));
    pairs.dedup_by_key(|pair| (pair.one, pair.other));
    pairs
}

/// The texts of a block by the size of their sets.
struct Block<'a> {
    profiles: &'a [Profile],
    /// Indices of profiles, the smallest set first.
    order: Vec<u32>,
    sets: Sets,
}

impl<'a> Block<'a> {
    fn new(profiles: &'a [Profile], members: &[u32]) -> Self {
        let chars = |index: &u32| profiles.get(*index as usize).map_or(&[][..], |profile| &*profile.chars);
        let unsorted = Sets::of(members.iter().map(chars));
        let mut by_size: Vec<usize> = (0..members.len()).collect();
        by_size.sort_by_key(|at| (unsorted.get(*at).len(), members.get(*at).copied()));
        let order: Vec<u32> = by_size.iter().filter_map(|at| members.get(*at).copied()).collect();
        Block { sets: unsorted.in_order(&by_size), profiles, order }
    }

    /// The pairs: of larger sets by their parts, of small and sparse ones by their rarest bigrams, and texts
    /// that others hold.
    fn pairs(&self) -> Vec<Pair> {
        let mut alone: Vec<bool> = (0..self.sets.len()).map(|at| self.sets.get(at).len() <= SMALL).collect();
        let mut pairs = Vec::new();
        for range in parts::ranges(&self.sets, LEAST) {
            range.sparse().filter_map(|at| alone.get_mut(at as usize).map(|alone| *alone = true)).count();
            let tasks = range.tasks();
            pairs.extend(self.shared_out(tasks.len(), |task, pairs| {
                let Some(task) = tasks.get(task) else { return };
                range.run(*task, |one, other| self.add(one, other, pairs));
            }));
        }
        let listed = |at: usize, size| if alone.get(at) == Some(&true) { indexed(size) } else { 0 };
        let lists = Lists::of(&self.sets, listed);
        let texts = (0..self.sets.len()).map(|at| self.chars(at));
        let windows = Windows::of(texts, SHORTEST);
        let loose = Loose::new(&self.sets);
        pairs.extend(self.shared_out(self.sets.len(), |at, pairs| {
            let near = loose.before(at, |at| self.chars(at));
            pairs.extend(
                near.into_iter().filter_map(|(other, likeness)| self.unbarred(other as usize, at, likeness)),
            );
            if alone.get(at) == Some(&true) {
                self.looked_up(at, &lists, pairs);
            }
            self.held(at, &windows, pairs);
        }));
        pairs
    }

    /// Does tasks, every n-th by another processor; the order of what they add is the same on any machine once
    /// it is sorted.
    fn shared_out(&self, tasks: usize, work: impl Fn(usize, &mut Vec<Pair>) + Sync) -> Vec<Pair> {
        let processors = std::thread::available_parallelism().map_or(1, |count| count.get().min(8));
        let shares = if self.sets.len() < LARGE { 1 } else { processors };
        let share = |from: usize| {
            let mut pairs = Vec::new();
            (from..tasks).step_by(shares).for_each(|task| work(task, &mut pairs));
            pairs
        };
        if shares == 1 {
            return share(0);
        }
        let share = &share;
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..shares).map(|from| scope.spawn(move || share(from))).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
        })
    }

    /// Compares a small or sparse set with those before it that share one of its first bigrams.
    fn looked_up(&self, at: usize, lists: &Lists, pairs: &mut Vec<Pair>) {
        let set = self.sets.get(at);
        let from = self.sets.first_of_size((set.len() * LEAST).div_ceil(100));
        let near = set.iter().take(probed(set.len())).enumerate().flat_map(|(position, bigram)| {
            let (texts, positions) = lists.before(*bigram, at);
            let texts =
                texts.iter().zip(positions).rev().take_while(move |(text, _)| **text as usize >= from);
            texts.filter(move |(text, other)| self.may_reach(set.len(), position, **text, **other))
        });
        let mut near: Vec<u32> = near.map(|(text, _)| *text).take(COMPARED).collect();
        near.sort_unstable();
        near.dedup();
        near.iter().rev().filter(|text| self.add(**text, at as u32, pairs)).take(PARTNERS).count();
    }

    /// Compares a text with those that it may hold whole.
    fn held(&self, at: usize, windows: &Windows, pairs: &mut Vec<Pair>) {
        let long = self.chars(at).len();
        let least = (long * LEAST_CONTAINED).div_ceil(100).max(SHORTEST);
        let held = windows.within(self.chars(at), least).into_iter();
        let held = held.filter(|text| (least..long).contains(&self.chars(*text as usize).len()));
        held.filter(|text| self.add(*text, at as u32, pairs)).take(PARTNERS).count();
    }

    fn add(&self, one: u32, other: u32, pairs: &mut Vec<Pair>) -> bool {
        let pair = self.compare(one as usize, other as usize);
        pairs.extend(pair);
        pair.is_some()
    }

    /// Whether what follows the shared bigram can still make two texts alike enough.
    fn may_reach(&self, size: usize, position: usize, text: u32, other_position: u16) -> bool {
        let other = self.sets.get(text as usize).len();
        let left = (size - position).min(other.saturating_sub(usize::from(other_position)));
        // The shared bigram is the first one that both have, or an earlier one has brought them together.
        let before = position.min(usize::from(other_position));
        before + left >= needed(size, other)
    }

    fn chars(&self, at: usize) -> &[char] {
        let profile = self.order.get(at).and_then(|index| self.profiles.get(*index as usize));
        profile.map_or(&[], |profile| &profile.chars)
    }

    fn compare(&self, at: usize, other: usize) -> Option<Pair> {
        let alike = alike(self.sets.get(at), self.sets.get(other));
        let likeness = alike.or_else(|| contained(self.chars(at), self.chars(other)))?;
        self.unbarred(at, other, likeness)
    }

    /// Two that are alike, unless something stands between them.
    fn unbarred(&self, at: usize, other: usize, likeness: u16) -> Option<Pair> {
        let (one, two) = (*self.order.get(at)?, *self.order.get(other)?);
        let profiles = [self.profiles.get(one as usize)?, self.profiles.get(two as usize)?];
        let barred = super::barrier::is_between(profiles[0], profiles[1]);
        (!barred).then(|| Pair { one: one.min(two), other: one.max(two), likeness })
    }
}

/// How many of the first bigrams of a set are looked up.
fn probed(size: usize) -> usize {
    size - (size * LEAST).div_ceil(100) + 1
}

/// How many of the first bigrams of a set are listed: the texts that look it up are at least as large.
fn indexed(size: usize) -> usize {
    size - needed(size, size) + 1
}

/// How many bigrams two sets must share.
fn needed(size: usize, other: usize) -> usize {
    ((size + other) * LEAST).div_ceil(100 + LEAST)
}

/// The likeness of two sets of bigrams, when it is enough: those in both per those in either, per thousand.
fn alike(one: &[u32], other: &[u32]) -> Option<u16> {
    let needed = needed(one.len(), other.len());
    let (mut shared, mut at, mut other_at) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(other_at)) {
        if shared + (one.len() - at).min(other.len() - other_at) < needed {
            return None;
        }
        shared += usize::from(a == b);
        (at, other_at) = (at + usize::from(a <= b), other_at + usize::from(b <= a));
    }
    let either = one.len() + other.len() - shared;
    (shared >= needed && either > 0).then(|| (shared * 1000 / either) as u16)
}

/// The likeness of a text to one that holds it whole, with something added before, after or at one place within.
fn contained(short: &[char], long: &[char]) -> Option<u16> {
    let (short, long) = if short.len() <= long.len() { (short, long) } else { (long, short) };
    if short.len() < SHORTEST || short.len() * 100 < long.len() * LEAST_CONTAINED {
        return None;
    }
    added(short, long).map(|_| (short.len() * 1000 / long.len().max(1)) as u16)
}

/// The likeness of any two texts in percent, by bigrams or as the share that one is of the other that holds it.
pub(super) fn likeness(one: &[char], other: &[char]) -> u8 {
    let sets = Sets::of([one, other].into_iter());
    let (a, b) = (sets.get(0), sets.get(1));
    let shared = a.iter().filter(|bigram| b.binary_search(bigram).is_ok()).count();
    let by_bigrams = shared * 100 / (a.len() + b.len() - shared).max(1);
    let by_length = contained(one, other).map_or(0, |likeness| usize::from(likeness) / 10);
    by_bigrams.max(by_length).max(loose::shared_chars(one, other)).min(100) as u8
}

/// Where in the longer text the added characters stand: one stretch, or one before and one after.
pub(super) fn added(short: &[char], long: &[char]) -> Option<Vec<std::ops::Range<usize>>> {
    let same = |(a, b): &(&char, &char)| a == b;
    let head = short.iter().zip(long).take_while(same).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(same).count();
    if head + tail >= short.len() {
        return Some(std::iter::once(head..head + long.len() - short.len()).collect());
    }
    let from = long.windows(short.len()).position(|window| window == short)?;
    Some(vec![0..from, from + short.len()..long.len()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::near::barrier;
    use crate::classify::near::sets::bigrams;

    const PARTS: [[&str; 8]; 4] = [
        ["机关科室", "代表联络站", "乡镇干部", "办事窗口", "社区网格", "驻村队员", "后勤人员", "各党支部"],
        ["加强", "改进", "规范", "压缩", "公开", "细化", "落实", "推进"],
        [
            "业务知识培训",
            "会议数量和时长",
            "群众来信答复",
            "检查考核频次",
            "值班值守安排",
            "材料报送要求",
            "公文运转时限",
            "谈心谈话制度",
        ],
        [
            "让群众少跑腿",
            "真正为基层减负",
            "提高办事效率",
            "形成长效机制",
            "做到件件有回音",
            "方便群众监督",
            "减少同类投诉",
            "发挥代表作用",
        ],
    ];

    /// Opinions of one to three sentences, some of them with a word or a sentence changed.
    fn profiles(count: usize) -> Vec<Profile> {
        let mut state = 7_u64;
        let mut pick = move |of: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % of
        };
        let mut texts: Vec<String> = Vec::new();
        for at in 0..count {
            let text = if at % 3 == 0 || texts.is_empty() {
                let sentence = |pick: &mut dyn FnMut(usize) -> usize| -> String {
                    PARTS.iter().map(|words| words[pick(8)]).collect()
                };
                (0..1 + pick(3)).map(|_| sentence(&mut pick)).collect()
            } else {
                let text: Vec<char> = texts[pick(texts.len())].chars().collect();
                let (from, word) = (pick(text.len()), PARTS[pick(4)][pick(8)]);
                let (head, tail) = text.split_at(from);
                head.iter().copied().chain(word.chars()).chain(tail.iter().copied().skip(pick(4))).collect()
            };
            texts.push(text);
        }
        let profile = |text: String| Profile {
            denied: text.chars().enumerate().filter(|(_, c)| *c == '少').map(|(at, _)| at as u32).collect(),
            chars: text.chars().collect(),
            block: (text.len() % 2) as u64,
            ..Profile::default()
        };
        texts.into_iter().map(profile).collect()
    }

    /// All texts compared with each other, one by one: what the fast search must find.
    fn naive(profiles: &[Profile]) -> Vec<(u32, u32)> {
        let set = |profile: &Profile| {
            let mut set: Vec<u64> = bigrams(&profile.chars).collect();
            set.sort_unstable();
            set.dedup();
            set
        };
        let sets: Vec<Vec<u64>> = profiles.iter().map(set).collect();
        let mut pairs = Vec::new();
        for (one, a) in profiles.iter().enumerate() {
            for (other, b) in profiles.iter().enumerate().skip(one + 1).filter(|(_, b)| a.block == b.block) {
                let shared =
                    sets[one].iter().filter(|bigram| sets[other].binary_search(bigram).is_ok()).count();
                let alike = shared * 100 >= (sets[one].len() + sets[other].len() - shared) * LEAST;
                if (alike || contained(&a.chars, &b.chars).is_some()) && !barrier::is_between(a, b) {
                    pairs.push((one as u32, other as u32));
                }
            }
        }
        pairs
    }

    #[test]
    fn the_same_pairs_are_found_as_by_comparing_every_two() {
        let profiles = profiles(2000);
        let found: Vec<(u32, u32)> = pairs(&profiles).iter().map(|pair| (pair.one, pair.other)).collect();
        let expected = naive(&profiles);
        assert!(expected.len() > 500, "{}", expected.len());
        let found: std::collections::BTreeSet<(u32, u32)> = found.into_iter().collect();
        let lost: Vec<&(u32, u32)> = expected.iter().filter(|pair| !found.contains(pair)).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}
