//! Cells of every kind become values: one case a line, run through the whole step.

use std::sync::Arc;

use chengwen::finding::{Finding, Noted};
use chengwen::kind::Kind;
use chengwen::model::entry::{CountStatus, Entry, FieldPlaces, TableHead};
use chengwen::model::origin::SheetId;
use chengwen::model::value::{Bound, Value};
use chengwen::normalize::{Context, Normalized, normalize};
use chengwen::recognize::{DataRow, Harvested, Reason, Table};
use chengwen::workbook::{Area, Cell, Row, Sheet, Workbook};
use jiff::civil::Date;

use super::kind;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The lines of a file of cases: cells by tabs, `⏎` for a line break, `␣` for a no-break space, `␠` for an
/// ideographic one, `␀` for a zero-width one.
pub(crate) fn cases(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(format!("{ROOT}/tests/cases/{name}.tsv")).unwrap();
    let spell = |cell: &str| {
        cell.replace('⏎', "\n").replace('␣', "\u{a0}").replace('␠', "\u{3000}").replace('␀', "\u{200b}")
    };
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1);
    let cases: Vec<Vec<String>> = lines.map(|line| padded(line.split('\t').map(spell).collect())).collect();
    assert!(!cases.is_empty());
    cases
}

/// Cells that are blank at the end of a line may be missing.
fn padded(mut cells: Vec<String>) -> Vec<String> {
    cells.resize(cells.len().max(4), String::new());
    cells
}

/// A cell of a case: `=2022.1` is a number cell, blank is no cell.
pub(crate) fn cell(text: &str) -> Option<Cell> {
    match text.strip_prefix('=') {
        Some("是") => Some(Cell::Flag(true)),
        Some(number) => Some(Cell::Number(number.parse().unwrap())),
        None => Some(Cell::Text(Arc::from(text))).filter(|_| !text.is_empty()),
    }
}

/// A sheet with one table: its fields are the columns, its rows begin in row 4.
pub(crate) struct Made {
    pub(crate) file: &'static str,
    pub(crate) sheet: &'static str,
    pub(crate) table: &'static str,
    pub(crate) columns: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<Option<Cell>>>,
    pub(crate) merges: Vec<Area>,
    pub(crate) harvested: Harvested,
}

impl Made {
    pub(crate) fn new(table: &'static str, columns: &[&'static str], rows: &[&[&str]]) -> Self {
        Made {
            file: "表.xlsx",
            sheet: "Sheet1",
            table,
            columns: columns.to_vec(),
            rows: rows.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect(),
            merges: Vec::new(),
            harvested: Harvested::default(),
        }
    }
}

const FIRST_ROW: u32 = 3;

/// Normalises tables, each on a workbook of its own.
pub(crate) fn run(kind: &Kind, made: &[Made], context: &Context) -> Noted<Normalized> {
    let (workbooks, tables): (Vec<_>, Vec<_>) =
        made.iter().enumerate().map(|(index, made)| build(kind, made, SheetId(index as u32))).unzip();
    normalize(&workbooks, &tables, kind, context)
}

fn build(kind: &Kind, made: &Made, id: SheetId) -> (Workbook, Table) {
    let row = |(index, cells): (usize, &Vec<Option<Cell>>)| Row {
        index: FIRST_ROW + index as u32,
        cells: cells.iter().enumerate().filter_map(|(at, cell)| Some((at as u32, cell.clone()?))).collect(),
    };
    let sheet = Sheet {
        id,
        name: made.sheet.into(),
        hidden: false,
        rows: made.rows.iter().enumerate().map(row).filter(|row| !row.cells.is_empty()).collect(),
        merges: made.merges.clone(),
        hidden_rows: Vec::new(),
        text: false,
    };
    let table = kind.table(made.table).unwrap();
    let column = |id: &str| made.columns.iter().position(|column| *column == id).map(|at| at as u32);
    let head = TableHead {
        table,
        sheet: id,
        header_rows: (2, 2),
        places: FieldPlaces::Columns(
            kind.tables[table].fields.iter().map(|field| column(&field.id)).collect(),
        ),
        headers: Vec::new(),
        also: Vec::new(),
    };
    let data: Vec<DataRow> = (0..made.rows.len() as u32)
        .map(|row| DataRow { row: FIRST_ROW + row, ..DataRow::default() })
        .collect();
    let table = Table {
        head,
        rows_read: data.len() as u32,
        data,
        set_aside: Vec::new(),
        inline: Vec::new(),
        extra: Vec::new(),
        ticks: Vec::new(),
        harvested: made.harvested.clone(),
    };
    (Workbook { file: made.file.into(), sheets: vec![sheet] }, table)
}

