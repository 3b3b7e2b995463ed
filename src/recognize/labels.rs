//! The cells of a form → its labels, each with the place of its value and what it asks about.

pub(super) mod letter;

use std::collections::BTreeSet;

use super::ask::Ask;
use super::block::{Column, text_of};
use super::evidence::Context;
use super::grid::Grid;
use super::harvest::names_line;
use super::header::clean;
use super::inline::labelled;
use super::judge::Judge;
use super::lexicon::Match;
use super::table::DataRow;
use crate::model::decision::UNUSED;
use crate::model::origin::{Origin, SheetId};
use crate::model::value::Text;
use crate::text::numbering::without_numbering;
use crate::workbook::{Cell, Row};

/// What only a sentence holds: a label is none.
const SENTENCE: [char; 5] = ['，', '。', '；', '！', ','];

/// Rows among which a form's title stands.
const TITLE_ROWS: usize = 6;

/// A text of more characters is no title of a form.
const LONGEST_TITLE: usize = 40;

/// A label of a form with the place of its value, when there is one: the label's own cell for `姓名：张三`.
#[derive(Clone)]
pub(super) struct Label {
    pub at: Origin,
    pub column: Column,
    pub value: Option<Origin>,
    /// Numbered lines below the value that go on with it.
    pub more: Vec<Origin>,
    /// The value's text, when it stands in the label's cell.
    pub inline: Option<Text>,
    /// What it asks about, when it asks for the subject of the form's table.
    pub ask: Option<Ask>,
    /// What somebody said that its answer is about; [`UNUSED`] for nothing.
    pub said: Option<String>,
}

impl Label {
    /// The text of the label as typed, and its cell.
    pub(super) fn named(&self) -> (Text, Origin) {
        (self.column.shown.clone(), self.at)
    }

    /// The row of data that its answer is, the form's only row being `row`.
    pub(super) fn data(&self, row: u32) -> DataRow {
        let named = |text: &String| Some((Text::from(text.as_str()), self.at));
        let plain = DataRow::at(row);
        let asked = match &self.ask {
            Some(Ask::Target(target)) => DataRow { target: named(target), ..plain },
            Some(Ask::Aspect(aspect)) => DataRow { band: named(aspect), ..plain },
            Some(Ask::Question) => DataRow { band: Some(self.named()), ..plain },
            Some(Ask::Plain) | None => plain,
        };
        match &self.said {
            Some(said) => DataRow { band: named(said).filter(|_| said != UNUSED), ..asked },
            None => asked,
        }
    }
}

/// The labels of a sheet, from left to right and from the top.
pub(super) struct Labels<'a> {
    grid: &'a Grid<'a>,
    judge: &'a Judge<'a>,
    /// The table whose subject the sheet asks for by questions, as its title says.
    pub asked: Option<usize>,
    /// The name of that subject, cleaned; empty without one.
    subject: String,
    /// Texts of which somebody said that they are labels, cleaned.
    named: BTreeSet<String>,
    pub labels: Vec<Label>,
}

impl<'a> Labels<'a> {
    pub(super) fn of(
        grid: &'a Grid<'a>,
        judge: &'a Judge<'a>,
        names: &Context,
        named: BTreeSet<String>,
    ) -> Self {
        let asked = asked(grid, judge, names);
        let rule = asked.and_then(|table| judge.kind.tables.get(table));
        let field = rule.and_then(|rule| rule.fields.get(rule.field(rule.split.as_deref()?)?));
        let subject = field.map(|field| clean(&field.name)).unwrap_or_default();
        let mut labels = Labels { grid, judge, asked, subject, named, labels: Vec::new() };
        for (index, row) in grid.sheet.rows.iter().enumerate() {
            match grid.sheet.text {
                true => labels.line(index, row),
                false => labels.row(index, row),
            }
        }
        labels
    }

