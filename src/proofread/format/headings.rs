//! The levels of the body (7.3.3): 一、 （一） 1. （1）.

use super::fonts::{has_chinese, split};
use crate::finding::lint::Lint;
use crate::model::report::Role;
use crate::proofread::{Looked, Page};
use crate::text::numeral::{chinese, place};
use crate::text::pattern::Pattern;

static NUMBER: Pattern = Pattern::new(
    r"^[\s　]*(?:([\p{一}]{1,3})、|[（(]([\p{一}]{1,3})[）)]|([0-9]{1,2})[.．、]|[（(]([0-9]{1,2})[）)])",
);
/// Marks that no level has: `一.`, `（一）、`, `1、`, `(一)`, `①`, `1）`.
static WRONG: Pattern = Pattern::new(
    r"^[\s　]*([\p{一}]{1,3}[.．，,]|[（(](?:[\p{一}]{1,3}|[0-9]{1,2})[）)][、.．:：]|[0-9]{1,2}、|\([\p{一}]{1,3}\)|\([0-9]{1,2}\)|[①-⑳]|[0-9]{1,2}[）)])",
);
/// A heading alone is at most so long.
const HEADING_LENGTH: usize = 50;

/// The level and number that a heading says, and how it is written.
fn said(text: &str) -> Option<(usize, usize, String)> {
    let found = NUMBER.captures(text)?;
    let (level, number) = (1..=4).find_map(|level| Some((level, found.get(level)?)))?;
    Some((level, place(number.as_str())?, found.get(0)?.as_str().trim().to_owned()))
}

fn written(level: usize, number: usize) -> String {
    match level {
        1 => format!("{}、", chinese(number)),
        2 => format!("（{}）", chinese(number)),
        3 => format!("{number}."),
        _ => format!("（{number}）"),
    }
}

pub(in crate::proofread) fn levels(page: &Page) -> Looked {
    let used: Vec<usize> = headings(page).iter().map(|(_, level, ..)| *level).collect();
    let mut looked = Looked::default();
    let mut before = 0;
    for (at, level, ..) in headings(page) {
        // From 一、 on to 1. offices go where the document has no （一） at all.
        let passed: Vec<usize> = (before + 1..level).collect();
        let skipped = match passed.as_slice() {
            [] => false,
            [2] => used.contains(&2),
            _ => true,
        };
        let fault = Lint::LevelSkipped { from: before, to: level };
        looked.add(Some(at), (skipped && before > 0).then_some(fault));
        before = level;
    }
    looked
}

pub(in crate::proofread) fn order(page: &Page) -> Looked {
    let mut looked = Looked::default();
    let mut last = [0usize; 5];
    for (at, level, number, text) in headings(page) {
        let before = last.get(level).copied().unwrap_or(0);
        let expected = before + 1;
        // （一） begins anew below a heading above it alone; 1. and （1） may list anew, but no list has one item.
        let anew = number == 1 && (level > 2 && before != 1 || before == 0);
        let wrong = number != expected && !anew;
        looked.add(
            Some(at),
            wrong.then(|| Lint::OutOfOrder { written: text, expected: written(level, expected) }),
        );
        last.iter_mut().skip(level + 1).for_each(|below| *below = 0);
        last.get_mut(level).into_iter().for_each(|own| *own = number);
    }
    looked
}

pub(in crate::proofread) fn marks(page: &Page) -> Looked {
    let lines = page.running().filter(|(_, line)| NUMBER.is_match(&line.text) || WRONG.is_match(&line.text));
    Looked::over(lines, |line| {
        let found = WRONG.captures(&line.text)?;
        Some(Lint::WrongMark { written: found.get(1)?.as_str().to_owned() })
    })
}

pub(in crate::proofread) fn runs(page: &Page) -> Looked {
    let headings = page.all(|role| matches!(role, Role::Heading1 | Role::Heading2));
    Looked::over(headings, |line| {
        let (heading, rest) = split(line);
        let face = heading.iter().find(|run| has_chinese(run)).map(|run| run.chinese.clone())?;
        if rest.iter().all(|run| run.text.trim().is_empty()) {
            let text = line.text.trim_end();
            let alone =
                text.ends_with('。') && text.chars().count() <= HEADING_LENGTH && !text.contains('，');
            return alone.then_some(Lint::HeadingStop);
        }
        let same = rest.iter().filter(|run| has_chinese(run)).all(|run| run.chinese == face);
        same.then_some(Lint::HeadingRuns { face })
    })
}

pub(in crate::proofread) fn automatic(page: &Page) -> Looked {
    Looked::over(page.running(), |line| {
        let own = line.runs.iter().find(|run| has_chinese(run));
        let like = line
            .number
            .as_ref()
            .zip(own)
            .is_some_and(|(number, own)| number.size == own.size && number.chinese == own.chinese);
        (line.numbered && !like).then_some(Lint::AutoNumber)
    })
}

/// The headings that say a number: their paragraph, level, number, and how it is written.
fn headings(page: &Page) -> Vec<(usize, usize, usize, String)> {
    let all = page.all(|role| role.level().is_some());
    all.filter_map(|(at, line)| said(&line.text).map(|(level, number, text)| (at, level, number, text)))
        .collect()
}
