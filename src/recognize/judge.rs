//! A header → the table of the kind that it identifies, with the column of each field.

use std::collections::BTreeSet;

use super::block::{Block, Column};
use super::header::{Lexicons, Match, clean};
use crate::kind::{Kind, TableRule};

/// What a hint adds to the score of its table: as much as two or three headers.
const IN_TITLE: u32 = 26;
const IN_SHEET_NAME: u32 = 26;
const IN_FILE_NAME: u32 = 14;

/// How strict a judgement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// The identifying headers are synonyms as a whole, and most headers are known.
    Sure,
    /// Identifying headers may merely contain synonyms.
    Loose,
    /// A field that speaks for another table (`unless`) is overlooked when title or name speak for this one.
    Overlooking,
    /// Most headers may be unknown.
    Sparse,
}

/// The words around a table that hint at what it is, cleaned.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// Texts above the header.
    pub titles: Vec<String>,
    /// The sheet's name.
    pub sheet: String,
    /// The file's name without folder.
    pub file: String,
}

/// A table that a header identifies.
#[derive(Debug)]
pub(super) struct Verdict {
    /// Index of the table in the kind.
    pub table: usize,
    /// For each field of the table the column that holds it, as an index into the header's columns.
    pub fields: Vec<Option<usize>>,
    /// Columns that name a field which another column names better: (field, index of the column).
    pub twice: Vec<(usize, usize)>,
    /// Another table that fits just as well.
    pub rival: Option<usize>,
    /// How well it fits.
    score: u32,
}

/// What is needed to judge headers.
pub(super) struct Judge<'k> {
    pub kind: &'k Kind,
    pub lexicons: Lexicons,
    /// Cleaned hints of each table.
    hints: Vec<Vec<String>>,
}

/// All that the columns of one header may mean, for one table after the other.
struct Hearing<'a> {
    columns: &'a [&'a Column],
    /// For each table, for each column its match.
    matches: Vec<Vec<Option<Match>>>,
    context: &'a Context,
    strictness: Strictness,
    strange: usize,
}

impl<'k> Judge<'k> {
    pub(super) fn new(kind: &'k Kind) -> Self {
        let clean_all = |table: &TableRule| table.hints.iter().map(|hint| clean(hint)).collect();
        Judge {
            kind,
            lexicons: Lexicons::new(&kind.tables),
            hints: kind.tables.iter().map(clean_all).collect(),
        }
    }

    /// The table that a header identifies best. Of two that fit equally the first of the kind wins, and the
    /// other is named as its rival.
    pub(super) fn verdict(
        &self,
        block: &Block,
        context: &Context,
        strictness: Strictness,
    ) -> Option<Verdict> {
        let columns: Vec<&Column> = block.columns.iter().collect();
        self.hear(&columns, block.strange, context, strictness)
    }

