//! Bytes that may come from anybody → the steps that take them, and what must be true afterwards whatever they were.
//!
//! A target panics when it is not. `fuzz_targets/` feeds these from libFuzzer, `tests/it/fuzz.rs` from the corpus.
#![allow(clippy::unwrap_used, unreachable_pub)]

use std::sync::{Arc, LazyLock};

use chengwen::finding::Lang;
use chengwen::kind::{Kind, KindFiles, built_in, load};
use chengwen::model::decision::Decisions;
use chengwen::model::origin::{Origin, Places};
use chengwen::normalize::{Context, normalize};
use chengwen::recognize::{Options, recognize};
use chengwen::workbook::{Cell, InputFile, Row, Sheet, Workbook, read};
use chengwen::{Outcome, Past, PastReport, Request, generate};

static FILES: LazyLock<KindFiles> = LazyLock::new(|| built_in("campaign").unwrap());
static KIND: LazyLock<Kind> = LazyLock::new(|| load("campaign", &FILES).unwrap());
static FIRST: LazyLock<Outcome> = LazyLock::new(|| generate(&request(2)).unwrap());

const SETTINGS: &str = "项目,内容\n单位全称,某县卫生健康局\n主送机关,某县人民政府\n活动名称,能力提升活动\n\
                        成文日期,2024年6月3日\n下一步,健全长效机制\n";

/// A file of the folder → its sheets. Rows and cells are in order, no text is blank, and what is not read is said.
pub fn workbook(bytes: &[u8]) {
    let mut places = Places::default();
    let file = InputFile { path: "某局/意见.xlsx".to_owned(), bytes: bytes.to_vec() };
    let read = read(&[file], &mut places);
    assert!(read.value.unread.len() <= read.findings.len(), "unread without a word");
    for sheet in read.value.workbooks.iter().flat_map(|workbook| &workbook.sheets) {
        assert!(sheet.rows.is_sorted_by(|one, other| one.index < other.index), "rows out of order");
        for row in &sheet.rows {
            assert!(row.cells.is_sorted_by(|one, other| one.0 < other.0), "cells out of order");
            for (column, cell) in &row.cells {
                let blank = matches!(cell, Cell::Text(text) if text.trim().is_empty());
                assert!(!blank, "a blank text");
                let _ = places.cell(Origin { sheet: sheet.id, row: row.index, column: *column });
            }
        }
    }
}

/// A grid (lines, cells by tabs, `=` before a number) → entries. Rows read are rows used and rows set aside.
pub fn entries(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut places = Places::default();
    let id = places.enter("某局/台账.xlsx", "表1");
    let sheet = Sheet {
        id,
        name: "表1".to_owned(),
        hidden: false,
        text: false,
        rows: (0..).zip(text.lines()).filter_map(|(index, line)| row(index, line)).collect(),
        merges: Vec::new(),
        hidden_rows: Vec::new(),
    };
    let workbooks = [Workbook { file: "某局/台账.xlsx".to_owned(), sheets: vec![sheet] }];
    let decisions = Decisions::default();
    let tables = recognize(&workbooks, &KIND, &places, &decisions, Options { hidden_sheets: false });
    assert!(tables.value.iter().all(|table| table.adds_up()), "a row is lost in recognising");
    let normalized = normalize(&workbooks, &tables.value, &KIND, &Context::default());
    for tally in &normalized.value.tallies {
        assert_eq!(tally.rows_read as usize, tally.rows_used as usize + tally.set_aside.len());
    }
    for finding in tables.findings.iter().chain(&normalized.findings) {
        assert!(!finding.what.say().message(Lang::Zh).is_empty());
    }
}

fn row(index: u32, line: &str) -> Option<Row> {
    let cell = |text: &str| match text.strip_prefix('=').and_then(|number| number.parse().ok()) {
        Some(number) => Cell::Number(number),
        None => Cell::Text(Arc::from(text.trim())),
    };
    let texts = (0..).zip(line.split('\t')).filter(|(_, text)| !text.trim().is_empty());
    let cells: Vec<(u32, Cell)> = texts.map(|(column, text)| (column, cell(text))).collect();
    (!cells.is_empty()).then_some(Row { index, cells })
}

/// A document that may be the report as people left it → the next run over it. It is revised, or left alone and
/// said; what comes out can be read, and is the same for the same bytes.
pub fn revised(bytes: &[u8]) {
    let left =
        InputFile { path: "成文/能力提升活动情况报告.docx".to_owned(), bytes: bytes.to_vec() };
    let past = Past {
        reports: vec![PastReport { file: left, at: 1 }],
        bases: vec![FIRST.base.clone()],
        ..Past::default()
    };
    let Ok(outcome) = generate(&Request { past, ..request(3) }) else { return };
    assert!(chengwen::docx::read(&outcome.document).is_ok(), "what was written cannot be read");
}

/// A text as the wording of a section → a report, or a refusal that names the fault. Nothing of the marks that data
/// travel in is left in it.
pub fn wording(bytes: &[u8]) {
    let mut kind_files = FILES.clone();
    kind_files.insert("measures.hbs".to_owned(), bytes.to_vec());
    let Ok(outcome) = generate(&Request { kind_files, ..request(2) }) else { return };
    let marks = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
    let texts = outcome.report.blocks.iter().map(|block| block.text());
    assert!(!texts.into_iter().any(|text| text.contains(marks)), "a mark is printed");
}

/// A small folder with so many opinions.
fn request(opinions: usize) -> Request {
    const OPINIONS: [&str; 3] =
        ["1,城关医院,建议增设夜间门诊", "2,东街医院,无", "3,西街医院,建议简化缴费手续"];
    let rows: Vec<&str> = OPINIONS.into_iter().take(opinions).collect();
    let table = format!("序号,单位,意见建议\n{}\n", rows.join("\n"));
    let file = |path: &str, text: &str| InputFile { path: path.to_owned(), bytes: text.into() };
    Request {
        files: vec![file("意见汇总.csv", &table), file("报告信息.csv", SETTINGS)],
        kind: "campaign".to_owned(),
        kind_files: FILES.clone(),
        ..Request::default()
    }
}
