//! A paragraph in head or foot → the room that its lines have, and its words in a size that fits there.

use super::sheet::Sheet;
use crate::docx::characters::halves;
use crate::docx::kinds::Kind;
use crate::docx::views::{Paragraph, View, value};
use crate::package::xml::{Element, Node};

/// The width of a character of the body, in twips (16 pt).
pub(super) const CHARACTER: i64 = 320;

/// What a drawing's units make a twip (914400 and 1440 to the inch).
const UNITS: i64 = 635;
/// The room that the edges of a cell take, and those of a box, where nothing is said: 0.19 cm and 0.25 cm a side.
const EDGES_OF_CELL: i64 = 216;
const EDGES_OF_BOX: i64 = 288;
/// Twips in a point.
const POINT: f64 = 20.0;

/// The least size of 发文机关标志, in half points, and how far its characters may be narrowed, in hundredths.
const LEAST_MARK: i64 = 44;
const NARROWEST: i64 = 40;

/// What is smaller in head and foot, in points, is no official text; what nothing says is ten points.
const LEAST_TEXT: f64 = 12.0;
const UNSAID: f64 = 10.0;
/// The sizes of head and foot, in half points (7.2.2, 7.4.2).
const HEAD: u32 = 32;
const IMPRINT: u32 = 28;

/// How wide the lines of a paragraph are, in twips: `width` in the text, less in a cell or a box.
pub(super) fn room(tree: &Element, path: &[usize], width: Option<i64>) -> Option<i64> {
    let (mut room, mut boxed, mut at) = (width, None, tree);
    for step in path {
        let Some(Node::Element(child)) = at.children.get(*step) else { break };
        at = child;
        match at.kind() {
            Kind::Cell => {
                let cell = at.get(Kind::CellFormat).and_then(|format| format.get(Kind::CellWidth));
                let twips = cell.filter(|cell| cell.says("type") != Some("pct"));
                room =
                    twips.and_then(|cell| cell.says("w")?.parse().ok()).filter(|width| *width > 0).or(room);
                room = room.map(|room: i64| room - EDGES_OF_CELL);
            }
            Kind::TextBox => room = boxed.map(|width: i64| width - EDGES_OF_BOX).or(room),
            Kind::Paragraph => room = room.map(|room| room - indents(at)),
            _ => boxed = drawn(at).or(boxed),
        }
    }
    room.filter(|room| *room > 0)
}

/// The width of a drawing, in twips.
fn drawn(element: &Element) -> Option<i64> {
    if let Some(extent) = element.get(Kind::Extent) {
        return extent.attribute("cx")?.parse::<i64>().ok().map(|units| units / UNITS);
    }
    let style = element.attribute("style").filter(|_| element.name.starts_with("v:"))?;
    let width = style.split(';').find_map(|item| item.trim().strip_prefix("width:"))?;
    let points: f64 = width.trim().strip_suffix("pt")?.parse().ok()?;
    Some(twips(points * POINT))
}

fn indents(paragraph: &Element) -> i64 {
    let indent = paragraph.get(Kind::ParagraphFormat).and_then(|format| format.get(Kind::Indent));
    let said = |names: [&str; 2]| names.into_iter().find_map(|name| indent?.says(name)?.parse::<i64>().ok());
    let sides = [said(["left", "start"]), said(["right", "end"])];
    sides.into_iter().flatten().filter(|twips| *twips > 0).sum()
}

fn twips(length: f64) -> i64 {
    length.round() as i64
}

/// How many halves of characters of the body a room takes.
pub(super) fn halves_of(room: i64) -> u32 {
    u32::try_from(room * 2 / CHARACTER).unwrap_or_default()
}

