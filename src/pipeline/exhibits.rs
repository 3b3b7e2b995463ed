//! Base, theirs and fresh → the revision of the text, with that of the annexes' tables and charts laid beside it.
//!
//! A table is revised row by row and cell by cell: what a person changed stays, what the workbooks changed is
//! renewed, rows come and go. A chart whose numbers changed is put in anew.

mod cells;

use std::collections::BTreeMap;

use crate::finding::revised::remark;
use crate::finding::{Finding, Noted, Place, Revised as Said};
use crate::model::base::{Base, BaseBlock, BasePiece, Stood};
use crate::model::document::{Document, Shape};
use crate::model::report::{Report, Role};
use crate::model::revision::{Conflict, Edit, Fate, Revised, Standing};
use crate::revise;
use cells::bare;

/// How many cells of a table that lost its mark must be as they were for it to be known.
const ENOUGH: f64 = 0.5;
/// What stands for a picture in the text of a paragraph.
const PICTURE: char = '\u{fffc}';

/// Makes the report again without losing what people did to it.
pub(super) fn revise(base: &Base, theirs: &Document, fresh: &Report) -> Noted<Revised> {
    let given = Base::of(fresh, "", "");
    let text = |block: &BaseBlock| !is_exhibit(block.role);
    let mut text_base = base.clone();
    text_base.blocks.retain(text);
    let mut text_fresh = fresh.clone();
    text_fresh.blocks.retain(|block| !is_exhibit(block.role));
    let places = places(base, theirs);
    let mut text_theirs = theirs.clone();
    for at in places.values() {
        if let Some(block) = text_theirs.blocks.get_mut(*at) {
            // What is revised here is nothing that a person added.
            block.shape = Shape::Other;
            block.text.clear();
        }
    }
    let out = revise::revise(&text_base, &text_theirs, &text_fresh);
    let mut work = Work { base, theirs, places, out };
    for (at, block) in given.blocks.iter().enumerate().filter(|(_, block)| is_exhibit(block.role)) {
        let before = at.checked_sub(1).and_then(|at| given.blocks.get(at)).map(|block| block.id.as_str());
        work.exhibit(block, before);
    }
    let gone = base.blocks.iter().filter(|block| is_exhibit(block.role));
    for block in gone.filter(|block| !given.blocks.iter().any(|fresh| fresh.id == block.id)) {
        work.gone(block);
    }
    work.out
}

fn is_exhibit(role: Role) -> bool {
    matches!(role, Role::AnnexTable | Role::AnnexChart)
}

struct Work<'a> {
    base: &'a Base,
    theirs: &'a Document,
    /// Where the tables and charts of the base stand, by their ids.
    places: BTreeMap<&'a str, usize>,
    out: Noted<Revised>,
}

