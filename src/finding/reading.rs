//! What is said while files are read: what could not be read and why, what was left out.

use super::{Said, What};

/// Findings of the reading step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {}

impl From<Reading> for What {
    fn from(reading: Reading) -> Self {
        What::Reading(reading)
    }
}

impl Reading {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match *self {}
    }
}
