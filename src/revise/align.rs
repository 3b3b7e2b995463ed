//! The blocks of the base and the paragraphs of a document → which is which, by text first: equal, then split or
//! joined, then alike. Bookmarks and styles are hints.

use std::collections::{BTreeMap, HashMap};

use super::candidates::{Places, candidates, features, near};
use super::in_place::own_data;
use super::split_join::split_or_joined;
use crate::model::place::{At, BaseAt, Each, Listed, TheirsAt};
use crate::text::difference::equal;
use crate::text::fold::typed_key;
use crate::text::likeness::Shingles;
use crate::text::numeral::is_counting;

use crate::model::base::{Base, BaseBlock, BasePiece, Stood};
use crate::model::document::{Document, Shape};
use crate::model::report::Role;

/// Blocks of the base with the paragraphs that hold their text: one of each, or one with several that stand in a
/// row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The blocks of the base, in the order of the base.
    pub(super) base: Vec<BaseAt>,
    /// The paragraphs of the document that hold them, in order.
    pub(super) theirs: Vec<TheirsAt>,
}

impl Group {
    /// The first and last of the paragraphs that follow each other; a part may have been moved away.
    pub(super) fn together(&self) -> Option<(TheirsAt, TheirsAt)> {
        let first = *self.theirs.first()?;
        let following = self.theirs.windows(2).take_while(|pair| pair.is_sorted()).filter_map(<[_]>::last);
        Some((first, following.last().copied().unwrap_or(first)))
    }
}

/// Shortest text, in characters, that is found again although its number is another.
const SHORTEST_UNNUMBERED: usize = 4;
/// How alike a paragraph is at least that carries the bookmark of a block.
const HINTED: f64 = 0.2;
/// How alike a paragraph is that stands near where a block stood.
const NEAR: f64 = 0.3;
/// How alike a paragraph is that stands anywhere.
const ANYWHERE: f64 = 0.55;
/// What a datum counts that only the block and the paragraph have.
const SHARED: f64 = 0.2;
/// How much less alike a paragraph counts to what a person copied than to the block itself.
const COPY: f64 = 0.05;
/// How much of a paragraph a block holds of which it was split.
const CUT_OFF: f64 = 0.6;

/// The text of each block as it is compared; empty for those that cannot be found.
pub(super) type Texts<A> = Each<A, String>;

/// The texts and roles of one side: the base, or the document.
pub(super) struct Side<A> {
    pub(super) texts: Texts<A>,
    pub(super) roles: Each<A, Option<Role>>,
}

/// Finds the blocks of the base in a document; groups in the order of the base.
pub(super) fn align(base: &Base, theirs: &Document) -> Vec<Group> {
    let standing = |stood: Option<&[BasePiece]>| stood.map(text).unwrap_or_default();
    let blocks = Side {
        texts: base.blocks.iter().map(|block| standing(block.stood())).collect(),
        roles: base.blocks.iter().map(|block| Some(block.role)).collect(),
    };
    let paragraphs = Side {
        texts: theirs.blocks.iter().map(|found| paragraph_text(&found.shape, &found.text)).collect(),
        roles: theirs.blocks.iter().map(|found| found.role).collect(),
    };
    let is_persons = || base.blocks.iter().map(BaseBlock::is_persons);
    let persons: Each<BaseAt, bool> = is_persons().collect();
    let mut aligner = Aligner {
        free: (is_persons().map(|persons| !persons).collect(), theirs.blocks.iter().map(|_| true).collect()),
        blocks,
        paragraphs,
        data: own_data(base),
        persons,
        groups: Vec::new(),
    };
    aligner.take_equal(|text| text.to_owned());
    aligner.take_equal(|text| unnumbered(text).to_owned());
    aligner.take_cut();
    // What persons copied comes after what it was copied from.
    aligner.free_persons();
    aligner.settle_copies();
    aligner.take_equal(|text| text.to_owned());
    aligner.take_cut();
    aligner.take_alike(&hints(base, theirs));
    aligner.take_by_data();
    aligner.take_in_place();
    aligner.absorb();
    aligner.take_moved_parts();
    aligner.take_back(base);
    aligner.groups.sort_by_key(|group| group.base.first().copied());
    aligner.groups
}

