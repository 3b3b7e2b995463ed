//! `annexes.toml` → names that nothing defines, columns that cannot be shown.

use super::super::annexes::{AnnexRule, AnnexSource, ColumnRule, MOST_COLUMNS, Show, WIDEST};
use super::super::figures::{FigureRule, Take};
use super::super::tables::{FieldType, TableRule};
use super::{Kind, Wrong, id, quoted};
use crate::finding::kinds::{AnnexFault, KindFault, Thing};

const FILE: &str = "annexes.toml";

/// What classify adds to entries, for columns and for ordering.
const CLASSIFIED: [&str; 2] = ["class.aspect", "class.problem"];

/// The word at fault, which leads to its line, and the fault.
type Located = (String, KindFault);

/// All that is wrong with the annexes of a kind; empty when nothing is.
pub(super) fn wrong(kind: &Kind) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for (index, rule) in kind.annexes.iter().enumerate() {
        let before = kind.annexes.get(..index).unwrap_or_default();
        let found = shape(rule, before).into_iter().chain(names(kind, rule));
        wrong.extend(found.map(|(word, fault)| {
            Wrong::new(FILE, &[&id(&rule.id), &word], fault.within(Thing::Annex, &rule.name))
        }));
    }
    wrong
}

fn here(fault: AnnexFault) -> Located {
    (String::new(), KindFault::Annex(fault))
}

/// What an annex shows wrong by itself.
fn shape(rule: &AnnexRule, before: &[AnnexRule]) -> Vec<Located> {
    let mut found = Vec::new();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if rule.id.is_empty() || rule.id.len() > 16 || !rule.id.chars().all(plain) {
        found.push(here(AnnexFault::Id(rule.id.clone())));
    }
    let alike = |other: &AnnexRule| {
        other.id == rule.id || other.is_called(&rule.name) || other.is_called(&rule.title)
    };
    if before.iter().any(alike) {
        found.push(here(AnnexFault::Twice));
    }
    found.extend(super::name_fault(&rule.name).map(|fault| (String::new(), fault)));
    if rule.columns.is_empty() {
        found.push(here(AnnexFault::NoColumns));
    }
    if rule.columns.len() > MOST_COLUMNS {
        found.push(here(AnnexFault::ManyColumns { most: MOST_COLUMNS }));
    }
    let headers = || rule.columns.iter().map(|column| column.header.as_str());
    for header in super::twice(headers()) {
        found.push((quoted(header), KindFault::Twice { what: Thing::AnnexColumn, name: header.to_owned() }));
    }
    if rule.chart.as_ref().is_some_and(|chart| chart.numbers.is_empty()) {
        found.push(("numbers".to_owned(), KindFault::Lacks { key: "numbers".to_owned() }));
    }
    for name in super::twice(rule.chart.iter().flat_map(|chart| &chart.numbers).map(String::as_str)) {
        found.push((quoted(name), KindFault::Twice { what: Thing::AnnexColumn, name: name.to_owned() }));
    }
    for column in &rule.columns {
        if !(column.width > 0.0 && column.width <= WIDEST) {
            found.push(of_column(column, AnnexFault::Width));
        }
        if column.show().is_none() {
            found.push(of_column(column, AnnexFault::OneContent));
        }
    }
    let of_chart = rule.chart.iter().flat_map(|chart| std::iter::once(&chart.names).chain(&chart.numbers));
    for name in of_chart {
        match rule.columns.iter().find(|column| column.header == *name) {
            None => found.push((quoted(name), KindFault::unknown(Thing::AnnexColumn, name, headers()))),
            Some(column) => {
                let numbers = rule.chart.as_ref().is_some_and(|chart| chart.numbers.contains(name));
                if numbers && !column.is_number() {
                    found.push(here(AnnexFault::ChartNumbers(name.clone())));
                }
            }
        }
    }
    found
}

fn of_column(column: &ColumnRule, fault: AnnexFault) -> Located {
    in_column(column, KindFault::Annex(fault))
}

fn in_column(column: &ColumnRule, fault: KindFault) -> Located {
    (quoted(&column.header), fault.within(Thing::AnnexColumn, &column.header))
}

