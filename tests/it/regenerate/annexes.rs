//! Tables of annexes are revised cell by cell and row by row.

use super::{OPINIONS, Paper, REPORT, SETTINGS, everything, folder, text};
use crate::scratch::Scratch;

/// A folder whose report has the table of opinions as an annex.
fn with_annex() -> Scratch {
    let scratch = folder();
    scratch.write("甲/报告信息.csv", format!("{SETTINGS}附件,意见建议汇总\n").as_bytes());
    scratch.done(&["build", "甲"]);
    let report = text(&scratch.read(REPORT));
    assert!(report.contains("建议增设夜间门诊"), "the annex came in: {report}");
    scratch
}

#[test]
fn the_same_again_changes_no_byte() {
    let scratch = with_annex();
    scratch.done(&["build", "甲"]);
    let before = everything(&scratch);
    scratch.done(&["build", "甲"]);
    for (before, after) in before.iter().zip(everything(&scratch)) {
        assert!(*before == after, "{} changed", before.0);
    }
}

#[test]
fn a_cell_that_a_person_changed_stays_and_rows_come_and_go() {
    let scratch = with_annex();
    let theirs = Paper::open(&scratch.read(REPORT)).reword("建议增设夜间门诊", "建议增设夜间门诊（已采纳）");
    scratch.write(REPORT, &theirs.save());
    let rows = format!("{OPINIONS}3,西街医院,建议延长取药时间\n4,北街医院,建议增加候诊座椅\n");
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    scratch.done(&["build", "甲"]);
    let report = text(&scratch.read(REPORT));
    for words in ["建议增设夜间门诊（已采纳）", "建议延长取药时间", "建议增加候诊座椅", "收到3条意见和建议"]
    {
        assert!(report.contains(words), "{words}: {report}");
    }
    let rows = format!("{OPINIONS}3,北街医院,建议增加候诊座椅\n");
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    scratch.done(&["build", "甲"]);
    let report = text(&scratch.read(REPORT));
    assert!(report.contains("（已采纳）") && report.contains("候诊座椅"), "{report}");
    assert!(!report.contains("建议延长取药时间"), "its row is gone: {report}");
}

#[test]
fn a_table_that_a_person_deleted_stays_deleted() {
    let scratch = with_annex();
    scratch.write(REPORT, &Paper::open(&scratch.read(REPORT)).without_tables().save());
    let rows = format!("{OPINIONS}3,西街医院,建议延长取药时间\n");
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    scratch.done(&["build", "甲", "-v"]).says(&["您删去的"]);
    let report = text(&scratch.read(REPORT));
    assert!(!report.contains("建议延长取药时间") && report.contains("收到2条意见和建议"), "{report}");
}

/// The labels and titles of annexes in the order in which they stand.
fn order(report: &str) -> Vec<&str> {
    let mut found: Vec<(usize, &str)> = ["征求意见建议汇总表", "活动开展情况统计表"]
        .into_iter()
        .flat_map(|title| report.match_indices(title).map(move |(at, _)| (at, title)).collect::<Vec<_>>())
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, title)| title).collect()
}

#[test]
fn a_report_that_nobody_touched_follows_another_order_of_its_annexes() {
    let scratch = folder();
    let build = |annexes: &str| {
        scratch.write("甲/报告信息.csv", format!("{SETTINGS}附件,\"{annexes}\"\n").as_bytes());
        scratch.done(&["build", "甲"]);
        text(&scratch.read(REPORT))
    };
    let (opinions, activities) = ("征求意见建议汇总表", "活动开展情况统计表");
    // Each stands in 附件说明 and above its table.
    assert_eq!(order(&build("意见建议汇总\n活动统计表")), [opinions, activities, opinions, activities]);
    let turned = build("活动统计表\n意见建议汇总");
    assert_eq!(order(&turned), [activities, opinions, activities, opinions]);
    assert!(turned.contains("附件：1.活动开展情况统计表"), "{turned}");
    let again = scratch.read(REPORT);
    build("活动统计表\n意见建议汇总");
    assert!(scratch.read(REPORT) == again);
}

#[test]
fn a_report_that_people_edited_keeps_the_order_of_its_annexes_with_their_numbers() {
    let scratch = folder();
    let settings = |annexes: &str| format!("{SETTINGS}附件,\"{annexes}\"\n");
    scratch.write("甲/报告信息.csv", settings("意见建议汇总\n活动统计表").as_bytes());
    scratch.done(&["build", "甲"]);
    let theirs = Paper::open(&scratch.read(REPORT)).reword("现将有关情况", "经研究，现将有关情况");
    scratch.write(REPORT, &theirs.save());
    scratch.write("甲/报告信息.csv", settings("活动统计表\n意见建议汇总\n报送情况").as_bytes());
    for _ in 0..2 {
        scratch.done(&["build", "甲"]).says(&["附件保持原来的次序和编号"]);
        let report = text(&scratch.read(REPORT));
        let wanted = ["附件：1.征求意见建议汇总表", "2.活动开展情况统计表", "附件1", "附件2", "经研究，现将"];
        wanted.iter().for_each(|words| assert_eq!(report.matches(words).count(), 1, "{words}: {report}"));
    }
}
