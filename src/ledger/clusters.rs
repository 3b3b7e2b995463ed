//! Opinions → 问题归纳: put together by their named problem, or by their group while it has no name yet.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::items::MOST;
use super::sheet::{Cell, Offer, Page, Rows};
use super::words;
use crate::finding::book;
use crate::kind::{FieldRole, TableRule};
use crate::model::decision::Column;
use crate::model::entry::{Class, Entry};

/// Opinions that stand for one problem: one row of 问题归纳.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    table: usize,
    /// The named problem; none while it has no name.
    pub(super) problem: Option<String>,
    /// The entries, by their index in the run's list.
    members: Vec<usize>,
    /// The suggestion it belongs to, by its index in the run's list, and its member there.
    near: Option<(usize, usize)>,
}

/// The clusters with the place of each entry in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Clusters {
    pub(super) list: Vec<Cluster>,
    /// The number of each entry's cluster, counted from one; zero of one that is in none.
    pub(super) of_entry: Vec<usize>,
}

/// What the opinions of a cluster have in common: the name of their problem, or their group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Problem(String),
    Group(u32),
}

/// Finds the clusters: named ones in the order of their first opinion, then groups, the largest first.
pub(super) fn clusters(facts: &Facts<'_>) -> Clusters {
    let mut list: Vec<Cluster> = Vec::new();
    for (table, _) in facts.split_tables().filter(|(_, rule)| has_problems(rule)) {
        let mut known: BTreeMap<Bond, usize> = BTreeMap::new();
        for (index, entry) in facts.normalized.of_table(table).filter(|(_, entry)| entry.counts()) {
            let Some(class) = entry.class.as_deref() else { continue };
            let at = *known.entry(bond(class)).or_insert(list.len());
            if at == list.len() {
                let problem = class.problem.as_deref().map(str::to_owned);
                list.push(Cluster { table, problem, members: Vec::new(), near: None });
            }
            if let Some(cluster) = list.get_mut(at) {
                cluster.members.push(index);
            }
        }
    }
    list.sort_by_key(|cluster| match cluster.problem {
        Some(_) => (false, 0),
        None => (true, usize::MAX - cluster.members.len()),
    });
    let list = put_together(facts, list);
    let of_entry = numbers(facts, &list);
    Clusters { of_entry, list }
}

/// The number of each entry's cluster, counted from one.
fn numbers(facts: &Facts<'_>, list: &[Cluster]) -> Vec<usize> {
    let mut numbers = vec![0; facts.normalized.entries.len()];
    for (number, cluster) in (1..).zip(list) {
        for entry in &cluster.members {
            if let Some(place) = numbers.get_mut(*entry) {
                *place = number;
            }
        }
    }
    numbers
}

/// Puts rows that nearly say the same one below the other, so that a person sees them at once. Named ones keep
/// their place: what has no name yet goes below the first row that it is like.
fn put_together(facts: &Facts<'_>, mut list: Vec<Cluster>) -> Vec<Cluster> {
    let homes = numbers(facts, &list);
    // The rows of each suggestion, in the order of its members.
    let mut rows_of: Vec<Vec<usize>> = Vec::new();
    for (index, suggestion) in facts.normalized.suggestions.iter().enumerate() {
        let mut rows: Vec<usize> = Vec::new();
        for (member, alike) in suggestion.members.iter().enumerate() {
            let home = homes.get(alike.entry).and_then(|number| number.checked_sub(1));
            let Some(at) = home.filter(|at| !rows.contains(at)) else { continue };
            rows.push(at);
            if let Some(row) = list.get_mut(at).filter(|row| row.near.is_none()) {
                row.near = Some((index, member));
            }
        }
        rows_of.push(rows);
    }
    let mut order: Vec<usize> = Vec::with_capacity(list.len());
    let mut placed = vec![false; list.len()];
    let mut place = |at: usize, order: &mut Vec<usize>| {
        if let Some(placed) = placed.get_mut(at).filter(|placed| !**placed) {
            *placed = true;
            order.push(at);
        }
    };
    for (at, row) in list.iter().enumerate() {
        place(at, &mut order);
        let beside = row.near.and_then(|(index, _)| rows_of.get(index)).into_iter().flatten();
        let unnamed = |at: &&usize| list.get(**at).is_some_and(|row| row.problem.is_none());
        beside.filter(unnamed).for_each(|at| place(*at, &mut order));
    }
    // What stands alone in its row with all that it is like needs no comparing.
    let alone = |(index, _): (usize, usize)| rows_of.get(index).is_none_or(|rows| rows.len() == 1);
    for row in list.iter_mut().filter(|row| row.near.is_some_and(alone)) {
        row.near = None;
    }
    let mut rows: Vec<Option<Cluster>> = list.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| rows.get_mut(at).and_then(Option::take)).collect()
}

