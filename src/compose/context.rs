//! Figures, entries and settings → what a text may name: Chinese names and ids, each value a mark of its datum.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};

use super::Inputs;
use super::data::{Data, Datum, State};
use super::head::written;
use super::identity::names;
use super::wording::{correct, fill, without_stop};
use crate::finding::{Finding, Place, Texts};
use crate::kind::names::{
    GROUP_CODE, GROUP_COUNT, GROUP_INNER, GROUP_KEY, GROUP_NUMBER, GROUP_ROWS, OWN_TEXTS,
};
use crate::kind::{FieldRule, FieldType, FigureRule, ItemRule, ItemType, Kind, Take};
use crate::model::figure::{Figure, FigureValue, Group, print_number};
use crate::model::origin::Source;
use crate::model::report::Provenance;
use crate::model::settings::Line;
use crate::model::value::{Precision, Value as Cell};
use crate::text::digest::fnv32;
use crate::text::document_number::open_day;

/// Builds the context of all texts of a run.
pub(super) fn context(inputs: &Inputs<'_>, data: &mut Data) -> Value {
    let wording = wording(inputs.kind);
    let mut build = Build { inputs, data, wording: &wording, names: BTreeMap::new() };
    let mut root = Map::new();
    for item in &inputs.kind.items {
        let value = build.item(item);
        root.insert(item.name.clone(), value);
    }
    let used = |rule: &&FigureRule| wording.contains(&rule.id) || wording.contains(&rule.name);
    for rule in inputs.kind.figures.iter().filter(used) {
        let Some(figure) = inputs.figures.get(&rule.id) else {
            continue;
        };
        let value = build.figure(rule, figure);
        insert_path(&mut root, &rule.id, value.clone());
        root.insert(rule.name.clone(), value);
    }
    let blocks = inputs.kind.text_blocks.iter();
    let texts: Map<String, Value> = blocks.map(|block| (block.clone(), build.text_block(block))).collect();
    root.insert(OWN_TEXTS.to_owned(), Value::Object(texts));
    Value::Object(root)
}

/// Puts `opinions.items` where the path `opinions.items` of a text finds it.
fn insert_path(root: &mut Map<String, Value>, id: &str, value: Value) {
    match id.split_once('.') {
        None => drop(root.insert(id.to_owned(), value)),
        Some((first, rest)) => {
            let inner = root.entry(first).or_insert_with(|| json!({}));
            if let Value::Object(inner) = inner {
                insert_path(inner, rest, value);
            }
        }
    }
}

/// All wording of a kind in one text, with the fields that helpers read by themselves.
fn wording(kind: &Kind) -> String {
    let headings = kind.sections.iter().filter_map(|section| section.heading.as_ref());
    let texts = kind.texts.values().chain(headings).map(String::as_str);
    texts.chain(super::helpers::fields(kind)).collect::<Vec<_>>().join("\n")
}

struct Build<'a, 'b> {
    inputs: &'a Inputs<'a>,
    data: &'b mut Data,
    /// The wording: what it does not name is not built, since the rows of a province fill the memory.
    /// A name that stands in it for another reason costs only memory.
    wording: &'a str,
    /// The names of the rows of tables that texts show, by the table's index.
    names: BTreeMap<usize, HashMap<usize, String>>,
}

impl Build<'_, '_> {
    fn item(&mut self, item: &ItemRule) -> Value {
        let settings = self.inputs.settings;
        let lines = item.lines(settings);
        match item.kind {
            ItemType::List => lines.iter().map(|line| json!(self.setting(item, line))).collect(),
            ItemType::Date => self.date(item),
            ItemType::Text => match lines.first() {
                Some(line) => json!(self.setting(item, line)),
                None => json!(self.data.missing(item.ask.as_ref().unwrap_or(&item.name))),
            },
        }
    }

    fn setting(&mut self, item: &ItemRule, line: &Line) -> String {
        let mut findings = Vec::new();
        let text = written(&item.name, &line.text, line.source, &mut findings);
        self.words_with(&slot_id(item), &item.name, &text, line.source, item.prose, findings)
    }

