//! What stood in a block and what stands there now → the words that stand there, with the data among them known:
//! still there, typed over, or no longer.

use std::collections::BTreeMap;
use std::ops::Range;

use super::words::{Label, Names, Word, Words};
use crate::model::base::BasePiece;
use crate::text::difference::{Pairs, equal};
use crate::text::numeral;

/// The words that stand in a block, with the data that were found among them so far.
#[derive(Debug, Clone, Default)]
pub(super) struct BlockWords {
    /// The words that stand there, none of them joined yet.
    pub(super) words: Words,
    /// Which of them did not stand there before and belong to no datum: what a person wrote or brought there.
    pub(super) surplus: Vec<bool>,
    /// Where data were found: words of `words`, and what each is.
    found: Vec<(Range<usize>, Label)>,
    /// The data that are not there any more: which of the pieces.
    pub(super) lost: Vec<usize>,
}

/// Finds the data of what stood there in the words that stand there now.
pub(super) fn read<'t>(
    stood: impl IntoIterator<Item = &'t BasePiece>,
    texts: &[&str],
    names: &mut Names,
) -> BlockWords {
    let mut before = Words::default();
    let mut data: Vec<Range<usize>> = Vec::new();
    for piece in stood {
        let one = Words::of_pieces([piece], false, names);
        let range = before.list.len()..before.list.len() + one.list.len();
        let labelled = one.list.first().is_some_and(|word| word.label != Label::Plain);
        data.extend(labelled.then_some(range));
        before.append(one);
    }
    let mut now = Words::of_texts(texts.iter().copied(), names);
    now.close(&before, names);
    let keys = |words: &Words| words.list.iter().map(|word| word.key).collect::<Vec<_>>();
    let pairs = equal(&keys(&before), &keys(&now));
    let mut search = Search { before, taken: vec![false; now.list.len()], now, names, found: Vec::new() };
    let lost = search.keep(&data, &pairs);
    let lost = search.seek_moved(lost);
    let lost = search.settle(lost, &pairs);
    let piece = |range: &Range<usize>| search.before.list.get(range.start).map(|word| word.part);
    let lost = lost.iter().filter_map(piece).collect();
    let mut surplus: Vec<bool> = search.taken.iter().map(|taken| !taken).collect();
    for (_, at) in &pairs {
        surplus.get_mut(*at).into_iter().for_each(|surplus| *surplus = false);
    }
    BlockWords { words: search.now, surplus, found: search.found, lost }
}

impl BlockWords {
    /// Whether a datum was found; numbers of headings and points are none.
    pub(super) fn has_data(&self) -> bool {
        self.found.iter().any(|(_, label)| *label != Label::Number)
    }

    /// Notes a datum that stands in surplus words; whether it could be.
    pub(super) fn note(&mut self, range: Range<usize>, label: Label) -> bool {
        let Some(surplus) = self.surplus.get_mut(range.clone()) else { return false };
        let free = !surplus.contains(&false);
        if free {
            surplus.fill(false);
            self.found.push((range, label));
        }
        free
    }

    /// The words, those of each datum joined to one.
    pub(super) fn finish(mut self, names: &mut Names) -> Words {
        self.found.sort_unstable_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, label) in self.found {
            self.words.join(range, label, names);
        }
        self.words
    }
}

/// The words of both sides while data are looked for.
struct Search<'n> {
    before: Words,
    now: Words,
    names: &'n mut Names,
    /// Which words of now belong to a datum.
    taken: Vec<bool>,
    /// Where data were found: words of `now`, and what each is.
    found: Vec<(Range<usize>, Label)>,
}

