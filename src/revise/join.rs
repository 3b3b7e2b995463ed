//! Blocks of the base, the paragraphs that hold them and their fresh counterparts → merged blocks. Paragraphs of
//! persons that hold data of others are joined too, so that the data can be renewed.

use std::collections::{HashMap, HashSet};

use super::align::{self, Group};
use super::blocks::OBJECT;
use super::element::renewed_data;
use super::matching::matched;
use super::merge::{Merged, Sides, merge};
use super::slots::{self, BlockWords};
use super::words::{Names, Words};
use super::{Joined, Reconciliation, annexes, displaced};
use crate::model::base::{BaseBlock, BasePiece, Piece, Stood};
use crate::model::document::{DocumentBlock, Shape};
use crate::model::place::{At as _, BaseAt, FreshAt, TheirsAt};
use crate::model::revision::Fate;
use crate::text::fold::typed_key;

/// A group whose words are read and which is not merged yet.
struct Waiting {
    group: Group,
    fresh: Vec<Option<FreshAt>>,
    reading: BlockWords,
    /// Whether it reads as it would now: what a person wrote was taken up in the workbooks.
    agreed: bool,
}

/// A group with the fresh counterpart of each of its blocks.
type Grouped = (Group, Vec<Option<FreshAt>>);

impl<'a> Reconciliation<'a> {
    /// Joins all that stands and has to do with what was given.
    pub(super) fn join_all(&mut self, names: &mut Names) {
        let mut groups: Vec<Grouped> = Vec::new();
        for group in align::align(self.was, self.stands) {
            let fresh = group.base.iter().map(|at| self.counterparts.get(*at).copied().flatten()).collect();
            groups.push((group, fresh));
        }
        self.adopt(&mut groups);
        let foreign = self.foreign(&groups);
        let alone =
            |(at, _): (TheirsAt, &DocumentBlock)| (Group { base: Vec::new(), theirs: vec![at] }, Vec::new());
        groups.extend(foreign.into_iter().map(alone));
        let mut waiting: Vec<Waiting> =
            groups.into_iter().map(|(group, fresh)| self.read(group, fresh, names)).collect();
        self.find_displaced(&mut waiting, names);
        waiting.retain(|waiting| {
            !waiting.group.base.is_empty() || !waiting.fresh.is_empty() || waiting.reading.has_data()
        });
        let agreed: Vec<bool> = waiting.iter().map(|waiting| waiting.agreed).collect();
        let read: Vec<(Group, Vec<Option<FreshAt>>, Words)> = waiting
            .into_iter()
            .map(|waiting| (waiting.group, waiting.fresh, waiting.reading.finish(names)))
            .collect();
        self.follow(&read, names);
        for ((group, fresh, words), agreed) in read.into_iter().zip(agreed) {
            let joined = self.join(group, fresh, words, agreed, names);
            self.joined.push(joined);
        }
    }

    /// New blocks that stand in the document already, word for word: written by a run whose base is lost.
    fn adopt(&self, groups: &mut Vec<Grouped>) {
        let mut waiting: HashMap<String, Vec<TheirsAt>> = HashMap::new();
        for (at, found) in self.foreign(groups).into_iter().rev() {
            waiting.entry(typed_key(&found.text)).or_default().push(at);
        }
        let text =
            |at: FreshAt| self.fresh.get(at).map(|block| align::text(&block.pieces)).unwrap_or_default();
        for at in self.new_blocks() {
            // The labels of annexes read alike: only with its title it is the same.
            let is_label = self.fresh.get(at).is_some_and(|block| annexes::opens(block.role));
            if is_label && !waiting.contains_key(&text(FreshAt(at.number() + 1))) {
                continue;
            }
            let text = text(at);
            if text.is_empty() {
                continue;
            }
            if let Some(place) = waiting.get_mut(&text).and_then(Vec::pop) {
                groups.push((Group { base: Vec::new(), theirs: vec![place] }, vec![Some(at)]));
            }
        }
    }

    /// Paragraphs of theirs that belong to no block.
    fn foreign(&self, groups: &[Grouped]) -> Vec<(TheirsAt, &'a DocumentBlock)> {
        let held: HashSet<TheirsAt> =
            groups.iter().flat_map(|(group, _)| group.theirs.iter().copied()).collect();
        let paragraphs = self.theirs.all().filter(|(_, found)| found.shape == Shape::Paragraph);
        paragraphs.filter(|(at, found)| !held.contains(at) && !found.is_blank()).collect()
    }