/// The text of pieces as it is compared.
pub(super) fn text(pieces: &[BasePiece]) -> String {
    pieces.iter().map(|piece| typed_key(&piece.text)).collect()
}

fn paragraph_text(shape: &Shape, text: &str) -> String {
    match shape {
        Shape::Paragraph => typed_key(text),
        Shape::Table(_) | Shape::Chart(_) | Shape::Other => String::new(),
    }
}

/// Pairs of a block and the paragraph that carries its bookmark.
fn hints(base: &Base, theirs: &Document) -> HashMap<BaseAt, TheirsAt> {
    let ids: HashMap<&str, BaseAt> =
        Listed::of(&base.blocks).all().map(|(at, block)| (block.id.as_str(), at)).collect();
    let found = Listed::of(&theirs.blocks).all();
    let hints = found.flat_map(|(at, found)| found.hints.iter().map(move |hint| (hint.as_str(), at)));
    let mut pairs = HashMap::new();
    for (hint, at) in hints {
        if let Some(block) = ids.get(hint) {
            pairs.entry(*block).or_insert(at);
        }
    }
    pairs
}

/// A text without the number that it begins with.
fn unnumbered(text: &str) -> &str {
    let rest = text.strip_prefix('（').unwrap_or(text);
    let after = rest.trim_start_matches(is_counting);
    let closed = ["、", "是", "）"].into_iter().find_map(|mark| after.strip_prefix(mark));
    closed.filter(|_| after.len() < rest.len()).unwrap_or(text)
}

/// The groups that were found so far, and what is still without one.
pub(super) struct Aligner {
    pub(super) blocks: Side<BaseAt>,
    pub(super) paragraphs: Side<TheirsAt>,
    /// The data of each block that no other has.
    pub(super) data: Each<BaseAt, Vec<String>>,
    /// Which blocks of the base were written by a person.
    pub(super) persons: Each<BaseAt, bool>,
    /// Which blocks and paragraphs are in no group yet.
    free: (Each<BaseAt, bool>, Each<TheirsAt, bool>),
    pub(super) groups: Vec<Group>,
}

impl Aligner {
    pub(super) fn take(&mut self, base: Vec<BaseAt>, theirs: Vec<TheirsAt>) {
        base.iter().for_each(|at| self.free.0.put(*at, false));
        theirs.iter().for_each(|at| self.free.1.put(*at, false));
        self.groups.push(Group { base, theirs });
    }

    pub(super) fn free_blocks(&self) -> Vec<BaseAt> {
        free(&self.free.0, &self.blocks.texts)
    }

    pub(super) fn free_paragraphs(&self) -> Vec<TheirsAt> {
        free(&self.free.1, &self.paragraphs.texts)
    }

    fn free_persons(&mut self) {
        let persons = self.persons.all().filter(|(_, is_persons)| **is_persons);
        persons.for_each(|(at, _)| self.free.0.put(at, true));
    }

    /// Equal texts: in order first, then wherever they were moved.
    fn take_equal(&mut self, key: fn(&str) -> String) {
        let blocks = keyed(&self.free_blocks(), &self.blocks.texts, key);
        let paragraphs = keyed(&self.free_paragraphs(), &self.paragraphs.texts, key);
        for (x, y) in equal(&keys(&blocks), &keys(&paragraphs)) {
            if let (Some((x, _)), Some((y, _))) = (blocks.get(x), paragraphs.get(y)) {
                self.take(vec![*x], vec![*y]);
            }
        }
        let mut waiting: HashMap<&str, Vec<TheirsAt>> = HashMap::new();
        for (at, key) in paragraphs.iter().rev().filter(|(at, _)| self.free.1.is(*at)) {
            waiting.entry(key).or_default().push(*at);
        }
        for (at, key) in blocks.iter().filter(|(at, _)| self.free.0.is(*at)).cloned().collect::<Vec<_>>() {
            if let Some(place) = waiting.get_mut(key.as_str()).and_then(Vec::pop) {
                self.take(vec![at], vec![place]);
            }
        }
    }

