//! Input that gives no report, or not the whole of it: a sentence that names the file and the cure, the right
//! exit code, and nothing half-written.

use crate::scratch::{Ran, Scratch};
use crate::workbook::bytes;

/// Both commands that make a report refuse, in both languages, saying these words and a cure.
fn refuse(scratch: &Scratch, folder: &str, words: &[&str]) {
    for command in ["build", "check"] {
        for language in ["zh", "en"] {
            let ran = scratch.refused(&[command, folder, "--lang", language], 1);
            ran.says(words);
            ran.says(&["→"]);
            says_in(&ran, language);
        }
    }
}

fn says_in(ran: &Ran, language: &str) {
    let word = if language == "zh" { "错误：" } else { "error: " };
    assert!(ran.stderr.lines().any(|line| line.starts_with(word)), "{}", ran.stderr);
}

#[test]
fn a_folder_that_is_not_there() {
    let scratch = Scratch::new();
    refuse(&scratch, "没有的文件夹", &["没有的文件夹"]);
}

#[test]
fn a_file_in_place_of_a_folder() {
    let scratch = Scratch::with_small_folder("甲");
    refuse(&scratch, "甲/意见汇总.csv", &["甲/意见汇总.csv"]);
}

#[test]
fn a_folder_without_workbooks() {
    let scratch = Scratch::new();
    std::fs::create_dir(scratch.path("空")).unwrap();
    refuse(&scratch, "空", &[".xlsx"]);
    scratch.write("空/说明.txt", "没有表格".as_bytes());
    scratch.write("空/.隐藏.xlsx", &bytes("basic-openpyxl.xlsx"));
    scratch.write("空/~$台账.xlsx", b"lock");
    scratch.write("空/成文/旧表.xlsx", &bytes("basic-openpyxl.xlsx"));
    refuse(&scratch, "空", &[".xlsx"]);
}

#[test]
fn files_that_are_no_workbooks() {
    let cases: [(&str, Vec<u8>); 5] = [
        ("文字.xlsx", "这不是工作簿".into()),
        ("加密.xlsx", bytes("encrypted.xlsx")),
        ("断掉.xlsx", half("basic-openpyxl.xlsx")),
        ("断掉.xls", half("basic.xls")),
        ("空的.xlsx", Vec::new()),
    ];
    for (name, content) in cases {
        let scratch = Scratch::new();
        scratch.write(&format!("甲/{name}"), &content);
        refuse(&scratch, "甲", &[name]);
        let quiet = scratch.refused(&["build", "甲", "-q"], 1);
        assert!(!quiet.stderr.is_empty(), "{name}: -q keeps errors");
    }
}

/// A Word file that says nothing in a form that is understood may hold opinions all the same: somebody is asked, in the
/// workbook in which that can be settled.
#[test]
fn a_word_file_that_is_not_understood_is_asked_about() {
    let scratch = Scratch::new();
    scratch.write("甲/通知.docx", &bytes("letter.docx"));
    let ran = scratch.run(&["build", "甲"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    ran.says(&["错误：", "通知.docx", "表格识别", "→"]);
    assert!(scratch.listing().contains(&"甲/成文/核对表.xlsx".to_owned()), "{:?}", scratch.listing());
    assert!(scratch.reports("甲").is_empty());
}

#[test]
fn workbooks_without_a_table() {
    let scratch = Scratch::new();
    scratch.write("甲/随手记.csv", "买菜,两斤\n交电费,一百\n".as_bytes());
    scratch.refused(&["check", "甲"], 1).says(&["随手记.csv", "表格识别", "→"]);
    let ran = scratch.run(&["build", "甲"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    ran.says(&["随手记.csv", "表格识别", "→"]);
    // Only the workbook in which a person can say what the sheet is.
    assert_eq!(
        scratch.listing(),
        ["甲/成文/.chengwen/ledgers.json", "甲/成文/.chengwen/lock", "甲/成文/核对表.xlsx", "甲/随手记.csv"]
    );
    refuse(&scratch, "甲", &["随手记.csv", "表格识别"]);
}

#[test]
fn a_bad_file_does_not_stop_the_others() {
    let bad: [(&str, Vec<u8>); 4] = [
        ("断掉.xlsx", half("basic-openpyxl.xlsx")),
        ("加密.xlsx", bytes("encrypted.xlsx")),
        ("文字.xlsx", "这不是工作簿".into()),
        ("断掉.xls", half("basic.xls")),
    ];
    let scratch = Scratch::with_small_folder("甲");
    let alone = scratch.done(&["check", "甲", "--json"]).json();
    for (name, content) in &bad {
        scratch.write(&format!("甲/{name}"), content);
    }
    let ran = scratch.done(&["build", "甲", "--json"]);
    let document = ran.json();
    assert_eq!(document["figures"], alone["figures"]);
    assert_eq!(document["tables"], alone["tables"]);
    assert_eq!(scratch.reports("甲").len(), 1);
    let mut unread: Vec<_> = document["unread"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unread| unread["file"].as_str().unwrap())
        .collect();
    let mut expected: Vec<_> = bad.iter().map(|(name, _)| *name).collect();
    unread.sort_unstable();
    expected.sort_unstable();
    assert_eq!(unread, expected);
    for (name, _) in &bad {
        ran.says(&[name]);
        let findings = document["findings"].as_array().unwrap();
        let said = findings.iter().find(|finding| finding["file"] == *name).expect(name);
        assert!(said["hint"].is_string(), "{name}: no cure: {said}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_does_not_stop_the_others() {
    let scratch = Scratch::with_small_folder("甲");
    let alone = scratch.done(&["check", "甲", "--json"]).json();
    std::os::unix::fs::symlink("/nowhere/at/all.xlsx", scratch.path("甲/断链.xlsx")).unwrap();
    let ran = scratch.done(&["check", "甲", "--json"]);
    let document = ran.json();
    assert_eq!(document["figures"], alone["figures"]);
    assert_eq!(document["unread"][0]["file"], "断链.xlsx");
    ran.says(&["断链.xlsx", "打不开", "→"]);
}

#[test]
fn an_output_folder_that_cannot_be() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.write("甲/成文", b"a file of that name");
    for language in ["zh", "en"] {
        let ran = scratch.refused(&["build", "甲", "--lang", language], 1);
        ran.says(&["成文", "→"]);
        assert!(!ran.stderr.contains("磁盘"), "the wrong cure: {}", ran.stderr);
        says_in(&ran, language);
    }
    assert_eq!(scratch.read("甲/成文"), b"a file of that name");
    scratch.done(&["check", "甲"]);
}

#[test]
fn a_report_that_cannot_be_put_in_its_place() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.done(&["build", "甲"]);
    let [report] = &scratch.reports("甲")[..] else { panic!("not one report") };
    std::fs::remove_file(scratch.path(report)).unwrap();
    scratch.write(&format!("{report}/里面.txt"), b"in the way");
    let ran = scratch.run(&["build", "甲"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    ran.says(&[report, "→"]);
    assert!(!scratch.listing().iter().any(|path| path.ends_with(".tmp")), "{:?}", scratch.listing());
    assert_eq!(scratch.read(&format!("{report}/里面.txt")), b"in the way");
}

fn half(fixture: &str) -> Vec<u8> {
    let mut bytes = bytes(fixture);
    bytes.truncate(bytes.len() / 2);
    bytes
}
