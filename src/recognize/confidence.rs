//! How sure a judgement is → its word.

/// How sure it is what a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Somebody must look.
    Doubtful,
    /// Much speaks for it.
    Likely,
    /// Nothing speaks against it.
    Sure,
}

impl Confidence {
    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Sure => "sure",
            Confidence::Likely => "likely",
            Confidence::Doubtful => "doubtful",
        }
    }
}
