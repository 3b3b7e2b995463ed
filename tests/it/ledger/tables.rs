//! What people correct in 表格识别 holds for every sheet with the same header row, in this folder and the next.

use chengwen::finding::Severity;
use chengwen::recognize::{By, Confidence, Seen};
use chengwen::workbook::InputFile;
use chengwen::{Outcome, Past, Request, generate};

use super::{Sheets, cells, csv, fill, past, request, run, sheets, workbook};

const PAGE: &str = "表格识别";
const TABLE: &str = "表格（改）";
const FIELD: &str = "字段（改）";
/// The headers of a sheet that is no table by itself.
const STRANGE: &str = "来件号｜来件人单位｜说的事｜联络";

/// A column: its header, its field, by what.
type Taken<'o> = (String, Option<&'o str>, Option<By>);

fn letters(path: &str, rows: &[[&str; 4]]) -> InputFile {
    let header = ["来件号", "来件人单位", "说的事", "联络"];
    let rows: Vec<&[&str]> = std::iter::once(&header).chain(rows).map(|row| row.as_slice()).collect();
    csv(path, &rows)
}

/// Two opinions in a sheet that is known, three and two in sheets that are not.
fn strange() -> Request {
    let known = csv(
        "征求意见汇总.csv",
        &[&["单位", "意见建议"], &["丁局", "建议改进作风"], &["戊局", "建议改进食堂"]],
    );
    let first = letters(
        "来件/一组.csv",
        &[
            ["1", "甲局", "建议精简会议文件", "三楼"],
            ["2", "乙局", "建议少发文件", "四楼"],
            ["3", "丙局", "希望多到基层调研", "五楼"],
        ],
    );
    let second =
        letters("来件/二组.csv", &[["1", "己局", "建议增加培训", "二楼"], ["2", "庚局", "无", "一楼"]]);
    request(vec![known, first, second])
}

fn with(ledgers: Vec<(&str, Vec<u8>, u64)>, request: Request) -> Outcome {
    run(&Request { past: past(ledgers), ..request })
}

fn ledger(outcome: &Outcome) -> Sheets {
    sheets(&outcome.ledger().unwrap())
}

/// A 核对表 in which the strange sheets were made opinions.
fn corrected() -> Sheets {
    let mut ledger = ledger(&run(&strange()));
    fill(&mut ledger, PAGE, ("表头", STRANGE), (TABLE, "征求意见汇总"));
    fill(&mut ledger, PAGE, ("表头", "来件人单位"), (FIELD, "单位"));
    fill(&mut ledger, PAGE, ("表头", "说的事"), (FIELD, "意见建议"));
    ledger
}

fn items(outcome: &Outcome) -> &str {
    &outcome.figures.get("opinions.items").unwrap().printed
}

fn codes(outcome: &Outcome) -> Vec<&'static str> {
    outcome.findings.iter().map(|finding| finding.what.say().code).collect()
}

/// What a file was taken for: its table, and of every column header, field and by what.
fn taken<'o>(outcome: &'o Outcome, file: &str) -> (Option<&'o str>, Vec<Taken<'o>>) {
    let seen = seen(outcome, file);
    let rule = seen.table.map(|table| &outcome.kind.tables[table]);
    let columns = seen.columns.iter().map(|column| {
        let field = column.field.map(|field| rule.unwrap().fields[field].id.as_str());
        (column.header.to_string(), field, column.by)
    });
    (rule.map(|rule| rule.id.as_str()), columns.collect())
}

fn seen<'o>(outcome: &'o Outcome, file: &str) -> &'o Seen {
    outcome.seen.iter().find(|seen| outcome.places.name(seen.sheet).file == file).unwrap()
}

