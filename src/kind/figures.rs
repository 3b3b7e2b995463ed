//! `figures.toml` as rules: what is counted over which entries.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::claims::Agrees;
use super::compare::CompareRule;
use super::filters::Filter;
use super::parse::{OneOrMore, one_or_more};
use super::roles::FigureRole;
use super::tables::FieldType;
use crate::model::pair::pair;

/// How one figure is counted. Exactly one of the `take` fields is set; [`FigureRule::take`] says which.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FigureRule {
    /// Its id (`opinions.items`): lower-case ASCII letters, digits, `_`, `.` and `-`.
    pub id: String,
    /// Its Chinese name, which templates and texts use.
    pub name: String,
    /// The place in 核对表 that shows it; none for most.
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
    /// For `distinct` and `list`: only where every entry says the field; else the figure is missing, since what a part
    /// of them says would be told of all.
    #[serde(default)]
    pub complete: bool,
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
    /// Adds up a number field over the entries that have it.
    #[serde(default)]
    sum: Option<String>,
    /// The mean of a number field, over the entries that have it.
    #[serde(default)]
    average: Option<String>,
    /// The smallest number of a field.
    #[serde(default)]
    min: Option<String>,
    /// The largest number of a field.
    #[serde(default)]
    max: Option<String>,
    /// Counts the members of a list field.
    #[serde(default)]
    members: Option<String>,
    /// Part and whole: two number fields, over the entries that have both.
    #[serde(default, deserialize_with = "pair")]
    share: Option<[String; 2]>,
    /// Part and whole: two figures, or the members of one beside those of another or beside a number.
    #[serde(default, deserialize_with = "pair")]
    ratio: Option<[String; 2]>,
    /// What a figure is more than another.
    #[serde(default, deserialize_with = "pair")]
    difference: Option<[String; 2]>,
    /// For `ratio`: a figure that counts as part too, when it is not missing.
    #[serde(default)]
    pub plus: Option<String>,
    /// An item of 报告信息 that must say 是; else the figure is missing.
    #[serde(default)]
    pub when: Option<String>,
    /// Counts entries by a field's value, or by those of two fields, one inside the other. Beside it `distinct`, `sum`,
    /// `members`, `share`, `average`, `min` or `max` says what is counted of each member instead of its entries.
    #[serde(default, deserialize_with = "one_or_more")]
    #[schemars(with = "OneOrMore")]
    group_by: Vec<String>,
    /// For `group_by`: how much of a date makes a member.
    #[serde(default)]
    pub by: Option<Span>,
    /// For `group_by`: in which order its members stand.
    #[serde(default)]
    pub order: Option<Order>,
    /// For `group_by`, `list` and `rows`: only so many of the first.
    #[serde(default)]
    pub top: Option<usize>,
    /// For `top` of groups: what the others are called together; they are left out when not said.
    #[serde(default)]
    pub rest: Option<String>,
    /// The distinct values of a field, in order of date.
    #[serde(default)]
    list: Option<String>,
    /// What those are called whom a field of units names, with their measure (个科室, 家企业): by the headers of its
    /// columns, else by the ends of their names (`vocabulary/unit_nouns.tsv`).
    #[serde(default)]
    called: Option<String>,
    /// The earliest date of a date field.
    #[serde(default)]
    first: Option<String>,
    /// The latest date of a date field.
    #[serde(default)]
    last: Option<String>,
    /// The entries themselves, in order of date.
    #[serde(default)]
    rows: bool,
    /// For `list`: nothing should be in it, so what is there is told (未报单位); a text says what is to be done.
    #[serde(default)]
    pub remind: Remind,
    /// The date of an item of 报告信息, by its name.
    #[serde(default)]
    setting: Option<String>,
    /// What changed since the last report (上期报告).
    #[serde(default)]
    compare: Option<CompareRule>,
    /// It counts from the start of the campaign on, so it does not fall from report to report: when it does,
    /// that is said.
    #[serde(default)]
    pub cumulative: bool,
    /// A figure that says the same of the same matter: when both are printed, they must not differ.
    #[serde(default)]
    pub agrees: Option<Agrees>,
    /// For `list`, `distinct` and `members`: only titles of this kind (`vocabulary/title_kinds.tsv`).
    #[serde(default)]
    pub title_kind: Option<String>,
}

