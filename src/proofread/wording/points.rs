//! 一是、二是、三是 in order and complete, and the number that leads them (三个方面：) against what is counted under it.

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::text::numeral::{chinese, place, value};
use crate::text::pattern::Pattern;

static POINT: Pattern = Pattern::new(r"(^[\s　]*|[。；：，、！？])([\p{一}]{1,3})是");
static LED: Pattern =
    Pattern::new(r"([\p{一}两]{1,2}|[0-9]{1,2})(?:个方面|个问题|项|点|条|个)[^，。；：0-9]{0,10}：");
static ITEM: Pattern = Pattern::new(
    r"^[\s　]*(?:([\p{一}]{1,3})、|[（(]([\p{一}]{1,3})[）)]|([0-9]{1,2})[.．、]|[（(]([0-9]{1,2})[）)]|([\p{一}]{1,3})是)",
);

/// A row of points that is being read.
#[derive(Default)]
struct Row {
    last: usize,
    first_at: usize,
}

pub(super) fn order(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let mut outer = Row::default();
    for (at, passage) in text.running() {
        let mut points = points(passage);
        let leads = points.first().is_some_and(|(_, leads)| *leads);
        // A paragraph that tells a whole row by itself is no point of another.
        let whole = leads && matches!(points.as_slice(), [(1, _), (2, _), ..]);
        if leads && !whole {
            let (number, _) = points.remove(0);
            step(&mut outer, number, at, &mut looked);
        } else if !leads && is_heading(passage) {
            close(&mut outer, &mut looked);
        }
        let mut inner = Row::default();
        points.into_iter().for_each(|(number, _)| step(&mut inner, number, at, &mut looked));
        close(&mut inner, &mut looked);
    }
    close(&mut outer, &mut looked);
    looked
}

/// The points of a paragraph: their number, and whether they lead it.
fn points(passage: &str) -> Vec<(usize, bool)> {
    let found = POINT.all(passage).into_iter().filter_map(|found| {
        let leads = found.get(0)?.start() == 0 && found.get(1)?.as_str().trim().is_empty();
        Some((place(found.get(2)?.as_str())?, leads))
    });
    found.collect()
}

fn step(row: &mut Row, number: usize, at: usize, looked: &mut Looked) {
    if number == 1 {
        close(row, looked);
        *row = Row { last: 1, first_at: at };
        looked.add(at, None);
        return;
    }
    let wanted = row.last + 1;
    let fault = Wording::PointOrder {
        written: format!("{}是", chinese(number)),
        expected: format!("{}是", chinese(wanted)),
    };
    looked.add(at, (number != wanted).then_some(fault));
    row.last = number;
}

/// A row that ends after its first point is none.
fn close(row: &mut Row, looked: &mut Looked) {
    if row.last == 1 {
        looked.faults.push((row.first_at, Wording::PointAlone));
    }
    *row = Row::default();
}

fn is_heading(passage: &str) -> bool {
    ITEM.captures(passage).is_some_and(|found| (1..=2).any(|level| found.get(level).is_some()))
}

pub(super) fn counted(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let passages: Vec<(usize, &str)> = text.running().collect();
    for (index, (at, passage)) in passages.iter().enumerate() {
        for found in LED.all(passage) {
            let (Some(whole), Some(number)) = (found.get(0), found.get(1)) else { continue };
            let written = number.as_str();
            let Some(said) = place(written).or_else(|| value(written).map(|value| value as usize)) else {
                continue;
            };
            let after = passage.get(whole.end()..).unwrap_or_default();
            let there = if after.trim().is_empty() {
                below(passages.get(index + 1..).unwrap_or_default())
            } else {
                let inside = POINT.all(&format!("：{after}")).len();
                (inside > 1).then_some(inside)
            };
            let Some(there) = there else { continue };
            let fault = Wording::Counted { text: whole.as_str().to_owned(), there };
            looked.add(*at, (there != said).then_some(fault));
        }
    }
    looked
}

/// How many items of one kind follow; none when the next paragraph is no first item.
fn below(passages: &[(usize, &str)]) -> Option<usize> {
    let kind = |passage: &str| {
        let found = ITEM.captures(passage)?;
        (1..=5).find_map(|kind| Some((kind, place(found.get(kind)?.as_str())?)))
    };
    let (first, _) = kind(passages.first()?.1).filter(|(_, number)| *number == 1)?;
    let mut count = 0;
    for (_, passage) in passages {
        match kind(passage) {
            Some((kind, number)) if kind == first && number == count + 1 => count += 1,
            Some((kind, _)) if kind <= first => break,
            _ => (),
        }
    }
    Some(count)
}
