//! Decisions whose row was corrected (a typing error, a unit's name) → the row as it is now, known by what both say.

use std::collections::{BTreeMap, BTreeSet};

use super::opinion::Identified;
use crate::kind::Kind;
use crate::model::decision::{Column, Decisions};
use crate::normalize::Normalized;
use crate::text::fold::sentence_key;
use crate::text::likeness::Pairs;

/// Two texts are one that was corrected when they share at least this part of their pairs of characters.
const LEAST_ALIKE: f64 = 0.5;

/// A decision keeps so many characters of what it is about.
const KEPT: usize = 60;

/// A decision may have gone to an entry: how alike they are, from which identity to which, and the entry's index.
type Move = (f64, String, String, usize);

/// The decisions that go to a corrected row: old identity, new identity and the entry. Only a row that no earlier run
/// saw can be one; each takes the decision that it is most like.
pub(super) fn find(
    normalized: &Normalized,
    kind: &Kind,
    decisions: &Decisions,
    tables: &[(usize, usize, Identified)],
) -> Vec<(String, String, usize)> {
    let here: BTreeSet<&String> = tables.iter().flat_map(|(.., identified)| &identified.ids).collect();
    let gone =
        decisions.items.iter().filter(|(id, decision)| !here.contains(id) && !decision.cells.is_empty());
    let gone: Vec<(&String, String)> = gone.map(|(id, decision)| (id, key(&decision.about))).collect();
    let mut moves: Vec<Move> = Vec::new();
    for (table, subject, identified) in tables.iter().filter(|_| !gone.is_empty()) {
        let known = kind.tables.get(*table).and_then(|rule| decisions.groups.get(&rule.id));
        let is_new = |id: &String| {
            !decisions.items.contains_key(id) && known.is_none_or(|numbers| !numbers.contains_key(id))
        };
        for (index, id) in identified.indices.iter().zip(&identified.ids).filter(|(_, id)| is_new(id)) {
            let entry = normalized.entries.get(*index).filter(|entry| entry.counts());
            let Some(text) = entry.and_then(|entry| entry.text(*subject)) else { continue };
            let text = key(text);
            let alike = gone.iter().map(|(old, about)| {
                (Pairs::of(about).likeness(&Pairs::of(&text)), (*old).clone(), id.clone(), *index)
            });
            moves.extend(alike.filter(|(score, ..)| *score >= LEAST_ALIKE));
        }
    }
    moves.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (&a.1, &a.2).cmp(&(&b.1, &b.2))));
    let mut taken = BTreeSet::new();
    let free = moves.into_iter().filter(|(_, old, new, _)| {
        let free = !taken.contains(old) && !taken.contains(new);
        if free {
            taken.extend([old.clone(), new.clone()]);
        }
        free
    });
    free.map(|(_, old, new, index)| (old, new, index)).collect()
}

/// Puts decisions and remembered group numbers to the identities that their rows have now.
pub(super) fn rekey(decisions: &mut Decisions, moves: &[(String, String)]) {
    let now: BTreeMap<&str, &str> = moves.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
    for (old, new) in moves {
        if let Some(decision) = decisions.items.remove(old) {
            decisions.items.insert(new.clone(), decision);
        }
        for numbers in decisions.groups.values_mut() {
            if let Some(number) = numbers.get(old).copied() {
                numbers.insert(new.clone(), number);
            }
        }
    }
    for decision in decisions.items.values_mut() {
        let target = decision.cells.get_mut(&Column::Join);
        if let Some((target, new)) =
            target.and_then(|cell| now.get(cell.value.as_str()).map(|new| (cell, new)))
        {
            target.value = (*new).to_owned();
        }
    }
}

fn key(text: &str) -> String {
    sentence_key(&text.chars().take(KEPT).collect::<String>())
}
