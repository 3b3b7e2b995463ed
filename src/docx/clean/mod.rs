//! A document → the copy that can be handed on: nothing in it but what is printed.
//!
//! Gone are our bookmarks and the place of the last edit, data, comments, ids of editing sessions, hidden text, marks
//! of proofing, variables, the path of the template, and who wrote it, where and how long. Bookmarks of persons stay,
//! since fields refer to them. Changes of the program that wait are accepted; those of persons are theirs to decide.

mod accept;
mod hidden;
mod properties;
mod remains;

use std::collections::BTreeSet;

use super::read::names::{bound, tree};
use super::read::open;
use super::read::outline::{CHANGES, OWN_BOOKMARK};
use super::read::pieces::is_own;
use crate::docx::kinds::Kind;
use crate::docx::views::{Run, View};
use crate::finding::DocumentFault;
use crate::package::relations::main;
use crate::package::xml::{Element, Node};
use hidden::{Hiding, reveal};
use remains::stories;

pub use remains::{Remain, Waiting, remains};

/// The bookmark that Word leaves where it was edited last.
const LAST_EDIT: &str = "_GoBack";

/// Elements of the text that say nothing to a reader.
const UNPRINTED: [Kind; 8] = [
    Kind::ProofError,
    Kind::RenderedBreak,
    Kind::CommentStart,
    Kind::CommentEnd,
    Kind::CommentMark,
    Kind::CommentSign,
    Kind::DataBinding,
    Kind::NewDataBinding,
];

/// Makes the clean copy.
///
/// # Errors
/// When the document cannot be read, or changes of persons wait in it.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, DocumentFault> {
    let mut store = open(bytes)?;
    let part = main(&mut store)?;
    let hiding = Hiding::of(&mut store, &part)?;
    let mut texts = stories(&mut store, &part)?;
    texts.push(part.clone());
    for name in texts {
        let mut root = tree(&bound(store.text(&name)?)?)?;
        accept::accept(&mut root);
        if root.any(&|element| CHANGES.contains(&element.kind()) && !is_own(element)) {
            return Err(DocumentFault::Pending);
        }
        let mut marks = BTreeSet::new();
        ours(&root, &mut marks);
        strip(&mut root, &marks, &hiding);
        store.put(&name, root.to_part().into_bytes());
    }
    properties::clean(&mut store, &part)?;
    Ok(store.zip()?)
}

/// The numbers of the bookmarks that go.
fn ours(element: &Element, marks: &mut BTreeSet<String>) {
    let name = element.attribute("w:name").unwrap_or_default();
    if element.is(Kind::BookmarkStart) && (name.starts_with(OWN_BOOKMARK) || name == LAST_EDIT) {
        marks.extend(element.id().map(str::to_owned));
    }
    element.elements().for_each(|child| ours(child, marks));
}

fn strip(element: &mut Element, marks: &BTreeSet<String>, hiding: &Hiding) {
    element.attributes.retain_mut(|(name, value)| {
        if matches!(name.as_str(), "descr" | "title" | "o:title" | "alt") && is_path(value) {
            value.clear();
        }
        !(name.starts_with("w:rsid") || matches!(name.as_str(), "w14:paraId" | "w14:textId"))
    });
    let goes = |child: &Element| {
        let mark = matches!(child.kind(), Kind::BookmarkStart | Kind::BookmarkEnd);
        UNPRINTED.contains(&child.kind()) || (mark && child.id().is_some_and(|id| marks.contains(id)))
    };
    let paragraphs = element.all(Kind::Paragraph).count();
    let mut hidden = 0;
    element.children.retain_mut(|node| {
        let Node::Element(child) = node else { return true };
        if goes(child) {
            return false;
        }
        // What holds paragraphs needs one, and the last of them ends a cell or a note.
        let bare = child.is(Kind::Paragraph) && reveal(child, hiding) && hidden + 1 < paragraphs;
        hidden += usize::from(bare);
        strip(child, marks, hiding);
        let empty = child.is(Kind::Run) && Run(child).is_bare();
        !(bare || empty)
    });
}

/// Whether a text is where a file lies on somebody's disk.
fn is_path(text: &str) -> bool {
    let drive = text.as_bytes().get(1..3) == Some(b":\\");
    drive || text.starts_with("\\\\") || text.starts_with("file:") || text.starts_with("/home/")
}
