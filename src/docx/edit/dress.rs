//! New text and the place where it comes in → the text in pieces, each with the format that it takes there.
//!
//! It is that of the characters that go, else of those before, else of those after. Digits and Latin letters take
//! it from digits and Latin letters where the document sets those apart by our style.

use std::ops::Range;

use super::pen::Pen;
use crate::docx::kinds::Kind;
use crate::docx::read::outline::CHANGES;
use crate::docx::read::pieces::{Piece, What};
use crate::docx::views::{Paragraph, View, value};
use crate::package::xml::{Element, Node};

/// A piece of text with its format (`w:rPr`); `None` where it has no format of its own.
pub(super) type Dressed = (Option<Element>, String);

/// The text in its formats, beside a piece where nothing goes; nothing for no text.
pub(super) fn dress(
    tree: &Element,
    placed: &[(usize, Piece)],
    range: &Range<usize>,
    host: Option<&(usize, Piece)>,
    text: &str,
    pen: &Pen,
) -> Vec<Dressed> {
    if text.is_empty() {
        return Vec::new();
    }
    let room = Room { tree, placed, range, latin: pen.latin.as_deref() };
    let base = room.base(host.filter(|(_, piece)| piece.what == What::Text));
    if pen.latin.is_none() {
        return vec![(base, text.to_owned())];
    }
    let mut dressed: Vec<(bool, Dressed)> = Vec::new();
    for character in text.chars() {
        let ascii = character.is_ascii();
        match dressed.last_mut() {
            Some((before, (_, piece))) if *before == ascii => piece.push(character),
            _ => dressed.push((ascii, (room.of_class(ascii, &base), character.to_string()))),
        }
    }
    let dressed = dressed.into_iter().map(|(_, piece)| piece);
    dressed.fold(Vec::new(), |mut joined: Vec<Dressed>, (format, text)| {
        match joined.last_mut() {
            Some((before, piece)) if alike(before.as_ref(), format.as_ref()) => piece.push_str(&text),
            _ => joined.push((format, text)),
        }
        joined
    })
}

/// Whether two formats are the same but for the hint, which follows the text.
pub(super) fn alike(one: Option<&Element>, other: Option<&Element>) -> bool {
    let bare = |format: Option<&Element>| {
        let mut children: Vec<Element> =
            format.map(|format| format.elements().cloned().collect()).unwrap_or_default();
        for fonts in children.iter_mut().filter(|child| child.is(Kind::Fonts)) {
            fonts.attributes.retain(|(name, _)| name != "w:hint");
        }
        children.retain(|child| !child.is(Kind::Fonts) || !child.attributes.is_empty());
        children
    };
    bare(one) == bare(other)
}

struct Room<'r> {
    tree: &'r Element,
    placed: &'r [(usize, Piece)],
    range: &'r Range<usize>,
    latin: Option<&'r str>,
}

impl Room<'_> {
    /// The format of the characters that go, else of those before, else of those after, else of the paragraph's end.
    fn base(&self, host: Option<&(usize, Piece)>) -> Option<Element> {
        let found = self.touched().next().or(host).or_else(|| self.nearest(&|_| true));
        match found {
            Some(piece) => self.format(piece),
            None => self.end_format(),
        }
    }

    fn of_class(&self, ascii: bool, base: &Option<Element>) -> Option<Element> {
        let of_class = |piece: &&(usize, Piece)| self.part(piece).any(|c| c.is_ascii() == ascii);
        if let Some(piece) = self.touched().find(of_class) {
            return self.format(piece);
        }
        let is_latin = self.is_latin(base.as_ref());
        if ascii == is_latin {
            return base.clone();
        }
        let alphanumeric = |piece: &(usize, Piece)| piece.1.text.chars().any(|c| c.is_ascii_alphanumeric());
        let chinese = |piece: &(usize, Piece)| !self.is_latin(self.format(piece).as_ref());
        if ascii {
            return match self.nearest(&alphanumeric) {
                Some(piece) if self.is_latin(self.format(piece).as_ref()) => self.format(piece),
                Some(_) => base.clone(),
                None => self.with_style(base, self.latin),
            };
        }
        match self.nearest(&chinese) {
            Some(piece) => self.format(piece),
            None => self.with_style(base, None),
        }
    }

    /// The pieces of text that go, in whole or in part.
    fn touched(&self) -> impl Iterator<Item = &(usize, Piece)> {
        let touches = |(from, piece): &&(usize, Piece)| {
            piece.what == What::Text && *from < self.range.end && from + piece.length > self.range.start
        };
        self.placed.iter().filter(touches)
    }

    /// The characters of a piece that go.
    fn part<'p>(&self, (from, piece): &'p (usize, Piece)) -> impl Iterator<Item = char> + use<'p> {
        let start = self.range.start.saturating_sub(*from);
        let end = self.range.end.saturating_sub(*from);
        piece.text.chars().skip(start).take(end.saturating_sub(start))
    }

    /// The nearest piece of text of a kind, one before rather than one after; in another paragraph none.
    fn nearest(&self, wanted: &dyn Fn(&(usize, Piece)) -> bool) -> Option<&(usize, Piece)> {
        let before = self.placed.iter().rev().skip_while(|(from, _)| *from >= self.range.start);
        let after = self.placed.iter().skip_while(|(from, piece)| from + piece.length <= self.range.end);
        let text = |piece: &&(usize, Piece)| piece.1.what == What::Text && wanted(piece);
        let line = |piece: &&(usize, Piece)| piece.1.what != What::End;
        before.take_while(line).find(text).or_else(|| after.take_while(line).find(text))
    }

    fn format(&self, (_, piece): &(usize, Piece)) -> Option<Element> {
        let run = piece.path.get(..piece.path.len().checked_sub(1)?)?;
        self.tree.at(run)?.get(Kind::Format).cloned().and_then(without_changes)
    }

    fn end_format(&self) -> Option<Element> {
        let paragraph = self.tree.get(Kind::Paragraph)?;
        Paragraph(paragraph).end().cloned().and_then(without_changes)
    }

    fn is_latin(&self, format: Option<&Element>) -> bool {
        let style = format.and_then(|format| format.get(Kind::RunStyle)).and_then(|style| style.val());
        style.is_some() && style == self.latin
    }

    /// The format with another style, or none.
    fn with_style(&self, format: &Option<Element>, style: Option<&str>) -> Option<Element> {
        let mut format = format.clone().unwrap_or_else(|| Kind::Format.element());
        format.drop_all(Kind::RunStyle);
        if let Some(style) = style {
            format.children.insert(0, Node::Element(value(Kind::RunStyle, style)));
        }
        Some(format).filter(|format| !format.children.is_empty())
    }
}

/// The format without what says how it came about.
fn without_changes(mut format: Element) -> Option<Element> {
    let kept = |child: &Element| !CHANGES.contains(&child.kind());
    format.children.retain(|node| matches!(node, Node::Element(child) if kept(child)));
    Some(format).filter(|format| !format.children.is_empty())
}
