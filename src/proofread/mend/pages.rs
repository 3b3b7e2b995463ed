//! Paper, margins, grid and page numbers (5.1, 5.2, 7.5), set as the standard has them.

use crate::model::mend::{LineFormat, SectionFormat, What};
use crate::model::report::Role;
use crate::model::typeset::{Pitch, Section};
use crate::proofread::Page;
use crate::proofread::format::page::{PAPER, has_margins, is_paper};

/// 天头 37, 切口 26, 地脚 35 and 订口 28 mm in twips: they leave 156 × 225 mm.
const MARGINS: [i64; 4] = [2_098, 1_474, 1_984, 1_588];

fn of_each(page: &Page, put: impl Fn(&Section) -> Option<SectionFormat>) -> Vec<What> {
    let sections = page.set.sections.iter().enumerate();
    sections.filter_map(|(section, said)| Some(What::Section { section, put: put(said)? })).collect()
}

pub(super) fn paper(page: &Page) -> Vec<What> {
    of_each(page, |section| {
        let paper = if section.lies { (PAPER.1, PAPER.0) } else { PAPER };
        (!is_paper(section)).then(|| SectionFormat { paper: Some(paper), ..SectionFormat::default() })
    })
}

/// Margins are set once the paper is right: they hold for it.
pub(super) fn margins(page: &Page) -> Vec<What> {
    of_each(page, |section| {
        let off = !section.lies && is_paper(section) && !has_margins(section);
        off.then(|| SectionFormat { margins: Some(MARGINS), ..SectionFormat::default() })
    })
}

/// Cells of characters go from the grid; lines of the body do not keep to it.
pub(super) fn grid(page: &Page) -> Vec<What> {
    let cells = |section: &Section| {
        let kind = section.grid.as_ref().map(|(kind, _)| kind.as_str());
        matches!(kind, Some("linesAndChars" | "snapToChars"))
            .then(|| SectionFormat { no_cells: true, ..SectionFormat::default() })
    };
    let snapping = page.of(Role::Body).filter(|(_, line)| {
        let section = page.set.sections.get(line.section);
        let pitch = section.and_then(|section| section.grid.as_ref()).map(|(_, pitch)| *pitch);
        line.format.snaps && pitch.is_some_and(|pitch| line.format.pitch != Pitch::Exact(pitch))
    });
    let put = LineFormat { off_grid: true, ..LineFormat::default() };
    let lines = snapping.map(|(line, _)| What::Line { line, put });
    of_each(page, cells).into_iter().chain(lines).collect()
}

pub(super) fn goes_on(page: &Page) -> Vec<What> {
    let sections = page.set.sections.iter().enumerate().skip(1);
    let anew = sections.filter(|(_, said)| said.begins_with.is_some());
    let put = SectionFormat { goes_on: true, ..SectionFormat::default() };
    anew.map(|(section, _)| What::Section { section, put }).collect()
}

/// The numbers that are there; where there are none, nobody knows in which footer they belong.
pub(super) fn numbers(page: &Page) -> Vec<What> {
    let mut footers = page.set.sections.iter().flat_map(|section| &section.footers);
    footers.any(|(_, footer)| footer.number.is_some()).then_some(What::PageNumbers).into_iter().collect()
}