    fn row(&mut self, index: usize, row: &Row) {
        if let Some(below) = self.row_below(index, row) {
            let labels = row.cells.iter().filter_map(|(at, cell)| {
                let (column, ask) = self.label(*at, cell)?;
                let value = below.cell(*at).map(|_| self.place(below, *at));
                Some(Label {
                    at: self.place(row, *at),
                    column,
                    value,
                    more: Vec::new(),
                    inline: None,
                    ask,
                    said: None,
                })
            });
            let labels: Vec<Label> = labels.collect();
            self.labels.extend(labels);
            return;
        }
        let mut cells = row.cells.iter().peekable();
        while let Some((column, cell)) = cells.next() {
            let at = self.place(row, *column);
            if self.is_taken(at) {
                continue;
            }
            let inline = self.inline(at, cell);
            if !inline.is_empty() {
                self.labels.extend(inline);
                continue;
            }
            let Some((column, ask)) = self.label(at.column, cell) else { continue };
            let ask = ask.or_else(|| self.heading(at));
            let closes = cells.len() == 1 && ask.is_none() && self.is_second(at);
            let beside = self.grid.span(at.row, at.column).right + 1;
            let right = cells.next_if(|(place, cell)| !self.is_label(cell) || (closes && *place == beside));
            let right = right.map(|(column, _)| Origin { column: *column, ..at });
            let alone = right.is_none() && row.cells.len() == 1;
            let mut below = if alone { self.below(index) } else { Vec::new() }.into_iter();
            let value = right.or_else(|| below.next());
            let mut more: Vec<Origin> = below.collect();
            if let Some(value) = right.filter(|_| ask.is_some()) {
                more.extend(self.under(index, value));
            }
            self.labels.push(Label { at, column, value, more, inline: None, ask, said: None });
        }
    }

    /// Whether a label follows one with its value in the row: then the last cell beside it is its value, whatever that
    /// says (来信类别 | 意见建议).
    fn is_second(&self, at: Origin) -> bool {
        let last = self.labels.last().filter(|label| label.inline.is_none());
        last.and_then(|label| label.value).is_some_and(|value| value.row == at.row)
    }

