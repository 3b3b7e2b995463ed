//! 页码 (GB/T 9704-2012, 7.5): 4号宋体 digits between two dashes, 7 mm below the type area, one character from the
//! right edge on odd pages and from the left edge on even ones.
//!
//! ```xml
//! <w:style … w:styleId="Footer"><w:name w:val="footer"/>… <w:ind w:left="0" w:right="280"/><w:jc w:val="right"/>…
//! <w:ftr>…<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r>…<w:t>— </w:t></w:r>
//!   <w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>…</w:r><w:r>…<w:t> —</w:t></w:r></w:p></w:ftr>
//! ```
//! That even pages differ is said in the settings (`evenAndOddHeaders`), not here. The indent is in twips only:
//! characters would be those of the body, not of the page number.

use docx_rs::{Docx, Footer, PageNum, Paragraph};

use super::runs;
use super::style::{Style, off, single_lines, spacing, twips, type_of, value};
use crate::model::look::Look;
use crate::package::xml::Element;

/// The styles of the footer on odd and on even pages.
pub(super) fn styles(look: &Look) -> [Style; 2] {
    let number = look.page_number;
    let inward = twips(number.indent * number.size);
    let (odd, even) = if number.centred {
        ([edges(0, 0), value("w:jc", "center")], [edges(0, 0), value("w:jc", "center")])
    } else {
        ([edges(0, inward), value("w:jc", "right")], [edges(inward, 0), value("w:jc", "left")])
    };
    let odd = Style::builtin("Footer", "footer")
        .paragraph([off("w:snapToGrid"), single_lines()])
        .paragraph(odd)
        .run([spacing(0.0)])
        .run(type_of(look, number.face, number.size));
    let even = Style::custom("FooterEven", "双页页码", "Footer").paragraph(even);
    [odd, even]
}

/// The indents of both edges in twips.
fn edges(left: i64, right: i64) -> Element {
    Element::new("w:ind").with("w:left", left.to_string()).with("w:right", right.to_string())
}

/// Adds the footers of odd and of even pages.
pub(super) fn set(docx: Docx) -> Docx {
    docx.footer(footer("Footer")).even_footer(footer("FooterEven"))
}

fn footer(style: &str) -> Footer {
    let line = Paragraph::new()
        .style(style)
        .add_run(runs::run("— ", None))
        .add_page_num(PageNum::new())
        .add_run(runs::run(" —", None));
    Footer::new().add_paragraph(line)
}
