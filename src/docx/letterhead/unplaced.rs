//! What of the report has found no place in an office's head or foot → the lines of their own that it comes in on: blank ones
//! of the head where something in it stands fast on its sheet, else lines that move all below them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Letterhead;
use super::fields::{Field, Fields};
use super::fill::Filled;
use super::signs::Signs;
use crate::docx::edit::{Editor, Fault, Fresh, bookmark_names, graft, position};
use crate::docx::read::names::tree;
use crate::model::report::Role;
use crate::package::xml::Element;

/// Where a field stands that has no place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comes {
    /// Nowhere: there is no room for it.
    Not,
    /// On a line between the others, before a block.
    Between(usize),
    /// On a blank line of the head.
    On(usize),
}

/// The lines that come into a head.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Those that take the place of a blank one, by its block.
    pub(super) on: BTreeMap<usize, Element>,
    /// Those between others, as they come into the text.
    pub(super) between: Vec<(Range<usize>, String)>,
}

impl Letterhead<'_> {
    /// What has found no place in head and foot, and where it comes in.
    pub(super) fn unplaced(&self, fields: &Fields, filled: &Filled) -> Vec<(Field, Comes)> {
        let floats = self.signs.get(self.anatomy.head.clone()).unwrap_or_default();
        let floats = floats.iter().any(|block| block.drawn && !block.line());
        let end = self.anatomy.head.clone().rev().find(|at| !self.signs.get(*at).is_some_and(Signs::blank));
        let (mut above, mut below) = (self.free.above.iter(), self.free.below.iter());
        let mut unplaced = Vec::new();
        let mut number_comes = false;
        for field in fields.texts.keys().copied().filter(|field| !filled.placed.contains(field)) {
            let role = field.role();
            if field.once() {
                continue;
            }
            if role.is_imprint() {
                unplaced.extend(self.anatomy.has_foot().then_some((field, Comes::Not)));
                continue;
            }
            if !self.anatomy.has_head() || field == Field::SIGNERS && number_comes {
                continue;
            }
            let comes = match (role < Role::Mark, self.free.fixed) {
                (true, true) => above.next().map_or(Comes::Not, |at| Comes::On(*at)),
                (true, false) => Comes::Between(self.below_labels()),
                // They stand on the line of the number: where that has its place, ours would repeat it.
                _ if field == Field::SIGNERS => Comes::Not,
                (false, true) => below.next().map_or(Comes::Not, |at| Comes::On(*at)),
                (false, false) if floats => Comes::Not,
                (false, false) => Comes::Between(end.unwrap_or_default()),
            };
            number_comes |= field == Field::NUMBER && comes != Comes::Not;
            unplaced.push((field, comes));
        }
        // Each organ of a joint report has a place, or the mark is not this report's.
        let places = filled.marks.into_iter().max().unwrap_or_default();
        let short = 0 < places && places < fields.marks.len();
        // A head that shows nothing of an office is none: neither red nor a line, a picture or a place for its name.
        let head = self.signs.get(self.anatomy.head.clone()).unwrap_or_default();
        let shows = |block: &Signs| {
            let named = block.asks(|element| matches!(element.role, Role::Mark | Role::Signature));
            named || block.red || block.marked || block.ruled || block.drawn
        };
        let nobody = self.anatomy.has_head() && !fields.marks.is_empty() && !head.iter().any(shows);
        unplaced.extend((short || nobody).then_some((Field::MARK, Comes::Not)));
        unplaced
    }

    /// The lines of what has found no place in the head and may stand on one of its own.
    pub(super) fn lines(
        &self,
        editor: &mut Editor,
        fresh: &mut Fresh,
        fields: &Fields,
    ) -> Result<Lines, Fault> {
        let mut names = bookmark_names(&editor.outline.xml);
        let mut lines = Lines::default();
        for (field, comes) in self.unplaced(fields, &self.tried(fields)?) {
            let Some(place) = fields.id(field).and_then(|id| fresh.place(id)) else { continue };
            match comes {
                Comes::Not => (),
                Comes::Between(at) => {
                    let at = position(&editor.outline, at);
                    lines.between.push((at..at, graft(editor, fresh, place, &[], &mut names)?));
                }
                Comes::On(at) => {
                    let line = graft(editor, fresh, place, &[], &mut names)?;
                    lines.on.insert(at, tree(&line)?);
                }
            }
        }
        Ok(lines)
    }

    /// Below the lines of the head that stand above its mark, 份号 and the like; at its beginning without any.
    fn below_labels(&self) -> usize {
        let head = self.signs.get(self.anatomy.head.clone()).unwrap_or_default();
        let labels = head.iter().take_while(|block| block.label() && !block.red && !block.numbered());
        labels.count()
    }
}
