//! The names under which the texts of every kind find what no kind names: the members of a group, and 文字材料.

/// The name of a group's member (形式主义).
pub const GROUP_KEY: &str = "名称";
/// How many entries a group's member has.
pub const GROUP_COUNT: &str = "条数";
/// What is counted of a group's member, as it prints.
pub const GROUP_NUMBER: &str = "数值";
/// The members of the next field of `group_by` inside a group's member.
pub const GROUP_INNER: &str = "下级";
/// The entries of a group's member, for a loop over them.
pub const GROUP_ROWS: &str = "各次";
/// A short code of a group's member, for the identity of a block.
pub const GROUP_CODE: &str = "代号";
/// How many rows an annex has that became a workbook.
pub const ANNEX_ROWS: &str = "行数";
/// The texts that people write for the report.
pub const OWN_TEXTS: &str = "文字材料";
