//! Replacements in the text of a paragraph or cell → its tree with other runs, everything else in it as it was.
//!
//! ```xml
//! <w:r><w:t>收到128条</w:t></w:r>     →     <w:r><w:t>收到131条</w:t></w:r>     or, tracked,
//! <w:r><w:t>收到</w:t></w:r><w:del …><w:r><w:delText>128</w:delText></w:r></w:del>
//!   <w:ins …><w:r><w:t>131</w:t></w:r></w:ins><w:r><w:t>条</w:t></w:r>
//! ```

use std::cmp::Ordering;
use std::ops::Range;

use super::Fault;
use super::dress::{self, Dressed};
use super::fold::fold;
use super::pen::{Pen, clean, delete, has_hint, hinted, run, set_text};
use crate::docx::characters::is_shared;
use crate::docx::kinds::Kind;
use crate::docx::read::pieces::{Piece, What, pieces};
use crate::docx::views::{Paragraph, View, is_kind};
use crate::model::revision::Splice;
use crate::package::xml::{Element, Node};

/// Replaces characters of the paragraphs at `lines`, between which stands `between`.
///
/// # Errors
/// When a piece of the text is not where it was read: rather nothing is written than a word lost.
pub(in crate::docx) fn rewrite(
    tree: &mut Element,
    lines: &[Vec<usize>],
    between: &str,
    splices: &[Splice],
    pen: &mut Pen,
) -> Result<(), Fault> {
    let found = pieces(tree, lines, between);
    let mut start = 0;
    let placed = found.into_iter().map(|piece| {
        let from = start;
        start += piece.length;
        (from, piece)
    });
    let placed: Vec<(usize, Piece)> = placed.collect();
    settle(tree, &placed)?;
    let characters: Vec<char> = placed.iter().flat_map(|(_, piece)| piece.text.chars()).collect();
    let splices = apart(splices);
    // From the last to the first, so that the ways to what comes before stay right.
    for splice in splices.into_iter().rev() {
        let end = splice.range.end.min(characters.len());
        let range = splice.range.start.min(end)..end;
        let (range, text) = trimmed(&characters, range, &clean(&splice.text));
        Rewriting { tree, lines, placed: &placed, pen }.replace(range, &text)?;
    }
    for line in lines {
        fold(tree.at_mut(line).ok_or(Fault::NoLine)?);
    }
    Ok(())
}

/// The replacements in order; those that touch each other become one, since the first would look for what the next
/// took away.
fn apart(splices: &[Splice]) -> Vec<Splice> {
    let mut sorted: Vec<&Splice> = splices.iter().collect();
    sorted.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let mut apart: Vec<Splice> = Vec::new();
    for splice in sorted {
        match apart.last_mut().filter(|before| before.range.end == splice.range.start) {
            Some(before) => {
                before.range.end = splice.range.end;
                before.text += &splice.text;
            }
            None => apart.push(splice.clone()),
        }
    }
    apart
}

/// The replacement without what stays the same at its edges. Numbers and words are not cut.
fn trimmed(characters: &[char], range: Range<usize>, text: &str) -> (Range<usize>, String) {
    let new: Vec<char> = text.chars().collect();
    let old = characters.get(range.clone()).unwrap_or_default();
    let word =
        |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | ','));
    let mut head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    while head > 0 && word(old.get(head - 1)) && (word(old.get(head)) || word(new.get(head))) {
        head -= 1;
    }
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let mut tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let inner =
        |rest: &[char], tail: usize| rest.len().checked_sub(tail + 1).and_then(|at| rest.get(at)).copied();
    let first = |rest: &[char], tail: usize| rest.get(rest.len() - tail).copied();
    while tail > 0
        && word(first(old_rest, tail).as_ref())
        && (word(inner(old_rest, tail).as_ref()) || word(inner(new_rest, tail).as_ref()))
    {
        tail -= 1;
    }
    let text = new_rest[..new_rest.len() - tail].iter().collect();
    (range.start + head..range.end - tail, text)
}

struct Rewriting<'t> {
    tree: &'t mut Element,
    lines: &'t [Vec<usize>],
    placed: &'t [(usize, Piece)],
    pen: &'t mut Pen,
}

