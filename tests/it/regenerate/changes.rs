//! What is said of a run that followed another one: 变更说明, the terminal, JSON, tracked changes, remarks.

use serde_json::{Value, json};

use super::{
    ACTIVITIES, Paper, REPORT, SETTINGS, THEIRS, TWO, edited, everything, folder, revise_opinions, text,
};
use crate::raw;
use crate::scratch::Scratch;

const FORMS: &str = "发放对象,发放方式,发放份数,收回份数\n各医院,征求意见表,60,58\n";

/// The rows of 变更说明 under a heading.
pub(super) fn part(scratch: &Scratch, heading: &str) -> Vec<Vec<String>> {
    let sheets = crate::ledger::sheets(&scratch.read("甲/成文/核对表.xlsx"));
    let rows = sheets.get("变更说明").cloned().unwrap_or_default();
    let from = rows.iter().position(|row| row[0] == heading).map_or(rows.len(), |at| at + 1);
    rows[from..].iter().take_while(|row| row.iter().any(|cell| !cell.is_empty())).cloned().collect()
}

#[test]
fn the_same_again_changes_no_byte() {
    let scratch = folder();
    let same = |scratch: &Scratch, when: &str| {
        let before = everything(scratch);
        scratch.done(&["build", "甲"]);
        for ((path, bytes), (now, after)) in before.iter().zip(everything(scratch)) {
            assert!(*path == now && *bytes == after, "{when}: {path} changed");
        }
    };
    same(&scratch, "the first");
    assert!(part(&scratch, "与上次生成相比").is_empty(), "there was no earlier run");
    scratch.write(REPORT, &edited(&scratch.read(REPORT)).save());
    let theirs = scratch.read(REPORT);
    scratch.done(&["build", "甲"]);
    assert!(scratch.read(REPORT) == theirs, "the workbooks say nothing new: not a byte of theirs changes");
    same(&scratch, "edited");
    revise_opinions(&scratch);
    scratch.done(&["build", "甲"]);
    assert!(scratch.read(REPORT) != theirs);
    let told = part(&scratch, "与上次生成相比");
    same(&scratch, "revised");
    assert_eq!(part(&scratch, "与上次生成相比"), told, "the last changes stay told");
    assert!(!told.is_empty());
}

#[test]
fn changes_are_told_by_content_with_their_cause() {
    let scratch = folder();
    scratch.write(REPORT, &edited(&scratch.read(REPORT)).save());
    // One opinion stays in another row, one comes, one is reworded in 报告信息, a workbook is new.
    let rows =
        "序号,单位,意见建议\n1,西街医院,建议延长取药时间\n2,东街医院,无\n3,城关医院,建议增设夜间门诊\n";
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    scratch.write("甲/报告信息.csv", SETTINGS.replace("健全长效机制", "建立长效机制").as_bytes());
    scratch.write("甲/发放登记.csv", FORMS.as_bytes());
    let ran = scratch.done(&["build", "甲"]);
    ran.says(&["工作簿：改动2个、新增1个", "意见建议条数 1→2", "段落："]);
    let items = part(&scratch, "条目");
    let opinions: Vec<_> = items.iter().filter(|row| row[1].contains("征求意见")).collect();
    assert!(opinions.iter().any(|row| row[0] == "新增" && row[2] == "建议延长取药时间"), "{items:?}");
    assert!(!items.iter().any(|row| row[2].contains("建议增设夜间门诊")), "it only moved: {items:?}");
    let next = items.iter().find(|row| row[2] == "建立长效机制").expect("the setting");
    assert_eq!((next[0].as_str(), next[3].as_str()), ("改动", "健全长效机制"));
    let figures = part(&scratch, "报告中的数字");
    let count = figures.iter().find(|row| row[1] == "意见建议条数").expect("the figure");
    assert_eq!(count[0], "1 → 2");
    assert!(count[2].contains("意见汇总.csv") && count[3].contains("建议延长取药时间"), "{count:?}");
    let books = part(&scratch, "工作簿");
    let of = |file: &str| books.iter().find(|row| row[1] == file).map(|row| row[0].clone());
    assert_eq!(of("发放登记.csv").as_deref(), Some("新增"));
    assert_eq!(of("意见汇总.csv").as_deref(), Some("改动"));
    assert_eq!(of("活动台账.csv"), None);
    let blocks = part(&scratch, "段落");
    let reads = |row: &&Vec<String>, words: &str| row[3].replace(['〔', '〕'], "").contains(words);
    let fate = |words: &str| blocks.iter().find(|row| reads(row, words)).map(|row| row[0].clone());
    assert_eq!(fate(THEIRS).as_deref(), Some("保留人工改动"), "{blocks:?}");
    assert_eq!(fate(TWO).as_deref(), Some("更新"), "{blocks:?}");
}

