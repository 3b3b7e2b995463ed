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
mod items;
pub mod lists;
mod not_counted;
pub mod period;
pub mod returned;
mod rule;
mod sheet;
mod sources;
mod summary;
pub mod texts;
mod units;
mod words;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::finding::{DocumentFault, Refusal};

pub use datum::{Printed, printed};
pub use decisions_read::{Dated, gather};
pub use facts::Facts;
pub use rule::in_words;

/// Makes 核对表.xlsx. The same facts give the same bytes.
///
/// # Errors
/// A fault of the library that writes workbooks.
pub fn write(facts: &Facts<'_>) -> Result<Vec<u8>, Refusal> {
    book(facts).map_err(|fault| Refusal::Document(DocumentFault::Said(fault.to_string())))
}

fn book(facts: &Facts<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = new_book()?;
    let styles = sheet::Styles::new();
    let title = format!("核对表：{}", facts.report.title);
    let clusters = clusters::clusters(facts);
    summary::add(&mut book, &styles, facts, &title)?;
    if let Some(changed) = facts.changes {
        changes::add(&mut book, &styles, facts.kind, changed, &title)?;
    }
    let pages = [
        sources::page(facts, &title),
        items::page(facts, &clusters, &title),
        clusters::page(facts, &clusters, &title),
        units::page(facts, &title),
        not_counted::page(facts, &title),
        findings::page(facts, &title),
    ];
    for page in &pages {
        sheet::add(&mut book, &styles, page)?;
    }
    book.save_to_buffer()
}

/// A workbook without anything of the moment or the machine in it.
fn new_book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author("成文").set_creation_datetime(&fixed));
    Ok(book)
}
