//! Two reports of one campaign: the second says what changed since the first, with figures counted by hand.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::raw;
use crate::scratch::{Ran, Scratch};

/// The settings that both periods share.
const SETTINGS: &str = "项目,内容\n单位全称,某县人大常委会\n主送机关,某县委\n活动名称,作风整顿活动\n\
                        开始日期,2024年3月1日\n下一步,健全长效机制\n";

/// 20 problems, whose states are told as (state, how many), in order.
fn ledger(states: &[(&str, usize)], dept: &str) -> String {
    let states = states.iter().flat_map(|(state, count)| std::iter::repeat_n(*state, *count));
    let rows =
        (1..).zip(states).map(|(n, state)| format!("{n},第{n}类问题需要整改,{dept},措施{n},{state}\n"));
    std::iter::once("序号,存在问题,责任部门,整改措施,整改状态\n".to_owned()).chain(rows).collect()
}

fn opinions(texts: &[(&str, &str)]) -> String {
    let rows = (1..).zip(texts).map(|(number, (unit, text))| format!("{number},{unit},{text}\n"));
    std::iter::once("序号,单位,意见建议\n".to_owned()).chain(rows).collect()
}

/// The first period: 5 opinions, 3 activities (2 of study, 58 attendances), 12 of 20 problems done.
fn first(scratch: &Scratch, folder: &str) {
    let settings = format!("{SETTINGS}截至日期,2024年6月30日\n成文日期,2024年7月2日\n");
    scratch.write(&format!("{folder}/报告信息.csv"), settings.as_bytes());
    let states = [("已完成", 12), ("基本完成", 3), ("正在整改", 4), ("长期坚持", 1)];
    scratch.write(&format!("{folder}/整改台账.csv"), ledger(&states, "").as_bytes());
    let said = [
        ("城关镇", "建议增加视察次数"),
        ("东街镇", "机关文件偏多"),
        ("西街镇", "会议偏多"),
        ("南街镇", "建议加强监督"),
        ("北街镇", "答复不够及时"),
    ];
    scratch.write(&format!("{folder}/意见.csv"), opinions(&said).as_bytes());
    let activities = "时间,活动类型,主题,应到人数,实到人数\n2024.3.10,集中学习,学习文件,30,28\n\
                      2024.4.10,集中学习,再学文件,30,30\n2024.5.10,座谈会,征求意见座谈会,20,18\n";
    scratch.write(&format!("{folder}/活动台账.csv"), activities.as_bytes());
}

/// The second period: 15 of 20 done; three opinions are new and one is gone; departments were named since.
fn second(scratch: &Scratch, folder: &str, last: &str, states: &[(&str, usize)]) {
    let settings = format!("{SETTINGS}截至日期,2024年9月30日\n成文日期,2024年10月8日\n上期报告,{last}\n");
    scratch.write(&format!("{folder}/报告信息.csv"), settings.as_bytes());
    scratch.write(&format!("{folder}/整改台账.csv"), ledger(states, "办公室").as_bytes());
    let said = [
        ("新城镇", "建议开通热线"),
        ("南街镇", "建议加强监督"),
        ("西街镇", "会议偏多"),
        ("城关镇", "建议增加视察次数"),
        ("东街镇", "机关文件偏多"),
        ("城关镇", "建议公开办理结果"),
        ("老城镇", "建议培训代表"),
    ];
    scratch.write(&format!("{folder}/意见.csv"), opinions(&said).as_bytes());
    let activities = "时间,活动类型,主题,应到人数,实到人数\n2024.3.10,集中学习,学习文件,30,28\n\
                      2024.4.10,集中学习,再学文件,30,30\n2024.5.10,座谈会,征求意见座谈会,20,18\n\
                      2024.8.10,主题党日,重温誓词,30,29\n";
    scratch.write(&format!("{folder}/活动台账.csv"), activities.as_bytes());
}

const DONE_15: [(&str, usize); 4] = [("已完成", 15), ("基本完成", 1), ("正在整改", 3), ("长期坚持", 1)];

fn two_periods(states: &[(&str, usize)]) -> Scratch {
    let scratch = Scratch::new();
    first(&scratch, "一期");
    second(&scratch, "二期", "../一期", states);
    scratch
}

