//! 版记 (GB/T 9704-2012, 7.4): 4号 lines between rules at the foot of the last page, the last rule on the lower edge of
//! the type area.
//!
//! ```xml
//! <w:p><w:pPr><w:pStyle w:val="ImprintAnchor"/></w:pPr><w:r><mc:AlternateContent>
//!   <mc:Choice Requires="wps"><w:drawing><wp:anchor …>
//!     <wp:positionV relativeFrom="page"><wp:posOffset>8648500</wp:posOffset></wp:positionV> … <wp:wrapTopAndBottom/>
//!     … <wps:txbx><w:txbxContent>
//!         <w:p>ImprintThick</w:p><w:p>ImprintCopies 抄送：……</w:p><w:p>ImprintThin</w:p>
//!         <w:p>ImprintIssue 某县人大常委会办公室 → 2022年4月15日印发</w:p><w:p>ImprintThick</w:p>
//!       </w:txbxContent></wps:txbx><wps:bodyPr … anchor="b"><a:noAutofit/></wps:bodyPr> …</mc:Choice>
//!   <mc:Fallback><w:pict><v:rect style="…margin-top:680.9pt…;mso-position-vertical-relative:page">…
//! ```
//! Nothing in the flow of the text knows where its page ends. A text box anchored to the last paragraph stands at
//! the lower edge of the type area of whatever page that comes to, and moves the text out of its way, in Word, WPS
//! and LibreOffice; a floating table at full width stays in the flow in LibreOffice 7.4, and a frame loses its
//! rules there. Programs from before 2010 take the fallback, which says the same in VML, without the bookmarks,
//! since a name is given once. The height is computed, rather too large than too small, and the text stands at the
//! foot of the box, so that the last rule is in its place even where a program breaks the lines of 抄送 otherwise. A
//! box that grows by itself (`spAutoFit`) stands two millimetres too high in LibreOffice 7.4. Its place is told from
//! the edge of the page: LibreOffice has the lower edge of the type area elsewhere where a section's footer is empty.
//!
//! A rule is an empty paragraph with a border, because the border of a paragraph with text is as narrow as its
//! indents. Wraps of 抄送 stand under the first name (7.4.2): a hanging indent of the three characters of 抄送：.
//!
//! On an even page of its own (7.5) it is a section that begins on an even page, whose footers are empty: Word
//! leaves out the number of the blank page before it too.

use docx_rs::Paragraph;

use super::grid;
use super::runs::{self, clean, halves};
use super::style::{MILLIMETRE, Style, eighths, exact_lines, off, spacing, tab, twips, type_of, value};
use crate::model::look::Look;
use crate::model::report::{Block, Report, Role};
use crate::package::xml::{Element, Node};

/// Height of the line of a rule, and of the paragraph that holds the box, in points.
const HAIR: f64 = 1.0;

/// English metric units in a point.
const UNITS: f64 = 12_700.0;

/// Characters of 抄送：.
const HANGING: f64 = 3.0;

/// Where the box stands on its page, in points.
#[derive(Debug, Clone, Copy)]
struct Place {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// The id of the footer that is empty.
pub(super) const EMPTY_FOOTER: &str = "rIdFooterEmpty";

/// The styles of 版记.
pub(super) fn styles(look: &Look) -> Vec<Style> {
    let imprint = look.imprint;
    let inward = imprint.indent * imprint.size;
    let width = look.page.text_width * MILLIMETRE;
    let line = |id: &str, name: &str| {
        Style::custom(id, name, "Normal")
            .paragraph([off("w:snapToGrid"), exact_lines(imprint.line), value("w:jc", "left")])
            .run([spacing(0.0)])
            .run(type_of(look, imprint.face, imprint.size))
    };
    let edges = |left: f64, hanging: f64| {
        let indent = Element::new("w:ind")
            .with("w:left", twips(inward + left).to_string())
            .with("w:right", twips(inward).to_string());
        if hanging > 0.0 { indent.with("w:hanging", twips(hanging).to_string()) } else { indent }
    };
    let hanging = HANGING * imprint.size;
    let rule = |id: &str, name: &str, millimetres: f64| {
        let border = Element::new("w:bottom")
            .with("w:val", "single")
            .with("w:sz", eighths(millimetres * MILLIMETRE))
            .with("w:space", "0")
            .with("w:color", "000000");
        hair(id, name).paragraph([Element::new("w:pBdr").holding(border)])
    };
    vec![
        line("ImprintCopies", "抄送机关").paragraph([edges(hanging, hanging), value("w:jc", "both")]),
        line("ImprintIssue", "印发机关和印发日期")
            .paragraph([Element::new("w:tabs").holding(tab("right", width - inward)), edges(0.0, 0.0)]),
        rule("ImprintThick", "版记粗分隔线", imprint.thick),
        rule("ImprintThin", "版记细分隔线", imprint.thin),
        hair("ImprintAnchor", "版记位置"),
    ]
}

fn hair(id: &str, name: &str) -> Style {
    Style::custom(id, name, "Normal").paragraph([exact_lines(HAIR)])
}

/// The empty paragraphs before a block of 版记, by their styles.
pub(super) fn before(before: Option<Role>, role: Role) -> &'static [&'static str] {
    match (before.is_some_and(Role::is_imprint), role.is_imprint()) {
        (false, true) => &["ImprintAnchor", "ImprintThick"],
        (true, true) => &["ImprintThin"],
        _ => &[],
    }
}

