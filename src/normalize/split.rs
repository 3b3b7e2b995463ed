//! One cell → its opinions, cut at numbering, lines, semicolons or full stops, where that is safe.
//!
//! The rule as it is told to clerks: what is numbered, stands in lines of its own, or between semicolons is an opinion
//! each; of sentences each when every one says what is wrong or wanted. Halves of one opinion (问题：…；建议：…) stay
//! together, and a cell with a part too short to be an opinion is one; that is told where it looks like several.

use super::count_status::Words;
use crate::model::entry::CountStatus;
use crate::text::enclosed::cut;
use crate::text::fold::cjk_count;
use crate::text::numbered::{numbered, part};
use crate::text::numbering::{begins_broken, ends_broken, strip_number};

/// The opinions of a cell in their order; one when it is not safe to cut.
#[must_use]
pub(super) fn opinions(raw: &str, words: &Words) -> Vec<String> {
    let typed = words.without_courtesy(raw);
    if let Some(numbered) = numbered(&typed.join("\n")) {
        // What leads in (建议：) is no opinion; a sentence with an opinion of its own is.
        let own = !numbered.lead.ends_with(['：', ':']) && words.is_opinion(&numbered.lead);
        let lead = own.then(|| part(&numbered.lead)).flatten();
        return joined(lead.into_iter().chain(numbered.parts), words);
    }
    let lines = whole_lines(&typed, words);
    if lines.len() > 1 {
        return lines.iter().map(|line| strip_number(line).to_owned()).collect();
    }
    let line = lines.concat();
    let line = strip_number(&line);
    for marks in MARKS {
        let parts = parts(line, marks, words);
        if parts.len() > 1 && parts.iter().all(|part| stands(part, marks, words)) {
            return parts.iter().map(|part| part.trim_end_matches('。').to_owned()).collect();
        }
    }
    vec![line.to_owned()]
}

/// How many opinions a cell that counts as one looks like: parts between semicolons of which one is too short, or
/// sentences of which several say what is wrong or wanted; none when it looks like one.
#[must_use]
pub(super) fn looks_like(opinion: &str, words: &Words) -> Option<usize> {
    let [semicolons, stops] = MARKS.map(|marks| parts(opinion, marks, words));
    let says =
        |part: &String| cjk_count(part) >= SHORTEST && words.judge(part).count_status == CountStatus::Counted;
    let several = |parts: &[String], least: usize| {
        parts.len() > 1 && parts.iter().filter(|part| says(part)).count() >= least
    };
    let sentences = || stops.iter().filter(|part| words.is_opinion(part)).count();
    match () {
        () if several(&semicolons, semicolons.len()) => Some(semicolons.len()),
        () if stops.len() > 1 && sentences() > 1 => Some(stops.len()),
        () => None,
    }
}

/// The marks at which a line is cut, those that cut sooner first.
const MARKS: [&[char]; 2] = [&['；', ';'], &['。']];

/// A part between semicolons of so many ideographs is an opinion; a shorter one when it says what is amiss (办事慢).
const LEAST: usize = 5;

/// Fewer ideographs are no opinion at all.
const SHORTEST: usize = 2;

/// A part that says what is amiss has at least so many.
const LEAST_AMISS: usize = 3;

/// Whether a part of a line is an opinion of its own.
fn stands(part: &str, marks: &[char], words: &Words) -> bool {
    if marks.contains(&'。') {
        return words.is_opinion(part);
    }
    let long = cjk_count(part) >= LEAST || (cjk_count(part) >= LEAST_AMISS && words.ends_amiss(part));
    long && words.judge(part).count_status == CountStatus::Counted
}

/// The parts of a line between some marks, those that are one opinion put together.
fn parts(line: &str, marks: &[char], words: &Words) -> Vec<String> {
    let parts = cut(line, |_, c, _| marks.contains(&c));
    // What is wrong and, in the next sentence, what is proposed are one opinion.
    let are_one = |one: &str, next: &str| {
        words.goes_on(one, next) || (marks.contains(&'。') && words.answers(one, next))
    };
    together(&parts, are_one, marks)
}

/// Parts of a line, with those that are one opinion in one, and the mark between them.
fn together(parts: &[String], are_one: impl Fn(&str, &str) -> bool, marks: &[char]) -> Vec<String> {
    let mut together: Vec<String> = Vec::new();
    let mut before = "";
    for part in parts {
        match together.last_mut() {
            Some(last) if are_one(before, part) => {
                if !last.ends_with(marks) {
                    last.extend(marks.first());
                }
                last.push_str(part);
            }
            _ => together.push(part.clone()),
        }
        before = part;
    }
    together
}

/// Parts, with the two halves of an opinion put together (问题：…, 建议：…).
fn joined(parts: impl Iterator<Item = String>, words: &Words) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if words.goes_on(last, &part) => {
                if !last.ends_with(['。', '；', ';']) {
                    last.push('；');
                }
                last.push_str(&part);
            }
            _ => joined.push(part),
        }
    }
    joined
}

/// Lines, with those put together that are one sentence broken for width.
fn whole_lines(lines: &[String], words: &Words) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for line in lines {
        match whole.last_mut() {
            Some(last) if is_broken(last, line, words) => last.push_str(line),
            _ => whole.push(line.clone()),
        }
    }
    whole
}

fn is_broken(last: &str, line: &str, words: &Words) -> bool {
    words.goes_on(last, line)
        || ends_broken(last)
        || begins_broken(line)
        || words.substance(last) < 2
        || (words.substance(line) < 2 && words.count_status(line).is_none())
}
