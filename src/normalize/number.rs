//! What a cell says → a number with how exact it is: `30余人`, `1,200`, `三十人`, `1.2万`, `95%`, `￥300`, `（300）`.

use super::person;
use super::scale::Scale;
use crate::finding::Values;
use crate::kind::{FieldRule, ValueWords};
use crate::model::value::{Amount, Bound, Text};
use crate::text::amount::{self, Measured};
use crate::text::enclosed::cut;
use crate::text::fold::{folded, tidy_lines};
use crate::text::pattern::Pattern;
use crate::text::yes::NOTHING;

/// A number that was read, and what the reader should know about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numbered {
    /// The number; none when the cell is blank or was not understood.
    pub(super) amount: Option<Amount>,
    /// What the reader should know about it; none when it is plain.
    pub(super) note: Option<Values>,
}

/// What stands for an unknown number; a zero is a zero.
const BLANKS: [&str; 8] = ["", "/", "\\", "-", "--", "—", "——", NOTHING];

static REMARK: Pattern = Pattern::new(r"\([^()]*\)");
static THOUSANDS: Pattern = Pattern::new(r"^\D*\d{1,3}(,\d{3})+(\D|$)");
static LABEL: Pattern = Pattern::new(r"^\p{Han}*\d+\p{Han}+$");

/// Reads a number in the unit of its field. The field's headers name its part in a cell such as `应到12人，实到10人`.
#[must_use]
pub(super) fn read(text: &str, field: &FieldRule, words: &ValueWords, scale: Scale) -> Numbered {
    let plain: String = folded(text).chars().filter(|c| !c.is_whitespace()).collect();
    let plain = without_thousands(&plain);
    if BLANKS.contains(&plain.as_str()) {
        return Numbered { amount: None, note: None };
    }
    // Persons are no times: 2次 is none of them, and of 2次/30人次 only 30 are.
    let fits = |read: &Measured| field.parts.is_none() || !read.measure.is_some_and(amount::is_of_things);
    if let Some(read) = amount::of_people(&plain).filter(|_| field.parts.is_some()) {
        return picked(scale.of(read), text);
    }
    let less = || amount::less(&plain).filter(|_| may_be_less(field));
    if let Some(read) = amount::read(&plain).filter(fits).or_else(less) {
        return Numbered { amount: Some(scale.of(read)), note: None };
    }
    if let Some(names) = names(text, field, words) {
        return names;
    }
    let named = || amount::among(&plain);
    let found = labelled(&plain, field).or_else(named).or_else(|| amount::read(&REMARK.replace(&plain, "")));
    if let Some(amount) = found.filter(fits).map(|read| scale.of(read)) {
        return picked(amount, text);
    }
    summed(&plain, text, words, scale).unwrap_or_else(|| Numbered {
        amount: None,
        note: Some(Values::NumberUnclear { text: Text::from(text) }),
    })
}

/// A number that stands among others, and from which text it was taken.
fn picked(amount: Amount, text: &str) -> Numbered {
    let note = Values::NumberPicked { text: Text::from(text), number: amount.number.to_string() };
    Numbered { amount: Some(amount), note: Some(note) }
}

/// Whether a number may be less than nothing: money that was paid back, never people, things or shares.
fn may_be_less(field: &FieldRule) -> bool {
    !field.whole && field.quotient.is_none()
}

/// People named in the cell instead of a number (应到党员): two or more names. Of those who came the ones noted as
/// absent are left out.
fn names(text: &str, field: &FieldRule, words: &ValueWords) -> Option<Numbered> {
    let lines = tidy_lines(text).join("、");
    let parts = cut(&lines, |_, c, _| matches!(c, '、' | '，' | ',' | '；' | ';' | ' '));
    let bare = |part: &String| REMARK.replace(&folded(part), "");
    if parts.len() < 2 || !person::are_names(&parts.iter().map(bare).collect::<Vec<_>>(), words) {
        return None;
    }
    let away = |part: &str| words.absent.iter().any(|word| part.contains(word.as_str()));
    let noted = |part: &&String| REMARK.all(&folded(part)).iter().any(|remark| away(&remark[0]));
    let absent = parts.iter().filter(|part| !field.absent_too && noted(part)).count();
    let number = parts.len() - absent;
    let note = Values::NamesCounted { number, absent };
    Some(Numbered { amount: Some(Amount::exact(number as f64)), note: Some(note) })
}

/// A number cell, in the unit of its field; a negative one is refused where there can be none.
#[must_use]
pub(super) fn of_number(number: f64, field: &FieldRule, scale: Scale) -> Numbered {
    if number >= 0.0 || may_be_less(field) {
        let read = Measured { amount: Amount::exact(number), measure: None, own: false };
        return Numbered { amount: Some(scale.of(read)), note: None };
    }
    let text = Text::from(number.to_string());
    Numbered { amount: None, note: Some(Values::NumberUnclear { text }) }
}

fn without_thousands(text: &str) -> String {
    if THOUSANDS.is_match(text) { text.replace(',', "") } else { text.to_owned() }
}

/// The number after one of the field's headers: for 实到人数 the 10 of `应到12人，实到10人`.
fn labelled(text: &str, field: &FieldRule) -> Option<Measured> {
    let parts: Vec<&str> = text.split([',', ';', '、', '。', '，', '；', '/']).collect();
    if parts.len() < 2 {
        return None;
    }
    let mut labels: Vec<&str> = field.synonyms.iter().map(String::as_str).collect();
    labels.push(&field.name);
    labels.sort_by_key(|label| std::cmp::Reverse(label.chars().count()));
    let after = |part: &str| {
        let label = labels.iter().find(|label| part.starts_with(**label))?;
        amount::labelled(part.strip_prefix(label)?)
    };
    parts.iter().copied().find_map(after)
}

/// Labelled counts of one kind (`党员12名、群众3名`) are added up, and said.
fn summed(plain: &str, text: &str, words: &ValueWords, scale: Scale) -> Option<Numbered> {
    let counted = |part: &str| {
        let from = part.find(|c: char| c.is_ascii_digit())?;
        let read = amount::read(part.get(from..)?)?;
        (read.amount.bound == Bound::Exact && LABEL.is_match(part))
            .then_some((scale.of(read).number, read.measure?))
    };
    let parts: Option<Vec<_>> = plain.split([',', ';', '、', '+']).map(counted).collect();
    let parts = parts.filter(|parts| parts.len() > 1)?;
    // Those who are absent, or were expected, are no share of a sum.
    if words.apart.iter().any(|word| plain.contains(word.as_str()))
        || parts.iter().any(|(_, measure)| *measure != parts[0].1)
    {
        return None;
    }
    let number: f64 = parts.iter().map(|(number, _)| number).sum();
    let note = Values::NumberSummed { text: Text::from(text), number: number.to_string() };
    Some(Numbered { amount: Some(Amount::exact(number)), note: Some(note) })
}