impl Rewriting<'_> {
    fn replace(&mut self, range: Range<usize>, text: &str) -> Result<(), Fault> {
        let placed = self.placed;
        let touched: Vec<&(usize, Piece)> = placed
            .iter()
            .filter(|(from, piece)| *from < range.end && from + piece.length > range.start)
            .filter(|(_, piece)| piece.what != What::Object)
            .collect();
        let shown = |piece: &&&(usize, Piece)| piece.1.what != What::End;
        let host = self.host(
            touched.iter().copied().find(|piece| shown(&piece)),
            touched.iter().copied().rfind(|piece| shown(&piece)),
        );
        let Some(host) = host else {
            let mut ends = touched.iter().rev().filter(|(_, piece)| piece.what == What::End);
            ends.try_for_each(|(_, piece)| self.join(piece))?;
            return self.insert(range.start, text);
        };
        let new = dress::dress(self.tree, placed, &range, None, text, self.pen);
        for entry in touched.iter().rev() {
            let (from, piece) = *entry;
            if piece.what == What::End {
                self.join(piece)?;
                continue;
            }
            let inside = range.start.saturating_sub(*from)..(range.end - from).min(piece.length);
            let new: &[Dressed] = if std::ptr::eq(*entry, host) { &new } else { &[] };
            self.exchange(piece, inside, new)?;
        }
        Ok(())
    }

    /// The piece at which the new text comes in, of those that go: the first; where changes are tracked the last,
    /// so that what is new stands after what is old.
    fn host<'p>(
        &self,
        first: Option<&'p (usize, Piece)>,
        last: Option<&'p (usize, Piece)>,
    ) -> Option<&'p (usize, Piece)> {
        let (first, last) = (first?, last?);
        let beside = |piece: &Piece| {
            piece.path.len().checked_sub(2).and_then(|end| piece.path.get(..end).map(<[usize]>::to_vec))
        };
        Some(if self.pen.track && beside(&first.1) == beside(&last.1) { last } else { first })
    }

    /// Puts text in at a place, in characters, where nothing is taken away.
    fn insert(&mut self, at: usize, text: &str) -> Result<(), Fault> {
        if text.is_empty() {
            return Ok(());
        }
        let placed = self.placed;
        let before = placed.iter().rfind(|(from, piece)| piece.length > 0 && from + piece.length == at);
        let inside = placed.iter().find(|(from, piece)| *from < at && from + piece.length > at);
        let after = placed.iter().find(|(from, _)| *from == at);
        let usable = |piece: &&(usize, Piece)| piece.1.what != What::End;
        let (before, after) = (before.filter(usable), after.filter(usable));
        let host = inside.or_else(|| self.better(before, after));
        let new = dress::dress(self.tree, placed, &(at..at), host, text, self.pen);
        match host {
            Some((from, piece)) => self.exchange(piece, at - from..at - from, &new),
            None => self.fill(at, &new),
        }
    }

    /// Which of the pieces before and after a place new text stands beside best: with the program's own where changes
    /// are tracked, else outside of links and fields, in text rather than beside a picture.
    fn better<'p>(
        &self,
        before: Option<&'p (usize, Piece)>,
        after: Option<&'p (usize, Piece)>,
    ) -> Option<&'p (usize, Piece)> {
        let rank = |(_, piece): &(usize, Piece)| {
            let depth = if piece.own { piece.depth.saturating_sub(1) } else { piece.depth };
            (depth, piece.own != self.pen.track, piece.what != What::Text)
        };
        match (before, after) {
            (Some(before), Some(after)) if rank(after) < rank(before) => Some(after),
            (before, after) => before.or(after),
        }
    }

    /// Puts runs into a paragraph without text.
    fn fill(&mut self, at: usize, new: &[Dressed]) -> Result<(), Fault> {
        let ends = self.placed.iter().filter(|(from, piece)| piece.what == What::End && *from < at).count();
        let line = self.lines.get(ends).ok_or(Fault::NoLine)?;
        let paragraph = self.tree.at_mut(line).ok_or(Fault::NoLine)?;
        let leads = |node: &Node| match node {
            Node::Element(child) => child.is(Kind::ParagraphFormat) || child.name.ends_with("Start"),
            _ => true,
        };
        let place = paragraph.children.iter().take_while(|node| leads(node)).count();
        let nodes = wrapped(self.pen, new, false);
        paragraph.children.splice(place..place, nodes);
        Ok(())
    }

    /// Replaces characters of one piece by new text.
    fn exchange(&mut self, piece: &Piece, inside: Range<usize>, new: &[Dressed]) -> Result<(), Fault> {
        let (track, own) = (self.pen.track, piece.own);
        let (leaf, run_path) = piece.path.split_last().ok_or(Fault::NoLine)?;
        let run = self.tree.at_mut(run_path).ok_or(Fault::NoLine)?;
        let keeps = !track || own;
        if piece.what == What::Text && keeps && written_in_place(run, *leaf, piece, &inside, new)? {
            if is_bare(run) {
                remove(self.tree, run_path)?;
            }
            return Ok(());
        }
        if !run.is(Kind::Run) {
            // Text that is drawn in two ways: it cannot be cut, so it is rewritten without a trace.
            if piece.what == What::Text {
                let text: String = new.iter().map(|(_, text)| text.as_str()).collect();
                put(run, *leaf, &piece.text, &inside, &text)?;
            }
            return Ok(());
        }
        let [left, middle, right] = split(run, *leaf, piece, &inside)?;
        let mut nodes = vec![left];
        if !keeps && let Some(mut middle) = middle {
            delete(&mut middle);
            nodes.push(Some(self.pen.change(Kind::Deleted).holding(middle)));
        }
        let mut nodes: Vec<Node> = nodes.into_iter().flatten().map(Node::Element).collect();
        nodes.extend(wrapped(self.pen, new, own));
        nodes.extend(right.map(Node::Element));
        let (place, parent) = run_path.split_last().ok_or(Fault::NoLine)?;
        let parent = self.tree.at_mut(parent).ok_or(Fault::NoLine)?;
        parent.children.splice(*place..=*place, nodes);
        Ok(())
    }

    /// Joins the next paragraph of a cell to the one whose end goes.
    fn join(&mut self, end: &Piece) -> Result<(), Fault> {
        let line = self.lines.iter().position(|line| *line == end.path).ok_or(Fault::NoLine)?;
        // The last paragraph has none to be joined to.
        let Some(next) = self.lines.get(line + 1) else { return Ok(()) };
        if self.pen.track {
            let mark = self.pen.change(Kind::Deleted);
            Paragraph(self.tree.at_mut(&end.path).ok_or(Fault::NoLine)?).mark_end(mark);
            return Ok(());
        }
        let (place, parent) = next.split_last().ok_or(Fault::NoLine)?;
        // What stands in another container stays a paragraph of its own.
        if end.path.get(..end.path.len().saturating_sub(1)) != Some(parent) {
            return Ok(());
        }
        let parent = self.tree.at_mut(parent).ok_or(Fault::NoLine)?;
        let Node::Element(joined) = parent.children.remove(*place) else { return Err(Fault::NoLine) };
        let content = joined.children.into_iter().filter(|node| !is_kind(node, Kind::ParagraphFormat));
        self.tree.at_mut(&end.path).ok_or(Fault::NoLine)?.children.extend(content);
        Ok(())
    }
}

