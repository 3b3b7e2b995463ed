//! What is said of the report of the last period: where it is, whether it can be compared, what fell since.

use super::record::findings;
use super::spoken::Count;

/// The cure where 上期报告 leads nowhere: what it may name, in Chinese and English.
const NAME_IT: [&str; 2] = [
    "请在报告信息的“上期报告”中填写上期报告所在的文件夹，或其中“成文”下的快照.xlsx（chengwen finish 定稿时生成）；不比较的，删去该项",
    "name at 上期报告 of 报告信息 the folder of the last report or the 快照.xlsx in its 成文 (written by chengwen finish); delete the item if nothing is to be compared",
];

findings! {
    /// Findings on the last report and what changed since.
    pub enum Periods in Periods {
        /// 上期报告 names something that is not there.
        Missing { path: String } => ("previous-missing", Error,
            "没有找到上期报告“{path}”，报告中没有与上次的比较",
            "the last report \"{path}\" was not found; the report compares nothing",
            cure NAME_IT)
        /// 上期报告 names a file that is no 快照.xlsx, or one of another version.
        Foreign { path: String } => ("previous-foreign", Error,
            "“{path}”不是本程序生成的快照，报告中没有与上次的比较",
            "\"{path}\" is no 快照.xlsx of this program; the report compares nothing",
            cure NAME_IT)
        /// The folder that 上期报告 names cannot be read as one of a report.
        Unusable { path: String, reason: [String; 2] } => ("previous-unusable", Error,
            "上期报告“{path}”不能用于比较：{reason}",
            "the last report \"{path}\" cannot be compared with: {reason}",
            cure NAME_IT)
        Recounted { path: String } => ("previous-recounted", Info,
            "上期报告“{path}”没有快照，按该文件夹现有的表格重新计数作比较",
            "the last report \"{path}\" has no 快照.xlsx; its workbooks were counted as they are now",
            cure "如上期的表格在定稿后改动过，请以定稿时的表格或快照为准",
            "if its workbooks changed after it was signed, use those of that day, or the 快照.xlsx")
        OtherKind { kind: String } => ("previous-other-kind", Error,
            "上期报告是另一种报告（{kind}），没有比较",
            "the last report is of another kind ({kind}); nothing is compared",
            cure NAME_IT)
        OtherCampaign { campaign: String } => ("previous-other-campaign", Warning,
            "上期报告写的是另一项活动“{campaign}”，请核对是否应当比较",
            "the last report is about another campaign, \"{campaign}\"; check whether to compare",
            cure NAME_IT)
        NotEarlier { then: String, now: String } => ("previous-not-earlier", Warning,
            "上期报告截至{then}，不早于本次（{now}）",
            "the last report counts up to {then}, which is not before {now}",
            cure "请核对“截至日期”和“上期报告”；在同一文件夹续写的，上期的快照在 成文/历史/ 中",
            "check 截至日期 and 上期报告; where one folder goes on from report to report, the earlier 快照.xlsx is in 成文/历史/")
        /// A 快照.xlsx lies among the workbooks and is no table.
        Aside => ("snapshot-aside", Info,
            "这是一份快照，不作为表格计入", "this is a 快照.xlsx and does not count as a table",
            cure "如要与它比较，请在报告信息的“上期报告”中填写它的路径",
            "to compare with it, give its path at 上期报告 of 报告信息")
        Inside { count: usize } => {
            let count = Count(*count, "file does", "files do");
            "previous-inside", Info,
            "这是上期报告的文件夹，其中{count}个文件不计入本期",
            "this is the folder of the last report; its {count} not count today";
        }
        Fell { name: String, before: String, after: String, by: String } => ("figure-fell", Warning,
            "“{name}”上次为{before}，这次为{after}，少了{by}；累计的数不应减少",
            "\"{name}\" was {before} and is {after}, {by} less; what is counted up should not fall",
            cure "请核对是否漏放了表格、删改了行，或上次多计；情况属实的，在核对表的“处理”栏选“已核保留”并写明理由",
            "check whether a workbook or rows are missing, or too much was counted then; if it is right, mark it 已核保留 in 核对表 with the reason")
        TableGone { table: String, figures: Vec<String> } => ("previous-table-gone", Warning,
            "上次计入的“{table}”这次没有（上次：{figures}）",
            "the table \"{table}\", counted last time, is not there (it gave {figures})",
            cure "请核对是否漏放了表格；确实不再统计的，在核对表的“处理”栏选“已核保留”并写明理由",
            "check whether a workbook is missing; if it is not counted any more, mark it 已核保留 in 核对表 with the reason")
    }
}

/// Why a document that 上期报告 names tells nothing of its period.
pub const NO_SNAPSHOT: [&str; 2] = ["旁边没有快照.xlsx", "no 快照.xlsx lies beside it"];

/// Why the folder of this report is not the one of the last.
pub const NOT_FINISHED: [&str; 2] =
    ["这就是本期的文件夹，还没有定稿", "it is the folder of this report, which is not finished yet"];