    /// A date of 报告信息; one whose day is left open prints its room.
    fn date(&mut self, item: &ItemRule) -> Value {
        let settings = self.inputs.settings;
        let line = settings.lines(&item.name).last();
        let Some(when) = settings.date(&item.name) else {
            return json!(self.data.missing(&item.name));
        };
        let (id, at) = (slot_id(item), line.and_then(|line| line.source));
        self.data.read_from(&id, at);
        let left_open =
            line.and_then(|line| open_day(&line.text)).filter(|_| when.precision == Precision::Month);
        let place = at.map_or(Place::Folder, |at| Place::Cell(at.cell));
        let said = |text: &String| {
            Finding::new(place.clone(), Texts::LeftOpen { item: item.name.clone(), text: text.clone() })
        };
        let findings = left_open.iter().map(said).collect();
        let printed = left_open.unwrap_or_else(|| when.to_string());
        json!(self.data.keep(Datum { findings, ..Datum::slot(&id, &item.name, &printed) }))
    }

    /// Keeps a text that a person wrote: prose with figures in it, or a datum that prints as one slot.
    fn words(&mut self, id: &str, name: &str, text: &str, at: Option<Source>, prose: bool) -> String {
        self.words_with(id, name, text, at, prose, Vec::new())
    }

    /// The same, with what is said already.
    fn words_with(
        &mut self,
        id: &str,
        name: &str,
        text: &str,
        at: Option<Source>,
        prose: bool,
        mut findings: Vec<Finding>,
    ) -> String {
        self.data.read_from(id, at);
        let text = correct(self.inputs.kind, without_stop(text), at, &mut findings);
        let pieces = if prose {
            fill(&text, id, self.inputs.names(), at, &mut findings)
        } else {
            vec![(text, Provenance::Slot(id.to_owned()))]
        };
        self.data.keep(Datum { pieces, findings, ..Datum::slot(id, name, "") })
    }

    /// A text of 文字材料: its lines as one running text.
    fn text_block(&mut self, block: &str) -> Value {
        let lines = self.inputs.settings.texts.get(block).map_or(&[][..], Vec::as_slice);
        let Some(first) = lines.first() else {
            return json!(self.data.missing(block));
        };
        let joined: String = lines.iter().map(|line| line.text.as_ref()).collect();
        json!(self.words(&format!("texts.{block}"), block, &joined, first.source, true))
    }

    fn figure(&mut self, rule: &FigureRule, figure: &Figure) -> Value {
        match &figure.value {
            FigureValue::Rows(rows) => self.rows(rule, rows),
            FigureValue::Texts(texts) => {
                texts.iter().map(|(text, source)| json!(self.listed(rule, text, *source))).collect()
            }
            FigureValue::Groups(groups) => {
                groups.iter().map(|group| self.group(rule, &rule.id, group)).collect()
            }
            FigureValue::Missing if is_list(self.inputs.kind, rule) => json!([]),
            FigureValue::Missing => json!(self.data.missing(&rule.name)),
            FigureValue::Number(_) | FigureValue::Ratio(..) | FigureValue::Date(_) => {
                json!(self.number(&figure.id, &rule.name, figure.size(), &figure.printed))
            }
        }
    }

    fn number(&mut self, id: &str, name: &str, number: Option<f64>, printed: &str) -> String {
        let state = if number == Some(0.0) { State::Zero } else { State::Present };
        self.data.keep(Datum { state, number, ..Datum::slot(id, name, printed) })
    }

    /// A member of a group: its name, how many entries it has, what is counted of them, and the groups inside it.
    fn group(&mut self, rule: &FigureRule, within: &str, group: &Group) -> Value {
        let key = &*group.key;
        let id = format!("{within}/{key}");
        let name = id.replacen(&rule.id, &rule.name, 1);
        let member = self.inputs.figures.get(&id);
        let number = match member.filter(|member| !member.is_missing()) {
            Some(member) => self.number(&id, &name, member.size(), &member.printed),
            None => self.data.missing(&name),
        };
        // Where the entries themselves are counted, their number is the member.
        let count = if rule.counts_entries() {
            number.clone()
        } else {
            let count = group.rows.len();
            self.number(&format!("count:{name}"), &name, Some(count as f64), &count.to_string())
        };
        let inner: Value = group.inner.iter().map(|inner| self.group(rule, &id, inner)).collect();
        json!({
            GROUP_KEY: self.data.slot(&format!("{id}:key"), key, key),
            GROUP_COUNT: count,
            GROUP_NUMBER: number,
            GROUP_INNER: inner,
            GROUP_ROWS: self.rows(rule, &group.rows),
            GROUP_CODE: fnv32(key),
        })
    }

