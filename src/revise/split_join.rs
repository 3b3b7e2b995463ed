//! Texts and others → those that are several of the others in a row: blocks that were split, or joined. The last
//! part may have been moved away, or come from elsewhere.

use std::collections::BTreeMap;

use super::align::Texts;
use crate::model::place::At;

/// Wholes that are several parts in a row: (the whole, the parts).
pub(super) fn split_or_joined<W: At, P: At>(
    wholes: &[W],
    texts: &Texts<W>,
    parts: &[P],
    part_texts: &Texts<P>,
) -> Vec<(W, Vec<P>)> {
    let mut by_start: BTreeMap<&str, W> = BTreeMap::new();
    for at in wholes {
        if let Some(text) = texts.get(*at) {
            by_start.entry(text).or_insert(*at);
        }
    }
    let mut by_text: BTreeMap<&str, Vec<P>> = BTreeMap::new();
    for at in parts {
        part_texts.get(*at).into_iter().for_each(|text| by_text.entry(text).or_default().push(*at));
    }
    let mut found = Vec::new();
    for (index, first) in parts.iter().enumerate() {
        let Some(start) = part_texts.get(*first) else { continue };
        let from = (std::ops::Bound::Excluded(start.as_str()), std::ops::Bound::Unbounded);
        let longer = by_start.range::<str, _>(from).take_while(|(text, _)| text.starts_with(start.as_str()));
        for (text, whole) in longer.take(MOST_WHOLES) {
            let mut rest = text.strip_prefix(start.as_str()).unwrap_or_default();
            let mut taken = vec![*first];
            for next in parts.get(index + 1..).unwrap_or_default() {
                let Some(shorter) = part_texts.get(*next).and_then(|part| rest.strip_prefix(part.as_str()))
                else {
                    break;
                };
                rest = shorter;
                taken.push(*next);
            }
            let places = by_text.get(rest).filter(|_| rest.chars().count() >= SHORTEST_MOVED);
            // When the first part has copies it is that of the nearest.
            let nearest = |last: P| {
                let copies = by_text.get(start.as_str()).into_iter().flatten();
                copies.min_by_key(|at| at.number().abs_diff(last.number())) == Some(first)
            };
            let elsewhere = places.and_then(|places| places.iter().find(|at| !taken.contains(at)));
            if let Some(last) = elsewhere.filter(|last| taken.len() > 1 || nearest(**last)) {
                taken.push(*last);
                rest = "";
            }
            if rest.is_empty() && taken.len() > 1 {
                found.push((*whole, taken));
                break;
            }
        }
    }
    found
}

/// Shortest last part, in characters, that is found elsewhere.
const SHORTEST_MOVED: usize = 4;
/// How many texts that begin alike are tried.
const MOST_WHOLES: usize = 16;
