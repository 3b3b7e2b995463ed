//! The blocks of the base and those of the fresh report → which is which: the id says so where the kind gave it; of
//! ids that only count (`study_p2`) the text decides.

use std::collections::HashMap;

use super::align::{Texts, shingled};
use super::candidates::{candidates, features};
use crate::model::base::{Base, BaseBlock, Piece};
use crate::model::place::{BaseAt, Each, FreshAt, Listed};
use crate::text::fold::typed_key;

/// How alike a block is that has another id.
const ALIKE: f64 = 0.55;
/// How alike a block is that has the same counted id.
const SAME_PLACE: f64 = 0.3;

/// For each block of the base its fresh counterpart.
pub(super) fn counterparts(base: &Base, fresh: &Base) -> Each<BaseAt, Option<FreshAt>> {
    let mut search = Search {
        base: Listed::of(&base.blocks),
        fresh: Listed::of(&fresh.blocks),
        base_texts: base.blocks.iter().map(unnumbered).collect(),
        fresh_texts: fresh.blocks.iter().map(unnumbered).collect(),
        found: base.blocks.iter().map(|_| None).collect(),
        taken: fresh.blocks.iter().map(|_| false).collect(),
    };
    let ids: HashMap<&str, FreshAt> = search.fresh.all().map(|(at, block)| (block.id.as_str(), at)).collect();
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
    base: Listed<'a, BaseAt, BaseBlock>,
    fresh: Listed<'a, FreshAt, BaseBlock>,
    base_texts: Texts<BaseAt>,
    fresh_texts: Texts<FreshAt>,
    found: Each<BaseAt, Option<FreshAt>>,
    taken: Each<FreshAt, bool>,
}

impl Search<'_> {
    fn id(&self, block: BaseAt) -> &str {
        self.base.get(block).map_or("", |block| block.id.as_str())
    }

    fn pair(&mut self, block: BaseAt, fresh: FreshAt) {
        let alike =
            self.base.get(block).map(|block| block.role) == self.fresh.get(fresh).map(|block| block.role);
        if alike && self.found.get(block) == Some(&None) && self.taken.get(fresh) == Some(&false) {
            self.found.put(block, Some(fresh));
            self.taken.put(fresh, true);
        }
    }

    fn by_id(&mut self, ids: &HashMap<&str, FreshAt>, sure: fn(&Self, BaseAt, FreshAt) -> bool) {
        for (at, _) in self.base.all() {
            let counterpart = ids.get(self.id(at)).copied();
            if let Some(fresh) = counterpart.filter(|fresh| sure(self, at, *fresh)) {
                self.pair(at, fresh);
            }
        }
    }

    fn by_text(&mut self) {
        let mut waiting: HashMap<String, Vec<FreshAt>> = HashMap::new();
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

    fn by_likeness(&mut self, ids: &HashMap<&str, FreshAt>) {
        let left = shingled(&self.free_base(), &self.base_texts);
        let right = shingled(&self.free_fresh(), &self.fresh_texts);
        let mut pairs = candidates(
            &features(&self.free_base(), &self.base_texts),
            &features(&self.free_fresh(), &self.fresh_texts),
        );
        pairs.extend(left.keys().filter_map(|at| Some((*at, *ids.get(self.id(*at))?))));
        pairs.sort_unstable();
        pairs.dedup();
        let mut scored: Vec<(f64, BaseAt, FreshAt)> = Vec::new();
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

    fn free_base(&self) -> Vec<BaseAt> {
        self.found.all().filter(|(_, found)| found.is_none()).map(|(at, _)| at).collect()
    }

    fn free_fresh(&self) -> Vec<FreshAt> {
        self.taken.all().filter(|(_, taken)| !**taken).map(|(at, _)| at).collect()
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
