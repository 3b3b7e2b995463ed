//! What changed since the run before → 变更说明, from a few lines at the top to every item at the bottom.

use std::borrow::Cow;

use rust_xlsxwriter::XlsxError;

use super::rows::Book;
use super::sheet::{self, Cell, Writing};
use super::words::{self, CHANGES_COLUMNS as COLUMNS};
use crate::finding::book;
use crate::finding::changed::in_short;
use crate::kind::Kind;
use crate::model::change::{
    BlockChange, BlockFate, Cause, Changes, Compared, FigureChange, How, ItemChange, WorkbookChange,
};
use crate::model::receipt::{Fates, Receipt, Tally};
use crate::text::difference::differing;

/// How many characters around a difference are shown.
const AROUND: usize = 15;
/// How many rows of one part are listed at most.
const MOST_ROWS: usize = 20_000;
/// The titles of the columns of figures, and of paragraphs.
const FIGURES: [&str; 5] = ["原来 → 现在", "数字", "原因", "涉及条目", ""];
const BLOCKS: [&str; 5] = ["怎样处理", "所在部分", "原来的文字", "现在的文字", "表格给出的文字（未采用）"];
const LAST: u16 = COLUMNS.len() as u16 - 1;

/// Adds the sheet 变更说明 to the workbook.
pub(super) fn add(
    Book { workbook: book, styles, .. }: &mut Book<'_>,
    kind: &Kind,
    changes: &Changes,
    title: &str,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(words::CHANGES)?;
    sheet::set_up(sheet, title, words::CHANGES)?;
    for (index, column) in (0u16..).zip(&COLUMNS) {
        sheet.set_column_width(index, column.width)?;
    }
    let mut writing = Writing::new(sheet, styles);
    writing.lines("与上次生成相比", &in_short(changes)[0])?;
    parts(kind, changes, changes.receipt.as_ref()).into_iter().try_for_each(|part| writing.part(part))
}

