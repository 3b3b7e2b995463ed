//! What the findings of reading speak of: cells by their ranges, files of programs that make no workbooks.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::SAVE_AS;
use crate::finding::Lang;
use crate::finding::spoken::{Count, Form, In, Spoken};

/// Cells of one sheet, as a finding names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cells {
    /// How many cells of the sheet are concerned.
    pub count: usize,
    /// The first of them as ranges (`F4:F20`), by column and row.
    pub ranges: Vec<String>,
    /// Whether `ranges` names all of them, and not only the first.
    pub complete: bool,
}

impl Cells {
    /// The verb for them in English: is or are.
    pub(in crate::finding) fn be(&self) -> Form {
        Form(self.count, "is", "are")
    }
}

/// `F4:F20、G1共18个单元格`, `18 cells (F4:F20, G1)`.
impl Spoken for Cells {
    fn speak(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cells { count, ranges, complete } = self;
        let ranges = In(lang, ranges);
        match (lang, complete) {
            (Lang::Zh, true) => write!(to, "{ranges}共{count}个单元格"),
            (Lang::Zh, false) => write!(to, "{ranges}等{count}个单元格"),
            (Lang::En, _) => {
                let cells = In(lang, &Count(*count, "cell", "cells"));
                write!(to, "{cells} ({ranges}{})", if *complete { "" } else { " and more" })
            }
        }
    }
}

/// A program or format that makes no workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// A document of Word, WPS or RTF that is no .docx.
    Word,
    /// Slides of PowerPoint or WPS.
    Slides,
    /// A PDF file.
    Pdf,
    /// OFD, the format of official layout documents.
    Ofd,
    /// A picture, or a scan of paper.
    Picture,
    /// A workbook of Apple Numbers.
    Numbers,
    /// A web page or XML that is no workbook.
    Page,
    /// The file of a database or of a program that few have.
    Data,
    /// A file that only points to another one.
    Shortcut,
}

impl Foreign {
    pub(super) fn words(self) -> [&'static str; 2] {
        match self {
            Foreign::Word => ["不能直接读取的文字文档", "text document of a kind that cannot be read"],
            Foreign::Slides => ["演示文稿", "presentation"],
            Foreign::Pdf => ["PDF 文件", "PDF file"],
            Foreign::Ofd => ["OFD 文件", "OFD file"],
            Foreign::Picture => ["图片", "picture"],
            Foreign::Numbers => ["Numbers 文件", "Numbers file"],
            Foreign::Page => {
                ["网页或 XML，行列不能确定", "web page or XML whose rows and columns cannot be told"]
            }
            Foreign::Data => ["其他程序的数据文件", "data file of another program"],
            Foreign::Shortcut => ["快捷方式，不是文件本身", "shortcut, not the file itself"],
        }
    }

    pub(super) fn cure(self) -> [&'static str; 2] {
        match self {
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
            Foreign::Page | Foreign::Data => SAVE_AS,
            Foreign::Shortcut => {
                ["请把所指的文件本身复制到文件夹中", "copy the file that it points to into the folder"]
            }
            Foreign::Slides | Foreign::Pdf | Foreign::Ofd => [
                "请向报送单位索取 Word 或 Excel 原件，或录入表格后另存为 .xlsx",
                "ask for the Word or Excel original, or type what is needed into a workbook (.xlsx)",
            ],
        }
    }
}
