//! 发文机关标志 (GB/T 9704-2012, 7.2.4): red 小标宋 on one line, its upper edge 35 mm below that of the type area; of
//! several organs one below the other, the host first, with 文件 at the right in the middle of their heights.
//!
//! ```xml
//! <w:p><w:pPr><w:pStyle w:val="Mark"/></w:pPr>…<w:t>某县人大常委会文件</w:t>…</w:p>
//! ```
//! Several organs with 文件 are a table without borders; nothing else puts a word beside several lines in all
//! programs. The names are spread over the width of the longest (`distribute`):
//! ```xml
//! <w:tbl><w:tblPr><w:tblW …/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>…</w:tblPr><w:tblGrid>…</w:tblGrid>
//!   <w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="806" w:hRule="exact"/></w:trPr>
//!     <w:tc>…<w:p>…<w:pStyle w:val="MarkOrgan"/>…中共某县县委办公室…</w:p></w:tc>
//!     <w:tc><w:tcPr>…<w:vMerge w:val="restart"/><w:vAlign w:val="center"/></w:tcPr><w:p>…文件…</w:p></w:tc></w:tr>
//!   <w:tr>…<w:vMerge/>…</w:tr></w:tbl>
//! ```
//! The standard leaves the size open; it shrinks until the longest name fits the type area, and beyond a smallest
//! size the characters become narrower (`w:w`); so that body stands on the first page (7.3.3) it shrinks further. The finishing pass makes the table: `docx_rs` gives each name a
//! paragraph, so that every block of the report is one.

use super::head::{ABOVE, ALIKE, BASE};
use super::style::{MILLIMETRE, Style, exact_lines, on, spacing, twips, type_of};
use super::{first_page, grid};
use crate::docx::characters::{clean, halves};
use crate::docx::kinds::Kind;
use crate::docx::views::{line, value};
use crate::finding::Format;
use crate::model::element::StyleName;
use crate::model::look::Look;
use crate::model::report::{Report, Role};
use crate::package::xml::{Element, Node};

/// No mark is smaller, in points, however little room its page has: the title below it has 22.
const LEAST: f64 = 18.0;

/// Between the names and 文件, in sizes.
const BETWEEN: f64 = 0.4;

/// Room in a cell beyond its characters in points, so that rounding wraps none of them.
const SPARE: f64 = 2.0;

/// How 发文机关标志 of a report is set, so that its longest name fits a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    /// The size of its characters in points.
    size: f64,
    /// Their width in hundredths of the usual one.
    width: u32,
    /// How many organs it names.
    organs: usize,
    /// The width of the longest name in characters.
    longest: f64,
    /// Characters of 文件 beside several names; 0 without.
    word: f64,
}

impl Mark {
    /// Size and width that bring the longest name onto one line of the type area.
    pub(super) fn of(look: &Look, report: &Report) -> Self {
        let widths = |role: Role| {
            let blocks = report.blocks.iter().filter(move |block| block.role == role);
            blocks.map(|block| f64::from(halves(&clean(&block.text()))) / 2.0)
        };
        let organs = widths(Role::Mark).count();
        let longest = widths(Role::Mark).fold(0.0, f64::max);
        let word = widths(Role::MarkWord).fold(0.0, f64::max);
        let beside = if word > 0.0 { word + BETWEEN } else { 0.0 };
        let room = look.page.text_width * MILLIMETRE - if word > 0.0 { 2.0 * SPARE } else { 0.0 };
        // Half points are the unit of sizes.
        let fits = (room / (longest + beside).max(1.0) * 2.0).floor() / 2.0;
        let wide = fits.clamp(look.head.least.min(look.head.size), look.head.size);
        let of_size = |size: f64| {
            let width = (room / ((longest + beside).max(1.0) * size) * 100.0).floor().min(100.0);
            Mark { size, width: width as u32, organs: organs.max(1), longest, word }
        };
        if organs == 0 {
            return of_size(wide);
        }
        // Lines of the body stand below it on its page (7.3.3).
        let steps = ((wide - LEAST).max(0.0) * 2.0) as u32;
        let mut smaller = (0..=steps).map(|half| of_size(wide - f64::from(half) / 2.0));
        let low = smaller.clone().find(|mark| first_page::shows_body(look, report, *mark));
        low.or_else(|| smaller.next_back()).unwrap_or_else(|| of_size(wide))
    }