    /// The row with the values of a row that holds labels and nothing else.
    fn row_below(&self, index: usize, row: &Row) -> Option<&'a Row> {
        let below = self.grid.sheet.rows.get(index + 1).filter(|below| below.index == row.index + 1)?;
        let labels = |(at, cell): &(u32, Cell)| {
            !self.is_taken(self.place(row, *at)) && self.label(*at, cell).is_some()
        };
        let values = |(at, cell): &(u32, Cell)| row.cell(*at).is_some() && !self.is_label(cell);
        let alone = row.cells.len() > 1 && row.cells.iter().all(labels);
        (alone && below.cells.len() > 1 && below.cells.iter().all(values)).then_some(below)
    }

    fn is_taken(&self, at: Origin) -> bool {
        self.labels.iter().any(|label| label.value == Some(at) || label.more.contains(&at))
    }

    /// What a label is about by a text that is merged over its row and others to its left (形式主义 over 意见 and 建议).
    fn heading(&self, at: Origin) -> Option<Ask> {
        self.asked?;
        let mut left = (0..at.column).rev();
        let (cell, origin) = left.find_map(|column| self.grid.cell_at(at.row, column))?;
        let area = self.grid.span(origin.row, origin.column);
        let text = text_of(cell).filter(|_| area.bottom > area.top && !self.is_label(cell))?;
        self.ask(text).or_else(|| Some(Ask::Aspect(clean(without_numbering(text)))))
    }

    /// What a text asks about, on a sheet that asks.
    fn ask(&self, text: &str) -> Option<Ask> {
        self.asked.and_then(|_| self.judge.common().asks.ask(text))
    }

    /// The labels of a cell that holds their values too.
    fn inline(&self, at: Origin, cell: &Cell) -> Vec<Label> {
        let Some(text) = text_of(cell) else { return Vec::new() };
        let of = |name: &str, value: &str, ask: Option<Ask>| Label {
            at,
            column: self.column(at.column, name, ask.is_some()),
            value: Some(at),
            more: Vec::new(),
            inline: Some(Text::from(value)),
            ask,
            said: None,
        };
        let pairs = labelled(text, |label| self.judge.lexicons.knows(label) || self.named.contains(label));
        let filled = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let labels: Vec<Label> = filled.map(|(label, value)| of(&label, value, None)).collect();
        if !labels.is_empty() {
            return labels;
        }
        let asks = text.split_once(['：', ':']).filter(|(_, value)| !value.trim().is_empty());
        let asks = asks.and_then(|(label, value)| Some(of(label, value.trim(), Some(self.ask(label)?))));
        asks.into_iter().collect()
    }

    fn column(&self, at: u32, text: &str, asks: bool) -> Column {
        let path = vec![if asks { self.subject.clone() } else { clean(text) }];
        let shown: String = text.split_whitespace().collect();
        let named = path.iter().any(|label| self.named.contains(label));
        Column { at, shown: shown.trim_end_matches(['：', ':']).into(), path, named }
    }

    /// A cell as a label; a title (征求意见表) is none, though it may hold a synonym, nor is a sentence.
    fn label(&self, at: u32, cell: &Cell) -> Option<(Column, Option<Ask>)> {
        let text = text_of(cell)?;
        if let Some(ask) = self.ask(text) {
            return Some((self.column(at, text, true), Some(ask)));
        }
        let column = self.column(at, text, false);
        let (lexicons, tables) = (&self.judge.lexicons, self.judge.kind.tables.len());
        let is_title = self.judge.common().headers.names_paper(text) || text.contains(SENTENCE);
        let named = || (0..tables).any(|table| !lexicons.find(table, &column.path).is_empty());
        let known = column.path.first().is_some_and(|label| lexicons.knows(label));
        (known || column.named || (!is_title && named())).then_some((column, None))
    }

    fn place(&self, row: &Row, column: u32) -> Origin {
        Origin { sheet: self.grid.sheet.id, row: row.index, column }
    }

    /// Whether a cell right of a label or below it begins something else.
    fn is_label(&self, cell: &Cell) -> bool {
        let known = |text: &str| {
            let cleaned = clean(text);
            let named = self.judge.lexicons.knows(&cleaned) || self.named.contains(&cleaned);
            let words = &self.judge.common().rows;
            let closing = words.is_bare_footer(text) || words.is_footer(text) || words.is_note(text);
            named || closing || self.ask(text).is_some()
        };
        text_of(cell).is_some_and(known)
    }

    /// The answers that go on below one, each alone in its row and in the column of the first.
    fn under(&self, index: usize, value: Origin) -> Vec<Origin> {
        let rows = self.grid.sheet.rows.iter().skip(index + 1);
        let single = rows.map_while(|row| match row.cells.as_slice() {
            [(column, cell)] if *column == value.column && !self.is_label(cell) => {
                text_of(cell).map(|_| self.place(row, *column))
            }
            _ => None,
        });
        single.collect()
    }

    /// The values below a label that stands alone in its row: the only cell of the next row, when it is no
    /// label, and the numbered lines that go on with it.
    fn below(&self, index: usize) -> Vec<Origin> {
        // Lines of unit and date may stand between a title that asks and the answer.
        let named = |row: &&Row| {
            row.cells.iter().all(|(at, cell)| !self.inline(self.place(row, *at), cell).is_empty())
        };
        let rows = self.grid.sheet.rows.iter().skip(index + 1).skip_while(named);
        let single = rows.map_while(|row| match row.cells.as_slice() {
            [(column, cell)] if !self.is_label(cell) => Some((self.place(row, *column), cell)),
            _ => None,
        });
        let is_numbered =
            |cell: &Cell| text_of(cell).is_some_and(|text| without_numbering(text) != text.trim());
        let lines = single.enumerate().take_while(|(line, (_, cell))| *line == 0 || is_numbered(cell));
        lines.map(|(_, (at, _))| at).collect()
    }
}

