//! A world that is all in memory → it is asked for what the report names, once, and the folder is read once for all.

use std::sync::Mutex;

use chengwen::finding::{Reading, Refusal};
use chengwen::workbook::{Door, InputFile, Parsed, parse};
use chengwen::{Folder, Lies, Outcome, Request, World, generate, generate_in};

/// Files by path, and what was asked for.
#[derive(Default)]
struct Memory {
    files: Vec<(String, Vec<u8>)>,
    asked: Mutex<Vec<String>>,
}

impl Memory {
    fn note(&self, what: &str, path: &str) {
        self.asked.lock().unwrap().push(format!("{what} {path}"));
    }

    fn asked(&self, what: &str) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|asked| asked.starts_with(what)).cloned().collect()
    }
}

impl World for Memory {
    fn lies(&self, path: &str) -> Lies {
        let inside = |file: &str| file.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        match self.files.iter().find(|(file, _)| file == path || inside(file)) {
            Some((file, _)) if file == path => Lies::File,
            Some(_) => Lies::Folder,
            None => Lies::Nothing,
        }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.note("read", path);
        let file = self.files.iter().find(|(file, _)| file == path);
        file.map(|(_, bytes)| bytes.clone()).ok_or_else(|| "gone".to_owned())
    }

    fn folder(&self, path: &str) -> Result<Folder, Refusal> {
        self.note("folder", path);
        let inside = |(file, bytes): &(String, Vec<u8>)| {
            let path = file.strip_prefix(path)?.strip_prefix('/')?.to_owned();
            Some(InputFile { path, bytes: bytes.clone() })
        };
        Ok(Folder { files: self.files.iter().filter_map(inside).collect(), ..Folder::default() })
    }
}

impl Door for Memory {
    fn parse(&self, bytes: &[u8]) -> Result<Parsed, Reading> {
        self.note("parse", &bytes.len().to_string());
        parse(bytes)
    }
}

/// A folder with opinions, an .xls and an .xlsb, which is parsed apart; its 报告信息 may name a last report.
fn folder(opinions: &[&str], day: &str, last: Option<&str>) -> Vec<InputFile> {
    let last = last.map(|last| format!("上期报告,{last}\n")).unwrap_or_default();
    let settings = format!("项目,内容\n单位全称,某县人大常委会\n截至日期,{day}\n{last}");
    let rows: String = (1..).zip(opinions).map(|(n, text)| format!("{n},第{n}镇,{text}\n")).collect();
    let file = |path: &str, bytes: Vec<u8>| InputFile { path: path.to_owned(), bytes };
    vec![
        file("报告信息.csv", settings.into_bytes()),
        file("意见.csv", format!("序号,单位,意见建议\n{rows}").into_bytes()),
        file("旧表.xls", crate::workbook::bytes("basic.xls")),
        file("笔记.xlsb", crate::workbook::bytes("small.xlsb")),
    ]
}

fn request(files: Vec<InputFile>) -> Request {
    let (kind, kind_files) = ("campaign".to_owned(), crate::kind_files());
    Request { files, kind, kind_files, ..Request::default() }
}

fn last() -> Vec<InputFile> {
    folder(&["建议增加视察次数", "机关文件偏多"], "2024年6月30日", None)
}

fn today(last: &str) -> Request {
    let said = ["建议增加视察次数", "机关文件偏多", "会议偏多"];
    request(folder(&said, "2024年9月30日", Some(last)))
}

fn items_before(outcome: &Outcome) -> &str {
    outcome.figures.get("opinions.items_before").map_or("", |figure| figure.printed.as_str())
}

#[test]
fn with_a_snapshot_everything_is_read_once() {
    let snapshot = generate(&request(last())).unwrap().snapshot().unwrap();
    let world = Memory { files: vec![("../上期/快照.xlsx".into(), snapshot)], ..Memory::default() };
    let outcome = generate_in(&today("../上期"), &world).unwrap();
    assert_eq!(items_before(&outcome), "4", "two and the two of the .xls");
    assert_eq!(world.asked("read"), ["read ../上期/快照.xlsx"]);
    assert_eq!(world.asked("parse").len(), 1, "the .xlsb of today, once");
    assert!(world.asked("folder").is_empty());
}

#[test]
fn a_folder_without_a_snapshot_is_counted_once() {
    let files = last().into_iter().map(|file| (format!("../上期/{}", file.path), file.bytes));
    let world = Memory { files: files.collect(), ..Memory::default() };
    let outcome = generate_in(&today("../上期"), &world).unwrap();
    assert_eq!(items_before(&outcome), "4", "two and the two of the .xls");
    assert_eq!(world.asked("folder"), ["folder ../上期"]);
    assert_eq!(world.asked("parse").len(), 2, "the .xlsb of today and the one of then");
}

#[test]
fn the_world_is_not_asked_when_no_last_report_is_named() {
    let world = Memory::default();
    let outcome = generate_in(&request(last()), &world).unwrap();
    let all = world.asked.lock().unwrap().len();
    assert_eq!(all, world.asked("parse").len());
    assert_eq!(outcome.document, generate(&request(last())).unwrap().document);
}

#[test]
fn in_a_world_of_its_own_a_request_finds_no_last_report_and_says_so() {
    let outcome = generate(&today("../上期")).unwrap();
    let codes: Vec<_> = outcome.findings.iter().map(|finding| finding.what.say().code).collect();
    assert!(codes.contains(&"previous-missing"), "{codes:?}");
    assert_eq!(outcome.document, generate(&today("../上期")).unwrap().document);
}
