//! What is said while the text is composed: data that a sentence needs and does not have, repairs of wording.

use super::Severity::{Error, Info, Warning};
use super::{Said, What};

/// Findings of the composing step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Texts {
    /// The report cannot do without something; 【待补充：…】 stands in its place.
    Needed {
        /// What is needed (成文日期).
        name: String,
        /// In how many places.
        times: usize,
    },
    /// A sure slip in a text of a person was put right.
    Corrected {
        /// What stood there.
        before: String,
        /// What is printed.
        after: String,
    },
    /// `{…}` in a text of a person names a figure that is unknown or has no value.
    Unfilled {
        /// The name in braces.
        name: String,
        /// Whether the figure exists.
        known: bool,
    },
    /// A 段落 of 文字材料 that the report kind does not have.
    UnknownText {
        /// The 段落.
        block: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// An item of 报告信息 that the report kind does not have.
    UnknownItem {
        /// The item.
        item: String,
    },
    /// An item of 报告信息 that stands there twice; the last one holds.
    ItemRepeated {
        /// The item.
        item: String,
        /// What holds.
        text: String,
    },
    /// A date of 报告信息 that could not be understood.
    BadDate {
        /// The item.
        item: String,
        /// What stands there.
        text: String,
    },
    /// An item of 报告信息 that has a choice of words says another.
    UnknownChoice {
        /// The item.
        item: String,
        /// What stands there.
        text: String,
        /// The words there are.
        known: Vec<String>,
    },
    /// An item of 版头 or 版记 in a report that has neither.
    NoHead {
        /// The item.
        item: String,
        /// The items of which one makes it a document with 版头.
        needs: Vec<String>,
    },
    /// A date or number whose last figure is left open until 定稿.
    LeftOpen {
        /// The item.
        item: String,
        /// What is printed.
        text: String,
    },
    /// A section title of 章节标题 for a section that there is not.
    UnknownSection {
        /// The line.
        line: String,
        /// The sections that there are.
        known: Vec<String>,
    },
    /// Activities of a type that the outline does not know are told as a point of their own.
    UnplacedType {
        /// The type as the register writes it.
        kind: String,
        /// How many entries.
        count: usize,
    },
}

impl From<Texts> for What {
    fn from(texts: Texts) -> Self {
        What::Texts(texts)
    }
}

impl Texts {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match self {
            Texts::Needed { name, times } => Said::new(
                "text-needed",
                Error,
                [
                    format!("报告缺少“{name}”，正文中以【待补充：{name}】代替（{times}处）"),
                    format!(
                        "the report lacks \"{name}\"; 【待补充：{name}】 stands in its place ({times} times)"
                    ),
                ],
                ["", ""],
            )
            .with_hint([
                format!("请在报告信息中填写项目“{name}”（或在有该栏的表格中填写）后重新生成"),
                format!(
                    "fill in the item \"{name}\" of 报告信息 (or the column of that name) and build again"
                ),
            ]),
            Texts::Corrected { before, after } => Said::new(
                "text-corrected",
                Info,
                [
                    format!("“{before}”已按规范写作“{after}”"),
                    format!("\"{before}\" is printed as \"{after}\""),
                ],
                ["如属实请同时改正表格原文", "correct the workbook too if you agree"],
            ),
            Texts::Unfilled { name, known: true } => Said::new(
                "text-unfilled",
                Error,
                [
                    format!("文字中引用的“{name}”没有数据"),
                    format!("the text uses \"{name}\", which has no data"),
                ],
                ["请补充相应表格，或改写这段文字", "add the table it comes from, or rewrite the text"],
            ),
            Texts::Unfilled { name, known: false } => Said::new(
                "text-unfilled",
                Error,
                [
                    format!("文字中引用的“{name}”不是已有的数字名称"),
                    format!("the text uses \"{name}\", which is no figure"),
                ],
                ["数字名称可用 chengwen check 查看", "chengwen check lists the figures' names"],
            ),
            Texts::UnknownText { block, known } => Said::new(
                "text-unknown-block",
                Warning,
                [
                    format!("文字材料的段落“{block}”在报告中没有位置，未采用"),
                    format!("the text block \"{block}\" has no place in the report and was not used"),
                ],
                ["", ""],
            )
            .with_hint([
                format!("可用的段落：{}", known.join("、")),
                format!("blocks there are: {}", known.join(", ")),
            ]),
            Texts::UnknownItem { item } => Said::new(
                "setting-unknown",
                Warning,
                [
                    format!("报告信息中的项目“{item}”不认识，未采用"),
                    format!("the item \"{item}\" of 报告信息 is unknown and was not used"),
                ],
                ["请核对项目名称；可用的项目见说明文档", "check its name; the manual lists the items"],
            ),
            Texts::ItemRepeated { item, text } => Said::new(
                "setting-repeated",
                Warning,
                [
                    format!("项目“{item}”填了不止一次，采用最后一次：“{text}”"),
                    format!(
                        "the item \"{item}\" stands there more than once; the last one holds: \"{text}\""
                    ),
                ],
                ["请只保留一行", "keep one row"],
            ),
            Texts::BadDate { item, text } => Said::new(
                "setting-bad-date",
                Error,
                [
                    format!("“{item}”的日期“{text}”不能理解"),
                    format!("the date \"{text}\" of \"{item}\" cannot be understood"),
                ],
                ["请写成 2022年4月15日 的形式", "write it as 2022年4月15日"],
            ),
            Texts::UnknownChoice { item, text, known } => Said::new(
                "setting-unknown-choice",
                Warning,
                [
                    format!("“{item}”填的“{text}”不认识，未采用"),
                    format!("\"{text}\" is no choice of \"{item}\" and was not used"),
                ],
                ["", ""],
            )
            .with_hint([format!("可填：{}", known.join("、")), format!("choices are: {}", known.join(", "))]),
            Texts::NoHead { item, needs } => Said::new(
                "head-not-printed",
                Warning,
                [
                    format!("没有填写{}，按内部材料排版，“{item}”未印", needs.join("和")),
                    format!(
                        "\"{item}\" is not printed: without {} the report is an internal paper",
                        needs.join(" and ")
                    ),
                ],
                ["", ""],
            )
            .with_hint([
                format!("正式行文请填写项目“{}”；内部材料请删去这一项", needs.join("”或“")),
                format!("fill in \"{}\", or remove the item", needs.join("\" or \"")),
            ]),
            Texts::LeftOpen { item, text } => Said::new(
                "left-open",
                Info,
                [format!("“{item}”还没有定：{text}"), format!("\"{item}\" is left open: {text}")],
                ["定稿之前请在报告信息中填全", "complete it in 报告信息 before 定稿"],
            ),
            Texts::UnknownSection { line, known } => Said::new(
                "setting-unknown-section",
                Warning,
                [
                    format!("章节标题“{line}”没有对应的部分，未采用"),
                    format!("the heading \"{line}\" belongs to no section and was not used"),
                ],
                ["", ""],
            )
            .with_hint([
                format!("请写成“部分：标题”，部分有：{}", known.join("、")),
                format!("write it as section：heading, with one of {}", known.join(", ")),
            ]),
            Texts::UnplacedType { kind, count } => Said::new(
                "activity-unplaced",
                Warning,
                [
                    format!("活动类型“{kind}”（{count}次）不在提纲之内，已作为一般要点写入工作措施"),
                    format!(
                        "the activity type \"{kind}\" ({count} times) is not in the outline; it is told as a general point"
                    ),
                ],
                [
                    "如属于已有类型，请改用规范的类型名称",
                    "if it is one of the known types, use that type's name",
                ],
            ),
        }
    }
}
