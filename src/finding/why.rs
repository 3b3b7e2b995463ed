//! What a table was recognised by, in words for the reader.

/// One thing that speaks for a table, or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The columns that identify a table are there.
    Columns {
        /// The Chinese names of the fields.
        fields: Vec<String>,
    },
    /// A title or name holds this word.
    Named {
        /// The word that was found.
        word: String,
    },
    /// Columns or names look like those of a ledger that holds nothing for a report.
    Foreign {
        /// What such a ledger is called (工资).
        ledger: String,
    },
    /// Columns that speak for another table were overlooked, since title or name speak for this one.
    Overlooked,
    /// Sheets with the same header row are surely that.
    SameHeader,
    /// A person said so in 表格识别 of 核对表.
    Decided,
}

impl Why {
    /// What speaks for it or against it, in Chinese and English.
    pub fn say(&self) -> [String; 2] {
        match self {
            Why::Columns { fields } => [
                format!("有这些栏目：{}", fields.join("、")),
                format!("it has the columns {}", fields.join(", ")),
            ],
            Why::Named { word } => {
                [format!("标题或名称中有“{word}”"), format!("its title or name holds \"{word}\"")]
            }
            Why::Foreign { ledger } => [
                format!("也有“{ledger}”一类表格的字样"),
                format!("it also has words of a ledger of \"{ledger}\""),
            ],
            Why::Overlooked => [
                "有的栏目更像别的表格".to_owned(),
                "some of its columns are rather those of another table".to_owned(),
            ],
            Why::SameHeader => [
                "表头与另一张已认出的表相同".to_owned(),
                "another sheet with the same header was recognised".to_owned(),
            ],
            Why::Decided => ["由人指定".to_owned(), "somebody said so".to_owned()],
        }
    }
}
