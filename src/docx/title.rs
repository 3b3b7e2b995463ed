//! 标题 (GB/T 9704-2012, 7.3.1): 2号小标宋, centred.
//!
//! ```xml
//! <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>…
//!   <w:pPr><w:keepNext/><w:snapToGrid w:val="0"/><w:spacing … w:line="720" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>
//!   <w:rPr><w:rFonts … w:eastAsia="方正小标宋简体"/><w:spacing w:val="0"/><w:sz w:val="44"/></w:rPr></w:style>
//! <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>…</w:p>
//! ```
//! A line is the height of its character and 7/8 of that of a 3号 one (3.2): 22 + 14 = 36 points. On the grid of
//! the body it would take two lines, hence `snapToGrid`. Never bold: the face carries its weight.

use super::style::{Style, exact_lines, off, on, spacing, type_of, value};
use crate::model::look::Look;

/// The style of the title.
pub(super) fn style(look: &Look) -> Style {
    let title = look.title;
    Style::builtin("Title", "Title")
        .next("BodyText")
        .paragraph([on("w:keepNext"), off("w:snapToGrid"), exact_lines(title.line), value("w:jc", "center")])
        .run([spacing(0.0)])
        .run(type_of(look, title.face, title.size))
}
