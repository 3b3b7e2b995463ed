//! Footers with the numbers of the pages → 4号 digits in 宋体 between two dashes, odd ones at the right, even ones at the left.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, carry, overlay};
use crate::docx::kinds::{Kind, said};
use crate::docx::read::names::{bound, tree};
use crate::docx::read::numbers_pages;
use crate::docx::read::opened::{Opened, related_parts};
use crate::docx::read::pieces::{What, pieces};
use crate::docx::views::{Paragraph, View};
use crate::model::mend::{CharacterFormat, LineFormat};
use crate::model::typeset::Align;
use crate::package::xml::{Element, Node};

/// 4号 in half points, and its typeface (7.5).
const SIZE: u32 = 28;
const FACE: &str = "宋体";
/// One character of 4号, by which the number stands in from the edge, in twips.
const INWARD: i64 = 280;
/// Strokes that people type for the dash.
const STROKES: [char; 8] = ['-', '–', '－', '―', '−', '─', '~', '－'];

/// For which pages a footer is.
const ODD: &str = "default";
const EVEN: &str = "even";

/// Sets the page numbers of a document anew; the ways to the sections that name another footer now.
pub(super) fn renew(
    opened: &mut Opened,
    root: &mut Element,
    sections: &[Vec<usize>],
) -> Result<Vec<Vec<usize>>, Fault> {
    let parts = related_parts(&mut opened.store, &opened.part, "footer")?;
    let mut pages: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    let named = sections.iter().filter_map(|way| root.at(way)).flat_map(footers);
    for (kind, id) in named {
        if let Some(part) = parts.get(&id) {
            pages.entry(part).or_default().insert(kind);
        }
    }
    let mut even = BTreeMap::new();
    for (part, kinds) in &pages {
        let mut footer = tree(&opened.store.text(part)?)?;
        let side = kinds.first().filter(|_| kinds.len() == 1).map(String::as_str);
        if set(&mut footer, side) {
            opened.store.put(part, bound(footer.to_part())?.into_bytes());
        }
        let alone = !footer.any(&|element| element.attributes.iter().any(|(name, _)| name.starts_with("r:")));
        if side == Some(ODD) && alone && stands_free(&footer) {
            set(&mut footer, Some(EVEN));
            even.insert((*part).clone(), footer);
        }
    }
    let changed = face_each_other(opened, root, sections, &parts, &even)?;
    switch_on(opened, root, sections)?;
    Ok(changed)
}

/// The footers that a section names: for which pages, and the id of the relationship.
fn footers(section: &Element) -> Vec<(String, String)> {
    let named = section.all(Kind::FooterReference);
    let said = |reference: &Element| {
        let kind = reference.attribute(said::TYPE).unwrap_or(ODD);
        Some((kind.to_owned(), reference.attribute(said::RELATION)?.to_owned()))
    };
    named.filter_map(said).collect()
}

/// Whether the page number stands in a paragraph of the footer itself, so that its place can be told.
fn stands_free(footer: &Element) -> bool {
    let framed = footer.any(&|element| element.is(Kind::Frame));
    !framed && footer.all(Kind::Paragraph).any(|paragraph| numbers_pages(paragraph) && !boxed(paragraph))
}

fn boxed(paragraph: &Element) -> bool {
    paragraph.any(&|element| element.is(Kind::TextBox))
}

/// Sets the page number of a footer, at a side where that is known; whether it has one.
fn set(footer: &mut Element, side: Option<&str>) -> bool {
    let free = stands_free(footer);
    let mut found = false;
    visit(footer, &mut |paragraph| {
        if !numbers_pages(paragraph) || boxed(paragraph) {
            return;
        }
        found = true;
        runs(paragraph, &mut of_run);
        dashes(paragraph);
        let place = match side.filter(|_| free) {
            Some(ODD) => Some((Align::Right, said::RIGHT)),
            Some(EVEN) => Some((Align::Left, said::LEFT)),
            _ => None,
        };
        if let Some((align, edge)) = place {
            overlay::line(
                paragraph,
                &LineFormat { align: Some(align), indents: Some((0, 0)), ..Default::default() },
            );
            let format = Paragraph(paragraph).format();
            if let Some(indent) = format.and_then(|format| format.get_mut(Kind::Indent)) {
                // Both units, since programs differ in the character that they count by.
                indent.attributes.retain(|(name, _)| !name.ends_with("Chars"));
                let sides =
                    [said::LEFT, said::RIGHT].map(|side| (side, if side == edge { INWARD } else { 0 }));
                sides.into_iter().for_each(|(side, twips)| indent.set(side, twips.to_string()));
                [said::LEFT_CHARS, said::RIGHT_CHARS].iter().for_each(|name| indent.set(name, "0"));
            }
        }
    });
    found
}

