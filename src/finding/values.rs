//! What is said while cells become values and opinions are classified: repairs, and what could not be understood.

use super::{Said, What};

/// Findings of the normalising and classifying steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {}

impl From<Values> for What {
    fn from(values: Values) -> Self {
        What::Values(values)
    }
}

impl Values {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match *self {}
    }
}