fn text(scratch: &Scratch, folder: &str) -> String {
    let document = scratch.done(&["build", folder, "--json"]).json();
    raw::paragraphs(&scratch.read(document["report"].as_str().unwrap())).join("\n")
}

fn has(text: &str, words: &str) {
    assert!(text.contains(words), "{words} is missing:\n{text}");
}

/// The findings of that code.
fn said(ran: &Ran, code: &str) -> Vec<Value> {
    let findings = ran.json()["findings"].as_array().unwrap().clone();
    findings.into_iter().filter(|finding| finding["code"] == code).collect()
}

fn figures(scratch: &Scratch, folder: &str) -> Value {
    scratch.done(&["check", folder, "--json"]).json()["figures"].clone()
}

#[test]
fn what_rose_is_told_with_both_values_and_the_day() {
    let scratch = two_periods(&DONE_15);
    let text = text(&scratch, "二期");
    has(&text, "较上次（截至2024年6月30日）新增完成3项，完成率由60%提高到75%，提高15个百分点。");
    has(&text, "收到7条意见和建议，较上次（截至2024年6月30日）新增3条、撤回1条，");
    let figures = figures(&scratch, "二期");
    for (id, value) in [
        ("rectification.done_before", 12),
        ("rectification.done_more", 3),
        ("rectification.rate_up", 15),
        ("rectification.rate_change", 15),
        ("rectification.reopened", 0),
        ("rectification.added", 0),
        ("rectification.withdrawn", 0),
        ("opinions.items_before", 5),
        ("opinions.added", 3),
        ("opinions.withdrawn", 1),
        ("activities.count_before", 3),
        ("activities.count_more", 1),
    ] {
        assert_eq!(figures[id]["value"], value, "{id}");
    }
    assert_eq!(figures["rectification.rate_before"]["of"], serde_json::json!([12, 20]));
    assert_eq!(figures["rectification.done_less"]["value"], Value::Null);
    let ran = scratch.done(&["check", "二期", "--json"]);
    assert!(said(&ran, "figure-fell").is_empty(), "nothing fell");
    assert_eq!(said(&ran, "previous-recounted").len(), 1);
}

#[test]
fn a_compared_figure_is_traced_to_the_cells_of_both_periods() {
    let scratch = two_periods(&DONE_15);
    let traced = scratch.done(&["trace", "新增完成整改个数", "二期", "--json"]).json();
    let sources = ["整改台账.csv!整改台账!E2:E16", "../一期/整改台账.csv!整改台账!E2:E13"];
    assert_eq!(traced["sources"], serde_json::json!(sources));
    assert_eq!(traced["printed"], "3");
    let withdrawn = scratch.done(&["trace", "撤回意见条数", "二期", "--json"]).json();
    assert_eq!(withdrawn["sources"], serde_json::json!(["../一期/意见.csv!意见!C6"]));
    let added = scratch.done(&["trace", "新增意见条数", "二期", "--json"]).json();
    let cells = ["意见.csv!意见!C2", "意见.csv!意见!C7:C8"];
    assert_eq!(added["sources"], serde_json::json!(cells));
    let day = scratch.done(&["trace", "上次截至日期", "二期", "--json"]).json();
    assert_eq!(day["sources"], serde_json::json!(["../一期/报告信息.csv!报告信息!B7"]));
}

#[test]
fn what_fell_is_told_and_said_with_both_values() {
    // 9 of 20 are done; 4 of those 12 that were done are so no more, and one of the others is.
    let states = [("已完成", 8), ("正在整改", 4), ("已完成", 1), ("正在整改", 7)];
    let scratch = two_periods(&states);
    let text = text(&scratch, "二期");
    has(
        &text,
        "完成整改数较上次（截至2024年6月30日）减少3项，完成率由60%下降到45%，下降15个百分点，反弹4个。",
    );
    let ran = scratch.done(&["check", "二期", "--json"]);
    let fell = said(&ran, "figure-fell");
    assert_eq!(fell.len(), 1, "{fell:?}");
    assert_eq!(fell[0]["severity"], "warning");
    for words in ["已完成整改个数", "上次为12", "这次为9", "少了3"] {
        has(fell[0]["message"].as_str().unwrap(), words);
    }
    assert_eq!((fell[0]["file"].as_str(), fell[0]["cell"].as_str()), (Some("整改台账.csv"), Some("E2")));
    assert_eq!(figures(&scratch, "二期")["rectification.rate_change"]["value"], -15);
}

