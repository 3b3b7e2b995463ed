//! Places of rows, so that a row of one table is not taken for that of another.

/// A row of what was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct BaseAt(pub(super) usize);
/// A row as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TheirsAt(pub(super) usize);
/// A row as the workbooks give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct FreshAt(pub(super) usize);

impl From<usize> for BaseAt {
    fn from(at: usize) -> Self {
        BaseAt(at)
    }
}

impl From<usize> for TheirsAt {
    fn from(at: usize) -> Self {
        TheirsAt(at)
    }
}

impl From<usize> for FreshAt {
    fn from(at: usize) -> Self {
        FreshAt(at)
    }
}
