//! What our workbooks tell the one who fills them in: 核对表, the blank ones of a new folder, the form for the units.

use crate::model::decision::Column;
use crate::model::form::Entry;

/// What is told when a cell to fill in is chosen.
pub const fn help_of(column: Column) -> &'static str {
    match column {
        Column::Aspect => "选择或填写方面。填“撤销”收回已填内容。",
        Column::Join => {
            "填另一条的序号，与它合并为一条；填“单列”不与其他条合并；填自己的序号，连同文字相同的几条不与其他条合并，不再提示；填“撤销”收回。"
        }
        Column::LeftOut => "填“是”，这一条不计入条数，并请在“理由”栏说明；填“撤销”收回。",
        Column::Reason => "说明理由。",
        Column::Problem => "写明突出问题。几行写成一样，就归为一个突出问题；填“撤销”收回。",
        Column::Handled => "核对无误、按现状保留的，选“已核保留”，并请写理由。",
        Column::By => "填写经办人。",
        Column::Table => {
            "选这张表应作哪种表格；无关的选“不用”，认对了的选“无误”。表头相同的工作表都照此办理。清空或填“还原”收回。"
        }
        Column::Field => {
            "选这一列应作哪个字段；不需要的选“不用”，认对了的选“无误”。表头相同的工作表都照此办理。清空或填“还原”收回。"
        }
    }
}

/// What is told of 方面（改） where it stands beside a question.
pub const ASPECT_OF_COLUMN: &str = "这个问题问的是哪个方面：选择或填写；不属于任何方面的填“不用”。表头（问题）相同的都照此办理。清空或填“还原”收回。";

/// What the cell of a column offers as long as its sheet is no table.
pub const TABLE_FIRST: &str = "（先在“表格（改）”中选定表格）";

/// What is told of 归并到（改） where it stands beside a whole group.
pub const JOIN_GROUP: &str = "同一“近似组”的几行，看是不是一个意思：是，填要并入的那一行的序号，整行合并为一条；不是，填“单列”，不再提示。填“撤销”收回。";

/// What stands below the last row that a sheet can hold.
pub fn more_rows(rows: usize) -> String {
    format!("另有{rows}行放不下，未列出；chengwen list 可列出全部条目")
}

/// What a column without a header is called.
#[must_use]
pub fn nameless(letter: &str) -> String {
    format!("（{letter}列）")
}

/// The instruction row of a blank workbook; it begins so that it is known for one when the workbook is read.
#[must_use]
pub fn form_note(note: &str) -> String {
    let note = if note.is_empty() { "一行填一项，不清楚的空着。" } else { note };
    format!("填写说明：{note}")
}

/// What is told of a cell of a blank workbook when it is chosen, and when something else is typed.
#[must_use]
pub const fn entry_help(entry: &Entry) -> &'static str {
    match entry {
        Entry::Text => "照实填写，不清楚的空着。",
        Entry::List => "有几个的，用顿号分开或换行。",
        Entry::Points => "有几条的，用1. 2. 3.编号分开。",
        Entry::Date => "填日期，如2024-03-15；只知道月份的写2024年3月，几天的写2024年3月1日至5日。",
        Entry::Number { whole: true } => "填整数，不写单位；大约的可以写“约30”。",
        Entry::Number { whole: false } => "填数，不写单位；大约的可以写“约30”。",
        Entry::Choice(_) => "从下拉选项中选；没有合适的，可以自己写。",
    }
}

/// What the blank 报告信息 says of an item.
#[must_use]
pub fn item_note(note: &str, example: Option<&str>, choices: &[String]) -> String {
    let choices = (!choices.is_empty()).then(|| format!("。可选：{}", choices.join("、")));
    let example = example.map(|example| format!("。例：{example}"));
    format!("{note}{}{}", choices.unwrap_or_default(), example.unwrap_or_default())
}

/// What the blank 文字材料 says of a 段落 that the wording places.
#[must_use]
pub fn own_place() -> String {
    "写进报告相应的地方；不填就不写".to_owned()
}

/// What it says of a 段落 that goes behind a section.
#[must_use]
pub fn after_section(section: &str) -> String {
    format!("接在“{section}”部分后面；不填就不写")
}

/// The form for the units: its title, and what stands above and below its table.
pub const PAPER_TITLE: &str = "征求意见表";
/// The line above the table of the form: blanks for the unit and the date.
pub const PAPER_HEAD: &str = "填报单位：　　　　　　　　填报时间：　　年　月　日";
/// The line below the table of the form: how it is filled in.
pub const PAPER_FOOT: &str =
    "填写说明：每行写一条意见建议，方面不清楚的可以不填；没有意见的，在第一行写“无”。可以不署名。";
