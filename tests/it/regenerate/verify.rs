//! A document, signed or not: every datum in it, still the same or not, with the place.

use serde_json::Value;

use super::{Paper, REPORT, edited, folder, revise_opinions};
use crate::scratch::Scratch;

/// The data that are not true any more: name, what stands, what the workbooks say.
fn untrue(scratch: &Scratch, file: &str) -> Vec<(String, String, Value)> {
    let document = scratch.done(&["verify", file, "甲", "--json"]).json();
    let data = document["figures"].as_array().unwrap();
    assert!(data.len() > 10, "{document}");
    let untrue: Vec<&Value> = data.iter().filter(|datum| datum["same"] == false).collect();
    assert_eq!(document["true"], untrue.is_empty());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    untrue
        .iter()
        .map(|datum| (text(&datum["name"]), text(&datum["stands"]), datum["fresh"].clone()))
        .collect()
}

#[test]
fn a_document_is_true_until_the_workbooks_change() {
    let scratch = folder();
    assert_eq!(untrue(&scratch, REPORT), []);
    let ran = scratch.done(&["verify", REPORT, "甲", "--strict"]);
    assert!(ran.stdout.contains("不符0处"), "{}", ran.stdout);
    revise_opinions(&scratch);
    let before = super::everything(&scratch);
    assert_eq!(untrue(&scratch, REPORT), [("意见建议条数".into(), "1".into(), "2".into())]);
    let ran = scratch.run(&["verify", REPORT, "甲", "--strict"]);
    assert_eq!(ran.code, 1);
    for words in ["收到〔1〕条意见和建议", "文中“1”，表格“2”", "意见汇总.csv!意见汇总!C2", "不符1处"]
    {
        assert!(ran.stdout.contains(words), "{words}: {}", ran.stdout);
    }
    assert!(before == super::everything(&scratch), "it writes nothing");
}

#[test]
fn the_lines_of_a_title_are_layout() {
    let scratch = Scratch::with_sample("campaign", "甲");
    scratch.done(&["build", "甲"]);
    let [report] = &scratch.reports("甲")[..] else { panic!("not one report") };
    let read = chengwen::docx::read(&scratch.read(report)).unwrap();
    assert!(read.blocks[0].text.contains('\n'), "a title of one line");
    assert_eq!(untrue(&scratch, report), []);
}

#[test]
fn whatever_people_did_to_it() {
    let scratch = folder();
    let paper =
        edited(&scratch.read(REPORT)).reword("收到1条", "共收到9条").reword("心得体会12篇", "体会文章12篇");
    scratch.write("签发/发文稿.docx", &paper.pasted_under_a_red_head().save());
    assert_eq!(untrue(&scratch, "签发/发文稿.docx"), [("意见建议条数".into(), "9".into(), "1".into())]);
    let activities = String::from_utf8(scratch.read("甲/活动台账.csv")).unwrap();
    scratch.write("甲/活动台账.csv", activities.replace(",12\n", ",15\n").as_bytes());
    let untrue = untrue(&scratch, "签发/发文稿.docx");
    assert!(untrue.iter().any(|(_, stands, fresh)| stands == "12" && fresh == "15"), "{untrue:?}");
}

#[test]
fn an_older_version_is_known_by_its_base() {
    let scratch = folder();
    let first = Paper::open(&scratch.read(REPORT)).strip().save();
    revise_opinions(&scratch);
    scratch.done(&["build", "甲"]);
    assert_eq!(untrue(&scratch, REPORT), []);
    scratch.write("旧稿.docx", &first);
    assert_eq!(untrue(&scratch, "旧稿.docx"), [("意见建议条数".into(), "1".into(), "2".into())]);
}

#[test]
fn of_what_is_not_ours_nothing_is_claimed() {
    let scratch = folder();
    scratch.write("来信.docx", &crate::workbook::bytes("letter.docx"));
    scratch.refused(&["verify", "来信.docx", "甲"], 1).says(&["没有找到", "底稿"]);
    scratch.refused(&["verify", "没有.docx", "甲"], 1).says(&["没有.docx"]);
    scratch.refused(&["verify"], 2);
}

#[test]
fn the_tables_of_annexes_are_looked_into() {
    let scratch = folder();
    let settings = String::from_utf8(scratch.read("甲/报告信息.csv")).unwrap();
    scratch.write("甲/报告信息.csv", format!("{settings}附件,活动统计表\n统计图,是\n").as_bytes());
    scratch.done(&["build", "甲"]);
    assert_eq!(untrue(&scratch, REPORT), []);
    // 93 people were at the only 集中学习, of 297 in all.
    let activities = String::from_utf8(scratch.read("甲/活动台账.csv")).unwrap();
    scratch.write("甲/活动台账.csv", activities.replace(",96,93,", ",96,95,").as_bytes());
    let wrong = untrue(&scratch, REPORT);
    for (stands, fresh) in [("93", "95"), ("297", "299")] {
        let found = wrong.iter().filter(|datum| datum.1.contains(stands));
        assert!(
            found.clone().any(|datum| datum.2.as_str().is_some_and(|text| text.contains(fresh))),
            "{wrong:?}"
        );
    }
    let ran = scratch.done(&["verify", REPORT, "甲"]);
    assert!(ran.stdout.contains("集中学习") && ran.stdout.contains("合计"), "{}", ran.stdout);
}
