//! Words by their first character: which of them stand at a place of a text, without trying every one.

use super::quick::Quick;

/// Words with what is known of each, by the character they begin with; none is empty.
#[derive(Debug, Clone)]
pub(crate) struct Initials<T> {
    words: Quick<char, Vec<(String, T)>>,
}

impl<T> Default for Initials<T> {
    fn default() -> Self {
        Initials { words: Quick::default() }
    }
}

impl<T> Initials<T> {
    /// The words that a text begins with, in the order in which they were given.
    pub(crate) fn of<'s>(&'s self, text: &'s str) -> impl Iterator<Item = &'s (String, T)> {
        let words = text.chars().next().and_then(|first| self.words.get(&first));
        words.into_iter().flatten().filter(move |(word, _)| text.starts_with(word.as_str()))
    }
}

impl<T> Extend<(String, T)> for Initials<T> {
    fn extend<I: IntoIterator<Item = (String, T)>>(&mut self, words: I) {
        for (word, known) in words {
            let Some(first) = word.chars().next() else { continue };
            self.words.entry(first).or_default().push((word, known));
        }
    }
}
