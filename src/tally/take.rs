//! One rule → its figure: counts, sums, shares, groups, lists, dates and rows, each with its cells.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::filter::{Column, Selection, texts};
use super::share::share;
use super::{Facts, called, groups, print};
use crate::kind::{Counted, FigureRule, Filter, Take};
use crate::model::entry::Entry;
use crate::model::figure::{Figure, FigureValue, print_number};
use crate::model::origin::Source;
use crate::model::value::{Amount, Bound, Text, When};
use crate::text::yes::YES;

/// Counts one rule; a group comes with its members as figures of their own.
pub(super) fn take(facts: &Facts<'_>, rule: &FigureRule) -> Vec<Figure> {
    if let Some(Take::Setting(item)) = rule.take() {
        return vec![setting(facts, rule, item)];
    }
    if rule.when.as_ref().is_some_and(|item| !is_on(facts, item)) {
        return vec![missing(rule)];
    }
    let Some(selection) = Selection::of(facts, rule) else {
        return vec![missing(rule)];
    };
    if rule.complete && !says_whole(&selection, rule) {
        return vec![missing(rule)];
    }
    let taken = match rule.take() {
        Some(Take::GroupBy(fields)) => return groups::take(&selection, rule, fields),
        Some(Take::List(field)) => list(&selection, rule, field),
        Some(Take::Called(field)) => called::called(&selection, field),
        Some(Take::First(field)) => end_date(&selection, field, false),
        Some(Take::Last(field)) => end_date(&selection, field, true),
        Some(Take::Rows) => rows(&selection, rule),
        Some(measure) => measured(&selection, rule, measure),
        None => Taken::missing(),
    };
    vec![taken.figure(facts, rule)]
}

/// One number or share of the entries of a selection.
pub(super) fn measured(selection: &Selection<'_>, rule: &FigureRule, measure: Take<'_>) -> Taken {
    match measure {
        Take::Count(Counted::Entries) => count(selection, rule),
        Take::Count(Counted::Rows) => count_rows(selection, rule),
        Take::Distinct(field) => distinct(selection, rule, field),
        Take::Members(field) => members(selection, rule, field),
        Take::Share(part, whole) => share(selection, part, whole),
        Take::Sum(field) | Take::Average(field) | Take::Min(field) | Take::Max(field) => {
            of_numbers(selection, measure, field)
        }
        _ => Taken::missing(),
    }
}

/// Whether every entry of a selection says the field that a rule lists or counts.
fn says_whole(selection: &Selection<'_>, rule: &FigureRule) -> bool {
    let Some(Take::Distinct(field) | Take::List(field)) = rule.take() else { return true };
    let Some(column) = selection.column(field) else { return true };
    let entries = selection.entries.iter().filter_map(|index| selection.entry(*index));
    entries.into_iter().all(|entry| !texts(entry, column).is_empty())
}

/// Whether an item of 报告信息 says 是.
fn is_on(facts: &Facts<'_>, item: &str) -> bool {
    facts.settings.lines(item).first().is_some_and(|line| line.text.trim() == YES)
}

/// A figure made of others, with its members where it has any; missing when one of them is.
pub(super) fn of_others<'f>(
    facts: &Facts<'_>,
    rule: &FigureRule,
    figure: impl Fn(&str) -> Option<&'f Figure>,
) -> Vec<Figure> {
    let Some(Take::Ratio(first, second) | Take::Difference(first, second)) = rule.take() else {
        return vec![missing(rule)];
    };
    let (Some(first), Some(second)) = (figure(first), figure(second)) else { return vec![missing(rule)] };
    let plus = rule.plus.as_ref().and_then(|id| figure(id));
    let taken = match (&first.value, &second.value) {
        (FigureValue::Groups(parts), FigureValue::Groups(_) | FigureValue::Number(_)) => {
            return groups::shares(facts, rule, parts, second, &figure);
        }
        (FigureValue::Number(a), FigureValue::Number(b)) => match rule.take() {
            Some(Take::Ratio(..)) => {
                let part = *a + plus.and_then(Figure::size).unwrap_or(0.0);
                divided(&[Some(first), plus], part, second, *b)
            }
            _ => Taken {
                value: FigureValue::Number(a - b),
                bound: first.bound.max(second.bound),
                sources: first.sources.iter().chain(&second.sources).copied().collect(),
            },
        },
        _ => Taken::missing(),
    };
    vec![taken.figure(facts, rule)]
}

/// A part of a whole, with the figures that the part is made of.
pub(super) fn divided(parts: &[Option<&Figure>], part: f64, whole: &Figure, of: f64) -> Taken {
    if of <= 0.0 {
        return Taken::missing();
    }
    let made = || parts.iter().copied().flatten().chain([whole]);
    Taken {
        value: FigureValue::Ratio(part, of),
        bound: made().map(|figure| figure.bound).max().unwrap_or(Bound::Exact),
        sources: made().flat_map(|figure| &figure.sources).copied().collect(),
    }
}

/// What a rule gives before it is named and printed.
pub(super) struct Taken {
    pub(super) value: FigureValue,
    pub(super) bound: Bound,
    pub(super) sources: Vec<Source>,
}

