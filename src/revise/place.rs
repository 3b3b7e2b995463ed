//! Fresh blocks that are new → their places in the document: after what stands before them in the fresh report.

use super::candidates::rising;
use crate::model::place::{At, Each, FreshAt, TheirsAt};
use crate::model::report::Role;

/// A fresh block as the placing sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Which element it is.
    pub(super) role: Role,
    /// First and last paragraph of theirs that hold it.
    pub(super) stands: Option<(TheirsAt, TheirsAt)>,
    /// Whether a person deleted it from the document.
    pub(super) gone: bool,
}

impl Spot {
    fn is_new(&self) -> bool {
        self.stands.is_none() && !self.gone
    }
}

/// Where each new block goes: before which paragraph of theirs. None for those that do not come in, since a person
/// deleted the section that they belong to. `blank`: whether a paragraph of theirs is empty; `end`: behind all of
/// them.
pub(super) fn places(
    spots: &Each<FreshAt, Spot>,
    blank: &dyn Fn(TheirsAt) -> bool,
    end: TheirsAt,
) -> Vec<(FreshAt, Option<TheirsAt>)> {
    let standing: Vec<(FreshAt, TheirsAt, TheirsAt)> =
        spots.all().filter_map(|(at, spot)| spot.stands.map(|(first, last)| (at, first, last))).collect();
    // What a person moved elsewhere says nothing about the order.
    let chain: Vec<(FreshAt, TheirsAt, TheirsAt)> =
        rising(&standing.iter().map(|(_, first, _)| *first).collect::<Vec<_>>())
            .into_iter()
            .filter_map(|at| standing.get(at).copied())
            .collect();
    let mut placed: Vec<(FreshAt, Option<TheirsAt>)> = Vec::new();
    for (at, spot) in spots.all().filter(|(_, spot)| spot.is_new()) {
        let next = chain.partition_point(|(fresh, ..)| *fresh < at);
        let after = next.checked_sub(1).and_then(|index| chain.get(index)).copied();
        let before = chain.get(next).copied();
        let neighbour = placed.last().copied().filter(|(last, _)| {
            after.is_none_or(|(fresh, ..)| fresh < *last) && placed.last().is_some_and(|(_, at)| at.is_some())
        });
        let place = match (neighbour, after, before) {
            _ if withheld(spots, at) => None,
            (Some((_, place)), ..) => place,
            // A heading opens a section: what a person wrote at the end of the last one stays there.
            (None, Some((.., last)), Some((_, first, _))) if spot.role.level().is_some() && first > last => {
                let between = (last.number() + 1..first.number()).rev().map(TheirsAt);
                Some(between.take_while(|at| blank(*at)).last().unwrap_or(first))
            }
            (None, Some((.., last)), _) => Some(TheirsAt(last.number() + 1)),
            (None, None, Some((_, first, _))) => Some(first),
            (None, None, None) => Some(end),
        };
        placed.push((at, place));
    }
    placed
}

/// Whether a new block belongs to a section that a person deleted: its heading is gone, and nothing of it stands.
fn withheld(spots: &Each<FreshAt, Spot>, at: FreshAt) -> bool {
    let is_inside = |spot: &&Spot| spot.role.is_running() && spot.role.level() != Some(1);
    let above = || (0..at.number()).rev().map_while(|at| spots.get(FreshAt(at)));
    let behind = (at.number()..spots.end().number()).map_while(|at| spots.get(FreshAt(at)));
    if spots.get(at).filter(is_inside).is_none() {
        return false;
    }
    let head = above().find(|spot| !is_inside(spot)).filter(|head| head.role.level() == Some(1));
    let mut section = above().take_while(is_inside).chain(behind.take_while(is_inside));
    head.is_some_and(|head| head.gone) && section.all(|spot| spot.stands.is_none())
}
