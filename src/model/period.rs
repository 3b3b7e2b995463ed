//! What one report said, for the next one to be compared with: its figures and items, without the text.

use std::collections::BTreeMap;

use super::figure::FigureValue;
use super::origin::Source;
use super::value::{Bound, When};

/// The mark of a 快照.xlsx; its number goes up when a reader of the old one would misread the new.
pub const MARK: &str = "urn:chengwen:snapshot:1";

/// A report of an earlier period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Period {
    /// The run's identity.
    pub run: String,
    /// The report kind's name.
    pub kind: String,
    /// The report's title.
    pub title: String,
    /// 活动名称.
    pub campaign: String,
    /// 开始日期 of what it tells.
    pub start: Option<When>,
    /// The day up to which it counts: 截至日期, else 成文日期.
    pub as_of: Option<When>,
    /// Where that day stands.
    pub as_of_source: Option<Source>,
    /// Its figures by id.
    pub figures: BTreeMap<String, PastFigure>,
    /// The entries that counted, in their order.
    pub items: Vec<PastItem>,
}

/// A figure of an earlier report.
#[derive(Debug, Clone, PartialEq)]
pub struct PastFigure {
    /// Its Chinese name.
    pub name: String,
    /// What it was; groups, lists and rows are told by their number only.
    pub value: FigureValue,
    /// How it was printed.
    pub printed: String,
    /// How exact it was.
    pub bound: Bound,
    /// Where it stands: in the 快照.xlsx, or the cells that it was counted from.
    pub sources: Vec<Source>,
}

/// An entry that an earlier report counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastItem {
    /// The table's id (`opinions`).
    pub table: String,
    /// Its identity, [`Class::id`](super::entry::Class::id).
    pub id: String,
    /// Its first words.
    pub text: String,
    /// The number of its group; zero without one.
    pub group: u32,
    /// 问题编号 of its named problem.
    pub problem: Option<u32>,
    /// Its state, where its table has one (已完成).
    pub status: Option<String>,
    /// Where it stands.
    pub source: Option<Source>,
}

impl Period {
    /// A figure by its id.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&PastFigure> {
        self.figures.get(id)
    }

    /// The items of a table.
    pub fn of_table<'a>(&'a self, table: &'a str) -> impl Iterator<Item = &'a PastItem> {
        self.items.iter().filter(move |item| item.table == table)
    }
}

impl PastItem {
    /// The first words of a text, as an item keeps them.
    #[must_use]
    pub fn short(text: &str) -> String {
        text.chars().take(SHORT).collect()
    }
}

/// How many characters of an item are kept.
const SHORT: usize = 60;
