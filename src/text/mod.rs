//! What every room does with words: patterns, numerals, words of a sentence, digests.

pub mod digest;
pub mod numeral;
pub mod pattern;
pub mod segment;
pub(crate) mod symbol;
