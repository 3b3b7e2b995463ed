//! Answers that say nothing, by rule: no Chinese in them, or only words of which such answers are made.

use crate::kind::WordList;
use crate::text::fold::cjk_count;

/// A text in other letters is a sentence when it has so many words.
const SENTENCE: usize = 4;

/// Of what an answer is made that says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Nothing {
    /// Words with whether they say that there is none.
    words: Vec<(String, bool)>,
}

impl Nothing {
    /// The words of a list: columns `role` (`no`, `with`) and `words`.
    pub(super) fn of(list: &WordList) -> Self {
        let words = list.rows().flat_map(|row| {
            let denies = row.get("role") == "no";
            row.words("words").map(move |word| (word.to_owned(), denies)).collect::<Vec<_>>()
        });
        Nothing { words: words.collect() }
    }

    /// Whether a text (letters and ideographs only) is made of these words, one of which denies.
    pub(super) fn is_all_of(&self, key: &str) -> bool {
        // For each place in the text: whether words reach it, and whether one of them denies.
        let mut reached = vec![[false; 2]; key.len() + 1];
        reached[0][0] = true;
        for at in 0..key.len() {
            let here = reached[at];
            let Some(rest) = key.get(at..).filter(|_| here != [false; 2]) else { continue };
            for (word, denies) in self.words.iter().filter(|(word, _)| rest.starts_with(word.as_str())) {
                let to = &mut reached[at + word.len()];
                to[0] |= here[0] && !denies;
                to[1] |= here[1] || (here[0] && *denies);
            }
        }
        reached[key.len()][1]
    }
}

/// Whether a text is a code, a link, a number or a mark: it has no ideograph, and is no sentence of another language.
pub(super) fn has_no_words(text: &str) -> bool {
    let word = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(['/', ':', '@'])
    };
    cjk_count(text) == 0 && text.split_whitespace().filter(word).count() < SENTENCE
}