impl Taken {
    pub(super) fn missing() -> Self {
        Taken { value: FigureValue::Missing, bound: Bound::Exact, sources: Vec::new() }
    }

    pub(super) fn exact(value: FigureValue, sources: Vec<Source>) -> Self {
        Taken { value, bound: Bound::Exact, sources }
    }

    pub(super) fn figure(mut self, facts: &Facts<'_>, rule: &FigureRule) -> Figure {
        if rule.zero_is_missing && self.value == FigureValue::Number(0.0) {
            self.value = FigureValue::Missing;
        }
        let printed = match &self.value {
            FigureValue::Number(number) => print_number(*number, self.bound),
            FigureValue::Ratio(part, whole) => print::percent(*part, *whole, facts.percent_decimals),
            FigureValue::Date(when) => when.to_string(),
            FigureValue::Missing | FigureValue::Groups(_) | FigureValue::Texts(_) | FigureValue::Rows(_) => {
                String::new()
            }
        };
        Figure {
            id: rule.id.clone(),
            name: rule.name.clone(),
            value: self.value,
            printed,
            bound: self.bound,
            sources: self.sources,
        }
    }
}

pub(super) fn missing(rule: &FigureRule) -> Figure {
    Figure {
        id: rule.id.clone(),
        name: rule.name.clone(),
        value: FigureValue::Missing,
        printed: String::new(),
        bound: Bound::Exact,
        sources: Vec::new(),
    }
}

fn setting(facts: &Facts<'_>, rule: &FigureRule, item: &str) -> Figure {
    let found =
        facts.settings.items.get(item).and_then(|item| Some((item.date?, item.lines.first()?.source)));
    let taken = match found {
        Some((when, source)) => Taken::exact(FigureValue::Date(when), source.into_iter().collect()),
        None => Taken::missing(),
    };
    taken.figure(facts, rule)
}

/// The first filter that compares a field of the table with words: its cell shows why an entry counts.
fn telling_field(selection: &Selection<'_>, rule: &FigureRule) -> Option<usize> {
    let comparing = rule
        .filters
        .iter()
        .flat_map(Filter::single)
        .find(|filter| !filter.is.is_empty() || !filter.contains.is_empty())?;
    match selection.column(&comparing.field)? {
        Column::Field(field) => Some(field),
        Column::Aspect(_) | Column::Problem(_) | Column::Group => None,
    }
}

fn count(selection: &Selection<'_>, rule: &FigureRule) -> Taken {
    let telling = telling_field(selection, rule);
    let entries = selection.entries.iter().filter_map(|index| selection.entry(*index));
    let sources = entries.filter_map(|entry| selection.subject_source(entry, telling)).collect();
    Taken::exact(FigureValue::Number(selection.entries.len() as f64), sources)
}

/// Counts rows of sheets: the answers to several questions in one row are one. When rows without an opinion are
/// counted, one with an opinion beside 无 is none.
fn count_rows(selection: &Selection<'_>, rule: &FigureRule) -> Taken {
    let counts = |word: &String| word == "counted" || word == "any";
    let without = !rule.standing.is_empty() && !rule.standing.iter().any(counts);
    let others = if without { selection.counted_rows() } else { BTreeSet::new() };
    let mut seen = BTreeMap::new();
    for entry in selection.entries.iter().filter_map(|index| selection.entry(*index)) {
        let source = selection.subject_source(entry, None).map(|source| Source { part: 0, ..source });
        if let Some(row) = selection.row(entry).filter(|row| !others.contains(row)) {
            seen.entry(row).or_insert(source);
        }
    }
    Taken::exact(FigureValue::Number(seen.len() as f64), seen.into_values().flatten().collect())
}

