//! How long a revision takes: reports of up to 10,000 paragraphs, and how that grows with them.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::disallowed_macros)]
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use chengwen::finding::Noted;
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
