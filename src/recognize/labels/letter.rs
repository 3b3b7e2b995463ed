//! The lines of a text without a table → the labels of a form, where the text plainly is one: labels with their values,
//! or a line that leads in and the numbered opinions below it.

use super::{Label, Labels};
use crate::kind::{AskWords, Common};
use crate::model::origin::{Origin, SheetId};
use crate::model::value::Text;
use crate::recognize::ask::Ask;
use crate::recognize::block::text_of;
use crate::recognize::form::Form;
use crate::recognize::header::clean;
use crate::recognize::table::Harvested;
use crate::text::numbering::without_numbering;
use crate::text::point::begins_like_date;
use crate::workbook::Row;

/// Longest line that leads in, in characters.
const LONGEST_LEAD: usize = 80;

/// Longest name of who signs, and longest date below it, in characters.
const LONGEST_NAME: usize = 30;
const LONGEST_DATE: usize = 20;

/// Shortest opinion without a number, in characters.
const SHORTEST_OPINION: usize = 8;

/// Lines at the end among which a signature stands.
const END: usize = 5;

/// So many lines of a form may be neither label nor value, and of its lines this share.
const FEW_LEFT: usize = 4;
const SHARE_LEFT: usize = 4;

/// The mark that ends a sentence; a line that asks for an answer holds none.
const STOP: char = '。';

/// The title of a form without a table stands among its first lines, so many.
const TITLE_LINES: usize = 3;

/// How a line ends that leads in.
const COLONS: [char; 2] = ['：', ':'];

impl Labels<'_> {
    /// Adds the labels of one line of a text.
    pub(super) fn line(&mut self, index: usize, row: &Row) {
        let Some((column, cell)) = row.cells.first() else { return };
        let at = self.place(row, *column);
        let Some(text) = text_of(cell).filter(|_| !self.is_taken(at)) else { return };
        let inline = self.inline(at, cell);
        if !inline.is_empty() {
            let more = self.numbered_below(index, false);
            self.labels.extend(inline);
            if let Some(last) = self.labels.last_mut().filter(|last| last.begins_a_list()) {
                last.more = more;
            }
            return;
        }
        // A line that says that opinions follow asks for them, though it may be a label besides (意见建议如下：).
        let follows = self.asked.is_some() && self.judge.common().asks.leads_in(text);
        let (label, ask) = match self.label(*column, cell) {
            Some(label) if text.trim_end().ends_with(COLONS) && !follows => label,
            _ if self.leads_in(text) => {
                (self.column(*column, text, true), self.ask(text).or(Some(Ask::Plain)))
            }
            _ => return,
        };
        let mut values = self.numbered_below(index, true).into_iter();
        if let Some(value) = values.next() {
            let more = values.collect();
            self.labels.push(Label {
                at,
                column: label,
                value: Some(value),
                more,
                inline: None,
                ask,
                said: None,
            });
        }
    }

    /// Whether a line says that opinions follow (提出如下意见建议：, 一、形式主义方面), on a sheet that asks for some.
    fn leads_in(&self, text: &str) -> bool {
        let asks = &self.judge.common().asks;
        let short = text.chars().count() <= LONGEST_LEAD;
        // A heading that asks is numbered, or has its colon; a sentence that mentions opinions is neither.
        let heads = || text.trim_end().ends_with(COLONS) || without_numbering(text) != text.trim();
        let asks_for = || heads() && !text.contains(STOP) && self.ask(text).is_some();
        self.asked.is_some() && short && (asks.leads_in(text) || asks_for())
    }

    /// The numbered lines directly below a line; where there are none and `one` will do, the next line.
    fn numbered_below(&self, index: usize, one: bool) -> Vec<Origin> {
        let rows = self.grid.sheet.rows.iter().skip(index + 1);
        let lines = rows.map_while(|row| match row.cells.as_slice() {
            [(column, cell)] if !self.is_label(cell) => Some((self.place(row, *column), text_of(cell)?)),
            _ => None,
        });
        let lines =
            lines.take_while(|(_, text)| !self.leads_in(text) || without_numbering(text) != text.trim());
        let numbered = |text: &str| without_numbering(text) != text.trim() && !begins_like_date(&clean(text));
        let found: Vec<Origin> =
            lines.clone().take_while(|(_, text)| numbered(text)).map(|(at, _)| at).collect();
        let told =
            |text: &str| text.chars().count() >= SHORTEST_OPINION && !text.trim_end().ends_with(COLONS);
        let mut next = lines.take(1).filter(|(_, text)| one && told(text)).map(|(at, _)| at);
        if found.is_empty() { next.next().into_iter().collect() } else { found }
    }
}

