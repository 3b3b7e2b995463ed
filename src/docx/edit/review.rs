//! What was found when the report was read over → comments on the very words; those of an earlier reading go first.
//!
//! ```xml
//! <w:r>率先</w:r><w:commentRangeStart w:id="3"/><w:r>重范</w:r><w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>
//! ```
//! They are by an author of their own, so that they are told from remarks on data, which are to be settled. One that a
//! person has answered stays. Everything but the paragraphs that a comment comes to or goes from stays to the byte.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::comments::{self, numbers};
use super::mend::write;
use super::overlay;
use super::pen::{self, clean};
use super::{Fault, How, Pen};
use crate::docx::kinds::Kind;
use crate::docx::read::names::{self, bound, ranges};
use crate::docx::read::opened::Opened;
use crate::docx::read::pieces::REVIEWER;
use crate::docx::read::placed;
use crate::docx::views::{Paragraph, View};
use crate::finding::Refusal;
use crate::model::mend::Note;
use crate::package::relations::related;
use crate::package::spans::replaced;
use crate::package::xml::{Element, Node};

/// A document with these notes as comments, and without those of an earlier reading.
///
/// # Errors
/// [`Refusal::Document`] when it cannot be read, or a note names a paragraph that is not there.
pub fn reviewed(bytes: &[u8], notes: &[Note], moment: DateTime) -> Result<Vec<u8>, Refusal> {
    copy(bytes, notes, moment).map_err(Refusal::Document)
}

fn copy(bytes: &[u8], notes: &[Note], moment: DateTime) -> Result<Vec<u8>, Fault> {
    let (_, ways) = placed(bytes)?;
    let mut opened = Opened::whole(bytes)?;
    let mut root = names::tree(&opened.outline.xml)?;
    let earlier = earlier(&mut opened)?;
    let mut said: Vec<&str> = earlier.iter().map(|(.., text)| text.as_str()).collect();
    let texts: Vec<String> = notes.iter().map(|note| clean(&note.text)).collect();
    let mut wanted: Vec<&str> = texts.iter().map(String::as_str).collect();
    said.sort_unstable();
    wanted.sort_unstable();
    // What is said already is not said again under another moment.
    if said == wanted {
        return Ok(bytes.to_vec());
    }
    let old = forget(&mut opened, earlier)?;
    let mut changed: Vec<Vec<usize>> = Vec::new();
    // A paragraph in a box comes behind the one that holds it; the inner one is looked at first, while its way holds.
    for way in ways.lines.iter().rev() {
        if root.at_mut(way).is_some_and(|paragraph| strip(paragraph, &old)) {
            changed.push(way.clone());
        }
    }
    let used = numbers(&mut opened.store, &opened.part)?.into_iter().chain(pen::numbers(&opened.outline.xml));
    let mut pen = Pen::new(&How { track: false, moment }, None, used.collect());
    let mut remarks = Vec::new();
    for (note, text) in notes.iter().zip(&texts) {
        let way = ways.lines.get(note.line).ok_or(Fault::NoLine)?;
        let id = pen.number();
        pin(&mut root, way, note, &id);
        remarks.push(comments::remark(REVIEWER, &id, &pen.moment, text));
        changed.push(way.clone());
    }
    let namespace = opened.outline.names.namespace().to_owned();
    comments::put(&mut opened.store, &opened.part, &namespace, &remarks)?;
    write(opened, &root, changed)
}

/// Puts the marks of a comment around the characters of a note, or around the whole paragraph.
fn pin(root: &mut Element, way: &[usize], note: &Note, id: &str) {
    let mark = |kind: Kind| kind.element().with("w:id", id);
    let reference = Kind::Run.element().holding(mark(Kind::CommentMark));
    let runs = note.range.as_ref().map(|range| overlay::runs(root, way, range)).unwrap_or_default();
    // The marks stand among the children of the paragraph, whatever holds the runs.
    let place = |run: Option<&Vec<usize>>| run.and_then(|run| run.get(way.len()).copied());
    let (first, last) = (place(runs.first()), place(runs.last()));
    let Some(paragraph) = root.at_mut(way) else { return };
    let end = last.map_or(paragraph.children.len(), |last| last + 1);
    paragraph.children.splice(end..end, [Node::Element(mark(Kind::CommentEnd)), Node::Element(reference)]);
    match first {
        Some(first) => paragraph.children.insert(first, Node::Element(mark(Kind::CommentStart))),
        None => Paragraph(paragraph).begin_with([mark(Kind::CommentStart)]),
    }
}

/// Takes the marks of comments out of a paragraph; whether there were any.
fn strip(element: &mut Element, old: &BTreeSet<String>) -> bool {
    if old.is_empty() {
        return false;
    }
    let is_mark = |child: &Element| {
        let kinds = [Kind::CommentStart, Kind::CommentEnd, Kind::CommentMark];
        kinds.iter().any(|kind| child.is(*kind)) && child.id().is_some_and(|id| old.contains(id))
    };
    let mut found = false;
    element.keep(|child| {
        let refers = child.is(Kind::Run) && child.elements().any(is_mark);
        let goes = is_mark(child) || refers;
        found |= goes;
        if !goes {
            found |= strip(child, old);
        }
        !goes
    });
    found
}

/// A comment of an earlier reading: its place in its part, its number, and what it says.
type Earlier = (usize, String, String);

/// The comments of an earlier reading, but for those that a person answered.
fn earlier(opened: &mut Opened) -> Result<Vec<Earlier>, Fault> {
    let (store, part) = (&mut opened.store, &opened.part);
    let Some(name) = related(store, part, "comments")? else { return Ok(Vec::new()) };
    let answered = match related(store, part, "commentsExtended")? {
        Some(name) => parents(&store.text(&name)?),
        None => BTreeSet::new(),
    };
    let root = names::tree(&bound(store.text(&name)?)?)?;
    let is_old = |comment: &Element| {
        let is_answered =
            |paragraph: &Element| paragraph.attribute("w14:paraId").is_some_and(|id| answered.contains(id));
        comment.attribute("w:author") == Some(REVIEWER) && !comment.elements().any(is_answered)
    };
    let places = root.children.iter().enumerate().filter_map(|(place, child)| match child {
        Node::Element(comment) if is_old(comment) => {
            Some((place, comment.id()?.to_owned(), comments::lines(comment)))
        }
        _ => None,
    });
    Ok(places.collect())
}

/// Takes comments out of their part; their numbers.
fn forget(opened: &mut Opened, old: Vec<Earlier>) -> Result<BTreeSet<String>, Fault> {
    let (store, part) = (&mut opened.store, &opened.part);
    let Some(name) = related(store, part, "comments")?.filter(|_| !old.is_empty()) else {
        return Ok(BTreeSet::new());
    };
    let text = bound(store.text(&name)?)?;
    let root = names::tree(&text)?;
    let ways: Vec<[usize; 1]> = old.iter().map(|(place, ..)| [*place]).collect();
    let ways: Vec<&[usize]> = ways.iter().map(<[usize; 1]>::as_slice).collect();
    let gone = ranges(&text, &root, &ways)?.into_iter().map(|range| (range, String::new())).collect();
    store.put(&name, replaced(&text, gone).into_bytes());
    Ok(old.into_iter().map(|(_, id, _)| id).collect())
}

/// The paragraphs of comments that others answer, by their `w14:paraId`.
fn parents(extended: &str) -> BTreeSet<String> {
    let all = extended.split("paraIdParent=").skip(1);
    let ids = all.filter_map(|rest| rest.strip_prefix(['"', '\''])?.split(['"', '\'']).next());
    ids.map(str::to_owned).collect()
}