#[test]
fn a_sheet_that_was_not_read_counts_when_it_is_corrected() {
    let before = run(&strange());
    assert_eq!(items(&before), "2");
    assert_eq!(codes(&before).iter().filter(|code| **code == "sheet-unrecognized").count(), 2);
    let page = ledger(&before);
    // What is in doubt stands first, the two sheets that are alike over their columns, once.
    assert_eq!(cells(&page, PAGE, "文件")[..3], ["来件/一组.csv", "来件/二组.csv", "来件/一组.csv"]);
    assert_eq!(cells(&page, PAGE, "把握")[..2], ["存疑", "存疑"]);
    assert!(cells(&page, PAGE, "样例").contains(&"建议精简会议文件｜建议少发文件｜希望多到基层调研"));
    let after = with(vec![("核对表.xlsx", workbook(&corrected()), 10)], strange());
    // 2 + 3 + 1; 无 is no opinion.
    assert_eq!(items(&after), "6");
    assert_eq!(after.figures.get("opinions.units").unwrap().printed, "6");
    assert!(!codes(&after).contains(&"sheet-unrecognized"));
    for file in ["来件/一组.csv", "来件/二组.csv"] {
        let (table, columns) = taken(&after, file);
        assert_eq!(table, Some("opinions"));
        assert_eq!(columns[1], ("来件人单位".into(), Some("unit"), Some(By::Decision)));
        assert_eq!(columns[2], ("说的事".into(), Some("content"), Some(By::Decision)));
        assert_eq!(seen(&after, file).confidence, Confidence::Sure);
    }
    // The new 核对表 alone says the same again, and so do the kept decisions, and the corrections alone.
    let again = with(vec![("核对表.xlsx", after.ledger().unwrap(), 20)], strange());
    assert_eq!((items(&again), &again.run), ("6", &after.run));
    let kept = Past { decisions: after.decisions.clone(), ..Past::default() };
    assert_eq!(items(&run(&Request { past: kept, ..strange() })), "6");
    assert_ne!(before.run, after.run);
}

#[test]
fn corrections_hold_in_the_next_folder() {
    let first = with(vec![("核对表.xlsx", workbook(&corrected()), 10)], strange());
    let corrections = first.corrections().unwrap().expect("there are corrections");
    let next = request(vec![letters("下一次.csv", &[["9", "辛局", "建议延长办公时间", "六楼"]])]);
    assert!(generate(&next).is_err(), "nothing is known of it");
    let outcome = with(vec![("表格识别.xlsx", corrections.clone(), 5)], next.clone());
    assert_eq!(items(&outcome), "1");
    assert!(!codes(&outcome).contains(&"decision-header-gone"));
    // In a folder without such a sheet nothing happens, and it is said without alarm.
    let other = request(vec![csv("征求意见汇总.csv", &[&["单位", "意见建议"], &["丁局", "建议改进作风"]])]);
    let outcome = with(vec![("表格识别.xlsx", corrections, 5)], other);
    let gone = outcome.findings.iter().find(|found| found.what.say().code == "decision-header-gone").unwrap();
    assert_eq!(gone.what.say().severity, Severity::Info);
    assert!(run(&strange()).corrections().unwrap().is_none());
}

#[test]
fn a_changed_header_row_is_told() {
    let first = with(vec![("核对表.xlsx", workbook(&corrected()), 10)], strange());
    let mut changed = strange();
    for file in &mut changed.files[1..] {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        file.bytes = text.replace("说的事", "所说的事").into_bytes();
    }
    let kept = Past { decisions: first.decisions.clone(), ..Past::default() };
    let outcome = run(&Request { past: kept, ..changed });
    assert_eq!(items(&outcome), "2");
    let gone = outcome.findings.iter().find(|found| found.what.say().code == "decision-header-gone").unwrap();
    assert_eq!(gone.what.say().severity, Severity::Warning);
    assert!(gone.what.say().message[0].contains(STRANGE), "{:?}", gone.what.say().message);
    let page = ledger(&outcome);
    let row =
        page[PAGE].iter().find(|row| row.contains(&"表头已不在".to_owned())).expect("it stays to be seen");
    assert!(row.contains(&"征求意见汇总".to_owned()));
    assert!(outcome.corrections().unwrap().is_some(), "it may hold in the next folder");
}

