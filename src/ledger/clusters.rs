//! 问题归纳: opinions by their named problem, or by their group while it has no name yet.

use std::collections::{BTreeMap, HashMap};

use super::facts::Facts;
use super::sheet::{Cell, Offer, Page};
use super::words;
use crate::kind::TableRule;
use crate::model::decision::Column;
use crate::model::entry::{Class, Entry};

/// Opinions that stand for one problem.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    table: usize,
    /// Its name, when it has one.
    pub(super) problem: Option<String>,
    /// The entries, by their index in the run's list.
    members: Vec<usize>,
}

/// The clusters with the place of each entry in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Clusters {
    pub(super) list: Vec<Cluster>,
    /// The number of an entry's cluster, counted from one.
    pub(super) of_entry: HashMap<usize, usize>,
}

/// What holds a cluster together.
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
                list.push(Cluster { table, problem, members: Vec::new() });
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
    let numbered = (1..).zip(&list);
    let of_entry = numbered.flat_map(|(number, cluster)| cluster.members.iter().map(move |at| (*at, number)));
    Clusters { of_entry: of_entry.collect(), list }
}

/// Whether a table has problems beside its subject.
fn has_problems(rule: &TableRule) -> bool {
    rule.field("problem").is_some_and(|problem| problem != Facts::subject(rule))
}

fn bond(class: &Class) -> Bond {
    class.problem.as_deref().map_or(Bond::Group(class.group), |problem| Bond::Problem(problem.to_owned()))
}

/// The sheet.
pub(super) fn page<'a>(facts: &Facts<'_>, clusters: &Clusters, title: &'a str) -> Page<'a> {
    let rows = (1..).zip(&clusters.list).map(|(number, cluster)| row(facts, number, cluster)).collect();
    let column = words::CLUSTERS_COLUMNS.iter().position(|c| c.title == words::title_of(Column::Problem));
    let help = words::help_of(Column::Problem);
    let offers = column.map(|column| Offer { column, choices: Vec::new(), help }).into_iter().collect();
    Page { name: words::CLUSTERS, title, columns: &words::CLUSTERS_COLUMNS, rows, offers, frozen: 1 }
}

fn row(facts: &Facts<'_>, number: usize, cluster: &Cluster) -> Vec<Cell> {
    let entries: Vec<&Entry> =
        cluster.members.iter().filter_map(|index| facts.normalized.entries.get(*index)).collect();
    let Some(rule) = facts.kind.tables.get(cluster.table) else { return Vec::new() };
    let units = distinct(entries.iter().filter_map(|entry| Facts::text(rule, entry, "unit")));
    let classes = || entries.iter().filter_map(|entry| entry.class.as_deref());
    let aspects = distinct(classes().filter_map(|class| class.aspect.as_deref()));
    let subject = Facts::subject(rule);
    // The longest opinion says most; of equally long ones the first stands for all.
    let texts = entries.iter().rev().filter_map(|entry| entry.text(subject));
    let longest = texts.max_by_key(|text| text.chars().count()).map(|text| text.to_string());
    let unaspected = if aspects.is_empty() { "未分类".to_owned() } else { aspects.join("、") };
    vec![
        Cell::count(number),
        Cell::text(&rule.name),
        Cell::maybe(cluster.problem.as_deref()),
        Cell::maybe(decided(facts, cluster, &entries)),
        Cell::text(unaspected),
        Cell::count(entries.len()),
        Cell::count(units.len()),
        Cell::text(units.join("、")),
        Cell::maybe(longest),
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
