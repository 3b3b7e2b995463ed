//! What is said of tables that hold the same entries: copies, versions, summaries.

use super::record::findings;
use super::spoken::{Count, some};

/// How a person changes which of the tables counts, in Chinese and English.
const OTHERWISE: [&str; 2] = [
    "如应采用另一份，请在“报告信息”的“不计入文件”中填写不采用的文件名；如确是两份不同的表，请核对内容",
    "to choose otherwise, name the file that should not count at 不计入文件 in 报告信息; check the content if they are two tables",
];

findings! {
    /// Findings on tables that hold the same entries.
    pub enum Overlaps in Overlaps {
        Copy { kept: String, rows: usize } => {
            let rows = Count(*rows, "entry does", "entries do");
            "table-copied", Warning,
            "这张表与“{kept}”内容相同，只计后者；这里的{rows}条未计入",
            "this table is the same as \"{kept}\", which counts; its {rows} not",
            cure OTHERWISE;
        }
        /// A table is another version of the table of one unit and does not count. Of its `rows` the version that
        /// counts, `kept`, lacks those that are `alone`.
        Version { kept: String, unit: Option<String>, rows: usize, alone: usize } => {
            let of = unit.as_ref().map(|unit| format!("“{unit}”"));
            let rows = Count(*rows, "# entry here does", "# entries here do");
            let zh = format!("，其中#条是“{kept}”没有的");
            let en = format!(", # of which \"{kept}\" does not hold");
            let alone = some(*alone, &zh, &en, &en);
            "table-version", Warning,
            "{of}这张表与“{kept}”大部分相同，按同一张表的两个版本处理，采用标明更正或最新、或日期较晚（同日或无日期的，条数较多）的“{kept}”；这里的{rows}条未计入{alone}",
            "this table and \"{kept}\" are versions of one table; the corrected or later (of equal dates the fuller) one, \"{kept}\", counts; the {rows} not{alone}",
            cure OTHERWISE;
        }
        /// Rows with one number of a system: the first, in line `kept` (of another `file`), counts.
        SameNumber { number: String, kept: u32, file: Option<String> } => {
            let of = file.as_ref().map(|file| format!("“{file}”"));
            let en = file.as_ref().map(|file| format!(" of \"{file}\""));
            "number-twice", Warning,
            "编号{number}在{of}第{kept}行已有，同一编号只计一次，这一行未计入",
            "row {kept}{en} has number {number} already, and a number counts once; this row does not",
            cure "如确是两条，请改正编号", "correct the number if they are two";
        }
        /// A table sums up others: entries of it that they hold (`matched`) are counted there, those that stand in it
        /// `alone` and those that are `missing` in it count too.
        Summary { sources: usize, matched: usize, alone: usize, missing: usize } => {
            let sources = Count(*sources, "other", "others");
            let matched = Count(*matched, "# of its entries is", "# of its entries are");
            let alone = some(
                *alone,
                "；另有#条在各表中没有，照常计入",
                "; # further entry stands here only, and counts",
                "; # further entries stand here only, and count",
            );
            let missing = some(
                *missing,
                "；各表中有#条没有汇总进来，照常计入",
                "; # entry of those tables is not in it, and counts",
                "; # entries of those tables are not in it, and count",
            );
            "table-summary", Warning,
            "这张表汇总了另外{sources}张表，其中{matched}条只在各表计一次{alone}{missing}",
            "this table sums up {sources}; {matched} counted there only{alone}{missing}",
            cure OTHERWISE;
        }
    }
}
