//! Base, theirs and fresh words of a block → the words that it will hold: what either side changed, theirs where
//! both meet, and every datum that is still there fresh.

use std::collections::HashMap;
use std::ops::Range;

use super::conflict::{is_stop_word, met};
use super::matching::{Hunk, hunks, matched};
use super::words::{Label, Names, Word, Words};
use crate::text::difference::Pairs;
use crate::text::fold::typed_key;

/// One word of a block as it will stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MergedWord {
    /// Characters before it that do not count.
    pub(super) lead: String,
    /// The characters of the word.
    pub(super) text: String,
    /// Whether it is wording, a number or a datum.
    pub(super) label: Label,
    /// Which of their paragraphs it stands in, counted from zero.
    pub(super) part: usize,
    /// The word of theirs that it is or stands for.
    pub(super) kept: Option<usize>,
    /// Which of the base's blocks it belongs to.
    pub(super) owner: usize,
}

/// What is to be said of a datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remark {
    /// A person typed over it, and the workbooks say otherwise. `at`: the word.
    TypedOver { slot: usize, at: usize, fresh: String },
    /// It may be one of several, and is no longer right.
    Unclear { slot: usize, written: String, fresh: String },
    /// The workbooks do not have it any more.
    Gone { at: usize },
    /// A person deleted it from the block, and the workbooks say otherwise now.
    Deleted { slot: usize, before: String, clause: String, was: String, fresh: String },
}

/// A block as it will stand, and what each side changed in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Merged {
    /// Its words in order.
    pub(super) merged_words: Vec<MergedWord>,
    /// Whether a person changed it since it was written.
    pub(super) touched: bool,
    /// Whether the workbooks give it otherwise than it was written.
    pub(super) renewed: bool,
    /// Whether any words of the fresh block came in.
    pub(super) applied: bool,
    /// Whether a person and the workbooks changed the same words.
    pub(super) conflict: bool,
    /// The data that are not renewed because it stays as it is: word, and what it would be.
    pub(super) stale: Vec<(usize, String)>,
    /// The slots of data that stand where none was given: moved there, or copied.
    pub(super) displaced: Vec<usize>,
    /// What is to be said of its data.
    pub(super) remarks: Vec<Remark>,
}

/// What slots hold anywhere in the fresh report.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    /// The texts of each slot, by its number in [`Names`].
    pub(super) of_slot: HashMap<usize, Vec<String>>,
    /// For a slot and a text of the base that became one other: slot and text.
    pub(super) renewed: HashMap<(usize, usize), (usize, String)>,
}

impl Values {
    /// The texts that a slot has in the fresh report; none when it has none.
    pub(super) fn of(&self, slot: usize) -> &[String] {
        self.of_slot.get(&slot).map_or(&[], Vec::as_slice)
    }
}

/// A person's text as words, one a character.
pub(super) fn plain(text: &str) -> Vec<MergedWord> {
    let out = |(at, character): (usize, char)| MergedWord {
        lead: String::new(),
        text: character.to_string(),
        label: Label::Plain,
        part: 0,
        kept: Some(at),
        owner: 0,
    };
    text.chars().enumerate().map(out).collect()
}

/// What a merge is made from: the words of all three sides.
pub(super) struct Sides<'a> {
    pub(super) base: &'a Words,
    pub(super) theirs: &'a Words,
    pub(super) fresh: &'a Words,
    /// Which of the base's blocks each part of the fresh words belongs to.
    pub(super) owners: &'a [usize],
    pub(super) values: &'a Values,
}

