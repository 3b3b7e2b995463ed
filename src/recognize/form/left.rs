//! The cells of a form → what of them is neither label nor value.

use std::collections::BTreeSet;

use super::Sheet;
use super::lost::is_choice;
use crate::kind::{Kind, lists};
use crate::model::origin::Origin;
use crate::model::value::Text;
use crate::recognize::block::text_of;
use crate::recognize::table::{Reason, SetAside};
use crate::text::fold::cjk_count;

/// Fewer ideographs are no answer that somebody would miss.
const SHORTEST_ANSWER: usize = 4;

/// A longer text says more than thanks, in characters.
const LONGEST_THANKS: usize = 16;

impl Sheet<'_> {
    /// The cells, by row and column, that are labels, their values, or lines that go on with these.
    pub(super) fn claimed(&self) -> BTreeSet<(u32, u32)> {
        let cells = self.labels.iter().flat_map(|label| {
            [Some(label.at), label.value].into_iter().flatten().chain(label.more.iter().copied())
        });
        cells.map(|at| (at.row, at.column)).collect()
    }

    /// The rows below the first label with neither label nor value.
    pub(super) fn unused(&self) -> Vec<SetAside> {
        let used: BTreeSet<u32> = self.claimed().into_iter().map(|(row, _)| row).collect();
        let first = used.first().copied();
        let rows = self.rows.iter().map(|row| row.index);
        let unused = rows.filter(|row| Some(*row) > first && !used.contains(row));
        let reason = Reason::Note;
        unused.map(|row| SetAside { row, reason }).collect()
    }

    /// The texts of unused rows that stand in the column of an answer and are as long as one. A note or a signature is
    /// none.
    pub(super) fn unread(&self, kind: &Kind) -> Vec<(Text, Origin)> {
        let words = &kind.common.rows;
        if self.grid.sheet.text {
            return Vec::new();
        }
        let questions = self.questions();
        let answers = questions.iter().filter_map(|index| self.labels.get(*index)?.value);
        let columns: BTreeSet<u32> = answers.map(|at| at.column).collect();
        let unused: BTreeSet<u32> = self.unused().iter().map(|aside| aside.row).collect();
        let rows = self.rows.iter().filter(|row| unused.contains(&row.index) && !is_choice(row));
        let courtesy = kind.vocabulary.list(lists::COURTESY);
        let thanks = |text: &str| {
            let mut phrases = courtesy.rows().map(|row| row.get("phrase"));
            text.chars().count() <= LONGEST_THANKS && phrases.any(|phrase| text.contains(phrase))
        };
        let closes = |text: &str| {
            words.is_note(text) || words.is_footer(text) || words.is_bare_footer(text) || thanks(text)
        };
        let mut unread = Vec::new();
        for row in rows {
            let texts = row.cells.iter().filter_map(|(at, cell)| Some((*at, text_of(cell)?)));
            let texts: Vec<(u32, &str)> = texts.collect();
            if texts.iter().any(|(_, text)| closes(text)) {
                continue;
            }
            let answers =
                texts.iter().filter(|(at, text)| columns.contains(at) && cjk_count(text) >= SHORTEST_ANSWER);
            let origin = |column| Origin { sheet: self.grid.sheet.id, row: row.index, column };
            unread.extend(answers.map(|(at, text)| (Text::from(*text), origin(*at))));
        }
        unread
    }

    /// The texts in rows of labels and values that are neither.
    pub(super) fn unclaimed(&self) -> Vec<String> {
        let mut claimed = self.claimed();
        let assigned = &self.verdict.assigned;
        let used = |index: usize| {
            let twice = assigned.twice.iter().any(|(_, label)| *label == index);
            twice || assigned.by.get(index).is_some_and(Option::is_some)
        };
        // A label that another table would want is none here.
        let idle =
            self.labels.iter().enumerate().filter(|(index, label)| !used(*index) && label.ask.is_none());
        for at in idle.flat_map(|(_, label)| [Some(label.at), label.value]).flatten() {
            claimed.remove(&(at.row, at.column));
        }
        let rows: BTreeSet<u32> = self.claimed().iter().map(|(row, _)| *row).collect();
        let rows = self.rows.iter().filter(|row| rows.contains(&row.index));
        let cells = rows.flat_map(|row| row.cells.iter().map(|(at, cell)| ((row.index, *at), cell)));
        let harvested = [&self.harvested.unit, &self.harvested.date];
        let taken: Vec<(u32, u32)> =
            harvested.into_iter().flatten().map(|(_, at)| (at.row, at.column)).collect();
        let others = cells.filter(|(at, _)| !claimed.contains(at) && !taken.contains(at));
        let others = others.filter_map(|(_, cell)| text_of(cell));
        others.map(|text| text.split_whitespace().collect()).collect()
    }
}
