//! Decisions survive whatever happens to rows and workbooks.

use chengwen::model::decision::Decisions;
use chengwen::model::entry::{AspectBy, Class, CountStatus};
use chengwen::workbook::InputFile;
use chengwen::{Outcome, Past, Request};

use super::{Sheets, cells, csv, fill, past, request, run, sheets, workbook};

const ROWS: [&[&str]; 6] = [
    &["单位", "姓名", "意见建议"],
    &["甲局", "张三", "建议精简会议"],
    &["乙局", "李四", "建议改进文风，少发文件"],
    &["丙局", "王五", "希望多到基层调研"],
    &["丁局", "赵六", "会议要精简"],
    &["戊局", "钱七", "下基层调研要多一些"],
];

fn opinions(rows: &[&[&str]]) -> Request {
    request(vec![csv("征求意见.csv", rows)])
}

fn class<'o>(outcome: &'o Outcome, text: &str) -> (&'o Class, CountStatus) {
    let entries = &outcome.normalized.entries;
    let is = |entry: &&chengwen::model::entry::Entry| {
        (0..entry.values.len()).any(|field| entry.text(field).is_some_and(|found| **found == *text))
    };
    let entry = entries.iter().find(is).unwrap();
    (entry.class.as_deref().unwrap(), entry.count_status)
}

/// A 核对表 of the opinions in which a person decided.
fn decided() -> Sheets {
    let outcome = run(&opinions(&ROWS));
    let mut sheets = sheets(&outcome.ledger().unwrap());
    let mut set = |text: &str, title: &str, value: &str| {
        fill(&mut sheets, "意见明细", ("意见", text), (title, value));
    };
    set("建议精简会议", "方面（改）", "文山会海");
    set("会议要精简", "归并到（改）", "1");
    set("建议改进文风，少发文件", "不计入（改）", "是");
    set("建议改进文风，少发文件", "理由", "与主题无关");
    let by = ("代表意见", "希望多到基层调研");
    fill(&mut sheets, "问题归纳", by, ("突出问题表述（改）", "深入基层不够"));
    let by = ("代表意见", "下基层调研要多一些");
    fill(&mut sheets, "问题归纳", by, ("突出问题表述（改）", "深入基层不够"));
    sheets
}

fn check(outcome: &Outcome) {
    let (meetings, _) = class(outcome, "建议精简会议");
    assert_eq!(meetings.aspect.as_deref(), Some("文山会海"));
    assert_eq!(meetings.aspect_by, Some(AspectBy::Decision));
    assert_eq!(class(outcome, "会议要精简").0.group, meetings.group);
    assert_eq!(class(outcome, "建议改进文风，少发文件").1, CountStatus::LeftOut);
    assert_eq!(class(outcome, "希望多到基层调研").0.problem.as_deref(), Some("深入基层不够"));
    let printed = |id: &str| outcome.figures.get(id).unwrap().printed.clone();
    assert_eq!(printed("opinions.items"), "4");
    assert_eq!(printed("opinions.merged"), "3");
    assert_eq!(printed("opinions.problems"), "1");
    let sheets = sheets(&outcome.ledger().unwrap());
    assert!(cells(&sheets, "意见明细", "方面（改）").contains(&"文山会海"), "written back");
    assert!(cells(&sheets, "意见明细", "理由").contains(&"与主题无关"), "written back");
    assert!(cells(&sheets, "问题归纳", "突出问题表述（改）").contains(&"深入基层不够"), "written back");
}

#[test]
fn decisions_are_applied_and_written_back() {
    let ledger = workbook(&decided());
    let outcome = run(&Request { past: past(vec![("核对表.xlsx", ledger, 10)]), ..opinions(&ROWS) });
    check(&outcome);
    // The new 核对表 alone says the same again, and so do the kept decisions alone.
    let again = past(vec![("核对表.xlsx", outcome.ledger().unwrap(), 20)]);
    check(&run(&Request { past: again, ..opinions(&ROWS) }));
    let kept = Past { decisions: outcome.decisions.clone(), ..Past::default() };
    check(&run(&Request { past: kept, ..opinions(&ROWS) }));
    let json = serde_json::to_string(&outcome.decisions).unwrap();
    assert_eq!(serde_json::from_str::<Decisions>(&json).unwrap(), outcome.decisions);
}

