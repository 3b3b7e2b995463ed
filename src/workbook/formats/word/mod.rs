//! The tables of a .docx → one sheet a table, the lines above it as its title rows.

mod numbering;
mod table;
mod text;

pub(crate) use text::SYMBOLS;

use crate::finding::Reading;
use crate::model::base::NAMESPACE;
use crate::package::open::Package;
use crate::workbook::clean::Texts;
use crate::workbook::draft::{Draft, Drafts};
use crate::workbook::formats::file_fault;
use crate::workbook::limits;
use crate::workbook::values;
use text::{Bounds, WordTable, tables};

/// What the custom parts of a document are called.
const CUSTOM_PARTS: &str = "customxml/item";

const BOUNDS: Bounds = Bounds {
    bytes: limits::DOCUMENT_BYTES,
    tables: limits::SHEETS,
    cells: limits::CELLS,
    span: limits::WORD_SPAN,
    lead_lines: limits::LEAD_LINES,
    lead_chars: limits::LEAD_CHARS,
};

/// Reads the tables of a document; none when it is a report that the program itself wrote.
pub(in crate::workbook) fn read(package: &mut Package, texts: &mut Texts) -> Result<Option<Drafts>, Reading> {
    if holds_base(package) {
        return Ok(None);
    }
    let found = tables(package, BOUNDS).map_err(file_fault)?;
    if found.ours {
        return Ok(None);
    }
    if found.tables.is_empty() {
        return Err(Reading::FileWithoutTable);
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
        let bytes = package.read(part, limits::DOCUMENT_BYTES).unwrap_or_default();
        bytes.windows(mark.len()).any(|window| window == mark)
    })
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
