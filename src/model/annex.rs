//! What an annex shows beside text: a table whose cells are data with sources, a chart, a table for a workbook.

use schemars::JsonSchema;
use serde::Deserialize;

use super::report::Inline;

/// A table or a chart in the document.
#[derive(Debug, Clone, PartialEq)]
pub enum Exhibit {
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
}

/// A table of an annex.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its columns, from left to right.
    pub columns: Vec<TableColumn>,
    /// Its rows below the header.
    pub rows: Vec<TableRow>,
    /// Whether its pages lie on their side (GB/T 9704-2012, 8).
    pub landscape: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableColumn {
    /// Its heading.
    pub title: String,
    /// Its share of the table's width, in any measure that is the same for all columns.
    pub width: f64,
    /// Where the text of its cells stands.
    pub align: Align,
    /// What it shows of a row.
    pub shows: Shows,
}

/// What a column shows of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shows {
    /// The number of the row among its kind.
    Serial,
    /// What the row is about.
    Subject,
    /// A number that the row of totals adds up.
    Sum,
    /// Anything else.
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

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableRow {
    /// What it stands for.
    pub of: RowOf,
    /// A cell for every column.
    pub cells: Vec<TableCell>,
}

/// What a row stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowOf {
    /// The columns: their headings.
    Header,
    /// Entries, by their identities, which do not depend on their places; none where they are not known.
    Entries(Vec<String>),
    /// All the other rows, added up.
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
    /// Its text as printed.
    pub fn text(&self) -> String {
        self.inlines.iter().map(|inline| inline.text.as_str()).collect()
    }
}

/// A chart of bars: for each point one of each series.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What the numbers are (次数), one or several.
    pub series: Vec<String>,
    /// What is compared (活动类型).
    pub axis: String,
    /// The name of each point, and its number in each series.
    pub points: Vec<(String, Vec<f64>)>,
}

/// A table that is too long for the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The workbook's name, with its ending, as the report names it.
    pub file: String,
    /// The annex's title.
    pub title: String,
    /// Headings with the columns' shares of the width.
    pub columns: Vec<TableColumn>,
    /// The texts of the rows.
    pub rows: Vec<Vec<String>>,
}
