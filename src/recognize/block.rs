//! One to three rows of a sheet → the columns of a header, each with the texts of its levels.

use std::collections::BTreeSet;

use super::grid::Grid;
use super::header::clean;
use super::lexicon::Lexicons;
use crate::model::value::Text;
use crate::workbook::{Area, Cell, Row};

/// How many rows a header has at most.
const DEEPEST: u32 = 3;

/// Most cells in a row of a header; a longer row is data, whatever it says.
const WIDEST: usize = 512;

/// Longest text (in characters) of the child row of a header.
const LONGEST_CHILD: usize = 20;

/// A header as it stands on the sheet.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Its first row, counted from zero.
    pub first: u32,
    /// Its last row, counted from zero.
    pub last: u32,
    /// Its columns in use, from left to right.
    pub columns: Vec<Column>,
    /// Number of its cells that are not text; a header has few.
    pub strange: usize,
    /// Whether somebody named a table for a sheet without a header: then its only row is one of data.
    pub is_data: bool,
}

/// One column of a header, with the headers of all its levels.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The column of the sheet, counted from zero.
    pub at: u32,
    /// The cleaned texts of its levels from the top.
    pub path: Vec<String>,
    /// The header as typed, levels joined, without line breaks.
    pub shown: Text,
    /// Whether it is one only since somebody said so: then it is no part of the identity of the row.
    pub named: bool,
}

/// One text of a header with the area it spans.
struct Label<'a> {
    area: Area,
    text: &'a str,
}

/// The text of a cell; none for numbers, dates and the like.
pub(super) fn text_of(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

impl Block {
    /// The header that begins with a row (by its index in the sheet's rows). `filled` holds the columns with
    /// cells below: of the columns that a merged header covers only those count. A row of one cell begins no
    /// header; a title is one.
    pub(super) fn at(grid: &Grid, index: usize, filled: &BTreeSet<u32>, lexicons: &Lexicons) -> Option<Self> {
        let rows = grid.sheet.rows.get(index..)?;
        let row = rows.first().filter(|row| (2..=WIDEST).contains(&row.cells.len()))?;
        if is_labelled(row) {
            return None;
        }
        let (first, mut last) = (row.index, row.index);
        while last < first + DEEPEST - 1 {
            let Some(lower) = next_level(grid, rows, first, last, lexicons) else {
                break;
            };
            last = lower;
        }
        // A text that is merged over rows of data heads no column; it is the label of a form.
        if grid.areas(first, last).iter().any(|area| area.bottom > last) {
            return None;
        }
        let count = rows.iter().take_while(|row| row.index <= last).count();
        let rows = rows.get(..count)?;
        let labels = labels(grid, rows);
        let columns = leaves(&labels, filled).into_iter().map(|at| column(at, &labels, first..=last));
        Some(Block {
            first,
            last,
            columns: columns.collect(),
            strange: rows.iter().map(|row| row.cells.len()).sum::<usize>() - labels.len(),
            is_data: false,
        })
    }

    /// Whether a row says the same as this header: most of its cells, and at least two, hold what the header
    /// has above them.
    pub(super) fn is_repeated_by(&self, row: &Row) -> bool {
        let same = |at: u32, text: &str| {
            let column = self.columns.binary_search_by_key(&at, |column| column.at);
            let column = column.ok().and_then(|index| self.columns.get(index));
            let short = text.len() <= 6 * LONGEST_CHILD;
            short && column.is_some_and(|column| column.path.contains(&clean(text)))
        };
        let cells = row.cells.iter();
        let hits = cells.filter(|(at, cell)| text_of(cell).is_some_and(|text| same(*at, text)));
        let hits = hits.count();
        !self.is_data && hits >= 2 && hits * 2 > row.cells.len()
    }
}

/// The last row of the header when it has another level below `last`.
fn next_level(grid: &Grid, rows: &[Row], first: u32, last: u32, lexicons: &Lexicons) -> Option<u32> {
    let deepest = first + DEEPEST - 1;
    let areas = grid.areas(first, last).iter();
    let tall = areas.filter(|area| area.bottom > last && area.bottom <= deepest);
    if let Some(bottom) = tall.map(|area| area.bottom).max() {
        return are_levels(grid, rows, first, bottom).then_some(bottom);
    }
    let count = rows.iter().take_while(|row| row.index <= last).count();
    let (above, next) = (rows.get(count - 1)?, rows.get(count)?);
    let is_level = next.index == last + 1 && !is_labelled(next) && are_children(grid, above, next, lexicons);
    is_level.then_some(next.index)
}

/// Whether the rows that a tall header reaches down to are levels: where none is merged over several columns, nothing
/// stands right below another text.
fn are_levels(grid: &Grid, rows: &[Row], first: u32, bottom: u32) -> bool {
    let wide = grid.areas(first, bottom).iter().any(|area| area.right > area.left);
    let mut pairs = rows.windows(2).take_while(|pair| pair.iter().all(|row| row.index <= bottom));
    let free = |pair: &[Row]| match pair {
        [above, row] => row.cells.iter().all(|(at, _)| above.cell(*at).is_none()),
        _ => true,
    };
    wide || pairs.all(free)
}

/// Whether a row is a line of labels with their values (填报单位：县财政局｜填报时间：3月15日): at least half of
/// its cells are. Such a line is no level of a header, however its cells are merged.
fn is_labelled(row: &Row) -> bool {
    let texts = row.cells.iter().filter_map(|(_, cell)| text_of(cell));
    let labelled = texts.filter(|text| has_value(text)).count();
    labelled > 0 && labelled * 2 >= row.cells.len()
}

/// Whether a text goes on behind a colon outside brackets.
fn has_value(text: &str) -> bool {
    let mut depth = 0_u32;
    let mut rest = text.trim().chars();
    let colon = rest.by_ref().any(|c| {
        match c {
            '（' | '(' | '【' | '[' => depth += 1,
            '）' | ')' | '】' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '：' | ':')
    });
    colon && rest.next().is_some()
}

/// Whether a row holds the children of the row above: only short texts, each under a merged header or under
/// none, and at least one of them a known header, or all terms of fields (已完成 | 未完成).
fn are_children(grid: &Grid, above: &Row, row: &Row, lexicons: &Lexicons) -> bool {
    let fits = |at: u32, cell: &Cell| {
        let short = text_of(cell).is_some_and(|text| text.chars().count() <= LONGEST_CHILD);
        let free =
            above.cell(at).is_none() || grid.span(above.index, at).right > at || parts_after(above, row, at);
        short && free
    };
    let known = |cell: &Cell| text_of(cell).is_some_and(|text| lexicons.knows(&clean(text)));
    let has_parent = above.cells.first().is_some_and(|(left, _)| row.cells.iter().all(|(at, _)| at >= left));
    let term = |cell: &Cell| text_of(cell).is_some_and(|text| lexicons.terms.contains(&clean(text)));
    let terms = || row.cells.len() > 1 && row.cells.iter().all(|(_, cell)| term(cell));
    has_parent
        && row.cells.iter().all(|(at, cell)| fits(*at, cell))
        && (row.cells.iter().any(|(_, cell)| known(cell)) || terms())
}

/// Whether a header cell has children without being merged (text files have no merged cells): below it and
/// below the blank cell to its right stand cells.
fn parts_after(above: &Row, row: &Row, at: u32) -> bool {
    above.cell(at + 1).is_none() && row.cell(at + 1).is_some()
}

/// The texts of the header's rows with their areas.
fn labels<'a>(grid: &Grid, rows: &'a [Row]) -> Vec<Label<'a>> {
    let cells = rows.iter().flat_map(|row| row.cells.iter().map(move |(at, cell)| (row.index, *at, cell)));
    cells
        .filter_map(|(row, at, cell)| {
            let area = grid.span(row, at);
            text_of(cell).map(|text| Label { area, text })
        })
        .collect()
}

