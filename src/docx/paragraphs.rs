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

use super::{head, heading, imprint, runs, signature, styles, title};
use crate::model::look::Look;
use crate::model::report::{Block, Report, Role};

/// The longest name that Word allows a bookmark.
const LONGEST_NAME: usize = 40;

/// Adds the paragraphs of the report.
pub(super) fn add(mut docx: Docx, report: &Report, look: &Look) -> Docx {
    let writer = Writer { report, look };
    let mut names = BTreeSet::new();
    let mut before = None;
    for (number, block) in report.blocks.iter().enumerate() {
        for style in writer.empty(before, block.role) {
            docx = docx.add_paragraph(Paragraph::new().style(style));
        }
        let name = bookmark(&block.id, &mut names);
        let next = report.blocks.get(number + 1).map(|next| next.role);
        docx = docx.add_paragraph(writer.paragraph(block, number, &name, next));
        before = Some(block.role);
    }
    if before.is_some_and(Role::is_imprint) {
        docx = docx.add_paragraph(Paragraph::new().style(imprint::AFTER));
    }
    docx
}

struct Writer<'a> {
    report: &'a Report,
    look: &'a Look,
}

impl Writer<'_> {
    fn paragraph(&self, block: &Block, number: usize, bookmark: &str, next: Option<Role>) -> Paragraph {
        let apart = self.look.latin.is_some();
        let paragraph = Paragraph::new().style(self.style(block, next)).add_bookmark_start(number, bookmark);
        let paragraph = match block.role {
            Role::Title => title::lines(paragraph, block, self.report, self.look),
            Role::Signers | Role::Number => head::row(paragraph, block, apart),
            Role::Issue => imprint::row(paragraph, block, apart),
            _ => {
                let lead = heading::runs_on(block).unwrap_or("Lead");
                let own = runs::runs(&block.inlines, lead, apart);
                own.into_iter().fold(paragraph, Paragraph::add_run)
            }
        };
        paragraph.add_bookmark_end(number)
    }

    /// The style of a block; the last paragraph before the signature keeps with it.
    fn style(&self, block: &Block, next: Option<Role>) -> &'static str {
        let is_body = block.role == Role::Body || heading::runs_on(block).is_some();
        match (block.role, next) {
            (_, Some(Role::Signature | Role::Date)) if is_body => "BodyTextLast",
            _ if is_body => "BodyText",
            (Role::Mark, _) => super::mark::style_id(self.report),
            (Role::Signers | Role::Number, _) => head::row_style(block),
            (Role::Signature, _) => signature::style_id(self.look, self.report),
            (role, _) => styles::id(role),
        }
    }

    /// The empty paragraphs between two blocks, by their styles: those of 版头 and 版记, and the blank lines below
    /// the red line, below the title, and above signature and date.
    fn empty(&self, before: Option<Role>, role: Role) -> Vec<&'static str> {
        let mut empty = Vec::new();
        let after_head = before.map_or(self.look.head.preprinted, Role::is_head) && !role.is_head();
        if role.is_head() || after_head {
            empty.extend(head::before(self.report, before, role));
        }
        if after_head {
            empty.push("HeadRule");
            empty.extend(["Blank"].repeat(usize::from(self.look.head.title_gap)));
        }
        let signs = |role| matches!(role, Role::Signature | Role::Date);
        let blank = match (before, role) {
            (Some(Role::Title), role) if role != Role::Title => 1,
            (Some(before), role) if signs(role) && !signs(before) => signature::lines_above(self.look),
            (Some(Role::Signature), Role::Date) => signature::lines_between(self.look),
            _ => 0,
        };
        empty.extend(["Blank"].repeat(blank));
        empty.extend(imprint::before(before, role));
        empty
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