/// The empty paragraph after the last block of 版记.
pub(super) const AFTER: &str = "ImprintThick";

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

/// The height of 版记 in points.
fn height(look: &Look, report: &Report) -> f64 {
    let imprint = look.imprint;
    // A mark that must not begin a line takes a character along.
    let width = look.page.text_width * MILLIMETRE / imprint.size - 2.0 * imprint.indent - HANGING - 1.0;
    let lines = |block: &Block| match block.role {
        Role::Copies => {
            ((f64::from(halves(&clean(&block.text()))) / 2.0 - HANGING) / width.floor()).ceil().max(1.0)
        }
        _ => 1.0,
    };
    let blocks = report.blocks.iter().filter(|block| block.role.is_imprint());
    let (count, lines) = blocks.fold((0.0, 0.0), |(count, sum), block| (count + 1.0, sum + lines(block)));
    let rules =
        2.0 * (HAIR + imprint.thick * MILLIMETRE) + (count - 1.0) * (HAIR + imprint.thin * MILLIMETRE);
    lines * imprint.line + rules
}

/// Puts the paragraphs of 版记 into a box at the foot of the page, on a page of its own where the look says so.
pub(super) fn gather(body: &mut Element, look: &Look, report: &Report) {
    let Some((at, mut paragraphs)) = grid::take(body, |id| id.starts_with("Imprint")) else { return };
    if paragraphs.is_empty() {
        return;
    }
    let anchor = paragraphs.remove(0);
    let height = height(look, report);
    let page = look.page;
    let place = Place {
        left: page.left * MILLIMETRE,
        top: look.lower_edge() * MILLIMETRE - height,
        width: page.text_width * MILLIMETRE,
        height,
    };
    let anchor = anchor.holding(Element::new("w:r").holding(alternatives(place, paragraphs)));
    body.children.insert(at, Node::Element(anchor));
    if look.imprint.own_page {
        set_apart(body, at);
    }
}

/// Begins a section on an even page at the anchor, with footers that say nothing.
fn set_apart(body: &mut Element, anchor: usize) {
    let Some(last) = body.elements_mut().find(|element| element.name == "w:sectPr") else { return };
    let before = last.clone();
    for reference in last.elements_mut().filter(|element| element.name == "w:footerReference") {
        for (_, value) in reference.attributes.iter_mut().filter(|(name, _)| name == "r:id") {
            EMPTY_FOOTER.clone_into(value);
        }
    }
    last.children.push(Node::Element(value("w:type", "evenPage")));
    let ends = |node: &Node| matches!(node, Node::Element(p) if ends_section(p));
    if anchor.checked_sub(1).and_then(|before| body.children.get(before)).is_some_and(ends) {
        return;
    }
    let properties = Element::new("w:pPr").holding(value("w:pStyle", "ImprintAnchor")).holding(before);
    body.children.insert(anchor, Node::Element(Element::new("w:p").holding(properties)));
}

fn ends_section(paragraph: &Element) -> bool {
    let properties = paragraph.elements().filter(|child| child.name == "w:pPr");
    properties.flat_map(Element::elements).any(|child| child.name == "w:sectPr")
}

