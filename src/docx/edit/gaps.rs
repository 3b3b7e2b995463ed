//! Units that stay, come and go → which empty paragraphs come and go with them, and where everything comes in.
//!
//! The official format has empty paragraphs between its elements: blank lines, the room above 发文机关标志, the red line,
//! the line that ends a section. Where something comes or goes, those of the fresh report between the same two
//! elements are what must stand there. Where nothing does, all stays as people left it.

use std::collections::BTreeSet;

use super::units::Unit;
use crate::docx::views::Section;
use crate::model::element::gap;
use crate::text::difference::longest_common;

/// Whether the program writes empty paragraphs in a style. Other empty paragraphs are people's.
fn is_own(style: &str) -> bool {
    gap::ALL.iter().any(|gap| gap.is(style))
}

/// An empty paragraph or a unit that comes into the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// An empty paragraph: which unit of the fresh report.
    Blank(usize),
    /// What comes, by its number in the list of those.
    Coming(usize),
}

/// What is done between units that stay.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    /// What comes in, in order, each with the unit of the document before which it does; their number for the end.
    pub items: Vec<(Item, usize)>,
    /// What comes behind which nothing is known to belong.
    pub loose: BTreeSet<usize>,
    /// Units of the document that are empty paragraphs and go.
    pub leaving: Vec<usize>,
    /// Units whose section goes on behind them.
    pub unended: Vec<usize>,
    /// The unit whose section becomes the last of the document.
    pub last_section: Option<usize>,
}

/// The units of both documents, and which of them stay, come and go.
pub(super) struct KnownUnits<'g> {
    pub theirs: &'g [Unit],
    pub fresh: &'g [Unit],
    /// The fresh units that stand in each of theirs, in order.
    pub known: &'g [Vec<usize>],
    /// Which of the document's units go, by their index.
    pub going: &'g BTreeSet<usize>,
    /// The fresh units that come in, each with the unit of theirs before which it does, in order.
    pub coming: &'g [(usize, usize)],
    /// Whether ends of sections stay: where changes are tracked.
    pub keeps_sections: bool,
}

/// A place between units that may be matched by an empty paragraph of the fresh report.
#[derive(Debug, Clone, Copy)]
struct Slot {
    unit: usize,
    /// Whether the unit stays or goes for another reason, and only its section is meant.
    section_only: bool,
}

