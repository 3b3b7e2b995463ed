//! The blocks of the base and those of the fresh report → which is which: the id says so where the kind gave it; of
//! ids that only count (`study_p2`) the text decides.

use std::collections::{BTreeMap, HashMap};

use super::candidates::{candidates, features};
use crate::model::base::{Base, BaseBlock, Piece};
use crate::text::fold::typed_key;
use crate::text::likeness::Shingles;

/// How alike a block is that has another id.
const ALIKE: f64 = 0.55;
/// How alike a block is that has the same counted id.
const SAME_PLACE: f64 = 0.3;

/// For each block of the base its fresh counterpart.
pub(super) fn counterparts(base: &Base, fresh: &Base) -> Vec<Option<usize>> {
    let texts = |base: &Base| base.blocks.iter().map(unnumbered).collect::<Vec<_>>();
    let mut search = Search {
        base,
        fresh,
        base_texts: texts(base),
        fresh_texts: texts(fresh),
        found: vec![None; base.blocks.len()],
        taken: vec![false; fresh.blocks.len()],
    };
    let ids: HashMap<&str, usize> =
        fresh.blocks.iter().enumerate().map(|(at, block)| (block.id.as_str(), at)).collect();
    search.by_id(&ids, |search, x, y| {
        !counted(search.id(x)) || search.base_texts.get(x) == search.fresh_texts.get(y)
    });
    search.by_text();
    search.by_likeness(&ids);
    search.found
}

/// The text of a block as it is compared: its number is that of its place.
fn unnumbered(block: &BaseBlock) -> String {
    let worded = block.pieces.iter().filter(|piece| piece.what != Piece::Number);
    worded.map(|piece| typed_key(&piece.text)).collect()
}

struct Search<'a> {
    base: &'a Base,
    fresh: &'a Base,
    base_texts: Vec<String>,
    fresh_texts: Vec<String>,
    found: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Search<'_> {
    fn id(&self, block: usize) -> &str {
        self.base.blocks.get(block).map_or("", |block| block.id.as_str())
    }

    fn pair(&mut self, block: usize, fresh: usize) {
        let role = |blocks: &[BaseBlock], at: usize| blocks.get(at).map(|block| block.role);
        let alike = role(&self.base.blocks, block) == role(&self.fresh.blocks, fresh);
        if let (Some(found), Some(taken)) = (self.found.get_mut(block), self.taken.get_mut(fresh))
            && found.is_none()
            && !*taken
            && alike
        {
            *found = Some(fresh);
            *taken = true;
        }
    }

    fn by_id(&mut self, ids: &HashMap<&str, usize>, sure: fn(&Self, usize, usize) -> bool) {
        for at in 0..self.base.blocks.len() {
            let counterpart = ids.get(self.id(at)).copied();
            if let Some(fresh) = counterpart.filter(|fresh| sure(self, at, *fresh)) {
                self.pair(at, fresh);
            }
        }
    }

    fn by_text(&mut self) {
        let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
        for at in self.free_fresh().into_iter().rev() {
            waiting.entry(self.fresh_texts.get(at).cloned().unwrap_or_default()).or_default().push(at);
        }
        for at in self.free_base() {
            let text = self.base_texts.get(at).map_or("", String::as_str);
            // Tables have no text, and are known by their ids.
            if text.is_empty() {
                continue;
            }
            if let Some(fresh) = waiting.get_mut(text).and_then(Vec::pop) {
                self.pair(at, fresh);
            }
        }
    }

    fn by_likeness(&mut self, ids: &HashMap<&str, usize>) {
        let shingled = |places: Vec<usize>, texts: &[String]| -> BTreeMap<usize, Shingles> {
            places.into_iter().filter_map(|at| Some((at, Shingles::of(texts.get(at)?)))).collect()
        };
        let left = shingled(self.free_base(), &self.base_texts);
        let right = shingled(self.free_fresh(), &self.fresh_texts);
        let mut pairs = candidates(
            &features(&self.free_base(), &self.base_texts),
            &features(&self.free_fresh(), &self.fresh_texts),
        );
        pairs.extend(left.keys().filter_map(|at| Some((*at, *ids.get(self.id(*at))?))));
        pairs.sort_unstable();
        pairs.dedup();
        let mut scored: Vec<(f64, usize, usize)> = Vec::new();
        for (x, y) in pairs {
            let (Some(one), Some(other)) = (left.get(&x), right.get(&y)) else { continue };
            let same = ids.get(self.id(x)) == Some(&y);
            let score = one.likeness(other);
            let empty = self.base_texts.get(x).is_none_or(String::is_empty);
            if !empty && score >= if same { SAME_PLACE } else { ALIKE } {
                scored.push((score + if same { 0.05 } else { 0.0 }, x, y));
            }
        }
        scored.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        for (_, x, y) in scored {
            self.pair(x, y);
        }
    }

    fn free_base(&self) -> Vec<usize> {
        (0..self.found.len()).filter(|at| self.found.get(*at) == Some(&None)).collect()
    }

    fn free_fresh(&self) -> Vec<usize> {
        (0..self.taken.len()).filter(|at| self.taken.get(*at) == Some(&false)).collect()
    }
}

/// Whether an id only counts the blocks of its section: `study_p2`, `study_p2_3`.
fn counted(id: &str) -> bool {
    let mut parts = id.rsplit('_').peekable();
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    parts.next_if(|part| digits(part));
    parts.next().and_then(|part| part.strip_prefix('p')).is_some_and(digits)
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counted_ids_are_known() {
        let seen =
            ["study_p2", "study_p2_3", "study_topics", "party_day", "study_p", "texts_p12"].map(counted);
        assert_eq!(seen, [true, true, false, false, false, true]);
    }
}
