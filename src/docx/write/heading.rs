//! 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3): headings that stand alone or run on into their paragraph, set apart
//! by typeface only.
//!
//! ```xml
//! <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>…
//!   <w:pPr><w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/></w:pPr>
//!   <w:rPr><w:rFonts … w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr></w:style>
//! <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>…<w:t>一、高度重视</w:t>…</w:p>
//! <w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Heading2Char"/></w:rPr>
//!   <w:t>（一）加强学习。</w:t></w:r><w:r><w:t>组织集中学习3次……</w:t></w:r></w:p>
//! ```
//! The built-in names (not the ids) make them headings to Word and WPS; the outline level puts them into the
//! navigation pane. The numbers are text: those of a numbering part would have their own font. No heading stands
//! alone at the foot of a page. The standard knows no bold here.
//!
//! A heading that runs on is a paragraph of the body whose first words have the style of characters that is
//! linked to the heading's. It is not in the navigation pane: Word would show the whole paragraph there, and its
//! separator of styles is two paragraphs to every other program. It does not keep with the next paragraph, which
//! would drag whole chapters along.

use super::style::{Style, fonts, indent, on, type_of};
use crate::docx::kinds::Kind;
use crate::docx::views::value;
use crate::model::look::Look;
use crate::model::report::{Block, Role};

/// The styles of the words of a heading, by its level.
const WORDS: [&str; 4] = ["Heading1Char", "Heading2Char", "Heading3Char", "Heading4Char"];

/// The styles of all levels, each with that of the words of a heading that runs on.
pub(super) fn styles(look: &Look) -> Vec<Style> {
    let levels = [look.heading1, look.heading2, look.heading3, look.heading4];
    let roles = Role::ALL.iter().filter(|role| role.level().is_some());
    let all = roles.zip(WORDS).zip((1..).zip(levels));
    all.flat_map(|((role, words_id), (level, heading))| {
        let link = role.style().id;
        let style = Style::of(role.style(), "Normal")
            .next(Role::Body.style().id)
            .linked(words_id)
            .paragraph([
                on(Kind::KeepNext),
                indent("firstLine", look.body.indent, look.body.size),
                value(Kind::OutlineLevel, level - 1),
            ])
            .run(heading.bold.then(|| on(Kind::Bold)))
            .run(type_of(look, heading.face, look.body.size));
        let words = Style::character(words_id, &format!("标题{level}字符"))
            .linked(link)
            .run(heading.bold.then(|| on(Kind::Bold)))
            .run([fonts(look, heading.face)]);
        [style, words]
    })
    .collect()
}

/// The style of the words of a heading, when the block is one that runs on.
pub(super) fn runs_on(block: &Block) -> Option<&'static str> {
    let style = *WORDS.get(block.role.level()?.checked_sub(1)?)?;
    let has = |lead| block.inlines.iter().any(|inline| inline.lead == lead);
    (has(true) && has(false)).then_some(style)
}
