//! The values of a column → what they look like, and whether they fit a field.

use std::collections::HashSet;

use super::grid::Grid;
use super::header::clean;
use crate::kind::{FieldRule, FieldType, Kind, ValueWords};
use crate::text::amount;
use crate::text::point::begins_like_date as is_date;
use crate::workbook::Cell;

/// How many rows below a header are looked at.
const ROWS: usize = 100;

/// Fewer values do not say that a column is something else.
const FEW: usize = 2;

/// How many values are shown to the reader.
const SAMPLES: usize = 3;

/// How many characters of a value are shown to the reader at most.
const LONGEST_SAMPLE: usize = 24;

/// How surveys join and fill in printed choices.
const CHOICES: [char; 2] = ['┋', '〖'];

/// Shortest text that reads like a sentence, in characters.
const SENTENCE: usize = 12;

/// What the values of a column look like: of `filled` cells so many are of each kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    filled: usize,
    dates: usize,
    deadlines: usize,
    months: usize,
    future: usize,
    choices: usize,
    numbers: usize,
    digits: usize,
    sensitive: usize,
    names: usize,
    units: usize,
    flags: usize,
    sentences: usize,
    codes: usize,
    files: usize,
    texts: Vec<String>,
}

/// Whether the values of a column fit a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fits {
    /// They look like values of the field.
    Yes,
    /// They say nothing, or there are none.
    Unsaid,
    /// They look like values of another type.
    No,
    /// They are the printed choices of a question.
    Chosen,
    /// They are telephone numbers, mail addresses or identity numbers.
    Sensitive,
}

impl Profile {
    /// What the values of a column look like in the rows below a header, as far as the first gap.
    pub(super) fn new(grid: &Grid, column: u32, last: u32, words: &ValueWords) -> Self {
        let mut profile = Profile::default();
        let from = grid.sheet.rows.partition_point(|row| row.index <= last);
        let mut before = last;
        for row in grid.sheet.rows.get(from..).unwrap_or_default().iter().take(ROWS) {
            if row.index > before + 1 && profile.filled > 0 {
                break;
            }
            before = row.index;
            if let Some(cell) = row.cell(column) {
                profile.add(cell, words);
            }
        }
        profile
    }

    fn add(&mut self, cell: &Cell, words: &ValueWords) {
        match cell {
            Cell::Date(moment) => {
                self.dates += 1;
                self.show(&moment.date().to_string());
            }
            Cell::Number(number) => {
                self.numbers += 1;
                self.sensitive += usize::from(is_phone(&format!("{number}")));
                self.show(&number.to_string());
            }
            Cell::Flag(flag) => {
                self.flags += 1;
                self.show(if *flag { "TRUE" } else { "FALSE" });
            }
            Cell::Error(_) => return,
            Cell::Text(text) => {
                if text.trim().is_empty() {
                    return;
                }
                self.text(text.trim(), words);
                self.show(text);
            }
        }
        self.filled += 1;
    }

    fn show(&mut self, text: &str) {
        let text: String = text.split_whitespace().collect();
        self.texts.push(text.chars().take(LONGEST_SAMPLE).collect());
    }

    fn text(&mut self, text: &str, words: &ValueWords) {
        let cleaned = clean(text);
        let length = cleaned.chars().count();
        let ends = |list: &[String]| list.iter().any(|end| cleaned.ends_with(end.as_str()));
        let has_digit = cleaned.contains(|c: char| c.is_ascii_digit());
        let named = words.all_unit_ends().any(|end| cleaned.ends_with(end.as_str()));
        let is_unit = (2..=30).contains(&length) && named && !is_date(&cleaned);
        let first = cleaned.chars().next();
        let is_name = (2..=4).contains(&length)
            && cleaned.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && first.is_some_and(|c| words.surnames.iter().any(|names| names.contains(c)));
        self.digits += usize::from(has_digit);
        self.dates += usize::from(is_date(&cleaned));
        let says = |list: &[String]| list.iter().any(|word| cleaned.contains(word.as_str()));
        let due = says(&words.deadlines);
        self.deadlines += usize::from(length <= 16 && (due || says(&words.met)));
        self.future += usize::from(length <= 16 && (due || ends(&words.due_ends)));
        self.months += usize::from(is_date(&cleaned) && ends(&words.month_ends));
        self.choices += usize::from(text.contains(CHOICES));
        self.numbers += usize::from(is_number(&cleaned));
        self.sensitive += usize::from(is_phone(&cleaned) || is_identity(&cleaned) || is_mail(&cleaned));
        self.units += usize::from(is_unit);
        self.names += usize::from(is_name && !is_unit);
        self.flags += usize::from(words.flags.contains(&cleaned));
        self.sentences += usize::from(length >= SENTENCE || cleaned.contains(['，', ',', '。', '；']));
        self.files += usize::from(ends(&words.files));
        let is_ascii = cleaned.chars().all(|c| c.is_ascii_alphanumeric() || "-_/#.".contains(c));
        self.codes += usize::from(is_ascii && has_digit && !is_number(&cleaned) && !is_date(&cleaned));
    }

