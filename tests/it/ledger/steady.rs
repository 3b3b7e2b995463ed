//! An opinion keeps its identity, group number and decisions whatever happens to rows, workbooks and channels.

use std::collections::{BTreeMap, BTreeSet};

use super::{fill, sheets, workbook};
use crate::scratch::Scratch;

const HEADER: &str = "序号,单位,姓名,渠道,意见建议";

/// Eight opinions; some of several givers, one giver twice.
const OPINIONS: [[&str; 4]; 8] = [
    ["甲局", "张三", "座谈会", "建议精简会议"],
    ["乙局", "李四", "", "机关文件运转太慢"],
    ["丙局", "王五", "意见箱", "精简会议。"],
    ["丁局", "赵六", "", "希望多到基层调研"],
    ["戊局", "钱七", "", "食堂饭菜质量差"],
    ["戊局", "钱七", "座谈会", "食堂饭菜质量差"],
    ["己局", "孙八", "", "停车位不够用"],
    ["庚局", "周九", "", "停车位不够"],
];

fn csv(rows: &[[&str; 4]]) -> String {
    let row = |(at, row): (usize, &[&str; 4])| format!("{},{}", at + 1, row.join(","));
    let rows: Vec<String> = rows.iter().enumerate().map(row).collect();
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// What is known of the opinions of a giver with one text.
type Known = BTreeMap<(String, String), BTreeSet<(String, u64, String, bool)>>;

fn known(scratch: &Scratch) -> Known {
    let listed = scratch.done(&["list", "opinions", "报告", "--json"]).stdout;
    let mut known = Known::new();
    for line in listed.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        let value =
            (text("id"), line["group"].as_u64().unwrap_or(0), text("aspect"), line["counted"] == true);
        known.entry((text("unit"), text("text"))).or_default().insert(value);
    }
    known
}

/// A folder that was built, with decisions taken, and built again.
fn decided() -> (Scratch, Known) {
    let scratch = Scratch::new();
    scratch.write("报告/意见汇总.csv", csv(&OPINIONS).as_bytes());
    scratch.done(&["build", "报告"]);
    let mut ledger = sheets(&scratch.read("报告/成文/核对表.xlsx"));
    let mut set = |text: &str, title: &str, value: &str| {
        fill(&mut ledger, "意见明细", ("意见", text), (title, value));
    };
    set("建议精简会议", "方面（改）", "文山会海");
    set("停车位不够用", "归并到（改）", "8");
    set("希望多到基层调研", "不计入（改）", "是");
    set("希望多到基层调研", "理由", "另案办理");
    set("精简会议。", "归并到（改）", "单列");
    scratch.write("报告/成文/核对表.xlsx", &workbook(&ledger));
    scratch.done(&["build", "报告"]);
    let known = known(&scratch);
    assert_eq!(known.values().map(BTreeSet::len).sum::<usize>(), 8);
    (scratch, known)
}

fn holds(scratch: &Scratch, before: &Known) {
    for _ in 0..3 {
        let now = known(scratch);
        for (key, known) in before {
            assert_eq!(now.get(key), Some(known), "{key:?}");
        }
        scratch.done(&["build", "报告"]);
    }
}

#[test]
fn an_unchanged_folder_is_the_same_again() {
    let (scratch, before) = decided();
    holds(&scratch, &before);
    let bytes = scratch.read("报告/成文/核对表.xlsx");
    let report = scratch.read(&scratch.reports("报告")[0]);
    scratch.done(&["build", "报告"]);
    assert!(
        bytes == scratch.read("报告/成文/核对表.xlsx") && report == scratch.read(&scratch.reports("报告")[0])
    );
}

#[test]
fn rows_may_move() {
    let (scratch, before) = decided();
    let mut rows = OPINIONS;
    rows.reverse();
    rows.swap(0, 4);
    scratch.write("报告/意见汇总.csv", csv(&rows).as_bytes());
    holds(&scratch, &before);
}

#[test]
fn workbooks_may_be_renamed_and_divided() {
    let (scratch, before) = decided();
    std::fs::remove_file(scratch.path("报告/意见汇总.csv")).unwrap();
    scratch.write("报告/征求意见/第二批.csv", csv(&OPINIONS[..3]).as_bytes());
    scratch.write("报告/征求意见/意见（改）.csv", csv(&OPINIONS[3..]).as_bytes());
    holds(&scratch, &before);
}

#[test]
fn a_blank_channel_may_be_filled_in() {
    let (scratch, before) = decided();
    let mut rows = OPINIONS;
    for row in &mut rows {
        if row[2].is_empty() {
            row[2] = "征求意见函";
        }
    }
    scratch.write("报告/意见汇总.csv", csv(&rows).as_bytes());
    holds(&scratch, &before);
}

#[test]
fn thirty_more_may_arrive_above_and_between() {
    let (scratch, before) = decided();
    let texts: Vec<String> = (0..30).map(|at| format!("建议改进第{}项工作的办理流程", at + 1)).collect();
    let units: Vec<String> = (0..30).map(|at| format!("第{}代表小组", at + 1)).collect();
    let mut rows: Vec<[&str; 4]> =
        units.iter().zip(&texts).map(|(unit, text)| [unit.as_str(), "", "", text.as_str()]).collect();
    // Ten of them say what was said before.
    rows[..10].iter_mut().for_each(|row| row[3] = "请精简会议");
    let at = rows.len() / 2;
    rows.splice(at..at, OPINIONS);
    scratch.write("报告/意见汇总.csv", csv(&rows).as_bytes());
    holds(&scratch, &before);
    let listed = known(&scratch);
    let group = |unit: &str, text: &str| {
        listed[&(unit.to_owned(), text.to_owned())].first().map(|known| known.1).unwrap()
    };
    assert_eq!(group("第1代表小组", "请精简会议"), group("甲局", "建议精简会议"));
    let old: Vec<u64> = before.values().flatten().map(|known| known.1).collect();
    let new = group("第30代表小组", "建议改进第30项工作的办理流程");
    assert!(!old.contains(&new), "{new} {old:?}");
}
