//! A share over the rows that state both its part and its whole, and the rows that leave it open.

use super::Facts;
use super::filter::{Column, Selection};
use super::take::Taken;
use crate::kind::{FigureRule, Take};
use crate::model::entry::Entry;
use crate::model::figure::FigureValue;
use crate::model::origin::Source;
use crate::model::value::{Amount, Bound};

/// Rows that count beside a share and lack its part or its whole, or state one of them about only; with the cell to
/// look at. A row with neither of them is none.
pub(super) fn open_rows(facts: &Facts<'_>, rule: &FigureRule) -> Vec<Source> {
    match (rule.take(), Selection::of(facts, rule)) {
        (Some(Take::Share(part, whole)), Some(selection)) => open_of(&selection, part, whole),
        _ => Vec::new(),
    }
}

fn open_of(selection: &Selection<'_>, part: &str, whole: &str) -> Vec<Source> {
    let columns = (selection.column(part), selection.column(whole));
    let (Some(Column::Field(part)), Some(Column::Field(whole))) = columns else {
        return Vec::new();
    };
    let open = |entry: &&Entry| {
        let amounts = [entry.number(part), entry.number(whole)];
        let exact = |amount: &Option<Amount>| amount.is_some_and(|amount| amount.bound == Bound::Exact);
        amounts.iter().any(Option::is_some) && !amounts.iter().all(exact)
    };
    // Without any row that states both there is no share to leave open.
    let whole_rows = |entry: &Entry| entry.number(part).is_some() && entry.number(whole).is_some();
    if !selection.once_a_row(part).any(whole_rows) {
        return Vec::new();
    }
    let at = |entry: &Entry| {
        let lacking = entry.number(part).is_none_or(|amount| amount.bound != Bound::Exact);
        selection.source(entry, Column::Field(if lacking { part } else { whole }))
    };
    selection.once_a_row(part).filter(open).filter_map(at).collect()
}

/// Part and whole over the entries that state both exactly. A row that counts beside them and does not would make
/// the share one of other rows: then there is none.
pub(super) fn share(selection: &Selection<'_>, part: &str, whole: &str) -> Taken {
    if !open_of(selection, part, whole).is_empty() {
        return Taken::missing();
    }
    let columns = (selection.column(part), selection.column(whole));
    let (Some(Column::Field(part)), Some(Column::Field(whole))) = columns else {
        return Taken::missing();
    };
    let (mut parts, mut wholes, mut sources) = (0.0, 0.0, Vec::new());
    for entry in selection.once_a_row(part) {
        let (Some(a), Some(b)) = (entry.number(part), entry.number(whole)) else {
            continue;
        };
        if a.bound == Bound::Exact && b.bound == Bound::Exact {
            parts += a.number;
            wholes += b.number;
            sources.extend(selection.source(entry, Column::Field(part)));
            sources.extend(selection.source(entry, Column::Field(whole)));
        }
    }
    if wholes == 0.0 {
        return Taken::missing();
    }
    Taken::exact(FigureValue::Ratio(parts, wholes), sources)
}
