//! Why there can be no report at all: the errors that stop a run.

use super::record::findings;
use super::spoken::Count;
use super::{DocumentFault, KindFault};

findings! {
    /// A reason to refuse. Each names what is wrong and the cure.
    pub enum Refusal {
        NoWorkbook => ("no-workbook", Error, "文件夹中没有工作簿", "the folder holds no workbook",
            cure "请把征求意见汇总表、活动台账等表格（.xlsx .xls .et .ods .csv）放入该文件夹后重试",
            "put the workbooks of opinions and activities (.xlsx .xls .et .ods .csv) into it and run again")
        NothingReadable => ("nothing-readable", Error,
            "文件夹中的文件都未能读取", "none of the files in the folder could be read",
            cure "原因见上；请逐个处理后重试",
            "the reasons are listed above; cure them one by one and run again")
        NothingRecognized => ("nothing-recognized", Error,
            "工作簿中没有认出任何表格", "no table was recognised in the workbooks",
            cure "请在 成文/核对表.xlsx 的“表格识别”中选定各表是哪种表格、各列是哪个字段，存盘后重新生成",
            "choose the table of each sheet and the field of its columns in 表格识别 of 成文/核对表.xlsx, save it and run again")
        Kind { file: String, line: Option<usize>, fault: Box<KindFault> } => {
            let at = line.map(|line| [format!("第{line}行"), format!(", line {line},")]);
            "kind-invalid", Error,
            "报告类型的文件“{file}”{at}有误：{fault}", "the report kind's file \"{file}\"{at} is wrong: {fault}",
            cure "请改正该文件后重试", "correct that file and run again";
        }
        FolderMissing { path: String } => ("folder-missing", Error,
            "文件夹“{path}”不存在", "the folder \"{path}\" does not exist",
            cure "请核对路径", "check the path")
        FolderTaken { path: String } => ("folder-taken", Error,
            "文件夹“{path}”里已有文件", "there are files in the folder \"{path}\" already",
            cure "请给出新的或空的文件夹", "name a new or empty folder")
        NotAFolder { path: String } => ("not-a-folder", Error,
            "“{path}”是文件，不是文件夹", "\"{path}\" is a file, not a folder",
            cure "请给出放表格的文件夹", "name the folder that holds the workbooks")
        /// A file or folder could not be opened.
        Unreadable { path: String, fault: String } => ("unreadable", Error,
            "打不开“{path}”：{fault}", "cannot open \"{path}\": {fault}",
            cure "请检查是否有读取权限，或文件是否被占用",
            "check the permissions, and whether another program holds it")
        Unwritable { path: String, fault: String } => ("unwritable", Error,
            "写不了“{path}”：{fault}", "cannot write \"{path}\": {fault}",
            cure "请检查磁盘空间、写入权限，并关闭正在打开该文件的程序",
            "check the disk space and permissions, and close the program that holds it")
        Held { path: String } => ("held", Error,
            "“{path}”正在其他程序中打开，没有改动",
            "\"{path}\" is open in another program and was left alone",
            cure "请关闭该文件后重试", "close it and run again")
        /// Another run of `watch` watches the folder; the number of its process, where that is known.
        WatchedAlready { folder: String, by: Option<u32> } => {
            let by = by.map(|process| [format!("（进程{process}）"), format!(" (process {process})")]);
            "watched-already", Error,
            "“{folder}”已有另一个成文在留意{by}", "another run watches \"{folder}\" already{by}",
            cure "一个文件夹留意一次就够了；要换到这里，请先结束那一个",
            "one is enough; to watch here, end the other one first";
        }
        /// The 工作台 got no address of this machine.
        NoAddress { why: String } => ("no-address", Error,
            "本机的网址用不了：{why}", "no address on this machine can be used: {why}",
            cure "换一个端口（--port），或不写端口由系统选", "choose another port (--port), or none and let the system choose")
        OutputIsAFile { path: String } => ("output-is-a-file", Error,
            "“{path}”是一个文件，报告要写到同名的文件夹里",
            "\"{path}\" is a file; the report goes into a folder of that name",
            cure "请把这个文件改名或移走后重试", "rename or move that file and run again")
        UnknownKind { name: String, known: Vec<String> } => {
            let guess = super::kinds::guess(name, known);
            "kind-unknown", Error,
            "没有名为“{name}”的报告类型，也没有这个文件夹{guess}",
            "there is no report kind \"{name}\", nor such a folder{guess}",
            cure "现有：{known}", "there are: {known}";
        }
        NoSchema { name: String, known: Vec<String> } => ("schema-unknown", Error,
            "“{name}”没有结构说明", "there is no schema of \"{name}\"",
            cure "现有：{known}", "there are: {known}")
        UnknownTable { name: String, known: Vec<String> } => ("table-unknown", Error,
            "没有名为“{name}”的表", "there is no table \"{name}\"",
            cure "现有：{known}", "there are: {known}")
        UnknownFigure { name: String, known: Vec<String> } => ("figure-unknown", Error,
            "没有名为“{name}”的数字", "there is no figure \"{name}\"",
            cure "现有：{known}", "there are: {known}")
        /// The report cannot be handed on; the reasons stand among the findings.
        Unfinished { count: usize } => {
            let count = Count(*count, "thing is", "things are");
            "unfinished", Error,
            "还不能定稿：有{count}处要先处理", "not finished: {count} to be settled first",
            cure "请逐处处理；核对无误、按现状保留的错误，在核对表的“处理”栏选“已核保留”并写明理由",
            "settle them; an error that may stand is marked 已核保留 in 核对表, with the reason";
        }
        NoDocument { path: String } => ("document-unreadable", Error,
            "“{path}”读不了", "\"{path}\" cannot be read",
            cure "请核对路径；不是 .docx 的，用 Word 或 WPS 打开，另存为不加密的 .docx 后重试",
            "check the path; save it as a .docx without a password and run again")
        NotOurs { path: String } => ("document-not-ours", Error,
            "没有找到生成“{path}”的底稿，无从核对",
            "nothing is known of how \"{path}\" was made; it cannot be checked",
            cure "请给出生成它的文件夹（其中有“成文”文件夹）",
            "name the folder that it was made from, with 成文 in it")
        Document(fault: DocumentFault) => ("document-failed", Error,
            "未能生成文档：{fault}", "the document could not be built: {fault}",
            cure "这是程序的缺陷，请反馈", "this is a fault of the program, please report it")
    }
}
