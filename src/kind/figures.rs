//! `figures.toml` as rules: what is counted over which entries, and the words that only data may bear out.

use serde::Deserialize;

use super::compare::CompareRule;
use super::roles::FigureRole;

/// How one figure is counted. Exactly one of the `take` fields is set; [`FigureRule::take`] says which.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureRule {
    /// Its id (`opinions.items`).
    pub id: String,
    /// Its Chinese name, which templates and texts use.
    pub name: String,
    /// What 核对表 shows it as.
    #[serde(default)]
    pub role: Option<FigureRole>,
    /// Whether 提要 tells it at a glance; where no figure says so, it tells all that are numbers.
    #[serde(default)]
    pub main: bool,
    /// The table whose entries are counted; none for figures made of other figures.
    #[serde(default)]
    pub table: Option<String>,
    /// Only entries that pass all of these.
    #[serde(default, rename = "where")]
    pub filters: Vec<Filter>,
    /// Which standings count: `counted` alone unless said (`none`, `agree`, `praise`, `empty`, `merged`, `left-out`,
    /// `any`).
    #[serde(default)]
    pub standing: Vec<String>,
    /// A count of zero means that nobody did the naming yet: the figure is missing, not zero.
    #[serde(default)]
    pub zero_is_missing: bool,
    /// For `group_by`: members that the field's vocabulary does not know have no place in the outline; each is
    /// told as a general point, and said.
    #[serde(default)]
    pub unplaced: bool,
    /// Counts entries (`entries`) or rows that hold at least one (`rows`).
    #[serde(default)]
    count: Option<Counted>,
    /// Counts the distinct values of a field; list fields contribute each member.
    #[serde(default)]
    distinct: Option<String>,
    /// Adds up a number field.
    #[serde(default)]
    sum: Option<String>,
    /// Counts the members of a list field.
    #[serde(default)]
    members: Option<String>,
    /// Part and whole: two number fields, over the entries that have both.
    #[serde(default)]
    share: Option<[String; 2]>,
    /// Part and whole: two figures.
    #[serde(default)]
    ratio: Option<[String; 2]>,
    /// For `ratio`: a figure that counts as part too, when it is not missing.
    #[serde(default)]
    pub plus: Option<String>,
    /// An item of 报告信息 that must say 是; else the figure is missing.
    #[serde(default)]
    pub when: Option<String>,
    /// Counts entries by a field's value.
    #[serde(default)]
    group_by: Option<String>,
    /// The distinct values of a field, in order of date.
    #[serde(default)]
    list: Option<String>,
    /// The earliest date of a field.
    #[serde(default)]
    first: Option<String>,
    /// The latest date of a field.
    #[serde(default)]
    last: Option<String>,
    /// The entries themselves, in order of date.
    #[serde(default)]
    rows: bool,
    /// For `list`: nothing should be in it, so what is there is told (未报单位).
    #[serde(default)]
    pub remind: bool,
    /// A date of 报告信息.
    #[serde(default)]
    setting: Option<String>,
    /// What changed since the last report (上期报告).
    #[serde(default)]
    compare: Option<CompareRule>,
    /// It counts from the start of the campaign on, so it does not fall from report to report: when it does,
    /// that is said.
    #[serde(default)]
    pub cumulative: bool,
    /// For `list`, `distinct` and `members`: only titles of this kind (`vocabulary/title_kinds.tsv`).
    #[serde(default)]
    pub title_kind: Option<String>,
}

/// The word for every standing in [`FigureRule::standing`].
pub const ANY_STANDING: &str = "any";

/// Whether entries or rows are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// Every entry.
    Entries,
    /// Every row with at least one entry.
    Rows,
}

/// A condition on an entry.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// The field, or one of `class.aspect`, `class.problem`, `class.group`.
    pub field: String,
    /// Its text is one of these.
    #[serde(default)]
    pub is: Vec<String>,
    /// Its text is none of these.
    #[serde(default)]
    pub not: Vec<String>,
    /// Its text contains one of these.
    #[serde(default)]
    pub contains: Vec<String>,
    /// Its text contains the text of this item of 报告信息; no text and no item do not.
    #[serde(default)]
    pub mentions: Option<String>,
    /// Its text does not contain the text of this item of 报告信息.
    #[serde(default)]
    pub lacks: Option<String>,
    /// It has a value, or has none.
    #[serde(default)]
    pub present: Option<bool>,
    /// Its date lies before 截至日期.
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

