//! A run → 提要, one page: files and tables with their control totals, main figures, findings, aspects drawn.

use rust_xlsxwriter::{Chart, ChartType, Format, Worksheet, XlsxError};

use super::facts::Facts;
use super::findings::severity;
use super::rows::Book;
use super::sheet::{self, Cell, Writing};
use super::words;
use crate::finding::{Lang, Severity};
use crate::kind::FigureRole;
use crate::model::figure::{Figure, FigureValue};
use crate::normalize::RowTally;

/// A summary of fewer rows is printed on one page.
const ONE_PAGE: u32 = 66;
const WIDTHS: [f64; 8] = [34.0, 20.0, 16.0, 10.0, 10.0, 10.0, 10.0, 12.0];

/// Adds the sheet 提要 to the workbook.
pub(super) fn add(
    Book { workbook, styles, .. }: &mut Book<'_>,
    facts: &Facts<'_>,
    title: &str,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(words::SUMMARY)?;
    sheet::set_up(sheet, title, words::SUMMARY)?;
    for (column, width) in (0u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let mut writing = Writing::new(sheet, styles);
    writing.heading(title)?;
    writing.table(
        "文件和表",
        &["文件", "工作表", "表", "读入行", "使用行", "未计入行", "条目", "核对"],
        tables(facts),
    )?;
    writing.table("未能读取", &["文件", "工作表", "原因"], unread(facts))?;
    let beside = writing.row;
    writing.table("主要数字", &["名称", "数值"], figures(facts))?;
    writing.table("问题", &["程度", "条数", "其中已核保留"], findings(facts))?;
    aspects(&mut writing, facts, beside)?;
    if writing.row < ONE_PAGE {
        writing.sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

impl Writing<'_> {
    /// A table under its heading; nothing when it has no rows.
    fn table(&mut self, heading: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Result<(), XlsxError> {
        if rows.is_empty() {
            return Ok(());
        }
        self.heading(heading)?;
        let header: Vec<Cell> = columns.iter().map(|column| Cell::text(*column)).collect();
        let (header_style, body, mark) = (&self.styles.header, &self.styles.body, &self.styles.mark);
        put_row(self.sheet, self.row, &header, [header_style, header_style], &mut self.links)?;
        for row in &rows {
            self.row += 1;
            put_row(self.sheet, self.row, row, [body, mark], &mut self.links)?;
        }
        self.row += 2;
        Ok(())
    }
}

/// Writes a row: texts in the first format, numbers in the second.
fn put_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    [text, number]: [&Format; 2],
    links: &mut usize,
) -> Result<(), XlsxError> {
    for (column, cell) in (0u16..).zip(cells) {
        let format = if matches!(cell, Cell::Number(_)) { number } else { text };
        sheet::put(sheet, (row, column), cell, format, text, links)?;
    }
    Ok(())
}

/// The tables with their control totals, and the sum of all.
fn tables(facts: &Facts<'_>) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut sum = [0; 4];
    for (head, tally) in facts.normalized.heads.iter().zip(&facts.normalized.tallies) {
        let place = facts.places.name(head.sheet);
        let table = facts.kind.tables.get(head.table).map_or("", |rule| &rule.name);
        let numbers = numbers(tally);
        for (total, number) in sum.iter_mut().zip(numbers) {
            *total += number;
        }
        let names = [Cell::text(&place.file), Cell::text(&place.sheet), Cell::text(table)];
        rows.push(names.into_iter().chain(counted(numbers)).collect());
    }
    if rows.len() > 1 {
        let names = [Cell::text("合计"), Cell::Blank, Cell::Blank];
        rows.push(names.into_iter().chain(counted(sum)).collect());
    }
    rows
}

/// Rows read, rows used, rows set aside, entries.
fn numbers(tally: &RowTally) -> [usize; 4] {
    [tally.rows_read as usize, tally.rows_used as usize, tally.set_aside.len(), tally.entries as usize]
}

/// The numbers, and whether what was read equals what was used and what was set aside.
fn counted(numbers: [usize; 4]) -> impl Iterator<Item = Cell> {
    let [read, used, aside, _] = numbers;
    let adds_up = if read == used + aside { "相符" } else { "不符" };
    numbers.map(Cell::count).into_iter().chain([Cell::text(adds_up)])
}

fn unread(facts: &Facts<'_>) -> Vec<Vec<Cell>> {
    let row = |unread: &crate::workbook::Unread| {
        let reason = unread.reason.say();
        vec![
            Cell::text(&unread.file),
            Cell::maybe(unread.sheet.as_deref()),
            Cell::text(reason.message(Lang::Zh)),
        ]
    };
    facts.unread.iter().map(row).collect()
}

/// The main figures as the report prints them.
fn figures(facts: &Facts<'_>) -> Vec<Vec<Cell>> {
    let chosen = facts.kind.figures.iter().any(|rule| rule.main);
    let is_main = |figure: &&Figure| {
        let counted = matches!(figure.value, FigureValue::Number(_) | FigureValue::Ratio(..));
        let rule = facts.kind.figures.iter().find(|rule| rule.id == figure.id);
        counted && rule.is_some_and(|rule| rule.main || !chosen)
    };
    let row = |figure: &Figure| {
        let printed = figure.with_sign();
        let value = printed.parse::<f64>().map_or_else(|_| Cell::text(&printed), Cell::Number);
        vec![Cell::text(&figure.name), value]
    };
    facts.figures.iter().filter(is_main).map(row).collect()
}

fn findings(facts: &Facts<'_>) -> Vec<Vec<Cell>> {
    let kept = |place: &str, finding: &crate::finding::Finding| {
        facts.decisions.findings.get(&finding.key(place)).is_some_and(|decision| decision.keeps().is_some())
    };
    let row = |wanted: Severity| {
        let of = facts.findings.iter().filter(|(_, finding)| finding.what.say().severity == wanted);
        let (all, kept) = of
            .fold((0, 0), |(all, sum), (place, finding)| (all + 1, sum + usize::from(kept(place, finding))));
        vec![Cell::text(severity(wanted)), Cell::count(all), Cell::count(kept)]
    };
    [Severity::Error, Severity::Warning, Severity::Info].map(row).into()
}

/// Opinions by aspect as a table, and as a chart in the free space beside the figures.
fn aspects(writing: &mut Writing<'_>, facts: &Facts<'_>, beside: u32) -> Result<(), XlsxError> {
    let drawn = facts.kind.figure_for(FigureRole::OpinionsByAspect);
    let drawn = drawn.and_then(|rule| facts.figures.get(&rule.id));
    let Some(FigureValue::Groups(groups)) = drawn.map(|figure| &figure.value) else {
        return Ok(());
    };
    let rows = groups.iter().map(|group| vec![Cell::text(&*group.key), Cell::count(group.rows.len())]);
    let first = writing.row + 2;
    let last = first + (groups.len() as u32).saturating_sub(1);
    writing.table("意见按方面", &["方面", "条数"], rows.collect())?;
    if groups.is_empty() {
        return Ok(());
    }
    let mut chart = Chart::new(ChartType::Bar);
    let series = chart.add_series();
    series.set_categories((words::SUMMARY, first, 0, last, 0));
    series.set_values((words::SUMMARY, first, 1, last, 1));
    series.set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_value());
    series.set_gap(60);
    chart.title().set_name("意见按方面（条）");
    chart.legend().set_hidden();
    // The first aspect stands at the top, as in the table.
    chart.y_axis().set_reverse();
    chart.x_axis().set_hidden(true);
    chart.x_axis().set_major_gridlines(false);
    chart.set_width(500).set_height(80 + 30 * groups.len().min(20) as u32);
    writing.sheet.insert_chart(beside, 3, &chart)?;
    Ok(())
}
