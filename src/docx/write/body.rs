//! 正文 (GB/T 9704-2012, 5.2.2, 5.2.3, 7.3.3): 3号仿宋, 22 lines of 28 characters, each paragraph two characters in.
//!
//! ```xml
//! <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>…
//!   <w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/>…
//!     <w:snapToGrid w:val="0"/><w:spacing … w:line="579" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>
//!   <w:rPr><w:rFonts … w:eastAsia="仿宋_GB2312"/><w:spacing w:val="-5"/><w:sz w:val="32"/></w:rPr></w:style>
//! <w:style … w:styleId="BodyText"><w:name w:val="Body Text"/>… <w:ind w:firstLineChars="200" w:firstLine="640"/>…
//! <w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>
//!   <w:r><w:rPr><w:rStyle w:val="Lead"/></w:rPr><w:t>一是抓组织领导。</w:t></w:r><w:r><w:t>活动一开始……</w:t></w:r></w:p>
//! ```
//! A page has 22 lines because 22 × 579 twips is just under 225 mm (580 is over it); a line has 28 characters
//! because each is 0.25 points narrower than its size (at full width 27 fit). A grid of characters would do
//! neither: a character of 16 points is wider than its cell. No space is put between Chinese and digits, no mark
//! hangs over the edge and no line is saved from standing alone on a page, since each breaks the count.

use super::style::{Style, exact_lines, fonts, indent, off, on, spacing, type_of};
use crate::docx::kinds::Kind;
use crate::docx::views::value;
use crate::model::element::{LAST, Role, gap};
use crate::model::look::Look;

/// The styles of running text: what all paragraphs build on, the body, the blank line, and what is set apart
/// inside a paragraph.
pub(super) fn styles(look: &Look) -> Vec<Style> {
    let body = look.body;
    let text = Style::of(Role::Body.style(), "Normal")
        .paragraph([indent("firstLine", body.indent, body.size)])
        .run(type_of(look, body.face, body.size));
    // The page with the signature must carry text of the body (7.3.5.5): its last lines go along with it.
    let last =
        Style::of(LAST, Role::Body.style().id).next(Role::Body.style().id).paragraph([on(Kind::KeepNext)]);
    // A blank line belongs to what it stands before.
    let blank = Style::of(gap::LINE, "Normal").paragraph([on(Kind::KeepNext)]);
    let lead = Style::character("Lead", "领起句").run([fonts(look, look.lead.face)]);
    let mut styles = vec![normal(look), text, last, blank, lead];
    styles.extend(look.latin.as_deref().map(latin));
    styles
}

fn normal(look: &Look) -> Style {
    let body = look.body;
    let properties = [
        off(Kind::WidowControl),
        on(Kind::Kinsoku),
        off(Kind::OverflowPunctuation),
        off(Kind::SpaceLatin),
        off(Kind::SpaceDigits),
        off(Kind::AdjustRight),
        off(Kind::SnapToGrid),
        exact_lines(body.line),
        value(Kind::Alignment, "both"),
    ];
    Style::default("paragraph", "Normal", "Normal")
        .shown()
        .paragraph(properties)
        .run([spacing(body.spacing)])
        .run(type_of(look, body.face, body.size))
}

/// Digits and Latin letters have a style of their own, so that no other run mixes two fonts: there the marks
/// that Chinese shares with Latin could take the wrong one.
fn latin(font: &str) -> Style {
    let slots = ["w:ascii", "w:hAnsi", "w:cs"];
    let fonts = slots.into_iter().fold(Kind::Fonts.element(), |fonts, slot| fonts.with(slot, font));
    Style::character("Latin", "数字和西文").run([fonts])
}