    fn line(self) -> f64 {
        self.size * ALIKE
    }

    /// The height of all its lines in points.
    pub(super) fn height(self) -> f64 {
        self.organs as f64 * self.line()
    }

    /// From the top of its first line to the top of the characters.
    pub(super) fn slack_above(self) -> f64 {
        (BASE - ABOVE) * self.size
    }

    /// From the bottom of the characters to that of its last line.
    pub(super) fn slack_below(self) -> f64 {
        (ALIKE - BASE - (1.0 - 0.88)) * self.size
    }

    /// The width of so many characters in points.
    fn of_characters(self, characters: f64) -> f64 {
        characters * self.size * f64::from(self.width) / 100.0
    }

    /// Makes the names and 文件 beside them a table, where 文件 stands beside several.
    fn gather(self, body: &mut Element) {
        if self.word == 0.0 {
            return;
        }
        let Some((first, mut organs)) =
            grid::take(body, |id| id == Role::Mark.kin(0).id || id == Role::MarkWord.style().id)
        else {
            return;
        };
        let mut word = organs.pop();
        let left = twips(self.of_characters(self.longest) + SPARE);
        let right = twips(self.of_characters(self.word + BETWEEN) + SPARE);
        let rows = organs.into_iter().map(|organ| {
            let merge = Kind::Merge.element();
            let merge = if word.is_some() { merge.with("w:val", "restart") } else { merge };
            let beside = word.take().unwrap_or_else(|| line(Some(Role::MarkWord.style().id), None));
            let word = grid::cell(right, [merge, value(Kind::VerticalAlignment, "center")], beside);
            grid::row_of(Some(self.line()), [grid::cell(left, [], organ), word])
        });
        let rows: Vec<Element> = rows.collect();
        let table = grid::table(&[left, right], None).holding_all(rows);
        body.children.insert(first, Node::Element(table));
    }
}

/// What is said of a mark that is smaller than its width asks for.
pub fn squeezed(look: &Look, report: &Report) -> Option<Format> {
    let marks = report.blocks.iter().filter(|block| matches!(block.role, Role::Mark | Role::MarkWord));
    let alone = Report { blocks: marks.cloned().collect(), ..Report::default() };
    let (mark, wide) = (Mark::of(look, report), Mark::of(look, &alone));
    let fits = first_page::shows_body(look, report, mark);
    let says = !alone.blocks.is_empty() && (mark.size < wide.size || !fits);
    says.then(|| Format::Squeezed { size: mark.size.to_string(), wide: wide.size.to_string(), fits })
}

/// The styles of the mark in this report.
pub(super) fn styles(look: &Look, report: &Report) -> [Style; 3] {
    let mark = Mark::of(look, report);
    let style = Style::of(Role::Mark.style(), "Normal")
        .paragraph([on(Kind::KeepNext), exact_lines(mark.line()), value(Kind::Alignment, "center")])
        .run([value(Kind::Colour, &look.head.colour), spacing(0.0)])
        .run((mark.width < 100).then(|| value(Kind::Width, mark.width)))
        .run(type_of(look, look.head.face, mark.size));
    let organ =
        Style::of(Role::Mark.kin(0), Role::Mark.style().id).paragraph([value(Kind::Alignment, "distribute")]);
    let word =
        Style::of(Role::MarkWord.style(), Role::Mark.style().id).paragraph([value(Kind::Alignment, "right")]);
    [style, organ, word]
}

/// The style of the name of an organ: spread over the width of the longest where 文件 stands beside several.
pub(super) fn style(report: &Report) -> StyleName {
    let beside = report.blocks.iter().any(|block| block.role == Role::MarkWord);
    if beside { Role::Mark.kin(0) } else { Role::Mark.style() }
}

/// Gathers the names of several organs with 文件 beside them.
pub(super) fn gather(body: &mut Element, look: &Look, report: &Report) {
    Mark::of(look, report).gather(body);
}
