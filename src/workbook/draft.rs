//! Cells in the order of a parser → one sheet: rows in order, covered cells dropped, what the reader should know.

use super::at::At;
use super::clean::Texts;
use super::limits;
use super::sheet::{Area, Cell, Row};
use crate::finding::Reading;
use crate::finding::reading::Cells;
use crate::model::origin::address;
use crate::model::value::Text;

/// What spreadsheet programs write for a value that cannot be worked out, also where it was pasted as text.
const ERRORS: [&str; 12] = [
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#FIELD!",
    "#BLOCKED!",
];

/// The sheets of a workbook in their order; for an unread one the name and the reason.
pub(super) type Drafts = Vec<Result<Draft, (String, Reading)>>;

/// A sheet while a reader fills it; [`Draft::finish`] puts it in order.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The name of the sheet, cleaned.
    pub name: String,
    /// Whether the spreadsheet program hides it.
    pub hidden: bool,
    /// Whether its rows are the lines of a document that holds no table.
    pub text: bool,
    /// Its cells by row, in any order until it is finished.
    pub rows: Vec<Row>,
    /// Its merged areas, in any order until it is finished.
    pub merges: Vec<Area>,
    /// Rows that are hidden or filtered out, counted from zero.
    pub hidden_rows: Vec<u32>,
    /// Cells whose value could not be made out.
    pub unread: Vec<At>,
    /// Cells with a formula and no saved result.
    pub unsaved: Vec<At>,
    /// Cells that hold a picture in place of text.
    pub pictures: Vec<At>,
    /// Cells in which a quotation mark opens what no other closes.
    pub unpaired: Vec<At>,
    /// Cells of which text was left out because it is struck through.
    pub struck: Vec<(At, Cut)>,
    /// Cells of which characters were left out that only one font knows.
    pub rare: Vec<(At, Cut)>,
    /// How many cells were added, of which there is a most.
    pub cells: u64,
    covered: Vec<At>,
}

/// A text of which something was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// The text with what was left out.
    pub before: String,
    /// What was taken; empty when nothing is left.
    pub after: String,
}

impl Draft {
    /// A sheet of this name without cells.
    pub(super) fn new(name: &str, hidden: bool) -> Self {
        Draft { name: super::clean::clean(name).into_owned(), hidden, ..Draft::default() }
    }

    /// Adds a text cell unless it is blank.
    pub(super) fn push_text(&mut self, at: At, text: &str, texts: &mut Texts) {
        // WPS stores a picture inside a cell as this formula.
        if text.starts_with("=DISPIMG(") || text.starts_with("=_xlfn.DISPIMG(") {
            self.pictures.push(at);
            return;
        }
        let kept = texts.keep(text);
        if let Some(before) = super::clean::boxed(text) {
            let after = kept.as_deref().unwrap_or_default().to_owned();
            self.rare.push((at, Cut { before, after }));
        }
        if let Some(text) = kept {
            self.push(at, if is_error(&text) { Cell::Error(text) } else { Cell::Text(text) });
        }
    }

    /// Adds a text of which only a part may count: the rest is struck through.
    pub(super) fn push_written(&mut self, at: At, before: &str, after: &str, texts: &mut Texts) {
        if before != after {
            let clean = |text| super::clean::clean(text).into_owned();
            self.strike(at, clean(before), clean(after));
        }
        self.push_text(at, after, texts);
    }

    /// Notes what was left out of a cell because it is struck through.
    pub(super) fn strike(&mut self, at: At, before: String, after: String) {
        self.struck.push((at, Cut { before, after }));
    }

    /// How many cells something is to be said of.
    pub(super) fn told(&self) -> usize {
        self.unread.len() + self.unsaved.len() + self.pictures.len() + self.struck.len() + self.rare.len()
    }

    /// The text of a cell that was added last.
    pub(super) fn text_at(&self, (row, column): At) -> Option<Text> {
        let last = self.rows.last().filter(|last| last.index == row)?.cells.last()?;
        match last {
            (at, Cell::Text(text)) if *at == column => Some(text.clone()),
            _ => None,
        }
    }

    /// Adds a cell that is not blank, whatever was added before.
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
            let shown = |at: &At| !merges.iter().any(|area| covers(area, *at));
            let few = |count: usize| count.saturating_mul(merges.len()) as u64 <= limits::MERGED_ROWS;
            for list in [&mut self.unread, &mut self.unsaved, &mut self.pictures] {
                if few(list.len()) {
                    list.retain(shown);
                }
            }
            for list in [&mut self.struck, &mut self.rare] {
                if few(list.len()) {
                    list.retain(|(at, _)| shown(at));
                }
            }
        }
        Ok(())
    }

    /// What the reader should know about the sheet, each with the first cell that is meant.
    pub(super) fn notes(&mut self) -> Vec<(At, Reading)> {
        type Kind = fn(Cells) -> Reading;
        let lists: [(&mut Vec<At>, Kind); 5] = [
            (&mut self.unread, Reading::CellsUnread),
            (&mut self.unsaved, Reading::FormulasUnsaved),
            (&mut self.pictures, Reading::PicturesInCells),
            (&mut self.unpaired, Reading::QuotesUnpaired),
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
        let struck = |Cut { before, after }| Reading::StruckOut { before, after };
        notes.extend(cut_notes(&mut self.struck, struck, Reading::StruckOutToo));
        let rare = |Cut { before, after }| Reading::RareLost { before, after };
        notes.extend(cut_notes(&mut self.rare, rare, Reading::RareLostToo));
        notes
    }
}

/// What was left out, cell by cell; of very many the rest in one sentence.
fn cut_notes(
    list: &mut Vec<(At, Cut)>,
    one: fn(Cut) -> Reading,
    too: fn(Cells) -> Reading,
) -> Vec<(At, Reading)> {
    list.sort_by_key(|(at, _)| *at);
    let mut rest = list.split_off(list.len().min(limits::LISTED_CUT));
    rest.sort_by_key(|((row, column), _)| (*column, *row));
    let mut notes: Vec<_> = std::mem::take(list).into_iter().map(|(at, cut)| (at, one(cut))).collect();
    let rest: Vec<At> = rest.into_iter().map(|(at, _)| at).collect();
    notes.extend(rest.first().map(|first| (*first, too(cells(&rest)))));
    notes
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

/// Whether a text is an error value and nothing else.
fn is_error(text: &str) -> bool {
    text.starts_with('#') && ERRORS.contains(&text.trim().to_ascii_uppercase().as_str())
}