/// Names that the kind does not define, and columns that do not fit the rows.
fn names(kind: &Kind, rule: &AnnexRule) -> Vec<Located> {
    let mut found = Vec::new();
    for id in rule.when.iter().chain(&rule.only).filter(|id| kind.figure(id).is_none()) {
        found.push((quoted(id), kind.no_figure(id)));
    }
    let table = match table(kind, rule) {
        Ok(table) => table,
        Err(fault) => {
            found.push(fault);
            return found;
        }
    };
    let unknown = |field: &str| !CLASSIFIED.contains(&field) && table.field(field).is_none();
    for field in rule.order.iter().filter(|field| unknown(field)) {
        found.push((quoted(field), table.no_field(field)));
    }
    for column in &rule.columns {
        found.extend(column_fault(kind, rule, table, column).map(|fault| in_column(column, fault)));
    }
    found
}

/// The table whose entries the rows stand for.
fn table<'a>(kind: &'a Kind, rule: &AnnexRule) -> Result<&'a TableRule, Located> {
    let id = match &rule.source {
        AnnexSource::Entries(id) | AnnexSource::Groups(id) | AnnexSource::Problems(id) => id,
        AnnexSource::Figure(id) => {
            let figure = kind.figure(id).ok_or_else(|| (quoted(id), kind.no_figure(id)))?;
            let grouping = figure.grouping(kind);
            if grouping.is_none() && figure.take() != Some(Take::Rows) {
                return Err((quoted(id), KindFault::Annex(AnnexFault::NoRows(id.clone()))));
            }
            grouping.unwrap_or(figure).table.as_ref().unwrap_or(id)
        }
    };
    let table = kind.table(id).and_then(|index| kind.tables.get(index));
    table.ok_or_else(|| (quoted(id), kind.no_table(id)))
}

/// Whether the members of a figure may be called like the groups that the rows are.
fn is_alike(kind: &Kind, rule: &AnnexRule, members: &str) -> bool {
    let AnnexSource::Figure(rows) = &rule.source else { return true };
    kind.figure(rows)
        .zip(kind.figure(members))
        .is_none_or(|(rows, members)| rows.is_grouped_like(members, kind))
}

fn column_fault(kind: &Kind, rule: &AnnexRule, table: &TableRule, column: &ColumnRule) -> Option<KindFault> {
    let field = |id: &str| table.field(id).and_then(|index| table.fields.get(index));
    let groups = |id: &str| kind.figure(id).map(|figure| figure.grouping(kind).is_some());
    let levels = |id: &str| kind.figure(id)?.grouping(kind).map(FigureRule::levels);
    let inner = matches!(column.show(), Some(Show::Members(id)) if levels(id) == Some(2));
    if column.of.is_some() && !inner {
        let with = "members（group_by两级）".to_owned();
        return Some(KindFault::Misplaced { key: "of".to_owned(), with });
    }
    let of_groups = matches!(&rule.source, AnnexSource::Figure(id) if groups(id) == Some(true));
    let fault = match column.show()? {
        Show::Serial | Show::Count => return None,
        Show::Field(id) if CLASSIFIED.contains(&id) || field(id).is_some() => return None,
        Show::Field(id) => return Some(table.no_field(id)),
        Show::Sum(id) => match field(id).map(|field| field.kind) {
            Some(FieldType::Number) => return None,
            Some(_) => AnnexFault::NoNumber(id.to_owned()),
            None => return Some(table.no_field(id)),
        },
        Show::Key if of_groups => return None,
        Show::Key => AnnexFault::NoNames,
        Show::Members(id) => match groups(id) {
            None => return Some(kind.no_figure(id)),
            Some(false) => AnnexFault::NoGroups(id.to_owned()),
            Some(true) if of_groups && !is_alike(kind, rule, id) => AnnexFault::OtherGroups(id.to_owned()),
            Some(true) if of_groups || !table.names().is_empty() => return None,
            Some(true) => AnnexFault::NoKey,
        },
        Show::Mark(mark) if kind.figure(&mark.figure).is_some() => return None,
        Show::Mark(mark) => return Some(kind.no_figure(&mark.figure)),
    };
    Some(KindFault::Annex(fault))
}
