//! The findings of all tables → each said once; and the rows of which one tells that their state is not understood.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::rows::Rows;
use crate::finding::{Finding, Place, Understood, Values, What};
use crate::kind::{FieldRole, TableRule};

/// The rows whose state is written in words that no state has.
pub(super) fn not_understood<'r>(rule: &TableRule, rows: &'r Rows) -> impl Iterator<Item = u32> + use<'r> {
    let status = rule.at(FieldRole::Status).and_then(|field| rule.fields.get(field));
    let status = status.map(|field| field.name.clone()).unwrap_or_default();
    rows.findings.iter().filter_map(move |finding| match (&finding.what, &finding.place) {
        (What::Understood(Understood::TermUnknown { field, .. }), Place::Cell(at)) => {
            (*field == status).then_some(at.row)
        }
        _ => None,
    })
}

/// A name that was resolved is told once, at its first cell.
pub(super) fn once_a_name(findings: &mut Vec<Finding>) {
    let mut told = HashSet::new();
    findings.retain(|finding| match &finding.what {
        What::Values(Values::UnitResolved { name, .. }) => told.insert(name.clone()),
        _ => true,
    });
}

/// Words of a column that name no class are told once, at the first cell, with their number.
pub(super) fn once_a_column(findings: &mut Vec<Finding>) {
    let column = |finding: &Finding| match (&finding.what, &finding.place) {
        (What::Understood(Understood::Unclassed { field, .. }), Place::Cell(at)) => {
            Some((at.sheet, at.column, field.clone()))
        }
        _ => None,
    };
    let mut told: BTreeMap<_, usize> = BTreeMap::new();
    findings.iter().filter_map(column).for_each(|key| *told.entry(key).or_default() += 1);
    let mut seen = BTreeSet::new();
    findings.retain(|finding| column(finding).is_none_or(|key| seen.insert(key)));
    for finding in findings {
        let count = column(finding).and_then(|key| told.get(&key).copied()).unwrap_or(1);
        if let What::Understood(Understood::Unclassed { cells, .. }) = &mut finding.what {
            *cells = count;
        }
    }
}
