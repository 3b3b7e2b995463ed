//! The rows of two tables → which is which, wherever they stand: by the entries that they are of, by all that they hold,
//! by what they are about, and then by likeness.

use std::collections::{BTreeMap, HashMap};

use super::super::align::Texts;
use super::super::candidates::{Places, candidates, features};
use crate::model::annex::RowOf;
use crate::text::difference::{Pairs, equal};
use crate::text::likeness::Shingles;
use crate::text::numeral::place;

/// How alike two rows are that are the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alike {
    /// Wherever in the table they stand.
    anywhere: f64,
    /// When nothing else stands between their neighbours.
    in_place: f64,
    /// Whether the only row between the same neighbours is the same where but one of its cells is.
    alone: bool,
    /// Whether names that have other numbers in them (第一中学, 第二中学) are those of two things.
    by_numbers: bool,
}

/// A person may write a row anew.
pub(super) const EDITED: Alike = Alike { anywhere: 0.5, in_place: 0.15, alone: true, by_numbers: false };
/// A corrected entry is like what it was; one in the place of another is another.
pub(super) const CORRECTED: Alike = Alike { anywhere: 0.65, in_place: 0.5, alone: false, by_numbers: true };

/// Up to so many pairs in one place are compared.
const FEW: usize = 64;

/// A name has at most so many characters.
const NAME: usize = 12;

/// What the subject of a row counts beside the whole of it.
const SUBJECT: f64 = 0.7;

/// A row as it is compared with those of another table.
#[derive(Debug, Clone, Default)]
pub(super) struct Sight {
    /// What it stands for, where that is known.
    pub(super) of: Option<RowOf>,
    /// All its cells but for a running number.
    pub(super) key: String,
    /// What it is about: its cell in the column of the subject, as it is compared.
    pub(super) subject: String,
    /// Whether it does not stand any more: then only a row that holds the same is it.
    pub(super) gone: bool,
}

impl Sight {
    fn is_about(&self, other: &Sight) -> bool {
        !self.subject.is_empty() && self.subject == other.subject
    }
}

/// Whether two names differ in their numbers. In what is longer than a name a number may have been corrected.
fn told_apart(one: &str, other: &str) -> bool {
    let is_name = |text: &str| !text.is_empty() && text.chars().count() <= NAME;
    let numbers = |text: &str| {
        text.chars().filter(|c| c.is_ascii_digit() || place(&c.to_string()).is_some()).collect::<String>()
    };
    is_name(one) && is_name(other) && numbers(one) != numbers(other)
}

/// Which rows of two tables are the same, each in one pair at most.
pub(super) fn paired<A: From<usize>, B: From<usize>>(
    one: &[Sight],
    other: &[Sight],
    alike: Alike,
) -> Vec<(A, B)> {
    let mut pairing =
        Pairing { one, other, of_one: vec![None; one.len()], of_other: vec![None; other.len()], alike };
    pairing.special();
    pairing.by_entries(|one, other| one.of == other.of || one.is_about(other));
    pairing.by(|sight| sight.key.clone(), false);
    pairing.by(|sight| sight.subject.clone(), false);
    pairing.by_entries(|_, _| true);
    pairing.by_likeness();
    pairing.in_place();
    pairing.by(|sight| sight.key.clone(), true);
    let pairs = pairing.of_one.iter().enumerate();
    pairs.filter_map(|(one, other)| Some((A::from(one), B::from((*other)?)))).collect()
}

struct Pairing<'s> {
    one: &'s [Sight],
    other: &'s [Sight],
    of_one: Vec<Option<usize>>,
    of_other: Vec<Option<usize>>,
    alike: Alike,
}

