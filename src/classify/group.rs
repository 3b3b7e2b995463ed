//! Opinions that say the same in other words: equal after normalising for comparison.

use std::collections::HashMap;

use crate::normalize::list::strip_number;
use crate::normalize::standing::Words;
use crate::normalize::text::sentence_key;

/// Numbers groups by their first appearance.
#[derive(Default)]
pub(super) struct Groups {
    numbers: HashMap<(String, String), u32>,
}

impl Groups {
    /// The number of a target's opinion, counted from one.
    pub(super) fn number(&mut self, key: (String, String)) -> u32 {
        let next = self.numbers.len() as u32 + 1;
        *self.numbers.entry(key).or_insert(next)
    }
}

/// A text as opinions are compared: without numbering, leading 建议 and 希望, width, punctuation, white space
/// and 的, 地, 得.
pub(super) fn key(text: &str, words: &Words) -> String {
    let bare = words.without_lead(strip_number(text));
    sentence_key(bare).replace(['的', '地', '得'], "")
}