/// The word for every standing in [`FigureRule::standing`].
pub const ANY_STANDING: &str = "any";

/// Whether a list in which nothing should be is told, and with what advice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Remind {
    /// Told or not; the advice is that of those who did not report.
    Told(bool),
    /// Told with this advice.
    Advice(String),
}

impl Default for Remind {
    fn default() -> Self {
        Remind::Told(false)
    }
}

impl Remind {
    /// Whether the list is told.
    #[must_use]
    pub fn is_told(&self) -> bool {
        *self != Remind::Told(false)
    }

    /// What the kind says is to be done.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        match self {
            Remind::Advice(advice) => Some(advice),
            Remind::Told(_) => None,
        }
    }
}

/// Whether entries are counted, or the rows that they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Counted {
    /// Every entry counts, each part of a split cell too.
    Entries,
    /// Every row with at least one entry.
    Rows,
}

/// How much of a date makes a member of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Span {
    /// A month (2024年3月).
    Month,
    /// A quarter of a year (2024年第一季度).
    Quarter,
    /// A year (2024年).
    Year,
}

/// The order of the members of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// That of their first entries; spans of time rise.
    #[default]
    First,
    /// The member with the largest number first.
    Count,
    /// That of the field's vocabulary; words outside it last.
    Vocabulary,
}

