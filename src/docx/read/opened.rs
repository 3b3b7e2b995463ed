//! The bytes of a document → what all work on one begins with: its package, main part, styles and outline.

use std::collections::BTreeMap;

use super::outline::Outline;
use super::{Unreadable, names, open, style_names};
use crate::package::relations::{main, relations, target};
use crate::package::store::Store;
use crate::package::xml::Element;

/// A document that has been opened, ready to be read or edited.
pub(in crate::docx) struct Opened<'a> {
    pub(in crate::docx) store: Store<'a>,
    /// The name of its main part (`word/document.xml`).
    pub(in crate::docx) part: String,
    /// The names of its styles in lower case, by their ids.
    pub(in crate::docx) styles: BTreeMap<String, String>,
    pub(in crate::docx) outline: Outline,
}

impl<'a> Opened<'a> {
    /// Opens it; the tables that gather elements of the format are taken apart.
    pub(in crate::docx) fn of(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        Opened::with(bytes, |text, styles| Ok(Outline::of(text, styles)?))
    }

    /// Opens it with every table as one block.
    pub(in crate::docx) fn whole(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        Opened::with(bytes, |text, _| Ok(Outline::whole(text)?))
    }

    fn with(
        bytes: &'a [u8],
        outline: impl Fn(String, &BTreeMap<String, String>) -> Result<Outline, Unreadable>,
    ) -> Result<Self, Unreadable> {
        let mut store = open(bytes)?;
        let part = main(&mut store)?;
        let styles = style_names(&mut store, &part)?;
        let outline = outline(store.text(&part)?, &styles)?;
        Ok(Opened { store, part, styles, outline })
    }
}

/// A document whose parts are looked at whole, as trees in the customary names.
pub(super) struct Trees<'a> {
    store: Store<'a>,
    /// The name of its main part (`word/document.xml`).
    part: String,
}

/// The names of the parts of one kind that the text is related to (`footer`, `settings`), by the ids of their
/// relationships.
pub(in crate::docx) fn related_parts(
    store: &mut Store,
    part: &str,
    word: &str,
) -> Result<BTreeMap<String, String>, Unreadable> {
    let related = relations(store, part)?;
    let of_kind = related.into_iter().filter(|relation| relation.word() == word && !relation.external);
    let found = of_kind.map(|relation| (relation.id.clone(), target(part, &relation)));
    Ok(found.filter(|(_, name)| store.has(name)).collect())
}

/// Longest part that is looked at whole: far more than any report, and a tree of it fits the memory.
const LONGEST_PART: usize = 32 << 20;

impl<'a> Trees<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let mut store = open(bytes)?;
        let part = main(&mut store)?;
        Ok(Trees { store, part })
    }

    /// The main part, as a tree in the customary names.
    pub(super) fn main(&mut self) -> Result<Element, Unreadable> {
        let part = self.part.clone();
        self.tree(&part)
    }

    /// The first part of a kind that the text is related to (`styles`, `settings`, `theme`); none that cannot be read.
    pub(super) fn related(&mut self, word: &str) -> Option<Element> {
        let related = relations(&mut self.store, &self.part).ok()?;
        let relation = related.into_iter().find(|relation| relation.word() == word && !relation.external)?;
        self.tree(&target(&self.part, &relation)).ok()
    }

    /// The parts that the text is related to by the ids of their relationships, of one kind.
    pub(super) fn all_related(&mut self, word: &str) -> BTreeMap<String, Element> {
        let related = relations(&mut self.store, &self.part).unwrap_or_default();
        let of_kind = related.into_iter().filter(|relation| relation.word() == word && !relation.external);
        let parts: Vec<(String, String)> =
            of_kind.map(|relation| (relation.id.clone(), target(&self.part, &relation))).collect();
        parts.into_iter().filter_map(|(id, part)| Some((id, self.tree(&part).ok()?))).collect()
    }

    /// A part of the package itself (`core-properties`, `extended-properties`), as it is written.
    pub(super) fn of_package(&mut self, word: &str) -> Option<Element> {
        let related = relations(&mut self.store, "").ok()?;
        let relation = related.into_iter().find(|relation| relation.word() == word && !relation.external)?;
        let text = self.store.text(&target("", &relation)).ok()?;
        if text.len() > LONGEST_PART { None } else { crate::package::xml::parse(&text).ok() }
    }

    fn tree(&mut self, part: &str) -> Result<Element, Unreadable> {
        let text = self.store.text(part)?;
        if text.len() > LONGEST_PART {
            return Err(Unreadable::TooBig);
        }
        Ok(names::tree(&text)?)
    }
}
