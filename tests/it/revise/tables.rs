//! Tables and charts of annexes: rows as lines, cells divided by `|`.

use crate::revise::revise;
use chengwen::model::annex::{Chart, Exhibit, RowOf, Shows, Table, TableCell, TableColumn, TableRow};
use chengwen::model::base::Base;
use chengwen::model::document::{Document, DocumentBlock, Shape};
use chengwen::model::report::{Block, Inline, Provenance, Report, Role};
use chengwen::model::revision::{Edit, Fate};

use super::apply::apply;
use super::cases::again;

fn rows(text: &str) -> Vec<Vec<String>> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| line.split('|').map(str::to_owned).collect())
        .collect()
}

fn report(text: &str) -> Report {
    let mut rows = rows(text);
    let inline = |text: String| Inline { text, from: Provenance::Template, lead: false };
    let column = |title: String| {
        let shows = match title.as_str() {
            "序号" => Shows::Serial,
            "主题" => Shows::Subject,
            "人次" => Shows::Sum,
            _ => Shows::Other,
        };
        TableColumn { title, width: 1.0, shows, ..TableColumn::default() }
    };
    let columns = rows.remove(0).into_iter().map(column).collect();
    let cell = |text: String| TableCell { inlines: vec![inline(text)] };
    let of = |row: &[String]| match row.iter().any(|cell| cell == "合计") {
        true => RowOf::Total,
        false => RowOf::default(),
    };
    let row = |row: Vec<String>| TableRow { of: of(&row), cells: row.into_iter().map(cell).collect() };
    let rows = rows.into_iter().map(row).collect();
    let table = Exhibit::Table(Table { columns, rows, landscape: false });
    let title = Block {
        id: "annex_title".into(),
        role: Role::AnnexTitle,
        inlines: vec![inline("活动一览表".into())],
        exhibit: None,
    };
    let block = Block {
        id: "annex".into(),
        role: Role::AnnexTable,
        inlines: Vec::new(),
        exhibit: Some(Box::new(table)),
    };
    Report { blocks: vec![title, block], ..Report::default() }
}

fn document(text: &str) -> Document {
    let found = |shape: Shape, text: &str| DocumentBlock {
        shape,
        hints: Vec::new(),
        role: None,
        text: text.to_owned(),
        pending: false,
    };
    let blocks = vec![found(Shape::Paragraph, "活动一览表"), found(Shape::Table(rows(text)), "")];
    Document { blocks, base: None }
}

/// Revises, and looks at the rows, the fate and the count of comments.
fn check(base: &str, theirs: &str, fresh: &str, expected: &str, fate: Fate, comments: usize) {
    let (theirs, fresh) = (document(theirs), report(fresh));
    let revised = revise(&Base::of(&report(base), "run", "kind"), &theirs, &fresh).value;
    let (result, said) = apply(&theirs, &fresh, &revised.edits);
    assert_eq!(result.blocks[1].shape, Shape::Table(rows(expected)));
    assert_eq!(revised.blocks[1].fate, fate);
    assert_eq!(said.len(), comments);
    assert_eq!(again(&revised.base, &result, &fresh), None);
}

const BASE: &str = "序号|时间|主题|人次
    1|3月7日|主题党日|36
    2|3月9日|集中学习第一次|40
    3|3月20日|警示教育片《逾矩》|38";

#[test]
fn cells_and_rows_are_renewed() {
    let fresh = "序号|时间|主题|人次
        1|3月7日|主题党日|37
        2|3月8日|走访东关社区|12
        3|3月9日|集中学习第一次|40";
    check(BASE, BASE, fresh, fresh, Fate::Refreshed, 0);
}

#[test]
fn cells_and_rows_of_persons_stay() {
    let theirs = "序号|时间|主题|人次
        1|3月7日|“严纪律”主题党日|36
        2|3月9日|集中学习第一次|40
        |4月1日|我们自己加的一行|5
        3|3月20日|警示教育片《逾矩》|38";
    let fresh = "序号|时间|主题|人次
        1|3月7日|主题党日|37
        2|3月9日|集中学习第一次|41
        3|3月20日|警示教育片《逾矩》|38";
    let expected = "序号|时间|主题|人次
        1|3月7日|“严纪律”主题党日|37
        2|3月9日|集中学习第一次|41
        |4月1日|我们自己加的一行|5
        3|3月20日|警示教育片《逾矩》|38";
    check(BASE, theirs, fresh, expected, Fate::Merged, 0);
}