    /// A few different values, from the top, for the reader to see.
    pub(super) fn samples(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        self.texts.iter().filter(|text| seen.insert(text.as_str())).take(SAMPLES).cloned().collect()
    }

    /// Whether no cell of the column below the header is filled.
    pub(super) fn is_blank(&self) -> bool {
        self.filled == 0
    }

    /// Whether half of the values hold one of some words.
    pub(super) fn speaks_of(&self, words: &[String]) -> bool {
        let speaks = |text: &&String| words.iter().any(|word| text.contains(word.as_str()));
        self.most(self.texts.iter().filter(speaks).count())
    }

    /// Whether the values are kinds of those who give opinions (区人大代表, 群众), and no aspects.
    pub(super) fn is_givers(&self, words: &ValueWords) -> bool {
        let is_giver = |text: &str| words.givers.iter().any(|word| word == text);
        let bare = |text: &str| {
            words.giver_places.iter().any(|place| text.strip_prefix(place.as_str()).is_some_and(is_giver))
        };
        let givers = self.texts.iter().filter(|text| is_giver(text) || bare(text)).count();
        self.filled >= FEW && givers == self.texts.len() && self.nearly_all(givers)
    }

    /// Whether the values name months and no days, as who sets a date ahead does.
    pub(super) fn is_by_month(&self) -> bool {
        self.filled >= FEW && self.nearly_all(self.months)
    }

    fn most(&self, count: usize) -> bool {
        self.filled > 0 && count * 2 >= self.filled
    }

    fn nearly_all(&self, count: usize) -> bool {
        self.filled > 0 && count * 5 >= self.filled * 4
    }

    /// Whether the values fit a field. `about` says whether the field is what its table is about.
    pub(super) fn fits(&self, field: &FieldRule, kind: &Kind, about: bool) -> Fits {
        if self.filled == 0 {
            return Fits::Unsaid;
        }
        if self.most(self.sensitive) {
            return Fits::Sensitive;
        }
        let fits = self.by_kind(field, kind, about);
        // One odd value is a value to be asked about, not a column of something else.
        if self.filled < FEW && fits == Fits::No { Fits::Unsaid } else { fits }
    }

    fn by_kind(&self, field: &FieldRule, kind: &Kind, about: bool) -> Fits {
        match field.kind {
            FieldType::Date if field.past && self.future > 0 => Fits::No,
            FieldType::Date => self.date(),
            FieldType::Number => self.number(),
            FieldType::Person => {
                self.told(self.names, &[self.dates, self.numbers, self.flags, self.files, self.codes], 8)
            }
            FieldType::Unit => {
                self.told(self.units, &[self.dates, self.numbers, self.flags, self.files, self.codes], 16)
            }
            FieldType::Term => self.term(field, kind),
            FieldType::Flag => self.told(self.flags, &[self.dates, self.files, self.codes], 12),
            FieldType::Text | FieldType::Lines | FieldType::Points | FieldType::List | FieldType::Titles => {
                self.prose(about)
            }
        }
    }

    /// By what speaks for a field and what against it; `long` is a mean length that speaks against it too.
    fn told(&self, yes: usize, no: &[usize], long: usize) -> Fits {
        let length: usize = self.texts.iter().map(|text| text.chars().count()).sum();
        if self.most(yes) {
            Fits::Yes
        } else if no.iter().any(|count| self.most(*count)) || length > long * self.filled {
            Fits::No
        } else {
            Fits::Unsaid
        }
    }

    fn date(&self) -> Fits {
        if self.most(self.dates.max(self.future)) {
            Fits::Yes
        } else if self.dates + self.deadlines > 0 {
            Fits::Unsaid
        } else if self.digits + self.numbers == 0 || self.most(self.codes) || self.most(self.files) {
            Fits::No
        } else {
            Fits::Unsaid
        }
    }

