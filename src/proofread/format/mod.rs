//! The rules of the page: one file a part of it; each function holds a document against one rule.

pub(super) mod about;
pub(super) mod annexes;
pub(super) mod fonts;
pub(super) mod genre;
pub(super) mod grid;
pub(super) mod head;
pub(super) mod headings;
pub(super) mod imprint;
pub(super) mod page;
pub(super) mod page_number;
pub(super) mod paragraphs;
pub(super) mod signature;
pub(super) mod tables;
pub(super) mod title;

/// How many twips a millimetre has (1440 an inch).
const MILLIMETRE: f64 = 1440.0 / 25.4;

/// Twips as millimetres, as people write them: 37, 34.6.
fn millimetres(twips: i64) -> String {
    plain((twips as f64 / MILLIMETRE * 10.0).round() / 10.0)
}

/// A distance of lines in points, as Word's dialogue has it: 28, 28.95.
fn points(twips: i64) -> String {
    let exact = format!("{:.2}", twips as f64 / 20.0);
    exact.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number with at most one decimal, none when it is whole.
fn plain(number: f64) -> String {
    if number.fract().abs() < 0.05 { format!("{number:.0}") } else { format!("{number:.1}") }
}
