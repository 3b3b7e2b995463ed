//! Edits of single blocks → the units that come, go and move: where the official format gathers blocks in a table or
//! box, a member that comes or goes makes another table or box, into which those that stay are moved as they are.

use std::collections::{BTreeMap, BTreeSet};

use super::Fault;
use super::fresh::Fresh;
use super::gaps::{Gaps, KnownUnits};
use super::units::{Unit, is_empty, unit_of, units};
use crate::docx::read::outline::{Form, Outline, hints, of_paragraphs};
use crate::docx::read::pieces::text;
use crate::model::report::BlockId;
use crate::model::revision::{Edit, Splice};

/// What is done to the units of a document.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The edits of blocks that stay where they are.
    pub edits: Vec<Edit>,
    /// The units of the fresh report that come in; `gaps` says where.
    pub coming: Vec<Coming>,
    /// Where it does, and with which empty paragraphs.
    pub gaps: Gaps,
    /// The units of the document in order.
    pub theirs: Vec<Unit>,
    /// Units that go without a trace: what stays of them is moved.
    pub dissolved: BTreeSet<usize>,
    /// Blocks that are moved, with the edits that they get.
    pub moved: BTreeSet<usize>,
    /// For each block the fresh ones that stand in it.
    pub stand: Vec<Vec<usize>>,
    /// Blocks of the document that go, by their index.
    pub removed: BTreeSet<usize>,
}

/// A unit of the fresh report that comes in.
#[derive(Debug, Clone, Default)]
pub(super) struct Coming {
    /// Which unit of the fresh report, by its index.
    pub unit: usize,
    /// The block of the document before which it comes in, by its index; their number for the end.
    pub before: usize,
    /// The replacements in its text, when it is one block.
    pub splices: Vec<Splice>,
    /// Blocks of the document that stand in it instead of the fresh ones: (fresh, theirs).
    pub moved: BTreeMap<usize, usize>,
    /// Units of the document whose blocks all go into it.
    pub from: BTreeSet<usize>,
    /// The sentences of remarks that are pinned to it.
    pub remarks: Vec<String>,
}

impl Coming {
    /// Whether it is one block of the fresh report, and no table of several.
    pub(super) fn is_one(&self, fresh: &Fresh) -> bool {
        fresh.units.get(self.unit).is_some_and(|unit| unit.host.is_none())
    }
}

impl Plan {
    /// Lays the edits over the units of both documents.
    pub(super) fn of(
        outline: &Outline,
        styles: &BTreeMap<String, String>,
        fresh: &Fresh,
        edits: &[Edit],
        stands: &[Vec<BlockId>],
        track: bool,
    ) -> Result<Self, Fault> {
        let theirs = units(outline, styles)?;
        let mut sorting = UnitSorter {
            outline,
            fresh,
            of_theirs: unit_of(&theirs, outline.blocks.len()),
            stand: stand(outline, fresh, stands)?,
            removed: BTreeSet::new(),
            inserted: BTreeMap::new(),
            holders: BTreeMap::new(),
            coming: BTreeSet::new(),
            dissolved: BTreeSet::new(),
            theirs,
        };
        sorting.sort(edits)?;
        sorting.gather();
        sorting.plan(edits, track)
    }
}

/// For each block of the document the fresh blocks that stand in it: as the revision says, else by bookmarks and by
/// equal words.
fn stand(outline: &Outline, fresh: &Fresh, stands: &[Vec<BlockId>]) -> Result<Vec<Vec<usize>>, Fault> {
    if !stands.is_empty() {
        let places = |ids: &Vec<BlockId>| ids.iter().filter_map(|id| fresh.place(id)).collect();
        return Ok((0..outline.blocks.len())
            .map(|at| stands.get(at).map(places).unwrap_or_default())
            .collect());
    }
    let mut texts: BTreeMap<String, usize> = BTreeMap::new();
    for place in fresh.blocks() {
        texts.insert(text(&of_paragraphs(&fresh.tree(place)?)), place);
    }
    let mut stand = Vec::with_capacity(outline.blocks.len());
    for block in &outline.blocks {
        let tree = outline.tree(block)?;
        let mut known: Vec<usize> = hints(&tree).iter().filter_map(|id| fresh.place(id)).collect();
        if known.is_empty() {
            let text = text(&of_paragraphs(&tree));
            known.extend(texts.get(&text).filter(|_| !text.is_empty()));
        }
        stand.push(known);
    }
    Ok(stand)
}

struct UnitSorter<'s> {
    outline: &'s Outline,
    fresh: &'s Fresh<'s>,
    theirs: Vec<Unit>,
    of_theirs: Vec<usize>,
    stand: Vec<Vec<usize>>,
    removed: BTreeSet<usize>,
    /// Fresh blocks that come, before which block, with which replacements.
    inserted: BTreeMap<usize, (usize, Vec<Splice>)>,
    /// Which block of the document stands for a fresh one.
    holders: BTreeMap<usize, usize>,
    /// The units of the fresh report that come in, by their index.
    coming: BTreeSet<usize>,
    dissolved: BTreeSet<usize>,
}

