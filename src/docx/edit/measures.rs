//! Measures that a report's texts decide → in the styles of the document, where nobody has changed them.

use crate::docx::edit::{Editor, Fault};
use crate::docx::kinds::Kind;
use crate::docx::views::View;
use crate::docx::write::Measure;
use crate::package::order::arrange;
use crate::package::relations::related;
use crate::package::spans::{replaced, spans};
use crate::package::xml::{Element, Node, parse};

/// What is nearer counts as the same: programs round what they save (twentieths of a point).
const ROUNDING: i64 = 12;

/// The attributes in which an element says a length or size.
const SAYING: [&str; 7] = ["w:line", "w:before", "w:after", "w:val", "w:pos", "w:right", "w:left"];

/// Renews the measures that are as they were given.
pub(super) fn renew(editor: &mut Editor, measures: &[Measure]) -> Result<(), Fault> {
    let Some(name) = related(&mut editor.store, &editor.part, "styles")?.filter(|_| !measures.is_empty())
    else {
        return Ok(());
    };
    let part = editor.store.text(&name)?;
    let (_, names) = crate::docx::read::names::root(&part)?;
    // The root is entered whatever it is called.
    let root = spans(&part, |_| false)?;
    let mut changes = Vec::new();
    for span in root.children.iter().filter(|span| names.kind(&span.name) == Kind::Style) {
        let mut style = parse(part.get(span.range.clone()).unwrap_or_default())?;
        names.rename(&mut style);
        let named = style.said(Kind::Name).unwrap_or_default().to_owned();
        let own = measures.iter().filter(|measure| named.eq_ignore_ascii_case(measure.style));
        if own.filter(|measure| put(&mut style, measure)).count() > 0 {
            changes.push((span.range.clone(), style.to_xml()));
        }
    }
    if !changes.is_empty() {
        editor.store.put(&name, crate::docx::read::names::bound(replaced(&part, changes))?.into_bytes());
    }
    Ok(())
}

/// Puts a measure into a style where the old one stands; whether it did.
fn put(style: &mut Element, measure: &Measure) -> bool {
    let now = style.get(measure.group).and_then(|group| group.get(measure.property));
    let is_given = |was: &Option<Element>| said(now) == said(was.as_ref()) || is_near(now, was.as_ref());
    if is_near(now, measure.is.as_ref()) || !measure.was.iter().any(is_given) {
        return false;
    }
    if style.get(measure.group).is_none() {
        style.push(measure.group.element());
        arrange(style);
    }
    let Some(group) = style.get_mut(measure.group) else { return false };
    let place = group.place(measure.property);
    match (place.and_then(|place| group.children.get_mut(place)), &measure.is) {
        (Some(Node::Element(now)), Some(new)) if measure.property != Kind::Tabs => {
            new.attributes.iter().for_each(|(name, value)| now.set(name, value.as_str()));
        }
        (Some(now), Some(new)) => *now = Node::Element(new.clone()),
        (None, Some(new)) => {
            group.push(new.clone());
            arrange(group);
        }
        (Some(_), None) => drop(place.map(|place| group.children.remove(place))),
        (None, None) => {}
    }
    true
}

/// The lengths that an element says, those of what is inside too.
fn said(element: Option<&Element>) -> Vec<i64> {
    let Some(element) = element else { return Vec::new() };
    let own = SAYING.iter().filter_map(|name| element.attribute(name)?.parse().ok());
    let clear = |child: &&Element| child.val() != Some("clear");
    own.chain(element.elements().filter(clear).flat_map(|child| said(Some(child)))).collect()
}

fn is_near(one: Option<&Element>, other: Option<&Element>) -> bool {
    let (one, other) = (said(one), said(other));
    one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| (a - b).abs() <= ROUNDING)
}
