//! Step 7: what was written last (base), what stands in the document now (theirs) and what the workbooks say now (fresh) →
//! the report as it will stand, and the edits that make the document so.
//!
//! 1. `counterpart` finds the blocks of the base in the fresh report, `align` in the document;
//! 2. `slots` finds the data of a block in the words that stand there now, `displaced` those that were moved or
//!    copied elsewhere; `join` puts it all together;
//! 3. `merge` lays fresh words over theirs: theirs wins where both meet;
//! 4. `place` says where new blocks go, `numbers` closes ranks;
//! 5. `result` writes down edits, base, figures and what is to be said; `account` sees that nothing is left out.
//!
//! The next base is the fresh report, with how each block stands: so a conflict is told once, and a second run
//! over the same finds nothing to do.

mod account;
mod align;
pub mod annexes;
mod blocks;
mod candidates;
mod cell;
mod conflict;
mod copies;
mod counted;
mod counterpart;
mod displaced;
mod element;
mod in_place;
mod join;
mod matching;
mod merge;
mod next;
mod numbers;
mod place;
pub mod remarks;
mod result;
mod retyped;
mod revised_report;
mod slots;
mod split_join;
mod tables;
mod turn;
mod words;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::finding::{DocumentFault as Fault, Noted};
use crate::model::base::{Base, BaseBlock, Piece};
use crate::model::document::{Document, DocumentBlock};
use crate::model::place::{BaseAt, Each, FreshAt, GivenRow, JoinedAt, Listed, StandingRow, TheirsAt};
use crate::model::report::Report;
use crate::model::revision::{Fate, Revised};

pub use revised_report::{changes, revised_report};
pub use turn::{has_another_order, stands_otherwise, turn};

use align::Group;
use candidates::rising;
use merge::{Merged, MergedWord, Values};
use words::{Names, Words};

/// Makes the report again without losing what people did to it. Pure: the same three give the same outcome, to the
/// byte. `base`: what the last run wrote, or nothing; then every block is a person's and all of the fresh report
/// that does not stand in the document already comes in.
///
/// # Errors
/// [`Fault::Unaccounted`] when something would be lost, or stand twice: a fault of the program.
pub fn revise(base: &Base, theirs: &Document, fresh: &Report) -> Result<Noted<Revised>, Fault> {
    let fresh = Base::of(fresh, &base.run, &base.kind);
    let mut names = Names::default();
    let mut work = Reconciliation::new(base, theirs, &fresh, &mut names);
    work.join_all(&mut names);
    tables::revise_all(&mut work, &mut names);
    work.bring_in(&mut names);
    work.renumber();
    let revised = result::write_down(&work, &names);
    account::check(&work, &revised.value)?;
    Ok(revised)
}

/// Which tables and charts of a base stand in a document, each with what stands there.
#[must_use]
pub fn exhibits<'d>(base: &'d Base, theirs: &'d Document) -> Vec<(&'d BaseBlock, &'d DocumentBlock)> {
    let (blocks, found) = (Listed::of(&base.blocks), Listed::of(&theirs.blocks));
    let pairs = tables::standing_exhibits(base, theirs).into_iter();
    pairs.filter_map(|(block, at)| Some((blocks.get(block)?, found.get(at)?))).collect()
}

/// Which rows of a table as it stands are which of one that was given.
#[must_use]
pub fn same_rows(theirs: &[Vec<String>], given: &BaseBlock) -> Vec<(StandingRow, GivenRow)> {
    tables::matched(theirs, given)
}

/// One paragraph of the document as it will stand.
struct Line {
    /// The paragraph or block that it is.
    from: Source,
    /// Its words as they will stand.
    merged_words: Vec<MergedWord>,
    /// Which of the merged groups it belongs to.
    group: Option<JoinedAt>,
    /// The paragraph of theirs before which one that moves will stand; none for one that stays.
    moves: Option<TheirsAt>,
}

/// Where a paragraph of the result comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// A paragraph of the document.
    Theirs(TheirsAt),
    /// A block of the fresh report, before this paragraph of theirs.
    Fresh(FreshAt, TheirsAt),
}

/// Blocks of the base with the paragraphs that hold them, merged with the fresh blocks.
struct Joined {
    /// Blocks of the base, the paragraphs that hold them.
    group: Group,
    /// The fresh counterpart of each block of the base; for what stands there without a base, just that.
    fresh: Vec<Option<FreshAt>>,
    merged: Merged,
    /// The words of the paragraphs as they stand.
    theirs: Words,
    fate: Option<Fate>,
    pending: bool,
    /// What becomes of the rows of a table or chart.
    exhibit: Option<tables::Exhibited>,
    /// Whether a person wrote it all, and only data of others stand in it.
    persons: bool,
}

