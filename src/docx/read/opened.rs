//! The bytes of a document → what all work on one begins with: its package, main part, styles and outline.

use std::collections::BTreeMap;

use super::outline::Outline;
use super::{Unreadable, open, style_names};
use crate::package::relations::main;
use crate::package::store::Store;

/// A document that has been opened.
pub(in crate::docx) struct Opened<'a> {
    pub(in crate::docx) store: Store<'a>,
    /// The name of its main part.
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