/// Every paragraph of a footer, those in boxes and tables too.
fn visit(element: &mut Element, change: &mut dyn FnMut(&mut Element)) {
    if element.is(Kind::Paragraph) {
        change(element);
    }
    element.elements_mut().for_each(|child| visit(child, change));
}

fn runs(element: &mut Element, change: &mut dyn FnMut(&mut Element)) {
    if element.is(Kind::Run) {
        change(element);
    }
    element.elements_mut().for_each(|child| runs(child, change));
}

fn of_run(run: &mut Element) {
    overlay::of_run(
        run,
        &CharacterFormat { chinese: Some(FACE.to_owned()), size: Some(SIZE), ..Default::default() },
    );
    let fonts = run.get_mut(Kind::Format).and_then(|format| format.get_mut(Kind::Fonts));
    fonts.into_iter().for_each(|fonts| {
        fonts.attributes.retain(|(name, _)| ![said::ASCII_THEME, said::LATIN_THEME].contains(&name.as_str()));
        [said::ASCII, said::LATIN].iter().for_each(|name| fonts.set(name, FACE));
    });
}

/// Writes the strokes at both sides of the number as dashes, where nothing but strokes stands there.
fn dashes(paragraph: &mut Element) {
    let found = pieces(paragraph, &[Vec::new()], "");
    let text: String = found.iter().map(|piece| piece.text.as_str()).collect();
    let is_plain = |c: char| c.is_whitespace() || c.is_ascii_digit() || c == '—' || STROKES.contains(&c);
    let strokes = text.chars().filter(|c| *c == '—' || STROKES.contains(c)).count();
    if !text.chars().all(is_plain) || strokes != 2 {
        return;
    }
    for piece in found.iter().filter(|piece| piece.what == What::Text && piece.text.contains(STROKES)) {
        let new = piece.text.replace(STROKES, "—");
        if let Some(element) = paragraph.at_mut(&piece.path) {
            element.children = vec![Node::Text(new)];
        }
    }
}

/// Gives every section that has footers for all pages alike one for even pages too; the ways to those that changed.
fn face_each_other(
    opened: &mut Opened,
    root: &mut Element,
    sections: &[Vec<usize>],
    parts: &BTreeMap<String, String>,
    even: &BTreeMap<String, Element>,
) -> Result<Vec<Vec<usize>>, Fault> {
    let mut changed = Vec::new();
    let mut made: BTreeMap<String, String> = BTreeMap::new();
    let mut has_even = false;
    for way in sections {
        let Some(section) = root.at_mut(way) else { continue };
        let named = footers(section);
        has_even |= named.iter().any(|(kind, _)| kind == EVEN);
        let odd = named.iter().find(|(kind, _)| kind == ODD).and_then(|(_, id)| parts.get(id));
        let Some((part, footer)) = odd.and_then(|part| even.get_key_value(part)).filter(|_| !has_even) else {
            continue;
        };
        let id = match made.get(part) {
            Some(id) => id.clone(),
            None => {
                let bytes = bound(footer.to_part())?.into_bytes();
                carry::beside(&mut opened.store, &opened.part, part, "footer", bytes)?
            }
        };
        made.insert(part.clone(), id.clone());
        section.push(Kind::FooterReference.element().with(said::TYPE, EVEN).with(said::RELATION, id));
        // A header for all pages goes on standing on all.
        let headers: Vec<Element> = section.all(Kind::HeaderReference).cloned().collect();
        let is = |header: &&Element, kind: &str| header.attribute(said::TYPE).unwrap_or(ODD) == kind;
        if let Some(odd) = headers.iter().find(|header| is(header, ODD))
            && !headers.iter().any(|header| is(&header, EVEN))
        {
            let mut even = odd.clone();
            even.set(said::TYPE, EVEN);
            section.push(even);
        }
        section.arrange();
        changed.push(way.clone());
    }
    Ok(changed)
}

/// Lets odd and even pages differ, once the first section has footers for both.
fn switch_on(opened: &mut Opened, root: &Element, sections: &[Vec<usize>]) -> Result<(), Fault> {
    let first = sections.first().and_then(|way| root.at(way)).map(footers).unwrap_or_default();
    let both = [ODD, EVEN].iter().all(|kind| first.iter().any(|(known, _)| known == kind));
    let parts = related_parts(&mut opened.store, &opened.part, "settings")?;
    let Some(part) = parts.values().next().filter(|_| both) else { return Ok(()) };
    let mut settings = tree(&opened.store.text(part)?)?;
    match settings.get_mut(Kind::EvenAndOdd) {
        Some(switch) => switch.attributes.clear(),
        None => {
            settings.push(Kind::EvenAndOdd.element());
            settings.arrange();
        }
    }
    opened.store.put(part, bound(settings.to_part())?.into_bytes());
    Ok(())
}
