//! Remarks → comments by 成文 around the content of a block, and the part that holds them.
//!
//! ```xml
//! <w:p><w:commentRangeStart w:id="7"/>…<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>
//! <w:comment w:id="7" w:author="成文" w:date="2026-03-07T09:00:00Z" w:initials="成文"><w:p>…</w:p></w:comment>
//! ```
//! A comment that is there stays as it is, and so do the parts that say who answered it. One that the program has
//! pinned to the block already is not pinned again.

use std::collections::BTreeSet;

use super::pen::{self, clean};
use crate::docx::edit::{Editor, Fault};
use crate::docx::kinds::Kind;
use crate::docx::read::names::{self, bound};
use crate::docx::read::pieces::{AUTHOR, is_own};
use crate::docx::views::{Paragraph, View};
use crate::package::relations::{declare, relate, related};
use crate::package::spans::append;
use crate::package::store::Store;
use crate::package::xml::Element;

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The numbers that the comments of a document have.
pub(super) fn numbers(store: &mut Store, part: &str) -> Result<BTreeSet<u32>, Fault> {
    Ok(match related(store, part, "comments")? {
        Some(name) => pen::numbers(&store.text(&name)?),
        None => BTreeSet::new(),
    })
}

/// Pins a remark to a block, unless it is pinned there already.
pub(super) fn pin(editor: &mut Editor, tree: &mut Element, text: &str) -> Result<(), Fault> {
    let text = clean(text);
    if is_pinned(editor, tree, &text)? {
        return Ok(());
    }
    let paths = paragraphs(tree);
    let (Some(first), Some(last)) = (paths.first(), paths.last()) else { return Ok(()) };
    let id = editor.pen.number();
    let mark = |kind: Kind| kind.element().with("w:id", &id);
    let reference = Kind::Run.element().holding(mark(Kind::CommentMark));
    if let Some(paragraph) = tree.at_mut(last) {
        paragraph.push(mark(Kind::CommentEnd));
        paragraph.push(reference);
    }
    if let Some(paragraph) = tree.at_mut(first) {
        Paragraph(paragraph).begin_with([mark(Kind::CommentStart)]);
    }
    editor.remarks.push(remark(AUTHOR, &id, &editor.pen.moment, &text));
    Ok(())
}

/// A comment as its part holds it.
pub(super) fn remark(author: &str, id: &str, moment: &str, text: &str) -> Element {
    let lines = text.split('\n').map(|line| Kind::Paragraph.element().holding(pen::run(None, line)));
    Kind::Comment
        .element()
        .with("w:id", id)
        .with("w:author", author)
        .with("w:date", moment)
        .with("w:initials", author)
        .holding_all(lines)
}

/// Writes the new comments into their part, which is made where there is none.
pub(super) fn add(editor: &mut Editor) -> Result<(), Fault> {
    let namespace = editor.outline.names.namespace().to_owned();
    put(&mut editor.store, &editor.part, &namespace, &editor.remarks)
}

/// Writes comments into the part of a document that holds them.
pub(super) fn put(store: &mut Store, part: &str, namespace: &str, remarks: &[Element]) -> Result<(), Fault> {
    if remarks.is_empty() {
        return Ok(());
    }
    let remarks: String = remarks.iter().map(Element::to_xml).collect();
    let known = related(store, part, "comments")?;
    let name = match known {
        Some(name) => name,
        None => {
            let folder = crate::package::open::folder(part);
            let name = store.free_name(&format!("{folder}comments"), "xml");
            relate(store, part, "comments", &name)?;
            declare(store, &name, CONTENT_TYPE)?;
            let comments = Kind::Comments.element().with("xmlns:w", namespace);
            store.put(&name, comments.to_part().into_bytes());
            name
        }
    };
    let text = append(&bound(store.text(&name)?)?, &remarks)?;
    store.put(&name, text.into_bytes());
    Ok(())
}

/// Whether a comment of the program with this text hangs on the block.
fn is_pinned(editor: &mut Editor, tree: &Element, text: &str) -> Result<bool, Fault> {
    let mut here = BTreeSet::new();
    referred(tree, &mut here);
    if here.is_empty() {
        return Ok(false);
    }
    let Some(name) = related(&mut editor.store, &editor.part, "comments")? else { return Ok(false) };
    let root = names::tree(&editor.store.text(&name)?)?;
    let same = |comment: &Element| lines(comment) == text;
    let mut here = root.elements().filter(|comment| here.contains(comment.id().unwrap_or_default()));
    Ok(here.any(|comment| is_own(comment) && same(comment)))
}

fn referred(element: &Element, ids: &mut BTreeSet<String>) {
    if element.is(Kind::CommentMark) {
        ids.extend(element.id().map(str::to_owned));
    }
    element.elements().for_each(|child| referred(child, ids));
}

/// What a comment says, its paragraphs as lines.
pub(super) fn lines(comment: &Element) -> String {
    let lines: Vec<String> = comment.elements().map(said).collect();
    lines.join("\n")
}

/// The text of an element and of all that is in it, tabs as `\t`.
fn said(element: &Element) -> String {
    match element.kind() {
        Kind::Text => element.text(),
        Kind::Tab => "\t".to_owned(),
        _ => element.elements().map(said).collect(),
    }
}

/// The ways to the paragraphs that a remark on a block hangs on: its own, or those of the first cell of a table.
fn paragraphs(tree: &Element) -> Vec<Vec<usize>> {
    if tree.elements().next().is_some_and(|child| child.is(Kind::Table)) {
        let rows = crate::docx::read::outline::rows(tree, &[0]);
        let cell = rows.into_iter().find_map(|(_, cells)| cells.into_iter().next());
        return cell.map(|cell| crate::docx::read::outline::lines(tree, &cell)).unwrap_or_default();
    }
    (0..tree.children.len()).map(|place| vec![place]).collect()
}
