//! The findings of a run → 问题, with the columns to let a finding stand.

use super::facts::Facts;
use super::sheet::{Cell, Choices, Offer, Page};
use super::words::{self, FINDINGS_COLUMNS};
use crate::finding::book;
use crate::finding::pages::Label;
use crate::finding::{Finding, Lang, Severity};
use crate::model::decision::{Column, Decision};

/// The columns of the sheet that people fill in.
pub(super) const FILLED: [Column; 3] = [Column::Handled, Column::Reason, Column::By];

/// The page of 问题, the gravest findings first.
pub(super) fn page<'a>(facts: &Facts<'_>, title: &'a str) -> Page<'a> {
    let mut findings: Vec<&(String, Finding)> = facts.findings.iter().collect();
    findings.sort_by_cached_key(|(_, finding)| finding.what.say().severity);
    let rows = (1..).zip(findings).map(|(number, (place, finding))| row(facts, number, place, finding));
    let offer = |column: Column| {
        let at = FINDINGS_COLUMNS.iter().position(|known| known.title == words::title_of(column))?;
        let choices = words::choices_of(column).iter().map(ToString::to_string).collect();
        Some(Offer { choices: Choices::Listed(choices), ..Offer::new(at, book::help_of(column)) })
    };
    let (rows, offers) = (rows.collect::<Vec<_>>().into(), FILLED.into_iter().filter_map(offer).collect());
    Page { title, rows, offers, ..Page::new(words::FINDINGS, &FINDINGS_COLUMNS) }
}

fn row(facts: &Facts<'_>, number: usize, place: &str, finding: &Finding) -> Vec<Cell> {
    let said = finding.what.say();
    let key = finding.key(place);
    let none = Decision::default();
    let decision = facts.decisions.findings.get(&key).unwrap_or(&none);
    let mut cells = vec![
        Cell::count(number),
        Cell::text(severity(said.severity)),
        Cell::text(place),
        Cell::text(said.message(Lang::Zh)),
        Cell::maybe(said.hint(Lang::Zh)),
    ];
    cells.extend(FILLED.map(|column| Cell::maybe(decision.written(column))));
    cells.push(Cell::text(said.code));
    cells.push(Cell::text(key));
    cells
}

/// The word for how much a finding matters.
pub(super) fn severity(severity: Severity) -> String {
    Label::of(severity).words_in(Lang::Zh)
}
