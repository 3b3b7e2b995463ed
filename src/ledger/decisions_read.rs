//! 核对表 as people left it → decisions: of every cell the one that was saved last holds.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::tables::BETWEEN;
use super::{own, words};
use crate::finding::{Decided as Said, Finding, Noted, Place};
use crate::model::decision::{
    ALONE, COLUMN_OF, Column, Decided, Decision, Decisions, KEPT, UNUSED, WITHDRAWN,
};
use crate::workbook::{Row, Workbook};

/// A 核对表 with the moment when it was saved, in seconds since 1970.
#[derive(Debug, Clone, Copy)]
pub struct Dated<'a> {
    /// The 核对表 as it was read.
    pub workbook: &'a Workbook,
    /// When it was saved, in seconds since 1970.
    pub at: u64,
}

/// What kind of thing a decision is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum On {
    Item,
    Problem,
    Finding,
    Header,
}

/// What a decision cell is about, and which cell it is.
type Key = (On, String, Column);

/// What the copies of 核对表 say in one cell.
#[derive(Debug, Default)]
struct Candidates {
    about: String,
    said: Vec<(Decided, Place)>,
    /// What we wrote ourselves and nobody touched: it holds when nobody says anything.
    stood: Vec<(Decided, Place)>,
}

/// Longest text that stands for an item or finding.
const ABOUT: usize = 60;

/// Adds what the workbooks say to the decisions that were kept.
pub fn gather(kept: &Decisions, books: &[Dated<'_>]) -> Noted<Decisions> {
    let (cells, findings, texts) = Default::default();
    let mut taking = Taking { kept, cells, findings, texts };
    for book in books {
        taking.take(book);
    }
    let mut decisions = kept.clone();
    for ((on, key, column), candidates) in std::mem::take(&mut taking.cells) {
        taking.settle(&mut decisions, (on, key, column), candidates);
    }
    decisions.own = own::gather(&kept.own, books);
    // An item that a person wrote something to is told when it is gone, as a decision on it is.
    let noted = decisions.own.get(words::ITEMS).map(|own| &own.rows);
    decisions
        .items
        .retain(|id, item| !item.cells.is_empty() || noted.is_some_and(|own| own.contains_key(id)));
    for (id, row) in noted.into_iter().flatten() {
        decisions.items.entry(id.clone()).or_default().about.clone_from(&row.about);
    }
    for (key, texts) in taking.texts {
        let row = decisions.headers.entry(key).or_default();
        if row.texts.is_empty() {
            row.texts = texts;
        }
    }
    Noted { value: decisions, findings: taking.findings }
}

struct Taking<'a> {
    kept: &'a Decisions,
    cells: BTreeMap<Key, Candidates>,
    findings: Vec<Finding>,
    /// The texts of header rows as 表格识别 has them, by the key of the row.
    texts: BTreeMap<String, Vec<String>>,
}

