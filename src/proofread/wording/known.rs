//! What a folder knows of organs, persons, numbers and days, that a text which comes from it is held against.

use std::collections::BTreeSet;

use jiff::civil::Date;

/// What a folder knows. A document of anybody's comes from no folder, and is read without it.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The office itself and the units of 单位名录.
    pub organs: Vec<Organ>,
    /// The people of 人员名册.
    pub people: Vec<Person>,
    /// The persons who gave opinions.
    pub givers: BTreeSet<String>,
    /// What the report is about, by its full name.
    pub campaign: Option<String>,
    /// The day up to which it counts.
    pub until: Option<Date>,
    /// The date of the report.
    pub date: Option<Date>,
    /// The numbers that some figure or cell gives, as they print.
    pub numbers: BTreeSet<String>,
    /// The first and last day of what the report is about.
    pub span: (Option<Date>, Option<Date>),
}

/// An organ with all that it is called.
#[derive(Debug, Clone, Default)]
pub struct Organ {
    /// Its full name, then the short ones that may stand where it does.
    pub names: Vec<String>,
    /// What it is called otherwise, which no title and no 署名 says.
    pub aliases: Vec<String>,
    /// Whether it is the office whose report it is.
    pub is_own: bool,
}

/// A person of 人员名册.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The posts, as the cell has them.
    pub posts: String,
    /// The place in the order of rank; none where nobody gave one.
    pub order: Option<f64>,
}

impl Known {
    /// Whether two names are of one organ.
    pub(super) fn is_one(&self, one: &str, other: &str) -> bool {
        let has = |organ: &Organ, name: &str| organ.names.iter().chain(&organ.aliases).any(|own| own == name);
        self.organs.iter().any(|organ| has(organ, one) && has(organ, other))
    }
}
