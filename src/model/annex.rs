//! What an annex shows beside text: a table whose cells are data with sources, a chart, a table for a workbook.

use schemars::JsonSchema;
use serde::Deserialize;

use super::report::Inline;

/// A table or a chart of an annex, which the document draws.
#[derive(Debug, Clone, PartialEq)]
pub enum Exhibit {
    /// A table, with its header on every page.
    Table(Table),
    /// A chart of bars that Word and WPS can edit.
    Chart(Chart),
}

/// A table of an annex. Each row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its columns, from left to right.
    pub columns: Vec<TableColumn>,
    /// Its rows below the header, from the top down, a row of totals among them.
    pub rows: Vec<TableRow>,
    /// Whether its pages lie on their side (GB/T 9704-2012, 8).
    pub landscape: bool,
}

/// A column of a table, or of a workbook that stands for one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableColumn {
    /// The heading of the column, as printed.
    pub title: String,
    /// Its share of the table's width, in any measure that is the same for all columns.
    pub width: f64,
    /// Where the text of its cells stands.
    pub align: Align,
    /// What it shows of a row; a revision knows by this which cells are names, numbers of rows and parts of sums.
    pub shows: Shows,
}

/// What a column shows of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shows {
    /// The number of the row among its kind.
    Serial,
    /// What the row is about: an opinion, a unit.
    Subject,
    /// A number that the row of totals adds up.
    Sum,
    /// Any other field of the row.
    #[default]
    Other,
}

impl Shows {
    /// All of them, each with its word in the base.
    pub const WORDS: [(Shows, &str); 4] = [
        (Shows::Serial, "serial"),
        (Shows::Subject, "subject"),
        (Shows::Sum, "sum"),
        (Shows::Other, "other"),
    ];
}

/// A row of a table, in the document and in the base.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableRow {
    /// Whose data it shows: the entries, the header or the totals.
    pub of: RowOf,
    /// Its cells from left to right, one for each column.
    pub cells: Vec<TableCell>,
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowOf {
    /// The headings of the columns.
    Header,
    /// Entries, by their identities, which do not depend on their places; none where they are not known.
    Entries(Vec<String>),
    /// The sums of all other rows.
    Total,
}

impl Default for RowOf {
    fn default() -> Self {
        RowOf::Entries(Vec::new())
    }
}

/// Where the text of a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// At the left edge: running text.
    #[default]
    Left,
    /// In the middle: numbers, marks, short words.
    Centre,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableCell {
    /// Its content; a line end divides paragraphs.
    pub inlines: Vec<Inline>,
}

impl TableCell {
    /// Its text as printed: the inlines one after the other.
    pub fn text(&self) -> String {
        self.inlines.iter().map(|inline| inline.text.as_str()).collect()
    }
}

/// A chart of bars: for each point one of each series.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What the numbers are (次数), one or several.
    pub series: Vec<String>,
    /// What the points are (活动类型), as the axis below them says.
    pub axis: String,
    /// The name of each point, and its number in each series.
    pub points: Vec<(String, Vec<f64>)>,
}

/// A table that is too long for the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The workbook's name, with its ending, as the report names it.
    pub file: String,
    /// The title of the annex, without 附件 and its number.
    pub title: String,
    /// Headings with the columns' shares of the width.
    pub columns: Vec<TableColumn>,
    /// The rows from the top down, each with a text for each column.
    pub rows: Vec<Vec<String>>,
}
