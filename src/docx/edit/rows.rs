//! Rows that come into a table or go → its tree with those rows, merged cells kept whole.

use super::Fault;
use super::insert::mark_paragraph;
use super::marks::orphans;
use super::pen::{self, Pen, clean};
use super::remove::strike;
use super::work::RowEdit;
use crate::docx::kinds::Kind;
use crate::docx::read::outline::{CHANGES, cells as rows_of, is_range_mark, lines, rows};
use crate::docx::read::pieces::is_own;
use crate::docx::views::{self, Cell, Paragraph, View, is_kind, number};
use crate::package::xml::{Element, Node};

/// Makes the changes of rows; their numbers are those of the table as it was read.
pub(super) fn change(tree: &mut Element, changes: &[RowEdit], pen: &mut Pen) -> Result<(), Fault> {
    let ways: Vec<Vec<usize>> = rows(tree, &[0]).into_iter().map(|(row, _)| row).collect();
    let model = |like: &usize| ways.get(*like).and_then(|way| tree.at(way)).cloned();
    let models: Vec<Option<Element>> = changes
        .iter()
        .map(|change| match change {
            RowEdit::In { like, .. } => model(like),
            RowEdit::Out(_) => None,
        })
        .collect();
    // From the last to the first, so that the ways to what comes before stay right.
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order.sort_by_key(|index| match changes.get(*index) {
        Some(RowEdit::In { before, .. }) => (*before, 0),
        Some(RowEdit::Out(row)) => (*row, 1),
        None => (0, 0),
    });
    for index in order.into_iter().rev() {
        match (changes.get(index), models.get(index)) {
            (Some(RowEdit::In { before, cells, .. }), Some(Some(model))) => {
                bring_in(tree, &ways, *before, model, cells, pen)?;
            }
            (Some(RowEdit::Out(row)), _) => take_out(tree, ways.get(*row).ok_or(Fault::NoRow)?, pen),
            _ => return Err(Fault::NoRow),
        }
    }
    Ok(())
}

fn bring_in(
    tree: &mut Element,
    ways: &[Vec<usize>],
    before: usize,
    model: &Element,
    cells: &[String],
    pen: &mut Pen,
) -> Result<(), Fault> {
    let after = ways.get(before).and_then(|way| tree.at(way)).cloned();
    let mut row = model.clone();
    strip(&mut row);
    for (column, way) in rows_of(&row).iter().enumerate() {
        let merged = after.as_ref().is_some_and(|after| goes_on(after, column_start(&row, column)));
        let text = cells.get(column).map(|text| clean(text)).unwrap_or_default();
        fill(&mut row, way, if merged { "" } else { &text }, merged, pen.track.then_some(&mut *pen));
    }
    if pen.track {
        mark_row(&mut row, pen.change(Kind::Inserted));
    }
    let (way, step) = match ways.get(before) {
        Some(way) => (way, 0),
        None => (ways.last().ok_or(Fault::NoRow)?, 1),
    };
    let (place, parent) = way.split_last().ok_or(Fault::NoRow)?;
    let parent = tree.at_mut(parent).ok_or(Fault::NoRow)?;
    parent.children.insert(place + step, Node::Element(row));
    Ok(())
}

/// Takes a row out, or strikes it out where changes are tracked.
fn take_out(tree: &mut Element, way: &[usize], pen: &mut Pen) {
    if pen.track {
        strike_row(tree, way, pen);
        return;
    }
    let Some((place, parent)) = way.split_last() else { return };
    let Some(row) = tree.at(way).cloned() else { return };
    let (marks, remarks) = orphans(&row);
    let Some(table) = tree.at_mut(parent) else { return };
    table.children.splice(*place..=*place, marks.into_iter().map(Node::Element));
    // A merged area whose first row goes begins with the next one, and keeps what it says; remarks go there too.
    let next = table.children.iter_mut().skip(*place).find_map(|node| match node {
        Node::Element(next) if next.is(Kind::Row) => Some(next),
        _ => None,
    });
    let Some(next) = next else { return };
    for way in rows_of(&row) {
        let Some(cell) = row.at(&way) else { continue };
        if Cell(cell).merge() != Some("restart") {
            continue;
        }
        let start = start_of(&row, &way);
        let heir = rows_of(next).into_iter().find(|way| start_of(next, way) == start);
        let Some(heir) =
            heir.and_then(|way| next.at_mut(&way)).filter(|heir| Cell(heir).merge() == Some("continue"))
        else {
            continue;
        };
        *heir = Element { children: with_width_of(cell, heir), ..heir.clone() };
    }
    let first =
        rows_of(next).first().map(|cell| lines(next, cell)).and_then(|lines| lines.into_iter().next());
    if let Some(paragraph) = first.and_then(|way| next.at_mut(&way)) {
        Paragraph(paragraph).begin_with(remarks);
    }
}

/// The content of a cell under the properties of another, which begins the merged area from now on.
fn with_width_of(cell: &Element, heir: &Element) -> Vec<Node> {
    let properties = heir.get(Kind::CellFormat).cloned().map(|mut properties| {
        for merge in properties.all_mut(Kind::Merge) {
            merge.set_val("restart");
        }
        Node::Element(properties)
    });
    let content = cell.children.iter().filter(|node| !is_kind(node, Kind::CellFormat)).cloned();
    properties.into_iter().chain(content).collect()
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

/// Takes from a copied row what belongs to the row it was copied from.
fn strip(element: &mut Element) {
    element.attributes.retain(|(name, _)| !matches!(name.as_str(), "w14:paraId" | "w14:textId"));
    // The text of pending changes is replaced anyway.
    let goes = |child: &Element| {
        let kind = child.kind();
        is_range_mark(&child.name) || kind == Kind::ProofError || CHANGES.contains(&kind)
    };
    element.keep(|child| !goes(child));
    element.elements_mut().for_each(strip);
}

/// Gives a cell one paragraph with a text in the format of its first run.
fn fill(row: &mut Element, way: &[usize], text: &str, merged: bool, track: Option<&mut Pen>) {
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
    for properties in cell.elements_mut() {
        properties.children.retain(|node| !is_kind(node, Kind::Merge) || merged);
        for merge in properties.all_mut(Kind::Merge) {
            merge.attributes.clear();
        }
    }
    cell.push(paragraph);
}

/// Whether the cell of a row that begins at a column of the grid goes on with the one above.
fn goes_on(row: &Element, start: u32) -> bool {
    let mut cells = rows_of(row).into_iter();
    cells
        .find(|way| start_of(row, way) == start)
        .and_then(|way| row.at(&way))
        .is_some_and(|cell| Cell(cell).merge() == Some("continue"))
}

fn column_start(row: &Element, column: usize) -> u32 {
    rows_of(row).get(column).map_or(0, |way| start_of(row, way))
}

/// The column of the grid at which a cell begins.
fn start_of(row: &Element, way: &[usize]) -> u32 {
    let before = rows_of(row).into_iter().take_while(|other| other != way);
    let widths = before.map(|other| row.at(&other).map_or(1, |cell| Cell(cell).span()));
    number(views::Row(row).property(Kind::GridBefore)).unwrap_or(0) + widths.sum::<u32>()
}