#[test]
fn what_stayed_is_level() {
    let states = [("已完成", 12), ("正在整改", 8)];
    let scratch = two_periods(&states);
    has(&text(&scratch, "二期"), "完成整改数与上次（截至2024年6月30日）持平，完成率与上次持平。");
}

#[test]
fn percentage_points_are_those_of_the_printed_percentages() {
    // 1 of 3 prints 33.3, 2 of 3 prints 66.7: a reader finds 33.4, though the shares differ by 33.33.
    let scratch = Scratch::new();
    first(&scratch, "一期");
    scratch.write("一期/整改台账.csv", ledger(&[("已完成", 1), ("正在整改", 2)], "").as_bytes());
    second(&scratch, "二期", "../一期", &[("已完成", 2), ("正在整改", 1)]);
    has(&text(&scratch, "二期"), "新增完成1项，完成率由33.3%提高到66.7%，提高33.4个百分点。");
}

#[test]
fn a_table_that_is_missing_now_is_said_once() {
    let scratch = two_periods(&DONE_15);
    std::fs::remove_file(scratch.path("二期/活动台账.csv")).unwrap();
    let ran = scratch.done(&["check", "二期", "--json"]);
    let gone = said(&ran, "previous-table-gone");
    assert_eq!(gone.len(), 1, "{gone:?}");
    has(gone[0]["message"].as_str().unwrap(), "活动台账");
    has(gone[0]["message"].as_str().unwrap(), "集中学习人次58");
}

#[test]
fn periods_that_do_not_meet_count_apart() {
    let scratch = two_periods(&[("已完成", 2)]);
    let settings = String::from_utf8(scratch.read("二期/报告信息.csv")).unwrap();
    let settings = settings.replace("开始日期,2024年3月1日", "开始日期,2024年7月1日");
    scratch.write("二期/报告信息.csv", settings.as_bytes());
    assert!(said(&scratch.done(&["check", "二期", "--json"]), "figure-fell").is_empty());
}

#[test]
fn without_a_last_report_nothing_is_compared() {
    let scratch = Scratch::new();
    first(&scratch, "一期");
    let text = text(&scratch, "一期");
    assert!(!text.contains("上次") && !text.contains("持平") && !text.contains("百分点"), "{text}");
    let figures = figures(&scratch, "一期");
    assert_eq!(figures["opinions.added"]["value"], Value::Null);
}

#[test]
fn a_last_report_that_cannot_be_compared_is_said_with_its_cure() {
    let scratch = two_periods(&DONE_15);
    scratch.write("一期/快照.xlsx", &crate::workbook::bytes("basic-openpyxl.xlsx"));
    scratch.write("空/说明.txt", b"");
    scratch.write("旧/报告.docx", b"PK");
    let cases = [
        ("../没有", "previous-missing"),
        ("../一期/快照.xlsx", "previous-foreign"),
        ("../空", "previous-unusable"),
        ("../旧/报告.docx", "previous-unusable"),
        (".", "previous-unusable"),
    ];
    for (last, code) in cases {
        second(&scratch, "二期", last, &DONE_15);
        let ran = scratch.done(&["check", "二期", "--json"]);
        let found = said(&ran, code);
        assert_eq!(found.len(), 1, "{last}: {}", ran.json()["findings"]);
        assert_eq!(found[0]["severity"], "error", "{last}");
        assert_eq!(found[0]["cell"], "B9", "{last}");
        has(found[0]["hint"].as_str().unwrap(), "上期报告");
        assert_eq!(ran.json()["figures"]["opinions.added"]["value"], Value::Null, "{last}");
    }
    assert!(!text(&scratch, "二期").contains("上次"));
}