/// One of the tables of the sheet.
pub(super) struct Part {
    pub(super) heading: Cow<'static, str>,
    /// The titles of its columns; a column without one has none.
    pub(super) header: [&'static str; 5],
    pub(super) rows: Vec<Vec<Cell>>,
}

/// All tables of the sheet that have rows, in their order; those of the receipt where it is given.
pub(super) fn parts(kind: &Kind, changes: &Changes, receipt: Option<&Receipt>) -> Vec<Part> {
    let said = changes.said.iter();
    let said = said.map(|(place, text)| vec![Cell::Blank, Cell::text(place), Cell::text(text)]);
    let (shown, others): (Vec<_>, Vec<_>) = changes.figures.iter().partition(|figure| figure.shown);
    let of = |figures: Vec<&FigureChange>| figures.into_iter().map(figure).collect();
    let part = |heading: &'static str, header, rows| Part { heading: heading.into(), header, rows };
    let mut parts = vec![
        part("提示", ["", "位置", "说明", "", ""], said.collect()),
        part("报告中的数字", FIGURES, of(shown)),
        part("段落", BLOCKS, blocks(changes)),
    ];
    if let Some(receipt) = receipt {
        parts.extend([
            part("回执", ["", "逐字节相同", "改动", "新增", "减少"], tallies(receipt)),
            part(
                "回执：附件表格",
                ["", "保留手改", "随表格更新", "合并", "冲突（保留手改）"],
                fates_of(receipt),
            ),
            part("回执：摘要（SHA-256）", [""; 5], digests(receipt)),
        ]);
    }
    let workbooks = changes.workbooks.iter().map(workbook).collect();
    let items = changes.items.iter().map(|change| item(kind, change)).collect();
    parts.extend([
        part("工作簿", ["变化", "文件", "条目", "原来的文件名", ""], workbooks),
        part("条目", ["变化", "表、来源", "内容", "原来的内容", "文件"], items),
        part("报告没有用到的数字", FIGURES, of(others)),
    ]);
    if let Some(compared) = &changes.compared {
        let heading = format!("“{}”与新报告的差异", compared.file).into();
        let header = ["只在哪一份", "", "文字", "", ""];
        parts.push(Part { heading, header, rows: differences(compared) });
    }
    parts.retain(|part| !part.rows.is_empty());
    parts
}

impl Writing<'_> {
    /// A heading with lines over the whole width below it.
    fn lines(&mut self, heading: &str, lines: &[String]) -> Result<(), XlsxError> {
        self.heading(heading)?;
        let nothing = ["没有变化".to_owned()];
        for line in if lines.is_empty() { &nothing[..] } else { lines } {
            self.sheet.merge_range(self.row, 0, self.row, LAST, line, &self.styles.body)?;
            let width = COLUMNS.iter().map(|column| column.width).sum();
            let column = words::read("", width);
            self.sheet.set_row_height(self.row, sheet::height(&[column], &[Cell::text(line)]))?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    /// A table under its heading.
    fn part(&mut self, part: Part) -> Result<(), XlsxError> {
        let Part { heading, header, mut rows } = part;
        self.heading(&heading)?;
        for (index, text) in (0u16..).zip(header).filter(|(_, text)| !text.is_empty()) {
            self.sheet.write_string_with_format(self.row, index, text, &self.styles.header)?;
        }
        let more = rows.len().saturating_sub(MOST_ROWS);
        rows.truncate(MOST_ROWS);
        for row in &rows {
            self.row += 1;
            for (index, cell) in (0u16..).zip(row) {
                let format = if index == 0 { &self.styles.mark } else { &self.styles.body };
                sheet::put(self.sheet, (self.row, index), cell, format, format, &mut self.links)?;
            }
            self.sheet.set_row_height(self.row, sheet::height(&COLUMNS, row))?;
        }
        if more > 0 {
            self.row += 1;
            let text = book::more_rows(more);
            self.sheet.write_string_with_format(self.row, 0, text, &self.styles.heading)?;
        }
        self.row += 2;
        Ok(())
    }
}

fn figure(change: &FigureChange) -> Vec<Cell> {
    let or_none = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    let causes: Vec<String> = change.causes.iter().map(cause).collect();
    let items = change.causes.iter().flat_map(|cause| &cause.items);
    let items: Vec<String> = items.map(|(how, text)| format!("{}：{text}", words::how(*how))).collect();
    vec![
        Cell::text(format!("{} → {}", or_none(&change.before), or_none(&change.after))),
        Cell::text(&change.name),
        Cell::text(causes.join("\n")),
        Cell::text(items.join("\n")),
    ]
}

fn cause(cause: &Cause) -> String {
    let [before, after] = cause.counted;
    match (before, after) {
        (before, after) if before == after => format!("{}（内容有改动）", cause.file),
        (before, 0) => format!("{}（原计{before}处，现无）", cause.file),
        (0, after) => format!("{}（新计{after}处）", cause.file),
        (before, after) => format!("{}（计数由{before}处变为{after}处）", cause.file),
    }
}

/// What matters most first; in the order of the report among themselves.
fn blocks(changes: &Changes) -> Vec<Vec<Cell>> {
    let of = |fate: BlockFate| changes.blocks.iter().filter(move |block| block.fate == fate);
    let row = |block: &BlockChange| {
        let [before, after] = match block.fate {
            // What is to be decided is shown whole.
            BlockFate::Conflict | BlockFate::Orphan => [block.before.clone(), block.after.clone()],
            _ => differing(&block.before, &block.after, AROUND),
        };
        vec![
            Cell::text(words::fate(block.fate)),
            Cell::text(&block.part),
            Cell::text(before),
            Cell::text(after),
            Cell::text(&block.fresh),
        ]
    };
    BlockFate::ALL.into_iter().flat_map(of).map(row).collect()
}

/// What is the same to the byte, and what not.
fn tallies(receipt: &Receipt) -> Vec<Vec<Cell>> {
    let of = |name: &'static str, tally: Tally| {
        let counts = [tally.same, tally.changed, tally.added, tally.removed];
        [Cell::text(name)].into_iter().chain(counts.map(|count| Cell::text(count.to_string()))).collect()
    };
    vec![
        of("段落", receipt.paragraphs),
        of("表格行", receipt.rows),
        of("单元格", receipt.cells),
        of("文件部件", receipt.parts),
    ]
}

fn fates_of(receipt: &Receipt) -> Vec<Vec<Cell>> {
    let of = |(name, fates): (&'static str, &Fates)| {
        let counts = [fates.kept, fates.renewed, fates.merged, fates.conflicts];
        [Cell::text(name)].into_iter().chain(counts.map(|count| Cell::text(count.to_string()))).collect()
    };
    receipt.of_tables.iter().flat_map(|fates| ["行", "单元格"].into_iter().zip(fates)).map(of).collect()
}

fn digests(receipt: &Receipt) -> Vec<Vec<Cell>> {
    let row = |name: &str, said: &str| vec![Cell::text(name), Cell::Blank, Cell::text(said)];
    vec![
        row("原来的报告", &receipt.before),
        row("现在的报告", &receipt.after),
        row("有变化的部件", &receipt.others.join("、")),
    ]
}

fn workbook(change: &WorkbookChange) -> Vec<Cell> {
    let hows = [How::Added, How::Removed, How::Changed];
    let counts = change.items.iter().zip(hows).filter(|(count, _)| **count > 0);
    let items: Vec<String> = counts.map(|(count, how)| format!("{}{count}条", words::how(how))).collect();
    vec![
        Cell::text(words::how(change.how)),
        Cell::text(&change.file),
        Cell::text(items.join("、")),
        Cell::maybe(change.before.as_deref()),
    ]
}

fn item(kind: &Kind, change: &ItemChange) -> Vec<Cell> {
    let table = kind.table(&change.table).and_then(|table| kind.tables.get(table));
    let table = table.map_or(change.table.as_str(), |table| &table.name);
    let by = if change.by.is_empty() { String::new() } else { format!("：{}", change.by) };
    let before = match (&change.before, change.how) {
        (Some(before), _) => before.clone(),
        (None, How::Changed) => "（其他栏有改动）".to_owned(),
        (None, _) => String::new(),
    };
    vec![
        Cell::text(words::how(change.how)),
        Cell::text(format!("{table}{by}")),
        Cell::text(&change.text),
        Cell::text(before),
        Cell::text(&change.file),
    ]
}

fn differences(compared: &Compared) -> Vec<Vec<Cell>> {
    let rows = |place: &'static str, texts: &[String]| {
        let row = move |text: &String| vec![Cell::text(place), Cell::Blank, Cell::text(text)];
        texts.iter().map(row).collect::<Vec<_>>()
    };
    [rows("那一份", &compared.only_there), rows("新报告", &compared.only_fresh)].concat()
}