    /// Blocks that were split into several paragraphs, or joined into one.
    fn take_cut(&mut self) {
        for (base, theirs) in split_or_joined(
            &self.free_blocks(),
            &self.blocks.texts,
            &self.free_paragraphs(),
            &self.paragraphs.texts,
        ) {
            if self.free.0.is(base) && theirs.iter().all(|at| self.free.1.is(*at)) {
                self.take(vec![base], theirs);
            }
        }
        for (at, base) in split_or_joined(
            &self.free_paragraphs(),
            &self.paragraphs.texts,
            &self.free_blocks(),
            &self.blocks.texts,
        ) {
            if self.free.1.is(at) && base.iter().all(|at| self.free.0.is(*at)) {
                self.take(base, vec![at]);
            }
        }
    }

    /// Texts that are alike: the most alike first.
    fn take_alike(&mut self, hints: &HashMap<BaseAt, TheirsAt>) {
        let (blocks, paragraphs) = (self.free_blocks(), self.free_paragraphs());
        let places = self.places();
        let left = shingled(&blocks, &self.blocks.texts);
        let right = shingled(&paragraphs, &self.paragraphs.texts);
        let mut candidates = candidates(
            &features(&blocks, &self.blocks.texts),
            &features(&paragraphs, &self.paragraphs.texts),
        );
        candidates.extend(near(&left, &right, &places));
        let by_hint = blocks.iter().filter_map(|at| Some((*at, *hints.get(at)?)));
        candidates.extend(by_hint.filter(|(_, at)| right.contains_key(at)));
        candidates.sort_unstable();
        candidates.dedup();
        let mut scored: Vec<(f64, BaseAt, TheirsAt)> = Vec::new();
        for (x, y) in candidates {
            let (Some(one), Some(other)) = (left.get(&x), right.get(&y)) else { continue };
            let hinted = hints.get(&x) == Some(&y);
            let shared = self.shared_data(x, y).min(2) as f64;
            let copy = if self.persons.is(x) { COPY } else { 0.0 };
            let score = one.likeness(other) - self.strangeness(x, y) + SHARED * shared - copy;
            let least = match (hinted, places.same_gap(x, y)) {
                (true, _) => HINTED,
                (false, true) => NEAR,
                (false, false) => ANYWHERE,
            };
            if score >= least {
                let favour = if hinted { 0.3 } else { 0.0 } + if places.same_gap(x, y) { 0.1 } else { 0.0 };
                scored.push((score + favour, x, y));
            }
        }
        scored.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        for (_, x, y) in scored {
            self.take_if_free(x, y);
        }
    }

    pub(super) fn take_if_free(&mut self, block: BaseAt, paragraph: TheirsAt) {
        if self.free.0.is(block) && self.free.1.is(paragraph) {
            self.take(vec![block], vec![paragraph]);
        }
    }

    /// A paragraph whose style speaks for another role is less likely to be the block.
    pub(super) fn strangeness(&self, block: BaseAt, paragraph: TheirsAt) -> f64 {
        let roles = (self.blocks.roles.get(block), self.paragraphs.roles.get(paragraph));
        match (roles.0.copied().flatten(), roles.1.copied().flatten()) {
            (Some(one), Some(other)) if one != other => 0.2,
            _ => 0.0,
        }
    }

    /// Paragraphs next to one of a group that hold what was cut off from its block, and the other way round.
    fn absorb(&mut self) {
        for index in 0..self.groups.len() {
            let Some(group) = self.groups.get(index).cloned() else { continue };
            if let [block] = group.base.as_slice() {
                let whole = joined(&[*block], &self.blocks.texts);
                let held = joined(&group.theirs, &self.paragraphs.texts);
                if held != whole {
                    let lost = |at: TheirsAt| self.lost_data(*block, at, &held) > 0;
                    let theirs =
                        spread(&group.theirs, &whole, &held, &self.paragraphs.texts, &self.free.1, &lost);
                    self.widen(index, Group { theirs, ..group.clone() });
                }
            }
            let Some(group) = self.groups.get(index).cloned() else { continue };
            if let [paragraph] = group.theirs.as_slice() {
                let whole = joined(&[*paragraph], &self.paragraphs.texts);
                let held = joined(&group.base, &self.blocks.texts);
                if held != whole {
                    let base =
                        spread(&group.base, &whole, &held, &self.blocks.texts, &self.free.0, &|_| false);
                    self.widen(index, Group { base, ..group });
                }
            }
        }
    }

