//! `chengwen init`: what a new folder holds is read back as what it is, and nothing of anybody's is touched.

use chengwen::kind::{Kind, built_in, built_in_names, load};
use chengwen::workbook::InputFile;
use chengwen::{Request, generate};
use serde_json::Value;

use crate::raw;
use crate::scratch::Scratch;

fn kind(name: &str) -> Kind {
    load(name, &built_in(name).unwrap()).unwrap()
}

/// What a table of a kind is called as a file.
fn file_of(kind: &Kind, table: &str) -> String {
    let rule = &kind.tables[kind.table(table).unwrap()];
    format!("{}.xlsx", kind.form(rule).name.unwrap_or_else(|| rule.name.clone()))
}

#[test]
fn a_new_folder_of_every_kind_is_read_back_as_what_it_is() {
    for name in built_in_names() {
        let (scratch, kind) = (Scratch::new(), kind(&name));
        scratch.done(&["init", "新", "--kind", &name]);
        let seen = scratch.done(&["tables", "新", "--kind", &name, "--json"]).json();
        let sheets = seen["tables"].as_array().unwrap();
        for table in &kind.tables {
            let file = file_of(&kind, &table.id);
            let sheet = sheets.iter().find(|sheet| sheet["file"] == file.as_str());
            let sheet = sheet.unwrap_or_else(|| panic!("{name}: {file} is not read: {seen:#}"));
            assert_eq!(sheet["table"], Value::from(table.id.clone()), "{name}: {file}: {sheet:#}");
            assert_eq!(sheet["confidence"], "sure", "{name}: {file}: {sheet:#}");
            let fields: Vec<&str> = sheet["columns"]
                .as_array()
                .unwrap()
                .iter()
                .map(|column| column["field"].as_str().unwrap_or("?"))
                .collect();
            assert_eq!(fields, kind.form(table).columns, "{name}: {file}");
        }
        let paper = sheets.iter().find(|sheet| sheet["file"] == "征求意见表.docx").unwrap();
        assert_eq!(paper["table"], "opinions", "{name}: {paper:#}");
        assert_eq!(sheets.len(), kind.tables.len() + 1, "{name}: a sheet more: {seen:#}");
    }
}

#[test]
fn nothing_is_said_of_blank_workbooks_but_that_they_are_empty() {
    for name in built_in_names() {
        let scratch = Scratch::new();
        scratch.done(&["init", "新", "--kind", &name]);
        let settings = "项目,内容\n单位全称,青溪县水务局\n活动名称,百日攻坚\n主送机关,青溪县人民政府\n\
                        成文日期,2024年6月30日\n下一步,健全长效机制\n";
        scratch.write("新/报告信息补充.csv", settings.as_bytes());
        let checked = scratch.done(&["check", "新", "--json"]).json();
        for finding in checked["findings"].as_array().unwrap() {
            let of_file = finding["file"].is_string();
            let said = finding["code"] == "table-empty" || finding["severity"] == "info";
            assert!(!of_file || said, "{name}: {finding:#}");
        }
    }
}

#[test]
fn a_folder_begun_for_a_kind_is_of_that_kind_whatever_its_name() {
    for name in built_in_names() {
        let scratch = Scratch::new();
        scratch.done(&["init", "新", "--kind", &name]);
        let mut files: Vec<InputFile> = scratch
            .listing()
            .into_iter()
            .map(|path| InputFile {
                bytes: scratch.read(&path),
                path: path.trim_start_matches("新/").to_owned(),
            })
            .collect();
        let more = "项目,内容\n单位全称,青溪县水务局\n活动名称,百日攻坚\n";
        files.push(InputFile { path: "补充.csv".into(), bytes: more.as_bytes().to_vec() });
        let outcome = generate(&Request { files, ..Request::default() });
        let outcome = outcome.unwrap_or_else(|refused| panic!("{name}: {:?}", refused.refusals));
        assert_eq!(outcome.kind.name, name);
    }
}

#[test]
fn what_stands_there_is_never_overwritten() {
    let scratch = Scratch::new();
    scratch.write("新/活动台账.xlsx", "别人的".as_bytes());
    let ran = scratch.done(&["init", "新"]);
    ran.says(&["活动台账.xlsx", "没有改动"]);
    assert_eq!(scratch.read("新/活动台账.xlsx"), "别人的".as_bytes());
    let before: Vec<(String, Vec<u8>)> =
        scratch.listing().into_iter().map(|path| (path.clone(), scratch.read(&path))).collect();
    let again = scratch.done(&["init", "新", "--json"]).json();
    assert_eq!(again["written"], serde_json::json!([]));
    assert_eq!(again["kept"].as_array().unwrap().len(), before.len());
    for (path, bytes) in before {
        assert_eq!(scratch.read(&path), bytes, "{path}");
    }
    scratch.write("文件", b"x");
    scratch.refused(&["init", "文件"], 1).says(&["文件", "→"]);
    scratch.refused(&["init", "别处", "--kind", "没有"], 1).says(&["没有", "campaign"]);
}

#[test]
fn two_folders_of_one_kind_have_the_same_bytes() {
    let scratch = Scratch::new();
    for folder in ["甲", "乙"] {
        scratch.done(&["init", folder, "--kind", "inspection"]);
    }
    let names: Vec<String> = scratch.listing().into_iter().filter(|path| path.starts_with("甲/")).collect();
    assert!(names.len() > 8, "{names:?}");
    for name in names {
        assert_eq!(scratch.read(&name), scratch.read(&name.replace("甲/", "乙/")), "{name}");
    }
}

/// A kind of one's own has forms for its own tables too.
#[test]
fn a_kind_of_ones_own_has_its_forms() {
    let scratch = Scratch::new();
    scratch.export("campaign", "类型");
    let mut tables = scratch.read("类型/tables.toml");
    let own = r#"
[[table]]
id = "visits"
name = "来访登记"
hints = ["来访登记"]
identify = [["guest"], ["day"]]

[[table.field]]
id = "guest"
name = "来访人员"
type = "text"

[[table.field]]
id = "day"
name = "来访日期"
type = "date"

[[table.field]]
id = "purpose"
name = "来访事由"
type = "text"
"#;
    tables.extend(own.as_bytes());
    scratch.write("类型/tables.toml", &tables);
    scratch.done(&["init", "新", "--kind", "类型"]);
    let seen = scratch.done(&["tables", "新", "--kind", "类型", "--json"]).json();
    let sheets = seen["tables"].as_array().unwrap();
    let own = sheets.iter().find(|sheet| sheet["file"] == "来访登记.xlsx").unwrap();
    assert_eq!(own["table"], "visits", "{own:#}");
}

#[test]
fn every_item_of_report_settings_is_explained() {
    for name in built_in_names() {
        for item in &kind(&name).items {
            assert!(!item.note.is_empty(), "{name}: {} has no note", item.name);
            let shown = item.example.is_some() || !item.choices.is_empty() || item.name == "版式";
            assert!(shown, "{name}: {} has neither example nor choices", item.name);
        }
    }
}

/// What is filled in is read: a row under the instruction row of every kind of column.
#[test]
fn the_form_for_the_units_is_one_page_with_nothing_hidden() {
    let scratch = Scratch::new();
    scratch.done(&["init", "新"]);
    let paper = scratch.read("新/征求意见表.docx");
    let text = raw::paragraphs(&paper).join("\n");
    for expected in ["征求意见表", "填报单位：", "意见建议", "填写说明："] {
        assert!(text.contains(expected), "{expected}:\n{text}");
    }
    let own = String::from_utf8_lossy(&paper).contains("customXml");
    assert!(!own, "the form carries data of the program");
}