impl KnownUnits<'_> {
    /// Goes through the document between the units that stay.
    pub(super) fn gaps(&self) -> Gaps {
        let mut gaps = Gaps::default();
        let stays = |at: &usize| {
            self.theirs.get(*at).is_some_and(|unit| unit.blank.is_none()) && !self.going.contains(at)
        };
        let ends: Vec<Option<usize>> = (0..self.theirs.len()).filter(stays).map(Some).chain([None]).collect();
        let mut from: Option<usize> = None;
        let mut next = 0;
        for to in ends {
            let end = to.unwrap_or(self.theirs.len());
            let coming: Vec<usize> = (next..self.coming.len())
                .take_while(|at| self.coming.get(*at).is_some_and(|c| c.1 <= end))
                .collect();
            next += coming.len();
            let start = from.map_or(0, |at| at + 1);
            if !coming.is_empty() || (start..end).any(|at| self.going.contains(&at)) {
                self.gap(from, to, &coming, &mut gaps);
            }
            from = to;
        }
        gaps
    }

    /// The empty paragraphs of the fresh report between two of its units that follow each other; none when they do
    /// not, or are unknown.
    fn between(&self, one: Side, other: Side) -> Option<Vec<usize>> {
        let content = |at: &usize| self.fresh.get(*at).is_some_and(|unit| unit.blank.is_none());
        let from = match one {
            Side::Edge => 0,
            Side::Fresh(at) => at + 1,
            Side::Unknown => return None,
        };
        let end = (from..self.fresh.len()).find(content).unwrap_or(self.fresh.len());
        let wanted = match other {
            Side::Edge => self.fresh.len(),
            Side::Fresh(at) => at,
            Side::Unknown => return None,
        };
        (end == wanted).then(|| (from..end).collect())
    }

    fn side(&self, at: Option<usize>, last: bool) -> Side {
        let Some(at) = at else { return Side::Edge };
        let known = self.known.get(at).and_then(|known| if last { known.last() } else { known.first() });
        known.map_or(Side::Unknown, |fresh| Side::Fresh(*fresh))
    }

    fn gap(&self, from: Option<usize>, to: Option<usize>, coming: &[usize], gaps: &mut Gaps) {
        let end = to.unwrap_or(self.theirs.len());
        let slots = self.slots(from, end);
        let of_coming = |at: &usize| self.coming.get(*at).map_or(Side::Unknown, |c| Side::Fresh(c.0));
        let mut sides = vec![self.side(from, true)];
        sides.extend(coming.iter().map(of_coming));
        sides.push(self.side(to, false));
        let wants: Vec<Option<Vec<usize>>> = sides
            .windows(2)
            .map(|pair| match pair {
                [one, other] => self.between(*one, *other),
                _ => None,
            })
            .collect();
        let wanted: Vec<usize> = wants.iter().flatten().flatten().copied().collect();
        let late = wants.first().is_some_and(Option::is_none);
        let found = self.matched(&wanted, &slots, late);
        let mut done = 0;
        let place = |slot: usize| {
            let place = slots.get(slot..).unwrap_or_default().iter().find(|slot| !slot.section_only);
            place.map_or(end, |slot| slot.unit)
        };
        let mut at = 0;
        for (number, want) in wants.iter().enumerate() {
            match want {
                None if number + 1 < wants.len() => {
                    // Where it was asked for, if nothing that belongs behind it stands before that.
                    let next = found.iter().skip(done).find_map(|found| *found).unwrap_or(slots.len());
                    let asked = coming.get(number).and_then(|at| self.coming.get(*at)).map_or(0, |c| c.1);
                    let asked = slots.iter().take_while(|slot| slot.unit < asked).count();
                    at = asked.min(next).max(at);
                }
                None => {}
                Some(list) => {
                    for fresh in list {
                        done += 1;
                        match found.get(done - 1).copied().flatten() {
                            Some(found) => {
                                self.leave(at..found, &slots, gaps);
                                at = found + 1;
                            }
                            None if self.is_section_end(*fresh) => {}
                            None => gaps.items.push((Item::Blank(*fresh), place(at))),
                        }
                    }
                    if number + 1 == wants.len() {
                        self.leave(at..slots.len(), &slots, gaps);
                        self.end(to, gaps, &slots);
                    }
                }
            }
            if let Some(coming) = coming.get(number) {
                gaps.items.push((Item::Coming(*coming), place(at)));
                if wants.get(number + 1).is_none_or(Option::is_none) {
                    gaps.loose.insert(*coming);
                }
            }
        }
    }

    /// What stands between two units that stay and may be an empty paragraph of the fresh report.
    fn slots(&self, from: Option<usize>, end: usize) -> Vec<Slot> {
        let mut slots = Vec::new();
        for (at, unit) in self.theirs.iter().enumerate().take(end).skip(from.unwrap_or(0)) {
            let content = unit.blank.is_none();
            if !content || unit.section.is_some() {
                slots.push(Slot { unit: at, section_only: content });
            }
        }
        // Where nothing stands before, the first unit is one of those between.
        slots
    }

    /// For each wanted empty paragraph the place where one stands.
    fn matched(&self, wanted: &[usize], slots: &[Slot], late: bool) -> Vec<Option<usize>> {
        let same = |w: usize, s: usize| {
            let (Some(fresh), Some(slot)) = (wanted.get(w).and_then(|at| self.fresh.get(*at)), slots.get(s))
            else {
                return false;
            };
            let Some(unit) = self.theirs.get(slot.unit) else { return false };
            match (&fresh.section, &unit.section) {
                (Some(one), Some(other)) => {
                    Section(one).lies() == Section(other).lies() && is_like(style(fresh), style(unit))
                }
                (None, None) => {
                    is_like(style(fresh), style(unit))
                        && (gap::LINE.is(style(fresh)) || style(fresh) == style(unit))
                }
                _ => false,
            }
        };
        let (w, s) = (wanted.len(), slots.len());
        // What may belong to something unknown before is matched from the end.
        let flip = |count: usize, at: usize| if late { count - 1 - at } else { at };
        let same = |i: usize, j: usize| same(flip(w, i), flip(s, j));
        let mut found = vec![None; w];
        for (i, j) in longest_common((w, s), same) {
            found[flip(w, i)] = Some(flip(s, j));
        }
        found
    }

    /// What stands there and is not wanted goes, when it is the program's.
    fn leave(&self, range: std::ops::Range<usize>, slots: &[Slot], gaps: &mut Gaps) {
        for slot in slots.get(range).unwrap_or_default() {
            let Some(unit) = self.theirs.get(slot.unit) else { continue };
            let ends = unit.section.is_some();
            // One that a person ended in running text stays, with the paragraph before.
            let is_persons = unit.is_running && self.going.contains(&slot.unit);
            if ends && (self.keeps_sections || is_persons) {
                continue;
            }
            let style = unit.blank.as_ref().filter(|_| !slot.section_only).map(|blank| blank.style.as_str());
            // LibreOffice ends a section that ends with a table with a line of its own, in no style.
            let ours = style.is_some_and(|style| is_own(style) || (ends && style.is_empty()));
            if ours {
                gaps.leaving.push(slot.unit);
            } else if ends {
                gaps.unended.push(slot.unit);
            }
        }
    }

    /// Where the last section of the document loses its beginning, the one before goes on to the end.
    fn end(&self, to: Option<usize>, gaps: &mut Gaps, slots: &[Slot]) {
        if to.is_some() || self.keeps_sections {
            return;
        }
        let goes = |slot: &&Slot| gaps.unended.contains(&slot.unit) || gaps.leaving.contains(&slot.unit);
        let section = |slot: &&Slot| self.theirs.get(slot.unit).is_some_and(|unit| unit.section.is_some());
        gaps.last_section = slots.iter().filter(section).find(goes).map(|slot| slot.unit);
    }

    fn is_section_end(&self, fresh: usize) -> bool {
        self.fresh.get(fresh).is_some_and(|unit| unit.section.is_some())
    }
}

/// What stands above or below a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Nothing: the document begins or ends there.
    Edge,
    /// This unit of the fresh report.
    Fresh(usize),
    /// Something that the fresh report does not have.
    Unknown,
}

/// Whether an empty paragraph may be what another style is for: in the same, or in a person's.
fn is_like(fresh: &str, theirs: &str) -> bool {
    fresh == theirs || !is_own(theirs)
}

fn style(unit: &Unit) -> &str {
    unit.blank.as_ref().map_or("", |blank| blank.style.as_str())
}
