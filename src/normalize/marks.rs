//! Punctuation of Chinese text → put right: marks typed in half width, straight quotation marks and nested title marks.

use crate::text::fold::{cjk_count, is_cjk};

/// Marks that stand in full width in Chinese text, each with its full-width form.
const WIDE: [(char, char); 5] = [(',', '，'), (';', '；'), (':', '：'), ('?', '？'), ('!', '！')];

/// Puts all marks of a line right.
pub(super) fn repair(line: &str) -> String {
    nest_titles(&curl_single(&curl_double(&widen(line))))
}

/// Marks of ASCII behind Chinese text become full-width, and brackets behind or around it: what stands behind a
/// digit or a Latin letter (9:30, 1,200, https:) is left alone.
fn widen(line: &str) -> String {
    if !line.contains(['(', ',', ';', ':', '?', '!']) {
        return line.to_owned();
    }
    let mut chars: Vec<char> = line.chars().collect();
    widen_brackets(&mut chars);
    let mut widened = String::with_capacity(line.len());
    let mut after_mark = false;
    for c in chars {
        let before = widened.chars().next_back();
        let wide = WIDE.iter().find(|(narrow, _)| *narrow == c && before.is_some_and(is_chinese));
        // A space behind a mark is part of the way of typing it in Latin text.
        if c != ' ' || !after_mark {
            widened.push(wide.map_or(c, |(_, wide)| *wide));
        }
        after_mark = wide.is_some();
    }
    widened
}

/// An ideograph, or a mark that closes what Chinese text encloses.
fn is_chinese(c: char) -> bool {
    is_cjk(c) || "”’》〉）】〕」".contains(c)
}

/// Brackets that belong together and stand behind Chinese text or hold some.
fn widen_brackets(chars: &mut [char]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..chars.len() {
        match chars.get(at) {
            Some('(') => open.push(at),
            Some(')') => {
                let Some(from) = open.pop() else { continue };
                let behind = from.checked_sub(1).and_then(|before| chars.get(before));
                let holds = chars.get(from..at).unwrap_or_default().iter().any(|c| is_cjk(*c));
                if holds || behind.is_some_and(|c| is_chinese(*c)) {
                    put(chars, from, '（');
                    put(chars, at, '）');
                }
            }
            _ => {}
        }
    }
}

fn put(chars: &mut [char], at: usize, mark: char) {
    if let Some(c) = chars.get_mut(at) {
        *c = mark;
    }
}

/// Straight double quotation marks in Chinese text, when they come in pairs, become “ and ”.
fn curl_double(text: &str) -> String {
    let straight = text.matches('"').count();
    if straight == 0 || !straight.is_multiple_of(2) || cjk_count(text) == 0 {
        return text.to_owned();
    }
    let mut open = false;
    let mut curl = |c| {
        if c != '"' {
            return c;
        }
        open = !open;
        if open { '“' } else { '”' }
    };
    text.chars().map(&mut curl).collect()
}

/// Pairs of straight single quotation marks around Chinese text become ‘ and ’ inside “ ”, and “ and ” where
/// nothing encloses them; an apostrophe (it's) is none.
fn curl_single(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let latin = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphanumeric);
    let is_mark =
        |at: &usize| chars.get(*at) == Some(&'\'') && !(latin(at.checked_sub(1)) && latin(at.checked_add(1)));
    let marks: Vec<usize> = (0..chars.len()).filter(is_mark).collect();
    if !marks.len().is_multiple_of(2) {
        return text.to_owned();
    }
    for pair in marks.chunks_exact(2) {
        if let [from, to] = *pair {
            curl_pair(&mut chars, from, to);
        }
    }
    chars.into_iter().collect()
}

fn curl_pair(chars: &mut [char], from: usize, to: usize) {
    let before = chars.get(..from).unwrap_or_default();
    let count = |mark| before.iter().filter(|c| **c == mark).count();
    let outermost = count('“') <= count('”');
    let within = chars.get_mut(from + 1..to).unwrap_or_default();
    if !within.iter().any(|c| is_cjk(*c)) {
        return;
    }
    if !outermost {
        put(chars, from, '‘');
        put(chars, to, '’');
        return;
    }
    // What was the outer mark inside is the inner one now.
    for c in within {
        *c = match *c {
            '“' => '‘',
            '”' => '’',
            c => c,
        };
    }
    put(chars, from, '“');
    put(chars, to, '”');
}

/// Title marks inside title marks become 〈 〉, and 《 》 again on the third level; unpaired ones stay.
fn nest_titles(text: &str) -> String {
    let mut depth = 0_usize;
    let mut nested = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '《' | '〈' => {
                nested.push(if depth.is_multiple_of(2) { '《' } else { '〈' });
                depth += 1;
            }
            '》' | '〉' if depth == 0 => return text.to_owned(),
            '》' | '〉' => {
                depth -= 1;
                nested.push(if depth.is_multiple_of(2) { '》' } else { '〉' });
            }
            _ => nested.push(c),
        }
    }
    // A single level of 〈 〉 is somebody's choice of mark, not nesting.
    if depth == 0 && text.contains('《') { nested } else { text.to_owned() }
}
