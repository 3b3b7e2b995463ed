//! What is said of the annexes that 报告信息 chooses: unknown, empty, twice, too long for the document.

use super::Severity::{Info, Warning};
use super::{Said, What};

/// Findings on annexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Annexes {
    /// 报告信息 chooses an annex that the report kind does not have.
    Unknown {
        /// The line.
        name: String,
        /// The annexes that there are.
        known: Vec<String>,
    },
    /// There is nothing that a chosen annex could show.
    Empty {
        /// The annex.
        name: String,
    },
    /// An annex is chosen twice.
    Repeated {
        /// The annex.
        name: String,
    },
    /// An annex has more rows than the document takes.
    Beside {
        /// The annex's title.
        title: String,
        /// How many rows.
        rows: usize,
        /// The workbook that has them.
        file: String,
    },
    /// The annexes are chosen in another order than that of a report which people have edited.
    OrderKept,
    /// An item that takes yes or no says neither.
    NotYesOrNo {
        /// The item.
        item: String,
        /// What it says.
        text: String,
    },
}

impl From<Annexes> for What {
    fn from(annexes: Annexes) -> Self {
        What::Annexes(annexes)
    }
}

impl Annexes {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match self {
            Annexes::OrderKept => Said::new(
                "annexes-keep-order",
                Warning,
                [
                    "报告经过手工修改，附件保持原来的次序和编号，没有按报告信息重排".into(),
                    "people have edited the report; its annexes keep their order and numbers".into(),
                ],
                [
                    "要换次序，请在报告中移动附件和附件说明，或把报告移出文件夹后重新生成",
                    "move the annexes and their names in the report, or move the report out of the folder and build again",
                ],
            ),
            Annexes::Unknown { name, known } => Said::new(
                "annex-unknown",
                Warning,
                [
                    format!("没有名为“{name}”的附件，未附"),
                    format!("there is no annex \"{name}\"; it was not added"),
                ],
                ["", ""],
            )
            .with_hint([
                format!("可选的附件：{}；其他附件请在成稿后手工添加", known.join("、")),
                format!("annexes there are: {}; add others to the finished report by hand", known.join(", ")),
            ]),
            Annexes::Empty { name } => Said::new(
                "annex-empty",
                Warning,
                [
                    format!("附件“{name}”没有可列的内容，未附"),
                    format!("the annex \"{name}\" has nothing to show; it was not added"),
                ],
                [
                    "请补充相应的表格，或从报告信息的“附件”中去掉它",
                    "add the table that it comes from, or take it out of the item 附件",
                ],
            ),
            Annexes::Repeated { name } => Said::new(
                "annex-repeated",
                Warning,
                [
                    format!("附件“{name}”选了不止一次，只附一次"),
                    format!("the annex \"{name}\" is chosen twice"),
                ],
                ["请只保留一行", "keep one row"],
            ),
            Annexes::Beside { title, rows, file } => Said::new(
                "annex-beside",
                Info,
                [
                    format!("附件“{title}”有{rows}行，放入报告篇幅过长，另存为“{file}”"),
                    format!(
                        "the annex \"{title}\" has {rows} rows, too many for the report; they are in \"{file}\""
                    ),
                ],
                ["报送时请连同该文件一并报送", "send that file along with the report"],
            ),
            Annexes::NotYesOrNo { item, text } => Said::new(
                "setting-not-yes-or-no",
                Warning,
                [
                    format!("项目“{item}”应填“是”或“否”，“{text}”不能理解，按未填处理"),
                    format!("the item \"{item}\" takes 是 or 否; \"{text}\" is neither and counts as blank"),
                ],
                ["请改填“是”或“否”", "write 是 or 否"],
            ),
        }
    }
}
