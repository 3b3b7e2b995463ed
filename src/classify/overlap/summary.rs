//! A summary and the tables that it sums up → what both hold counts in the tables, what it alone holds in the summary.

use std::collections::BTreeSet;

use super::piece::Fields;
use super::{ALIKE_OF_FIVE, Overlap, TELLING};
use crate::finding::{Finding, Overlaps, Place};
use crate::recognize::Reason;
use crate::text::quick::Quick;

/// The entries of a summary that no other table has taken yet, by the digest of what they say.
type Open = Quick<u64, Vec<usize>>;

/// What a table holds of a summary's entries: pairs of the summary's entry and the table's.
#[derive(Default)]
struct Source {
    pairs: Vec<(usize, usize)>,
    /// In how many of the pairs the entry counts.
    items: usize,
    /// Whether unit or person say in every pair that it is the same giver.
    sure: bool,
    /// Whether the cell of a person's name says in a pair that it is the same giver.
    person: bool,
    /// How many entries that count the summary has not.
    missing: usize,
}

impl Overlap<'_> {
    /// Takes out of every summary what other tables hold; small ones first, since a summary may sum them up.
    pub(super) fn summaries(&mut self) {
        let mut order: Vec<usize> = (0..self.pieces.len()).collect();
        order.sort_by_key(|index| self.pieces.get(*index).map_or(0, |piece| piece.items.len()));
        for summary in order {
            self.summary(summary);
        }
    }

    fn summary(&mut self, summary: usize) -> Option<()> {
        let piece = self.pieces.get(summary).filter(|piece| !piece.gone && piece.items.len() > 1)?;
        let rule = self.kind.tables.get(piece.table)?;
        if rule.split.is_none() && rule.event_date.is_none() {
            return None;
        }
        let fields = Fields::of(rule);
        let mut open = self.open(summary);
        let mut others = self.others(summary, &open);
        let mut sources = Vec::new();
        others.retain(|other| match self.source(*other, &fields, &mut open, ALIKE_OF_FIVE) {
            Some(source) => {
                sources.push(source);
                false
            }
            None => true,
        });
        if sources.len() < 2 {
            sources.retain(|source| source.sure);
        }
        let told = sources.iter().map(|source| source.items).sum::<usize>() >= TELLING
            || sources.iter().any(|source| source.person);
        if sources.is_empty() || !told {
            return None;
        }
        // What is known to be a summary may hold a part of further tables, where it names their unit.
        let further = others.iter().filter_map(|other| self.source(*other, &fields, &mut open, 0));
        sources.extend(further.filter(|source| source.sure));
        self.take_out(summary, &sources)
    }

    /// The tables that share an entry with a summary, in their order.
    fn others(&self, summary: usize, open: &Open) -> Vec<usize> {
        let shares = |piece: &usize| {
            let items = self.pieces.get(*piece).map_or(&[][..], |piece| &piece.items);
            self.may_be_source(*piece, summary)
                && items.iter().any(|item| open.contains_key(&self.said(*item)))
        };
        (0..self.pieces.len()).filter(shares).collect()
    }

    /// A source is another table of the kind that has fewer entries (or less than all units).
    fn may_be_source(&self, other: usize, summary: usize) -> bool {
        let (Some(a), Some(b)) = (self.pieces.get(other), self.pieces.get(summary)) else {
            return false;
        };
        let smaller = a.items.len() < b.items.len() || (a.items.len() == b.items.len() && other < summary);
        other != summary
            && a.table == b.table
            && a.sheet != b.sheet
            && !a.gone
            && !a.items.is_empty()
            && smaller
    }

    /// The summary's entries that no source has claimed yet, by what they say.
    fn open(&self, summary: usize) -> Open {
        let mut open = Open::default();
        let entries = self.pieces.get(summary).map_or(&[][..], |piece| &piece.entries);
        for index in entries.iter().filter(|index| !self.gone.contains_key(*index)) {
            open.entry(self.said(*index)).or_default().push(*index);
        }
        open
    }

    /// What a table holds of the summary, when that is at least so many of five; its entries are then claimed.
    fn source(&self, other: usize, fields: &Fields, open: &mut Open, of_five: usize) -> Option<Source> {
        let piece = self.pieces.get(other)?;
        let mut source = Source { sure: true, ..Source::default() };
        let mut claimed = BTreeSet::new();
        for own in piece.entries.iter().copied() {
            let Some(entry) = self.entry(own) else { continue };
            let candidates = open.get(&self.said(own)).map_or(&[][..], Vec::as_slice);
            let same = |index: &&usize| !claimed.contains(*index) && self.same_giver(**index, own, fields);
            let Some(found) = candidates.iter().find(same).copied() else {
                source.missing += usize::from(entry.counts());
                // It cannot be enough any more.
                if (piece.items.len() - source.missing) * 5 < piece.items.len() * of_five {
                    return None;
                }
                continue;
            };
            claimed.insert(found);
            source.pairs.push((found, own));
            source.items += usize::from(entry.counts());
            let theirs = self.entry(found)?;
            let person = fields.same_person(theirs, entry);
            source.person |= person;
            source.sure &= person
                || fields.same_event(theirs, entry)
                || fields
                    .own_unit(theirs, self.normalized)
                    .is_some_and(|unit| fields.unit(entry) == Some(unit));
        }
        let enough = source.items > 0 && source.items * 5 >= piece.items.len() * of_five;
        enough.then(|| open.values_mut().for_each(|list| list.retain(|index| !claimed.contains(index))))?;
        Some(source)
    }

    /// Whether nothing says that an entry of the summary and one of a source are of two givers.
    fn same_giver(&self, theirs: usize, own: usize, fields: &Fields) -> bool {
        let (Some(theirs), Some(own)) = (self.entry(theirs), self.entry(own)) else {
            return false;
        };
        let unit = fields.own_unit(theirs, self.normalized).zip(fields.unit(own));
        theirs.count_status == own.count_status
            && unit.is_none_or(|(a, b)| a == b)
            && !fields.differ(theirs, own)
    }

    fn take_out(&mut self, summary: usize, sources: &[Source]) -> Option<()> {
        let pairs = || sources.iter().flat_map(|source| &source.pairs);
        let taken: BTreeSet<usize> = pairs().map(|(theirs, _)| *theirs).collect();
        let piece = self.pieces.get_mut(summary)?;
        piece.items.retain(|item| !taken.contains(item));
        let what = Overlaps::Summary {
            sources: sources.len(),
            matched: sources.iter().map(|source| source.items).sum(),
            alone: piece.items.len(),
            missing: sources.iter().map(|source| source.missing).sum(),
        };
        let place = Place::Sheet(piece.sheet);
        piece.entries.retain(|entry| !taken.contains(entry));
        self.gone.extend(pairs().map(|(theirs, _)| (*theirs, Reason::InSummary)));
        self.lent.extend(pairs().copied());
        self.findings.push(Finding::new(place, what));
        Some(())
    }
}
