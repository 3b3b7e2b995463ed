//! Rows that stay and rows that come → the order in which they stand: that of the workbooks, but for rows that a person
//! moved or wrote, which stay behind the row that they stand behind.

use super::super::candidates::rising;
use crate::model::place::{FreshRow, GivenRow, StandingRow};

/// A row of the document's table, with its place in the other two.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat {
    pub(super) at: StandingRow,
    /// Where it was given, and is given now; neither for what a person wrote or keeps.
    pub(super) given: Option<(GivenRow, FreshRow)>,
}

/// A row of the table as it will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A row that stands in the document.
    Stays(StandingRow),
    /// A row of the fresh table that comes in.
    Comes(FreshRow),
}

/// The rows in their order, and whether a person had put some elsewhere.
pub(super) fn ordered(standing: &[Seat], coming: &[FreshRow]) -> (Vec<Place>, bool) {
    let given: Vec<usize> = standing.iter().filter_map(|seat| Some(seat.given?.0.0)).collect();
    let mut following = vec![false; given.len()];
    for at in rising(&given) {
        following.get_mut(at).into_iter().for_each(|place| *place = true);
    }
    let is_moved = following.contains(&false);
    let mut follows = following.into_iter();
    // The rows that the order of the workbooks moves, each with those that stand behind it.
    let mut first: Vec<Place> = Vec::new();
    let mut led: Vec<(FreshRow, Vec<Place>)> = Vec::new();
    for seat in standing {
        let own = seat.given.filter(|_| follows.next().unwrap_or_default());
        match (own, led.last_mut()) {
            (Some((_, fresh)), _) => led.push((fresh, vec![Place::Stays(seat.at)])),
            (None, Some((_, behind))) => behind.push(Place::Stays(seat.at)),
            (None, None) => first.push(Place::Stays(seat.at)),
        }
    }
    led.extend(coming.iter().map(|fresh| (*fresh, vec![Place::Comes(*fresh)])));
    led.sort_by_key(|(fresh, _)| *fresh);
    first.extend(led.into_iter().flat_map(|(_, rows)| rows));
    (first, is_moved)
}

/// The rows that stand and need not be moved for this order.
pub(super) fn resting(places: &[Place]) -> Vec<StandingRow> {
    let standing = places.iter().filter_map(|place| match place {
        Place::Stays(at) => Some(at.0),
        Place::Comes(_) => None,
    });
    let standing: Vec<usize> = standing.collect();
    rising(&standing).into_iter().filter_map(|at| standing.get(at).copied().map(StandingRow)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats(given: &[Option<(usize, usize)>]) -> Vec<Seat> {
        let seat = |(at, given): (usize, &Option<(usize, usize)>)| Seat {
            at: StandingRow(at),
            given: given.map(|(base, fresh)| (GivenRow(base), FreshRow(fresh))),
        };
        given.iter().enumerate().map(seat).collect()
    }

    #[test]
    fn the_order_of_the_workbooks_moves_rows() {
        let (order, moved) =
            ordered(&seats(&[Some((0, 0)), Some((1, 3)), None, Some((2, 1))]), &[FreshRow(2)]);
        let stays = |at| Place::Stays(StandingRow(at));
        assert_eq!(
            (order, moved),
            (vec![stays(0), stays(3), Place::Comes(FreshRow(2)), stays(1), stays(2)], false)
        );
    }

    #[test]
    fn a_row_that_a_person_moved_stays_behind_its_neighbour() {
        let (order, moved) = ordered(&seats(&[Some((0, 0)), Some((3, 1)), Some((1, 3)), Some((2, 2))]), &[]);
        let stays = |at| Place::Stays(StandingRow(at));
        assert_eq!((order, moved), (vec![stays(0), stays(1), stays(3), stays(2)], true));
        assert_eq!(
            resting(&[stays(0), stays(3), stays(1), stays(2)]),
            [StandingRow(0), StandingRow(1), StandingRow(2)]
        );
    }
}