fn distinct(selection: &Selection<'_>, rule: &FigureRule, field: &str) -> Taken {
    let Some(column) = selection.column(field) else {
        return Taken::missing();
    };
    if column == Column::Group {
        let entries = selection.entries.iter().filter_map(|index| selection.entry(*index));
        let grouped = entries.filter_map(|entry| Some((entry.class.as_deref()?.group, entry)));
        let grouped: Vec<(u32, &Entry)> = grouped.filter(|(group, _)| *group > 0).collect();
        let groups: HashSet<u32> = grouped.iter().map(|(group, _)| *group).collect();
        let sources = grouped.iter().filter_map(|(_, entry)| selection.source(entry, column)).collect();
        return Taken::exact(FigureValue::Number(groups.len() as f64), sources);
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    // Most texts are those of another entry as well.
    let mut known: HashMap<Text, bool> = HashMap::new();
    let mut sources = Vec::new();
    for entry in selection.entries.iter().filter_map(|index| selection.entry(*index)) {
        let mut any = false;
        for text in texts(entry, column).iter() {
            let fits = known.get(text).copied().unwrap_or_else(|| {
                let fits = is_of_kind(selection.facts, rule, text);
                seen.extend(fits.then(|| same_title(text)));
                known.insert(text.clone(), fits);
                fits
            });
            any |= fits;
        }
        if any {
            sources.extend(selection.source(entry, column));
        }
    }
    Taken::exact(FigureValue::Number(seen.len() as f64), sources)
}

/// The numbers of a field added up, their mean, the least or the largest of them.
fn of_numbers(selection: &Selection<'_>, measure: Take<'_>, field: &str) -> Taken {
    let Some(Column::Field(field)) = selection.column(field) else {
        return Taken::missing();
    };
    if !selection.has_column(field) {
        return Taken::missing();
    }
    let amounts: Vec<(Amount, &Entry)> =
        selection.once_a_row(field).filter_map(|entry| Some((entry.number(field)?, entry))).collect();
    let numbers = || amounts.iter().map(|(amount, _)| amount.number);
    let total: f64 = numbers().sum();
    let value = match measure {
        Take::Sum(_) => Some(total + 0.0),
        Take::Average(_) => Some(total / amounts.len() as f64).filter(|mean| mean.is_finite()),
        Take::Min(_) => numbers().min_by(f64::total_cmp),
        _ => numbers().max_by(f64::total_cmp),
    };
    let Some(value) = value else { return Taken::missing() };
    // The least and the largest stand in the cells that hold them.
    let end = matches!(measure, Take::Min(_) | Take::Max(_));
    let mut taken = Taken::exact(FigureValue::Number(value), Vec::new());
    for (amount, entry) in amounts.iter().filter(|(amount, _)| !end || amount.number == value) {
        taken.bound = taken.bound.max(amount.bound);
        taken.sources.extend(selection.sources(entry, field));
    }
    taken
}

fn members(selection: &Selection<'_>, rule: &FigureRule, field: &str) -> Taken {
    let Some(Column::Field(field)) = selection.column(field) else {
        return Taken::missing();
    };
    let mut count = 0;
    let mut sources = Vec::new();
    for entry in selection.once_a_row(field) {
        let fitting =
            entry.texts(field).iter().filter(|text| is_of_kind(selection.facts, rule, text)).count();
        if fitting > 0 {
            count += fitting;
            sources.extend(selection.source(entry, Column::Field(field)));
        }
    }
    Taken::exact(FigureValue::Number(count as f64), sources)
}

fn is_of_kind(facts: &Facts<'_>, rule: &FigureRule, title: &str) -> bool {
    let Some(wanted) = &rule.title_kind else {
        return true;
    };
    facts.kind.title_kind(title).is_some_and(|found| found.kind == wanted)
}

fn list(selection: &Selection<'_>, rule: &FigureRule, field: &str) -> Taken {
    let Some(column) = selection.column(field) else {
        return Taken::missing();
    };
    let mut found: Vec<(Text, Source)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut sources = Vec::new();
    for entry in selection.entries.iter().filter_map(|index| selection.entry(*index)) {
        let Some(source) = selection.source(entry, column) else {
            continue;
        };
        for text in texts(entry, column).iter().filter(|text| is_of_kind(selection.facts, rule, text)) {
            sources.push(source);
            if seen.insert(same_title(text)) {
                found.push((text.clone(), source));
            }
        }
    }
    sort_terms(selection, column, &mut found);
    found.truncate(rule.top.unwrap_or(usize::MAX));
    Taken::exact(FigureValue::Texts(found), sources)
}

/// Words of a vocabulary come in its order (问题清单、责任清单、整改清单), words outside it after them.
fn sort_terms(selection: &Selection<'_>, column: Column, found: &mut [(Text, Source)]) {
    let Column::Field(field) = column else { return };
    let Some(vocabulary) = selection.vocabulary(field) else { return };
    found.sort_by_key(|(text, _)| {
        vocabulary.rows().position(|row| row.get("term") == &**text).unwrap_or(usize::MAX)
    });
}

/// A title for comparing: without white space and marks.
fn same_title(title: &str) -> String {
    title.chars().filter(|c| !c.is_whitespace() && !"《》〈〉“”\"".contains(*c)).collect()
}

fn end_date(selection: &Selection<'_>, field: &str, last: bool) -> Taken {
    let Some(Column::Field(field)) = selection.column(field) else {
        return Taken::missing();
    };
    let entries = selection.entries.iter().filter_map(|index| selection.entry(*index));
    let dated =
        entries.filter_map(|entry| Some((entry.when(field)?, entry.source(selection.facts.heads, field)?)));
    let by_day = |(when, _): &(When, Source)| {
        if last { when.to.unwrap_or(when.from) } else { when.from }
    };
    let found = if last { dated.max_by_key(by_day) } else { dated.min_by_key(by_day) };
    match found {
        Some((when, source)) => Taken::exact(FigureValue::Date(when), vec![source]),
        None => Taken::missing(),
    }
}

fn rows(selection: &Selection<'_>, rule: &FigureRule) -> Taken {
    let shown: Vec<usize> = selection.entries.iter().copied().take(rule.top.unwrap_or(usize::MAX)).collect();
    let entries = shown.iter().filter_map(|index| selection.entry(*index));
    let sources = entries.filter_map(|entry| selection.subject_source(entry, None)).collect();
    Taken::exact(FigureValue::Rows(shown), sources)
}
