//! Characters that have one right form: brackets and zeros of numbers, dates, marks of levels, punctuation, full-width digits.

use std::ops::Range;

use crate::model::mend::What;
use crate::model::report::Role;
use crate::model::typeset::Line;
use crate::text::fold::{is_cjk, narrow_letter};
use crate::text::numeral::place;
use crate::text::pattern::{Captures, Pattern};

static NUMBER: Pattern = Pattern::new(
    r"[〔\[【（(［][\s　]*([12１２][0-9０-９]{3})[\s　]*[〕\]】）)］][\s　]*第?[\s　]*[0０]*([1-9１-９][0-9０-９]*)[\s　]*号",
);
static SHORT: Pattern = Pattern::new(r"^([0-9]{1,5})$");
static LEVEL: Pattern = Pattern::new(r"^([\p{一}]{1,3})[.．，,]");
static LEVEL_TWICE: Pattern = Pattern::new(r"^[（(]([\p{一}]{1,3}|[0-9]{1,2})[）)][、.．:：]?");
static LEVEL_THREE: Pattern = Pattern::new(r"^([0-9]{1,2})、");
static STOP: Pattern = Pattern::new(r"(。)$");
static ANNEX: Pattern =
    Pattern::new(r"^(附[\s　]*件[\s　]*[:：][\s　]*)?(?:([0-9]{1,2})[\s　]*[.．、][\s　]*)?");
static ANNEX_END: Pattern = Pattern::new(r"([。；;，,.])$");
static DAY: Pattern = Pattern::new(
    r"^([12１２][0-9０-９]{3}|[一二三四五六七八九〇○零OＯo]{4})[\s　]*[年\-/.．][\s　]*[0０]?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[\s　]*[月\-/.．][\s　]*[0０]?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[\s　]*[日号]?$",
);
static ISSUED: Pattern = Pattern::new(r"([12][0-9]{3})年0?([0-9]{1,2})月0?([0-9]{1,2})日");
static OPEN: Pattern = Pattern::new(r"^[(（](.+)[)）]$");
static COPIES: Pattern = Pattern::new(r"^抄[\s　]*送[\s　]*[:：][\s　]*");
static COLON: Pattern = Pattern::new(r"(:)$");
static WIDE: Pattern = Pattern::new(r"[０-９]+(?:[．][０-９]+)?[％]?");
static DASH: Pattern = Pattern::new(r"--+");
static DOTS: Pattern = Pattern::new(r"\.\.\.+");

/// A replacement: the characters that go, and what comes instead.
type Swap = (Range<usize>, String);

/// The changes that the words of a line need, each with its rule; `of_role` lines have the role.
pub(super) fn words(role: Role, at: usize, line: &Line, of_role: usize) -> Vec<(&'static str, What)> {
    let text = line.text.as_str();
    let own: Vec<(&'static str, Vec<Swap>)> = match role {
        Role::Number => vec![("HEAD-01", number(text))],
        Role::Serial => vec![("HEAD-02", edges(text, &SHORT, |found| format!("{:0>6}", part(found, 1))))],
        Role::AnnexNote => vec![("ATT-01", annex(text, of_role))],
        Role::Date => vec![("SIGN-02", edges(text, &DAY, day))],
        Role::Note => vec![("NOTE-01", edges(text, &OPEN, |found| format!("（{}）", part(found, 1))))],
        Role::Copies => vec![("IMPR-02", copies(text))],
        Role::Issue => vec![("IMPR-05", swaps(text, &ISSUED, day))],
        Role::Addressee => {
            vec![("RECP-01", edges(text, &COLON, |_| "：".to_owned())), ("PARA-02", lead(text))]
        }
        Role::Title => vec![("PARA-02", lead(text))],
        role if role.is_running() && line.is_free() => running(role, text),
        _ => Vec::new(),
    };
    let of_rule = |(rule, swaps): (&'static str, Vec<Swap>)| {
        swaps.into_iter().map(move |(range, to)| (rule, What::Words { line: at, range, to }))
    };
    let mut found: Vec<(&'static str, What)> = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    for (rule, what) in own.into_iter().flat_map(of_rule) {
        let What::Words { range, .. } = &what else { continue };
        let free = taken.iter().all(|known| known.end <= range.start || range.end <= known.start);
        if free {
            taken.push(range.clone());
            found.push((rule, what));
        }
    }
    found
}

