//! 版记 (GB/T 9704-2012, 7.4): 4号 lines between rules at the foot of the last page, the last rule on the lower edge of
//! the type area.
//!
//! ```xml
//! <w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="1588" w:tblpYSpec="bottom" …/>
//!     <w:tblOverlap w:val="never"/><w:tblW w:w="8844" w:type="dxa"/>
//!     <w:tblBorders><w:top … w:sz="8"/><w:bottom … w:sz="8"/><w:insideH … w:sz="6"/></w:tblBorders>…</w:tblPr>…
//!   <w:tr>…<w:p>…<w:pStyle w:val="ImprintCopies"/>…抄送：……</w:p>…</w:tr>
//!   <w:tr>…<w:p>…<w:pStyle w:val="ImprintIssue"/>…某县人大常委会办公室 → 2022年4月15日印发</w:p>…</w:tr></w:tbl>
//! <w:p><w:pPr><w:pStyle w:val="ImprintAnchor"/></w:pPr></w:p>
//! ```
//! Nothing in the flow of the text knows where its page ends. A floating table aligned with the lower edge of the type
//! area stands there on whatever page the paragraph after it comes to, and moves the text out of its way; a person who
//! adds a line to 抄送 sees it grow upwards, in Word, WPS and LibreOffice alike. It is told from the left edge of the
//! page: LibreOffice 7.4 leaves one as wide as the type area in the flow when it is told from the margin. A text box
//! grows too, but two millimetres too high in LibreOffice, and downwards where its place is a number; a frame loses its
//! rules there.
//!
//! The rules are the borders of the table. Wraps of 抄送 stand under the first name (7.4.2): a hanging indent of the
//! three characters of 抄送：.
//!
//! On an even page of its own (7.5) it is a section that begins on an even page, whose footers are empty: Word
//! leaves out the number of the blank page before it too.

use docx_rs::Paragraph;

use super::runs;
use super::section::LEAST;
use super::style::{MILLIMETRE, Style, eighths, exact_lines, off, on, spacing, tab, twips, type_of};
use super::{grid, page};
use crate::docx::kinds::Kind;
use crate::docx::views::{self, BLACK, View, line, value};
use crate::model::element::{Part, StyleName, elements, gap};
use crate::model::look::{Imprint, Look};
use crate::model::report::{Block, Role};
use crate::package::xml::{Element, Node};

/// How many characters 抄送： has: further lines are indented by so many.
const HANGING: f64 = 3.0;

pub(super) const EMPTY_FOOTER: &str = "rIdFooterEmpty";

/// The style of its only line, which fills it up to the type area: LibreOffice 7.4 has the type area begin where an
/// empty footer ends.
pub(super) const EMPTY_FOOTER_LINE: &str = "FooterEmpty";

/// The styles of the lines of 版记 and of the place where it stands.
pub(super) fn styles(look: &Look) -> Vec<Style> {
    let imprint = look.imprint;
    let inward = imprint.indent * imprint.size;
    let width = look.page.text_width * MILLIMETRE;
    let line = |role: Role| {
        Style::of(role.style(), "Normal")
            .paragraph([off(Kind::SnapToGrid), exact_lines(imprint.line), value(Kind::Alignment, "left")])
            .run([spacing(0.0)])
            .run(type_of(look, imprint.face, imprint.size))
    };
    let edges = |left: f64, hanging: f64| {
        let indent = Kind::Indent
            .element()
            .with("w:left", twips(inward + left).to_string())
            .with("w:right", twips(inward).to_string());
        if hanging > 0.0 { indent.with("w:hanging", twips(hanging).to_string()) } else { indent }
    };
    let hanging = HANGING * imprint.size;
    vec![
        line(Role::Copies).paragraph([
            on(Kind::KeepNext),
            edges(hanging, hanging),
            value(Kind::Alignment, "both"),
        ]),
        line(Role::Issue)
            .paragraph([Kind::Tabs.element().holding(tab("right", width - inward)), edges(0.0, 0.0)]),
        Style::of(gap::IMPRINT, "Normal").paragraph([exact_lines(LEAST)]),
        Style::custom(EMPTY_FOOTER_LINE, "空白页脚", "Normal")
            .paragraph([exact_lines(page::below_text(look))]),
    ]
}