/// A column more, another order, a note in brackets: the corrections hold, and it is told.
#[test]
fn corrections_hold_under_a_header_row_that_changed_a_little() {
    let first = with(vec![("核对表.xlsx", workbook(&corrected()), 10)], strange());
    let rows: [&[&[&str]]; 3] = [
        &[
            &["来件号", "来件人单位", "说的事", "联络", "收件日"],
            &["1", "甲局", "建议精简会议文件", "三楼", "周一"],
            &["2", "乙局", "建议少发文件", "四楼", "周二"],
        ],
        &[
            &["说的事", "来件号", "联络", "来件人单位"],
            &["建议精简会议文件", "1", "三楼", "甲局"],
            &["建议少发文件", "2", "四楼", "乙局"],
        ],
        &[
            &["来件号", "来件人单位", "说的事（一事一行）", "联络"],
            &["1", "甲局", "建议精简会议文件", "三楼"],
            &["2", "乙局", "建议少发文件", "四楼"],
        ],
    ];
    for rows in rows {
        let mut changed = strange();
        changed.files.truncate(1);
        changed.files.push(csv("来件/三组.csv", rows));
        // Kept from the last run here, or copied into another folder.
        let kept = Past { decisions: first.decisions.clone(), ..Past::default() };
        let copied = past(vec![("表格识别.xlsx", first.corrections().unwrap().unwrap(), 5)]);
        for past in [kept, copied] {
            let outcome = run(&Request { past, ..changed.clone() });
            assert_eq!(items(&outcome), "4", "{rows:?}");
            assert!(codes(&outcome).contains(&"correction-carried"), "{rows:?}");
            assert!(!codes(&outcome).contains(&"decision-header-gone"), "{rows:?}");
        }
    }
    // Half of another row is another row.
    let mut other = strange();
    other.files.truncate(1);
    let rows: &[&[&str]] = &[&["来件号", "来件人单位", "用途", "金额"], &["1", "甲局", "维修", "300"]];
    other.files.push(csv("来件/四组.csv", rows));
    let kept = Past { decisions: first.decisions.clone(), ..Past::default() };
    let outcome = run(&Request { past: kept, ..other });
    assert_eq!(items(&outcome), "2");
    assert!(!codes(&outcome).contains(&"correction-carried"));
}

#[test]
fn a_correction_is_taken_back_by_clearing_its_cell_or_by_a_word() {
    let first = with(vec![("核对表.xlsx", workbook(&corrected()), 10)], strange());
    let old = first.corrections().unwrap().unwrap();
    for word in ["", "还原", "撤销"] {
        let mut page = ledger(&first);
        fill(&mut page, PAGE, (TABLE, "征求意见汇总"), (TABLE, word));
        fill(&mut page, PAGE, ("表头", "说的事"), (FIELD, word));
        fill(&mut page, PAGE, ("表头", "来件人单位"), (FIELD, word));
        // An older copy of the corrections does not bring them back.
        let kept = past(vec![("核对表.xlsx", workbook(&page), 30), ("表格识别.xlsx", old.clone(), 20)]);
        let kept = Past { decisions: first.decisions.clone(), ..kept };
        let outcome = run(&Request { past: kept, ..strange() });
        assert_eq!(items(&outcome), "2", "{word}");
        assert!(!codes(&outcome).contains(&"decision-header-twice"));
        assert!(outcome.corrections().unwrap().is_none());
        let again =
            past(vec![("核对表.xlsx", outcome.ledger().unwrap(), 40), ("表格识别.xlsx", old.clone(), 20)]);
        let again = Past { decisions: outcome.decisions.clone(), ..again };
        assert_eq!(items(&run(&Request { past: again, ..strange() })), "2", "{word} stays");
    }
}