    /// The fresh blocks that no block of the base has as its counterpart.
    fn new_blocks(&self) -> Vec<FreshAt> {
        let known: HashSet<FreshAt> = self.counterparts.all().filter_map(|(_, fresh)| *fresh).collect();
        self.fresh.all().map(|(at, _)| at).filter(|at| !known.contains(at)).collect()
    }

    fn read(&self, group: Group, fresh: Vec<Option<FreshAt>>, names: &mut Names) -> Waiting {
        let found = group.theirs.iter().filter_map(|at| self.theirs.get(*at));
        let texts: Vec<&str> = found.map(|found| found.text.as_str()).collect();
        let news: Vec<&BaseBlock> = fresh.iter().flatten().filter_map(|at| self.fresh.get(*at)).collect();
        let said: String = news.iter().map(|block| align::text(&block.pieces)).collect();
        let stands: String = texts.iter().map(|text| typed_key(text)).collect();
        let given: String = self.bases(&group).map(|block| align::text(&block.pieces)).collect();
        let agreed = !said.is_empty() && said == stands && given != said;
        let given = if group.base.is_empty() || agreed { news } else { self.bases(&group).collect() };
        let reading = slots::read(given.iter().flat_map(|block| stood(block)), &texts, names);
        Waiting { group, fresh, reading, agreed }
    }

    fn bases<'w>(&'w self, group: &'w Group) -> impl Iterator<Item = &'a BaseBlock> + use<'w, 'a> {
        group.base.iter().filter_map(|at| self.base.get(*at))
    }

    /// Finds the data that were moved or copied out of their blocks.
    fn find_displaced(&self, waiting: &mut [Waiting], names: &mut Names) {
        let mut there: HashSet<BaseAt> = HashSet::new();
        let mut lost: HashSet<(BaseAt, usize)> = HashSet::new();
        for waiting in waiting.iter() {
            there.extend(&waiting.group.base);
            let of = |at: &BaseAt| self.base.get(*at).map_or(0, |block| stood(block).len());
            let pieces: Vec<(BaseAt, usize)> =
                waiting.group.base.iter().flat_map(|at| (0..of(at)).map(move |piece| (*at, piece))).collect();
            lost.extend(waiting.reading.lost.iter().filter_map(|at| pieces.get(*at)));
        }
        let missing = |block: BaseAt, piece: usize| !there.contains(&block) || lost.contains(&(block, piece));
        let mut readings: Vec<&mut BlockWords> =
            waiting.iter_mut().map(|waiting| &mut waiting.reading).collect();
        displaced::find(self.was, &missing, &mut readings, names);
    }

    /// For data that stand where they were not given: what their texts became where they were.
    fn follow(&mut self, read: &[(Group, Vec<Option<FreshAt>>, Words)], names: &mut Names) {
        let mut wanted: HashSet<(usize, usize)> = HashSet::new();
        for (group, _, words) in read {
            let data = words.list.iter().filter_map(|word| Some((word.label.slot()?, word.key)));
            let open: Vec<(usize, usize)> =
                data.filter(|(slot, _)| self.values.of(*slot).len() != 1).collect();
            if open.is_empty() {
                continue;
            }
            let mut number = |piece: &BasePiece| match &piece.what {
                Piece::Slot(slot) => Some(names.number(slot)),
                _ => None,
            };
            let given: HashSet<usize> =
                self.bases(group).flat_map(|block| &block.pieces).filter_map(&mut number).collect();
            wanted.extend(open.into_iter().filter(|(slot, _)| !given.contains(slot)));
        }
        let mut renewed: HashMap<(usize, usize), HashSet<(usize, String)>> = HashMap::new();
        for (at, block) in self.base.all().filter(|_| !wanted.is_empty()) {
            let fresh = self.counterparts.get(at).copied().flatten();
            let Some(fresh) = fresh.and_then(|at| self.fresh.get(at)) else { continue };
            let words = Words::of_pieces(&block.pieces, true, names);
            let datum = |word: &super::words::Word| Some((word.label.slot()?, word.key));
            if !words.list.iter().filter_map(datum).any(|datum| wanted.contains(&datum)) {
                continue;
            }
            let news = Words::of_pieces(&fresh.pieces, true, names);
            for (x, y) in matched(&words, &news, names) {
                let (Some(was), Some(is)) = (words.list.get(x).and_then(datum), news.list.get(y)) else {
                    continue;
                };
                if let Some(slot) = is.label.slot().filter(|_| wanted.contains(&was)) {
                    renewed.entry(was).or_default().insert((slot, news.text(is)));
                }
            }
        }
        let only = |(was, became): (_, HashSet<(usize, String)>)| {
            let mut became = became.into_iter();
            became.next().filter(|_| became.next().is_none()).map(|one| (was, one))
        };
        self.values.renewed = renewed.into_iter().filter_map(only).collect();
    }

