//! Lines in the order in which they will stand → the edits of the document, the next base, the figures of the
//! revision and what the reader is told.

use std::collections::{HashMap, HashSet};

use super::blocks::{around, pieces, same, splices, text};
use super::merge::{MergedWord, Remark};
use super::numbers::numbers;
use super::retyped::Clauses;
use super::words::{Label, Names};
use super::{Joined, Line, Reconciliation, Source, next};
use crate::finding::revised::remark;
use crate::finding::{self, Finding, Noted, Place};
use crate::model::base::{BaseBlock, BasePiece, Piece};
use crate::model::place::{BaseAt, Each, FreshAt, JoinedAt, Listed, TheirsAt};
use crate::model::report::BlockId;
use crate::model::revision::{Conflict, Edit, Fate, Revised, RevisedBlock, Revision, Splice};

/// Turns what was decided into edits, the next base and the account of the revision.
pub(super) fn write_down(work: &Reconciliation<'_>, names: &Names) -> Noted<Revised> {
    let writing = Writing { work, names };
    let blocks = writing.blocks();
    let value = Revised {
        edits: writing.edits(),
        summary: writing.summary(&blocks),
        blocks,
        stands: writing.standing(),
        base: next::base(work, names),
    };
    Noted { value, findings: writing.findings() }
}

struct Writing<'w> {
    work: &'w Reconciliation<'w>,
    names: &'w Names,
}

