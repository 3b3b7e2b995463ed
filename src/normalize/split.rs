//! The opinions of one cell: cut at numbering, lines, semicolons or full stops, where that is safe.

use super::count_status::Words;
use super::list::{cut, inside_marks, strip_number};
use crate::text::fold::{cjk_count, tidy_lines};
use crate::text::numeral::place;
use crate::text::pattern::Pattern;

/// A cell cut at its numbering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// What stands before the first number.
    pub lead: String,
    /// The parts, without their numbers.
    pub parts: Vec<String>,
}

/// One way to number.
struct Family {
    /// How a number looks; the first group is the number itself.
    form: Pattern,
    /// Which number it is, counted from zero.
    value: fn(&str) -> Option<usize>,
    /// Whether numbers may be left out (首先 … 最后).
    gaps: bool,
    /// Whether the number shows itself without a mark before it (（2）, ②).
    enclosed: bool,
}

/// A Chinese number greater than this one numbers no item of a cell.
const MOST_CHINESE: usize = 20;
const ORDER: [&str; 5] = ["首先", "其次", "再次", "然后", "最后"];

const fn family(form: &'static str, value: fn(&str) -> Option<usize>, enclosed: bool) -> Family {
    Family { form: Pattern::new(form), value, gaps: false, enclosed }
}

/// The outer family is the one that begins first; of two that begin at one place the first here.
static FAMILIES: [Family; 8] = [
    family(r"^[(（]\s*(\d{1,2})\s*[)）]", arabic, true),
    family(r"^[(（]\s*([一二三四五六七八九十]{1,3})\s*[)）]", chinese, true),
    family(r"^(\d{1,2})\s*[.．、)）]", arabic, false),
    family(r"^([①-⑳])", circled, true),
    family(r"^([一二三四五六七八九十]{1,3})、", chinese, false),
    family(r"^([一二三四五六七八九十])是", chinese, false),
    family(r"^第([一二三四五六七八九十])[,，、:：]", chinese, false),
    Family {
        form: Pattern::new(r"^(首先|其次|再次|然后|最后)[,，、:：]"),
        value: |word| ORDER.iter().position(|known| *known == word),
        gaps: true,
        enclosed: false,
    },
];

fn arabic(number: &str) -> Option<usize> {
    number.parse::<usize>().ok()?.checked_sub(1)
}

fn chinese(number: &str) -> Option<usize> {
    place(number).filter(|place| *place <= MOST_CHINESE)?.checked_sub(1)
}

fn circled(number: &str) -> Option<usize> {
    (number.chars().next()? as usize).checked_sub('①' as usize)
}

/// The opinions of a cell in their order; one when it is not safe to cut.
#[must_use]
pub fn opinions(raw: &str, words: &Words) -> Vec<String> {
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
        let halves = parts.iter().zip(parts.iter().skip(1)).any(|(one, next)| words.goes_on(one, next));
        if parts.len() > 1 && !halves && parts.iter().all(|part| words.is_opinion(part)) {
            let parts = parts.iter().map(|part| part.trim_end_matches('。').to_owned()).collect();
            return parts;
        }
    }
    vec![line.to_owned()]
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
    let joins = |c| {
        matches!(c, '，' | '、' | '：' | ',' | ':' | '（' | '《' | '“' | '和' | '及' | '与' | '的' | '对')
    };
    let joined = |c| {
        matches!(c, '，' | '。' | '；' | '、' | '）' | '》' | '”' | '的' | '等' | '和' | '及' | '与' | '了')
    };
    words.goes_on(last, line)
        || last.ends_with(joins)
        || line.starts_with(joined)
        || words.substance(last) < 2
        || (words.substance(line) < 2 && words.count_status(line).is_none())
}

/// Cuts a text at its numbering when that counts up from one, at the beginning, at lines or after
/// punctuation, outside marks and brackets. Numbers of a second family inside a part stay.
#[must_use]
pub fn numbered(raw: &str) -> Option<Numbered> {
    let text = tidy_lines(raw).join("\n");
    let starts = starts(&text);
    let found = FAMILIES.iter().filter_map(|family| by_family(&text, &starts, family));
    found.min_by_key(|numbered| numbered.lead.len())
}

/// Byte positions where a number may stand, and whether a mark or nothing comes before.
fn starts(text: &str) -> Vec<(usize, bool)> {
    const AFTER: &str = "\n 。；;，,：:！!？?.、)）";
    let chars: Vec<char> = text.chars().collect();
    let inside = inside_marks(&chars);
    let mut before = None;
    let mut starts = Vec::new();
    for ((at, c), inside) in text.char_indices().zip(inside) {
        if !inside {
            starts.push((at, before.is_none_or(|c| AFTER.contains(c))));
        }
        before = Some(c);
    }
    starts
}

fn by_family(text: &str, starts: &[(usize, bool)], family: &Family) -> Option<Numbered> {
    // Beginning of the number and of what follows it.
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut next = 0;
    for (at, marked) in starts {
        if !(*marked || (family.enclosed && next > 0)) {
            continue;
        }
        let Some((value, rest)) = number(text.get(*at..)?, family) else {
            continue;
        };
        if value == next || (family.gaps && value > next && next > 0) {
            next = value + 1;
            cuts.push((*at, text.len() - rest.len()));
        }
    }
    let first = cuts.first().filter(|_| cuts.len() > 1)?.0;
    let ends = cuts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let parts = cuts.iter().zip(ends).map(|((_, from), to)| part(text.get(*from..to)?));
    Some(Numbered { lead: text.get(..first)?.trim().to_owned(), parts: parts.collect::<Option<_>>()? })
}

/// The number at the beginning of a text, and the rest. `1.5` and `1、2季度` are no numbering.
fn number<'t>(text: &'t str, family: &Family) -> Option<(usize, &'t str)> {
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let rest = family.form.strip(text).filter(|rest| !(digit(text) && digit(rest)))?;
    let found = family.form.captures(text)?;
    Some(((family.value)(found.get(1)?.as_str())?, rest))
}

/// A part on one line, without the marks that joined it to the next; none when it says nothing.
fn part(text: &str) -> Option<String> {
    let line = tidy_lines(text).concat();
    let bare = line.trim_end_matches(['。', '；', ';', '、', '，', ',']).trim();
    (cjk_count(bare) > 0).then(|| bare.to_owned())
}
