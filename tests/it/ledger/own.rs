//! Columns that people add to 核对表 come back at the next run, at the rows that they were written to.

use chengwen::{Outcome, Past, Request};

use super::{Sheets, cells, column, csv, fill, past, request, run, sheets, workbook};

const ROWS: [&[&str]; 5] = [
    &["单位", "姓名", "意见建议"],
    &["甲局", "张三", "建议精简会议"],
    &["乙局", "李四", "建议改进文风，少发文件"],
    &["丙局", "王五", "希望多到基层调研"],
    &["丁局", "赵六", "食堂饭菜种类偏少"],
];

fn opinions(rows: &[&[&str]]) -> Request {
    request(vec![csv("征求意见.csv", rows)])
}

/// A column with a title comes in at a place of a sheet.
fn add(sheets: &mut Sheets, sheet: &str, at: usize, title: &str) {
    for (row, cells) in sheets.get_mut(sheet).unwrap().iter_mut().enumerate() {
        cells.insert(at.min(cells.len()), if row == 0 { title.to_owned() } else { String::new() });
    }
}

/// 核对表 with columns of a person's in three of its sheets, one in the middle and one without a title.
fn noted() -> Sheets {
    let mut sheets = sheets(&run(&opinions(&ROWS)).ledger().unwrap());
    add(&mut sheets, "意见明细", 99, "承办人");
    fill(&mut sheets, "意见明细", ("意见", "希望多到基层调研"), ("承办人", "办公室 钱七"));
    fill(&mut sheets, "意见明细", ("意见", "食堂饭菜种类偏少"), ("承办人", "组宣科"));
    add(&mut sheets, "问题归纳", 4, "领导批示");
    fill(&mut sheets, "问题归纳", ("代表意见", "建议精简会议"), ("领导批示", "请办公室提出方案"));
    add(&mut sheets, "问题", 99, "");
    sheets.get_mut("问题").unwrap()[1].last_mut().unwrap().push_str("已电话告知");
    sheets
}

/// What stands in a column of one's own, at the row of which another column says something.
fn at(outcome: &Outcome, sheet: &str, (by, is): (&str, &str), title: &str) -> String {
    let sheets = sheets(&outcome.ledger().unwrap());
    let row = cells(&sheets, sheet, by).iter().position(|cell| *cell == is).unwrap();
    sheets[sheet][row + 1][column(&sheets[sheet], title)].clone()
}

fn holds(outcome: &Outcome) {
    let note = |is| at(outcome, "意见明细", ("意见", is), "承办人");
    assert_eq!([note("希望多到基层调研"), note("食堂饭菜种类偏少")], ["办公室 钱七", "组宣科"]);
    assert_eq!(note("建议精简会议"), "");
    let note = at(outcome, "问题归纳", ("代表意见", "建议精简会议"), "领导批示");
    assert_eq!(note, "请办公室提出方案");
    let sheets = sheets(&outcome.ledger().unwrap());
    assert!(sheets["问题"].iter().any(|row| row.last().unwrap() == "已电话告知"));
}

#[test]
fn they_go_with_their_rows() {
    let mut rows = ROWS;
    rows[1..].reverse();
    let files =
        vec![csv("征求意见.csv", &rows), csv("新.csv", &[ROWS[0], &["己局", "孙八", "建议增加培训"]])];
    let first = past(vec![("核对表.xlsx", workbook(&noted()), 10)]);
    let outcome = run(&Request { past: first, ..request(files) });
    holds(&outcome);
    // The new 核对表 says the same again, and so do the kept decisions when it is deleted.
    let written = outcome.ledger().unwrap();
    let again = past(vec![("核对表.xlsx", written.clone(), 20)]);
    let again = run(&Request { past: again, ..opinions(&rows) });
    holds(&again);
    let kept = Past { decisions: outcome.decisions.clone(), ..Past::default() };
    holds(&run(&Request { past: kept, ..opinions(&rows) }));
    let kept = past(vec![("核对表.xlsx", again.ledger().unwrap(), 30)]);
    assert!(run(&Request { past: kept, ..opinions(&rows) }).ledger().unwrap() == again.ledger().unwrap());
}

#[test]
fn what_is_cleared_or_deleted_is_gone() {
    let first =
        run(&Request { past: past(vec![("核对表.xlsx", workbook(&noted()), 10)]), ..opinions(&ROWS) });
    let mut ledger = sheets(&first.ledger().unwrap());
    fill(&mut ledger, "意见明细", ("意见", "希望多到基层调研"), ("承办人", ""));
    let place = column(&ledger["问题归纳"], "领导批示");
    ledger.get_mut("问题归纳").unwrap().iter_mut().for_each(|row| drop(row.remove(place)));
    let mut past = past(vec![("核对表.xlsx", workbook(&ledger), 20)]);
    past.decisions = first.decisions.clone();
    let second = run(&Request { past, ..opinions(&ROWS) });
    assert_eq!(at(&second, "意见明细", ("意见", "希望多到基层调研"), "承办人"), "");
    assert_eq!(at(&second, "意见明细", ("意见", "食堂饭菜种类偏少"), "承办人"), "组宣科");
    let sheets = sheets(&second.ledger().unwrap());
    assert!(!sheets["问题归纳"][0].contains(&"领导批示".to_owned()));
}

#[test]
fn a_note_on_an_item_that_is_gone_is_listed_and_told() {
    let first = past(vec![("核对表.xlsx", workbook(&noted()), 10)]);
    let outcome = run(&Request { past: first, ..opinions(&ROWS[..4]) });
    assert!(outcome.findings.iter().any(|finding| finding.what.say().code == "decision-gone"));
    assert_eq!(at(&outcome, "意见明细", ("意见", "食堂饭菜种类偏少"), "承办人"), "组宣科");
}

#[test]
fn of_two_copies_each_keeps_its_columns() {
    let mut other = sheets(&run(&opinions(&ROWS)).ledger().unwrap());
    add(&mut other, "意见明细", 99, "备注");
    fill(&mut other, "意见明细", ("意见", "建议精简会议"), ("备注", "与去年重复"));
    let books = vec![("核对表.xlsx", workbook(&noted()), 10), ("核对表-李.xlsx", workbook(&other), 20)];
    let outcome = run(&Request { past: past(books), ..opinions(&ROWS) });
    holds(&outcome);
    assert_eq!(at(&outcome, "意见明细", ("意见", "建议精简会议"), "备注"), "与去年重复");
}
