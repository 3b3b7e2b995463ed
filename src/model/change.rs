//! What changed since the run before.

use serde::{Deserialize, Serialize};

use super::receipt::Receipt;
use super::revision::Fate;

/// What changed from one run to the next.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Changes {
    /// Workbooks that are new, gone or not the same.
    pub workbooks: Vec<WorkbookChange>,
    /// Whether people decided otherwise in 核对表.
    pub decisions: bool,
    /// Whether the report kind or the program is another one.
    pub kind: bool,
    /// Entries that came, went or read otherwise.
    pub items: Vec<ItemChange>,
    /// Whether the entries were too many to be compared.
    pub uncompared: bool,
    /// Figures that print otherwise, those of the report first.
    pub figures: Vec<FigureChange>,
    /// What became of the paragraphs, in the order of the report.
    pub blocks: Vec<BlockChange>,
    /// A document that is not ours, beside which the fresh report was put.
    pub compared: Option<Compared>,
    /// What was done to the bytes of the report that was there.
    pub receipt: Option<Receipt>,
    /// What was said of the earlier reports: place and sentence.
    pub said: Vec<(String, String)>,
}

impl Changes {
    /// Whether the data or the rules changed.
    pub fn is_of_data(&self) -> bool {
        let listed = !self.workbooks.is_empty() || !self.items.is_empty() || !self.figures.is_empty();
        listed || self.decisions || self.kind
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        !self.is_of_data() && self.blocks.is_empty() && self.compared.is_none()
    }

    /// How many paragraphs met this fate.
    pub fn blocks_of(&self, fate: BlockFate) -> usize {
        self.blocks.iter().filter(|block| block.fate == fate).count()
    }

    /// How many entries changed in this way.
    pub fn items_of(&self, how: How) -> usize {
        self.items.iter().filter(|item| item.how == how).count()
    }
}

/// How a workbook or an entry changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It reads otherwise.
    Changed,
    /// It is the same under another name.
    Renamed,
}

/// A workbook that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkbookChange {
    /// Its path in the folder.
    pub file: String,
    /// Whether it came, went, changed or was renamed.
    pub how: How,
    /// Its path before, when it has another name now.
    pub before: Option<String>,
    /// How many entries came, went and changed in it.
    pub items: [usize; 3],
}

/// An entry that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChange {
    /// The id of its table.
    pub table: String,
    /// Whether it came, went, changed or was renamed.
    pub how: How,
    /// Who gave it, or which item of the table it is.
    pub by: String,
    /// Its first words now; of one that went those it had.
    pub text: String,
    /// Its first words before, when they were others.
    pub before: Option<String>,
    /// The file it stands in; of one that went the file it stood in.
    pub file: String,
}

/// A figure that prints otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureChange {
    /// Its id in `figures.toml` (`opinions.items`).
    pub id: String,
    /// Its Chinese name (意见建议条数).
    pub name: String,
    /// How it printed; empty when there was none.
    pub before: String,
    /// How it prints; empty when there is none.
    pub after: String,
    /// Whether the report prints it, or did.
    pub shown: bool,
    /// The files by which it changed.
    pub causes: Vec<Cause>,
}

/// What one file did to a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// The workbook, by its path in the folder.
    pub file: String,
    /// How many cells, or parts of cells, of it were counted before and are now.
    pub counted: [usize; 2],
    /// The first of its entries that came, went or changed.
    pub items: Vec<(How, String)>,
}

/// What became of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockChange {
    /// What became of the block.
    pub fate: BlockFate,
    /// The heading it stands under.
    pub part: String,
    /// How it read before; empty when it was not there.
    pub before: String,
    /// How it reads; empty when it went.
    pub after: String,
    /// What the workbooks say, where that is not what stands there.
    pub fresh: String,
}

/// What can become of a paragraph; in the order in which a reader wants to hear of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockFate {
    /// A person and the workbooks changed it where they meet.
    Conflict,
    /// The workbooks have nothing for it any more, but a person changed it.
    Orphan,
    /// A person and the workbooks changed it, and it holds both.
    Merged,
    /// It was renewed.
    Refreshed,
    /// It came.
    Added,
    /// It went.
    Removed,
    /// A person had deleted it, or a clause of it, and it would read otherwise now.
    Deleted,
    /// A person changed it, and it stays.
    Kept,
}

impl BlockFate {
    /// All of them, in their order.
    pub const ALL: [BlockFate; 8] = [
        BlockFate::Conflict,
        BlockFate::Orphan,
        BlockFate::Merged,
        BlockFate::Refreshed,
        BlockFate::Added,
        BlockFate::Removed,
        BlockFate::Deleted,
        BlockFate::Kept,
    ];

    /// What a reader is told of a block as it stands; none for what is of no news.
    pub fn of(fate: Fate) -> Option<Self> {
        match fate {
            Fate::Same | Fate::Foreign => None,
            Fate::Refreshed => Some(BlockFate::Refreshed),
            Fate::Kept => Some(BlockFate::Kept),
            Fate::Merged => Some(BlockFate::Merged),
            Fate::Conflict => Some(BlockFate::Conflict),
            Fate::Added => Some(BlockFate::Added),
            Fate::Orphan => Some(BlockFate::Orphan),
        }
    }
}

/// Where a document that is not ours and the fresh report differ.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The document.
    pub file: String,
    /// Paragraphs that only it has.
    pub only_there: Vec<String>,
    /// Paragraphs that only the fresh report has.
    pub only_fresh: Vec<String>,
}
