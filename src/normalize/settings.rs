//! Entries of 报告信息 and 文字材料 → settings: items by the kind's names, dates understood, unknown ones said.

use crate::model::items;
use jiff::civil::Date;

use super::context::Context;
use super::{Normalized, date};
use crate::finding::{Finding, Noted, Place, Texts};
use crate::kind::{FieldRole, ItemType, Kind, TableRole};
use crate::model::entry::Entry;
use crate::model::origin::Source;
use crate::model::settings::{Item, Line, Settings};
use crate::model::value::{Text, When};

/// The item that names a look, and the one that names a document whose look is taken over.
const LOOK: [&str; 2] = [items::LOOK, items::LETTERHEAD];
/// The endings by which 版式 names a document rather than a look.
const DOCUMENTS: [&str; 9] = [".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".odt"];

/// The item whose date the command line may give.
const REPORT_DATE: &str = items::DATE;

/// Gathers the settings of a folder. A date given with the command holds over the workbook's.
#[must_use]
pub fn gather(normalized: &Normalized, kind: &Kind, date: Option<Date>) -> Noted<Settings> {
    let mut gathering = Gathering { kind, settings: Settings::default(), findings: Vec::new() };
    gathering.defaults();
    for (content, name, lines) in pairs(normalized, kind, TableRole::Settings, FieldRole::Item) {
        gathering.item(&name, lines, content);
    }
    for (_, block, lines) in pairs(normalized, kind, TableRole::Texts, FieldRole::Block) {
        gathering.settings.texts.entry(block.to_string()).or_default().extend(lines);
    }
    gathering.spans();
    gathering.dates();
    gathering.letterhead();
    if let Some(date) = date {
        gathering.settings.items.entry(REPORT_DATE.to_owned()).or_default().date = Some(When::day(date));
    }
    Noted { value: gathering.settings, findings: gathering.findings }
}

/// The end of a span that an item is: its last day or month for 结束日期, else its first.
pub(super) fn end_of(span: &str, item: &str) -> Option<Text> {
    let when = date::read(span, &Context::default()).when?;
    let to = when.to?;
    let from = if item == items::END { to } else { when.from };
    Some(Text::from(When { from, to: None, ..when }.to_string()))
}

/// The entries of a table as name and lines, with the cell of the name.
fn pairs(
    normalized: &Normalized,
    kind: &Kind,
    table: TableRole,
    name: FieldRole,
) -> Vec<(Option<Source>, Text, Vec<Line>)> {
    let Some((table, rule)) = kind.table_for(table) else {
        return Vec::new();
    };
    let (Some(name), Some(lines)) = (rule.at(name), rule.at(FieldRole::Content)) else {
        return Vec::new();
    };
    let heads = &normalized.heads;
    let pair = |entry: &Entry| {
        let source = entry.source(heads, lines);
        let lines = entry.texts(lines).iter().map(|text| Line { text: text.clone(), source });
        Some((entry.source(heads, name), entry.text(name)?.clone(), lines.collect()))
    };
    normalized.of_table(table).filter_map(|(_, entry)| pair(entry)).collect()
}

struct Gathering<'a> {
    kind: &'a Kind,
    settings: Settings,
    findings: Vec<Finding>,
}

impl Gathering<'_> {
    /// 版式 may name a document: that is an item of its own.
    fn letterhead(&mut self) {
        let [look, letterhead] = LOOK;
        let Some(item) = self.settings.items.get_mut(look) else { return };
        let is_document = |line: &Line| {
            let text = line.text.to_lowercase();
            DOCUMENTS.iter().any(|ending| text.ends_with(ending))
        };
        let (documents, looks) = std::mem::take(&mut item.lines).into_iter().partition(is_document);
        item.lines = looks;
        let documents: Vec<Line> = documents;
        if !documents.is_empty() {
            self.settings.items.entry(letterhead.to_owned()).or_default().lines.extend(documents);
        }
    }

    fn defaults(&mut self) {
        for rule in &self.kind.items {
            let Some(default) = &rule.default else { continue };
            let line = Line { text: default.as_str().into(), source: None };
            self.settings.items.insert(rule.name.clone(), Item { lines: vec![line], date: None });
        }
    }

    fn item(&mut self, name: &str, lines: Vec<Line>, at: Option<Source>) {
        let Some(rule) = self.kind.item(name) else {
            let place = at.map_or(Place::Folder, |at| Place::Cell(at.cell));
            self.findings.push(Finding::new(place, Texts::UnknownItem { item: name.to_owned() }));
            return;
        };
        let place = at.map_or(Place::Folder, |at| Place::Cell(at.cell));
        let item = self.settings.items.entry(rule.name.clone()).or_default();
        // What the workbook says takes the place of the kind's default.
        item.lines.retain(|line| line.source.is_some());
        if rule.kind != ItemType::List && !item.lines.is_empty() && !lines.is_empty() {
            let text = lines.first().map(|line| line.text.to_string()).unwrap_or_default();
            self.findings.push(Finding::new(place, Texts::ItemRepeated { item: rule.name.clone(), text }));
            item.lines.clear();
        }
        item.lines.extend(lines);
    }

    /// The two ends of a span (活动时间) for those of its items that the folder does not state.
    fn spans(&mut self) {
        for rule in &self.kind.items {
            let stated = self.settings.items.get(&rule.name).is_some_and(|item| !item.lines.is_empty());
            let lines = rule.span.as_ref().filter(|_| !stated).and_then(|span| self.settings.items.get(span));
            let Some(line) = lines.and_then(|item| item.lines.last()).cloned() else { continue };
            let text = end_of(&line.text, &rule.name).unwrap_or_else(|| line.text.clone());
            self.settings.items.entry(rule.name.clone()).or_default().lines = vec![Line { text, ..line }];
        }
    }

    fn dates(&mut self) {
        for rule in self.kind.items.iter().filter(|rule| rule.kind == ItemType::Date) {
            let Some(item) = self.settings.items.get_mut(&rule.name) else {
                continue;
            };
            let Some(line) = item.lines.last() else { continue };
            item.date = date::read(&line.text, &Context::default()).when;
            if item.date.is_none() {
                let what = Texts::BadDate { item: rule.name.clone(), text: line.text.to_string() };
                let place = line.source.map_or(Place::Folder, |at| Place::Cell(at.cell));
                self.findings.push(Finding::new(place, what));
            }
        }
    }
}
