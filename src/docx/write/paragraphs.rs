//! Turns the blocks of the report into paragraphs, each in its style and under its bookmark, with the blank lines
//! that the standard asks for between them (7.3.2, 7.3.4, 7.3.5.2, 7.3.7).
//!
//! ```xml
//! <w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>
//!   <w:bookmarkStart w:id="3" w:name="_cw_study_p1"/><w:bookmarkEnd w:id="3"/><w:r>…</w:r></w:p>
//! ```
//! A name that begins with `_` hides the bookmark from the dialog; what people and programs do to the paragraph,
//! LibreOffice's saving included, leaves it in place. It ends where it begins: LibreOffice lays an end after the last
//! 。 of a full line, which hangs in the margin, on an empty line of its own.

use std::collections::BTreeSet;

use docx_rs::{Docx, Paragraph};

use super::{annex, head, heading, imprint, mark, page, runs, section, signature, table, title};
use crate::model::element::{self, Above, Flow, StyleName, gap};
use crate::model::look::Look;
use crate::model::report::{Block, Report, Role};

/// The longest name that Word allows a bookmark.
const LONGEST_NAME: usize = 40;

/// Adds the paragraphs and tables of the report, with the ends of sections between pages that lie otherwise.
pub(super) fn add(mut docx: Docx, report: &Report, look: &Look) -> Docx {
    let writer = Writer { report, look };
    let mut names = BTreeSet::new();
    let mut before = None;
    let mut lying = false;
    for (number, block) in report.blocks.iter().enumerate() {
        // A section that lies otherwise begins a page.
        let lies = section::lies(&report.blocks, number);
        let turns = lies != lying;
        if turns {
            docx = docx.add_paragraph(section::end(lying));
            lying = lies;
        }
        for style in writer.empty(before, block.role, turns) {
            docx = docx.add_paragraph(Paragraph::new().style(style.id));
        }
        let name = bookmark(&block.id, &mut names);
        docx = match block.table() {
            Some(table) => {
                let width = page::text_width(look, lying);
                let next = report.blocks.get(number + 1);
                let turns = section::lies(&report.blocks, number + 1) != lying;
                let ends = turns || next.is_none_or(|next| next.role.is_imprint());
                docx.add_table(table::table(table, (number, &name), width, ends, look))
            }
            None => docx.add_paragraph(writer.paragraph(block, number, &name, before)),
        };
        before = Some(block.role);
    }
    match before {
        Some(role) if role.element().flow == Flow::Table => docx.add_paragraph(section::tail()),
        Some(role) if role.is_imprint() => docx.add_paragraph(Paragraph::new().style(gap::IMPRINT.id)),
        _ => docx,
    }
}

struct Writer<'a> {
    report: &'a Report,
    look: &'a Look,
}

impl Writer<'_> {
    fn paragraph(&self, block: &Block, number: usize, bookmark: &str, before: Option<Role>) -> Paragraph {
        let apart = self.look.latin.is_some();
        let style = self.style(block, before, self.report.blocks.get(number + 1));
        let paragraph = Paragraph::new().style(style.id);
        let paragraph = paragraph.add_bookmark_start(number, bookmark).add_bookmark_end(number);
        match block.role {
            Role::Title | Role::AnnexTitle => {
                let width = page::text_width(self.look, section::lies(&self.report.blocks, number));
                title::lines(paragraph, block, self.report, self.look, width as f64 / 20.0)
            }
            Role::Signers | Role::Number => head::row(paragraph, block, apart),
            Role::Issue => imprint::row(paragraph, block, apart),
            _ => {
                let lead = heading::runs_on(block).unwrap_or("Lead");
                let own = runs::runs(&block.inlines, lead, apart);
                own.into_iter().fold(paragraph, Paragraph::add_run)
            }
        }
    }

    /// The style of a block; the last paragraph before 附件说明 and signature keeps with them.
    fn style(&self, block: &Block, before: Option<Role>, next: Option<&Block>) -> StyleName {
        let keeps = next.is_some_and(|next| next.role.element().above != Above::Nothing);
        match block.role {
            role if role == Role::Body || heading::runs_on(block).is_some() => {
                if keeps {
                    element::LAST
                } else {
                    Role::Body.style()
                }
            }
            Role::AnnexNote => annex::note_style(before, next),
            Role::Mark => mark::style(self.report),
            Role::Number => head::number_style(block),
            Role::Signature => signature::style(self.look, self.report),
            role => role.style(),
        }
    }

    /// The empty paragraphs between two blocks, by their styles: those of 版头 and 版记, and the blank lines below the
    /// red line and titles, above 附件说明, signature and date, and between the parts of an annex. Where pages turn
    /// there are no blank lines.
    fn empty(&self, before: Option<Role>, role: Role, turns: bool) -> Vec<StyleName> {
        let mut empty = Vec::new();
        let after_head = before.map_or(self.look.head.preprinted, Role::is_head) && !role.is_head();
        if role.is_head() || after_head {
            empty.extend(head::before(self.report, before, role));
        }
        if after_head {
            empty.push(gap::RULE);
            empty.extend([gap::LINE].repeat(usize::from(self.look.head.title_gap)));
        }
        if let Some(before) = before.filter(|_| !turns) {
            empty.extend([gap::LINE].repeat(self.blank(before, role)));
        }
        empty.extend(imprint::before(before, role));
        empty
    }

    /// How many blank lines stand between two blocks.
    fn blank(&self, before: Role, role: Role) -> usize {
        let (last, next) = (before.element(), role.element());
        if before == role || role.is_imprint() || next.opens_page {
            return 0;
        }
        match next.above {
            _ if last.line_below => 1,
            Above::Nothing => 0,
            Above::Line => 1,
            Above::Signing if last.above != Above::Signing => signature::lines_above(self.look),
            Above::Signing if before < role => signature::lines_between(self.look),
            Above::Signing => 0,
        }
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