pub(crate) fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.what.say().code).collect()
}

/// A value as the cases write it.
pub(crate) fn spell(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Date(when)) => when.to_string(),
        Some(Value::Flag(flag)) => if *flag { "是" } else { "否" }.into(),
        Some(Value::List(list)) => list.iter().map(|text| text.to_string()).collect::<Vec<_>>().join(" | "),
        Some(Value::Number(amount)) => {
            let bound = match amount.bound {
                Bound::Exact => "",
                Bound::AtLeast => "≥",
                Bound::About => "≈",
            };
            format!("{bound}{}", amount.number)
        }
    }
}

pub(crate) fn field<'a>(
    kind: &Kind,
    normalized: &'a Normalized,
    entry: &'a Entry,
    id: &str,
) -> Option<&'a Value> {
    let table = normalized.table_of(entry).unwrap();
    entry.value(kind.tables[table].field(id).unwrap())
}

/// One cell of a field beside a cell that makes the row one of its table.
fn one_cell(
    kind: &Kind,
    table: &'static str,
    id: &'static str,
    beside: &'static str,
    text: &str,
    context: &Context,
) -> (String, String) {
    let made = Made::new(table, &[id, beside], &[&[text, "在"]]);
    let noted = run(kind, &[made], context);
    let value = spell(field(kind, &noted.value, &noted.value.entries[0], id));
    (value, codes(&noted.findings).join(" "))
}

/// Runs cases whose last two columns are the value and the codes of the findings.
fn check(name: &str, run: impl Fn(&[String]) -> (String, String)) {
    let mut wrong = Vec::new();
    for case in cases(name) {
        let expected = (case.get(2).cloned().unwrap_or_default(), case.get(3).cloned().unwrap_or_default());
        let given = run(&case);
        if given != expected {
            wrong.push(format!("{:?}\n  expected {expected:?}\n  given    {given:?}", &case[..2]));
        }
    }
    assert!(wrong.is_empty(), "{name}.tsv:\n{}", wrong.join("\n"));
}

/// `2022-02-21..2022-06-30`, either end may be missing.
fn context(text: &str) -> Context {
    let day = |text: &str| text.parse::<Date>().ok();
    let (start, end) = text.split_once("..").unwrap_or_default();
    Context { start: day(start), end: day(end), as_of: None, ..Context::default() }
}

#[test]
fn dates() {
    let kind = kind();
    check("dates", |case| one_cell(&kind, "activities", "date", "theme", &case[0], &context(&case[1])));
}

#[test]
fn numbers() {
    let kind = kind();
    check("numbers", |case| {
        let id = match case[1].as_str() {
            "expected" => "expected",
            "days" => "days",
            _ => "actual",
        };
        one_cell(&kind, "activities", id, "theme", &case[0], &Context::default())
    });
}

#[test]
fn titles_and_lists() {
    let kind = kind();
    check("titles", |case| match case[1].as_str() {
        "list" => one_cell(&kind, "activities", "organiser", "theme", &case[0], &Context::default()),
        "lines" => one_cell(&kind, "texts", "text", "block", &case[0], &Context::default()),
        "points" => one_cell(&kind, "rectification", "measure", "problem", &case[0], &Context::default()),
        _ => one_cell(&kind, "activities", "materials", "theme", &case[0], &Context::default()),
    });
}

