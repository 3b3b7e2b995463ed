//! One table of opinions → each with its identity, group, problem and aspect, and the reason.

use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{Catalogue, Item, Named};
use super::decide::Deciding;
use super::group::{Group, Groups};
use super::identity;
use super::scheme::Naming;
use crate::finding::{Finding, Place, Values};
use crate::kind::{FieldRole, FigureRule, Filter, Kind, TableRule, Take};
use crate::model::decision::Decisions;
use crate::model::entry::{AspectBy, Class, Entry};
use crate::normalize::Normalized;
use crate::normalize::count_status::Words;

/// A table of opinions and what they are classified by.
pub(super) struct Opinions<'a> {
    subject: usize,
    target: Option<usize>,
    aspect: Option<usize>,
    /// The column of the problem; none where the subject is itself the problem.
    problem: Option<usize>,
    identity: identity::Fields,
    table: &'a TableRule,
    words: &'a Words,
    catalogue: &'a Catalogue,
    naming: Naming<'a>,
    decisions: &'a Decisions,
    /// Whether some figure counts the aspects of the table; else nobody misses one.
    counted: bool,
}

/// The entries of a table, by their indices in the run's list, and their identities.
#[derive(Debug, Clone, Default)]
pub(super) struct Identified {
    pub(super) indices: Vec<usize>,
    pub(super) ids: Vec<String>,
}

impl Identified {
    fn id(&self, index: usize) -> &str {
        let at = self.indices.binary_search(&index).ok();
        at.and_then(|at| self.ids.get(at)).map_or("", String::as_str)
    }
}

/// What is to be said of an entry: its index, the field, the finding.
type Note = (usize, usize, Values);

impl<'a> Opinions<'a> {
    pub(super) fn new(
        kind: &Kind,
        table: &'a TableRule,
        subject: usize,
        words: &'a Words,
        catalogue: &'a Catalogue,
        naming: Naming<'a>,
        decisions: &'a Decisions,
    ) -> Self {
        Opinions {
            subject,
            target: table.at(FieldRole::Target),
            aspect: table.at(FieldRole::Aspect),
            problem: table.at(FieldRole::Problem),
            identity: identity::Fields {
                giver: [FieldRole::Unit, FieldRole::Person].map(|role| table.at(role)).to_vec(),
                channel: table.at(FieldRole::Channel),
                subject: Some(subject),
            },
            table,
            words,
            catalogue,
            naming,
            decisions,
            counted: kind.figures.iter().any(|rule| counts_aspects(rule, &table.id)),
        }
    }

    /// The entries of the table with their identities.
    pub(super) fn identify(&self, normalized: &Normalized, table: usize) -> Identified {
        let (indices, entries): (Vec<usize>, Vec<&Entry>) = normalized.of_table(table).unzip();
        Identified { ids: identity::of(&self.table.id, &entries, &self.identity), indices }
    }

    /// Classifies the entries of the table and returns their groups.
    pub(super) fn classify(
        &self,
        normalized: &mut Normalized,
        identified: Identified,
        findings: &mut Vec<Finding>,
    ) -> Vec<Group> {
        let none = BTreeMap::new();
        let past = self.decisions.groups.get(&self.table.id).unwrap_or(&none);
        let groups = self.groups(normalized, &identified, past);
        let mut notes = Vec::new();
        for (index, id) in identified.indices.iter().zip(identified.ids) {
            let Some(entry) = normalized.entries.get_mut(*index) else {
                continue;
            };
            let mut class = Class {
                id,
                // What an entry borrowed from a summary stays its own.
                borrowed: entry.class.take().map(|class| class.borrowed).unwrap_or_default(),
                ..Class::default()
            };
            if entry.counts() {
                self.find(*index, entry, &mut class, &mut notes);
            }
            entry.class = Some(Box::new(class));
        }
        for (group, index) in groups.iter().flat_map(|group| group.entries.iter().map(move |at| (group, at)))
        {
            let class = normalized.entries.get_mut(*index).and_then(|entry| entry.class.as_deref_mut());
            class.into_iter().for_each(|class| (class.group, class.own_group) = (group.number, group.number));
        }
        let deciding = Deciding {
            decisions: self.decisions,
            past,
            naming: self.naming,
            has_problems: self.problem.is_some(),
        };
        deciding.apply(normalized, &identified.indices, findings);
        let entries = &normalized.entries;
        let answered = |index: &usize, values: &Values| {
            entries.get(*index).is_some_and(|entry| deciding.answers(entry, values))
        };
        notes.retain(|(index, _, values)| !answered(index, values));
        self.say(normalized, &identified.indices, notes, findings);
        if self.decisions.items.is_empty() { groups } else { decided(normalized, groups) }
    }

    /// The groups of the entries that count.
    fn groups(
        &self,
        normalized: &Normalized,
        identified: &Identified,
        past: &BTreeMap<String, u32>,
    ) -> Vec<Group> {
        let mut groups = Groups::new(self.words);
        for index in &identified.indices {
            let entry = normalized.entries.get(*index).filter(|entry| entry.counts());
            let said = entry.and_then(|entry| Some((entry, entry.text(self.subject)?)));
            if let Some((entry, text)) = said {
                groups.add(*index, self.target.and_then(|target| entry.text(target)), text);
            }
        }
        groups.numbered(past, |index| identified.id(index))
    }

