//! What a report said → 快照.xlsx with every figure and item, written for the next period and read back from its workbook.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::rows::Book;
use super::sheet::{Cell, Page};
use super::words::{Column, mark, read as wide};
use crate::finding::Refusal;
use crate::model::figure::FigureValue;
use crate::model::origin::Source;
use crate::model::record::{MARK, PastEntry, PastFigure, PastItem, Record};
use crate::model::value::{Bound, When};
use crate::normalize::{Context, date};
use crate::workbook::{Row, Sheet, Workbook};

/// The names of the sheets.
const COVER: &str = "快照";
const FIGURES: &str = "数字";
const ITEMS: &str = "条目";

/// The columns of the cover, with the rows in it.
const NAME: &str = "名目";
const SAYS: &str = "内容";
const KEY: &str = "标识";
const TITLE: &str = "报告标题";
const KIND: &str = "报告类型";
const CAMPAIGN: &str = "活动名称";
const START: &str = "开始日期";
const AS_OF: &str = "截至日期";
const RUN: &str = "运行编号";

/// The headers of the sheets with figures and items.
const ID: &str = "代号";
const FIGURE: &str = "名称";
const VALUE: &str = "数值";
const PART: &str = "分子";
const WHOLE: &str = "分母";
const PRINTED: &str = "印出";
const BOUND: &str = "近似";
const SHAPE: &str = "类别";
const TABLE: &str = "表";
const ITEM: &str = "条目编号";
const TEXT: &str = "摘要";
const GROUP: &str = "归并组";
const PROBLEM: &str = "问题编号";
const STATUS: &str = "整改状态";

const COVER_COLUMNS: [Column<'static>; 2] = [wide(NAME, 14.0), wide(SAYS, 60.0)];
const FIGURE_COLUMNS: [Column<'static>; 8] = [
    wide(ID, 34.0),
    wide(FIGURE, 26.0),
    mark(VALUE, 10.0),
    mark(PART, 9.0),
    mark(WHOLE, 9.0),
    wide(PRINTED, 18.0),
    mark(BOUND, 7.0),
    mark(SHAPE, 7.0),
];
const ITEM_COLUMNS: [Column<'static>; 6] = [
    wide(TABLE, 15.0),
    wide(ITEM, 19.0),
    wide(TEXT, 60.0),
    mark(GROUP, 8.0),
    mark(PROBLEM, 9.0),
    mark(STATUS, 11.0),
];

/// The words for what a figure is.
const NUMBER: &str = "数";
const SHARE: &str = "比";
const DATE: &str = "日期";
const MEMBERS: &str = "项数";
const NONE: &str = "无";

/// The words for how exact a number is.
const AT_LEAST: &str = "至少";
const ABOUT: &str = "约";

/// Most items of one sheet; more go on on the next.
const MOST_ITEMS: usize = 1_000_000;

/// Makes 快照.xlsx. The same record gives the same bytes.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write(record: &Record) -> Result<Vec<u8>, Refusal> {
    let title = format!("快照：{}", record.title);
    let figures: Vec<_> = record.figures.iter().map(figure_row).collect();
    let items: Vec<_> = record.items().collect();
    let sheets = items.len().div_ceil(MOST_ITEMS).max(1);
    let named = |number| if number == 1 { ITEMS.to_owned() } else { format!("{ITEMS}（{number}）") };
    let names: Vec<String> = (1..=sheets).map(named).collect();
    let page = |name, columns, rows| Page { title: &title, rows, frozen: 0, ..Page::new(name, columns) };
    let mut book = Book::new()?;
    book.add(page(COVER, &COVER_COLUMNS, cover(record).into()))?;
    book.add(page(FIGURES, &FIGURE_COLUMNS, figures.into()))?;
    for (at, name) in names.iter().enumerate() {
        let of_sheet = items.iter().skip(at * MOST_ITEMS).take(MOST_ITEMS);
        let rows: Vec<_> = of_sheet.map(|(entry, item)| item_row(entry, item)).collect();
        book.add(page(name, &ITEM_COLUMNS, rows.into()))?;
    }
    book.save()
}

fn cover(record: &Record) -> Vec<Vec<Cell>> {
    let day = |when: Option<When>| when.map(|when| when.to_string()).unwrap_or_default();
    let says = [
        (KEY, MARK.to_owned()),
        (TITLE, record.title.clone()),
        (KIND, record.kind.clone()),
        (CAMPAIGN, record.campaign.clone()),
        (START, day(record.start)),
        (AS_OF, day(record.as_of.map(|(when, _)| when))),
        (RUN, record.run.clone()),
    ];
    says.map(|(name, says)| vec![Cell::text(name), Cell::text(says)]).into()
}

fn figure_row(figure: &PastFigure) -> Vec<Cell> {
    let none = || Cell::Blank;
    let (shape, value, part, whole) = match &figure.value {
        FigureValue::Missing => (NONE, none(), none(), none()),
        FigureValue::Number(number) => (NUMBER, Cell::Number(*number), none(), none()),
        FigureValue::Ratio(part, whole) => {
            let share = (part / whole * 10_000.0).round() / 10_000.0;
            (SHARE, Cell::Number(share), Cell::Number(*part), Cell::Number(*whole))
        }
        FigureValue::Date(_) => (DATE, none(), none(), none()),
        FigureValue::Groups(groups) => (MEMBERS, Cell::count(groups.len()), none(), none()),
        FigureValue::Texts(texts) => (MEMBERS, Cell::count(texts.len()), none(), none()),
        FigureValue::Rows(rows) => (MEMBERS, Cell::count(rows.len()), none(), none()),
    };
    let bound = match figure.bound {
        Bound::Exact => "",
        Bound::AtLeast => AT_LEAST,
        Bound::About => ABOUT,
    };
    let named = [Cell::text(&figure.id), Cell::text(&figure.name), value, part, whole];
    let said = [Cell::text(&figure.printed), Cell::text(bound), Cell::text(shape)];
    named.into_iter().chain(said).collect()
}