#[test]
fn a_renamed_workbook_is_no_new_one() {
    let scratch = folder();
    std::fs::rename(scratch.path("甲/意见汇总.csv"), scratch.path("甲/意见汇总（终）.csv")).unwrap();
    scratch.done(&["build", "甲"]).says(&["工作簿：改名1个"]);
    assert!(part(&scratch, "条目").is_empty());
}

#[test]
fn without_the_record_of_the_last_run_the_rest_is_told() {
    for lost in [true, false] {
        let scratch = folder();
        let record = "甲/成文/.chengwen/run-campaign.json";
        if lost {
            std::fs::remove_file(scratch.path(record)).unwrap();
        } else {
            scratch.write(record, b"{ not json");
        }
        revise_opinions(&scratch);
        let ran = scratch.done(&["build", "甲", "-v"]);
        assert_eq!(ran.stderr.contains("上次生成的记录读不了"), !lost, "{}", ran.stderr);
        ran.says(&["段落：更新1段"]);
        scratch.done(&["build", "甲"]);
        assert!(!part(&scratch, "段落").is_empty(), "it stays told");
    }
}

#[test]
fn the_conflict_is_told_with_both_texts() {
    let scratch = folder();
    // A person and the workbooks add words at the same place.
    let theirs = Paper::open(&scratch.read(REPORT)).reword("收到1条", "先后三次征求意见后收到1条");
    scratch.write(REPORT, &theirs.save());
    scratch.write("甲/发放登记.csv", FORMS.as_bytes());
    revise_opinions(&scratch);
    let ran = scratch.done(&["build", "甲", "--json"]);
    let revision = &ran.json()["revision"];
    let conflict = &revision["conflicts"][0];
    assert_eq!(conflict["block"], "organisation_problems", "{revision}");
    assert!(conflict["yours"].as_str().unwrap().contains("先后三次征求意见"), "{conflict}");
    assert!(conflict["fresh"].as_str().unwrap().contains("收回58份"), "{conflict}");
    let blocks = part(&scratch, "段落");
    let row = blocks.iter().find(|row| row[0].starts_with("冲突")).expect("the conflict");
    assert!(row[3].contains("先后三次征求意见") && row[4].contains("收回58份"), "{row:?}");
    let report = scratch.read(REPORT);
    assert!(text(&report).contains("先后三次征求意见"), "theirs stays");
    let comments = raw::parts(&report).into_iter().find(|(name, _)| name.ends_with("comments.xml"));
    assert!(comments.is_some_and(|(_, text)| text.contains("收回58份")), "the remark says what is fresh");
}

#[test]
fn copies_are_renewed_and_what_people_deleted_is_told() {
    let scratch = folder();
    let theirs = Paper::open(&scratch.read(REPORT))
        .add_after("抓问题查找。", "综上，某县卫生健康局收到1条意见和建议，认真进行梳理汇总。")
        .add_after("抓问题查找。", "一句话：收到1条意见和建议，认真进行梳理汇总。")
        .reword("，93人次参加，参学率96.9%。", "。")
        .reword("心得体会12篇", "心得体会15篇");
    scratch.write(REPORT, &theirs.save());
    scratch.write("甲/活动台账.csv", ACTIVITIES.replace("96,93", "96,95").as_bytes());
    revise_opinions(&scratch);
    let ran = scratch.done(&["build", "甲", "-v"]);
    let report = text(&scratch.read(REPORT));
    assert!(report.contains("综上，某县卫生健康局收到2条意见和建议，认真进行梳理汇总。"), "{report}");
    // Without its subject it may be a copy: it stays, and is told.
    assert!(report.contains("一句话：收到1条意见和建议"), "{report}");
    ran.says(&["分不清“1”中哪一处随表格更新；表格现为2"]);
    assert!(report.contains("九项准则》。"), "what a person deleted stays deleted: {report}");
    ran.says(&["正文写15篇，表格为12篇（心得体会篇数，", "表格已由93变为95", "人工删去而表格有变化2处"]);
    let blocks = part(&scratch, "段落");
    let deleted: Vec<_> = blocks.iter().filter(|row| row[0] == "人工删去（未恢复）").collect();
    assert!(deleted.iter().any(|row| row[2].contains("93人次") && row[4].contains("95人次")), "{blocks:?}");
    assert!(deleted.iter().all(|row| row[1] == "二、强化学习，思想认识到位"), "{deleted:?}");
    let copy = blocks.iter().find(|row| row[3].contains("综上")).expect("the copy");
    assert!(copy[2].contains("〔1〕") && copy[3].contains("〔2〕"), "{copy:?}");
    let before = everything(&scratch);
    scratch.done(&["build", "甲"]).says(&["正文写15篇，表格为12篇（心得体会篇数，"]);
    assert!(before == everything(&scratch), "the same again changes no byte");
}