impl Search<'_> {
    /// Data whose words are all there, side by side, stay. Returns the others.
    fn keep(&mut self, data: &[Range<usize>], pairs: &Pairs) -> Vec<Range<usize>> {
        let mut lost = Vec::new();
        for range in data {
            let first = pairs.partition_point(|(x, _)| *x < range.start);
            let of = pairs.get(first..first + range.len()).unwrap_or_default();
            let start = of.first().map_or(0, |(_, y)| *y);
            let whole = of.len() == range.len()
                && of.iter().enumerate().all(|(step, (x, y))| (*x, *y) == (range.start + step, start + step));
            let there = whole && self.one_part(start..start + range.len());
            match there && self.is_sure(data, range, start) {
                true => self.take(start..start + range.len(), self.label(range)),
                false => lost.push(range.clone()),
            }
        }
        lost
    }

    /// Whether a datum that has its words at a place is surely there: a bare figure may be another one's.
    fn is_sure(&self, data: &[Range<usize>], range: &Range<usize>, start: usize) -> bool {
        if !self.is_figure(&self.before, range.start) {
            return true;
        }
        let key = |words: &Words, at: Option<usize>| Some(words.list.get(at?)?.key);
        let before = key(&self.before, range.start.checked_sub(1)) == key(&self.now, start.checked_sub(1));
        let after = key(&self.before, Some(range.end)) == key(&self.now, Some(start + range.len()));
        match self.has_twin(data, range) {
            true => before && after,
            false => before || after,
        }
    }

    /// Whether another datum reads the same, with the same word after it.
    fn has_twin(&self, data: &[Range<usize>], range: &Range<usize>) -> bool {
        let measure = |range: &Range<usize>| self.before.list.get(range.end).map(|word| word.key);
        data.iter().any(|other| other != range && self.same(other, range) && measure(other) == measure(range))
    }

    /// Data that a person moved within the block: told by their value where it is there once, else by the word
    /// that follows. Returns the others.
    fn seek_moved(&mut self, lost: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut rest = Vec::new();
        for range in &lost {
            let slot = self.label(range).slot().is_some();
            let alone = !self.has_twin(&lost, range);
            let only = !lost.iter().any(|other| other != range && self.same(other, range));
            let places = if slot { self.places(range) } else { Vec::new() };
            let measured: Vec<usize> =
                places.iter().copied().filter(|at| self.measured_alike(range, *at)).collect();
            let place = match (measured.as_slice(), places.as_slice()) {
                ([one], _) if alone => Some(*one),
                (_, [one]) if only && self.speaks_for_itself(range) => Some(*one),
                _ => None,
            };
            match place {
                Some(start) => self.take(start..start + range.len(), self.label(range)),
                None => rest.push(range.clone()),
            }
        }
        rest
    }

    /// Data that a person typed over, then those that cannot be told from equal ones: each place where such a one
    /// may stand is noted with all that it may be. Returns the others.
    fn settle(&mut self, lost: Vec<Range<usize>>, pairs: &Pairs) -> Vec<Range<usize>> {
        let mut gone = Vec::new();
        let mut unclear: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for range in lost {
            let slot = self.label(&range).slot();
            let over = slot.and_then(|_| self.typed_over(&range, pairs));
            let over = over.filter(|over| !self.reads(over, &range));
            let places = if slot.is_some() { self.places(&range) } else { Vec::new() };
            match (slot, over) {
                (Some(slot), Some(over)) => self.take(over, Label::Typed(slot)),
                (Some(slot), None) if !places.is_empty() => {
                    let ends = places.into_iter().map(|start| (start, start + range.len()));
                    ends.for_each(|place| unclear.entry(place).or_default().push(slot));
                }
                _ => gone.push(range),
            }
        }
        for ((start, end), slots) in unclear {
            if self.taken.get(start..end).is_some_and(|taken| !taken.contains(&true)) {
                let label = self.names.doubtful(slots);
                self.take(start..end, label);
            }
        }
        gone
    }

    /// Whether words of now read as a datum did.
    fn reads(&self, over: &Range<usize>, range: &Range<usize>) -> bool {
        over.len() == range.len() && self.same_words(range, over.start)
    }

    /// The words that a person typed in place of a datum.
    fn typed_over(&self, range: &Range<usize>, pairs: &Pairs) -> Option<Range<usize>> {
        let left = pairs.iter().rev().find(|(x, _)| *x < range.start);
        let right = pairs.iter().find(|(x, _)| *x >= range.end);
        let from = left.map_or(0, |(_, y)| y + 1);
        let to = right.map_or(self.now.list.len(), |(_, y)| *y);
        let room = from..to;
        if room.is_empty() || self.taken.get(room.clone())?.contains(&true) || !self.one_part(room.clone()) {
            return None;
        }
        let alone = left.map_or(0, |(x, _)| x + 1) == range.start
            && right.map_or(self.before.list.len(), |(x, _)| *x) == range.end;
        if self.is_figure(&self.before, range.start) && range.len() == 1 {
            let figures: Vec<usize> = room.clone().filter(|at| self.is_figure(&self.now, *at)).collect();
            let measured: Vec<usize> =
                figures.iter().copied().filter(|at| self.measured_alike(range, *at)).collect();
            return match (figures.as_slice(), measured.as_slice()) {
                (_, [one]) => Some(*one..one + 1),
                ([one], _) if alone => Some(*one..one + 1),
                ([], _) if alone && self.is_numeral(&room) => Some(room),
                _ => None,
            };
        }
        let ends = room.clone().any(|at| self.is_end(at));
        (alone && !ends && room.len() <= 2 * range.len() + 4).then_some(room)
    }

    /// Where the text of a datum stands in words that belong to no other.
    fn places(&self, range: &Range<usize>) -> Vec<usize> {
        let wanted = self.before.list.get(range.clone()).unwrap_or_default();
        let fits = |start: &usize| {
            let range = *start..start + wanted.len();
            let words = self.now.list.get(range.clone()).unwrap_or_default();
            words.iter().map(|word| word.key).eq(wanted.iter().map(|word| word.key))
                && self.taken.get(range.clone()).is_some_and(|taken| !taken.contains(&true))
                && self.one_part(range)
        };
        (0..(self.now.list.len() + 1).saturating_sub(wanted.len())).filter(fits).collect()
    }

    /// Whether the word after the datum is the same as it was (条, 份, 人次).
    fn measured_alike(&self, range: &Range<usize>, start: usize) -> bool {
        let length = match self.same_words(range, start) {
            true => range.len(),
            false => 1,
        };
        let key = |words: &Words, at: usize| words.list.get(at).map(|word| word.key);
        let measure = key(&self.before, range.end);
        measure.is_some() && measure == key(&self.now, start + length)
    }

    fn same_words(&self, range: &Range<usize>, start: usize) -> bool {
        let keys = |list: &[Word]| list.iter().map(|word| word.key).collect::<Vec<_>>();
        let now = self.now.list.get(start..start + range.len()).unwrap_or_default();
        keys(self.before.list.get(range.clone()).unwrap_or_default()) == keys(now)
    }

    /// A name or a long number is no chance; a bare `3` may be.
    fn speaks_for_itself(&self, range: &Range<usize>) -> bool {
        self.text(range).chars().count() > 1
    }

    fn same(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        self.text(one) == self.text(other)
    }

    fn is_figure(&self, words: &Words, at: usize) -> bool {
        let name = words.list.get(at).map(|word| self.names.name(word.key));
        name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn is_numeral(&self, room: &Range<usize>) -> bool {
        let words = self.now.list.get(room.clone()).unwrap_or_default();
        let numeral = |c: char| numeral::is_numeral(c) || "余多近约".contains(c);
        let digit = |word: &Word| self.names.name(word.key).chars().all(numeral);
        words.iter().all(digit)
    }

    fn is_end(&self, at: usize) -> bool {
        self.now.list.get(at).is_some_and(|word| "。！？；，".contains(self.names.name(word.key)))
    }

    fn one_part(&self, range: Range<usize>) -> bool {
        let words = self.now.list.get(range).unwrap_or_default();
        words.first().map(|word| word.part) == words.last().map(|word| word.part)
    }

    fn label(&self, range: &Range<usize>) -> Label {
        self.before.list.get(range.start).map_or(Label::Plain, |word| word.label)
    }

    fn text(&self, range: &Range<usize>) -> String {
        let words = self.before.list.get(range.clone()).unwrap_or_default();
        words.iter().map(|word| self.names.name(word.key)).collect()
    }

    fn take(&mut self, range: Range<usize>, label: Label) {
        if let Some(taken) = self.taken.get_mut(range.clone()) {
            taken.fill(true);
        }
        self.found.push((range, label));
    }
}
