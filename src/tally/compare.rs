//! Today's figures and items beside those of the last report → what was, what rose and fell, what came and went.

use crate::model::items;
use std::collections::{BTreeMap, BTreeSet};

use super::take::{Taken, missing};
use super::{Facts, print};
use crate::finding::{Finding, Periods, Place};
use crate::kind::{CompareRule, Compared, FieldRole, FigureRule, TableRole, TableRule, Take};
use crate::model::entry::Entry;
use crate::model::figure::{Figure, FigureValue, Figures, print_number};
use crate::model::origin::Source;
use crate::model::record::{PastEntry, PastFigure, PastItem, Record, short};
use crate::model::value::Bound;
use crate::text::fold::sentence_key;

/// A figure of the last report, or what changed since; missing when there is no last report.
pub(super) fn take<'f>(
    facts: &Facts<'_>,
    rule: &FigureRule,
    compared: &CompareRule,
    figure: impl Fn(&str) -> Option<&'f Figure>,
) -> Figure {
    let taken = facts.previous.and_then(|previous| match compared.take {
        Compared::AsOf => as_of(previous),
        Compared::Added | Compared::Withdrawn | Compared::Reopened => items(facts, compared, previous),
        Compared::Previous => was(previous, figure(compared.figure.as_deref()?)?),
        Compared::Difference | Compared::Increase | Compared::Decrease => {
            change(facts, compared.take, previous, figure(compared.figure.as_deref()?)?)
        }
    });
    let Some(taken) = taken else { return missing(rule) };
    let points = match taken.value {
        FigureValue::Number(number) if is_points(facts, compared) => {
            Some(print::places(number, facts.percent_decimals))
        }
        _ => None,
    };
    let mut figure = taken.figure(facts, rule);
    if let Some(points) = points.filter(|_| !figure.is_missing()) {
        figure.printed = points;
    }
    figure
}

/// Whether a change is one of percentage points.
fn is_points(facts: &Facts<'_>, compared: &CompareRule) -> bool {
    let rule = compared.figure.as_deref().and_then(|id| facts.kind.figure(id));
    let share = matches!(rule.and_then(FigureRule::take), Some(Take::Ratio(..) | Take::Share(..)));
    share && compared.take != Compared::Previous
}

fn as_of(previous: &Record) -> Option<Taken> {
    let (when, source) = previous.as_of?;
    Some(Taken::exact(FigureValue::Date(when), source.into_iter().collect()))
}

fn was(previous: &Record, now: &Figure) -> Option<Taken> {
    let was = previous.figure(&now.id)?;
    let value = match was.value {
        FigureValue::Number(_) | FigureValue::Ratio(..) => was.value.clone(),
        _ => return None,
    };
    Some(Taken { value, bound: was.bound, sources: was.sources.clone() })
}

/// The change of a number, or of a share in percentage points: of the percentages as they are printed, since a
/// reader subtracts those.
fn change(facts: &Facts<'_>, take: Compared, previous: &Record, now: &Figure) -> Option<Taken> {
    let was = previous.figure(&now.id)?;
    let percent = |part: f64, whole: f64| print::percent(part, whole, facts.percent_decimals).parse().ok();
    let (after, before): (f64, f64) = match (&now.value, &was.value) {
        (FigureValue::Number(after), FigureValue::Number(before)) => (*after, *before),
        (FigureValue::Ratio(a, b), FigureValue::Ratio(c, d)) => (percent(*a, *b)?, percent(*c, *d)?),
        _ => return None,
    };
    // Sums of days and percentages have two decimal places at most.
    let risen = ((after - before) * 100.0).round() / 100.0;
    let value = match take {
        Compared::Increase => Some(risen).filter(|risen| *risen >= 0.0)?,
        Compared::Decrease => Some(0.0 - risen).filter(|fallen| *fallen >= 0.0)?,
        _ => risen,
    };
    let sources = now.sources.iter().chain(&was.sources).copied().collect();
    Some(Taken { value: FigureValue::Number(value), bound: now.bound.max(was.bound), sources })
}

/// Items that came, went, or are not any more in the state that they were in.
fn items(facts: &Facts<'_>, compared: &CompareRule, previous: &Record) -> Option<Taken> {
    let table = compared.items.as_deref()?;
    let index = facts.kind.table(table)?;
    let there = facts.heads.iter().any(|head| head.table == index);
    (there && was_counted(facts, table, previous)).then_some(())?;
    let matched = Matched::of(facts, index, previous);
    let cells = |entries: &[&Entry]| entries.iter().filter_map(|entry| matched.source(entry)).collect();
    let (count, sources): (usize, Vec<Source>) = match compared.take {
        Compared::Added => (matched.added.len(), cells(&matched.added)),
        Compared::Withdrawn => {
            let places = matched.gone.iter().filter_map(|(_, item)| item.source);
            (matched.gone.len(), places.collect())
        }
        _ => {
            let was =
                |item: &PastItem| item.status.as_ref().is_some_and(|state| compared.was.contains(state));
            let is = |entry: &Entry| matched.state(entry).is_some_and(|state| compared.was.contains(&state));
            let again = matched.both.iter().filter(|(entry, item)| was(item) && !is(entry));
            let (entries, items): (Vec<&Entry>, Vec<&PastItem>) = again.copied().unzip();
            let mut sources: Vec<Source> = cells(&entries);
            sources.extend(items.iter().filter_map(|item| item.source));
            (entries.len(), sources)
        }
    };
    Some(Taken::exact(FigureValue::Number(count as f64), sources))
}