/// What running text and its headings may need.
fn running(role: Role, text: &str) -> Vec<(&'static str, Vec<Swap>)> {
    let heading = matches!(role, Role::Heading1 | Role::Heading2);
    let alone = heading && !text.contains('，') && text.matches('。').count() == 1;
    let ends =
        if alone && text.chars().count() <= 50 { edges(text, &STOP, |_| String::new()) } else { Vec::new() };
    vec![
        ("PARA-02", lead(text)),
        ("STRUCT-03", level(text)),
        ("STRUCT-04", ends),
        ("text-number-form", number(text)),
        ("text-digits", swaps(text, &WIDE, |found| part(found, 0).chars().map(narrow).collect())),
        ("text-marks", swaps(text, &DASH, |_| "——".to_owned())),
        ("text-marks", swaps(text, &DOTS, |_| "……".to_owned())),
        ("text-marks", marks(text)),
        ("text-pairs", nested(text)),
    ]
}

fn narrow(c: char) -> char {
    match c {
        '．' => '.',
        '％' => '%',
        c => narrow_letter(c),
    }
}

fn part<'t>(found: &Captures<'t>, group: usize) -> &'t str {
    found.get(group).map_or("", |part| part.as_str())
}

/// A 发文字号 as it should be written; none when only a person can tell.
pub(in crate::proofread) fn right_number(text: &str) -> Option<String> {
    righted(text, number(text))
}

/// A date as it should be written; none when only a person can tell.
pub(in crate::proofread) fn right_day(text: &str) -> Option<String> {
    righted(text, edges(text, &DAY, day))
}

/// A text with its replacements; none without any.
fn righted(text: &str, mut swaps: Vec<Swap>) -> Option<String> {
    swaps.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut chars: Vec<char> = text.chars().collect();
    for (range, to) in &swaps {
        if range.end > chars.len() || range.start > range.end {
            return None;
        }
        chars.splice(range.clone(), to.chars());
    }
    (!swaps.is_empty()).then(|| chars.into_iter().collect())
}

/// Every match that is to be written otherwise.
fn swaps(text: &str, pattern: &Pattern, to: impl Fn(&Captures) -> String) -> Vec<Swap> {
    let count = |bytes: usize| text.get(..bytes).unwrap_or_default().chars().count();
    let swap = |found: Captures| {
        let whole = found.get(0)?;
        let new = to(&found);
        (new != whole.as_str()).then(|| (count(whole.start())..count(whole.end()), new))
    };
    pattern.all(text).into_iter().filter_map(swap).collect()
}

/// The same in the text without the white space at its edges.
fn edges(text: &str, pattern: &Pattern, to: impl Fn(&Captures) -> String) -> Vec<Swap> {
    let before = text.chars().take_while(|c| c.is_whitespace()).count();
    let found = swaps(text.trim(), pattern, to);
    found.into_iter().map(|(range, new)| (range.start + before..range.end + before, new)).collect()
}

fn number(text: &str) -> Vec<Swap> {
    swaps(text, &NUMBER, |found| {
        let [year, number] = [1, 2].map(|group| part(found, group).chars().map(narrow).collect::<String>());
        format!("〔{year}〕{number}号")
    })
}