/// The columns of the header: those in which a text stands, and covered ones that hold data.
fn leaves(labels: &[Label], filled: &BTreeSet<u32>) -> BTreeSet<u32> {
    let mut leaves: BTreeSet<u32> = labels.iter().map(|label| label.area.left).collect();
    for area in labels.iter().map(|label| label.area).filter(|area| area.right > area.left) {
        leaves.extend(filled.range(area.left..=area.right));
    }
    leaves
}

/// One column with the texts that hold for it, from the top.
fn column(at: u32, labels: &[Label], rows: std::ops::RangeInclusive<u32>) -> Column {
    let bottom = labels.iter().rev().find(|label| covers(label, at)).map(|label| label.area.top);
    let mut texts: Vec<&str> = Vec::new();
    for row in rows {
        let own = labels.iter().find(|label| label.area.top == row && covers(label, at));
        let parent = || bottom.filter(|bottom| *bottom > row).and_then(|_| open_parent(labels, row, at));
        texts.extend(own.or_else(parent).map(|label| label.text));
    }
    let shown: Vec<String> = texts.iter().map(|text| text.split_whitespace().collect()).collect();
    let path = texts.iter().map(|text| clean(text)).collect();
    Column { at, path, shown: shown.join("/").into(), named: false }
}

fn covers(label: &Label, at: u32) -> bool {
    label.area.left <= at && at <= label.area.right
}

/// The header to the left that is not merged over its children: the nearest text of the row, when a child
/// stands right below it.
fn open_parent<'l, 'a>(labels: &'l [Label<'a>], row: u32, at: u32) -> Option<&'l Label<'a>> {
    let left = labels.iter().rev().find(|label| label.area.top == row && label.area.left < at)?;
    let single = left.area.left == left.area.right && left.area.top == left.area.bottom;
    let below = |label: &&Label| label.area.top > row && label.area.left == left.area.left;
    (single && labels.iter().any(|label| below(&label))).then_some(left)
}
