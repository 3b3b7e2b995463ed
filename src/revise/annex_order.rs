//! Fresh report and the base of one that people have edited → the fresh report with its annexes in the order of that
//! one: what stands there keeps its place, and so the numbers in 附件说明 and on the labels must too.

use std::collections::BTreeMap;

use crate::model::base::{Base, Stood};
use crate::model::element::Part;
use crate::model::report::{Block, Report, Role};

/// The ids of an annex's blocks begin so, and end with the part that they are.
const OF_ANNEX: &str = "annex_";

/// The fresh report in the order of the base; none when that is its own.
#[must_use]
pub fn kept(fresh: &Report, base: &Base) -> Option<Report> {
    let stands = base.blocks.iter().filter(|block| opens(block.role) && block.stood != Stood::Gone);
    let before: Vec<&str> = stands.filter_map(|block| annex(&block.id)).collect();
    let labels = fresh.blocks.iter().filter(|block| opens(block.role));
    let now: Vec<&str> = labels.filter_map(|block| annex(&block.id)).collect();
    let known = |list: &[&str], one: &str| list.contains(&one);
    let mut old = before.iter().copied().filter(|one| known(&now, one));
    let order: Vec<&str> =
        now.iter().map(|one| if known(&before, one) { old.next().unwrap_or(one) } else { one }).collect();
    // The names of workbooks beside the report hold the numbers too.
    (order != now && fresh.beside.is_empty()).then(|| ordered(fresh, &now, &order))
}

/// Whether it is the first line of an annex, which has its number.
fn opens(role: Role) -> bool {
    role.element().opens_page
}

/// Whether it names an annex before the annexes.
fn is_note(role: Role) -> bool {
    role.element().part == Part::Main
}

/// The annex that a block belongs to.
fn annex(id: &str) -> Option<&str> {
    id.strip_prefix(OF_ANNEX)?.rsplit_once('_').map(|(annex, _)| annex)
}

/// The annex of the report that a block belongs to.
fn of<'b>(block: &'b Block, now: &[&str]) -> Option<&'b str> {
    annex(&block.id).filter(|one| now.contains(one))
}

fn ordered(fresh: &Report, now: &[&str], order: &[&str]) -> Report {
    let mut notes: Vec<&Block> = Vec::new();
    let mut parts: BTreeMap<&str, Vec<&Block>> = BTreeMap::new();
    for block in &fresh.blocks {
        match of(block, now) {
            Some(_) if is_note(block.role) => notes.push(block),
            Some(one) => parts.entry(one).or_default().push(block),
            None => (),
        }
    }
    let place = |one: &str| order.iter().position(|other| *other == one);
    // What stands before a name belongs to its place: 附件： before the first, the numbers.
    let note = |place: usize| {
        let here = notes.get(place)?;
        let own = notes.iter().find(|note| annex(&note.id) == order.get(place).copied())?;
        let mut block = (*own).clone();
        let before = here.inlines.split_last().map_or(&[][..], |(_, before)| before);
        block.inlines = before.iter().chain(own.inlines.last()).cloned().collect();
        Some(block)
    };
    let label = |block: &Block| {
        let one = annex(&block.id).and_then(place).and_then(|at| now.get(at));
        let here = one.and_then(|one| parts.get(one)).into_iter().flatten().find(|b| b.role == block.role);
        here.map_or_else(|| block.clone(), |here| Block { id: block.id.clone(), ..(*here).clone() })
    };
    let mut blocks = Vec::new();
    let (mut noted, mut put) = (0, 0);
    for block in &fresh.blocks {
        match (of(block, now), block.role) {
            (None, _) => blocks.push(block.clone()),
            (_, role) if is_note(role) => {
                blocks.extend(note(noted));
                noted += 1;
            }
            (_, role) if opens(role) => {
                let own = order.get(put).and_then(|one| parts.get(one)).into_iter().flatten();
                blocks.extend(own.map(|own| if opens(own.role) { label(own) } else { (*own).clone() }));
                put += 1;
            }
            _ => (),
        }
    }
    Report { blocks, ..fresh.clone() }
}
