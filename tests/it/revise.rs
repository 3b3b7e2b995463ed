//! Three-way revision on the pure model: cases as files, and random edits.

mod apply;
mod cases;
mod notation;
mod random;
mod rows;
mod steps;
mod tables;

use chengwen::finding::Noted;
use chengwen::model::base::Base;
use chengwen::model::document::Document;
use chengwen::model::report::Report;
use chengwen::model::revision::Revised;

/// A revision that must not refuse.
fn revise(base: &Base, theirs: &Document, fresh: &Report) -> Noted<Revised> {
    chengwen::revise::revise(base, theirs, fresh).unwrap_or_else(|fault| panic!("{fault}"))
}
