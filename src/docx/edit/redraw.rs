//! The data of a fresh chart → in a chart of the document, in its part and in the workbook behind it. Colours, labels
//! and size stay as people made them; only a height that follows from the number of bars follows it on.

use super::fresh::Fresh;
use crate::docx::edit::{Editor, Fault};
use crate::docx::kinds::Kind;
use crate::docx::read::chart_data::{local, part_of, points};
use crate::docx::views::View;
use crate::docx::write::chart::{SHOWN, height};
use crate::package::relations::{relations, target};
use crate::package::store::Store;
use crate::package::xml::{Element, Node, parse};

/// Programs round lengths when they save: so many English metric units.
const ROUNDING: i64 = 4_000;

/// The attribute of a drawing that says what it shows.
const DESCRIBED: &str = "descr";

/// The element that holds a series of a chart (`c:ser`), without its prefix.
const SERIES: &str = "ser";

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
    let (before, after) = (points(&chart), points(&given));
    let Some(data) = holder(&given) else { return Ok(()) };
    let Some(own) = holder_mut(&mut chart) else { return Ok(()) };
    let series = own.elements_mut().filter(|child| local(&child.name) == SERIES);
    for (series, data) in series.zip(data.elements().filter(|child| local(&child.name) == SERIES)) {
        renew(series, data);
    }
    bind(&mut chart, &given);
    editor.store.put(&name, chart.to_part().into_bytes());
    let books = (workbook_of(&mut fresh.store, &source)?, workbook_of(&mut editor.store, &name)?);
    if let (Some(book), Some(old)) = books {
        editor.store.put(&old, fresh.store.bytes(&book)?);
    }
    resize(tree, high(&before), high(&after));
    if let Some(words) = described(&new) {
        describe(tree, words);
    }
    Ok(())
}

/// The words for those who do not see a chart.
fn described(element: &Element) -> Option<&str> {
    let own = element.is(Kind::DrawingName).then(|| element.attribute(DESCRIBED)).flatten();
    own.or_else(|| element.elements().find_map(described))
}

/// Renews the figures in these words; what a person wrote there stays.
fn describe(element: &mut Element, words: &str) {
    let shows = |words: &str| words.split(SHOWN).next().unwrap_or_default().to_owned();
    let same = element.attribute(DESCRIBED).is_some_and(|before| shows(before) == shows(words));
    if element.is(Kind::DrawingName) && same {
        element.set(DESCRIBED, words);
    }
    element.elements_mut().for_each(|child| describe(child, words));
}

/// Gives a series the names and numbers of another.
fn renew(series: &mut Element, data: &Element) {
    for what in ["cat", "val"] {
        let Some(data) = data.elements().find(|child| local(&child.name) == what) else { continue };
        let place = series.children.iter().position(|node| is(node, what));
        if let Some(place) = place {
            series.children.splice(place..=place, [Node::Element(data.clone())]);
        }
    }
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

/// How high the program makes a chart of these points.
fn high(points: &[Vec<String>]) -> i64 {
    height(points.len(), points.first().map_or(1, |point| point.len().saturating_sub(1)))
}

/// A chart that is as high as the program makes one of so many bars becomes as high as one of the new number.
fn resize(element: &mut Element, before: i64, after: i64) {
    let now = element.attribute("cy").and_then(|now| now.parse::<i64>().ok());
    if element.is(Kind::Extent) && now.is_some_and(|now| (now - before).abs() <= ROUNDING) {
        element.set("cy", after.to_string());
    }
    element.elements_mut().for_each(|child| resize(child, before, after));
}

fn is(node: &Node, name: &str) -> bool {
    matches!(node, Node::Element(child) if local(&child.name) == name)
}

/// The element that holds the series of a chart.
fn holder(element: &Element) -> Option<&Element> {
    if element.elements().any(|child| local(&child.name) == SERIES) {
        return Some(element);
    }
    element.elements().find_map(holder)
}

fn holder_mut(element: &mut Element) -> Option<&mut Element> {
    if element.elements().any(|child| local(&child.name) == SERIES) {
        return Some(element);
    }
    element.elements_mut().find_map(holder_mut)
}
