//! 合计 of every table against the rows that it adds up, also after changes by hand.

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::text::pattern::Pattern;

static TOTAL: Pattern = Pattern::new(r"^[\s　]*(?:合[\s　]*计|总[\s　]*计)[\s　]*$");
static PART: Pattern = Pattern::new(r"^[\s　]*小[\s　]*计[\s　]*$");
/// Columns whose numbers do not add up: rates, means, years, numbers of rows.
static NO_SUM: Pattern = Pattern::new(r"率|均|比|年|期|序号|编号|名次|排名|日期|时间|电话");
static NUMBER: Pattern = Pattern::new(r"^-?[0-9][0-9,，]*(?:\.[0-9]+)?$");

pub(super) fn totals(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.passages.iter().enumerate() {
        let Some(total) = passage.rows.iter().position(|row| opens(row, &TOTAL)) else {
            continue;
        };
        let (Some(head), Some(sums)) = (passage.rows.first(), passage.rows.get(total)) else { continue };
        let rows = passage.rows.get(1..total).unwrap_or_default();
        if rows.len() < 2 || rows.iter().any(|row| opens(row, &PART)) {
            continue;
        }
        for (column, sum) in sums.iter().enumerate().skip(1) {
            // Cells of a total are merged from the left, so columns are counted from the right.
            let from_right = sums.len() - column;
            let name = cell(head, from_right);
            let Some(sum) = number(sum).filter(|_| !NO_SUM.is_match(name) && head.len() >= sums.len()) else {
                continue;
            };
            let cells: Vec<&str> = rows.iter().map(|row| cell(row, from_right)).collect();
            let numbers: Vec<f64> = cells.iter().filter_map(|cell| number(cell)).collect();
            let blank = |cell: &&str| matches!(cell.trim(), "" | "/" | "-" | "—" | "无");
            if numbers.is_empty()
                || numbers.len() + cells.iter().filter(|cell| blank(cell)).count() < cells.len()
            {
                continue;
            }
            let added: f64 = numbers.iter().sum();
            let fault = Wording::Total { column: name.to_owned(), total: plain(sum), sum: plain(added) };
            looked.add(at, ((added - sum).abs() > 0.005).then_some(fault));
        }
    }
    looked
}

/// Whether the first cell of a row that says something matches: numbers of rows are blank beside 合计.
fn opens(row: &[String], pattern: &Pattern) -> bool {
    row.iter().find(|cell| !cell.trim().is_empty()).is_some_and(|cell| pattern.is_match(cell))
}

fn cell(row: &[String], from_right: usize) -> &str {
    row.len().checked_sub(from_right).and_then(|column| row.get(column)).map_or("", |cell| cell.trim())
}

fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    NUMBER.is_match(cell).then(|| cell.replace([',', '，'], "").parse().ok()).flatten()
}

fn plain(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
