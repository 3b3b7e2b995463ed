//! Money of office sheets in every unit (`tests/cases/kinds/money.toml`), each sum worked out by hand.

use chengwen::kind::KindFiles;
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
    sheets: Vec<String>,
    is: String,
    days: Option<String>,
    #[serde(default)]
    told: Vec<String>,
}

/// A kind that an office would write: what was spent, how long it took, how many went.
const TABLES: &str = r#"
[[table]]
id = "spend"
name = "经费支出明细"
hints = ["经费支出"]
identify = [["matter"], ["amount"]]
[[table.field]]
id = "matter"
name = "事项"
type = "text"
[[table.field]]
id = "subject"
name = "科目"
type = "text"
[[table.field]]
id = "amount"
name = "NAME"
type = "number"
synonyms = ["金额"]
[[table.field]]
id = "days"
name = "时长"
type = "number"
[[table.field]]
id = "people"
name = "人数"
type = "number"
whole = true
"#;

const FIGURES: &str = r#"
[[figure]]
id = "total"
name = "支出总额"
table = "spend"
sum = "amount"
[[figure]]
id = "days"
name = "总时长"
table = "spend"
sum = "days"
"#;

fn run(sheets: &[String], name: &str) -> Outcome {
    let outline = "name = \"经费使用情况报告\"\n[[section]]\nid = \"title\"\n";
    let tables = TABLES.replace("NAME", name);
    let kind_files: KindFiles =
        [("tables.toml", tables.as_str()), ("figures.toml", FIGURES), ("outline.toml", outline)]
            .into_iter()
            .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
            .collect();
    let file = |(at, text): (usize, &String)| InputFile {
        path: format!("{at}.csv"),
        bytes: text.trim().as_bytes().to_vec(),
    };
    let files = sheets.iter().enumerate().map(file).collect();
    let request = Request { files, kind: "经费".into(), kind_files, ..Request::default() };
    generate(&request).unwrap_or_else(|refused| panic!("{:?}", refused.refusals))
}

/// The codes of what is told about cells and columns.
fn told(outcome: &Outcome) -> Vec<String> {
    let said = outcome.findings.iter().map(|finding| finding.what.say());
    let told = said.filter(|said| {
        said.code.starts_with("unit-") || said.code.starts_with("number") || said.code == "total-differs"
    });
    let mut codes: Vec<String> = told.map(|said| said.code.to_owned()).collect();
    codes.sort();
    codes
}

#[test]
fn sums_of_money_are_those_worked_out_by_hand() {
    let text = std::fs::read_to_string(root().join("tests/cases/kinds/money.toml")).unwrap();
    let cases: Cases = toml::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let outcome = run(&case.sheets, "支出金额");
        let printed = |id: &str| outcome.figures.get(id).unwrap().printed.clone();
        if printed("total") != case.is || case.days.as_ref().is_some_and(|days| *days != printed("days")) {
            wrong.push(format!("{}: {} {}", case.name, printed("total"), printed("days")));
        }
        let told = told(&outcome);
        if told != case.told {
            wrong.push(format!("{}: told {told:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_field_in_万元_keeps_its_unit() {
    let sheets = [
        "经费支出明细,\n事项,支出金额（万元）\n甲,3.5\n乙,2万元\n丙,5000元\n",
        "经费支出明细,\n事项,金额（元）\n丁,10000\n",
    ];
    let outcome = run(&sheets.map(str::to_owned), "支出金额（万元）");
    // 3.5 + 2 + 0.5 + 1
    assert_eq!(outcome.figures.get("total").unwrap().printed, "7");
}
