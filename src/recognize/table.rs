//! What recognising gives: a table of the kind on a sheet, its rows of data, and the rows that were set aside.

use super::ticks::Ticks;
use crate::model::entry::TableHead;
use crate::model::origin::Origin;
use crate::model::value::Text;

/// A recognised table. `rows_read` (non-blank rows below the header) = `data.len()` + `set_aside.len()`.
#[derive(Debug, Clone)]
pub struct Table {
    /// What its entries need to say where they come from.
    pub head: TableHead,
    /// Non-blank rows below the header (合计, notes, repeated headers and bands included) as far as the title
    /// rows of the next table. For a form one, and the rows that were set aside.
    pub rows_read: u32,
    /// The rows of data, counted from zero, in order; for a form the one row of its first label.
    pub data: Vec<DataRow>,
    /// The rows that are not data, each with its reason.
    pub set_aside: Vec<SetAside>,
    /// Columns with a header that no field claims: column and header, for the record.
    pub extra: Vec<(u32, Text)>,
    /// Fields whose values are ticks under their terms.
    pub ticks: Vec<Ticks>,
    /// Values of a form that stand in one cell with their label (`姓名：张三`), by field.
    pub inline: Vec<(usize, Text)>,
    /// What stands outside the rows and holds for them.
    pub harvested: Harvested,
}

impl Table {
    /// The same where another table of the same rows accounts for those that are not data.
    #[must_use]
    pub fn accounted(self) -> Self {
        let rows_read = self.data.len() as u32;
        Table { rows_read, set_aside: Vec::new(), extra: Vec::new(), ..self }
    }

    /// Whether every row that was read is accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.rows_read as usize == self.data.len() + self.set_aside.len()
    }
}

/// A row that gives entries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataRow {
    /// The row of the sheet, counted from zero.
    pub row: u32,
    /// The band row above it (一、形式主义方面), without numbering (形式主义方面), with its cell; where labels or
    /// headers ask, the aspect that they name, else the question.
    pub band: Option<(Text, Origin)>,
    /// Whom the label or header asks about (对党支部的意见建议), with its cell.
    pub target: Option<(Text, Origin)>,
}

impl DataRow {
    /// A row of data under no heading.
    #[must_use]
    pub fn at(row: u32) -> Self {
        DataRow { row, ..DataRow::default() }
    }
}

/// What stands outside the rows of a table and holds for all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Harvested {
    /// The unit of a 填报单位 line above the header (else in a note below the table), with its cell.
    pub unit: Option<(Text, Origin)>,
    /// The date text of a 填报时间 line above the header (else in a note below the table), with its cell.
    pub date: Option<(Text, Origin)>,
    /// The title above the header, with its cell.
    pub title: Option<(Text, Origin)>,
    /// Fields that labels above the header fill (`姓名 | 张三`), each with its cell and text.
    pub labelled: Vec<(usize, Origin, Text)>,
}

/// A row that gives no entries, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The row of the sheet, counted from zero.
    pub row: u32,
    /// Why, one word in JSON and a sentence in 核对表.
    pub reason: Reason,
}

/// Why a row gives no entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A row of totals: 合计, 小计, 总计, 共计, 本页合计.
    Total,
    /// 备注, 说明, 填表人 and the like; remarks beside the table; 必填 and column numbers below a header; a
    /// heading with no rows of data below it.
    Note,
    /// The header once more, on a further page of the table.
    RepeatedHeader,
    /// A heading over the rows below (一、形式主义方面).
    Band,
    /// An example for those who fill in the table (例, 示例).
    Example,
    /// A row with nothing but a number in the 序号 column.
    OnlyNumber,
    /// A row without what the table is about (an opinion, a date, a title).
    NoSubject,
    /// It is of a copy or another version of a table that counts.
    Duplicate,
    /// Summed up from a table that counts.
    InSummary,
    /// Its date is later than 截至日期.
    AfterAsOf,
}

impl Reason {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Reason::Total => "total",
            Reason::Note => "note",
            Reason::RepeatedHeader => "repeated-header",
            Reason::Band => "band",
            Reason::Example => "example",
            Reason::OnlyNumber => "only-number",
            Reason::NoSubject => "no-subject",
            Reason::Duplicate => "duplicate",
            Reason::InSummary => "in-summary",
            Reason::AfterAsOf => "after-as-of",
        }
    }
}
