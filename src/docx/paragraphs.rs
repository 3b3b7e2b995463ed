//! Turns the blocks of the report into paragraphs, each in its style and under its bookmark, with the blank lines
//! that the standard asks for between them (7.3.2, 7.3.5.2).
//!
//! ```xml
//! <w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>
//!   <w:bookmarkStart w:id="3" w:name="_cw_study_p1"/><w:r>…</w:r><w:bookmarkEnd w:id="3"/></w:p>
//! ```
//! A name that begins with `_` hides the bookmark from the dialog; what people and programs do to the paragraph,
//! LibreOffice's saving included, leaves it in place.

use std::collections::BTreeSet;

use docx_rs::{Docx, Paragraph};

use super::{runs, styles};
use crate::model::look::Look;
use crate::model::report::{Block, Report, Role};

/// The longest name that Word allows a bookmark.
const LONGEST_NAME: usize = 40;

/// Adds the paragraphs of the report.
pub(super) fn add(mut docx: Docx, report: &Report, look: &Look) -> Docx {
    let mut names = BTreeSet::new();
    let mut before = None;
    for (number, block) in report.blocks.iter().enumerate() {
        if before.is_some_and(|before| has_blank_between(before, block.role)) {
            docx = docx.add_paragraph(Paragraph::new().style("Blank"));
        }
        let name = bookmark(&block.id, &mut names);
        let next = report.blocks.get(number + 1).map(|next| next.role);
        docx = docx.add_paragraph(paragraph(block, number, &name, style(block.role, next), look));
        before = Some(block.role);
    }
    docx
}

/// The style of a block; the last paragraph before the signature keeps with it.
fn style(role: Role, next: Option<Role>) -> &'static str {
    match (role, next) {
        (Role::Body, Some(Role::Signature | Role::Date)) => "BodyTextLast",
        _ => styles::id(role),
    }
}

fn paragraph(block: &Block, number: usize, bookmark: &str, style: &str, look: &Look) -> Paragraph {
    let paragraph = Paragraph::new().style(style).add_bookmark_start(number, bookmark);
    runs::runs(&block.inlines, look.latin.is_some())
        .into_iter()
        .fold(paragraph, Paragraph::add_run)
        .add_bookmark_end(number)
}

/// Whether a blank line stands between two blocks: below the title, and above signature and date.
fn has_blank_between(before: Role, role: Role) -> bool {
    let signs = |role| matches!(role, Role::Signature | Role::Date);
    (before == Role::Title && role != Role::Title) || (signs(role) && !signs(before))
}

/// The name of a block's bookmark, new in this document. The name is a hint to the next run, so one that Word
/// would not take is mended rather than refused; it is also written unescaped by the library.
fn bookmark(id: &str, names: &mut BTreeSet<String>) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = format!("_cw_{id}").chars().map(safe).take(LONGEST_NAME).collect();
    let again = (2..).map(|time| {
        let suffix = format!("_{time}");
        format!("{}{suffix}", &name[..name.len().min(LONGEST_NAME - suffix.len())])
    });
    let free = [name.clone()].into_iter().chain(again).find(|name| !names.contains(name));
    let name = free.unwrap_or_default();
    names.insert(name.clone());
    name
}
