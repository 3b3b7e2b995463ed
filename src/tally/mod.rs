//! Step 5: entries → figures: every rule of `figures.toml` counted, each figure with the cells it was counted from.

mod called;
mod compare;
mod filter;
mod groups;
mod print;
mod share;
mod take;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::finding::{Annexes, Finding, Noted, Place, Understood, Values};
use crate::kind::{FigureRule, Kind, Take, Within};
use crate::model::entry::{Entry, TableHead};
use crate::model::figure::{Figure, FigureValue, Figures};
use crate::model::origin::address;
use crate::model::record::Record;
use crate::model::settings::Settings;
use crate::model::value::{Text, When};
use crate::text::yes;

/// All that figures are counted from; it belongs to one run.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The kind whose figures are counted.
    pub kind: &'a Kind,
    /// The recognised tables that entries refer to by their `head`.
    pub heads: &'a [TableHead],
    /// The entries of all tables, classified.
    pub entries: &'a [Entry],
    /// What 报告信息 says.
    pub settings: &'a Settings,
    /// The date that "overdue" is measured against.
    pub as_of: Option<When>,
    /// How many decimals a percentage is printed with.
    pub percent_decimals: usize,
    /// The report of the last period, when there is one.
    pub previous: Option<&'a Record>,
}

/// What counting gives: the figures, and the claiming words that they show to be true.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Every figure of the kind, in its order.
    pub figures: Figures,
    /// The words that claim something (迅速) and that the figures show to be true.
    pub borne_out: BTreeSet<String>,
}

/// Counts every figure of the kind and tells which claims they show to be true.
pub fn tally(facts: &Facts<'_>) -> Noted<Tally> {
    let Noted { value: figures, mut findings } = without_overfull(count_all(facts));
    let words = facts.kind.claims.iter().map(|claim| &claim.word);
    let borne_out = words.filter(|word| bears_out(facts, &figures, word)).cloned().collect();
    findings.extend(reminders(facts.kind, &figures));
    findings.extend(compare::fallen(facts, &figures));
    findings.extend(unclear(facts));
    findings.extend(open_shares(facts));
    findings.extend(overfull_rows(facts));
    findings.extend(cut_equals(facts));
    Noted { value: Tally { figures, borne_out }, findings }
}

/// Items on which figures depend that say neither 是 nor 否: the figures are as if they were blank, and that is said.
fn unclear(facts: &Facts<'_>) -> Vec<Finding> {
    let items: BTreeSet<&String> = facts.kind.figures.iter().filter_map(|rule| rule.when.as_ref()).collect();
    let lines = items.into_iter().filter_map(|item| Some((item, facts.settings.lines(item).first()?)));
    let unclear = lines.filter(|(_, line)| yes::exact(&line.text).is_none());
    let found = unclear.map(|(item, line)| {
        let place = line.source.map_or(Place::Folder, |source| Place::Cell(source.cell));
        Finding::new(place, Annexes::NotYesOrNo { item: item.clone(), text: line.text.to_string() })
    });
    found.collect()
}

/// Shares that are left open because of rows that lack one of their numbers.
fn open_shares(facts: &Facts<'_>) -> Vec<Finding> {
    let found = facts.kind.figures.iter().filter_map(|rule| {
        let rows = share::open_rows(facts, rule);
        let place = Place::Cell(rows.first()?.cell);
        let cells = rows.iter().map(|source| address(source.cell.row, source.cell.column)).collect();
        Some(Finding::new(place, Understood::RateOpen { name: rule.name.clone(), rows: rows.len(), cells }))
    });
    found.collect()
}

/// Rows that state a part of more than the whole: their share is not printed.
fn overfull_rows(facts: &Facts<'_>) -> Vec<Finding> {
    let rules = facts.kind.figures.iter();
    let rows = rules.flat_map(|rule| share::over_rows(facts, rule).into_iter().map(move |row| (rule, row)));
    let found = rows.map(|(rule, (source, part, whole))| {
        let (part, whole) = (part.to_string(), whole.to_string());
        Finding::new(Place::Cell(source.cell), Values::ShareOver { name: rule.name.clone(), part, whole })
    });
    found.collect()
}

/// Figures of the largest groups that leave out others as large as the last of them.
fn cut_equals(facts: &Facts<'_>) -> Vec<Finding> {
    let cut = facts.kind.figures.iter().filter_map(|rule| Some((rule, groups::cut_equals(facts, rule)?)));
    let told = |(rule, (last, more)): (&FigureRule, (Text, usize))| {
        let what = Understood::EqualsCut { name: rule.name.clone(), last, more };
        Finding::new(Place::Folder, what)
    };
    cut.map(told).collect()
}

