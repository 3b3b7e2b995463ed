//! A document as it is read back: its blocks in order, with the text that a person sees in each.

use super::base::Base;
use super::report::{BlockId, Role};

/// A report as it stands now, whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// Everything in the body, in order; empty paragraphs and what we cannot read inside too.
    pub blocks: Vec<DocumentBlock>,
    /// The base that is embedded in it.
    pub base: Option<Base>,
}

impl Document {
    /// The text of every paragraph in order, those inside of tables too.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(|block| match &block.shape {
            Shape::Table(rows) => rows.iter().flatten().flat_map(|cell| cell.split('\n')).collect::<Vec<_>>(),
            Shape::Paragraph => vec![block.text.as_str()],
            Shape::Chart(_) | Shape::Other => Vec::new(),
        })
    }
}

/// One block of a document: a paragraph, a table, a chart, or something that is left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentBlock {
    /// Whether it is a paragraph, a table, a chart, or something that stays where it is.
    pub shape: Shape,
    /// Ids of the hidden bookmarks `_cw_…` that begin in it, without that prefix. A hint, no proof.
    pub hints: Vec<BlockId>,
    /// The role that its style speaks for, when the style is one of ours. A hint, no proof.
    pub role: Option<Role>,
    /// The text as it would stand if all pending changes were accepted: `\t` for a tab, `\n` for a line break,
    /// U+FFFC for what is no text (picture, note, field). Empty for [`Shape::Other`].
    pub text: String,
    /// Whether it holds changes that wait to be accepted or refused, other than the program's own.
    pub pending: bool,
}

/// What a block of a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A paragraph; what it says is the text of the block.
    Paragraph,
    /// A table: rows of cells, each with its text (paragraphs joined by `\n`).
    Table(Vec<Vec<String>>),
    /// A paragraph with a chart: the name of each point with its numbers, one of each series; empty where they cannot
    /// be read.
    Chart(Vec<Vec<String>>),
    /// Anything else; it stays where it is.
    Other,
}

impl DocumentBlock {
    /// Whether it is a paragraph without text or anything else in it.
    pub fn is_blank(&self) -> bool {
        self.shape == Shape::Paragraph && self.text.trim().is_empty()
    }
}
