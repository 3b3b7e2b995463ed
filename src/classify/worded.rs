//! Problems that stand on one list only, and on another list nearly in the same words → a hint: they may be one.

use super::lists::Fields;
use crate::finding::{Finding, Place, Values};
use crate::model::entry::Entry;
use crate::model::value::Text;
use crate::normalize::Normalized;
use crate::text::likeness::Pairs;

/// How like two wordings of one problem are at least, when nothing but the words says that they are one.
const ALIKE: f64 = 0.6;
/// More problems are not compared with each other.
const MOST: usize = 600;

/// A problem of one list: its entry, the list, and its words.
struct Lone<'n> {
    entry: &'n Entry,
    list: &'n Text,
    text: &'n Text,
    pairs: Pairs,
}

/// The hints, each at the later one of two problems; `problems` holds the rows of each.
pub(super) fn told(normalized: &Normalized, problems: &[Vec<usize>], fields: &Fields) -> Vec<Finding> {
    let lone = |members: &Vec<usize>| {
        let entries: Vec<&Entry> =
            members.iter().filter_map(|index| normalized.entries.get(*index)).collect();
        let first = entries.first()?;
        let list = first.text(fields.list?)?;
        let one = entries.iter().all(|entry| fields.list.and_then(|list| entry.text(list)) == Some(list));
        let text = first.text(fields.problem)?;
        one.then(|| Lone { entry: first, list, text, pairs: Pairs::of(text) })
    };
    let lone: Vec<Lone> = problems.iter().take(MOST).filter_map(lone).collect();
    let mut found = Vec::new();
    for (at, later) in lone.iter().enumerate() {
        let before = lone.get(..at).unwrap_or_default();
        let like = before.iter().find(|one| one.list != later.list && is_alike(one, later, fields));
        let cell = later.entry.origin(&normalized.heads, fields.problem);
        if let (Some(one), Some(cell)) = (like, cell) {
            let what = Values::WordingNear { problem: one.text.clone(), other: later.text.clone() };
            found.push(Finding::new(Place::Cell(cell), what));
        }
    }
    found
}

fn is_alike(one: &Lone, other: &Lone, fields: &Fields) -> bool {
    let dept = |lone: &Lone| fields.dept.and_then(|dept| lone.entry.text(dept)).cloned();
    let (first, then) = (dept(one), dept(other));
    let apart = first.is_some() && then.is_some() && first != then;
    !apart && one.text != other.text && one.pairs.likeness(&other.pairs) >= ALIKE
}
