//! 一是、二是、三是 in order and complete, and the number that leads them (三个方面：) against what is counted under it.

use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::text::numeral::{chinese, place, value};
use crate::text::pattern::{Match, Pattern};

static POINT: Pattern = Pattern::new(r"(^[\s　]*|[。；：，、！？])([\p{一}]{1,3})是");
static LED: Pattern =
    Pattern::new(r"([\p{一}两]{1,2}|[0-9]{1,2})(?:个方面|个问题|项|点|条|个)[^，。；：0-9]{0,10}：");
static BRACKETED: Pattern = Pattern::new(r"[。；：，、]?[（(][\p{一}]{1,3}[）)]");
static NUMBERED: Pattern = Pattern::new(r"[。；：，、][\s　]*[0-9]{1,2}[.．、][^0-9]");
static LEADS: Pattern = Pattern::new(
    r"([\p{一}两]{1,2}|[0-9]{1,2})(?:个方面|个问题|项|点|条|个环节)[^，。；：0-9]{0,8}[，。](一是|（一）|1[.．])",
);
static BEHIND: Pattern = Pattern::new(
    r"((?:[\u{4e00}-\u{9fff}]{1,8}、)+[\u{4e00}-\u{9fff}]{1,7}?(?:和[\u{4e00}-\u{9fff}]{1,7}?)?)([三四五六七八九十])(?:类|种)",
);
static BEFORE: Pattern = Pattern::new(
    r"([二三四五六七八九])个(?:环节|责任|层面|关口|重点)(?:：|，即)((?:[\u{4e00}-\u{9fff}]{1,10}、)+[\u{4e00}-\u{9fff}]{1,10})[。；，]",
);
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
                inside(after)
            };
            let Some(there) = there else { continue };
            let fault = Wording::Counted { text: whole.as_str().to_owned(), there };
            looked.add(*at, (there != said).then_some(fault));
        }
    }
    named(text, &mut looked);
    looked
}

/// How many points a paragraph tells behind the number that leads them.
fn inside(after: &str) -> Option<usize> {
    let after = format!("：{after}");
    let counts = [&POINT, &BRACKETED, &NUMBERED].map(|kind| kind.all(&after).len());
    counts.into_iter().find(|count| *count > 1)
}

/// Numbers that lead points without a colon (六项举措，一是…), that come behind what they count (A、B、C三类), or before
/// a row of names (五个责任：A、B).
fn named(text: &Text, looked: &mut Looked) {
    for (at, passage) in text.unquoted() {
        for found in LEADS.all(&passage) {
            let (Some(number), Some(first)) = (found.get(1), found.get(2)) else { continue };
            let there = inside(passage.get(first.start()..).unwrap_or_default());
            looked.add(at, off(found.get(0), number.as_str(), there));
        }
        for found in BEHIND.all(&passage) {
            let (Some(names), Some(number)) = (found.get(1), found.get(2)) else { continue };
            looked.add(
                at,
                off(found.get(0), number.as_str(), Some(names.as_str().split(['、', '和']).count())),
            );
        }
        for found in BEFORE.all(&passage) {
            let (Some(number), Some(names)) = (found.get(1), found.get(2)) else { continue };
            let names = names.as_str();
            let count = names.matches('、').count() + 1 + usize::from(names.contains('和'));
            looked
                .add(at, off(found.get(0), number.as_str(), Some(count).filter(|_| !names.ends_with('等'))));
        }
    }
}

fn off(whole: Option<Match>, number: &str, there: Option<usize>) -> Option<Wording> {
    let said = place(number).or_else(|| value(number).map(|value| value as usize))?;
    let there = there.filter(|there| *there != said)?;
    Some(Wording::Counted { text: whole?.as_str().to_owned(), there })
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