/// The empty paragraph before 版记: two tables that touch would be one, and LibreOffice gives a section that begins
/// with a floating table the pages of the one before.
pub(super) fn before(before: Option<Role>, role: Role) -> Option<StyleName> {
    (role.is_imprint() && !before.is_some_and(Role::is_imprint)).then_some(gap::IMPRINT)
}

/// The runs of the line of 印发机关 and 印发日期, which a tab leads to the right edge.
pub(super) fn row(mut paragraph: Paragraph, block: &Block, latin_apart: bool) -> Paragraph {
    for (index, piece) in block.text().split('\t').enumerate() {
        if index > 0 {
            paragraph = paragraph.add_run(runs::tabs(1));
        }
        for run in runs::plain(piece, None, latin_apart) {
            paragraph = paragraph.add_run(run);
        }
    }
    paragraph
}

/// Whether paragraphs in a style stand in the table of 版记.
fn is_line(id: &str) -> bool {
    elements().any(|element| element.part == Part::Imprint && element.style.id == id)
}

/// Puts the paragraphs of 版记 into a table at the foot of the page, on a page of its own where the look says so.
pub(super) fn gather(body: &mut Element, look: &Look) {
    let Some((at, lines)) = grid::take(body, is_line) else { return };
    let width = twips(look.page.text_width * MILLIMETRE);
    let rows = lines.into_iter().map(|line| grid::row_of(None, [grid::cell(width, [], line)]));
    let mut table = grid::table(&[width], Some(0)).holding_all(rows).holding_all(below(width, look));
    let properties = table.get_mut(Kind::TableFormat);
    properties.into_iter().for_each(|properties| {
        *properties = std::mem::take(properties).holding_all(placed(look));
    });
    body.children.insert(at, Node::Element(table));
    if look.imprint.own_page {
        set_apart(body, at.saturating_sub(1));
    }
}

/// The row that keeps the last rule on the lower edge of the type area where the lower margin is smaller than that.
fn below(width: i64, look: &Look) -> Option<Element> {
    let last = rule(Kind::Top, look.imprint.thick);
    let borders = Kind::CellBorders.element().holding(last).holding(value(Kind::Bottom, "nil"));
    let row = || {
        grid::row_of(
            Some(look.page.lead * MILLIMETRE),
            [grid::cell(width, [borders], line(Some(gap::IMPRINT.id), None))],
        )
    };
    (look.page.lead > 0.0).then(row)
}

/// What puts the table on the lower edge of the type area, and its rules.
fn placed(look: &Look) -> [Element; 3] {
    let apart = ["w:leftFromText", "w:rightFromText", "w:topFromText", "w:bottomFromText"];
    let place = apart.iter().fold(Kind::Floating.element(), |place, side| place.with(side, "0"));
    let place = place
        .with("w:vertAnchor", "margin")
        .with("w:horzAnchor", "page")
        .with("w:tblpX", page::left(look).to_string())
        .with("w:tblpYSpec", "bottom");
    let Imprint { thick, thin, .. } = look.imprint;
    let rules = [rule(Kind::Top, thick), rule(Kind::Bottom, thick), rule(Kind::InnerRules, thin)];
    [place, value(Kind::Overlap, "never"), Kind::TableBorders.element().holding_all(rules)]
}

fn rule(side: Kind, millimetres: f64) -> Element {
    views::rule(side, eighths(millimetres * MILLIMETRE), BLACK)
}

/// Begins a section on an even page at the paragraph before the table, with footers that say nothing.
fn set_apart(body: &mut Element, at: usize) {
    let Some(last) = body.get_mut(Kind::Section) else { return };
    let before = last.clone();
    for reference in last.all_mut(Kind::FooterReference) {
        for (_, value) in reference.attributes.iter_mut().filter(|(name, _)| name == "r:id") {
            EMPTY_FOOTER.clone_into(value);
        }
    }
    last.push(value(Kind::SectionType, "evenPage"));
    let ends = |node: &Node| matches!(node, Node::Element(p) if ends_section(p));
    if at.checked_sub(1).and_then(|before| body.children.get(before)).is_some_and(ends) {
        return;
    }
    let properties =
        Kind::ParagraphFormat.element().holding(value(Kind::ParagraphStyle, gap::IMPRINT.id)).holding(before);
    body.children.insert(at, Node::Element(Kind::Paragraph.element().holding(properties)));
}

fn ends_section(paragraph: &Element) -> bool {
    let properties = paragraph.all(Kind::ParagraphFormat);
    properties.flat_map(Element::elements).any(|child| child.is(Kind::Section))
}
