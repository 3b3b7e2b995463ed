//! What is said of the decisions that persons wrote into 核对表.

use super::{Said, Severity, What};

/// Findings on decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// Two 核对表 differ in a cell.
    Differs {
        /// The column.
        column: String,
        /// What the cell is about.
        about: String,
        /// What holds.
        taken: String,
        /// What does not.
        left: String,
    },
    /// An item was taken out of the count, or a finding let stand, without a reason.
    NoReason {
        /// What it is about.
        about: String,
        /// What was written.
        written: String,
    },
    /// 归并到（改） names an item that is not there.
    NoTarget {
        /// What the cell says.
        value: String,
    },
    /// Decisions whose items are no longer in the workbooks.
    Gone {
        /// How many items.
        count: usize,
    },
}

impl From<Decided> for What {
    fn from(decided: Decided) -> Self {
        What::Decided(decided)
    }
}

impl Decided {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match self {
            Decided::Differs { column, about, taken, left } => Said::new(
                "decision-differs",
                Severity::Warning,
                [
                    format!(
                        "各份核对表对“{about}”的“{column}”填写不同：采用最后保存的“{taken}”，未用“{left}”"
                    ),
                    format!(
                        "the copies of 核对表 differ in {column} of \"{about}\": \"{taken}\", saved last, holds over \"{left}\""
                    ),
                ],
                ["请删去不用的核对表，只留一份", "delete the copies of 核对表 that are not used any more"],
            ),
            Decided::NoReason { about, written } => Said::new(
                "decision-no-reason",
                Severity::Warning,
                [
                    format!("“{about}”填了“{written}”，没有写理由"),
                    format!("\"{about}\" is marked {written} without a reason"),
                ],
                ["请在核对表的“理由”一栏补写", "give the reason in the column 理由 of 核对表"],
            ),
            Decided::NoTarget { value } => Said::new(
                "decision-no-target",
                Severity::Warning,
                [
                    format!("“归并到（改）”填的“{value}”不是本表的序号，未采用"),
                    format!("归并到（改） says {value}, which is no number of this sheet; it is not used"),
                ],
                [
                    "请填同一张表中另一条的序号，或“单列”“撤销”",
                    "type the number of another item of the same sheet, or 单列 or 撤销",
                ],
            ),
            Decided::Gone { count } => Said::new(
                "decision-gone",
                Severity::Info,
                [
                    format!("有{count}条已作处理的意见不在现有表格中，处理意见保留在核对表“意见明细”末尾"),
                    format!(
                        "{count} items with decisions are no longer in the workbooks; the decisions are kept at the end of 意见明细"
                    ),
                ],
                ["", ""],
            ),
        }
    }
}