    /// Whether opinions of the table are put to problems by a column of their own.
    pub(super) fn is_put_to_problems(&self) -> bool {
        self.problem.is_some()
    }

    fn find(&self, index: usize, entry: &Entry, class: &mut Class, notes: &mut Vec<Note>) {
        let item = self.find_problem(index, entry, class, notes);
        let cell = self.aspect.and_then(|aspect| Some((aspect, entry.text(aspect)?)));
        if let Some((field, cell)) = cell
            && let Some((aspect, by)) = self.naming.by_cell(cell)
        {
            if let Some(scheme) = self.naming.scheme.filter(|scheme| !scheme.has(&aspect)) {
                let outside = Values::AspectOutside { aspect: aspect.clone(), scheme: scheme.name.clone() };
                notes.push((index, field, outside));
            }
            class.why = vec![cell.to_string()];
            (class.aspect, class.aspect_by) = (Some(aspect), Some(by));
        } else if let Some((aspect, item)) = item.and_then(|item| Some((item.aspect.clone()?, item))) {
            class.why = vec![item.problem.to_string()];
            (class.aspect, class.aspect_by) = (Some(aspect), Some(AspectBy::Catalogue));
        } else if let (Some(scheme), Some(text)) = (self.naming.scheme, entry.text(self.subject)) {
            let choice = scheme.choose(text);
            class.aspect_by = choice.aspect.as_ref().map(|_| AspectBy::Keywords);
            (class.aspect, class.why, class.score) = (choice.aspect, choice.why, choice.score);
        }
        if let (None, Some(text)) = (&class.aspect, entry.text(self.subject)) {
            let unclassified = Values::Unclassified { text: text.clone(), candidates: class.why.clone() };
            notes.push((index, self.subject, unclassified));
        }
    }

    /// The problem by its column, or by the catalogue when that has the same text.
    fn find_problem(
        &self,
        index: usize,
        entry: &Entry,
        class: &mut Class,
        notes: &mut Vec<Note>,
    ) -> Option<&'a Item> {
        let cell = self.problem.and_then(|problem| Some((problem, entry.text(problem)?)));
        let Some((field, cell)) = cell else {
            let item = self.catalogue.same(entry.text(self.subject)?);
            class.problem = item.map(|item| item.problem.clone());
            return item;
        };
        match self.catalogue.named(cell, self.naming.names) {
            Named::Item(item) => {
                class.problem = Some(item.problem.clone());
                return Some(item);
            }
            Named::Text => class.problem = Some(cell.clone()),
            Named::UnknownNumber => {
                notes.push((index, field, Values::ProblemUnknown { number: cell.clone() }))
            }
        }
        None
    }

    /// Tells each finding at its cell; what concerns a word rather than an opinion is told once. A table
    /// without any aspect was not meant to have them.
    fn say(&self, normalized: &Normalized, indices: &[usize], notes: Vec<Note>, findings: &mut Vec<Finding>) {
        let has_aspect = |entry: &Entry| entry.class.as_deref().is_some_and(|class| class.aspect.is_some());
        let mut entries = indices.iter().filter_map(|index| normalized.entries.get(*index));
        let used = self.naming.scheme.is_some() || entries.any(has_aspect);
        let aspects = self.counted && used;
        let mut told = BTreeSet::new();
        for (index, field, values) in notes {
            let once = match &values {
                Values::AspectOutside { aspect, .. } => Some((FieldRole::Aspect, aspect.clone())),
                Values::ProblemUnknown { number } => Some((FieldRole::Problem, number.clone())),
                Values::Unclassified { .. } if !aspects => continue,
                _ => None,
            };
            let cell = normalized.entries.get(index).and_then(|entry| entry.origin(&normalized.heads, field));
            if let Some(cell) = cell.filter(|_| once.is_none_or(|word| told.insert(word))) {
                findings.push(Finding::new(Place::Cell(cell), values));
            }
        }
    }
}

/// Whether a figure counts, groups or filters the entries of a table by their aspect.
fn counts_aspects(rule: &FigureRule, table: &str) -> bool {
    let filtered = rule.filters.iter().flat_map(Filter::single).map(|filter| filter.field.as_str());
    let mut fields = rule.take().into_iter().flat_map(Take::fields).chain(filtered);
    rule.table.as_deref() == Some(table) && fields.any(|field| field == "class.aspect")
}

/// The groups as persons decided them: without the entries that are left out, those joined together as one.
fn decided(normalized: &Normalized, groups: Vec<Group>) -> Vec<Group> {
    let mut decided: Vec<Group> = Vec::new();
    let mut at: BTreeMap<u32, usize> = BTreeMap::new();
    for group in groups {
        for index in &group.entries {
            let Some(entry) = normalized.entries.get(*index).filter(|entry| entry.counts()) else { continue };
            let number = entry.class.as_deref().map_or(group.number, |class| class.group);
            let place = *at.entry(number).or_insert(decided.len());
            if place == decided.len() {
                decided.push(Group { key: group.key.clone(), entries: Vec::new(), number });
            }
            if let Some(joined) = decided.get_mut(place) {
                joined.entries.push(*index);
            }
        }
    }
    decided
}
