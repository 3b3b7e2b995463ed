//! An outcome → what the next period is compared with, as a 快照.xlsx.

use crate::finding::Refusal;
use crate::kind::FieldRole;
use crate::ledger::period as book;
use crate::model::items;
use crate::model::origin::Source;
use crate::model::period::{PastFigure, PastItem, Period};
use crate::model::settings::Settings;
use crate::model::value::When;
use crate::outcome::Outcome;
use crate::text::fold::sentence_key;

/// 活动名称, by which two reports are known to be about one thing.
pub(super) const CAMPAIGN: &str = items::CAMPAIGN;

/// The day up to which a report counts, with its cell.
pub(super) fn as_of(settings: &Settings) -> Option<(When, Option<Source>)> {
    let dated = |item: &str| {
        let when = settings.date(item)?;
        Some((when, settings.lines(item).first().and_then(|line| line.source)))
    };
    dated(items::AS_OF).or_else(|| dated(items::DATE))
}

impl Outcome {
    /// What the report says in figures and items, for the next one.
    #[must_use]
    pub fn period(&self) -> Period {
        let as_of = as_of(&self.settings);
        let figures = self.figures.iter().map(|figure| {
            let past = PastFigure {
                name: figure.name.clone(),
                value: figure.value.clone(),
                printed: figure.printed.clone(),
                bound: figure.bound,
                sources: figure.sources.clone(),
            };
            (figure.id.clone(), past)
        });
        Period {
            run: self.run.clone(),
            kind: self.kind.name.clone(),
            title: self.report.title.clone(),
            campaign: self.settings.text(CAMPAIGN).map(ToString::to_string).unwrap_or_default(),
            start: self.settings.date(items::START),
            as_of: as_of.map(|(when, _)| when),
            as_of_source: as_of.and_then(|(_, source)| source),
            figures: figures.collect(),
            items: self.past_items(),
        }
    }

    /// The same as a 快照.xlsx.
    ///
    /// # Errors
    /// A fault of the library that writes workbooks.
    pub fn period_book(&self) -> Result<Vec<u8>, Refusal> {
        book::write(&self.period())
    }

    fn past_items(&self) -> Vec<PastItem> {
        let mut items = Vec::new();
        for (table, rule) in self.kind.tables.iter().enumerate() {
            let Some(subject) = rule.said() else { continue };
            let status = rule.at(FieldRole::Status);
            for (_, entry) in self.normalized.of_table(table).filter(|(_, entry)| entry.counts()) {
                let Some(class) = entry.class.as_deref() else { continue };
                let number = |problem: &str| self.decisions.numbers.get(&sentence_key(problem)).copied();
                items.push(PastItem {
                    table: rule.id.clone(),
                    id: class.id.clone(),
                    text: entry.text(subject).map(|text| PastItem::short(text)).unwrap_or_default(),
                    group: class.group,
                    problem: class.problem.as_deref().and_then(number),
                    status: status.and_then(|field| entry.text(field)).map(ToString::to_string),
                    source: entry.source(&self.normalized.heads, subject),
                });
            }
        }
        items
    }
}
