//! A text → other texts that it may hold whole: half of each stands in it unbroken.

use crate::text::quick::Quick;

/// How many texts that begin or end alike are looked at.
const MOST: usize = 256;

/// Texts by the first and by the last half of their characters.
pub(super) struct Windows {
    heads: Quick<u64, Vec<u32>>,
    tails: Quick<u64, Vec<u32>>,
}

/// How many characters stand for half a text: whole fours where there are enough, so that lookups are few.
fn half(length: usize) -> usize {
    match length.div_ceil(2) {
        half @ 8.. => half / 4 * 4,
        half => half,
    }
}

impl Windows {
    /// Enters the texts that are long enough, by their places.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t [char]>, shortest: usize) -> Self {
        let mut windows = Windows { heads: Quick::default(), tails: Quick::default() };
        for (at, text) in texts.enumerate().filter(|(_, text)| text.len() >= shortest) {
            let half = half(text.len());
            let head = text.get(..half).map(digest).unwrap_or_default();
            let tail = text.get(text.len() - half..).map(digest).unwrap_or_default();
            windows.heads.entry(head).or_default().push(at as u32);
            windows.tails.entry(tail).or_default().push(at as u32);
        }
        windows
    }

    /// The places of texts of at least a length that a text may hold.
    pub(super) fn within(&self, text: &[char], least: usize) -> Vec<u32> {
        let mut halves: Vec<usize> = (least..text.len()).map(half).collect();
        halves.dedup();
        let heads = halves.iter().flat_map(|half| text.windows(*half).map(digest));
        let heads = heads.filter_map(|digest| self.heads.get(&digest));
        let tails = halves.iter().filter_map(|half| text.len().checked_sub(*half));
        let tails = tails.filter_map(|from| self.tails.get(&digest(text.get(from..)?)));
        let mut found: Vec<u32> =
            heads.chain(tails).flat_map(|places| places.iter().take(MOST)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn digest(window: &[char]) -> u64 {
    let mixed = window.iter().fold(window.len() as u64, |digest, c| {
        (digest.rotate_left(7) ^ u64::from(u32::from(*c))).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    mixed ^ (mixed >> 31)
}
