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
    /// How many blocks met which fate, and the conflicts.
    pub summary: Revision,
}

/// Part of a block's text is replaced. Ranges count characters of [`DocumentBlock::text`](super::document::DocumentBlock::text)
/// (or of the fresh block's text, or the cell's), do not overlap, and are in rising order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// What goes; empty where text is only added.
    pub range: Range<usize>,
    /// What comes in place of it; empty where text only goes.
    pub text: String,
}

/// One change of the document. Indices are those of the document as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Characters of a paragraph, or of a table's cell (row, column), are replaced; their format stays.
    Rewrite {
        /// The paragraph or table that is rewritten.
        at: TheirsAt,
        /// The cell, when the block is a table.
        cell: Option<(StandingRow, usize)>,
        /// What is replaced by what, in rising order.
        splices: Vec<Splice>,
    },
    /// A block of the fresh report comes in.
    Insert {
        /// Before which block; their number for the end of the body.
        before: TheirsAt,
        /// The id of the block in the fresh report.
        fresh: BlockId,
        /// Replacements in the fresh block's text (numbers, so that they count up without a gap).
        splices: Vec<Splice>,
    },
    /// A block moves as it is, its format and remarks with it. Of several that come or move before the same block the
    /// first stands first.
    Move {
        /// The block that moves.
        at: TheirsAt,
        /// Before which block; their number for the end of the body.
        before: TheirsAt,
    },
    /// A block goes; where changes are tracked it is struck out and waits for a person to accept that.
    Remove {
        /// The block that goes.
        at: TheirsAt,
    },
    /// A row comes into a table, in the likeness of another row.
    InsertRow {
        /// The table that the row comes into.
        at: TheirsAt,
        /// Before which row; their number for the end of the table.
        before: StandingRow,
        /// The row whose format the new one takes.
        like: StandingRow,
        /// The texts of its cells from left to right.
        cells: Vec<String>,
    },
    /// A row of a table moves; its cells and their format go with it. Of several that come or move before the same row
    /// the first stands first.
    MoveRow {
        /// The table that the row is of.
        at: TheirsAt,
        /// The row that moves.
        row: StandingRow,
        /// Before which row; their number for the end of the table.
        before: StandingRow,
    },
    /// A row of a table goes; where changes are tracked it is struck out.
    RemoveRow {
        /// The table that the row is of.
        at: TheirsAt,
        /// The row that goes.
        row: StandingRow,
    },
    /// A chart gets the data of a fresh one; how it looks stays.
    Redraw {
        /// The chart that gets other data.
        at: TheirsAt,
        /// The id of the chart in the fresh report.
        fresh: BlockId,
    },
    /// A remark is pinned to a block, which stays as it is.
    Comment {
        /// The block that the remark is pinned to.
        at: TheirsAt,
        /// The sentence of the remark.
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
    /// Which element of the format it is; `None` where that is not known.
    pub role: Option<Role>,
    /// Its text as it will stand.
    pub pieces: Vec<BasePiece>,
    /// Who changed it.
    pub fate: Fate,
    /// How a paragraph that a person added, and in which data were renewed, read before; else empty.
    pub was: String,
}

/// What became of a block: who changed it since it was written.
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
    /// The workbooks give it for the first time.
    Added,
    /// A person wrote it; it is no block of the report.
    Foreign,
    /// The workbooks have nothing for it any more, but a person changed it: it stays.
    Orphan,
}

/// How many blocks met which fate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revision {
    /// Blocks that stay as a person wrote them.
    pub kept: usize,
    /// Blocks that only the workbooks changed.
    pub refreshed: usize,
    /// Blocks that hold a person's words and fresh data.
    pub merged: usize,
    /// Blocks in which a person and the workbooks changed the same words.
    pub conflicts: Vec<Conflict>,
    /// Blocks that the workbooks give for the first time.
    pub added: usize,
    /// Blocks that went, since the workbooks have nothing for them any more and no person changed them.
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
    /// The words of the person, which stand in the document.
    pub yours: String,
    /// The words that the workbooks would put there.
    pub fresh: String,
}
