//! Fresh report, base and document → the order in which the annexes of the document will stand: that of the fresh report,
//! where the workbooks changed it; one that a person moved or wrote rests where it stands.

use std::collections::{HashMap, HashSet};

use super::align::align;
use super::annexes::{annex, is_label, is_note, opens, standing};
use super::candidates::rising;
use super::tables;
use crate::model::base::{Base, BaseBlock};
use crate::model::document::{Document, DocumentBlock};
use crate::model::place::{At as _, BaseAt, Listed, TheirsAt};
use crate::model::report::{Block, Report};
use crate::model::revision::{Revised, Turn};

/// The order of the annexes, and of the lines that name them; none where they stand in it.
#[must_use]
pub fn turn(fresh: &Report, base: &Base, theirs: &Document) -> Option<Turn> {
    let order = Order::of(fresh, base);
    if !order.is_another() {
        return None;
    }
    let found = Places::of(base, theirs);
    let mut annexes: Vec<Seat> = order.ids().filter_map(|id| found.seat(id, &order)).collect();
    annexes.sort_unstable();
    let first = annexes.first()?.at;
    let end = found.end(annexes.last()?.at);
    // Annexes of persons stand among them, and stay where they are.
    let taken: HashSet<TheirsAt> = annexes.iter().map(|seat| seat.at).collect();
    let labels = Listed::<TheirsAt, _>::of(&theirs.blocks).all().filter(|(at, _)| (first..end).contains(at));
    let own = labels.filter(|(at, found)| !taken.contains(at) && is_label(found));
    annexes.extend(own.map(|(at, _)| Seat { at, given: None }));
    annexes.sort_unstable();
    let notes = Listed::<BaseAt, _>::of(&base.blocks).all().filter(|(_, block)| is_note(block.role));
    let note = |(at, block): (BaseAt, &BaseBlock)| {
        Some(Seat { at: *found.of.get(&at)?, given: Some(order.given(annex(&block.id)?)?) })
    };
    let mut notes: Vec<Seat> = notes.filter_map(note).collect();
    notes.sort_unstable();
    let turn = Turn { annexes: turned(&annexes), end, notes: turned(&notes) };
    let is_another = !turn.annexes.is_sorted() || !turn.notes.is_sorted();
    is_another.then_some(turn)
}

/// Whether the fresh report gives annexes that stood in another order than the last one did.
#[must_use]
pub fn has_another_order(fresh: &Report, base: &Base) -> bool {
    Order::of(fresh, base).is_another()
}

/// Whether annexes of the fresh report stand in another order than in it.
#[must_use]
pub fn stands_otherwise(fresh: &Report, revised: &Revised) -> bool {
    let opened = fresh.blocks.iter().filter(|block| opens(block.role)).filter_map(|block| annex(&block.id));
    let places: HashMap<&str, usize> = opened.enumerate().map(|(at, id)| (id, at)).collect();
    // All labels read much alike, and say little about what stands below them.
    let below =
        revised.blocks.iter().filter(|block| block.role.is_some_and(|role| !opens(role) && !is_note(role)));
    !below.filter_map(|block| places.get(annex(block.id.as_deref()?)?)).is_sorted()
}

/// The annexes that stood and are asked for, in the order in which they were given and are.
struct Order<'r> {
    was: HashMap<&'r str, usize>,
    is: Vec<&'r str>,
}

impl<'r> Order<'r> {
    fn of(fresh: &'r Report, base: &'r Base) -> Self {
        let was = standing(base).into_iter().enumerate().map(|(at, id)| (id, at)).collect();
        let opened = fresh.blocks.iter().filter(|block| opens(block.role));
        Order { was, is: opened.filter_map(|block: &Block| annex(&block.id)).collect() }
    }

    fn ids(&self) -> impl Iterator<Item = &'r str> {
        self.is.iter().copied().filter(|id| self.was.contains_key(id))
    }

    fn is_another(&self) -> bool {
        !self.ids().filter_map(|id| self.was.get(id)).is_sorted()
    }

    /// Where an annex was given, and is.
    fn given(&self, id: &str) -> Option<(usize, usize)> {
        Some((*self.was.get(id)?, self.is.iter().position(|known| *known == id)?))
    }
}

