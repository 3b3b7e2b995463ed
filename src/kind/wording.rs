//! `common/wording.toml` as words: what the program itself sets in a report, around what the texts of a kind say.

use serde::Deserialize;

/// Where a number or a name goes.
const PLACE: char = '*';

/// Words of one file: a kind's own stand for the shared ones.
macro_rules! own_words {
    ($($(#[$says:meta])* $word:ident $places:literal,)*) => {
        /// The words that the program itself sets.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct OwnWords { $($(#[$says])* pub $word: String,)* }

        impl OwnWords {
            /// Takes in the words of another file.
            pub(super) fn add(&mut self, more: Self) {
                $(if !more.$word.is_empty() { self.$word = more.$word; })*
            }

            /// The keys without a word, or without as many places as it needs.
            pub(super) fn lacking(&self) -> Vec<&'static str> {
                let words: [(&'static str, &str, usize); _] =
                    [$((stringify!($word), self.$word.as_str(), $places)),*];
                let lacks = |(_, word, places): &(&str, &str, usize)| {
                    word.trim().is_empty() || word.matches(PLACE).count() != *places
                };
                words.into_iter().filter(lacks).map(|(key, ..)| key).collect()
            }
        }
    };
}

own_words! {
    /// What stands before the first line of 附件说明.
    first_annex 0,
    /// What an annex says whose rows became a workbook: how many, and where.
    annex_beside 2,
    /// What an annex is marked with that is a file of its own.
    enclosed 0,
    /// What a point of a series begins with, by its number.
    point 1,
    /// What stands behind a list that is cut, with the whole number.
    cut 1,
    /// The measure of a list of which nothing else is said.
    measure 0,
    /// What a verb ends with that tells what is over.
    done 0,
    /// How an amount in ten thousands is written (1.2万), with a place for the number.
    ten_thousand 1,
    /// What is asked for when the theme of a talk has no title.
    topic 0,
    /// What stands beside the names of several organs.
    mark_word 0,
}

impl OwnWords {
    /// A word with what goes into its place.
    #[must_use]
    pub fn filled(word: &str, with: &str) -> String {
        word.replacen(PLACE, with, 1)
    }

    /// The stretches of a word between its places, from left to right.
    pub fn parts(word: &str) -> impl Iterator<Item = &str> {
        word.split(PLACE)
    }
}