/// A day with all its figures in Arabic digits; one that cannot be read stays.
fn day(found: &Captures) -> String {
    let figure = |c: char| match c {
        '〇' | '○' | '零' | 'O' | 'Ｏ' | 'o' => "0".to_owned(),
        c if narrow(c).is_ascii_digit() => narrow(c).to_string(),
        c => place(&c.to_string()).map(|figure| figure.to_string()).unwrap_or_default(),
    };
    let year: String = part(found, 1).chars().map(figure).collect();
    let small = |group: usize| {
        let written: String = part(found, group).chars().map(narrow).collect();
        let number =
            written.parse().ok().or_else(|| place(&written)).filter(|number| (1..=31).contains(number));
        number.map(|number: usize| number.to_string())
    };
    match (year.len(), small(2), small(3)) {
        (4, Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
        _ => part(found, 0).to_owned(),
    }
}

/// White space that stands in for an indent.
fn lead(text: &str) -> Vec<Swap> {
    let count = text.chars().take_while(|c| c.is_whitespace()).count();
    let all = count == text.chars().count();
    if count == 0 || all { Vec::new() } else { vec![(0..count, String::new())] }
}

/// The mark of a level; `①` and `1）` say none.
fn level(text: &str) -> Vec<Swap> {
    let mut found = edges(text, &LEVEL, |found| format!("{}、", part(found, 1)));
    found.extend(edges(text, &LEVEL_TWICE, |found| format!("（{}）", part(found, 1))));
    found.extend(edges(text, &LEVEL_THREE, |found| format!("{}.", part(found, 1))));
    found
}

/// The form of a name of an annex; a lone one with a number is left, since its number may be of another's.
fn annex(text: &str, count: usize) -> Vec<Swap> {
    let trimmed = text.trim();
    let mut found = edges(trimmed, &ANNEX, |found| {
        let label = if found.get(1).is_some() { "附件：" } else { "" };
        let serial = found.get(2).map(|serial| format!("{}.", serial.as_str())).unwrap_or_default();
        format!("{label}{serial}")
    });
    found.extend(edges(trimmed, &ANNEX_END, |_| String::new()));
    let lone = count == 1 && trimmed.contains(|c: char| c.is_ascii_digit());
    if lone { Vec::new() } else { moved(found, text) }
}

fn moved(found: Vec<Swap>, text: &str) -> Vec<Swap> {
    let before = text.chars().take_while(|c| c.is_whitespace()).count();
    found.into_iter().map(|(range, new)| (range.start + before..range.end + before, new)).collect()
}

fn copies(text: &str) -> Vec<Swap> {
    let mut found = edges(text, &COPIES, |_| "抄送：".to_owned());
    let end = text.trim_end().chars().count();
    if COPIES.is_match(text.trim()) && !text.trim_end().ends_with(['。', '；', '，', '、']) {
        found.push((end..end, "。".to_owned()));
    }
    found
}

/// Marks of Latin width between Chinese characters, pairs of them as pairs.
fn marks(text: &str) -> Vec<Swap> {
    let chars: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| chars.get(place)).copied().unwrap_or(' ');
    let (chinese, mark) = (is_cjk, |c: char| "\"“”《》（）〈〉".contains(c));
    let between = |place: usize| {
        let (before, after) = (at(place.checked_sub(1)), at(Some(place + 1)));
        (chinese(before) || mark(before)) && (chinese(after) || mark(after))
    };
    let mut found: Vec<Swap> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (place, c) in chars.iter().enumerate() {
        let wide = match c {
            ',' => "，",
            ';' => "；",
            ':' => "：",
            '?' => "？",
            '!' => "！",
            '.' if place + 1 == chars.len() && is_cjk(at(place.checked_sub(1))) => {
                found.push((place..place + 1, "。".to_owned()));
                continue;
            }
            '(' => {
                open.push(place);
                continue;
            }
            ')' => {
                let Some(first) = open.pop() else { continue };
                let inside = chars.get(first + 1..place).unwrap_or_default();
                if inside.iter().any(|c| is_cjk(*c)) {
                    found.push((first..first + 1, "（".to_owned()));
                    found.push((place..place + 1, "）".to_owned()));
                }
                continue;
            }
            _ => continue,
        };
        if between(place) {
            found.push((place..place + 1, wide.to_owned()));
        }
    }
    found.extend(quotes(&chars));
    found
}

/// Straight quotation marks in turn as opening and closing ones; where one lacks its partner, a person must look.
fn quotes(chars: &[char]) -> Vec<Swap> {
    let places: Vec<usize> = (0..chars.len()).filter(|place| chars.get(*place) == Some(&'"')).collect();
    let chinese = |pair: &[usize]| match pair {
        [open, close] => {
            let inside = chars.get(open + 1..*close).unwrap_or_default();
            let beside = [open.checked_sub(1), Some(close + 1)].into_iter().flatten();
            inside.iter().any(|c| is_cjk(*c)) || beside.filter_map(|at| chars.get(at)).any(|c| is_cjk(*c))
        }
        _ => false,
    };
    // What stands in Latin letters among Latin letters has their marks.
    if !places.chunks(2).all(chinese) {
        return Vec::new();
    }
    if !places.len().is_multiple_of(2) || chars.iter().any(|c| "“”".contains(*c)) {
        return Vec::new();
    }
    let pair = places.iter().zip(["“", "”"].iter().cycle());
    pair.map(|(place, mark)| (*place..place + 1, (*mark).to_owned())).collect()
}

/// The inner of two titles in 《》 stands in 〈〉, of two quotations in ‘’.
fn nested(text: &str) -> Vec<Swap> {
    const PAIRS: [[char; 4]; 2] = [['《', '》', '〈', '〉'], ['“', '”', '‘', '’']];
    let mut found: Vec<Swap> = Vec::new();
    for [opens, closes, inner, ends] in PAIRS {
        let (mut open, mut own): (Vec<usize>, Vec<Swap>) = (Vec::new(), Vec::new());
        let mut paired = true;
        for (place, c) in text.chars().enumerate() {
            if c == opens {
                open.push(place);
            } else if c == closes {
                let first = open.pop();
                paired &= first.is_some();
                if let Some(first) = first.filter(|_| open.len() == 1) {
                    own.push((first..first + 1, inner.to_string()));
                    own.push((place..place + 1, ends.to_string()));
                }
                paired &= open.len() < 2;
            }
        }
        found.extend(own.into_iter().filter(|_| paired && open.is_empty()));
    }
    found
}
