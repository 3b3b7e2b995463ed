//! Decisions: what persons wrote into 核对表, kept by the identity of what it concerns, never by a row.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The word that takes a decision back.
pub const WITHDRAWN: &str = "撤销";
/// The word of 归并到（改） that gives an item a group of its own.
pub const ALONE: &str = "单列";
/// The word of 不计入（改） that takes an item out of the count.
pub const YES: &str = "是";
/// The word of 处理 that lets a finding stand.
pub const KEPT: &str = "已核保留";
/// The word of 表格（改） and 字段（改） for a sheet or column that holds nothing for the report.
pub const UNUSED: &str = "不用";
/// Stands between the key of a header row and that of one of its columns.
pub const COLUMN_OF: char = '·';

/// All that persons decided about the data of a folder, over all runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decisions {
    /// On opinions and problems, by [`Class::id`](super::entry::Class::id).
    pub items: BTreeMap<String, Decision>,
    /// On named problems, by their text before they were named anew.
    pub problems: BTreeMap<String, Decision>,
    /// On findings, by their [`key`](crate::finding::Finding::key): that they may stand, and why.
    pub findings: BTreeMap<String, Decision>,
    /// On sheets, by the [`key`](crate::recognize::Seen::key) of their header row; on columns, by that of the row and
    /// of the column ([`COLUMN_OF`]).
    pub headers: BTreeMap<String, Decision>,
    /// The header rows among those that were met in this folder.
    pub met: BTreeSet<String>,
    /// 问题编号 of the named problems, by their text as it is compared.
    pub numbers: BTreeMap<String, u32>,
    /// Numbers of the groups of opinions, by table and by [`Class::id`](super::entry::Class::id): no decisions,
    /// but what decisions and people's notes refer to from run to run.
    pub groups: BTreeMap<String, BTreeMap<String, u32>>,
    /// The columns that people added to the sheets of 核对表, by the sheet's name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<String, OwnColumns>,
}

/// Columns that people added to a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnColumns {
    /// Their titles, in the order in which they stand.
    pub titles: Vec<String>,
    /// What stands in them, by the key of the row.
    pub rows: BTreeMap<String, OwnRow>,
}

/// What a person wrote into a row in columns of his own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnRow {
    /// What the row is about, in its own words.
    pub about: String,
    /// The cells, by the titles of their columns.
    pub cells: BTreeMap<String, String>,
}

/// What was decided on one thing: the cells of its row in 核对表.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// What it concerns, in its own words: for the day when that is gone.
    pub about: String,
    /// The cells that a person filled in, or emptied again (撤销).
    pub cells: BTreeMap<Column, Decided>,
    /// The texts of a header row, by which it is known again after it was changed a little; empty for all else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
}

/// A column of 核对表 that is there for people to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    /// 方面（改）: the aspect that the opinion is of.
    Aspect,
    /// 归并到（改）: the identity of another item, or 单列.
    Join,
    /// 不计入（改）: 是 takes the item out of the count.
    LeftOut,
    /// 理由: why, in the person's words.
    Reason,
    /// 突出问题表述（改）: the words for the named problem of the opinions.
    Problem,
    /// 处理: whether a finding was looked into and may stand.
    Handled,
    /// 经办人: who decided.
    By,
    /// 表格（改）: which table a sheet is.
    Table,
    /// 字段（改）: which field a column is.
    Field,
}

/// What one cell says, and since when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The text of the cell as typed; 撤销 takes the decision back.
    pub value: String,
    /// When the workbook was saved in which it was read first, in seconds since 1970; the newest holds.
    pub at: u64,
    /// What stood there when it was decided on a page, as long as 核对表 was not written since: a program that has
    /// 核对表 open may save that again, and nobody typed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

impl Decision {
    /// What a cell says, also when it says that something is taken back.
    pub fn written(&self, column: Column) -> Option<&str> {
        self.cells.get(&column).map(|decided| decided.value.as_str())
    }

    /// What a cell says, unless it was taken back.
    pub fn get(&self, column: Column) -> Option<&str> {
        self.written(column).filter(|value| *value != WITHDRAWN)
    }

    /// Whether the item is taken out of the count.
    pub fn leaves_out(&self) -> bool {
        self.get(Column::LeftOut) == Some(YES)
    }

    /// The reason for which a finding may stand; none without both.
    pub fn keeps(&self) -> Option<&str> {
        self.get(Column::Reason).filter(|_| self.get(Column::Handled) == Some(KEPT))
    }
}

impl Decisions {
    /// Forgets what stood before decisions on a page: 核对表 was written and says what holds. Whether there was any.
    pub fn forget_before(&mut self) -> bool {
        let kinds = [&mut self.items, &mut self.problems, &mut self.findings, &mut self.headers];
        let cells = kinds.into_iter().flat_map(BTreeMap::values_mut).flat_map(|one| one.cells.values_mut());
        cells.filter_map(|cell| cell.was.take()).count() > 0
    }

    /// What was decided in an item's column.
    pub fn of_item(&self, id: &str, column: Column) -> Option<&str> {
        self.items.get(id)?.get(column)
    }

    /// The text of a problem after it was named anew.
    pub fn renamed(&self, problem: &str) -> Option<&str> {
        self.problems.get(problem)?.get(Column::Problem)
    }
}
