//! Records of duty as offices keep them (`tests/cases/kinds/duty.toml`): what is counted and told, worked out by hand.

use std::collections::BTreeMap;

use chengwen::finding::Lang;
use chengwen::kind::KindFiles;
use chengwen::model::figure::FigureValue;
use chengwen::workbook::InputFile;
use chengwen::{Outcome, Request, generate};
use serde::Deserialize;

use crate::sample::root;

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    sheet: String,
    told: Vec<String>,
    figures: BTreeMap<String, String>,
    /// Rows of the annex, and its last one.
    #[serde(default)]
    rows: Vec<String>,
    total: Option<String>,
    advice: Option<String>,
}

/// The codes that these cases are about.
const CODES: [&str; 6] =
    ["still-missing", "equals-left-out", "rows-equal", "flag-unclear", "total-differs", "rows-idle"];

const TABLES: &str = r#"
[[table]]
id = "duty"
name = "值班抽查记录"
hints = ["值班"]
identify = [["unit"], ["absent", "reply"]]
subject = "unit"
event_date = "date"
[[table.field]]
id = "unit"
name = "单位"
type = "unit"
role = "unit"
[[table.field]]
id = "date"
name = "日期"
type = "date"
[[table.field]]
id = "person"
name = "值班人员"
type = "person"
[[table.field]]
id = "absent"
name = "是否缺岗"
type = "flag"
yes = ["缺岗", "脱岗"]
no = ["在岗", "未缺岗"]
[[table.field]]
id = "reply"
name = "回复时长"
type = "number"
"#;

const FIGURES: &str = r#"
[[figure]]
id = "checks"
name = "抽查次数"
table = "duty"
count = "entries"
[[figure]]
id = "units"
name = "抽查单位数"
table = "duty"
distinct = "unit"
[[figure]]
id = "people"
name = "值班人员名单"
table = "duty"
list = "person"
[[figure]]
id = "absences"
name = "缺岗次数"
table = "duty"
where = [{ field = "absent", is = ["是"] }]
count = "entries"
[[figure]]
id = "absent"
name = "缺岗单位"
table = "duty"
where = [{ field = "absent", is = ["是"] }]
list = "unit"
remind = "请核实缺岗原因"
[[figure]]
id = "by_unit"
name = "各单位"
table = "duty"
group_by = "unit"
[[figure]]
id = "mean"
name = "各单位平均"
table = "duty"
group_by = "unit"
average = "reply"
[[figure]]
id = "slowest"
name = "回复最慢"
table = "duty"
group_by = "unit"
average = "reply"
order = "count"
top = 2
"#;

const ANNEXES: &str = r#"
[[annex]]
id = "units"
name = "各单位统计"
title = "各单位统计"
source = { figure = "by_unit" }
total = "合计"
[[annex.column]]
header = "序号"
width = 5
serial = true
[[annex.column]]
header = "单位"
width = 10
key = true
[[annex.column]]
header = "次数"
width = 5
count = true
[[annex.column]]
header = "平均（分钟）"
width = 5
members = "mean"
"#;

fn run(case: &Case) -> Outcome {
    let outline = "name = \"值班情况通报\"\n[[section]]\nid = \"title\"\n";
    let kind = [
        ("tables.toml", TABLES),
        ("figures.toml", FIGURES),
        ("outline.toml", outline),
        ("annexes.toml", ANNEXES),
    ];
    let kind_files: KindFiles =
        kind.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
    let file =
        |path: &str, text: &str| InputFile { path: path.into(), bytes: text.trim().as_bytes().to_vec() };
    let settings = "项目,内容\n单位全称,某县政府办公室\n附件,各单位统计\n";
    let files = vec![file("值班抽查记录.csv", &case.sheet), file("报告信息.csv", settings)];
    let request = Request { files, kind: "值班".into(), kind_files, ..Request::default() };
    generate(&request).unwrap_or_else(|refused| panic!("{:?}", refused.refusals))
}

/// What a figure prints; of a list its members, of a group them with their numbers.
fn printed(outcome: &Outcome, id: &str) -> String {
    let figure = outcome.figures.get(id).unwrap();
    let member = |key: &str| outcome.figures.get(&format!("{id}/{key}")).unwrap().printed.clone();
    let all: Vec<String> = match &figure.value {
        FigureValue::Groups(groups) => {
            groups.iter().map(|group| format!("{}={}", group.key, member(&group.key))).collect()
        }
        FigureValue::Texts(texts) => texts.iter().map(|(text, _)| text.to_string()).collect(),
        _ => return figure.printed.clone(),
    };
    all.join("、")
}

/// The rows of the annex, cells between strokes.
fn annex(outcome: &Outcome) -> Vec<String> {
    let tables = outcome.report.blocks.iter().filter_map(|block| block.table());
    let cell = |cell: &chengwen::model::annex::TableCell| -> String {
        cell.inlines.iter().map(|inline| inline.text.as_str()).collect()
    };
    let rows = tables.flat_map(|table| &table.rows);
    rows.map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn records_of_duty_are_counted_as_by_hand() {
    let text = std::fs::read_to_string(root().join("tests/cases/kinds/duty.toml")).unwrap();
    let cases: Cases = toml::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let outcome = run(case);
        for (id, expected) in &case.figures {
            let given = printed(&outcome, id);
            if given != *expected {
                wrong.push(format!("{}: {id} is {given}", case.name));
            }
        }
        let said: Vec<_> = outcome.findings.iter().map(|finding| finding.what.say()).collect();
        let mut told: Vec<&str> =
            said.iter().map(|said| said.code).filter(|code| CODES.contains(code)).collect();
        told.sort_unstable();
        if told != case.told {
            wrong.push(format!("{}: told {told:?}", case.name));
        }
        if let Some(advice) = &case.advice {
            let given: Vec<_> = said.iter().filter_map(|said| said.hint(Lang::Zh)).collect();
            if !given.contains(&advice.as_str()) {
                wrong.push(format!("{}: advises {given:?}", case.name));
            }
        }
        let rows = annex(&outcome);
        if case.total.as_ref().is_some_and(|total| rows.last() != Some(total))
            || !case.rows.iter().all(|row| rows.contains(row))
        {
            wrong.push(format!("{}: annex {rows:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
