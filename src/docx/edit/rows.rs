//! Rows that come into a table or go → its tree with those rows, merged cells kept whole.

use std::collections::BTreeMap;

use super::Fault;
use super::insert::mark_paragraph;
use super::marks::orphans;
use super::pen::{self, Pen, clean};
use super::remove::strike;
use super::work::RowEdit;
use crate::docx::kinds::Kind;
use crate::docx::read::outline::{CHANGES, cells as rows_of, is_range_mark, lines, rows};
use crate::docx::read::pieces::is_own;
use crate::docx::views::{Paragraph, View, is_kind};
use crate::package::xml::{Element, Node};

/// Makes the changes of rows; their numbers are those of the table as it was read.
pub(super) fn change(tree: &mut Element, changes: &[RowEdit], pen: &mut Pen) -> Result<(), Fault> {
    let ways: Vec<Vec<usize>> = rows(tree, &[0]).into_iter().map(|(row, _)| row).collect();
    let row = |at: usize| ways.get(at).and_then(|way| tree.at(way)).cloned().ok_or(Fault::NoRow);
    let comes = changes.iter().any(|change| matches!(change, RowEdit::In { .. }));
    let usual = if comes { usual(&ways, tree) } else { Vec::new() };
    let likeness = |like: usize| usual.iter().copied().min_by_key(|at| at.abs_diff(like)).unwrap_or(like);
    let mut coming: Vec<(usize, Element)> = Vec::new();
    let mut going: Vec<(usize, bool)> = Vec::new();
    for change in changes {
        match change {
            RowEdit::In { before, like, cells } => {
                coming.push((*before, new(row(likeness(*like))?, cells, pen)));
            }
            RowEdit::Moved { row: at, before } => {
                coming.push((*before, moved(row(*at)?, pen)));
                going.push((*at, true));
            }
            RowEdit::Out(at) => going.push((*at, false)),
        }
    }
    // From the last to the first, so that the ways to what comes before stay right.
    for at in (0..=ways.len()).rev() {
        for (_, moves) in going.iter().filter(|(gone, _)| *gone == at) {
            take_out(tree, ways.get(at).ok_or(Fault::NoRow)?, *moves, pen)?;
        }
        for (_, row) in coming.iter().filter(|(before, _)| *before == at).rev() {
            put_in(tree, &ways, at, row)?;
        }
    }
    let is_known = |at: &usize| *at <= ways.len();
    if coming.iter().map(|(at, _)| at).chain(going.iter().map(|(at, _)| at)).all(is_known) {
        Ok(())
    } else {
        Err(Fault::NoRow)
    }
}

/// The rows that look as most do: what a person set apart in a row is not for new ones.
fn usual(ways: &[Vec<usize>], tree: &Element) -> Vec<usize> {
    let looks: Vec<String> = ways.iter().filter_map(|way| tree.at(way)).map(look).collect();
    let mut alike: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    looks.iter().enumerate().for_each(|(at, look)| alike.entry(look).or_default().push(at));
    let most = alike.values().map(Vec::len).max();
    let usual = alike.into_values().filter(|rows| Some(rows.len()) == most);
    usual.flatten().collect()
}

/// How a row looks: the formats of its cells, and in each of its first paragraph and run.
fn look(row: &Element) -> String {
    let mut looks: Vec<Option<&Element>> = vec![row.get(Kind::RowFormat)];
    for cell in rows_of(row).iter().filter_map(|way| row.at(way)) {
        let paragraph = cell.get(Kind::Paragraph);
        let run = paragraph.and_then(|paragraph| paragraph.get(Kind::Run));
        looks.extend([cell.get(Kind::CellFormat), paragraph.and_then(|p| p.get(Kind::ParagraphFormat))]);
        looks.push(run.and_then(|run| run.get(Kind::Format)));
    }
    looks.into_iter().map(|look| look.map(Element::to_xml).unwrap_or_default()).collect()
}

/// A row in the likeness of another.
fn new(mut row: Element, cells: &[String], pen: &mut Pen) -> Element {
    strip(&mut row);
    for (column, way) in rows_of(&row).iter().enumerate() {
        let text = cells.get(column).map(|text| clean(text)).unwrap_or_default();
        fill(&mut row, way, &text, pen.track.then_some(&mut *pen));
    }
    if pen.track {
        mark_row(&mut row, pen.change(Kind::Inserted));
    }
    row
}

/// A row as it stands elsewhere; where changes are tracked what it holds is new there.
fn moved(mut row: Element, pen: &mut Pen) -> Element {
    if pen.track {
        strip(&mut row);
        for cell in rows_of(&row) {
            for line in lines(&row, &cell) {
                row.at_mut(&line).into_iter().for_each(|paragraph| mark_paragraph(paragraph, pen));
            }
        }
        mark_row(&mut row, pen.change(Kind::Inserted));
    }
    row
}

