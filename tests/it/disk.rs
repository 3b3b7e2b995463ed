//! What lies in a folder besides workbooks: it stops nothing, fills no memory, and is told.
#![cfg(unix)]

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use crate::scratch::Scratch;
use crate::workbook::bytes;

/// The files of the folder 甲 that are told as unread, with the code of the finding at each.
fn unread(scratch: &Scratch) -> Vec<(String, String)> {
    let document = scratch.done(&["check", "甲", "--json"]).json();
    let list = |key: &str| document[key].as_array().unwrap().clone();
    let findings = list("findings");
    let code = |file: &str| {
        let of = findings.iter().find(|finding| finding["file"] == *file);
        of.unwrap_or_else(|| panic!("{file}"))["code"].as_str().unwrap().to_owned()
    };
    let files = list("unread").into_iter().map(|unread| unread["file"].as_str().unwrap().to_owned());
    files.map(|file| (file.clone(), code(&file))).collect()
}

fn said(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(file, code)| ((*file).to_owned(), (*code).to_owned())).collect()
}

#[test]
fn only_plain_files_are_opened() {
    let scratch = Scratch::with_small_folder("甲");
    let pipe = |inside: &str| {
        assert!(Command::new("mkfifo").arg(scratch.path(inside)).status().unwrap().success());
    };
    std::fs::create_dir(scratch.path("甲/内")).unwrap();
    pipe("甲/内/管道.xlsx");
    pipe("甲/.同步");
    pipe("甲/无名");
    let _socket = UnixListener::bind(scratch.path("甲/套接.csv")).unwrap();
    symlink("/dev/zero", scratch.path("甲/零.xlsx")).unwrap();
    symlink(scratch.path("甲/无名"), scratch.path("甲/链接.xlsx")).unwrap();
    symlink(scratch.path("没有.xlsx"), scratch.path("甲/断.xlsx")).unwrap();
    scratch.write("别处/意见二.csv", "单位,意见建议\n县医院,少开会\n".as_bytes());
    symlink(scratch.path("别处"), scratch.path("甲/别处")).unwrap();
    symlink(scratch.path("别处/意见二.csv"), scratch.path("甲/意见二.csv")).unwrap();
    std::fs::create_dir_all(scratch.path("甲/成文/.chengwen")).unwrap();
    pipe("甲/成文/报告.docx");
    pipe("甲/成文/核对表（新）.xlsx");
    let expected = [
        ("内/管道.xlsx", "file-special"),
        ("别处", "folder-linked"),
        ("套接.csv", "file-special"),
        ("断.xlsx", "file-closed"),
        ("无名", "file-special"),
        ("链接.xlsx", "file-special"),
        ("零.xlsx", "file-special"),
        ("成文/核对表（新）.xlsx", "file-closed"),
    ];
    assert_eq!(unread(&scratch), said(&expected));
    let figures = scratch.done(&["check", "甲", "--json"]).json();
    assert_eq!(figures["figures"]["opinions.items"]["value"], 2, "the file behind a link counts");
}

