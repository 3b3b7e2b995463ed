//! Changes that leave no choice → a copy of the document with them, everything else in it to the byte.
//!
//! What is changed is said of the paragraph, the characters or the section itself, never of a style: a style may hold
//! for what is right elsewhere. The elements that change are written anew in their old places.

use super::page_numbers;
use super::rewrite;
use super::{Fault, How, Pen, overlay};
use crate::docx::kinds::{Kind, said};
use crate::docx::read::names::{bound, ranges, tree};
use crate::docx::read::opened::Opened;
use crate::docx::read::{Ways, placed};
use crate::docx::views::View;
use crate::finding::Refusal;
use crate::model::mend::{Mend, SectionFormat, What};
use crate::model::revision::Splice;
use crate::package::xml::Element;

/// By what a copy is known as long as no other program has saved it.
const MENDED: &[u8] = b"chengwen lint --fix";

/// Whether a document is a mended copy that nobody has worked on since: what it says is said by the one it was made of.
#[must_use]
pub fn is_mended_copy(bytes: &[u8]) -> bool {
    bytes.ends_with(MENDED)
}

/// Makes the changes in a copy of a document.
///
/// # Errors
/// [`Refusal::Document`] when it cannot be read, or a change names what is not there.
pub fn mended(bytes: &[u8], mends: &[Mend]) -> Result<Vec<u8>, Refusal> {
    copy(bytes, mends).map_err(Refusal::Document)
}

fn copy(bytes: &[u8], mends: &[Mend]) -> Result<Vec<u8>, Fault> {
    let (_, ways) = placed(bytes)?;
    let mut opened = Opened::whole(bytes)?;
    let mut root = tree(&opened.outline.xml)?;
    let mut changed: Vec<Vec<usize>> = Vec::new();
    for mend in mends {
        if let Some(way) = format(&mut root, &ways, &mend.what)? {
            changed.push(way);
        }
    }
    for (line, splices) in words(mends) {
        let way = ways.lines.get(line).ok_or(Fault::NoLine)?;
        // Nothing is tracked, so no moment is written.
        let how = How { track: false, moment: jiff::civil::DateTime::ZERO };
        let mut pen = Pen::new(&how, None, Default::default());
        let splices = overlay::shifted(&root, way, splices);
        rewrite::rewrite(&mut root, std::slice::from_ref(way), "", &splices, &mut pen)?;
        changed.push(way.clone());
    }
    if mends.iter().any(|mend| mend.what == What::PageNumbers) {
        changed.extend(page_numbers::renew(&mut opened, &mut root, &ways.sections)?);
    }
    opened.store.remark(MENDED);
    write(opened, &root, changed)
}

/// Changes a format; the way to what is to be written anew, if there is something.
fn format(root: &mut Element, ways: &Ways, what: &What) -> Result<Option<Vec<usize>>, Fault> {
    let way = |line: &usize| ways.lines.get(*line).cloned().ok_or(Fault::NoLine);
    Ok(match what {
        What::Line { line, put } => {
            let way = way(line)?;
            overlay::line(root.at_mut(&way).ok_or(Fault::NoLine)?, put);
            Some(way)
        }
        What::Characters { line, range, put } => {
            let way = way(line)?;
            overlay::characters(root, &way, range, put).then_some(way)
        }
        What::Section { section, put } => match ways.sections.get(*section) {
            Some(way) => {
                pages(root.at_mut(way).ok_or(Fault::NoSection)?, put);
                Some(way.clone())
            }
            // A document that says nothing of its pages has no place where to say it.
            None => None,
        },
        What::Words { .. } | What::PageNumbers => None,
    })
}

/// The replacements of each line together, so that their places hold.
fn words(mends: &[Mend]) -> Vec<(usize, Vec<Splice>)> {
    let mut lines: Vec<(usize, Vec<Splice>)> = Vec::new();
    for mend in mends {
        let What::Words { line, range, to } = &mend.what else { continue };
        let splice = Splice { range: range.clone(), text: to.clone() };
        match lines.iter_mut().find(|(known, _)| known == line) {
            Some((_, splices)) => splices.push(splice),
            None => lines.push((*line, vec![splice])),
        }
    }
    lines
}

fn pages(section: &mut Element, put: &SectionFormat) {
    let child = |section: &mut Element, kind: Kind, values: &[(&str, i64)]| {
        if section.get(kind).is_none() {
            section.push(kind.element());
        }
        let found = section.get_mut(kind);
        found.into_iter().for_each(|element| {
            values.iter().for_each(|(name, value)| element.set(name, value.to_string()));
        });
    };
    if let Some((width, height)) = put.paper {
        child(section, Kind::PageSize, &[(said::WIDTH, width), (said::HEIGHT, height)]);
    }
    if let Some([top, right, bottom, left]) = put.margins {
        let margins = [(said::TOP, top), (said::RIGHT, right), (said::BOTTOM, bottom), (said::LEFT, left)];
        child(section, Kind::PageMargins, &margins);
        child(section, Kind::PageMargins, &[(said::GUTTER, 0)]);
    }
    if let Some(grid) = section.get_mut(Kind::DocumentGrid).filter(|_| put.no_cells) {
        grid.set(said::TYPE, "lines");
        grid.attributes.retain(|(name, _)| name != said::CELL_SPACE);
    }
    if let Some(numbers) = section.get_mut(Kind::PageNumbers).filter(|_| put.goes_on) {
        numbers.attributes.retain(|(name, _)| name != said::START);
    }
    section.arrange();
}

/// Writes the outermost of the elements that changed into their places.
pub(super) fn write(
    mut opened: Opened,
    root: &Element,
    mut changed: Vec<Vec<usize>>,
) -> Result<Vec<u8>, Fault> {
    changed.sort();
    changed.dedup();
    let mut outer: Vec<Vec<usize>> = Vec::new();
    for way in changed {
        if !outer.last().is_some_and(|before| way.starts_with(before)) {
            outer.push(way);
        }
    }
    let xml = std::mem::take(&mut opened.outline.xml);
    // Nothing is added or taken away above the level of a run, so the ways lead to the same elements in what was read.
    let before = tree(&xml)?;
    let ways: Vec<&[usize]> = outer.iter().map(Vec::as_slice).collect();
    let places = ranges(&xml, &before, &ways)?;
    let new = outer.iter().map(|way| root.at(way).map(Element::to_xml).ok_or(Fault::NoLine));
    let new = new.collect::<Result<Vec<String>, Fault>>()?;
    let xml = super::replaced(&xml, places.into_iter().zip(new).collect());
    opened.store.put(&opened.part, bound(xml)?.into_bytes());
    Ok(opened.store.zip()?)
}
