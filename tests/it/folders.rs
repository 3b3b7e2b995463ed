//! Folders of workbooks written as text → the tables, findings and figures that they must give.
//!
//! A case has two halves, divided by `---`: workbooks as the cases of recognising write them, then what is
//! expected. `rows` says of every table how many rows were read and used, how many entries count, and which
//! rows were set aside; then come all findings, in their order; `figure` gives the figures that matter.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use chengwen::Intake;
use chengwen::kind::Kind;
use chengwen::model::decision::Decisions;
use chengwen::model::entry::CountStatus;
use chengwen::model::figure::{Figure, FigureValue};
use chengwen::model::origin::Places;
use chengwen::tally::{Facts, tally};
use chengwen::workbook::Workbook;

use crate::kind;
use crate::recognize::grid::parse;
use crate::recognize::{Dice, scrap_sheet};

#[test]
fn folders_are_counted_as_by_hand() {
    let kind = kind();
    let mut files: Vec<_> =
        fs::read_dir("tests/cases/folders").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let wrong: Vec<String> = files.iter().filter_map(|file| check(&kind, file)).collect();
    assert!(!files.is_empty() && wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a case gives when that is not what it expects.
fn check(kind: &Kind, file: &Path) -> Option<String> {
    let text = fs::read_to_string(file).unwrap();
    let (input, expected) = text.split_once("\n---\n").expect("a case has two halves");
    let wanted: Vec<&str> = expected.lines().filter_map(|line| line.strip_prefix("figure ")).collect();
    let wanted = wanted.iter().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id);
    let seen = show(kind, input, &wanted.collect::<Vec<_>>());
    (expected.trim() != seen.trim()).then(|| format!("== {}\n{seen}", file.display()))
}

fn show(kind: &Kind, input: &str, wanted: &[&str]) -> String {
    let (workbooks, places, _) = parse(input);
    let mut findings = Vec::new();
    let taken = chengwen::take_in(workbooks, kind, &places, None, &Decisions::default())
        .note(&mut findings)
        .expect("a table");
    let as_of = taken.settings.date("截至日期");
    let (heads, entries) = (&taken.normalized.heads, &taken.normalized.entries);
    let tally = tally(&Facts {
        kind,
        heads,
        entries,
        settings: &taken.settings,
        as_of,
        percent_decimals: 1,
        previous: None,
    })
    .note(&mut findings);
    let mut out = rows(kind, &taken, &places);
    for finding in &findings {
        let (said, place) = (finding.what.say(), finding.place.spell(&places));
        let _ = writeln!(out, "{} {} @ {place}: {}", said.severity.word(), said.code, said.message[0]);
    }
    for id in wanted {
        let _ = writeln!(out, "figure {id} = {}", spell(tally.figures.get(id).expect("a figure"), &places));
    }
    out
}

/// What became of the rows of every table.
fn rows(kind: &Kind, taken: &Intake, places: &Places) -> String {
    let mut out = String::new();
    for (head, tally) in taken.normalized.heads.iter().zip(&taken.normalized.tallies) {
        assert_eq!(tally.rows_read as usize, tally.rows_used as usize + tally.set_aside.len());
        let name = places.name(head.sheet);
        let table = &kind.tables[head.table].id;
        let counts = format!("read {} used {} count {}", tally.rows_read, tally.rows_used, tally.entries);
        let _ = write!(out, "rows {table} {}!{} {counts}", name.file, name.sheet);
        for aside in &tally.set_aside {
            let _ = write!(out, " {}:{}", aside.row + 1, aside.reason.word());
        }
        out.push('\n');
    }
    out
}

/// The value of a figure, and its cells.
fn spell(figure: &Figure, places: &Places) -> String {
    let value = match &figure.value {
        FigureValue::Missing => "missing".to_owned(),
        FigureValue::Texts(texts) => {
            texts.iter().map(|(text, _)| text.to_string()).collect::<Vec<_>>().join("、")
        }
        FigureValue::Groups(groups) => groups
            .iter()
            .map(|group| format!("{} {}", group.key, group.rows.len()))
            .collect::<Vec<_>>()
            .join("、"),
        _ => figure.printed.clone(),
    };
    let cells = places.sources(&figure.sources);
    if cells.is_empty() { value } else { format!("{value} from {}", cells.join(" ")) }
}

/// Folders of scraps, with copies among them: every row is used or set aside, and what is used gives entries.
#[test]
fn every_row_is_used_or_set_aside_with_a_reason() {
    let (kind, mut dice) = (kind(), Dice(9704));
    let mut entries = 0;
    for _ in 0..60 {
        let mut places = Places::default();
        let mut books: Vec<Workbook> = Vec::new();
        for number in 0..5 {
            let mut sheet = scrap_sheet(&mut dice, &mut places);
            if let Some(book) = books.last().filter(|_| dice.roll(3) == 0) {
                sheet.rows = book.sheets[0].rows.clone();
                sheet.merges = book.sheets[0].merges.clone();
            }
            books.push(Workbook { file: format!("{number}.xlsx"), sheets: vec![sheet] });
        }
        let Some(taken) = chengwen::take_in(books, &kind, &places, None, &Decisions::default()).value else {
            continue;
        };
        for (head, tally) in taken.normalized.tallies.iter().enumerate() {
            let of_head = || taken.normalized.entries.iter().filter(|entry| entry.head as usize == head);
            let rows: BTreeSet<u32> = of_head()
                .filter(|entry| entry.count_status != CountStatus::Empty)
                .map(|entry| entry.row)
                .collect();
            let aside: BTreeSet<u32> = tally.set_aside.iter().map(|aside| aside.row).collect();
            assert_eq!(tally.rows_read as usize, tally.rows_used as usize + tally.set_aside.len());
            assert_eq!(tally.set_aside.len(), aside.len(), "a row was set aside twice");
            assert_eq!(tally.rows_used as usize, rows.len(), "a row was used and gave nothing");
            assert!(rows.is_disjoint(&aside), "a row was used and set aside");
            entries += of_head().count();
        }
    }
    assert!(entries > 200, "only {entries} entries");
}