#[test]
fn the_length_and_the_first_bytes_are_looked_at_first() {
    let scratch = Scratch::with_small_folder("甲");
    let sparse = |inside: &str, head: &[u8], length: u64| {
        scratch.write(inside, head);
        let file = std::fs::OpenOptions::new().write(true).open(scratch.path(inside)).unwrap();
        file.set_len(length).unwrap();
    };
    sparse("甲/大.xlsx", b"PK\x03\x04", 3 << 30);
    sparse("甲/空洞.csv", b"", 3 << 30);
    sparse("甲/方案.doc", b"\xD0\xCF\x11\xE0", 90 << 20);
    sparse("甲/录像.mp4", b"\0\0\0\x18ftypmp42", 3 << 30);
    for number in 0..20 {
        sparse(&format!("甲/扫描{number:02}.pdf"), b"%PDF-1.7\n", 95 << 20);
    }
    sparse("甲/其实是扫描.xlsx", b"%PDF-1.7\n", 95 << 20);
    let told = unread(&scratch);
    for expected in said(&[
        ("大.xlsx", "file-too-big"),
        ("空洞.csv", "file-too-big"),
        ("方案.doc", "file-not-workbook"),
        ("录像.mp4", "file-other"),
        ("扫描19.pdf", "file-not-workbook"),
        ("其实是扫描.xlsx", "file-not-workbook"),
    ]) {
        assert!(told.contains(&expected), "{expected:?}: {told:?}");
    }
    let program = env!("CARGO_BIN_EXE_chengwen");
    let limited = format!("ulimit -v 1000000; exec '{program}' check 甲 -q");
    let ran = Command::new("sh").args(["-c", &limited]).current_dir(scratch.path("")).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn no_file_is_passed_over_because_of_its_ending() {
    let scratch = Scratch::with_small_folder("甲");
    let table = "单位\t意见建议\n县医院\t建议少开会\n县中学\t建议少发文\n";
    let web = "<table><tr><td>意见建议</td></tr><tr><td>建议下基层</td></tr></table>";
    let mail = format!(
        "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html>{}</html>",
        web.replace("下基层", "办实事")
    );
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"意见\"><Table>\
         <Row><Cell><Data ss:Type=\"String\">意见建议</Data></Cell></Row>\
         <Row><Cell><Data ss:Type=\"String\">建议公开流程</Data></Cell></Row></Table></Worksheet></Workbook>";
    let (gbk, _, _) = encoding_rs::GBK.encode(table);
    scratch.write("甲/征求意见.txt", &gbk);
    scratch.write("甲/征求意见（网页）.HTM", web.as_bytes());
    scratch.write("甲/征求意见（邮件）.mht", mail.as_bytes());
    scratch.write("甲/征求意见（系统）.xml", xml.as_bytes());
    scratch.write("甲/征求意见（无后缀）", table.replace("少", "不").as_bytes());
    scratch.write("甲/会议记录.txt", "大家认为会风应当改进。\n下一步要抓紧。\n".as_bytes());
    scratch.write("甲/配置.xml", b"<config><a/></config>");
    scratch.write("甲/README.md", "# 说明\n请填表，再生成。\n".as_bytes());
    scratch.write("甲/数据.dbf", &[3, 1, 2, 3]);
    scratch.write("甲/旧表.slk", b"ID;PWXL;N;E\nC;Y1;X1;K1\nE\n");
    scratch.write("甲/意见汇总.csv.bak", table.as_bytes());
    scratch.write("甲/意见.xlsx.lnk", b"L\0\0\0\x01\x14\x02\0");
    scratch.write("甲/chengwen", b"\x7FELF\x02\x01\x01\0\0\0\0\0");
    scratch.write("甲/Thumbs.db", b"x");
    let expected = [
        ("README.md", "file-text"),
        ("chengwen", "file-other"),
        ("会议记录.txt", "file-text"),
        ("意见.xlsx.lnk", "file-not-workbook"),
        ("意见汇总.csv.bak", "file-other"),
        ("数据.dbf", "file-not-workbook"),
        ("旧表.slk", "file-not-workbook"),
        ("配置.xml", "file-not-workbook"),
    ];
    let mut told = unread(&scratch);
    told.sort();
    assert_eq!(told, said(&expected));
    let ran = scratch.done(&["check", "甲", "--json"]).json();
    assert_eq!(ran["figures"]["opinions.items"]["value"], 8, "1 + 2 + 1 + 1 + 1 + 2");
}

#[test]
fn names_are_safe_on_the_terminal_and_open_in_any_encoding() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.write("甲/\u{1b}[31m坏\u{7}\u{202E}xslx.xlsx", b"x");
    let (gbk, _, _) = encoding_rs::GBK.encode("县局意见.xls");
    let path = scratch.path("甲").join(OsStr::from_bytes(&gbk));
    std::fs::write(path, bytes("basic.xls")).unwrap();
    let ran = scratch.done(&["check", "甲", "-v"]);
    for text in [&ran.stdout, &ran.stderr] {
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202E}']), "{text}");
    }
    ran.says(&["\\u001b[31m坏", "县局意见.xls"]);
    let told = unread(&scratch);
    assert!(told.iter().all(|(file, _)| !file.contains("县局")), "{told:?}");
}

#[test]
fn two_first_builds_at_once_make_one_report() {
    let scratch = Scratch::with_small_folder("甲");
    let start = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chengwen"));
        command.args(["build", "甲", "-q"]).current_dir(scratch.path("")).spawn().unwrap()
    };
    let mut runs: Vec<_> = (0..4).map(|_| start()).collect();
    for run in &mut runs {
        assert!(run.wait().unwrap().success());
    }
    assert_eq!(scratch.reports("甲").len(), 1, "{:?}", scratch.listing());
    assert!(!scratch.listing().iter().any(|path| path.contains("历史")), "{:?}", scratch.listing());
}

#[cfg(unix)]
#[test]
fn who_may_read_a_file_stays_as_people_set_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = Scratch::with_small_folder("甲");
    scratch.done(&["build", "甲"]);
    let files = [scratch.reports("甲")[0].clone(), "甲/成文/核对表.xlsx".to_owned()];
    for file in &files {
        std::fs::set_permissions(scratch.path(file), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let before: Vec<_> = files.iter().map(|file| scratch.read(file)).collect();
    scratch.write(
        "甲/意见汇总.csv",
        "序号,单位,意见建议\n1,城关医院,建议增设夜间门诊\n2,东街医院,建议增加车位\n".as_bytes(),
    );
    scratch.done(&["build", "甲"]);
    for (file, before) in files.iter().zip(before) {
        assert!(scratch.read(file) != before, "{file} was written");
        let mode = std::fs::metadata(scratch.path(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn a_run_that_writes_nothing_leaves_nothing() {
    let scratch = Scratch::new();
    scratch.write("甲/随手记.txt", "买菜两斤\n交电费一百\n".as_bytes());
    let before = scratch.listing();
    for command in ["build", "finish", "harvest"] {
        scratch.refused(&[command, "甲"], 1);
        assert_eq!(scratch.listing(), before, "{command}");
    }
}

#[test]
fn copies_for_the_units_have_names_that_every_system_takes() {
    let scratch = Scratch::with_small_folder("甲");
    let wrong = "序号,单位,意见建议,提出时间\n1,县医院,少开会,2024年13月40日\n";
    let long = format!("甲/{}.csv", "很长的名字".repeat(16));
    for name in ["甲/COM1.csv", "甲/一:二.csv", "甲/一?二.csv", &long] {
        scratch.write(name, wrong.replace("少开会", &format!("少开会{}", name.len())).as_bytes());
    }
    scratch.done(&["build", "甲", "-q"]);
    let returned: Vec<String> =
        scratch.listing().into_iter().filter(|path| path.contains("退回修改/")).collect();
    assert_eq!(returned.len(), 4, "{returned:?}");
    for path in &returned {
        let name = path.rsplit('/').next().unwrap();
        assert!(name.len() <= 255 && !name.contains([':', '?']) && !name.starts_with("COM1."), "{name}");
    }
    scratch.done(&["build", "甲", "-q"]);
}