    /// The table that a set of labels identifies, each a column of its own.
    pub(super) fn form<'c>(
        &self,
        labels: impl Iterator<Item = &'c Column>,
        context: &Context,
    ) -> Option<Verdict> {
        self.hear(&labels.collect::<Vec<_>>(), 0, context, Strictness::Loose)
    }

    /// A set of labels as one table, whatever else they might identify: the sheet's title says which.
    pub(super) fn as_table<'c>(
        &self,
        table: usize,
        labels: impl Iterator<Item = &'c Column>,
    ) -> Option<Verdict> {
        let rule = self.kind.tables.get(table)?;
        let matches: Vec<_> = labels.map(|column| self.lexicons.find(table, &column.path)).collect();
        let (fields, twice) = assign(rule, &matches);
        Some(Verdict { table, fields, twice, rival: None, score: 0 })
    }

    fn hear(
        &self,
        columns: &[&Column],
        strange: usize,
        context: &Context,
        strictness: Strictness,
    ) -> Option<Verdict> {
        let tables = 0..self.kind.tables.len();
        let find = |table| columns.iter().map(|column| self.lexicons.find(table, &column.path)).collect();
        let hearing =
            Hearing { columns, matches: tables.clone().map(find).collect(), context, strictness, strange };
        let mut verdicts: Vec<Verdict> = tables.filter_map(|table| self.try_table(table, &hearing)).collect();
        verdicts.sort_by_key(|verdict| (std::cmp::Reverse(verdict.score), verdict.table));
        let mut verdicts = verdicts.into_iter();
        let best = verdicts.next()?;
        let rival = verdicts.next().filter(|next| next.score == best.score);
        Some(Verdict { rival: rival.map(|rival| rival.table), ..best })
    }

    fn try_table(&self, table: usize, hearing: &Hearing) -> Option<Verdict> {
        let rule = self.kind.tables.get(table)?;
        let matches = hearing.matches.get(table)?;
        if !enough_known(hearing, matches) {
            return None;
        }
        let (fields, twice) = assign(rule, matches);
        let is_there = |id: &String| is_identified(rule, matches, &fields, id, hearing.strictness);
        if !rule.identify.iter().all(|any| any.iter().any(is_there)) {
            return None;
        }
        let hints = self.hint_score(table, hearing.context);
        let overlooked = hearing.strictness == Strictness::Overlooking && hints > 0;
        if !overlooked && self.speaks_against(rule, table, hearing) {
            return None;
        }
        let held = fields.iter().flatten();
        let weights = held.filter_map(|column| matches.get(*column)?.as_ref().map(Match::weight));
        Some(Verdict { table, score: weights.sum::<u32>() + hints, fields, twice, rival: None })
    }

    /// Whether a column names a field of `unless`, as whatever table has that field understands it. A column
    /// that this table itself names just so does not speak against it.
    fn speaks_against(&self, rule: &TableRule, table: usize, hearing: &Hearing) -> bool {
        if rule.unless.is_empty() {
            return false;
        }
        let own = hearing.matches.get(table);
        let is_own = |column: usize| {
            let found = own.and_then(|own| own.get(column)).copied().flatten();
            found.is_some_and(|found| found.is_sure())
        };
        let foreign = (0..hearing.columns.len()).filter(|column| !is_own(*column));
        let ids: BTreeSet<&str> = foreign.flat_map(|column| self.names_of(column, hearing)).collect();
        rule.unless.iter().any(|id| ids.contains(id.as_str()))
    }

    /// The ids of the fields that a column tellingly names, over all tables.
    fn names_of<'s>(&'s self, column: usize, hearing: &'s Hearing) -> impl Iterator<Item = &'s str> {
        let tables = self.kind.tables.iter().zip(&hearing.matches);
        tables.filter_map(move |(rule, matches)| {
            let found = matches.get(column)?.filter(Match::is_telling)?;
            rule.fields.get(found.field).map(|field| field.id.as_str())
        })
    }

    /// What title, sheet name and file name add: the longer the hint the more it says.
    pub(super) fn hint_score(&self, table: usize, context: &Context) -> u32 {
        let hints = self.hints.get(table).map(Vec::as_slice).unwrap_or_default();
        let longest = |text: &str| {
            let found = hints.iter().filter(|hint| text.contains(hint.as_str()));
            found.map(|hint| hint.chars().count() as u32).max()
        };
        let score = |weight: u32, length: Option<u32>| length.map_or(0, |length| weight + length);
        let titles = context.titles.iter().filter_map(|title| longest(title)).max();
        score(IN_TITLE, titles)
            + score(IN_SHEET_NAME, longest(&context.sheet))
            + score(IN_FILE_NAME, longest(&context.file))
    }

    /// Whether a text hints at a table.
    pub(super) fn hints_at(&self, table: usize, text: &str) -> bool {
        let text = clean(text);
        self.hints.get(table).is_some_and(|hints| hints.iter().any(|hint| text.contains(hint.as_str())))
    }
}

/// Whether so many headers are known that the row can be a header. A sparse one must not read like a form,
/// in which every known label is followed by a value.
fn enough_known(hearing: &Hearing, matches: &[Option<Match>]) -> bool {
    let known = matches.iter().flatten().count();
    let all = matches.len() + hearing.strange;
    match hearing.strictness {
        Strictness::Sparse => {
            let neighbours = matches.windows(2).any(|pair| pair.iter().all(Option::is_some));
            known >= 3 && known * 4 >= all && neighbours
        }
        _ => known >= 2 && known * 2 > all,
    }
}

/// Gives each field the column that names it best (of equals the first). Others that claim it name it twice.
fn assign(rule: &TableRule, matches: &[Option<Match>]) -> (Vec<Option<usize>>, Vec<(usize, usize)>) {
    let mut fields: Vec<Option<usize>> = vec![None; rule.fields.len()];
    let mut twice = Vec::new();
    let at = |column: usize| matches.get(column).copied().flatten();
    let rank = |column: usize| at(column).map(|found| found.rank);
    for (column, found) in matches.iter().enumerate() {
        let Some(field) = found.map(|found| found.field) else {
            continue;
        };
        let Some(slot) = fields.get_mut(field) else {
            continue;
        };
        let left = match *slot {
            Some(held) if rank(held) >= rank(column) => Some(column),
            _ => slot.replace(column),
        };
        let claims = left.filter(|left| at(*left).is_some_and(|found| found.claims()));
        twice.extend(claims.map(|left| (field, left)));
    }
    (fields, twice)
}

/// Whether a field of `identify` has a column, and one that is sure where that is asked.
fn is_identified(
    rule: &TableRule,
    matches: &[Option<Match>],
    fields: &[Option<usize>],
    id: &str,
    strictness: Strictness,
) -> bool {
    let column = rule.field(id).and_then(|field| fields.get(field).copied().flatten());
    let found = column.and_then(|column| matches.get(column).copied().flatten());
    found.is_some_and(|found| strictness != Strictness::Sure || found.is_sure())
}
