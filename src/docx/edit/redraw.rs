//! The data of a fresh chart → in a chart of the document, in its part and in the workbook behind it. Colours, labels
//! and size stay as people made them; only a height that follows from the number of bars follows it on.

use super::fresh::Fresh;
use crate::docx::edit::{Editor, Fault};
use crate::docx::kinds::Kind;
use crate::docx::read::chart_data::{local, part_of, points};
use crate::docx::views::View;
use crate::docx::write::chart::height;
use crate::package::relations::{relations, target};
use crate::package::store::Store;
use crate::package::xml::{Element, Node, parse};

/// Programs round lengths when they save: so many English metric units.
const ROUNDING: i64 = 4_000;

/// Gives the chart in a block the data of one of the fresh report.
pub(super) fn redraw(
    editor: &mut Editor,
    fresh: &mut Fresh,
    tree: &mut Element,
    block: usize,
) -> Result<(), Fault> {
    let new = fresh.tree(block)?;
    let part = fresh.part.clone();
    let source = part_of(&mut fresh.store, &part, &new)?.ok_or(Fault::NoChart)?;
    let Some(name) = part_of(&mut editor.store, &editor.part, tree)? else { return Ok(()) };
    let given = parse(&fresh.store.text(&source)?)?;
    let mut chart = parse(&editor.store.text(&name)?)?;
    let (before, after) = (points(&chart).len(), points(&given).len());
    let Some(data) = first(&given, "ser") else { return Ok(()) };
    let Some(series) = first_mut(&mut chart, "ser") else { return Ok(()) };
    for what in ["cat", "val"] {
        let Some(data) = data.elements().find(|child| local(&child.name) == what) else { continue };
        let place = series.children.iter().position(|node| is(node, what));
        if let Some(place) = place {
            series.children.splice(place..=place, [Node::Element(data.clone())]);
        }
    }
    bind(&mut chart, &given);
    editor.store.put(&name, chart.to_part().into_bytes());
    let books = (workbook_of(&mut fresh.store, &source)?, workbook_of(&mut editor.store, &name)?);
    if let (Some(book), Some(old)) = books {
        editor.store.put(&old, fresh.store.bytes(&book)?);
    }
    resize(tree, before, after);
    Ok(())
}

/// The bindings of names that the data bring along.
fn bind(chart: &mut Element, given: &Element) {
    for (name, value) in given.attributes.iter().filter(|(name, _)| name.starts_with("xmlns:")) {
        if chart.attribute(name).is_none() {
            chart.set(name, value.as_str());
        }
    }
}

/// The part with the workbook behind a chart.
fn workbook_of(store: &mut Store, chart: &str) -> Result<Option<String>, Fault> {
    let known = relations(store, chart)?;
    let book = known.iter().find(|relation| relation.word() == "package" && !relation.external);
    Ok(book.map(|book| target(chart, book)).filter(|name| name.ends_with(".xlsx") && store.has(name)))
}

/// A chart that is as high as the program makes one of so many bars becomes as high as one of the new number.
fn resize(element: &mut Element, before: usize, after: usize) {
    let now = element.attribute("cy").and_then(|now| now.parse::<i64>().ok());
    if element.is(Kind::Extent) && now.is_some_and(|now| (now - height(before)).abs() <= ROUNDING) {
        element.set("cy", height(after).to_string());
    }
    element.elements_mut().for_each(|child| resize(child, before, after));
}

fn is(node: &Node, name: &str) -> bool {
    matches!(node, Node::Element(child) if local(&child.name) == name)
}

fn first<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    if local(&element.name) == name {
        return Some(element);
    }
    element.elements().find_map(|child| first(child, name))
}

fn first_mut<'e>(element: &'e mut Element, name: &str) -> Option<&'e mut Element> {
    if local(&element.name) == name {
        return Some(element);
    }
    element.elements_mut().find_map(|child| first_mut(child, name))
}
