//! What is said anew of a paragraph or of some of its characters → laid over what they say themselves, the rest as it was.

use std::ops::Range;

use super::pen::set_text;
use crate::docx::kinds::{Kind, said};
use crate::docx::read::pieces::{Piece, What, pieces};
use crate::docx::views::{Paragraph, View, value};
use crate::model::mend::{CharacterFormat, LineFormat};
use crate::model::revision::Splice;
use crate::model::typeset::{Align, Pitch};
use crate::package::xml::{Element, Node};

/// A hundredth of a character of 3号 in twips.
const HUNDREDTH: f64 = 3.2;

/// Says the format of a paragraph anew.
pub(super) fn line(paragraph: &mut Element, put: &LineFormat) {
    let Some(format) = Paragraph(&mut *paragraph).format() else { return };
    if let Some(align) = put.align {
        let word = match align {
            Align::Left => "left",
            Align::Centre => "center",
            Align::Right => "right",
            Align::Spread => "distribute",
        };
        child(format, Kind::Alignment, |element| element.set_val(word));
    }
    if let Some((left, first)) = put.indents {
        child(format, Kind::Indent, |element| indent(element, left, first));
    }
    let spacing = [
        put.pitch.map(|pitch| match pitch {
            Pitch::Exact(line) => vec![(said::LINE, line.to_string()), (said::RULE, "exact".to_owned())],
            Pitch::AtLeast(line) => vec![(said::LINE, line.to_string()), (said::RULE, "atLeast".to_owned())],
            Pitch::Auto(line) => vec![(said::LINE, line.to_string()), (said::RULE, "auto".to_owned())],
            Pitch::Single => vec![(said::LINE, "240".to_owned()), (said::RULE, "auto".to_owned())],
        }),
        put.before.map(|before| {
            let none = "0".to_owned();
            let of_itself = [(said::BEFORE_LINES, none.clone()), (said::BEFORE_AUTO, none)];
            of_itself.into_iter().chain([(said::BEFORE, before.to_string())]).collect()
        }),
    ];
    for (name, value) in spacing.into_iter().flatten().flatten() {
        child(format, Kind::Spacing, |element| element.set(name, value));
    }
    if put.off_grid {
        child(format, Kind::SnapToGrid, |element| element.set_val("0"));
    }
    if put.opens_page {
        child(format, Kind::PageBreakBefore, |element| element.attributes.clear());
    }
    format.arrange();
}

/// The indents of a paragraph, in twips and in characters alike, whatever its style says.
fn indent(element: &mut Element, left: i64, first: i64) {
    let (start, hanging) = ([said::START, said::START_CHARS], [said::HANGING, said::HANGING_CHARS]);
    let own = [said::FIRST, said::FIRST_CHARS];
    element.attributes.retain(|(name, _)| {
        let name = name.as_str();
        !start.contains(&name) && !hanging.contains(&name) && !own.contains(&name)
    });
    let (names, length) = if first < 0 { (hanging, -first) } else { (own, first) };
    for ([twips, characters], length) in [([said::LEFT, said::LEFT_CHARS], left), (names, length)] {
        element.set(characters, length.to_string());
        element.set(twips, ((length as f64 * HUNDREDTH).round() as i64).to_string());
    }
}

/// Says the format of some characters of a paragraph anew; whether all of them could be parted from their neighbours.
pub(super) fn characters(
    root: &mut Element,
    way: &[usize],
    range: &Range<usize>,
    put: &CharacterFormat,
) -> bool {
    let runs = runs(root, way, range);
    runs.iter().filter_map(|run| root.at_mut(run).map(|run| of_run(run, put))).count() > 0
}

/// The ways to the runs that hold some characters of a paragraph and no others; none where they cannot be parted.
pub(super) fn runs(root: &mut Element, way: &[usize], range: &Range<usize>) -> Vec<Vec<usize>> {
    if !cut(root, way, range.start) || !cut(root, way, range.end) {
        return Vec::new();
    }
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (start, piece) in counted(root, way) {
        let inside = piece.length > 0 && start >= range.start && start + piece.length <= range.end;
        if let Some(run) = run_of(root, &piece.path).filter(|run| inside && !runs.contains(run)) {
            runs.push(run);
        }
    }
    runs
}

/// Replacements in the text of a line as ones in its pieces, which count breaks of pages too.
pub(super) fn shifted(root: &Element, way: &[usize], splices: Vec<Splice>) -> Vec<Splice> {
    let breaks: Vec<usize> = counted(root, way)
        .into_iter()
        .filter(|(_, piece)| piece.length == 0)
        .map(|(start, _)| start)
        .collect();
    let shift = |at: usize| at + breaks.iter().filter(|start| **start <= at).count();
    let moved =
        |splice: Splice| Splice { range: shift(splice.range.start)..shift(splice.range.end), ..splice };
    splices.into_iter().map(moved).collect()
}

