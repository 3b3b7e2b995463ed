//! What persons settled is not asked again: gaps that they filled, points that they deleted, findings that they kept in a
//! workbook that lies elsewhere now; and what made a figure another is told by what did.

use super::changes::part;
use super::{OPINIONS, Paper, REPORT, SETTINGS, everything, folder, text};
use crate::scratch::Scratch;

const GAP: &str = "【待补充：下一步】";

/// A report that lacks what is to be done next.
fn with_a_gap() -> Scratch {
    let scratch = folder();
    scratch.write("甲/报告信息.csv", SETTINGS.replace("下一步,健全长效机制\n", "").as_bytes());
    scratch.done(&["build", "甲"]).says(&["报告缺少“下一步”"]);
    assert!(text(&scratch.read(REPORT)).contains(GAP));
    scratch
}

#[test]
fn what_is_written_in_by_hand_is_asked_for_no_more() {
    for (what, filled) in [("filled", "抓好整改落实"), ("struck out", "")] {
        let scratch = with_a_gap();
        scratch.write(REPORT, &Paper::open(&scratch.read(REPORT)).reword(GAP, filled).save());
        for time in ["first", "again"] {
            let ran = scratch.done(&["build", "甲"]);
            assert!(!ran.stderr.contains("报告缺少"), "{what}, {time}: {}", ran.stderr);
        }
        let sheets = crate::ledger::sheets(&scratch.read("甲/成文/核对表.xlsx"));
        let is_told = |row: &Vec<String>| row.iter().any(|cell| cell.contains("待补充"));
        assert!(!sheets["问题"].iter().any(is_told), "{what}: {:?}", sheets["问题"]);
    }
    // Words beside the gap do not fill it.
    let scratch = with_a_gap();
    let theirs = Paper::open(&scratch.read(REPORT)).reword(GAP, &format!("认真研究，{GAP}"));
    scratch.write(REPORT, &theirs.save());
    scratch.done(&["build", "甲"]).says(&["报告缺少“下一步”"]);
}

/// A report with two points, and these.
fn with_points() -> (Scratch, [String; 2]) {
    let scratch = Scratch::new();
    scratch.write("甲/报告信息.csv", SETTINGS.as_bytes());
    let activities = "日期,活动类型,主题,地点,参加人员,参加人数\n\
        2024.3.12,志愿服务,义诊进社区,城南社区,护理骨干,18\n2024.4.6,督导检查,病区行风督查,各病区,督查组,6\n";
    scratch.write("甲/活动台账.csv", activities.as_bytes());
    scratch.done(&["build", "甲"]);
    let lines = crate::raw::paragraphs(&scratch.read(REPORT));
    let point = |number: &str| {
        let line = lines.iter().find_map(|line| line.strip_prefix(number));
        line.unwrap_or_else(|| panic!("no {number}: {lines:?}")).to_owned()
    };
    (scratch, [point("一是"), point("二是")])
}

#[test]
fn a_point_left_alone_by_a_person_is_no_error_of_his() {
    for gone in [0, 1] {
        let (scratch, points) = with_points();
        scratch.write(REPORT, &Paper::open(&scratch.read(REPORT)).without_paragraph(&points[gone]).save());
        let ran = scratch.done(&["build", "甲", "-v"]);
        assert!(!ran.stderr.contains("没有“二是”"), "{}", ran.stderr);
        ran.says(&["只剩这一点，仍写“一是”"]);
        let report = text(&scratch.read(REPORT));
        assert!(report.contains(&format!("一是{}", points[1 - gone])), "{report}");
        assert!(!report.contains("二是"), "{report}");
        let before = everything(&scratch);
        scratch.done(&["build", "甲"]);
        assert!(before == everything(&scratch), "a further build changed a byte");
    }
    // A number that the person typed is his own.
    let (scratch, points) = with_points();
    let theirs = Paper::open(&scratch.read(REPORT))
        .without_paragraph(&points[0])
        .without_paragraph(&points[1])
        .add_after("现将有关情况报告如下", "一是我们自己写的一点。");
    scratch.write(REPORT, &theirs.save());
    scratch.done(&["build", "甲"]).says(&["有“一是”，没有“二是”"]);
}

