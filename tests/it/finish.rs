//! A report is handed on as a clean copy, or all that stands against it is said with its cure.

use serde_json::Value;

use crate::raw;
use crate::regenerate::paper::{Paper, text};
use crate::scratch::{Ran, Scratch};

const SETTINGS: &str = "项目,内容\n单位全称,某县卫生健康局\n主送机关,某县人民政府\n活动名称,能力提升活动\n\
                        截至日期,2024年5月31日\n成文日期,2024年6月3日\n下一步,健全长效机制\n";
const OPINIONS: &str =
    "序号,单位,意见建议\n1,城关医院,建议增设夜间门诊\n2,东街医院,无\n3,西街医院,建议延长取药时间\n";
const TITLE: &str = "某县卫生健康局关于能力提升活动开展情况的报告";
const REPORT: &str = "甲/成文/某县卫生健康局关于能力提升活动开展情况的报告.docx";
const FINAL: &str = "甲/成文/定稿/某县卫生健康局关于能力提升活动开展情况的报告.docx";
const SNAPSHOT: &str = "甲/成文/快照.xlsx";

fn folder(settings: &str) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("甲/报告信息.csv", settings.as_bytes());
    scratch.write("甲/意见汇总.csv", OPINIONS.as_bytes());
    scratch.done(&["build", "甲"]);
    scratch
}

fn edit(scratch: &Scratch, change: impl Fn(Paper) -> Paper) {
    let bytes = change(Paper::open(&scratch.read(REPORT))).save();
    scratch.write(REPORT, &bytes);
}

