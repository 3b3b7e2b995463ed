//! Lines in the order in which they will stand → the base of the next revision.

use std::collections::{HashMap, HashSet};

use super::blocks::{pieces, same};
use super::merge::MergedWord;
use super::words::Names;
use super::{Joined, Line, Reconciliation, Source, align};
use crate::model::annex::Shows;
use crate::model::base::{Base, BaseBlock, BaseRow, Piece, Stood};
use crate::model::place::{At, BaseAt, FreshAt};
use crate::model::report::Role;
use crate::model::revision::Fate;

/// The fresh blocks with how each stands; those of the old base that persons keep or deleted, where they stood; and
/// what persons wrote, where data of others stand in it.
pub(super) fn base(work: &Reconciliation<'_>, names: &Names) -> Base {
    Next { work, names }.base()
}

struct Next<'w> {
    work: &'w Reconciliation<'w>,
    names: &'w Names,
}

impl Next<'_> {
    /// The fresh blocks with how each stands; those of the old base that persons keep or deleted, where they stood.
    fn base(&self) -> Base {
        let mut standing: HashMap<FreshAt, Stood> = HashMap::new();
        let mut others: Vec<(BaseAt, BaseBlock)> = Vec::new();
        for line in &self.work.lines {
            if let Source::Fresh(fresh, _) = line.from {
                standing.insert(fresh, self.stood(fresh, &line.merged_words));
            }
        }
        let lines = self.outs_of_groups();
        for (joined, merged_words) in self.work.joined.iter().zip(&lines) {
            for (owner, fresh) in joined.fresh.iter().enumerate() {
                let of = |out: &&MergedWord| alive(joined, out.owner) == owner;
                let own: Vec<MergedWord> = merged_words.iter().filter(of).cloned().collect();
                match fresh {
                    Some(fresh) => drop(standing.insert(*fresh, self.stood(*fresh, &own))),
                    None if joined.fate == Some(Fate::Orphan) => {
                        others.extend(self.orphan(joined, owner, &own));
                    }
                    None => {}
                }
            }
        }
        others.extend(self.deleted());
        let mut blocks: Vec<(Behind, BaseBlock)> = Vec::new();
        let mut exhibits = self.exhibits();
        for (at, block) in self.work.fresh.all() {
            let stood = standing.remove(&at).unwrap_or(Stood::Gone);
            let (rows, columns) =
                exhibits.remove(&at).unwrap_or_else(|| (block.rows.clone(), block.columns.clone()));
            blocks.push(((Some(at), Which::Fresh), BaseBlock { stood, rows, columns, ..block.clone() }));
        }
        let ids: HashSet<&str> = self.work.fresh.iter().map(|block| block.id.as_str()).collect();
        for (at, block) in others {
            if block.pieces.is_empty() && block.rows.is_empty() && block.stood == Stood::AsGiven {
                continue;
            }
            let fresh = |at: usize| self.work.counterparts.get(BaseAt(at)).copied().flatten();
            let place = (0..at.number()).rev().find_map(fresh);
            let id = if ids.contains(block.id.as_str()) { format!("{}_old", block.id) } else { block.id };
            blocks.push(((place, Which::Old(at)), BaseBlock { id, ..block }));
        }
        blocks.extend(self.persons());
        blocks.sort_by_key(|(behind, _)| *behind);
        let persons = blocks.iter_mut().filter(|(_, block)| block.is_persons());
        persons.enumerate().for_each(|(at, (_, block))| block.id = format!("{PERSONS}{}", at + 1));
        Base {
            look: self.work.was.look.clone(),
            run: self.work.was.run.clone(),
            kind: self.work.was.kind.clone(),
            blocks: blocks.into_iter().map(|(_, block)| block).collect(),
            ..Base::default()
        }
    }

    /// The rows and columns of the tables and charts that stand, by their fresh blocks.
    fn exhibits(&self) -> HashMap<FreshAt, (Vec<BaseRow>, Vec<Shows>)> {
        let exhibits = self.work.joined.iter().filter_map(|joined| {
            let fresh = *joined.fresh.iter().flatten().next()?;
            let rows = joined.exhibit.as_ref()?.rows.clone();
            // One with pending changes is renewed later, against what it was.
            let base = joined.group.base.first().filter(|_| joined.pending);
            let block = base.and_then(|at| self.work.base.get(*at)).or(self.work.fresh.get(fresh))?;
            Some((fresh, (rows, block.columns.clone())))
        });
        exhibits.collect()
    }

    /// What persons wrote, where data of others stand in it, and what they copied: after the fresh block that it stands after, and there
    /// after all others.
    fn persons(&self) -> Vec<(Behind, BaseBlock)> {
        let is_own = |line: &Line| {
            let joined = self.work.joined_of(line);
            self.fresh_of(line).is_none() && joined.is_none_or(|joined| joined.persons)
        };
        if !self.work.lines.iter().any(is_own) {
            return Vec::new();
        }
        let ours = self.ours();
        let before = |fresh: FreshAt| fresh.number().checked_sub(1).map(FreshAt);
        let mut after: Option<FreshAt> = None;
        let mut blocks = Vec::new();
        for (at, line) in self.work.lines.iter().enumerate() {
            if let Some(fresh) = self.fresh_of(line) {
                after = after.max(Some(fresh));
                continue;
            }
            if !is_own(line) {
                continue;
            }
            let stands = pieces(self.work.led(line).iter(), self.names);
            let data = stands.iter().any(|piece| !matches!(piece.what, Piece::Wording | Piece::Number));
            let copied = ours.get(&align::text(&stands)).map(Vec::as_slice).unwrap_or_default();
            // Before a block that it is a copy of, or after it, as in the document.
            for (fresh, place) in copied {
                after = if *place < at { after.max(Some(*fresh)) } else { after.min(before(*fresh)) };
            }
            if data || !copied.is_empty() {
                let block = BaseBlock {
                    id: String::new(),
                    role: Role::Body,
                    pieces: Vec::new(),
                    rows: Vec::new(),
                    columns: Vec::new(),
                    stood: Stood::Changed(stands),
                };
                blocks.push(((after, Which::Persons(at)), block));
            }
        }
        blocks
    }

    /// The text of each fresh block that stands, with the block and its line.
    fn ours(&self) -> HashMap<String, Vec<(FreshAt, usize)>> {
        let mut ours: HashMap<String, Vec<(FreshAt, usize)>> = HashMap::new();
        for (at, line) in self.work.lines.iter().enumerate() {
            let text = || align::text(&pieces(&line.merged_words, self.names));
            self.fresh_of(line).into_iter().for_each(|fresh| {
                ours.entry(text()).or_default().push((fresh, at));
            });
        }
        ours
    }

    /// The fresh block that a line goes by.
    fn fresh_of(&self, line: &Line) -> Option<FreshAt> {
        let joined = self.work.joined_of(line);
        match line.from {
            Source::Fresh(fresh, _) => Some(fresh),
            Source::Theirs(_) => joined?.fresh.iter().flatten().next_back().copied(),
        }
    }

    fn outs_of_groups(&self) -> Vec<Vec<MergedWord>> {
        let mut merged_words: Vec<Vec<MergedWord>> = vec![Vec::new(); self.work.joined.len()];
        for line in &self.work.lines {
            if let Some(all) = line.group.and_then(|index| merged_words.get_mut(index.number())) {
                all.extend(self.work.led(line).into_owned());
            }
        }
        merged_words
    }

    fn stood(&self, fresh: FreshAt, merged_words: &[MergedWord]) -> Stood {
        let stands = pieces(merged_words, self.names);
        match self.work.fresh.get(fresh) {
            Some(block) if same(&block.pieces, &stands) => Stood::AsGiven,
            _ if stands.is_empty() => Stood::Gone,
            _ => Stood::Changed(stands),
        }
    }

    fn is_persons(&self, block: BaseAt) -> bool {
        self.work.base.get(block).is_some_and(BaseBlock::is_persons)
    }

    fn orphan(
        &self,
        joined: &Joined,
        owner: usize,
        merged_words: &[MergedWord],
    ) -> Option<(BaseAt, BaseBlock)> {
        let at = *joined.group.base.get(owner)?;
        let block = self.work.base.get(at)?;
        if let Some(exhibited) = &joined.exhibit {
            return Some((at, BaseBlock { rows: exhibited.rows.clone(), ..block.clone() }));
        }
        let stands = pieces(merged_words, self.names);
        let stood = if same(&block.pieces, &stands) { Stood::AsGiven } else { Stood::Changed(stands) };
        Some((at, BaseBlock { stood, ..block.clone() }))
    }

    /// Blocks that a person deleted and the workbooks have nothing for: they would come back with their data.
    fn deleted(&self) -> impl Iterator<Item = (BaseAt, BaseBlock)> {
        let held: HashSet<BaseAt> =
            self.work.joined.iter().flat_map(|joined| joined.group.base.iter().copied()).collect();
        self.work
            .base
            .all()
            .filter(move |(at, _)| {
                !held.contains(at)
                    && !self.is_persons(*at)
                    && self.work.counterparts.get(*at).copied().flatten().is_none()
            })
            .map(|(at, block)| (at, BaseBlock { stood: Stood::Gone, ..block.clone() }))
    }
}

/// What ids of persons' paragraphs begin with.
const PERSONS: &str = "own_";

/// Where a block stands in the next base: behind this fresh block, or before all, and there in the order of these.
type Behind = (Option<FreshAt>, Which);

/// What block of the next base it is: the fresh one itself, then those of the old base that stood behind it, then what
/// persons wrote, by its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    Fresh,
    Old(BaseAt),
    Persons(usize),
}

/// The owner of a word that next time has a fresh block: its own, else the nearest before, else the first.
fn alive(joined: &Joined, owner: usize) -> usize {
    if joined.fate == Some(Fate::Orphan) {
        return owner;
    }
    let lives = |owner: &usize| joined.fresh.get(*owner).is_some_and(Option::is_some);
    (0..=owner).rev().find(lives).or_else(|| (0..joined.fresh.len()).find(lives)).unwrap_or(owner)
}