/// Lists in which nothing should be, but something is (未报单位).
fn reminders(kind: &Kind, figures: &Figures) -> Vec<Finding> {
    let listed = kind.figures.iter().filter(|rule| rule.remind.is_told());
    let listed = listed.filter_map(|rule| Some((rule, figures.get(&rule.id)?)));
    let told = listed.filter_map(|(rule, figure)| match &figure.value {
        FigureValue::Texts(texts) if !texts.is_empty() => {
            let names = texts.iter().map(|(name, _)| name.clone()).collect();
            let advice = rule.remind.advice().map(str::to_owned);
            Some(Finding::new(Place::Folder, Values::Listed { list: figure.name.clone(), names, advice }))
        }
        _ => None,
    });
    told.collect()
}

/// A share of more than the whole is a fault of the workbooks: it is said, and not printed.
fn without_overfull(figures: Figures) -> Noted<Figures> {
    let mut noted = Noted { value: Figures::default(), findings: Vec::new() };
    for mut figure in figures.into_list() {
        if let FigureValue::Ratio(part, whole) = figure.value
            && part > whole
        {
            let place = figure.sources.first().map_or(Place::Folder, |source| Place::Cell(source.cell));
            let what = Values::ShareOver {
                name: figure.name.clone(),
                part: part.to_string(),
                whole: whole.to_string(),
            };
            noted.findings.push(Finding::new(place, what));
            figure.value = FigureValue::Missing;
            figure.printed.clear();
        }
        noted.value.push(figure);
    }
    noted
}

fn count_all(facts: &Facts<'_>) -> Figures {
    let mut counted: BTreeMap<&str, Vec<Figure>> = BTreeMap::new();
    // Figures made of others come after them: differences and shares, then what changed.
    let made = |rule: &FigureRule| matches!(rule.take(), Some(Take::Ratio(..) | Take::Difference(..)));
    let compared = |rule: &FigureRule| matches!(rule.take(), Some(Take::Compare(_)));
    let plain = facts.kind.figures.par_iter().filter(|rule| !made(rule) && !compared(rule));
    counted.par_extend(plain.map(|rule| (rule.id.as_str(), take::take(facts, rule))));
    for rule in facts.kind.figures.iter().filter(|rule| made(rule)) {
        let of_others = take::of_others(facts, rule, |id| named(facts, &counted, id));
        counted.insert(&rule.id, of_others);
    }
    for rule in &facts.kind.figures {
        let Some(Take::Compare(compare)) = rule.take() else { continue };
        let changed = compare::take(facts, rule, compare, |id| named(facts, &counted, id));
        counted.insert(&rule.id, vec![changed]);
    }
    let mut figures = Figures::default();
    for rule in &facts.kind.figures {
        for figure in counted.remove(rule.id.as_str()).unwrap_or_default() {
            figures.push(figure);
        }
    }
    figures
}

/// A figure that was counted already, by its id or Chinese name; a member by the id of its group and its own key.
fn named<'c>(facts: &Facts<'_>, counted: &'c BTreeMap<&str, Vec<Figure>>, id: &str) -> Option<&'c Figure> {
    let (group, key) = id.split_once('/').map_or((id, None), |(group, key)| (group, Some(key)));
    let rule = facts.kind.figure(group)?;
    let figures = counted.get(rule.id.as_str())?;
    match key {
        None => figures.first(),
        Some(key) => {
            let id = format!("{}/{key}", rule.id);
            figures.iter().find(|figure| figure.id == id)
        }
    }
}

/// Whether every condition of a claim holds (迅速: two dates close together; 所有人员: two figures equal).
fn bears_out(facts: &Facts<'_>, figures: &Figures, word: &str) -> bool {
    let given = |name: &String| {
        let item = facts.kind.item(name).is_some_and(|item| !item.lines(facts.settings).is_empty());
        item || facts.kind.figure(name).is_some_and(|rule| size(figures, &rule.id) > Some(0.0))
    };
    facts.kind.claims.iter().filter(|rule| rule.word == word).all(|rule| {
        rule.within.as_ref().is_none_or(|within| is_within(figures, within))
            && rule.at_least.as_ref().is_none_or(|bound| size(figures, &bound.figure) >= Some(bound.number))
            && rule.equal.as_ref().is_none_or(|[a, b]| is_same(size(figures, a), size(figures, b)))
            && (rule.any.is_empty() || rule.any.iter().any(given))
            && rule
                .not_less
                .as_ref()
                .is_none_or(|[a, b]| size(figures, a) > Some(0.0) && size(figures, a) >= size(figures, b))
            && rule.zero.as_ref().is_none_or(|id| size(figures, id) == Some(0.0))
    })
}

fn size(figures: &Figures, id: &str) -> Option<f64> {
    figures.get(id)?.size()
}

/// Whether both are there, equal and above zero.
fn is_same(a: Option<f64>, b: Option<f64>) -> bool {
    a == b && a > Some(0.0)
}

fn is_within(figures: &Figures, within: &Within) -> bool {
    let date = |id: &str| match figures.get(id).map(|figure| &figure.value) {
        Some(FigureValue::Date(when)) => Some(when.from),
        _ => None,
    };
    let (Some(from), Some(to)) = (date(&within.from), date(&within.to)) else {
        return false;
    };
    (0..=within.days).contains(&(to - from).get_days())
}