    /// A member of a list: prose when its field holds prose, the phrase of its vocabulary when it has one.
    fn listed(&mut self, rule: &FigureRule, text: &str, source: Source) -> String {
        let field = list_field(self.inputs, rule);
        let id = format!("{}:{}", rule.id, fnv32(text));
        let printed = field.and_then(|field| phrase(self.inputs, field, text));
        let prose = field.is_some_and(|field| field.prose);
        self.words(&id, &rule.name, printed.unwrap_or(text), Some(source), prose)
    }

    fn rows(&mut self, rule: &FigureRule, rows: &[usize]) -> Value {
        rows.iter().filter_map(|index| self.row(rule, *index)).collect()
    }

    fn row(&mut self, rule: &FigureRule, index: usize) -> Option<Value> {
        let kind = self.inputs.kind;
        let rule = rule.grouping(kind).unwrap_or(rule);
        let number = kind.table(rule.table.as_deref()?)?;
        let table = kind.tables.get(number)?;
        let entry = self.inputs.entries.get(index)?;
        let wording = self.wording;
        let names = self.names.entry(number).or_insert_with(|| names(self.inputs, number, table));
        let row = format!("{}:{}", table.id, names.get(&index)?);
        let mut object = Map::new();
        for (number, field) in
            table.fields.iter().enumerate().filter(|(_, field)| wording.contains(&field.name))
        {
            let id = format!("{row}:{}", field.id);
            let at = entry.source(self.inputs.heads, number);
            let value = self.cell(field, &id, entry.value(number), at);
            object.insert(field.name.clone(), value);
        }
        Some(Value::Object(object))
    }

    fn cell(&mut self, field: &FieldRule, id: &str, value: Option<&Cell>, at: Option<Source>) -> Value {
        self.data.read_from(id, at.filter(|_| value.is_some()));
        match value {
            None if is_list_type(field.kind) => json!([]),
            None => json!(self.data.missing(&field.name)),
            Some(Cell::List(list)) => {
                let members = list.iter();
                members.map(|text| json!(self.words(id, &field.name, text, at, field.prose))).collect()
            }
            Some(Cell::Text(text)) => json!(self.words(id, &field.name, text, at, field.prose)),
            Some(Cell::Date(when)) => json!(self.data.slot(id, &field.name, &when.to_string())),
            Some(Cell::Flag(flag)) => Value::Bool(*flag),
            Some(Cell::Number(amount)) => {
                let printed = print_number(amount.number, amount.bound);
                json!(self.number(id, &field.name, Some(amount.number), &printed))
            }
        }
    }
}

fn slot_id(item: &ItemRule) -> String {
    format!("settings.{}", item.name)
}

fn is_list_type(kind: FieldType) -> bool {
    matches!(kind, FieldType::Lines | FieldType::List | FieldType::Titles)
}

/// Whether a figure is a list in texts even when its table is missing.
fn is_list(kind: &Kind, rule: &FigureRule) -> bool {
    matches!(rule.take(), Some(Take::Rows | Take::List(_) | Take::Called(_))) || rule.grouping(kind).is_some()
}

fn list_field<'a>(inputs: &Inputs<'a>, rule: &FigureRule) -> Option<&'a FieldRule> {
    let Some(Take::List(field)) = rule.take() else {
        return None;
    };
    let table = inputs.kind.tables.get(inputs.kind.table(rule.table.as_deref()?)?)?;
    table.fields.get(table.field(field)?)
}

/// How running text says a word of a vocabulary (书面征求 → 发放征求意见表书面征求).
fn phrase<'a>(inputs: &Inputs<'a>, field: &FieldRule, term: &str) -> Option<&'a str> {
    let list = inputs.kind.vocabulary.list(field.vocabulary.as_deref()?);
    let phrase = list.rows().find(|row| row.get("term") == term)?.get("phrase");
    (!phrase.is_empty()).then_some(phrase)
}
