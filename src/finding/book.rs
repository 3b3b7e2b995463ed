//! What 核对表 tells the one who fills it in.

use crate::model::decision::Column;

/// What is told when a cell to fill in is chosen.
pub const fn help_of(column: Column) -> &'static str {
    match column {
        Column::Aspect => "选择或填写方面。填“撤销”收回已填内容。",
        Column::Join => "填另一条的序号，与它合并为一条；填“单列”不与其他条合并；填“撤销”收回。",
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

/// What the cell of a column offers as long as its sheet is no table.
pub const TABLE_FIRST: &str = "（先在“表格（改）”中选定表格）";

/// What is told of 归并到（改） where it stands beside a whole group.
pub const JOIN_GROUP: &str = "同一“近似组”的几行，看是不是一个意思：是，填要并入的那一行的序号，整行合并为一条；不是，不用填。填“撤销”收回。";

/// What stands below the last row that a sheet can hold.
pub fn more_rows(rows: usize) -> String {
    format!("另有{rows}行放不下，未列出；chengwen list 可列出全部条目")
}

/// What a column without a header is called.
#[must_use]
pub fn nameless(letter: &str) -> String {
    format!("（{letter}列）")
}
