//! Cells in the order of a parser → one sheet: rows in order, covered cells dropped, what the reader should know.

use super::clean::Texts;
use super::limits;
use super::sheet::{Area, Cell, Row};
use crate::finding::Reading;
use crate::finding::reading::Cells;
use crate::model::origin::address;

/// A cell by row and column, counted from zero.
pub(super) type At = (u32, u32);

/// The sheets of a workbook in their order; of an unread one the name and the reason.
pub(super) type Drafts = Vec<Result<Draft, (String, Reading)>>;

/// A sheet while it is read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Its merged areas.
    pub merges: Vec<Area>,
    /// Its hidden rows.
    pub hidden_rows: Vec<u32>,
    /// Cells that could not be read.
    pub unread: Vec<At>,
    /// Formulas without a saved result.
    pub unsaved: Vec<At>,
    /// Cells that hold a picture.
    pub pictures: Vec<At>,
    /// How many cells were added.
    pub cells: u64,
    covered: Vec<At>,
}

impl Draft {
    /// An empty sheet.
    pub(super) fn new(name: &str, hidden: bool) -> Self {
        Draft { name: super::clean::clean(name).into_owned(), hidden, ..Draft::default() }
    }

    /// Adds a text cell unless it is blank.
    pub(super) fn push_text(&mut self, at: At, text: &str, texts: &mut Texts) {
        // WPS stores a picture inside a cell as this formula.
        if text.starts_with("=DISPIMG(") || text.starts_with("=_xlfn.DISPIMG(") {
            self.pictures.push(at);
        } else if let Some(text) = texts.keep(text) {
            self.push(at, Cell::Text(text));
        }
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, (row, column): At, cell: Cell) {
        self.cells += 1;
        match self.rows.last_mut() {
            Some(last) if last.index == row => last.cells.push((column, cell)),
            _ => self.rows.push(Row { index: row, cells: vec![(column, cell)] }),
        }
    }

    /// Puts rows, cells and areas in order and drops covered cells.
    pub(super) fn finish(mut self) -> Result<Self, Reading> {
        self.order_rows();
        self.merges.retain(|area| area.top < area.bottom || area.left < area.right);
        self.merges.sort_unstable();
        self.merges.dedup();
        self.drop_covered()?;
        self.hidden_rows.sort_unstable();
        self.hidden_rows.dedup();
        let rows = &self.rows;
        self.hidden_rows.retain(|hidden| rows.binary_search_by_key(hidden, |row| row.index).is_ok());
        Ok(self)
    }

    fn order_rows(&mut self) {
        if !self.rows.is_sorted_by_key(|row| row.index) {
            self.rows.sort_by_key(|row| row.index);
        }
        self.rows.dedup_by(|later, row| {
            let same = later.index == row.index;
            if same {
                row.cells.append(&mut later.cells);
            }
            same
        });
        for row in &mut self.rows {
            if !row.cells.is_sorted_by(|(a, _), (b, _)| a < b) {
                row.cells.sort_by_key(|(column, _)| *column);
                row.cells.dedup_by_key(|(column, _)| *column);
            }
        }
    }

    fn drop_covered(&mut self) -> Result<(), Reading> {
        let mut work = 0u64;
        for area in &self.merges {
            let first = self.rows.partition_point(|row| row.index < area.top);
            let rows = self.rows.get_mut(first..).unwrap_or_default();
            for row in rows.iter_mut().take_while(|row| row.index <= area.bottom) {
                work += 1;
                drop_covered_of_row(row, area, &mut self.covered);
            }
            if work > limits::MERGED_ROWS {
                return Err(Reading::SheetTooBig);
            }
        }
        self.rows.retain(|row| !row.cells.is_empty());
        if !self.merges.is_empty() {
            let merges = &self.merges;
            for list in [&mut self.unread, &mut self.unsaved, &mut self.pictures] {
                if list.len().saturating_mul(merges.len()) as u64 <= limits::MERGED_ROWS {
                    list.retain(|at| !merges.iter().any(|area| covers(area, *at)));
                }
            }
        }
        Ok(())
    }

    /// What the reader should know about the sheet, each with the first cell that is meant.
    pub(super) fn notes(&mut self) -> Vec<(At, Reading)> {
        type Kind = fn(Cells) -> Reading;
        let lists: [(&mut Vec<At>, Kind); 4] = [
            (&mut self.unread, Reading::CellsUnread),
            (&mut self.unsaved, Reading::FormulasUnsaved),
            (&mut self.pictures, Reading::PicturesInCells),
            (&mut self.covered, Reading::CoveredDropped),
        ];
        let mut notes = Vec::new();
        for (list, kind) in lists {
            list.sort_unstable_by_key(|(row, column)| (*column, *row));
            list.dedup();
            if let Some(first) = list.first() {
                notes.push((*first, kind(cells(list))));
            }
        }
        notes
    }
}

fn covers(area: &Area, (row, column): At) -> bool {
    let inside = (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column);
    inside && (row, column) != (area.top, area.left)
}

fn drop_covered_of_row(row: &mut Row, area: &Area, covered: &mut Vec<At>) {
    let index = row.index;
    row.cells.retain(|(column, _)| {
        let drop = covers(area, (index, *column));
        if drop {
            covered.push((index, *column));
        }
        !drop
    });
}

/// The cells as ranges; they come sorted by column and row.
fn cells(list: &[At]) -> Cells {
    let follows = |a: &At, b: &At| a.1 == b.1 && a.0 + 1 == b.0;
    let mut runs = list.chunk_by(follows);
    let spell = |run: &[At]| match run {
        [(row, column)] => address(*row, *column),
        [(row, column), .., (last, _)] => format!("{}:{}", address(*row, *column), address(*last, *column)),
        [] => String::new(),
    };
    Cells {
        count: list.len(),
        ranges: runs.by_ref().take(limits::LISTED_RANGES).map(spell).collect(),
        complete: runs.next().is_none(),
    }
}
