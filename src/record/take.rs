//! A run → what it said: its figures and entries, known by content.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::finding::Refusal;
use crate::kind::{FieldRole, Kind, TableRule};
use crate::ledger::snapshot;
use crate::model::decision::Decisions;
use crate::model::entry::Entry;
use crate::model::figure::{Figure, FigureValue, Figures};
use crate::model::items;
use crate::model::origin::{Places, SheetId, Source};
use crate::model::record::{PastEntry, PastFigure, PastItem, Record, short};
use crate::model::report::{Provenance, Report};
use crate::model::settings::Settings;
use crate::model::value::When;
use crate::normalize::Normalized;
use crate::outcome::Outcome;
use crate::text::digest::of_parts;
use crate::text::fold::sentence_key;
use crate::text::value::spelt;

/// More entries than this are not kept for the next run: a file of them would weigh more than the workbooks.
const MOST_ENTRIES: usize = 100_000;
/// How many characters of an entry are kept.
const SHORT: usize = 120;
/// Fields that say who gave an entry.
const GIVERS: [FieldRole; 2] = [FieldRole::Unit, FieldRole::Person];

/// All parts of a run that its record is taken from.
pub(crate) struct RunData<'a> {
    pub(crate) run: &'a str,
    pub(crate) kind: &'a Kind,
    pub(crate) places: &'a Places,
    pub(crate) normalized: &'a Normalized,
    pub(crate) settings: &'a Settings,
    pub(crate) figures: &'a Figures,
    pub(crate) decisions: &'a Decisions,
    pub(crate) report: &'a Report,
}

impl Outcome {
    /// The figures and entries of the run, as the report of the next period is compared with them.
    pub fn record(&self) -> Record {
        let data = RunData {
            run: &self.run,
            kind: &self.kind,
            places: &self.places,
            normalized: &self.normalized,
            settings: &self.settings,
            figures: &self.figures,
            decisions: &self.decisions,
            report: &self.report,
        };
        take(&data, For::NextPeriod)
    }

    /// The same as a 快照.xlsx, for the report of the next period.
    ///
    /// # Errors
    /// A fault of the library that writes workbooks.
    pub fn snapshot(&self) -> Result<Vec<u8>, Refusal> {
        snapshot::write(&self.record())
    }
}

/// Whom a record is taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// The next run, whose JSON holds no values and cells, and no entries when they are too many.
    NextRun,
    NextPeriod,
}

/// Takes the record of a run: its figures, and the entries that count.
pub(super) fn take(data: &RunData<'_>, whom: For) -> Record {
    let settings = data.settings;
    let slots = data.report.blocks.iter().flat_map(|block| &block.inlines);
    let shown: BTreeSet<&str> = slots
        .filter_map(|inline| match &inline.from {
            Provenance::Slot(id) => Some(id.strip_suffix(":key").unwrap_or(id)),
            _ => None,
        })
        .collect();
    let counted = || data.normalized.entries.par_iter().filter(|entry| entry.counts());
    Record {
        run: data.run.to_owned(),
        kind: data.kind.name.clone(),
        title: data.report.title.clone(),
        campaign: settings.text(items::CAMPAIGN).map(ToString::to_string).unwrap_or_default(),
        start: settings.date(items::START),
        as_of: as_of(settings),
        figures: data
            .figures
            .iter()
            .map(|it| figure(data, it, shown.contains(it.id.as_str()), whom))
            .collect(),
        entries: (whom == For::NextPeriod || counted().count() <= MOST_ENTRIES)
            .then(|| counted().filter_map(|it| entry(data, it)).collect()),
    }
}

/// The day up to which a report counts, with its cell.
pub(super) fn as_of(settings: &Settings) -> Option<(When, Option<Source>)> {
    let dated = |item: &str| {
        let when = settings.date(item)?;
        Some((when, settings.lines(item).first().and_then(|line| line.source)))
    };
    dated(items::AS_OF).or_else(|| dated(items::DATE))
}