struct Reconciliation<'a> {
    was: &'a Base,
    stands: &'a Document,
    base: Listed<'a, BaseAt, BaseBlock>,
    theirs: Listed<'a, TheirsAt, DocumentBlock>,
    fresh: Listed<'a, FreshAt, BaseBlock>,
    /// The fresh counterpart of each block of the base.
    counterparts: Each<BaseAt, Option<FreshAt>>,
    values: Values,
    joined: Vec<Joined>,
    lines: Vec<Line>,
    /// What new blocks are not brought in.
    withheld: Vec<FreshAt>,
    broken: Vec<(usize, numbers::Broken)>,
}

impl<'a> Reconciliation<'a> {
    fn new(base: &'a Base, theirs: &'a Document, fresh: &'a Base, names: &mut Names) -> Self {
        let mut values = Values::default();
        for piece in fresh.blocks.iter().flat_map(|block| &block.pieces) {
            if let Piece::Slot(slot) = &piece.what {
                let list = values.of_slot.entry(names.number(slot)).or_default();
                if !list.contains(&piece.text) {
                    list.push(piece.text.clone());
                }
            }
        }
        Reconciliation {
            was: base,
            stands: theirs,
            base: Listed::of(&base.blocks),
            theirs: Listed::of(&theirs.blocks),
            fresh: Listed::of(&fresh.blocks),
            counterparts: counterpart::counterparts(base, fresh),
            values,
            joined: Vec::new(),
            lines: Vec::new(),
            withheld: Vec::new(),
            broken: Vec::new(),
        }
    }

    /// Puts what stands and what is new in the order in which it will stand.
    fn bring_in(&mut self, names: &mut Names) {
        let mut moved = self.moved();
        let is_blank = |at| self.theirs.get(at).is_some_and(DocumentBlock::is_blank);
        let placed = place::places(&self.spots(&moved), &is_blank, self.theirs.end());
        let mut coming: HashMap<TheirsAt, Vec<FreshAt>> = HashMap::new();
        for (fresh, place) in placed {
            match place {
                Some(place) => coming.entry(place).or_default().push(fresh),
                None if moved.remove(&fresh).is_some() => {}
                None => self.withheld.push(fresh),
            }
        }
        let holders = self.holders();
        let moving: HashSet<TheirsAt> = moved.values().copied().collect();
        let stands = self.theirs.all().map(|(at, found)| (at, Some(found)));
        for (at, found) in stands.chain([(self.theirs.end(), None)]) {
            for fresh in coming.remove(&at).unwrap_or_default() {
                let line = match moved.get(&fresh).and_then(|from| Some((*from, holders.get(from)?))) {
                    Some((from, (index, part))) => {
                        self.line(from, *index, *part).map(|line| Line { moves: Some(at), ..line })
                    }
                    None => {
                        let merged_words = self.fresh_words(fresh, names);
                        Some(Line { from: Source::Fresh(fresh, at), merged_words, group: None, moves: None })
                    }
                };
                self.lines.extend(line);
            }
            let Some(found) = found.filter(|_| !moving.contains(&at)) else { continue };
            let line = match holders.get(&at) {
                Some((index, part)) => self.line(at, *index, *part),
                None if found.is_blank() => None,
                None => Some(Line {
                    from: Source::Theirs(at),
                    merged_words: merge::plain(&found.text),
                    group: None,
                    moves: None,
                }),
            };
            self.lines.extend(line);
        }
    }

    /// The paragraphs of theirs that hold blocks, each with those and its place among the paragraphs that do.
    fn holders(&self) -> HashMap<TheirsAt, (JoinedAt, usize)> {
        let parts = |(index, joined): (JoinedAt, &Joined)| {
            let parts = joined.group.theirs.iter().enumerate();
            parts.map(|(part, at)| (*at, (index, part))).collect::<Vec<_>>()
        };
        Listed::of(&self.joined).all().flat_map(parts).collect()
    }

    /// The blocks that a line is of.
    fn joined_of(&self, line: &Line) -> Option<&Joined> {
        Listed::of(&self.joined).get(line.group?)
    }

    /// The paragraphs that the order of the workbooks moves, by their fresh blocks. What a person moved rests, and what
    /// was split or joined.
    fn moved(&self) -> HashMap<FreshAt, TheirsAt> {
        let single =
            |joined: &Joined| match (&joined.group.base[..], &joined.group.theirs[..], &joined.fresh[..]) {
                ([base], [at], [Some(fresh)]) if joined.fate.is_some() => {
                    Some((*at, *base, *fresh, joined.pending))
                }
                _ => None,
            };
        let mut standing: Vec<_> = self.joined.iter().filter_map(single).collect();
        standing.sort_unstable();
        let order: Vec<BaseAt> = standing.iter().map(|(_, base, ..)| *base).collect();
        let following: Vec<_> = rising(&order).into_iter().filter_map(|at| standing.get(at)).collect();
        let order: Vec<FreshAt> = following.iter().map(|(_, _, fresh, _)| *fresh).collect();
        let resting: HashSet<usize> = rising(&order).into_iter().collect();
        let is_running = |fresh: FreshAt| self.fresh.get(fresh).is_some_and(|block| block.role.is_running());
        let moves = following.into_iter().enumerate().filter(|(place, (.., fresh, pending))| {
            !resting.contains(place) && !pending && is_running(*fresh)
        });
        moves.map(|(_, (at, _, fresh, _))| (*fresh, *at)).collect()
    }

