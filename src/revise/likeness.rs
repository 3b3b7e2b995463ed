//! Two texts → how alike they are, by the pairs of neighbouring characters that they share; figures count alike.

use super::words::folded;

/// A text as the sorted pairs of its neighbouring characters, digits as one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shingles(pub(super) Vec<u64>);

impl Shingles {
    /// The pairs of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut pairs = Vec::new();
        let mut before = 0_u32;
        for character in text.chars().filter_map(folded) {
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

    /// How many pairs both have.
    pub(super) fn common(&self, other: &Shingles) -> usize {
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

    /// How alike the two are, 0 to 1: the share of common pairs; a long text that is whole in another is alike too.
    pub(super) fn likeness(&self, other: &Shingles) -> f64 {
        let common = self.common(other) as f64;
        let (shorter, longer) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        let share = 2.0 * common / (shorter + longer) as f64;
        match shorter >= LONG {
            true => share.max(0.9 * common / shorter as f64),
            false => share,
        }
    }

    /// How much of this text the other holds, 0 to 1.
    pub(super) fn within(&self, other: &Shingles) -> f64 {
        self.common(other) as f64 / self.0.len().max(1) as f64
    }
}

/// From how many pairs on a text that another holds is no chance.
const LONG: usize = 16;

/// How alike two texts are, 0 to 1.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    Shingles::of(one).likeness(&Shingles::of(other))
}
