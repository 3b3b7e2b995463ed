//! Classified opinions → what a person is asked to decide: which nearly say the same, which groups have no named problem.

use super::group::Group;
use crate::finding::{Finding, Place, Values};
use crate::kind::Kind;
use crate::model::entry::Entry;
use crate::model::suggestion::Suggestion;
use crate::model::value::Text;
use crate::normalize::Normalized;

/// How many clusters are told one by one; the rest is counted.
const TOLD: usize = 20;

/// The findings on clusters, each at the cell of its second opinion.
pub(super) fn nearly_same(normalized: &Normalized, kind: &Kind) -> Vec<Finding> {
    let suggestions = &normalized.suggestions;
    let told = suggestions.iter().take(TOLD).filter_map(|suggestion| told(normalized, kind, suggestion));
    let clusters = suggestions.len().saturating_sub(TOLD);
    let more = (clusters > 0).then(|| Finding::new(Place::Folder, Values::NearlySameMore { clusters }));
    told.chain(more).collect()
}

fn told(normalized: &Normalized, kind: &Kind, suggestion: &Suggestion) -> Option<Finding> {
    let [first, second, further @ ..] = suggestion.members.as_slice() else { return None };
    let table = kind.tables.get(suggestion.table)?;
    let subject = table.field(table.split.as_ref()?)?;
    let entry = |index: usize| normalized.entries.get(index);
    let text = |index: usize| -> Option<Text> { entry(index)?.text(subject).cloned() };
    let cell = entry(second.entry)?.origin(&normalized.heads, subject)?;
    let values = Values::NearlySame {
        text: text(first.entry)?,
        other: text(second.entry)?,
        missing: second.missing.clone(),
        added: second.added.clone(),
        further: further.len(),
    };
    Some(Finding::new(Place::Cell(cell), values))
}

/// How many groups wait for the name of a problem: those of which no opinion has one.
pub(super) fn unnamed(normalized: &Normalized, groups: &[Group]) -> Option<Finding> {
    let is_named = |entry: &Entry| entry.class.as_deref().is_some_and(|class| class.problem.is_some());
    let waits = |group: &&Group| {
        let mut entries = group.entries.iter().filter_map(|entry| normalized.entries.get(*entry));
        !entries.any(is_named)
    };
    let waiting = groups.iter().filter(waits).count();
    let unnamed = Values::ProblemsUnnamed { groups: waiting, of: groups.len() };
    (waiting > 0).then(|| Finding::new(Place::Folder, unnamed))
}
