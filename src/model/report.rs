//! The report as a tree: blocks in order, each with an identity, a role and inlines that know where they come from.

use std::collections::{BTreeMap, BTreeSet};

use super::annex::{Beside, Exhibit, Table};
pub use super::element::Role;
use super::origin::Source;

/// A stable name of a block, unique in the report: lower-case ASCII letters, digits, `_` (at most 36
/// characters, since Word allows 40 for the bookmark `_cw_…` that carries it).
pub type BlockId = String;

/// The whole report, before anything is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The title as plain text, for the file name and the properties of the document.
    pub title: String,
    /// Blocks in order, from 版头 to 版记.
    pub blocks: Vec<Block>,
    /// The cells behind the data that are no figures (settings, texts, fields of an entry), by the slot's id.
    pub sources: BTreeMap<String, BTreeSet<Source>>,
    /// The tables that are too long for the document, each for a workbook of its own.
    pub beside: Vec<Beside>,
}

/// One paragraph, or one table or chart of an annex.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its id, the same from run to run and known in the document by a bookmark.
    pub id: BlockId,
    /// What it is; its style follows from this.
    pub role: Role,
    /// Its content; empty for a table or chart.
    pub inlines: Vec<Inline>,
    /// The table or chart that it is.
    pub exhibit: Option<Box<Exhibit>>,
}

/// Characters of a paragraph that have one provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// The characters, as they are printed.
    pub text: String,
    /// Who or what wrote them.
    pub from: Provenance,
    /// Whether it belongs to a lead sentence (一是抓组织领导。), which the look sets apart.
    pub lead: bool,
}

/// Who or what wrote printed characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Provenance {
    /// Wording: that of the kind, or what the program sets itself.
    Template,
    /// A number of a heading or point that the program wrote (一、, 二是).
    Numbering,
    /// A datum: figure, date, name, title. The id says which.
    Slot(String),
    /// Prose that a person wrote for the report (文字材料, 报告表述). The id says which cell's.
    Narrative(String),
    /// Prose that a person wrote into the document itself.
    Person,
    /// 【待补充：…】 for something the report cannot do without. The id says what.
    Missing(String),
}

/// What stands where something is asked for that the report cannot do without.
#[must_use]
pub fn asked_for(name: &str) -> String {
    format!("【待补充：{name}】")
}

impl Block {
    /// A block that is a paragraph with this content.
    pub fn paragraph(id: impl Into<BlockId>, role: Role, inlines: Vec<Inline>) -> Self {
        Block { id: id.into(), role, inlines, exhibit: None }
    }

    /// A block that is a table or a chart.
    pub fn exhibit(id: impl Into<BlockId>, role: Role, exhibit: Exhibit) -> Self {
        Block { id: id.into(), role, inlines: Vec::new(), exhibit: Some(Box::new(exhibit)) }
    }

    /// The table that it is; `None` for a paragraph or a chart.
    pub fn table(&self) -> Option<&Table> {
        match self.exhibit.as_deref() {
            Some(Exhibit::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// Its text as printed: the inlines one after the other; empty for a table or chart.
    pub fn text(&self) -> String {
        self.inlines.iter().map(|inline| inline.text.as_str()).collect()
    }
}
