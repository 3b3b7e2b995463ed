//! Tables and charts of annexes: rows as lines, cells divided by `|`.

use chengwen::model::annex::{Align, Chart, Exhibit, Table, TableCell, TableColumn};
use chengwen::model::base::Base;
use chengwen::model::document::{Document, Found, Shape};
use chengwen::model::report::{Block, Inline, Provenance, Report, Role};
use chengwen::model::revision::{Edit, Fate};
use chengwen::revise::revise;

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
    let column = |title: String| TableColumn { title, width: 1.0, align: Align::Left };
    let columns = rows.remove(0).into_iter().map(column).collect();
    let cell = |text: String| TableCell { inlines: vec![inline(text)] };
    let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
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
    let found = |shape: Shape, text: &str| Found {
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
    check(BASE, theirs, &fresh, theirs, Fate::Kept, 0);
}

#[test]
fn a_cell_that_both_changed_stays_and_is_said() {
    let theirs = BASE.replace("38", "39");
    let fresh = BASE.replace("38", "42");
    check(BASE, &theirs, &fresh, &theirs, Fate::Conflict, 1);
}

#[test]
fn a_column_that_a_person_added_keeps_the_table_as_it_is() {
    let theirs = BASE.lines().map(|line| format!("{line}|备注")).collect::<Vec<_>>().join("\n");
    check(BASE, &theirs, &BASE.replace("38", "42"), &theirs, Fate::Conflict, 1);
}

#[test]
fn a_chart_gets_fresh_data_unless_a_person_typed_others() {
    let report = |count: f64| {
        let chart = Exhibit::Chart(Chart {
            series: "次数".into(),
            axis: "活动类型".into(),
            points: vec![("集中学习".into(), count)],
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
        Document { blocks: vec![Found { shape, hints, role: None, text, pending: false }], base: None }
    };
    let base = Base::of(&report(3.0), "run", "kind");
    let edits = |theirs: &str, fresh: f64| revise(&base, &chart(theirs), &report(fresh)).value.edits;
    assert_eq!(edits("3", 3.0), []);
    assert_eq!(edits("3", 4.0), [Edit::Redraw { at: 0, fresh: "chart".into() }]);
    assert_eq!(edits("5", 3.0), []);
    assert_eq!(edits("4", 4.0), []);
    assert!(matches!(&edits("5", 4.0)[..], [Edit::Comment { at: 0, text }] if text.contains("集中学习 4")));
}
