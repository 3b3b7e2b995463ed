//! The rows below a header → data rows with their band, and rows set aside with the reason.

use super::block::{Block, text_of};
use super::grid::Grid;
use super::table::{DataRow, Reason, SetAside};
use super::words::{is_aspect, is_aspect_heading};
use crate::kind::RowWords;
use crate::model::origin::Origin;
use crate::model::value::Text;
use crate::text::amount;
use crate::text::fold::folded;
use crate::text::numbering;
use crate::workbook::{Cell, Row};

/// Longest band, in characters; a longer single text is a note.
const LONGEST_BAND: usize = 40;

/// In so many rows right below a header the columns may be numbered.
const GUIDES: u32 = 2;

/// A table of so few columns is a list of names and values, where a note must stand alone in its row.
const NARROW: usize = 3;

/// What is known about a table when its rows are told apart.
pub(super) struct Body<'a> {
    pub grid: &'a Grid<'a>,
    pub block: &'a Block,
    /// The words by which rows are told apart, and what marks an aspect.
    pub words: &'a RowWords,
    pub marks: &'a [String],
    /// The column of what the table is about.
    pub subject: Option<u32>,
    /// The columns of what the table is about: the subject, else what identifies it.
    pub about: Vec<u32>,
    /// The columns of fields with an example, each with that example, cleaned.
    pub examples: Vec<(u32, String)>,
    /// Whether a row holds what somebody said, so that a note word beside it names nobody.
    pub sayings: bool,
    /// The columns that hold a field.
    pub claimed: Vec<u32>,
}

/// The rows of a table, told apart.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub data: Vec<DataRow>,
    pub set_aside: Vec<SetAside>,
}

impl Sorted {
    /// The rows that were set aside as notes.
    pub(super) fn notes<'r>(&self, rows: &'r [Row]) -> impl Iterator<Item = &'r Row> {
        let notes = self.set_aside.iter().filter(|aside| aside.reason == Reason::Note);
        notes.filter_map(|aside| {
            let at = rows.binary_search_by_key(&aside.row, |row| row.index);
            rows.get(at.ok()?)
        })
    }
}

/// What one row below a header is.
enum Verdict {
    Data,
    Aside(Reason),
    /// A band: its cell and its name.
    Band(u32, Text),
}