#[test]
fn a_row_that_a_person_deleted_stays_deleted() {
    let theirs = "序号|时间|主题|人次
        1|3月7日|主题党日|36
        3|3月20日|警示教育片《逾矩》|38";
    let fresh = BASE.replace("40", "44");
    check(BASE, theirs, &fresh, &theirs.replace("3|3月20日", "2|3月20日"), Fate::Merged, 0);
}

#[test]
fn a_cell_that_both_changed_stays_and_is_said() {
    let theirs = BASE.replace("38", "39");
    let fresh = BASE.replace("38", "42");
    check(BASE, &theirs, &fresh, &theirs, Fate::Conflict, 1);
}

#[test]
fn a_column_that_a_person_added_stays_and_the_others_are_renewed() {
    let added = |text: &str| {
        let line = |line: &str| {
            let (first, rest) = line.trim().split_once('|').unwrap();
            let own = if first == "序号" { "备注" } else { "" };
            format!("{first}|{own}|{rest}\n")
        };
        text.lines().map(line).collect::<String>()
    };
    let fresh = BASE.replace("38", "42");
    check(BASE, &added(BASE), &fresh, &added(&fresh), Fate::Merged, 0);
}

/// What is told of a table, by its codes.
fn told(base: &str, theirs: &str, fresh: &str) -> Vec<&'static str> {
    let noted = revise(&Base::of(&report(base), "run", "kind"), &document(theirs), &report(fresh));
    noted.findings.iter().map(|finding| finding.what.say().code).collect()
}

#[test]
fn rows_that_are_not_those_of_the_workbooks_are_told() {
    let total = |last: &str| format!("{BASE}\n4|3月25日|参观见学|0\n|合计||{last}");
    let without = |text: &str, words: &str| -> String {
        text.lines().filter(|line| !line.contains(words)).map(|line| format!("{line}\n")).collect()
    };
    let (summed, in_words) = (total("114"), total("约110"));
    let own = |text: &str, cells: &str| text.replace("4|3月25日", &format!("{cells}\n4|3月25日"));
    for (what, given, theirs, codes) in [
        ("nothing was done", BASE, BASE.to_owned(), &[][..]),
        ("a row was deleted", BASE, without(BASE, "集中学习"), &["table-rows"]),
        ("the total tells of it", &summed, without(&summed, "集中学习"), &["table-sum"]),
        ("the total does not tell of nought", &summed, without(&summed, "参观"), &["table-rows"]),
        ("a total in words tells nothing", &in_words, without(&in_words, "集中学习"), &["table-rows"]),
        ("a row of a person's adds nothing", &summed, own(&summed, "||自加|"), &["table-rows"]),
        ("a row of a person's adds something", &summed, own(&summed, "||自加|5"), &["table-sum"]),
        ("the total was deleted too", &summed, without(&without(&summed, "合计"), "参观"), &["table-rows"]),
    ] {
        assert_eq!(told(given, &theirs, given), codes, "{what}");
    }
}

#[test]
fn a_row_with_words_in_a_column_of_a_persons_own_stays_when_its_entry_goes() {
    let noted = |text: &str, note: &str| -> String {
        let own = |line: &str| match line {
            _ if line.contains("序号") => "备注",
            _ if line.contains("集中学习") => note,
            _ => "",
        };
        text.lines().map(|line| format!("{}|{}\n", line.trim(), own(line))).collect()
    };
    let fresh = BASE.lines().filter(|line| !line.contains("集中学习")).map(|line| format!("{line}\n"));
    let fresh = fresh.collect::<String>().replace("3|3月20日", "2|3月20日");
    check(BASE, &noted(BASE, "局长参加"), &fresh, &noted(BASE, "局长参加"), Fate::Kept, 0);
    check(BASE, &noted(BASE, ""), &fresh, &noted(&fresh, ""), Fate::Merged, 0);
    assert_eq!(told(BASE, &noted(BASE, "局长参加"), &fresh), ["edit-orphan", "table-rows"]);
}

