//! A blank workbook before it is drawn: its columns with what may be filled in, and the rows that stand there already.

/// The hidden sheet with the words that cells offer, where they are too many for the cell itself. It is no sheet of the
/// folder's, and is passed over when a workbook is read.
pub const CHOICES: &str = "下拉选项（勿删）";

/// A blank workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// What the file is called, without its ending, and what stands above the table.
    pub name: String,
    /// The instruction row; none when it is empty.
    pub note: String,
    /// Its columns.
    pub columns: Vec<FormColumn>,
    /// The rows that stand there already, each with what its second cell offers.
    pub rows: Vec<FormRow>,
}

/// A column of a blank workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormColumn {
    /// Its header.
    pub header: String,
    /// How many characters of half width it shows.
    pub width: u16,
    /// What is filled in.
    pub entry: Entry,
}

/// A row that stands there already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormRow {
    /// Its cells, as many as there are columns.
    pub cells: Vec<String>,
    /// What the blank cell in it offers.
    pub choices: Vec<String>,
}

/// What is filled into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Text.
    Text,
    /// Several items in one cell.
    List,
    /// Several points in one cell, numbered.
    Points,
    /// A date.
    Date,
    /// A number.
    Number {
        /// Whether only whole numbers make sense.
        whole: bool,
    },
    /// One of some words, or another.
    Choice(Vec<String>),
}
