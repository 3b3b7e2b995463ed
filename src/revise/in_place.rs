//! Blocks that no text is like → the paragraph that stands in their place, when it is the only one there or holds
//! their data.

use std::collections::{BTreeMap, HashMap};

use super::align::{Aligner, Group, joined};
use crate::text::fold::typed_key;
use crate::text::likeness::Shingles;

use crate::model::base::{Base, Piece};
use crate::model::place::{BaseAt, Each, TheirsAt};

/// How alike the only paragraph is that stands where a block stood.
const IN_PLACE: f64 = 0.15;
/// Shortest datum, in characters, that is no chance.
const SHORTEST_DATUM: usize = 3;
/// How much of a paragraph is what another lost.
const MOVED_PART: f64 = 0.7;
/// How many common pairs of characters are no chance.
const LEAST_PART: usize = 8;
/// Up to so many blocks and paragraphs in one place are searched for data.
const FEW: usize = 400;

/// The blocks and paragraphs between two that were found.
type Gap = (Vec<BaseAt>, Vec<TheirsAt>);

impl Aligner {
    /// The only paragraph that stands where a block stood, when little of it speaks against that.
    pub(super) fn take_in_place(&mut self) {
        for (blocks, paragraphs) in self.gaps() {
            let ([block], [paragraph]) = (blocks.as_slice(), paragraphs.as_slice()) else { continue };
            let role = self.blocks.roles.get(*block).copied().flatten();
            let alone = role.is_some_and(|role| !role.is_running());
            let texts = (self.blocks.texts.get(*block), self.paragraphs.texts.get(*paragraph));
            let (Some(one), Some(other)) = texts else { continue };
            let (one, other) = (Shingles::of(one), Shingles::of(other));
            let strange = self.strangeness(*block, *paragraph);
            if (alone && strange == 0.0) || one.likeness(&other) - strange >= IN_PLACE {
                self.take(vec![*block], vec![*paragraph]);
            }
        }
    }

    /// Paragraphs written anew around the data of the block that stood there, or was moved from there.
    pub(super) fn take_by_data(&mut self) {
        let anywhere = (self.free_blocks(), self.free_paragraphs());
        for (blocks, paragraphs) in self.gaps().into_iter().chain([anywhere]) {
            if blocks.len() * paragraphs.len() > FEW {
                continue;
            }
            let pairs = blocks.iter().flat_map(|block| paragraphs.iter().map(move |other| (*block, *other)));
            let mut shared: Vec<(usize, (BaseAt, TheirsAt))> = pairs
                .map(|pair| (self.shared_data(pair.0, pair.1), pair))
                .filter(|(count, _)| *count > 0)
                .collect();
            shared.sort_by_key(|(count, pair)| (std::cmp::Reverse(*count), *pair));
            for (_, (block, paragraph)) in shared {
                self.take_if_free(block, paragraph);
            }
        }
    }

    /// Paragraphs that hold what was cut off from a block and put elsewhere.
    pub(super) fn take_moved_parts(&mut self) {
        let paragraphs = self.free_paragraphs();
        let cut: Vec<(usize, Shingles)> = self
            .groups
            .iter()
            .enumerate()
            .filter_map(|(index, group)| Some((index, self.missing(group)?)))
            .filter(|(_, missing)| missing.0.len() >= LEAST_PART)
            .collect();
        if paragraphs.len() * cut.len() > FEW * FEW {
            return;
        }
        for at in paragraphs {
            let Some(text) = self.paragraphs.texts.get(at).map(|text| Shingles::of(text)) else { continue };
            let fits = |(_, missing): &&(usize, Shingles)| {
                text.0.len() >= LEAST_PART && text.within(missing) >= MOVED_PART
            };
            let Some((index, _)) = cut.iter().find(fits) else { continue };
            if let Some(mut group) = self.groups.get(*index).cloned() {
                group.theirs.push(at);
                self.widen(*index, group);
            }
        }
    }

    /// What a group's block had that its paragraph does not hold; none when all is there.
    fn missing(&self, group: &Group) -> Option<Shingles> {
        let [block] = group.base.as_slice() else { return None };
        let whole = self.blocks.texts.get(*block)?;
        let held = joined(&group.theirs, &self.paragraphs.texts);
        (*whole != held).then(|| Shingles::of(whole).without(&Shingles::of(&held)))
    }

    /// How many data of a block, which no other block has, stand in a paragraph.
    pub(super) fn shared_data(&self, block: BaseAt, paragraph: TheirsAt) -> usize {
        let text = self.paragraphs.texts.get(paragraph).map_or("", String::as_str);
        let own = self.data.get(block).into_iter().flatten();
        own.filter(|datum| text.contains(datum.as_str())).count()
    }

    /// How many of them are not in what the block's paragraphs hold.
    pub(super) fn lost_data(&self, block: BaseAt, paragraph: TheirsAt, held: &str) -> usize {
        let text = self.paragraphs.texts.get(paragraph).map_or("", String::as_str);
        let own = self.data.get(block).into_iter().flatten();
        own.filter(|datum| text.contains(datum.as_str()) && !held.contains(datum.as_str())).count()
    }

    /// What is in no group yet, by where it stands between those that are.
    fn gaps(&self) -> Vec<Gap> {
        let places = self.places();
        let mut gaps: BTreeMap<usize, Gap> = BTreeMap::new();
        for at in self.free_blocks() {
            gaps.entry(places.gap_of_block(at)).or_default().0.push(at);
        }
        for at in self.free_paragraphs() {
            gaps.entry(places.gap_of_paragraph(at)).or_default().1.push(at);
        }
        gaps.into_values()
            .filter(|(blocks, paragraphs)| !blocks.is_empty() && !paragraphs.is_empty())
            .collect()
    }
}

/// The data of each block that stood there, without those that another block has too.
pub(super) fn own_data(base: &Base) -> Each<BaseAt, Vec<String>> {
    let mut data: Vec<Vec<String>> = Vec::new();
    let mut holders: HashMap<String, usize> = HashMap::new();
    for block in &base.blocks {
        // What a person copied is no less the block's own.
        let pieces = block.stood().filter(|_| !block.is_persons()).unwrap_or_default().iter();
        let slots = pieces.filter(|piece| matches!(piece.what, Piece::Slot(_)));
        let mut own: Vec<String> = slots.map(|piece| typed_key(&piece.text)).collect();
        own.retain(|datum| datum.chars().count() >= SHORTEST_DATUM);
        own.sort_unstable();
        own.dedup();
        for datum in &own {
            *holders.entry(datum.clone()).or_default() += 1;
        }
        data.push(own);
    }
    for own in &mut data {
        own.retain(|datum| holders.get(datum) == Some(&1));
    }
    data.into_iter().collect()
}
