//! Tables that hold the same entries, told by their content: copies, versions of one unit's table, and a summary
//! beside the tables that it sums up. Every entry counts once, and what was chosen is said.
//!
//! - A copy has the same entries, all values equal. The one with the shorter name counts.
//! - Two versions are of one unit (or have one name but for 副本, 最终版, a date) and share at least four
//!   fifths of the smaller one; where the names say that one corrects the other (更正, v2) they need share nothing.
//!   The one that says so counts; else the one with the later date, in its entries or its name; of equally late
//!   ones the one with more entries; else the one whose name comes later. The time at which a file was saved says
//!   nothing.
//! - One number of a system (工单编号) counts once, whatever its further rows add.
//! - A summary holds at least four fifths of several other tables. The other tables count, since they hold the
//!   places; what the summary alone holds counts too, and what it says beside an entry (方面, 采纳情况) is
//!   lent to the entry.

mod copies;
mod edition;
mod numbers;
mod piece;
mod summary;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Noted};
use crate::kind::{FieldRole, Kind, TableRole};
use crate::model::entry::{Class, CountStatus, Entry, FieldPlaces, TableHead};
use crate::model::origin::Places;
use crate::normalize::Normalized;
use crate::recognize::{Reason, SetAside};

use piece::{Piece, pieces, said};

/// Two tables are about the same when they share so many of five entries of the smaller one.
const ALIKE_OF_FIVE: usize = 4;

/// The table whose lists repeat each other on purpose; its rows are joined by problem.
const LISTS: Option<TableRole> = Some(TableRole::Problems);

/// How many equal entries are no coincidence, whoever gave them.
const TELLING: usize = 3;

/// What was found out about the tables of a folder.
struct Overlap<'a> {
    normalized: &'a Normalized,
    kind: &'a Kind,
    places: &'a Places,
    pieces: Vec<Piece>,
    /// What each entry says, as a digest.
    said: Vec<u64>,
    /// Entries that do not count, by their index, and why.
    gone: BTreeMap<usize, Reason>,
    /// Entries that do not count and give values to another: each with the one that takes them.
    lent: Vec<(usize, usize)>,
    findings: Vec<Finding>,
}

/// Takes entries that stand twice out of counting; their rows are set aside.
#[must_use]
pub fn settle(normalized: Normalized, kind: &Kind, places: &Places) -> Noted<Normalized> {
    let mut overlap = Overlap {
        pieces: pieces(&normalized, kind, places),
        said: said(&normalized, kind),
        normalized: &normalized,
        kind,
        places,
        gone: BTreeMap::new(),
        lent: Vec::new(),
        findings: Vec::new(),
    };
    overlap.copies();
    overlap.versions();
    overlap.summaries();
    overlap.numbers();
    let Overlap { gone, lent, findings, .. } = overlap;
    Noted { value: without(normalized, kind, &gone, &lent), findings }
}

impl Overlap<'_> {
    fn entry(&self, index: usize) -> Option<&Entry> {
        self.normalized.entries.get(index)
    }

    /// The digest of what an entry says, by its index in the run's list; two with the same say the same.
    fn said(&self, index: usize) -> u64 {
        self.said.get(index).copied().unwrap_or_default()
    }

    /// Takes all entries of a table out of counting.
    fn drop_piece(&mut self, piece: usize, reason: Reason) {
        if let Some(piece) = self.pieces.get_mut(piece) {
            piece.gone = true;
            self.gone.extend(piece.entries.iter().map(|entry| (*entry, reason)));
        }
    }
}

/// The entries without those that are gone. A row that lost all its entries is set aside.
fn without(
    mut normalized: Normalized,
    kind: &Kind,
    gone: &BTreeMap<usize, Reason>,
    lent: &[(usize, usize)],
) -> Normalized {
    for (from, to) in lent {
        lend(&mut normalized, kind, *from, *to);
    }
    let entries = std::mem::take(&mut normalized.entries);
    let (mut kept, mut left) = (BTreeSet::new(), BTreeMap::new());
    for (index, entry) in entries.into_iter().enumerate() {
        match gone.get(&index) {
            Some(reason) => {
                // 零报告 is no row of data.
                let is_row = entry.count_status != CountStatus::Empty;
                is_row.then(|| left.insert((entry.head, entry.row), *reason));
            }
            None => {
                kept.insert((entry.head, entry.row));
                normalized.entries.push(entry);
            }
        }
    }
    left.retain(|row, _| !kept.contains(row));
    normalized.verbatim.retain(|row, _| !left.contains_key(row));
    for ((head, row), reason) in left {
        if let Some(tally) = normalized.tallies.get_mut(head as usize) {
            tally.rows_used = tally.rows_used.saturating_sub(1);
            tally.set_aside.push(SetAside { row, reason });
            tally.set_aside.sort_by_key(|aside| aside.row);
        }
    }
    recount(&mut normalized);
    normalized
}

fn recount(normalized: &mut Normalized) {
    normalized.tallies.iter_mut().for_each(|tally| tally.entries = 0);
    for entry in normalized.entries.iter().filter(|entry| entry.counts()) {
        if let Some(tally) = normalized.tallies.get_mut(entry.head as usize) {
            tally.entries += 1;
        }
    }
}

/// Gives an entry the values that it has not and another one has, with their cells.
fn lend(normalized: &mut Normalized, kind: &Kind, from: usize, to: usize) -> Option<()> {
    let lender = normalized.entries.get(from)?.clone();
    let head = normalized.heads.get(lender.head as usize)?;
    let fields = &kind.tables.get(head.table)?.fields;
    let lent = lender.values.iter().enumerate().filter(|(field, value)| {
        value.is_some()
            && has_cell(head, *field)
            && fields.get(*field).is_some_and(|field| field.role != Some(FieldRole::Number))
    });
    let cells: Vec<_> =
        lent.filter_map(|(field, _)| Some((field, lender.origin(&normalized.heads, field)?))).collect();
    let entry = normalized.entries.get_mut(to)?;
    for (field, cell) in cells {
        let own = entry.values.get_mut(field)?;
        if own.is_none() {
            *own = lender.value(field).cloned();
            entry.class.get_or_insert_with(|| Box::new(Class::default())).borrowed.push((field, cell));
        }
    }
    Some(())
}

/// Whether a table has cells of its own for a field.
fn has_cell(head: &TableHead, field: usize) -> bool {
    match &head.places {
        FieldPlaces::Columns(columns) => columns.get(field).is_some_and(Option::is_some),
        FieldPlaces::Cells(cells) => cells.get(field).is_some_and(Option::is_some),
    }
}
