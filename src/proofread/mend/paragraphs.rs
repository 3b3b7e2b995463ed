//! How paragraphs stand (7.3): pitch, indents, place, set as the standard has them.

use crate::model::mend::{LineFormat, What};
use crate::model::report::Role;
use crate::model::typeset::{Align, Line, Pitch};
use crate::proofread::Page;
use crate::proofread::format::annexes::is_flush;

/// 22 lines so far apart fill the type area (5.2.3).
const PITCH: i64 = 579;
/// Two characters, in hundredths of one.
const TWO: i64 = 200;

fn one(line: usize, put: LineFormat) -> Vec<What> {
    vec![What::Line { line, put }]
}

/// All text of the page has lines of one height, since those of the body alone would differ from the rest. A picture
/// needs a line of its own height; pages on their side have other lines.
pub(super) fn pitch(page: &Page) -> Vec<What> {
    const BESIDE: [Role; 5] = [Role::Addressee, Role::AnnexNote, Role::Signature, Role::Date, Role::Note];
    let lies = |line: &Line| page.set.sections.get(line.section).is_some_and(|section| section.lies);
    let text = page.all(|role| role.is_running() || BESIDE.contains(&role));
    let off = text.filter(|(_, line)| {
        let exact = line.format.pitch == Pitch::Exact(PITCH);
        line.is_free() && line.pictures == 0 && !exact && !lies(line)
    });
    let put = LineFormat { pitch: Some(Pitch::Exact(PITCH)), ..LineFormat::default() };
    off.map(|(line, _)| What::Line { line, put }).collect()
}

pub(super) fn unclipped(_: &Page, at: usize, _: &Line) -> Vec<What> {
    one(at, LineFormat { pitch: Some(Pitch::Single), ..LineFormat::default() })
}

/// Where the program sets a number, the number decides the indent too.
pub(super) fn first_line(_: &Page, at: usize, line: &Line) -> Vec<What> {
    if line.numbered {
        return Vec::new();
    }
    one(at, LineFormat { indents: Some((0, TWO)), ..LineFormat::default() })
}

pub(super) fn centred(_: &Page, at: usize, _: &Line) -> Vec<What> {
    one(at, LineFormat { align: Some(Align::Centre), indents: Some((0, 0)), ..LineFormat::default() })
}

/// Flush left, one line below the title.
pub(super) fn addressee(page: &Page, at: usize, line: &Line) -> Vec<What> {
    let size = line.size();
    let indented =
        [line.format.left, line.format.first].iter().any(|own| own.in_characters(size).abs() > 0.2);
    let mut put = LineFormat::default();
    if indented || line.format.align != Align::Left {
        (put.align, put.indents) = (Some(Align::Left), Some((0, 0)));
    }
    let above = at.checked_sub(1).and_then(|above| page.role(above));
    if above == Some(Role::Title) && line.format.before < PITCH {
        put.before = Some(PITCH);
    }
    if put == LineFormat::default() { Vec::new() } else { one(at, put) }
}

/// 附件： stands two characters in, its further names behind the number of the first, their lines below the names.
pub(super) fn hangs(page: &Page, at: usize, line: &Line) -> Vec<What> {
    // Names that stand in one paragraph by line breaks have no indent that suits all of them.
    if line.text.trim().contains('\n') {
        return Vec::new();
    }
    let several = page.of(Role::AnnexNote).count() > 1;
    let first = line.text.trim().starts_with('附');
    let name = if several { 600 } else { 500 };
    let begins = if first { TWO } else { 500 };
    one(
        at,
        LineFormat {
            indents: Some((name, begins - name)),
            align: Some(Align::Left),
            ..LineFormat::default()
        },
    )
}

/// An annex begins a page; between its label and its title there is one line.
pub(super) fn annex(page: &Page, at: usize, line: &Line) -> Vec<What> {
    let label = page.role(at) == Some(Role::AnnexLabel);
    if label {
        let flush = is_flush(line);
        let put = LineFormat {
            opens_page: !line.opens_page,
            align: (!flush).then_some(Align::Left),
            indents: (!flush).then_some((0, 0)),
            ..LineFormat::default()
        };
        return if put == LineFormat::default() { Vec::new() } else { one(at, put) };
    }
    let above = at.checked_sub(1).and_then(|above| page.role(above));
    let room = above == Some(Role::AnnexLabel) && line.format.before < PITCH;
    if !room {
        return Vec::new();
    }
    one(at, LineFormat { before: Some(PITCH), ..LineFormat::default() })
}