/// Whether a table has problems beside its subject.
fn has_problems(rule: &TableRule) -> bool {
    rule.at(FieldRole::Problem).is_some()
}

fn bond(class: &Class) -> Bond {
    class.problem.as_deref().map_or(Bond::Group(class.group), |problem| Bond::Problem(problem.to_owned()))
}

/// The page of 问题归纳.
pub(super) fn page<'a>(facts: &Facts<'a>, clusters: &'a Clusters, title: &'a str) -> Page<'a> {
    let facts = *facts;
    // When there are very many, only those stand here that a person may name or join.
    let needs = |number: usize, cluster: &Cluster| {
        number <= MOST || cluster.problem.is_some() || cluster.near.is_some() || cluster.members.len() > 1
    };
    let all = (1..).zip(&clusters.list);
    let shown: Vec<(usize, &Cluster)> = all.filter(|(number, cluster)| needs(*number, cluster)).collect();
    let more = clusters.list.len() - shown.len();
    let rows = Rows::new(shown.len(), move |at| match shown.get(at) {
        Some((number, cluster)) => row(&facts, *number, cluster),
        None => Vec::new(),
    });
    let offers = [(Column::Problem, book::help_of(Column::Problem)), (Column::Join, book::JOIN_GROUP)];
    let offer = |(column, help)| {
        let title = words::title_of(column);
        let column = words::CLUSTERS_COLUMNS.iter().position(|known| known.title == title)?;
        Some(Offer::new(column, help))
    };
    let offers = offers.into_iter().filter_map(offer).collect();
    Page { title, rows, more, offers, ..Page::new(words::CLUSTERS, &words::CLUSTERS_COLUMNS) }
}

fn row(facts: &Facts<'_>, number: usize, cluster: &Cluster) -> Vec<Cell> {
    let entries: Vec<&Entry> =
        cluster.members.iter().filter_map(|index| facts.normalized.entries.get(*index)).collect();
    let Some(rule) = facts.kind.tables.get(cluster.table) else { return Vec::new() };
    let units = distinct(entries.iter().filter_map(|entry| Facts::text(rule, entry, FieldRole::Unit)));
    let classes = || entries.iter().filter_map(|entry| entry.class.as_deref());
    let aspects = distinct(classes().filter_map(|class| class.aspect.as_deref()));
    let subject = Facts::subject(rule);
    // The longest opinion says most; of equally long ones the first stands for all.
    let texts = entries.iter().rev().filter_map(|entry| entry.text(subject));
    let longest = texts.max_by_key(|text| text.chars().count()).map(|text| text.to_string());
    let none = || facts.kind.common.classes.unclassified().to_owned();
    let unaspected = if aspects.is_empty() { none() } else { aspects.join("、") };
    let [near, likeness, difference] = compared(facts, cluster);
    vec![
        Cell::count(number),
        Cell::text(&rule.name),
        Cell::maybe(cluster.problem.as_deref()),
        Cell::maybe(decided(facts, cluster, &entries)),
        Cell::Blank,
        Cell::text(unaspected),
        Cell::count(entries.len()),
        Cell::count(units.len()),
        Cell::text(units.join("、")),
        Cell::maybe(longest),
        near,
        likeness,
        difference,
    ]
}

/// How a row compares with the first of those that it is like.
fn compared(facts: &Facts<'_>, cluster: &Cluster) -> [Cell; 3] {
    let alike = cluster.near.and_then(|(index, member)| {
        let suggestion = facts.normalized.suggestions.get(index)?;
        Some((index, member, suggestion.members.get(member)?))
    });
    let Some((index, member, alike)) = alike else { return [Cell::Blank, Cell::Blank, Cell::Blank] };
    let likeness = if member == 0 { words::FIRST.to_owned() } else { format!("{}%", alike.likeness) };
    [
        Cell::count(index + 1),
        Cell::text(likeness),
        Cell::text(words::difference(&alike.missing, &alike.added)),
    ]
}

/// What a person wrote as the name: of this problem or of its opinions.
fn decided(facts: &Facts<'_>, cluster: &Cluster, entries: &[&Entry]) -> Option<String> {
    let problem = cluster.problem.as_deref();
    let by_name = facts.decisions.problems.values().filter_map(|decision| decision.get(Column::Problem));
    let by_name = by_name.filter(|name| Some(*name) == problem).map(str::to_owned);
    let ids = entries.iter().filter_map(|entry| entry.class.as_deref());
    let by_item = ids.filter_map(|class| facts.decisions.items.get(&class.id)?.written(Column::Problem));
    by_name.chain(by_item.map(str::to_owned)).next()
}

fn distinct<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut list = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    list.extend(texts.filter(|text| seen.insert(*text)));
    list
}
