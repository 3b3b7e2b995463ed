//! Typefaces, sizes, widths and colours of characters (5.2.2 to 5.2.4), set as the standard has them.

use std::ops::Range;

use crate::model::mend::{CharacterFormat, What};
use crate::model::report::Role;
use crate::model::typeset::{Line, Run};
use crate::proofread::Page;
use crate::proofread::format::fonts::{
    Class, SHARED, class, has_chinese, is_another, is_coloured, is_wrong_face, judged, size, split,
};
use crate::proofread::shapes::MARK;

/// 28 characters of 3号 fill a line of the type area when each is narrowed by so many twips (5.2.3).
const NARROWED: i64 = -5;
/// 3号 in half points.
const BODY: u32 = 32;
/// The width of the type area in twips, and how far it may be off.
const WIDTH: i64 = 8_844;
const ROOM: i64 = 60;
const BLACK: &str = "000000";
const RED: &str = "FF0000";

/// Says something of the runs that are wrong; `from` is the place of the first character of the first of them.
fn each(line: usize, runs: &[Run], from: usize, put: impl Fn(&Run) -> Option<CharacterFormat>) -> Vec<What> {
    let mut start = from;
    let mut found: Vec<(Range<usize>, CharacterFormat)> = Vec::new();
    for run in runs {
        let range = start..start + run.text.chars().count();
        start = range.end;
        let Some(put) = put(run).filter(|_| !range.is_empty()) else { continue };
        match found.last_mut().filter(|(before, known)| before.end == range.start && *known == put) {
            Some((before, _)) => before.end = range.end,
            None => found.push((range, put)),
        }
    }
    found.into_iter().map(|(range, put)| What::Characters { line, range, put }).collect()
}

pub(super) fn faces(page: &Page, at: usize, line: &Line) -> Vec<What> {
    let Some((role, class)) = page.role(at).and_then(|role| Some((role, class(role)?))) else {
        return Vec::new();
    };
    // The words of a mark are drawn in what its office has.
    if matches!(role, Role::Mark | Role::MarkWord) {
        return Vec::new();
    }
    let (from, runs) = judged(role, line);
    faced(at, &runs, from, class)
}

/// A typeface of Chinese that is wrong for the words is wrong for the letters and digits beside them too.
fn faced(at: usize, runs: &[Run], from: usize, class: &Class) -> Vec<What> {
    let wrong: Vec<&str> =
        runs.iter().filter(|run| is_wrong_face(run, class)).map(|run| run.chinese.as_str()).collect();
    each(at, runs, from, |run| {
        let face = || Some(class.face.to_owned());
        let latin = wrong.contains(&run.latin.as_str()) && is_another(&run.latin, class);
        let chinese = is_wrong_face(run, class);
        let put = CharacterFormat {
            chinese: chinese.then(face).flatten(),
            latin: latin.then(face).flatten(),
            ..CharacterFormat::default()
        };
        (chinese || latin).then_some(put)
    })
}

/// What follows a heading in its paragraph has the typeface of the body.
pub(super) fn rest(_: &Page, at: usize, line: &Line) -> Vec<What> {
    let (heading, rest) = split(line);
    let Some(body) = class(Role::Body).filter(|_| rest.iter().any(has_chinese)) else { return Vec::new() };
    let from = heading.iter().map(|run| run.text.chars().count()).sum();
    faced(at, &rest, from, body)
}

/// A typeface of the theme is named as that which it is; where it is wrong too, the rule on typefaces says which.
pub(super) fn named(_: &Page, at: usize, line: &Line) -> Vec<What> {
    each(at, &line.runs, 0, |run| {
        let known = run.themed && has_chinese(run) && !run.chinese.is_empty();
        let put = CharacterFormat { chinese: Some(run.chinese.clone()), ..CharacterFormat::default() };
        known.then_some(put)
    })
}

pub(super) fn marks(_: &Page, at: usize, line: &Line) -> Vec<What> {
    each(at, &line.runs, 0, |run| {
        let shared = run.text.contains(SHARED) && !run.hinted;
        shared.then(|| CharacterFormat { hinted: true, ..CharacterFormat::default() })
    })
}

pub(super) fn sizes(page: &Page, at: usize, line: &Line) -> Vec<What> {
    let Some((wanted, _)) = page.role(at).and_then(size) else { return Vec::new() };
    each(at, &line.runs, 0, |run| {
        let put = CharacterFormat { size: Some(wanted), ..CharacterFormat::default() };
        (run.size != wanted).then_some(put)
    })
}

/// The width of 28 characters on a line, once size and margins are right.
pub(super) fn width(page: &Page, at: usize, line: &Line) -> Vec<What> {
    if (page.width_at(line) - WIDTH).abs() > ROOM {
        return Vec::new();
    }
    each(at, &line.runs, 0, |run| {
        let put = CharacterFormat { spacing: Some(NARROWED), ..CharacterFormat::default() };
        (run.size == BODY && run.spacing != NARROWED).then_some(put)
    })
}

pub(super) fn colours(_: &Page, at: usize, line: &Line) -> Vec<What> {
    each(at, &line.runs, 0, |run| {
        let put = CharacterFormat { colour: Some(BLACK), ..CharacterFormat::default() };
        is_coloured(run).then_some(put)
    })
}

/// 发文机关标志 becomes red where its style or its last words say that it is one.
pub(super) fn mark_colour(page: &Page, at: usize, line: &Line) -> Vec<What> {
    let styled = page.role(at).is_some_and(|role| role.element().has_style(&line.style));
    if !styled && !MARK.is_match(&line.text) {
        return Vec::new();
    }
    let put = CharacterFormat { colour: Some(RED), ..CharacterFormat::default() };
    each(at, &line.runs, 0, |_| Some(put.clone()))
}