#[test]
fn decisions_follow_moved_rows_and_renamed_workbooks() {
    let mut ledger = decided();
    ledger.get_mut("意见明细").unwrap()[1..].reverse();
    let mut rows = ROWS;
    rows[1..].reverse();
    let files = vec![
        csv("各单位/汇总（改）.csv", &rows),
        csv("新.csv", &[ROWS[0], &["己局", "孙八", "建议增加培训"]]),
    ];
    let past = past(vec![("主任看过.xlsx", workbook(&ledger), 10)]);
    let outcome = run(&Request { past, ..request(files) });
    let printed = outcome.figures.get("opinions.items").unwrap().printed.clone();
    assert_eq!(printed, "5");
    assert_eq!(class(&outcome, "建议精简会议").0.aspect.as_deref(), Some("文山会海"));
    assert_eq!(class(&outcome, "会议要精简").0.group, class(&outcome, "建议精简会议").0.group);
    assert_eq!(class(&outcome, "建议改进文风，少发文件").1, CountStatus::LeftOut);
}

#[test]
fn the_cell_that_was_saved_last_holds_and_is_said() {
    let old = workbook(&decided());
    let mut newer = decided();
    fill(&mut newer, "意见明细", ("意见", "建议精简会议"), ("方面（改）", "会议"));
    let newer = workbook(&newer);
    for order in [
        [("a.xlsx", old.clone(), 10), ("b.xlsx", newer.clone(), 20)],
        [("a.xlsx", newer, 20), ("b.xlsx", old, 10)],
    ] {
        let outcome = run(&Request { past: past(order.into()), ..opinions(&ROWS) });
        assert_eq!(class(&outcome, "建议精简会议").0.aspect.as_deref(), Some("会议"));
        assert!(outcome.findings.iter().any(|finding| finding.what.say().code == "decision-differs"));
    }
}

#[test]
fn a_decision_taken_back_has_no_effect_and_stays_so() {
    let first =
        run(&Request { past: past(vec![("核对表.xlsx", workbook(&decided()), 10)]), ..opinions(&ROWS) });
    let mut ledger = sheets(&first.ledger().unwrap());
    fill(&mut ledger, "意见明细", ("意见", "建议改进文风，少发文件"), ("不计入（改）", "撤销"));
    let row = ("突出问题", "深入基层不够");
    fill(&mut ledger, "问题归纳", row, ("突出问题表述（改）", "撤销"));
    let mut past = past(vec![("核对表.xlsx", workbook(&ledger), 20)]);
    past.decisions = first.decisions.clone();
    let second = run(&Request { past, ..opinions(&ROWS) });
    assert_eq!(class(&second, "建议改进文风，少发文件").1, CountStatus::Counted);
    assert_eq!(class(&second, "希望多到基层调研").0.problem, None);
    let kept = Past { decisions: second.decisions.clone(), ..Past::default() };
    assert_eq!(
        class(&run(&Request { past: kept, ..opinions(&ROWS) }), "建议改进文风，少发文件").1,
        CountStatus::Counted
    );
}

#[test]
fn a_decision_whose_item_is_gone_is_kept_and_listed() {
    let ledger = workbook(&decided());
    let outcome = run(&Request { past: past(vec![("核对表.xlsx", ledger, 10)]), ..opinions(&ROWS[..4]) });
    assert!(outcome.findings.iter().any(|finding| finding.what.say().code == "decision-gone"));
    let sheets = sheets(&outcome.ledger().unwrap());
    assert!(cells(&sheets, "意见明细", "计入").contains(&"否：已不存在"));
    let again = past(vec![("核对表.xlsx", outcome.ledger().unwrap(), 20)]);
    check(&run(&Request { past: again, ..opinions(&ROWS) }));
}