    fn line(&self, at: TheirsAt, index: JoinedAt, part: usize) -> Option<Line> {
        let joined = Listed::of(&self.joined).get(index)?;
        joined.fate?;
        let merged_words: Vec<MergedWord> =
            joined.merged.merged_words.iter().filter(|out| out.part == part).cloned().collect();
        Some(Line { from: Source::Theirs(at), merged_words, group: Some(index), moves: None })
    }

    fn fresh_words(&self, fresh: FreshAt, names: &mut Names) -> Vec<MergedWord> {
        let Some(block) = self.fresh.get(fresh) else { return Vec::new() };
        let words = Words::of_pieces(&block.pieces, true, names);
        let out = |(at, word): (usize, &words::Word)| {
            let text = words.text(word);
            let lead = words.lead(word);
            MergedWord { lead, text, label: word.label, part: 0, kept: Some(at), owner: 0 }
        };
        words.list.iter().enumerate().map(out).collect()
    }

    /// The fresh blocks as the placing sees them: what moves comes in elsewhere.
    fn spots(&self, moved: &HashMap<FreshAt, TheirsAt>) -> Each<FreshAt, place::Spot> {
        let mut standing = HashMap::new();
        for joined in &self.joined {
            let stands = joined.group.together();
            standing.extend(joined.fresh.iter().flatten().map(|fresh| (*fresh, stands)));
        }
        let known: HashSet<FreshAt> = self.counterparts.all().filter_map(|(_, fresh)| *fresh).collect();
        let spot = |(at, block): (FreshAt, &BaseBlock)| place::Spot {
            role: block.role,
            stands: standing.get(&at).copied().flatten().filter(|_| !moved.contains_key(&at)),
            gone: known.contains(&at) && !standing.contains_key(&at),
        };
        self.fresh.all().map(spot).collect()
    }

    /// The words of a line with all that will stand before each.
    fn led<'l>(&self, line: &'l Line) -> Cow<'l, [MergedWord]> {
        let joined = self.joined_of(line);
        let part = |at: TheirsAt| joined?.group.theirs.iter().position(|place| *place == at);
        match (line.from, joined) {
            (Source::Theirs(at), Some(joined)) => {
                blocks::led(&line.merged_words, &joined.theirs, part(at).unwrap_or_default())
            }
            _ => Cow::Borrowed(line.merged_words.as_slice()),
        }
    }

    fn renumber(&mut self) {
        let lists = self.lists();
        let mut rows = Vec::new();
        let joined = Listed::of(&self.joined);
        for line in &mut self.lines {
            let (mut own, mut fixed, mut typed) = (Vec::new(), false, true);
            match (line.from, line.group.and_then(|index| joined.get(index))) {
                (Source::Fresh(fresh, _), _) => {
                    own = lists.get(&fresh).cloned().unwrap_or_default();
                    typed = false;
                }
                (Source::Theirs(_), Some(joined)) => {
                    let owners: Vec<usize> = line.merged_words.iter().map(|out| out.owner).collect();
                    let mut owned = owners;
                    owned.dedup();
                    let of = |owner: &usize| lists.get(&(*joined.fresh.get(*owner)?)?).cloned();
                    own = owned.iter().filter_map(of).flatten().collect();
                    fixed = joined.pending;
                    let numbered = |at: &BaseAt| has_number(self.base.get(*at));
                    typed = joined.persons || joined.group.base.iter().any(numbered);
                }
                (Source::Theirs(_), None) => {}
            }
            rows.push(numbers::NumberedLine {
                merged_words: &mut line.merged_words,
                lists: own,
                fixed,
                typed,
            });
        }
        let broken = numbers::renumber(&mut rows);
        self.broken = broken.into_iter().map(|broken| (broken.row, broken)).collect();
        self.count_annexes();
    }

    /// The lists of the numbers of each fresh block.
    fn lists(&self) -> HashMap<FreshAt, Vec<usize>> {
        let mut places = Vec::new();
        let mut texts = Vec::new();
        for (at, block) in self.fresh.all() {
            for piece in block.pieces.iter().filter(|piece| piece.what == Piece::Number) {
                places.push(at);
                texts.push(piece.text.as_str());
            }
        }
        let mut lists: HashMap<FreshAt, Vec<usize>> = HashMap::new();
        for (at, list) in places.into_iter().zip(numbers::lists(texts)) {
            lists.entry(at).or_default().push(list);
        }
        lists
    }
}

fn has_number(block: Option<&BaseBlock>) -> bool {
    block.is_some_and(|block| block.pieces.first().is_some_and(|piece| piece.what == Piece::Number))
}