/// Sets the words of a mark smaller, and then narrower, where they are wider than their room.
pub(super) fn narrow(paragraph: &mut Element, sheet: &Sheet, room: Option<i64>) {
    let Some(room) = room else { return };
    let sizes: Vec<Option<i64>> = paragraph.all(Kind::Run).map(|run| size(paragraph, run, sheet)).collect();
    // What is fitted into a width by the program needs no help.
    let fitted = paragraph.any(&|inner| inner.name == "w:fitText");
    let runs = paragraph.all(Kind::Run).zip(&sizes);
    let needed: i64 = runs.filter_map(|(run, size)| Some(needed(run, (*size)?))).sum();
    if fitted || needed <= room {
        return;
    }
    for (run, size) in paragraph.all_mut(Kind::Run).zip(sizes) {
        let Some(size) = size else { continue };
        let smaller = (size * room / needed / 2 * 2).max(LEAST_MARK.min(size));
        let still = needed * smaller / size.max(1);
        let scale = if still > room { (scale(run) * room / still).max(NARROWEST) } else { scale(run) };
        let Some(format) = format(run) else { continue };
        for kind in [Kind::Size, Kind::SizeOfOthers] {
            format.drop_all(kind);
            format.push(value(kind, smaller));
        }
        if scale != 100 {
            format.drop_all(Kind::Width);
            format.push(value(Kind::Width, scale));
        }
        format.arrange();
    }
}

/// The size of a run that has text, in half points.
fn size(paragraph: &Element, run: &Element, sheet: &Sheet) -> Option<i64> {
    run.get(Kind::Text)?;
    sheet.shown(paragraph, Some(run)).size.map(|points| twips(points * 2.0))
}

/// How wide the characters of a run are, in hundredths of their own width.
fn scale(run: &Element) -> i64 {
    let said = run.get(Kind::Format).and_then(|format| format.said(Kind::Width));
    said.and_then(|scale| scale.trim_end_matches('%').parse().ok()).unwrap_or(100)
}

/// How wide a run is, in twips.
fn needed(run: &Element, size: i64) -> i64 {
    let text: String = run.all(Kind::Text).map(Element::text).collect();
    let spacing = run.get(Kind::Format).and_then(|format| format.said(Kind::Spacing));
    let spacing: i64 = spacing.and_then(|twips| twips.parse().ok()).unwrap_or_default();
    let characters = i64::try_from(text.chars().count()).unwrap_or_default();
    i64::from(halves(&text)) * size * 5 * scale(run) / 100 + characters * spacing.min(0)
}

/// The format of a run, made where it has none; so there always is one.
fn format(run: &mut Element) -> Option<&mut Element> {
    if run.get(Kind::Format).is_none() {
        run.children.insert(0, Node::Element(Kind::Format.element()));
    }
    run.get_mut(Kind::Format)
}

/// Sets the words of a place in the size that they have in an official text, where theirs is smaller. What they had,
/// if anything; none where nothing changes.
pub(super) fn enlarge(
    paragraph: &mut Element,
    sheet: &Sheet,
    font: Option<&str>,
    imprint: bool,
) -> Option<Option<f64>> {
    let shown = |run: &Element| sheet.shown(paragraph, Some(run));
    let small =
        |run: &&Element| run.get(Kind::Text).is_some() && shown(run).size.unwrap_or(UNSAID) < LEAST_TEXT;
    let had = shown(paragraph.all(Kind::Run).find(small)?);
    let wanted = if imprint { IMPRINT } else { HEAD };
    for run in paragraph.all_mut(Kind::Run) {
        let Some(format) = format(run) else { continue };
        if let (None, Some(font)) = (&had.font, font) {
            format.drop_all(Kind::Fonts);
            format.push(Kind::Fonts.element().with("w:eastAsia", font));
        }
        for kind in [Kind::Size, Kind::SizeOfOthers] {
            format.drop_all(kind);
            format.push(value(kind, wanted));
        }
        format.arrange();
    }
    if let Some(format) = Paragraph(paragraph).format() {
        format.arrange();
    }
    Some(had.size)
}
