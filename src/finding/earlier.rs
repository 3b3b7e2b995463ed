//! What is said of the reports that earlier runs and people left: which one was taken, what the others hold.

use super::Severity::{Info, Warning};
use super::{Said, What};

/// How many paragraphs a sentence lists before it says how many more there are.
const LISTED: usize = 10;
/// How many characters of a paragraph it shows.
const SHOWN: usize = 40;

/// Findings on earlier reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earlier {
    /// Several documents are the report; the one that was saved last is taken.
    Several {
        /// The one that is taken.
        used: String,
        /// The others.
        others: Vec<String>,
    },
    /// A document that was not taken has paragraphs of a person's that the other one has not.
    Left {
        /// The one that is taken.
        used: String,
        /// The paragraphs.
        paragraphs: Vec<String>,
    },
    /// A report without its marks was known by its text.
    ByText {
        /// How much of the report's text stands in it, in percent.
        percent: usize,
    },
    /// The report lies outside 成文/.
    Outside,
    /// A document in a format that cannot be read back.
    OldFormat,
    /// A document that cannot be read.
    Unreadable,
    /// A document of which nothing is known; the fresh report is put beside it.
    NotOurs {
        /// Paragraphs that only it has.
        only_there: Vec<String>,
        /// Paragraphs that only the fresh report has.
        only_fresh: Vec<String>,
    },
    /// A document in 成文/ that is no report of this folder.
    Other,
    /// A document could not be changed without harm; the fresh report is put beside it.
    NotPatched {
        /// Why, in Chinese and English.
        reason: [String; 2],
    },
    /// What the last run left for comparing could not be read.
    NoSnapshot,
}

impl From<Earlier> for What {
    fn from(earlier: Earlier) -> Self {
        What::Earlier(earlier)
    }
}

