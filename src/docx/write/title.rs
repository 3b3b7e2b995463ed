//! 标题 (GB/T 9704-2012, 7.3.1): 2号小标宋, centred, in lines that end where words end and make a trapezium or a rhombus.
//!
//! ```xml
//! <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>…
//!   <w:pPr><w:keepNext/><w:snapToGrid w:val="0"/><w:spacing … w:line="720" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>
//!   <w:rPr><w:rFonts … w:eastAsia="方正小标宋简体"/><w:spacing w:val="0"/><w:sz w:val="44"/></w:rPr></w:style>
//! <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>…<w:t>某县人大常委会关于开展</w:t></w:r>
//!   <w:r><w:br/></w:r><w:r><w:t>党员干部作风大整顿活动情况的报告</w:t></w:r></w:p>
//! ```
//! A line is the height of its character and 7/8 of that of a 3号 one (3.2): 22 + 14 = 36 points. On the grid of
//! the body it would take two lines, hence `snapToGrid`. Never bold: the face carries its weight. The lines are
//! breaks in one paragraph, so that the navigation, the properties and a later run know one title; where it is
//! broken is decided in `title_lines`.

use docx_rs::{BreakType, Paragraph, Run};

use super::style::{Style, exact_lines, off, on, spacing, type_of};
use super::title_lines::{Text, breaks};
use super::{page, runs};
use crate::docx::characters::{clean, halves};
use crate::docx::kinds::Kind;
use crate::docx::views::value;
use crate::model::look::Look;
use crate::model::report::{Block, Provenance, Report, Role};

/// The longest name that stays in one piece, in characters; what is longer is a sentence.
const LONGEST_NAME: usize = 16;

/// The style of 标题: its face, size and lines (7.3.1).
pub(super) fn style(look: &Look) -> Style {
    let title = look.title;
    Style::of(Role::Title.style(), "Normal")
        .next(Role::Body.style().id)
        .paragraph([
            on(Kind::KeepNext),
            off(Kind::SnapToGrid),
            exact_lines(title.line),
            value(Kind::Alignment, "center"),
            // For the navigation pane and the bookmarks of a PDF.
            value(Kind::OutlineLevel, 0),
        ])
        .run([spacing(0.0)])
        .run(type_of(look, title.face, title.size))
}

/// The runs of a title, the report's or an annex's, with its lines broken for so many points.
pub(super) fn lines(
    mut paragraph: Paragraph,
    block: &Block,
    report: &Report,
    look: &Look,
    width: f64,
) -> Paragraph {
    let text = clean(&block.text());
    let room = width / look.title.size;
    let names = names(report, &text);
    let breaks = breaks(&Text { text: &text, room, names: &names });
    let mut at = 0;
    for end in breaks.into_iter().map(Some).chain([None]) {
        if at > 0 {
            paragraph = paragraph.add_run(Run::new().add_break(BreakType::TextWrapping));
        }
        let line = text.get(at..end.unwrap_or(text.len())).unwrap_or_default();
        for run in runs::plain(line, None, look.latin.is_some()) {
            paragraph = paragraph.add_run(run);
        }
        at = end.unwrap_or(at);
    }
    paragraph
}

/// How many lines a title has at most on an upright page: lines that end where words end are more than half full.
pub(super) fn most(block: &Block, _: &Report, look: &Look) -> usize {
    let room = page::text_width(look, false) as f64 / 20.0 / look.title.size;
    (f64::from(halves(&clean(&block.text()))) / room).ceil() as usize + 1
}

/// How many lines a title has on an upright page.
pub(super) fn count(block: &Block, report: &Report, look: &Look) -> usize {
    let text = clean(&block.text());
    let names = names(report, &text);
    let room = page::text_width(look, false) as f64 / 20.0 / look.title.size;
    breaks(&Text { text: &text, room, names: &names }).len() + 1
}

/// The names in the title that the report knows: data that it prints elsewhere too, and those in the title itself.
fn names(report: &Report, title: &str) -> Vec<String> {
    let is_name = |text: &str| (2..=LONGEST_NAME).contains(&text.chars().count()) && text != title;
    let inlines =
        report.blocks.iter().filter(|block| block.role != Role::Mark).flat_map(|block| &block.inlines);
    let data = inlines.filter(|inline| matches!(inline.from, Provenance::Slot(_)));
    let found = data.map(|inline| clean(&inline.text)).filter(|text| is_name(text) && title.contains(text));
    let mut names: Vec<String> = found.collect();
    names.sort();
    names.dedup();
    names
}