impl Taking<'_> {
    fn take(&mut self, book: &Dated<'_>) {
        let sheets = &book.workbook.sheets;
        let grid = |title: &str| sheets.iter().find_map(|sheet| Grid::of(sheet, title));
        let items = grid(words::title_of(Column::LeftOut));
        if let Some(items) = &items {
            self.take_items(items, book.at);
        }
        if let (Some(items), Some(clusters)) = (&items, grid(words::title_of(Column::Problem))) {
            self.take_problems(items, &clusters, book.at);
            self.take_joined_rows(items, &clusters, book.at);
        }
        if let Some(headers) = grid(words::title_of(Column::Table)) {
            self.take_headers(&headers, book.at);
        }
        if let Some(findings) = grid(words::title_of(Column::Handled)) {
            self.take_findings(&findings, book.at);
        }
    }

    fn take_items(&mut self, items: &Grid<'_>, at: u64) {
        let ids: BTreeMap<String, String> = items
            .rows()
            .filter_map(|row| Some((items.text(row, words::NUMBER)?, items.text(row, words::KEY)?)))
            .collect();
        for row in items.rows() {
            let Some(id) = items.text(row, words::KEY) else { continue };
            let about = items.text(row, words::OPINION).unwrap_or_default();
            for column in [Column::Aspect, Column::LeftOut, Column::Reason] {
                if let Some(value) = items.text(row, words::title_of(column)) {
                    let place = items.place(row, words::title_of(column));
                    self.add((On::Item, id.clone(), column), &about, (value, at), place);
                }
            }
            let Some(value) = items.text(row, words::title_of(Column::Join)) else { continue };
            let place = items.place(row, words::title_of(Column::Join));
            match target(&value, &ids) {
                Some(target) => self.add((On::Item, id.clone(), Column::Join), &about, (target, at), place),
                None => self.findings.push(Finding::new(place, Said::NoTarget { value })),
            }
        }
    }

    /// A name in 问题归纳 is the name of the problem, and of every opinion in its row.
    fn take_problems(&mut self, items: &Grid<'_>, clusters: &Grid<'_>, at: u64) {
        let mut named: BTreeMap<String, (String, Place)> = BTreeMap::new();
        for row in clusters.rows() {
            let Some(name) = clusters.text(row, words::title_of(Column::Problem)) else { continue };
            let place = clusters.place(row, words::title_of(Column::Problem));
            if let Some(problem) = clusters.text(row, words::PROBLEM) {
                self.rename(&problem, &name, at, &place);
            }
            named.extend(clusters.text(row, words::NUMBER).map(|number| (number, (name, place))));
        }
        for row in items.rows() {
            let name = items.text(row, words::CLUSTER).and_then(|number| named.get(&number));
            if let (Some(id), Some((name, place))) = (items.text(row, words::KEY), name) {
                let about = items.text(row, words::OPINION).unwrap_or_default();
                self.add((On::Item, id, Column::Problem), &about, (name.clone(), at), place.clone());
            }
        }
    }

    /// 归并到 in 问题归纳 joins all opinions of a row to the first one of another row, and with 单列 to nothing: the first
    /// is named by itself. What an opinion says of itself in 意见明细 goes before.
    fn take_joined_rows(&mut self, items: &Grid<'_>, clusters: &Grid<'_>, at: u64) {
        let mut first: BTreeMap<String, String> = BTreeMap::new();
        for row in items.rows() {
            if let (Some(number), Some(id)) = (items.text(row, words::CLUSTER), items.text(row, words::KEY)) {
                first.entry(number).or_insert(id);
            }
        }
        let mut joined: BTreeMap<String, (String, Place)> = BTreeMap::new();
        for row in clusters.rows() {
            let Some(value) = clusters.text(row, words::title_of(Column::Join)) else { continue };
            let Some(number) = clusters.text(row, words::NUMBER) else { continue };
            let place = clusters.place(row, words::title_of(Column::Join));
            let own = || first.get(&number).cloned();
            match target(&value, &first).and_then(|target| if target == ALONE { own() } else { Some(target) })
            {
                Some(target) => drop(joined.insert(number, (target, place))),
                None => self.findings.push(Finding::new(place, Said::NoTarget { value })),
            }
        }
        for row in items.rows() {
            let Some(id) = items.text(row, words::KEY) else { continue };
            let target = items.text(row, words::CLUSTER).and_then(|number| joined.get(&number));
            let is_own = |target: &str| {
                items
                    .text(row, words::CLUSTER)
                    .and_then(|number| first.get(&number))
                    .is_some_and(|own| own == target)
            };
            // The others of a row that stands apart stay with its first by what they say.
            let Some((target, place)) = target.filter(|(target, _)| *target == id || !is_own(target)) else {
                continue;
            };
            let key = (On::Item, id, Column::Join);
            let own = items.place(row, words::title_of(Column::Join));
            let candidates = self.cells.entry(key.clone()).or_default();
            if target == WITHDRAWN {
                candidates.said.retain(|(_, place)| *place != own);
            }
            if !candidates.said.iter().any(|(_, place)| *place == own) {
                let about = items.text(row, words::OPINION).unwrap_or_default();
                self.add(key, &about, (target.clone(), at), place.clone());
            }
        }
    }

    fn rename(&mut self, problem: &str, name: &str, at: u64, place: &Place) {
        if name == WITHDRAWN {
            let named = self.kept.problems.iter().filter(|(_, d)| d.get(Column::Problem) == Some(problem));
            let named: Vec<String> = named.map(|(before, _)| before.clone()).collect();
            for before in named {
                let key = (On::Problem, before.clone(), Column::Problem);
                self.add(key, &before, (name.to_owned(), at), place.clone());
            }
        } else if name != problem {
            let key = (On::Problem, problem.to_owned(), Column::Problem);
            self.add(key, problem, (name.to_owned(), at), place.clone());
        }
    }

    fn take_findings(&mut self, findings: &Grid<'_>, at: u64) {
        for row in findings.rows() {
            let Some(key) = findings.text(row, words::KEY) else { continue };
            let about = findings.text(row, words::FINDINGS).unwrap_or_default();
            let written = |column| findings.text(row, words::title_of(column));
            for column in super::findings::FILLED {
                if let Some(value) = written(column) {
                    let place = findings.place(row, words::title_of(column));
                    self.add((On::Finding, key.clone(), column), &about, (value, at), place);
                }
            }
            let handled = written(Column::Handled).filter(|handled| handled == KEPT);
            if let (Some(written), None) = (handled, written(Column::Reason)) {
                let place = findings.place(row, words::title_of(Column::Reason));
                self.findings.push(Finding::new(place, Said::NoReason { about: cut(&about), written }));
            }
        }
    }

    /// What 表格识别 says of sheets and columns. A cell that was cleared takes back what stood in it.
    fn take_headers(&mut self, headers: &Grid<'_>, at: u64) {
        for row in headers.rows() {
            let Some(key) = headers.text(row, words::KEY) else { continue };
            let sheet = key.split_once(COLUMN_OF).map(|(sheet, _)| sheet.to_owned());
            let own = if sheet.is_some() { Column::Field } else { Column::Table };
            self.take_texts(headers, row, &key);
            for column in [Column::Table, Column::Field, Column::Aspect] {
                let title = words::title_of(column);
                let stood = match column {
                    Column::Aspect => headers.text(row, words::ASPECT_STOOD),
                    _ => headers.text(row, words::STOOD).filter(|_| column == own),
                };
                let Some(value) =
                    as_meant(headers, row, column).or(stood.as_ref().map(|_| WITHDRAWN.to_owned()))
                else {
                    continue;
                };
                let place = headers.place(row, title);
                let key = match (column, &sheet) {
                    (Column::Table, Some(sheet)) => sheet.clone(),
                    (Column::Field | Column::Aspect, None) => {
                        let column = title.to_owned();
                        self.findings.push(Finding::new(place, Said::FieldOfSheet { column, value }));
                        continue;
                    }
                    _ => key.clone(),
                };
                let about =
                    headers.text(row, words::HEADER).filter(|_| column != Column::Table || column == own);
                let about = about.unwrap_or_default();
                let key = (On::Header, key, column);
                if stood.as_ref() == Some(&value) {
                    let said = self.aged(&key, (value, at));
                    let candidates = self.candidates(key, &about);
                    candidates.stood.push((said, place));
                } else {
                    self.add(key, &about, (value, at), place);
                }
            }
        }
    }

    /// The texts of a header row, where all of them are written out.
    fn take_texts(&mut self, headers: &Grid<'_>, row: &Row, key: &str) {
        let listed = headers.text(row, words::HEADER).unwrap_or_default();
        let texts: Vec<String> = listed.split(BETWEEN).map(str::to_owned).collect();
        if !key.contains(COLUMN_OF) && texts.len() > 1 && headers.text(row, words::TAKEN).is_none() {
            self.texts.insert(key.to_owned(), texts);
        }
    }

    fn add(&mut self, key: Key, about: &str, said: (String, u64), place: Place) {
        let said = self.aged(&key, said);
        self.candidates(key, about).said.push((said, place));
    }

    /// A cell that says what was known already is as old as that.
    fn aged(&self, key: &Key, (value, at): (String, u64)) -> Decided {
        let known = self.known(key).filter(|known| known.value == value);
        known.cloned().unwrap_or(Decided { value, at, was: None })
    }

    /// What was kept of a cell.
    fn known(&self, (on, key, column): &Key) -> Option<&Decided> {
        of(self.kept, *on).get(key)?.cells.get(column)
    }

    fn candidates(&mut self, key: Key, about: &str) -> &mut Candidates {
        let candidates = self.cells.entry(key).or_default();
        if !about.is_empty() {
            candidates.about = cut(about);
        }
        candidates
    }

    fn settle(&mut self, decisions: &mut Decisions, key: Key, candidates: Candidates) {
        let Candidates { about, mut said, mut stood } = candidates;
        // What was decided on a page since the workbook was written is not overruled by what stood there before.
        let was = self.known(&key).and_then(|known| known.was.as_ref());
        said.retain(|(decided, _)| was != Some(&decided.value));
        stood.retain(|(decided, _)| was != Some(&decided.value));
        let (on, key, column) = key;
        let said_or_stood = if said.is_empty() { &stood } else { &said };
        let newest = said_or_stood.iter().max_by_key(|(decided, _)| decided.at);
        let Some((newest, place)) = newest else { return };
        if let Some((other, _)) = said.iter().find(|(decided, _)| decided.value != newest.value) {
            let (taken, left) = (newest.value.clone(), other.value.clone());
            let (column, about) = (words::title_of(column).to_owned(), about.clone());
            let differs = match on {
                On::Header => Said::HeaderTwice { column, about, taken, left },
                _ => Said::Differs { column, about, taken, left },
            };
            self.findings.push(Finding::new(place.clone(), differs));
        }
        let decision = of_mut(decisions, on).entry(key).or_default();
        let holds = |known: &Decided| known.at > newest.at;
        if !decision.cells.get(&column).is_some_and(holds) {
            decision.cells.insert(column, newest.clone());
        }
        if !about.is_empty() {
            decision.about = about;
        }
    }
}

