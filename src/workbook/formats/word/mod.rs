//! The tables of a .docx → one sheet a table, the lines above it as its title rows.

mod numbering;
mod table;
mod text;

use super::{Content, Format, Reads, file_fault};
use crate::finding::Reading;
use crate::model::base::NAMESPACE;
use crate::package::open::Package;
use crate::workbook::clean::Texts;
use crate::workbook::draft::{Draft, Drafts};
use crate::workbook::limits;
use crate::workbook::values;
use text::{Bounds, WordTable, Written, tables};

/// .docx, .docm and their templates: a package with the list of parts that Microsoft's have.
pub(super) const FORMAT: Format = Format {
    endings: &["docx", "docm", "dotx", "dotm"],
    knows: |input| input.has_entry("[content_types].xml") && input.has_entry("word/"),
    reads: Reads::Here(|input, texts| {
        Ok(read(input.package()?, texts)?.map_or(Content::Own, |drafts| Content::Sheets(drafts, None)))
    }),
    told: None,
    named: None,
};

/// The text part of a .docx: ten thousand pages of tables have about 100 MB.
const DOCUMENT_BYTES: u64 = 128 << 20;

/// Columns that a cell of a Word table may span: Word itself stops at 63.
const SPAN: u32 = 1000;

/// Paragraphs above a Word table that are taken as its title lines: annex number, title, unit, date, a note.
const LEAD_LINES: usize = 8;

/// Longest of these, in characters; a longer paragraph is prose and ends the title lines.
const LEAD_CHARS: usize = 100;

/// Most lines of a document without a table that may be a form or a letter; a longer one is a book.
const LINES: usize = 400;

/// What the sheet of such a document is called.
const TEXT: &str = "正文";

/// What the custom parts of a document are called.
const CUSTOM_PARTS: &str = "customxml/item";

const BOUNDS: Bounds = Bounds {
    bytes: DOCUMENT_BYTES,
    tables: limits::SHEETS,
    cells: limits::CELLS,
    span: SPAN,
    lead_lines: LEAD_LINES,
    lead_chars: LEAD_CHARS,
    lines: LINES,
};

/// Reads the tables of a document; none when it is a report that the program itself wrote.
fn read(package: &mut Package, texts: &mut Texts) -> Result<Option<Drafts>, Reading> {
    if holds_base(package) {
        return Ok(None);
    }
    let found = tables(package, BOUNDS).map_err(file_fault)?;
    if found.ours {
        return Ok(None);
    }
    if found.tables.is_empty() {
        let lines = found.lines.filter(|lines| !lines.is_empty()).ok_or(Reading::FileWithoutTable)?;
        return Ok(Some(vec![Ok(text(&lines, texts))]));
    }
    let numbered = found.tables.into_iter().zip(1..);
    Ok(Some(numbered.map(|(table, number)| Ok(sheet(table, number, texts))).collect()))
}

/// Whether a document carries the base of a report, of whatever version.
fn holds_base(package: &mut Package) -> bool {
    let custom = |name: &&String| name.to_ascii_lowercase().starts_with(CUSTOM_PARTS);
    let parts: Vec<String> = package.names().iter().filter(custom).cloned().collect();
    let mark = NAMESPACE.trim_end_matches(|c: char| c.is_ascii_digit()).as_bytes();
    parts.iter().any(|part| {
        let bytes = package.read(part, DOCUMENT_BYTES).unwrap_or_default();
        bytes.windows(mark.len()).any(|window| window == mark)
    })
}

/// The lines of a document without a table, one a row.
fn text(lines: &[Written], texts: &mut Texts) -> Draft {
    let mut draft = Draft::new(TEXT, false);
    draft.text = true;
    for (row, line) in (0..).zip(lines) {
        draft.push_written((row, 0), &line.full, &line.kept, texts);
    }
    draft
}

fn sheet(table: WordTable, number: usize, texts: &mut Texts) -> Draft {
    let mut draft = Draft::new(&format!("表{number}"), false);
    let last = table.columns.saturating_sub(1);
    let mut below = 0;
    for line in &table.lead {
        draft.push_written((below, 0), &line.full, &line.kept, texts);
        draft.merges.push(values::area((below, 0), (below, last)));
        below += 1;
    }
    for ((row, column), cell) in &table.cells {
        draft.push_written((row + below, *column), &cell.full, &cell.kept, texts);
    }
    let lowered = |(row, column): (u32, u32)| (row + below, column);
    draft.merges.extend(table.merges.iter().map(|(first, end)| values::area(lowered(*first), lowered(*end))));
    draft
}