    pub(super) fn widen(&mut self, index: usize, group: Group) {
        group.base.iter().for_each(|at| self.free.0.put(*at, false));
        group.theirs.iter().for_each(|at| self.free.1.put(*at, false));
        if let Some(place) = self.groups.get_mut(index) {
            *place = group;
        }
    }

    /// What a person had deleted and put back.
    fn take_back(&mut self, base: &Base) {
        let gone = Listed::of(&base.blocks).all().filter(|(_, block)| block.stood == Stood::Gone);
        let mut waiting: HashMap<String, Vec<TheirsAt>> = HashMap::new();
        for at in self.free_paragraphs().into_iter().rev() {
            let text = self.paragraphs.texts.get(at).map(|text| unnumbered(text).to_owned());
            waiting.entry(text.unwrap_or_default()).or_default().push(at);
        }
        for (at, block) in gone {
            let text = text(&block.pieces);
            if let Some(place) = waiting.get_mut(unnumbered(&text)).and_then(Vec::pop) {
                self.take(vec![at], vec![place]);
            }
        }
    }

    /// Where the blocks and paragraphs stand between those that were found.
    pub(super) fn places(&self) -> Places<BaseAt, TheirsAt> {
        let first = |group: &Group| Some((*group.base.first()?, *group.theirs.first()?));
        let mut pairs: Vec<(BaseAt, TheirsAt)> = self.groups.iter().filter_map(first).collect();
        pairs.sort_unstable();
        Places::of(&pairs)
    }
}

fn free<A: At>(free: &Each<A, bool>, texts: &Texts<A>) -> Vec<A> {
    let open = free.all().filter(|(_, free)| **free).map(|(at, _)| at);
    open.filter(|at| texts.get(*at).is_some_and(|text| !text.is_empty())).collect()
}

fn keyed<A: At>(places: &[A], texts: &Texts<A>, key: fn(&str) -> String) -> Vec<(A, String)> {
    let keys = places.iter().filter_map(|at| Some((*at, key(texts.get(*at)?))));
    keys.filter(|(at, key)| {
        texts.get(*at).is_some_and(|text| text.len() == key.len())
            || key.chars().count() >= SHORTEST_UNNUMBERED
    })
    .collect()
}

fn keys<A>(list: &[(A, String)]) -> Vec<&str> {
    list.iter().map(|(_, key)| key.as_str()).collect()
}

pub(super) fn shingled<A: At>(places: &[A], texts: &Texts<A>) -> BTreeMap<A, Shingles> {
    places.iter().filter_map(|at| Some((*at, Shingles::of(texts.get(*at)?)))).collect()
}

pub(super) fn joined<A: At>(places: &[A], texts: &Texts<A>) -> String {
    places.iter().filter_map(|at| texts.get(*at)).map(String::as_str).collect()
}

/// The places of a group with those beside it that hold more of the whole, or its `data`.
fn spread<A: At>(
    group: &[A],
    whole: &str,
    held: &str,
    texts: &Texts<A>,
    free: &Each<A, bool>,
    data: &dyn Fn(A) -> bool,
) -> Vec<A> {
    let mut group = group.to_vec();
    let whole = Shingles::of(whole);
    let mut held = held.to_owned();
    loop {
        let beside = [beside(&group, texts, true), beside(&group, texts, false)];
        let fitting = beside.into_iter().flatten().find_map(|(at, after)| {
            let text = texts.get(at).filter(|text| free.is(at) && !text.is_empty())?;
            let joined = if after { format!("{held}{text}") } else { format!("{text}{held}") };
            let gains = whole.common(&Shingles::of(&joined)) > whole.common(&Shingles::of(&held)) + 2;
            (data(at) || (gains && Shingles::of(text).within(&whole) >= CUT_OFF))
                .then_some((at, after, joined))
        });
        let Some((at, after, joined)) = fitting else { return group };
        group.insert(if after { group.len() } else { 0 }, at);
        held = joined;
    }
}

/// The next block with text after or before a group.
fn beside<A: At>(group: &[A], texts: &Texts<A>, after: bool) -> Option<(A, bool)> {
    let has_text = |at: &A| texts.get(*at).is_some_and(|text| !text.is_empty());
    let at = match after {
        true => (group.last()?.number() + 1..texts.end().number()).map(A::from).find(has_text),
        false => (0..group.first()?.number()).rev().map(A::from).find(has_text),
    };
    at.map(|at| (at, after))
}
