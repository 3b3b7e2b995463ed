//! Blocks and paragraphs that read the same → which is which among the copies, so that each run takes the same for
//! the original.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Aligner;
use crate::model::place::{BaseAt, TheirsAt};

impl Aligner {
    /// Where persons' copies of a block are known, they and it are the paragraphs that read so in their order: the
    /// base has them in the order of the document. A copy that a person took away again goes before the block.
    pub(super) fn settle_copies(&mut self) {
        let mut classes: BTreeMap<&str, (Vec<BaseAt>, Vec<TheirsAt>)> = BTreeMap::new();
        for (at, _) in self.persons.all().filter(|(_, is_persons)| **is_persons) {
            let text = self.blocks.texts.get(at).filter(|text| !text.is_empty());
            if let Some(text) = text {
                classes.entry(text).or_default();
            }
        }
        if classes.is_empty() {
            return;
        }
        // What is one of several parts, or of several blocks, is no copy.
        let several = self.groups.iter().filter(|group| group.base.len() + group.theirs.len() > 2);
        let parts: BTreeSet<TheirsAt> =
            several.clone().flat_map(|group| group.theirs.iter().copied()).collect();
        let joined: BTreeSet<BaseAt> = several.flat_map(|group| group.base.iter().copied()).collect();
        for (at, text) in self.blocks.texts.all().filter(|(at, _)| !joined.contains(at)) {
            classes.get_mut(text.as_str()).into_iter().for_each(|(blocks, _)| blocks.push(at));
        }
        for (at, text) in self.paragraphs.texts.all().filter(|(at, _)| !parts.contains(at)) {
            classes.get_mut(text.as_str()).into_iter().for_each(|(_, paragraphs)| paragraphs.push(at));
        }
        let mut settled: Vec<(Vec<BaseAt>, Vec<TheirsAt>)> = Vec::new();
        for (blocks, paragraphs) in classes.into_values() {
            let is_persons = |at: &BaseAt| self.persons.is(*at);
            let ours = blocks.iter().filter(|at| !is_persons(at)).count();
            if ours > paragraphs.len() || blocks.len() < paragraphs.len() {
                continue;
            }
            let mut copies = paragraphs.len() - ours;
            let kept = blocks.into_iter().filter(|at| {
                let stays = !is_persons(at) || copies > 0;
                copies -= usize::from(stays && is_persons(at));
                stays
            });
            settled.push((kept.collect(), paragraphs));
        }
        for (blocks, paragraphs) in settled {
            self.groups.retain(|group| {
                let of_paragraphs = group.theirs.first().is_some_and(|at| paragraphs.contains(at));
                !of_paragraphs && !group.base.first().is_some_and(|at| blocks.contains(at))
            });
            for (block, paragraph) in blocks.into_iter().zip(paragraphs) {
                self.take(vec![block], vec![paragraph]);
            }
        }
    }
}
