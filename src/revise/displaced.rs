//! Words that a person moved or copied out of other blocks → the data among them, told by the words around them.
//!
//! A datum is renewed there when its whole clause reads as it did, or when it is gone from where it stood and is
//! no chance. One that only may be it is left as it is, and told once the workbooks say otherwise: what a person
//! wrote about something else must not change.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::conflict::is_stop_word;
use super::slots::BlockWords;
use super::words::{Label, Names, Word, Words};
use crate::model::base::Base;
use crate::model::place::{BaseAt, Each, Listed};

/// Shortest datum, in characters, that is no chance.
const SHORTEST_DATUM: usize = 3;
/// How many equal words around a datum are no chance.
const LEAST_AROUND: usize = 6;
/// How many other words the clause of a datum must have for it to tell anything.
const LEAST_CLAUSE: usize = 4;
/// How many data that begin alike are looked at for one word.
const MOST: usize = 512;
/// How many words to either side are compared.
const FARTHEST: usize = 400;

/// Finds data in the surplus words of readings. `missing`: whether the datum of a block's piece is no longer where
/// it stood.
pub(super) fn find(
    base: &Base,
    missing: &dyn Fn(BaseAt, usize) -> bool,
    readings: &mut [&mut BlockWords],
    names: &mut Names,
) {
    if !readings.iter().any(|reading| reading.surplus.contains(&true)) {
        return;
    }
    let known = Known::of(base, missing, names);
    for reading in readings.iter_mut().filter(|reading| reading.surplus.contains(&true)) {
        let mut seen_data = known.seen_data(reading, names);
        seen_data.sort_by(|one, other| {
            other.rank().cmp(&one.rank()).then(one.range.start.cmp(&other.range.start))
        });
        for seen_datum in seen_data {
            let label = match seen_datum.labels.as_slice() {
                [only] if seen_datum.sure => *only,
                labels => doubtful(labels, names),
            };
            reading.note(seen_datum.range, label);
        }
    }
}

/// A datum of a block of the base, with where it stood.
struct Datum {
    block: BaseAt,
    range: Range<usize>,
    label: Label,
    /// Whether it is gone from where it stood.
    missing: bool,
    /// Whether its text is no chance: none reads so but those of its slot.
    rare: bool,
}

/// All data that stood in any block of the base.
struct Known {
    words: Each<BaseAt, Words>,
    data: Vec<Datum>,
    /// The data that begin with a word.
    by_first: HashMap<usize, Vec<usize>>,
}

/// A datum that was seen among words which no block accounts for.
struct SeenDatum {
    range: Range<usize>,
    /// What it may be, when several data read so.
    labels: Vec<Label>,
    sure: bool,
    /// How many words around it are the same.
    around: usize,
    missing: bool,
}

impl SeenDatum {
    fn rank(&self) -> (bool, usize, bool, usize) {
        (self.sure, self.around, self.missing, self.range.len())
    }
}

impl Known {
    fn of(base: &Base, missing: &dyn Fn(BaseAt, usize) -> bool, names: &mut Names) -> Self {
        let (mut data, mut all) = (Vec::new(), Vec::new());
        let mut by_first: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut texts: HashMap<usize, HashSet<Label>> = HashMap::new();
        let mut keys = Vec::new();
        for (block, given) in Listed::<BaseAt, _>::of(&base.blocks).all() {
            let stood = given.stood().unwrap_or_default();
            let words = Words::of_pieces(stood, false, names);
            let mut from = 0;
            for (piece, stood) in stood.iter().enumerate() {
                let count = Words::of_pieces([stood], false, names).list.len();
                let range = from..from + count;
                from += count;
                let Some(first) = words.list.get(range.start).filter(|_| count > 0) else { continue };
                if matches!(first.label, Label::Plain | Label::Number) {
                    continue;
                }
                let text = text(&words, &range, names);
                let long = text.chars().count() >= SHORTEST_DATUM;
                let key = names.number(&text);
                texts.entry(key).or_default().insert(first.label);
                keys.push((key, long));
                by_first.entry(first.key).or_default().push(data.len());
                let (label, missing) = (first.label, missing(block, piece));
                data.push(Datum { block, range, label, missing, rare: false });
            }
            all.push(words);
        }
        for (datum, (key, long)) in data.iter_mut().zip(keys) {
            datum.rare = long && texts.get(&key).is_some_and(|labels| labels.len() == 1);
        }
        Known { words: all.into_iter().collect(), data, by_first }
    }

