//! A report kind → the form for the units: one page with a table of opinions, to be filled in by hand or in Word.

use super::Blank;
use crate::docx::{self, Properties};
use crate::finding::{Refusal, book};
use crate::kind::{FieldRole, FieldRule, Kind, TableRole, TableRule};
use crate::model::annex::{Align, Exhibit, RowOf, Shows, Table, TableCell, TableColumn, TableRow};
use crate::model::base::Base;
use crate::model::report::{Block, Inline, Provenance, Report, Role};

/// How many numbered rows fill the page.
const ROWS: usize = 15;

/// The form, when the kind has a table of opinions.
pub(super) fn file(kind: &Kind) -> Result<Option<Blank>, Refusal> {
    let Some((_, table)) = kind.table_for(TableRole::Opinions) else { return Ok(None) };
    let roles = [FieldRole::Number, FieldRole::Aspect, FieldRole::Content];
    let fields: Vec<(FieldRole, &FieldRule)> =
        roles.iter().filter_map(|role| Some((*role, field(table, *role)?))).collect();
    let title = book::PAPER_TITLE;
    let text = |text: &str| vec![Inline { text: text.to_owned(), from: Provenance::Template, lead: false }];
    let column = |(role, field): &(FieldRole, &FieldRule)| TableColumn {
        title: field.name.clone(),
        width: match role {
            FieldRole::Number => 1.0,
            FieldRole::Aspect => 3.0,
            _ => 10.0,
        },
        align: if *role == FieldRole::Content { Align::Left } else { Align::Centre },
        shows: Shows::Other,
    };
    let cell = |number: usize, role: FieldRole| {
        let printed = if role == FieldRole::Number { number.to_string() } else { String::new() };
        TableCell { inlines: text(&printed) }
    };
    let row = |number: usize| TableRow {
        of: RowOf::default(),
        cells: fields.iter().map(|(role, _)| cell(number, *role)).collect(),
    };
    let exhibit = Table {
        columns: fields.iter().map(column).collect(),
        rows: (1..=ROWS).map(row).collect(),
        landscape: false,
    };
    let blocks = vec![
        Block::paragraph("title", Role::Title, text(title)),
        Block::paragraph("head", Role::Body, text(book::PAPER_HEAD)),
        Block::exhibit("table", Role::AnnexTable, Exhibit::Table(exhibit)),
        Block::paragraph("foot", Role::Body, text(book::PAPER_FOOT)),
    ];
    let report = Report { title: title.to_owned(), blocks, ..Report::default() };
    let properties = Properties { title: title.to_owned(), author: String::new(), date: None };
    let written = docx::write(&report, &kind.look.look, &Base::default(), &properties)?;
    // What goes to the units holds nothing but what is printed.
    let clean = docx::clean(&written).map_err(Refusal::Document)?;
    Ok(Some(Blank { name: format!("{title}.docx"), bytes: clean.bytes }))
}

fn field(table: &TableRule, role: FieldRole) -> Option<&FieldRule> {
    table.fields.get(table.at(role)?)
}
