//! What a run said: kept for the next run, which tells what changed, and for the report of the next period.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::change::Changes;
use super::figure::FigureValue;
use super::origin::Source;
use super::value::{Bound, When};

/// The mark of a 快照.xlsx; its number goes up when a reader of the old one would misread the new.
pub const MARK: &str = "urn:chengwen:snapshot:1";

/// What a run said. Exact values, dates and cells are for the next period alone: the next run has no use for them,
/// and its JSON is without them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Record {
    /// The identity of the run (lower-case hexadecimal).
    pub run: String,
    /// The name of the report kind (`campaign`).
    pub kind: String,
    /// The title of the report as it was printed.
    pub title: String,
    /// 活动名称 in 报告信息; empty when it was blank.
    pub campaign: String,
    /// 开始日期 in 报告信息: the day from which on it counts.
    #[serde(skip)]
    pub start: Option<When>,
    /// The day up to which it counts (截至日期, else 成文日期), and where that stands.
    #[serde(skip)]
    pub as_of: Option<(When, Option<Source>)>,
    /// Its figures, in the order of the kind.
    pub figures: Vec<PastFigure>,
    /// The entries that counted, in their order; none when there were too many of them to be kept.
    pub entries: Option<Vec<PastEntry>>,
}

/// A figure as an earlier run had it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PastFigure {
    /// Its id in `figures.toml` (`opinions.items`).
    pub id: String,
    /// Its Chinese name (意见建议条数).
    pub name: String,
    /// How it printed, a share with its sign.
    pub printed: String,
    /// Whether a sentence of the report printed it.
    pub shown: bool,
    /// How many cells, or parts of cells, of each file it was counted from.
    pub files: BTreeMap<String, usize>,
    /// What it was. From a 快照.xlsx groups, lists and rows come by their number only.
    #[serde(skip)]
    pub value: FigureValue,
    /// How exact its value was (30余, 约30).
    #[serde(skip)]
    pub bound: Bound,
    /// Where it stands: in the 快照.xlsx, or the cells that it was counted from.
    #[serde(skip)]
    pub sources: Vec<Source>,
}

/// An entry of an earlier run. Two runs have the same entry when it has the same id, wherever its row stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PastEntry {
    /// Its identity: from its content ([`Class::id`](super::entry::Class::id)), never from the row.
    pub id: String,
    /// The id of its table (`opinions`).
    pub table: String,
    /// Who gave it, or which item of the table it is.
    pub by: String,
    /// The first words of what it says.
    pub text: String,
    /// The digest of all its values: the same digest, nothing changed.
    pub whole: String,
    /// The path of the file that it stood in.
    pub file: String,
    /// What became of it, when it is an opinion or a problem.
    #[serde(skip)]
    pub item: Option<PastItem>,
}

/// What an earlier run knew of an opinion or a problem.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PastItem {
    /// The first words of what it says.
    pub text: String,
    /// The number of its group; zero without one.
    pub group: u32,
    /// 问题编号 of its named problem; none without one.
    pub problem: Option<u32>,
    /// Its state, where its table has one (已完成).
    pub status: Option<String>,
    /// The cell it stands in, of a workbook or of the 快照.xlsx.
    pub source: Option<Source>,
}

impl Record {
    /// The figure with this id; `None` when the run had none.
    pub fn figure(&self, id: &str) -> Option<&PastFigure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// The opinions or problems among the entries.
    pub fn items(&self) -> impl Iterator<Item = (&PastEntry, &PastItem)> {
        self.entries.iter().flatten().filter_map(|entry| Some((entry, entry.item.as_ref()?)))
    }

    /// The opinions or problems of the table with this id.
    pub fn of_table<'a>(&'a self, table: &'a str) -> impl Iterator<Item = (&'a PastEntry, &'a PastItem)> {
        self.items().filter(move |(entry, _)| entry.table == table)
    }

    /// All cells that the record names, to be changed.
    pub fn sources_mut(&mut self) -> impl Iterator<Item = &mut Source> {
        let as_of = self.as_of.iter_mut().filter_map(|(_, source)| source.as_mut());
        let figures = self.figures.iter_mut().flat_map(|figure| &mut figure.sources);
        let entries =
            self.entries.iter_mut().flatten().filter_map(|entry| entry.item.as_mut()?.source.as_mut());
        as_of.chain(figures).chain(entries)
    }
}

/// The first words of a text, as a 快照.xlsx keeps them.
pub fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// The last run, as the next one over the same folder needs to know it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LastRun {
    /// The figures and entries that it gave.
    pub record: Record,
    /// The digest of the text of the report as it stood when the run was done.
    pub document: String,
    /// The digest of the report kind's files and of the program that read them.
    pub rules: String,
    /// The digest of what people decided in 核对表.
    pub decisions: String,
    /// The workbooks, by path, with the digests of their bytes.
    pub workbooks: BTreeMap<String, String>,
    /// The digests of documents beside the report of which nothing was known.
    #[serde(default)]
    pub foreign: Vec<String>,
    /// What changed in the last run in which anything did; `None` before the first such run.
    pub changes: Option<Changes>,
}
