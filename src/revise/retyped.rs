//! Clauses of the report that a person typed again elsewhere → the figures in them that the workbooks say otherwise.
//!
//! A copy in which every figure reads as it did is known by its data (`displaced`). One with another figure is known by
//! all its other words, and by a neighbour in the same sentence: a clause alone may be about another year.

use std::collections::BTreeMap;

use super::conflict::is_stop;
use crate::finding::Revised;
use crate::model::base::{BaseBlock, BasePiece, Piece};

/// How many characters a clause must have beside its figures to be told from others.
const LEAST: usize = 4;
/// Stands for every figure in the shape of a clause.
const FIGURE: char = '#';

/// A clause: what stands between two marks of punctuation.
#[derive(Debug, Clone, Default)]
struct Clause {
    text: String,
    /// Its words with one sign for every figure.
    shape: String,
    /// Its figures, each with the slot that gives it and the character behind it.
    figures: Vec<(String, Option<String>, String)>,
    /// Whether it holds a datum that is known already.
    is_known: bool,
    /// Whether the mark behind it ends a sentence.
    ends: bool,
}

/// The clauses of the report by their shapes: which block, which of its clauses.
pub(super) struct Clauses {
    blocks: Vec<Vec<Clause>>,
    by_shape: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Clauses {
    /// Those of the report that hold data.
    pub(super) fn of<'b>(blocks: impl Iterator<Item = &'b BaseBlock>) -> Self {
        let blocks: Vec<Vec<Clause>> = blocks.map(|block| clauses(&block.pieces)).collect();
        let mut by_shape: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (block, clauses) in blocks.iter().enumerate() {
            let data = clauses.iter().enumerate().filter(|(_, clause)| clause.holds_data());
            data.for_each(|(at, clause)| by_shape.entry(clause.shape.clone()).or_default().push((block, at)));
        }
        Clauses { blocks, by_shape }
    }

    /// The figures that a paragraph says otherwise, in clauses in which no data are known.
    pub(super) fn contradicted(&self, stands: &[BasePiece]) -> Vec<Revised> {
        let own = clauses(stands);
        let typed =
            own.iter().enumerate().filter(|(_, clause)| !clause.is_known && !clause.figures.is_empty());
        typed.flat_map(|(at, clause)| self.against(&own, at, clause)).collect()
    }

    fn against(&self, own: &[Clause], at: usize, clause: &Clause) -> Vec<Revised> {
        let like = self.by_shape.get(&clause.shape).map(Vec::as_slice).unwrap_or(&[]);
        let like = like.iter().filter_map(|(block, place)| Some((self.blocks.get(*block)?, *place)));
        let mut like = like.filter(|(block, place)| is_same_sentence(block, *place, own, at));
        // When several read so, none of them is meant.
        let (Some((block, place)), None) = (like.next(), like.next()) else { return Vec::new() };
        let Some(fresh) = block.get(place) else { return Vec::new() };
        let pairs = || fresh.figures.iter().zip(&clause.figures);
        if pairs().any(|((is, slot, _), (written, ..))| slot.is_none() && is != written) {
            return Vec::new();
        }
        let other = pairs().filter(|((is, ..), (written, ..))| is != written);
        let told = other.filter_map(|((is, slot, _), (written, _, measure))| {
            Some(Revised::TypedOver {
                clause: clause.text.clone(),
                written: written.clone(),
                fresh: is.clone(),
                measure: measure.clone(),
                slot: slot.clone()?,
                name: None,
            })
        });
        told.collect()
    }
}

impl Clause {
    fn holds_data(&self) -> bool {
        self.figures.iter().any(|(_, slot, _)| slot.is_some())
            && self.shape.chars().filter(|c| *c != FIGURE).count() >= LEAST
    }
}

/// Whether two clauses of one shape stand in sentences that are the same beside them: each alone in its own, or with a
/// neighbour that reads the same.
fn is_same_sentence(one: &[Clause], x: usize, other: &[Clause], y: usize) -> bool {
    let before = |list: &[Clause], at: usize| {
        let before = at.checked_sub(1).and_then(|at| list.get(at))?;
        (!before.ends).then(|| before.shape.clone())
    };
    let behind = |list: &[Clause], at: usize| {
        let is_last = list.get(at).is_none_or(|clause| clause.ends);
        list.get(at + 1).filter(|_| !is_last).map(|clause| clause.shape.clone())
    };
    let (head, tail) = ((before(one, x), before(other, y)), (behind(one, x), behind(other, y)));
    let is_shared = |(one, other): &(Option<String>, Option<String>)| one.is_some() && one == other;
    is_shared(&head) || is_shared(&tail) || [head.0, head.1, tail.0, tail.1].iter().all(Option::is_none)
}

/// The clauses of a text in order.
fn clauses(pieces: &[BasePiece]) -> Vec<Clause> {
    let slot = |piece: &BasePiece| match &piece.what {
        Piece::Slot(slot) => Some(slot.clone()),
        Piece::Wording | Piece::Number | Piece::Typed(_) | Piece::Doubtful(_) => None,
    };
    let told = |piece: &BasePiece| !matches!(piece.what, Piece::Wording | Piece::Number);
    let characters: Vec<(char, &BasePiece)> =
        pieces.iter().flat_map(|piece| piece.text.chars().map(move |c| (c, piece))).collect();
    let mut clauses = Vec::new();
    let mut clause = Clause::default();
    let mut is_figure = false;
    for (at, (c, piece)) in characters.iter().enumerate() {
        let next = characters.get(at + 1).map(|(c, _)| *c);
        let joins = is_figure && matches!(c, '.' | ',') && next.is_some_and(|c| c.is_ascii_digit());
        let is_digit = c.is_ascii_digit() || joins;
        if is_stop(*c) && !joins {
            clause.ends = matches!(c, '。' | '！' | '？' | '\n');
            clauses.push(std::mem::take(&mut clause));
            is_figure = false;
            continue;
        }
        clause.text.push(*c);
        clause.is_known |= told(piece);
        match (is_digit, is_figure) {
            (true, true) => clause.figures.last_mut().into_iter().for_each(|(figure, ..)| figure.push(*c)),
            (true, false) => {
                clause.figures.push((c.to_string(), slot(piece), String::new()));
                clause.shape.push(FIGURE);
            }
            (false, was) => {
                let is_measure = was && (*c == '%' || ('\u{4e00}'..='\u{9fff}').contains(c));
                let last = clause.figures.last_mut().filter(|_| is_measure);
                last.into_iter().for_each(|(.., measure)| measure.push(*c));
                clause.shape.push(*c);
            }
        }
        is_figure = is_digit;
    }
    clauses.push(clause);
    clauses
}