impl Pairing<'_> {
    fn pair(&mut self, x: usize, y: usize) {
        if let (Some(one @ None), Some(other @ None)) = (self.of_one.get_mut(x), self.of_other.get_mut(y)) {
            (*one, *other) = (Some(y), Some(x));
        }
    }

    /// Pairs the headers, and the rows of totals.
    fn special(&mut self) {
        for special in [RowOf::Header, RowOf::Total] {
            let at = |sights: &[Sight]| sights.iter().position(|sight| sight.of.as_ref() == Some(&special));
            if let (Some(x), Some(y)) = (at(self.one), at(self.other)) {
                self.pair(x, y);
            }
        }
    }

    /// Rows of the same entries that are `alike`; of a group that changed those that share most.
    fn by_entries(&mut self, alike: fn(&Sight, &Sight) -> bool) {
        let ids = |sight: &Sight| match &sight.of {
            Some(RowOf::Entries(ids)) => ids.clone(),
            _ => Vec::new(),
        };
        let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
        for (y, sight) in self.other.iter().enumerate() {
            ids(sight).into_iter().for_each(|id| holders.entry(id).or_default().push(y));
        }
        let mut shared: Vec<(usize, usize, usize, usize)> = Vec::new();
        for (x, sight) in self.one.iter().enumerate() {
            let mut count: BTreeMap<usize, usize> = BTreeMap::new();
            let held = ids(sight).into_iter().filter_map(|id| holders.get(&id)).flatten();
            for y in held.filter(|y| self.other.get(**y).is_some_and(|other| alike(sight, other))) {
                *count.entry(*y).or_default() += 1;
            }
            // When several say the same each takes the next.
            shared.extend(count.into_iter().map(|(y, count)| (usize::MAX - count, x.abs_diff(y), x, y)));
        }
        shared.sort_unstable();
        shared.into_iter().for_each(|(_, _, x, y)| self.pair(x, y));
    }

    /// Rows of which something is the same: in order first, then wherever they stand.
    fn by(&mut self, what: fn(&Sight) -> String, gone: bool) {
        let open = |of: &[Option<usize>], sights: &[Sight]| -> Vec<(usize, String)> {
            let open = of.iter().zip(sights).enumerate().filter(|(_, (pair, _))| pair.is_none());
            let told =
                open.filter(|(_, (_, sight))| gone || !sight.gone).map(|(at, (_, sight))| (at, what(sight)));
            told.filter(|(_, text)| !text.trim().is_empty()).collect()
        };
        let (left, right) = (open(&self.of_one, self.one), open(&self.of_other, self.other));
        let keys = |list: &[(usize, String)]| list.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>();
        for (x, y) in equal(&keys(&left), &keys(&right)) {
            if let (Some((x, _)), Some((y, _))) = (left.get(x), right.get(y)) {
                self.pair(*x, *y);
            }
        }
        let mut waiting: HashMap<&str, Vec<usize>> = HashMap::new();
        for (y, key) in right.iter().rev().filter(|(y, _)| self.is_open_other(*y)) {
            waiting.entry(key).or_default().push(*y);
        }
        for (x, key) in &left {
            if self.is_open(*x)
                && let Some(y) = waiting.get_mut(key.as_str()).and_then(Vec::pop)
            {
                self.pair(*x, y);
            }
        }
    }

    fn is_open(&self, x: usize) -> bool {
        self.of_one.get(x) == Some(&None) && self.one.get(x).is_some_and(|sight| !sight.gone)
    }

    fn is_open_other(&self, y: usize) -> bool {
        self.of_other.get(y) == Some(&None)
    }

    fn open(&self) -> (Vec<usize>, Vec<usize>) {
        let left = (0..self.one.len()).filter(|x| self.is_open(*x)).collect();
        (left, (0..self.other.len()).filter(|y| self.is_open_other(*y)).collect())
    }

    /// Rows that are alike: the most alike first.
    fn by_likeness(&mut self) {
        let (left, right) = self.open();
        let texts = |sights: &[Sight]| sights.iter().map(|sight| sight.key.clone()).collect::<Texts<usize>>();
        let pairs = candidates(&features(&left, &texts(self.one)), &features(&right, &texts(self.other)));
        self.most_alike(pairs, self.alike.anywhere);
    }

    /// Pairs those that are as alike as that, the most alike first.
    fn most_alike(&mut self, pairs: Pairs, least: f64) {
        let scored = pairs.into_iter().filter_map(|(x, y)| Some((self.score(x, y)?, x, y)));
        let mut scored: Vec<(f64, usize, usize)> = scored.filter(|(score, ..)| *score >= least).collect();
        scored.sort_by(|one, other| {
            let apart = |(_, x, y): &(f64, usize, usize)| x.abs_diff(*y);
            other
                .0
                .total_cmp(&one.0)
                .then(apart(one).cmp(&apart(other)))
                .then((one.1, one.2).cmp(&(other.1, other.2)))
        });
        scored.into_iter().for_each(|(_, x, y)| self.pair(x, y));
    }

    fn score(&self, x: usize, y: usize) -> Option<f64> {
        let (one, other) = (self.one.get(x)?, self.other.get(y)?);
        if self.alike.by_numbers && told_apart(&one.subject, &other.subject) {
            return None;
        }
        let alike = |one: &str, other: &str| Shingles::of(one).likeness(&Shingles::of(other));
        let whole = alike(&one.key, &other.key);
        let subjects = !one.subject.is_empty() && !other.subject.is_empty();
        Some(if subjects {
            SUBJECT * alike(&one.subject, &other.subject) + (1.0 - SUBJECT) * whole
        } else {
            whole
        })
    }

    /// Rows between the same two that were found, the most alike first, when little speaks against that.
    fn in_place(&mut self) {
        let found: Vec<(usize, usize)> =
            self.of_one.iter().enumerate().filter_map(|(x, y)| Some((x, (*y)?))).collect();
        let places = Places::of(&found);
        let mut gaps: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        let (left, right) = self.open();
        left.into_iter().for_each(|x| gaps.entry(places.gap_of_block(x)).or_default().0.push(x));
        right.into_iter().for_each(|y| gaps.entry(places.gap_of_paragraph(y)).or_default().1.push(y));
        for (left, right) in gaps.into_values().filter(|(left, right)| left.len() * right.len() <= FEW) {
            let beside = left.iter().flat_map(|x| right.iter().map(move |y| (*x, *y)));
            self.most_alike(beside.collect(), self.alike.in_place);
            if let ([x], [y]) = (&left[..], &right[..])
                && self.alike.alone
                && self.has_a_cell_of(*x, *y)
            {
                self.pair(*x, *y);
            }
        }
    }

    /// Whether two rows have a cell in common that says something.
    fn has_a_cell_of(&self, x: usize, y: usize) -> bool {
        let cells = |sights: &[Sight], at: usize| {
            sights.get(at).map(|sight| sight.key.split('\t').map(str::to_owned).collect::<Vec<_>>())
        };
        let both = cells(self.one, x).zip(cells(self.other, y));
        both.is_some_and(|(one, other)| {
            one.iter().zip(&other).any(|(one, other)| !one.is_empty() && one == other)
        })
    }
}
