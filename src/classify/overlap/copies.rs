//! Copies of a table, and versions of one unit's table → the one of them that counts.

use std::collections::HashMap;

use super::piece::{Fields, Piece, with_value};
use super::{ALIKE_OF_FIVE, LISTS, Overlap, TELLING};
use crate::finding::{Finding, Overlaps, Place};
use crate::model::entry::Entry;
use crate::recognize::Reason;
use crate::text::digest::Fnv;

impl Overlap<'_> {
    /// Tables with the same entries: the one with the shortest name counts.
    pub(super) fn copies(&mut self) {
        let pieces = (0..self.pieces.len()).filter(|at| !self.pieces[*at].items.is_empty()).collect();
        // What they say is known already; all their values are looked at only where that is the same.
        let alike = self.equal(pieces, |entry| self.said(entry));
        let values = |entry: &Entry| entry.values.iter().map(Option::as_ref).fold(Fnv::default(), with_value);
        let whole = |entry| self.entry(entry).map_or(0, |entry| values(entry).number());
        let mut groups: Vec<Vec<usize>> =
            alike.into_iter().flat_map(|pieces| self.equal(pieces, whole)).collect();
        groups.sort();
        for mut group in groups {
            group.sort_by_key(|index| {
                self.pieces.get(*index).map(|piece| (piece.file.chars().count(), *index))
            });
            let (kept, copies) = (group[0], group.split_off(1));
            for copy in copies.into_iter().filter(|copy| self.are_one(kept, *copy)).collect::<Vec<_>>() {
                self.leave(copy, kept, |kept, _, rows| Overlaps::Copy { kept, rows }, Reason::Duplicate);
            }
        }
    }

    /// Those pieces of a table whose entries have the same digests, together.
    fn equal(&self, pieces: Vec<usize>, digest: impl Fn(usize) -> u64) -> Vec<Vec<usize>> {
        let mut same: HashMap<(usize, Vec<u64>), Vec<usize>> = HashMap::new();
        for (index, piece) in pieces.into_iter().filter_map(|at| Some((at, self.pieces.get(at)?))) {
            let mut digests: Vec<u64> = piece.entries.iter().map(|entry| digest(*entry)).collect();
            digests.sort_unstable();
            same.entry((piece.table, digests)).or_default().push(index);
        }
        same.into_values().filter(|group| group.len() > 1).collect()
    }

    /// Whether tables with the same entries are one: enough of them, or by name or person; two forms with 文件偏多
    /// may be of two people.
    fn are_one(&self, one: usize, other: usize) -> bool {
        let (Some(a), Some(b)) = (self.pieces.get(one), self.pieces.get(other)) else {
            return false;
        };
        let fields = self.kind.tables.get(a.table).map(Fields::of);
        let person = || {
            let item = a.items.first().and_then(|item| self.entry(*item));
            item.zip(fields).is_some_and(|(entry, fields)| fields.same_person(entry, entry))
        };
        a.items.len() >= TELLING || a.base == b.base || person()
    }

    /// Versions of one unit's table: the latest counts.
    pub(super) fn versions(&mut self) {
        for one in 0..self.pieces.len() {
            for other in one + 1..self.pieces.len() {
                if !self.are_versions(one, other) {
                    continue;
                }
                let rank = |index: usize| {
                    let of = |piece: &Piece| {
                        (piece.edition, piece.date, piece.day, piece.items.len(), piece.file.clone(), index)
                    };
                    self.pieces.get(index).map(of)
                };
                let (kept, left) = if rank(one) >= rank(other) { (one, other) } else { (other, one) };
                let alone = self.alone(left, kept);
                self.leave(
                    left,
                    kept,
                    |kept, unit, rows| Overlaps::Version { kept, unit, rows, alone },
                    Reason::Duplicate,
                );
            }
        }
    }

    fn are_versions(&self, one: usize, other: usize) -> bool {
        let (Some(a), Some(b)) = (self.pieces.get(one), self.pieces.get(other)) else {
            return false;
        };
        let lists = self.kind.tables.get(a.table).is_none_or(|rule| rule.role == LISTS);
        // Lists of problems are versions only where their names say that one is later.
        let later = a.base == b.base && (a.day != b.day || a.edition != b.edition);
        let of_one = a.base == b.base || (a.unit.is_some() && a.unit == b.unit);
        if (lists && !later) || a.table != b.table || a.sheet == b.sheet || a.gone || b.gone || !of_one {
            return false;
        }
        // A correction may have changed every text.
        if a.base == b.base && a.edition.state != b.edition.state && a.unit == b.unit && !lists {
            return !a.items.is_empty() && !b.items.is_empty();
        }
        let smaller = a.items.len().min(b.items.len());
        let shared = self.shared(a, b);
        let enough = shared >= TELLING || a.base == b.base;
        smaller > 0 && enough && shared * 5 >= smaller * ALIKE_OF_FIVE
    }

    /// How many entries that count two tables share.
    fn shared(&self, a: &Piece, b: &Piece) -> usize {
        let Some(fields) = self.kind.tables.get(a.table).map(Fields::of) else {
            return 0;
        };
        let mut left: HashMap<u64, Vec<usize>> = HashMap::new();
        for item in &b.items {
            left.entry(self.said(*item)).or_default().push(*item);
        }
        let mut shared = 0;
        for item in &a.items {
            let (Some(entry), Some(others)) = (self.entry(*item), left.get_mut(&self.said(*item))) else {
                continue;
            };
            let differs = |item: &usize| self.entry(*item).is_none_or(|other| fields.differ(entry, other));
            if let Some(at) = others.iter().position(|item| !differs(item)) {
                others.swap_remove(at);
                shared += 1;
            }
        }
        shared
    }

    /// How many entries that count one table has and another has not.
    fn alone(&self, one: usize, other: usize) -> usize {
        let pieces = self.pieces.get(one).zip(self.pieces.get(other));
        pieces.map_or(0, |(one, other)| one.items.len() - self.shared(one, other))
    }

    /// Leaves one of two tables out and says so.
    fn leave(
        &mut self,
        left: usize,
        kept: usize,
        what: impl Fn(String, Option<String>, usize) -> Overlaps,
        reason: Reason,
    ) {
        let (Some(out), Some(stays)) = (self.pieces.get(left), self.pieces.get(kept)) else {
            return;
        };
        let name = self.places.name(stays.sheet);
        let same_file = stays.file == out.file;
        let kept = if same_file { name.sheet.clone() } else { stays.file.clone() };
        let unit = out.unit.as_ref().map(ToString::to_string);
        self.findings.push(Finding::new(Place::Sheet(out.sheet), what(kept, unit, out.items.len())));
        self.drop_piece(left, reason);
    }
}
