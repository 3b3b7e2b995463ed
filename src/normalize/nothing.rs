//! An answer → whether it says nothing: no Chinese in it, or only words of which such answers are made.

use crate::kind::WordList;
use crate::text::fold::cjk_count;
use crate::text::initials::Initials;

/// A text in other letters is a sentence when it has so many words.
const SENTENCE: usize = 4;

/// The words of which an answer without content is made.
#[derive(Debug, Clone, Default)]
pub(super) struct Nothing {
    /// Words with whether they say that there is none.
    words: Initials<bool>,
    /// What a form says in the place of an answer.
    prompts: Vec<String>,
}

impl Nothing {
    /// The words of a list: columns `role` (`no`, `with`, `prompt`) and `words`.
    pub(super) fn of(list: &WordList) -> Self {
        let mut nothing = Nothing::default();
        for row in list.rows() {
            let words = row.words("words").map(str::to_owned);
            match row.get("role") {
                "prompt" => nothing.prompts.extend(words),
                role => nothing.words.extend(words.map(|word| (word, role == "no"))),
            }
        }
        nothing
    }

    /// Whether a text is what the form itself says in the place of an answer, all of it in brackets
    /// (`（请填写具体意见，可另附页）`).
    pub(super) fn is_prompt(&self, text: &str) -> bool {
        let inner = text.trim().strip_prefix(['（', '(', '【', '［', '[']);
        let inner = inner.and_then(|rest| rest.strip_suffix(['）', ')', '】', '］', ']']));
        let prompts = |inner: &str| self.prompts.iter().any(|prompt| inner.contains(prompt.as_str()));
        inner.is_some_and(|inner| prompts(inner) && !inner.contains(['（', '(']))
    }

    /// Whether a text (letters and ideographs only) is made of these words, one of which denies.
    pub(super) fn is_all_of(&self, key: &str) -> bool {
        if self.words.of(key).next().is_none() {
            return false;
        }
        // For each place in the text: whether words reach it, and whether one of them denies.
        let mut reached = vec![[false; 2]; key.len() + 1];
        reached[0][0] = true;
        for at in 0..key.len() {
            let here = reached[at];
            let Some(rest) = key.get(at..).filter(|_| here != [false; 2]) else { continue };
            for (word, denies) in self.words.of(rest) {
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