#[test]
fn json_has_the_revision() {
    let scratch = folder();
    scratch.write(REPORT, &edited(&scratch.read(REPORT)).save());
    revise_opinions(&scratch);
    let expected = json!({
        "of": "成文/某县卫生健康局关于能力提升活动开展情况的报告.docx",
        "kept": 1, "refreshed": 1, "merged": 0, "conflicts": [], "added": 0, "removed": 0, "orphans": 0,
    });
    let without_receipt = |revision: &Value| {
        let mut revision = revision.clone();
        let receipt = revision.as_object_mut().unwrap().remove("receipt").unwrap();
        (revision, receipt)
    };
    let before = scratch.read(REPORT);
    let checked = without_receipt(&scratch.done(&["check", "甲", "--json"]).json()["revision"]);
    assert_eq!(checked.0, expected);
    let built = scratch.done(&["build", "甲", "--json"]).json();
    let (revision, receipt) = without_receipt(&built["revision"]);
    assert_eq!((&revision, &receipt), (&expected, &checked.1));
    // One paragraph is renewed, all else is the same to the byte; the two files alone say so too.
    assert_eq!(receipt["paragraphs"]["changed"], 1, "{receipt}");
    assert_eq!(receipt["paragraphs"]["added"], 0, "{receipt}");
    assert_eq!(receipt["parts"]["removed"], 0, "{receipt}");
    scratch.write("旧.docx", &before);
    let mut proved = scratch.done(&["verify", REPORT, "旧.docx", "--json"]).json();
    let words = proved.as_object_mut().unwrap().remove("differences").unwrap();
    for (state, said) in [("before", "〔1〕"), ("after", "〔2〕")] {
        let [only] = words[state].as_array().unwrap().as_slice() else { panic!("one paragraph: {words}") };
        assert!(only.as_str().unwrap().contains(said), "{state}: {words}");
    }
    proved["of_tables"] = receipt["of_tables"].clone();
    assert_eq!(proved, receipt);
    let again = scratch.done(&["build", "甲", "--json"]).json()["revision"]["receipt"].clone();
    assert_eq!(again["before"], again["after"], "nothing to do, no byte changed");
    assert_eq!(again["others"], json!([]));
    let proved = scratch.done(&["verify", REPORT, "旧.docx"]).stdout;
    assert!(proved.starts_with("段落：逐字节相同") && proved.contains("，改动1，新增0，减少0"), "{proved}");
    assert!(
        proved.contains("\n原来的文件里不同的文字\n") && proved.contains("\n现在的文件里不同的文字\n"),
        "{proved}"
    );
    assert_eq!(built["report"], REPORT);
    let other = Scratch::with_small_folder("乙");
    assert_eq!(other.done(&["build", "乙", "--json"]).json()["revision"], Value::Null);
}

#[test]
fn places_follow_the_report_as_it_stands() {
    let scratch = folder();
    let theirs = Paper::open(&scratch.read(REPORT)).reword("抓问题查找。", "深入查摆问题。");
    scratch.write(REPORT, &theirs.save());
    revise_opinions(&scratch);
    scratch.done(&["build", "甲"]);
    let traced = scratch.done(&["trace", "意见建议条数", "甲"]).stdout;
    assert!(traced.contains("查摆问题。某县卫生健康局收到〔2〕条意见和建议"), "{traced}");
}

#[test]
fn tracked_changes_when_they_are_asked_for() {
    let date = regex::Regex::new(r#"w:date="20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ""#).unwrap();
    for by in ["option", "setting", "nothing"] {
        let scratch = folder();
        revise_opinions(&scratch);
        let arguments: &[&str] =
            if by == "option" { &["build", "甲", "--track"] } else { &["build", "甲"] };
        if by == "setting" {
            scratch.write("甲/报告信息.csv", format!("{SETTINGS}修订痕迹,是\n").as_bytes());
        }
        scratch.done(arguments);
        let body = &raw::parts(&scratch.read(REPORT))["word/document.xml"];
        let tracked =
            body.contains("<w:ins ") && body.contains("<w:del ") && body.contains("w:author=\"成文\"");
        assert_eq!(tracked, by != "nothing", "{by}");
        if tracked {
            assert!(date.is_match(body), "{by}: {body}");
        }
        assert!(text(&scratch.read(REPORT)).contains(TWO), "{by}");
    }
}

#[test]
fn remarks_say_where_changed_figures_come_from() {
    let scratch = folder();
    revise_opinions(&scratch);
    scratch.done(&["build", "甲", "--comment"]);
    let report = scratch.read(REPORT);
    let parts = raw::parts(&report);
    let comments = &parts["word/comments.xml"];
    assert!(comments.contains("意见建议条数：由“1”改为“2”，来自 意见汇总.csv!意见汇总!C2"), "{comments}");
    assert!(text(&report).contains(TWO));
    let before = everything(&scratch);
    scratch.done(&["build", "甲", "--comment"]);
    assert!(before == everything(&scratch), "a remark is made once");
}