#[test]
fn texts_names_and_flags() {
    let kind = kind();
    check("text", |case| match case[1].as_str() {
        "person" => one_cell(&kind, "selfcheck", "person", "problem", &case[0], &Context::default()),
        "unit" => one_cell(&kind, "selfcheck", "unit", "problem", &case[0], &Context::default()),
        "flag" => one_cell(&kind, "rectification", "closed", "problem", &case[0], &Context::default()),
        _ => one_cell(&kind, "selfcheck", "cause", "problem", &case[0], &Context::default()),
    });
}

#[test]
fn terms() {
    let kind = kind();
    check("terms", |case| match case[1].as_str() {
        "adoption" => one_cell(&kind, "opinions", "adoption", "content", &case[0], &Context::default()),
        _ => one_cell(&kind, "rectification", "status", "problem", &case[0], &Context::default()),
    });
}

/// The opinions of a cell: the standing, then the texts with their part.
#[test]
fn splitting() {
    let kind = kind();
    check("split", |case| {
        let made = Made::new(if case[1].is_empty() { "opinions" } else { "selfcheck" }, &["number"], &[]);
        let content = if case[1].is_empty() { "content" } else { "problem" };
        let made =
            Made { columns: vec!["number", content], rows: vec![vec![cell("1"), cell(&case[0])]], ..made };
        let noted = run(&kind, &[made], &Context::default());
        let parts = noted.value.entries.iter().map(|entry| {
            let text = spell(field(&kind, &noted.value, entry, content));
            match entry.count_status {
                CountStatus::NoOpinion => "无".into(),
                CountStatus::Agreement => "同意".into(),
                CountStatus::Praise => "满意".into(),
                _ if entry.part == 0 => text,
                _ => format!("{}#{text}", entry.part),
            }
        });
        (parts.collect::<Vec<_>>().join(" | "), codes(&noted.findings).join(" "))
    });
}

