//! The numbering of a document → what it says of the characters of the numbers that programs put before paragraphs.

use std::collections::BTreeMap;

use super::names::is_local;
use crate::docx::kinds::{Kind, said};
use crate::docx::views::View;
use crate::package::xml::Element;

/// The formats of numbers, by the id of their list and the level in it.
#[derive(Default)]
pub(super) struct Numbers(BTreeMap<(String, String), Option<Element>>);

impl Numbers {
    pub(super) fn of(numbering: Option<&Element>) -> Self {
        let mut numbers = Numbers::default();
        let Some(root) = numbering else { return numbers };
        let lists = root.elements().filter(|list| is_local(list, "num"));
        for list in lists {
            let Some(id) = list.attribute(said::LIST) else { continue };
            let shape = list.child(said::LIST_SHAPE).and_then(View::val);
            let shapes = root.elements().filter(|shape| is_local(shape, "abstractNum"));
            let own = shapes.filter(|own| own.attribute(said::LIST_SHAPE) == shape && shape.is_some());
            let own = own.flat_map(Element::elements).filter(|level| is_local(level, "lvl"));
            let instead = list.elements().filter(|level| is_local(level, "lvlOverride"));
            let instead = instead.filter_map(|level| level.child(said::LIST_LEVELS));
            for level in own.chain(instead) {
                let place = (id.to_owned(), level.attribute(said::LIST_LEVEL).unwrap_or("0").to_owned());
                numbers.0.insert(place, level.get(Kind::Format).cloned());
            }
        }
        numbers
    }

    /// What the numbers of a paragraph say of their characters; none where the document has no such list.
    pub(super) fn format(&self, numbering: &Element) -> Option<Option<&Element>> {
        let list = numbering.said(Kind::NumberingId)?.to_owned();
        let level = numbering.child(said::LIST_LEVEL).and_then(View::val).unwrap_or("0").to_owned();
        self.0.get(&(list, level)).map(Option::as_ref)
    }
}
