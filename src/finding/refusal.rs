//! Why there can be no report at all: the errors that stop a run.

use super::{Said, Severity};

/// A reason to refuse. Each names what is wrong and the cure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The folder holds no workbook.
    NoWorkbook,
    /// Workbooks are there, but none of them could be read.
    NothingReadable,
    /// Workbooks were read, but no table in them was recognised.
    NothingRecognized,
    /// A data file of the report kind is wrong: file, line or place in it, what is wrong.
    Kind {
        /// The file of the kind (`outline.toml`, `study.hbs`).
        file: String,
        /// What is wrong, in Chinese and English.
        fault: [String; 2],
    },
    /// The document could not be built; a fault of the program.
    Document(String),
}

impl Refusal {
    /// The refusal in words.
    #[must_use]
    pub fn say(&self) -> Said {
        match self {
            Refusal::NoWorkbook => Said::new(
                "no-workbook",
                Severity::Error,
                ["文件夹中没有工作簿".into(), "the folder holds no workbook".into()],
                [
                    "请把征求意见汇总表、活动台账等表格（.xlsx .xls .et .ods .csv）放入该文件夹后重试",
                    "put the workbooks of opinions and activities (.xlsx .xls .et .ods .csv) into it and run again",
                ],
            ),
            Refusal::NothingReadable => Said::new(
                "nothing-readable",
                Severity::Error,
                [
                    "文件夹中的文件都未能读取".into(),
                    "none of the files in the folder could be read".into(),
                ],
                [
                    "原因见上；请逐个处理后重试",
                    "the reasons are listed above; cure them one by one and run again",
                ],
            ),
            Refusal::NothingRecognized => Said::new(
                "nothing-recognized",
                Severity::Error,
                [
                    "工作簿中没有认出任何表格".into(),
                    "no table was recognised in the workbooks".into(),
                ],
                [
                    "请检查表头是否保留（如“意见建议”“活动类型”“时间”），表头应在前八行之内",
                    "check that the header rows are still there (such as 意见建议, 活动类型, 时间), within the first eight rows",
                ],
            ),
            Refusal::Kind {
                file,
                fault: [zh, en],
            } => Said::new(
                "kind-invalid",
                Severity::Error,
                [
                    format!("报告类型的文件“{file}”有误：{zh}"),
                    format!("the report kind's file \"{file}\" is wrong: {en}"),
                ],
                ["请改正该文件后重试", "correct that file and run again"],
            ),
            Refusal::Document(fault) => Said::new(
                "document-failed",
                Severity::Error,
                [
                    format!("未能生成文档：{fault}"),
                    format!("the document could not be built: {fault}"),
                ],
                [
                    "这是程序的缺陷，请反馈",
                    "this is a fault of the program, please report it",
                ],
            ),
        }
    }
}
