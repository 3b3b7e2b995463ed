//! Where fresh blocks that are new go into the document: after what stands before them in the fresh report.

use super::candidates::rising;
use crate::model::report::Role;

/// A fresh block as the placing sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Its role.
    pub(super) role: Role,
    /// First and last paragraph of theirs that hold it.
    pub(super) stands: Option<(usize, usize)>,
    /// A person deleted it.
    pub(super) gone: bool,
}

impl Spot {
    fn is_new(&self) -> bool {
        self.stands.is_none() && !self.gone
    }
}

/// Where each new block goes: before which paragraph of theirs. None for those that do not come in, since a person
/// deleted the section that they belong to. `blank`: whether a paragraph of theirs is empty; `count`: how many
/// there are.
pub(super) fn places(
    spots: &[Spot],
    blank: &dyn Fn(usize) -> bool,
    count: usize,
) -> Vec<(usize, Option<usize>)> {
    let standing: Vec<(usize, usize, usize)> = spots
        .iter()
        .enumerate()
        .filter_map(|(at, spot)| spot.stands.map(|(first, last)| (at, first, last)))
        .collect();
    // What a person moved elsewhere says nothing about the order.
    let chain: Vec<(usize, usize, usize)> =
        rising(&standing.iter().map(|(_, first, _)| *first).collect::<Vec<_>>())
            .into_iter()
            .filter_map(|at| standing.get(at).copied())
            .collect();
    let mut placed: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, spot) in spots.iter().enumerate().filter(|(_, spot)| spot.is_new()) {
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
                Some((last + 1..first).rev().take_while(|at| blank(*at)).last().unwrap_or(first))
            }
            (None, Some((.., last)), _) => Some(last + 1),
            (None, None, Some((_, first, _))) => Some(first),
            (None, None, None) => Some(count),
        };
        placed.push((at, place));
    }
    placed
}

/// Whether a new block belongs to a section that a person deleted: its heading is gone, and nothing of it stands.
fn withheld(spots: &[Spot], at: usize) -> bool {
    let role = |at: usize| spots.get(at).map(|spot| spot.role);
    let inside = |role: Option<Role>| role.is_some_and(|role| role.is_running() && role.level() != Some(1));
    if !inside(role(at)) {
        return false;
    }
    let Some(head) =
        (0..at).rev().find(|at| !inside(role(*at))).filter(|at| role(*at).and_then(Role::level) == Some(1))
    else {
        return false;
    };
    let end = (at..spots.len()).find(|at| !inside(role(*at))).unwrap_or(spots.len());
    let section = spots.get(head + 1..end).unwrap_or_default();
    spots.get(head).is_some_and(|head| head.gone) && section.iter().all(|spot| spot.stands.is_none())
}
