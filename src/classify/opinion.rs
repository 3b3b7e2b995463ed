//! One table of opinions: each gets its identity, group, problem and aspect, with the reason.

use std::collections::BTreeSet;

use super::catalogue::{Catalogue, Item, Named};
use super::decide::Deciding;
use super::group::{self, Groups};
use super::identity::Identities;
use super::scheme::{self, Scheme};
use crate::finding::{Finding, Place, Values};
use crate::kind::{FigureRule, Kind, TableRule, Take};
use crate::model::decision::Decisions;
use crate::model::entry::{AspectBy, Class, Entry, Standing};
use crate::normalize::Normalized;
use crate::normalize::standing::Words;

/// A table of opinions and what they are classified by.
pub(super) struct Opinions<'a> {
    subject: usize,
    target: Option<usize>,
    aspect: Option<usize>,
    /// The column of the problem; none where the subject is itself the problem.
    problem: Option<usize>,
    identity: Vec<Option<usize>>,
    table: &'a TableRule,
    words: &'a Words,
    catalogue: &'a Catalogue,
    scheme: Option<&'a Scheme>,
    decisions: &'a Decisions,
    /// Whether some figure counts the aspects of the table; else nobody misses one.
    counted: bool,
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
        scheme: Option<&'a Scheme>,
        decisions: &'a Decisions,
    ) -> Self {
        Opinions {
            subject,
            target: table.field("target"),
            aspect: table.field("aspect"),
            problem: table.field("problem").filter(|problem| *problem != subject),
            identity: ["unit", "person", "channel"].map(|id| table.field(id)).to_vec(),
            table,
            words,
            catalogue,
            scheme,
            decisions,
            counted: kind.figures.iter().any(|rule| counts_aspects(rule, &table.id)),
        }
    }

    /// Classifies the entries of the table.
    pub(super) fn classify(&self, normalized: &mut Normalized, table: usize, findings: &mut Vec<Finding>) {
        let of_table: Vec<usize> = normalized.of_table(table).map(|(index, _)| index).collect();
        let (mut groups, mut identities) = (Groups::default(), Identities::default());
        let mut notes = Vec::new();
        for index in of_table.iter().copied() {
            let Some(entry) = normalized.entries.get_mut(index) else {
                continue;
            };
            let mut class = Class {
                id: identities.next(&self.table.id, entry, &self.identity, self.subject),
                // What an entry borrowed from a summary stays its own.
                borrowed: entry.class.take().map(|class| class.borrowed).unwrap_or_default(),
                ..Class::default()
            };
            if entry.standing == Standing::Counted {
                class.group = groups.number(self.group_key(entry));
                self.find(index, entry, &mut class, &mut notes);
            }
            entry.class = Some(Box::new(class));
        }
        let deciding =
            Deciding { decisions: self.decisions, scheme: self.scheme, has_problems: self.problem.is_some() };
        deciding.apply(normalized, &of_table, findings);
        let entries = &normalized.entries;
        let answered = |index: &usize, values: &Values| {
            entries.get(*index).is_some_and(|entry| deciding.answers(entry, values))
        };
        notes.retain(|(index, _, values)| !answered(index, values));
        self.say(normalized, table, notes, findings);
    }

    /// Opinions on different targets are never the same.
    fn group_key(&self, entry: &Entry) -> (String, String) {
        let key = |field: Option<usize>| {
            let text = field.and_then(|field| entry.text(field));
            text.map_or(String::new(), |text| group::key(text, self.words))
        };
        (key(self.target), key(Some(self.subject)))
    }

    fn find(&self, index: usize, entry: &Entry, class: &mut Class, notes: &mut Vec<Note>) {
        let item = self.find_problem(index, entry, class, notes);
        let cell = self.aspect.and_then(|aspect| Some((aspect, entry.text(aspect)?)));
        if let Some((field, cell)) = cell
            && let Some((aspect, by)) = scheme::by_cell(cell, self.scheme)
        {
            if let Some(scheme) = self.scheme.filter(|scheme| !scheme.has(&aspect)) {
                let outside = Values::AspectOutside { aspect: aspect.clone(), scheme: scheme.name.clone() };
                notes.push((index, field, outside));
            }
            class.why = vec![cell.to_string()];
            (class.aspect, class.aspect_by) = (Some(aspect), Some(by));
        } else if let Some((aspect, item)) = item.and_then(|item| Some((item.aspect.clone()?, item))) {
            class.why = vec![item.problem.to_string()];
            (class.aspect, class.aspect_by) = (Some(aspect), Some(AspectBy::Catalogue));
        } else if let (Some(scheme), Some(text)) = (self.scheme, entry.text(self.subject)) {
            let choice = scheme.choose(text);
            class.aspect_by = choice.aspect.as_ref().map(|_| AspectBy::Keywords);
            (class.aspect, class.why) = (choice.aspect, choice.why);
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
        match self.catalogue.named(cell) {
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
    fn say(&self, normalized: &Normalized, table: usize, notes: Vec<Note>, findings: &mut Vec<Finding>) {
        let has_aspect = |entry: &Entry| entry.class.as_deref().is_some_and(|class| class.aspect.is_some());
        let used = self.scheme.is_some() || normalized.of_table(table).any(|(_, entry)| has_aspect(entry));
        let aspects = self.counted && used;
        let mut told = BTreeSet::new();
        for (index, field, values) in notes {
            let once = match &values {
                Values::AspectOutside { aspect, .. } => Some(("aspect", aspect.clone())),
                Values::ProblemUnknown { number } => Some(("problem", number.clone())),
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
    let filtered = rule.filters.iter().map(|filter| filter.field.as_str());
    let mut fields = rule.take().into_iter().flat_map(Take::fields).chain(filtered);
    rule.table.as_deref() == Some(table) && fields.any(|field| field == "class.aspect")
}
