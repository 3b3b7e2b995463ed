//! Files of programs that make no workbooks, and what to do with them.

use crate::finding::{Said, Severity};

/// A program or format that makes no workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// Word, WPS writer, RTF.
    Word,
    /// PowerPoint, WPS presentation.
    Slides,
    /// PDF.
    Pdf,
    /// OFD, the format of official layout documents.
    Ofd,
    /// A picture or scan.
    Picture,
    /// Apple Numbers.
    Numbers,
}

impl Foreign {
    pub(super) fn say(self) -> Said {
        let [zh, en] = match self {
            Foreign::Word => ["不能直接读取的文字文档", "text document of a kind that cannot be read"],
            Foreign::Slides => ["演示文稿", "presentation"],
            Foreign::Pdf => ["PDF 文件", "PDF file"],
            Foreign::Ofd => ["OFD 文件", "OFD file"],
            Foreign::Picture => ["图片", "picture"],
            Foreign::Numbers => ["Numbers 文件", "Numbers file"],
        };
        let hint = match self {
            Foreign::Picture => [
                "图片中的内容不会计入；需要的请录入表格",
                "nothing of it is counted; type what is needed into a workbook",
            ],
            Foreign::Numbers => [
                "请在 Numbers 中导出为 Excel（.xlsx）后重试",
                "export it from Numbers as Excel (.xlsx) and run again",
            ],
            Foreign::Word => [
                "请用 Word 或 WPS 打开，另存为 .docx 后重试；其中的表格即可读取",
                "open it in Word or WPS, save it as .docx and run again; its tables are read then",
            ],
            Foreign::Slides | Foreign::Pdf | Foreign::Ofd => [
                "请向报送单位索取 Word 或 Excel 原件，或录入表格后另存为 .xlsx",
                "ask for the Word or Excel original, or type what is needed into a workbook (.xlsx)",
            ],
        };
        Said::new(
            "file-not-workbook",
            Severity::Warning,
            [format!("这是{zh}，未读取"), format!("this is a {en} and is not read")],
            hint,
        )
    }
}
