//! What is said while files are read: what could not be read and why, what was left out.

mod foreign;

use super::{Said, Severity, What};

pub use foreign::Foreign;

/// Findings of the reading step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A file without content.
    FileEmpty,
    /// A file or folder that the system does not open.
    FileClosed,
    /// A file that opens only with a password.
    FileEncrypted,
    /// A workbook whose bytes end too early or do not fit together.
    FileBroken,
    /// A file that is larger, or unpacks to more, than any ledger.
    FileTooBig,
    /// Cells of an .xls so far apart that the room between them is too large.
    FileTooSpread,
    /// An .xls of Excel 4 or older.
    FileTooOld,
    /// Content that is none of the known kinds.
    FileUnknown,
    /// A packed archive of a kind that is not opened, or inside two others.
    FileArchive,
    /// An archive, or a file in one, that opens only with a password.
    ArchiveEncrypted,
    /// An archive without any file that could be read.
    ArchiveEmpty,
    /// A text document without a table.
    FileWithoutTable,
    /// A file whose parser was stopped: it took too much time or memory.
    FileTooHeavy,
    /// An .xlsb, of which merged areas and hidden rows are not read.
    XlsbInPart,
    /// A file of a program that makes no workbooks.
    FileForeign(Foreign),
    /// A web page or XML under the name of a workbook, whose rows and columns cannot be told.
    FileWebTable,
    /// A sheet of a readable workbook that is damaged.
    SheetBroken,
    /// A sheet that holds more than any ledger.
    SheetTooBig,
    /// A sheet whose name an earlier sheet of the workbook has too.
    SheetNameTwice,
    /// An old macro sheet or one of an unknown kind.
    SheetUnknown,
    /// Cells whose content could not be made out.
    CellsUnread(Cells),
    /// Formulas whose result was not saved.
    FormulasUnsaved(Cells),
    /// Cells that hold a picture only.
    PicturesInCells(Cells),
    /// Cells under a merged area that hold text which the spreadsheet program does not show.
    CoveredDropped(Cells),
    /// A cell of which all or a part is struck through and was left out.
    StruckOut {
        /// The text before.
        before: String,
        /// What was taken; empty when nothing is left.
        after: String,
    },
    /// More such cells than are told one by one.
    StruckOutToo(Cells),
    /// Text in which so many characters could not be decoded.
    TextDamaged(usize),
}

/// Cells of one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// How many.
    pub count: usize,
    /// The first of them as ranges (`F4:F20`), by column and row.
    pub ranges: Vec<String>,
    /// Whether `ranges` names them all.
    pub complete: bool,
}

impl From<Reading> for What {
    fn from(reading: Reading) -> Self {
        What::Reading(reading)
    }
}