#[test]
fn what_a_person_put_into_a_row_that_is_no_text_stays() {
    const NOTE: &str = "\u{fffc}";
    let without = BASE.lines().filter(|line| !line.contains("集中学习")).collect::<Vec<_>>().join("\n");
    let renumbered = without.replace("3|3月20日", "2|3月20日");
    for cell in ["2|3月9日", "集中学习第一次", "40"] {
        let theirs = BASE.replace(cell, &format!("{cell}{NOTE}"));
        // The entry goes: the row stays, and is told.
        check(BASE, &theirs, &renumbered, &theirs, Fate::Kept, 0);
        assert_eq!(told(BASE, &theirs, &renumbered), ["edit-orphan", "table-rows"]);
        // It is rewritten: the words are fresh, and what was among them stays.
        let fresh = BASE.replace("集中学习第一次", "集中学习第一次会议").replace("40", "41");
        let expected = theirs.replace("集中学习第一次", "集中学习第一次会议").replace("40", "41");
        check(BASE, &theirs, &fresh, &expected, Fate::Merged, 0);
        // The whole annex goes: the table stays.
        let kept = revise(&Base::of(&report(BASE), "run", "kind"), &document(&theirs), &Report::default());
        let of_table = |edit: &&Edit| matches!(edit, Edit::Remove { at } if at.0 == 1);
        assert_eq!(kept.value.edits.iter().find(of_table), None);
    }
    // A number with a footnote is renewed all the same.
    let theirs = BASE.replace("3|3月20日", &format!("3{NOTE}|3月20日"));
    check(
        BASE,
        &theirs,
        &renumbered,
        &renumbered.replace("2|3月20日", &format!("2{NOTE}|3月20日")),
        Fate::Merged,
        0,
    );
    // So does a break that a person put into a cell.
    let theirs = broken(&BASE.replace("集中学习", "集中\u{b}学习"));
    let fresh = report(&BASE.replace("第一次", "第一次会议"));
    let noted = revise(&Base::of(&report(BASE), "run", "kind"), &theirs, &fresh);
    let (result, _) = apply(&theirs, &fresh, &noted.value.edits);
    let Shape::Table(rows) = &result.blocks[1].shape else { panic!("no table") };
    assert_eq!(rows[2][2], "集中\n学习第一次会议");
}

/// A document in which a vertical tab stands for a line break.
fn broken(text: &str) -> Document {
    let mut document = document(text);
    if let Shape::Table(rows) = &mut document.blocks[1].shape {
        rows.iter_mut().flatten().for_each(|cell| *cell = cell.replace('\u{b}', "\n"));
    }
    document
}

#[test]
fn a_column_that_only_the_workbooks_have_is_told_and_is_no_conflict() {
    let line = |line: &str| {
        let own = if line.contains("序号") { "备注" } else { "已办" };
        format!("{}|{own}", line.trim())
    };
    let fresh = BASE.lines().map(line).collect::<Vec<_>>().join("\n");
    check(BASE, BASE, &fresh, BASE, Fate::Same, 0);
    let said = revise(&Base::of(&report(BASE), "run", "kind"), &document(BASE), &report(&fresh)).findings;
    let codes: Vec<_> = said.iter().map(|finding| finding.what.say().code).collect();
    assert_eq!(codes, ["table-column"]);
}

#[test]
fn a_row_goes_with_its_entry() {
    let theirs = BASE.replace("集中学习第一次", "集中学习第一次（已存档）");
    let fresh = "序号|时间|主题|人次
        1|3月20日|警示教育片《逾矩》|38
        2|3月10日|集中学习第一次|41
        3|3月7日|主题党日|36";
    let expected = fresh.replace("集中学习第一次", "集中学习第一次（已存档）");
    check(BASE, &theirs, fresh, &expected, Fate::Merged, 0);
    let deleted = "序号|时间|主题|人次
        1|3月7日|主题党日|36
        2|3月20日|警示教育片《逾矩》|38";
    let expected = "序号|时间|主题|人次
        1|3月20日|警示教育片《逾矩》|38
        2|3月7日|主题党日|36";
    check(BASE, deleted, fresh, expected, Fate::Merged, 0);
}

#[test]
fn a_row_that_a_person_moved_stays_where_it_is() {
    let theirs = "序号|时间|主题|人次
        1|3月20日|警示教育片《逾矩》|38
        2|3月7日|主题党日|36
        3|3月9日|集中学习第一次|40";
    check(BASE, theirs, BASE, theirs, Fate::Kept, 0);
    let fresh = format!("{BASE}\n4|4月2日|走访东关社区|12");
    check(BASE, theirs, &fresh, &format!("{theirs}\n4|4月2日|走访东关社区|12"), Fate::Merged, 0);
}

#[test]
fn two_changes_in_one_cell_stand_side_by_side() {
    let base = BASE.replace("集中学习第一次", "集中学习《条例》第一次，办公室主讲");
    let theirs = base.replace("办公室主讲", "办公室主讲（录像）");
    let fresh = base.replace("集中学习", "集体学习");
    check(&base, &theirs, &fresh, &theirs.replace("集中学习", "集体学习"), Fate::Merged, 0);
}