#[test]
fn of_two_corrections_of_one_header_the_newest_holds_and_it_is_told() {
    let mut newer = corrected();
    fill(&mut newer, PAGE, (TABLE, "征求意见汇总"), (TABLE, "不用"));
    for order in [
        [("a.xlsx", corrected(), 10), ("b.xlsx", newer.clone(), 20)],
        [("a.xlsx", newer, 20), ("b.xlsx", corrected(), 10)],
    ] {
        let outcome = with(order.map(|(name, page, at)| (name, workbook(&page), at)).into(), strange());
        assert_eq!(items(&outcome), "2");
        assert!(codes(&outcome).contains(&"decision-header-twice"));
        assert!(!codes(&outcome).contains(&"sheet-unrecognized"), "不用 settles it");
    }
    // Two sheets of the page with one header row, corrected otherwise.
    let mut twice = corrected();
    fill(&mut twice, PAGE, ("文件", "来件/二组.csv"), (TABLE, "活动台账"));
    let outcome = with(vec![("核对表.xlsx", workbook(&twice), 10)], strange());
    assert!(codes(&outcome).contains(&"decision-header-twice"));
}

#[test]
fn sheets_that_one_word_leaves_out_together_are_named() {
    let rows: [&[&str]; 2] = [&["单位", "意见建议"], &["甲局", "建议改进作风"]];
    let copy: [&[&str]; 2] = [&["单位", "意见建议"], &["乙局", "建议精简会议"]];
    let other = || csv("汇总.csv", &[&["提出单位", "意见建议"], &["丙局", "建议下沉"]]);
    let folder = || request(vec![csv("征求意见表.csv", &rows), csv("旧/剩余.csv", &copy), other()]);
    let before = run(&folder());
    assert_eq!(items(&before), "3");
    let mut page = ledger(&before);
    fill(&mut page, PAGE, ("文件", "旧/剩余.csv"), (TABLE, "不用"));
    let files = || vec![("核对表.xlsx", workbook(&page), 10)];
    let outcome = with(files(), folder());
    assert!(codes(&outcome).contains(&"decision-left-together"), "{:?}", codes(&outcome));
    assert_eq!(items(&outcome), "1");
    // One alone is what was meant; other headers and other sheets stay.
    let outcome = with(files(), request(vec![csv("旧/剩余.csv", &copy), other()]));
    assert_eq!(items(&outcome), "1");
    assert!(!codes(&outcome).contains(&"decision-left-together"), "{:?}", codes(&outcome));
}