/// A sentence without figures: code, severity, message and cure.
type Fixed = (&'static str, Severity, [&'static str; 2], [&'static str; 2]);

impl Reading {
    /// The finding in words.
    #[must_use]
    pub fn say(&self) -> Said {
        match self {
            Reading::FileForeign(foreign) => foreign.say(),
            Reading::CellsUnread(cells) => cells.say(&UNREAD),
            Reading::FormulasUnsaved(cells) => cells.say(&UNSAVED),
            Reading::PicturesInCells(cells) => cells.say(&PICTURES),
            Reading::CoveredDropped(cells) => cells.say(&COVERED),
            Reading::StruckOutToo(cells) => cells.say(&STRUCK_TOO),
            Reading::StruckOut { before, after } => say_struck(before, after),
            Reading::TextDamaged(count) => Said::new(
                "text-damaged",
                Severity::Warning,
                [
                    format!("文本中有{count}处乱码"),
                    format!("{count} characters of the text could not be decoded"),
                ],
                [
                    "请用 Excel 或 WPS 打开原文件，另存为 .xlsx 后重试",
                    "open the original in Excel or WPS, save it as .xlsx and run again",
                ],
            ),
            _ => {
                let (code, severity, message, hint) = self.fixed();
                Said::new(code, severity, message.map(str::to_owned), hint)
            }
        }
    }

    /// The sentences without figures of their own.
    fn fixed(&self) -> Fixed {
        use Severity::{Error, Warning};
        match self {
            Reading::FileEmpty => (
                "file-empty",
                Error,
                ["文件是空的（0 字节）", "the file is empty"],
                [
                    "可能没有传送完成，请重新传送；不需要的请删除",
                    "send it again, or delete it if it is not needed",
                ],
            ),
            Reading::FileClosed => (
                "file-closed",
                Error,
                [
                    "打不开（没有读取权限，或快捷方式指向的文件已不在）",
                    "it cannot be opened (no permission, or a link to nothing)",
                ],
                [
                    "请检查权限，或把文件本身复制到文件夹中",
                    "check the permissions, or copy the file itself into the folder",
                ],
            ),
            Reading::FileEncrypted => (
                "file-encrypted",
                Error,
                ["文件设有密码，未能读取", "the file is protected by a password"],
                [
                    "请用 Excel 或 WPS 打开，解除密码后保存，再重试",
                    "open it in Excel or WPS, remove the password, save and run again",
                ],
            ),
            Reading::FileTooBig => (
                "file-too-big",
                Error,
                ["文件过大或内容异常，未读取", "the file is too large, or unpacks to far more than a ledger"],
                [
                    "请只保留需要的工作表，复制到新工作簿另存后重试",
                    "copy the sheets that are needed into a new workbook and run again",
                ],
            ),
            Reading::FileTooSpread => (
                "file-too-spread",
                Error,
                ["单元格散布过远，未读取", "the cells of a sheet are too far apart to be read"],
                [
                    "请删除表格右侧和下方远处的内容，或另存为 .xlsx 后重试",
                    "delete what stands far right and below of the table, or save it as .xlsx",
                ],
            ),
            Reading::FileTooOld => (
                "file-too-old",
                Error,
                ["文件格式过旧（Excel 4.0 或更早），未能读取", "the file is of Excel 4 or older"],
                SAVE_AS,
            ),
            Reading::FileUnknown => (
                "file-unknown",
                Error,
                ["文件内容不是表格，未能读取", "the content is of no known kind of workbook"],
                SAVE_AS,
            ),
            Reading::FileArchive => (
                "file-archive",
                Warning,
                ["压缩包未读取", "the archive is not read"],
                ["请解压到该文件夹后重试", "unpack it into the folder and run again"],
            ),
            Reading::ArchiveEncrypted => (
                "archive-encrypted",
                Error,
                ["压缩包设有密码，未能读取", "the archive is protected by a password"],
                [
                    "请输入密码解压到该文件夹后重试",
                    "unpack it into the folder with its password and run again",
                ],
            ),
            Reading::ArchiveEmpty => (
                "archive-empty",
                Warning,
                ["压缩包中没有可以读取的文件", "the archive holds no file that could be read"],
                ["请核对压缩包内容；不需要的请删除", "look into it, or delete it if it is not needed"],
            ),
            Reading::FileWithoutTable => (
                "file-without-table",
                Warning,
                ["文档中没有表格，未读取", "the document holds no table and is not read"],
                [
                    "其中的文字不会计入；需要的请录入表格",
                    "nothing of it is counted; type what is needed into a table",
                ],
            ),
            Reading::FileTooHeavy => (
                "file-too-heavy",
                Error,
                [
                    "读取该文件占用的时间或内存过多，已停止，未读取",
                    "reading took too much time or memory and was stopped",
                ],
                SAVE_AS,
            ),
            Reading::XlsbInPart => (
                "xlsb-in-part",
                Severity::Info,
                [
                    "这是二进制工作簿（.xlsb），其中的合并单元格和隐藏行不能识别",
                    "this is a binary workbook (.xlsb); merged cells and hidden rows are not told",
                ],
                SAVE_AS,
            ),
            Reading::FileWebTable => (
                "file-web-table",
                Error,
                [
                    "文件实为网页或 XML，行列不能确定，未读取",
                    "the file is a web page or XML whose rows and columns cannot be told",
                ],
                SAVE_AS,
            ),
            other => other.fixed_sheet(),
        }
    }

    /// The sentences about sheets, and the one about damage.
    fn fixed_sheet(&self) -> Fixed {
        use Severity::Error;
        match self {
            Reading::SheetBroken => (
                "sheet-broken",
                Error,
                ["工作表已损坏，未能读取", "the sheet is damaged"],
                [
                    "请用 Excel 或 WPS 打开，修复后另存为 .xlsx，再重试",
                    "open it in Excel or WPS, let it be repaired, save as .xlsx and run again",
                ],
            ),
            Reading::SheetTooBig => (
                "sheet-too-big",
                Error,
                ["工作表内容过多，未读取", "the sheet holds more cells than can be read"],
                [
                    "请只保留需要的行列，复制到新工作表后重试",
                    "copy the rows and columns that are needed to a new sheet and run again",
                ],
            ),
            Reading::SheetNameTwice => (
                "sheet-name-twice",
                Error,
                ["工作表与前面的工作表重名，未读取", "an earlier sheet of the workbook has the same name"],
                ["请给其中一个改名后重试", "rename one of them and run again"],
            ),
            Reading::SheetUnknown => (
                "sheet-unknown",
                Error,
                [
                    "工作簿含有旧式宏表或不认识的工作表，未能读取",
                    "the workbook holds an old macro sheet or one of an unknown kind",
                ],
                [
                    "请把数据所在的工作表复制到新工作簿，另存为 .xlsx 后重试",
                    "copy the sheets with data to a new workbook, save as .xlsx and run again",
                ],
            ),
            _ => (
                "file-broken",
                Error,
                ["文件已损坏或不完整，未能读取", "the file is damaged or incomplete"],
                [
                    "请重新传送，或用 Excel、WPS 打开后另存为 .xlsx，再重试",
                    "send it again, or open it in Excel or WPS, save as .xlsx and run again",
                ],
            ),
        }
    }
}

const SAVE_AS: [&str; 2] =
    ["请用 Excel 或 WPS 打开，另存为 .xlsx 后重试", "open it in Excel or WPS, save as .xlsx and run again"];

const UNREAD: Fixed = (
    "cells-unread",
    Severity::Error,
    ["的内容未能读取，按空白处理", "could not be read and are taken as blank"],
    [
        "请在 Excel 或 WPS 中检查这些单元格，重新输入后保存",
        "check the cells in Excel or WPS, type them again and save",
    ],
);

const UNSAVED: Fixed = (
    "formulas-unsaved",
    Severity::Error,
    [
        "的公式没有保存计算结果，按空白处理",
        "hold formulas whose results were not saved; they are taken as blank",
    ],
    [
        "请用 Excel 或 WPS 打开该文件，保存一次后重试",
        "open the file in Excel or WPS, save it once and run again",
    ],
);

const PICTURES: Fixed = (
    "pictures-in-cells",
    Severity::Warning,
    ["是图片，其中的文字读不到，按空白处理", "hold pictures; the text in them is not read"],
    ["需要的文字请录入单元格", "type the text that is needed into the cells"],
);

const STRUCK_TOO: Fixed = (
    "struck-out-more",
    Severity::Warning,
    ["还有删除线，划去的内容未计入", "are struck through too; what is struck through is left out"],
    STRUCK_CURE,
);

const STRUCK_CURE: [&str; 2] = [
    "如需计入，请在原文件中去掉删除线后重试",
    "remove the line through it in the file and run again, if it should count",
];

const COVERED: Fixed = (
    "covered-text-dropped",
    Severity::Info,
    [
        "被合并单元格盖住，其中看不见的旧内容未计入",
        "are covered by merged cells; the old content that nobody sees is left out",
    ],
    ["如需计入，请取消合并后查看", "undo the merging to see it, if it should count"],
);

/// Longest text that a sentence quotes, in characters.
const QUOTED: usize = 60;

fn say_struck(before: &str, after: &str) -> Said {
    let cut = |text: &str| {
        let text = text.replace('\n', " ");
        let short: String = text.chars().take(QUOTED).collect();
        if short.len() < text.len() { format!("{short}…") } else { short }
    };
    let (before, after) = (cut(before), cut(after));
    let message = match after.trim() {
        "" => [
            format!("“{before}”整格带删除线，按空白处理"),
            format!("“{before}” is struck through as a whole and taken as blank"),
        ],
        _ => [
            format!("“{before}”中带删除线的文字未计入，按“{after}”处理"),
            format!("what is struck through in “{before}” is left out: “{after}”"),
        ],
    };
    Said::new("struck-out", Severity::Warning, message, STRUCK_CURE)
}

impl Cells {
    fn say(&self, &(code, severity, [zh, en], hint): &Fixed) -> Said {
        let Cells { count, ranges, .. } = self;
        let [and, more] = match self.complete {
            true => ["共", ""],
            false => ["等", " and more"],
        };
        let message = [
            format!("{}{and}{count}个单元格{zh}", ranges.join("、")),
            format!("{count} cells ({}{more}) {en}", ranges.join(", ")),
        ];
        Said::new(code, severity, message, hint)
    }
}
