//! What persons decided in 核对表 → aspect, group, problem and count of opinions, laid over what all other reasons gave.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::scheme::Naming;
use crate::finding::{Decided, Finding, Place, Values};
use crate::model::decision::{ALONE, Column, Decisions};
use crate::model::entry::{AspectBy, Class, CountStatus, Entry};
use crate::model::value::Text;
use crate::normalize::Normalized;

/// The decisions, and how to understand their aspects.
#[derive(Clone, Copy)]
pub(super) struct Deciding<'a> {
    pub(super) decisions: &'a Decisions,
    /// Group numbers of earlier runs, by the ids of the entries.
    pub(super) past: &'a BTreeMap<String, u32>,
    pub(super) naming: Naming<'a>,
    /// Whether the table has problems beside its subject.
    pub(super) has_problems: bool,
}

impl Deciding<'_> {
    /// Applies the decisions to the entries of one table.
    pub(super) fn apply(&self, normalized: &mut Normalized, indices: &[usize], findings: &mut Vec<Finding>) {
        if self.decisions.items.is_empty() && self.decisions.problems.is_empty() {
            return;
        }
        self.leave_out(normalized, indices, findings);
        for index in indices {
            if let Some(class) = class_of(normalized, *index) {
                self.set_aspect(class);
            }
        }
        self.join(normalized, indices);
        if self.has_problems {
            self.name(normalized, indices);
        }
    }

    /// Whether a finding of classifying was answered by a decision.
    pub(super) fn answers(&self, entry: &Entry, values: &Values) -> bool {
        let asks_aspect = matches!(values, Values::Unclassified { .. } | Values::AspectOutside { .. });
        let asks_problem = matches!(values, Values::ProblemUnknown { .. });
        let Some(class) = entry.class.as_deref() else { return false };
        entry.count_status == CountStatus::LeftOut
            || (asks_aspect && class.aspect_by == Some(AspectBy::Decision))
            || (asks_problem && class.problem.is_some())
    }

    fn leave_out(&self, normalized: &mut Normalized, indices: &[usize], findings: &mut Vec<Finding>) {
        for index in indices {
            let Some(entry) = normalized.entries.get_mut(*index).filter(|entry| entry.counts()) else {
                continue;
            };
            let id = entry.class.as_deref().map_or("", |class| &class.id);
            let Some(decision) = self.decisions.items.get(id).filter(|decision| decision.leaves_out()) else {
                continue;
            };
            entry.count_status = CountStatus::LeftOut;
            if decision.get(Column::Reason).is_none() {
                let about = decision.about.clone();
                findings.push(Finding::new(Place::Folder, Decided::LeftOutWhy { about }));
            }
            if let Some(tally) = normalized.tallies.get_mut(entry.head as usize) {
                tally.entries = tally.entries.saturating_sub(1);
            }
        }
    }

    fn set_aspect(&self, class: &mut Class) {
        let Some(aspect) = self.decisions.of_item(&class.id, Column::Aspect) else { return };
        let Some((aspect, _)) = self.naming.by_cell(&Text::from(aspect)) else { return };
        let reason = self.decisions.of_item(&class.id, Column::Reason);
        class.why = reason.into_iter().map(str::to_owned).collect();
        (class.aspect, class.aspect_by) = (Some(aspect), Some(AspectBy::Decision));
    }

    /// Follows 归并到 from item to item: an item is of the group of the one at the end.
    fn join(&self, normalized: &mut Normalized, indices: &[usize]) {
        let mut own: HashMap<String, u32> = HashMap::new();
        let mut next = self.past.values().max().map_or(1, |last| last + 1);
        for index in indices {
            if let Some(class) = class_of(normalized, *index).filter(|class| class.group > 0) {
                next = next.max(class.group + 1);
                own.insert(class.id.clone(), class.group);
            }
        }
        let mut taken: BTreeSet<u32> = own.values().copied().collect();
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        own.values().for_each(|group| *sizes.entry(*group).or_default() += 1);
        for index in indices {
            let Some(class) = class_of(normalized, *index).filter(|class| class.group > 0) else { continue };
            // One that is alone already keeps its number.
            let is_one_of_many = |size: &&mut usize| **size > 1;
            if self.decisions.of_item(&class.id, Column::Join) == Some(ALONE)
                && let Some(size) = sizes.get_mut(&class.group).filter(is_one_of_many)
            {
                *size -= 1;
                let known = self.past.get(&class.id).copied().filter(|number| taken.insert(*number));
                class.own_group = known.unwrap_or(next);
                next += u32::from(known.is_none());
                own.insert(class.id.clone(), class.own_group);
            }
        }
        for index in indices {
            if let Some(class) = class_of(normalized, *index).filter(|class| class.group > 0) {
                class.group = self.group_at_end(&class.id, &own).unwrap_or(class.group);
            }
        }
    }

    /// The group at the end of a chain; in a circle, the first group in it.
    fn group_at_end(&self, id: &str, own: &HashMap<String, u32>) -> Option<u32> {
        let mut seen = BTreeSet::new();
        let mut here = id;
        while seen.insert(here) {
            match self.decisions.of_item(here, Column::Join) {
                Some(next) if next != ALONE && own.contains_key(next) => here = next,
                _ => return own.get(here).copied(),
            }
        }
        seen.iter().filter_map(|id| own.get(*id)).min().copied()
    }

    /// A name given to an item is the name of its whole group; then problems that were named anew.
    fn name(&self, normalized: &mut Normalized, indices: &[usize]) {
        let mut of_group: BTreeMap<u32, Text> = BTreeMap::new();
        for index in indices {
            let Some(class) = class_of(normalized, *index) else { continue };
            if let Some(problem) = self.decisions.of_item(&class.id, Column::Problem) {
                class.problem = Some(Text::from(problem));
                of_group.entry(class.group).or_insert_with(|| Text::from(problem));
            }
        }
        for index in indices {
            let Some(class) = class_of(normalized, *index).filter(|class| class.group > 0) else { continue };
            if class.problem.is_none() {
                class.problem = of_group.get(&class.group).cloned();
            }
            let renamed = class.problem.as_deref().and_then(|problem| self.decisions.renamed(problem));
            if let Some(renamed) = renamed {
                class.problem = Some(Text::from(renamed));
            }
        }
    }
}

fn class_of(normalized: &mut Normalized, index: usize) -> Option<&mut Class> {
    normalized.entries.get_mut(index)?.class.as_deref_mut()
}

/// Whether a person said of an item that it is to be joined with nothing: 单列, or its own number in 归并到.
pub(super) fn is_apart(decisions: &Decisions, id: &str) -> bool {
    decisions.of_item(id, Column::Join).is_some_and(|target| target == ALONE || target == id)
}

/// Says how many decisions are about items that are no longer there.
pub(super) fn say_gone(normalized: &Normalized, decisions: &Decisions, findings: &mut Vec<Finding>) {
    let count = gone(normalized, decisions).len();
    if count > 0 {
        findings.push(Finding::new(Place::Folder, Decided::Gone { count }));
    }
}

/// The identities of decisions whose items are no longer there.
pub(super) fn gone<'d>(normalized: &Normalized, decisions: &'d Decisions) -> Vec<&'d String> {
    if decisions.items.is_empty() {
        return Vec::new();
    }
    let classes = normalized.entries.iter().filter_map(|entry| entry.class.as_deref());
    let ids: BTreeSet<&str> = classes.map(|class| class.id.as_str()).collect();
    decisions.items.keys().filter(|id| !ids.contains(id.as_str())).collect()
}
