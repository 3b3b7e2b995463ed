//! Entries → figures: every rule of `figures.toml` counted, each figure with the cells it was counted from.

mod filter;
mod print;
mod take;

use std::collections::BTreeMap;

use crate::kind::{FigureRule, Kind, Take};
use crate::model::entry::{Entry, TableHead};
use crate::model::figure::{Figure, FigureValue};
use crate::model::settings::Settings;
use crate::model::value::When;

/// All that can be counted.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The rules.
    pub kind: &'a Kind,
    /// The recognised tables.
    pub heads: &'a [TableHead],
    /// Their entries.
    pub entries: &'a [Entry],
    /// 报告信息.
    pub settings: &'a Settings,
    /// The date that "overdue" is measured against.
    pub as_of: Option<When>,
    /// Decimal places of percentages.
    pub percent_decimals: usize,
}

/// The figures of a run, in the order of the kind; a group is followed by its members.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    list: Vec<Figure>,
    index: BTreeMap<String, usize>,
}

impl Figures {
    /// A figure by its id or its Chinese name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Figure> {
        self.index.get(name).and_then(|index| self.list.get(*index))
    }

    /// All figures in order.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.list.iter()
    }

    fn push(&mut self, figure: Figure) {
        self.index.entry(figure.id.clone()).or_insert(self.list.len());
        self.index.entry(figure.name.clone()).or_insert(self.list.len());
        self.list.push(figure);
    }
}

/// Counts every figure of the kind.
#[must_use]
pub fn tally(facts: &Facts<'_>) -> Figures {
    let mut counted: BTreeMap<&str, Vec<Figure>> = BTreeMap::new();
    let ratio = |rule: &FigureRule| matches!(rule.take(), Some(Take::Ratio(..)));
    for rule in facts.kind.figures.iter().filter(|rule| !ratio(rule)) {
        counted.insert(&rule.id, take::take(facts, rule));
    }
    for rule in facts.kind.figures.iter().filter(|rule| ratio(rule)) {
        let part_and_whole = take::ratio(facts, rule, |id| {
            let id = &facts.kind.figure(id)?.id;
            counted.get(id.as_str())?.first()
        });
        counted.insert(&rule.id, vec![part_and_whole]);
    }
    let mut figures = Figures::default();
    for rule in &facts.kind.figures {
        for figure in counted.remove(rule.id.as_str()).unwrap_or_default() {
            figures.push(figure);
        }
    }
    figures
}

/// Whether a claim's conditions hold (迅速: two dates close together; 所有人员: two figures equal).
#[must_use]
pub fn bears_out(kind: &Kind, figures: &Figures, word: &str) -> bool {
    let mut rules = kind.claims.iter().filter(|rule| rule.word == word).peekable();
    let number = |id: &str| figures.get(id).and_then(|figure| figure.size());
    let date = |id: &str| match figures.get(id).map(|figure| &figure.value) {
        Some(FigureValue::Date(when)) => Some(when.from),
        _ => None,
    };
    rules.peek().is_some()
        && rules.all(|rule| {
            let within = rule.within.as_ref().is_none_or(|within| {
                let (Some(from), Some(to)) = (date(&within.from), date(&within.to)) else {
                    return false;
                };
                let days = (to - from).get_days();
                (0..=within.days).contains(&days)
            });
            let large = rule
                .at_least
                .as_ref()
                .is_none_or(|bound| number(&bound.figure).is_some_and(|n| n >= bound.number));
            let equal = rule.equal.as_ref().is_none_or(|[a, b]| {
                let (a, b) = (number(a), number(b));
                a == b && a.is_some_and(|n| n > 0.0)
            });
            let zero = rule.zero.as_ref().is_none_or(|id| number(id) == Some(0.0));
            within && large && equal && zero
        })
}