impl Body<'_> {
    /// Tells the rows below the header apart. Every row comes out once. A band without data below it in the
    /// rest of the table heads nothing: it is a note.
    pub(super) fn sort(&self, rows: &[Row]) -> Sorted {
        let mut sorted = Sorted::default();
        let mut band = None;
        for row in rows {
            let reason = match self.judge(row) {
                Verdict::Data => {
                    sorted.data.push(DataRow { row: row.index, band: band.clone(), target: None });
                    continue;
                }
                Verdict::Aside(reason) => reason,
                Verdict::Band(column, name) => {
                    band = Some((name, self.origin(row, column)));
                    Reason::Band
                }
            };
            let row = row.index;
            sorted.set_aside.push(SetAside { row, reason });
        }
        let last = sorted.data.last().map(|data| data.row);
        for aside in sorted.set_aside.iter_mut().filter(|aside| Some(aside.row) > last) {
            if aside.reason == Reason::Band {
                aside.reason = Reason::Note;
            }
        }
        sorted
    }

    fn origin(&self, row: &Row, column: u32) -> Origin {
        Origin { sheet: self.grid.sheet.id, row: row.index, column }
    }

    /// What a row is. Cells beside the table (notes to its right) do not count.
    fn judge(&self, row: &Row) -> Verdict {
        let cells = self.inside(row);
        let aside = [
            (cells.is_empty(), Reason::Note),
            (self.block.is_repeated_by(row), Reason::RepeatedHeader),
            (self.is_total(cells), Reason::Total),
            (self.is_note(cells) || self.is_bare_note(cells) || self.is_guide(row, cells), Reason::Note),
            (self.is_example(cells), Reason::Example),
            (self.is_only_number(cells), Reason::OnlyNumber),
        ];
        if let Some((_, reason)) = aside.into_iter().find(|(holds, _)| *holds) {
            return Verdict::Aside(reason);
        }
        match self.band(row, cells) {
            Some((_, text)) if text.chars().count() > LONGEST_BAND => Verdict::Aside(Reason::Note),
            Some((column, text)) => Verdict::Band(column, numbering::band_name(text).into()),
            None => Verdict::Data,
        }
    }

    fn inside<'r>(&self, row: &'r Row) -> &'r [(u32, Cell)] {
        let columns = &self.block.columns;
        let bounds = columns.first().zip(columns.last()).map(|(first, last)| (first.at, last.at));
        let (left, right) = bounds.unwrap_or((0, u32::MAX));
        let from = row.cells.partition_point(|(at, _)| *at < left);
        let to = row.cells.partition_point(|(at, _)| *at <= right);
        row.cells.get(from..to).unwrap_or_default()
    }

    /// A cell says 合计; the subject only when it stands alone or beside numbers, since an opinion may be about anything
    /// and a row of data has words beside what it is about.
    fn is_total(&self, cells: &[(u32, Cell)]) -> bool {
        let words = |(at, cell): &&(u32, Cell)| Some(*at) != self.subject && !is_amount(cell);
        let bare = cells.iter().filter(words).count() <= usize::from(!self.sayings);
        let counts = |at: u32| bare || Some(at) != self.subject;
        let mut texts = cells.iter().filter(|(at, _)| counts(*at)).filter_map(|(_, cell)| text_of(cell));
        texts.any(|text| self.words.is_sum(text))
    }

    /// The row begins with 备注： or 填表人： and holds nothing but such labels and their values.
    fn is_note(&self, cells: &[(u32, Cell)]) -> bool {
        let narrow = self.block.columns.len() <= NARROW;
        let first = cells.first().filter(|(_, cell)| self.is_label(cell)).and_then(|(_, cell)| text_of(cell));
        let (Some(first), false) = (first, narrow && cells.len() > 1) else {
            return false;
        };
        let labels = cells.iter().filter(|(_, cell)| self.is_label(cell)).count();
        let colon = cells.iter().any(|(_, cell)| self.is_label(cell) && has_colon(cell));
        let subject = cells.iter().any(|(at, cell)| Some(*at) == self.subject && !self.is_label(cell));
        let meant = colon || labels > 1 || cells.len() == 1 || !subject;
        let note_with_text = self.words.is_note(first) && cells.len() == 2;
        meant && (note_with_text || self.all_labelled(cells))
    }

    /// The row is a note word with one text beside it (`备注 | 以上为上半年意见`): no unit has such a name.
    fn is_bare_note(&self, cells: &[(u32, Cell)]) -> bool {
        let [(at, word), _] = cells else { return false };
        self.sayings
            && Some(*at) != self.subject
            && text_of(word).is_some_and(|text| self.words.is_note_word(text))
    }

    /// The row says that it is an example, has marks in place of what the table is about, or is the example of
    /// our own form. A name such as 张三 alone says nothing.
    fn is_example(&self, cells: &[(u32, Cell)]) -> bool {
        let text = |at: &u32| {
            let cell = cells.iter().find(|(column, _)| column == at);
            cell.and_then(|(_, cell)| text_of(cell))
        };
        let mut about = self.about.iter().filter_map(text).peekable();
        let marked = about.peek().is_some() && about.all(numbering::is_placeholder);
        let is_own = |(at, example): &(u32, String)| {
            text(at).is_some_and(|text| super::header::clean(text) == *example)
        };
        let own = self.examples.len() > 1 && self.examples.iter().all(is_own);
        let mut first = cells.iter().filter_map(|(_, cell)| text_of(cell)).take(2);
        let mut all = cells.iter().filter_map(|(_, cell)| text_of(cell));
        marked
            || own
            || first.any(|text| self.words.is_example(text))
            || all.any(|text| self.words.is_example_note(text))
    }

    /// Rows right below a header that explain it: 必填｜选填, or the numbers of the columns.
    fn is_guide(&self, row: &Row, cells: &[(u32, Cell)]) -> bool {
        let hints = cells.iter().all(|(_, cell)| text_of(cell).is_some_and(|text| self.words.is_hint(text)));
        let whole = cells.len() >= 3 && cells.len() == self.block.columns.len();
        let counts = (1_u32..).zip(cells).all(|(n, (_, cell))| is_the_number(cell, n));
        hints || (whole && counts && row.index <= self.block.last + GUIDES)
    }

    fn is_running(&self, at: u32) -> bool {
        let header = self.block.columns.iter().find(|column| column.at == at);
        header.is_some_and(|column| column.path.iter().any(|text| self.words.is_running(text)))
    }

    fn is_only_number(&self, cells: &[(u32, Cell)]) -> bool {
        cells.iter().all(|(at, cell)| self.is_running(*at) && is_number(cell))
    }

    /// The cell and text of a band: one text across the table or at its left edge, or a Chinese numeral in
    /// the number column with one text beside it.
    fn band<'r>(&self, row: &Row, cells: &'r [(u32, Cell)]) -> Option<(u32, &'r str)> {
        match cells {
            [(at, Cell::Text(text))] => self.is_band(row, *at, text).then_some((*at, text)),
            [(number, Cell::Text(numeral)), (at, Cell::Text(text))] => {
                let numbered = self.is_running(*number) && numbering::is_numeral(numeral);
                let wide = self.block.columns.len() > NARROW;
                let names = Some(*at) != self.subject || is_aspect(text, self.marks);
                (numbered && wide && names && !self.is_covered(row, *at)).then_some((*at, text))
            }
            _ => None,
        }
    }

    fn is_band(&self, row: &Row, at: u32, text: &str) -> bool {
        if self.is_across(row, at) || is_aspect_heading(text, self.marks) {
            return true;
        }
        let first = self.block.columns.first().is_some_and(|column| column.at == at);
        if !first || Some(at) == self.subject || self.is_covered(row, at) {
            return false;
        }
        let looks = numbering::without_numbering(text) != text.trim() || is_aspect(text, self.marks);
        looks || self.is_running(at) || !self.claimed.contains(&at)
    }

    /// Whether a cell is merged over at least half of the table's columns.
    fn is_across(&self, row: &Row, at: u32) -> bool {
        let area = self.grid.span(row.index, at);
        let columns = &self.block.columns;
        let under = columns.iter().filter(|column| (area.left..=area.right).contains(&column.at));
        area.right > area.left && under.count() * 2 >= columns.len()
    }

    fn is_label(&self, cell: &Cell) -> bool {
        let words = self.words;
        text_of(cell)
            .is_some_and(|text| words.is_note(text) || words.is_footer(text) || words.is_bare_footer(text))
    }

    /// Whether every cell is a label, or the value right behind one that has none of its own.
    fn all_labelled(&self, cells: &[(u32, Cell)]) -> bool {
        let ends_bare = |cell: &Cell| {
            text_of(cell)
                .is_some_and(|text| text.trim_end().ends_with([':', '：']) || self.words.is_bare_footer(text))
        };
        let before = std::iter::once(None).chain(cells.iter().map(Some));
        cells.iter().zip(before).all(|((_, cell), before)| {
            self.is_label(cell) || before.is_some_and(|(_, label)| self.is_label(label) && ends_bare(label))
        })
    }

    /// Whether another column has a value by a cell that is merged downwards: then the row is data.
    fn is_covered(&self, row: &Row, at: u32) -> bool {
        let others = self.block.columns.iter().filter(|column| column.at != at);
        let mut values = others.filter(|column| row.cell(column.at).is_none());
        values.any(|column| self.grid.cell_at(row.index, column.at).is_some())
    }
}

/// Whether a cell holds a number, with its measure word or in brackets, or a stroke in the place of one.
fn is_amount(cell: &Cell) -> bool {
    let read = |text: &str| {
        let bare: String = folded(text).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
        !bare.chars().any(char::is_alphanumeric) || amount::read(bare.trim_start_matches('-')).is_some()
    };
    matches!(cell, Cell::Number(_)) || text_of(cell).is_some_and(read)
}

fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_)) || text_of(cell).is_some_and(numbering::is_number)
}

fn is_the_number(cell: &Cell, number: u32) -> bool {
    match cell {
        Cell::Number(value) => *value == f64::from(number),
        Cell::Text(text) => {
            numbering::is_number(text) && super::header::clean(text).contains(&number.to_string())
        }
        _ => false,
    }
}

fn has_colon(cell: &Cell) -> bool {
    text_of(cell).is_some_and(|text| text.contains([':', '：']))
}
