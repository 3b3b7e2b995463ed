//! What one text says and another one does not, in words that a person can read.

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
    let (in_a, in_b) = common(a, b);
    [pieces(a, &in_a), pieces(b, &in_b)]
}

/// For each character whether it is of the longest common sequence.
fn common(a: &[char], b: &[char]) -> (Vec<bool>, Vec<bool>) {
    let width = b.len() + 1;
    let mut longest = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i] == b[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut in_a, mut in_b) = (vec![false; a.len()], vec![false; b.len()]);
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            (in_a[i], in_b[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (in_a, in_b)
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
