//! What is said of the report of the last period: where it is, whether it can be compared, what fell since.

use super::Severity::{Error, Info, Warning};
use super::{Said, What};

/// Findings on the last report and what changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Periods {
    /// 上期报告 names something that is not there.
    Missing {
        /// Where it was looked for.
        path: String,
    },
    /// 上期报告 names a file that is no 快照.xlsx, or one of another version.
    Foreign {
        /// Where it lies.
        path: String,
    },
    /// The folder that 上期报告 names cannot be read as one of a report.
    Unusable {
        /// Where it lies.
        path: String,
        /// Why, in Chinese and English.
        reason: [String; 2],
    },
    /// The folder of the last report has no 快照.xlsx; its workbooks were counted as they are now.
    Recounted {
        /// Where it lies.
        path: String,
    },
    /// The last report is of another kind.
    OtherKind {
        /// Its kind.
        kind: String,
    },
    /// The last report is about another campaign.
    OtherCampaign {
        /// Its campaign.
        campaign: String,
    },
    /// The last report counts up to the same day as this one, or a later one.
    NotEarlier {
        /// Its day.
        then: String,
        /// Today's.
        now: String,
    },
    /// A 快照.xlsx lies among the workbooks and is no table.
    Aside,
    /// Workbooks of the last report lie inside the folder and do not count today.
    Inside {
        /// How many files.
        count: usize,
    },
    /// A figure that counts from the start of the campaign on fell.
    Fell {
        /// Its name.
        name: String,
        /// What it was.
        before: String,
        /// What it is.
        after: String,
        /// The difference.
        by: String,
    },
    /// A table that the last report counted is not there.
    TableGone {
        /// Its name.
        table: String,
        /// What was counted in it.
        figures: Vec<String>,
    },
}

impl From<Periods> for What {
    fn from(periods: Periods) -> Self {
        What::Periods(periods)
    }
}

/// What 上期报告 may name.
const NAME_IT: [&str; 2] = [
    "请在报告信息的“上期报告”中填写上期报告所在的文件夹，或其中“成文”下的快照.xlsx（chengwen finish 定稿时生成）；不比较的，删去该项",
    "name at 上期报告 of 报告信息 the folder of the last report or the 快照.xlsx in its 成文 (written by chengwen finish); delete the item if nothing is to be compared",
];

impl Periods {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        match self {
            Periods::Missing { path } => Said::new(
                "previous-missing",
                Error,
                [
                    format!("没有找到上期报告“{path}”，报告中没有与上次的比较"),
                    format!("the last report \"{path}\" was not found; the report compares nothing"),
                ],
                NAME_IT,
            ),
            Periods::Foreign { path } => Said::new(
                "previous-foreign",
                Error,
                [
                    format!("“{path}”不是本程序生成的快照，报告中没有与上次的比较"),
                    format!("\"{path}\" is no 快照.xlsx of this program; the report compares nothing"),
                ],
                NAME_IT,
            ),
            Periods::Unusable { path, reason: [zh, en] } => Said::new(
                "previous-unusable",
                Error,
                [
                    format!("上期报告“{path}”不能用于比较：{zh}"),
                    format!("the last report \"{path}\" cannot be compared with: {en}"),
                ],
                NAME_IT,
            ),
            Periods::Recounted { path } => Said::new(
                "previous-recounted",
                Info,
                [
                    format!("上期报告“{path}”没有快照，按该文件夹现有的表格重新计数作比较"),
                    format!(
                        "the last report \"{path}\" has no 快照.xlsx; its workbooks were counted as they are now"
                    ),
                ],
                [
                    "如上期的表格在定稿后改动过，请以定稿时的表格或快照为准",
                    "if its workbooks changed after it was signed, use those of that day, or the 快照.xlsx",
                ],
            ),
            Periods::OtherKind { kind } => Said::new(
                "previous-other-kind",
                Error,
                [
                    format!("上期报告是另一种报告（{kind}），没有比较"),
                    format!("the last report is of another kind ({kind}); nothing is compared"),
                ],
                NAME_IT,
            ),
            Periods::OtherCampaign { campaign } => Said::new(
                "previous-other-campaign",
                Warning,
                [
                    format!("上期报告写的是另一项活动“{campaign}”，请核对是否应当比较"),
                    format!(
                        "the last report is about another campaign, \"{campaign}\"; check whether to compare"
                    ),
                ],
                NAME_IT,
            ),
            Periods::NotEarlier { then, now } => Said::new(
                "previous-not-earlier",
                Warning,
                [
                    format!("上期报告截至{then}，不早于本次（{now}）"),
                    format!("the last report counts up to {then}, which is not before {now}"),
                ],
                [
                    "请核对“截至日期”和“上期报告”；在同一文件夹续写的，上期的快照在 成文/历史/ 中",
                    "check 截至日期 and 上期报告; where one folder goes on from report to report, the earlier 快照.xlsx is in 成文/历史/",
                ],
            ),
            Periods::Aside => Said::new(
                "snapshot-aside",
                Info,
                [
                    "这是一份快照，不作为表格计入".into(),
                    "this is a 快照.xlsx and does not count as a table".into(),
                ],
                [
                    "如要与它比较，请在报告信息的“上期报告”中填写它的路径",
                    "to compare with it, give its path at 上期报告 of 报告信息",
                ],
            ),
            Periods::Inside { count } => Said::new(
                "previous-inside",
                Info,
                [
                    format!("这是上期报告的文件夹，其中{count}个文件不计入本期"),
                    format!("this is the folder of the last report; its {count} files do not count today"),
                ],
                ["", ""],
            ),
            Periods::Fell { name, before, after, by } => Said::new(
                "figure-fell",
                Warning,
                [
                    format!("“{name}”上次为{before}，这次为{after}，少了{by}；累计的数不应减少"),
                    format!(
                        "\"{name}\" was {before} and is {after}, {by} less; what is counted up should not fall"
                    ),
                ],
                [
                    "请核对是否漏放了表格、删改了行，或上次多计；情况属实的，在核对表的“处理”栏选“已核保留”并写明理由",
                    "check whether a workbook or rows are missing, or too much was counted then; if it is right, mark it 已核保留 in 核对表 with the reason",
                ],
            ),
            Periods::TableGone { table, figures } => Said::new(
                "previous-table-gone",
                Warning,
                [
                    format!("上次计入的“{table}”这次没有（上次：{}）", figures.join("、")),
                    format!(
                        "the table \"{table}\", counted last time, is not there (it gave {})",
                        figures.join(", ")
                    ),
                ],
                [
                    "请核对是否漏放了表格；确实不再统计的，在核对表的“处理”栏选“已核保留”并写明理由",
                    "check whether a workbook is missing; if it is not counted any more, mark it 已核保留 in 核对表 with the reason",
                ],
            ),
        }
    }
}
