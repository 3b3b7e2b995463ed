//! A report kind → the files that a report folder begins with: a blank workbook a table, and a form to send to the units.

mod paper;

use crate::finding::{Refusal, book};
use crate::kind::{
    FieldRole, FieldRule, FieldType, ItemRule, Kind, TableRole, TableRule, built_in_names, default_kind,
};
use crate::ledger::forms;
use crate::model::form::{Entry, Form, FormColumn, FormRow};
use crate::model::items;
use crate::model::report::Role;
use crate::text::yes;

/// A file that a new report folder begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The file's name with its ending; no folder before it.
    pub name: String,
    /// The whole content of the file.
    pub bytes: Vec<u8>,
}

/// Makes the files that a folder begins with. The same kind gives the same bytes.
///
/// # Errors
/// A fault of the libraries that write workbooks and documents.
pub fn files(kind: &Kind) -> Result<Vec<Blank>, Refusal> {
    let mut files = Vec::new();
    for table in &kind.tables {
        let form = form(kind, table);
        files.push(Blank { name: format!("{}.xlsx", form.name), bytes: forms::write(&form)? });
    }
    files.extend(paper::file(kind)?);
    Ok(files)
}

/// The blank workbook of a table, by its rule in `forms.toml`.
fn form(kind: &Kind, table: &TableRule) -> Form {
    let rule = kind.form(table);
    let fields = rule.columns.iter().filter_map(|id| table.fields.get(table.field(id)?));
    let columns: Vec<&FieldRule> = fields.collect();
    Form {
        name: rule.name.unwrap_or_else(|| table.name.clone()),
        note: rule.note,
        rows: rows(kind, table, &columns),
        columns: columns.into_iter().map(|field| column(kind, table, field)).collect(),
    }
}

/// Widths of columns, in characters of half width.
const NARROW: u16 = 9;
const NAME: u16 = 12;
const WORDS: u16 = 16;
const TEXT: u16 = 24;
const PROSE: u16 = 44;

fn column(kind: &Kind, table: &TableRule, field: &FieldRule) -> FormColumn {
    let entry = entry(kind, field);
    let long = field.prose
        || matches!(field.role, Some(FieldRole::Content | FieldRole::Problem))
        || matches!(table.role, Some(TableRole::Settings | TableRole::Texts)) && field.role.is_none();
    let width = match (&entry, field.kind) {
        _ if long => PROSE,
        _ if field.role == Some(FieldRole::Number) => NARROW,
        (Entry::Number { .. }, _) | (_, FieldType::Flag) => NARROW,
        (Entry::Date | Entry::Choice(_), _) | (_, FieldType::Person) => NAME,
        (Entry::Points, _) | (_, FieldType::Titles | FieldType::Lines) => TEXT,
        _ => WORDS,
    };
    FormColumn { header: field.name.clone(), width, entry }
}

fn entry(kind: &Kind, field: &FieldRule) -> Entry {
    match field.kind {
        FieldType::Date => Entry::Date,
        FieldType::Number => Entry::Number { whole: field.whole },
        FieldType::Flag => Entry::Choice([yes::YES, yes::NO].map(str::to_owned).to_vec()),
        FieldType::Term => {
            let list = field.vocabulary.as_deref().map(|name| kind.vocabulary.list(name));
            let terms = list.into_iter().flat_map(|list| list.rows().map(|row| row.get("term").to_owned()));
            Entry::Choice(terms.collect())
        }
        FieldType::Points => Entry::Points,
        FieldType::List | FieldType::Titles | FieldType::Lines => Entry::List,
        FieldType::Text | FieldType::Person | FieldType::Unit => Entry::Text,
    }
}

/// The rows that stand in a form already: the items of 报告信息, the 段落 of 文字材料.
fn rows(kind: &Kind, table: &TableRule, columns: &[&FieldRule]) -> Vec<FormRow> {
    let row = |name: &str, content: &str, note: String, choices: Vec<String>| FormRow {
        cells: columns
            .iter()
            .map(|field| match field.role {
                Some(FieldRole::Item | FieldRole::Block) => name.to_owned(),
                Some(FieldRole::Content) => content.to_owned(),
                _ => note.clone(),
            })
            .collect(),
        choices,
    };
    match table.role {
        Some(TableRole::Settings) => kind
            .items
            .iter()
            .map(|item| {
                let offered = offered(kind, item);
                let note = book::item_note(&item.note, item.example.as_deref(), &offered);
                row(&item.name, preset(kind, item), note, offered)
            })
            .collect(),
        Some(TableRole::Texts) => {
            let own = kind.text_blocks.iter().map(|block| row(block, "", book::own_place(), Vec::new()));
            let body = kind.sections.iter().filter(|section| section.role == Role::Body);
            let sections = body.filter(|section| !kind.text_blocks.contains(&section.name));
            let sections = sections
                .map(|section| row(&section.name, "", book::after_section(&section.name), Vec::new()));
            own.chain(sections).collect()
        }
        _ => Vec::new(),
    }
}

/// The words that the drop-down of an item of 报告信息 offers: of 版式 the looks of the kind, else its `choices`.
fn offered(kind: &Kind, item: &ItemRule) -> Vec<String> {
    if item.name == items::LOOK {
        let looks = kind.looks.iter();
        return looks.map(|look| look.names.first().unwrap_or(&look.id).clone()).collect();
    }
    item.choices.clone()
}

/// What an item says from the beginning: which kind of report it is, where the folder would not tell.
fn preset<'k>(kind: &'k Kind, item: &ItemRule) -> &'k str {
    let among = built_in_names().contains(&kind.name) && kind.name != default_kind();
    if item.name == items::REPORT_KIND && among { &kind.title } else { "" }
}