/// What a rule takes from the entries that pass its filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take<'a> {
    /// How many entries, or rows with entries, there are.
    Count(Counted),
    /// The number of distinct values of a field.
    Distinct(&'a str),
    /// The sum of a number field.
    Sum(&'a str),
    /// The mean of a number field.
    Average(&'a str),
    /// The smallest number of a field.
    Min(&'a str),
    /// The largest number of a field.
    Max(&'a str),
    /// The number of members of a list field.
    Members(&'a str),
    /// Part and whole: two number fields.
    Share(&'a str, &'a str),
    /// Part and whole: two figures.
    Ratio(&'a str, &'a str),
    /// What a figure is more than another.
    Difference(&'a str, &'a str),
    /// Members by the values of one or two fields.
    GroupBy(&'a [String]),
    /// The distinct values of a field, in order of date.
    List(&'a str),
    /// The measure and the noun for those whom a field names.
    Called(&'a str),
    /// The earliest date of a date field.
    First(&'a str),
    /// The latest date of a date field.
    Last(&'a str),
    /// The entries themselves, in order of date.
    Rows,
    /// The date of an item of 报告信息.
    Setting(&'a str),
    /// What changed since the last report (上期报告).
    Compare(&'a CompareRule),
}

impl FigureRule {
    /// What is taken. None when no take field or more than one is set; loading refuses such a rule.
    #[must_use]
    pub fn take(&self) -> Option<Take<'_>> {
        let others = [
            self.ratio.as_ref().map(|[part, whole]| Take::Ratio(part, whole)),
            self.difference.as_ref().map(|[more, less]| Take::Difference(more, less)),
            self.list.as_deref().map(Take::List),
            self.called.as_deref().map(Take::Called),
            self.first.as_deref().map(Take::First),
            self.last.as_deref().map(Take::Last),
            self.rows.then_some(Take::Rows),
            self.setting.as_deref().map(Take::Setting),
            self.compare.as_ref().map(Take::Compare),
        ];
        // Beside group_by a measure says what is counted of each member.
        let group = (!self.group_by.is_empty()).then_some(Take::GroupBy(&self.group_by));
        let measures = self.measures().into_iter().flatten().filter(|_| group.is_none());
        let one = (self.measures().into_iter().flatten().count() <= 1).then_some(());
        let mut set = others.into_iter().flatten().chain(group).chain(measures);
        match (set.next(), set.next()) {
            (Some(take), None) => one.map(|()| take),
            _ => None,
        }
    }

    /// The figure whose members it has: its own, or those of the figure that it takes shares of.
    #[must_use]
    pub fn grouping<'k>(&'k self, kind: &'k Kind) -> Option<&'k FigureRule> {
        match self.take()? {
            Take::GroupBy(_) => Some(self),
            Take::Ratio(part, _) => {
                kind.figure(part).filter(|rule| matches!(rule.take(), Some(Take::GroupBy(_))))
            }
            _ => None,
        }
    }

    /// What is counted of entries: the figure itself, or beside `group_by` of each member, where it is not their number.
    #[must_use]
    pub fn measure(&self) -> Option<Take<'_>> {
        self.measures().into_iter().flatten().next()
    }

    /// Whether the numbers of its members add up to one of them all: counts and sums do, means, ends, shares and the
    /// numbers of different values do not.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let measure = self.measure();
        let adds = matches!(measure, None | Some(Take::Count(_) | Take::Sum(_) | Take::Members(_)));
        !self.group_by.is_empty() && adds
    }

    /// Whether a member without any number is nothing, and not zero: a mean of nothing.
    #[must_use]
    pub fn may_lack(&self) -> bool {
        let measure = self.measure();
        matches!(measure, Some(Take::Average(_) | Take::Min(_) | Take::Max(_) | Take::Share(..)))
    }

    /// Whether the members of another figure may be called like its own: both are grouped by fields that hold names, words of
    /// one vocabulary, or spans of time. Figures that are no groups are alike.
    #[must_use]
    pub fn is_grouped_like(&self, other: &FigureRule, kind: &Kind) -> bool {
        let Some((own, other)) = self.grouping(kind).zip(other.grouping(kind)) else { return true };
        let what = |rule: &FigureRule| {
            let table = kind.tables.get(kind.table(rule.table.as_deref()?)?)?;
            let field = table.fields.get(table.field(rule.group_by.first()?)?)?;
            let named = matches!(field.kind, FieldType::Text | FieldType::Unit | FieldType::Person);
            Some((if named { FieldType::Text } else { field.kind }, field.vocabulary.clone(), rule.by))
        };
        what(own).zip(what(other)).is_none_or(|(own, other)| own == other)
    }

    /// Whether its members are shares of a whole.
    #[must_use]
    pub fn is_share(&self, kind: &Kind) -> bool {
        let shares =
            matches!(self.take(), Some(Take::Ratio(..))) || matches!(self.measure(), Some(Take::Share(..)));
        shares && self.grouping(kind).is_some()
    }

    /// How many groups stand one inside the other.
    #[must_use]
    pub fn levels(&self) -> usize {
        self.group_by.len()
    }

    /// Whether the members of its group are the numbers of their entries.
    #[must_use]
    pub fn counts_entries(&self) -> bool {
        let entries = matches!(self.measure(), None | Some(Take::Count(Counted::Entries)));
        !self.group_by.is_empty() && entries
    }

    fn measures(&self) -> [Option<Take<'_>>; 8] {
        [
            self.count.map(Take::Count),
            self.distinct.as_deref().map(Take::Distinct),
            self.sum.as_deref().map(Take::Sum),
            self.members.as_deref().map(Take::Members),
            self.share.as_ref().map(|[part, whole]| Take::Share(part, whole)),
            self.average.as_deref().map(Take::Average),
            self.min.as_deref().map(Take::Min),
            self.max.as_deref().map(Take::Max),
        ]
    }
}

impl<'a> Take<'a> {
    /// Whether it gives one number that is counted or added up.
    #[must_use]
    pub fn is_counted(self) -> bool {
        matches!(self, Take::Count(_) | Take::Distinct(_) | Take::Sum(_) | Take::Members(_))
    }

    /// Whether it gives one number of a table's entries.
    #[must_use]
    pub fn is_number(self) -> bool {
        self.is_counted() || matches!(self, Take::Average(_) | Take::Min(_) | Take::Max(_))
    }

    /// The fields of the table that it reads.
    #[must_use]
    pub fn fields(self) -> Vec<&'a str> {
        match self {
            Take::Count(_)
            | Take::Rows
            | Take::Ratio(..)
            | Take::Difference(..)
            | Take::Setting(_)
            | Take::Compare(_) => Vec::new(),
            Take::Share(part, whole) => vec![part, whole],
            Take::GroupBy(fields) => fields.iter().map(String::as_str).collect(),
            Take::Distinct(field)
            | Take::Sum(field)
            | Take::Average(field)
            | Take::Min(field)
            | Take::Max(field)
            | Take::Members(field)
            | Take::List(field)
            | Take::Called(field)
            | Take::First(field)
            | Take::Last(field) => vec![field],
        }
    }
}
