//! An element that a test adds (one row of the table, a section with its wording, no drawing of its own) goes the whole
//! way: written, read, revised, put into an office's own document, listed in 核对表.
#![allow(clippy::unwrap_used)]

use super::{Request, generate};
use crate::docx::read;
use crate::finding::Lang;
use crate::kind::{KindFiles, built_in};
use crate::model::element::Role;
use crate::outcome::Outcome;
use crate::past::{Past, PastReport};
use crate::workbook::InputFile;

const SETTINGS: &str = "项目,内容\n单位全称,某县卫生健康局\n主送机关,某县人民政府\n活动名称,能力提升活动\n成文日期,2024年6月3日\n下一步,健全长效机制\n";
const OPINIONS: &str = "序号,单位,意见建议\n1,城关医院,建议增设夜间门诊\n2,东街医院,无\n";
const SECTION: &str =
    "[[section]]\nid = \"attendance\"\nname = \"出席\"\nrole = \"attendance\"\ntext = \"attendance.hbs\"\n\n";
const BEFORE: &str = "[[section]]\nid = \"signature\"";

fn kind() -> KindFiles {
    let mut files = built_in("campaign").unwrap();
    let text = |files: &KindFiles, name: &str| String::from_utf8(files[name].clone()).unwrap();
    let outline = text(&files, "outline.toml").replace(BEFORE, &format!("{SECTION}{BEFORE}"));
    let settings = text(&files, "settings.toml") + "\n[[item]]\nname = \"出席\"\n";
    files.insert("outline.toml".to_owned(), outline.into_bytes());
    files.insert("settings.toml".to_owned(), settings.into_bytes());
    let wording = "{{#clause}}[attendance] 出席：{{出席}}。{{/clause}}\n";
    files.insert("attendance.hbs".to_owned(), wording.as_bytes().to_vec());
    files
}

/// A run with more lines of 报告信息, in a folder with other files, after the last report.
fn run(more: &str, others: Vec<InputFile>, last: Option<&Outcome>) -> Outcome {
    let file = |path: &str, bytes: &[u8]| InputFile { path: path.to_owned(), bytes: bytes.to_vec() };
    let settings = format!("{SETTINGS}{more}");
    let files = [file("报告信息.csv", settings.as_bytes()), file("意见汇总.csv", OPINIONS.as_bytes())];
    let report = |last: &Outcome| {
        let file = file("成文/报告.docx", &last.document);
        Past {
            reports: vec![PastReport { file, at: 1 }],
            bases: vec![last.base.clone()],
            last_runs: [("campaign".to_owned(), last.last_run.clone())].into(),
            ..Past::default()
        }
    };
    let request = Request {
        files: files.into_iter().chain(others).collect(),
        kind: "campaign".to_owned(),
        kind_files: kind(),
        past: last.map(report).unwrap_or_default(),
        ..Request::default()
    };
    generate(&request).unwrap()
}

/// The text of the element and of what stands above it, as a document is read back.
fn read_back(bytes: &[u8]) -> Option<(String, String)> {
    let blocks = read(bytes).unwrap().blocks;
    let at = blocks.iter().position(|block| block.role == Some(Role::Attendance))?;
    Some((blocks[at].text.clone(), blocks[at - 1].text.clone()))
}

#[test]
fn is_written_and_read_with_its_blank_line() {
    let outcome = run("出席,李明、王芳\n", Vec::new(), None);
    let said = ("出席：李明、王芳。".to_owned(), String::new());
    assert_eq!(read_back(&outcome.document), Some(said));
}

#[test]
fn is_revised_and_comes_in_and_goes() {
    let first = run("出席,李明、王芳\n", Vec::new(), None);
    let second = run("出席,李明、赵强\n", Vec::new(), Some(&first));
    assert_eq!(read_back(&second.document).unwrap().0, "出席：李明、赵强。");
    let third = run("", Vec::new(), Some(&second));
    assert_eq!(read_back(&third.document), None);
    let fourth = run("出席,李明\n", Vec::new(), Some(&third));
    assert_eq!(read_back(&fourth.document), Some(("出席：李明。".to_owned(), String::new())));
}

#[test]
fn comes_into_an_office_s_own_document() {
    let paper = include_bytes!("../../tests/fixtures/letterhead/blank.docx");
    let paper = InputFile { path: "红头.docx".to_owned(), bytes: paper.to_vec() };
    let outcome = run("出席,李明\n版式,红头.docx\n", vec![paper], None);
    assert_eq!(read_back(&outcome.document), Some(("出席：李明。".to_owned(), String::new())));
    assert!(
        outcome.findings.iter().any(|finding| finding.what.say().message(Lang::Zh).contains("出席")),
        "{:#?}",
        outcome.findings
    );
}

#[test]
fn has_its_name_in_the_ledger() {
    let outcome = run("出席,李明\n", Vec::new(), None);
    let printed = outcome.printed();
    let parts: Vec<&str> = printed.iter().filter(|p| p.text == "李明").map(|p| p.part.as_str()).collect();
    assert_eq!(parts, ["出席"]);
}
