//! What is said of the decisions that persons wrote into 核对表.

use super::Severity;
use super::record::findings;
use super::spoken::{Count, Listed};

findings! {
    /// What is found about the decisions in 核对表.
    pub enum Decided in Decided {
        Differs { column: String, about: String, taken: String, left: String } => ("decision-differs", Warning,
            "各份核对表对“{about}”的“{column}”填写不同：采用最后保存的“{taken}”，未用“{left}”",
            "the copies of 核对表 differ in {column} of \"{about}\": \"{taken}\", saved last, holds over \"{left}\"",
            cure "请删去不用的核对表，只留一份", "delete the copies of 核对表 that are not used any more")
        /// 表格识别 says two things of one header.
        HeaderTwice { column: String, about: String, taken: String, left: String } => ("decision-header-twice", Warning,
            "表头“{about}”的“{column}”有两种填写：采用最后保存的“{taken}”，未用“{left}”",
            "the header \"{about}\" has two different words in {column}: \"{taken}\", saved last, holds over \"{left}\"",
            cure "表头相同的工作表只能作一种；请在核对表“表格识别”中只留一种填写",
            "sheets with the same header are one table; leave one of the two in 表格识别 of 核对表")
        FieldOfSheet { column: String, value: String } => ("decision-field-of-sheet", Warning,
            "“{column}”填的“{value}”在工作表一行，看不出是哪一列，未采用",
            "{column} says {value} in the row of a sheet, so that no column is meant; it is not used",
            cure "请在核对表“表格识别”中填到那一列所在的行", "write it in the row of that column in 表格识别 of 核对表")
        NoTable { about: String, value: String, known: Vec<String> } => {
            let known = Listed::plain(known);
            "decision-no-table", Warning,
            "表头“{about}”的“表格（改）”填的“{value}”不是表格名称，未采用",
            "表格（改） says {value} for the header \"{about}\", which is no table; it is not used",
            cure "请在下拉表中选择：{known}，或“不用”", "choose one of {known}, or 不用";
        }
        NoField { header: String, value: String, table: String } => ("decision-no-field", Warning,
            "“{header}”列的“字段（改）”填的“{value}”不是“{table}”的字段，未采用",
            "字段（改） says {value} for \"{header}\", which is no field of \"{table}\"; it is not used",
            cure "请在核对表“表格识别”的下拉表中重新选择", "choose again in 表格识别 of 核对表")
        /// Sheets that one 不用 keeps out though they would be read, since their header rows are the same.
        LeftTogether { about: String, sheets: Vec<String> } => {
            let are = Count(sheets.len(), "sheet is", "sheets are");
            let sheets = Listed::first(12, sheets);
            "decision-left-together", Warning,
            "按“{about}”上填的“不用”，表头相同的{are}张表都没有计入：{sheets}",
            "by 不用 on \"{about}\" {are} left out, since their header rows are the same: {sheets}",
            cure "其中有要计入的，请清空核对表“表格识别”中的“不用”，改把不用的文件填入报告信息的“不计入文件”；在同一文件里的，删去不用的那张工作表",
            "if one of them counts, clear 不用 in 表格识别 of 核对表 and name the files that do not in 不计入文件 of 报告信息, or delete the sheet that is of no use";
        }
        /// A table was named for a sheet that has no header row to read it by.
        NotHeeded { about: String, value: String } => ("decision-not-heeded", Error,
            "核对表中指定“{about}”作“{value}”，但这张工作表没有可作表头的行，未能照办",
            "\"{about}\" is to be read as \"{value}\", but the sheet has no row that can be its header",
            cure "请在数据上方加一行表头，或在核对表“表格识别”中填“不用”",
            "put a header row above the data, or write 不用 in 表格识别 of 核对表")
        /// Corrections whose header is on no sheet: of some that was met in this folder before, or only of others.
        HeaderGone { headers: Vec<String>, met: bool } => {
            let severity = if *met { Severity::Warning } else { Severity::Info };
            let are = Count(headers.len(), "correction in 表格识别 is", "corrections in 表格识别 are");
            let headers = Listed::first(6, headers);
            "decision-header-gone", (severity),
            "表格识别中有{are}处更正对不上现有工作表的表头，没有起作用：{headers}",
            "{are} of headers that are on no sheet and have no effect: {headers}",
            cure "如表头改过，请在核对表“表格识别”中按新表头重新指定；不再需要的，清空末尾这些行即可",
            "if a header was changed, say it again for the new one in 表格识别 of 核对表; clear the rows at its end that are not needed any more";
        }
        /// An item was taken out of the count without a reason.
        LeftOutWhy { about: String } => ("decision-no-reason", Warning,
            "“{about}”填了“不计入：是”，没有写理由", "\"{about}\" is marked 不计入：是 without a reason",
            cure "请在核对表的“理由”一栏补写", "give the reason in the column 理由 of 核对表")
        /// A finding was marked 已核保留 without a reason.
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
