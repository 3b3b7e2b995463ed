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
    /// Whether people decided otherwise in 核对表 about opinions and problems than before.
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

    /// Whether neither the data nor the rules nor a paragraph changed, and no document was compared.
    pub fn is_empty(&self) -> bool {
        !self.is_of_data() && self.blocks.is_empty() && self.compared.is_none()
    }

    /// How many of the changed paragraphs have this fate.
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
    /// It is in this run and was not in the one before.
    Added,
    /// It was in the run before and is not in this one.
    Removed,
    /// It is in both, and what it says differs.
    Changed,
    /// It is the same under another name.
    Renamed,
}

/// A workbook that came, went, changed or has another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkbookChange {
    /// Its path inside the folder; for one that went, the path that it had.
    pub file: String,
    /// Whether it came, went, changed or was renamed.
    pub how: How,
    /// Its path before, when it has another name now.
    pub before: Option<String>,
    /// How many entries came, went and changed in it.
    pub items: [usize; 3],
}

/// An entry that came, went or reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChange {
    /// The id of its table (`opinions`).
    pub table: String,
    /// Whether it came, went, changed or was renamed.
    pub how: How,
    /// Who gave it, or which item of the table it is.
    pub by: String,
    /// Its first words now; for one that went, those it had.
    pub text: String,
    /// Its first words before, when they were others.
    pub before: Option<String>,
    /// The file it stands in; for one that went, the file it stood in.
    pub file: String,
}

/// A figure that does not print as it did in the run before.
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
    /// The workbooks that made it change, each with what changed in it.
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

/// What became of a paragraph of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockChange {
    /// Whether and by whom it was changed.
    pub fate: BlockFate,
    /// The heading of the first level that it stands under; empty where that is not known.
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
    /// The workbooks changed it, no person did: it says what they say.
    Refreshed,
    /// The workbooks give it for the first time.
    Added,
    /// The workbooks give it no more, and no person had changed it.
    Removed,
    /// A person had deleted it, or a clause of it, and it would read otherwise now.
    Deleted,
    /// A person changed it, and it stays.
    Kept,
}

impl BlockFate {
    /// All of them, in the order in which a reader wants to hear of them.
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
    /// The path of that document inside the folder.
    pub file: String,
    /// Paragraphs that only it has.
    pub only_there: Vec<String>,
    /// Paragraphs that only the fresh report has.
    pub only_fresh: Vec<String>,
}
