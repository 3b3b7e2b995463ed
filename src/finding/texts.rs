//! What is said while the text is composed: data that a sentence needs and does not have, repairs of wording.

use super::{Said, What};

/// Findings of the composing step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Texts {}

impl From<Texts> for What {
    fn from(texts: Texts) -> Self {
        What::Texts(texts)
    }
}

impl Texts {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match *self {}
    }
}