/// Whether the last report had a table at all: without it nothing is new in particular.
fn was_counted(facts: &Facts<'_>, table: &str, previous: &Record) -> bool {
    let rules = facts.kind.figures.iter().filter(|rule| rule.table.as_deref() == Some(table));
    let mut past = rules.filter_map(|rule| previous.figure(&rule.id));
    past.any(|figure| figure.value != FigureValue::Missing)
}

/// The items of a table, then and now.
struct Matched<'a> {
    facts: &'a Facts<'a>,
    table: usize,
    both: Vec<(&'a Entry, &'a PastItem)>,
    added: Vec<&'a Entry>,
    gone: Vec<(&'a PastEntry, &'a PastItem)>,
}

impl<'a> Matched<'a> {
    /// Items are known by their identity. A problem of rectification whose department was named since is known
    /// by its text.
    fn of(facts: &'a Facts<'a>, table: usize, previous: &'a Record) -> Self {
        let id = facts.kind.tables.get(table).map_or("", |rule| rule.id.as_str());
        let mut matched = Matched { facts, table, both: Vec::new(), added: Vec::new(), gone: Vec::new() };
        let mut past: BTreeMap<&str, &PastItem> =
            previous.of_table(id).map(|(entry, item)| (entry.id.as_str(), item)).collect();
        let of_table = |entry: &&Entry| {
            entry.counts() && facts.heads.get(entry.head as usize).is_some_and(|head| head.table == table)
        };
        for entry in facts.entries.iter().filter(of_table) {
            match entry.class.as_deref().and_then(|class| past.remove(class.id.as_str())) {
                Some(item) => matched.both.push((entry, item)),
                None => matched.added.push(entry),
            }
        }
        let left: BTreeSet<&str> = past.into_keys().collect();
        matched.gone = previous.of_table(id).filter(|(entry, _)| left.contains(entry.id.as_str())).collect();
        if facts.kind.tables.get(table).is_some_and(|rule| rule.role == Some(TableRole::Problems)) {
            matched.match_texts();
        }
        matched
    }

    /// Matches by text what is left on both sides.
    fn match_texts(&mut self) {
        let mut gone: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (entry, item) in self.gone.drain(..).rev() {
            gone.entry(sentence_key(&item.text)).or_default().push((entry, item));
        }
        let mut added = Vec::new();
        for entry in std::mem::take(&mut self.added) {
            let text = self.rule().and_then(TableRule::said).and_then(|field| entry.text(field));
            let key = text.map(|text| sentence_key(&short(text)));
            match key.and_then(|key| gone.get_mut(&key)).and_then(Vec::pop) {
                Some((_, item)) => self.both.push((entry, item)),
                None => added.push(entry),
            }
        }
        self.added = added;
        self.gone = gone.into_values().flat_map(|items| items.into_iter().rev()).collect();
    }

    fn rule(&self) -> Option<&TableRule> {
        self.facts.kind.tables.get(self.table)
    }

    /// The cell that an item stands in.
    fn source(&self, entry: &Entry) -> Option<Source> {
        entry.source(self.facts.heads, self.rule()?.said()?)
    }

    fn state(&self, entry: &Entry) -> Option<String> {
        Some(entry.text(self.rule()?.at(FieldRole::Status)?)?.to_string())
    }
}

/// Figures that count from the start of the campaign on, and fell all the same. Where the two reports tell
/// periods that do not meet, they may.
pub(super) fn fallen(facts: &Facts<'_>, figures: &Figures) -> Vec<Finding> {
    let Some(previous) = facts.previous.filter(|previous| !is_apart(facts, previous)) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let mut without: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for rule in facts.kind.figures.iter().filter(|rule| rule.cumulative) {
        let (Some(now), Some(was)) = (figures.get(&rule.id), previous.figure(&rule.id)) else { continue };
        let FigureValue::Number(before) = was.value else { continue };
        match now.value {
            FigureValue::Number(after) if after < before => findings.push(fell(now, after, was, before)),
            FigureValue::Missing if before > 0.0 => {
                let table = rule.table.as_deref().unwrap_or_default();
                without.entry(table).or_default().push(format!("{}{}", rule.name, was.printed));
            }
            _ => {}
        }
    }
    for (table, figures) in without {
        let index = facts.kind.table(table);
        let name = index.and_then(|index| facts.kind.tables.get(index)).map_or(table, |rule| &rule.name);
        findings.push(Finding::new(Place::Folder, Periods::TableGone { table: name.to_owned(), figures }));
    }
    findings
}

fn is_apart(facts: &Facts<'_>, previous: &Record) -> bool {
    let start = facts.settings.date(items::START).map(|when| when.from);
    start.zip(previous.as_of).is_some_and(|(start, (as_of, _))| start > as_of.last_day())
}

fn fell(now: &Figure, after: f64, was: &PastFigure, before: f64) -> Finding {
    let place = now.sources.first().map_or(Place::Folder, |source| Place::Cell(source.cell));
    let what = Periods::Fell {
        name: now.name.clone(),
        before: was.printed.clone(),
        after: now.printed.clone(),
        by: print_number(before - after, Bound::Exact),
    };
    Finding::new(place, what)
}
