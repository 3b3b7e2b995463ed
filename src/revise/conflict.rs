//! Fresh words and a person's at one place → whether they meet, say the same, or both stand.

use std::ops::Range;

use super::matching::Hunk;
use super::merge::WordMerge;
use super::words::{Label, Names, Word, Words};
use crate::text::likeness::likeness;

/// From so alike on what both sides add at one place may say the same.
const OTHER: f64 = 0.3;

/// A hunk of theirs that a fresh one overlaps or touches.
pub(super) fn met<'h>(news: &Hunk, mine: &'h [Hunk]) -> Option<&'h Hunk> {
    let first = mine.partition_point(|own| own.one.end < news.one.start);
    mine.get(first).filter(|own| own.one.start <= news.one.end)
}

impl WordMerge<'_> {
    /// Whether a person made the very change that the workbooks make.
    pub(super) fn agree(&self, own: &Hunk, news: &Hunk) -> bool {
        let keys = |words: &Words, range: &Range<usize>| -> Vec<usize> {
            words.list.get(range.clone()).unwrap_or_default().iter().map(|word| word.key).collect()
        };
        let text = |keys: Vec<usize>| keys.iter().map(|key| self.names.name(*key)).collect::<String>();
        own.one == news.one
            && text(keys(self.theirs(), &own.other)) == text(keys(self.sides.fresh, &news.other))
    }

    /// Whether a person typed over a datum in this stretch of theirs.
    pub(super) fn is_typed(&self, range: &Range<usize>) -> bool {
        let words = self.theirs().list.get(range.clone()).unwrap_or_default();
        words.iter().any(|word| matches!(word.label, Label::Typed(_)))
    }

    /// Whether both sides add something of their own at one place between two clauses: then both stand.
    pub(super) fn both_stand(&self, own: &Hunk, news: &Hunk) -> bool {
        let apart = own.one.is_empty() && own.one == news.one;
        let text = |words: &Words, range: &Range<usize>| -> String {
            let words = words.list.get(range.clone()).unwrap_or_default();
            words.iter().map(|word| self.names.name(word.key)).collect()
        };
        let stops = |text: Option<char>| text.is_some_and(is_stop);
        let base = |at: Option<usize>| {
            let word = at.and_then(|at| self.sides.base.list.get(at));
            word.is_none_or(|word| stops(self.names.name(word.key).chars().next()))
        };
        let (mine, fresh) = (text(self.theirs(), &own.other), text(self.sides.fresh, &news.other));
        let after = base(own.one.start.checked_sub(1)) && own.one.start > 0;
        let ended = stops(mine.chars().last()) && stops(fresh.chars().last());
        let begun = stops(mine.chars().next()) && stops(fresh.chars().next());
        let between = after && ended || base(Some(own.one.end)) && begun;
        apart && between && likeness(&mine, &fresh) < OTHER && !self.share_data(own, news)
    }

    /// Whether both stretches hold the datum of one slot.
    fn share_data(&self, own: &Hunk, news: &Hunk) -> bool {
        let slots = |words: &Words, range: &Range<usize>| -> Vec<usize> {
            let words = words.list.get(range.clone()).unwrap_or_default();
            words.iter().filter_map(|word| word.label.slot()).collect()
        };
        let theirs = slots(self.theirs(), &own.other);
        slots(self.sides.fresh, &news.other).iter().any(|slot| theirs.contains(slot))
    }
}

/// Whether a mark ends a clause (，。；：！？).
pub(super) fn is_stop(mark: char) -> bool {
    "，。；：！？".contains(mark)
}

/// Whether a word is such a mark.
pub(super) fn is_stop_word(word: &Word, names: &Names) -> bool {
    word.label == Label::Plain && names.name(word.key).chars().next().is_some_and(is_stop)
}
