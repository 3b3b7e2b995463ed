//! Turns the blocks of the report into paragraphs, each in its style and under its bookmark, with the blank lines
//! that the standard asks for between them (7.3.2, 7.3.4, 7.3.5.2, 7.3.7).
//!
//! ```xml
//! <w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>
//!   <w:bookmarkStart w:id="3" w:name="_cw_study_p1"/><w:r>…</w:r><w:bookmarkEnd w:id="3"/></w:p>
//! ```
//! A name that begins with `_` hides the bookmark from the dialog; what people and programs do to the paragraph,
//! LibreOffice's saving included, leaves it in place.

use std::collections::BTreeSet;

use docx_rs::{Docx, Paragraph};

use super::{annex, page, runs, section, styles, table};
use crate::model::look::Look;
use crate::model::report::{Block, Report, Role};

/// The longest name that Word allows a bookmark.
const LONGEST_NAME: usize = 40;

/// Adds the paragraphs and tables of the report, with the ends of sections between pages that lie otherwise.
pub(super) fn add(mut docx: Docx, report: &Report, look: &Look) -> Docx {
    let mut names = BTreeSet::new();
    let mut before = None;
    let mut lying = false;
    for (number, block) in report.blocks.iter().enumerate() {
        let lies = section::lies(&report.blocks, number);
        if lies != lying {
            docx = docx.add_paragraph(section::end(lying));
            lying = lies;
        } else if before.is_some_and(|before| has_blank_between(before, block.role)) {
            docx = docx.add_paragraph(Paragraph::new().style("Blank"));
        }
        let name = bookmark(&block.id, &mut names);
        docx = match block.table() {
            Some(table) => {
                let width = page::text_width(look, lying);
                docx.add_table(table::table(table, (number, &name), width, look))
            }
            None => {
                let style = style(block.role, before, report.blocks.get(number + 1));
                docx.add_paragraph(paragraph(block, number, &name, style, look))
            }
        };
        before = Some(block.role);
    }
    if before == Some(Role::AnnexTable) { docx.add_paragraph(section::tail()) } else { docx }
}

/// The style of a block; the last paragraph before 附件说明 and signature keeps with them.
fn style(role: Role, before: Option<Role>, next: Option<&Block>) -> &'static str {
    match (role, next.map(|next| next.role)) {
        (Role::Body, Some(Role::Signature | Role::Date | Role::AnnexNote)) => "BodyTextLast",
        (Role::AnnexNote, _) => annex::note_style(before, next),
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

/// Whether a blank line stands between two blocks: below a title, above 附件说明, above signature and date, and
/// between the parts of an annex.
fn has_blank_between(before: Role, role: Role) -> bool {
    let signs = |role| matches!(role, Role::Signature | Role::Date);
    match (before, role) {
        (Role::AnnexLabel, _) | (_, Role::AnnexLabel) => before == Role::AnnexLabel,
        (Role::Title | Role::AnnexTitle | Role::AnnexTable, _) => before != role,
        (_, Role::AnnexNote) => before != role,
        _ => signs(role) && !signs(before),
    }
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
