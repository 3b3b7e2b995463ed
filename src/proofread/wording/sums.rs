//! 合计 and 小计 of every table against the rows that they add up, also after changes by hand.

use super::{Looked, Text, plain};
use crate::finding::wording::Wording;
use crate::text::pattern::Pattern;

static TOTAL: Pattern = Pattern::new(
    r"^[\s　]*(?:(?:全[省市州县区镇乡校院局]|本[县区镇乡校院局])?(?:合[\s　]*计|总[\s　]*计|共[\s　]*计)|全[省市州县区镇乡校院局])[\s　]*$",
);
static PART: Pattern = Pattern::new(r"^[\s　]*小[\s　]*计[\s　]*$");
/// Rows that add nothing of their own: parts of the row above, means, comparisons, what was before.
static ASIDE: Pattern =
    Pattern::new(r"^[\s　]*(?:其中|平均|均值|比|较|上年|去年|同比|环比|累计|最高|最低|中位)");
/// Columns whose numbers do not add up: rates, means, years, numbers of rows.
static NO_SUM: Pattern = Pattern::new(
    r"率|均|比|年|期|序号|编号|名次|排名|日期|时间|电话|身份证|满意度|知晓度|%|％|占|累计|单价|价格|指数|增长|增幅",
);
static NUMBER: Pattern =
    Pattern::new(r"^-?[0-9][0-9,，]*(?:\.[0-9]+)?(?:万元|亿元|元|个|人|件|条|项|份|次|家|户)?$");
/// One cell that says the total of its table.
static SAID: Pattern = Pattern::new(r"^(?:共计|合计|总计)[:：][\s　]*([0-9]+(?:\.[0-9]+)?)[^0-9]{0,3}$");
/// The head of a last column that adds up its row.
static ACROSS: Pattern = Pattern::new(r"^(?:合[\s　]*计|小[\s　]*计|总[\s　]*计)$");

pub(super) fn totals(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.passages.iter().enumerate() {
        let Some((head, rows)) = passage.rows.split_first() else { continue };
        down(at, head, rows, &mut looked);
        across(at, head, rows, &mut looked);
    }
    looked
}

/// Rows of totals against the rows above them; a total in the first row against those below.
fn down(at: usize, head: &[String], rows: &[Vec<String>], looked: &mut Looked) {
    // A row that is a part of the row above it makes the next ones doubtful.
    if rows.iter().any(|row| ASIDE.is_match(first(row)) && first(row).trim().starts_with("其中")) {
        return;
    }
    let leads = rows.first().is_some_and(|row| opens(row, &TOTAL));
    let (mut all, mut part): (Vec<&[String]>, Vec<&[String]>) = (Vec::new(), Vec::new());
    for row in rows.iter().skip(usize::from(leads)) {
        if opens(row, &PART) {
            sums(at, head, row, &part, looked);
            part.clear();
        } else if opens(row, &TOTAL) {
            sums(at, head, row, &all, looked);
            return;
        } else if let Some(said) = said(row) {
            one_cell(at, head, said, &all, looked);
            return;
        } else if !ASIDE.is_match(first(row)) {
            all.push(row);
            part.push(row);
        }
    }
    if let Some(total) = rows.first().filter(|_| leads) {
        sums(at, head, total, &all, looked);
    }
}

/// Every column of a row of totals against the rows that it adds up.
fn sums(at: usize, head: &[String], total: &[String], rows: &[&[String]], looked: &mut Looked) {
    if rows.len() < 2 {
        return;
    }
    for (column, sum) in total.iter().enumerate().skip(1) {
        // Cells of a total are merged from the left, so columns are counted from the right.
        let from_right = total.len() - column;
        let name = cell(head, from_right);
        let Some(sum) = number(sum).filter(|_| !NO_SUM.is_match(name) && head.len() >= total.len()) else {
            continue;
        };
        let Some(added) = added(rows, from_right) else { continue };
        let fault = Wording::Total { column: name.to_owned(), total: plain(sum), sum: plain(added) };
        looked.add(at, ((added - sum).abs() > 0.005).then_some(fault));
    }
}

