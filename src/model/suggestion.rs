//! Opinions that nearly say the same: a suggestion to a person, counted apart until that person decides.

/// A cluster of groups that may be one opinion. Nothing is counted together because of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Index of the table in the kind.
    pub table: usize,
    /// The groups, two or more: first the one that most entries stand for, then in the order of the input.
    pub members: Vec<Alike>,
}

/// One group of a cluster, compared with the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The number of the group in its table.
    pub group: u32,
    /// Index of the group's first entry in the run's list.
    pub entry: usize,
    /// Its likeness to the first in percent; 100 for the first itself.
    pub likeness: u8,
    /// What the first says and this one does not.
    pub missing: Vec<String>,
    /// What this one says and the first does not.
    pub added: Vec<String>,
}
