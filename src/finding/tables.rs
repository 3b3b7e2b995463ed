//! What is said while tables are recognised: headers, columns, rows that were set aside.

use super::{Said, What};

/// Findings of the recognising step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tables {}

impl From<Tables> for What {
    fn from(tables: Tables) -> Self {
        What::Tables(tables)
    }
}

impl Tables {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match *self {}
    }
}
