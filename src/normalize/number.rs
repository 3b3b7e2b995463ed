//! A number from what a cell says: `30余人`, `1,200`, `三十人`, `1.2万`, `95%`, with how exact it is.

use super::list::cut;
use super::person;
use crate::finding::Values;
use crate::kind::FieldRule;
use crate::model::value::{Amount, Bound, Text};
use crate::text::fold::{folded, tidy_lines};
use crate::text::numeral;
use crate::text::pattern::{Captures, Pattern};

/// A number that was read, and what the reader should know about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbered {
    /// The number; none when the cell is blank or was not understood.
    pub amount: Option<Amount>,
    /// What is to be said.
    pub note: Option<Values>,
}

/// Words that say how exact the number next to them is.
const BOUNDS: [(&str, Bound); 20] = [
    ("大约", Bound::About),
    ("约", Bound::About),
    ("大概", Bound::About),
    ("将近", Bound::About),
    ("接近", Bound::About),
    ("近", Bound::About),
    ("左右", Bound::About),
    ("上下", Bound::About),
    ("超过", Bound::AtLeast),
    ("超", Bound::AtLeast),
    ("逾", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("上", Bound::AtLeast),
    ("余", Bound::AtLeast),
    ("多", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("共计", Bound::Exact),
    ("合计", Bound::Exact),
    ("共", Bound::Exact),
];

/// What stands for an unknown number; a zero is a zero.
const BLANKS: [&str; 8] = ["", "/", "\\", "-", "--", "—", "——", "无"];

static NUMBER: Pattern = Pattern::new(concat!(
    r"^(?P<before>大约|约|大概|将近|接近|近|超过|超|逾|至少|不少于|上|共计|合计|共)?",
    r"(?P<digits>\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)(?P<times>[百千万亿]{0,2})",
    r"(?P<middle>余|多)?(?P<more>[万亿])?",
    r"(?:人次|人|名|位|份|条|个|次|场次|场|篇|天|日|件|项|本|期|部|小时|学时|万元|元|分钟|家|户|册|张|批次|批)?",
    r"(?P<percent>%)?(?P<after>余|多|左右|上下|以上)?$",
));

/// Names with their number (张三、李四等12人).
static AMONG: Pattern = Pattern::new(r"、.*等共?(\d+)(?:人|名|位)$");
static ABSENT: Pattern = Pattern::new(r"[(（][^()（）]*(?:请假|缺席|未到|病假|事假|出差)");
static REMARK: Pattern = Pattern::new(r"\([^()]*\)");
static THOUSANDS: Pattern = Pattern::new(r"^\D*\d{1,3}(,\d{3})+(\D|$)");
static COUNTED: Pattern = Pattern::new(r"^\p{Han}*?(?P<number>\d+)(?P<unit>人次|人|名|位|份|条|个|次|篇)$");

/// Reads a number. The field's headers name its part in a cell such as `应到12人，实到10人`.
#[must_use]
pub fn read(text: &str, field: &FieldRule) -> Numbered {
    let plain: String = folded(text).chars().filter(|c| !c.is_whitespace()).collect();
    let plain = without_thousands(&plain);
    if BLANKS.contains(&plain.as_str()) {
        return Numbered { amount: None, note: None };
    }
    if let Some(amount) = amount(&plain) {
        return Numbered { amount: Some(amount), note: None };
    }
    if let Some(names) = names(text, field) {
        return names;
    }
    let named = || amount(AMONG.captures(&plain)?.get(1)?.as_str());
    let picked = labelled(&plain, field).or_else(named).or_else(|| amount(&REMARK.replace(&plain, "")));
    if let Some(amount) = picked {
        let note = Values::NumberPicked { text: Text::from(text), number: amount.number.to_string() };
        return Numbered { amount: Some(amount), note: Some(note) };
    }
    summed(&plain, text).unwrap_or_else(|| Numbered {
        amount: None,
        note: Some(Values::NumberUnclear { text: Text::from(text) }),
    })
}

/// People named in the cell instead of a number (应到党员): two or more names. Of those who came the ones noted as
/// absent are left out.
fn names(text: &str, field: &FieldRule) -> Option<Numbered> {
    let lines = tidy_lines(text).join("、");
    let parts = cut(&lines, |_, c, _| matches!(c, '、' | '，' | ',' | '；' | ';' | ' '));
    let bare = |part: &String| REMARK.replace(&folded(part), "");
    if parts.len() < 2 || !person::are_names(&parts.iter().map(bare).collect::<Vec<_>>()) {
        return None;
    }
    let came = !field.name.starts_with('应');
    let absent = parts.iter().filter(|part| came && ABSENT.is_match(part)).count();
    let number = parts.len() - absent;
    let note = Values::NamesCounted { number, absent };
    Some(Numbered { amount: Some(Amount::exact(number as f64)), note: Some(note) })
}

/// A number cell: a negative one is refused.
#[must_use]
pub fn of_number(number: f64) -> Numbered {
    if number >= 0.0 {
        return Numbered { amount: Some(Amount::exact(number)), note: None };
    }
    let text = Text::from(number.to_string());
    Numbered { amount: None, note: Some(Values::NumberUnclear { text }) }
}

fn without_thousands(text: &str) -> String {
    if THOUSANDS.is_match(text) { text.replace(',', "") } else { text.to_owned() }
}

fn amount(text: &str) -> Option<Amount> {
    let found = NUMBER.captures(text)?;
    let bounds: Vec<Bound> =
        ["before", "middle", "after"].iter().filter_map(|name| bound(&found, name)).collect();
    let number = digits(found.name("digits")?.as_str())? * times(&found, "times") * times(&found, "more");
    let percent = if found.name("percent").is_some() { 100.0 } else { 1.0 };
    Some(Amount { number: number / percent, bound: bounds.into_iter().max().unwrap_or(Bound::Exact) })
}

fn bound(found: &Captures<'_>, name: &str) -> Option<Bound> {
    let word = found.name(name)?.as_str();
    BOUNDS.iter().find(|(known, _)| *known == word).map(|(_, bound)| *bound)
}

fn times(found: &Captures<'_>, name: &str) -> f64 {
    let word = found.name(name).map_or("", |word| word.as_str());
    word.chars().map(numeral::times).product()
}

fn digits(text: &str) -> Option<f64> {
    text.parse().ok().or_else(|| numeral::value(text))
}

/// The number after one of the field's headers: for 实到人数 the 10 of `应到12人，实到10人`.
fn labelled(text: &str, field: &FieldRule) -> Option<Amount> {
    let parts: Vec<&str> = text.split([',', ';', '、', '。', '，', '；', '/']).collect();
    if parts.len() < 2 {
        return None;
    }
    let mut labels: Vec<&str> = field.synonyms.iter().map(String::as_str).collect();
    labels.push(&field.name);
    labels.sort_by_key(|label| std::cmp::Reverse(label.chars().count()));
    let after = |part: &str| {
        let label = labels.iter().find(|label| part.starts_with(**label))?;
        amount(part.strip_prefix(label)?.trim_start_matches([':', '为', '是']))
    };
    parts.iter().copied().find_map(after)
}

/// Labelled counts of one kind (`党员12名、群众3名`) are added up, and said.
fn summed(plain: &str, text: &str) -> Option<Numbered> {
    let parts: Option<Vec<_>> =
        plain.split([',', ';', '、', '+']).map(|part| COUNTED.captures(part)).collect();
    let parts = parts.filter(|parts| parts.len() > 1)?;
    // Those who are absent, or were expected, are no share of a sum.
    let apart = ["应", "实到", "请假", "缺", "迟到", "其中"];
    if apart.iter().any(|word| plain.contains(word)) {
        return None;
    }
    let unit_of = |found: &Captures<'_>| found.name("unit").map(|unit| unit.as_str().to_owned());
    if parts.iter().any(|part| unit_of(part) != unit_of(&parts[0])) {
        return None;
    }
    let number: f64 = parts.iter().filter_map(|part| digits(part.name("number")?.as_str())).sum();
    let note = Values::NumberSummed { text: Text::from(text), number: number.to_string() };
    Some(Numbered { amount: Some(Amount::exact(number)), note: Some(note) })
}