/// What the rows have in a column together; none where one of them holds something else.
fn added(rows: &[&[String]], from_right: usize) -> Option<f64> {
    let cells: Vec<&str> = rows.iter().map(|row| cell(row, from_right)).collect();
    let numbers: Vec<f64> = cells.iter().filter_map(|cell| number(cell)).collect();
    let blank = cells.iter().filter(|cell| matches!(cell.trim(), "" | "/" | "-" | "—" | "无")).count();
    (!numbers.is_empty() && numbers.len() + blank == cells.len()).then(|| numbers.iter().sum())
}

/// 共计：12 in one cell, where one column alone adds up.
fn one_cell(at: usize, head: &[String], said: f64, rows: &[&[String]], looked: &mut Looked) {
    let columns = (1..head.len()).filter(|column| !NO_SUM.is_match(cell(head, head.len() - column)));
    let found = columns.filter_map(|column| Some((column, added(rows, head.len() - column)?)));
    let found: Vec<(usize, f64)> = found.collect();
    if let [(column, added)] = found.as_slice() {
        let column = cell(head, head.len() - column).to_owned();
        let fault = Wording::Total { column, total: plain(said), sum: plain(*added) };
        looked.add(at, (rows.len() > 1 && (added - said).abs() > 0.005).then_some(fault));
    }
}

fn said(row: &[String]) -> Option<f64> {
    let mut cells = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let one = cells.next().filter(|one| cells.all(|cell| cell == *one))?;
    SAID.captures(one)?.get(1)?.as_str().parse().ok()
}

/// A last column that adds up its row, as most rows do; rows that do not are told.
fn across(at: usize, head: &[String], rows: &[Vec<String>], looked: &mut Looked) {
    const LEAST: usize = 2;
    let adds = head.last().is_some_and(|name| ACROSS.is_match(name.trim()));
    if !adds || head.len() < LEAST + 2 {
        return;
    }
    let columns: Vec<usize> = (1..head.len() - 1)
        .filter(|column| head.get(*column).is_some_and(|name| !NO_SUM.is_match(name)))
        .collect();
    let full = rows.iter().filter(|row| row.len() == head.len());
    let reckoned = full.filter_map(|row| {
        let parts = columns.iter().filter_map(|column| number(row.get(*column)?));
        let parts: Vec<f64> = parts.collect();
        (parts.len() == columns.len()).then_some((row, number(row.last()?)?, parts.iter().sum::<f64>()))
    });
    let reckoned: Vec<(&Vec<String>, f64, f64)> = reckoned.collect();
    let right = reckoned.iter().filter(|(_, sum, added)| (added - sum).abs() <= 0.005).count();
    let mostly = right > 0 && right * 2 >= reckoned.len();
    for (row, sum, added) in reckoned.iter().filter(|_| mostly) {
        let fault =
            Wording::RowTotal { row: first(row).trim().to_owned(), total: plain(*sum), sum: plain(*added) };
        looked.add(at, ((added - sum).abs() > 0.005).then_some(fault));
    }
}

/// The first cell of a row that says something: numbers of rows are blank beside 合计.
fn first(row: &[String]) -> &str {
    row.iter().find(|cell| !cell.trim().is_empty()).map_or("", String::as_str)
}

fn opens(row: &[String], pattern: &Pattern) -> bool {
    pattern.is_match(first(row))
}

fn cell(row: &[String], from_right: usize) -> &str {
    row.len().checked_sub(from_right).and_then(|column| row.get(column)).map_or("", |cell| cell.trim())
}

/// The number of a cell, whatever it is measured in.
pub(super) fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    NUMBER
        .is_match(cell)
        .then(|| cell.chars().filter(|c| digits(*c)).collect::<String>().parse().ok())
        .flatten()
}