fn item_row(entry: &PastEntry, item: &PastItem) -> Vec<Cell> {
    let group = if item.group > 0 { Cell::count(item.group as usize) } else { Cell::Blank };
    vec![
        Cell::text(&entry.table),
        Cell::text(&entry.id),
        Cell::text(&item.text),
        group,
        item.problem.map_or(Cell::Blank, |number| Cell::count(number as usize)),
        Cell::maybe(item.status.as_deref()),
    ]
}

/// Whether a workbook is a 快照.xlsx, of whatever version.
pub fn is_one(workbook: &Workbook) -> bool {
    mark_of(workbook).is_some()
}

/// The mark on the cover, without the number of the version checked.
fn mark_of(workbook: &Workbook) -> Option<String> {
    let any = MARK.trim_end_matches(|c: char| c.is_ascii_digit());
    let says = workbook.sheets.iter().filter_map(|sheet| cover_says(sheet).remove(KEY));
    says.map(|(text, _)| text).find(|text| text.starts_with(any))
}

/// What the rows of a cover say, each with its place.
fn cover_says(sheet: &Sheet) -> BTreeMap<String, (String, Source)> {
    let Some(grid) = Grid::of(sheet, NAME) else { return BTreeMap::new() };
    // Only a cover is so short; a large table is not searched through.
    let rows = grid.rows().take(COVER_ROWS);
    rows.filter_map(|row| {
        let place = grid.source(row, SAYS)?;
        Some((grid.text(row, NAME)?, (grid.text(row, SAYS)?, place)))
    })
    .collect()
}

/// Most rows of a cover that are looked at.
const COVER_ROWS: usize = 30;

/// The record that a workbook holds; none when it is no 快照.xlsx of this version.
pub fn read(workbook: &Workbook) -> Option<Record> {
    if mark_of(workbook)? != MARK {
        return None;
    }
    let mut record = Record::default();
    let mut entries = Vec::new();
    for sheet in &workbook.sheets {
        take_cover(&mut record, &cover_says(sheet));
        if let Some(grid) = Grid::of(sheet, SHAPE) {
            let figures = grid.rows().filter_map(|row| figure_of(&grid, row));
            record.figures.extend(figures);
        } else if let Some(grid) = Grid::of(sheet, ITEM) {
            entries.extend(grid.rows().filter_map(|row| entry_of(&grid, row)));
        }
    }
    Some(Record { entries: Some(entries), ..record })
}

fn take_cover(record: &mut Record, says: &BTreeMap<String, (String, Source)>) {
    let text = |name: &str| says.get(name).map(|(text, _)| text.clone());
    let when = |name: &str| text(name).and_then(|text| when(&text));
    if !says.contains_key(KEY) {
        return;
    }
    record.run = text(RUN).unwrap_or_default();
    record.kind = text(KIND).unwrap_or_default();
    record.title = text(TITLE).unwrap_or_default();
    record.campaign = text(CAMPAIGN).unwrap_or_default();
    record.start = when(START);
    record.as_of = when(AS_OF).map(|when| (when, says.get(AS_OF).map(|(_, place)| *place)));
}

/// The date that a cell of 快照.xlsx says; none when it says none.
fn when(text: &str) -> Option<When> {
    date::read(text, &Context::default()).when
}

fn figure_of(grid: &Grid<'_>, row: &Row) -> Option<PastFigure> {
    let number = |title: &str| grid.text(row, title)?.parse::<f64>().ok();
    let printed = grid.text(row, PRINTED).unwrap_or_default();
    let (value, at) = match grid.text(row, SHAPE)?.as_str() {
        NUMBER | MEMBERS => (number(VALUE).map(FigureValue::Number), VALUE),
        SHARE => {
            let share = number(PART).zip(number(WHOLE)).filter(|(_, whole)| *whole != 0.0);
            (share.map(|(part, whole)| FigureValue::Ratio(part, whole)), VALUE)
        }
        DATE => (when(&printed).map(FigureValue::Date), PRINTED),
        _ => (None, VALUE),
    };
    let bound = match grid.text(row, BOUND).as_deref() {
        Some(AT_LEAST) => Bound::AtLeast,
        Some(_) => Bound::About,
        None => Bound::Exact,
    };
    Some(PastFigure {
        id: grid.text(row, ID)?,
        name: grid.text(row, FIGURE).unwrap_or_default(),
        value: value.unwrap_or(FigureValue::Missing),
        printed,
        bound,
        sources: grid.source(row, at).into_iter().collect(),
        ..PastFigure::default()
    })
}

fn entry_of(grid: &Grid<'_>, row: &Row) -> Option<PastEntry> {
    let number = |title: &str| grid.text(row, title)?.parse::<u32>().ok();
    let item = PastItem {
        text: grid.text(row, TEXT).unwrap_or_default(),
        group: number(GROUP).unwrap_or(0),
        problem: number(PROBLEM),
        status: grid.text(row, STATUS),
        source: grid.source(row, TEXT).or_else(|| grid.source(row, ITEM)),
    };
    Some(PastEntry {
        table: grid.text(row, TABLE)?,
        id: grid.text(row, ITEM)?,
        item: Some(item),
        ..PastEntry::default()
    })
}
