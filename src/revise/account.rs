//! A revision before it is carried out → whether all that came into it is accounted for. What is not is a fault of the
//! program, and refuses: a paragraph that nobody decided about would be lost, or stand twice, without a word.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::cell::applied;
use super::tables::{self, account::Sides};
use super::{Reconciliation, Source};
use crate::finding::DocumentFault as Fault;
use crate::model::base::{BaseBlock, BaseRow};
use crate::model::document::{DocumentBlock, Shape};
use crate::model::place::{BaseAt, FreshAt, TheirsAt};
use crate::model::revision::{Edit, Revised};
use crate::text::fold::typed_key;
use crate::text::pieces::joined;

/// Whether every block of the three sides has its place in the outcome, once.
///
/// # Errors
/// [`Fault::Unaccounted`] with the words of one that has not.
pub(super) fn check(work: &Reconciliation<'_>, revised: &Revised) -> Result<(), Fault> {
    let groups = &work.joined;
    let bases = groups.iter().flat_map(|joined| joined.group.base.iter().copied());
    once(bases, &|at: BaseAt| work.base.get(at).map(|block| joined(&block.pieces)))?;
    let held = groups.iter().flat_map(|joined| joined.group.theirs.iter().copied());
    let text = |at: TheirsAt| work.theirs.get(at).map(|found| found.text.clone());
    once(held, &text)?;
    standing(work, &text)?;
    coming(work)?;
    written(work, revised)?;
    rows(work, revised)
}

/// What stands in the document stays in a line, or goes because it was decided so.
fn standing(work: &Reconciliation<'_>, text: &dyn Fn(TheirsAt) -> Option<String>) -> Result<(), Fault> {
    let stays = work.lines.iter().filter_map(|line| match line.from {
        Source::Theirs(at) => Some(at),
        Source::Fresh(..) => None,
    });
    let lines = once(stays, text)?;
    let going = work.joined.iter().filter(|joined| joined.fate.is_none());
    let going: HashSet<TheirsAt> = going.flat_map(|joined| joined.group.theirs.iter().copied()).collect();
    let lost =
        work.theirs.all().find(|(at, found)| !found.is_blank() && lines.contains(at) == going.contains(at));
    lost.map_or(Ok(()), |(_, found)| Err(unaccounted(&found.text)))
}

/// What the workbooks give stands, was deleted by a person, or is told as left out.
fn coming(work: &Reconciliation<'_>) -> Result<(), Fault> {
    let text = |at: FreshAt| work.fresh.get(at).map(|block| joined(&block.pieces));
    let brought = work.lines.iter().filter_map(|line| match line.from {
        Source::Fresh(at, _) => Some(at),
        Source::Theirs(_) => None,
    });
    let there = work.joined.iter().flat_map(|joined| joined.fresh.iter().flatten().copied());
    let withheld = work.withheld.iter().copied();
    let known = once(brought.chain(there).chain(withheld), &text)?;
    let had: HashSet<FreshAt> = work.counterparts.all().filter_map(|(_, fresh)| *fresh).collect();
    let lost = work.fresh.all().find(|(at, _)| !known.contains(at) && !had.contains(at));
    lost.map_or(Ok(()), |(_, block)| Err(unaccounted(&joined(&block.pieces))))
}

/// What the edits write into a paragraph is what is said to stand there.
fn written(work: &Reconciliation<'_>, revised: &Revised) -> Result<(), Fault> {
    let rewrites = revised.edits.iter().filter_map(|edit| match edit {
        Edit::Rewrite { at, cell: None, splices } => Some((*at, splices)),
        _ => None,
    });
    let rewrites: HashMap<TheirsAt, _> = rewrites.collect();
    for line in work.lines.iter().filter(|line| !line.merged_words.is_empty()) {
        let Source::Theirs(at) = line.from else { continue };
        let is_paragraph = |found: &&DocumentBlock| found.shape == Shape::Paragraph;
        // Lines come from the paragraphs themselves.
        let Some(found) = work.theirs.get(at).filter(is_paragraph) else { continue };
        let stands =
            rewrites.get(&at).map_or_else(|| found.text.clone(), |splices| applied(&found.text, splices));
        let said: String =
            line.merged_words.iter().flat_map(|word| [word.lead.as_str(), &word.text]).collect();
        if typed_key(&stands) != typed_key(&said) {
            return Err(unaccounted(&found.text));
        }
    }
    Ok(())
}

/// Every row of a table or chart is accounted for, and there are edits of rows in no other block.
fn rows(work: &Reconciliation<'_>, revised: &Revised) -> Result<(), Fault> {
    let mut edits: HashMap<TheirsAt, Vec<&Edit>> = HashMap::new();
    for edit in &revised.edits {
        if let Edit::InsertRow { at, .. }
        | Edit::MoveRow { at, .. }
        | Edit::RemoveRow { at, .. }
        | Edit::Rewrite { at, cell: Some(_), .. } = edit
        {
            edits.entry(*at).or_default().push(edit);
        }
    }
    for joined in &work.joined {
        let (Some(exhibited), Some(at)) = (&joined.exhibit, joined.group.theirs.first()) else { continue };
        let fresh = joined.fresh.iter().flatten().next().and_then(|at| work.fresh.get(*at));
        // What stands there without a base was given as the workbooks give it.
        let base = joined.group.base.first().and_then(|at| work.base.get(*at)).or(fresh);
        let theirs = work.theirs.get(*at).map(|found| match &found.shape {
            Shape::Table(rows) | Shape::Chart(rows) => rows.as_slice(),
            Shape::Paragraph | Shape::Other => &[],
        });
        let sides = Sides { base: given(base), theirs: theirs.unwrap_or_default(), fresh: given(fresh) };
        tables::account::check(sides, exhibited, &edits.remove(at).unwrap_or_default())?;
    }
    let stray = edits.into_keys().next().and_then(|at| work.theirs.get(at));
    stray.map_or(Ok(()), |found| Err(unaccounted(&found.text)))
}

fn given(block: Option<&BaseBlock>) -> &[BaseRow] {
    block.map_or(&[], |block| &block.rows)
}

/// The places, each of which may be there once.
pub(super) fn once<A: Copy + Eq + Hash>(
    places: impl Iterator<Item = A>,
    text: &dyn Fn(A) -> Option<String>,
) -> Result<HashSet<A>, Fault> {
    let mut seen = HashSet::new();
    for place in places {
        if !seen.insert(place) {
            return Err(unaccounted(&text(place).unwrap_or_default()));
        }
    }
    Ok(seen)
}

pub(super) fn unaccounted(text: &str) -> Fault {
    Fault::Unaccounted { text: text.chars().take(LONGEST).collect() }
}

/// How many characters of a paragraph are shown in its place.
const LONGEST: usize = 20;