impl Label {
    /// Whether its value is the first of several numbered ones.
    fn begins_a_list(&self) -> bool {
        self.inline.as_deref().is_some_and(|text| without_numbering(text) != text.trim())
    }
}

impl AskWords {
    /// Whether a line ends with what is asked for and nothing more than that it follows (意见建议如下：).
    fn leads_in(&self, text: &str) -> bool {
        let cleaned = clean(text);
        let follows = self.follows.iter().find_map(|word| cleaned.strip_suffix(word.as_str()));
        let bare = follows.unwrap_or(&cleaned);
        text.trim_end().ends_with(COLONS) && self.asked.iter().any(|word| bare.ends_with(word.as_str()))
    }
}

/// Whether a form that was read from the lines of a text is plainly one: it asks and has answers, or labels are most of
/// it; and little stands there besides. A notice that asks others is none.
pub(in crate::recognize) fn is_plain(form: &Form, rows: &[Row], asks: &AskWords) -> bool {
    let titles = rows.iter().take(TITLE_LINES).filter_map(|row| text_of(&row.cells.first()?.1)).map(clean);
    let ends = |title: &String| asks.notices.iter().any(|word| title.ends_with(word.as_str()));
    let notice = titles.into_iter().any(|title| ends(&title));
    let left: usize = form.tables.iter().map(|table| table.set_aside.len()).sum();
    let used = form.labels.iter().filter(|label| label.field.is_some()).count();
    !notice && used > 0 && left <= FEW_LEFT.max(rows.len() / SHARE_LEFT)
}

/// Who signed a text, and when, when nothing above said so: the last lines.
pub(in crate::recognize) fn sign(common: &Common, sheet: SheetId, rows: &[Row], harvested: &mut Harvested) {
    let lines = rows.iter().rev().take(END).filter_map(|row| {
        let (column, cell) = row.cells.first()?;
        Some((text_of(cell)?, Origin { sheet, row: row.index, column: *column }))
    });
    let lines: Vec<(&str, Origin)> = lines.collect();
    let is_date = |text: &str| text.chars().count() <= LONGEST_DATE && begins_like_date(&clean(text));
    let date = lines.iter().position(|(text, _)| is_date(text));
    let name = lines.get(date.map_or(0, |date| date + 1));
    let unit = name.filter(|(text, _)| is_unit(common, text));
    if let Some((text, at)) = unit {
        harvested.unit.get_or_insert((Text::from(without_seal(common, text)), *at));
    }
    if let Some((text, at)) = date.and_then(|date| lines.get(date)).filter(|_| unit.is_some()) {
        harvested.date.get_or_insert((Text::from(*text), *at));
    }
}

/// Whether a line is nothing but the name of a unit.
fn is_unit(common: &Common, text: &str) -> bool {
    let name = without_seal(common, text);
    let ends = common.values.all_unit_ends().any(|end| name.ends_with(end.as_str()));
    ends && (2..=LONGEST_NAME).contains(&name.chars().count())
        && !name.contains(|c: char| !c.is_alphanumeric() && c != '、')
}

fn without_seal(common: &Common, text: &str) -> String {
    let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let cut = name
        .rfind(['（', '('])
        .filter(|_| common.rows.seals.iter().any(|seal| clean(&name).ends_with(seal.as_str())));
    cut.and_then(|at| name.get(..at)).unwrap_or(&name).to_owned()
}
