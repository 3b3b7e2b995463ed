//! 附件说明 and 附件 (GB/T 9704-2012, 7.3.4, 7.3.7): their names below the body, then each on a new page with its
//! label on the first line, its title on the third, and the same number and title as in 附件说明.
//!
//! ```xml
//! <w:style … w:styleId="AnnexNote"><w:name w:val="附件说明"/>… <w:keepNext/><w:ind w:left="1600" w:hanging="960"/>…
//! <w:p><w:pPr><w:pStyle w:val="AnnexNoteFirst"/></w:pPr>…<w:t>附件：1.征求意见建议汇总表</w:t>…</w:p>
//! <w:p><w:pPr><w:pStyle w:val="AnnexNoteNext"/></w:pPr>…<w:t>2.突出问题清单</w:t>…</w:p>
//! <w:style … w:styleId="AnnexLabel"><w:name w:val="附件序号"/>… <w:keepNext/><w:pageBreakBefore/><w:outlineLvl w:val="0"/>…
//! <w:style … w:styleId="AnnexTitle"><w:name w:val="附件标题"/>… <w:jc w:val="center"/>…
//! ```
//! A name that wraps goes on below its first character. The hanging indents are in twips only: of the same number
//! of characters Word takes the left edge for that of the first line, others for that of the rest. The characters
//! keep their full width, so that 附件： is three of them wide and a number with its point one. The label breaks
//! the page itself; a break of its own would be one more paragraph that people delete by mistake.

use super::style::{Style, exact_lines, off, on, spacing, twips, type_of};
use crate::docx::kinds::Kind;
use crate::docx::views::value;
use crate::model::element::StyleName;
use crate::model::look::Look;
use crate::model::report::{Block, Role};

const NOTE: Role = Role::AnnexNote;

/// How far 附件说明 stands in, in characters.
const INDENT: f64 = 2.0;
/// The width of 附件： and of a number with its point, in characters.
const WORD: f64 = 3.0;
const NUMBER: f64 = 1.0;
/// The same where digits have a Latin font, whose point is a quarter of a character wide.
const LATIN_NUMBER: f64 = 0.75;

/// The styles of 附件说明, label and title.
pub(super) fn styles(look: &Look) -> [Style; 5] {
    let alone = INDENT + WORD;
    let number = if look.latin.is_some() { LATIN_NUMBER } else { NUMBER };
    let numbered = alone + number;
    [
        note(look, NOTE.style(), "Normal", (alone, WORD)),
        note(look, NOTE.kin(0), NOTE.style().id, (numbered, WORD + number)),
        note(look, NOTE.kin(1), NOTE.style().id, (numbered, number)),
        Style::of(Role::AnnexLabel.style(), "Normal")
            .next(Role::AnnexTitle.style().id)
            .paragraph([on(Kind::KeepNext), on(Kind::PageBreakBefore), value(Kind::OutlineLevel, 0)])
            .run(type_of(look, look.annex.label, look.body.size)),
        Style::of(Role::AnnexTitle.style(), "Normal")
            .next(Role::Body.style().id)
            .paragraph([on(Kind::KeepNext), off(Kind::SnapToGrid), exact_lines(look.title.line)])
            .paragraph([value(Kind::Alignment, "center"), value(Kind::OutlineLevel, 1)])
            .run([spacing(0.0)])
            .run(type_of(look, look.annex.title, look.title.size)),
    ]
}

/// A line of 附件说明 whose further lines stand `left` characters in, the first so many less.
fn note(look: &Look, style: StyleName, parent: &str, (left, hanging): (f64, f64)) -> Style {
    let length = |characters: f64| twips(characters * look.body.size).to_string();
    let indent = Kind::Indent.element().with("w:left", length(left)).with("w:hanging", length(hanging));
    Style::of(style, parent)
        .paragraph([on(Kind::KeepNext), indent, value(Kind::Alignment, "left")])
        .run([spacing(0.0)])
        .run(type_of(look, look.body.face, look.body.size))
}

/// The style of a line of 附件说明: one alone, the first or a further one of several.
pub(super) fn note_style(before: Option<Role>, next: Option<&Block>) -> StyleName {
    let is_note = |role: Option<Role>| role == Some(NOTE);
    match (is_note(before), is_note(next.map(|next| next.role))) {
        (true, _) => NOTE.kin(1),
        (false, true) => NOTE.kin(0),
        (false, false) => NOTE.style(),
    }
}
