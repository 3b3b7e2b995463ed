//! Which document is the report, whatever it is called and wherever it was, and which base it came from.

use super::{
    ONE, OPINIONS, Paper, REPORT, THEIRS, TWO, edited, everything, folder, kept, revise_opinions, saved,
    standing, text,
};
use crate::scratch::Scratch;

/// Builds after a second opinion came; the report at that path has the person's words and the fresh figure.
fn both_are_there(scratch: &Scratch, path: &str) -> String {
    revise_opinions(scratch);
    let ran = scratch.done(&["build", "甲"]);
    assert_eq!(ran.stdout.trim(), path);
    let text = text(&scratch.read(path));
    assert!(text.contains(THEIRS) && text.contains(TWO) && !text.contains(ONE), "{text}");
    ran.stderr
}

#[test]
fn a_hand_edited_report_keeps_the_edit_and_gets_the_figure() {
    let scratch = folder();
    let theirs = edited(&scratch.read(REPORT)).save();
    scratch.write(REPORT, &theirs);
    both_are_there(&scratch, REPORT);
    assert_eq!(standing(&scratch), [REPORT]);
    assert!(kept(&scratch).iter().any(|path| scratch.read(path) == theirs), "what a person saved is kept");
}

#[test]
fn a_name_that_a_person_gave_is_kept() {
    let scratch = folder();
    let theirs = edited(&scratch.read(REPORT)).save();
    std::fs::remove_file(scratch.path(REPORT)).unwrap();
    scratch.write("甲/成文/主任改.docx", &theirs);
    both_are_there(&scratch, "甲/成文/主任改.docx");
    assert_eq!(standing(&scratch), ["甲/成文/主任改.docx"]);
}

#[test]
fn without_marks_the_kept_base_serves() {
    let scratch = folder();
    let theirs = edited(&scratch.read(REPORT)).strip().save();
    std::fs::remove_file(scratch.path(REPORT)).unwrap();
    scratch.write("甲/成文/改（终稿）.docx", &theirs);
    both_are_there(&scratch, "甲/成文/改（终稿）.docx");
}

#[test]
fn without_the_kept_base_the_embedded_one_serves() {
    let scratch = folder();
    let theirs = edited(&scratch.read(REPORT)).save();
    scratch.write(REPORT, &theirs);
    std::fs::remove_dir_all(scratch.path("甲/成文/.chengwen")).unwrap();
    both_are_there(&scratch, REPORT);
    assert_eq!(standing(&scratch), [REPORT]);
}

#[test]
fn pasted_into_an_office_s_own_file_it_is_known_by_its_text() {
    let scratch = folder();
    let theirs = edited(&scratch.read(REPORT)).pasted_under_a_red_head().save();
    std::fs::remove_file(scratch.path(REPORT)).unwrap();
    scratch.write("甲/成文/红头.docx", &theirs);
    both_are_there(&scratch, "甲/成文/红头.docx");
    let text = text(&scratch.read("甲/成文/红头.docx"));
    assert!(text.contains("某县卫生健康局文件") && text.contains("某卫字〔2024〕15号"), "{text}");
}

#[test]
fn with_both_bases_lost_nothing_is_overwritten() {
    for lost in ["both", "foreign"] {
        let scratch = folder();
        let theirs = match lost {
            "both" => edited(&scratch.read(REPORT)).strip().save(),
            _ => crate::workbook::bytes("letter.docx"),
        };
        scratch.write(REPORT, &theirs);
        std::fs::remove_dir_all(scratch.path("甲/成文/.chengwen")).unwrap();
        revise_opinions(&scratch);
        let ran = scratch.done(&["build", "甲"]);
        let fresh = REPORT.replace(".docx", "（新生成）.docx");
        assert_eq!(ran.stdout.trim(), fresh, "{lost}");
        assert!(scratch.read(REPORT) == theirs, "{lost}: what a person wrote was touched");
        assert!(text(&scratch.read(&fresh)).contains(TWO));
        let differs = if lost == "both" { "〔2〕条意见和建议" } else { TWO };
        ran.says(&["没有找到生成这份文档的底稿", "只在这份中的有", differs]);
        let ledger = crate::ledger::sheets(&scratch.read("甲/成文/核对表.xlsx"));
        let told = ledger["变更说明"].concat().concat();
        assert!(told.contains("与新报告的差异") && told.contains(differs), "{lost}: {told}");
    }
}

#[test]
fn an_edited_copy_in_the_folder_is_the_report_and_no_table() {
    for stripped in [false, true] {
        let scratch = folder();
        let theirs = edited(&scratch.read(REPORT));
        let theirs = if stripped { theirs.strip() } else { theirs }.save();
        scratch.write("甲/领导返回/主任改.docx", &theirs);
        let said = both_are_there(&scratch, REPORT);
        assert!(!said.contains("没有表格"), "it was read as a table: {said}");
        assert!(scratch.read("甲/领导返回/主任改.docx") == theirs, "it was touched");
        let check = scratch.done(&["check", "甲", "--json"]).json();
        assert_eq!(check["unread"], serde_json::json!([]));
    }
}

