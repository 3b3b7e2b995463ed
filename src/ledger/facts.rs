//! What the ledger is made from, and how cells of the folder are named and opened in it.

use crate::finding::Finding;
use crate::kind::{FieldRole, Kind, TableRule};
use crate::model::change::Changes;
use crate::model::decision::Decisions;
use crate::model::entry::Entry;
use crate::model::figure::Figures;
use crate::model::origin::{Origin, Places, Source, address};
use crate::model::report::Report;
use crate::model::settings::Settings;
use crate::normalize::Normalized;
use crate::recognize::Seen;
use crate::workbook::Unread;

use super::sheet::Cell;

/// All that a run found out and 核对表 tells.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The kind, for names of tables, fields and figures.
    pub kind: &'a Kind,
    /// The files and sheets that ids of sheets stand for.
    pub places: &'a Places,
    /// The report as it will stand.
    pub report: &'a Report,
    /// What each sheet and column was taken for.
    pub seen: &'a [Seen],
    /// The entries of all tables, those that do not count among them.
    pub normalized: &'a Normalized,
    /// What 报告信息 and 文字材料 say.
    pub settings: &'a Settings,
    /// Every figure of the kind, counted.
    pub figures: &'a Figures,
    /// Files and sheets that could not be read, with the reason.
    pub unread: &'a [Unread],
    /// What was found, each with its place as a person names it.
    pub findings: &'a [(String, Finding)],
    /// What people decided, in this run and before.
    pub decisions: &'a Decisions,
    /// What changed since an earlier run, when there was one.
    pub changes: Option<&'a Changes>,
}

impl<'a> Facts<'a> {
    /// The tables whose cells are split into opinions or problems, by index.
    pub(super) fn split_tables(self) -> impl Iterator<Item = (usize, &'a TableRule)> {
        let tables = self.kind.tables.iter().enumerate();
        tables.filter(|(_, rule)| rule.is_of_opinions())
    }

    /// The field that an opinion stands in.
    pub(super) fn subject(rule: &TableRule) -> usize {
        rule.said().unwrap_or(0)
    }

    /// The text of the field with a role; none when the table has no such field or the cell is blank.
    pub(super) fn text(rule: &TableRule, entry: &'a Entry, role: FieldRole) -> Option<&'a str> {
        rule.at(role).and_then(|field| entry.text(field)).map(AsRef::as_ref)
    }

    /// File and sheet, and the cell or its part as a link. Links are kept short: some office programs do not
    /// break them over lines.
    pub(super) fn place(self, at: Source) -> [Cell; 2] {
        let name = self.places.name(at.cell.sheet);
        let part = if at.part > 0 { format!("#{}", at.part) } else { String::new() };
        let cell = address(at.cell.row, at.cell.column) + &part;
        [Cell::text(format!("{} › {}", name.file, name.sheet)), self.linked(at.cell, cell)]
    }

    /// A text that opens a cell of the folder's workbooks, seen from 成文/.
    pub(super) fn linked(self, at: Origin, text: String) -> Cell {
        let name = self.places.name(at.sheet);
        // `#` divides file and sheet in a link, and cannot be escaped in it.
        if name.file.is_empty() || name.file.contains('#') || name.sheet.contains('#') {
            return Cell::text(text);
        }
        let sheet = name.sheet.replace('\'', "''");
        let inside = if has_sheets(&name.file) {
            format!("#'{sheet}'!{}", address(at.row, at.column))
        } else {
            String::new()
        };
        let up = if is_absolute(&name.file) { "" } else { "../" };
        Cell::Link { target: format!("{up}{}{inside}", name.file), text }
    }
}

/// Whether a path starts at a root or a drive: the last report may lie anywhere.
fn is_absolute(file: &str) -> bool {
    file.starts_with('/') || file.get(1..3) == Some(":/")
}

/// Whether a link into a sheet works: text files have none by name.
fn has_sheets(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    !["csv", "tsv", "txt"].contains(&ending.as_str())
}