/// Merges a block. `still`: theirs stays as it is, whatever is fresh.
pub(super) fn merge(sides: &Sides<'_>, still: bool, names: &mut Names) -> Merged {
    let theirs = sides.theirs;
    let to_theirs = matched(sides.base, theirs, names);
    let to_fresh = matched(sides.base, sides.fresh, names);
    let mine = hunks(&to_theirs, sides.base.list.len(), theirs.list.len());
    let news = hunks(&to_fresh, sides.base.list.len(), sides.fresh.list.len());
    let mut merged = Merged {
        renewed: !news.is_empty() || to_fresh.iter().any(|pair| differs(*pair, sides)),
        ..Merged::default()
    };
    let word_merge = WordMerge {
        sides,
        names,
        from_theirs: table(to_theirs.iter().map(|(x, y)| (*y, *x)), theirs.list.len()),
        to_fresh: table(to_fresh.iter().copied(), sides.base.list.len()),
    };
    let mut changes: Vec<Change> = Vec::new();
    let mut agreed = 0;
    for hunk in news.into_iter().filter(|_| !still) {
        match met(&hunk, &mine) {
            None => {
                let change = word_merge.change(&hunk, &to_theirs);
                match word_merge.is_typed(&change.theirs) {
                    true => merged.conflict = true,
                    false => changes.push(change),
                }
            }
            // What is generated goes on what was generated; what a person added stands after both.
            Some(own) if word_merge.both_stand(own, &hunk) => {
                let start = own.other.start;
                changes.push(Change { theirs: start..start, fresh: hunk.other, agreed: false });
            }
            // The same words, which are data now.
            Some(own) if word_merge.agree(own, &hunk) => {
                agreed += 1;
                changes.push(Change { theirs: own.other.clone(), fresh: hunk.other, agreed: true });
            }
            Some(_) => merged.conflict = true,
        }
    }
    merged.conflict |= still && merged.renewed;
    word_merge.run(&changes, still, &mut merged);
    word_merge.miss(&to_theirs, &mut merged);
    let typed = merged.merged_words.iter().any(|out| matches!(out.label, Label::Typed(_)));
    merged.touched = mine.len() > agreed || typed;
    merged
}

/// Fresh words in place of a stretch of theirs.
struct Change {
    theirs: Range<usize>,
    fresh: Range<usize>,
    /// Whether theirs reads as the fresh words do.
    agreed: bool,
}

pub(super) struct WordMerge<'a> {
    pub(super) sides: &'a Sides<'a>,
    pub(super) names: &'a Names,
    /// The word of the base for each of theirs.
    from_theirs: Vec<Option<usize>>,
    /// The fresh word for each of the base.
    to_fresh: Vec<Option<usize>>,
}

