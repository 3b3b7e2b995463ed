//! A report → every datum that it prints: where it stands, what it is, by which rule it was got, from which cells.

use std::borrow::Cow;

use super::facts::Facts;
use super::rule::{field_name, in_words};
use crate::model::annex::Table;
use crate::model::element::{Flow, Heads, elements};
use crate::model::origin::Source;
use crate::model::report::{Block, Provenance};
use crate::text::pieces::excerpt;

/// How many characters before and after a datum show where it stands.
const AROUND: usize = 14;

/// What the slots of cells have that were copied from an entry's row.
const COPIED: &str = ":#";

/// One datum of the report, at one place where it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed<'a> {
    /// The id of the block that it stands in.
    pub block: String,
    /// The heading that the block stands under, or what the block itself is.
    pub part: String,
    /// The words around it, with the datum itself in 〔〕.
    pub excerpt: String,
    /// What the report prints.
    pub text: String,
    /// The id of the slot.
    pub slot: String,
    /// What the datum is called (意见建议条数).
    pub name: String,
    /// How it was got, in plain Chinese.
    pub rule: String,
    /// The cells that it was got from.
    pub sources: Cow<'a, [Source]>,
    /// The row of an annex's table that it was copied into, counted from one; none for what was counted.
    pub row: Option<usize>,
}

/// The data of the report in order.
pub fn printed<'a>(facts: &Facts<'a>) -> Vec<Printed<'a>> {
    let mut part = String::new();
    let mut printed = Vec::new();
    for block in &facts.report.blocks {
        part = part_of(block, part);
        for (index, inline) in block.inlines.iter().enumerate() {
            let slot = match &inline.from {
                Provenance::Slot(id) | Provenance::Narrative(id) => id,
                Provenance::Template
                | Provenance::Numbering
                | Provenance::Person
                | Provenance::Missing(_) => continue,
            };
            let texts = block.inlines.iter().map(|inline| inline.text.as_str());
            printed.push(datum(facts, (block, &part), excerpt(texts, index, AROUND), &inline.text, slot));
        }
        if let Some(table) = block.table() {
            printed.extend(of_table(facts, block, &part, table));
        }
    }
    printed
}

/// The data of one slot, in order.
pub fn printed_of<'a>(facts: &Facts<'a>, slot: &str) -> Vec<Printed<'a>> {
    let mut part = String::new();
    let mut printed = Vec::new();
    for block in &facts.report.blocks {
        part = part_of(block, part);
        let is_here = |from: &Provenance| matches!(from, Provenance::Slot(id) | Provenance::Narrative(id) if id == slot);
        for (index, inline) in block.inlines.iter().enumerate().filter(|(_, inline)| is_here(&inline.from)) {
            let texts = block.inlines.iter().map(|inline| inline.text.as_str());
            printed.push(datum(facts, (block, &part), excerpt(texts, index, AROUND), &inline.text, slot));
        }
        let cells = block.table().into_iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        if cells.flat_map(|cell| &cell.inlines).any(|inline| is_here(&inline.from))
            && let Some(table) = block.table()
        {
            printed
                .extend(of_table(facts, block, &part, table).into_iter().filter(|datum| datum.slot == slot));
        }
    }
    printed
}

/// Whether a slot of a table's cell was copied from an entry's row, and not counted.
pub fn is_copied(slot: &str) -> bool {
    slot.contains(COPIED)
}

fn datum<'a>(facts: &Facts<'a>, at: (&Block, &str), excerpt: String, text: &str, slot: &str) -> Printed<'a> {
    let (name, rule) = named(facts, slot);
    Printed {
        block: at.0.id.clone(),
        part: at.1.to_owned(),
        excerpt,
        text: text.to_owned(),
        slot: slot.to_owned(),
        name,
        rule,
        sources: sources(facts, slot),
        row: None,
    }
}

/// The data in the cells of an annex's table.
fn of_table<'a>(facts: &Facts<'a>, block: &Block, part: &str, table: &Table) -> Vec<Printed<'a>> {
    let mut printed = Vec::new();
    for (number, row) in (1..).zip(&table.rows) {
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            for inline in &cell.inlines {
                let Provenance::Slot(slot) = &inline.from else { continue };
                let excerpt = format!("第{number}行 {}〔{}〕", column.title, inline.text);
                let datum = datum(facts, (block, part), excerpt, &inline.text, slot);
                printed.push(Printed { row: is_copied(slot).then_some(number), ..datum });
            }
        }
    }
    printed
}

/// What the data of a block, and of those that follow it, are listed under.
fn part_of(block: &Block, part: String) -> String {
    let element = block.role.element();
    let above_text = || elements().take_while(|above| above.flow == Flow::Alone);
    match element.heads {
        Heads::Words => block.text(),
        Heads::MoreWords => format!("{part} {}", block.text()),
        Heads::Name => element.name().to_owned(),
        Heads::Nothing if element.flow == Flow::Text && above_text().any(|above| above.is_named(&part)) => {
            "开头".to_owned()
        }
        Heads::Nothing => part,
    }
}

/// The name and the rule of a slot: a figure, a setting, a text, a field of an entry.
fn named(facts: &Facts<'_>, slot: &str) -> (String, String) {
    let bare = slot.strip_suffix(":key").unwrap_or(slot);
    if let Some(figure) = facts.figures.get(bare) {
        let (id, key) = bare.split_once('/').map_or((bare, None), |(id, key)| (id, Some(key)));
        let rule = facts.kind.figure(id).map(|rule| in_words(facts.kind, rule, key));
        return (figure.name.clone(), rule.unwrap_or_default());
    }
    if let Some(item) = slot.strip_prefix("settings.") {
        let item = item.split('.').next().unwrap_or(item);
        return (item.to_owned(), format!("“报告信息”中填写的“{item}”"));
    }
    if let Some(block) = slot.strip_prefix("texts.") {
        return (block.to_owned(), format!("“文字材料”中“{block}”的原文"));
    }
    if let Some(list) = slot.strip_prefix("count:") {
        return (list.to_owned(), format!("“{list}”的项数"));
    }
    if let Some((_, header)) = slot.strip_prefix("annex:").and_then(|cell| cell.rsplit_once(':')) {
        return (header.to_owned(), format!("附件该行的“{header}”，由所列单元格得出"));
    }
    let mut parts = slot.split(':');
    let (first, last) = (parts.next().unwrap_or_default(), parts.next_back().unwrap_or_default());
    // A member of a figure's list; a table's entry has its field besides, so both may be called the same.
    if let Some(rule) = facts.kind.figure(first).filter(|_| parts.next().is_none()) {
        return (rule.name.clone(), in_words(facts.kind, rule, None));
    }
    match facts.kind.table(first).and_then(|table| facts.kind.tables.get(table)) {
        Some(table) => {
            let field = match last {
                "class.aspect" => "方面".to_owned(),
                "class.problem" => "突出问题".to_owned(),
                _ => field_name(table, last),
            };
            (field.clone(), format!("“{}”该行的“{field}”", table.name))
        }
        None if first == "problem" => ("突出问题".to_owned(), "归纳出的突出问题，列其各条意见".to_owned()),
        None => (slot.to_owned(), String::new()),
    }
}

/// The cells that a slot was got from.
pub fn sources<'a>(facts: &Facts<'a>, slot: &str) -> Cow<'a, [Source]> {
    let bare = slot.strip_suffix(":key").unwrap_or(slot);
    if let Some(figure) = facts.figures.get(bare) {
        return Cow::Borrowed(&figure.sources);
    }
    facts.report.sources.get(slot).into_iter().flatten().copied().collect()
}