    /// What may stand in the surplus words of a reading.
    fn seen_data(&self, reading: &BlockWords, names: &Names) -> Vec<SeenDatum> {
        let mut seen_data = Vec::new();
        for (start, word) in reading.words.list.iter().enumerate() {
            let surplus = |range: &Range<usize>| {
                reading.surplus.get(range.clone()).is_some_and(|surplus| !surplus.contains(&false))
            };
            let candidates = self.by_first.get(&word.key).into_iter().flatten().take(MOST);
            let data = candidates.filter_map(|at| self.data.get(*at));
            let there = data.filter(|datum| surplus(&(start..start + datum.range.len())));
            let mut best: Option<SeenDatum> = None;
            for seen_datum in
                there.filter_map(|datum| self.seen_datum(datum, &reading.words.list, start, names))
            {
                match &mut best {
                    Some(best) if best.rank() > seen_datum.rank() => {}
                    Some(best) if best.rank() == seen_datum.rank() => {
                        let new = seen_datum.labels.into_iter().filter(|label| !best.labels.contains(label));
                        best.labels.extend(new.collect::<Vec<_>>());
                    }
                    best => *best = Some(seen_datum),
                }
            }
            seen_data.extend(best);
        }
        seen_data
    }

    /// A datum where its words stand, when the words around it speak for it.
    fn seen_datum(&self, datum: &Datum, now: &[Word], start: usize, names: &Names) -> Option<SeenDatum> {
        let before = &self.words.get(datum.block)?.list;
        let range = start..start + datum.range.len();
        let (own, there) = (before.get(datum.range.clone())?, now.get(range.clone())?);
        let part = there.first()?.part;
        let whole = own.iter().zip(there).all(|(one, other)| one.key == other.key && other.part == part);
        if !whole {
            return None;
        }
        let here = |word: &&Word| word.part == part;
        let (head, other_head) = (before.get(..datum.range.start)?, now.get(..start)?);
        let (tail, other_tail) = (before.get(datum.range.end..)?, now.get(range.end..)?);
        let left = Side::of(head.iter().rev(), other_head.iter().rev().take_while(here), names);
        let right = Side::of(tail.iter(), other_tail.iter().take_while(here), names);
        let around = left.same + right.same;
        let both = left.same > 0 && right.same > 0;
        let clause = left.closed && right.closed && left.in_clause + right.in_clause >= LEAST_CLAUSE;
        let phrase = both && around >= LEAST_AROUND && (datum.rare || datum.missing);
        // What a person typed over stays so where it is moved; a copy of it is theirs like any other word.
        if !datum.missing && !matches!(datum.label, Label::Slot(_)) {
            return None;
        }
        let sure = clause || phrase || datum.rare && datum.missing && around > 0;
        // A clause without its subject, or without its end, may be a copy.
        let short = both && left.ended && right.ended && left.in_clause + right.in_clause >= LEAST_CLAUSE;
        let seen_datum = SeenDatum { range, labels: vec![datum.label], sure, around, missing: datum.missing };
        (sure || short || datum.rare && (around > 0 || datum.missing)).then_some(seen_datum)
    }
}

/// The words to one side of a datum, before and now.
struct Side {
    /// How many words are the same, beginning at the datum.
    same: usize,
    /// How many of them stand in its clause.
    in_clause: usize,
    /// Whether they are the same as far as the clause goes.
    closed: bool,
    /// Whether they are the same as far as the clause goes now.
    ended: bool,
}

impl Side {
    fn of<'w>(
        mut before: impl Iterator<Item = &'w Word>,
        mut now: impl Iterator<Item = &'w Word>,
        names: &Names,
    ) -> Self {
        let ends = |word: &Word| is_stop_word(word, names);
        let mut side = Side { same: 0, in_clause: 0, closed: false, ended: false };
        loop {
            match (before.next(), now.next()) {
                (Some(one), Some(other)) if one.key == other.key && side.same < FARTHEST => {
                    side.same += 1;
                    side.closed |= ends(one);
                    side.in_clause += usize::from(!side.closed);
                }
                (one, other) => {
                    side.ended = side.closed || other.is_none_or(ends);
                    side.closed |= one.is_none_or(ends) && other.is_none_or(ends);
                    return side;
                }
            }
        }
    }
}

fn text(words: &Words, range: &Range<usize>, names: &Names) -> String {
    let words = words.list.get(range.clone()).unwrap_or_default();
    words.iter().map(|word| names.name(word.key)).collect()
}

/// The label of what may be any of these.
fn doubtful(labels: &[Label], names: &mut Names) -> Label {
    let slots = |label: &Label| match label {
        Label::Doubtful(slots) => names.several(*slots).to_vec(),
        label => label.slot().into_iter().collect(),
    };
    let slots = labels.iter().flat_map(slots).collect();
    names.doubtful(slots)
}