/// The pieces of a paragraph, each with the place of its first character; breaks of pages have no length.
fn counted(root: &Element, way: &[usize]) -> Vec<(usize, Piece)> {
    let mut start = 0;
    let mut found = pieces(root, &[way.to_vec()], "");
    for piece in &mut found {
        if piece.what == What::Object && root.at(&piece.path).is_some_and(|element| element.is(Kind::Break)) {
            piece.length = 0;
        }
    }
    let placed = found.into_iter().map(|piece| {
        let from = start;
        start += piece.length;
        (from, piece)
    });
    placed.collect()
}

/// The run that holds the element at a way.
fn run_of(root: &Element, way: &[usize]) -> Option<Vec<usize>> {
    let mut ways = (0..=way.len()).rev().filter_map(|length| way.get(..length));
    ways.find(|way| root.at(way).is_some_and(|element| element.is(Kind::Run))).map(<[usize]>::to_vec)
}

/// Sees to it that a run begins at a character; whether one does now.
fn cut(root: &mut Element, way: &[usize], at: usize) -> bool {
    let placed = counted(root, way);
    let inside = placed.iter().find(|(start, piece)| *start < at && at < start + piece.length);
    let (piece, offset) = match inside {
        Some((start, piece)) => (piece, at - start),
        None => match placed.iter().find(|(start, piece)| *start == at && piece.length > 0) {
            Some((_, piece)) => (piece, 0),
            // Behind the last character nothing has to be parted.
            None => return true,
        },
    };
    let Some(run) = run_of(root, &piece.path) else { return offset == 0 };
    let first = placed.iter().find(|(_, other)| other.path.starts_with(&run)).map(|(start, _)| *start);
    if offset == 0 && first == Some(at) {
        return true;
    }
    let (Some([place]), Some((own, above))) = (piece.path.get(run.len()..), run.split_last()) else {
        return false;
    };
    if offset > 0 && piece.what != What::Text {
        return false;
    }
    let text = piece.text.clone();
    let Some((one, other)) = root.at(&run).map(|run| parted(run, *place, &text, offset)) else {
        return false;
    };
    let Some(parent) = root.at_mut(above) else { return false };
    parent.children.splice(*own..=*own, [Node::Element(one), Node::Element(other)]);
    true
}

/// A run in two: what stands before a character of the child at a place, and what stands behind.
fn parted(run: &Element, place: usize, text: &str, offset: usize) -> (Element, Element) {
    let byte = text.char_indices().nth(offset).map_or(text.len(), |(byte, _)| byte);
    let format = run.get(Kind::Format).cloned().map(Node::Element);
    let (mut one, mut other) = (run.clone(), run.clone());
    one.children.truncate(if offset > 0 { place + 1 } else { place });
    other.children =
        format.into_iter().chain(run.children.get(place..).unwrap_or_default().to_vec()).collect();
    if offset > 0 {
        let first = usize::from(run.get(Kind::Format).is_some());
        let half = |node: Option<&mut Node>, text: &str| {
            if let Some(Node::Element(element)) = node {
                set_text(element, text);
            }
        };
        half(one.children.last_mut(), text.get(..byte).unwrap_or_default());
        half(other.children.get_mut(first), text.get(byte..).unwrap_or_default());
    }
    (one, other)
}

/// Says the format of a run anew.
pub(super) fn of_run(run: &mut Element, put: &CharacterFormat) {
    if run.get(Kind::Format).is_none() {
        run.children.insert(0, Node::Element(Kind::Format.element()));
    }
    let Some(format) = run.get_mut(Kind::Format) else { return };
    if let Some(face) = &put.chinese {
        child(format, Kind::Fonts, |fonts| {
            fonts.attributes.retain(|(name, _)| name != said::CHINESE_THEME);
            fonts.set(said::CHINESE, face.as_str());
        });
    }
    if let Some(face) = &put.latin {
        child(format, Kind::Fonts, |fonts| {
            fonts.attributes.retain(|(name, _)| name != said::ASCII_THEME && name != said::LATIN_THEME);
            fonts.set(said::ASCII, face.as_str());
            fonts.set(said::LATIN, face.as_str());
        });
    }
    if put.hinted {
        child(format, Kind::Fonts, |fonts| fonts.set(said::HINT, "eastAsia"));
    }
    if let Some(size) = put.size {
        for kind in [Kind::Size, Kind::SizeOfOthers] {
            child(format, kind, |element| element.set_val(size.to_string()));
        }
    }
    if let Some(spacing) = put.spacing {
        child(format, Kind::Spacing, |element| element.set_val(spacing.to_string()));
    }
    if let Some(colour) = put.colour {
        format.drop_all(Kind::Colour);
        format.push(value(Kind::Colour, colour));
    }
    format.arrange();
}

/// Changes the child of a kind, made where there is none.
fn child(of: &mut Element, kind: Kind, change: impl FnOnce(&mut Element)) {
    if of.get(kind).is_none() {
        of.push(kind.element());
    }
    of.get_mut(kind).map(change);
}
