//! Numbers of a row that are more than the number that bounds them (收回 over 发出, 实到 over 应到) → told at the cell.

use super::Normalized;
use crate::finding::{Finding, Place, Values};
use crate::kind::Kind;
use crate::model::figure::print_number;
use crate::model::value::{Amount, Bound};

/// What is told, row by row; a number that is about so many bounds nothing.
#[must_use]
pub fn beyond(normalized: &Normalized, kind: &Kind) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in normalized.entries.iter().filter(|entry| entry.part < 2) {
        let Some(rule) = normalized.table_of(entry).and_then(|table| kind.tables.get(table)) else {
            continue;
        };
        for (index, field) in rule.fields.iter().enumerate() {
            let Some(most) = field.at_most.as_deref().and_then(|name| rule.field(name)) else { continue };
            let exact = |amount: &Amount| amount.bound == Bound::Exact;
            let of = |field: usize| entry.number(field).filter(exact).map(|amount| amount.number);
            let (Some(number), Some(bound)) = (of(index), of(most)) else { continue };
            let cell = entry.origin(&normalized.heads, index).filter(|_| number > bound);
            found.extend(cell.map(|cell| {
                let plain = |number: f64| print_number(number, Bound::Exact);
                let what = Values::MoreThan {
                    name: field.name.clone(),
                    number: plain(number),
                    most: rule.fields.get(most).map(|field| field.name.clone()).unwrap_or_default(),
                    bound: plain(bound),
                };
                Finding::new(Place::Cell(cell), what)
            }));
        }
    }
    found
}