fn figure(data: &RunData<'_>, figure: &Figure, shown: bool, whom: For) -> PastFigure {
    let mut sheets: BTreeMap<SheetId, usize> = BTreeMap::new();
    figure.sources.iter().for_each(|source| *sheets.entry(source.cell.sheet).or_insert(0) += 1);
    let mut files = BTreeMap::new();
    for (sheet, count) in sheets {
        *files.entry(data.places.name(sheet).file.clone()).or_insert(0) += count;
    }
    PastFigure {
        id: figure.id.clone(),
        name: figure.name.clone(),
        printed: figure.with_sign(),
        shown,
        files,
        bound: figure.bound,
        // A large folder has a million cells behind each of many figures.
        value: if whom == For::NextPeriod { figure.value.clone() } else { FigureValue::default() },
        sources: if whom == For::NextPeriod { figure.sources.clone() } else { Vec::new() },
    }
}

fn entry(data: &RunData<'_>, entry: &Entry) -> Option<PastEntry> {
    let head = data.normalized.heads.get(entry.head as usize)?;
    let rule = data.kind.tables.get(head.table)?;
    let said = rule.fields.iter().enumerate().filter(|(_, field)| field.role != Some(FieldRole::Number));
    let values: Vec<(usize, String)> =
        said.filter_map(|(at, _)| Some((at, spelt(entry.value(at)?)))).collect();
    let whole =
        values.iter().flat_map(|(field, text)| [field.to_le_bytes().to_vec(), text.clone().into_bytes()]);
    let whole: Vec<Vec<u8>> = whole.collect();
    let whole = of_parts(whole.iter().map(Vec::as_slice).chain([rule.id.as_bytes()]));
    let known = entry.class.as_deref().map(|class| class.id.clone()).filter(|id| !id.is_empty());
    let (by, text) = in_short(rule, entry, &values);
    Some(PastEntry {
        id: known.unwrap_or_else(|| whole.clone()),
        table: rule.id.clone(),
        by,
        text,
        whole,
        file: data.places.name(head.sheet).file.clone(),
        item: item(data, rule, entry),
    })
}

/// What is known of an opinion or a problem.
fn item(data: &RunData<'_>, rule: &TableRule, entry: &Entry) -> Option<PastItem> {
    let (subject, class) = (rule.said()?, entry.class.as_deref()?);
    let number = |problem: &str| data.decisions.numbers.get(&sentence_key(problem)).copied();
    let status = rule.at(FieldRole::Status).and_then(|field| entry.text(field));
    Some(PastItem {
        text: entry.text(subject).map(|text| short(text)).unwrap_or_default(),
        group: class.group,
        problem: class.problem.as_deref().and_then(number),
        status: status.map(ToString::to_string),
        source: entry.source(&data.normalized.heads, subject),
    })
}

/// Who gave an entry, or by what it is known, and its first words.
fn in_short(rule: &TableRule, entry: &Entry, values: &[(usize, String)]) -> (String, String) {
    let subject = rule.subject.as_deref().or(rule.split.as_deref()).and_then(|id| rule.field(id));
    let said = subject.and_then(|field| entry.text(field));
    let givers: Vec<usize> = GIVERS.iter().filter_map(|role| rule.at(*role)).collect();
    let first = rule.identify.first().and_then(|fields| fields.first()).and_then(|id| rule.field(id));
    let known_by = if givers.is_empty() {
        first.filter(|first| subject != Some(*first)).into_iter().collect()
    } else {
        givers
    };
    let of = |fields: &[usize], wanted: bool, between: &str| {
        let kept = values.iter().filter(|(field, _)| fields.contains(field) == wanted);
        kept.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(between)
    };
    let text = said.map_or_else(|| of(&known_by, false, "，"), ToString::to_string);
    (of(&known_by, true, " "), text.chars().take(SHORT).collect())
}
