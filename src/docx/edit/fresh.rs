//! The bytes of the fresh report → its blocks by their ids, its styles, and what of it comes in as a whole.

use std::collections::BTreeMap;

use super::Fault;
use super::units::{Unit, is_empty, unit_of, units};
use crate::docx::kinds::Kind;
use crate::docx::read::names::tree;
use crate::docx::read::opened::Opened;
use crate::docx::read::outline::{Form, OWN_BOOKMARK, Outline, hints};
use crate::docx::views::View;
use crate::model::element::gap;
use crate::package::relations::related;
use crate::package::store::Store;
use crate::package::xml::Element;

/// The fresh report, to be taken from.
pub(in crate::docx) struct Fresh<'f> {
    pub(in crate::docx) store: Store<'f>,
    pub(super) part: String,
    pub(in crate::docx) outline: Outline,
    /// The names of its styles, by their ids.
    pub(super) styles: BTreeMap<String, String>,
    /// The part with its styles, as a tree; empty when it has none.
    pub(in crate::docx) definitions: Element,
    /// The blocks, by the ids in their bookmarks.
    pub(super) places: BTreeMap<String, usize>,
    /// What comes in as a whole, and of which each block is part.
    pub(super) units: Vec<Unit>,
    pub(super) unit_of: Vec<usize>,
}

impl<'f> Fresh<'f> {
    pub(super) fn open(bytes: &'f [u8]) -> Result<Self, Fault> {
        Fresh::with(Opened::of(bytes)?)
    }

    /// The same with every table as one block.
    pub(in crate::docx) fn whole(bytes: &'f [u8]) -> Result<Self, Fault> {
        Fresh::with(Opened::whole(bytes)?)
    }

    fn with(opened: Opened<'f>) -> Result<Self, Fault> {
        let Opened { mut store, part, styles, outline } = opened;
        let definitions = match related(&mut store, &part, "styles")? {
            Some(name) => tree(&store.text(&name)?)?,
            None => Element::default(),
        };
        let mut places = BTreeMap::new();
        for (place, block) in outline.blocks.iter().enumerate() {
            for id in hints(&outline.tree(block)?) {
                places.entry(id).or_insert(place);
            }
        }
        let units = units(&outline, &styles)?;
        let unit_of = unit_of(&units, outline.blocks.len());
        Ok(Fresh { store, part, outline, styles, definitions, places, units, unit_of })
    }

    /// The index of the block with this id; `None` when no bookmark names it.
    pub(in crate::docx) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(&mended(id)).copied()
    }

    /// The indices of all blocks that have an id.
    pub(super) fn blocks(&self) -> impl Iterator<Item = usize> {
        self.places.values().copied()
    }

    /// A block, by its index, as a tree whose children are its elements.
    pub(super) fn tree(&self, block: usize) -> Result<Element, Fault> {
        Ok(self.outline.tree(self.outline.blocks.get(block).ok_or(Fault::NoBlock)?)?)
    }

    /// A unit as a tree: its block, or the table or paragraph that gathers it.
    pub(super) fn unit_tree(&self, unit: usize) -> Result<Element, Fault> {
        let unit = self.units.get(unit).ok_or(Fault::NoUnit)?;
        let table = unit.host.and_then(|host| self.outline.hosts.get(host));
        match table.filter(|host| host.form == Form::Table) {
            Some(host) => {
                let mut root = Element::default();
                root.push(self.outline.element(&host.range)?);
                Ok(root)
            }
            None => self.tree(unit.blocks.start),
        }
    }

    /// Whether a block is a blank line.
    pub(in crate::docx) fn is_blank(&self, at: usize) -> bool {
        let is_line = |tree: &Element| {
            let style = crate::docx::read::style_of(tree).and_then(|id| self.styles.get(id));
            style.is_some_and(|name| gap::LINE.is(name))
        };
        // What is no paragraph has no tree, and is no line.
        is_empty(&self.outline, at) && self.tree(at).is_ok_and(|tree| is_line(&tree))
    }

    /// Whether a block is an empty paragraph, whatever its style.
    pub(in crate::docx) fn is_empty(&self, at: usize) -> bool {
        is_empty(&self.outline, at)
    }

    /// The last section (`w:sectPr` at the end of the body); `None` when the body has none.
    pub(in crate::docx) fn last_section(&self) -> Result<Option<Element>, Fault> {
        Ok(self.outline.section.as_ref().map(|range| self.outline.element(range)).transpose()?)
    }

    /// The style (`w:style`) with this id.
    pub(super) fn style(&self, id: &str) -> Option<&Element> {
        let mut styles = self.definitions.all(Kind::Style);
        styles.find(|style| style.style_id() == Some(id))
    }
}

/// The id as a bookmark can carry it.
pub(super) fn mended(id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    id.chars().map(safe).take(40 - OWN_BOOKMARK.len()).collect()
}

/// The name of the bookmark of a block.
pub(in crate::docx) fn bookmark(id: &str) -> String {
    format!("{OWN_BOOKMARK}{}", mended(id))
}