    fn join(
        &self,
        group: Group,
        fresh: Vec<Option<FreshAt>>,
        theirs: Words,
        agreed: bool,
        names: &mut Names,
    ) -> Joined {
        let pending = group.theirs.iter().filter_map(|at| self.theirs.get(*at)).any(|found| found.pending);
        let bases: Vec<&BaseBlock> = self.bases(&group).collect();
        let persons = bases.iter().all(|block| block.is_persons()) && fresh.iter().all(Option::is_none);
        let news: Vec<(usize, &BaseBlock)> = fresh
            .iter()
            .enumerate()
            .filter_map(|(owner, at)| Some((owner, self.fresh.get((*at)?)?)))
            .collect();
        let orphan = news.is_empty();
        let fresh_words = match orphan {
            true => {
                let renewed: Vec<BaseBlock> =
                    bases.iter().map(|block| self.with_values(block, names)).collect();
                all(&renewed.iter().collect::<Vec<_>>(), names)
            }
            false => all(&news.iter().map(|(_, block)| *block).collect::<Vec<_>>(), names),
        };
        let base_words = if bases.is_empty() || agreed { fresh_words.clone() } else { all(&bases, names) };
        let owners: Vec<usize> = match orphan {
            true => (0..bases.len()).collect(),
            false => news.iter().map(|(owner, _)| *owner).collect(),
        };
        let sides = Sides {
            base: &base_words,
            theirs: &theirs,
            fresh: &fresh_words,
            owners: &owners,
            values: &self.values,
        };
        let mut merged = merge(&sides, pending, names);
        // A picture or note that a person put in is not to be lost with the words around it.
        let held = |part: &Vec<char>| part.contains(&OBJECT);
        merged.touched |= theirs.parts.iter().any(held);
        if !agreed && bases.iter().all(|block| !block.role.is_running()) {
            let news: Vec<&BaseBlock> = news.iter().map(|(_, block)| *block).collect();
            merged.conflict_at_data(&renewed_data(&bases, &news));
        }
        let fate = match persons {
            true => Some(if merged.applied { Fate::Merged } else { Fate::Foreign }),
            false => fate(&merged, orphan, pending),
        };
        Joined { group, fresh, merged, theirs, fate, pending, exhibit: None, persons }
    }

    /// A block that the workbooks have nothing for, with the data in it that they still have.
    fn with_values(&self, block: &BaseBlock, names: &mut Names) -> BaseBlock {
        let mut block = block.clone();
        for piece in &mut block.pieces {
            let Piece::Slot(slot) = &piece.what else { continue };
            if let [only] = self.values.of(names.number(slot)) {
                piece.text.clone_from(only);
            }
        }
        block
    }
}

fn all(blocks: &[&BaseBlock], names: &mut Names) -> Words {
    let mut words = Words::default();
    for block in blocks {
        words.append(Words::of_pieces(&block.pieces, true, names));
    }
    words
}

/// The pieces that stood there, or those that were given when a person had deleted them.
fn stood(block: &BaseBlock) -> &[BasePiece] {
    match &block.stood {
        Stood::Changed(pieces) => pieces,
        Stood::AsGiven | Stood::Gone => &block.pieces,
    }
}

/// What becomes of merged blocks; none when they go.
fn fate(merged: &Merged, orphan: bool, pending: bool) -> Option<Fate> {
    match (merged.touched, merged.applied) {
        (touched, _) if orphan => (touched || pending).then_some(Fate::Orphan),
        _ if merged.conflict => Some(Fate::Conflict),
        (true, true) => Some(Fate::Merged),
        (true, false) => Some(Fate::Kept),
        (false, true) => Some(Fate::Refreshed),
        (false, false) => Some(Fate::Same),
    }
}