#[test]
fn of_two_edited_copies_the_last_saved_is_taken_and_the_other_s_edits_are_listed() {
    let scratch = folder();
    let report = scratch.read(REPORT);
    let other = Paper::open(&report).add_after("二、强化学习", "局机关各股室分别制定了学习计划。").save();
    scratch.write("甲/成文/副主任改.docx", &other);
    scratch.write("甲/成文/主任改.docx", &edited(&report).save());
    saved(&scratch, REPORT, 300);
    saved(&scratch, "甲/成文/副主任改.docx", 200);
    saved(&scratch, "甲/成文/主任改.docx", 100);
    revise_opinions(&scratch);
    let ran = scratch.done(&["build", "甲", "-v"]);
    assert_eq!(ran.stdout.trim(), "甲/成文/主任改.docx");
    ran.says(&["报告有3份，采用最后保存的“成文/主任改.docx”", "“局机关各股室分别制定了学习计划。”"]);
    assert!(!ran.stderr.contains("其中有2段"), "only a person's paragraphs are listed: {}", ran.stderr);
    assert!(scratch.read("甲/成文/副主任改.docx") == other, "what is not taken is left alone");
    assert!(text(&scratch.read("甲/成文/主任改.docx")).contains(THEIRS));
}

#[test]
fn an_old_format_is_told_with_the_way_to_save() {
    let scratch = folder();
    scratch.write("甲/成文/主任改.wps", &crate::workbook::bytes("letter.doc"));
    scratch.write("甲/成文/主任改.doc", &crate::workbook::bytes("letter.doc"));
    let ran = scratch.done(&["build", "甲"]);
    ran.says(&["成文/主任改.wps", "成文/主任改.doc", "没有带入", "另存为", "*.docx"]);
}

#[test]
fn a_document_that_cannot_be_read_is_not_overwritten() {
    let scratch = folder();
    let half = scratch.read(REPORT)[..900].to_vec();
    scratch.write(REPORT, &half);
    let ran = scratch.done(&["build", "甲"]);
    ran.says(&["读不了"]);
    assert!(scratch.read(REPORT) == half);
    assert_eq!(ran.stdout.trim(), REPORT.replace(".docx", "（新生成）.docx"));
}

#[test]
fn a_report_of_another_year_in_the_folder_is_not_taken() {
    let scratch = folder();
    let other = Scratch::new();
    for file in ["报告信息.csv", "活动台账.csv", "意见汇总.csv"] {
        let text = String::from_utf8(scratch.read(&format!("甲/{file}"))).unwrap();
        other.write(&format!("甲/{file}"), text.replace("能力提升活动", "作风建设年活动").as_bytes());
    }
    other.done(&["build", "甲"]);
    let before = everything(&scratch);
    let [last_year] = &standing(&other)[..] else { panic!("not one report") };
    scratch.write("甲/去年的报告.docx", &other.read(last_year));
    assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), REPORT);
    assert!(before.iter().all(|(path, bytes)| !path.ends_with(".docx") || scratch.read(path) == *bytes));
}

#[test]
fn the_title_names_the_file_unless_a_person_did() {
    let scratch = folder();
    scratch.write(REPORT, &edited(&scratch.read(REPORT)).save());
    let settings = |title: &str| format!("{}报告标题,{title}\n", super::SETTINGS);
    scratch.write("甲/报告信息.csv", settings("另起的标题").as_bytes());
    assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), "甲/成文/另起的标题.docx");
    assert_eq!(standing(&scratch), ["甲/成文/另起的标题.docx"]);
    let text = text(&scratch.read("甲/成文/另起的标题.docx"));
    assert!(text.starts_with("另起的标题\n") && text.contains(THEIRS), "{text}");
    std::fs::rename(scratch.path("甲/成文/另起的标题.docx"), scratch.path("甲/成文/送审稿.docx")).unwrap();
    scratch.write("甲/报告信息.csv", settings("第三个标题").as_bytes());
    assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), "甲/成文/送审稿.docx");
    assert!(super::text(&scratch.read("甲/成文/送审稿.docx")).starts_with("第三个标题\n"));
}

