//! Two texts → how alike they are, by the neighbouring characters that they share.

use std::collections::HashSet;

use super::digest::fnv;
use super::fold::typed_char;

/// A text as the sorted pairs of its neighbouring characters, as often as they stand; figures count alike.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shingles(pub Vec<u64>);

/// The longer figures of a text, each as a number that no pair of characters has.
pub fn figures(text: &str) -> impl Iterator<Item = u64> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() >= LONG_FIGURE);
    runs.map(|run| {
        run.bytes().fold(1 << 63, |code: u64, digit| {
            code.wrapping_mul(11).wrapping_add(u64::from(digit)) | (1 << 63)
        })
    })
}

/// From so many digits on a figure tells a text from others.
const LONG_FIGURE: usize = 3;

impl Shingles {
    /// The pairs of neighbouring characters of a text, as typed texts are compared: runs of digits count as one.
    pub fn of(text: &str) -> Self {
        let mut pairs = Vec::new();
        let mut before = 0_u32;
        for character in text.chars().filter_map(typed_char) {
            let character = if character.is_ascii_digit() { '0' } else { character };
            if character == '0' && before == u32::from('0') {
                continue;
            }
            pairs.push(u64::from(before) << 32 | u64::from(u32::from(character)));
            before = u32::from(character);
        }
        pairs.push(u64::from(before) << 32);
        pairs.sort_unstable();
        Shingles(pairs)
    }

    /// How many pairs both have; a pair that stands twice in both counts twice.
    pub fn common(&self, other: &Shingles) -> usize {
        let (mut x, mut y, mut common) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.0.get(x), other.0.get(y)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => x += 1,
                std::cmp::Ordering::Greater => y += 1,
                std::cmp::Ordering::Equal => (x, y, common) = (x + 1, y + 1, common + 1),
            }
        }
        common
    }

    /// The pairs that the other does not have.
    pub fn without(&self, other: &Shingles) -> Shingles {
        let mut rest = other.0.iter().peekable();
        let mut left = Vec::new();
        for pair in &self.0 {
            while rest.next_if(|other| *other < pair).is_some() {}
            if rest.next_if(|other| *other == pair).is_none() {
                left.push(*pair);
            }
        }
        Shingles(left)
    }

    /// How alike the two are, 0 to 1: the share of common pairs; a long text that is whole in another is alike too.
    pub fn likeness(&self, other: &Shingles) -> f64 {
        let common = self.common(other) as f64;
        let (shorter, longer) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        let share = 2.0 * common / (shorter + longer) as f64;
        match shorter >= LONG {
            true => share.max(0.9 * common / shorter as f64),
            false => share,
        }
    }

    /// How much of this text the other holds, 0 to 1.
    pub fn within(&self, other: &Shingles) -> f64 {
        self.common(other) as f64 / self.0.len().max(1) as f64
    }
}

/// The pairs of neighbouring characters of a text, each once and sorted; other than [`Shingles`], it takes the text
/// as it is and asks for pairs, not for how often they stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs(Vec<(char, char)>);

impl Pairs {
    /// The pairs of neighbouring characters of a text.
    pub fn of(text: &str) -> Self {
        let mut pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Pairs(pairs)
    }

    /// The share of pairs that both have, 0 to 1 (Dice).
    pub fn likeness(&self, other: &Pairs) -> f64 {
        let common = self.0.iter().filter(|pair| other.0.binary_search(pair).is_ok()).count();
        let all = self.0.len() + other.0.len();
        if common == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
    }
}

/// Digests of all stretches of `length` characters of a text; of a shorter one the whole.
pub fn stretches(text: &str, length: usize) -> HashSet<u64> {
    let characters: Vec<char> = text.chars().collect();
    let digest = |piece: &[char]| fnv(&piece.iter().collect::<String>()).number();
    match characters.len() {
        0 => HashSet::new(),
        count if count < length => HashSet::from([digest(&characters)]),
        _ => characters.windows(length).map(digest).collect(),
    }
}

/// From how many pairs on a text that another holds is no chance.
const LONG: usize = 16;

/// How alike two texts are, 0 to 1.
pub fn likeness(one: &str, other: &str) -> f64 {
    Shingles::of(one).likeness(&Shingles::of(other))
}