/// What the workbooks say for a datum of theirs.
enum Fresh<'a> {
    Word(&'a Word),
    Text(&'a str),
    /// Its entry was corrected, or what it holds is written in several ways.
    Renewed(usize, &'a str),
    Unclear(&'a str),
    Gone,
}

impl WordMerge<'_> {
    /// Where in theirs a fresh hunk goes that meets none of theirs.
    fn change(&self, hunk: &Hunk, to_theirs: &Pairs) -> Change {
        let at = |base: usize| to_theirs.binary_search_by_key(&base, |(x, _)| *x).ok();
        let place = |index: usize| to_theirs.get(index).map(|(_, y)| *y);
        let start = hunk.one.start.checked_sub(1).and_then(at).and_then(place).map_or(0, |y| y + 1);
        let end = at(hunk.one.end).and_then(place).unwrap_or(self.theirs().list.len());
        Change { theirs: start..end.max(start), fresh: hunk.other.clone(), agreed: false }
    }

    pub(super) fn theirs(&self) -> &Words {
        self.sides.theirs
    }

    fn run(&self, changes: &[Change], still: bool, merged: &mut Merged) {
        let mut at = 0;
        for change in changes {
            self.keep(at..change.theirs.start, still, merged);
            self.bring(change, merged);
            at = change.theirs.end;
        }
        self.keep(at..self.theirs().list.len(), still, merged);
    }

    /// Data that were given and that a person deleted, when they would read otherwise now; those that stand where
    /// none was given.
    fn miss(&self, to_theirs: &Pairs, merged: &mut Merged) {
        let there = table(to_theirs.iter().copied(), self.sides.base.list.len());
        for (at, word) in self.sides.base.list.iter().enumerate() {
            let fresh = self.to_fresh.get(at).copied().flatten();
            let fresh = fresh.and_then(|at| Some((at, self.sides.fresh.list.get(at)?)));
            let (Some(slot), Some((place, fresh)), Some(None)) = (word.label.slot(), fresh, there.get(at))
            else {
                continue;
            };
            if fresh.key != word.key && !merged.conflict {
                let (was, fresh) = (self.sides.base.text(word), self.sides.fresh.text(fresh));
                let before = self.clause(self.sides.base, at);
                let clause = self.clause(self.sides.fresh, place);
                merged.remarks.push(Remark::Deleted { slot, before, clause, was, fresh });
            }
        }
        for (at, word) in self.theirs().list.iter().enumerate() {
            match word.label {
                _ if self.from_theirs.get(at).copied().flatten().is_some() => {}
                Label::Doubtful(slots) => merged.displaced.extend(self.names.several(slots)),
                label => merged.displaced.extend(label.slot()),
            }
        }
    }

    fn bring(&self, change: &Change, merged: &mut Merged) {
        let theirs = &self.theirs().list;
        let part = theirs.get(change.theirs.clone()).and_then(<[Word]>::first).map(|word| word.part);
        let before = change.theirs.start.checked_sub(1).and_then(|at| theirs.get(at)).map(|word| word.part);
        let part =
            part.or(before).or(theirs.get(change.theirs.end).map(|word| word.part)).unwrap_or_default();
        for word in self.sides.fresh.list.get(change.fresh.clone()).unwrap_or_default() {
            let owner = self.sides.owners.get(word.part).copied().unwrap_or_default();
            let text = self.sides.fresh.text(word);
            let lead = self.sides.fresh.lead(word);
            merged.merged_words.push(MergedWord { lead, text, label: word.label, part, kept: None, owner });
        }
        merged.applied |= !change.agreed;
    }

    fn keep(&self, range: Range<usize>, still: bool, merged: &mut Merged) {
        for at in range {
            let Some(word) = self.theirs().list.get(at) else { continue };
            let text = self.theirs().text(word);
            let lead = self.theirs().lead(word);
            let owner = self.owner(at, merged);
            let mut out =
                MergedWord { lead, text, label: word.label, part: word.part, kept: Some(at), owner };
            self.refresh(&mut out, at, word, still, merged);
            merged.merged_words.push(out);
        }
    }

    fn owner(&self, at: usize, merged: &Merged) -> usize {
        let last = merged.merged_words.last().map_or(0, |out| out.owner);
        let base = self.from_theirs.get(at).copied().flatten();
        // A number may be that of the next block now.
        let fresh = base.and_then(|base| self.sides.fresh.list.get(self.to_fresh.get(base).copied()??));
        let fresh = fresh.and_then(|word| self.sides.owners.get(word.part).copied());
        let own = fresh.or(base.and_then(|base| Some(self.sides.base.list.get(base)?.part)));
        own.map_or(last, |owner| owner.max(last))
    }

    /// Renews a datum that is still there; says so when a person typed over it and the workbooks differ.
    fn refresh(&self, out: &mut MergedWord, at: usize, word: &Word, still: bool, merged: &mut Merged) {
        if let Label::Doubtful(slots) = word.label {
            return self.doubt(slots, word, merged);
        }
        let Some(slot) = word.label.slot() else { return };
        // What the last run gave is typed over no more: a person put it back, or followed the cure.
        let is_given = |given: &Word| given.label.slot() == Some(slot) && given.key == word.key;
        let typed = matches!(word.label, Label::Typed(_)) && !self.sides.base.list.iter().any(is_given);
        let fresh = self.fresh(at, word);
        let (text, label) = match fresh {
            Fresh::Word(fresh) => (self.sides.fresh.text(fresh), fresh.label),
            Fresh::Text(text) => (text.to_owned(), Label::Slot(slot)),
            Fresh::Renewed(slot, text) => (text.to_owned(), Label::Slot(slot)),
            Fresh::Unclear(fresh) => {
                let written = self.names.name(word.key).to_owned();
                if !typed {
                    merged.remarks.push(Remark::Unclear { slot, written, fresh: fresh.to_owned() });
                }
                return;
            }
            Fresh::Gone => {
                if !typed {
                    merged.remarks.push(Remark::Gone { at: merged.merged_words.len() });
                }
                return;
            }
        };
        if typed_key(&text) == self.names.name(word.key) {
            out.label = label;
        } else if typed {
            merged.remarks.push(Remark::TypedOver { slot, at: merged.merged_words.len(), fresh: text });
        } else if still {
            merged.stale.push((merged.merged_words.len(), text));
        } else {
            (out.text, out.label) = (text, label);
            merged.applied = true;
        }
    }

    /// The clause that a word stands in.
    fn clause(&self, of: &Words, at: usize) -> String {
        let list = &of.list;
        let ends = |at: &usize| list.get(*at).is_none_or(|word| is_stop_word(word, self.names));
        let start = (0..at).rev().find(|at| ends(at)).map_or(0, |at| at + 1);
        let end = (at..list.len()).find(|at| ends(at)).unwrap_or(list.len());
        let words = list.get(start..end).unwrap_or_default();
        words.iter().map(|word| of.text(word)).collect()
    }

    /// Says what a datum would be now that may be one of several.
    fn doubt(&self, slots: usize, word: &Word, merged: &mut Merged) {
        let written = self.names.name(word.key);
        for slot in self.names.several(slots) {
            let values = self.sides.values.of(*slot);
            let holds = values.iter().any(|value| typed_key(value) == written);
            let fresh = values.first().filter(|_| !holds);
            let remark = fresh.map(|fresh| Remark::Unclear {
                slot: *slot,
                written: written.to_owned(),
                fresh: fresh.clone(),
            });
            let new = remark.filter(|remark| !merged.remarks.contains(remark));
            merged.remarks.extend(new);
        }
    }

    /// What the workbooks say for a datum: in its place, else in the block, else anywhere in the report.
    fn fresh(&self, at: usize, word: &Word) -> Fresh<'_> {
        let base = &self.sides.base.list;
        let to_fresh = |base: usize| self.sides.fresh.list.get((*self.to_fresh.get(base)?)?);
        let here = self.from_theirs.get(at).copied().flatten();
        let here = here.and_then(to_fresh).filter(|word| word.label.slot().is_some());
        if let Some(word) = here {
            return Fresh::Word(word);
        }
        let slot = word.label.slot();
        let in_block: Vec<&Word> =
            self.sides.fresh.list.iter().filter(|word| word.label.slot() == slot).collect();
        if let Some(fresh) = one(&in_block, word) {
            return fresh;
        }
        // Its entry may have been corrected, and have another slot since.
        let twins = (0..base.len())
            .filter(|at| base.get(*at).is_some_and(|twin| twin.label.slot() == slot && twin.key == word.key));
        let moved: Vec<&Word> =
            twins.filter_map(to_fresh).filter(|word| word.label.slot().is_some()).collect();
        if let Some(fresh) = one(&moved, word) {
            return fresh;
        }
        let values = slot.map_or(&[][..], |slot| self.sides.values.of(slot));
        let written = self.names.name(word.key);
        let renewed = slot.and_then(|slot| self.sides.values.renewed.get(&(slot, word.key)));
        if let Some((slot, text)) = renewed {
            return Fresh::Renewed(*slot, text);
        }
        match values {
            [] => Fresh::Gone,
            [only] => Fresh::Text(only),
            [first, ..] => values
                .iter()
                .find(|value| typed_key(value) == written)
                .map_or(Fresh::Unclear(first), |value| Fresh::Text(value)),
        }
    }
}

/// The one value that these words have, or the one that is written already.
fn one<'a>(words: &[&'a Word], written: &Word) -> Option<Fresh<'a>> {
    let first = words.first()?;
    let same = words.iter().find(|word| word.key == written.key);
    let alike = words.iter().all(|word| word.key == first.key);
    same.or(alike.then_some(first)).map(|word| Fresh::Word(word))
}

fn differs(pair: (usize, usize), sides: &Sides<'_>) -> bool {
    let (base, fresh) = (sides.base.list.get(pair.0), sides.fresh.list.get(pair.1));
    let (Some(base), Some(fresh)) = (base, fresh) else { return false };
    base.label.slot().is_some() && base.key != fresh.key
}

/// The other half of each pair, by the one.
fn table(pairs: impl Iterator<Item = (usize, usize)>, length: usize) -> Vec<Option<usize>> {
    let mut table = vec![None; length];
    for (at, other) in pairs {
        if let Some(place) = table.get_mut(at) {
            *place = Some(other);
        }
    }
    table
}
