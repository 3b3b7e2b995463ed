//! The labels of a form → whether they are the header of rows, which are lost as a form.

use std::collections::BTreeSet;

use super::Sheet;
use crate::recognize::block::text_of;
use crate::recognize::labels::Label;
use crate::workbook::Row;

/// Boxes of printed choices that nobody ticked: beside them no other mark is taken for one.
const BOXES: [char; 4] = ['□', '☐', '☑', '■'];

/// Fewer labels in a row head no table.
const FEWEST_COLUMNS: usize = 3;

/// Whether a row begins with what reads like a label, though nobody knows it (`希望何时答复：`).
fn is_named(row: &Row) -> bool {
    let first = row.cells.first().and_then(|(_, cell)| text_of(cell));
    first.is_some_and(|text| text.trim_end().ends_with([':', '：']))
}

/// Whether a row is a question with printed choices.
pub(super) fn is_choice(row: &Row) -> bool {
    let mut texts = row.cells.iter().filter_map(|(_, cell)| text_of(cell));
    texts.any(|text| text.contains(BOXES))
}

impl Sheet<'_> {
    /// Whether what stands there is a table, of which a form would read one row at most.
    pub(super) fn is_lost(&self) -> bool {
        let bare = self.is_blank() || self.is_one_row();
        self.is_table() || self.heads_rows() || (bare && self.has_rows())
    }

    /// Whether rows of several cells stand there that hold no label: a form has none of them.
    fn has_rows(&self) -> bool {
        let labels: BTreeSet<u32> = self.labels.iter().map(|label| label.at.row).collect();
        let others = self.rows.iter().filter(|row| row.cells.len() > 1 && !labels.contains(&row.index));
        others.into_iter().any(|row| !is_choice(row) && !is_named(row))
    }

    /// Whether rows of several cells stand below a question without an answer, each with a text in its column: it heads
    /// them, and they are lost as a form.
    fn heads_rows(&self) -> bool {
        let labels: BTreeSet<u32> = self.labels.iter().map(|label| label.at.row).collect();
        let questions = self.questions();
        let blank = questions.iter().filter_map(|index| self.labels.get(*index));
        let mut blank = blank.filter(|label| label.value.is_none());
        blank.any(|label| {
            let below = |row: &&Row| row.index > label.at.row && !labels.contains(&row.index);
            let text = |row: &Row| row.cell(label.at.column).is_some_and(|cell| text_of(cell).is_some());
            let mut rows = self.rows.iter().filter(below);
            rows.any(|row| row.cells.len() > 1 && text(row) && !is_choice(row) && !is_named(row))
        })
    }

    /// Whether rows of a table stand there: below one of nothing but labels two that are about as long.
    fn is_table(&self) -> bool {
        let labels = |row: &Row| {
            let own = |label: &&Label| label.at.row == row.index && label.inline.is_none();
            self.labels.iter().filter(own).count()
        };
        self.rows.windows(3).any(|rows| {
            let [head, data @ ..] = rows else { return false };
            let width = head.cells.len();
            width >= FEWEST_COLUMNS
                && labels(head) == width
                && data.iter().all(|row| row.cells.len() + 1 >= width && !is_choice(row))
        })
    }

    /// Whether all labels stand in one row.
    fn is_one_row(&self) -> bool {
        let rows = self.labels.iter().map(|label| label.at.row);
        rows.clone().min() == rows.max()
    }
}