impl Earlier {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match self {
            Earlier::Several { used, others } => Said::new(
                "report-several",
                Info,
                [
                    format!(
                        "报告有{}份，采用最后保存的“{used}”；未采用：{}",
                        others.len() + 1,
                        quoted(others, "、", ["“", "”"])
                    ),
                    format!(
                        "there are {} copies of the report; \"{used}\" was saved last and is taken, not {}",
                        others.len() + 1,
                        quoted(others, ", ", ["\"", "\""])
                    ),
                ],
                [
                    "如应采用另一份，请打开它另存一次（或删去不用的），再生成",
                    "to take another one, save it once more (or delete the others) and build again",
                ],
            ),
            Earlier::Left { used, paragraphs } => Said::new(
                "report-edits-left",
                Warning,
                [
                    format!(
                        "这份没有采用，其中有{}段改动是采用的“{used}”所没有的：{}",
                        paragraphs.len(),
                        listed(paragraphs, "；", ["“", "”"], ["另有", "段"])
                    ),
                    format!(
                        "this copy is not taken; it has {} paragraphs that \"{used}\" has not: {}",
                        paragraphs.len(),
                        listed(paragraphs, "; ", ["\"", "\""], ["", " more"])
                    ),
                ],
                [
                    "请把需要的内容抄入采用的那一份，再删去这一份",
                    "copy what is needed into the one that is taken, then delete this one",
                ],
            ),
            Earlier::ByText { percent } => Said::new(
                "report-by-text",
                Info,
                [
                    format!("文档中没有本程序的标记，按文字认出是本报告（{percent}%的文字相同）"),
                    format!("the document has lost its marks; it is known by its text ({percent}% of it is the same)"),
                ],
                ["", ""],
            ),
            Earlier::Outside => Said::new(
                "report-outside",
                Info,
                [
                    "是报告的改稿，已采用；新的报告写在“成文”文件夹中，这一份不动".into(),
                    "is an edited copy of the report and is taken; the new report goes into 成文, this file stays".into(),
                ],
                ["", ""],
            ),
            Earlier::OldFormat => Said::new(
                "report-old-format",
                Warning,
                [
                    "不是 .docx 格式，其中的改动读不出来，没有带入".into(),
                    "is no .docx; what was changed in it cannot be read and is not taken over".into(),
                ],
                [
                    "请用 WPS 或 Word 打开，选“文件→另存为”，类型选“Word 文档（*.docx）”，存在原处后再生成",
                    "open it in WPS or Word, choose File → Save As, type Word Document (*.docx), and build again",
                ],
            ),
            Earlier::Unreadable => Said::new(
                "report-unreadable",
                Warning,
                [
                    "读不了（文件损坏、加密，或正在保存），其中的改动没有带入，文件没有动".into(),
                    "cannot be read (damaged, encrypted or being saved); nothing is taken over from it, and it is left alone".into(),
                ],
                [
                    "请用 Word 或 WPS 打开，另存为不加密的 .docx 后再生成",
                    "open it in Word or WPS, save it as a .docx without a password, and build again",
                ],
            ),
            Earlier::NotOurs { only_there, only_fresh } => Said::new(
                "report-not-ours",
                Warning,
                [
                    format!(
                        "没有找到生成这份文档的底稿，全文按人工撰写保留，不作改动；新的报告另存为“（新生成）”。只在这份中的有{}段：{}；只在新报告中的有{}段：{}",
                        only_there.len(),
                        listed(only_there, "；", ["“", "”"], ["另有", "段"]),
                        only_fresh.len(),
                        listed(only_fresh, "；", ["“", "”"], ["另有", "段"]),
                    ),
                    format!(
                        "nothing is known of how this document was made, so all of it is a person's and stays; the fresh report is put beside it as （新生成）. Only in this one are {} paragraphs: {}; only in the fresh one are {}: {}",
                        only_there.len(),
                        listed(only_there, "; ", ["\"", "\""], ["", " more"]),
                        only_fresh.len(),
                        listed(only_fresh, "; ", ["\"", "\""], ["", " more"]),
                    ),
                ],
                [
                    "全部差异见核对表“变更说明”；请选定一份继续修改，删去另一份",
                    "all differences are in 变更说明 of 核对表; go on with one of the two and delete the other",
                ],
            ),
            Earlier::Other => Said::new(
                "report-other",
                Info,
                [
                    "不是由本文件夹的表格生成的，没有动".into(),
                    "was not made from the workbooks of this folder and is left alone".into(),
                ],
                ["", ""],
            ),
            Earlier::NotPatched { reason: [zh, en] } => Said::new(
                "report-not-patched",
                Warning,
                [
                    format!("这份文档不能安全地改写（{zh}），没有动；新的报告另存为“（新生成）”"),
                    format!("the document cannot be changed without harm ({en}) and is left alone; the fresh report is put beside it as （新生成）"),
                ],
                [
                    "请用 Word 或 WPS 打开，另存为 .docx 后再生成",
                    "open it in Word or WPS, save it as a .docx, and build again",
                ],
            ),
            Earlier::NoSnapshot => Said::new(
                "snapshot-unreadable",
                Info,
                [
                    "上次生成的记录读不了，这次不列数字和条目的变化".into(),
                    "the record of the last run cannot be read; changes of figures and items are not listed this time".into(),
                ],
                ["", ""],
            ),
        }
    }
}

fn quoted(names: &[String], between: &str, [open, close]: [&str; 2]) -> String {
    names.iter().map(|name| format!("{open}{name}{close}")).collect::<Vec<_>>().join(between)
}

/// The first paragraphs, each cut, and how many more there are.
fn listed(paragraphs: &[String], between: &str, marks: [&str; 2], more: [&str; 2]) -> String {
    let cut = |text: &String| {
        let short: String = text.chars().take(SHOWN).collect();
        if short.len() < text.len() { short + "…" } else { short }
    };
    let first: Vec<String> = paragraphs.iter().take(LISTED).map(cut).collect();
    let rest = paragraphs.len().saturating_sub(LISTED);
    let rest = (rest > 0).then(|| format!("{between}{}{rest}{}", more[0], more[1]));
    quoted(&first, between, marks) + &rest.unwrap_or_default()
}