    fn number(&self) -> Fits {
        if self.most(self.numbers) {
            Fits::Yes
        } else if self.numbers > 0 && !self.most(self.dates) {
            Fits::Unsaid
        } else if self.digits == 0 || self.most(self.dates) || self.most(self.codes) || self.most(self.files)
        {
            Fits::No
        } else {
            Fits::Unsaid
        }
    }

    fn term(&self, field: &FieldRule, kind: &Kind) -> Fits {
        let list = field.vocabulary.as_deref().map(|name| kind.vocabulary.list(name));
        let words: HashSet<&str> = list
            .into_iter()
            .flat_map(|list| list.rows())
            .flat_map(|row| [row.get("term"), row.get("aliases"), row.get("exact")])
            .flat_map(str::split_whitespace)
            .collect();
        // A word of one character (废, 改) says something only by itself.
        let long = |word: &str| word.chars().count() >= 2;
        let knows =
            |text: &&String| words.iter().any(|word| text == word || (long(word) && text.contains(word)));
        let known = self.texts.iter().filter(knows).count();
        self.told(known, &[self.dates, self.numbers, self.files, self.codes], 20)
    }

    /// Whether the values tell something: neither names nor numbers, and of some length.
    fn is_told(&self) -> bool {
        let length: usize = self.texts.iter().map(|text| text.chars().count()).sum();
        let bare = [self.names, self.units, self.dates, self.numbers, self.codes, self.flags];
        length >= 7 * self.filled && !bare.iter().any(|count| self.most(*count))
    }

    /// Whether the values read like what somebody wrote.
    pub(super) fn is_prose(&self) -> bool {
        self.filled >= FEW && !self.most(self.digits) && self.prose(true) == Fits::Yes
    }

    /// Whether the values are names of people.
    pub(super) fn is_names(&self) -> bool {
        self.filled >= FEW && self.nearly_all(self.names)
    }

    fn prose(&self, about: bool) -> Fits {
        if about && self.choices > 0 {
            return Fits::Chosen;
        }
        let strange = self.nearly_all(self.files);
        let bare = self.nearly_all(self.dates) || self.nearly_all(self.flags) || self.nearly_all(self.codes);
        if strange || (about && (bare || self.nearly_all(self.numbers))) {
            Fits::No
        } else if self.most(self.sentences) || self.is_told() {
            Fits::Yes
        } else {
            Fits::Unsaid
        }
    }
}

/// Whether a cleaned text is a mobile or fixed telephone number.
fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = text.chars().all(|c| c.is_ascii_digit() || "-() +".contains(c));
    let mobile = digits.len() == 11 && digits.starts_with('1') && digits.get(1..2) >= Some("3");
    let fixed = text.contains('-') && digits.starts_with('0') && (10..=12).contains(&digits.len());
    plain && (mobile || fixed)
}

fn is_identity(text: &str) -> bool {
    let (Some(body), Some(last)) = (text.get(..17), text.get(17..)) else { return false };
    text.len() == 18
        && body.chars().all(|c| c.is_ascii_digit())
        && last.chars().all(|c| c.is_ascii_digit() || c == 'x')
        && matches!(body.get(6..8), Some("19" | "20"))
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && text.is_ascii())
}

fn is_number(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_alphabetic() && !c.is_ascii());
    let bare = bare.trim_end_matches('%').replace(',', "");
    let digit = text.chars().any(|c| c.is_ascii_digit());
    // What was paid back is booked in brackets.
    let booked = || bare.strip_prefix('(')?.strip_suffix(')')?.parse::<f64>().ok();
    let whole = text.replace(',', "");
    let read = || amount::read(whole.trim_start_matches(['-', '−', ' '])).is_some();
    digit && (bare.parse::<f64>().is_ok() || booked().is_some() || read())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_apart() {
        assert!(is_phone("13912345678") && is_phone("0571-88881234") && !is_phone("20240315001"));
        assert!(is_identity("11010519491231002x") && !is_identity("110105194912310020123"));
        assert!(is_mail("zhang@example.gov.cn"));
        assert!(is_number("￥1,200.50") && is_number("-¥300") && is_number("(300)"));
        assert!(is_number("约30人") && is_number("95.5%") && !is_number("三十"));
        for date in ["2024年3月", "2024-03-01", "3月7日", "10.15", "20240315"] {
            assert!(is_date(date), "{date}");
        }
        assert!(!is_date("100.5") && !is_date("A-12"));
    }
}