/// New runs; inside a tracked insertion unless they come into one.
fn wrapped(pen: &mut Pen, new: &[Dressed], own: bool) -> Vec<Node> {
    let runs = new.iter().map(|(format, text)| run(hinted(format.clone(), text).as_ref(), text));
    let runs: Vec<Element> = runs.collect();
    if pen.track && !own && !runs.is_empty() {
        return vec![Node::Element(pen.change(Kind::Inserted).holding_all(runs))];
    }
    runs.into_iter().map(Node::Element).collect()
}

/// Writes new text into the `w:t` where the old stood, if its format is the run's.
fn written_in_place(
    run: &mut Element,
    leaf: usize,
    piece: &Piece,
    inside: &Range<usize>,
    new: &[Dressed],
) -> Result<bool, Fault> {
    let format = run.get(Kind::Format).cloned();
    let text: String = new.iter().map(|(_, text)| text.as_str()).collect();
    let same = new.iter().all(|(other, _)| dress::alike(other.as_ref(), format.as_ref()));
    if !same || text.contains(['\t', '\n']) {
        return Ok(false);
    }
    if text.chars().any(is_shared) && !has_hint(format.as_ref()) {
        // The hint holds for a whole run: it is given to one in which nothing stands but the new text.
        let is_whole = inside.len() == piece.text.chars().count() && run.all(Kind::Text).count() == 1;
        let place = run.children.iter().position(is_format);
        let (Some(place), true) = (place, is_whole) else { return Ok(false) };
        run.children.splice(place..=place, hinted(format, &text).map(Node::Element));
    }
    put(run, leaf, &piece.text, inside, &text)?;
    Ok(true)
}

