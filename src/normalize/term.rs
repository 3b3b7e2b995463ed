//! A word of a vocabulary from what a cell says: the word itself, an alias, or the longest alias inside it.

use std::collections::HashMap;

use crate::kind::WordList;
use crate::model::value::Text;
use crate::text::fold::word_key;
use crate::text::pattern::Pattern;

/// A vocabulary of terms, ready for looking up. Columns: `term`, `aliases` (also found inside a longer text),
/// `exact` (only as the whole cell); words separated by spaces. With a `whole` the aliases, too, are the whole cell
/// only (其他).
#[derive(Debug, Clone, Default)]
pub struct Terms {
    exact: HashMap<String, Text>,
    /// Words with their terms, the longest first.
    inside: Vec<(String, Text)>,
}

/// A term that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The canonical word.
    pub term: Text,
    /// Whether the cell names further terms besides this one.
    pub others: bool,
}

static JOINTS: Pattern = Pattern::new(r"[、/+＋;；,，\n]|暨");

/// A word after one of these says the opposite.
const NEGATIONS: [char; 6] = ['未', '没', '不', '无', '非', '否'];

impl Terms {
    /// Prepares a vocabulary.
    #[must_use]
    pub fn of(list: &WordList) -> Self {
        let mut terms = Terms::default();
        for row in list.rows() {
            let term = Text::from(row.get("term"));
            let inside = std::iter::once(row.get("term")).chain(row.words("aliases"));
            let inside: Vec<String> = inside.map(word_key).filter(|key| !key.is_empty()).collect();
            for key in inside.iter().cloned().chain(row.words("exact").map(word_key)) {
                terms.exact.entry(key).or_insert_with(|| term.clone());
            }
            let within = row.get("whole").is_empty();
            terms.inside.extend(inside.into_iter().filter(|_| within).map(|key| (key, term.clone())));
        }
        terms.inside.sort_by_key(|(key, _)| std::cmp::Reverse(key.chars().count()));
        terms
    }

    /// The term of a cell; of a cell with several the first that is known.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Term> {
        let one = |term| Term { term, others: false };
        if let Some(term) = self.exact.get(&word_key(text)) {
            return Some(one(term.clone()));
        }
        let marked = JOINTS.replace(text, "\n");
        let found: Vec<Text> = marked.split('\n').filter_map(|part| self.one(part)).collect();
        let first = found.first().cloned();
        let others = found.iter().any(|term| Some(term) != first.as_ref());
        first.map(|term| Term { term, others })
    }

    /// The term that a text without joints names, exactly or inside.
    #[must_use]
    pub fn one(&self, text: &str) -> Option<Text> {
        let key = word_key(text);
        let exact = self.exact.get(&key);
        let inside = || self.inside.iter().find(|(word, _)| says(&key, word)).map(|(_, term)| term);
        exact.or_else(inside).cloned()
    }
}

/// Whether a text says a word of two characters or more: not negated, and not as a share (完成80%).
fn says(text: &str, word: &str) -> bool {
    word.chars().nth(1).is_some()
        && text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
            !before.is_some_and(|c| NEGATIONS.contains(&c)) && !after.is_some_and(|c| c.is_ascii_digit())
        })
}
