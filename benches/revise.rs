//! How long a revision takes: reports of up to 10,000 paragraphs and annexes of up to 5,000 rows, and how that grows with
//! them.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros)]
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use chengwen::finding::Noted;
use chengwen::model::annex::{Exhibit, RowOf, Shows, Table, TableCell, TableColumn, TableRow};
use chengwen::model::base::Base;
use chengwen::model::document::{Document, DocumentBlock, Shape};
use chengwen::model::report::{Block, Inline, Provenance, Report, Role};
use chengwen::model::revision::Revised;

fn revise(base: &Base, theirs: &Document, fresh: &Report) -> Noted<Revised> {
    chengwen::revise::revise(base, theirs, fresh).unwrap()
}

/// A report of points with figures, all worded much alike; `data` changes the figures.
fn report(paragraphs: usize, data: usize) -> Report {
    let inline = |text: String, from: Provenance| Inline { text, from, lead: false };
    let wording = |text: &str| inline(text.to_owned(), Provenance::Template);
    let slot = |id: String, value: usize| inline(value.to_string(), Provenance::Slot(id));
    let block = |at: usize| Block {
        id: format!("unit_{at}x"),
        role: Role::Body,
        inlines: vec![
            wording("根据统一部署，结合工作实际，"),
            inline(format!("第{}镇第{}村", at % 97, at), Provenance::Slot(format!("unit.{at}"))),
            wording("组织全体干部职工认真查找自身存在的问题，共收到意见建议"),
            slot(format!("items.{at}"), (at * 7 + data) % 900),
            wording("条，涉及"),
            slot(format!("aspects.{at}"), at % 5 + 1),
            wording("个方面，制定整改措施"),
            slot(format!("measures.{at}"), (at * 3 + data) % 70),
            wording("项，明确了下一步的努力方向，确保这次活动有计划、有步骤、有力度，取得实实在在的效果。"),
        ],
        exhibit: None,
    };
    Report { blocks: (0..paragraphs).map(block).collect(), ..Report::default() }
}

fn document(report: &Report) -> Document {
    let found = |block: &Block| DocumentBlock {
        shape: Shape::Paragraph,
        hints: Vec::new(),
        role: None,
        text: block.text(),
        pending: false,
    };
    Document { blocks: report.blocks.iter().map(found).collect(), base: None }
}

/// What a person does to each paragraph.
type Edit = fn(usize, &str) -> String;

const EDITS: [(&str, Edit); 4] = [
    ("nobody touched it", |_, text| text.to_owned()),
    ("every tenth reworded", |at, text| if at % 10 == 0 { reworded(text) } else { text.to_owned() }),
    ("every one reworded", |_, text| reworded(text)),
    ("every one written anew", |at, _| format!("第{at}段由办公室另行起草，与原来的文字没有关系，共{at}字。")),
];

fn reworded(text: &str) -> String {
    text.replace("组织全体干部职工认真查找", "发动党员干部和群众代表一起查摆")
        .replace("确保这次活动", "使整个活动")
}

fn run(paragraphs: usize, edit: Edit) -> Duration {
    let base = Base::of(&report(paragraphs, 0), "run", "kind");
    let mut theirs = document(&report(paragraphs, 0));
    for (at, found) in theirs.blocks.iter_mut().enumerate() {
        found.text = edit(at, &found.text);
    }
    let fresh = report(paragraphs, 1);
    let start = Instant::now();
    let revised = revise(&base, &theirs, &fresh);
    let time = start.elapsed();
    assert!(!revised.value.edits.is_empty() || !revised.findings.is_empty());
    time
}

fn main() {
    println!("{:>10}  {:>10}  {:>6}  what", "paragraphs", "ms", "ratio");
    for (name, edit) in EDITS {
        let mut last = None;
        for paragraphs in [1_250, 2_500, 5_000, 10_000] {
            let time = run(paragraphs, edit).as_secs_f64() * 1e3;
            let ratio = last.map_or(String::new(), |last: f64| format!("{:.2}", time / last));
            println!("{paragraphs:>10}  {time:>10.1}  {ratio:>6}  {name}");
            last = Some(time);
        }
    }
    moved();
    long();
    annexes();
}

