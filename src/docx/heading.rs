//! 一、 and （一） (GB/T 9704-2012, 7.3.3): headings that stand alone, set apart by typeface only.
//!
//! ```xml
//! <w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>…
//!   <w:pPr><w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/></w:pPr>
//!   <w:rPr><w:rFonts … w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr></w:style>
//! <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>…<w:t>一、高度重视</w:t>…</w:p>
//! ```
//! The built-in names (not the ids) make them headings to Word and WPS; the outline level puts them into the
//! navigation pane. The numbers are text: those of a numbering part would have their own font. No heading stands
//! alone at the foot of a page. The standard knows no bold here.

use super::style::{Style, indent, on, type_of, value};
use crate::model::look::{Heading, Look};

/// The styles of both levels.
pub(super) fn styles(look: &Look) -> [Style; 2] {
    [style(look, 1, look.heading1), style(look, 2, look.heading2)]
}

fn style(look: &Look, level: u8, heading: Heading) -> Style {
    Style::builtin(&format!("Heading{level}"), &format!("heading {level}"))
        .next("BodyText")
        .paragraph([
            on("w:keepNext"),
            indent("firstLine", look.body.indent, look.body.size),
            value("w:outlineLvl", level - 1),
        ])
        .run(type_of(look, heading.face, look.body.size))
}
