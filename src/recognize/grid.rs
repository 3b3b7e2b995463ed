//! A sheet with its merged areas sorted for looking up: which cell stands for a covered one, how far a cell spans.

use crate::model::origin::Origin;
use crate::workbook::{Area, Cell, Sheet};

/// A sheet and its merged areas, indexed. Costs one sort when made, a binary search for each question.
#[derive(Debug)]
pub struct Grid<'a> {
    /// The sheet that is indexed.
    pub sheet: &'a Sheet,
    /// Areas by first row, then first column.
    by_top: Vec<Area>,
    /// Areas by first column, then first row.
    by_left: Vec<Area>,
}

impl<'a> Grid<'a> {
    /// Sorts the merged areas of a sheet for looking up.
    #[must_use]
    pub fn new(sheet: &'a Sheet) -> Self {
        let mut by_top = sheet.merges.clone();
        by_top.sort_unstable_by_key(|area| (area.top, area.left));
        let mut by_left = by_top.clone();
        by_left.sort_by_key(|area| (area.left, area.top));
        Grid { sheet, by_top, by_left }
    }

    /// The cell that holds for a row and column, with the place where it really stands: the cell itself, or
    /// the first cell of a merged area that covers it *downwards* in its own column (a 类别 cell merged over
    /// six rows). A cell that is only covered sideways has no value of its own, and a blank one is blank.
    #[must_use]
    pub fn cell_at(&self, row: u32, column: u32) -> Option<(&'a Cell, Origin)> {
        let row = match self.sheet.cell(row, column) {
            Some(_) => row,
            None => self.covering(row, column)?.top,
        };
        let origin = Origin { sheet: self.sheet.id, row, column };
        Some((self.sheet.cell(row, column)?, origin))
    }

    /// The area that begins in this column above the row and reaches down to it.
    fn covering(&self, row: u32, column: u32) -> Option<&Area> {
        let after = self.by_left.partition_point(|area| (area.left, area.top) <= (column, row));
        let area = self.by_left.get(after.checked_sub(1)?)?;
        (area.left == column && area.top < row && row <= area.bottom).then_some(area)
    }

    /// The area that a cell begins; a cell that is not merged is an area of itself.
    pub(super) fn span(&self, row: u32, column: u32) -> Area {
        let found = self.by_top.binary_search_by_key(&(row, column), |area| (area.top, area.left));
        let merged = found.ok().and_then(|at| self.by_top.get(at)).copied();
        merged.unwrap_or(Area { top: row, left: column, bottom: row, right: column })
    }

    /// The areas that begin in a range of rows.
    pub(super) fn areas(&self, first: u32, last: u32) -> &[Area] {
        let from = self.by_top.partition_point(|area| area.top < first);
        let to = self.by_top.partition_point(|area| area.top <= last);
        self.by_top.get(from..to).unwrap_or_default()
    }
}
