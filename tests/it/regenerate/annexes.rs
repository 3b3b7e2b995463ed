//! Tables of annexes are revised cell by cell and row by row.

use chengwen::docx;
use chengwen::model::place::TheirsAt;
use chengwen::model::revision::Turn;

use super::{OPINIONS, Paper, REPORT, SETTINGS, everything, folder, text};
use crate::scratch::Scratch;

/// A folder whose report has the table of opinions as an annex.
fn with_annex() -> Scratch {
    let scratch = folder();
    scratch.write("甲/报告信息.csv", format!("{SETTINGS}附件,意见建议汇总\n").as_bytes());
    scratch.done(&["build", "甲"]);
    let report = text(&scratch.read(REPORT));
    assert!(report.contains("建议增设夜间门诊"), "the annex came in: {report}");
    scratch
}

#[test]
fn the_same_again_changes_no_byte() {
    let scratch = with_annex();
    scratch.done(&["build", "甲"]);
    let before = everything(&scratch);
    scratch.done(&["build", "甲"]);
    for (before, after) in before.iter().zip(everything(&scratch)) {
        assert!(*before == after, "{} changed", before.0);
    }
}

#[test]
fn a_cell_that_a_person_changed_stays_and_rows_come_and_go() {
    let scratch = with_annex();
    let theirs = Paper::open(&scratch.read(REPORT)).reword("建议增设夜间门诊", "建议增设夜间门诊（已采纳）");
    scratch.write(REPORT, &theirs.save());
    let rows = format!("{OPINIONS}3,西街医院,建议延长取药时间\n4,北街医院,建议增加候诊座椅\n");
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    scratch.done(&["build", "甲"]);
    let report = text(&scratch.read(REPORT));
    for words in ["建议增设夜间门诊（已采纳）", "建议延长取药时间", "建议增加候诊座椅", "收到3条意见和建议"]
    {
        assert!(report.contains(words), "{words}: {report}");
    }
    let rows = format!("{OPINIONS}3,北街医院,建议增加候诊座椅\n");
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    scratch.done(&["build", "甲"]);
    let report = text(&scratch.read(REPORT));
    assert!(report.contains("（已采纳）") && report.contains("候诊座椅"), "{report}");
    assert!(!report.contains("建议延长取药时间"), "its row is gone: {report}");
}

#[test]
fn a_table_that_a_person_deleted_stays_deleted() {
    let scratch = with_annex();
    scratch.write(REPORT, &Paper::open(&scratch.read(REPORT)).without_tables().save());
    let rows = format!("{OPINIONS}3,西街医院,建议延长取药时间\n");
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    scratch.done(&["build", "甲", "-v"]).says(&["您删去的"]);
    let report = text(&scratch.read(REPORT));
    assert!(!report.contains("建议延长取药时间") && report.contains("收到2条意见和建议"), "{report}");
}

#[test]
fn rows_of_annexes_stand_in_the_account_of_changes() {
    let scratch = with_annex();
    let rows = "序号,单位,意见建议\n1,城关医院,建议增设夜间门诊\n2,东街医院,建议增加候诊座椅\n\
                3,西街医院,建议延长取药时间\n";
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    scratch.done(&["build", "甲"]);
    // A row is deleted by hand; in the workbooks another is reworded, and one comes.
    let theirs = Paper::open(&scratch.read(REPORT)).without_row("建议增加候诊座椅");
    scratch.write(REPORT, &theirs.save());
    let rows = format!("{}4,北街医院,建议修整坡道\n", rows.replace("延长取药时间", "延长取药的时间"));
    scratch.write("甲/意见汇总.csv", rows.as_bytes());
    // The total still counts it, and is told.
    scratch.done(&["build", "甲"]).says(&["“条数”一栏合计为4，现有各行相加为3"]);
    let report = text(&scratch.read(REPORT));
    assert!(!report.contains("候诊座椅") && report.contains("建议修整坡道"), "{report}");
    let blocks = super::changes::part(&scratch, "段落");
    let table = blocks.iter().find(|row| row[1] == "征求意见建议汇总表").expect("the annex");
    let said = |cell: &str, words: &[&str]| words.iter().all(|words| cell.contains(words));
    assert!(said(&table[2], &["建议增加候诊座椅", "建议延长取药时间"]), "{table:?}");
    assert!(said(&table[3], &["建议延长取药的时间", "建议修整坡道"]), "{table:?}");
    assert!(!table[2].contains("夜间门诊") && !table[3].contains("候诊座椅"), "{table:?}");
    // It holds until somebody mends it or keeps it with a reason, so 核对表 has it.
    let sheets = crate::ledger::sheets(&scratch.read("甲/成文/核对表.xlsx"));
    let is_told = |row: &Vec<String>| row.iter().any(|cell| cell.contains("现有各行相加为3"));
    assert!(sheets["问题"].iter().any(is_told), "{:?}", sheets["问题"]);
    let before = everything(&scratch);
    scratch.done(&["build", "甲"]);
    assert!(before == everything(&scratch), "a further build changed a byte");
}

