//! One cell → its opinions, cut at numbering, lines, semicolons or full stops, where that is safe.

use super::count_status::Words;
use crate::text::enclosed::cut;
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
    for marks in [&['；', ';'][..], &['。']] {
        let parts = cut(line, |_, c, _| marks.contains(&c));
        // What is wrong and, in the next sentence, what is proposed are one opinion.
        let are_one = |one: &str, next: &str| {
            words.goes_on(one, next) || (marks.contains(&'。') && words.answers(one, next))
        };
        let parts = together(&parts, are_one, marks);
        if parts.len() > 1 && parts.iter().all(|part| words.is_opinion(part)) {
            let parts = parts.iter().map(|part| part.trim_end_matches('。').to_owned()).collect();
            return parts;
        }
    }
    vec![line.to_owned()]
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
