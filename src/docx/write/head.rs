//! 份号, 密级, 紧急程度, 发文字号, 签发人 and the red line (GB/T 9704-2012, 7.2.1 to 7.2.3, 7.2.5 to 7.2.7).
//!
//! ```xml
//! <w:p><w:pPr><w:pStyle w:val="HeadSerial"/></w:pPr>…<w:t>000001</w:t>…</w:p>      line 1, flush left
//! <w:p><w:pPr><w:pStyle w:val="HeadLabel"/></w:pPr>…<w:t>秘密★1年</w:t>…</w:p>      line 2, 黑体
//! <w:p><w:pPr><w:pStyle w:val="HeadRoom"/></w:pPr></w:p>                            down to the mark (mark.rs)
//! <w:p><w:pPr><w:pStyle w:val="HeadGap"/></w:pPr></w:p>                             two blank lines
//! <w:p><w:pPr><w:pStyle w:val="HeadSigners"/></w:pPr>… 签发人：甲 → 乙</w:p>         two names a row
//! <w:p><w:pPr><w:pStyle w:val="HeadNumberSigners"/></w:pPr>… 某发〔2022〕3号 → → 丙  the number goes with the last row
//! <w:p><w:pPr><w:pStyle w:val="HeadRule"/></w:pPr></w:p>                            an empty line with a border below
//! ```
//! Word puts the characters of an exact line in its middle, LibreOffice puts the base line four fifths down. At a
//! distance of 1.2 times the size the two agree, so the lines that the standard measures from have that. What is
//! missing to a full line, or to a measure in millimetres, is an empty paragraph of that exact height: space
//! before a paragraph is dropped at the top of a page by some programs, and the border's own distance is in
//! whole points. A border is as wide as the type area because nothing else of the paragraph is indented.
//!
//! The columns of 签发人 are tab stops, computed from the names: in the style, since this document has one head.

use docx_rs::Paragraph;

use super::mark::Mark;
use super::runs;
use super::style::{MILLIMETRE, Style, eighths, exact_lines, fonts, on, room, spacing, tab, twips, type_of};
use crate::docx::characters::{clean, halves};
use crate::docx::kinds::Kind;
use crate::docx::views::{self, value};
use crate::model::element::{StyleName, gap};
use crate::model::look::Look;
use crate::model::report::{Block, Report, Role};
use crate::package::xml::Element;

/// Lines of this height in sizes of their characters stand alike in Word and LibreOffice.
pub(super) const ALIKE: f64 = 1.2;

/// From the top of such a line to the base line, in sizes.
pub(super) const BASE: f64 = 0.96;

/// How far a Chinese character reaches above the base line, and below it, in sizes.
pub(super) const ABOVE: f64 = 0.85;
const BELOW: f64 = 0.09;

/// What stands before the names of 签发人.
const SIGNERS: &str = "签发人：";

/// The heights that this head needs, in points.
#[derive(Debug, Clone, Copy)]
struct Heights {
    /// Below 份号, 密级 and 紧急程度, above the mark.
    room: f64,
    /// Between 发文机关标志 and 发文字号.
    gap: f64,
    /// Between 发文字号 and the red line.
    rule: f64,
}

/// The styles of 版头 but that of 发文机关标志, with the heights that this report needs.
pub(super) fn styles(look: &Look, report: &Report) -> Vec<Style> {
    let (head, body) = (&look.head, look.body);
    let heights = heights(look, report, Mark::of(look, report));
    let line = |style: StyleName| {
        let style =
            Style::of(style, "Normal").paragraph([on(Kind::KeepNext), value(Kind::Alignment, "left")]);
        style.run([spacing(0.0)])
    };
    let alike = || exact_lines(body.size * ALIKE);
    let empty = |style: StyleName, height: f64| line(style).paragraph([exact_lines(height)]);
    let mut rule = empty(gap::RULE, heights.rule);
    if !head.preprinted {
        let border = views::rule(Kind::Bottom, eighths(head.rule), &head.colour);
        rule = rule.paragraph([Kind::ParagraphBorders.element().holding(border)]);
    }
    vec![
        line(Role::Serial.style()),
        line(Role::Secrecy.style()).run(type_of(look, head.label, body.size)),
        empty(gap::ROOM, heights.room),
        empty(gap::BELOW_MARK, heights.gap),
        Style::of(Role::Number.style(), "Normal")
            .paragraph([on(Kind::KeepNext), alike(), value(Kind::Alignment, "center")])
            .run([spacing(0.0)]),
        line(Role::Number.kin(0)).paragraph([alike(), tabs(look, report), inward(look)]),
        // Rows are as far apart as lines of the body, whatever their own height.
        Style::of(Role::Signers.style(), Role::Number.kin(0).id).paragraph([room(
            0.0,
            body.line - body.size * ALIKE,
            body.size * ALIKE,
        )]),
        Style::character("Signer", "签发人姓名").run([fonts(look, head.signer)]),
        rule,
    ]
}

fn inward(look: &Look) -> Element {
    Kind::Indent.element().with("w:left", twips(look.head.indent * look.body.size).to_string())
}