#[test]
fn a_label_keeps_the_number_of_its_place_among_annexes_that_are_only_named() {
    let scratch = folder();
    let annexes = "会议照片（另附）\n意见建议汇总\n分工表（另附）";
    scratch.write("甲/报告信息.csv", format!("{SETTINGS}附件,\"{annexes}\"\n").as_bytes());
    scratch.done(&["build", "甲"]);
    let theirs = Paper::open(&scratch.read(REPORT)).reword("建议增设夜间门诊", "建议增设夜间门诊（已采纳）");
    scratch.write(REPORT, &theirs.save());
    for rows in [format!("{OPINIONS}3,西街医院,建议延长取药时间\n"), OPINIONS.to_owned()] {
        scratch.write("甲/意见汇总.csv", rows.as_bytes());
        scratch.done(&["build", "甲"]);
        let report = text(&scratch.read(REPORT));
        for words in ["1.会议照片", "2.征求意见建议汇总表", "3.分工表", "附件2", "（已采纳）"]
        {
            assert!(report.contains(words), "{words}: {report}");
        }
        assert!(!report.contains("附件1") && !report.contains("附件3"), "{report}");
    }
}

/// The labels and titles of annexes in the order in which they stand.
fn order(report: &str) -> Vec<&str> {
    let mut found: Vec<(usize, &str)> = ["征求意见建议汇总表", "活动开展情况统计表"]
        .into_iter()
        .flat_map(|title| report.match_indices(title).map(move |(at, _)| (at, title)).collect::<Vec<_>>())
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, title)| title).collect()
}

#[test]
fn a_report_that_nobody_touched_follows_another_order_of_its_annexes() {
    let scratch = folder();
    let build = |annexes: &str| {
        scratch.write("甲/报告信息.csv", format!("{SETTINGS}附件,\"{annexes}\"\n").as_bytes());
        scratch.done(&["build", "甲"]);
        text(&scratch.read(REPORT))
    };
    let (opinions, activities) = ("征求意见建议汇总表", "活动开展情况统计表");
    // Each stands in 附件说明 and above its table.
    assert_eq!(order(&build("意见建议汇总\n活动统计表")), [opinions, activities, opinions, activities]);
    let turned = build("活动统计表\n意见建议汇总");
    assert_eq!(order(&turned), [activities, opinions, activities, opinions]);
    assert!(turned.contains("附件：1.活动开展情况统计表"), "{turned}");
    let again = scratch.read(REPORT);
    build("活动统计表\n意见建议汇总");
    assert!(scratch.read(REPORT) == again);
}

const PROBLEMS: &str = "序号,存在问题,整改措施,责任单位,整改时限,完成情况\n\
    1,门诊窗口少,增设两个门诊窗口,医政科,2024年6月30日,已完成\n2,取药排队久,延长取药时间,药械科,2024年7月30日,正在整改\n";
/// The titles of the annexes; the first lies on its side.
const TITLES: [(&str, &str); 3] = [
    ("意见建议汇总", "征求意见建议汇总表"),
    ("活动统计表", "活动开展情况统计表"),
    ("问题清单", "突出问题清单"),
];

/// A folder with three tables to choose annexes from, and its report with these.
fn with_annexes(chosen: &[usize]) -> Scratch {
    let scratch = folder();
    scratch.write("甲/整改台账.csv", PROBLEMS.as_bytes());
    choose(&scratch, chosen);
    scratch.done(&["build", "甲"]);
    stand_in_order(&scratch, chosen);
    scratch
}

fn choose(scratch: &Scratch, chosen: &[usize]) {
    let names: Vec<&str> = chosen.iter().map(|at| TITLES[*at].0).collect();
    scratch.write("甲/报告信息.csv", format!("{SETTINGS}附件,\"{}\"\n", names.join("\n")).as_bytes());
}

