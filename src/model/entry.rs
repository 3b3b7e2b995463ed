//! One fact of a workbook after normalising: an opinion, an activity, a document, a setting.

use super::origin::{Origin, SheetId, Source};
use super::value::{Amount, Text, Value, When};

/// Where the fields of a table's entries stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldPlaces {
    /// One row an entry: for each field of the table (in the kind's order) its column, when it has one.
    Columns(Vec<Option<u32>>),
    /// One form an entry: for each field the cell that holds its value.
    Cells(Vec<Option<Origin>>),
}

impl FieldPlaces {
    /// Whether a field has a column or cell, by its index in the table.
    #[must_use]
    pub fn has(&self, field: usize) -> bool {
        match self {
            FieldPlaces::Columns(columns) => columns.get(field).is_some_and(Option::is_some),
            FieldPlaces::Cells(cells) => cells.get(field).is_some_and(Option::is_some),
        }
    }
}

/// One recognised table on one sheet: what its entries need to say where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableHead {
    /// Index of the table in the kind (`opinions`, `activities` …).
    pub table: usize,
    /// The sheet that it was found on.
    pub sheet: SheetId,
    /// First and last row of the header, counted from zero.
    pub header_rows: (u32, u32),
    /// The columns or cells that its fields are read from.
    pub places: FieldPlaces,
    /// What stands above the column of each field, or before its cell; none where it has no place.
    pub headers: Vec<Option<Text>>,
    /// Further columns whose numbers a field adds to that of its own column, by field.
    pub also: Vec<(usize, u32)>,
}

impl TableHead {
    /// The header of a field's column; `None` where the field has no place.
    #[must_use]
    pub fn header(&self, field: usize) -> Option<&str> {
        self.headers.get(field)?.as_deref()
    }
}

/// One entry. A cell that was split gives several entries, which share row and column and differ in `part`.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Index of its [`TableHead`] in the run's list of heads.
    pub head: u32,
    /// The row of the sheet that it was read from, counted from zero.
    pub row: u32,
    /// Which part of the split cell, counted from one; zero when nothing was split.
    pub part: u16,
    /// One value for each field of the table, in the kind's order.
    pub values: Box<[Option<Value>]>,
    /// Whether figures count it, and if not, why not.
    pub count_status: CountStatus,
    /// What classify found out; only opinions and problems have one.
    pub class: Option<Box<Class>>,
}

/// Whether an entry counts, and if not, why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountStatus {
    /// Figures count it.
    Counted,
    /// A row without an opinion (无, blank); its form counts as returned.
    NoOpinion,
    /// A row that says no more than that its giver agrees (同意); it is no opinion.
    Agreement,
    /// A row that says no more than praise (满意); it is no opinion.
    Praise,
    /// A table without any content (零报告): its unit counts as returned, for whoever looks at entries in any
    /// standing.
    Empty,
    /// A further row that another entry stands for: of a problem on several lists, of an event over merged rows.
    Merged,
    /// A person took it out of the count.
    LeftOut,
}

impl CountStatus {
    /// All of them, in the order of this list.
    pub const ALL: [CountStatus; 7] = [
        CountStatus::Counted,
        CountStatus::NoOpinion,
        CountStatus::Agreement,
        CountStatus::Praise,
        CountStatus::Empty,
        CountStatus::Merged,
        CountStatus::LeftOut,
    ];

    /// The word in JSON and in `standing` of a figure's rule.
    pub fn word(self) -> &'static str {
        match self {
            CountStatus::Counted => "counted",
            CountStatus::NoOpinion => "none",
            CountStatus::Agreement => "agree",
            CountStatus::Praise => "praise",
            CountStatus::Empty => "empty",
            CountStatus::Merged => "merged",
            CountStatus::LeftOut => "left-out",
        }
    }
}

/// What said which aspect an opinion is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AspectBy {
    /// The cell names an aspect of the scheme.
    Cell,
    /// The cell names an alias of one.
    Alias,
    /// A person decided so in 核对表.
    Decision,
    /// The campaign's own catalogue of problems names it.
    Catalogue,
    /// Keywords of the scheme in its text weigh most for the aspect.
    Keywords,
}

impl AspectBy {
    /// The word that `list opinions --json` prints.
    pub fn word(self) -> &'static str {
        match self {
            AspectBy::Cell => "cell",
            AspectBy::Alias => "alias",
            AspectBy::Decision => "decision",
            AspectBy::Catalogue => "catalogue",
            AspectBy::Keywords => "keywords",
        }
    }
}

