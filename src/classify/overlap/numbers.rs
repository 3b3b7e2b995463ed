//! Entries under one number of a system (工单编号), wherever their rows stand → the one of them that counts.

use std::collections::{BTreeMap, BTreeSet};

use super::Overlap;
use crate::finding::{Finding, Overlaps, Place};
use crate::kind::{FieldRole, TableRole};
use crate::model::origin::Origin;
use crate::recognize::Reason;

/// A number of a system has so many digits at least; running numbers have fewer.
const DIGITS: usize = 8;

impl Overlap<'_> {
    /// Lets the first of several rows with one number of a system count; what the others add (补充来电) is no further
    /// opinion.
    pub(super) fn numbers(&mut self) {
        let Some((table, rule)) = self.kind.table_for(TableRole::Opinions) else { return };
        let Some(field) = rule.at(FieldRole::Number) else { return };
        let mut first: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        let mut again: BTreeMap<Origin, Overlaps> = BTreeMap::new();
        let mut gone = BTreeSet::new();
        let standing = self.normalized.of_table(table).filter(|(_, entry)| entry.counts());
        for (index, entry) in standing.filter(|(index, _)| !self.gone.contains_key(index)) {
            let Some(number) = entry.text(field).filter(|text| is_of_system(text)) else { continue };
            let row = (entry.head, entry.row);
            let kept = *first.entry(number).or_insert(row);
            if kept != row {
                gone.insert(index);
                let Some(at) = entry.origin(&self.normalized.heads, field) else { continue };
                let head = self.normalized.heads.get(kept.0 as usize).filter(|_| kept.0 != entry.head);
                let file = head.map(|head| self.places.name(head.sheet).file.clone());
                let number = number.to_string();
                again.insert(at, Overlaps::SameNumber { number, kept: kept.1 + 1, file });
            }
        }
        self.gone.extend(gone.into_iter().map(|index| (index, Reason::Duplicate)));
        self.findings.extend(again.into_iter().map(|(at, what)| Finding::new(Place::Cell(at), what)));
    }
}

/// Whether a number is one that a system gives (20240315001, TS-2024031500), and not one that counts rows.
fn is_of_system(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    plain && text.chars().filter(char::is_ascii_digit).count() >= DIGITS
}
