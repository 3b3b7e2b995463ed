//! 附注 (GB/T 9704-2012, 7.3.6): in brackets on the line after the date, two characters in.
//!
//! ```xml
//! <w:style … w:styleId="Note"><w:name w:val="附注"/>… <w:ind w:firstLineChars="200" w:firstLine="640"/>…
//! <w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr>…<w:t>（联系人：张明，联系电话：0870-1234567）</w:t>…</w:p>
//! ```
//! It is set like the body, but has a style of its own, since it is none: a program that looks for the end of the
//! body must not take it for a paragraph.

use super::style::{Style, indent};
use crate::model::element::StyleName;
use crate::model::look::Look;

/// The style of 附注, or of another element that is set like it.
pub(super) fn style(look: &Look, style: StyleName) -> Style {
    Style::of(style, "Normal").paragraph([indent("firstLine", look.body.indent, look.body.size)])
}
