//! What is said when polished paragraphs are taken back into 文字材料.

use super::Severity::{Info, Warning};
use super::{Said, What};

/// Findings on paragraphs that people polished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Harvesting {
    /// A paragraph was taken back.
    Taken {
        /// Its 段落.
        block: String,
        /// What of it stands there as it was printed, when it has no name; empty when all has.
        literal: String,
    },
    /// A paragraph would not read the same when it is composed from 文字材料.
    NotSame {
        /// Its 段落.
        block: String,
    },
    /// A paragraph holds what 文字材料 cannot: line breaks, pictures, braces.
    Unwritable,
    /// A changed heading belongs into 章节标题.
    Heading {
        /// The section.
        section: String,
        /// Its heading.
        text: String,
    },
    /// A changed title belongs into 报告标题.
    Title {
        /// The title.
        text: String,
    },
    /// A paragraph that a person added belongs to no text.
    Added {
        /// How it begins.
        text: String,
    },
    /// A paragraph of the format (署名, 日期 …), which 报告信息 gives.
    NoText,
}

impl From<Harvesting> for What {
    fn from(harvesting: Harvesting) -> Self {
        What::Harvesting(harvesting)
    }
}

impl Harvesting {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        let left = "这一段没有收回，仍在报告中";
        let left_en = "the paragraph was not taken back; it stays in the report";
        match self {
            Harvesting::Taken { block, literal } => {
                let [zh, en] = match literal.as_str() {
                    "" => [String::new(), String::new()],
                    _ => [format!("（{literal}）"), format!(" ({literal})")],
                };
                Said::new(
                    "text-harvested",
                    Info,
                    [
                        format!("已收回到文字材料，段落“{block}”{zh}"),
                        format!("taken back into 文字材料 as \"{block}\"{en}"),
                    ],
                    [
                        "今后生成报告时，这一段用收回的文字；不用的，从文字材料中删去这一行",
                        "from now on this paragraph has these words; delete the row to have the kind's own again",
                    ],
                )
            }
            Harvesting::NotSame { block } => Said::new(
                "text-not-harvested",
                Warning,
                [
                    format!("{left}：按文字材料的规则读入后，文字会有出入（段落“{block}”）"),
                    format!("{left_en}: read from 文字材料 (\"{block}\") it would not be the same"),
                ],
                [
                    "如要沿用，请自行填入文字材料，并核对生成的文字",
                    "to go on using it, write it into 文字材料 yourself and check what comes out",
                ],
            ),
            Harvesting::Unwritable => Said::new(
                "text-not-harvested",
                Warning,
                [
                    format!("{left}：其中有换行、图片、脚注或花括号，文字材料容纳不下"),
                    format!(
                        "{left_en}: it holds line breaks, pictures, notes or braces, which 文字材料 cannot"
                    ),
                ],
                ["如要沿用，请把文字部分填入文字材料", "to go on using it, write its words into 文字材料"],
            ),
            Harvesting::Heading { section, text } => Said::new(
                "heading-not-harvested",
                Warning,
                [
                    format!("“{section}”的标题改成了“{text}”；标题不写入文字材料"),
                    format!("the heading of {section} was changed to \"{text}\"; 文字材料 takes no headings"),
                ],
                ["", ""],
            )
            .with_hint([
                format!("如要沿用，请在报告信息的“章节标题”中填写：{section}：{text}"),
                format!("to go on using it, write at 章节标题 of 报告信息: {section}：{text}"),
            ]),
            Harvesting::Title { text } => Said::new(
                "heading-not-harvested",
                Warning,
                [
                    format!("报告标题改成了“{text}”；标题不写入文字材料"),
                    format!("the title was changed to \"{text}\"; 文字材料 takes no titles"),
                ],
                ["如要沿用，请填写报告信息的“报告标题”", "to go on using it, fill in 报告标题 of 报告信息"],
            ),
            Harvesting::Added { text } => Said::new(
                "text-not-harvested",
                Warning,
                [
                    format!("人工添加的段落没有收回，仍在报告中：“{text}”"),
                    format!(
                        "a paragraph that a person added was not taken back; it stays in the report: \"{text}\""
                    ),
                ],
                [
                    "如要沿用到下一期，请填入文字材料中所属部分的段落",
                    "to have it in the next report too, write it into 文字材料 under the section where it belongs",
                ],
            ),
            Harvesting::NoText => Said::new(
                "heading-not-harvested",
                Warning,
                [
                    "这是格式要素，由报告信息填写，不写入文字材料".into(),
                    "this is an element of the format, which 报告信息 gives; 文字材料 does not take it"
                        .into(),
                ],
                ["如要沿用，请改报告信息中的相应项目", "to go on using it, change the item of 报告信息"],
            ),
        }
    }
}
