//! The tables and charts of a document's annexes and those of a fresh outcome → every datum in them, and whether the
//! workbooks still say so. Rows are told by what they hold, not by their place.

use std::collections::{BTreeMap, BTreeSet};

use super::{AROUND, Checked};
use crate::ledger::Printed;
use crate::model::annex::{Exhibit, Table};
use crate::model::base::{Base, BaseBlock};
use crate::model::document::{Document, Shape};
use crate::model::element::{Flow, Part, elements};
use crate::model::origin::Source;
use crate::model::report::{Block, Provenance, Role};
use crate::outcome::Outcome;
use crate::revise;
use crate::text::fold::sentence_key;

/// Looks up every datum of the tables and charts.
pub(super) fn checked(
    outcome: &Outcome,
    base: &Base,
    document: &Document,
    printed: &[Printed<'_>],
) -> Vec<Checked> {
    let fresh = Base::of(&outcome.report, &base.run, &base.kind);
    let mut checked = Vec::new();
    for (given, found) in revise::exhibits(base, document) {
        let part = part(outcome, &given.id);
        let place = outcome.report.blocks.iter().position(|other| other.id == given.id);
        let now = place.and_then(|place| Some((outcome.report.blocks.get(place)?, fresh.blocks.get(place)?)));
        let (Some((block, rows)), Shape::Table(stands) | Shape::Chart(stands)) = (now, &found.shape) else {
            // The report has no such table or chart any more.
            let text = given.rows.first().map(|row| row.cells.join(" ")).unwrap_or_default();
            checked.push(lone(&part, &given.id, text, None));
            continue;
        };
        let sight = ComparedExhibit { part: &part, block, stands, given: rows, printed };
        match block.exhibit.as_deref() {
            Some(Exhibit::Table(table)) => sight.table(table, &mut checked),
            Some(Exhibit::Chart(chart)) => sight.chart(&chart.series, &mut checked),
            None => {}
        }
    }
    checked
}

/// The label and title of the annex that a block stands in.
fn part(outcome: &Outcome, id: &str) -> String {
    let blocks = &outcome.report.blocks;
    let at = blocks.iter().position(|block| block.id == id).unwrap_or(0);
    let last = |role: Role| blocks.iter().take(at).rfind(|block| block.role == role).map(Block::text);
    let named = elements().filter(|element| element.part == Part::Annex && element.flow == Flow::Alone);
    named.filter_map(|element| last(element.role)).collect::<Vec<_>>().join(" ")
}

/// A row, or a whole table, that only one side has.
fn lone(part: &str, id: &str, stands: String, fresh: Option<String>) -> Checked {
    let excerpt = format!("〔{}〕", fresh.as_ref().filter(|_| stands.is_empty()).unwrap_or(&stands));
    Checked {
        part: part.to_owned(),
        excerpt,
        slot: id.to_owned(),
        name: part.to_owned(),
        stands,
        fresh,
        sources: Vec::new(),
    }
}

/// A table or chart as it stands, and as it would be now.
struct ComparedExhibit<'s> {
    part: &'s str,
    block: &'s Block,
    /// The rows of the document, with the header of a table.
    stands: &'s [Vec<String>],
    /// The rows as the workbooks say them, in the same form.
    given: &'s BaseBlock,
    printed: &'s [Printed<'s>],
}

impl ComparedExhibit<'_> {
    fn table(&self, table: &Table, checked: &mut Vec<Checked>) {
        let pairs = revise::same_rows(self.stands, self.given);
        let fresh_of: BTreeMap<usize, usize> = pairs.iter().map(|(own, fresh)| (own.0, fresh.0)).collect();
        let known: BTreeSet<usize> = fresh_of.values().copied().collect();
        for (at, row) in self.stands.iter().enumerate().skip(1) {
            let Some(fresh) = fresh_of.get(&at) else {
                checked.push(lone(self.part, &self.block.id, row.join(" "), None));
                continue;
            };
            self.row(table, (at, row), *fresh, checked);
        }
        for (at, row) in self.given.rows.iter().enumerate().skip(1) {
            if !known.contains(&at) {
                checked.push(lone(self.part, &self.block.id, String::new(), Some(row.cells.join(" "))));
            }
        }
    }

    /// The data in the cells of a row; numbers that only count rows are none.
    fn row(&self, table: &Table, (at, row): (usize, &[String]), fresh: usize, checked: &mut Vec<Checked>) {
        let cells = fresh
            .checked_sub(1)
            .and_then(|fresh| table.rows.get(fresh))
            .into_iter()
            .flat_map(|row| &row.cells);
        // A row is known by its first words; a number in front says little.
        let first = row.iter().find(|cell| !cell.is_empty() && cell.parse::<f64>().is_err());
        let named: String = first.map(|cell| cell.chars().take(AROUND).collect()).unwrap_or_default();
        for ((cell, column), stands) in cells.zip(&table.columns).zip(row) {
            let slot = cell.inlines.iter().find_map(|inline| match &inline.from {
                Provenance::Slot(slot) => Some(slot.clone()),
                _ => None,
            });
            let Some(slot) = slot else { continue };
            let fresh = cell.text();
            // What a program's saving changed says nothing against a cell.
            let same = sentence_key(stands) == sentence_key(&fresh);
            checked.push(Checked {
                part: self.part.to_owned(),
                excerpt: format!("第{at}行“{named}” {}〔{stands}〕", column.title),
                sources: self.sources(&slot),
                slot,
                name: column.title.clone(),
                stands: if same { fresh.clone() } else { stands.clone() },
                fresh: Some(fresh),
            });
        }
    }

    fn chart(&self, series: &[String], checked: &mut Vec<Checked>) {
        for (place, series) in (1..).zip(series) {
            self.series(place, series, checked);
        }
    }

    /// The numbers of one series, which stand in that place behind the names of the points.
    fn series(&self, place: usize, series: &str, checked: &mut Vec<Checked>) {
        let number = |rows: &[Vec<String>], name: &str| {
            let row = rows.iter().find(|row| row.first().is_some_and(|own| own == name));
            row.map(|row| row.get(place).cloned().unwrap_or_default())
        };
        let name = |row: &Vec<String>| row.first().cloned().unwrap_or_default();
        let rows: Vec<Vec<String>> = self.given.rows.iter().map(|row| row.cells.clone()).collect();
        let missing = rows.iter().map(name).filter(|name| number(self.stands, name).is_none());
        for point in self.stands.iter().map(name).chain(missing) {
            let stands = number(self.stands, &point).unwrap_or_default();
            checked.push(Checked {
                part: self.part.to_owned(),
                excerpt: format!("{point}〔{stands}〕"),
                slot: self.block.id.clone(),
                name: series.to_owned(),
                stands,
                fresh: number(&rows, &point),
                sources: Vec::new(),
            });
        }
    }

    fn sources(&self, slot: &str) -> Vec<Source> {
        let own = self.printed.iter().find(|datum| datum.slot == slot && datum.block == self.block.id);
        own.map(|datum| datum.sources.to_vec()).unwrap_or_default()
    }
}
