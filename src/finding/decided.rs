//! What is said of the decisions that persons wrote into 核对表.

use super::record::findings;
use super::spoken::Count;

findings! {
    /// Findings on decisions.
    pub enum Decided in Decided {
        Differs { column: String, about: String, taken: String, left: String } => ("decision-differs", Warning,
            "各份核对表对“{about}”的“{column}”填写不同：采用最后保存的“{taken}”，未用“{left}”",
            "the copies of 核对表 differ in {column} of \"{about}\": \"{taken}\", saved last, holds over \"{left}\"",
            cure "请删去不用的核对表，只留一份", "delete the copies of 核对表 that are not used any more")
        /// An item was taken out of the count, or a finding let stand, without a reason.
        NoReason { about: String, written: String } => ("decision-no-reason", Warning,
            "“{about}”填了“{written}”，没有写理由", "\"{about}\" is marked {written} without a reason",
            cure "请在核对表的“理由”一栏补写", "give the reason in the column 理由 of 核对表")
        NoTarget { value: String } => ("decision-no-target", Warning,
            "“归并到（改）”填的“{value}”不是本表的序号，未采用",
            "归并到（改） says {value}, which is no number of this sheet; it is not used",
            cure "请填同一张表中另一条的序号，或“单列”“撤销”",
            "type the number of another item of the same sheet, or 单列 or 撤销")
        Moved { about: String, now: String } => {
            if about == now => "decision-moved", Info,
            "“{about}”的单位、姓名等有改动，原来的处理意见继续有效",
            "the unit or person of \"{about}\" was corrected; what was decided on it still holds",
            cure "如不是同一条，请在核对表中填“撤销”", "if it is not the same, write 撤销 in 核对表";
            "decision-moved", Info,
            "“{about}”改成了“{now}”，原来的处理意见继续有效",
            "\"{about}\" was corrected to \"{now}\"; what was decided on it still holds",
            cure "如不是同一条，请在核对表中填“撤销”", "if it is not the same, write 撤销 in 核对表";
        }
        Gone { count: usize } => {
            let count = Count(*count, "item with decisions is", "items with decisions are");
            "decision-gone", Info,
            "有{count}条已作处理的意见不在现有表格中，处理意见保留在核对表“意见明细”末尾",
            "{count} no longer in the workbooks; the decisions are kept at the end of 意见明细";
        }
    }
}
