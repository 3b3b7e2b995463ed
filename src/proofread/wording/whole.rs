//! What only the whole text shows: paragraphs that are copies, organs called in two ways, lists without progress, long sentences.

use std::collections::BTreeSet;

use super::uniform::told_problems;
use super::{Looked, Text};
use crate::finding::wording::Wording;
use crate::model::report::Role;
use crate::text::likeness::Pairs;
use crate::text::pattern::Pattern;

/// Paragraphs of so many characters that are so alike were copied.
const LONG: usize = 60;
/// Shorter ones must be the same to the character; headings and set sentences are shorter still.
const WHOLE: usize = 24;
const ALIKE: f64 = 0.85;
/// More paragraphs no report has; all are compared with each other.
const MOST: usize = 400;
/// A sentence of so many characters nobody reads in one breath.
const BREATH: usize = 250;

static JOINED: Pattern = Pattern::new(r"([\u{4e00}-\u{9fff}]{2,4})及机关");
static KEPT: Pattern = Pattern::new(r"(?:建立|形成|制定|梳理|列出)[^。]{0,40}?((?:问题|责任|任务|整改)清单)");
static PROGRESS: Pattern = Pattern::new(
    r"完成整改|已整改|整改(?:完成|到位|率|进展|任务)|完成率|已完成|销号|立行立改|正在整改|逐项(?:整改|落实)|立查立改",
);
static PROBLEMS: Pattern = Pattern::new(r"突出问题.*清单");

pub(super) fn copied(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let mut whole: BTreeSet<&str> = BTreeSet::new();
    for (at, passage) in text.running() {
        let length = passage.chars().count();
        if (WHOLE..LONG).contains(&length) {
            let again = !whole.insert(passage.trim());
            looked.add(at, again.then(|| Wording::Copied { text: passage.to_owned() }));
        }
    }
    let long = text.running().filter(|(_, passage)| passage.chars().count() >= LONG).take(MOST);
    let long: Vec<(usize, &str, Pairs)> =
        long.map(|(at, passage)| (at, passage, Pairs::of(passage))).collect();
    for (index, (at, _, pairs)) in long.iter().enumerate() {
        let before = long.get(..index).unwrap_or_default();
        let like = before.iter().find(|(_, _, other)| pairs.likeness(other) >= ALIKE);
        looked.add(*at, like.map(|(_, other, _)| Wording::Copied { text: (*other).to_owned() }));
    }
    looked
}

/// 常委会及机关 is not 常委会机关.
pub(super) fn organs(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let passages = text.unquoted();
    let names: BTreeSet<String> = passages
        .iter()
        .flat_map(|(_, passage)| JOINED.all(passage))
        .filter_map(|found| {
            let name: Vec<char> = found.get(1)?.as_str().chars().collect();
            Some(name.get(name.len().saturating_sub(3)..)?.iter().collect())
        })
        .collect();
    for name in names {
        let (one, other) = (format!("{name}及机关"), format!("{name}机关"));
        let found = passages.iter().find(|(_, passage)| passage.contains(&other));
        let first = passages.iter().find(|(_, passage)| passage.contains(&one));
        let at = found.or(first).map_or(0, |(at, _)| *at);
        looked.add(at, found.map(|_| Wording::TwoNames { one, other }));
    }
    looked
}

/// Lists of problems of which nothing is said but that they exist.
pub(super) fn progress(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let kept = text
        .running()
        .find_map(|(at, passage)| Some((at, KEPT.captures(passage)?.get(1)?.as_str().to_owned())));
    if let Some((at, list)) = kept {
        let told = text.running().any(|(_, passage)| PROGRESS.is_match(passage));
        looked.add(at, (!told).then_some(Wording::NoProgress { list }));
    }
    looked
}

pub(super) fn long(text: &Text) -> Looked {
    let mut looked = Looked::default();
    for (at, passage) in text.running() {
        let longest = passage.split(['。', '；']).map(|sentence| sentence.chars().count()).max().unwrap_or(0);
        looked.add(at, (longest >= BREATH).then_some(Wording::LongSentence { count: longest }));
    }
    looked
}

/// The problems that the text counts against the rows of the list of problems that is annexed.
pub(super) fn listed(text: &Text) -> Looked {
    let mut looked = Looked::default();
    let told: BTreeSet<(usize, String)> = told_problems(text).into_iter().collect();
    let numbers: BTreeSet<&String> = told.iter().map(|(_, number)| number).collect();
    let (Some((at, number)), 1) = (told.first(), numbers.len()) else { return looked };
    for (title, name) in text.of(Role::AnnexTitle).filter(|(_, name)| PROBLEMS.is_match(name)) {
        let behind = text.passages.iter().skip(title + 1);
        let until = behind.take_while(|passage| passage.role != Some(Role::AnnexTitle));
        let Some(table) = until.into_iter().find(|passage| !passage.rows.is_empty()) else { continue };
        let Some(there) = rows(&table.rows) else { continue };
        let name = name.split_whitespace().collect();
        let fault = Wording::Listed { told: number.clone(), there, name };
        looked.add(*at, (there.to_string() != *number).then_some(fault));
    }
    looked
}

/// How many rows a table numbers in its column of numbers; none where it has none or they do not go on from one.
fn rows(rows: &[Vec<String>]) -> Option<usize> {
    let (head, rows) = rows.split_first()?;
    let column = head.iter().position(|cell| cell.trim() == "序号")?;
    let numbers: BTreeSet<usize> =
        rows.iter().filter_map(|row| row.get(column)?.trim().parse().ok()).collect();
    (numbers.iter().copied().eq(1..=numbers.len()) && !numbers.is_empty()).then_some(numbers.len())
}
