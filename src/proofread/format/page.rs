//! The paper, its margins and the type area (5.1, 5.2.1).

use super::{MILLIMETRE, millimetres};
use crate::finding::lint::Lint;
use crate::model::typeset::Section;
use crate::proofread::{Looked, Page};

/// Width and height of A4 in twips (5.1).
pub(in crate::proofread) const PAPER: (i64, i64) = (11_906, 16_838);
/// 天头 and 订口, and the type area.
const TOP: f64 = 37.0;
const LEFT: f64 = 28.0;
const AREA: (f64, f64) = (156.0, 225.0);
/// How far they may be off: a millimetre by the clause; for the type area half of one.
const ROOM: f64 = 1.0;
const ROOM_OF_AREA: f64 = 0.5;
/// The margins of electronic circulation (GB/T 33476.2), which begin half a line's gap above the ink: another way to the
/// same page, so no fault.
const ELECTRONIC: (f64, f64) = (34.58, 32.58);
const ROOM_OF_ELECTRONIC: f64 = 0.3;

pub(in crate::proofread) fn paper(page: &Page) -> Looked {
    let mut looked = Looked::default();
    for section in &page.set.sections {
        let has = format!("{}毫米×{}毫米", millimetres(section.width), millimetres(section.height));
        looked.add(None, (!is_paper(section)).then_some(Lint::PageSize { has }));
    }
    looked
}

pub(in crate::proofread) fn margins(page: &Page) -> Looked {
    let mut looked = Looked::default();
    for section in upright(page).filter(|section| !is_electronic(section)) {
        let [top, _, _, left] = section.margins;
        let fault = Lint::Margins { top: millimetres(top), left: millimetres(left) };
        looked.add(None, (!begins_right(section)).then_some(fault));
    }
    looked
}

pub(in crate::proofread) fn area(page: &Page) -> Looked {
    let mut looked = Looked::default();
    for section in upright(page).filter(|section| !is_electronic(section)) {
        let (width, height) = section.area();
        let has = format!("{}毫米×{}毫米", millimetres(width), millimetres(height));
        looked.add(None, (!has_area(section)).then_some(Lint::Area { has }));
    }
    looked
}

/// The sections whose pages stand: what holds for those on their side a rendered page must show.
fn upright<'p>(page: &'p Page) -> impl Iterator<Item = &'p Section> {
    page.set.sections.iter().filter(|section| !section.lies)
}

fn is_electronic(section: &Section) -> bool {
    let [top, _, bottom, _] = section.margins;
    let near = |twips: i64, wanted: f64| (twips as f64 / MILLIMETRE - wanted).abs() <= ROOM_OF_ELECTRONIC;
    near(top, ELECTRONIC.0) && near(bottom, ELECTRONIC.1)
}

fn is_off(twips: i64, wanted: f64, room: f64) -> bool {
    (twips as f64 / MILLIMETRE - wanted).abs() > room
}

/// Whether its paper is A4, whichever way it lies.
pub(in crate::proofread) fn is_paper(section: &Section) -> bool {
    let (short, long) = (section.width.min(section.height), section.width.max(section.height));
    let off = (short - PAPER.0).abs().max((long - PAPER.1).abs()) as f64 / MILLIMETRE;
    off <= ROOM
}

/// Whether its margins are right, in one of the two ways.
pub(in crate::proofread) fn has_margins(section: &Section) -> bool {
    is_electronic(section) || (begins_right(section) && has_area(section))
}

fn begins_right(section: &Section) -> bool {
    let [top, _, _, left] = section.margins;
    !is_off(top, TOP, ROOM) && !is_off(left, LEFT, ROOM)
}

fn has_area(section: &Section) -> bool {
    let (width, height) = section.area();
    !is_off(width, AREA.0, ROOM_OF_AREA) && !is_off(height, AREA.1, ROOM_OF_AREA)
}
