//! What an office's document has no place for → beside what it has one for: 签发人 at the right of the number, 抄送 on a line
//! above 印发.

use super::places::format_of;
use super::rooms::CHARACTER;
use crate::docx::characters::halves;
use crate::docx::kinds::Kind;
use crate::docx::views::{BLACK, Cell, Paragraph, View, is_kind, rule, value};
use crate::package::xml::{Element, Node};

/// What stands before the names of those who sign.
const SIGNERS: &str = "签发人：";

/// The thin line of 版记, in eighths of a point: 0.25 mm (7.4.1).
const THIN: &str = "6";

/// Whether number and signers stand on one line of a room, in twips: each a character from the edge, and two between.
pub(super) fn fits_beside(number: &str, signers: &str, room: i64) -> bool {
    let words = i64::from(halves(number) + halves(SIGNERS) + halves(signers));
    words * CHARACTER / 2 + 4 * CHARACTER <= room
}

/// 签发人 at the right of the line of a number, which goes to the left (7.2.5, 7.2.6).
pub(super) fn sign_beside(paragraph: &mut Element, signers: &str, room: i64) {
    let format = format_of(paragraph);
    if let Some(properties) = Paragraph(&mut *paragraph).format() {
        properties.keep(|child| !matches!(child.kind(), Kind::Tabs | Kind::Indent | Kind::Alignment));
        let stop = value(Kind::Tab, "right").with("w:pos", (room - CHARACTER).to_string());
        let left = Kind::Indent.element().with("w:left", CHARACTER.to_string()).with("w:firstLine", "0");
        properties.push(Kind::Tabs.element().holding(stop));
        properties.push(left);
        properties.push(value(Kind::Alignment, "left"));
        properties.arrange();
    }
    let said = said(&format!("{SIGNERS}{signers}"));
    for child in [Kind::Tab.element(), said] {
        paragraph.push(Kind::Run.element().holding_all(format.clone()).holding(child));
    }
}

fn said(text: &str) -> Element {
    Kind::Text.element().with("xml:space", "preserve").saying(text)
}

/// The lines that hold some paragraphs, in order: the row of a table, else the paragraph itself.
pub(super) fn lines(tree: &Element, paragraphs: Vec<(Vec<usize>, bool)>) -> Vec<(Vec<usize>, bool)> {
    let line = |path: Vec<usize>| {
        let row = (1..path.len()).rev().find(|end| {
            path.get(..*end).and_then(|outer| tree.at(outer)).is_some_and(|outer| outer.is(Kind::Row))
        });
        row.and_then(|end| path.get(..end).map(<[usize]>::to_vec)).unwrap_or(path)
    };
    let mut lines: Vec<(Vec<usize>, bool)> =
        paragraphs.into_iter().map(|(path, fallback)| (line(path), fallback)).collect();
    lines.sort();
    lines.dedup();
    lines
}

/// A line like the one at a place, with another text: a row with one cell, or a paragraph.
pub(super) fn line_above(tree: &mut Element, path: &[usize], text: &str) -> Option<Element> {
    let mut line = tree.at(path)?.clone();
    if line.is(Kind::Row) {
        one_cell(&mut line);
    } else if let Some(paragraph) = tree.at_mut(path) {
        // Its rule is that of the line above now, with a thin one between.
        let borders = Paragraph(&mut *paragraph).format()?.get_mut(Kind::ParagraphBorders);
        let top = borders.and_then(|borders| {
            let top = borders.get(Kind::Top).cloned();
            borders.drop_all(Kind::Top);
            top
        });
        let format = Paragraph(&mut line).format()?;
        format.drop_all(Kind::ParagraphBorders);
        let rules = Kind::ParagraphBorders.element().holding_all(top);
        format.push(rules.holding(rule(Kind::Bottom, THIN, BLACK)));
        format.arrange();
    }
    let paragraph = paragraph(&mut line)?;
    let format = format_of(paragraph);
    paragraph.children.retain(|node| is_kind(node, Kind::ParagraphFormat));
    if let Some(properties) = Paragraph(&mut *paragraph).format() {
        properties.keep(|child| !matches!(child.kind(), Kind::Alignment | Kind::Tabs | Kind::Section));
        properties.push(value(Kind::Alignment, "left"));
        properties.arrange();
    }
    paragraph.push(Kind::Run.element().holding_all(format).holding(said(text)));
    Some(line)
}

/// Leaves the first cell of a row, across all of it, with one paragraph.
fn one_cell(row: &mut Element) {
    let across = |cell: &Element| {
        let width = cell.get(Kind::CellFormat).and_then(|format| format.get(Kind::CellWidth));
        width.and_then(|width| width.says("w")?.parse::<i64>().ok()).unwrap_or_default()
    };
    let (width, span) = row
        .all(Kind::Cell)
        .fold((0, 0), |(width, span), cell| (width + across(cell), span + Cell(cell).span()));
    let mut first = true;
    row.keep(|child| !child.is(Kind::Cell) || std::mem::take(&mut first));
    for cell in row.all_mut(Kind::Cell) {
        let mut first = true;
        cell.keep(|child| {
            !matches!(child.kind(), Kind::Paragraph | Kind::Table) || std::mem::take(&mut first)
        });
        let Some(format) = cell.get_mut(Kind::CellFormat) else { continue };
        format.drop_all(Kind::GridSpan);
        if span > 1 {
            format.push(value(Kind::GridSpan, span));
        }
        if let Some(said) = format.get_mut(Kind::CellWidth).filter(|_| width > 0) {
            said.set("w:w", width.to_string());
        }
        format.arrange();
    }
}

/// The first paragraph of a line.
pub(super) fn paragraph(line: &mut Element) -> Option<&mut Element> {
    if line.is(Kind::Paragraph) {
        return Some(line);
    }
    line.all_mut(Kind::Cell).next()?.get_mut(Kind::Paragraph)
}

/// Puts a line above the one at a place.
pub(super) fn put_above(tree: &mut Element, path: &[usize], line: Element) {
    let Some((at, outer)) = path.split_last() else { return };
    if let Some(holder) = tree.at_mut(outer) {
        holder.children.insert((*at).min(holder.children.len()), Node::Element(line));
    }
}
