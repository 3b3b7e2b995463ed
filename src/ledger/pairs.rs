//! Opinions that nearly say the same → pairs beside each other; an answer to one → what it decides of each opinion.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::words;
use crate::kind::FieldRole;
use crate::model::decision::{ALONE, Column, WITHDRAWN};
use crate::model::entry::{Class, Entry};

/// One of two that nearly say the same: a group of restatements, by its first opinion.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// The identity of its first opinion.
    pub id: &'a str,
    /// What that says.
    pub text: &'a str,
    /// The units that say so, each once.
    pub units: Vec<&'a str>,
    /// How many opinions it stands for.
    pub count: usize,
}

/// Two that nearly say the same, and what a person may want to see of it.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// The one that most opinions stand for.
    pub first: Side<'a>,
    /// The one that is like it.
    pub other: Side<'a>,
    /// How alike they are, in percent.
    pub likeness: u8,
    /// What the other one lacks and has besides.
    pub difference: String,
}

/// What was decided of an opinion and those that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined<'a> {
    /// The identity of the first of them.
    pub id: &'a str,
    /// What it says.
    pub text: &'a str,
    /// What it was joined to; none: it stands apart.
    pub to: Option<&'a str>,
}

/// What a person says of an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a> {
    /// It says the same as the opinion of this identity.
    Same(&'a str),
    /// It says something else than those that it is like.
    Apart,
    /// What was said of it before holds no more.
    Back,
}

/// What is to be kept of an opinion: its identity, its words, and what 归并到 says of it.
pub type Cell = (String, String, String);

/// A group of a table.
type Key = (usize, u32);

/// The pairs that wait for an answer, in the order of the suggestions.
pub fn pairs<'a>(facts: &Facts<'a>) -> Vec<Pair<'a>> {
    let suggestions = &facts.normalized.suggestions;
    let keys = |table, alike: &crate::model::suggestion::Alike| (table, alike.group);
    let wanted: BTreeSet<Key> = suggestions
        .iter()
        .flat_map(|suggestion| suggestion.members.iter().map(|alike| keys(suggestion.table, alike)))
        .collect();
    let mut groups: BTreeMap<Key, Vec<&Entry>> = BTreeMap::new();
    for (table, entry, class) in opinions(facts) {
        let key = (table, class.group);
        if wanted.contains(&key) {
            groups.entry(key).or_default().push(entry);
        }
    }
    let side = |key: Key| side(facts, key.0, groups.get(&key)?);
    let of_suggestion = suggestions.iter().flat_map(|suggestion| {
        let first = suggestion.members.first().map(|alike| keys(suggestion.table, alike));
        let others = suggestion.members.iter().skip(1);
        others.filter_map(move |alike| Some((first?, keys(suggestion.table, alike), alike)))
    });
    let pair = |(first, other, alike): (Key, Key, &crate::model::suggestion::Alike)| {
        let difference = words::difference(&alike.missing, &alike.added);
        Some(Pair { first: side(first)?, other: side(other)?, likeness: alike.likeness, difference })
    };
    of_suggestion.filter_map(pair).collect()
}

/// What was decided, each once for all that say the same.
pub fn joined<'a>(facts: &Facts<'a>) -> Vec<Joined<'a>> {
    let decided = |id: &str| facts.decisions.of_item(id, Column::Join);
    if !facts.decisions.items.values().any(|decision| decision.get(Column::Join).is_some()) {
        return Vec::new();
    }
    let text = |table: usize, entry: &'a Entry| text(facts, table, entry);
    let known: BTreeMap<&str, &str> =
        opinions(facts).map(|(table, entry, class)| (class.id.as_str(), text(table, entry))).collect();
    let mut said = BTreeSet::new();
    let one = |(table, entry, class): (usize, &'a Entry, &'a Class)| {
        let to = decided(&class.id)?;
        let target = known.get(to).copied().filter(|_| to != class.id);
        let is_apart = to == ALONE || to == class.id;
        let is_new = said.insert((table, class.own_group, to));
        (is_new && (is_apart || target.is_some())).then(|| Joined {
            id: &class.id,
            text: text(table, entry),
            to: target,
        })
    };
    opinions(facts).filter_map(one).collect()
}

/// What an answer decides; none when there is no such opinion, or nothing to be said of it.
pub fn answered(facts: &Facts<'_>, id: &str, answer: Answer<'_>) -> Option<Vec<Cell>> {
    let find = |id: &str| opinions(facts).find(|(.., class)| class.id == id);
    let (table, entry, class) = find(id)?;
    let decided = |class: &Class| facts.decisions.of_item(&class.id, Column::Join);
    let cell = |entry: &Entry, class: &Class, value: &str| {
        (class.id.clone(), text(facts, table, entry).to_owned(), value.to_owned())
    };
    let same_table = || opinions(facts).filter(|(of, ..)| *of == table);
    let cells: Vec<Cell> = match answer {
        Answer::Apart => vec![cell(entry, class, &class.id)],
        Answer::Same(to) => {
            let (of, _, target) = find(to)?;
            // What was joined to one of them before goes with it.
            let waits = |other: &Class| other.group == class.group && decided(other).is_none();
            if of != table || target.group == class.group {
                return None;
            }
            let of_group = same_table().filter(|(.., other)| waits(other));
            of_group.map(|(_, entry, other)| cell(entry, other, to)).collect()
        }
        Answer::Back => {
            let said = decided(class)?;
            let is_same = |other: &Class| other.own_group == class.own_group && decided(other) == Some(said);
            let all = same_table().filter(|(.., other)| is_same(other));
            all.map(|(_, entry, other)| cell(entry, other, WITHDRAWN)).collect()
        }
    };
    (!cells.is_empty()).then_some(cells)
}

/// The opinions that count, with their table and class, in the order of the input.
fn opinions<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (usize, &'a Entry, &'a Class)> {
    let facts = *facts;
    facts.split_tables().flat_map(move |(table, _)| {
        let counted = facts.normalized.of_table(table).filter(|(_, entry)| entry.counts());
        counted.filter_map(move |(_, entry)| Some((table, entry, entry.class.as_deref()?)))
    })
}

fn side<'a>(facts: &Facts<'a>, table: usize, entries: &[&'a Entry]) -> Option<Side<'a>> {
    let first = entries.first()?;
    let rule = facts.kind.tables.get(table)?;
    let units: BTreeSet<&str> =
        entries.iter().filter_map(|entry| Facts::text(rule, entry, FieldRole::Unit)).collect();
    let id = &first.class.as_deref()?.id;
    Some(Side {
        id,
        text: text(facts, table, first),
        units: units.into_iter().collect(),
        count: entries.len(),
    })
}

fn text<'a>(facts: &Facts<'a>, table: usize, entry: &'a Entry) -> &'a str {
    let rule = facts.kind.tables.get(table);
    rule.and_then(|rule| entry.text(Facts::subject(rule))).map_or("", |text| text)
}