/// What a rule takes from the entries that pass its filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take<'a> {
    /// The number of entries or rows.
    Count(Counted),
    /// The number of distinct values of a field.
    Distinct(&'a str),
    /// The sum of a field.
    Sum(&'a str),
    /// The number of members of a list field.
    Members(&'a str),
    /// Two fields as part and whole.
    Share(&'a str, &'a str),
    /// Two figures as part and whole.
    Ratio(&'a str, &'a str),
    /// Counts by a field's value.
    GroupBy(&'a str),
    /// The distinct values of a field.
    List(&'a str),
    /// The earliest date of a field.
    First(&'a str),
    /// The latest date of a field.
    Last(&'a str),
    /// The entries.
    Rows,
    /// A date of 报告信息.
    Setting(&'a str),
    /// What changed since the last report.
    Compare(&'a CompareRule),
}

impl FigureRule {
    /// What is taken. None when no take field or more than one is set; loading refuses such a rule.
    #[must_use]
    pub fn take(&self) -> Option<Take<'_>> {
        let all = [
            self.count.map(Take::Count),
            self.distinct.as_deref().map(Take::Distinct),
            self.sum.as_deref().map(Take::Sum),
            self.members.as_deref().map(Take::Members),
            self.share.as_ref().map(|[part, whole]| Take::Share(part, whole)),
            self.ratio.as_ref().map(|[part, whole]| Take::Ratio(part, whole)),
            self.group_by.as_deref().map(Take::GroupBy),
            self.list.as_deref().map(Take::List),
            self.first.as_deref().map(Take::First),
            self.last.as_deref().map(Take::Last),
            self.rows.then_some(Take::Rows),
            self.setting.as_deref().map(Take::Setting),
            self.compare.as_ref().map(Take::Compare),
        ];
        let mut set = all.into_iter().flatten();
        match (set.next(), set.next()) {
            (Some(take), None) => Some(take),
            _ => None,
        }
    }
}

impl<'a> Take<'a> {
    /// Whether it gives one number that is counted or added up.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(self, Take::Count(_) | Take::Distinct(_) | Take::Sum(_) | Take::Members(_))
    }

    /// The fields of the table that it reads.
    #[must_use]
    pub fn fields(self) -> Vec<&'a str> {
        match self {
            Take::Count(_) | Take::Rows | Take::Ratio(..) | Take::Setting(_) | Take::Compare(_) => Vec::new(),
            Take::Share(part, whole) => vec![part, whole],
            Take::Distinct(field)
            | Take::Sum(field)
            | Take::Members(field)
            | Take::GroupBy(field)
            | Take::List(field)
            | Take::First(field)
            | Take::Last(field) => vec![field],
        }
    }
}

/// A word that claims something (迅速, 所有人员): it stands in the text only when every condition holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimRule {
    /// The word.
    pub word: String,
    /// Two date figures lie at most so many days apart, the first not after the second.
    #[serde(default)]
    pub within: Option<Within>,
    /// A figure is at least so large.
    #[serde(default)]
    pub at_least: Option<AtLeast>,
    /// Two figures are equal and not zero.
    #[serde(default)]
    pub equal: Option<[String; 2]>,
    /// A figure is zero (and not missing).
    #[serde(default)]
    pub zero: Option<String>,
    /// The first figure is not zero and not less than the second.
    #[serde(default)]
    pub not_less: Option<[String; 2]>,
    /// One of these figures is there and not zero, or one of these items of 报告信息 is filled in.
    #[serde(default)]
    pub any: Vec<String>,
}

/// A span of days between two dates.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// The earlier date figure.
    pub from: String,
    /// The later date figure.
    pub to: String,
    /// The longest span, in days.
    pub days: i32,
}

/// A lower bound of a figure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtLeast {
    /// The figure.
    pub figure: String,
    /// The bound.
    pub number: f64,
}

impl ClaimRule {
    /// The figures that it rests on.
    #[must_use]
    pub fn figures(&self) -> Vec<&str> {
        let within = self.within.iter().flat_map(|within| [within.from.as_str(), within.to.as_str()]);
        let at_least = self.at_least.iter().map(|bound| bound.figure.as_str());
        let pairs = self.equal.iter().chain(&self.not_less).flatten().map(String::as_str);
        within.chain(at_least).chain(pairs).chain(self.zero.as_deref()).collect()
    }
}
