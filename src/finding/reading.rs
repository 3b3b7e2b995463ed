//! What is said while files are read: what could not be read and why, what was left out.

mod of;

use super::record::findings;
use super::spoken::{Count, Form, cut};

pub use of::{Cells, Foreign};

const SAVE_AS: [&str; 2] =
    ["请用 Excel 或 WPS 打开，另存为 .xlsx 后重试", "open it in Excel or WPS, save as .xlsx and run again"];

const STRUCK_CURE: [&str; 2] = [
    "如需计入，请在原文件中去掉删除线、取消隐藏后重试",
    "remove the line through it in the file and run again, if it should count",
];

const RARE_CURE: [&str; 2] = [
    "请用常用字体（如宋体、仿宋）重新输入这些字后重试",
    "type these characters again in a common font and run again",
];

findings! {
    /// Findings of the reading step. A parser that runs apart hands its own over as they are.
    #[derive(serde::Serialize, serde::Deserialize)]
    pub enum Reading in Reading {
        FileEmpty => ("file-empty", Error, "文件是空的（0 字节）", "the file is empty",
            cure "可能没有传送完成，请重新传送；不需要的请删除",
            "send it again, or delete it if it is not needed")
        FileClosed => ("file-closed", Error,
            "打不开（没有读取权限，或快捷方式指向的文件已不在）",
            "it cannot be opened (no permission, or a link to nothing)",
            cure "请检查权限，或把文件本身复制到文件夹中",
            "check the permissions, or copy the file itself into the folder")
        FileHeld => ("file-held", Error,
            "正被其他程序独占打开，未能读取",
            "another program holds it for itself alone; it could not be read",
            cure "请关闭该文件后重试", "close it and run again")
        FileSpecial => ("file-special", Warning,
            "不是普通文件（是管道、设备等），未读取",
            "it is no plain file (but a pipe, a device or the like) and is not read",
            cure "如其中应有表格，请把表格文件本身放入文件夹；否则可以移走",
            "put the workbook itself into the folder, or take this away")
        FolderLinked => ("folder-linked", Warning,
            "是指向其他文件夹的链接，其中的文件未读取",
            "it is a link to another folder; the files there are not read",
            cure "需要的文件请复制到本文件夹中", "copy the files that are needed into the folder")
        FileText => ("file-text", Warning,
            "是文本文件，看不出行和列，未读取", "it is a text without rows and columns and is not read",
            cure "其中的文字不会计入；需要的请录入表格，或在 Excel、WPS 中分列后另存为 .xlsx",
            "nothing of it is counted; type what is needed into a workbook, or split it into columns and save as .xlsx")
        /// A file of a kind that holds no tables, by its name.
        FileOther => ("file-other", Info,
            "不是表格或文档，未读取", "it is no workbook and no document and is not read",
            cure "如其中有需要计入的内容，请录入表格（.xlsx）",
            "type what is needed of it into a workbook (.xlsx)")
        FileEncrypted => ("file-encrypted", Error,
            "文件设有密码，未能读取", "the file is protected by a password",
            cure "请用 Excel 或 WPS 打开，解除密码后保存，再重试",
            "open it in Excel or WPS, remove the password, save and run again")
        /// A workbook whose bytes end too early or do not fit together.
        FileBroken => ("file-broken", Error,
            "文件已损坏或不完整，未能读取", "the file is damaged or incomplete",
            cure "请重新传送，或用 Excel、WPS 打开后另存为 .xlsx，再重试",
            "send it again, or open it in Excel or WPS, save as .xlsx and run again")
        FileTooBig => ("file-too-big", Error,
            "文件过大或内容异常，未读取", "the file is too large, or unpacks to far more than a ledger",
            cure "请只保留需要的工作表，复制到新工作簿另存后重试",
            "copy the sheets that are needed into a new workbook and run again")
        /// Cells of an .xls so far apart that the room between them is too large.
        FileTooOld => ("file-too-old", Error,
            "文件格式过旧（Excel 4.0 或更早），未能读取", "the file is of Excel 4 or older",
            cure SAVE_AS)
        FileUnknown => ("file-unknown", Error,
            "文件内容不是表格，未能读取", "the content is of no known kind of workbook",
            cure SAVE_AS)
        /// A packed archive of a kind that is not opened, or inside two others.
        FileArchive => ("file-archive", Warning, "压缩包未读取", "the archive is not read",
            cure "请解压到该文件夹后重试", "unpack it into the folder and run again")
        ArchiveEncrypted => ("archive-encrypted", Error,
            "压缩包设有密码，未能读取", "the archive is protected by a password",
            cure "请输入密码解压到该文件夹后重试",
            "unpack it into the folder with its password and run again")
        ArchiveEmpty => ("archive-empty", Warning,
            "压缩包中没有可以读取的文件", "the archive holds no file that could be read",
            cure "请核对压缩包内容；不需要的请删除", "look into it, or delete it if it is not needed")
        FileWithoutTable => ("file-without-table", Warning,
            "文档中没有表格，未读取", "the document holds no table and is not read",
            cure "其中的文字不会计入；需要的请录入表格",
            "nothing of it is counted; type what is needed into a table")
        FileTooHeavy => ("file-too-heavy", Error,
            "读取该文件占用的时间或内存过多，已停止，未读取",
            "reading took too much time or memory and was stopped",
            cure SAVE_AS)
        ProcessNotStarted => ("process-not-started", Info,
            "单独的读取进程没有启动，已在本程序中读取；二进制工作簿（.xlsb）中的合并单元格和隐藏行不能识别",
            "no process of its own would start; it was read in this one; merged cells and hidden rows of an .xlsb are not told",
            cure SAVE_AS)
        XlsbInPart => ("xlsb-in-part", Info,
            "这是二进制工作簿（.xlsb），其中的合并单元格和隐藏行不能识别",
            "this is a binary workbook (.xlsb); merged cells and hidden rows are not told",
            cure SAVE_AS)
        FileForeign(what: Foreign) => {
            let cure = what.cure();
            let what = what.words();
            "file-not-workbook", Warning, "这是{what}，未读取", "this is a {what} and is not read", cure cure;
        }
        FileWebTable => ("file-web-table", Error,
            "文件实为网页或 XML，行列不能确定，未读取",
            "the file is a web page or XML whose rows and columns cannot be told",
            cure SAVE_AS)
        SheetBroken => ("sheet-broken", Error, "工作表已损坏，未能读取", "the sheet is damaged",
            cure "请用 Excel 或 WPS 打开，修复后另存为 .xlsx，再重试",
            "open it in Excel or WPS, let it be repaired, save as .xlsx and run again")
        SheetTooBig => ("sheet-too-big", Error,
            "工作表内容过多，未读取", "the sheet holds more cells than can be read",
            cure "请只保留需要的行列，复制到新工作表后重试",
            "copy the rows and columns that are needed to a new sheet and run again")
        SheetNameTwice => ("sheet-name-twice", Error,
            "工作表与前面的工作表重名，未读取", "an earlier sheet of the workbook has the same name",
            cure "请给其中一个改名后重试", "rename one of them and run again")
        SheetUnknown => ("sheet-unknown", Warning,
            "是旧式宏表或不认识的工作表，未读取",
            "it is an old macro sheet or one of an unknown kind and is not read",
            cure "如其中有数据，请复制到普通工作表中，保存后重试",
            "copy what it holds of data to a plain worksheet, save and run again")
        SheetUnlinked => ("sheet-unlinked", Warning,
            "工作簿中列有这张工作表，但没有它的内容（多为宏的模块页）",
            "the workbook lists the sheet but holds nothing of it (mostly a module of macros)",
            cure "如这里应有数据，请用 Excel 或 WPS 打开检查，另存为 .xlsx 后重试",
            "if it should hold data, open the workbook in Excel or WPS, save it as .xlsx and run again")
        RowsBeyond(most: usize) => ("rows-beyond-limit", Error,
            "全部表格合计已超过{most}行，这张工作表未读取",
            "all sheets together have more than {most} rows; this one is not read",
            cure "请分成几个文件夹分别生成，或先由下级汇总", "split the files into several folders")
        QuotesUnpaired(cells: Cells) => {
            let hold = Form(cells.count, "opens a quotation mark that is never closed; it is taken", "open quotation marks that are never closed; they are taken");
            "quotes-unpaired", Warning,
            "{cells}的引号没有配对，按普通字符处理，其后照常逐行读取", "{cells} {hold} as a plain character, and what follows is read line by line",
            cure "请核对这些单元格；在原文件中补上或去掉引号后重试",
            "check the cells; close or remove the quotation marks in the file and run again";
        }
        CellsUnread(cells: Cells) => {
            let are = cells.be();
            "cells-unread", Error,
            "{cells}的内容未能读取，按空白处理", "{cells} could not be read and {are} taken as blank",
            cure "请在 Excel 或 WPS 中检查这些单元格，重新输入后保存",
            "check the cells in Excel or WPS, type them again and save";
        }
        FormulasUnsaved(cells: Cells) => {
            let hold = Form(cells.count, "holds a formula whose result was not saved; it is", "hold formulas whose results were not saved; they are");
            "formulas-unsaved", Error,
            "{cells}的公式没有保存计算结果，按空白处理", "{cells} {hold} taken as blank",
            cure "请用 Excel 或 WPS 打开该文件，保存一次后重试",
            "open the file in Excel or WPS, save it once and run again";
        }
        PicturesInCells(cells: Cells) => {
            let hold = Form(cells.count, "holds a picture; the text in it", "hold pictures; the text in them");
            "pictures-in-cells", Warning,
            "{cells}是图片，其中的文字读不到，按空白处理", "{cells} {hold} is not read",
            cure "需要的文字请录入单元格", "type the text that is needed into the cells";
        }
        /// Cells under a merged area that hold text which the spreadsheet program does not show.
        CoveredDropped(cells: Cells) => {
            let are = cells.be();
            "covered-text-dropped", Info,
            "{cells}被合并单元格盖住，其中看不见的旧内容未计入",
            "{cells} {are} covered by merged cells; the old content that nobody sees is left out",
            cure "如需计入，请取消合并后查看", "undo the merging to see it, if it should count";
        }
        /// A cell of which all or a part is struck through and was left out; `after` is empty when nothing is left.
        StruckOut { before: String, after: String } => {
            let before = quoted(before);
            let after = quoted(after);
            if after.trim().is_empty() => "struck-out", Warning,
            "“{before}”整格带删除线或隐藏，按空白处理",
            "“{before}” is struck through as a whole and taken as blank",
            cure STRUCK_CURE;
            "struck-out", Warning,
            "“{before}”中带删除线或隐藏的文字未计入，按“{after}”处理",
            "what is struck through in “{before}” is left out: “{after}”",
            cure STRUCK_CURE;
        }
        /// More such cells than are told one by one.
        StruckOutToo(cells: Cells) => {
            let are = cells.be();
            "struck-out-more", Warning,
            "{cells}还有删除线或隐藏文字，未计入",
            "{cells} {are} struck through too; what is struck through is left out",
            cure STRUCK_CURE;
        }
        /// A cell with characters of the private-use area, which only the font of the one who typed them knows;
        /// `before` has a box in place of each.
        RareLost { before: String, after: String } => {
            let before = quoted(before);
            let after = quoted(after);
            if after.trim().is_empty() => "rare-character-lost", Warning,
            "“{before}”全是只在某种字体中才能显示的字（以□表示），按空白处理",
            "“{before}” holds only characters that one font shows (□) and is taken as blank",
            cure RARE_CURE;
            "rare-character-lost", Warning,
            "“{before}”中有只在某种字体中才能显示的生僻字或符号（以□表示），未能保留，按“{after}”处理",
            "“{before}” holds characters that one font only shows (□); they are left out: “{after}”",
            cure RARE_CURE;
        }
        /// More such cells than are told one by one.
        RareLostToo(cells: Cells) => {
            let hold = Form(cells.count, "holds", "hold");
            "rare-character-lost-more", Warning,
            "{cells}还有只在某种字体中才能显示的字，未能保留",
            "{cells} {hold} more characters that only one font shows; they are left out",
            cure RARE_CURE;
        }
        TextDamaged(count: usize) => {
            let count = Count(*count, "character", "characters");
            "text-damaged", Warning, "文本中有{count}处乱码", "{count} of the text could not be decoded",
            cure "请用 Excel 或 WPS 打开原文件，另存为 .xlsx 后重试",
            "open the original in Excel or WPS, save it as .xlsx and run again";
        }
    }
}

/// A text of a cell for a sentence: on one line, cut when it is long.
fn quoted(text: &str) -> String {
    cut(&text.replace('\n', " "), 60)
}
