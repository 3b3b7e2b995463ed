//! A header of which nothing is known but what the table is about (项目类别 | 居民意见建议) → that table, where the sheet
//! is named as one and rows stand below it.

use super::assign::assign;
use super::block::{Block, Column, text_of};
use super::confidence::Confidence;
use super::evidence::Context;
use super::grid::Grid;
use super::header::clean;
use super::judge::{Judge, Verdict};
use super::lexicon::Match;
use super::profile::Profile;
use crate::finding::Why;
use crate::workbook::Row;

/// Wider headers name more than one field.
const WIDEST: usize = 6;

/// Longest header that nobody knows, in characters.
const LONGEST: usize = 10;

/// So many rows below a header whose texts need not end like headers show that they are.
const ROWS: usize = 2;

impl Judge<'_> {
    /// The table of sayings whose title stands above a narrow header: one column is surely what it is about, the
    /// others nobody knows. A form, in which known labels follow each other, has no such rows.
    pub(super) fn narrow(&self, grid: &Grid, block: &Block, context: &Context) -> Option<Verdict> {
        let columns: Vec<&Column> = block.columns.iter().collect();
        if block.strange > 0 || !(2..=WIDEST).contains(&columns.len()) {
            return None;
        }
        let named = (0..self.kind.tables.len()).filter(|table| self.hint_score(*table, context) > 0);
        let table = named.max_by_key(|table| self.hint_score(*table, context))?;
        let rule = self.kind.tables.get(table)?;
        let subject = rule.field(rule.split.as_deref()?)?;
        let matches = self.matches(table, &columns, None);
        let about =
            |found: &[Match]| found.first().is_some_and(|best| best.field == subject && best.is_sure());
        let mut asking = matches.iter().enumerate().filter(|(_, found)| about(found));
        let (at, _) = asking.next().filter(|_| asking.next().is_none())?;
        let strange = matches.iter().enumerate().all(|(index, found)| index == at || found.is_empty());
        let text = |column: &&Column| column.path.last().map(String::as_str).unwrap_or_default().to_owned();
        let texts: Vec<String> = columns.iter().map(text).collect();
        let others = texts.iter().enumerate().filter(|(index, _)| *index != at);
        let short = others.clone().all(|(_, text)| (1..=LONGEST).contains(&text.chars().count()));
        let plain = others.clone().all(|(_, text)| self.lexicons.is_headerlike(text));
        let rows = self.rows_below(grid, block, columns.get(at)?.at);
        if !strange || !short || rows == 0 || (!plain && (rows < ROWS || at == 0)) {
            return None;
        }
        let words = &self.common().values;
        let profiles: Vec<Profile> =
            columns.iter().map(|column| Profile::new(grid, column.at, block.last, words)).collect();
        let assigned = assign(rule, self.kind, &matches, &profiles);
        let field = rule.fields.get(subject)?.name.clone();
        Some(Verdict {
            table,
            assigned,
            rival: None,
            second: None,
            confidence: Confidence::Likely,
            why: vec![Why::Columns { fields: vec![field] }],
            score: self.hint_score(table, context),
            decided: false,
        })
    }

    /// How many rows right below a header hold a text in a column and something beside it, before a label comes.
    fn rows_below(&self, grid: &Grid, block: &Block, column: u32) -> usize {
        let rows = grid.sheet.rows.iter().skip_while(|row| row.index <= block.last);
        let is_data = |row: &&Row| {
            let known =
                |text: &str| self.lexicons.knows(&clean(text)) || self.common().asks.ask(text).is_some();
            let mut texts = row.cells.iter().filter_map(|(_, cell)| text_of(cell));
            row.cells.len() > 1
                && row.cell(column).is_some_and(|cell| text_of(cell).is_some())
                && !texts.any(known)
        };
        rows.take_while(is_data).count()
    }
}
