//! What every room does with words: folding for comparison, likeness and difference, numerals, yes and no,
//! patterns, words of a sentence, digests, paths.

pub mod amount;
pub mod compared;
pub mod difference;
pub mod digest;
pub mod document_number;
pub mod document_title;
pub mod enclosed;
pub mod fold;
pub(crate) mod initials;
pub mod likeness;
pub mod named_day;
pub mod nearest;
pub mod numbered;
pub mod numbering;
pub mod numeral;
pub mod path;
pub mod pattern;
pub mod pieces;
pub mod point;
pub(crate) mod quick;
pub mod region;
pub mod scale;
pub mod segment;
pub(crate) mod symbol;
pub mod value;
pub mod wildcard;
pub mod yes;