/// Another order is asked for, and followed; a further build changes no byte.
fn choose_and_build(scratch: &Scratch, chosen: &[usize]) {
    choose(scratch, chosen);
    scratch.done(&["build", "甲"]);
    stand_in_order(scratch, chosen);
    let before = everything(scratch);
    scratch.done(&["build", "甲"]);
    assert!(before == everything(scratch), "a further build changed a byte");
}

/// A person's words at the beginning of the report.
fn touch(scratch: &Scratch) {
    let theirs = Paper::open(&scratch.read(REPORT)).reword("现将有关情况", "经研究，现将有关情况");
    scratch.write(REPORT, &theirs.save());
}

/// The annexes are named and stand in this order, each with its number, its table and pages that lie as they do.
fn stand_in_order(scratch: &Scratch, chosen: &[usize]) {
    let report = scratch.read(REPORT);
    let lines = crate::raw::paragraphs(&report);
    let several = chosen.len() > 1;
    let number = |at: usize, point: &str| if several { format!("{}{point}", at + 1) } else { String::new() };
    let (mut wanted, mut lies) = (Vec::new(), Vec::new());
    for (at, annex) in chosen.iter().enumerate() {
        let lead = if at == 0 { "附件：" } else { "" };
        wanted.push(format!("{lead}{}{}", number(at, "."), TITLES[*annex].1));
    }
    for (at, annex) in chosen.iter().enumerate() {
        wanted.push(format!("附件{}", number(at, "")));
        wanted.push(TITLES[*annex].1.to_owned());
        lies.push(*annex == 0);
    }
    let of_annexes =
        |line: &&String| line.starts_with("附件") || TITLES.iter().any(|(_, title)| line.ends_with(title));
    let seen: Vec<&String> = lines.iter().filter(of_annexes).collect();
    assert_eq!(seen, wanted.iter().collect::<Vec<_>>());
    assert_eq!(pages(&report), lies);
}

/// For each table behind a label whether its pages lie on their side.
fn pages(report: &[u8]) -> Vec<bool> {
    let body = crate::docx::package::Package::open_any(report).tree("word/document.xml");
    let body = crate::docx::package::find(&body, "w:body");
    let elements: Vec<_> = body.elements().collect();
    let first = elements
        .iter()
        .position(|element| words(element).starts_with("附件") && !words(element).contains('：'));
    let tables =
        elements.iter().enumerate().skip(first.unwrap_or(elements.len())).filter(|(_, e)| e.name == "w:tbl");
    let lies = |(at, _): (usize, &&chengwen::package::xml::Element)| {
        let size = elements[at..]
            .iter()
            .find_map(|element| crate::docx::package::all(element).find(|inner| inner.name == "w:pgSz"));
        size.unwrap().attribute("w:orient") == Some("landscape")
    };
    tables.map(lies).collect()
}

fn words(element: &chengwen::package::xml::Element) -> String {
    crate::docx::package::all(element).filter(|e| e.name == "w:t").map(|e| e.text()).collect()
}

#[test]
fn an_edited_report_follows_another_order_of_its_annexes() {
    for (before, after) in [
        (&[1, 2][..], &[2, 1][..]),
        (&[1, 0], &[0, 1]),
        (&[1, 0, 2], &[0, 2, 1]),
        (&[0], &[1, 0]),
        (&[0, 1, 2], &[2, 1]),
        (&[1, 0, 2], &[1, 2]),
    ] {
        let scratch = with_annexes(before);
        touch(&scratch);
        choose_and_build(&scratch, after);
        assert!(text(&scratch.read(REPORT)).contains("经研究，现将有关情况"));
        choose(&scratch, before);
        scratch.done(&["build", "甲"]);
        stand_in_order(&scratch, before);
    }
}

#[test]
fn what_people_put_into_an_annex_moves_with_it() {
    let scratch = with_annexes(&[0, 1, 2]);
    let theirs = Paper::open(&scratch.read(REPORT))
        .reword("建议增设夜间门诊", "建议增设夜间门诊（已采纳）")
        .add_at_the_end(&["注：第2项由药械科商后勤科办理。"])
        .comment("取药排队久", "主任", "再核实");
    scratch.write(REPORT, &theirs.save());
    let more = format!("{OPINIONS}3,西街医院,建议延长取药时间\n");
    scratch.write("甲/意见汇总.csv", more.as_bytes());
    choose_and_build(&scratch, &[2, 1, 0]);
    let report = text(&scratch.read(REPORT));
    let at = |words: &str| report.find(words).unwrap_or_else(|| panic!("no {words}: {report}"));
    assert!(at("附件1") < at("注：第2项由药械科") && at("注：第2项由药械科") < at("附件2"));
    assert!(at("附件3") < at("夜间门诊（已采纳）") && at("附件3") < at("建议延长取药时间"));
    assert!(crate::raw::parts(&scratch.read(REPORT))["word/comments.xml"].contains("再核实"));
}

