//! 主送机关 (GB/T 9704-2012, 7.3.2): one blank line below the title, flush left, its further lines flush too.
//!
//! ```xml
//! <w:style w:type="paragraph" w:styleId="Salutation"><w:name w:val="Salutation"/>…
//!   <w:rPr><w:rFonts … w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:style>
//! <w:p><w:pPr><w:pStyle w:val="Salutation"/></w:pPr>…</w:p>
//! ```
//! Word's built-in 称呼 is this element; lines and spacing are those of Normal.

use super::style::{Style, type_of};
use crate::model::element::Role;
use crate::model::look::Look;

/// The style of 主送机关, by the face and size of the body (7.3.2).
pub(super) fn style(look: &Look) -> Style {
    Style::of(Role::Addressee.style(), "Normal").next(Role::Body.style().id).run(type_of(
        look,
        look.body.face,
        look.body.size,
    ))
}
