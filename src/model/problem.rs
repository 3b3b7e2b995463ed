//! A named problem (突出问题) with the number that it keeps in 三张清单.

use super::origin::Source;

/// A named problem of the report with its 问题编号.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// 问题编号, counted from one; it stays the same from run to run.
    pub number: u32,
    /// The words for it (突出问题表述).
    pub problem: String,
    /// The aspect that it is of; empty while it is 未分类.
    pub aspect: String,
    /// Where it comes from: how many opinions of which units.
    pub source: String,
    /// The cells that its opinions were read from.
    pub cells: Vec<Source>,
}