impl Writing<'_> {
    fn edits(&self) -> Vec<Edit> {
        let lines: HashMap<TheirsAt, &Line> = self.work.lines.iter().filter_map(stands).collect();
        let (groups, joined) = (self.work.holders(), Listed::of(&self.work.joined));
        let mut coming = self.work.lines.iter().filter_map(comes).peekable();
        let mut edits = Vec::new();
        let places = self.work.theirs.all().map(|(at, _)| at);
        for at in places.chain([self.work.theirs.end()]) {
            while let Some((_, line)) = coming.next_if(|(before, _)| *before == at) {
                edits.extend(match line.from {
                    Source::Fresh(fresh, _) => self.insert(fresh, at, line),
                    Source::Theirs(from) => Some(Edit::Move { at: from, before: at }),
                });
            }
            let Some((index, part)) = groups.get(&at) else { continue };
            let Some(joined) = joined.get(*index) else { continue };
            if let Some(own) = joined.exhibit.as_ref().filter(|_| joined.fate.is_some()) {
                edits.extend(own.edits.iter().cloned());
                edits.extend(self.comment(joined, at));
                continue;
            }
            match lines.get(&at).filter(|line| !line.merged_words.is_empty()) {
                None => edits.push(Edit::Remove { at }),
                Some(line) => {
                    let splices = splices(&line.merged_words, &joined.theirs, *part);
                    if !splices.is_empty() {
                        edits.push(Edit::Rewrite { at, cell: None, splices });
                    }
                }
            }
            if *part == 0 {
                edits.extend(self.comment(joined, at));
            }
        }
        edits
    }

    /// For each block of theirs the fresh ones in it. Of what was split each part stands for the whole.
    fn standing(&self) -> Vec<Vec<BlockId>> {
        let mut stands: Each<TheirsAt, Vec<BlockId>> = self.work.theirs.iter().map(|_| Vec::new()).collect();
        for joined in &self.work.joined {
            let ids = joined.fresh.iter().flatten().filter_map(|at| self.work.fresh.get(*at));
            let ids: Vec<BlockId> = ids.map(|block| block.id.clone()).collect();
            for at in &joined.group.theirs {
                stands.put(*at, ids.clone());
            }
        }
        stands.into_vec()
    }

    fn comment(&self, joined: &Joined, at: TheirsAt) -> Option<Edit> {
        let yours = self.work.theirs.get(at).map(|found| found.text.as_str()).unwrap_or_default();
        let text = || remark(yours, &self.fresh_text(joined), joined.pending);
        (joined.fate == Some(Fate::Conflict)).then(|| Edit::Comment { at, text: text() })
    }

    fn insert(&self, fresh: FreshAt, before: TheirsAt, line: &Line) -> Option<Edit> {
        let block = self.work.fresh.get(fresh)?;
        let given = numbers(block);
        let written = line.merged_words.iter().filter(|out| out.label == Label::Number);
        let changed = given.into_iter().zip(written).filter(|((_, given), out)| *given != out.text);
        let splices = changed.map(|((at, given), out)| Splice {
            range: at..at + given.chars().count(),
            text: out.text.clone(),
        });
        Some(Edit::Insert { before, fresh: block.id.clone(), splices: splices.collect() })
    }

    fn blocks(&self) -> Vec<RevisedBlock> {
        let standing = |line: &Line| {
            let joined = self.work.joined_of(line);
            let fresh = match (line.from, joined) {
                (Source::Fresh(fresh, _), _) => self.work.fresh.get(fresh),
                (Source::Theirs(_), Some(joined)) if !joined.persons => self.first(joined),
                (Source::Theirs(_), _) => None,
            };
            let found = match line.from {
                Source::Theirs(at) => self.work.theirs.get(at),
                Source::Fresh(..) => None,
            };
            let fate = match (line.from, joined) {
                (Source::Fresh(..), _) => Fate::Added,
                (_, Some(joined)) => joined.fate.unwrap_or(Fate::Orphan),
                (_, None) => Fate::Foreign,
            };
            let persons = joined.is_some_and(|joined| joined.persons);
            RevisedBlock {
                was: found.filter(|_| persons).map(|found| found.text.clone()).unwrap_or_default(),
                id: fresh.map(|block| block.id.clone()),
                role: fresh.map(|block| block.role).or(found.and_then(|found| found.role)),
                pieces: pieces(self.work.led(line).iter(), self.names),
                fate,
            }
        };
        self.work.lines.iter().filter(|line| self.keeps(line)).map(standing).collect()
    }

    /// Whether a line stands: one without words does when it is a table or chart.
    fn keeps(&self, line: &Line) -> bool {
        let joined = self.work.joined_of(line);
        !line.merged_words.is_empty()
            || joined.is_some_and(|joined| joined.exhibit.is_some())
            || matches!(line.from, Source::Fresh(..))
    }

    /// The block that a group goes by.
    fn first(&self, joined: &Joined) -> Option<&BaseBlock> {
        let fresh = joined.fresh.iter().flatten().next().and_then(|at| self.work.fresh.get(*at));
        fresh.or_else(|| self.work.base.get(*joined.group.base.first()?))
    }

    /// Where a finding on a group is placed; what persons wrote has no name.
    fn place(&self, joined: &Joined) -> Place {
        if joined.persons { Place::Folder } else { Place::Block(self.id(joined)) }
    }

    fn id(&self, joined: &Joined) -> BlockId {
        self.first(joined).map(|block| block.id.clone()).unwrap_or_default()
    }

    fn fresh_text(&self, joined: &Joined) -> String {
        if let Some(exhibited) = &joined.exhibit {
            return exhibited.note.clone();
        }
        if joined.persons {
            let stale = |at: usize| joined.merged.stale.iter().find(|(place, _)| *place == at);
            let merged_words = joined.merged.merged_words.iter().enumerate();
            let would =
                merged_words.map(|(at, out)| stale(at).map_or(&out.text, |(_, fresh)| fresh).as_str());
            return would.collect();
        }
        let blocks = joined.fresh.iter().flatten().filter_map(|at| self.work.fresh.get(*at));
        blocks.map(|block| text(&block.pieces)).collect()
    }

    /// What stands there; of a table the cells in which it is not what is fresh.
    fn standing_text(&self, index: JoinedAt, joined: &Joined) -> String {
        match &joined.exhibit {
            Some(exhibited) => exhibited.yours.clone(),
            None => self.lines_of(index).map(|line| text(&pieces(&line.merged_words, self.names))).collect(),
        }
    }

    fn lines_of(&self, index: JoinedAt) -> impl Iterator<Item = &Line> {
        self.work.lines.iter().filter(move |line| line.group == Some(index))
    }

    fn summary(&self, blocks: &[RevisedBlock]) -> Revision {
        let mut summary = Revision::default();
        let mut seen: HashSet<&str> = HashSet::new();
        for block in blocks {
            let again = block.id.as_deref().is_some_and(|id| !seen.insert(id));
            match block.fate {
                _ if again => {}
                Fate::Kept => summary.kept += 1,
                Fate::Refreshed => summary.refreshed += 1,
                Fate::Merged => summary.merged += 1,
                Fate::Added => summary.added += 1,
                Fate::Orphan => summary.orphans += 1,
                Fate::Same | Fate::Conflict | Fate::Foreign => {}
            }
        }
        for (index, joined) in Listed::of(&self.work.joined).all() {
            match joined.fate {
                None => summary.removed += joined.group.base.len().max(1),
                Some(Fate::Conflict) => summary.conflicts.push(Conflict {
                    block: self.id(joined),
                    yours: self.standing_text(index, joined),
                    fresh: self.fresh_text(joined),
                }),
                Some(_) => {}
            }
        }
        summary
    }

    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        // What was moved elsewhere was not deleted.
        let displaced: HashSet<usize> =
            self.work.joined.iter().flat_map(|joined| joined.merged.displaced.iter().copied()).collect();
        for (index, joined) in Listed::of(&self.work.joined).all() {
            self.say_group(index, joined, &displaced, &mut findings);
        }
        self.say_deleted(&mut findings);
        for fresh in &self.work.withheld {
            if let Some(block) = self.work.fresh.get(*fresh) {
                let what = finding::Revised::Withheld { fresh: text(&block.pieces) };
                findings.push(Finding::new(Place::Block(block.id.clone()), what));
            }
        }
        let clauses = Clauses::of(self.work.fresh.iter());
        for (_, line) in self.work.lines.iter().filter_map(stands) {
            let joined = self.work.joined_of(line);
            let place = joined.map_or(Place::Folder, |joined| self.place(joined));
            let said = clauses.contradicted(&pieces(&line.merged_words, self.names));
            findings.extend(said.into_iter().map(|what| Finding::new(place.clone(), what)));
        }
        for (row, broken) in &self.work.broken {
            let Some(line) = self.work.lines.get(*row) else { continue };
            let joined = self.work.joined_of(line);
            let place = joined.map_or(Place::Folder, |joined| self.place(joined));
            let what = finding::Revised::Sequence {
                text: text(&pieces(&line.merged_words, self.names)),
                written: broken.written.clone(),
                expected: broken.expected.clone(),
            };
            findings.push(Finding::new(place, what));
        }
        findings
    }

    fn say_group(
        &self,
        index: JoinedAt,
        joined: &Joined,
        displaced: &HashSet<usize>,
        findings: &mut Vec<Finding>,
    ) {
        let place = || self.place(joined);
        let stands = || self.standing_text(index, joined);
        let mut say = |what: finding::Revised| findings.push(Finding::new(place(), what));
        match joined.fate {
            Some(Fate::Orphan) => say(finding::Revised::Orphan { text: stands() }),
            _ if joined.pending && (joined.merged.renewed || !joined.merged.stale.is_empty()) => {
                say(finding::Revised::Pending { stands: stands(), fresh: self.fresh_text(joined) });
            }
            Some(Fate::Conflict) => {
                say(finding::Revised::Conflict { yours: stands(), fresh: self.fresh_text(joined) });
            }
            _ => {}
        }
        if joined.fate.is_none() {
            return;
        }
        joined.exhibit.iter().flat_map(|exhibited| &exhibited.findings).cloned().for_each(&mut say);
        let merged_words = &joined.merged.merged_words;
        let written = |at: usize| merged_words.get(at).map(|out| out.text.clone()).unwrap_or_default();
        for remark in &joined.merged.remarks {
            say(match remark {
                Remark::Deleted { slot, .. } if displaced.contains(slot) => continue,
                Remark::Deleted { slot, before, clause, was, fresh } => finding::Revised::DeletedPart {
                    before: before.clone(),
                    clause: clause.clone(),
                    was: was.clone(),
                    fresh: fresh.clone(),
                    slot: self.names.name(*slot).to_owned(),
                },
                Remark::TypedOver { slot, at, fresh } => finding::Revised::TypedOver {
                    clause: around(merged_words, *at),
                    written: written(*at),
                    fresh: fresh.clone(),
                    measure: measure(fresh, merged_words.get(at + 1)),
                    slot: self.names.name(*slot).to_owned(),
                    name: None,
                },
                Remark::Unclear { slot, written, fresh } => finding::Revised::Unclear {
                    text: stands(),
                    written: written.clone(),
                    fresh: fresh.clone(),
                    slot: self.names.name(*slot).to_owned(),
                },
                Remark::Gone { at } => {
                    finding::Revised::Gone { clause: around(merged_words, *at), written: written(*at) }
                }
            });
        }
    }

    fn say_deleted(&self, findings: &mut Vec<Finding>) {
        let held: HashSet<BaseAt> =
            self.work.joined.iter().flat_map(|joined| joined.group.base.iter().copied()).collect();
        for (at, block) in self.work.base.all().filter(|(at, _)| !held.contains(at)) {
            let fresh = self.work.counterparts.get(at).copied().flatten();
            let Some(fresh) = fresh.and_then(|at| self.work.fresh.get(at)) else { continue };
            if !same(&unnumbered(block), &unnumbered(fresh)) || changed_rows(block, fresh) {
                let head = fresh.rows.first().map(|row| row.cells.join(" ")).unwrap_or_default();
                let what = finding::Revised::Deleted { fresh: text(&fresh.pieces) + &head };
                findings.push(Finding::new(Place::Block(fresh.id.clone()), what));
            }
        }
    }
}

fn changed_rows(base: &BaseBlock, fresh: &BaseBlock) -> bool {
    !base.rows.iter().map(|row| &row.cells).eq(fresh.rows.iter().map(|row| &row.cells))
}

fn unnumbered(block: &BaseBlock) -> Vec<BasePiece> {
    let number = Piece::Number;
    block.pieces.iter().filter(|piece| piece.what != number).cloned().collect()
}

/// The measure word or sign after a figure.
fn measure(figure: &str, out: Option<&MergedWord>) -> String {
    let fits = |out: &&MergedWord| {
        figure.ends_with(|c: char| c.is_ascii_digit())
            && out.label == Label::Plain
            && out.text.chars().all(|c| c == '%' || ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    out.filter(fits).map(|out| out.text.clone()).unwrap_or_default()
}

fn stands(line: &Line) -> Option<(TheirsAt, &Line)> {
    match line.from {
        Source::Theirs(at) => Some((at, line)),
        Source::Fresh(..) => None,
    }
}

fn comes(line: &Line) -> Option<(TheirsAt, &Line)> {
    match line.from {
        Source::Fresh(_, before) => Some((before, line)),
        Source::Theirs(_) => line.moves.map(|before| (before, line)),
    }
}