#[test]
fn a_finding_let_stand_stays_on_record_and_wakes_when_its_values_change() {
    let rows: [&[&str]; 3] =
        [&["单位", "意见建议", "日期"], &["甲局", "建议精简会议", "不详"], &["乙局", "建议少发文件", ""]];
    let outcome = run(&opinions(&rows));
    let mut ledger = sheets(&outcome.ledger().unwrap());
    let by = ("代码", "date-unclear");
    fill(&mut ledger, "问题", by, ("处理", "已核保留"));
    let unreasoned = past(vec![("核对表.xlsx", workbook(&ledger), 10)]);
    let unreasoned = run(&Request { past: unreasoned, ..opinions(&rows) });
    let find = |outcome: &Outcome, code: &str| {
        outcome.findings.iter().find(|finding| finding.what.say().code == code).cloned()
    };
    assert_eq!(unreasoned.kept(&find(&unreasoned, "date-unclear").unwrap()), None);
    assert!(find(&unreasoned, "decision-no-reason").is_some());
    fill(&mut ledger, "问题", by, ("理由", "本人不记得"));
    let past = past(vec![("核对表.xlsx", workbook(&ledger), 10)]);
    let kept = run(&Request { past: past.clone(), ..opinions(&rows) });
    assert_eq!(kept.kept(&find(&kept, "date-unclear").unwrap()), Some("本人不记得"));
    let sheets = sheets(&kept.ledger().unwrap());
    assert!(cells(&sheets, "问题", "理由").contains(&"本人不记得"));
    let changed: [&[&str]; 3] = [rows[0], &["甲局", "建议精简会议", "大概上周"], rows[2]];
    let woken = run(&Request { past, ..opinions(&changed) });
    assert_eq!(woken.kept(&find(&woken, "date-unclear").unwrap()), None);
}

#[test]
fn named_problems_stand_in_the_text_and_in_the_lists_with_lasting_numbers() {
    let ledger = workbook(&decided());
    let mut past = past(vec![("核对表.xlsx", ledger, 10)]);
    let first = run(&Request { past: past.clone(), ..opinions(&ROWS) });
    let mut lists = sheets(first.lists.as_ref().unwrap());
    assert_eq!(cells(&lists, "问题清单", "存在问题"), ["深入基层不够"]);
    fill(&mut lists, "整改清单", ("问题编号", "1"), ("整改措施", "每月下乡两天"));
    fill(&mut lists, "责任清单", ("问题编号", "1"), ("责任人", "张三"));
    for row in lists.get_mut("整改清单").unwrap() {
        let cell = if row[0] == "1" { "已上会" } else { "会议意见" };
        row.push(cell.to_owned());
    }
    // A second problem is named, that comes first in the text.
    let mut ledger = sheets(&first.ledger().unwrap());
    fill(&mut ledger, "问题归纳", ("代表意见", "建议精简会议"), ("突出问题表述（改）", "会议偏多"));
    past.ledgers = super::past(vec![("核对表.xlsx", workbook(&ledger), 20)]).ledgers;
    past.decisions = first.decisions.clone();
    past.lists = Some(InputFile { path: "成文/三张清单.xlsx".into(), bytes: workbook(&lists) });
    let second = run(&Request { past: past.clone(), ..opinions(&ROWS) });
    let printed = |outcome: &Outcome, id: &str| outcome.figures.get(id).unwrap().printed.clone();
    assert_eq!(printed(&second, "opinions.problems"), "2");
    assert_eq!(printed(&second, "rectification.total"), "2");
    assert_eq!(printed(&second, "rectification.measures"), "1");
    let written = second.lists.clone().unwrap();
    let lists = sheets(&written);
    assert_eq!(cells(&lists, "整改清单", "存在问题"), ["深入基层不够", "会议偏多"]);
    assert_eq!(cells(&lists, "整改清单", "整改措施"), ["每月下乡两天", ""]);
    assert_eq!(cells(&lists, "整改清单", "会议意见"), ["已上会", ""]);
    assert_eq!(cells(&lists, "责任清单", "责任人"), ["张三", ""]);
    // Nothing changes when the lists are read again as they were written.
    past.decisions = second.decisions.clone();
    past.ledgers = super::past(vec![("核对表.xlsx", second.ledger().unwrap(), 30)]).ledgers;
    past.lists = Some(InputFile { path: "成文/三张清单.xlsx".into(), bytes: written });
    let third = run(&Request { past, ..opinions(&ROWS) });
    assert_eq!(third.lists, None);
    assert!(third.document == second.document, "the report stays as it is");
    assert!(third.ledger().unwrap() == second.ledger().unwrap(), "核对表 stays as it is");
}
