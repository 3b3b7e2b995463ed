//! `compare` of `figures.toml` as a rule: what is taken from the last report, and what makes such a rule wrong.

use schemars::JsonSchema;
use serde::Deserialize;

use super::figures::Take;
use super::{FieldRole, FigureRule, Kind, TableRole};
use crate::finding::kinds::{FigureFault, KindFault, Thing};

/// How a figure compares today with the last report (上期报告).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareRule {
    /// The number or share that is compared.
    #[serde(default)]
    pub figure: Option<String>,
    /// The id of the table whose items are compared.
    #[serde(default)]
    pub items: Option<String>,
    /// For `reopened`: the states that were thought final.
    #[serde(default)]
    pub was: Vec<String>,
    /// Which difference is taken.
    pub take: Compared,
}

/// What a comparison gives. Shares differ in percentage points, as they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// What the figure was in the last report.
    Previous,
    /// By how much it changed; below zero when it fell.
    Difference,
    /// By how much it rose; zero when it is unchanged, missing when it fell.
    Increase,
    /// By how much it fell; zero when it is unchanged, missing when it rose.
    Decrease,
    /// Items that are there now and were not.
    Added,
    /// Items that were there and are not now.
    Withdrawn,
    /// Items in another state now than one of `was`, which they were in.
    Reopened,
    /// The day up to which the last report counted.
    AsOf,
}

impl Compared {
    /// Whether it is taken from a figure, from items, or from the report as a whole.
    #[must_use]
    pub fn of(self) -> Of {
        match self {
            Compared::Previous | Compared::Difference | Compared::Increase | Compared::Decrease => Of::Figure,
            Compared::Added | Compared::Withdrawn | Compared::Reopened => Of::Items,
            Compared::AsOf => Of::Report,
        }
    }
}

/// What a comparison looks at in both reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// One figure, a number or a share.
    Figure,
    /// The items of one table, known by their identities.
    Items,
    /// The report as a whole: the day up to which it counts.
    Report,
}

/// The fault of a comparison that cannot be made, or none.
pub(super) fn fault(kind: &Kind, figure: &FigureRule, rule: &CompareRule) -> Option<KindFault> {
    let said = |fault| Some(KindFault::Figure(fault));
    if figure.table.is_some() || !figure.filters.is_empty() {
        return said(FigureFault::CompareAlone);
    }
    let wanted = (rule.take.of() == Of::Figure, rule.take.of() == Of::Items);
    if (rule.figure.is_some(), rule.items.is_some()) != wanted {
        return said(FigureFault::CompareOne);
    }
    if let Some(id) = rule.figure.as_deref().filter(|id| !kind.figure(id).is_some_and(is_number)) {
        return said(FigureFault::NotCompared(id.to_owned()));
    }
    if let Some(id) = rule.items.as_deref().filter(|id| !kind.has_items(id)) {
        return said(FigureFault::NoIdentity(id.to_owned()));
    }
    let reopened = rule.take == Compared::Reopened;
    if rule.was.is_empty() == reopened {
        return said(FigureFault::WasAlone);
    }
    let wrong = rule.was.iter().find(|word| !kind.states().any(|state| state == word.as_str()))?;
    Some(KindFault::unknown(Thing::Word, wrong, kind.states()))
}

/// Whether a figure is a number or a share that is counted from today's tables.
fn is_number(rule: &FigureRule) -> bool {
    rule.take().is_some_and(|take| {
        take.is_number() || matches!(take, Take::Share(..) | Take::Ratio(..) | Take::Difference(..))
    })
}

impl Kind {
    /// Whether the entries of a table have identities: opinions, self-found problems, problems of rectification.
    #[must_use]
    pub fn has_items(&self, id: &str) -> bool {
        let table = self.table(id).and_then(|index| self.tables.get(index));
        table.is_some_and(|table| table.said().is_some())
    }

    /// The states of problems under rectification, in the order of their vocabulary.
    fn states(&self) -> impl Iterator<Item = &str> {
        let table = self.table_for(TableRole::Problems);
        let field = table.and_then(|(_, table)| table.fields.get(table.at(FieldRole::Status)?));
        let words =
            field.and_then(|field| field.vocabulary.as_deref()).map(|name| self.vocabulary.list(name));
        words.into_iter().flat_map(|list| list.rows().map(|row| row.get("term")))
    }
}
