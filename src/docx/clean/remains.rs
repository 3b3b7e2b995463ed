//! A document → what still waits in it before it can be final: remarks, changes, hidden text, gaps.

use std::collections::{BTreeMap, BTreeSet};

use super::hidden::{Hiding, faint_text, hidden_text, is_hidden_row};
use crate::docx::kinds::Kind;
use crate::docx::read::Unreadable;
use crate::docx::read::names::tree;
use crate::docx::read::opened::Opened;
use crate::docx::read::outline::{CHANGES, Form, of_paragraphs};
use crate::docx::read::pieces::{REVIEWER, text};
use crate::docx::views::View;
use crate::package::relations::{related, relations, target};
use crate::package::store::Store;
use crate::package::xml::Element;

/// The parts beside the body that hold text.
pub(super) const STORIES: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];

/// What a gap begins with, and what ends it.
const GAP: (&str, char) = ("【待补充", '】');

/// Something that somebody must decide before the document is final.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remain {
    /// The block where it is, by the index of [`read`](crate::docx::read()); none outside of the blocks: in headers, footers
    /// and notes, and in paragraphs that are struck out as a whole.
    pub block: Option<usize>,
    /// What waits for somebody to look at it.
    pub what: Waiting,
    /// Who made it; empty where nobody is named.
    pub author: String,
    /// What it says: the remark, the characters that came or went, the hidden ones, the gap.
    pub text: String,
}

/// What has to be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waiting {
    /// A comment that nobody has deleted.
    Remark,
    /// A tracked change that is neither accepted nor refused, also one of the program.
    Change,
    /// Text that is formatted as hidden (`w:vanish`).
    Hidden,
    /// Text that is white on white, or smaller than anybody reads.
    Faint,
    /// A gap that the program left: 【待补充：…】.
    Gap,
}

/// Lists what waits in a document, block by block, then elsewhere.
///
/// # Errors
/// When it cannot be read.
pub fn remains(bytes: &[u8]) -> Result<Vec<Remain>, Unreadable> {
    let Opened { mut store, part, outline, .. } = Opened::of(bytes)?;
    let hiding = Hiding::of(&mut store, &part)?;
    let remarks = remarks(&mut store, &part)?;
    let mut list = List {
        hiding: &hiding,
        remarks: &remarks,
        seen: BTreeSet::new(),
        unseen: BTreeSet::new(),
        shaded: false,
        found: Vec::new(),
    };
    for (index, block) in outline.blocks.iter().enumerate() {
        let tree = outline.tree(block)?;
        list.tree(&tree, Some(index));
        let gaps = if block.form == Form::Paragraph { text(&of_paragraphs(&tree)) } else { said(&tree) };
        list.gaps(&gaps, Some(index));
    }
    list.tree(&tree(&outline.xml)?, None);
    for story in stories(&mut store, &part)? {
        let tree = tree(&store.text(&story)?)?;
        list.tree(&tree, None);
        list.gaps(&said(&tree), None);
    }
    Ok(list.found)
}

/// The parts with headers, footers and notes.
pub(super) fn stories(store: &mut Store, part: &str) -> Result<Vec<String>, Unreadable> {
    let related = relations(store, part)?;
    let stories = related.iter().filter(|relation| STORIES.contains(&relation.word()) && !relation.external);
    let names: BTreeSet<String> = stories.map(|relation| target(part, relation)).collect();
    Ok(names.into_iter().filter(|name| store.has(name)).collect())
}

/// The comments by their numbers: author and text.
fn remarks(store: &mut Store, part: &str) -> Result<BTreeMap<String, (String, String)>, Unreadable> {
    let Some(name) = related(store, part, "comments")? else { return Ok(BTreeMap::new()) };
    let root = tree(&store.text(&name)?)?;
    let read = |remark: &Element| {
        let of = |name| remark.attribute(name).unwrap_or_default().to_owned();
        let lines: Vec<String> = remark.elements().map(said).collect();
        (of("w:id"), (of("w:author"), lines.join("\n")))
    };
    Ok(root.elements().map(read).collect())
}

struct List<'l> {
    hiding: &'l Hiding,
    remarks: &'l BTreeMap<String, (String, String)>,
    /// What has been listed already, by kind and author or number.
    seen: BTreeSet<(String, String)>,
    /// Hidden and faint texts that have been listed already.
    unseen: BTreeSet<(Waiting, String)>,
    /// Whether there is a colour behind the text.
    shaded: bool,
    found: Vec<Remain>,
}

impl List<'_> {
    fn tree(&mut self, element: &Element, block: Option<usize>) {
        let of = |name| element.attribute(name).unwrap_or_default().to_owned();
        let key = (element.name.clone(), of("w:id"));
        if CHANGES.contains(&element.kind()) && self.is_new(key.clone(), &of("w:author")) {
            let (author, text) = (of("w:author"), said(element));
            self.found.push(Remain { block, what: Waiting::Change, author, text });
        }
        if element.is(Kind::CommentMark) && self.is_new(key, "") {
            let (author, text) = self.remarks.get(&of("w:id")).cloned().unwrap_or_default();
            // What a reading over remarked is for whoever writes, and goes with the clean copy.
            let waits = author != REVIEWER;
            self.found.extend(waits.then_some(Remain { block, what: Waiting::Remark, author, text }));
        }
        let shaded = self.shaded;
        self.shaded |= self.hiding.shades(element);
        if element.is(Kind::Paragraph) {
            self.unseen(Waiting::Hidden, hidden_text(element, self.hiding), block);
            if !self.shaded {
                self.unseen(Waiting::Faint, faint_text(element, self.hiding), block);
            }
        } else if is_hidden_row(element) {
            self.unseen(Waiting::Hidden, said(element), block);
        }
        element.elements().for_each(|child| self.tree(child, block));
        self.shaded = shaded;
    }

    /// Text that nobody sees; what stands outside of the blocks is listed once.
    fn unseen(&mut self, what: Waiting, text: String, block: Option<usize>) {
        let is_new = self.unseen.insert((what, text.clone()));
        if !text.trim().is_empty() && (block.is_some() || is_new) {
            self.found.push(Remain { block, what, author: String::new(), text });
        }
    }

    fn gaps(&mut self, text: &str, block: Option<usize>) {
        for (at, _) in text.match_indices(GAP.0) {
            let rest = text.get(at..).unwrap_or_default();
            let end = rest.find(GAP.1).map_or(rest.len(), |end| end + GAP.1.len_utf8());
            let text = rest.get(..end).unwrap_or_default().to_owned();
            self.found.push(Remain { block, what: Waiting::Gap, author: String::new(), text });
        }
    }

    /// Whether something is listed for the first time; what has no number always is.
    fn is_new(&mut self, (name, id): (String, String), author: &str) -> bool {
        self.seen.insert((format!("{name} {author}"), id))
    }
}

/// All text in an element, deleted text too.
fn said(element: &Element) -> String {
    match element.kind() {
        Kind::Text | Kind::DeletedText => element.text(),
        _ => element.elements().map(said).collect(),
    }
}