#[test]
fn a_field_goes_from_one_column_to_another_and_never_to_two_unasked() {
    let rows: [&[&str]; 3] = [
        &["时间", "主题", "地点", "内容", "小结"],
        &["2022-03-01", "集中学习", "一楼会议室", "学习全会精神，讨论交流", "讨论热烈"],
        &["2022-03-08", "专题党课", "二楼会议室", "局长讲党课，谈体会", "反响良好"],
    ];
    let folder = || request(vec![csv("活动台账.csv", &rows)]);
    let before = run(&folder());
    assert_eq!(taken(&before, "活动台账.csv").1[3].1, Some("content"));
    let mut page = ledger(&before);
    fill(&mut page, PAGE, ("表头", "小结"), (FIELD, "会后感想"));
    let field = |outcome: &Outcome, at: usize| taken(outcome, "活动台账.csv").1[at].1.map(str::to_owned);
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert!(codes(&outcome).contains(&"decision-no-field"), "not a field's name: {:?}", codes(&outcome));
    let name = &outcome.kind.tables[outcome.kind.table("activities").unwrap()];
    let name = name.fields[name.field("content").unwrap()].name.clone();
    fill(&mut page, PAGE, ("表头", "小结"), (FIELD, &name));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert_eq!((field(&outcome, 3), field(&outcome, 4)), (None, Some("content".to_owned())));
    assert!(codes(&outcome).contains(&"field-twice"), "that 内容 lost it is told");
    // Both asked for: only a field that may hold several entries is read from several columns.
    fill(&mut page, PAGE, ("表头", "内容"), (FIELD, &name));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert_eq!((field(&outcome, 3), field(&outcome, 4)), (Some("content".to_owned()), None));
    assert!(codes(&outcome).contains(&"field-twice"));
    fill(&mut page, PAGE, ("表头", "内容"), (FIELD, "不用"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert_eq!((field(&outcome, 3), field(&outcome, 4)), (None, Some("content".to_owned())));
    assert!(!codes(&outcome).contains(&"field-twice"));
}

#[test]
fn several_columns_are_opinions_when_somebody_says_so() {
    let rows: [&[&str]; 3] = [
        &["单位", "意见建议", "还想说的"],
        &["甲局", "建议精简会议", "希望改善食堂"],
        &["乙局", "建议少发文件", ""],
    ];
    let folder = || request(vec![csv("征求意见汇总.csv", &rows)]);
    let before = run(&folder());
    assert_eq!(items(&before), "2");
    let mut page = ledger(&before);
    for header in ["意见建议", "还想说的"] {
        fill(&mut page, PAGE, ("表头", header), (FIELD, "意见建议"));
    }
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert_eq!(items(&outcome), "3");
    let columns = taken(&outcome, "征求意见汇总.csv").1;
    assert!(columns[1..3].iter().all(|column| column.1 == Some("content") && column.2 == Some(By::Decision)));
    assert!(!codes(&outcome).contains(&"field-twice"));
}

#[test]
fn a_column_without_a_header_can_be_named() {
    let rows: [&[&str]; 3] =
        [&["单位", "意见建议", ""], &["甲局", "建议精简会议", "座谈会"], &["乙局", "建议少发文件", "意见箱"]];
    let folder = || request(vec![csv("征求意见汇总.csv", &rows)]);
    let before = run(&folder());
    assert!(codes(&before).contains(&"columns-unnamed"));
    let mut page = ledger(&before);
    fill(&mut page, PAGE, ("表头", "（C列）"), (FIELD, "征求方式"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert!(!codes(&outcome).contains(&"columns-unnamed"));
    assert_eq!(taken(&outcome, "征求意见汇总.csv").1[2].1, Some("channel"));
    let channels = &outcome.figures.get("opinions.by_channel").unwrap().value;
    assert!(format!("{channels:?}").contains("座谈会"), "{channels:?}");
    fill(&mut page, PAGE, ("表头", "（C列）"), (FIELD, "不用"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert!(!codes(&outcome).contains(&"columns-unnamed"));
}

/// Telephone numbers never get in; that a column of them is not used can be confirmed.
#[test]
fn what_is_in_doubt_can_be_confirmed() {
    let rows: [&[&str]; 3] = [
        &["单位", "意见建议", "征求方式"],
        &["甲局", "建议精简会议", "13812345678"],
        &["乙局", "建议少发文件", "13912345678"],
    ];
    let folder = || request(vec![csv("征求意见汇总.csv", &rows)]);
    let before = run(&folder());
    assert!(codes(&before).contains(&"column-sensitive"));
    let mut page = ledger(&before);
    fill(&mut page, PAGE, ("表头", "征求方式"), (FIELD, "征求方式"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert!(codes(&outcome).contains(&"column-sensitive"), "not even when somebody says so");
    assert_eq!(taken(&outcome, "征求意见汇总.csv").1[2].1, None);
    for word in ["不用", "无误"] {
        fill(&mut page, PAGE, ("表头", "征求方式"), (FIELD, word));
        let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
        assert!(!codes(&outcome).contains(&"column-sensitive"), "{word}");
        assert!(cells(&ledger(&outcome), PAGE, FIELD).contains(&"不用"));
    }
    // A sheet that is not read.
    let mut page = ledger(&run(&strange()));
    fill(&mut page, PAGE, ("表头", STRANGE), (TABLE, "无误"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], strange());
    assert!(!codes(&outcome).contains(&"sheet-unrecognized"));
    assert_eq!((items(&outcome), taken(&outcome, "来件/二组.csv").0), ("2", None));
}

#[test]
fn a_doubtful_table_is_confirmed_for_all_files_alike() {
    let rows: [&[&str]; 3] =
        [&["序号", "姓名", "备注内容"], &["1", "张三", "建议精简会议"], &["2", "李四", "建议少发文件"]];
    let folder = || request(vec![csv("甲局/意见.csv", &rows), csv("乙局/意见.csv", &rows)]);
    let Ok(before) = generate(&folder()) else { return };
    let doubtful = ["table-doubtful", "table-guessed", "table-ambiguous"];
    let doubts = |outcome: &Outcome| codes(outcome).iter().filter(|code| doubtful.contains(code)).count();
    let mut page = ledger(&before);
    fill(&mut page, PAGE, ("文件", "甲局/意见.csv"), (TABLE, "无误"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert_eq!(doubts(&outcome), 0);
    assert_eq!(items(&outcome), items(&before));
}

#[test]
fn names_that_are_none_are_told() {
    let mut page = corrected();
    fill(&mut page, PAGE, ("表头", STRANGE), (TABLE, "意见表"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], strange());
    assert!(codes(&outcome).contains(&"decision-no-table"));
    assert_eq!(items(&outcome), "2");
    let mut page = corrected();
    fill(&mut page, PAGE, ("表头", "说的事"), (FIELD, "内容提要"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], strange());
    assert!(codes(&outcome).contains(&"decision-no-field"));
    let mut page = corrected();
    fill(&mut page, PAGE, ("表头", STRANGE), (FIELD, "意见建议"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], strange());
    assert!(codes(&outcome).contains(&"decision-field-of-sheet"));
    // 表格（改） beside a column is meant for the sheet.
    let mut page = corrected();
    fill(&mut page, PAGE, (TABLE, "征求意见汇总"), (TABLE, ""));
    fill(&mut page, PAGE, ("表头", "联络"), (TABLE, "征求意见汇总"));
    assert_eq!(items(&with(vec![("核对表.xlsx", workbook(&page), 10)], strange())), "6");
}

#[test]
fn a_folder_without_any_table_can_be_corrected_too() {
    let folder = || {
        request(vec![letters(
            "来件.csv",
            &[["1", "甲局", "建议精简会议文件", "三楼"], ["2", "乙局", "无", "四楼"]],
        )])
    };
    let refused = generate(&folder()).unwrap_err();
    let mut page = sheets(&refused.ledger.unwrap());
    fill(&mut page, PAGE, ("表头", STRANGE), (TABLE, "征求意见汇总"));
    fill(&mut page, PAGE, ("表头", "说的事"), (FIELD, "意见建议"));
    assert_eq!(items(&with(vec![("核对表.xlsx", workbook(&page), 10)], folder())), "1");
}

/// A form's label that nobody knows is shown with what stands beside it, and can be named; for every form alike.
#[test]
fn a_label_of_a_form_can_be_named() {
    let form = |path: &str, name: &str, opinion: &str| {
        let rows: [&[&str]; 5] = [
            &["征求意见表", ""],
            &["姓名", name],
            &["单位", "甲局"],
            &["意见建议", opinion],
            &["提出途径说明", "座谈会"],
        ];
        csv(path, &rows)
    };
    let folder = || {
        request(vec![
            form("张三.csv", "张三", "建议精简会议文件"),
            form("李四.csv", "李四", "建议多到基层调研"),
        ])
    };
    let before = run(&folder());
    assert_eq!(items(&before), "2");
    let columns = taken(&before, "李四.csv").1;
    assert!(columns.contains(&("提出途径说明".into(), None, None)), "{columns:?}");
    let mut page = ledger(&before);
    fill(&mut page, PAGE, ("表头", "提出途径说明"), (FIELD, "征求方式"));
    let outcome = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    for file in ["张三.csv", "李四.csv"] {
        let columns = taken(&outcome, file).1;
        assert!(
            columns.contains(&("提出途径说明".into(), Some("channel"), Some(By::Decision))),
            "{columns:?}"
        );
    }
    let again = with(vec![("核对表.xlsx", outcome.ledger().unwrap(), 20)], folder());
    assert_eq!((items(&again), &again.run), ("2", &outcome.run));
    // A form that is of no use.
    fill(&mut page, PAGE, ("文件", "张三.csv"), (TABLE, "不用"));
    let outcome = run(&Request {
        files: [folder().files, vec![csv("汇总.csv", &[&["单位", "意见建议"], &["乙局", "建议改进作风"]])]]
            .concat(),
        past: past(vec![("核对表.xlsx", workbook(&page), 10)]),
        ..folder()
    });
    assert_eq!(items(&outcome), "1");
}

const ASPECT: &str = "方面（改）";

/// A form that asks for opinions by two questions, and by one that nobody knows.
fn form(path: &str, name: &str, answers: [&str; 3]) -> InputFile {
    csv(
        path,
        &[
            &["征求意见表"],
            &["姓名", name, "单位", "东街医院"],
            &["形式主义方面的意见建议", answers[0]],
            &["对领导班子的意见建议", answers[1]],
            &["请您谈谈看法", answers[2]],
            &["职务", "科员", "填表日期", "2024年3月5日"],
        ],
    )
}

fn forms() -> Vec<InputFile> {
    let one = ["建议减少会议数量，提高效率", "建议多下基层调研", "希望加强业务培训学习"];
    let other = ["建议减少文件数量，少发文", "建议多联系群众", "希望加强设备维护管理"];
    vec![form("张三.csv", "张三", one), form("李四.csv", "李四", other)]
}

/// What the questions of a sheet are about: its header, aspect and target.
fn about<'o>(outcome: &'o Outcome, file: &str) -> Vec<(&'o str, Option<&'o str>, Option<&'o str>)> {
    let columns = seen(outcome, file).columns.iter();
    let about = columns.filter_map(|column| {
        let about = column.about.as_ref()?;
        Some((&*column.header, about.aspect.as_deref(), about.target.as_deref()))
    });
    about.collect()
}

fn of_aspect(outcome: &Outcome, aspect: &str) -> String {
    let figure = outcome.figures.get(&format!("opinions.by_aspect/{aspect}"));
    figure.map_or_else(|| "0".to_owned(), |figure| figure.printed.clone())
}

#[test]
fn labels_of_a_form_are_corrected_for_every_form_with_the_same_labels() {
    let before = run(&request(forms()));
    let asked = [
        ("形式主义方面的意见建议", Some("形式主义方面"), None),
        ("对领导班子的意见建议", None, Some("领导班子")),
    ];
    assert_eq!(about(&before, "张三.csv"), asked);
    assert_eq!(items(&before), "4");
    let mut page = ledger(&before);
    assert!(cells(&page, PAGE, "依据").contains(&"对象：领导班子"), "{:?}", cells(&page, PAGE, "依据"));
    // The forms are alike, so their labels stand there once.
    fill(&mut page, PAGE, ("表头", "请您谈谈看法"), (FIELD, "意见建议"));
    fill(&mut page, PAGE, ("表头", "对领导班子的意见建议"), (ASPECT, "官僚主义"));
    fill(&mut page, PAGE, ("表头", "形式主义方面的意见建议"), (ASPECT, "不用"));
    let after = with(vec![("核对表.xlsx", workbook(&page), 10)], request(forms()));
    assert_eq!((items(&after), of_aspect(&after, "官僚主义")), ("6", "2".to_owned()));
    assert_eq!(of_aspect(&after, "形式主义"), "0");
    for file in ["张三.csv", "李四.csv"] {
        assert_eq!(about(&after, file)[1], ("对领导班子的意见建议", Some("官僚主义"), Some("领导班子")));
    }
    assert_ne!(before.run, after.run);
    // The new 核对表 says the same again; the copied corrections hold in another folder.
    let again = with(vec![("核对表.xlsx", after.ledger().unwrap(), 20)], request(forms()));
    assert_eq!((items(&again), &again.run), ("6", &after.run));
    let corrections = after.corrections().unwrap().expect("there are corrections");
    let next = form("王五.csv", "王五", ["建议精简考核事项", "建议公开办事流程", "希望改善食堂伙食"]);
    let next = with(vec![("表格识别.xlsx", corrections, 5)], request(vec![next]));
    assert_eq!((items(&next), of_aspect(&next, "官僚主义")), ("3", "1".to_owned()));
    // A cleared cell takes it back.
    let mut page = ledger(&after);
    fill(&mut page, PAGE, ("表头", "对领导班子的意见建议"), (ASPECT, ""));
    let kept =
        Past { decisions: after.decisions.clone(), ..past(vec![("核对表.xlsx", workbook(&page), 30)]) };
    let cleared = run(&Request { past: kept, ..request(forms()) });
    assert_eq!((items(&cleared), of_aspect(&cleared, "官僚主义")), ("6", "0".to_owned()));
}

#[test]
fn questions_of_a_questionnaire_are_given_their_aspect() {
    let folder = || {
        let rows: [&[&str]; 3] = [
            &["序号", "您认为在形式主义方面存在哪些问题？", "您对领导班子有哪些意见建议？"],
            &["1", "会议太多内容太长", "建议多下基层调研走访"],
            &["2", "文件太多重复发文", "建议关心职工生活"],
        ];
        request(vec![csv("问卷.csv", &rows)])
    };
    let before = run(&folder());
    let question = "您对领导班子有哪些意见建议？";
    assert_eq!(about(&before, "问卷.csv")[1], (question, None, Some("领导班子")));
    let mut page = ledger(&before);
    fill(&mut page, PAGE, ("表头", question), (ASPECT, "班子建设"));
    let after = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
    assert_eq!((items(&after), of_aspect(&after, "班子建设")), ("4", "2".to_owned()));
    // One column of opinions is given its aspect where no heading says it.
    let rows: [&[&str]; 3] = [&["单位", "意见建议"], &["甲局", "建议改进作风"], &["乙局", "建议改进食堂"]];
    let single = || request(vec![csv("意见汇总.csv", &rows)]);
    let mut page = ledger(&run(&single()));
    fill(&mut page, PAGE, ("表头", "意见建议"), (ASPECT, "作风建设"));
    let after = with(vec![("核对表.xlsx", workbook(&page), 10)], single());
    assert_eq!(of_aspect(&after, "作风建设"), "2");
}

/// A sheet without a header loses no row when it is corrected, neither its first one nor one that says the same again.
#[test]
fn a_sheet_without_a_header_counts_from_its_first_row() {
    let sheets: [&[&[&str]]; 3] = [
        &[
            &["1", "东街医院", "王五", "建议增设夜间门诊"],
            &["2", "西街医院", "赵六", "建议延长挂号时间"],
            &["3", "北街医院", "孙七", "建议增设自动售药机"],
        ],
        &[
            &["王五", "东街医院", "建议增设夜间门诊，方便下班后来看病的群众", "2024年3月5日"],
            &["赵六", "西街医院", "建议延长挂号时间，上午九点以前就开始挂号", "2024年3月6日"],
            &["孙七", "北街医院", "建议增设自动售药机，夜里也能买到常用药品", "2024年3月7日"],
        ],
        &[
            &["丙", "东街医院", "建议增设夜间门诊，方便下班后来看病的群众"],
            &["丁", "西街医院", "建议延长挂号时间，上午九点以前就开始挂号"],
            &["戊", "东街医院", "建议增设自动售药机，夜里也能买到常用药品"],
        ],
    ];
    for rows in sheets {
        let folder = || request(vec![strange().files.remove(0), csv("无表头.csv", rows)]);
        let before = run(&folder());
        assert!(codes(&before).contains(&"sheet-unrecognized"), "{rows:?}");
        let mut page = ledger(&before);
        let headers = rows[0].join("｜");
        fill(&mut page, PAGE, ("表头", &headers), (TABLE, "征求意见汇总"));
        let said = *rows[0].iter().find(|text| text.starts_with("建议")).unwrap();
        fill(&mut page, PAGE, ("表头", said), (FIELD, "意见建议"));
        fill(&mut page, PAGE, ("表头", "东街医院"), (FIELD, "单位"));
        let after = with(vec![("核对表.xlsx", workbook(&page), 10)], folder());
        assert_eq!(items(&after), "5", "{rows:?}");
        assert!(codes(&after).contains(&"header-missing"), "{rows:?}");
        assert_eq!(seen(&after, "无表头.csv").header_rows, None);
        assert_eq!(
            after.figures.get("opinions.by_unit/东街医院").unwrap().printed,
            if rows[2][1] == "东街医院" { "2" } else { "1" }
        );
    }
}
