//! What stands against handing a report on, each with its cure.

use super::Severity::{Error, Warning};
use super::{Said, What};

/// Findings on a report that is to be finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finishing {
    /// There is no report yet.
    NoReport,
    /// The document cannot be read.
    Unreadable,
    /// The workbooks say other than the report does.
    Stale,
    /// A person's words and fresh ones meet in a paragraph.
    Conflict {
        /// What stands there.
        yours: String,
        /// What the workbooks would have there.
        fresh: String,
    },
    /// Something that the report cannot do without is asked for in it.
    Asked {
        /// What stands there, 【待补充：…】.
        text: String,
        /// The words around it.
        near: String,
    },
    /// A comment is left.
    Comment {
        /// Who wrote it.
        author: String,
        /// What it says.
        text: String,
        /// The words that it stands at.
        near: String,
    },
    /// A tracked change is left.
    Tracked {
        /// Who made it.
        author: String,
        /// What came or went.
        text: String,
        /// The words that it stands at.
        near: String,
    },
    /// Hidden text is not in the clean copy.
    Hidden {
        /// What it says.
        text: String,
    },
    /// The date line is blank or incomplete.
    DateBlank {
        /// What stands there.
        text: String,
    },
    /// 发文字号 is blank or incomplete.
    NumberBlank {
        /// What stands there.
        text: String,
    },
}

impl From<Finishing> for What {
    fn from(finishing: Finishing) -> Self {
        What::Finishing(finishing)
    }
}

/// How many characters of a text are shown.
const SHOWN: usize = 40;

fn cut(text: &str) -> String {
    let short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

impl Finishing {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        let error = |code, zh, en, hint| Said::new(code, Error, [zh, en], hint);
        match self {
            Finishing::NoReport => error(
                "finish-no-report",
                "还没有生成报告".into(),
                "there is no report yet".into(),
                ["请先生成（build），核对后再定稿", "build it first, check it, then finish"],
            ),
            Finishing::Unreadable => error(
                "finish-unreadable",
                "报告打不开，不能定稿".into(),
                "the report cannot be read".into(),
                [
                    "请用Word或WPS打开后另存为.docx，放回“成文”",
                    "open it with Word or WPS, save it as a .docx and put it back into 成文",
                ],
            ),
            Finishing::Stale => error(
                "finish-stale",
                "报告生成之后，表格、报告信息或核对意见有改动，报告还没有随之更新".into(),
                "workbooks, 报告信息 or decisions changed since the report was built".into(),
                ["请先重新生成（build），核对后再定稿", "build it again, check it, then finish"],
            ),
            Finishing::Conflict { yours, fresh } => error(
                "finish-conflict",
                format!("这一段手改的文字与表格不一致：现为“{}”，按表格应为“{}”", cut(yours), cut(fresh)),
                format!(
                    "here a person's words and the workbooks differ: \"{}\" stands, the workbooks give \"{}\"",
                    cut(yours),
                    cut(fresh)
                ),
                [
                    "请在报告中改定这一段，删去批注，重新生成后再定稿",
                    "settle the paragraph in the report, delete the comment, build, then finish",
                ],
            ),
            Finishing::Asked { text, near } => error(
                "finish-asked",
                format!("正文还有{text}：“{near}”"),
                format!("{text} is left in the text: \"{near}\""),
                [
                    "请在报告信息（或相应表格）中填写后重新生成，或在报告中直接写明",
                    "fill it in in 报告信息 (or the workbook it belongs to) and build, or write it into the report",
                ],
            ),
            Finishing::Comment { author, text, near } => error(
                "finish-comment",
                format!("“{near}…”处还有{author}的批注：“{}”", cut(text)),
                format!("at \"{near}…\" a comment of {author} is left: \"{}\"", cut(text)),
                ["请处理后在Word或WPS中删去该批注", "settle it, then delete the comment in Word or WPS"],
            ),
            Finishing::Tracked { author, text, near } => error(
                "finish-tracked",
                format!("“{near}…”处{author}的修订“{}”还没有接受或拒绝", cut(text)),
                format!(
                    "at \"{near}…\" the change \"{}\" of {author} is neither accepted nor refused",
                    cut(text)
                ),
                ["请在Word或WPS的“审阅”中接受或拒绝", "accept or refuse it in Word or WPS (Review)"],
            ),
            Finishing::Hidden { text } => Said::new(
                "finish-hidden",
                Warning,
                [
                    format!("隐藏文字“{}”没有带入定稿", cut(text)),
                    format!("the hidden text \"{}\" is not in the finished copy", cut(text)),
                ],
                [
                    "工作稿中仍有；如应印出，请取消隐藏后再定稿",
                    "it stays in the working copy; to have it printed, show it and finish again",
                ],
            ),
            Finishing::DateBlank { text } => error(
                "finish-date-blank",
                match text.as_str() {
                    "" => "报告没有成文日期".to_owned(),
                    _ => format!("成文日期“{text}”不完整"),
                },
                match text.as_str() {
                    "" => "the report has no date".to_owned(),
                    _ => format!("the date \"{text}\" is incomplete"),
                },
                [
                    "请在报告信息中填写成文日期（如2024年7月2日）后重新生成，或在报告中写明",
                    "fill in 成文日期 in 报告信息 (such as 2024年7月2日) and build, or write it into the report",
                ],
            ),
            Finishing::NumberBlank { text } => error(
                "finish-number-blank",
                format!("发文字号“{text}”不完整"),
                format!("the document number \"{text}\" is incomplete"),
                [
                    "请在报告信息中填写发文字号（如某办〔2024〕12号）后重新生成，或在报告中写明",
                    "fill in 发文字号 in 报告信息 (such as 某办〔2024〕12号) and build, or write it into the report",
                ],
            ),
        }
    }
}
