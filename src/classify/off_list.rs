//! The problems of several lists → which of them a list lacks, and which have no state: what a reader would miss.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::Fields;
use crate::finding::{Finding, Place, Values};
use crate::model::entry::Entry;
use crate::model::origin::{Places, SheetId};
use crate::model::value::Text;
use crate::normalize::Normalized;
use crate::text::path::folder;

/// A list by its name: where it begins, and its problems by their place among all.
struct List {
    sheet: SheetId,
    problems: BTreeSet<usize>,
}

/// What is told of the problems, each the indices of its rows: those that a list lacks which the others have, and those
/// without a state where others have one.
pub(super) fn told(
    problems: &[Vec<usize>],
    normalized: &Normalized,
    fields: &Fields,
    places: &Places,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for lists in sets(problems, normalized, fields, places) {
        findings.extend(lists.iter().filter_map(|(name, list)| {
            let lacking = lacking(list, &lists);
            let problems = worded(&lacking, problems, normalized, fields);
            let what = Values::OffList { list: name.clone(), problems };
            (!lacking.is_empty()).then(|| Finding::new(Place::Sheet(list.sheet), what))
        }));
    }
    findings.extend(without_state(problems, normalized, fields));
    findings
}

/// The lists that go together, by name (问题清单, 整改清单): those of one workbook, and of a folder the workbooks that
/// hold one each.
fn sets(
    problems: &[Vec<usize>],
    normalized: &Normalized,
    fields: &Fields,
    places: &Places,
) -> Vec<BTreeMap<Text, List>> {
    let mut by_file: BTreeMap<&str, BTreeMap<Text, List>> = BTreeMap::new();
    let rows = problems.iter().enumerate().flat_map(|(at, members)| members.iter().map(move |row| (at, row)));
    for (at, row) in rows {
        let Some(entry) = normalized.entries.get(*row) else { continue };
        let name = fields.list.and_then(|list| entry.text(list));
        if let (Some(name), Some(head)) = (name, normalized.heads.get(entry.head as usize)) {
            let lists = by_file.entry(&places.name(head.sheet).file).or_default();
            let list = List { sheet: head.sheet, problems: BTreeSet::new() };
            lists.entry(name.clone()).or_insert(list).problems.insert(at);
        }
    }
    let (whole, single): (Vec<_>, Vec<_>) = by_file.into_iter().partition(|(_, lists)| lists.len() > 1);
    let mut by_folder: BTreeMap<&str, BTreeMap<Text, List>> = BTreeMap::new();
    for (file, lists) in single {
        let of_folder = by_folder.entry(folder(file)).or_default();
        for (name, list) in lists {
            let known = of_folder.entry(name);
            known
                .or_insert(List { sheet: list.sheet, problems: BTreeSet::new() })
                .problems
                .extend(list.problems);
        }
    }
    whole.into_iter().map(|(_, lists)| lists).chain(by_folder.into_values()).collect()
}

/// The problems that a list lacks: of lists that share at least half of the larger one with it. Others list other
/// problems.
fn lacking(list: &List, lists: &BTreeMap<Text, List>) -> BTreeSet<usize> {
    let is_of_same = |other: &&List| {
        let shared = list.problems.intersection(&other.problems).count();
        shared * 2 >= list.problems.len().max(other.problems.len())
    };
    let others = lists.values().filter(is_of_same).flat_map(|other| &other.problems);
    others.filter(|problem| !list.problems.contains(problem)).copied().collect()
}

/// Problems of which no row says how they stand, where the state of others is known: no figure of a state holds them.
fn without_state(problems: &[Vec<usize>], normalized: &Normalized, fields: &Fields) -> Option<Finding> {
    let status = fields.status?;
    let first = |members: &Vec<usize>| members.first().and_then(|row| normalized.entries.get(*row));
    let stated = |entry: &Entry| entry.text(status).is_some();
    // What is written and not understood is told at its cell.
    let is_written = |row: &usize| {
        let entry = normalized.entries.get(*row);
        entry.is_some_and(|entry| normalized.not_understood.contains(&(entry.head, entry.row)))
    };
    let is_without = |members: &Vec<usize>| {
        let blank = first(members).is_some_and(|entry| entry.counts() && !stated(entry));
        blank && !members.iter().any(is_written)
    };
    let without = problems.iter().enumerate().filter(|(_, members)| is_without(members));
    let without: BTreeSet<usize> = without.map(|(at, _)| at).collect();
    let any = problems.iter().filter_map(first).any(|entry| entry.counts() && stated(entry));
    let row = problems.get(*without.first()?).and_then(first).filter(|_| any)?;
    let head = normalized.heads.get(row.head as usize)?;
    let problems = worded(&without, problems, normalized, fields);
    Some(Finding::new(Place::Row(head.sheet, row.row), Values::WithoutState { problems }))
}

/// How problems are worded in their first rows.
fn worded(
    which: &BTreeSet<usize>,
    problems: &[Vec<usize>],
    normalized: &Normalized,
    fields: &Fields,
) -> Vec<String> {
    let first = |at: &usize| problems.get(*at)?.first().and_then(|row| normalized.entries.get(*row));
    let texts = which.iter().filter_map(first).filter_map(|entry| entry.text(fields.problem));
    texts.map(ToString::to_string).collect()
}
