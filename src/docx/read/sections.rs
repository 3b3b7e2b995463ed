//! The properties of the sections of a document → their pages, with the footers that each has or goes on with.

use std::collections::BTreeMap;

use super::cascade::is_on;
use super::measure::twips;
use crate::docx::kinds::{Kind, said};
use crate::docx::views::{Section as Lying, View};
use crate::model::typeset::{Footer, Line, Section};
use crate::package::xml::Element;

/// Word's page where nothing is said: US Letter with an inch on each side.
const WIDTH: i64 = 12_240;
const HEIGHT: i64 = 15_840;
const MARGIN: i64 = 1_440;

/// The sections; one where the document says nothing of any.
pub(super) fn of(found: &[Element], footers: &BTreeMap<String, Footer>) -> Vec<Section> {
    let nothing = [Kind::Section.element()];
    let found = if found.is_empty() { &nothing } else { found };
    let mut sections: Vec<Section> = Vec::with_capacity(found.len());
    for element in found {
        let before = sections.last().map(|section| section.footers.clone()).unwrap_or_default();
        sections.push(section(element, footers, before));
    }
    sections
}

/// Marks the first line of each section that begins on a new page.
pub(super) fn open_pages(lines: &mut [Line], found: &[Element]) {
    let mut before = 0;
    for line in lines {
        if line.section > before {
            let kind = found.get(line.section).and_then(|section| section.said(Kind::SectionType));
            line.opens_page |= kind != Some("continuous");
            before = line.section;
        }
    }
}

fn section(element: &Element, footers: &BTreeMap<String, Footer>, before: Vec<(String, Footer)>) -> Section {
    let number = |kind: Kind, name: &str| {
        let said = element.get(kind).and_then(|child| child.attribute(name));
        said.and_then(twips)
    };
    let margin = |name: &str| number(Kind::PageMargins, name).unwrap_or(MARGIN).abs();
    let gutter = number(Kind::PageMargins, said::GUTTER).unwrap_or(0);
    let mut all = before;
    for reference in element.all(Kind::FooterReference) {
        let kind = reference.attribute(said::TYPE).unwrap_or("default");
        let footer = reference.attribute("r:id").and_then(|id| footers.get(id)).cloned().unwrap_or_default();
        all.retain(|(known, _)| known != kind);
        all.push((kind.to_owned(), footer));
    }
    let grid = element.get(Kind::DocumentGrid).map(|grid| {
        let pitch = number(Kind::DocumentGrid, said::PITCH).unwrap_or(0);
        (grid.attribute(said::TYPE).unwrap_or("default").to_owned(), pitch)
    });
    Section {
        width: number(Kind::PageSize, said::WIDTH).unwrap_or(WIDTH),
        height: number(Kind::PageSize, said::HEIGHT).unwrap_or(HEIGHT),
        margins: [margin(said::TOP), margin(said::RIGHT), margin(said::BOTTOM), margin(said::LEFT) + gutter],
        lies: Lying(element).lies(),
        grid,
        first_apart: element.get(Kind::FirstPage).is_some_and(|first| first.val().is_none_or(is_on)),
        begins_with: number(Kind::PageNumbers, said::START),
        footers: all,
    }
}