fn is_format(node: &Node) -> bool {
    is_kind(node, Kind::Format)
}

fn put(run: &mut Element, leaf: usize, was: &str, inside: &Range<usize>, text: &str) -> Result<(), Fault> {
    let element = run.at_mut(&[leaf]).ok_or(Fault::NoLine)?;
    let [before, _, after] = parts(&element.text(), was, inside)?;
    let whole = format!("{before}{text}{after}");
    if whole.is_empty() {
        run.children.remove(leaf);
    } else {
        set_text(element, &whole);
    }
    Ok(())
}

/// What stands before the characters, they themselves, and what stands after them now that replacements further
/// back are done: before them nothing has changed yet.
fn parts(now: &str, was: &str, inside: &Range<usize>) -> Result<[String; 3], Fault> {
    let byte = |at: usize| was.char_indices().nth(at).map_or(was.len(), |(byte, _)| byte);
    let (from, to) = (byte(inside.start), byte(inside.end));
    let part = |part: Option<&str>| part.map(str::to_owned).ok_or(Fault::NoLine);
    Ok([part(now.get(..from))?, part(now.get(from..to))?, part(now.get(to..))?])
}

/// The run cut into what stands before the characters, the characters, and what stands after them.
fn split(
    run: &Element,
    leaf: usize,
    piece: &Piece,
    inside: &Range<usize>,
) -> Result<[Option<Element>; 3], Fault> {
    let bare = || Element { children: Vec::new(), ..run.clone() };
    let format = || run.children.iter().filter(|node| is_format(node)).cloned().collect();
    let [mut left, mut middle, mut right] = [bare(), bare(), bare()];
    (middle.children, right.children) = (format(), format());
    for (place, node) in run.children.iter().enumerate() {
        match (place.cmp(&leaf), node) {
            (Ordering::Less, _) => left.children.push(node.clone()),
            (Ordering::Greater, _) if is_format(node) => (),
            (Ordering::Greater, _) => right.children.push(node.clone()),
            (Ordering::Equal, Node::Element(child)) if piece.what == What::Text => {
                let texts = parts(&child.text(), &piece.text, inside)?;
                for (part, text) in [&mut left, &mut middle, &mut right].into_iter().zip(texts) {
                    if !text.is_empty() {
                        let mut copy = child.clone();
                        set_text(&mut copy, &text);
                        part.push(copy);
                    }
                }
            }
            (Ordering::Equal, _) => {
                let part = match (inside.start, inside.end) {
                    (0, 0) => &mut right,
                    (0, _) => &mut middle,
                    _ => &mut left,
                };
                part.children.push(node.clone());
            }
        }
    }
    Ok([left, middle, right].map(|part| Some(part).filter(|part| !is_bare(part))))
}

/// Whether an element is a run with nothing in it but its format.
pub(super) fn is_bare(run: &Element) -> bool {
    run.is(Kind::Run) && run.elements().all(|child| child.is(Kind::Format))
}

fn remove(tree: &mut Element, path: &[usize]) -> Result<(), Fault> {
    let (place, parent) = path.split_last().ok_or(Fault::NoLine)?;
    let parent = tree.at_mut(parent).filter(|parent| *place < parent.children.len()).ok_or(Fault::NoLine)?;
    parent.children.remove(*place);
    Ok(())
}

/// Makes the text of each piece what is shown of it: white space that does not show goes.
fn settle(tree: &mut Element, placed: &[(usize, Piece)]) -> Result<(), Fault> {
    for (_, piece) in placed.iter().filter(|(_, piece)| piece.what == What::Text) {
        let element = tree.at_mut(&piece.path).ok_or(Fault::NoLine)?;
        if element.text() != piece.text {
            set_text(element, &piece.text);
        }
    }
    Ok(())
}
