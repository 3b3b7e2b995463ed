//! The report → a document in the official format (GB/T 9704-2012).
//!
//! `docx_rs` builds body and footers from named styles only; the styles themselves and the other parts are ours
//! (`style`, `styles`, `parts`); `finish` brings all of it into the order of the schema and into one package, after
//! the elements that the library cannot build have gathered their paragraphs (`mark`, `signature`, `imprint`).
//! Every element of the format has a file here that opens with its specimen.

mod addressee;
mod annex;
mod body;
pub(super) mod chart;
pub(super) mod finish;
mod first_page;
pub(super) mod grid;
mod head;
mod heading;
mod imprint;
mod mark;
mod measures;
mod note;
mod page;
mod page_number;
mod paragraphs;
mod parts;
mod runs;
mod section;
mod signature;
pub(super) mod style;
mod styles;
mod table;
mod title;
mod title_lines;
mod title_words;

use docx_rs::Docx;

use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::finding::Refusal;
use crate::model::base::Base;
use crate::model::look::Look;
use crate::model::report::Report;
use crate::package::xml::Element;

pub use mark::squeezed;
pub use measures::{Measure, measures};
pub use parts::Properties;

/// Writes the report: the same arguments give the same bytes.
///
/// # Errors
/// [`Refusal::Document`] when the document cannot be put together, which is a fault of the program.
pub fn write(report: &Report, look: &Look, base: &Base, properties: &Properties) -> Result<Vec<u8>, Refusal> {
    let docx = page::set(Docx::new(), look);
    let docx = page_number::set(docx);
    let docx = paragraphs::add(docx, report, look);
    let styles = styles::part(look, report);
    let gather = |document: &mut Element| {
        for body in document.all_mut(Kind::Body) {
            mark::gather(body, look, report);
            signature::gather(body, look, report);
            imprint::gather(body, look);
        }
    };
    let made = finish::Made { built: docx.build(), gather: &gather, styles, report, look, base, properties };
    Ok(made.package()?)
}
