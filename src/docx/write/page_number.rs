//! 页码 (GB/T 9704-2012, 7.5): 4号宋体 digits between two dashes, 7 mm below the type area, one character from the
//! right edge on odd pages and from the left edge on even ones.
//!
//! ```xml
//! <w:style … w:styleId="Footer"><w:name w:val="footer"/>… <w:ind w:left="0" w:right="280"/><w:jc w:val="right"/>…
//! <w:ftr>…<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r>…<w:t>— </w:t></w:r>
//!   <w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>…</w:r><w:r>…<w:t> —</w:t></w:r></w:p></w:ftr>
//! ```
//! On a page that lies on its side the number stands where an upright page has it (8): at the left edge of the page,
//! turned by a quarter. It is in a table of one cell that floats there, since its text can run downwards:
//! ```xml
//! <w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="1418" w:tblpY="1588"/>…</w:tblPr>…
//!   <w:tc><w:tcPr><w:textDirection w:val="tbRl"/></w:tcPr><w:p>…— <w:fldSimple w:instr="PAGE">…</w:fldSimple> —</w:p></w:tc>…
//! ```
//! That even pages differ is said in the settings (`evenAndOddHeaders`), not here. The indent is in twips only:
//! characters would be those of the body, not of the page number.

use docx_rs::{Docx, Footer, PageNum, Paragraph};

use super::runs;
use super::style::{MILLIMETRE, Style, off, single_lines, spacing, twips, type_of};
use super::styles::W;
use crate::docx::kinds::Kind;
use crate::docx::views::{Table, value, width};
use crate::model::look::Look;
use crate::package::xml::Element;

/// The styles of the footer on odd and on even pages.
pub(super) fn styles(look: &Look) -> [Style; 2] {
    let number = look.page_number;
    let inward = twips(number.indent * number.size);
    let (odd, even) = if number.centred {
        ([edges(0, 0), value(Kind::Alignment, "center")], [edges(0, 0), value(Kind::Alignment, "center")])
    } else {
        (
            [edges(0, inward), value(Kind::Alignment, "right")],
            [edges(inward, 0), value(Kind::Alignment, "left")],
        )
    };
    let odd = Style::builtin("Footer", "footer")
        .paragraph([off(Kind::SnapToGrid), single_lines()])
        .paragraph(odd)
        .run([spacing(0.0)])
        .run(type_of(look, number.face, number.size));
    let even = Style::custom("FooterEven", "双页页码", "Footer").paragraph(even);
    [odd, even]
}

/// The indents of both edges in twips.
fn edges(left: i64, right: i64) -> Element {
    Kind::Indent.element().with("w:left", left.to_string()).with("w:right", right.to_string())
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

/// The footers of pages on their side: for which pages, their id, the style of their line.
pub(super) const LYING: [(&str, &str, &str); 2] =
    [("default", "rIdLyingOdd", "Footer"), ("even", "rIdLyingEven", "FooterEven")];

/// How wide the cell is in which the number stands, in points.
const CELL: f64 = 28.0;
/// From the lower edge of an upright page's number line to its dashes, in parts of its size.
const DASH: f64 = 0.75;

/// The part with the footer of pages on their side.
pub(super) fn lying(look: &Look, style: &str) -> Element {
    let dashes = look.page_number.bottom * MILLIMETRE + DASH * look.page_number.size;
    let place = Kind::Floating
        .element()
        .with("w:vertAnchor", "page")
        .with("w:horzAnchor", "page")
        .with("w:tblpX", twips(dashes - CELL / 2.0).to_string())
        .with("w:tblpY", twips(look.page.left * MILLIMETRE).to_string());
    let height = value(Kind::RowHeight, twips(look.page.text_width * MILLIMETRE)).with("w:hRule", "exact");
    let cell = Kind::CellFormat
        .element()
        .holding(width(Kind::CellWidth, twips(CELL)))
        .holding(value(Kind::TextDirection, "tbRl"))
        .holding(value(Kind::VerticalAlignment, "center"));
    let cell = Kind::Cell.element().holding(cell).holding(line(style, true));
    let row = Kind::Row.element().holding(Kind::RowFormat.element().holding(height)).holding(cell);
    let flush = [Kind::Top, Kind::Left, Kind::Bottom, Kind::Right];
    let table = Table::fixed(&[twips(CELL)], (Some(place), None), &flush, [row]);
    Kind::Footer.element().with("xmlns:w", W).holding(table).holding(line(style, false))
}

/// A line of a footer, with the number or empty.
fn line(style: &str, numbered: bool) -> Element {
    let text = |text: &str| Kind::Text.element().with("xml:space", "preserve").saying(text);
    let dash = |dash: &str| {
        let hint = Kind::Format.element().holding(Kind::Fonts.element().with("w:hint", "eastAsia"));
        Kind::Run.element().holding(hint).holding(text(dash))
    };
    let number =
        Kind::SimpleField.element().with("w:instr", "PAGE").holding(Kind::Run.element().holding(text("1")));
    let style = Kind::ParagraphFormat.element().holding(value(Kind::ParagraphStyle, style));
    let runs = numbered.then(|| [dash("— "), number, dash(" —")]);
    Kind::Paragraph.element().holding(style).holding_all(runs.into_iter().flatten())
}
