//! What persons said of header rows → which table a sheet with such a row is, and which field each of its columns is.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, Column, text_of};
use super::header::{clean, split_notes};
use super::lexicon::{Fit, Level, Match, Rank};
use super::seen::Seen;
use crate::finding::book::nameless as nameless_column;
use crate::finding::{Decided as Said, Finding, Place};
use crate::kind::{Kind, TableRule};
use crate::model::decision::{COLUMN_OF, Column as Decided, Decisions, UNUSED};
use crate::model::origin::{Origin, Places, SheetId, address};
use crate::text::digest::Fnv;
use crate::workbook::Row;

/// Stands before the place of a column without a header, counted from the first column of its row.
const UNNAMED: char = '@';

/// How many headers a changed row may lack of those that were corrected, and how many it may have besides.
const MOST_LACKED: usize = 1;
const MOST_ADDED: usize = 2;

/// What was said of one header row.
#[derive(Debug, Default)]
pub(super) struct Layout<'d> {
    table: Option<&'d str>,
    columns: BTreeMap<&'d str, &'d str>,
    /// What the answers of its questions are about, by column.
    aspects: BTreeMap<&'d str, &'d str>,
    /// What the header row is called in 核对表, for findings.
    about: &'d str,
    /// The texts of its headers without bracketed notes, by which a row that changed a little is known again.
    texts: BTreeSet<String>,
}

/// What was said of all header rows, by key.
#[derive(Debug, Default)]
pub(super) struct Layouts<'d>(BTreeMap<&'d str, Layout<'d>>);

impl<'d> Layouts<'d> {
    pub(super) fn new(decisions: &'d Decisions) -> Self {
        let mut layouts = Layouts::default();
        for (key, decision) in &decisions.headers {
            let (row, column) = key.split_once(COLUMN_OF).map_or((&**key, None), |(row, at)| (row, Some(at)));
            let layout = layouts.0.entry(row).or_default();
            match column {
                None => {
                    layout.table = decision.get(Decided::Table);
                    layout.about = &decision.about;
                    layout.texts = decision.texts.iter().map(|text| plain(text)).collect();
                }
                Some(column) => {
                    layout.columns.extend(decision.get(Decided::Field).map(|field| (column, field)));
                    layout.aspects.extend(decision.get(Decided::Aspect).map(|aspect| (column, aspect)));
                }
            }
        }
        layouts.0.retain(|_, layout| {
            layout.table.is_some() || !layout.columns.is_empty() || !layout.aspects.is_empty()
        });
        layouts
    }

    /// What was said of the header row of some columns, or of one that is nearly the same.
    pub(super) fn of<'c>(&self, columns: impl Iterator<Item = &'c Column> + Clone) -> Option<&Layout<'d>> {
        if self.0.is_empty() {
            return None;
        }
        let same = self.0.get(key(columns.clone()).as_str());
        same.or_else(|| self.near(&texts(columns)).map(|(_, layout)| layout))
    }

    /// The corrected row to which one is nearly the same: one header may be gone, two may be new, their order and what
    /// stands in brackets is free. None when two such rows were corrected.
    fn near(&self, texts: &[String]) -> Option<(&&'d str, &Layout<'d>)> {
        let texts: BTreeSet<String> = texts.iter().map(|text| plain(text)).collect();
        let mut near = self.0.iter().filter(|(_, layout)| {
            let both = layout.texts.intersection(&texts).count();
            let (lacked, added) = (layout.texts.len() - both, texts.len() - both);
            both >= 2 && lacked <= MOST_LACKED && added <= MOST_ADDED && (lacked + added) * 2 <= both
        });
        let first = near.next()?;
        near.next().is_none().then_some(first)
    }

    /// The other row whose corrections hold for some columns: its key, and what it is called.
    pub(super) fn carried<'c>(
        &self,
        columns: impl Iterator<Item = &'c Column> + Clone,
    ) -> Option<(String, String)> {
        let same = self.0.is_empty() || self.0.contains_key(key(columns.clone()).as_str());
        let (key, layout) = (!same).then(|| self.near(&texts(columns)))??;
        let named = || layout.texts.iter().cloned().collect::<Vec<_>>().join("｜");
        let about = if layout.about.is_empty() { named() } else { layout.about.to_owned() };
        Some(((*key).to_owned(), about))
    }

    /// Whether sheets with a header row are not to be read.
    pub(super) fn drop(&self, key: &str, texts: &[String]) -> bool {
        let near = || self.near(texts).map(|(_, layout)| layout);
        self.0.get(key).or_else(near).is_some_and(|layout| layout.table == Some(UNUSED))
    }

    /// The texts besides those of some labels of which something was said.
    pub(super) fn besides<'c>(&self, labels: impl Iterator<Item = &'c Column> + Clone) -> BTreeSet<String> {
        let known = keys(labels.clone());
        let said = self.of(labels).into_iter().flat_map(|layout| layout.columns.keys());
        said.filter(|key| !known.iter().any(|known| known == *key)).map(|key| (*key).to_owned()).collect()
    }

    /// A header with those of its columns that have no text of their own, and of which something was said.
    pub(super) fn complete(&self, block: &mut Block) {
        let Some(layout) = self.of(block.columns.iter()) else { return };
        let Some(first) = block.columns.first().map(|column| column.at) else { return };
        let unnamed = layout.columns.keys().filter_map(|key| key.strip_prefix(UNNAMED)?.parse::<u32>().ok());
        block.columns.extend(unnamed.map(|at| nameless(first + at)));
        block.columns.sort_by_key(|column| column.at);
    }
}

