//! Faults of a document → the changes that mend them, where the rule leaves one value and no choice.
//!
//! What a person has to decide (a place of a signature, a number that is missing, a heading that was skipped) has no
//! mender. Some changes make others possible, so they are asked for again of the document as it then is.

mod faces;
mod pages;
mod paragraphs;
pub(super) mod words;

use super::{Page, RULES, roles};
use crate::model::mend::{Mend, What};
use crate::model::typeset::{Line, Typeset};

/// What mends the faults of a rule: asked once for each paragraph that has one, or once for the whole document.
#[derive(Clone, Copy)]
enum Mender {
    /// Of one paragraph, with its place.
    Line(fn(&Page, usize, &Line) -> Vec<What>),
    /// Of the document as a whole.
    Whole(fn(&Page) -> Vec<What>),
}

use Mender::{Line as OfLine, Whole};

/// The rules of the page whose faults can be mended.
const MENDERS: [(&str, Mender); 22] = [
    ("PAGE-01", Whole(pages::paper)),
    ("PAGE-02", Whole(pages::margins)),
    ("PAGE-03", Whole(pages::margins)),
    ("GRID-01", Whole(paragraphs::pitch)),
    ("GRID-02", OfLine(faces::width)),
    ("GRID-03", Whole(pages::grid)),
    ("GRID-04", Whole(paragraphs::pitch)),
    ("FONT-01", OfLine(faces::faces)),
    ("FONT-02", OfLine(faces::named)),
    ("FONT-03", OfLine(faces::marks)),
    ("FONT-04", OfLine(faces::sizes)),
    ("FONT-06", OfLine(faces::colours)),
    ("HEAD-08", OfLine(faces::mark_colour)),
    ("PARA-01", OfLine(paragraphs::first_line)),
    ("PARA-04", OfLine(paragraphs::unclipped)),
    ("TITLE-01", OfLine(paragraphs::centred)),
    ("RECP-01", OfLine(paragraphs::addressee)),
    ("STRUCT-04", OfLine(faces::rest)),
    ("ATT-02", OfLine(paragraphs::hangs)),
    ("ATT-04", OfLine(paragraphs::annex)),
    ("PNUM-04", Whole(pages::goes_on)),
    ("PNUM-01", Whole(pages::numbers)),
];

/// The changes that a document needs and that leave no choice, in the order of the rules.
#[must_use]
pub fn mends(set: &Typeset) -> Vec<Mend> {
    let page = Page { set, roles: roles::roles(set) };
    let mut found: Vec<Mend> = Vec::new();
    let mut add = |rule: &'static str, what: Vec<What>| {
        for what in what {
            if found.iter().all(|known| known.what != what) {
                found.push(Mend { rule, what });
            }
        }
    };
    for rule in &RULES {
        let own = MENDERS.iter().find(|(id, _)| *id == rule.id || of_sides(id, rule.id));
        let (Some((_, mender)), Some(look)) = (own, rule.look) else { continue };
        let faults = look(&page).faults;
        match mender {
            Whole(mend) if !faults.is_empty() => add(rule.id, mend(&page)),
            Whole(_) => (),
            OfLine(mend) => {
                for at in faults.iter().filter_map(|(at, _)| *at) {
                    let line = set.lines.get(at);
                    line.into_iter().for_each(|line| add(rule.id, mend(&page, at, line)));
                }
            }
        }
    }
    for (at, line) in set.lines.iter().enumerate() {
        let Some(role) = page.role(at) else { continue };
        for (rule, what) in words::words(role, at, line, page.of(role).count()) {
            add(rule, vec![what]);
        }
    }
    found
}

/// The form of page numbers and their sides are set together.
fn of_sides(mender: &str, rule: &str) -> bool {
    (mender, rule) == ("PNUM-01", "PNUM-02")
}
