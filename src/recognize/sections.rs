//! A sheet → its sections: for each table on it the rows above its header, the header, and the rows below.

use std::collections::BTreeSet;
use std::ops::Range;

use super::block::{Block, Column, text_of};
use super::evidence::Context;
use super::grid::Grid;
use super::harvest::names_unit;
use super::header::clean;
use super::judge::{Judge, Strictness, Verdict};
use crate::text::point::begins_like_date;
use crate::workbook::Row;

/// Among so many first rows the header is looked for before any row below them.
const WINDOW: usize = 8;

/// Most rows below the window that are judged, of those that hold two known headers: bounds the work on a
/// sheet whose data happen to be such words.
const MOST_CANDIDATES: usize = 500;

/// Most rows of title and labels directly above the header of a second table.
const LEAD: usize = 4;

/// The running number of a first row of data.
const FIRST: u32 = 1;

/// Longest text (in characters) of a header that nobody knows.
const LONGEST_HEADER: usize = 15;

/// Longest text (in characters) above a header that can hint at its table.
const LONGEST_HINT: usize = 40;

/// One table on a sheet. Ranges are indices into the sheet's rows.
#[derive(Debug)]
pub(super) struct Section {
    /// The rows above the header that belong to it: title, 填报单位.
    pub above: Range<usize>,
    /// The header with its columns.
    pub block: Block,
    /// The table that the header was taken for, and why.
    pub verdict: Verdict,
    /// How much the header had to say to be taken for it.
    pub strictness: Strictness,
    /// The rows between this header and the next section.
    pub below: Range<usize>,
    /// The columns that another table has of the same rows.
    pub beside: BTreeSet<u32>,
    /// Whether that one accounts for the rows that are not data and the columns that nobody wants.
    pub accounted: bool,
}

impl Section {
    /// For each field the column that holds it.
    pub(super) fn columns(&self) -> Vec<Option<u32>> {
        let column = |index: usize| self.block.columns.get(index).map(|column| column.at);
        let fields = self.verdict.fields().iter();
        fields.map(|held| column((*held)?)).collect()
    }
}

impl Section {
    /// The further columns of fields that are the sum of several, by field.
    pub(super) fn also(&self) -> impl Iterator<Item = (usize, u32)> {
        let also = self.verdict.assigned.also.iter();
        also.filter_map(|(field, column)| Some((*field, self.block.columns.get(*column)?.at)))
    }
}

/// Looks for the tables of one sheet.
pub(super) struct Scan<'s> {
    pub grid: &'s Grid<'s>,
    pub judge: &'s Judge<'s>,
    /// The names of sheet, file and folder, cleaned.
    pub names: &'s Context,
    filled: BTreeSet<u32>,
}

impl<'s> Scan<'s> {
    pub(super) fn new(grid: &'s Grid<'s>, judge: &'s Judge<'s>, names: &'s Context) -> Self {
        let cells = grid.sheet.rows.iter().flat_map(|row| &row.cells);
        Scan { grid, judge, names, filled: cells.map(|(at, _)| *at).collect() }
    }

    /// The sections of the sheet from the top; none when no header identifies a table.
    pub(super) fn sections(&self) -> Vec<Section> {
        let mut sections: Vec<Section> = self.first().into_iter().collect();
        while let Some(next) = sections.last().and_then(|last| self.next_after(last)) {
            if let Some(last) = sections.last_mut() {
                last.below.end = next.above.start;
            }
            sections.push(next);
        }
        sections
    }