/// What classify found out about an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Class {
    /// A stable identity: from unit, person, channel and text, never from the row.
    pub id: String,
    /// The aspect (方面) that it is of; `None` while it is 未分类.
    pub aspect: Option<Text>,
    /// What said so; `None` while it is 未分类.
    pub aspect_by: Option<AspectBy>,
    /// Why: matched words with their weights, or the two best candidates of an unclassified one.
    pub why: Vec<String>,
    /// What the keywords of the aspect, or of the best candidate, weigh together; zero without keywords.
    pub score: u32,
    /// Number of its group of restatements, counted from one; after persons joined groups.
    pub group: u32,
    /// The number before they did, by which the group is known at the next run.
    pub own_group: u32,
    /// The named problem (突出问题) it belongs to.
    pub problem: Option<Text>,
    /// Fields whose value (or a part of it) was read from another row of the same problem, with that cell.
    pub borrowed: Vec<(usize, Origin)>,
}

impl Entry {
    /// Whether figures count it: it is no 无, no 同意, not left out and not merged.
    pub fn counts(&self) -> bool {
        self.count_status == CountStatus::Counted
    }

    /// The value of a field by its index in the table.
    pub fn value(&self, field: usize) -> Option<&Value> {
        self.values.get(field).and_then(Option::as_ref)
    }

    /// The text of a field; none when it is blank or not a text.
    pub fn text(&self, field: usize) -> Option<&Text> {
        match self.value(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The number of a field; none when it is blank or not a number.
    pub fn number(&self, field: usize) -> Option<Amount> {
        match self.value(field) {
            Some(Value::Number(amount)) => Some(*amount),
            _ => None,
        }
    }

    /// The date of a field; none when it is blank or not a date.
    pub fn when(&self, field: usize) -> Option<When> {
        match self.value(field) {
            Some(Value::Date(when)) => Some(*when),
            _ => None,
        }
    }

    /// The texts of a field: of a list all, of a text the one, else none.
    pub fn texts(&self, field: usize) -> &[Text] {
        match self.value(field) {
            Some(Value::List(list)) => list,
            Some(Value::Text(text)) => std::slice::from_ref(text),
            _ => &[],
        }
    }

    /// The cell that a field was read from; for a field without a cell of its own (a unit taken from the sheet's
    /// name) the first cell of the row.
    pub fn origin(&self, heads: &[TableHead], field: usize) -> Option<Origin> {
        if let Some(at) = self.borrowed(field).next() {
            return Some(at);
        }
        self.own_cell(heads, field)
    }

    /// The further cells of its row that a field adds up.
    fn further<'h>(&self, heads: &'h [TableHead], field: usize) -> impl Iterator<Item = Origin> + use<'h> {
        let (head, row) = (heads.get(self.head as usize), self.row);
        head.into_iter().flat_map(move |head| {
            let also = head.also.iter().filter(move |(of, _)| *of == field);
            also.map(move |(_, column)| Origin { sheet: head.sheet, row, column: *column })
        })
    }

    /// All cells that a field was read from: its own one and those of other rows of the same problem.
    pub fn origins(&self, heads: &[TableHead], field: usize) -> Vec<Origin> {
        let mut cells: Vec<Origin> = self.borrowed(field).collect();
        if cells.is_empty() {
            cells.extend(self.own_cell(heads, field));
        }
        cells.extend(self.further(heads, field));
        cells
    }

    /// The cells of other rows that a field was read from. Where the field's own cell still contributes it is
    /// among them.
    fn borrowed(&self, field: usize) -> impl Iterator<Item = Origin> {
        let borrowed = self.class.as_deref().map_or(&[][..], |class| &class.borrowed);
        let of_field = borrowed.iter().filter(move |(index, _)| *index == field);
        of_field.map(|(_, at)| *at)
    }

    /// The cell of a field by the head's places alone.
    fn own_cell(&self, heads: &[TableHead], field: usize) -> Option<Origin> {
        let head = heads.get(self.head as usize)?;
        Some(match &head.places {
            FieldPlaces::Columns(columns) => {
                let column = columns.get(field).copied().flatten().unwrap_or(0);
                Origin { sheet: head.sheet, row: self.row, column }
            }
            FieldPlaces::Cells(cells) => cells.get(field).copied().flatten().unwrap_or(Origin {
                sheet: head.sheet,
                row: self.row,
                column: 0,
            }),
        })
    }

    /// The source of a field: its cell, with the part when the cell was split.
    pub fn source(&self, heads: &[TableHead], field: usize) -> Option<Source> {
        self.origin(heads, field).map(|cell| Source { cell, part: self.part })
    }
}