#[test]
fn a_finding_let_stand_holds_where_its_workbook_is_moved_or_renamed() {
    for (before, now) in [
        ("意见汇总.csv", "各单位/意见汇总.csv"),
        ("意见汇总.csv", "意见汇总（终）.csv"),
        ("各单位/意见汇总.csv", "意见汇总.csv"),
    ] {
        let scratch = folder();
        std::fs::remove_file(scratch.path("甲/意见汇总.csv")).unwrap();
        let rows = "序号,单位,意见建议,日期\n1,城关医院,建议增设夜间门诊,不详\n2,东街医院,无,\n";
        scratch.write(&format!("甲/{before}"), rows.as_bytes());
        scratch.done(&["build", "甲"]);
        let ledger = "甲/成文/核对表.xlsx";
        let mut sheets = crate::ledger::sheets(&scratch.read(ledger));
        let by = ("代码", "date-unclear");
        crate::ledger::fill(&mut sheets, "问题", by, ("处理", "已核保留"));
        crate::ledger::fill(&mut sheets, "问题", by, ("理由", "本人不记得"));
        scratch.write(ledger, &crate::ledger::workbook(&sheets));
        scratch.done(&["build", "甲"]);
        std::fs::create_dir_all(scratch.path("甲/各单位")).unwrap();
        std::fs::rename(scratch.path(&format!("甲/{before}")), scratch.path(&format!("甲/{now}"))).unwrap();
        for time in ["first", "again"] {
            scratch.done(&["build", "甲"]);
            let sheets = crate::ledger::sheets(&scratch.read(ledger));
            let row = sheets["问题"].iter().find(|row| row.iter().any(|cell| cell == "date-unclear"));
            let row = row.expect("the finding");
            assert!(row.iter().any(|cell| cell == "本人不记得"), "{before} → {now}, {time}: {row:?}");
        }
    }
}

/// The line of a figure in 变更说明.
fn figure(scratch: &Scratch, name: &str) -> Vec<String> {
    let figures = part(scratch, "报告中的数字");
    figures.iter().find(|row| row[1] == name).unwrap_or_else(|| panic!("no {name}: {figures:?}")).clone()
}

#[test]
fn causes_are_what_made_a_figure_another() {
    // Rows that go are named, not the one that was reworded beside them; a workbook that lies elsewhere is none.
    let scratch = folder();
    let rows =
        format!("{OPINIONS}3,西街医院,建议延长取药时间\n4,北街医院,建议修整坡道\n5,南街医院,建议增加座椅\n");
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    scratch.write("甲/别处意见.csv", "单位,意见建议,提出人\n河东医院,建议更换门诊电梯,周某\n".as_bytes());
    scratch.done(&["build", "甲"]);
    let fewer = format!("{OPINIONS}3,西街医院,建议延长取药的时间\n");
    scratch.write("甲/意见汇总.csv", fewer.as_bytes());
    std::fs::create_dir_all(scratch.path("甲/河东")).unwrap();
    std::fs::rename(scratch.path("甲/别处意见.csv"), scratch.path("甲/河东/意见.csv")).unwrap();
    scratch.done(&["build", "甲"]);
    let row = figure(&scratch, "意见建议条数");
    assert_eq!(row[0], "5 → 3");
    assert_eq!(row[2], "意见汇总.csv（计数由4处变为2处）");
    assert_eq!(row[3], "减少：建议修整坡道\n减少：建议增加座椅");
    // A sheet that is left out is the cause, not what else changed in another file.
    let ledger = "甲/成文/核对表.xlsx";
    let mut sheets = crate::ledger::sheets(&scratch.read(ledger));
    crate::ledger::fill(&mut sheets, "表格识别", ("文件", "河东/意见.csv"), ("表格（改）", "不用"));
    scratch.write(ledger, &crate::ledger::workbook(&sheets));
    let reworded = fewer.replace("延长取药的时间", "把取药的时间延长");
    scratch.write("甲/意见汇总.csv", reworded.as_bytes());
    scratch.done(&["build", "甲"]);
    let row = figure(&scratch, "意见建议条数");
    assert_eq!(row[0], "3 → 2");
    assert_eq!(row[2], "河东/意见.csv（原计1处，现无）");
    assert_eq!(row[3], "减少：建议更换门诊电梯");
}