/// The codes of what stands against finishing; nothing is written.
fn against(scratch: &Scratch) -> Vec<String> {
    let before: Vec<_> =
        scratch.listing().into_iter().map(|path| (path.clone(), scratch.read(&path))).collect();
    let ran = scratch.run(&["finish", "甲", "--json"]);
    let after: Vec<_> =
        scratch.listing().into_iter().map(|path| (path.clone(), scratch.read(&path))).collect();
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(before == after, "something was written");
    ran.says(&["还不能定稿"]);
    let document = ran.json();
    assert_eq!(document["report"], Value::Null);
    let findings = document["findings"].as_array().unwrap().clone();
    for finding in &findings {
        let (message, hint) = (finding["message"].as_str().unwrap(), finding["hint"].as_str());
        assert!(hint.is_some_and(|hint| !hint.is_empty()), "no cure: {finding}");
        ran.says(&[message]);
    }
    findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn done(scratch: &Scratch) -> Ran {
    scratch.done(&["finish", "甲"])
}

#[test]
fn a_report_is_finished_with_the_hand_edits_in_it() {
    let scratch = folder(SETTINGS);
    edit(&scratch, |paper| paper.reword("现将有关情况报告如下：", "经局党组研究，现将有关情况报告如下："));
    let working = scratch.read(REPORT);
    let ran = done(&scratch);
    assert_eq!(ran.stdout.trim_end(), FINAL);
    ran.says(&["定稿", "快照.xlsx"]);
    assert!(scratch.read(REPORT) == working, "the working copy stays");
    assert_eq!(text(&scratch.read(FINAL)), text(&working));
    assert!(text(&scratch.read(FINAL)).contains("经局党组研究，"));
    let parts = raw::parts(&scratch.read(FINAL));
    for (name, part) in &parts {
        let marks = ["_cw_", "chengwen", "w:comment", "w:ins ", "w:del ", "w:rsid", "w:vanish"];
        for mark in marks {
            assert!(!part.contains(mark), "{mark} in {name}");
        }
    }
    let properties = &parts["docProps/core.xml"];
    assert!(!properties.contains("某县卫生健康局<"), "who wrote it: {properties}");
    let inside: Vec<_> = scratch.listing().into_iter().filter(|path| path.contains("/定稿/")).collect();
    assert_eq!(inside, [FINAL], "the report and its annexes only");
    assert!(scratch.path(SNAPSHOT).is_file());
}

#[test]
fn a_long_annex_goes_beside_the_report_and_beside_the_clean_copy() {
    let scratch = Scratch::new();
    scratch.write("甲/报告信息.csv", format!("{SETTINGS}附件,意见建议汇总\n").as_bytes());
    let row = |number: usize| format!("{number},城关医院,建议增设第{number}号窗口\n");
    let rows: String = (1..=5_001).map(row).collect();
    scratch.write("甲/意见汇总.csv", format!("序号,单位,意见建议\n{rows}").as_bytes());
    let annex = "附件 征求意见建议汇总表.xlsx";
    let ran = scratch.done(&["build", "甲", "--json"]);
    assert_eq!(ran.json()["annexes"], serde_json::json!([format!("甲/成文/{annex}")]));
    let ran = scratch.done(&["finish", "甲", "--json"]);
    assert_eq!(ran.json()["annexes"], serde_json::json!([format!("甲/成文/定稿/{annex}")]));
    assert!(scratch.read(&format!("甲/成文/定稿/{annex}")) == scratch.read(&format!("甲/成文/{annex}")));
    let inside: Vec<_> = scratch.listing().into_iter().filter(|path| path.contains("/定稿/")).collect();
    assert_eq!(inside.len(), 2, "{inside:?}");
}

#[test]
fn what_a_killed_run_left_of_a_finished_folder_is_swept() {
    let scratch = folder(SETTINGS);
    let left = "甲/成文/.chengwen/定稿.999.tmp";
    for age in [0, 3_600] {
        scratch.write(&format!("{left}/半份.docx"), b"PK");
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(age);
        std::fs::File::open(scratch.path(left)).unwrap().set_modified(then).unwrap();
        done(&scratch);
        // Whoever has the turn on a folder is alone: nobody is at work on it, however new it is.
        assert!(!scratch.path(left).exists(), "{age}");
    }
}

#[test]
fn finishing_again_changes_nothing() {
    let scratch = folder(SETTINGS);
    done(&scratch);
    let first: Vec<_> =
        scratch.listing().into_iter().map(|path| (path.clone(), scratch.read(&path))).collect();
    done(&scratch);
    let again: Vec<_> =
        scratch.listing().into_iter().map(|path| (path.clone(), scratch.read(&path))).collect();
    assert!(first == again);
    let other = folder(SETTINGS);
    done(&other);
    assert!(scratch.read(FINAL) == other.read(FINAL), "the same report gives the same bytes");
    assert!(scratch.read(SNAPSHOT) == other.read(SNAPSHOT));
}

#[test]
fn an_earlier_finished_folder_goes_to_history_with_all_in_it() {
    let scratch = folder(SETTINGS);
    done(&scratch);
    let (first, snapshot) = (scratch.read(FINAL), scratch.read(SNAPSHOT));
    scratch.write("甲/成文/定稿/盖章扫描件.pdf", b"%PDF");
    scratch.write("甲/意见汇总.csv", format!("{OPINIONS}4,南街医院,建议增加车位\n").as_bytes());
    assert_eq!(against(&scratch), ["finish-stale"]);
    scratch.done(&["build", "甲"]);
    let ran = done(&scratch);
    ran.says(&["历史"]);
    assert!(scratch.read(&format!("甲/成文/历史/定稿（第1次）/{TITLE}.docx")) == first);
    assert_eq!(scratch.read("甲/成文/历史/定稿（第1次）/盖章扫描件.pdf"), b"%PDF");
    assert!(scratch.read("甲/成文/历史/快照（第1次）.xlsx") == snapshot);
    assert!(!scratch.path("甲/成文/定稿/盖章扫描件.pdf").exists());
    assert!(text(&scratch.read(FINAL)).contains("3条意见和建议"));
}

#[test]
fn without_a_report_there_is_nothing_to_finish() {
    let scratch = Scratch::with_small_folder("甲");
    assert_eq!(against(&scratch), ["finish-no-report"]);
    assert!(!scratch.path("甲/成文").exists());
}

#[test]
fn what_is_asked_for_must_be_there() {
    let scratch = folder(&SETTINGS.replace("成文日期,2024年6月3日\n", ""));
    assert_eq!(against(&scratch), ["finish-asked"]);
    // Written by hand it is there, though the workbooks lack it still.
    edit(&scratch, |paper| paper.reword("【待补充：成文日期】", "2024年6月3日"));
    done(&scratch);
    assert!(text(&scratch.read(FINAL)).contains("2024年6月3日"));
}

#[test]
fn dates_must_be_whole() {
    // The workbooks leave the date to be written by hand.
    let scratch = folder(&SETTINGS.replace("成文日期,2024年6月3日\n", ""));
    let built = scratch.read(REPORT);
    let dated = |date: &str| Paper::open(&built).reword("【待补充：成文日期】", date).save();
    for blank in ["2024年6月", "2024年×月×日", "　年　月　日"] {
        scratch.write(REPORT, &dated(blank));
        assert_eq!(against(&scratch), ["finish-date-blank"], "{blank}");
    }
    for whole in ["2024年6月13日", "二〇二四年六月三日"] {
        scratch.write(REPORT, &dated(whole));
        done(&scratch);
    }
    let other = folder(SETTINGS);
    edit(&other, |paper| paper.reword("2024年6月3日", "2024年6月13日"));
    assert_eq!(against(&other), ["edit-contradicts"], "the workbooks say another day");
}

#[test]
fn document_numbers_must_be_whole() {
    let scratch = folder(SETTINGS);
    let built = scratch.read(REPORT);
    let numbered = |number: &str| Paper::open(&built).add_after(&TITLE[..30], number).save();
    for blank in ["某卫〔2024〕  号", "某卫〔2024〕×号", "某卫〔　〕12号"] {
        scratch.write(REPORT, &numbered(blank));
        assert_eq!(against(&scratch), ["finish-number-blank"], "{blank}");
    }
    for whole in ["某卫〔2024〕12号", "某卫〔2024〕第3号"] {
        scratch.write(REPORT, &numbered(whole));
        done(&scratch);
    }
}

#[test]
fn comments_and_changes_are_settled_first() {
    let scratch = folder(SETTINGS);
    edit(&scratch, |paper| {
        let waiting = "我局</w:t></w:r><w:ins w:id=\"9001\" w:author=\"王主任\" w:date=\"2024-06-01T09:00:00Z\"><w:r><w:t>全力</w:t></w:r></w:ins><w:r><w:t>推进。";
        paper.add_after("现将有关情况报告如下", waiting)
    });
    assert_eq!(against(&scratch), ["finish-tracked"]);
    // Several changes of one author in one paragraph are told once, by the first that says something.
    edit(&scratch, |paper| {
        let waiting = "各科室</w:t></w:r><w:ins w:id=\"9002\" w:author=\"李科\" w:date=\"2024-06-01T09:00:00Z\"><w:r><w:t></w:t></w:r></w:ins><w:ins w:id=\"9003\" w:author=\"李科\" w:date=\"2024-06-01T09:00:00Z\"><w:r><w:t>认真</w:t></w:r></w:ins><w:r><w:t>落</w:t></w:r><w:ins w:id=\"9004\" w:author=\"李科\" w:date=\"2024-06-01T09:00:00Z\"><w:r><w:t>到</w:t></w:r></w:ins><w:r><w:t>实。";
        paper.add_after("现将有关情况报告如下", waiting)
    });
    assert_eq!(against(&scratch), ["finish-tracked", "finish-tracked"]);
    scratch.run(&["finish", "甲"]).says(&["王主任的修订“全力”", "李科的修订“认真”"]);
    let scratch = folder(SETTINGS);
    edit(&scratch, |paper| paper.comment("现将有关情况报告如下", "王主任", "数字请再核"));
    assert_eq!(against(&scratch), ["finish-comment"]);
    let ran = scratch.run(&["finish", "甲"]);
    ran.says(&["王主任", "数字请再核", "某县卫生健康局组织开展了"]);
}

#[test]
fn errors_stand_in_the_way_until_they_are_settled_or_let_stand() {
    let scratch = folder(SETTINGS);
    scratch.write("甲/加密.xlsx", &crate::workbook::bytes("encrypted.xlsx"));
    scratch.done(&["build", "甲"]);
    assert_eq!(against(&scratch), ["file-encrypted"]);
    let ledger = "甲/成文/核对表.xlsx";
    let mut sheets = crate::ledger::sheets(&scratch.read(ledger));
    let by = ("代码", "file-encrypted");
    crate::ledger::fill(&mut sheets, "问题", by, ("处理", "已核保留"));
    crate::ledger::fill(&mut sheets, "问题", by, ("理由", "无关文件"));
    scratch.write(ledger, &crate::ledger::workbook(&sheets));
    done(&scratch);
}

#[test]
fn a_conflict_is_settled_first() {
    let scratch = folder(SETTINGS);
    // A person and the workbooks add words at the same place.
    edit(&scratch, |paper| paper.reword("收到2条", "先后三次征求意见后收到2条"));
    let forms = "发放对象,发放份数,收回份数\n各医院,60,58\n";
    scratch.write("甲/发放登记.csv", forms.as_bytes());
    let codes = against(&scratch);
    assert_eq!(codes, ["finish-stale", "finish-conflict"]);
    let ran = scratch.run(&["finish", "甲"]);
    ran.says(&["先后三次征求意见", "收回58份"]);
    scratch.done(&["build", "甲"]);
    assert_eq!(against(&scratch), ["finish-comment"], "the remark says what is fresh");
    edit(&scratch, Paper::without_comments);
    done(&scratch);
    assert!(text(&scratch.read(FINAL)).contains("先后三次征求意见后收到2条"));
}

#[test]
fn the_word_of_the_draft_finishes_what_is_built() {
    let scratch = Scratch::new();
    scratch.write("甲/报告信息.csv", format!("{SETTINGS}稿次,定稿\n").as_bytes());
    scratch.write("甲/意见汇总.csv", OPINIONS.as_bytes());
    let ran = scratch.done(&["build", "甲"]);
    assert_eq!(ran.stdout.trim_end(), REPORT);
    assert_eq!(text(&scratch.read(FINAL)), text(&scratch.read(REPORT)));
    scratch.write(
        "甲/报告信息.csv",
        format!("{}稿次,定稿\n", SETTINGS.replace("成文日期,2024年6月3日\n", "")).as_bytes(),
    );
    let (finished, snapshot) = (scratch.read(FINAL), scratch.read(SNAPSHOT));
    let ran = scratch.run(&["build", "甲"]);
    assert_eq!(ran.code, 1);
    ran.says(&["还不能定稿", "【待补充：成文日期】"]);
    assert!(text(&scratch.read(REPORT)).contains("【待补充：成文日期】"), "the report is built all the same");
    assert!(scratch.read(FINAL) == finished && scratch.read(SNAPSHOT) == snapshot);
    scratch.write("乙/报告信息.csv", format!("{SETTINGS}稿次,送审稿\n").as_bytes());
    scratch.write("乙/意见汇总.csv", OPINIONS.as_bytes());
    let ran = scratch.done(&["build", "乙"]);
    assert!(!scratch.path("乙/成文/定稿").exists() && !ran.stderr.contains("稿次"), "{}", ran.stderr);
}

#[test]
fn the_snapshot_of_a_finished_report_serves_the_next_period() {
    let scratch = folder(SETTINGS);
    done(&scratch);
    let next = SETTINGS.replace("5月31日", "8月31日").replace("6月3日", "9月3日");
    scratch.write("乙/报告信息.csv", format!("{next}上期报告,../甲\n").as_bytes());
    scratch.write("乙/意见汇总.csv", format!("{OPINIONS}4,南街医院,建议增加车位\n").as_bytes());
    let document = scratch.done(&["build", "乙", "--json"]).json();
    let report = text(&scratch.read(document["report"].as_str().unwrap()));
    assert!(report.contains("3条意见和建议，较上次（截至2024年5月31日）新增1条，"), "{report}");
    let sources = &document["figures"]["opinions.items_before"]["sources"];
    assert!(sources[0].as_str().unwrap().starts_with("../甲/成文/快照.xlsx!数字!"), "{sources}");
    // The folder of the finished report goes on as before: its snapshot is no table and no 核对表.
    let document = scratch.done(&["build", "甲", "--json"]).json();
    assert_eq!(document["figures"]["opinions.items"]["value"], 2);
    assert_eq!(document["revision"]["conflicts"], serde_json::json!([]));
}
