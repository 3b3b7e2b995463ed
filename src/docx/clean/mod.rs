//! A document → the copy that can be handed on: in it is what is printed, and nothing else.
//!
//! The copy is made anew: parts, elements and attributes come into it by the lists of `printed.txt` and `carried.rs`,
//! so what nobody thought of stays out. What is left out though it could be seen or opened is told. Changes of the
//! program that wait are accepted; those of persons are theirs to decide.

mod accept;
mod carried;
mod hidden;
mod lexicon;
mod pictures;
mod printed;
mod references;
mod remains;
mod styles;

use std::collections::BTreeMap;

use super::read::names::{bound, tree};
use super::read::open;
use super::read::outline::CHANGES;
use super::read::pieces::is_own;
use crate::docx::views::View;
use crate::finding::DocumentFault;
use crate::package::relations::{main, related, relations};
use crate::package::xml::Element;
use carried::Carried;
use hidden::{Hiding, hide, screen_hidden};
use references::References;
use remains::stories;
use styles::Styles;

pub use remains::{Remain, Waiting, remains};

/// The clean copy of a document, and what did not come along.
#[derive(Debug, Clone)]
pub struct Clean {
    /// The bytes of the copy, a .docx.
    pub bytes: Vec<u8>,
    /// What is not in it though it could be seen or opened.
    pub left: Vec<Left>,
}

/// Something that is not in the clean copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Left {
    /// What was left out, a kind of thing that people know.
    pub what: LeftOut,
    /// How it can be found: what it shows, or its name.
    pub text: String,
}

/// What kind of thing is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// A link to a place that others cannot reach; its text stays.
    Link,
    /// A file or control that opens by a double click; its picture stays.
    Opens,
    /// A drawing for new programs alone; the picture that it brings for others stands in its place.
    Replaced,
    /// Something that is not known and shows nothing by itself.
    Unknown,
    /// Something that can be seen and lies elsewhere, or is not known.
    Elsewhere,
    /// A picture of a kind that may hold anything.
    Picture,
}

impl LeftOut {
    /// Whether the copy shows less without it.
    #[must_use]
    pub fn is_seen(self) -> bool {
        matches!(self, LeftOut::Elsewhere | LeftOut::Picture)
    }
}

impl Left {
    fn of(what: LeftOut, element: &Element) -> Self {
        let said = said(element);
        let name = || element.attribute("ProgID").unwrap_or(&element.name).to_owned();
        Left { what, text: if said.trim().is_empty() { name() } else { said } }
    }
}

/// The text of an element and of all that is in it.
fn said(element: &Element) -> String {
    let text = if element.name.ends_with(":t") { element.text() } else { String::new() };
    text + &element.elements().map(said).collect::<String>()
}

/// Makes the clean copy.
///
/// # Errors
/// When the document cannot be read, or changes of persons wait in it.
pub fn clean(bytes: &[u8]) -> Result<Clean, DocumentFault> {
    let mut store = open(bytes)?;
    let part = main(&mut store)?;
    let hiding = Hiding::of(&mut store, &part)?;
    let styles = match related(&mut store, &part, "styles")? {
        Some(name) => Styles::of(&tree(&store.text(&name)?)?),
        None => Styles::default(),
    };
    let mut names = vec![part.clone()];
    names.extend(stories(&mut store, &part)?);
    let (mut texts, mut left) = (Vec::new(), Vec::new());
    for name in &names {
        let mut root = tree(&bound(store.text(name)?)?)?;
        accept::accept(&mut root);
        if root.any(&|element| CHANGES.contains(&element.kind()) && !is_own(element)) {
            return Err(DocumentFault::Pending);
        }
        hide(&mut root, &hiding);
        let mut unseen = Vec::new();
        screen_hidden(&root, &mut 0, &mut unseen);
        left.extend(unseen.into_iter().map(|text| Left { what: LeftOut::Elsewhere, text }));
        styles.rename(&mut root);
        texts.push(root);
    }
    let mut references = References::of(&texts, &styles);
    for (number, (name, text)) in names.iter().zip(&mut texts).enumerate() {
        let external = relations(&mut store, name)?.into_iter().filter(|relation| relation.external);
        let targets: BTreeMap<String, String> =
            external.map(|relation| (relation.id, relation.target)).collect();
        references.rewrite(number, text, &targets, &mut left);
    }
    texts.iter_mut().for_each(|text| references.unmark(text));
    let texts = names.into_iter().zip(texts).collect();
    let (bytes, more) = Carried::new(&mut store, texts, styles).package(&part)?;
    left.extend(more);
    left.sort();
    left.dedup();
    Ok(Clean { bytes, left })
}
