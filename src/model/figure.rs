//! A counted figure with its trace: the value, how it prints, and the cells it was counted from.

use std::collections::BTreeMap;

use super::origin::Source;
use super::value::{Bound, Text, When};

/// One figure of a kind, counted over all entries of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its id (`opinions.items`, `opinions.by_aspect/形式主义`).
    pub id: String,
    /// Its Chinese name (意见建议条数), by which texts call it.
    pub name: String,
    /// What was counted; none of it when the table is missing.
    pub value: FigureValue,
    /// How running text prints it, without a measure word; empty for groups and rows.
    pub printed: String,
    /// How exact it is: a sum of `30余` and `12` is at least 40.
    pub bound: Bound,
    /// The cells, or parts of cells, that it was counted from.
    pub sources: Vec<Source>,
}

/// The value of a figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum FigureValue {
    /// Its table is missing from the folder, or (for a part of a whole) the whole is zero.
    #[default]
    Missing,
    /// A count or a sum; sums of days may have a fraction.
    Number(f64),
    /// A part of a whole: numerator and denominator.
    Ratio(f64, f64),
    /// Members in the order of the rule.
    Groups(Vec<Group>),
    /// Texts without repetition, each with the cell it was first read from.
    Texts(Vec<(Text, Source)>),
    /// One date, or period, with its precision.
    Date(When),
    /// Entries, by their index in the run's list.
    Rows(Vec<usize>),
}

/// A member of a group. It is a figure of its own too, by the group's id, `/` and its key.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// The value that its entries have in common (an aspect, a unit, a month).
    pub key: Text,
    /// Its entries, by their index in the run's list.
    pub rows: Vec<usize>,
    /// What is counted of them, as a number; none when it is missing.
    pub number: Option<f64>,
    /// The groups by the next field of `group_by`; none at the last.
    pub inner: Vec<Group>,
}

impl Figure {
    /// Whether it has no value, since its table is missing or its whole is zero.
    pub fn is_missing(&self) -> bool {
        self.value == FigureValue::Missing
    }

    /// How the report prints it, a share with its sign.
    pub fn with_sign(&self) -> String {
        let is_share = matches!(self.value, FigureValue::Ratio(..)) && !self.printed.is_empty();
        format!("{}{}", self.printed, if is_share { "%" } else { "" })
    }

    /// How much there is of it: the number, the count of texts, rows or members; none when it is missing or a
    /// date.
    pub fn size(&self) -> Option<f64> {
        match &self.value {
            FigureValue::Number(number) => Some(*number),
            FigureValue::Ratio(part, whole) => Some(part / whole),
            FigureValue::Groups(groups) => Some(groups.len() as f64),
            FigureValue::Texts(texts) => Some(texts.len() as f64),
            FigureValue::Rows(rows) => Some(rows.len() as f64),
            FigureValue::Missing | FigureValue::Date(_) => None,
        }
    }
}

/// The figures of a run, in the order of the kind; a group is followed by its members.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    list: Vec<Figure>,
    index: BTreeMap<String, usize>,
}

impl Figures {
    /// A figure by its id or its Chinese name.
    pub fn get(&self, name: &str) -> Option<&Figure> {
        self.index.get(name).and_then(|index| self.list.get(*index))
    }

    /// All figures in the order of the kind; a group is followed by its members.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.list.iter()
    }

    /// The same figures as a list.
    pub fn into_list(self) -> Vec<Figure> {
        self.list
    }

    /// Adds a figure; the first of two with one id or name is the one that is found.
    pub fn push(&mut self, figure: Figure) {
        self.index.entry(figure.id.clone()).or_insert(self.list.len());
        self.index.entry(figure.name.clone()).or_insert(self.list.len());
        self.list.push(figure);
    }
}

/// A count or sum as running text prints it (GB/T 15835-2011: Arabic digits, no separators): `128`, `40余`,
/// `约110`, `1.5`.
pub fn print_number(number: f64, bound: Bound) -> String {
    let plain = |number: f64| ((number * 100.0).round() / 100.0).to_string();
    match bound {
        Bound::Exact => plain(number),
        // 余 stands after round numbers only.
        Bound::AtLeast if number >= 10.0 => format!("{}余", plain((number / 10.0).floor() * 10.0)),
        Bound::AtLeast | Bound::About => format!("约{}", plain(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn approximate_numbers_say_so() {
        assert_eq!(print_number(42.0, Bound::AtLeast), "40余");
        assert_eq!(print_number(110.0, Bound::About), "约110");
        assert_eq!(print_number(1.5, Bound::Exact), "1.5");
    }
}
