//! A text → its numbered parts, where it counts up from one.

use super::enclosed::inside_marks;
use super::fold::{cjk_count, tidy_lines};
use super::numeral::place;
use super::pattern::Pattern;

/// The text of a cell, cut where its parts are numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// What stands before the first number; empty when nothing does.
    pub lead: String,
    /// The texts of the parts in order, without their numbers.
    pub parts: Vec<String>,
}

/// One way to write the numbers of parts.
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
    family(r"^[(（]\s*([\p{一}]{1,3})\s*[)）]", chinese, true),
    family(r"^(\d{1,2})\s*[.．、)）]", arabic, false),
    family(r"^([①-⑳])", circled, true),
    family(r"^([\p{一}]{1,3})、", chinese, false),
    family(r"^([\p{一}])是", chinese, false),
    family(r"^第([\p{一}])[,，、:：]", chinese, false),
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
#[must_use]
pub fn part(text: &str) -> Option<String> {
    let line = tidy_lines(text).concat();
    let bare = line.trim_end_matches(['。', '；', ';', '、', '，', ',']).trim();
    (cjk_count(bare) > 0).then(|| bare.to_owned())
}
