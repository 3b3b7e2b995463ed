//! Figures of a kind that an office would write (`tests/cases/kinds/figures.toml`), each counted by hand.

use chengwen::kind::KindFiles;
use chengwen::model::figure::{Figure, FigureValue, Figures, Group};
use chengwen::workbook::InputFile;
use chengwen::{Request, generate};
use serde::Deserialize;

use crate::sample::root;

#[derive(Deserialize)]
struct Cases {
    sheet: String,
    levels: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    rule: String,
    is: String,
    #[serde(default = "yes")]
    table: bool,
}

fn yes() -> bool {
    true
}

/// Figures that others are made of.
const PARTS: &str = r#"
[[figure]]
id = "hazards"
name = "隐患数"
table = "visits"
count = "entries"
[[figure]]
id = "serious"
name = "重大隐患数"
table = "visits"
count = "entries"
where = [{ field = "level", is = ["重大"] }]
[[figure]]
id = "by.level"
name = "隐患按等级"
table = "visits"
group_by = "level"
[[figure]]
id = "by.industry"
name = "隐患按行业"
table = "visits"
group_by = "industry"
[[figure]]
id = "both"
name = "隐患按行业等级"
table = "visits"
group_by = ["industry", "level"]
[[figure]]
id = "seriously"
name = "重大隐患按行业"
table = "visits"
where = [{ field = "level", is = ["重大"] }]
group_by = "industry"
"#;

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join("tests/cases/kinds").join(file)).unwrap()
}

fn kind(cases: &Cases) -> KindFiles {
    let mut figures = PARTS.to_owned();
    for (number, case) in (1..).zip(&cases.case) {
        let table = if case.table { "table = \"visits\"\n" } else { "" };
        let rule = case.rule.replace("; ", "\n");
        figures += &format!("[[figure]]\nid = \"case{number}\"\nname = \"第{number}例\"\n{table}{rule}\n");
    }
    let outline = "name = \"检查情况报告\"\n[[section]]\nid = \"title\"\n";
    let files = [
        ("tables.toml", read("kind.toml")),
        ("vocabulary/levels.tsv", cases.levels.trim_start().to_owned()),
        ("figures.toml", figures),
        ("outline.toml", outline.to_owned()),
    ];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect()
}

#[test]
fn figures_are_those_counted_by_hand() {
    let cases: Cases = toml::from_str(&read("figures.toml")).unwrap();
    let settings = "项目,内容\n单位全称,某县应急管理局\n开始日期,2024年3月9日\n";
    let file =
        |path: &str, text: &str| InputFile { path: path.into(), bytes: text.trim().as_bytes().to_vec() };
    let request = Request {
        files: vec![file("检查台账.csv", &cases.sheet), file("报告信息.csv", settings)],
        kind: "检查".into(),
        kind_files: kind(&cases),
        ..Request::default()
    };
    let outcome = generate(&request).unwrap_or_else(|refused| panic!("{:?}", refused.refusals));
    let failed = (1..).zip(&cases.case).filter_map(|(number, case)| {
        let figure = outcome.figures.get(&format!("case{number}")).unwrap();
        let said = printed(&outcome.figures, figure);
        (said != case.is).then(|| format!("{}\n    {said}\n    not {}", case.rule, case.is))
    });
    let failed: Vec<String> = failed.collect();
    assert!(failed.is_empty(), "{} of {}\n{}", failed.len(), cases.case.len(), failed.join("\n"));
}

fn printed(figures: &Figures, figure: &Figure) -> String {
    match &figure.value {
        FigureValue::Groups(groups) => members(figures, figure, "", groups).join("、"),
        FigureValue::Texts(texts) => {
            texts.iter().map(|(text, _)| text.to_string()).collect::<Vec<_>>().join("、")
        }
        _ => figure.printed.clone(),
    }
}

fn members(figures: &Figures, figure: &Figure, path: &str, groups: &[Group]) -> Vec<String> {
    let mut all = Vec::new();
    for group in groups {
        let path = format!("{path}/{}", group.key);
        let member = figures.get(&format!("{}{path}", figure.id)).unwrap();
        all.push(format!("{}={}", &path[1..], member.printed));
        all.extend(members(figures, figure, &path, &group.inner));
    }
    all
}