/// The table whose subject a sheet asks for by questions: title or names hint at it most.
fn asked(grid: &Grid, judge: &Judge, names: &Context) -> Option<usize> {
    let rows = grid.sheet.rows.iter().take(TITLE_ROWS);
    let single = rows.enumerate().filter(|(_, row)| row.cells.len() == 1);
    let texts =
        single.flat_map(|(at, row)| row.cells.iter().filter_map(move |(_, cell)| Some((at, text_of(cell)?))));
    let asks = |text: &str| judge.common().asks.ask(text).is_some();
    // The first line is a title though it asks (关于某事的意见建议).
    let titles =
        texts.filter(|(at, text)| text.chars().count() <= LONGEST_TITLE && (*at == 0 || !asks(text)));
    let titles = titles.map(|(_, text)| text);
    let context = Context { titles: titles.map(clean).collect(), ..names.clone() };
    let scores: Vec<i32> =
        (0..judge.kind.tables.len()).map(|table| judge.hint_score(table, &context)).collect();
    // A title that names another table twice as plainly asks for no opinions (问题整改销号单).
    let best = scores.iter().max().copied().unwrap_or(0);
    let tables = judge.kind.tables.iter().zip(scores).enumerate();
    let asking = tables.filter(|(_, (rule, score))| rule.split.is_some() && *score > 0 && *score * 2 >= best);
    asking.max_by_key(|(table, (_, score))| (*score, std::cmp::Reverse(*table))).map(|(table, _)| table)
}

/// The fields that labels above a header fill for all rows (`姓名 | 张三`), each with its cell and text. Labels
/// are known as a whole; one without a value beside it fills nothing, nor does one whose field has a column. A
/// line of unit and date is read elsewhere.
pub(super) fn above(
    sheet: SheetId,
    rows: &[Row],
    judge: &Judge,
    table: usize,
    columns: &[Option<u32>],
) -> Vec<(usize, Origin, Text)> {
    let field = |label: &str| {
        let known = judge.lexicons.find(table, &[clean(label)]).into_iter().find(Match::is_synonym);
        known.map(|found| found.field).filter(|field| columns.get(*field).is_some_and(Option::is_none))
    };
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| !names_line(&judge.common().rows, row)) {
        let at = |column: u32| Origin { sheet, row: row.index, column };
        for pair in row.cells.windows(2) {
            let [(_, label), (column, value)] = pair else { continue };
            let (Some(label), Some(value)) = (text_of(label), text_of(value)) else { continue };
            let field = field(label).filter(|_| !judge.lexicons.knows(&clean(value)));
            found.extend(field.map(|field| (field, at(*column), Text::from(value))));
        }
        for (column, cell) in &row.cells {
            let pairs = text_of(cell).map(|text| labelled(text, |label| field(label).is_some()));
            let filled = pairs.into_iter().flatten().filter(|(_, value)| !value.is_empty());
            found.extend(
                filled.filter_map(|(label, value)| Some((field(&label)?, at(*column), value.into()))),
            );
        }
    }
    found
}

/// Which labels of a form have a value.
pub(super) fn valued(labels: &[Label]) -> Vec<bool> {
    labels.iter().map(|label| label.value.is_some()).collect()
}

/// A label without a value (会议记录 as the title of a form) leaves the field to one that has a value.
pub(super) fn give_way(matches: &mut [Vec<Match>], valued: &[bool]) {
    let filled = matches.iter().zip(valued).filter(|(_, valued)| **valued);
    let fields: BTreeSet<usize> = filled.filter_map(|(found, _)| Some(found.first()?.field)).collect();
    let blank = matches.iter_mut().zip(valued).filter(|(_, valued)| !**valued);
    blank.for_each(|(found, _)| found.retain(|found| !fields.contains(&found.field) || found.is_decided()));
}
