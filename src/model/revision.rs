//! What a revision does to a document: edits of the blocks that stand there, and the report as it will stand.

use std::ops::Range;

use super::base::{Base, BasePiece};
use super::place::{StandingRow, TheirsAt};
use super::receipt::Receipt;
use super::report::{BlockId, Role};

/// The outcome of a three-way revision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revised {
    /// What is done to the document. None of them: it stands as it should, to the byte.
    pub edits: Vec<Edit>,
    /// The report as it will stand, blocks of persons included.
    pub blocks: Vec<RevisedBlock>,
    /// For each block of the document the blocks of the fresh report that stand in it.
    pub stands: Vec<Vec<BlockId>>,
    /// The base of the next revision: what this run wrote, and how each block stands.
    pub base: Base,
    /// What happened, in figures.
    pub summary: Revision,
}

/// Part of a block's text is replaced. Ranges count characters of [`DocumentBlock::text`](super::document::DocumentBlock::text)
/// (or of the fresh block's text, or the cell's), do not overlap, and are in rising order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// What goes; empty where text is only added.
    pub range: Range<usize>,
    /// What comes in its stead.
    pub text: String,
}

/// One change of the document. Indices are those of the document as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Characters of a paragraph, or of a table's cell (row, column), are replaced; their format stays.
    Rewrite {
        /// Index of the block.
        at: TheirsAt,
        /// The cell, when the block is a table.
        cell: Option<(StandingRow, usize)>,
        /// The replacements.
        splices: Vec<Splice>,
    },
    /// A block of the fresh report comes in.
    Insert {
        /// Before which block; their number for the end of the body.
        before: TheirsAt,
        /// The fresh block.
        fresh: BlockId,
        /// Replacements in the fresh block's text (numbers that close ranks).
        splices: Vec<Splice>,
    },
    /// A block moves as it is, its format and remarks with it. Of several that come or move before the same block the
    /// first stands first.
    Move {
        /// Index of the block.
        at: TheirsAt,
        /// Before which block; their number for the end of the body.
        before: TheirsAt,
    },
    /// A block goes.
    Remove {
        /// Index of the block.
        at: TheirsAt,
    },
    /// A row comes into a table, in the likeness of another row.
    InsertRow {
        /// Index of the table.
        at: TheirsAt,
        /// Before which row; their number for the end of the table.
        before: StandingRow,
        /// The row whose format it takes.
        like: StandingRow,
        /// The texts of its cells.
        cells: Vec<String>,
    },
    /// A row of a table moves; its cells and their format go with it. Of several that come or move before the same row
    /// the first stands first.
    MoveRow {
        /// Index of the table.
        at: TheirsAt,
        /// The row.
        row: StandingRow,
        /// Before which row; their number for the end of the table.
        before: StandingRow,
    },
    /// A row of a table goes.
    RemoveRow {
        /// Index of the table.
        at: TheirsAt,
        /// The row.
        row: StandingRow,
    },
    /// A chart gets the data of a fresh one; how it looks stays.
    Redraw {
        /// Index of the chart.
        at: TheirsAt,
        /// The fresh block.
        fresh: BlockId,
    },
    /// A remark is pinned to a block, which stays as it is.
    Comment {
        /// Index of the block.
        at: TheirsAt,
        /// The remark.
        text: String,
    },
}

/// Annexes of a document that will stand in another order. Indices are those of its blocks as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The first block of each annex, in the order in which they will stand; what stands before the next belongs to it.
    pub annexes: Vec<TheirsAt>,
    /// The first block behind the last of them; their number where nothing is.
    pub end: TheirsAt,
    /// The lines that name them before the annexes, in the order in which they will stand.
    pub notes: Vec<TheirsAt>,
}

/// A block of the report as it will stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisedBlock {
    /// Its identity; none for a block that a person added.
    pub id: Option<BlockId>,
    /// Its role, as far as known.
    pub role: Option<Role>,
    /// Its text.
    pub pieces: Vec<BasePiece>,
    /// What became of it.
    pub fate: Fate,
    /// Of a paragraph that a person added, and in which data were renewed, how it read before; else empty.
    pub was: String,
}

/// What became of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Neither a person nor the workbooks changed it.
    Same,
    /// The workbooks changed it, no person did: it is as the workbooks say.
    Refreshed,
    /// A person changed it, the workbooks did not: it is as the person wrote it.
    Kept,
    /// Both changed it, at places that do not meet: it holds both.
    Merged,
    /// Both changed it where they meet: it is as the person wrote it, and a remark says what is fresh.
    Conflict,
    /// It is new.
    Added,
    /// A person wrote it.
    Foreign,
    /// The workbooks have nothing for it any more, but a person changed it: it stays.
    Orphan,
}

/// What happened, in figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// Blocks that stay as a person wrote them.
    pub kept: usize,
    /// Blocks that were renewed.
    pub refreshed: usize,
    /// Blocks that hold a person's words and fresh data.
    pub merged: usize,
    /// Blocks where both meet.
    pub conflicts: Vec<Conflict>,
    /// Blocks that came in.
    pub added: usize,
    /// Blocks that went.
    pub removed: usize,
    /// Blocks that a person changed and the workbooks have nothing for any more.
    pub orphans: usize,
    /// What was done to the bytes of the document, once it is.
    pub receipt: Option<Receipt>,
}

/// A block where a person's words and the fresh ones meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The block in which both changed the same words.
    pub block: BlockId,
    /// What stands there.
    pub yours: String,
    /// What would stand there.
    pub fresh: String,
}
