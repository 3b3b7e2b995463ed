//! The report and its mark → whether lines of the body stand on the first page, as they always do (GB/T 9704-2012, 7.3.3).

use super::head;
use super::mark::Mark;
use super::style::MILLIMETRE;
use super::title;
use crate::docx::characters::{clean, halves};
use crate::model::look::Look;
use crate::model::report::{Block, Report, Role};

/// So many lines of the body: one, and half of one because programs differ in how they lay out what is above.
const LINES: f64 = 1.5;

/// Whether the first lines of the body find room below head, title and 主送机关.
pub(super) fn shows_body(look: &Look, report: &Report, mark: Mark) -> bool {
    let page = (look.page.text_height + 2.0 * look.page.lead) * MILLIMETRE;
    let room = page - head::height(look, report, mark) - LINES * look.body.line;
    // Where words end in a title is only asked when it matters.
    opening(look, report, title::most) <= room || opening(look, report, title::count) <= room
}

/// How high title and 主送机关 are, the blank line below the title included, in points; `lines` says how many lines a title
/// has.
fn opening(look: &Look, report: &Report, lines: fn(&Block, &Report, &Look) -> usize) -> f64 {
    let line = look.body.line;
    let of = |role: Role| report.blocks.iter().filter(move |block| block.role == role);
    let titles: f64 =
        of(Role::Title).map(|block| lines(block, report, look) as f64 * look.title.line + line).sum();
    let width = look.page.text_width * MILLIMETRE / (look.body.size + look.body.spacing) * 2.0;
    let addressees: f64 = of(Role::Addressee)
        .map(|block| (f64::from(halves(&clean(&block.text()))) / width).ceil() * line)
        .sum();
    titles + addressees
}
