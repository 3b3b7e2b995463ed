//! What is said of an office's own document that is taken as 版式: what was found in it, what had no place there.

use super::Unreadable;
use super::record::findings;
use super::spoken::{Count, Joined, Listed, both, some};

const MOVE_IT: [&str; 2] = [
    "要换版式，请把现有报告移出文件夹，生成后再把手工改过的段落抄过去",
    "to change the look, move the report out of the folder, build, and copy edited paragraphs over",
];

findings! {
    /// Findings on the document that 版式 names.
    pub enum Letterhead in Letterhead {
        Missing { named: String } => ("letterhead-missing", Error,
            "版式写的“{named}”，文件夹里没有，报告用了国家标准的版式",
            "the look names \"{named}\", which is not in the folder; the standard look was used",
            cure "请把红头文件（.docx）放进文件夹，版式写它的文件名",
            "put the document (.docx) into the folder and let 版式 say its file name")
        Several { files: Vec<String> } => {
            let count = Count(files.len(), "file", "files");
            let files = listed(files);
            "letterhead-several", Error,
            "版式所写的文件名有{count}个文件：{files}，报告用了国家标准的版式",
            "the look's name is that of {count}: {files}; the standard look was used",
            cure "请写明所在的文件夹，如“版式/红头.docx”", "say the folder too, as in 版式/红头.docx";
        }
        Unreadable { why: Unreadable } => {
            let cure = not_read(*why).1;
            let why = not_read(*why).0;
            "letterhead-unreadable", Error,
            "版式文件{why}，报告用了国家标准的版式",
            "the document of the look {why}; the standard look was used",
            cure cure;
        }
        Taken {
            head: Vec<String>,
            foot: Vec<String>,
            sampled: Vec<&'static str>,
            styled: Vec<&'static str>,
            ours: Vec<&'static str>,
        } => {
            let head = part(head, "版头", "head");
            let foot = part(foot, "版记", "foot");
            let sampled = looks(sampled, "照其中的文字", "as in its text");
            let styled = looks(styled, "照其中的样式", "as its styles say");
            let ours = looks(ours, "照国家标准", "as in the standard look");
            "letterhead-taken", Info,
            "报告排在这份文件里：{head}；{foot}{sampled}{styled}{ours}",
            "the report is put into this document: {head}; {foot}{sampled}{styled}{ours}";
        }
        LeftOut { texts: Vec<String>, drawings: usize } => {
            let count = Count(texts.len(), "paragraph", "paragraphs");
            let drawings = some(*drawings, "；另有图形#个", "; # drawing went with them", "; # drawings went with them");
            let texts = listed(texts);
            "letterhead-left-out", Info,
            "正文部分换成本报告，原有文字{count}段未用：{texts}{drawings}",
            "the report takes the place of {count}: {texts}{drawings}";
        }
        /// An element has no place in it; it may be printed all the same, in a line of its own.
        NoPlace { name: &'static str, printed: bool } => {
            if *printed => "letterhead-no-place", Warning,
            "版式文件里没有“{name}”的位置，已另起一行排在版头，请核对版面",
            "the document has no place for {name}; it stands on a line of its own in the head",
            cure "请在版式文件中应排的地方写上“{{{name}}}”（带花括号），再重新生成；或在报告中手工补上",
            "write \"{{{name}}}\" where it belongs in the document and build again, or add it by hand";
            "letterhead-no-place", Error,
            "版式文件里没有“{name}”的位置，没有排入报告",
            "the document has no place for {name}; it is not in the report",
            cure "请在版式文件中应排的地方写上“{{{name}}}”（带花括号），再重新生成；或在报告中手工补上",
            "write \"{{{name}}}\" where it belongs in the document and build again, or add it by hand";
        }
        /// A mark of several organs, for a report that has fewer.
        Spare { organs: usize } => {
            let organs = Count(*organs, "organ", "organs");
            "letterhead-spare-organs", Warning,
            "版式文件的发文机关标志可排的机关比本报告的（{organs}个）多，多出的位置已去掉，请核对版面",
            "the mark of the document has room for more organs than the report has ({organs}); the other places are gone",
            cure "请核对报告的版头；单独发文的，最好换用单独发文的版式文件",
            "look at the head of the report; a document for one organ alone is better for it";
        }
        Blanked { name: &'static str, text: String } => ("letterhead-blanked", Error,
            "版式文件里的{name}“{text}”是别的文件的，数字已空出",
            "the document's {name} \"{text}\" is that of another one; its digits are left blank",
            cure "请在报告信息中填写这一项", "fill the item in 报告信息")
        /// What stands in the place of an element was kept: 报告信息 says nothing of it.
        Kept { name: &'static str, text: String } => ("letterhead-kept", Warning,
            "版式文件里的{name}“{text}”照原样保留，报告信息没有填写这一项",
            "the document's {name} \"{text}\" stays, since 报告信息 does not say",
            cure "如果不对，请在报告信息中填写这一项", "if it is wrong, fill the item in 报告信息")
        /// The same where it is that of one paper only.
        Another { name: &'static str, text: String } => ("letterhead-another", Error,
            "版式文件里的{name}“{text}”是别的文件的，还留在报告里",
            "the document's {name} \"{text}\" is that of another paper and still stands in the report",
            cure "请在报告信息中填写这一项；本报告没有这一项的，从报告和版式文件中删去",
            "fill the item in 报告信息, or delete it from report and document where there is none")
        /// A place for what every paper has, and nothing to stand there.
        Empty { name: &'static str } => ("letterhead-empty", Error,
            "版式文件里有“{name}”的位置，还没有填写", "the document has a place for {name}, which is empty",
            cure "请在报告信息中填写这一项", "fill the item in 报告信息")
        /// A line of the head that holds a datum of the report, and is not renewed with it.
        Stale { name: &'static str, text: String } => ("letterhead-stale", Error,
            "报告版头里的{name}应为“{text}”，现在不是", "{name} in the head of the report should be \"{text}\" and is not",
            cure "请在报告的版头中改过来；这里重新生成时不会自动更新",
            "set it right in the head of the report: it is not renewed there by itself")
        /// A line of the form that still waits for words.
        Left { text: String } => ("letterhead-left", Error,
            "版式文件里的“{text}”没有换成本报告的内容，还留在报告里",
            "\"{text}\" of the document was not filled in and still stands in the report",
            cure "请在报告信息中填写相应的项目，在版式文件的这个位置写上带花括号的名称（如“{{发文字号}}”）；不用的从版式文件中删去",
            "fill the item in 报告信息 and write its name in braces there (such as \"{{发文字号}}\"), or delete it from the document")
        /// A paragraph that should show an element looks as no official text does.
        Odd { name: &'static str, size: Option<String> } => {
            let size = size.as_ref().map(|size| [format!("，{size}磅"), format!(", {size} pt")]);
            "letterhead-odd", Warning,
            "版式文件里“{name}”的样子不像公文（字号、颜色、行距或位置不合常规{size}），没有照用",
            "the {name} of the document looks as in no official text (size, colour, pitch or place{size}), and is not followed",
            cure "要照用的，请在版式文件中把这一段改成公文的格式", "set that paragraph of the document as an official text";
        }
        NoSuchPlace { name: String, known: Vec<&'static str> } => ("letterhead-unknown-place", Error,
            "版式文件里的“{{{name}}}”不是可以填写的项目，照原样留着",
            "\"{{{name}}}\" in the document is no element; it stays as it is",
            cure "可以写的有：{known}", "known are {known}")
        NoPageNumbers => ("letterhead-no-page-numbers", Warning,
            "版式文件没有页码，报告也就没有页码", "the document has no page numbers, so the report has none",
            cure "请在版式文件中插入页码，再重新生成",
            "insert page numbers into the document and build again")
        Again { was: String, now: String } => ("look-changed", Info,
            "版式由“{was}”改为“{now}”；报告没有手工修改过，已按新的版式重排",
            "the look \"{was}\" gave way to \"{now}\"; nobody had edited the report, so it is written anew")
        /// The report that is revised has another look (or an earlier version of the `same` document) and keeps it.
        Later { same: bool, has: String, asked: String } => {
            if *same => "look-later", Warning,
            "版式文件“{has}”改过了，现有报告是按修改前的排的，重新生成时保持不变",
            "\"{has}\" was changed; the report keeps the look of the earlier version",
            cure MOVE_IT;
            "look-later", Warning,
            "现有报告是按版式“{has}”排的，重新生成时保持不变，没有改用“{asked}”",
            "the report has the look \"{has}\" and keeps it; \"{asked}\" is not used",
            cure MOVE_IT;
        }
    }
}

