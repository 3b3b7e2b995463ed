//! 核对表 says what the run found out, and what people write into it comes back at the next run.

mod decisions;
mod folder;
mod naming;
mod own;
mod steady;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use chengwen::kind::built_in;
use chengwen::model::report::{Block, Inline, Provenance};
use chengwen::workbook::InputFile;
use chengwen::{Outcome, Past, PastLedger, Request, generate};

/// The sheets of a workbook: rows of texts under their header.
pub(crate) type Sheets = BTreeMap<String, Vec<Vec<String>>>;

pub(crate) fn request(files: Vec<InputFile>) -> Request {
    Request {
        files,
        kind: "campaign".into(),
        kind_files: built_in("campaign").unwrap(),
        ..Request::default()
    }
}

pub(crate) fn csv(path: &str, rows: &[&[&str]]) -> InputFile {
    let row = |row: &&[&str]| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    let bytes = rows.iter().map(row).collect::<Vec<_>>().join("\n").into_bytes();
    InputFile { path: path.into(), bytes }
}

pub(crate) fn run(request: &Request) -> Outcome {
    generate(request).unwrap_or_else(|refused| panic!("{:?}", refused.refusals))
}

/// The folder of the sample, as the command line reads it.
fn sample() -> Request {
    fn walk(root: &Path, inside: &str, files: &mut Vec<InputFile>) {
        let mut entries: Vec<_> =
            std::fs::read_dir(root.join(inside)).unwrap().map(|entry| entry.unwrap()).collect();
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name().into_string().unwrap();
            let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
            if entry.path().is_dir() && name != "成文" {
                walk(root, &path, files);
            } else if entry.path().is_file() && !name.starts_with('.') {
                files.push(InputFile { path, bytes: std::fs::read(entry.path()).unwrap() });
            }
        }
    }
    let mut files = Vec::new();
    walk(Path::new("samples/campaign"), "", &mut files);
    request(files)
}

pub(crate) fn sheets(bytes: &[u8]) -> Sheets {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let read = |(name, range): (String, calamine::Range<Data>)| {
        let width = range.end().map_or(0, |(_, column)| column + 1);
        let rows = (0..range.end().map_or(0, |(row, _)| row + 1)).map(|row| {
            let cell = |column| range.get_value((row, column)).map_or(String::new(), ToString::to_string);
            (0..width).map(cell).collect()
        });
        (name, rows.collect())
    };
    book.worksheets().into_iter().map(read).collect()
}

/// Writes sheets as a person's program would: plain texts and numbers.
pub(crate) fn workbook(sheets: &Sheets) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                match cell.parse::<f64>() {
                    Ok(number) if cell.len() < 6 => sheet.write_number(row, column, number).unwrap(),
                    _ => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

pub(crate) fn column(rows: &[Vec<String>], title: &str) -> usize {
    rows[0]
        .iter()
        .position(|cell| cell == title)
        .unwrap_or_else(|| panic!("no column {title}: {:?}", rows[0]))
}

/// The cells of a column below the header.
pub(crate) fn cells<'s>(sheets: &'s Sheets, sheet: &str, title: &str) -> Vec<&'s str> {
    let rows = &sheets[sheet];
    let column = column(rows, title);
    rows[1..].iter().map(|row| row[column].as_str()).collect()
}

/// Fills in the cell of the row whose other column says something.
pub(crate) fn fill(
    sheets: &mut Sheets,
    sheet: &str,
    (where_, is): (&str, &str),
    (title, value): (&str, &str),
) {
    let rows = sheets.get_mut(sheet).unwrap();
    let (key, target) = (column(rows, where_), column(rows, title));
    let row = rows[1..].iter_mut().find(|row| row[key] == is).unwrap_or_else(|| panic!("no row {is}"));
    row[target] = value.to_owned();
}

pub(super) fn past(ledgers: Vec<(&str, Vec<u8>, u64)>) -> Past {
    let ledger = |(name, bytes, at): (&str, Vec<u8>, u64)| PastLedger {
        file: InputFile { path: format!("成文/{name}"), bytes },
        at,
    };
    Past { ledgers: ledgers.into_iter().map(ledger).collect(), ..Past::default() }
}

