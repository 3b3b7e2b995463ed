//! A blank workbook before it is drawn: its columns with what may be filled in, and the rows that stand there already.

/// The hidden sheet with the words that cells offer, where they are too many for the cell itself. It is no sheet of the
/// folder's, and is passed over when a workbook is read.
pub const CHOICES: &str = "下拉选项（勿删）";

/// A blank workbook: a title, a header, an instruction row, and rows to fill in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// What the file is called, without its ending, and what stands above the table.
    pub name: String,
    /// The instruction row; none when it is empty.
    pub note: String,
    /// Its columns from left to right.
    pub columns: Vec<FormColumn>,
    /// The rows that stand there already, each with what its second cell offers.
    pub rows: Vec<FormRow>,
}

/// A column: its header, and what may be filled into its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormColumn {
    /// The header above the column.
    pub header: String,
    /// How many characters of half width it shows.
    pub width: u16,
    /// What may be filled in, and what the cells offer.
    pub entry: Entry,
}

/// A row whose first cells are filled in already: an item or section that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormRow {
    /// Its cells, as many as there are columns.
    pub cells: Vec<String>,
    /// What the blank cell in it offers.
    pub choices: Vec<String>,
}

/// What may be filled into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Text of any kind.
    Text,
    /// Several items in one cell, divided by 、 or one a line.
    List,
    /// Several points in one cell, each with its number (1. 2.).
    Points,
    /// A date; what else is typed is asked about and taken.
    Date,
    /// A number that is not negative; what else is typed is asked about and taken.
    Number {
        /// Whether only whole numbers make sense.
        whole: bool,
    },
    /// One of these words, which the cell offers; another is asked about and taken.
    Choice(Vec<String>),
}