/// Why the document cannot be read, and the cure.
fn not_read(why: Unreadable) -> ([&'static str; 2], [&'static str; 2]) {
    match why {
        Unreadable::Foreign => (
            ["不是 .docx 格式", "is no .docx"],
            [
                "请用 WPS 或 Word 打开，选“文件→另存为”，类型选“Word 文档（*.docx）”，版式改写新的文件名",
                "open it in WPS or Word, choose File → Save As, type Word Document (*.docx), and let 版式 say the new name",
            ],
        ),
        Unreadable::Encrypted => (
            ["设有打开密码", "needs a password"],
            ["请去掉密码另存，再生成", "save it without the password and build again"],
        ),
        Unreadable::TooBig | Unreadable::Damaged => (
            ["已损坏，打不开", "is damaged"],
            [
                "请用 WPS 或 Word 打开修复后另存，再生成",
                "open it in WPS or Word, save it again and build again",
            ],
        ),
    }
}

/// The first texts, each cut, and how many more there are.
fn listed(texts: &[String]) -> Listed<'_, String> {
    const LISTED: usize = 5;
    let more = [format!("等{}段", texts.len()), format!(" and {} more", texts.len().saturating_sub(LISTED))];
    Listed { most: LISTED, shown: 20, more, ..Listed::quoted(texts) }
}

/// A part of the document that was taken over, with its texts.
fn part(texts: &[String], zh: &str, en: &str) -> [String; 2] {
    let [listed_zh, listed_en] = both(&listed(texts));
    match texts {
        [] => [format!("没有{zh}"), format!("no {en}")],
        _ => [format!("{zh}（{listed_zh}）"), format!("the {en} ({listed_en})")],
    }
}

/// Elements with what they look like; none when there are none.
fn looks(names: &[&str], zh: &str, en: &str) -> Option<[String; 2]> {
    let [names_zh, names_en] = both(&Joined(names, ["、", ", "]));
    (!names.is_empty()).then(|| [format!("；{names_zh}{zh}"), format!("; {names_en} {en}")])
}
