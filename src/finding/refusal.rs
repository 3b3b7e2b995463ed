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
    /// The folder does not exist.
    FolderMissing {
        /// Its path as given.
        path: String,
    },
    /// The path is a file.
    NotAFolder {
        /// Its path as given.
        path: String,
    },
    /// A file or folder could not be opened.
    Unreadable {
        /// Its path.
        path: String,
        /// What the system says.
        fault: String,
    },
    /// A file could not be written.
    Unwritable {
        /// Its path.
        path: String,
        /// What the system says.
        fault: String,
    },
    /// Another program has a file open that is to be replaced.
    Held {
        /// Its path.
        path: String,
    },
    /// A file stands where the output folder belongs.
    OutputIsAFile {
        /// Its path.
        path: String,
    },
    /// There is no report kind of that name, nor a folder.
    UnknownKind {
        /// The name as given.
        name: String,
        /// The kinds that there are.
        known: Vec<String>,
    },
    /// There is no table of that name.
    UnknownTable {
        /// The name as given.
        name: String,
        /// The tables that there are.
        known: Vec<String>,
    },
    /// There is no figure of that name.
    UnknownFigure {
        /// The name as given.
        name: String,
        /// The figures that there are.
        known: Vec<String>,
    },
    /// The report cannot be handed on; the reasons stand among the findings.
    Unfinished {
        /// How many reasons.
        count: usize,
    },
    /// The document that is asked about cannot be read.
    NoDocument {
        /// Its path as given.
        path: String,
    },
    /// Nothing is known of how the document that is asked about was made.
    NotOurs {
        /// Its path as given.
        path: String,
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
                ["文件夹中的文件都未能读取".into(), "none of the files in the folder could be read".into()],
                [
                    "原因见上；请逐个处理后重试",
                    "the reasons are listed above; cure them one by one and run again",
                ],
            ),
            Refusal::NothingRecognized => Said::new(
                "nothing-recognized",
                Severity::Error,
                ["工作簿中没有认出任何表格".into(), "no table was recognised in the workbooks".into()],
                [
                    "请检查表头是否保留（如“意见建议”“活动类型”“时间”），表头应在前八行之内",
                    "check that the header rows are still there (such as 意见建议, 活动类型, 时间), within the first eight rows",
                ],
            ),
            Refusal::Kind { file, fault: [zh, en] } => Said::new(
                "kind-invalid",
                Severity::Error,
                [
                    format!("报告类型的文件“{file}”有误：{zh}"),
                    format!("the report kind's file \"{file}\" is wrong: {en}"),
                ],
                ["请改正该文件后重试", "correct that file and run again"],
            ),
            Refusal::FolderMissing { path } => Said::new(
                "folder-missing",
                Severity::Error,
                [format!("文件夹“{path}”不存在"), format!("the folder \"{path}\" does not exist")],
                ["请核对路径", "check the path"],
            ),
            Refusal::NotAFolder { path } => Said::new(
                "not-a-folder",
                Severity::Error,
                [format!("“{path}”是文件，不是文件夹"), format!("\"{path}\" is a file, not a folder")],
                ["请给出放表格的文件夹", "name the folder that holds the workbooks"],
            ),
            Refusal::Unreadable { path, fault } => Said::new(
                "unreadable",
                Severity::Error,
                [format!("打不开“{path}”：{fault}"), format!("cannot open \"{path}\": {fault}")],
                [
                    "请检查是否有读取权限，或文件是否被占用",
                    "check the permissions, and whether another program holds it",
                ],
            ),
            Refusal::NoDocument { path } => Said::new(
                "document-unreadable",
                Severity::Error,
                [format!("“{path}”读不了"), format!("\"{path}\" cannot be read")],
                [
                    "请核对路径；不是 .docx 的，用 Word 或 WPS 打开，另存为不加密的 .docx 后重试",
                    "check the path; save it as a .docx without a password and run again",
                ],
            ),
            Refusal::NotOurs { path } => Said::new(
                "document-not-ours",
                Severity::Error,
                [
                    format!("没有找到生成“{path}”的底稿，无从核对"),
                    format!("nothing is known of how \"{path}\" was made; it cannot be checked"),
                ],
                [
                    "请给出生成它的文件夹（其中有“成文”文件夹）",
                    "name the folder that it was made from, with 成文 in it",
                ],
            ),
            Refusal::Unwritable { path, fault } => Said::new(
                "unwritable",
                Severity::Error,
                [format!("写不了“{path}”：{fault}"), format!("cannot write \"{path}\": {fault}")],
                [
                    "请检查磁盘空间、写入权限，并关闭正在打开该文件的程序",
                    "check the disk space and permissions, and close the program that holds it",
                ],
            ),
            Refusal::Held { path } => Said::new(
                "held",
                Severity::Error,
                [
                    format!("“{path}”正在其他程序中打开，没有改动"),
                    format!("\"{path}\" is open in another program and was left alone"),
                ],
                ["请关闭该文件后重试", "close it and run again"],
            ),
            Refusal::OutputIsAFile { path } => Said::new(
                "output-is-a-file",
                Severity::Error,
                [
                    format!("“{path}”是一个文件，报告要写到同名的文件夹里"),
                    format!("\"{path}\" is a file; the report goes into a folder of that name"),
                ],
                ["请把这个文件改名或移走后重试", "rename or move that file and run again"],
            ),
            Refusal::UnknownKind { name, known } => Said::new(
                "kind-unknown",
                Severity::Error,
                [
                    format!("没有名为“{name}”的报告类型，也没有这个文件夹"),
                    format!("there is no report kind \"{name}\", nor such a folder"),
                ],
                ["", ""],
            )
            .with_hint(known_names(known)),
            Refusal::UnknownTable { name, known } => Said::new(
                "table-unknown",
                Severity::Error,
                [format!("没有名为“{name}”的表"), format!("there is no table \"{name}\"")],
                ["", ""],
            )
            .with_hint(known_names(known)),
            Refusal::UnknownFigure { name, known } => Said::new(
                "figure-unknown",
                Severity::Error,
                [format!("没有名为“{name}”的数字"), format!("there is no figure \"{name}\"")],
                ["", ""],
            )
            .with_hint(known_names(known)),
            Refusal::Unfinished { count } => Said::new(
                "unfinished",
                Severity::Error,
                [
                    format!("还不能定稿：有{count}处要先处理"),
                    format!("not finished: {count} things are to be settled first"),
                ],
                [
                    "请逐处处理；核对无误、按现状保留的错误，在核对表的“处理”栏选“已核保留”并写明理由",
                    "settle them; an error that may stand is marked 已核保留 in 核对表, with the reason",
                ],
            ),
            Refusal::Document(fault) => Said::new(
                "document-failed",
                Severity::Error,
                [format!("未能生成文档：{fault}"), format!("the document could not be built: {fault}")],
                ["这是程序的缺陷，请反馈", "this is a fault of the program, please report it"],
            ),
        }
    }
}

fn known_names(known: &[String]) -> [String; 2] {
    [format!("现有：{}", known.join("、")), format!("there are: {}", known.join(", "))]
}
