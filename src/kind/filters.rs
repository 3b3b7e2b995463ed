//! `where` of a rule as a condition: which entries pass it.

use schemars::JsonSchema;
use serde::Deserialize;

/// A condition on one field of an entry, of which all that it says must hold (a blank list says nothing); or several, one
/// of which must.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The field, or one of `class.aspect`, `class.problem`, `class.group`; blank beside `or`.
    #[serde(default)]
    pub field: String,
    /// In place of a field: conditions of which at least one must hold.
    #[serde(default)]
    pub or: Vec<Filter>,
    /// Its text is one of these words, whole.
    #[serde(default)]
    pub is: Vec<String>,
    /// Its text is none of these words, whole.
    #[serde(default)]
    pub not: Vec<String>,
    /// Its text contains one of these words.
    #[serde(default)]
    pub contains: Vec<String>,
    /// Its text contains none of these words.
    #[serde(default)]
    pub omits: Vec<String>,
    /// Its text contains the text of this item of 报告信息; no text and no item do not.
    #[serde(default)]
    pub mentions: Option<String>,
    /// Its text does not contain the text of this item of 报告信息.
    #[serde(default)]
    pub lacks: Option<String>,
    /// It has a value, or has none.
    #[serde(default)]
    pub present: Option<bool>,
    /// Its number is at least so large.
    #[serde(default)]
    pub at_least: Option<f64>,
    /// Its number is at most so large.
    #[serde(default)]
    pub at_most: Option<f64>,
    /// Its number is larger than this.
    #[serde(default)]
    pub above: Option<f64>,
    /// Its number is smaller than this.
    #[serde(default)]
    pub below: Option<f64>,
    /// Its date is not before this day (2024-03-01) or this date of 报告信息.
    #[serde(default)]
    pub from: Option<String>,
    /// Its date is not after this day or this date of 报告信息.
    #[serde(default)]
    pub to: Option<String>,
    /// Its date is after that of this field of the entry.
    #[serde(default)]
    pub later_than: Option<String>,
    /// Whether its date lies before 截至日期.
    #[serde(default)]
    pub before_as_of: Option<bool>,
    /// Its flag is not 否 (a blank flag passes).
    #[serde(default)]
    pub not_no: bool,
    /// Its text appears in this field of another table (`opinions.unit`), in any standing.
    #[serde(default)]
    pub seen_in: Option<String>,
    /// Its text appears nowhere in this field of another table.
    #[serde(default)]
    pub unseen_in: Option<String>,
    /// Further fields whose texts count as the same name for `seen_in` and `unseen_in`.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl Filter {
    /// The conditions on one field each that it is made of: itself, or those of which one must hold.
    pub fn single(&self) -> impl Iterator<Item = &Filter> {
        self.or.iter().chain(self.or.is_empty().then_some(self))
    }

    /// Whether it asks how large a number is.
    #[must_use]
    pub fn is_of_numbers(&self) -> bool {
        [self.at_least, self.at_most, self.above, self.below].iter().any(Option::is_some)
    }

    /// Whether it asks where a date lies.
    #[must_use]
    pub fn is_of_dates(&self) -> bool {
        [&self.from, &self.to, &self.later_than].into_iter().any(Option::is_some)
    }
}
