//! 意见归并 on the page: 是, 否 and 撤销 are what 归并到（改） of 核对表 says, either way round, whoever has 核对表 open.

use std::collections::BTreeMap;

use super::Desk;
use crate::ledger::{cells, fill, sheets, workbook};
use crate::scratch::Scratch;

const OPINIONS: &str = "单位,意见建议\n城关医院,建议增设夜间门诊方便群众\n东街医院,建议增设夜间门诊方便群众\n\
                        西街医院,建议增设夜间门诊方便群众就医\n北街医院,希望改善停车条件增加车位\n\
                        南街医院,希望改善停车条件增加车位和指引\n<b>河</b>东医院,食堂饭菜质量差\n";
const LEDGER: &str = "甲/成文/核对表.xlsx";
const NIGHT: &str = "增设夜间门诊方便群众就医";

fn folder() -> Scratch {
    let scratch = Scratch::with_small_folder("甲");
    scratch.write("甲/意见汇总.csv", OPINIONS.as_bytes());
    scratch
}

/// The pairs of a page: the words of both sides, and the identities that their form sends.
fn pairs(page: &str) -> Vec<(String, String, String)> {
    let value = |pair: &str, name: &str| {
        let from = pair.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        from.split('"').next().unwrap().to_owned()
    };
    let parts = page.split("<article class=\"pair\">").skip(1);
    let parts = parts.map(|part| part.split("</article>").next().unwrap());
    parts.map(|pair| (pair.to_owned(), value(pair, "id"), value(pair, "to"))).collect()
}

fn pair(page: &str, words: &str) -> (String, String) {
    let found = pairs(page).into_iter().find(|(text, ..)| text.contains(words));
    let (_, id, to) = found.unwrap_or_else(|| panic!("no pair with {words}"));
    (id, to)
}

fn count(page: &str) -> usize {
    pairs(page).len()
}

/// The groups of the opinions by their text, as the command line lists them.
fn groups(scratch: &Scratch) -> BTreeMap<String, u64> {
    let listed = scratch.done(&["list", "opinions", "甲", "--json"]).stdout;
    let lines = listed.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    lines.map(|line| (line["text"].as_str().unwrap().to_owned(), line["group"].as_u64().unwrap())).collect()
}

fn join_of(scratch: &Scratch, id: &str) -> Option<String> {
    let kept: serde_json::Value =
        serde_json::from_slice(&scratch.read("甲/成文/.chengwen/decisions.json")).unwrap();
    kept["items"][id]["cells"]["join"]["value"].as_str().map(str::to_owned)
}

/// Writes into a cell of 意见明细 as a person does in a spreadsheet program.
fn write(scratch: &Scratch, opinion: &str, title: &str, value: &str) {
    let mut ledger = sheets(&scratch.read(LEDGER));
    fill(&mut ledger, "意见明细", ("意见", opinion), (title, value));
    scratch.write(LEDGER, &workbook(&ledger));
}

