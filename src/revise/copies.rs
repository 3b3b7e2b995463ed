//! Blocks and paragraphs that read the same → which is which among the copies, so that each run takes the same for
//! the original.

use std::collections::BTreeMap;

use super::align::Aligner;

impl Aligner {
    /// Where persons' copies of a block are known, they and it are the paragraphs that read so in their order: the
    /// base has them in the order of the document. A copy that a person took away again goes before the block.
    pub(super) fn settle_copies(&mut self) {
        let mut classes: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for at in (0..self.persons.len()).filter(|at| self.persons.get(*at) == Some(&true)) {
            let text = self.blocks.texts.get(at).filter(|text| !text.is_empty());
            if let Some(text) = text {
                classes.entry(text).or_default();
            }
        }
        if classes.is_empty() {
            return;
        }
        for (at, text) in self.blocks.texts.iter().enumerate() {
            classes.get_mut(text.as_str()).into_iter().for_each(|(blocks, _)| blocks.push(at));
        }
        for (at, text) in self.paragraphs.texts.iter().enumerate() {
            classes.get_mut(text.as_str()).into_iter().for_each(|(_, paragraphs)| paragraphs.push(at));
        }
        let mut settled: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for (blocks, paragraphs) in classes.into_values() {
            let is_persons = |at: &usize| self.persons.get(*at) == Some(&true);
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
                let held = |list: &[usize], at: Option<&usize>| at.is_some_and(|at| list.contains(at));
                !held(&paragraphs, group.theirs.first()) && !held(&blocks, group.base.first())
            });
            for (block, paragraph) in blocks.into_iter().zip(paragraphs) {
                self.take(vec![block], vec![paragraph]);
            }
        }
    }
}