fn of(decisions: &Decisions, on: On) -> &BTreeMap<String, Decision> {
    match on {
        On::Item => &decisions.items,
        On::Problem => &decisions.problems,
        On::Finding => &decisions.findings,
        On::Header => &decisions.headers,
    }
}

fn of_mut(decisions: &mut Decisions, on: On) -> &mut BTreeMap<String, Decision> {
    match on {
        On::Item => &mut decisions.items,
        On::Problem => &mut decisions.problems,
        On::Finding => &mut decisions.findings,
        On::Header => &mut decisions.headers,
    }
}

/// The item that 归并到 names: by its number on the sheet, or by its identity where that is written out.
fn target(value: &str, ids: &BTreeMap<String, String>) -> Option<String> {
    let is_id = value.len() == 16 && value.chars().all(|c| c.is_ascii_hexdigit());
    if value == ALONE || value == WITHDRAWN || is_id {
        return Some(value.to_owned());
    }
    let digits = value.trim_start_matches("第").trim_end_matches(['条', '号']);
    ids.get(digits).cloned()
}

/// What a cell of 表格识别 means: 无误 is what the row was taken for, 还原 takes back. Of an aspect 无误 says nothing new.
fn as_meant(headers: &Grid<'_>, row: &Row, column: Column) -> Option<String> {
    let value = headers.text(row, words::title_of(column))?;
    Some(match value.as_str() {
        words::RESTORED => WITHDRAWN.to_owned(),
        words::AS_IS if column == Column::Aspect => return None,
        words::AS_IS => match headers.text(row, words::TAKEN) {
            Some(taken) if taken == words::NOT_TAKEN => UNUSED.to_owned(),
            taken => taken.unwrap_or(value),
        },
        _ => value,
    })
}

fn cut(text: &str) -> String {
    text.chars().take(ABOUT).collect()
}