#[test]
fn answers_on_the_page_and_in_the_workbook_are_the_same() {
    let scratch = folder();
    let desk = Desk::open(&scratch);
    let page = desk.page("GET", "/", b"").text();
    assert_eq!(count(&page), 2, "{page}");
    assert!(
        page.contains("2条　东街医院、城关医院") || page.contains("2条　城关医院、东街医院"),
        "who said it"
    );
    let (id, to) = pair(&page, NIGHT);
    // 是: one group, as if the number had been written into 归并到.
    assert_eq!(desk.posts("/join", &[("id", &id), ("to", &to), ("answer", "same")]).status, 303);
    let page = desk.until("已并入", |page| count(page) == 1);
    assert_eq!(join_of(&scratch, &id).as_deref(), Some(&*to));
    let joined = groups(&scratch);
    assert_eq!(joined["建议增设夜间门诊方便群众"], joined["建议增设夜间门诊方便群众就医"]);
    let ledger = sheets(&scratch.read(LEDGER));
    let numbers = cells(&ledger, "意见明细", "归并到（改）");
    assert!(numbers.contains(&"1"), "核对表 says it: {numbers:?}");
    assert!(!page.contains("<b>河</b>"), "what a cell says is no markup");
    // 撤销 on the page.
    assert_eq!(desk.posts("/join", &[("id", &id), ("answer", "back")]).status, 303);
    let page = desk.until("<article", |page| count(page) == 2);
    // 否: asked no more, and counted as before.
    let before = groups(&scratch);
    let (parking, _) = pair(&page, "停车");
    assert_eq!(desk.posts("/join", &[("id", &parking), ("answer", "apart")]).status, 303);
    desk.until("不与其他意见合并", |page| count(page) == 1);
    assert_eq!(groups(&scratch), before, "no number of a group is another one");
    assert!(!scratch.done(&["check", "甲"]).stderr.contains("停车"), "nor is it told");
    // 核对表 takes it back, and joins the others; the page shows both.
    write(&scratch, "希望改善停车条件增加车位和指引", "归并到（改）", "撤销");
    desk.until("停车", |page| count(page) == 2);
    write(&scratch, "建议增设夜间门诊方便群众就医", "归并到（改）", "1");
    desk.until("已并入：建议增设夜间门诊方便群众", |page| count(page) == 1);
    write(&scratch, "希望改善停车条件增加车位和指引", "归并到（改）", "单列");
    desk.until("不与其他意见合并", |page| count(page) == 0);
    assert_eq!(groups(&scratch)["希望改善停车条件增加车位和指引"], before["希望改善停车条件增加车位和指引"]);
}

#[test]
fn nothing_is_decided_about_what_is_not_there() {
    let scratch = folder();
    let desk = Desk::open(&scratch);
    let page = desk.page("GET", "/", b"").text();
    let (id, to) = pair(&page, NIGHT);
    for (fields, status) in [
        (&[("id", "0000"), ("to", &*to), ("answer", "same")][..], 404),
        (&[("id", &*id), ("to", "../../x"), ("answer", "same")], 404),
        (&[("id", &*id), ("to", &*id), ("answer", "same")], 404),
        (&[("id", &*id), ("answer", "back")], 404),
        (&[("id", &*id), ("to", &*to), ("answer", "maybe")], 400),
        (&[("answer", "same")], 422),
    ] {
        assert_eq!(desk.posts("/join", fields).status, status, "{fields:?}");
    }
    assert_eq!(join_of(&scratch, &id), None);
}

#[test]
fn nothing_is_lost_while_another_program_has_the_workbook_open() {
    let scratch = folder();
    let desk = Desk::open(&scratch);
    let page = desk.page("GET", "/", b"").text();
    let (id, to) = pair(&page, NIGHT);
    desk.posts("/join", &[("id", &id), ("to", &to), ("answer", "same")]);
    desk.until("已并入", |page| count(page) == 1);
    // The office program has it open, as it stands now: joined.
    let open = scratch.read(LEDGER);
    scratch.write("甲/成文/~$核对表.xlsx", b"x");
    desk.posts("/join", &[("id", &id), ("answer", "back")]);
    let page = desk.until("<article", |page| count(page) == 2);
    let (parking, _) = pair(&page, "停车");
    desk.posts("/join", &[("id", &parking), ("answer", "apart")]);
    desk.until("不与其他意见合并", |page| count(page) == 1);
    assert_eq!(scratch.read(LEDGER), open, "it is not written over");
    // It is saved there with something else, and closed.
    write(&scratch, "食堂饭菜质量差", "方面（改）", "作风建设");
    std::fs::remove_file(scratch.path("甲/成文/~$核对表.xlsx")).unwrap();
    let begun = std::time::Instant::now();
    let taken =
        || String::from_utf8(scratch.read("甲/成文/.chengwen/decisions.json")).unwrap().contains("作风建设");
    while !taken() {
        assert!(begun.elapsed() < super::LONGEST, "what was written there is not taken in");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    desk.until("<article", |page| count(page) == 1 && !page.contains("已并入"));
    assert_eq!(join_of(&scratch, &id).as_deref(), Some("撤销"), "what was decided on the page holds");
    assert_eq!(join_of(&scratch, &parking).as_deref(), Some(&*parking));
    // Written there anew it holds again.
    desk.until("</h1>", |page| !page.contains(">正在生成"));
    write(&scratch, "建议增设夜间门诊方便群众就医", "归并到（改）", "1");
    desk.until("已并入", |page| count(page) == 0);
}
