//! The command line writes 核对表 beside the report and never over what somebody has open.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{cells, fill, sheets, workbook};

fn chengwen(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chengwen")).args(arguments).output().unwrap()
}

/// A fresh folder with a few opinions.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ledger").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let rows = "单位,意见建议\n甲局,建议精简会议\n乙局,建议少发文件\n丙局,希望多到基层调研\n";
    std::fs::write(folder.join("征求意见.csv"), rows).unwrap();
    folder
}

fn build(folder: &Path) -> String {
    let output = chengwen(&["build", folder.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn leave_out(path: &Path) {
    let mut ledger = sheets(&std::fs::read(path).unwrap());
    fill(&mut ledger, "意见明细", ("意见", "建议少发文件"), ("不计入（改）", "是"));
    fill(&mut ledger, "意见明细", ("意见", "建议少发文件"), ("理由", "重复"));
    std::fs::write(path, workbook(&ledger)).unwrap();
}

fn items(folder: &Path) -> String {
    let output = chengwen(&["trace", "意见建议条数", folder.to_str().unwrap(), "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    json["printed"].as_str().unwrap().to_owned()
}

#[test]
fn a_decision_outlives_its_workbook() {
    let folder = folder("outlives");
    build(&folder);
    let ledger = folder.join("成文/核对表.xlsx");
    assert_eq!(items(&folder), "3");
    leave_out(&ledger);
    assert_eq!(items(&folder), "2");
    build(&folder);
    let before = std::fs::metadata(&ledger).unwrap().modified().unwrap();
    build(&folder);
    assert_eq!(std::fs::metadata(&ledger).unwrap().modified().unwrap(), before, "same bytes are left alone");
    std::fs::remove_file(&ledger).unwrap();
    assert_eq!(items(&folder), "2");
    build(&folder);
    assert!(cells(&sheets(&std::fs::read(&ledger).unwrap()), "意见明细", "理由").contains(&"重复"));
}

#[test]
fn a_workbook_that_is_open_is_not_overwritten() {
    let folder = folder("open");
    build(&folder);
    let ledger = folder.join("成文/核对表.xlsx");
    leave_out(&ledger);
    let left = std::fs::read(&ledger).unwrap();
    std::fs::write(folder.join("成文/~$核对表.xlsx"), b"clerk").unwrap();
    let said = build(&folder);
    assert!(said.contains("核对表（新）.xlsx"), "{said}");
    assert_eq!(std::fs::read(&ledger).unwrap(), left);
    assert!(folder.join("成文/核对表（新）.xlsx").exists());
    std::fs::remove_file(folder.join("成文/~$核对表.xlsx")).unwrap();
    build(&folder);
    assert!(!folder.join("成文/核对表（新）.xlsx").exists());
    assert_ne!(std::fs::read(&ledger).unwrap(), left);
    assert!(folder.join("成文/历史/核对表（第1次）.xlsx").exists(), "what a person saved is kept");
}

#[test]
fn one_that_cannot_be_read_is_not_overwritten() {
    let folder = folder("broken");
    build(&folder);
    let ledger = folder.join("成文/核对表.xlsx");
    std::fs::write(&ledger, b"PK\x03\x04 not a workbook any more").unwrap();
    build(&folder);
    assert_eq!(std::fs::read(&ledger).unwrap(), b"PK\x03\x04 not a workbook any more");
    assert!(folder.join("成文/核对表（新）.xlsx").exists());
}

/// A link to nothing cannot be opened by anybody; it stops no run and is left as it is.
#[cfg(unix)]
#[test]
fn one_that_cannot_be_opened_is_said_and_stops_nothing() {
    let folder = folder("closed");
    build(&folder);
    let ledger = folder.join("成文/核对表.xlsx");
    std::fs::remove_file(&ledger).unwrap();
    std::os::unix::fs::symlink(folder.join("无此文件.xlsx"), &ledger).unwrap();
    let said = build(&folder);
    assert!(said.contains("成文/核对表.xlsx") && said.contains("打不开"), "{said}");
    assert!(std::fs::symlink_metadata(&ledger).unwrap().is_symlink());
    assert!(folder.join("成文/核对表（新）.xlsx").exists());
}

#[test]
fn check_writes_nothing() {
    let folder = folder("check");
    assert!(chengwen(&["check", folder.to_str().unwrap()]).status.success());
    assert!(!folder.join("成文").exists());
}

#[test]
fn a_printed_value_is_traced_too() {
    let folder = folder("trace");
    let output = chengwen(&["trace", "3", folder.to_str().unwrap()]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("意见建议条数（opinions.items）：3"), "{text}");
    assert!(text.contains("怎样得来：“征求意见汇总”中条目逐条计数"), "{text}");
    assert!(text.contains("征求意见.csv!征求意见!B2:B4"), "{text}");
}

/// A folder with opinions under headers that nobody knows.
fn strange(name: &str) -> PathBuf {
    let folder = folder(name);
    let rows = "来件号,来件人单位,说的事\n1,丁局,建议延长办公时间\n2,戊局,建议增加窗口\n";
    std::fs::write(folder.join("来件.csv"), rows).unwrap();
    folder
}

#[test]
fn corrections_are_kept_after_a_completed_run_in_a_file_that_can_be_copied() {
    let folder = strange("corrections");
    build(&folder);
    assert_eq!(items(&folder), "3");
    let ledger = folder.join("成文/核对表.xlsx");
    let mut page = sheets(&std::fs::read(&ledger).unwrap());
    fill(&mut page, "表格识别", ("表头", "来件号｜来件人单位｜说的事"), ("表格（改）", "征求意见汇总"));
    fill(&mut page, "表格识别", ("表头", "说的事"), ("字段（改）", "意见建议"));
    std::fs::write(&ledger, workbook(&page)).unwrap();
    let corrections = folder.join("成文/表格识别.xlsx");
    let kept = || std::fs::read_to_string(folder.join("成文/.chengwen/decisions.json")).unwrap();
    assert_eq!(items(&folder), "5");
    assert!(!kept().contains("说的事") && !corrections.exists(), "looking remembers nothing");
    build(&folder);
    assert!(kept().contains("说的事") && corrections.exists());
    let shown = chengwen(&["tables", folder.to_str().unwrap(), "--json"]);
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    let strange =
        shown["tables"].as_array().unwrap().iter().find(|sheet| sheet["file"] == "来件.csv").unwrap();
    assert_eq!((strange["table"].as_str(), strange["confidence"].as_str()), (Some("opinions"), Some("sure")));
    assert_eq!(strange["columns"][2]["by"], "decision");
    // The next folder: beside its workbooks, where it is no workbook itself, or in 成文/.
    for place in ["表格识别.xlsx", "成文/表格识别.xlsx"] {
        let next = self::strange("next");
        std::fs::create_dir_all(next.join("成文")).unwrap();
        std::fs::copy(&corrections, next.join(place)).unwrap();
        assert_eq!(items(&next), "5", "{place}");
        build(&next);
        std::fs::remove_file(next.join(place)).unwrap();
        assert_eq!(items(&next), "5", "{place}: remembered");
    }
    // The last correction is taken back, and the file goes.
    let mut page = sheets(&std::fs::read(&ledger).unwrap());
    fill(&mut page, "表格识别", ("表格（改）", "征求意见汇总"), ("表格（改）", ""));
    fill(&mut page, "表格识别", ("表头", "说的事"), ("字段（改）", "还原"));
    std::thread::sleep(std::time::Duration::from_millis(1100));
    std::fs::write(&ledger, workbook(&page)).unwrap();
    build(&folder);
    assert_eq!(items(&folder), "3");
    assert!(!corrections.exists());
}

#[test]
fn a_refused_folder_gets_the_page_to_correct_it_in() {
    let folder = strange("refused");
    std::fs::remove_file(folder.join("征求意见.csv")).unwrap();
    let refused = || chengwen(&["build", folder.to_str().unwrap()]);
    assert_eq!(refused().status.code(), Some(1));
    let ledger = folder.join("成文/核对表.xlsx");
    let mut page = sheets(&std::fs::read(&ledger).unwrap());
    fill(&mut page, "表格识别", ("表头", "说的事"), ("字段（改）", "意见建议"));
    std::fs::write(&ledger, workbook(&page)).unwrap();
    let _ = refused();
    assert!(folder.join("成文/核对表（新）.xlsx").exists(), "what a person wrote is not overwritten");
    fill(&mut page, "表格识别", ("表头", "来件号｜来件人单位｜说的事"), ("表格（改）", "征求意见汇总"));
    std::fs::write(&ledger, workbook(&page)).unwrap();
    build(&folder);
    assert_eq!(items(&folder), "2");
    assert!(!folder.join("成文/核对表（新）.xlsx").exists());
}

/// A lecturer led too where no column says who led, and only there.
#[test]
fn a_column_that_fills_two_fields_says_both() {
    let folder = folder("fills");
    let shown = |header: &str, led: &str| {
        let text = format!(
            "日期,活动类型,主题,授课人{header},实到人数\n2024-04-02,党课,牢记宗旨,王强{led},65\n2024-04-09,党课,担当作为,李娜{led},60\n"
        );
        std::fs::write(folder.join("党课台账.csv"), text).unwrap();
        let shown = chengwen(&["tables", folder.to_str().unwrap(), "--json"]);
        let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
        let sheets = shown["tables"].as_array().unwrap();
        let sheet = sheets.iter().find(|sheet| sheet["file"] == "党课台账.csv").unwrap();
        (sheet["columns"][3]["field"].clone(), sheet["columns"][3]["fills"].clone())
    };
    assert_eq!(shown("", ""), ("host".into(), serde_json::json!(["host", "lecturer"])));
    assert_eq!(shown(",主持人", ",吴海燕"), ("lecturer".into(), serde_json::json!(["lecturer"])));
}