impl Layout<'_> {
    /// The table that was named; none when it was none of the kind.
    pub(super) fn table(&self, kind: &Kind) -> Option<usize> {
        self.table.and_then(|name| table(kind, name))
    }

    /// What was said of each of the columns.
    pub(super) fn fields<'c>(&self, columns: impl Iterator<Item = &'c Column> + Clone) -> Vec<Option<&str>> {
        said_of(&self.columns, columns)
    }

    /// What the answers of each of the columns are about, as far as somebody said so; [`UNUSED`] for nothing.
    pub(super) fn aspects<'c>(&self, columns: impl Iterator<Item = &'c Column> + Clone) -> Vec<Option<&str>> {
        said_of(&self.aspects, columns)
    }
}

/// What was said of each of the columns, by their keys.
fn said_of<'s, 'c>(
    said: &BTreeMap<&str, &'s str>,
    columns: impl Iterator<Item = &'c Column> + Clone,
) -> Vec<Option<&'s str>> {
    let keys = keys(columns);
    let gone = |known: &str| !keys.iter().any(|key| key == known);
    let near = |key: &String| {
        let mut alike = keys.iter().filter(|other| plain(other) == plain(key));
        let only = alike.next().is_some() && alike.next().is_none();
        let mut said = said.iter().filter(|(known, _)| gone(known) && plain(known) == plain(key));
        said.next().filter(|_| only).map(|(_, field)| *field)
    };
    keys.iter().map(|key| said.get(key.as_str()).copied().or_else(|| near(key))).collect()
}

/// The table of an id or a Chinese name.
pub(super) fn table(kind: &Kind, name: &str) -> Option<usize> {
    kind.tables.iter().position(|rule| rule.id == name || clean(&rule.name) == clean(name))
}

/// The field of an id, a Chinese name or a synonym.
pub(super) fn field(rule: &TableRule, name: &str) -> Option<usize> {
    let cleaned = clean(name);
    let named = || rule.fields.iter().position(|field| clean(&field.name) == cleaned);
    let synonym =
        || rule.fields.iter().position(|field| field.synonyms.iter().any(|known| clean(known) == cleaned));
    rule.field(name).or_else(named).or_else(synonym)
}

/// What a column is by what was said of it: nothing for 不用; none when that is no field of the table.
pub(super) fn said(rule: &TableRule, name: &str) -> Option<Vec<Match>> {
    let rank = Rank { fit: Fit::Decided, level: Level::Joined, place: 0 };
    let named = || field(rule, name).map(|field| vec![Match { field, rank, part: false }]);
    if name == UNUSED { Some(Vec::new()) } else { named() }
}

/// A column without a header, which a person named all the same, by its place on the sheet.
pub(super) fn nameless(at: u32) -> Column {
    let shown = nameless_column(address(0, at).trim_end_matches('1'));
    Column { at, path: vec![String::new()], shown: shown.into(), named: true }
}