impl Work<'_> {
    /// Brings a table or chart up to date.
    fn exhibit(&mut self, fresh: &BaseBlock, before: Option<&str>) {
        let was = self.base.blocks.iter().find(|block| block.id == fresh.id);
        let at = was.and_then(|was| self.places.get(was.id.as_str())).copied();
        let (fate, stood) = match (was, at) {
            (Some(was), Some(at)) => (Some(self.renew(was, fresh, at)), Stood::AsGiven),
            (Some(was), None) => {
                if was.rows != fresh.rows && was.stood != Stood::Gone {
                    self.say(&fresh.id, Said::Deleted { fresh: title(fresh) });
                }
                (None, Stood::Gone)
            }
            (None, _) => {
                let (place, position) = self.place(before);
                let insert = Edit::Insert { before: place, fresh: fresh.id.clone(), splices: Vec::new() };
                self.out.value.edits.insert(position, insert);
                self.out.value.summary.added += 1;
                (Some(Fate::Added), Stood::AsGiven)
            }
        };
        let revised = &mut self.out.value;
        let after = |ids: Vec<Option<&str>>| {
            before
                .and_then(|id| ids.iter().rposition(|known| *known == Some(id)))
                .map_or(ids.len(), |at| at + 1)
        };
        let position = after(revised.base.blocks.iter().map(|block| Some(block.id.as_str())).collect());
        revised.base.blocks.insert(position, BaseBlock { stood, ..fresh.clone() });
        if let Some(fate) = fate {
            let position = after(revised.blocks.iter().map(|block| block.id.as_deref()).collect());
            let (id, role) = (Some(fresh.id.clone()), Some(fresh.role));
            revised.blocks.insert(position, Standing { id, role, pieces: Vec::new(), fate });
        }
    }

    /// What an annex leaves that is not chosen any more: it goes, unless a person worked in it.
    fn gone(&mut self, was: &BaseBlock) {
        let Some(at) = self.places.get(was.id.as_str()).copied() else { return };
        match self.rows(at) {
            Some(rows) if !cells::same(rows, &was.rows) => {
                self.out.value.summary.orphans += 1;
                self.say(&was.id, Said::Orphan { text: title(was) });
            }
            _ => {
                self.out.value.edits.push(Edit::Remove { at });
                self.out.value.summary.removed += 1;
            }
        }
    }

    /// Renews what stands there; what became of it.
    fn renew(&mut self, was: &BaseBlock, fresh: &BaseBlock, at: usize) -> Fate {
        let theirs = self.theirs;
        let stands = theirs.blocks.get(at).and_then(|block| match &block.shape {
            Shape::Table(rows) => Some(rows.as_slice()),
            Shape::Paragraph | Shape::Other => None,
        });
        let untouched = stands.is_none_or(|stands| cells::same(stands, &was.rows));
        let width = |rows: &[Vec<String>]| rows.first().map_or(0, Vec::len);
        let pending = theirs.blocks.get(at).is_some_and(|block| block.pending);
        if cells::same(&was.rows, &fresh.rows) {
            return if untouched { Fate::Same } else { self.count(Fate::Kept) };
        }
        if pending {
            return self.conflict(fresh, at, title(was), title(fresh), true);
        }
        let Some(stands) = stands.filter(|_| width(&was.rows) == width(&fresh.rows)) else {
            if !untouched {
                return self.conflict(fresh, at, title(was), title(fresh), false);
            }
            self.out.value.edits.push(Edit::Remove { at });
            let insert = Edit::Insert { before: at + 1, fresh: fresh.id.clone(), splices: Vec::new() };
            self.out.value.edits.push(insert);
            return self.count(Fate::Refreshed);
        };
        let merged = cells::merge(&was.rows, stands, &fresh.rows, at);
        let changed = !merged.edits.is_empty();
        self.out.value.edits.extend(merged.edits);
        if let Some((yours, now)) = merged.meet {
            return self.conflict(fresh, at, yours, now, false);
        }
        match (untouched, changed) {
            (true, _) => self.count(Fate::Refreshed),
            (false, true) => self.count(Fate::Merged),
            (false, false) => self.count(Fate::Kept),
        }
    }

    fn conflict(
        &mut self,
        block: &BaseBlock,
        at: usize,
        yours: String,
        fresh: String,
        pending: bool,
    ) -> Fate {
        self.out.value.edits.push(Edit::Comment { at, text: remark(&fresh, pending) });
        self.say(&block.id, Said::Conflict { yours: yours.clone(), fresh: fresh.clone() });
        self.out.value.summary.conflicts.push(Conflict { block: block.id.clone(), yours, fresh });
        Fate::Conflict
    }

    fn count(&mut self, fate: Fate) -> Fate {
        let summary = &mut self.out.value.summary;
        match fate {
            Fate::Refreshed => summary.refreshed += 1,
            Fate::Merged => summary.merged += 1,
            Fate::Kept => summary.kept += 1,
            _ => {}
        }
        fate
    }

    fn say(&mut self, id: &str, what: Said) {
        self.out.findings.push(Finding::new(Place::Block(id.to_owned()), what));
    }

    fn rows(&self, at: usize) -> Option<&[Vec<String>]> {
        rows(self.theirs, at)
    }

    /// Where a new block goes: before which block of the document, and at which place of the edits.
    fn place(&self, before: Option<&str>) -> (usize, usize) {
        let edits = &self.out.value.edits;
        let comes = edits.iter().enumerate().find_map(|(position, edit)| match edit {
            Edit::Insert { before: place, fresh, .. } if Some(fresh.as_str()) == before => {
                Some((*place, position + 1))
            }
            _ => None,
        });
        let stands = || {
            let marked =
                |id: &str| self.theirs.blocks.iter().rposition(|block| block.hints.iter().any(|h| h == id));
            before.and_then(marked).map_or(self.theirs.blocks.len(), |at| at + 1)
        };
        comes.unwrap_or_else(|| (stands(), edits.len()))
    }
}

/// The cells of a block that is a table.
fn rows(theirs: &Document, at: usize) -> Option<&[Vec<String>]> {
    match &theirs.blocks.get(at)?.shape {
        Shape::Table(rows) => Some(rows),
        Shape::Paragraph | Shape::Other => None,
    }
}

/// The blocks of the document that the base's tables and charts are: by their marks, else a table by its cells, a
/// chart by what stands before it.
fn places<'b>(base: &'b Base, theirs: &Document) -> BTreeMap<&'b str, usize> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, was) in base.blocks.iter().enumerate().filter(|(_, block)| is_exhibit(block.role)) {
        let table = was.role == Role::AnnexTable;
        let fits = |at: &usize| {
            let drawn = theirs.blocks.get(*at).is_some_and(|block| block.text.contains(PICTURE));
            let fits = if table { rows(theirs, *at).is_some() } else { drawn };
            fits && !places.values().any(|taken| taken == at)
        };
        let free: Vec<usize> = (0..theirs.blocks.len()).filter(fits).collect();
        let marked = |at: &&usize| theirs.blocks.get(**at).is_some_and(|block| block.hints.contains(&was.id));
        let found = free.iter().find(marked).copied().or_else(|| match table {
            true => by_cells(was, theirs, &free),
            false => below(index.checked_sub(1).and_then(|at| base.blocks.get(at))?, theirs, &free),
        });
        places.extend(found.map(|at| (was.id.as_str(), at)));
    }
    places
}

fn by_cells(was: &BaseBlock, theirs: &Document, free: &[usize]) -> Option<usize> {
    let likeness = |at: &usize| (cells::likeness(rows(theirs, *at).unwrap_or_default(), &was.rows), *at);
    let best = free.iter().map(likeness).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    best.filter(|(likeness, _)| *likeness >= ENOUGH).map(|(_, at)| at)
}

/// The picture below the paragraph that stood before a chart.
fn below(before: &BaseBlock, theirs: &Document, free: &[usize]) -> Option<usize> {
    let before = bare(&spelt(before.stood()?));
    let above = theirs.blocks.iter().rposition(|block| bare(&block.text) == before)?;
    free.iter().copied().find(|at| *at > above && *at <= above + 3)
}

/// What a table or chart is told by: its header.
fn title(block: &BaseBlock) -> String {
    block.rows.first().map(|header| header.join("、")).unwrap_or_default()
}

fn spelt(pieces: &[BasePiece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}