#[test]
fn every_version_is_in_history_with_its_base() {
    let scratch = folder();
    let mut versions = vec![scratch.read(REPORT)];
    for number in 1..=3 {
        let theirs = Paper::open(&scratch.read(REPORT))
            .add_after("二、强化学习", &format!("补充第{number}段。"))
            .save();
        scratch.write(REPORT, &theirs);
        versions.push(theirs);
        let more: String =
            (0..number).map(|at| format!("{},西街医院{at},建议延长取药时间{at}\n", at + 3)).collect();
        scratch.write("甲/意见汇总.csv", format!("{}{more}", super::OPINIONS).as_bytes());
        scratch.done(&["build", "甲"]).says(&["历史"]);
        versions.push(scratch.read(REPORT));
    }
    let kept = kept(&scratch);
    let stood: Vec<Vec<u8>> = kept.iter().map(|path| scratch.read(path)).collect();
    // The versions that the program overwrote are those that people had saved.
    for version in [1, 3, 5].map(|at| &versions[at]) {
        assert!(stood.contains(version), "a version that was overwritten is not in {kept:?}");
    }
    for path in kept {
        let name = path.rsplit('/').next().unwrap().replace(".docx", ".xml");
        let base = String::from_utf8(scratch.read(&format!("甲/成文/历史/.chengwen/{name}"))).unwrap();
        assert!(base.contains("urn:chengwen:base:1"), "{name}");
    }
    let last = text(&scratch.read(REPORT));
    assert!((1..=3).all(|number| last.contains(&format!("补充第{number}段。"))), "{last}");
}

#[test]
fn a_report_of_another_kind_beside_it_is_none_of_our_business() {
    let scratch = folder();
    scratch.copy("templates/campaign", "另一种");
    let ran = scratch.done(&["build", "甲", "--kind", "另一种"]);
    let beside = REPORT.replace(".docx", "（新生成）.docx");
    assert_eq!(ran.stdout.trim(), beside, "{}", ran.stderr);
    let before = everything(&scratch);
    scratch.done(&["build", "甲", "--kind", "另一种"]);
    assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), REPORT);
    let documents = |all: &[(String, Vec<u8>)]| -> Vec<(String, Vec<u8>)> {
        all.iter().filter(|(path, _)| path.ends_with(".docx")).cloned().collect()
    };
    assert!(documents(&before) == documents(&everything(&scratch)));
}

#[test]
fn a_document_of_which_nothing_is_known_stays_so_until_it_is_worked_on() {
    let scratch = folder();
    scratch.write(REPORT, &edited(&scratch.read(REPORT)).strip().save());
    std::fs::remove_dir_all(scratch.path("甲/成文/.chengwen")).unwrap();
    let first = scratch.done(&["build", "甲"]).stdout;
    assert!(first.contains("（新生成）"), "{first}");
    let before = everything(&scratch);
    for _ in 0..3 {
        assert_eq!(scratch.done(&["build", "甲"]).stdout, first);
        assert!(before == everything(&scratch), "the same again changes no byte");
    }
}

#[test]
fn the_copy_with_edits_stays_the_report_after_a_build_has_seen_them() {
    let scratch = folder();
    let untouched = scratch.read(REPORT);
    scratch.write(REPORT, &edited(&untouched).save());
    scratch.write("甲/成文/副本.docx", &untouched);
    saved(&scratch, REPORT, 300);
    let mut before = Vec::new();
    for round in 0..4 {
        assert_eq!(scratch.done(&["build", "甲"]).stdout.trim(), REPORT, "round {round}");
        let now = everything(&scratch);
        assert!(round == 0 || before == now, "the same again changes no byte: round {round}");
        before = now;
    }
    both_are_there(&scratch, REPORT);
    both_are_there(&scratch, REPORT);
}

/// Folders are copied: the files of earlier runs may all be as old, and the record of the last one may be gone.
#[test]
fn the_base_is_that_of_the_last_run_whatever_the_age_of_the_files() {
    let scratch = folder();
    let mut rows = OPINIONS.to_owned();
    for (number, opinion) in [(3, "建议延长取药时间"), (4, "建议增加候诊座椅"), (5, "建议公开收费标准")]
    {
        let own = scratch.path("甲/成文/.chengwen");
        for entry in std::fs::read_dir(own).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let path = format!("甲/成文/.chengwen/{name}");
            if name.starts_with("run-") {
                std::fs::remove_file(scratch.path(&path)).unwrap();
            } else if scratch.path(&path).is_file() {
                saved(&scratch, &path, 1_000 * number);
            }
        }
        scratch.write(REPORT, &Paper::open(&scratch.read(REPORT)).strip().save());
        rows += &format!("{number},西街医院,{opinion}\n");
        scratch.write("甲/意见汇总.csv", rows.as_bytes());
        let said = scratch.done(&["build", "甲"]).stderr;
        let wanted = format!("收到{}条意见和建议", number - 1);
        assert!(text(&scratch.read(REPORT)).contains(&wanted), "{wanted}: {said}");
    }
}