/// What persons said that has no effect: names of no table or field, and sheets that have no header to read them
/// by.
#[must_use]
pub fn unheeded(decisions: &Decisions, seen: &[Seen], kind: &Kind) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for seen in seen.iter().filter(|seen| told.insert(&seen.key)) {
        let of =
            |key: &str, column| decisions.headers.get(key).and_then(|said| Some((said, said.get(column)?)));
        let named = of(&seen.key, Decided::Table).filter(|(_, value)| *value != UNUSED);
        if let Some((said, value)) = named {
            let (about, value) = (said.about.clone(), value.to_owned());
            match table(kind, &value) {
                None => {
                    let known = kind.tables.iter().map(|rule| rule.name.clone()).collect();
                    findings
                        .push(Finding::new(Place::Sheet(seen.sheet), Said::NoTable { about, value, known }));
                }
                Some(table) if seen.table != Some(table) => {
                    findings.push(Finding::new(Place::Sheet(seen.sheet), Said::NotHeeded { about, value }));
                }
                Some(_) => {}
            }
        }
        let Some(rule) = seen.table.and_then(|table| kind.tables.get(table)) else { continue };
        for column in &seen.columns {
            let said = of(&seen.key_of(column), Decided::Field);
            let unknown = said.filter(|(_, value)| *value != UNUSED && field(rule, value).is_none());
            findings.extend(unknown.map(|(_, value)| {
                let row = seen.header_rows.map_or(0, |(_, last)| last);
                let place = Place::Cell(Origin { sheet: seen.sheet, row, column: column.at });
                let (header, value, table) = (column.header.to_string(), value.to_owned(), rule.name.clone());
                Finding::new(place, Said::NoField { header, value, table })
            }));
        }
    }
    findings
}

/// What is said where one 不用 keeps out several sheets, some of which would be read.
#[must_use]
pub fn left_together(decisions: &Decisions, seen: &[Seen], places: &Places) -> Vec<Finding> {
    let unused =
        |key: &str| decisions.headers.get(key).filter(|said| said.get(Decided::Table) == Some(UNUSED));
    let mut left: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for seen in seen.iter().filter(|seen| seen.table.is_none()) {
        let carried = || seen.carried.as_ref().map(|(key, _)| key.as_str());
        let key = Some(seen.key.as_str()).filter(|key| decisions.headers.contains_key(*key)).or_else(carried);
        if let Some(key) = key.filter(|key| unused(key).is_some()) {
            left.entry(key).or_default().push(seen);
        }
    }
    let told = left.into_iter().filter_map(|(key, seen)| {
        let sheets: BTreeSet<SheetId> = seen.iter().map(|seen| seen.sheet).collect();
        let first = *sheets.first().filter(|_| sheets.len() > 1)?;
        seen.iter().find(|seen| seen.second.is_some())?;
        let name = |sheet: &SheetId| {
            let name = places.name(*sheet);
            format!("{} › {}", name.file, name.sheet)
        };
        let (about, sheets) = (unused(key)?.about.clone(), sheets.iter().map(name).collect());
        Some(Finding::new(Place::Sheet(first), Said::LeftTogether { about, sheets }))
    });
    told.collect()
}

/// The identity of a header row: a digest of its texts from left to right, one that is merged over several columns
/// once. It is the same wherever on the sheet the row stands.
pub(super) fn key<'c>(columns: impl Iterator<Item = &'c Column>) -> String {
    let mut texts: Vec<String> = columns.filter(|column| !column.named).map(text).collect();
    texts.dedup();
    texts.iter().fold(Fnv::default(), |digest, text| digest.with_part(text)).hex()
}

/// The texts of a header row, each as it is known in it.
pub(super) fn texts<'c>(columns: impl Iterator<Item = &'c Column> + Clone) -> Vec<String> {
    let own: Vec<&Column> = columns.filter(|column| !column.named).collect();
    keys(own.into_iter())
}

/// A text without its bracketed notes.
fn plain(text: &str) -> String {
    split_notes(text).0
}

/// The identity of a text without a table: a digest of its lines.
pub(super) fn text_key(rows: &[Row]) -> String {
    let lines = rows.iter().flat_map(|row| &row.cells).filter_map(|(_, cell)| text_of(cell));
    lines.fold(Fnv::default(), |digest, line| digest.with_part(&clean(line))).hex()
}

/// The identities of the columns in their row: the text, with a number when it stands there again.
pub(super) fn keys<'c>(columns: impl Iterator<Item = &'c Column> + Clone) -> Vec<String> {
    let first = columns.clone().next().map_or(0, |column| column.at);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let key = |column: &Column| match text(column) {
        none if none.is_empty() => format!("{UNNAMED}{}", column.at.saturating_sub(first)),
        text => {
            let time = times.entry(text.clone()).or_default();
            *time += 1;
            if *time > 1 { format!("{text}#{time}") } else { text }
        }
    };
    columns.map(key).collect()
}

fn text(column: &Column) -> String {
    column.path.join("/")
}
