//! A questionnaire's export → for each column that asks for opinions a table with its question as band.

use super::ask::Ask;
use super::block::Column;
use super::header::{clean, is_question};
use super::judge::{Judge, Verdict};
use super::sections::Section;
use super::table::{DataRow, Table};
use crate::kind::{AskWords, HeaderWords, Kind};
use crate::model::decision::UNUSED;
use crate::model::entry::FieldPlaces;
use crate::model::origin::{Origin, SheetId};
use crate::model::value::Text;

/// The table of a section, or one for each question that asks for what the table is about. All of them have the
/// same rows of data; the first one accounts for the rows that were set aside.
pub(super) fn tables(section: &Section, table: Table, judge: &Judge) -> Vec<Table> {
    let kind = judge.kind;
    let columns = columns(section, kind);
    let subject = subject(section, kind);
    let answers = answers(section, kind);
    let (Some(subject), true) = (subject, columns.len() > usize::from(!answers)) else {
        return vec![with_aspect(section, table, subject, judge)];
    };
    let one = |(index, column): (usize, &u32)| {
        let mut table = table.clone();
        if let FieldPlaces::Columns(held) = &mut table.head.places {
            held.iter_mut().skip(subject).take(1).for_each(|held| *held = Some(*column));
        }
        let (band, target) = match answers {
            true => (asking(section, *column, &table), None),
            false => about(section, *column, table.head.sheet, judge),
        };
        table.data.iter_mut().for_each(|data: &mut DataRow| {
            data.band.clone_from(&band);
            data.target = target.clone().or(data.target.take());
        });
        table.extra.retain(|(at, _)| !columns.contains(at));
        if index > 0 { table.accounted() } else { table }
    };
    columns.iter().enumerate().map(one).collect()
}

/// The field that has a column a question, or whose cell may hold several entries.
pub(super) fn subject(section: &Section, kind: &Kind) -> Option<usize> {
    let rule = kind.tables.get(section.verdict.table)?;
    rule.answer().or_else(|| rule.split.as_ref().and_then(|id| rule.field(id)))
}

/// Whether the headers are the questions that a field of the table answers.
fn answers(section: &Section, kind: &Kind) -> bool {
    kind.tables.get(section.verdict.table).is_some_and(|rule| rule.answer().is_some())
}

/// The table of one column of opinions: what somebody said that they are about holds where no heading says it.
fn with_aspect(section: &Section, mut table: Table, subject: Option<usize>, judge: &Judge) -> Table {
    let FieldPlaces::Columns(held) = &table.head.places else { return table };
    let Some(column) = subject.and_then(|subject| held.get(subject).copied().flatten()) else { return table };
    let (band, _) = about(section, column, table.head.sheet, judge);
    table.data.iter_mut().filter(|row| row.band.is_none()).for_each(|row| row.band.clone_from(&band));
    table
}

/// What the values of a column are about: what somebody said, else, where it is one of several that ask, what it asks.
pub(super) fn about(section: &Section, column: u32, sheet: SheetId, judge: &Judge) -> (Placed, Placed) {
    let columns = &section.block.columns;
    let asked = self::columns(section, judge.kind);
    let asks = asked.len() > 1 && asked.contains(&column) && !answers(section, judge.kind);
    let (band, target) = match asks {
        true => question(section, column, sheet, &judge.common().asks),
        false => (None, None),
    };
    let said =
        judge.layouts.of(columns.iter()).map(|layout| layout.aspects(columns.iter())).unwrap_or_default();
    let said = columns.iter().zip(said).find(|(known, _)| known.at == column).and_then(|(_, said)| said);
    match said {
        Some(UNUSED) => (None, target),
        Some(aspect) => (Some((aspect.into(), Origin { sheet, row: section.block.last, column })), target),
        None => (band, target),
    }
}

/// The question of a column, as it stands there.
fn asking(section: &Section, column: u32, table: &Table) -> Placed {
    let header = section.block.columns.iter().find(|header| header.at == column)?;
    Some((header.shown.clone(), Origin { sheet: table.head.sheet, row: section.block.last, column }))
}

/// The columns that hold the subject, from left to right: those of which somebody said so, else all that name it,
/// when all of them are questions.
pub(super) fn columns(section: &Section, kind: &Kind) -> Vec<u32> {
    let decided = &section.verdict.assigned.decided;
    let mut columns = subject(section, kind).map(|field| naming(&section.verdict, field)).unwrap_or_default();
    if columns.iter().any(|column| decided.contains(column)) {
        columns.retain(|column| decided.contains(column));
    }
    let columns = columns.into_iter().filter_map(|index| Some((index, section.block.columns.get(index)?)));
    let columns: Vec<_> = columns.collect();
    let asks = |text: &str| {
        is_question(&clean(text))
            || matches!(kind.common.asks.ask(text), Some(Ask::Target(_) | Ask::Aspect(_)))
    };
    let asking = columns
        .iter()
        .filter(|(index, column)| decided.contains(index) || asks(&asked(column, &kind.common.asks)))
        .count();
    // Beside two that ask of whom or what, a third is a question too (对班子的意见, 对成员的意见, 工作建议).
    let questions = asking == columns.len() || asking >= 2;
    if !questions && !is_pair(&columns, &kind.common.headers) && !answers(section, kind) {
        return Vec::new();
    }
    let mut columns: Vec<u32> = columns.iter().map(|(_, column)| column.at).collect();
    columns.sort_unstable();
    columns
}

/// Whether columns hold what somebody finds wrong and what he proposes: each is an opinion, as it is in a form.
fn is_pair(columns: &[(usize, &Column)], words: &HeaderWords) -> bool {
    let says =
        |column: &Column, words: &[String]| words.iter().any(|word| column.shown.contains(word.as_str()));
    let wrong = |(_, column): &(usize, &Column)| says(column, &words.wrong);
    let proposes = |column: &(usize, &Column)| says(column.1, &words.proposing) && !wrong(column);
    let each = columns.iter().all(|column| wrong(column) || proposes(column));
    each && columns.iter().any(wrong) && columns.iter().any(proposes)
}

/// The columns that name a field, by their index: the one that holds it first.
pub(super) fn naming(verdict: &Verdict, field: usize) -> Vec<usize> {
    let held = verdict.fields().get(field).copied().flatten();
    let twice = verdict.assigned.twice.iter().filter(|(named, _)| *named == field);
    held.into_iter().chain(twice.map(|(_, column)| *column)).collect()
}

/// What a column asks: where a header of two rows says in the lower one whom it is about (征求到的意见 over
/// 对领导班子), both together.
fn asked(column: &Column, words: &AskWords) -> String {
    match column.path.split_last() {
        Some((child, parents)) if !parents.is_empty() && words.is_about(child) => {
            child.clone() + &parents.concat()
        }
        _ => column.shown.to_string(),
    }
}

/// A text with the cell it stands in; none where there is no such text.
type Placed = Option<(Text, Origin)>;

/// What the question of a column is about: the aspect that it names, else the question, and the target.
fn question(section: &Section, column: u32, sheet: SheetId, words: &AskWords) -> (Placed, Placed) {
    let Some(header) = section.block.columns.iter().find(|header| header.at == column) else {
        return (None, None);
    };
    let at = Origin { sheet, row: section.block.last, column };
    match words.ask(&asked(header, words)) {
        Some(Ask::Target(target)) => (None, Some((target.into(), at))),
        Some(Ask::Aspect(aspect)) => (Some((aspect.into(), at)), None),
        Some(Ask::Plain) => (None, None),
        Some(Ask::Question) | None => (Some((header.shown.clone(), at)), None),
    }
}
