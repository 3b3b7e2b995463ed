//! The rules of `annexes.toml` → what is wrong in them: names that nothing defines, columns that cannot be shown.

use super::Kind;
use super::annexes::{AnnexRule, AnnexSource, ColumnRule, MOST_COLUMNS, Show};
use super::figures::Take;
use super::tables::{FieldType, TableRule};
use crate::finding::kinds::{AnnexFault, ColumnFault, KindFault};

/// What classify adds to entries, for columns and for ordering.
const CLASSIFIED: [&str; 2] = ["class.aspect", "class.problem"];

/// The faults of all annexes, each beginning with the annex.
pub(super) fn faults(kind: &Kind) -> Vec<KindFault> {
    let mut faults = Vec::new();
    for (index, rule) in kind.annexes.iter().enumerate() {
        let before = kind.annexes.get(..index).unwrap_or_default();
        let found = shape(rule, before).into_iter().chain(names(kind, rule));
        faults.extend(found.map(|fault| KindFault::Annex { name: rule.name.clone(), fault }));
    }
    faults
}

/// What an annex shows wrong by itself.
fn shape(rule: &AnnexRule, before: &[AnnexRule]) -> Vec<AnnexFault> {
    let mut faults = Vec::new();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if rule.id.is_empty() || rule.id.len() > 16 || !rule.id.chars().all(plain) {
        faults.push(AnnexFault::Id(rule.id.clone()));
    }
    if before
        .iter()
        .any(|other| other.id == rule.id || other.is_called(&rule.name) || other.is_called(&rule.title))
    {
        faults.push(AnnexFault::Twice);
    }
    if rule.columns.is_empty() {
        faults.push(AnnexFault::NoColumns);
    }
    if rule.columns.len() > MOST_COLUMNS {
        faults.push(AnnexFault::ManyColumns { most: MOST_COLUMNS });
    }
    let headers = |header: &str| rule.columns.iter().filter(|column| column.header == header).count();
    for column in &rule.columns {
        if headers(&column.header) > 1 {
            faults.push(of_column(column, ColumnFault::Twice));
        }
        if column.width.is_nan() || column.width <= 0.0 {
            faults.push(of_column(column, ColumnFault::Width));
        }
        if column.show().is_none() {
            faults.push(of_column(column, ColumnFault::OneContent));
        }
    }
    faults.extend(chart(rule));
    faults
}

fn chart(rule: &AnnexRule) -> Option<AnnexFault> {
    let chart = rule.chart.as_ref()?;
    let column = |header: &str| rule.columns.iter().find(|column| column.header == header);
    let missing = [&chart.names, &chart.numbers].into_iter().find(|header| column(header).is_none());
    if let Some(missing) = missing {
        return Some(AnnexFault::ChartColumn(missing.clone()));
    }
    let counts = column(&chart.numbers).is_some_and(ColumnRule::adds_up);
    (!counts).then(|| AnnexFault::ChartNumbers(chart.numbers.clone()))
}

fn of_column(column: &ColumnRule, fault: ColumnFault) -> AnnexFault {
    AnnexFault::Column { header: column.header.clone(), fault }
}

/// Names that the kind does not define, and columns that do not fit the rows.
fn names(kind: &Kind, rule: &AnnexRule) -> Vec<AnnexFault> {
    let mut faults = Vec::new();
    let named = |fault: KindFault| AnnexFault::Names(Box::new(fault));
    for id in rule.when.iter().chain(&rule.only).filter(|id| kind.figure(id).is_none()) {
        faults.push(named(KindFault::NoFigure(id.clone())));
    }
    let table = match table(kind, rule) {
        Ok(table) => table,
        Err(fault) => {
            faults.push(fault);
            return faults;
        }
    };
    let unknown = |field: &str| !CLASSIFIED.contains(&field) && table.field(field).is_none();
    for field in rule.order.iter().filter(|field| unknown(field)) {
        faults.push(named(KindFault::NoField { table: table.id.clone(), field: field.clone() }));
    }
    for column in &rule.columns {
        faults.extend(column_fault(kind, rule, table, column));
    }
    faults
}

/// The table whose entries the rows stand for.
fn table<'a>(kind: &'a Kind, rule: &AnnexRule) -> Result<&'a TableRule, AnnexFault> {
    let id = match &rule.source {
        AnnexSource::Entries(id) | AnnexSource::Groups(id) | AnnexSource::Problems(id) => id,
        AnnexSource::Figure(id) => {
            let figure = kind.figure(id).filter(|figure| lists(figure.take()));
            let Some(figure) = figure else {
                return Err(AnnexFault::NoRows(id.clone()));
            };
            figure.table.as_ref().unwrap_or(id)
        }
    };
    let table = kind.table(id).and_then(|index| kind.tables.get(index));
    table.ok_or_else(|| AnnexFault::Names(Box::new(KindFault::NoTable(id.clone()))))
}

fn lists(take: Option<Take<'_>>) -> bool {
    matches!(take, Some(Take::Rows | Take::GroupBy(_)))
}

fn column_fault(kind: &Kind, rule: &AnnexRule, table: &TableRule, column: &ColumnRule) -> Option<AnnexFault> {
    let field = |id: &str| table.field(id).and_then(|index| table.fields.get(index));
    let groups = |id: &str| kind.figure(id).is_some_and(|f| matches!(f.take(), Some(Take::GroupBy(_))));
    let fault = match column.show()? {
        Show::Serial | Show::Count => return None,
        Show::Field(id) if CLASSIFIED.contains(&id) || field(id).is_some() => return None,
        Show::Field(id) => ColumnFault::NoField(id.to_owned()),
        Show::Sum(id) if field(id).map(|field| field.kind) == Some(FieldType::Number) => return None,
        Show::Sum(id) => ColumnFault::NoNumber(id.to_owned()),
        Show::Key if matches!(&rule.source, AnnexSource::Figure(id) if groups(id)) => return None,
        Show::Key => ColumnFault::NoNames,
        Show::Members(id) if groups(id) => return None,
        Show::Members(id) => ColumnFault::NoGroups(id.to_owned()),
        Show::Mark(mark) if kind.figure(&mark.figure).is_some() => return None,
        Show::Mark(mark) => ColumnFault::NoFigure(mark.figure.clone()),
    };
    Some(of_column(column, fault))
}
