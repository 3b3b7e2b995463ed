//! What is said of tables that hold the same entries: copies, versions, summaries.

use super::{Said, Severity, What};

/// Findings on tables that hold the same entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlaps {
    /// A table is a copy of another one and does not count.
    Copy {
        /// The file (or, in one file, the sheet) that counts.
        kept: String,
        /// How many entries are left out.
        rows: usize,
    },
    /// A table is another version of the table of one unit and does not count.
    Version {
        /// The file (or, in one file, the sheet) that counts.
        kept: String,
        /// The unit, when it is known.
        unit: Option<String>,
        /// How many entries are left out.
        rows: usize,
        /// How many of them the version that counts does not hold.
        alone: usize,
    },
    /// A table sums up others; what they hold is counted there.
    Summary {
        /// How many tables it sums up.
        sources: usize,
        /// How many of its entries they hold.
        matched: usize,
        /// How many of its entries none of them holds; they count.
        alone: usize,
        /// How many of their entries it does not hold.
        missing: usize,
    },
}

impl From<Overlaps> for What {
    fn from(overlaps: Overlaps) -> Self {
        What::Overlaps(overlaps)
    }
}

/// How to change the choice.
const OTHERWISE: [&str; 2] = [
    "如应采用另一份，请在“报告信息”的“不计入文件”中填写不采用的文件名；如确是两份不同的表，请核对内容",
    "to choose otherwise, name the file that should not count at 不计入文件 in 报告信息; check the content if they are two tables",
];

impl Overlaps {
    /// The finding in words.
    pub(super) fn say(&self) -> Said {
        let warning = |code, zh, en| Said::new(code, Severity::Warning, [zh, en], OTHERWISE);
        match self {
            Overlaps::Copy { kept, rows } => warning(
                "table-copied",
                format!("这张表与“{kept}”内容相同，只计后者；这里的{rows}条未计入"),
                format!("this table is the same as \"{kept}\", which counts; its {rows} entries do not"),
            ),
            Overlaps::Version { kept, unit, rows, alone } => {
                let of = unit.as_ref().map_or(String::new(), |unit| format!("“{unit}”"));
                let [zh, en] = match alone {
                    0 => [String::new(), String::new()],
                    _ => [
                        format!("，其中{alone}条是“{kept}”没有的"),
                        format!(", {alone} of which \"{kept}\" does not hold"),
                    ],
                };
                warning(
                    "table-version",
                    format!(
                        "{of}这张表与“{kept}”大部分相同，按同一张表的两个版本处理，采用日期较晚（同日或无日期的，条数较多）的“{kept}”；这里的{rows}条未计入{zh}"
                    ),
                    format!(
                        "this table and \"{kept}\" are versions of one table; the later (of equal dates the fuller) one, \"{kept}\", counts; the {rows} entries here do not{en}"
                    ),
                )
            }
            Overlaps::Summary { sources, matched, alone, missing } => {
                let [alone_zh, alone_en] = match alone {
                    0 => [String::new(), String::new()],
                    _ => [
                        format!("；另有{alone}条在各表中没有，照常计入"),
                        format!("; {alone} further entries stand here only, and count"),
                    ],
                };
                let [missing_zh, missing_en] = match missing {
                    0 => [String::new(), String::new()],
                    _ => [
                        format!("；各表中有{missing}条没有汇总进来，照常计入"),
                        format!("; {missing} entries of those tables are not in it, and count"),
                    ],
                };
                warning(
                    "table-summary",
                    format!(
                        "这张表汇总了另外{sources}张表，其中{matched}条只在各表计一次{alone_zh}{missing_zh}"
                    ),
                    format!(
                        "this table sums up {sources} others; {matched} of its entries are counted there only{alone_en}{missing_en}"
                    ),
                )
            }
        }
    }
}
