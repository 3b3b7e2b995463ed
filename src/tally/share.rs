//! Two columns → their share: over the rows that state both exactly, and which rows leave it open or state too much.

use super::Facts;
use super::filter::{Column, Selection};
use super::take::Taken;
use crate::kind::{FigureRule, Take};
use crate::model::entry::Entry;
use crate::model::figure::FigureValue;
use crate::model::origin::Source;
use crate::model::value::Bound;

/// The rows of a share with its two fields.
struct Share<'s, 'a> {
    selection: &'s Selection<'a>,
    part: usize,
    whole: usize,
}

/// Rows that count beside a share and lack its part or its whole, or state one of them about only; with the cell to
/// look at. A row with neither of them is none.
pub(super) fn open_rows(facts: &Facts<'_>, rule: &FigureRule) -> Vec<Source> {
    of_rule(facts, rule, |share| share.open())
}

/// Rows whose part is more than their whole, with the cell of the part and both numbers.
pub(super) fn over_rows(facts: &Facts<'_>, rule: &FigureRule) -> Vec<(Source, f64, f64)> {
    of_rule(facts, rule, |share| share.over())
}

fn of_rule<T>(facts: &Facts<'_>, rule: &FigureRule, rows: impl Fn(&Share<'_, '_>) -> Vec<T>) -> Vec<T> {
    let Some(Take::Share(part, whole)) = rule.take() else { return Vec::new() };
    let Some(selection) = Selection::of(facts, rule) else { return Vec::new() };
    Share::of(&selection, part, whole).map_or_else(Vec::new, |share| rows(&share))
}

/// Part and whole over the entries that state both exactly. A row that counts beside them and does not would make
/// the share one of other rows, and one of more than 100 % one that is wrong: then there is none.
pub(super) fn share(selection: &Selection<'_>, part: &str, whole: &str) -> Taken {
    let Some(share) = Share::of(selection, part, whole) else { return Taken::missing() };
    if !share.open().is_empty() || !share.over().is_empty() {
        return Taken::missing();
    }
    let (mut parts, mut wholes, mut sources) = (0.0, 0.0, Vec::new());
    for entry in selection.once_a_row(share.part) {
        if let Some((part, whole)) = share.exact(entry) {
            parts += part;
            wholes += whole;
            let columns = [share.part, share.whole].map(Column::Field);
            sources.extend(columns.into_iter().filter_map(|column| selection.source(entry, column)));
        }
    }
    if wholes == 0.0 { Taken::missing() } else { Taken::exact(FigureValue::Ratio(parts, wholes), sources) }
}

impl<'s, 'a> Share<'s, 'a> {
    fn of(selection: &'s Selection<'a>, part: &str, whole: &str) -> Option<Self> {
        match (selection.column(part)?, selection.column(whole)?) {
            (Column::Field(part), Column::Field(whole)) => Some(Share { selection, part, whole }),
            _ => None,
        }
    }

    /// Part and whole of a row that states both exactly.
    fn exact(&self, entry: &Entry) -> Option<(f64, f64)> {
        let exact = |field| entry.number(field).filter(|amount| amount.bound == Bound::Exact);
        Some((exact(self.part)?.number, exact(self.whole)?.number))
    }

    fn open(&self) -> Vec<Source> {
        let states = |entry: &Entry, field| entry.number(field).is_some();
        let rows = || self.selection.once_a_row(self.part);
        // Without any row that states both there is no share to leave open.
        if !rows().any(|entry| states(entry, self.part) && states(entry, self.whole)) {
            return Vec::new();
        }
        let open = |entry: &&Entry| {
            (states(entry, self.part) || states(entry, self.whole)) && self.exact(entry).is_none()
        };
        let at = |entry: &Entry| {
            let lacking = entry.number(self.part).is_none_or(|amount| amount.bound != Bound::Exact);
            let field = if lacking { self.part } else { self.whole };
            self.selection.source(entry, Column::Field(field))
        };
        rows().filter(open).filter_map(at).collect()
    }

    fn over(&self) -> Vec<(Source, f64, f64)> {
        let over = |entry: &Entry| {
            let (part, whole) = self.exact(entry).filter(|(part, whole)| part > whole)?;
            Some((self.selection.source(entry, Column::Field(self.part))?, part, whole))
        };
        self.selection.once_a_row(self.part).filter_map(over).collect()
    }
}
