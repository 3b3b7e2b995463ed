//! The nouns that two or more rooms share: plain data, no behaviour beyond looking at themselves.

pub mod annex;
pub mod base;
pub mod change;
pub mod decision;
pub mod document;
pub mod element;
pub mod entry;
pub mod figure;
pub mod form;
pub mod items;
pub mod look;
pub mod mend;
pub mod origin;
pub mod pair;
pub mod place;
pub mod problem;
pub mod receipt;
pub mod record;
pub mod report;
pub mod revision;
pub mod settings;
pub mod suggestion;
pub mod typeset;
pub mod value;
