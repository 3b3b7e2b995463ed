//! Why a document or workbook of ours could not be made: faults of the program, for whoever mends it.

use super::record::words;

words! {
    /// Why a document could not be made, or not be changed.
    pub enum DocumentFault {
        Foreign => ("不是 .docx 格式", "it is no .docx")
        Encrypted => ("设有密码", "it needs a password")
        TooBig => ("内容过多", "it is too large")
        /// It is cut short, or its parts do not fit together.
        Damaged => ("内容已损坏", "it is damaged")
        Pending => ("还有没有接受或拒绝的修订", "changes wait to be accepted or refused")
        /// The fresh report has no section that could be carried over.
        NoSection => ("新的报告中没有版面设置", "no section")
        /// An edit names a block that is not in the document.
        NoBlock => ("找不到要改的段落", "no such block")
        NotFresh => ("新的报告中没有要用的段落", "the fresh report lacks the block")
        NoChart => ("新的报告中没有要用的统计图", "the fresh report lacks the chart")
        /// An edit names a line of a block that is not there.
        NoLine => ("找不到要改的行", "no such line")
        /// An edit names a part of the document that is not there.
        NoUnit => ("找不到要改的部分", "no such unit")
        /// An edit names a row that is not in its table.
        NoRow => ("找不到要改的表格行", "no such row")
        /// An edit names a cell that is not in its table.
        NoCell => ("找不到要改的单元格", "no such cell")
        /// An edit would rewrite a table as if it were a paragraph.
        WholeTable => ("表格只能逐格改写", "a table is rewritten cell by cell")
        /// What the system, the parser or a library says.
        Said(fault: String) => ("{fault}", "{fault}")
    }
}

impl std::error::Error for DocumentFault {}