#[test]
fn another_campaign_or_a_later_day_is_said() {
    let scratch = two_periods(&DONE_15);
    let settings = String::from_utf8(scratch.read("一期/报告信息.csv")).unwrap();
    let settings = settings.replace("作风整顿活动", "能力提升活动").replace("6月30日", "9月30日");
    scratch.write("一期/报告信息.csv", settings.as_bytes());
    let ran = scratch.done(&["check", "二期", "--json"]);
    assert_eq!(said(&ran, "previous-other-campaign").len(), 1);
    assert_eq!(said(&ran, "previous-not-earlier").len(), 1);
}

#[test]
fn the_last_report_s_folder_inside_this_one_counts_for_the_last_one_only() {
    let scratch = Scratch::new();
    first(&scratch, "二期/上期");
    second(&scratch, "二期", "./上期/", &DONE_15);
    let ran = scratch.done(&["check", "二期", "--json"]);
    assert_eq!(ran.json()["figures"]["opinions.items"]["value"], 7);
    assert_eq!(ran.json()["figures"]["opinions.added"]["value"], 3);
    assert_eq!(said(&ran, "previous-inside").len(), 1);
}

/// The bytes of the 快照.xlsx of a folder of this scratch.
fn snapshot(scratch: &Scratch, folder: &str) -> Vec<u8> {
    use chengwen::workbook::InputFile;
    use chengwen::{Request, generate};
    let names = ["报告信息.csv", "整改台账.csv", "意见.csv", "活动台账.csv"];
    let file =
        |name: &str| InputFile { path: name.to_owned(), bytes: scratch.read(&format!("{folder}/{name}")) };
    let request = Request {
        files: names.map(file).into(),
        kind: "campaign".into(),
        kind_files: crate::kind_files(),
        ..Request::default()
    };
    generate(&request).unwrap().snapshot().unwrap()
}

/// The text of a cell of a snapshot, spelt as in a trace.
fn cell(bytes: &[u8], source: &str) -> String {
    let mut parts = source.rsplit('!');
    let (address, sheet) = (parts.next().unwrap(), parts.next().unwrap());
    let column = u32::from(address.as_bytes()[0] - b'A');
    let row: u32 = address[1..].parse().unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    book.worksheet_range(sheet).unwrap().get_value((row - 1, column)).map_or(String::new(), Data::to_string)
}

#[test]
fn a_snapshot_stands_for_the_folder_and_is_traced_to_its_cells() {
    let scratch = two_periods(&DONE_15);
    let by_folder = figures(&scratch, "二期");
    let text_by_folder = text(&scratch, "二期");
    let bytes = snapshot(&scratch, "一期");
    assert!(bytes == snapshot(&scratch, "一期"), "the same run gives the same bytes");
    scratch.write("留存/快照.xlsx", &bytes);
    std::fs::remove_dir_all(scratch.path("一期")).unwrap();
    second(&scratch, "二期", "../留存", &DONE_15);
    let by_snapshot = figures(&scratch, "二期");
    for (id, figure) in by_folder.as_object().unwrap() {
        assert_eq!(by_snapshot[id]["value"], figure["value"], "{id}");
        assert_eq!(by_snapshot[id]["of"], figure["of"], "{id}");
        assert_eq!(by_snapshot[id]["printed"], figure["printed"], "{id}");
    }
    assert_eq!(text(&scratch, "二期"), text_by_folder);
    let last_source = |id: &str| {
        let sources = by_snapshot[id]["sources"].as_array().unwrap();
        sources.last().unwrap().as_str().unwrap().to_owned()
    };
    let done = last_source("rectification.done_more");
    assert!(done.starts_with("../留存/快照.xlsx!数字!"), "{done}");
    assert_eq!(cell(&bytes, &done), "12");
    assert_eq!(cell(&bytes, &last_source("rectification.rate_before")), "0.6");
    assert_eq!(cell(&bytes, &last_source("opinions.withdrawn")), "答复不够及时");
}

