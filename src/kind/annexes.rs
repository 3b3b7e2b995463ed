//! `annexes.toml` as rules: the annexes that 报告信息 may choose, what their rows are and what each column shows.

use schemars::JsonSchema;
use serde::Deserialize;

use super::figures::FigureRule;
use super::parse::{OneOrMore, one_or_more};
use crate::model::annex::Align;

/// The most columns of an annex: more cannot be read on A4.
pub const MOST_COLUMNS: usize = 32;

/// The largest share of a column: beside a larger one no room is left for the others.
pub const WIDEST: f64 = 200.0;

/// One annex that a report may have.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnexRule {
    /// Its id, the first part of its blocks' ids after `annex_`: lower-case ASCII letters, digits and `_`.
    pub id: String,
    /// The word by which the item 附件 of 报告信息 chooses it.
    pub name: String,
    /// Its title, in 附件说明 and above its table.
    pub title: String,
    /// What its rows stand for: entries, groups, members of a figure, or problems.
    pub source: AnnexSource,
    /// Whether its pages stand upright or lie on their side; upright when not said.
    #[serde(default)]
    pub orientation: Orientation,
    /// Whether columns that tell who said it are left out unless 报告信息 says 匿名 否.
    #[serde(default)]
    pub anonymous: bool,
    /// A figure that must have a value for there to be anything to show.
    #[serde(default)]
    pub when: Option<String>,
    /// Only rows of which the figure counts a cell.
    #[serde(default)]
    pub only: Option<String>,
    /// The fields by which rows are ordered: numbers and dates rising, equal texts together in the order in
    /// which they first appear.
    #[serde(default)]
    pub order: Vec<String>,
    /// What the row of totals is called; none without one.
    #[serde(default)]
    pub total: Option<String>,
    /// The columns that a chart shows, when 报告信息 asks for one.
    #[serde(default)]
    pub chart: Option<ChartRule>,
    /// Its columns from left to right, at most [`MOST_COLUMNS`].
    #[serde(rename = "column")]
    pub columns: Vec<ColumnRule>,
}

/// What the rows of an annex are.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnnexSource {
    /// The entries of a table that count.
    Entries(String),
    /// The groups of restatements of a table's entries.
    Groups(String),
    /// What a figure lists: its rows, or the members of its groups.
    Figure(String),
    /// The problems of a table; where the folder has no such table, the named problems with their numbers.
    Problems(String),
}

/// Whether pages stand upright or lie on their side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Orientation {
    /// Upright, the short edge at the top.
    #[default]
    Portrait,
    /// On their side, the long edge at the top.
    Landscape,
}

/// Which columns a chart shows, by their headings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChartRule {
    /// The column with the names of the bars.
    pub names: String,
    /// The column with their numbers, or several.
    #[serde(deserialize_with = "one_or_more")]
    #[schemars(with = "OneOrMore")]
    pub numbers: Vec<String>,
}

/// A column of an annex. Exactly one of the fields that say what it shows is set; [`ColumnRule::show`] says which.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnRule {
    /// The heading above the column.
    pub header: String,
    /// Its width beside that of the other columns.
    pub width: f64,
    /// Whether its text stands at the left edge or in the middle; at the left when not said.
    #[serde(default)]
    pub align: Align,
    /// Whether it tells who said it, so that it is left out where `anonymous` or 匿名 says so.
    #[serde(default)]
    pub personal: bool,
    /// Whether it is left out when no row has anything in it.
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    serial: bool,
    #[serde(default)]
    field: Option<String>,
    #[serde(default)]
    key: bool,
    #[serde(default)]
    count: bool,
    #[serde(default)]
    sum: Option<String>,
    #[serde(default)]
    members: Option<String>,
    /// For `members`: which of the members inside the one that is called like the row.
    #[serde(default)]
    pub of: Option<String>,
    #[serde(default)]
    mark: Option<MarkRule>,
}

/// A word that says whether a figure counts the row.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkRule {
    /// The id of the figure that counts the row or does not.
    pub figure: String,
    /// The word for a row that it counts.
    pub yes: String,
    /// The word for one that it does not.
    pub no: String,
}

/// What a column shows of its row.
#[derive(Debug, Clone, Copy)]
pub enum Show<'a> {
    /// The number of the row, counted from one.
    Serial,
    /// A field of the row's entries, or `class.aspect`, `class.problem`.
    Field(&'a str),
    /// The name of the group's member that the row is.
    Key,
    /// How many entries the row stands for.
    Count,
    /// A number field of the row's entries, added up.
    Sum(&'a str),
    /// How many entries the members of a grouping figure hold that are called like a text of the row.
    Members(&'a str),
    /// A word that says whether a figure counts the row.
    Mark(&'a MarkRule),
}

impl ColumnRule {
    /// What it shows. None when nothing or more than one thing is said; loading refuses such a column.
    #[must_use]
    pub fn show(&self) -> Option<Show<'_>> {
        let all = [
            self.serial.then_some(Show::Serial),
            self.field.as_deref().map(Show::Field),
            self.key.then_some(Show::Key),
            self.count.then_some(Show::Count),
            self.sum.as_deref().map(Show::Sum),
            self.members.as_deref().map(Show::Members),
            self.mark.as_ref().map(Show::Mark),
        ];
        let mut set = all.into_iter().flatten();
        match (set.next(), set.next()) {
            (Some(show), None) => Some(show),
            _ => None,
        }
    }

    /// Whether it shows numbers.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self.show(), Some(Show::Count | Show::Sum(_) | Show::Members(_)))
    }

    /// Whether a row of totals adds its numbers up.
    #[must_use]
    pub fn adds_up(&self, kind: &super::Kind) -> bool {
        match self.show() {
            Some(Show::Members(id)) => kind.figure(id).is_some_and(FigureRule::adds_up),
            _ => self.is_number(),
        }
    }
}

impl AnnexRule {
    /// Whether a line of 报告信息 means this annex.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.title == name
    }
}