#[test]
fn answers_that_say_nothing_are_no_opinions() {
    let kind = kind();
    let wrong = cases("answers").into_iter().filter(|case| {
        let rows = vec![vec![cell("1"), cell(&case[0])]];
        let made =
            Made { columns: vec!["number", "content"], rows, ..Made::new("opinions", &["number"], &[]) };
        let counted = run(&kind, &[made], &Context::default()).value.entries.iter().any(Entry::counts);
        counted != (case[1] == "是")
    });
    assert_eq!(wrong.map(|case| case[0].clone()).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn settings_give_the_year_and_the_last_day_that_counts() {
    let kind = kind();
    let settings = Made::new(
        "settings",
        &["item", "content"],
        &[
            &["开始日期", "2022年2月21日"],
            &["截至日期", "2022年4月"],
            &["活动名称", "作风大整顿"],
            &["附件", "无"],
            &["结束语", ""],
        ],
    );
    let mut all = run(&kind, &[settings], &Context::default()).value;
    assert_eq!(all.setting(&kind, "活动名称").as_deref(), Some("作风大整顿"));
    assert_eq!((all.setting(&kind, "附件"), all.setting(&kind, "结束语")), (None, None));
    let context = Context::of(&all, &kind);
    assert_eq!((context.start, context.as_of), ("2022-02-21".parse().ok(), "2022-04-30".parse().ok()));
    let activities = Made::new(
        "activities",
        &["date", "theme"],
        &[&["3月7日", "学习"], &["2022年5月6日", "党课"], &["", "座谈"]],
    );
    let noted = run(&kind, &[activities], &context);
    assert_eq!(
        codes(&noted.findings),
        ["date-year-added", "field-inferred", "field-inferred", "after-as-of", "field-inferred"]
    );
    all.join(noted.value);
    assert_eq!((all.tallies[0].rows_used, all.tallies[0].set_aside[0].reason), (4, Reason::NoSubject));
    assert_eq!((all.tallies[1].rows_used, all.tallies[1].set_aside[0].reason), (2, Reason::AfterAsOf));
    let last = all.entries.last().unwrap();
    assert_eq!((last.head, last.row, spell(field(&kind, &all, last, "theme"))), (1, 5, "座谈".into()));
}

#[test]
fn a_merged_cell_fills_its_rows_and_a_blank_one_stays_blank() {
    let kind = kind();
    let mut made = Made::new(
        "opinions",
        &["unit", "content"],
        &[&["甲局", "文件偏多"], &["", "会议偏多"], &["", "食堂太贵"]],
    );
    made.merges = vec![Area { top: 3, left: 0, bottom: 4, right: 0 }];
    let noted = run(&kind, &[made], &Context::default());
    let units: Vec<String> =
        noted.value.entries.iter().map(|entry| spell(field(&kind, &noted.value, entry, "unit"))).collect();
    assert_eq!(units, ["甲局", "甲局", ""]);
}

#[test]
fn same_as_above_copies_the_cell_above() {
    let kind = kind();
    let rows: [&[&str]; 3] = [&["甲局", "文件偏多"], &["同上", "会议偏多"], &["〃", "同上"]];
    let noted = run(&kind, &[Made::new("opinions", &["unit", "content"], &rows)], &Context::default());
    let last = &noted.value.entries[2];
    assert_eq!(spell(field(&kind, &noted.value, last, "unit")), "甲局");
    assert_eq!(spell(field(&kind, &noted.value, last, "content")), "会议偏多");
    assert_eq!(codes(&noted.findings), ["ditto-copied"; 3]);
    let verbatim: Vec<&str> = noted.value.verbatim.values().map(|text| &**text).collect();
    assert_eq!(verbatim, ["同上"], "the cell's own text");
}

/// A table without a unit column is that of the unit it is named after; one with a column is left alone.
#[test]
fn the_unit_is_taken_from_the_line_above_or_the_names() {
    let kind = kind();
    let unit = |file, sheet, line: Option<&str>, columns: &[&'static str]| {
        let mut made = Made { file, sheet, ..Made::new("opinions", columns, &[&["1", "文件偏多"]]) };
        let at = chengwen::model::origin::Origin { sheet: SheetId(0), row: 1, column: 0 };
        made.harvested.unit = line.map(|line| (Arc::from(line), at));
        let noted = run(&kind, &[made], &Context::default());
        spell(field(&kind, &noted.value, &noted.value.entries[0], "unit"))
    };
    let columns = ["number", "content"];
    assert_eq!(unit("汇总表.xlsx", "Sheet1", Some("填报单位：县教育局（盖章）"), &columns), "县教育局");
    assert_eq!(unit("汇总表.xlsx", "县财政局", None, &columns), "县财政局");
    assert_eq!(unit("03 县教育局征求意见表（20220315修改）.xlsx", "Sheet1", None, &columns), "县教育局");
    assert_eq!(unit("报送/城关镇/征求意见汇总表(最终版).xlsx", "汇总", None, &columns), "城关镇");
    assert_eq!(unit("征求意见汇总表.xlsx", "一月", None, &columns), "");
    assert_eq!(unit("县教育局.xlsx", "Sheet1", None, &["unit", "content"]), "1");
}

#[test]
fn the_list_is_named_by_the_sheet() {
    let kind = kind();
    let made = Made {
        sheet: "附件2问题清单",
        ..Made::new("rectification", &["problem", "owner"], &[&["文件偏多", "张三"]])
    };
    let noted = run(&kind, &[made], &Context::default());
    assert_eq!(spell(field(&kind, &noted.value, &noted.value.entries[0], "list")), "问题清单");
}

#[test]
fn an_error_value_is_no_opinion() {
    let kind = kind();
    let mut made = Made::new("opinions", &["unit", "content"], &[&["甲局", "在"]]);
    made.rows[0][1] = Some(Cell::Error(Arc::from("#REF!")));
    let noted = run(&kind, &[made], &Context::default());
    assert_eq!(codes(&noted.findings), ["cell-error"]);
    assert_eq!(
        (noted.value.entries.len(), noted.value.tallies[0].set_aside[0].reason),
        (0, Reason::NoSubject)
    );
}
