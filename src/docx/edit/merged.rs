//! A table whose cells are merged downwards → the same with a cell of its own in every row, so that rows can move and
//! cells change; and back: what still says the same below each other is merged again.

use super::Fault;
use super::rows::strip;
use crate::docx::kinds::Kind;
use crate::docx::read::outline::{of_cell, rows, starts};
use crate::docx::read::pieces::text;
use crate::docx::views::{Cell, View, is_kind};
use crate::package::xml::{Element, Node};

/// On the mark of a merged cell: the merged area that it belongs to.
const AREA: &str = "area";
/// What a cell held while it was covered by the one above.
const HELD: &str = "held";

/// Gives every cell of a merged area what the area says. Whether there is any such area.
///
/// # Errors
/// When a row or cell is not where it was found: cells would go with rows that are not theirs.
pub(super) fn spread(tree: &mut Element) -> Result<bool, Fault> {
    let mut areas: Vec<(u32, usize, Vec<Node>)> = Vec::new();
    let mut count = 0;
    for (way, cells) in rows(tree, &[0]) {
        let starts = starts(tree.at(&way).ok_or(Fault::NoRow)?);
        let above = std::mem::take(&mut areas);
        for (cell, start) in cells.iter().zip(starts) {
            let cell = tree.at_mut(cell).ok_or(Fault::NoCell)?;
            let area = match Cell(cell).merge() {
                Some("restart") => {
                    count += 1;
                    (start, count, content(cell))
                }
                Some(_) => match above.iter().find(|(column, ..)| *column == start) {
                    Some(area) => {
                        cover(cell, &area.2);
                        area.clone()
                    }
                    None => continue,
                },
                None => continue,
            };
            mark(cell, |merge| merge.set(AREA, area.1.to_string()));
            areas.push(area);
        }
    }
    Ok(count > 0)
}

/// The paragraphs of a cell, for another.
fn content(cell: &Element) -> Vec<Node> {
    let nodes = cell.children.iter().filter(|node| !is_kind(node, Kind::CellFormat)).cloned();
    let mut holder = Element { children: nodes.collect(), ..Element::default() };
    strip(&mut holder);
    holder.children
}

/// Puts the content of an area into a cell, whose own is kept.
fn cover(cell: &mut Element, content: &[Node]) {
    let (format, own): (Vec<Node>, Vec<Node>) =
        std::mem::take(&mut cell.children).into_iter().partition(|node| is_kind(node, Kind::CellFormat));
    let held = Element { children: own, ..Element::new(HELD) };
    cell.children = format.into_iter().chain(content.iter().cloned()).collect();
    cell.push(held);
}

fn mark(cell: &mut Element, change: impl Fn(&mut Element)) {
    let merges = cell.get_mut(Kind::CellFormat).into_iter().flat_map(|format| format.all_mut(Kind::Merge));
    merges.for_each(change);
}

/// The mark of the merged area that a cell was of before the area was spread over its rows.
fn area(cell: &Element) -> Option<String> {
    cell.get(Kind::CellFormat)?.get(Kind::Merge)?.attribute(AREA).map(str::to_owned)
}

/// Merges what belongs to one area, says the same and stands below each other.
///
/// # Errors
/// As [`spread`].
pub(super) fn join(tree: &mut Element) -> Result<(), Fault> {
    let mut cells: Vec<(Vec<usize>, u32, Option<String>, String)> = Vec::new();
    let mut ends: Vec<usize> = vec![0];
    for (way, row) in rows(tree, &[0]) {
        let starts = starts(tree.at(&way).ok_or(Fault::NoRow)?);
        for (cell, start) in row.into_iter().zip(starts) {
            let area = tree.at(&cell).and_then(area);
            let said = text(&of_cell(tree, &cell));
            cells.push((cell, start, area, said));
        }
        ends.push(cells.len());
    }
    let row = |number: usize| {
        let (from, to) = (ends.get(number)?, ends.get(number + 1)?);
        cells.get(*from..*to)
    };
    let same = |number: Option<usize>, (_, start, area, said): &(Vec<usize>, u32, Option<String>, String)| {
        let mut beside = number.and_then(row).into_iter().flatten();
        area.is_some()
            && beside.any(|(_, column, other, words)| (column, other, words) == (start, area, said))
    };
    let mut joined = Vec::new();
    for number in 0..ends.len() - 1 {
        for cell in row(number).into_iter().flatten().filter(|cell| cell.2.is_some()) {
            let (above, below) = (same(number.checked_sub(1), cell), same(Some(number + 1), cell));
            joined.push((cell.0.clone(), above, below));
        }
    }
    for (way, above, below) in joined {
        let cell = tree.at_mut(&way).ok_or(Fault::NoCell)?;
        let held = |node: &Node| matches!(node, Node::Element(held) if held.name == HELD);
        let (own, shown): (Vec<Node>, Vec<Node>) =
            std::mem::take(&mut cell.children).into_iter().partition(held);
        let own = own.into_iter().next().filter(|_| above);
        cell.children = match own {
            Some(Node::Element(held)) => {
                let format = shown.into_iter().filter(|node| is_kind(node, Kind::CellFormat));
                format.chain(held.children).collect()
            }
            _ => shown,
        };
        mark(cell, |merge| {
            merge.attributes.retain(|(name, _)| name != AREA);
            match (above, below) {
                (true, _) => merge.attributes.clear(),
                (false, _) => merge.set_val("restart"),
            }
        });
        if !above && !below {
            let formats = cell.get_mut(Kind::CellFormat);
            formats.into_iter().for_each(|format| format.drop_all(Kind::Merge));
        }
    }
    clean(tree);
    Ok(())
}

/// Takes away what [`spread`] left in rows that are struck out.
fn clean(element: &mut Element) {
    element.keep(|child| child.name != HELD);
    for child in element.elements_mut() {
        if child.is(Kind::Merge) {
            child.attributes.retain(|(name, _)| name != AREA);
        }
        clean(child);
    }
}