/// How high the empty paragraphs of this head are. What stands above the mark takes a line each; 密级 stands on
/// the second line even where there is no 份号 (7.2.2).
fn heights(look: &Look, report: &Report, mark: Mark) -> Heights {
    let (head, body) = (&look.head, look.body);
    let above = labels(report).len() as f64 * body.line;
    let marked = report.blocks.iter().any(|block| block.role == Role::Mark);
    // Where it is on the paper already, its room is kept.
    let (kept, printed) = if marked { (0.0, mark.height()) } else { (mark.height(), 0.0) };
    let above_mark = (head.top + look.page.lead) * MILLIMETRE - above - mark.slack_above() + kept;
    // Blank lines, and the leading that every line has above its characters.
    let gap = head.gap * body.line + body.line - body.size - mark.slack_below() - (BASE - ABOVE) * body.size;
    let rule = head.rule_gap * MILLIMETRE - (ALIKE - BASE - BELOW) * body.size;
    let printed = above + above_mark + printed + gap + rows(look, report) + rule;
    // On paper with a head of its own only the distance to its line counts.
    let measured = head.preprinted_rule.filter(|_| head.preprinted);
    let wanted = measured.map(|at| (at - look.page.top) * MILLIMETRE);
    let missing = wanted.map_or(0.0, |wanted| wanted - printed);
    Heights { room: (above_mark + missing).max(1.0), gap: gap.max(1.0), rule: rule.max(1.0) }
}

/// How high 发文字号 and the rows of 签发人 are, in points.
fn rows(look: &Look, report: &Report) -> f64 {
    let count = |role| report.blocks.iter().filter(|block| block.role == role).count() as f64;
    count(Role::Signers) * look.body.line + count(Role::Number) * look.body.size * ALIKE
}

/// How high a head with this mark is on the page, its line and the blank lines below it included, in points.
pub(super) fn height(look: &Look, report: &Report, mark: Mark) -> f64 {
    let heights = heights(look, report, mark);
    let labels = labels(report).len() as f64 * look.body.line;
    let marked = report.blocks.iter().any(|block| block.role == Role::Mark);
    let mark = if marked { mark.height() } else { 0.0 };
    let empty = heights.room + heights.gap + heights.rule;
    labels + mark + empty + rows(look, report) + f64::from(look.head.title_gap) * look.body.line
}

/// The styles of the lines above the mark, a blank one for a 份号 that is not there.
fn labels(report: &Report) -> Vec<Option<Role>> {
    let has = |role| report.blocks.iter().any(|block| block.role == role);
    let mut lines = Vec::new();
    if has(Role::Serial) || has(Role::Secrecy) {
        lines.push(has(Role::Serial).then_some(Role::Serial));
    }
    lines.extend([Role::Secrecy, Role::Urgency].into_iter().filter(|role| has(*role)).map(Some));
    lines
}

/// The empty paragraphs before a block of the head, by their styles.
pub(super) fn before(report: &Report, before: Option<Role>, role: Role) -> Vec<StyleName> {
    let above_mark = |role: Option<Role>| role.is_none_or(|role| role < Role::Mark);
    let mut empty = Vec::new();
    if before.is_none() && labels(report).first() == Some(&None) {
        empty.push(Role::Serial.style());
    }
    if above_mark(before) && !above_mark(Some(role)) {
        empty.push(gap::ROOM);
    }
    let of_mark = |role| matches!(role, Role::Mark | Role::MarkWord);
    if matches!(role, Role::Signers | Role::Number) && before.is_none_or(|b| of_mark(b) || b < Role::Mark) {
        empty.push(gap::BELOW_MARK);
    }
    empty
}

/// The style of 发文字号: with 签发人 beside it it has columns, else it stands in the middle.
pub(super) fn number_style(block: &Block) -> StyleName {
    if block.text().contains('\t') { Role::Number.kin(0) } else { Role::Number.style() }
}

/// The runs of a row: tabs lead to the columns, names have their own typeface.
pub(super) fn row(mut paragraph: Paragraph, block: &Block, latin_apart: bool) -> Paragraph {
    let text = block.text();
    let (number, names) = match block.role {
        Role::Signers => ("", text.as_str()),
        _ => text.split_once('\t').unwrap_or((text.as_str(), "")),
    };
    for run in runs::plain(number, None, latin_apart) {
        paragraph = paragraph.add_run(run);
    }
    if names.is_empty() {
        return paragraph;
    }
    let labelled = names.strip_prefix(SIGNERS);
    // The first stop is the label's, the second that of the names below it.
    paragraph = paragraph.add_run(runs::tabs(if labelled.is_some() { 1 } else { 2 }));
    if labelled.is_some() {
        paragraph = paragraph.add_run(runs::run(SIGNERS, None));
    }
    for (index, name) in labelled.unwrap_or(names).split('\t').enumerate() {
        if index > 0 {
            paragraph = paragraph.add_run(runs::tabs(1));
        }
        for run in runs::plain(name, Some("Signer"), latin_apart) {
            paragraph = paragraph.add_run(run);
        }
    }
    paragraph
}

/// The stops of 签发人：, of the first and of the second name of a row, so that the wider row ends one character
/// from the right edge.
fn tabs(look: &Look, report: &Report) -> Element {
    let rows = report.blocks.iter().filter(|block| matches!(block.role, Role::Signers | Role::Number));
    let mut widths = [0.0_f64; 2];
    for block in rows {
        let text = clean_row(&block.text());
        let skip = usize::from(block.role == Role::Number);
        for (index, name) in text.split('\t').skip(skip).enumerate() {
            let name = name.strip_prefix(SIGNERS).unwrap_or(name);
            if let Some(width) = widths.get_mut(index) {
                *width = width.max(f64::from(halves(name)) / 2.0);
            }
        }
    }
    let [first, second] = widths;
    let between = if second > 0.0 { 1.0 } else { 0.0 };
    let size = look.body.size;
    let end = look.page.text_width * MILLIMETRE - look.head.indent * size;
    let label = end - (4.0 + first + between + second) * size;
    let names = label + 4.0 * size;
    let mut stops = vec![tab("left", label), tab("left", names)];
    stops.extend((second > 0.0).then(|| tab("left", names + (first + between) * size)));
    Kind::Tabs.element().holding_all(stops)
}

fn clean_row(text: &str) -> String {
    text.split('\t').map(clean).collect::<Vec<_>>().join("\t")
}