    fn rows(&self) -> &'s [Row] {
        &self.grid.sheet.rows
    }

    /// The first table: by a sure header in the window; else by any there; else by one further down.
    fn first(&self) -> Option<Section> {
        let end = self.rows().len();
        let window = 0..end.min(WINDOW);
        let deep = || {
            let candidates = (window.end..end).filter(|index| self.is_candidate(*index));
            candidates.take(MOST_CANDIDATES)
        };
        let at = |index, strictness| self.section(0..index, strictness);
        let weaker = |index| at(index, Strictness::Loose).or_else(|| at(index, Strictness::Overlooking));
        let in_window = window.clone().find_map(|index| at(index, Strictness::Sure));
        in_window
            .or_else(|| window.clone().find_map(weaker))
            .or_else(|| window.clone().find_map(|index| at(index, Strictness::Sparse)))
            .or_else(|| deep().find_map(|index| at(index, Strictness::Sure)))
            .or_else(|| deep().find_map(|index| at(index, Strictness::Loose)))
            .or_else(|| window.clone().find_map(|index| self.narrow(index)))
    }

    /// The section of a header of which nothing is known but what its table is about.
    fn narrow(&self, index: usize) -> Option<Section> {
        let block = self.block(index)?;
        let above = 0..index;
        let context = Context { titles: self.titles(&above), ..self.names.clone() };
        let verdict = self.judge.narrow(self.grid, &block, &context)?;
        let below = self.rows().partition_point(|row| row.index <= block.last)..self.rows().len();
        let (strictness, beside) = (Strictness::Loose, BTreeSet::new());
        Some(Section { above, block, verdict, strictness, below, beside, accounted: false })
    }

    /// The next table below the header of another. A repeated header begins one only when a line above it
    /// names a unit or a title that hints at the table: then what stands above holds for the rows below.
    fn next_after(&self, last: &Section) -> Option<Section> {
        let start = last.below.start;
        let candidates = (start..self.rows().len()).filter(|index| self.is_candidate(*index));
        let fresh = candidates.filter_map(|index| {
            let above = self.lead(start, index)..index;
            let repeats = last.block.is_repeated_by(self.rows().get(index)?);
            (!repeats || self.names_table(&above, last.verdict.table)).then_some(above)
        });
        let mut fresh = fresh.take(MOST_CANDIDATES);
        fresh.find_map(|above| self.section(above, Strictness::Sure))
    }

    /// The section whose header begins right below `above`, when it identifies a table. A first row that adds
    /// nothing is a title merged over the table, with a word such as 单位：条 beside it.
    fn section(&self, above: Range<usize>, strictness: Strictness) -> Option<Section> {
        let section = self.section_at(above.clone(), strictness)?;
        let first = section.block.first;
        let wide = self.grid.areas(first, first).iter().filter(|area| area.right > area.left);
        if section.block.last == first || wide.count() != 1 || section.verdict.decided {
            return Some(section);
        }
        let lower = self.section_at(above.start..above.end + 1, strictness);
        let same = |lower: &Section| lower.verdict.decided || lower.columns() == section.columns();
        let lower = lower.filter(same);
        Some(lower.unwrap_or(section))
    }

    fn section_at(&self, above: Range<usize>, strictness: Strictness) -> Option<Section> {
        let mut block = self.block(above.end)?;
        let context = Context { titles: self.titles(&above), ..self.names.clone() };
        let verdict = self.judge.verdict(self.grid, &block, &context, strictness)?;
        block.is_data = verdict.decided && self.is_data(&block, verdict.table);
        let first = if block.is_data { block.first } else { block.last + 1 };
        let below = self.rows().partition_point(|row| row.index < first);
        let (below, beside) = (below..self.rows().len(), BTreeSet::new());
        Some(Section { above, block, verdict, strictness, below, beside, accounted: false })
    }

    /// Whether the row by which somebody named a table is one of data: none of its texts is a header of the table, and
    /// something in it is a number or a date, or longer than headers are.
    fn is_data(&self, block: &Block, table: usize) -> bool {
        let mut columns = block.columns.iter().filter(|column| !column.named);
        let known = |column: &Column| !self.judge.lexicons.find(table, &column.path).is_empty();
        let is_value = |text: &String| {
            begins_like_date(text) || text.parse() == Ok(FIRST) || text.chars().count() > LONGEST_HEADER
        };
        let texts = block.columns.iter().flat_map(|column| &column.path);
        block.first == block.last
            && !columns.any(known)
            && (block.strange > 0 || texts.into_iter().any(is_value))
    }

    /// The header that begins with a row, whatever it says.
    pub(super) fn block(&self, index: usize) -> Option<Block> {
        let mut block = Block::at(self.grid, index, &self.filled, &self.judge.lexicons)?;
        self.judge.layouts.complete(&mut block);
        Some(block)
    }

    /// The texts above a header that may hint at its table.
    fn titles(&self, above: &Range<usize>) -> Vec<String> {
        let rows = self.rows().get(above.clone()).unwrap_or_default();
        let texts = rows.iter().flat_map(|row| &row.cells).filter_map(|(_, cell)| text_of(cell));
        let short = texts.filter(|text| text.chars().count() <= LONGEST_HINT);
        short.take(WINDOW).map(clean).collect()
    }

    /// Whether a row can be a header: two of its cells are known headers, or those of the row below, whose
    /// parents it then holds.
    fn is_candidate(&self, index: usize) -> bool {
        let known = |index: usize| self.rows().get(index).is_some_and(|row| self.knows_two(row));
        if known(index) {
            return true;
        }
        let Some(row) = self.rows().get(index) else {
            return false;
        };
        let parents = self.grid.areas(row.index, row.index).iter().any(|area| area.right > area.left);
        parents && row.cells.len() > 1 && known(index + 1)
    }

    fn knows_two(&self, row: &Row) -> bool {
        let texts = row.cells.iter().filter_map(|(_, cell)| text_of(cell));
        let short = texts.filter(|text| text.len() <= 90);
        short.filter(|text| self.judge.lexicons.knows(&clean(text))).nth(1).is_some()
    }

    /// Where the title and label rows directly above a header begin, not above `from`.
    fn lead(&self, from: usize, header: usize) -> usize {
        let left = self.rows().get(header).and_then(|row| row.cells.first()).map_or(0, |(at, _)| *at);
        let lowest = from.max(header.saturating_sub(LEAD));
        let leads = |index: &usize| self.rows().get(*index).is_some_and(|row| self.is_lead(row, left));
        let count = (lowest..header).rev().take_while(leads).count();
        header - count
    }

    /// Whether a row can stand above a header: a line with the unit, or one text at the left or merged.
    fn is_lead(&self, row: &Row, left: u32) -> bool {
        let words = &self.judge.common().rows;
        let [(at, cell)] = row.cells.as_slice() else {
            return names_unit(words, row);
        };
        let Some(text) = text_of(cell) else { return false };
        let placed = *at <= left || self.grid.span(row.index, *at).right > *at;
        let ends_table = words.is_note(text) || words.is_total(text) || words.is_footer(text);
        names_unit(words, row) || (placed && !ends_table)
    }

    /// Whether rows above a repeated header name a unit or the table.
    fn names_table(&self, above: &Range<usize>, table: usize) -> bool {
        let common = self.judge.common();
        let rows = self.rows().get(above.clone()).unwrap_or_default();
        let texts = rows.iter().flat_map(|row| &row.cells).filter_map(|(_, cell)| text_of(cell));
        rows.iter().any(|row| names_unit(&common.rows, row))
            || texts
                .filter(|text| common.headers.names_paper(text))
                .any(|text| self.judge.hints_at(table, text))
    }
}