impl UnitSorter<'_> {
    fn sort(&mut self, edits: &[Edit]) -> Result<(), Fault> {
        for edit in edits {
            match edit {
                Edit::Remove { at } => drop(self.removed.insert(at.0)),
                Edit::Insert { before, fresh, splices } => {
                    let place = self.fresh.place(fresh).ok_or(Fault::NotFresh)?;
                    self.inserted.insert(place, (before.0, splices.clone()));
                }
                Edit::Move { at, before } => {
                    let fresh =
                        self.stand.get(at.0).and_then(|known| known.first()).ok_or(Fault::NotFresh)?;
                    self.inserted.insert(*fresh, (before.0, Vec::new()));
                    let unit = *self.of_theirs.get(at.0).ok_or(Fault::NoBlock)?;
                    if self.theirs.get(unit).is_none_or(|unit| unit.host.is_some()) {
                        return Err(Fault::NoUnit);
                    }
                    self.dissolved.insert(unit);
                }
                _ => {}
            }
        }
        for (at, known) in self.stand.iter().enumerate().filter(|(at, _)| !self.removed.contains(at)) {
            for fresh in known {
                self.holders.entry(*fresh).or_insert(at);
            }
        }
        Ok(())
    }

    /// Finds the tables and boxes whose members change, and the units that their blocks go into.
    fn gather(&mut self) {
        let fresh = &self.fresh.units;
        self.coming = self.inserted.keys().filter_map(|at| self.fresh.unit_of.get(*at)).copied().collect();
        let mut waiting: Vec<usize> = Vec::new();
        for (number, unit) in self.theirs.iter().enumerate().filter(|(_, unit)| unit.host.is_some()) {
            let members = || unit.blocks.clone();
            let homes: BTreeSet<usize> = members().filter_map(|at| self.home(at)).collect();
            let lost = members().any(|at| self.removed.contains(&at));
            let parted = homes.len() > 1 && lost;
            let renewed = homes.iter().any(|home| self.coming.contains(home));
            // Where all members go and a person's words stand among them, those stay in it.
            if (lost || parted || renewed) && (!homes.is_empty() || !self.has_others(unit)) {
                waiting.push(number);
            }
        }
        let is_host = |home: &usize| fresh.get(*home).is_some_and(|unit| unit.host.is_some());
        for home in self.coming.iter().copied().filter(is_host).collect::<Vec<_>>() {
            waiting.extend(self.units_in(home));
        }
        while let Some(number) = waiting.pop() {
            if !self.dissolved.insert(number) {
                continue;
            }
            let members = self.theirs.get(number).map(|unit| unit.blocks.clone()).unwrap_or_default();
            for home in members.filter_map(|at| self.home(at)).collect::<BTreeSet<_>>() {
                if fresh.get(home).is_some() && self.coming.insert(home) {
                    waiting.extend(self.units_in(home));
                }
            }
        }
    }

    /// The fresh unit in which a block of the document stays.
    fn home(&self, at: usize) -> Option<usize> {
        if self.removed.contains(&at) {
            return None;
        }
        let fresh = *self.stand.get(at)?.first()?;
        self.fresh.unit_of.get(fresh).copied()
    }

    /// The units of the document in which members of a fresh one stay.
    fn units_in(&self, home: usize) -> BTreeSet<usize> {
        let members = self.fresh.units.get(home).map(|unit| unit.blocks.clone()).unwrap_or_default();
        let holders = members.filter_map(|fresh| self.holders.get(&fresh));
        holders.filter_map(|at| self.of_theirs.get(*at)).copied().collect()
    }

    /// Whether a table or box holds words that are in no block of the report.
    fn has_others(&self, unit: &Unit) -> bool {
        self.others(unit).next().is_some()
    }

    fn others(&self, unit: &Unit) -> impl Iterator<Item = usize> {
        let inner = unit.host.and_then(|host| self.outline.hosts.get(host)).map(|host| host.blocks.clone());
        inner.unwrap_or_default().filter(|at| {
            let unknown = self.stand.get(*at).is_none_or(Vec::is_empty) && !self.removed.contains(at);
            unknown && !is_empty(self.outline, *at)
        })
    }

    fn plan(self, edits: &[Edit], track: bool) -> Result<Plan, Fault> {
        let mut coming: Vec<Coming> = self.coming.iter().filter_map(|home| self.come(*home, edits)).collect();
        // What comes behind all blocks comes behind all units.
        let unit = |before: usize| self.of_theirs.get(before).copied().unwrap_or(self.theirs.len());
        coming.sort_by_key(|coming| (unit(coming.before), coming.unit));
        let moved: BTreeSet<usize> =
            coming.iter().flat_map(|coming| coming.moved.values().copied()).collect();
        let of = |at: usize| self.of_theirs.get(at).copied().ok_or(Fault::NoBlock);
        let mut staying = Vec::new();
        for edit in edits {
            let stays = match edit {
                Edit::Insert { .. } | Edit::Move { .. } => false,
                Edit::Remove { at } => !self.dissolved.contains(&of(at.0)?),
                // A remark on what stands behind all blocks goes to the last.
                Edit::Comment { at, .. } => of(at.0).map_or(true, |unit| !self.dissolved.contains(&unit)),
                _ => true,
            };
            staying.extend(stays.then(|| edit.clone()));
        }
        let mut going = self.dissolved.clone();
        for at in &self.removed {
            // A member that goes from a table that stays leaves its cell behind.
            let number = of(*at)?;
            if self.theirs.get(number).is_some_and(|unit| unit.host.is_none()) {
                going.insert(number);
            }
        }
        let known: Vec<Vec<usize>> = self.theirs.iter().map(|theirs| self.known(theirs)).collect();
        let places: Vec<(usize, usize)> =
            coming.iter().map(|coming| (coming.unit, unit(coming.before))).collect();
        let ground = KnownUnits {
            theirs: &self.theirs,
            fresh: &self.fresh.units,
            known: &known,
            going: &going,
            coming: &places,
            keeps_sections: track,
        };
        let gaps = ground.gaps();
        Ok(Plan {
            edits: staying,
            coming,
            gaps,
            theirs: self.theirs,
            dissolved: self.dissolved,
            moved,
            stand: self.stand,
            removed: self.removed,
        })
    }

    /// What a fresh unit brings along and before which block it comes in; `None` when nothing asks for it.
    fn come(&self, home: usize, edits: &[Edit]) -> Option<Coming> {
        let unit = self.fresh.units.get(home)?;
        let mut coming = Coming { unit: home, ..Coming::default() };
        let mut taken = BTreeSet::new();
        for fresh in unit.blocks.clone() {
            let Some(at) = self.holders.get(&fresh) else { continue };
            let from = self.of_theirs.get(*at).filter(|unit| self.dissolved.contains(unit));
            if let Some(from) = from.filter(|_| taken.insert(*at)) {
                coming.moved.insert(fresh, *at);
                coming.from.insert(*from);
            }
        }
        let inserted = unit.blocks.clone().find_map(|fresh| self.inserted.get(&fresh));
        let from = coming.from.first().and_then(|number| self.theirs.get(*number));
        coming.before = match (inserted, from) {
            (Some((before, splices)), _) if unit.host.is_none() => {
                coming.splices.clone_from(splices);
                *before
            }
            (_, Some(unit)) => unit.blocks.start,
            (Some((before, _)), None) => *before,
            (None, None) => return None,
        };
        let remark = |edit: &Edit| match edit {
            Edit::Comment { at, text } if coming.from.contains(self.of_theirs.get(at.0)?) => {
                Some(text.clone())
            }
            _ => None,
        };
        coming.remarks = edits.iter().filter_map(remark).collect();
        Some(coming)
    }

    /// The fresh units that stand in one of the document.
    fn known(&self, unit: &Unit) -> Vec<usize> {
        let fresh = unit.blocks.clone().filter_map(|at| self.stand.get(at)).flatten();
        let mut known: Vec<usize> = fresh.filter_map(|at| self.fresh.unit_of.get(*at)).copied().collect();
        known.dedup();
        known
    }
}

