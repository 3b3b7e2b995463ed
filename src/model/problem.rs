//! A named problem (突出问题) with the number that it keeps in 三张清单.

use super::origin::Source;

/// A named problem of the report with its 问题编号.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// 问题编号.
    pub number: u32,
    /// Its text.
    pub problem: String,
    /// Its aspect.
    pub aspect: String,
    /// Where it comes from: how many opinions of which units.
    pub source: String,
    /// The cells of its opinions.
    pub cells: Vec<Source>,
}
