//! A paragraph with a chart → the names and numbers that the chart shows, as they are kept in its part.

use super::Unreadable;
use crate::package::relations::{relations, target};
use crate::package::store::Store;
use crate::package::xml::{Element, parse};

/// What a drawing says that it is a chart.
pub(super) const CHART: &str = "drawingml/2006/chart";

/// The element of a drawing that names the part of its chart.
const REFERENCE: &str = "chart";

/// The points of the chart that a block holds: a name, then the number of each series. Empty where the chart is
/// none that can be read, or not alone in its paragraph.
pub(super) fn of(store: &mut Store, part: &str, tree: &Element) -> Result<Vec<Vec<String>>, Unreadable> {
    let Some(name) = part_of(store, part, tree)? else { return Ok(Vec::new()) };
    let Ok(root) = store.text(&name).map_err(Unreadable::from).and_then(|text| Ok(parse(&text)?)) else {
        return Ok(Vec::new());
    };
    Ok(points(&root))
}

/// The part of the chart that a block holds.
pub(in crate::docx) fn part_of(
    store: &mut Store,
    part: &str,
    tree: &Element,
) -> Result<Option<String>, Unreadable> {
    let Some(id) = reference(tree) else { return Ok(None) };
    let known = relations(store, part)?;
    let relation = known.iter().find(|relation| relation.id == id && !relation.external);
    Ok(relation.map(|relation| target(part, relation)).filter(|name| store.has(name)))
}

fn reference(element: &Element) -> Option<String> {
    if local(&element.name) == REFERENCE {
        let id = element.attributes.iter().find(|(name, _)| name.starts_with("r:") || name.ends_with(":id"));
        return id.map(|(_, id)| id.clone());
    }
    element.elements().find_map(reference)
}

/// The points of a chart, each with its name and one number of each series, as they are kept in its part.
pub(in crate::docx) fn points(root: &Element) -> Vec<Vec<String>> {
    let mut series = Vec::new();
    collect(root, "ser", &mut series);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (number, one) in series.iter().enumerate() {
        if number == 0 {
            rows = said(one, "cat").into_iter().map(|name| vec![name]).collect();
        }
        for (row, value) in rows.iter_mut().zip(said(one, "val")) {
            row.push(value.parse::<f64>().map_or(value, |number| number.to_string()));
        }
    }
    rows
}

/// What is kept of the names or numbers of a series, in order.
fn said(series: &Element, what: &str) -> Vec<String> {
    let mut points = Vec::new();
    series
        .elements()
        .filter(|child| local(&child.name) == what)
        .for_each(|child| collect(child, "pt", &mut points));
    let index = |point: &&Element| point.attribute("idx").and_then(|idx| idx.parse::<usize>().ok());
    points.sort_by_key(index);
    let value = |point: &Element| point.elements().find(|child| local(&child.name) == "v").map(Element::text);
    points.into_iter().map(|point| value(point).unwrap_or_default()).collect()
}

fn collect<'e>(element: &'e Element, name: &str, found: &mut Vec<&'e Element>) {
    for child in element.elements() {
        if local(&child.name) == name { found.push(child) } else { collect(child, name, found) }
    }
}

/// The name of an element without its prefix.
pub(in crate::docx) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