#[test]
fn a_row_without_an_entry_any_more_stays_when_a_person_changed_it() {
    let theirs = BASE.replace("集中学习第一次", "集中学习第一次（已存档）");
    let fresh = "序号|时间|主题|人次
        1|3月7日|主题党日|36
        2|3月20日|警示教育片《逾矩》|38";
    check(BASE, &theirs, fresh, &theirs, Fate::Kept, 0);
    let said = revise(&Base::of(&report(BASE), "run", "kind"), &document(&theirs), &report(fresh)).findings;
    assert!(
        said.iter().any(|finding| finding.what.say().message[0].contains("集中学习第一次（已存档）")),
        "{said:?}"
    );
}

#[test]
fn things_that_only_a_number_tells_apart_are_two() {
    for (one, other) in
        [("集中学习第一次", "集中学习第二次"), ("城关镇3号楼", "城关镇4号楼"), ("机关三支部", "机关四支部")]
    {
        let base = BASE.replace("集中学习第一次", one);
        let theirs = base.replace(one, &format!("{one}（已存档）"));
        let fresh = base.replace(one, other);
        let expected = "序号|时间|主题|人次
            1|3月7日|主题党日|36
            2|3月9日|ONE（已存档）|40
            3|3月9日|OTHER|40
            4|3月20日|警示教育片《逾矩》|38";
        check(&base, &theirs, &fresh, &expected.replace("ONE", one).replace("OTHER", other), Fate::Merged, 0);
    }
    // In a sentence a number was corrected.
    let base = BASE.replace("集中学习第一次", "集中学习《条例》3个小时并交流体会");
    let theirs = base.replace("体会", "体会（已存档）");
    let (fresh, expected) = (base.replace("3个", "4个"), theirs.replace("3个", "4个"));
    check(&base, &theirs, &fresh, &expected, Fate::Merged, 0);
}

#[test]
fn a_total_that_does_not_add_up_is_told() {
    let total = |rows: &str, sum: usize| format!("{rows}\n||合计|{sum}");
    let said = |theirs: &str| {
        let base = report(&total(BASE, 114));
        let noted = revise(&Base::of(&base, "run", "kind"), &document(theirs), &base);
        noted.findings.into_iter().map(|finding| finding.what.say().message[0].clone()).collect::<Vec<_>>()
    };
    let shorter = BASE.lines().take(3).collect::<Vec<_>>().join("\n");
    assert!(said(&total(&shorter, 114))[0].contains("合计为114，现有各行相加为76"));
    // The text still counts three, whatever the total says.
    assert_eq!(said(&total(&shorter, 76)), ["附件现有2行，按现有表格应有3行，正文中的个数按3行计"]);
    assert_eq!(said(&total(BASE, 114)), [""; 0]);
}

#[test]
fn a_chart_gets_fresh_data_unless_a_person_typed_others() {
    let report = |count: f64| {
        let chart = Exhibit::Chart(Chart {
            series: vec!["次数".into()],
            axis: "活动类型".into(),
            points: vec![("集中学习".into(), vec![count])],
        });
        let block = Block {
            id: "chart".into(),
            role: Role::AnnexChart,
            inlines: Vec::new(),
            exhibit: Some(Box::new(chart)),
        };
        Report { blocks: vec![block], ..Report::default() }
    };
    let chart = |count: &str| {
        let shape = Shape::Chart(vec![vec!["集中学习".to_owned(), count.to_owned()]]);
        let (hints, text) = (vec!["chart".into()], "\u{fffc}".into());
        Document {
            blocks: vec![DocumentBlock { shape, hints, role: None, text, pending: false }],
            base: None,
        }
    };
    let base = Base::of(&report(3.0), "run", "kind");
    let edits = |theirs: &str, fresh: f64| revise(&base, &chart(theirs), &report(fresh)).value.edits;
    assert_eq!(edits("3", 3.0), []);
    assert_eq!(edits("3", 4.0), [Edit::Redraw { at: 0.into(), fresh: "chart".into() }]);
    assert_eq!(edits("5", 3.0), []);
    assert_eq!(edits("4", 4.0), []);
    assert!(
        matches!(&edits("5", 4.0)[..], [Edit::Comment { at, text }] if at.0 == 0 && text.contains("集中学习 4"))
    );
}
