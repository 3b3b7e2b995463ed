//! A regular expression that is compiled once, on first use.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::OnceLock;

use regex::Regex;
pub use regex::{Captures, Match};

use super::numeral::COUNTING;

/// Any of these words as a part of a pattern, longer ones first; of no words what matches nothing.
pub fn any_of(words: &[String]) -> String {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort_by_key(|word| Reverse(word.len()));
    let words: Vec<String> = words.into_iter().map(|word| regex::escape(word)).collect();
    if words.is_empty() { r"[^\s\S]".to_owned() } else { format!("(?:{})", words.join("|")) }
}

/// A pattern written in the program, or with words of a kind in it ([`any_of`]). One that does not compile matches
/// nothing; the tests use them all.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: Cow<'static, str>,
    regex: OnceLock<Option<Regex>>,
}

/// Stands in a pattern, within brackets, for the numerals that count places: `[\p{一}]{1,3}、`.
const NUMERALS: &str = r"\p{一}";

impl Pattern {
    /// A pattern in the syntax of the crate regex; it is compiled on first use.
    pub const fn new(text: &'static str) -> Self {
        Pattern { text: Cow::Borrowed(text), regex: OnceLock::new() }
    }

    /// A pattern with words in it that are known at run time only.
    pub const fn with_words(text: String) -> Self {
        Pattern { text: Cow::Owned(text), regex: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(&self.text.replace(NUMERALS, COUNTING)).ok()).as_ref()
    }

    /// The groups of the first match; `None` when nothing matches.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    /// The groups of every match, from left to right.
    pub fn all<'t>(&self, text: &'t str) -> Vec<Captures<'t>> {
        self.regex().map(|regex| regex.captures_iter(text).collect()).unwrap_or_default()
    }

    /// Whether it matches anywhere in a text.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// The text with every match replaced; `$1` in `by` is the first group.
    pub fn replace(&self, text: &str, by: &str) -> String {
        match self.regex() {
            Some(regex) => regex.replace_all(text, by).into_owned(),
            None => text.to_owned(),
        }
    }

    /// The text without what matches at its beginning, and whether something did.
    pub fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        let found = self.regex()?.find(text).filter(|found| found.start() == 0)?;
        text.get(found.end()..)
    }
}