/// The box for programs since Office 2010, and for those before.
fn alternatives(place: Place, content: Vec<Element>) -> Element {
    let fallback = content.iter().map(without_bookmarks).collect();
    Element::new("mc:AlternateContent")
        .with("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
        .holding(
            Element::new("mc:Choice")
                .with("xmlns:wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape")
                .with("Requires", "wps")
                .holding(drawing(place, content)),
        )
        .holding(Element::new("mc:Fallback").holding(picture(place, fallback)))
}

/// The names of bookmarks are given once a document.
fn without_bookmarks(paragraph: &Element) -> Element {
    let mut paragraph = paragraph.clone();
    let is_bookmark = |node: &Node| matches!(node, Node::Element(e) if e.name.starts_with("w:bookmark"));
    paragraph.children.retain(|node| !is_bookmark(node));
    paragraph
}

fn drawing(place: Place, content: Vec<Element>) -> Element {
    let units = |points: f64| format!("{}", (points * UNITS).round());
    let sized =
        |name: &str| Element::new(name).with("cx", units(place.width)).with("cy", units(place.height));
    let numbered = |element: Element, pairs: &[(&str, &str)]| {
        pairs.iter().fold(element, |element, (name, value)| element.with(name, *value))
    };
    let no_line = || Element::new("a:noFill");
    let properties = Element::new("wps:spPr")
        .holding(
            Element::new("a:xfrm")
                .holding(numbered(Element::new("a:off"), &[("x", "0"), ("y", "0")]))
                .holding(sized("a:ext")),
        )
        .holding(Element::new("a:prstGeom").with("prst", "rect").holding(Element::new("a:avLst")))
        .holding(no_line())
        .holding(Element::new("a:ln").holding(no_line()));
    let text = numbered(
        Element::new("wps:bodyPr"),
        &[("wrap", "square"), ("lIns", "0"), ("tIns", "0"), ("rIns", "0"), ("bIns", "0"), ("anchor", "b")],
    );
    let shape = Element::new("wps:wsp")
        .holding(Element::new("wps:cNvSpPr").with("txBox", "1"))
        .holding(properties)
        .holding(Element::new("wps:txbx").holding(Element::new("w:txbxContent").holding_all(content)))
        .holding(text.holding(Element::new("a:noAutofit")));
    let graphic = Element::new("a:graphic")
        .with("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .holding(
            Element::new("a:graphicData")
                .with("uri", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape")
                .holding(shape),
        );
    let placed = |name: &str, points: f64| {
        let offset = Element::new("wp:posOffset").saying(&units(points));
        Element::new(name).with("relativeFrom", "page").holding(offset)
    };
    let anchor = numbered(
        Element::new("wp:anchor")
            .with("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        &[
            ("distT", "0"),
            ("distB", "0"),
            ("distL", "0"),
            ("distR", "0"),
            ("simplePos", "0"),
            ("relativeHeight", "2"),
            ("behindDoc", "0"),
            ("locked", "0"),
            ("layoutInCell", "1"),
            ("allowOverlap", "1"),
        ],
    );
    let anchor = anchor
        .holding(numbered(Element::new("wp:simplePos"), &[("x", "0"), ("y", "0")]))
        .holding(placed("wp:positionH", place.left))
        .holding(placed("wp:positionV", place.top))
        .holding(sized("wp:extent"))
        .holding(numbered(Element::new("wp:effectExtent"), &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")]))
        .holding(Element::new("wp:wrapTopAndBottom"))
        .holding(numbered(Element::new("wp:docPr"), &[("id", "1"), ("name", "版记")]))
        .holding(Element::new("wp:cNvGraphicFramePr"))
        .holding(graphic);
    Element::new("w:drawing").holding(anchor)
}

fn picture(place: Place, content: Vec<Element>) -> Element {
    let Place { left, top, width, height } = place;
    let style = format!(
        "position:absolute;margin-left:{left:.2}pt;margin-top:{top:.2}pt;width:{width:.2}pt;height:{height:.2}pt;\
         z-index:2;mso-position-horizontal:absolute;mso-position-horizontal-relative:page;\
         mso-position-vertical:absolute;mso-position-vertical-relative:page"
    );
    let text = Element::new("v:textbox")
        .with("inset", "0,0,0,0")
        .holding(Element::new("w:txbxContent").holding_all(content));
    let wrap = Element::new("w10:wrap")
        .with("xmlns:w10", "urn:schemas-microsoft-com:office:word")
        .with("type", "topAndBottom");
    let rectangle = Element::new("v:rect")
        .with("xmlns:v", "urn:schemas-microsoft-com:vml")
        .with("id", "imprint")
        .with("style", style)
        .with("filled", "f")
        .with("stroked", "f")
        .holding(text)
        .holding(wrap);
    Element::new("w:pict").holding(rectangle)
}
