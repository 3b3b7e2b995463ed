//! Step 10: 核对表.xlsx, the workbook that explains the report, and the decisions that people write into it.
//!
//! Every datum of the report is listed with its rule and cells, every opinion with its class and reasons, every
//! row that was set aside, every finding. Columns with a coloured header are for filling in; [`gather`] takes
//! what stands there as decisions at the next run. [`lists`] are the three lists of the named problems.

pub mod annexes;
mod changes;
mod clusters;
mod datum;
mod decisions_read;
mod facts;
mod findings;
pub mod forms;
mod grid;
mod items;
mod listed;
pub mod lists;
mod not_counted;
mod own;
pub mod pairs;
pub mod returned;
mod rows;
mod rule;
mod sheet;
pub mod snapshot;
mod sources;
mod summary;
mod tables;
pub mod texts;
mod units;
mod words;

use rust_xlsxwriter::XlsxError;

use crate::finding::{DocumentFault, Finding, Refusal};
use crate::kind::Kind;
use crate::model::decision::Decisions;
use crate::model::figure::Figures;
use crate::model::origin::Places;
use crate::model::report::Report;
use crate::model::settings::Settings;
use crate::normalize::Normalized;
use crate::recognize::Seen;

pub use datum::{Printed, is_copied, printed, printed_of, sources};
pub use decisions_read::{Dated, gather};
pub use facts::Facts;
pub use listed::{Listed, changes as changes_listed, units};
use rows::Book;
pub use rule::in_words;
pub(crate) use tables::headers_gone;
pub(crate) use words::fate;

impl From<XlsxError> for Refusal {
    fn from(fault: XlsxError) -> Self {
        Refusal::Document(DocumentFault::Workbook(fault.to_string()))
    }
}

/// Makes 核对表.xlsx. The same facts give the same bytes.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write(facts: &Facts<'_>) -> Result<Vec<u8>, Refusal> {
    let title = format!("核对表：{}", facts.report.title);
    let clusters = clusters::clusters(facts);
    let mut book = Book::new()?;
    summary::add(&mut book, facts, &title)?;
    if let Some(changed) = facts.changes {
        changes::add(&mut book, facts.kind, changed, &title)?;
    }
    let pages = [
        tables::page(facts, &title),
        sources::page(facts, &title),
        items::page(facts, &clusters, &title),
        clusters::page(facts, &clusters, &title),
        units::page(facts, &title),
        not_counted::page(facts, &title),
        findings::page(facts, &title),
    ];
    for page in pages {
        book.add(own::with(page, facts.decisions))?;
    }
    tables::add_choices(&mut book.workbook, &facts.kind.tables)?;
    book.save()
}

/// Whether 核对表 has no room for all items.
pub fn is_beside(facts: &Facts<'_>) -> bool {
    items::item_count(facts) > items::MOST
}

/// Writes as text what 核对表 has no room for; how many items that are.
///
/// # Errors
/// What the writer says.
pub fn write_beside(facts: &Facts<'_>, to: &mut dyn std::io::Write) -> std::io::Result<usize> {
    items::write_beside(facts, to)
}

/// What is known when no table was recognised.
#[derive(Debug, Clone, Copy)]
pub struct Recognition<'a> {
    /// The report kind by whose rules the sheets were looked at.
    pub kind: &'a Kind,
    /// The files and sheets that ids of sheets stand for.
    pub places: &'a Places,
    /// What each sheet was taken for: for no table.
    pub seen: &'a [Seen],
    /// What was found, each with its place as a person names it.
    pub findings: &'a [(String, Finding)],
    /// What people decided, in this run and before.
    pub decisions: &'a Decisions,
}

/// Makes the 核对表.xlsx of a folder without a report: what its sheets were taken for, and what was found.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write_recognition(known: Recognition<'_>) -> Result<Vec<u8>, Refusal> {
    let Recognition { kind, places, seen, findings, decisions } = known;
    let (report, normalized, settings) = (Report::default(), Normalized::default(), Settings::default());
    let figures = Figures::default();
    let (report, normalized, settings, figures) = (&report, &normalized, &settings, &figures);
    let (unread, changes) = (&[][..], None);
    let facts = Facts {
        kind,
        places,
        report,
        seen,
        normalized,
        settings,
        figures,
        unread,
        findings,
        decisions,
        changes,
    };
    let mut book = Book::new()?;
    for page in [tables::page(&facts, words::TABLES), findings::page(&facts, words::TABLES)] {
        book.add(own::with(page, decisions))?;
    }
    tables::add_choices(&mut book.workbook, &kind.tables)?;
    book.save()
}

/// Makes 表格识别.xlsx: the corrections of sheets and columns alone, to be copied into another folder. None when there
/// are none.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write_corrections(decisions: &Decisions) -> Result<Option<Vec<u8>>, Refusal> {
    tables::corrections(decisions)
}