impl Plan {
    /// What a person wrote between the members of a unit that is taken apart, each with the member before which, or
    /// else behind which, it stood.
    pub(super) fn others(&self, outline: &Outline, unit: usize) -> Vec<(usize, Option<usize>)> {
        let Some(unit) = self.theirs.get(unit) else { return Vec::new() };
        let Some(host) = unit.host.and_then(|host| outline.hosts.get(host)) else { return Vec::new() };
        let is_member = |at: &usize| self.moved.contains(at);
        let of = |at: usize| {
            let before = (host.blocks.start..at).rev().find(is_member);
            before.or_else(|| (at..host.blocks.end).find(is_member))
        };
        let others = host.blocks.clone().filter(|at| {
            let known = self.stand.get(*at).is_some_and(|known| !known.is_empty());
            !known && !is_member(at) && !self.removed.contains(at) && !is_empty(outline, *at)
        });
        others.map(|at| (at, of(at))).collect()
    }

    /// Whether a unit is the paragraph that a box is anchored to.
    pub(super) fn is_box(&self, outline: &Outline, unit: usize) -> bool {
        let host = self.theirs.get(unit).and_then(|unit| unit.host).and_then(|host| outline.hosts.get(host));
        host.is_some_and(|host| host.form == Form::Paragraph)
    }
}
