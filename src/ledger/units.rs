//! Units that were to return a form → 报送情况: which did, which did not.

use std::collections::BTreeSet;

use super::facts::Facts;
use super::sheet::{Cell, Page};
use super::words;
use crate::kind::{FieldRole, FigureRole, TableRole, TableRule};
use crate::model::entry::Entry;
use crate::model::origin::Source;

/// The sheet: the units of 单位名录; without one, those that gave opinions.
pub(super) fn page<'a>(facts: &Facts<'_>, title: &'a str) -> Page<'a> {
    let table = facts.kind.table_for(TableRole::Units);
    let mut rows = table.map(|(table, rule)| listed(facts, table, rule)).unwrap_or_default();
    if rows.is_empty() {
        rows = given(facts);
    }
    Page { title, rows: rows.into(), frozen: 2, ..Page::new(words::UNITS, &words::UNITS_COLUMNS) }
}

fn listed(facts: &Facts<'_>, table: usize, rule: &TableRule) -> Vec<Vec<Cell>> {
    let cells = |role: FigureRole| -> BTreeSet<Source> {
        let figure = facts.kind.figure_for(role).and_then(|rule| facts.figures.get(&rule.id));
        figure.into_iter().flat_map(|figure| figure.sources.iter().copied()).collect()
    };
    let (expected, returned) = (cells(FigureRole::UnitsExpected), cells(FigureRole::UnitsReturned));
    let entries = facts.normalized.of_table(table).filter(|(_, entry)| entry.counts());
    (1..)
        .zip(entries)
        .map(|(number, (_, entry))| row(facts, number, rule, entry, (&expected, &returned)))
        .collect()
}

fn row(
    facts: &Facts<'_>,
    number: usize,
    rule: &TableRule,
    entry: &Entry,
    (expected, returned): (&BTreeSet<Source>, &BTreeSet<Source>),
) -> Vec<Cell> {
    // A figure names an entry by one of its cells; which one depends on its filters.
    let fields = 0..rule.fields.len();
    let own: Vec<Source> = fields.filter_map(|field| entry.source(&facts.normalized.heads, field)).collect();
    let among = |cells: &BTreeSet<Source>| own.iter().any(|source| cells.contains(source));
    let name = Facts::text(rule, entry, FieldRole::Full).unwrap_or_default();
    let returned = match (among(expected), among(returned)) {
        (true, true) => "已报",
        (true, false) => "未报",
        (false, _) => "",
    };
    let place = rule.at(FieldRole::Full).and_then(|field| entry.source(&facts.normalized.heads, field));
    let mut cells = vec![
        Cell::count(number),
        Cell::text(name),
        Cell::text(if among(expected) { "应报" } else { "不要求" }),
        Cell::text(returned),
        Cell::Number(opinions(facts, rule, entry)),
    ];
    cells.extend(place.map_or([Cell::Blank, Cell::Blank], |place| facts.place(place)));
    cells
}

/// How many opinions a unit gave, under any of its names.
fn opinions(facts: &Facts<'_>, rule: &TableRule, entry: &Entry) -> f64 {
    let roles = [FieldRole::Full, FieldRole::Short, FieldRole::Aliases];
    let fields = roles.into_iter().filter_map(|role| rule.at(role));
    let names: BTreeSet<&str> = fields.flat_map(|field| entry.texts(field)).map(AsRef::as_ref).collect();
    let Some(by_unit) = facts.kind.figure_for(FigureRole::OpinionsByUnit) else { return 0.0 };
    let figures = names.iter().filter_map(|name| facts.figures.get(&format!("{}/{name}", by_unit.id)));
    // The sum of nothing is -0.
    figures.filter_map(crate::model::figure::Figure::size).sum::<f64>() + 0.0
}

/// The units that gave opinions, when there is no list of those that were to.
fn given(facts: &Facts<'_>) -> Vec<Vec<Cell>> {
    let by_unit = facts.kind.figure_for(FigureRole::OpinionsByUnit);
    let members = facts.figures.iter().filter_map(|figure| {
        let unit = figure.id.strip_prefix(by_unit?.id.as_str())?.strip_prefix('/')?;
        Some((unit.to_owned(), figure.size()?))
    });
    let row = |(number, (unit, count)): (usize, (String, f64))| {
        vec![
            Cell::count(number),
            Cell::text(unit),
            Cell::text("未列名录"),
            Cell::text("已报"),
            Cell::Number(count),
            Cell::Blank,
        ]
    };
    (1..).zip(members).map(row).collect()
}