/// Where the blocks of a base stand in a document.
struct Places<'d> {
    base: Listed<'d, BaseAt, BaseBlock>,
    theirs: Listed<'d, TheirsAt, DocumentBlock>,
    of: HashMap<BaseAt, TheirsAt>,
}

impl<'d> Places<'d> {
    fn of(base: &'d Base, theirs: &'d Document) -> Self {
        let groups = align(base, theirs);
        let single = |group: &super::align::Group| match (&group.base[..], &group.theirs[..]) {
            ([block], [at]) => Some((*block, *at)),
            _ => None,
        };
        let exhibits = tables::standing_exhibits(base, theirs);
        let of = groups.iter().filter_map(single).chain(exhibits).collect();
        Places { base: Listed::of(&base.blocks), theirs: Listed::of(&theirs.blocks), of }
    }

    /// Where an annex begins: at its label, told by what stands below it. All labels read much alike.
    fn seat(&self, id: &str, order: &Order) -> Option<Seat> {
        let own = self.base.all().filter(|(_, block)| annex(&block.id) == Some(id));
        let mut below = own.filter(|(_, block)| !opens(block.role) && !is_note(block.role));
        let below = below.find_map(|(at, _)| self.of.get(&at).copied())?;
        let found = |at: &TheirsAt| self.theirs.get(*at);
        let above = (0..below.number())
            .rev()
            .map(TheirsAt)
            .find(|at| found(at).is_some_and(|found| !found.is_blank()));
        let label = above.filter(|at| found(at).is_some_and(is_label));
        Some(Seat { at: label.unwrap_or(below), given: order.given(id) })
    }

    /// The first block behind the annexes: the first of what stands at the foot of the last page.
    fn end(&self, last: TheirsAt) -> TheirsAt {
        let styled = self.theirs.all().skip(last.number());
        let styled = styled.filter(|(_, found)| found.role.is_some_and(|role| role.is_imprint()));
        let known = self.base.all().filter(|(_, block)| block.role.is_imprint());
        let known = known.filter_map(|(at, _)| self.of.get(&at).copied()).filter(|at| *at > last);
        styled.map(|(at, _)| at).chain(known).min().unwrap_or(self.theirs.end())
    }
}

/// A place in the document that another of its kind may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Seat {
    at: TheirsAt,
    /// Where what stands there was given, and is given now; neither for what a person wrote.
    given: Option<(usize, usize)>,
}

/// Which annex stands at each place then: those that nobody moved change places as the workbooks order them.
fn turned(seats: &[Seat]) -> Vec<TheirsAt> {
    let ours: Vec<(TheirsAt, usize, usize)> =
        seats.iter().filter_map(|seat| seat.given.map(|(was, is)| (seat.at, was, is))).collect();
    let order: Vec<usize> = ours.iter().map(|(_, was, _)| *was).collect();
    let resting: Vec<(TheirsAt, usize, usize)> =
        rising(&order).into_iter().filter_map(|at| ours.get(at).copied()).collect();
    let mut coming = resting.clone();
    coming.sort_by_key(|(.., is)| *is);
    let takes: HashMap<TheirsAt, TheirsAt> =
        resting.into_iter().zip(coming).map(|((at, ..), (from, ..))| (at, from)).collect();
    seats.iter().map(|seat| takes.get(&seat.at).copied().unwrap_or(seat.at)).collect()
}

#[cfg(test)]
mod tests {
    use super::Seat;
    use crate::model::place::TheirsAt;

    fn seats(given: &[Option<(usize, usize)>]) -> Vec<Seat> {
        given.iter().enumerate().map(|(at, given)| Seat { at: TheirsAt(at * 10), given: *given }).collect()
    }

    fn turned(seats: &[Seat]) -> Vec<usize> {
        super::turned(seats).into_iter().map(|at| at.0).collect()
    }

    #[test]
    fn annexes_take_each_others_places_and_what_a_person_moved_rests() {
        assert_eq!(turned(&seats(&[Some((0, 1)), Some((1, 0))])), [10, 0]);
        assert_eq!(turned(&seats(&[Some((0, 1)), None, Some((1, 0))])), [20, 10, 0], "a person's own stays");
        assert_eq!(turned(&seats(&[Some((1, 0)), Some((0, 1))])), [0, 10], "the person turned them");
        assert_eq!(turned(&seats(&[Some((2, 0)), Some((0, 2)), Some((1, 1))])), [0, 20, 10]);
    }
}
