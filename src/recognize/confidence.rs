//! How sure a judgement is → its word.

/// How sure it is what a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Somebody must look before the report may be finished: an error.
    Doubtful,
    /// Much speaks for it, and something against it or for another table.
    Likely,
    /// Nothing speaks against it.
    Sure,
}

impl Confidence {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Sure => "sure",
            Confidence::Likely => "likely",
            Confidence::Doubtful => "doubtful",
        }
    }
}
