//! Two texts → what one says and the other does not, in words that a person can read.

use crate::text::difference::longest_common;

/// Texts that differ over a longer stretch are not compared character by character.
const LONGEST: usize = 600;
/// Characters that two texts have in common between two differences without parting them.
const ISLAND: usize = 1;

/// What the first text has and the second has not, and the other way round.
pub(super) fn between(one: &str, other: &str) -> [Vec<String>; 2] {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = |(a, b): &(&char, &char)| a == b;
    let head = one.iter().zip(&other).take_while(same).count();
    let (a, b) = (one.get(head..).unwrap_or_default(), other.get(head..).unwrap_or_default());
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let (a, b) = (a.get(..a.len() - tail).unwrap_or(a), b.get(..b.len() - tail).unwrap_or(b));
    if a.len().max(b.len()) > LONGEST {
        return [a, b].map(|text| pieces(text, &vec![false; text.len()]));
    }
    let (mut in_a, mut in_b) = (vec![false; a.len()], vec![false; b.len()]);
    for (i, j) in longest_common((a.len(), b.len()), |i, j| a[i] == b[j]) {
        (in_a[i], in_b[j]) = (true, true);
    }
    [pieces(a, &in_a), pieces(b, &in_b)]
}

/// The stretches of a text that are not common; a single common character between two joins them.
fn pieces(text: &[char], common: &[bool]) -> Vec<String> {
    let mut pieces: Vec<(usize, String)> = Vec::new();
    for (at, c) in text.iter().enumerate().filter(|(at, _)| !common.get(*at).is_some_and(|common| *common)) {
        match pieces.last_mut() {
            Some((end, piece)) if at - *end <= ISLAND => {
                piece.extend(text.get(*end..=at).unwrap_or_default());
                *end = at + 1;
            }
            _ => pieces.push((at + 1, c.to_string())),
        }
    }
    let marks = |piece: &str| piece.chars().all(|c| !c.is_alphanumeric());
    pieces.into_iter().map(|(_, piece)| piece).filter(|piece| !marks(piece)).collect()
}