#[test]
fn annexes_that_a_person_moved_rest_and_are_numbered_as_they_stand() {
    let scratch = with_annexes(&[1, 2]);
    scratch.write(REPORT, &Paper::open(&scratch.read(REPORT)).with_annexes_turned().save());
    for chosen in [[1, 2], [2, 1]] {
        choose(&scratch, &chosen);
        scratch.done(&["build", "甲"]);
        stand_in_order(&scratch, &[2, 1]);
    }
    scratch.write(REPORT, &Paper::open(&scratch.read(REPORT)).with_annexes_turned().save());
    choose(&scratch, &[2, 1]);
    scratch.done(&["build", "甲", "-v"]).says(&["保持报告中的次序"]);
    stand_in_order(&scratch, &[1, 2]);
    choose(&scratch, &[0, 2, 1]);
    scratch.done(&["build", "甲"]);
    stand_in_order(&scratch, &[0, 1, 2]);
}

#[test]
fn an_annex_of_a_person_is_counted_and_told_where_its_number_does_not_follow() {
    let scratch = with_annexes(&[1]);
    let theirs =
        Paper::open(&scratch.read(REPORT)).add_at_the_end(&["附件2", "我们自己的附件", "各科室分工。"]);
    scratch.write(REPORT, &theirs.save());
    scratch.done(&["build", "甲"]);
    choose(&scratch, &[1, 2]);
    scratch.done(&["build", "甲"]).says(&["“附件2”的序号写“2”，按顺序应为“3”"]);
    let report = text(&scratch.read(REPORT));
    assert!(report.contains("我们自己的附件") && report.contains("各科室分工。"));
}

#[test]
fn what_reaches_over_two_annexes_and_tracked_changes_hold_them_in_place() {
    let scratch = with_annexes(&[1, 2]);
    touch(&scratch);
    choose(&scratch, &[2, 1]);
    scratch.done(&["build", "甲", "--track", "-v"]).says(&["保持报告中的次序"]);
    stand_in_order(&scratch, &[1, 2]);
    let scratch = with_annexes(&[1, 2]);
    let theirs = Paper::open(&scratch.read(REPORT)).mark_from("动员会", "取药排队久");
    scratch.write(REPORT, &theirs.save());
    choose(&scratch, &[2, 1]);
    scratch.done(&["build", "甲", "-v"]).says(&["保持报告中的次序"]);
    stand_in_order(&scratch, &[1, 2]);
}

#[test]
fn an_order_of_annexes_that_would_lose_one_or_have_one_twice_is_refused() {
    let scratch = with_annexes(&[1, 2, 0]);
    let report = scratch.read(REPORT);
    let blocks = docx::read(&report).unwrap().blocks;
    let is_label = |text: &str| text.starts_with("附件") && text.chars().count() == 3;
    let labels = blocks.iter().enumerate().filter(|(_, block)| is_label(&block.text));
    let labels: Vec<TheirsAt> = labels.map(|(at, _)| TheirsAt(at)).collect();
    let turned = |order: &[usize], end: TheirsAt| {
        let annexes = order.iter().map(|at| labels[*at]).collect();
        docx::turned(&report, &Turn { annexes, end, notes: Vec::new() })
    };
    let end = TheirsAt(blocks.len());
    let words = |bytes: &[u8]| {
        let mut words: Vec<String> = docx::read(bytes).unwrap().texts().map(str::to_owned).collect();
        words.retain(|text| !text.trim().is_empty());
        words.sort_unstable();
        words
    };
    for order in [[0, 2, 1], [2, 1, 0], [1, 2, 0]] {
        assert_eq!(words(&turned(&order, end).unwrap()), words(&report), "{order:?}");
    }
    for (what, order, end) in [
        ("one stands twice", &[1, 1, 0][..], end),
        ("one stands in the place of another", &[2, 1, 1], end),
        ("they end before one of them", &[2, 0], labels[1]),
    ] {
        assert!(turned(order, end).is_err(), "{what}");
    }
}
