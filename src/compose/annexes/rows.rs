//! The source of an annex → its rows in order: entries, groups of restatements, members of a figure, named problems.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::Inputs;
use super::fields;
use crate::kind::{AnnexRule, AnnexSource, TableRule};
use crate::model::entry::Entry;
use crate::model::figure::FigureValue;
use crate::model::origin::Source;
use crate::model::problem::Problem;
use crate::text::digest::fnv;
use crate::text::fold::sentence_key;

/// What one row of an annex stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct AnnexRow<'a> {
    /// Its entries, by their index in the run's list; the first speaks for all.
    pub(super) entries: Vec<usize>,
    /// The name of the group's member that it is.
    pub(super) key: Option<&'a str>,
    /// The named problem that it stands for; none for other rows.
    pub(super) problem: Option<&'a Problem>,
}

/// The table whose entries an annex shows.
pub(super) fn table<'a>(inputs: &Inputs<'a>, rule: &AnnexRule) -> Option<(usize, &'a TableRule)> {
    let id = match &rule.source {
        AnnexSource::Entries(id) | AnnexSource::Groups(id) | AnnexSource::Problems(id) => id,
        AnnexSource::Figure(id) => {
            let figure = inputs.kind.figure(id)?;
            figure.grouping(inputs.kind).unwrap_or(figure).table.as_ref()?
        }
    };
    let index = inputs.kind.table(id)?;
    Some((index, inputs.kind.tables.get(index)?))
}

/// The rows of an annex in the order that its rule asks for; empty when its table is not of the kind.
pub(super) fn rows<'a>(inputs: &Inputs<'a>, rule: &AnnexRule) -> Vec<AnnexRow<'a>> {
    let Some((index, table)) = table(inputs, rule) else { return Vec::new() };
    let mut rows = match &rule.source {
        AnnexSource::Entries(_) => single(entries(inputs, index)),
        AnnexSource::Groups(_) => groups(inputs, &entries(inputs, index)),
        AnnexSource::Figure(id) => of_figure(inputs, id),
        AnnexSource::Problems(_) => {
            let entries = entries(inputs, index);
            let named = inputs
                .problems
                .iter()
                .map(|problem| AnnexRow { problem: Some(problem), ..AnnexRow::default() });
            if entries.is_empty() { named.collect() } else { single(entries) }
        }
    };
    if let Some(only) = rule.only.as_ref().and_then(|id| inputs.figures.get(id)) {
        let counted: BTreeSet<Source> = only.sources.iter().copied().collect();
        rows.retain(|row| is_counted(inputs, table, row, &counted));
    }
    for field in rule.order.iter().rev() {
        sort(inputs, table, field, &mut rows);
    }
    rows
}

/// Whether a figure counts a row: it names an entry by one of its cells, which one depends on its filters.
pub(super) fn is_counted(
    inputs: &Inputs<'_>,
    table: &TableRule,
    row: &AnnexRow<'_>,
    counted: &BTreeSet<Source>,
) -> bool {
    let entries = row.entries.iter().filter_map(|index| inputs.entries.get(*index));
    let mut cells = entries
        .flat_map(|entry| (0..table.fields.len()).filter_map(|field| entry.source(inputs.heads, field)));
    cells.any(|cell| counted.contains(&cell))
}

/// By what a row is known wherever it stands: its entries, each by what it is about and who gave it; a group and a named
/// problem by their names.
pub(super) fn identities(inputs: &Inputs<'_>, table: &TableRule, row: &AnnexRow<'_>) -> Vec<String> {
    if let Some(name) = row.key.or(row.problem.map(|problem| problem.problem.as_str())) {
        return vec![fnv(&sentence_key(name)).hex()];
    }
    let subject = table.split.as_ref().or(table.subject.as_ref());
    let named = subject.into_iter().chain(table.identify.first().into_iter().flatten());
    let fields: Vec<usize> = named.filter_map(|id| table.field(id)).collect();
    let identity = |entry: &Entry| match entry.class.as_deref().map(|class| &class.id) {
        Some(id) if !id.is_empty() => id.clone(),
        _ => {
            let texts = fields.iter().flat_map(|field| entry.texts(*field)).map(|text| sentence_key(text));
            fnv(&texts.collect::<Vec<_>>().join("\t")).hex()
        }
    };
    row.entries.iter().filter_map(|index| inputs.entries.get(*index)).map(identity).collect()
}

fn entries(inputs: &Inputs<'_>, table: usize) -> Vec<usize> {
    let of_table = |head: u32| inputs.heads.get(head as usize).is_some_and(|head| head.table == table);
    let entries = inputs.entries.iter().enumerate();
    entries.filter(|(_, entry)| entry.counts() && of_table(entry.head)).map(|(index, _)| index).collect()
}

fn single<'a>(entries: Vec<usize>) -> Vec<AnnexRow<'a>> {
    entries.into_iter().map(|index| AnnexRow { entries: vec![index], ..AnnexRow::default() }).collect()
}

/// One row for each group of restatements, in the order of their first entries.
fn groups<'a>(inputs: &Inputs<'a>, entries: &[usize]) -> Vec<AnnexRow<'a>> {
    let mut rows: Vec<AnnexRow<'a>> = Vec::new();
    let mut of_group: HashMap<u32, usize> = HashMap::new();
    for index in entries {
        let class = inputs.entries.get(*index).and_then(|entry| entry.class.as_deref());
        let group = class.map(|class| class.group).filter(|group| *group > 0);
        let known = group.and_then(|group| of_group.get(&group)).and_then(|row| rows.get_mut(*row));
        match known {
            Some(row) => row.entries.push(*index),
            None => {
                of_group.extend(group.map(|group| (group, rows.len())));
                rows.push(AnnexRow { entries: vec![*index], ..AnnexRow::default() });
            }
        }
    }
    rows
}

fn of_figure<'a>(inputs: &Inputs<'a>, id: &str) -> Vec<AnnexRow<'a>> {
    match inputs.figures.get(id).map(|figure| &figure.value) {
        Some(FigureValue::Rows(rows)) => single(rows.clone()),
        Some(FigureValue::Groups(groups)) => groups
            .iter()
            .map(|group| AnnexRow { entries: group.rows.clone(), key: Some(&group.key), problem: None })
            .collect(),
        _ => Vec::new(),
    }
}

/// Orders rows by a field; rows without it go last, equal ones keep their order.
fn sort(inputs: &Inputs<'_>, table: &TableRule, field: &str, rows: &mut Vec<AnnexRow<'_>>) {
    let texts: Vec<String> = rows
        .iter()
        .map(|row| fields::field(inputs, table, row, field).map_or_else(String::new, |f| f.text))
        .collect();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for text in &texts {
        let place = first.len();
        first.entry(text).or_insert(place);
    }
    let rank = |row: &AnnexRow<'_>, text: &str| {
        let rank = fields::rank(inputs, table, row, field).or_else(|| text.parse::<f64>().ok());
        (text.is_empty(), rank, first.get(text).copied())
    };
    let mut ranked: Vec<_> = rows.drain(..).zip(&texts).map(|(row, text)| (rank(&row, text), row)).collect();
    ranked.sort_by(|((no, rank, place), _), ((other_no, other, other_place), _)| {
        let by_rank = match (rank, other) {
            (Some(rank), Some(other)) => rank.total_cmp(other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        no.cmp(other_no).then(by_rank).then_with(|| place.cmp(other_place))
    });
    rows.extend(ranked.into_iter().map(|(_, row)| row));
}