#[test]
fn a_snapshot_is_found_from_whatever_names_the_last_report() {
    let scratch = two_periods(&DONE_15);
    let bytes = snapshot(&scratch, "一期");
    scratch.write("留存/成文/快照.xlsx", &bytes);
    scratch.write("留存/成文/定稿/报告.docx", b"PK");
    scratch.write("留存/成文/报告.docx", b"PK");
    let absolute = scratch.path("留存").display().to_string();
    let names = [
        "../留存",
        "../留存/成文",
        "../留存/成文/定稿",
        "../留存/成文/定稿/报告.docx",
        "../留存/成文/报告.docx",
        "../留存/成文/快照.xlsx",
        "“..\\留存”",
        absolute.as_str(),
    ];
    for last in names {
        second(&scratch, "二期", last, &DONE_15);
        let ran = scratch.done(&["check", "二期", "--json"]);
        assert_eq!(ran.json()["figures"]["opinions.added"]["value"], 3, "{last}");
        let source = &ran.json()["figures"]["opinions.items_before"]["sources"][0];
        let source = source.as_str().unwrap().split('!').next().unwrap().to_owned();
        let path = scratch.path("二期").join(&source);
        assert!(path.is_file(), "{last}: {source}");
    }
}

#[test]
fn a_snapshot_among_the_workbooks_is_no_table() {
    let scratch = two_periods(&DONE_15);
    scratch.write("二期/上期快照.xlsx", &snapshot(&scratch, "一期"));
    let ran = scratch.done(&["check", "二期", "--json"]);
    assert_eq!(said(&ran, "snapshot-aside")[0]["file"], "上期快照.xlsx");
    let tables = ran.json()["tables"].as_array().unwrap().clone();
    assert!(tables.iter().all(|table| table["file"] != "上期快照.xlsx"), "{tables:?}");
    assert!(ran.json()["unread"].as_array().unwrap().is_empty());
    assert_eq!(ran.json()["figures"]["opinions.items"]["value"], 7);
    // It may lie there and be compared with.
    second(&scratch, "二期", "上期快照.xlsx", &DONE_15);
    let ran = scratch.done(&["check", "二期", "--json"]);
    assert_eq!(ran.json()["figures"]["opinions.added"]["value"], 3);
}

#[test]
fn a_wrong_comparison_is_refused_when_the_kind_is_loaded() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.export("campaign", "类型");
    let right = String::from_utf8(scratch.read("类型/figures.toml")).unwrap();
    let wrong = [
        (
            r#"compare = { figure = "opinions.items", take = "previous" }"#,
            r#"compare = { take = "previous" }"#,
        ),
        (
            r#"compare = { figure = "opinions.items", take = "previous" }"#,
            r#"compare = { figure = "没有", take = "previous" }"#,
        ),
        (
            r#"compare = { figure = "opinions.items", take = "previous" }"#,
            r#"compare = { figure = "opinions.by_unit", take = "previous" }"#,
        ),
        (
            r#"compare = { items = "opinions", take = "added" }"#,
            r#"compare = { items = "activities", take = "added" }"#,
        ),
        (r#"was = ["已完成"]"#, r#"was = ["做完了"]"#),
        (r#", was = ["已完成"]"#, ""),
        (r#"compare = { take = "as_of" }"#, "compare = { take = \"as_of\" }\ntable = \"opinions\""),
        (r#"compare = { take = "as_of" }"#, "compare = { take = \"as_of\" }\ncumulative = true"),
    ];
    for (before, after) in wrong {
        assert!(right.contains(before), "{before}");
        scratch.write("类型/figures.toml", right.replacen(before, after, 1).as_bytes());
        scratch.refused(&["check", "甲", "--kind", "类型"], 1).says(&["figures.toml"]);
    }
}

#[test]
fn a_standing_that_is_none_is_refused_when_the_kind_is_loaded() {
    let scratch = Scratch::with_small_folder("甲");
    scratch.export("campaign", "类型");
    let right = String::from_utf8(scratch.read("类型/figures.toml")).unwrap();
    let wrong = right.replacen(r#"standing = ["agree"]"#, r#"standing = ["agreed"]"#, 1);
    scratch.write("类型/figures.toml", wrong.as_bytes());
    let words = ["figures.toml", "opinions.agree", "agreed", "counted、none、agree、praise"];
    scratch.refused(&["check", "甲", "--kind", "类型"], 1).says(&words);
}