/// A report of 10,000 paragraphs with an annex of so many rows; `data` changes rows and figures.
fn with_annex(rows: usize, data: usize) -> Report {
    let inline = |text: String| Inline { text, from: Provenance::Template, lead: false };
    let cell = |text: String| TableCell { inlines: vec![inline(text)] };
    let column = |(title, shows): &(&str, Shows)| TableColumn {
        title: (*title).to_owned(),
        width: 1.0,
        shows: *shows,
        ..TableColumn::default()
    };
    let columns = [
        ("序号", Shows::Serial),
        ("方面", Shows::Other),
        ("意见建议", Shows::Subject),
        ("条数", Shows::Sum),
        ("提出单位", Shows::Other),
    ];
    // With other data every tenth goes, another comes in its place, and every seventh is counted anew.
    let of = |at: usize| if data > 0 && at % 10 == 3 { at + rows } else { at };
    let row = |(number, at): (usize, usize)| TableRow {
        of: RowOf::Entries(vec![format!("entry{at}")]),
        cells: [
            number.to_string(),
            format!("第{}类", at % 13),
            format!("建议在第{at}号路口增设路灯，方便居民夜间出行，并定期检修第{}处设施", at * 3),
            (if at % 7 == 0 { at % 5 + 1 + data } else { at % 5 + 1 }).to_string(),
            format!("第{}社区", at % 211),
        ]
        .map(cell)
        .to_vec(),
    };
    let rows = (1..).zip((0..rows).map(of)).map(row).collect();
    let table = Table { columns: columns.iter().map(column).collect(), rows, landscape: false };
    let mut all = report(10_000, data);
    let block = |id: &str, role: Role, text: &str| Block {
        id: id.into(),
        role,
        inlines: vec![inline(text.to_owned())],
        exhibit: None,
    };
    all.blocks.push(block("annex_title", Role::AnnexTitle, "征求意见建议汇总表"));
    let exhibit = Some(Box::new(Exhibit::Table(table)));
    all.blocks.push(Block { exhibit, ..block("annex_table", Role::AnnexTable, "") });
    all
}

/// The document of a report with an annex; every third row was reworded by hand, or taken away.
fn with_rows(report: &Report, is_edited: bool) -> Document {
    let mut document = document(report);
    let base = Base::of(report, "run", "kind");
    let mut rows: Vec<Vec<String>> =
        base.blocks.last().unwrap().rows.iter().map(|row| row.cells.clone()).collect();
    if is_edited {
        rows.iter_mut().skip(1).step_by(3).for_each(|row| row[2] = format!("{}（已采纳）", row[2]));
        let mut at = 0;
        rows.retain(|_| {
            at += 1;
            at % 50 != 0
        });
    }
    let last = document.blocks.last_mut().unwrap();
    (last.shape, last.text) = (Shape::Table(rows), String::new());
    document
}

/// A report of 10,000 paragraphs with and without an annex, as milliseconds and as times the report alone.
fn annexes() {
    let time = |rows: usize, is_edited: bool| {
        let (old, fresh) = (with_annex(rows, 0), with_annex(rows, 1));
        let (base, theirs) = (Base::of(&old, "run", "kind"), with_rows(&old, is_edited));
        let start = Instant::now();
        let revised = revise(&base, &theirs, &fresh);
        let time = start.elapsed().as_secs_f64() * 1e3;
        assert!(!revised.value.edits.is_empty());
        time
    };
    let alone = time(1, false);
    for (rows, is_edited) in [(1_250, false), (2_500, false), (5_000, false), (5_000, true)] {
        let whole = time(rows, is_edited);
        let edited = if is_edited { ", every third row reworded, every fiftieth deleted" } else { "" };
        println!(
            "{rows:>10}  {:>10.1}  {:>6.2}  rows beside 10,000 paragraphs (times those alone){edited}",
            whole - alone,
            whole / alone
        );
    }
}

/// All paragraphs moved, the first last.
fn moved() {
    let base = Base::of(&report(10_000, 0), "run", "kind");
    let mut theirs = document(&report(10_000, 0));
    theirs.blocks.reverse();
    theirs.blocks.iter_mut().for_each(|found| found.text = reworded(&found.text));
    let start = Instant::now();
    let revised = revise(&base, &theirs, &report(10_000, 1));
    println!(
        "{:>10}  {:>10.1}  {:>6}  all moved and reworded; {} were found again",
        10_000,
        start.elapsed().as_secs_f64() * 1e3,
        "",
        revised.value.summary.merged
    );
}

/// One paragraph as long as a book, written anew.
fn long() {
    let all = |report: &Report| -> Report {
        let inlines = report.blocks.iter().flat_map(|block| block.inlines.clone()).collect();
        Report {
            blocks: vec![Block { id: "all".into(), role: Role::Body, inlines, exhibit: None }],
            ..Report::default()
        }
    };
    let (old, fresh) = (all(&report(1_000, 0)), all(&report(1_000, 1)));
    let mut theirs = document(&old);
    theirs.blocks[0].text = reworded(&theirs.blocks[0].text);
    let start = Instant::now();
    let revised = revise(&Base::of(&old, "run", "kind"), &theirs, &fresh);
    assert_eq!(revised.value.summary.merged, 1);
    println!(
        "{:>10}  {:>10.1}  {:>6}  one of 120,000 characters",
        1,
        start.elapsed().as_secs_f64() * 1e3,
        ""
    );
}