fn put_in(tree: &mut Element, ways: &[Vec<usize>], before: usize, row: &Element) -> Result<(), Fault> {
    let (way, step) = match ways.get(before) {
        Some(way) => (way, 0),
        None => (ways.last().ok_or(Fault::NoRow)?, 1),
    };
    let (place, parent) = way.split_last().ok_or(Fault::NoRow)?;
    let parent = tree.at_mut(parent).ok_or(Fault::NoRow)?;
    parent.children.insert(place + step, Node::Element(row.clone()));
    Ok(())
}

/// Takes a row out, or strikes it out where changes are tracked. Of one that goes for good the marks stay whose
/// partners stand elsewhere, and its remarks go to the next row.
fn take_out(tree: &mut Element, way: &[usize], moves: bool, pen: &mut Pen) -> Result<(), Fault> {
    if pen.track {
        strike_row(tree, way, pen);
        return Ok(());
    }
    let (place, parent) = way.split_last().ok_or(Fault::NoRow)?;
    let row = tree.at(way).cloned().ok_or(Fault::NoRow)?;
    let (marks, remarks) = if moves { (Vec::new(), Vec::new()) } else { orphans(&row) };
    let table = tree.at_mut(parent).ok_or(Fault::NoRow)?;
    table.children.splice(*place..=*place, marks.into_iter().map(Node::Element));
    let next = table.children.iter_mut().skip(*place).find_map(|node| match node {
        Node::Element(next) if next.is(Kind::Row) => Some(next),
        _ => None,
    });
    let Some(next) = next else { return Ok(()) };
    let first =
        rows_of(next).first().map(|cell| lines(next, cell)).and_then(|lines| lines.into_iter().next());
    if let Some(paragraph) = first.and_then(|way| next.at_mut(&way)) {
        Paragraph(paragraph).begin_with(remarks);
    }
    Ok(())
}

/// Strikes out a row; one that the program had brought in goes.
pub(super) fn strike_row(tree: &mut Element, way: &[usize], pen: &mut Pen) {
    let Some(row) = tree.at_mut(way) else { return };
    let inserted = row.get(Kind::RowFormat).and_then(|properties| properties.get(Kind::Inserted));
    if inserted.is_some_and(is_own) {
        if let Some((place, parent)) = way.split_last()
            && let Some(parent) = tree.at_mut(parent)
        {
            parent.children.remove(*place);
        }
        return;
    }
    for cell in rows_of(row) {
        for line in lines(row, &cell) {
            if let Some(paragraph) = row.at_mut(&line) {
                strike(paragraph, pen);
            }
        }
    }
    mark_row(row, pen.change(Kind::Deleted));
}

/// Marks a row as inserted or deleted.
pub(super) fn mark_row(row: &mut Element, mark: Element) {
    if row.get(Kind::RowFormat).is_none() {
        let place = row.children.iter().position(|node| !is_kind(node, Kind::RowException)).unwrap_or(0);
        row.children.insert(place, Node::Element(Kind::RowFormat.element()));
    }
    if let Some(properties) = row.get_mut(Kind::RowFormat) {
        let place = properties.children.iter().position(|node| is_kind(node, Kind::RowChange));
        let place = place.unwrap_or(properties.children.len());
        properties.children.insert(place, Node::Element(mark));
    }
}

/// Takes from a copy what belongs to what it was copied from; changes that wait are taken as accepted.
pub(super) fn strip(element: &mut Element) {
    element.attributes.retain(|(name, _)| !matches!(name.as_str(), "w14:paraId" | "w14:textId"));
    let inserted = |child: &Element| matches!(child.kind(), Kind::Inserted | Kind::MovedTo);
    let nodes = std::mem::take(&mut element.children).into_iter().flat_map(|node| match node {
        Node::Element(change) if inserted(&change) => change.children,
        other => vec![other],
    });
    element.children = nodes.collect();
    let goes = |child: &Element| {
        let kind = child.kind();
        is_range_mark(&child.name) || kind == Kind::ProofError || CHANGES.contains(&kind)
    };
    element.keep(|child| !goes(child));
    element.elements_mut().for_each(strip);
}

/// Gives a cell one paragraph with a text in the format of its first run.
fn fill(row: &mut Element, way: &[usize], text: &str, track: Option<&mut Pen>) {
    let first = lines(row, way).into_iter().next().and_then(|line| row.at(&line)).cloned();
    let Some(cell) = row.at_mut(way) else { return };
    let format = first.as_ref().and_then(|paragraph| paragraph.get(Kind::Run)?.get(Kind::Format).cloned());
    let mut paragraph = Kind::Paragraph.element();
    paragraph
        .children
        .extend(first.and_then(|first| first.get(Kind::ParagraphFormat).cloned()).map(Node::Element));
    if !text.is_empty() {
        let format = pen::hinted(format, text);
        paragraph.push(pen::run(format.as_ref(), text));
    }
    if let Some(pen) = track {
        mark_paragraph(&mut paragraph, pen);
    }
    cell.children.retain(|node| is_kind(node, Kind::CellFormat));
    cell.push(paragraph);
}
