//! The rules of `annexes.toml` → what is wrong in them: names that nothing defines, columns that cannot be shown.

use super::Kind;
use super::annexes::{AnnexRule, AnnexSource, ColumnRule, MOST_COLUMNS, Show};
use super::figures::Take;
use super::tables::{FieldType, TableRule};

/// A fault in Chinese and English.
type Fault = (String, String);

/// What classify adds to entries, for columns and for ordering.
const CLASSIFIED: [&str; 2] = ["class.aspect", "class.problem"];

/// The faults of all annexes, each beginning with the annex.
pub(super) fn faults(kind: &Kind) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, rule) in kind.annexes.iter().enumerate() {
        let before = kind.annexes.get(..index).unwrap_or_default();
        let found = shape(rule, before).into_iter().chain(names(kind, rule));
        faults.extend(found.map(|(zh, en)| {
            (format!("附件“{}”：{zh}", rule.name), format!("annex \"{}\": {en}", rule.name))
        }));
    }
    faults
}

/// What an annex shows wrong by itself.
fn shape(rule: &AnnexRule, before: &[AnnexRule]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if rule.id.is_empty() || rule.id.len() > 16 || !rule.id.chars().all(plain) {
        faults.push((
            format!("标识“{}”须为16个以内的小写字母、数字或下划线", rule.id),
            format!("the id \"{}\" must be up to 16 lower-case letters, digits or _", rule.id),
        ));
    }
    if before
        .iter()
        .any(|other| other.id == rule.id || other.is_called(&rule.name) || other.is_called(&rule.title))
    {
        faults.push(("标识、名称或标题重复".into(), "its id, name or title is used twice".into()));
    }
    if rule.columns.is_empty() {
        faults.push(("没有栏目".into(), "it has no columns".into()));
    }
    if rule.columns.len() > MOST_COLUMNS {
        faults
            .push((format!("栏目多于{MOST_COLUMNS}个"), format!("it has more than {MOST_COLUMNS} columns")));
    }
    let headers = |header: &str| rule.columns.iter().filter(|column| column.header == header).count();
    for column in &rule.columns {
        if headers(&column.header) > 1 {
            faults.push(of_column(column, "栏目重复", "its heading is used twice"));
        }
        if column.width.is_nan() || column.width <= 0.0 {
            faults.push(of_column(column, "宽度须大于零", "its width must be above zero"));
        }
        if column.show().is_none() {
            faults.push(of_column(
                column,
                "须写明一种且只一种内容（serial、field、key、count、sum、members、mark）",
                "name exactly one content (serial, field, key, count, sum, members, mark)",
            ));
        }
    }
    faults.extend(chart(rule));
    faults
}

fn chart(rule: &AnnexRule) -> Option<Fault> {
    let chart = rule.chart.as_ref()?;
    let column = |header: &str| rule.columns.iter().find(|column| column.header == header);
    let missing = [&chart.names, &chart.numbers].into_iter().find(|header| column(header).is_none());
    if let Some(missing) = missing {
        return Some((
            format!("统计图所用的栏目“{missing}”不存在"),
            format!("its chart names the column \"{missing}\", which does not exist"),
        ));
    }
    (!column(&chart.numbers).is_some_and(ColumnRule::adds_up)).then(|| {
        (
            format!("统计图的数值栏目“{}”不是计数", chart.numbers),
            format!("the column \"{}\" of its chart counts nothing", chart.numbers),
        )
    })
}

fn of_column(column: &ColumnRule, zh: &str, en: &str) -> Fault {
    (format!("栏目“{}”{zh}", column.header), format!("column \"{}\": {en}", column.header))
}

/// Names that the kind does not define, and columns that do not fit the rows.
fn names(kind: &Kind, rule: &AnnexRule) -> Vec<Fault> {
    let mut faults = Vec::new();
    for id in rule.when.iter().chain(&rule.only).filter(|id| kind.figure(id).is_none()) {
        faults.push((format!("没有数字“{id}”"), format!("there is no figure \"{id}\"")));
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
        faults.push((
            format!("表“{}”没有字段“{field}”", table.id),
            format!("table \"{}\" has no field \"{field}\"", table.id),
        ));
    }
    for column in &rule.columns {
        faults.extend(column_fault(kind, rule, table, column));
    }
    faults
}

/// The table whose entries the rows stand for.
fn table<'a>(kind: &'a Kind, rule: &AnnexRule) -> Result<&'a TableRule, Fault> {
    let id = match &rule.source {
        AnnexSource::Entries(id) | AnnexSource::Groups(id) | AnnexSource::Problems(id) => id,
        AnnexSource::Figure(id) => {
            let figure = kind.figure(id).filter(|figure| lists(figure.take()));
            let Some(figure) = figure else {
                return Err((
                    format!("“{id}”不是能列出条目或分组的数字"),
                    format!("\"{id}\" is no figure that lists rows or groups"),
                ));
            };
            figure.table.as_ref().unwrap_or(id)
        }
    };
    let table = kind.table(id).and_then(|index| kind.tables.get(index));
    table.ok_or_else(|| (format!("没有表“{id}”"), format!("there is no table \"{id}\"")))
}

fn lists(take: Option<Take<'_>>) -> bool {
    matches!(take, Some(Take::Rows | Take::GroupBy(_)))
}

fn column_fault(kind: &Kind, rule: &AnnexRule, table: &TableRule, column: &ColumnRule) -> Option<Fault> {
    let field = |id: &str| table.field(id).and_then(|index| table.fields.get(index));
    let groups = |id: &str| kind.figure(id).is_some_and(|f| matches!(f.take(), Some(Take::GroupBy(_))));
    match column.show()? {
        Show::Serial | Show::Count => None,
        Show::Field(id) => (!CLASSIFIED.contains(&id) && field(id).is_none()).then(|| {
            of_column(column, &format!("所用的字段“{id}”不存在"), &format!("there is no field \"{id}\""))
        }),
        Show::Sum(id) => (field(id).map(|field| field.kind) != Some(FieldType::Number)).then(|| {
            of_column(column, &format!("“{id}”不是数字字段"), &format!("\"{id}\" is no number field"))
        }),
        Show::Key => {
            let named = matches!(&rule.source, AnnexSource::Figure(id) if groups(id));
            (!named).then(|| of_column(column, "只能用于分组的数字", "only groups of a figure have names"))
        }
        Show::Members(id) => (!groups(id)).then(|| {
            of_column(column, &format!("“{id}”不是分组的数字"), &format!("\"{id}\" is no figure of groups"))
        }),
        Show::Mark(mark) => kind.figure(&mark.figure).is_none().then(|| {
            of_column(
                column,
                &format!("所用的数字“{}”不存在", mark.figure),
                &format!("there is no figure \"{}\"", mark.figure),
            )
        }),
    }
}