#[test]
fn the_sheets_say_what_the_run_found_out() {
    let outcome = run(&sample());
    let bytes = outcome.ledger().unwrap();
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(dir.join("核对表.xlsx"), &bytes).unwrap();
    let sheets = sheets(&bytes);
    for name in ["提要", "数字来源", "意见明细", "问题归纳", "报送情况", "未计入", "问题"]
    {
        assert!(sheets.contains_key(name), "{name}");
    }
    let set_aside: usize = outcome.normalized.tallies.iter().map(|tally| tally.set_aside.len()).sum();
    assert_eq!(sheets["未计入"].len() - 1, set_aside);
    assert_eq!(sheets["问题"].len() - 1, outcome.findings.len());
    let split: BTreeSet<usize> =
        (0..outcome.kind.tables.len()).filter(|table| outcome.kind.tables[*table].split.is_some()).collect();
    let items = outcome
        .normalized
        .entries
        .iter()
        .filter(|entry| split.contains(&outcome.normalized.table_of(entry).unwrap()));
    assert_eq!(sheets["意见明细"].len() - 1, items.count());
    let tables = cells(&sheets, "意见明细", "表");
    let counted = cells(&sheets, "意见明细", "计入").into_iter().zip(tables);
    let counted = counted.filter(|(counts, table)| *counts == "是" && *table == "征求意见汇总").count();
    assert_eq!(counted.to_string(), outcome.figures.get("opinions.items").unwrap().printed);
    let named =
        cells(&sheets, "问题归纳", "突出问题").into_iter().filter(|problem| !problem.is_empty()).count();
    assert_eq!(named.to_string(), outcome.figures.get("opinions.problems").unwrap().printed);
    let sum: f64 = cells(&sheets, "问题归纳", "条数").iter().map(|count| count.parse::<f64>().unwrap()).sum();
    assert_eq!(sum.to_string(), outcome.figures.get("opinions.items").unwrap().printed);
}

fn slot(inline: &Inline) -> Option<&str> {
    match &inline.from {
        Provenance::Slot(slot) => Some(slot),
        _ => None,
    }
}

#[test]
fn every_printed_datum_has_its_rule_and_cells() {
    let outcome = run(&sample());
    let sheets = sheets(&outcome.ledger().unwrap());
    let inlines = outcome.report.blocks.iter().flat_map(|block| &block.inlines);
    let data: Vec<&str> = inlines
        .filter(|inline| matches!(inline.from, Provenance::Slot(_) | Provenance::Narrative(_)))
        .map(|inline| inline.text.as_str())
        .collect();
    let rows = &sheets["数字来源"][1..];
    let number = column(&sheets["数字来源"], "序号");
    let mut numbers: Vec<&str> = rows.iter().map(|row| row[number].as_str()).collect();
    numbers.dedup();
    // Of a row of an annex, what was copied from the folder is one datum, what was counted one each.
    let mut of_annexes = 0;
    for row in outcome.report.blocks.iter().filter_map(Block::table).flat_map(|table| &table.rows) {
        let slots: Vec<&str> = row.cells.iter().flat_map(|cell| &cell.inlines).filter_map(slot).collect();
        let copied = slots.iter().filter(|slot| slot.contains(":#")).count();
        of_annexes += usize::from(copied > 0) + slots.len() - copied;
    }
    assert!(of_annexes > 100, "the sample has annexes");
    assert_eq!(numbers.len(), data.len() + of_annexes);
    let bare: Vec<_> = outcome.printed().into_iter().filter(|datum| datum.rule.is_empty()).collect();
    assert!(bare.is_empty(), "no rule: {bare:?}");
    let lost: Vec<_> = outcome.printed().into_iter().filter(|datum| datum.sources.is_empty()).collect();
    assert!(lost.is_empty(), "no cells: {lost:#?}");
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    let (one, other) = (run(&sample()), run(&sample()));
    assert!(one.ledger().unwrap() == other.ledger().unwrap());
}

#[test]
fn text_like_a_formula_stays_text() {
    let rows: [&[&str]; 2] = [&["单位", "意见建议"], &["甲局", "=1+1，建议减少会议"]];
    let outcome = run(&request(vec![csv("征求意见.csv", &rows)]));
    let bytes = outcome.ledger().unwrap();
    assert!(cells(&sheets(&bytes), "意见明细", "原文").contains(&"=1+1，建议减少会议"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let formulas = book.worksheet_formula("意见明细").unwrap();
    assert_eq!(formulas.used_cells().count(), 0);
}
