//! A run → what the next one needs to know of it: workbooks, figures and entries, known by content.

use std::collections::{BTreeMap, BTreeSet};

use crate::kind::{FieldRole, Kind, TableRule};
use crate::model::change::{EntryThen, FigureThen, Snapshot};
use crate::model::decision::Decisions;
use crate::model::entry::Entry;
use crate::model::figure::{Figure, FigureValue, Figures};
use crate::model::origin::Places;
use crate::model::report::{Provenance, Report};
use crate::model::value::Value;
use crate::normalize::Normalized;
use crate::text::digest::of_parts;
use crate::text::yes;
use crate::workbook::InputFile;

/// More entries than this are not kept: a file of them would weigh more than the workbooks.
const MOST_ENTRIES: usize = 100_000;
/// How many characters of an entry are kept.
const SHORT: usize = 120;
/// Fields that say who gave an entry.
const GIVERS: [FieldRole; 2] = [FieldRole::Unit, FieldRole::Person];

/// What a snapshot is made of.
pub(crate) struct RunData<'a> {
    pub(crate) run: &'a str,
    pub(crate) kind: &'a Kind,
    pub(crate) kind_files: &'a BTreeMap<String, Vec<u8>>,
    pub(crate) files: &'a [InputFile],
    pub(crate) places: &'a Places,
    pub(crate) normalized: &'a Normalized,
    pub(crate) figures: &'a Figures,
    pub(crate) decisions: &'a Decisions,
    pub(crate) report: &'a Report,
}

/// Takes the snapshot; the document's digest and the changes are entered when they are known.
pub(crate) fn take(data: &RunData<'_>) -> Snapshot {
    let rules = data.kind_files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes]);
    let rules = [env!("CARGO_PKG_VERSION").as_bytes()].into_iter().chain(rules);
    let decided = serde_json::to_vec(&(&data.decisions.items, &data.decisions.problems)).unwrap_or_default();
    Snapshot {
        run: data.run.to_owned(),
        document: String::new(),
        kind: of_parts(rules),
        decisions: of_parts([decided.as_slice()]),
        workbooks: data.files.iter().map(|file| (file.path.clone(), of_parts([&*file.bytes]))).collect(),
        figures: figures(data),
        entries: entries(data),
        changes: None,
    }
}

fn figures(data: &RunData<'_>) -> Vec<FigureThen> {
    let slots = data.report.blocks.iter().flat_map(|block| &block.inlines);
    let shown: BTreeSet<&str> = slots
        .filter_map(|inline| match &inline.from {
            Provenance::Slot(id) => Some(id.strip_suffix(":key").unwrap_or(id)),
            _ => None,
        })
        .collect();
    let then = |figure: &Figure| FigureThen {
        id: figure.id.clone(),
        name: figure.name.clone(),
        printed: printed(figure),
        value: figure.size(),
        shown: shown.contains(figure.id.as_str()),
        files: files(data.places, figure),
    };
    data.figures.iter().filter(|figure| !figure.printed.is_empty()).map(then).collect()
}

fn printed(figure: &Figure) -> String {
    let sign = if matches!(figure.value, FigureValue::Ratio(..)) { "%" } else { "" };
    format!("{}{sign}", figure.printed)
}

fn files(places: &Places, figure: &Figure) -> BTreeMap<String, usize> {
    let mut files = BTreeMap::new();
    for source in &figure.sources {
        *files.entry(places.name(source.cell.sheet).file.clone()).or_insert(0) += 1;
    }
    files
}

fn entries(data: &RunData<'_>) -> Option<Vec<EntryThen>> {
    let counted = || data.normalized.entries.iter().filter(|entry| entry.counts());
    if counted().count() > MOST_ENTRIES {
        return None;
    }
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let mut entries: Vec<EntryThen> = counted().filter_map(|entry| then(data, entry)).collect();
    for entry in &mut entries {
        // Entries that say the same are told apart by their number among them.
        let times = alike.entry(entry.id.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            entry.id += &format!("+{times}");
        }
    }
    Some(entries)
}

fn then(data: &RunData<'_>, entry: &Entry) -> Option<EntryThen> {
    let head = data.normalized.heads.get(entry.head as usize)?;
    let rule = data.kind.tables.get(head.table)?;
    let said = rule.fields.iter().enumerate().filter(|(_, field)| field.role != Some(FieldRole::Number));
    let values: Vec<(usize, String)> =
        said.filter_map(|(at, _)| Some((at, spelt(entry.value(at)?)))).collect();
    let whole =
        values.iter().flat_map(|(field, text)| [field.to_le_bytes().to_vec(), text.clone().into_bytes()]);
    let whole: Vec<Vec<u8>> = whole.collect();
    let whole = of_parts(whole.iter().map(Vec::as_slice).chain([rule.id.as_bytes()]));
    let class = entry.class.as_deref();
    let known = class.map(|class| class.id.clone()).filter(|id| !id.is_empty());
    let (by, text) = in_short(rule, entry, &values);
    Some(EntryThen {
        id: known.unwrap_or_else(|| whole.clone()),
        table: rule.id.clone(),
        by,
        text,
        whole,
        file: data.places.name(head.sheet).file.clone(),
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

fn spelt(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Number(amount) => amount.number.to_string(),
        Value::Date(when) => when.to_string(),
        Value::List(list) => list.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join("、"),
        Value::Flag(flag) => yes::word(*flag).to_owned(),
    }
}
