//! The base: what a run wrote, block by block, so that a later run can tell a person's edits from its own text.

use super::annex::{Exhibit, RowOf, Shows, TableCell};
use super::report::{Block, Inline, Provenance, Report, Role};

/// The namespace of the base; its number goes up when a reader of the old one would misread the new.
pub const NAMESPACE: &str = "urn:chengwen:base:1";

/// What one run wrote. Holds printed blocks and slots only: no texts of entries, names of givers or paths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base {
    /// The run's identity (lower-case hexadecimal).
    pub run: String,
    /// The run whose document this one went over, when it was another.
    pub after: Option<String>,
    /// The name of the report kind (`campaign`).
    pub kind: String,
    /// The look that the document was written in; `None` when that is not known.
    pub look: Option<String>,
    /// The digest of the document (SHA-256, hexadecimal), in the copy that is kept beside it and only when all of it
    /// is the program's: while it is the same, nobody has ever touched the document.
    pub document: Option<String>,
    /// The blocks in the order in which they stood in the document.
    pub blocks: Vec<BaseBlock>,
}

/// One block of a base. A paragraph that a person wrote is one too while data of others stand in it (it is a copy,
/// or holds a sentence of one): nothing was given for it, and what stood there says where the data are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseBlock {
    /// Its id, which is the same from run to run.
    pub id: String,
    /// Which element of the format it is.
    pub role: Role,
    /// The text that the workbooks and the wording gave.
    pub pieces: Vec<BasePiece>,
    /// The rows of a table or chart with the header; without slots, which would tell more than is printed.
    pub rows: Vec<BaseRow>,
    /// What the columns of a table show.
    pub columns: Vec<Shows>,
    /// The text that stood in the document when the run was done.
    pub stood: Stood,
}

/// One row of a table or chart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BaseRow {
    /// What it stands for. The base inside a document does not say which entries: that would tell who gave them.
    pub of: RowOf,
    /// The texts of its cells as they were given, from left to right.
    pub cells: Vec<String>,
    /// How it stood in the document when the run was done.
    pub stood: RowStood,
}

/// How a row stood in the document when the run was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RowStood {
    /// As the run gave it: the cells are those of the row.
    #[default]
    AsGiven,
    /// With a person's words in it: the texts of the cells as they stood.
    Changed(Vec<String>),
    /// Not at all: a person had deleted it.
    Gone,
}

impl BaseRow {
    /// The cells that stood in the document; none when a person had deleted the row.
    pub fn stood(&self) -> Option<&[String]> {
        match &self.stood {
            RowStood::AsGiven => Some(&self.cells),
            RowStood::Changed(cells) => Some(cells),
            RowStood::Gone => None,
        }
    }
}

/// How a block stood in the document when the run was done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stood {
    /// As the run gave it: the pieces are those of the block.
    #[default]
    AsGiven,
    /// With a person's words in it: the pieces as they stood.
    Changed(Vec<BasePiece>),
    /// Not at all: a person had deleted it.
    Gone,
}

/// A stretch of a block's text that has one provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePiece {
    /// Where its characters come from.
    pub what: Piece,
    /// The characters.
    pub text: String,
}

/// Where the characters of a piece come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Wording of the kind, or words of a person.
    Wording,
    /// A number of a heading or point that the program wrote (一、, 二是).
    Number,
    /// The datum of the slot with this id.
    Slot(String),
    /// What a person typed in place of this slot's datum.
    Typed(String),
    /// What may be the datum of one of these slots; after rewording it could not be told. It is not renewed.
    Doubtful(Vec<String>),
}

impl Base {
    /// The base of a report that stands as it was given; neighbouring pieces of wording are joined.
    pub fn of(report: &Report, run: &str, kind: &str) -> Self {
        let blocks = report
            .blocks
            .iter()
            .map(|block| {
                let mut pieces: Vec<BasePiece> = Vec::new();
                for inline in &block.inlines {
                    let what = match &inline.from {
                        Provenance::Slot(id) => Piece::Slot(id.clone()),
                        Provenance::Numbering => Piece::Number,
                        Provenance::Template
                        | Provenance::Narrative(_)
                        | Provenance::Person
                        | Provenance::Missing(_) => Piece::Wording,
                    };
                    match pieces.last_mut() {
                        Some(last) if last.what == Piece::Wording && what == Piece::Wording => {
                            last.text += &inline.text;
                        }
                        _ => pieces.push(BasePiece { what, text: inline.text.clone() }),
                    }
                }
                let rows = block.exhibit.as_deref().map(rows).unwrap_or_default();
                let columns = block.table().map(|table| table.columns.iter().map(|column| column.shows));
                let columns = columns.into_iter().flatten().collect();
                let (id, role) = (block.id.clone(), block.role);
                BaseBlock { id, role, pieces, rows, columns, stood: Stood::AsGiven }
            })
            .collect();
        Base { run: run.to_owned(), kind: kind.to_owned(), blocks, ..Base::default() }
    }

    /// The report that it was made from, as far as its words go: without tables and charts.
    pub fn report(&self) -> Report {
        let inline = |piece: &BasePiece| {
            let from = match &piece.what {
                Piece::Slot(id) | Piece::Typed(id) => Provenance::Slot(id.clone()),
                Piece::Number => Provenance::Numbering,
                Piece::Wording | Piece::Doubtful(_) => Provenance::Template,
            };
            Inline { text: piece.text.clone(), from, lead: false }
        };
        let block = |block: &BaseBlock| {
            Block::paragraph(block.id.clone(), block.role, block.pieces.iter().map(inline).collect())
        };
        let ours = self.blocks.iter().filter(|block| !block.is_persons());
        Report { blocks: ours.map(block).collect(), ..Report::default() }
    }
}

impl BaseBlock {
    /// Whether a person wrote it: nothing was given, but data that are known stand in it.
    pub fn is_persons(&self) -> bool {
        self.pieces.is_empty() && self.rows.is_empty() && matches!(self.stood, Stood::Changed(_))
    }

    /// The pieces that stood in the document; none when a person had deleted the block.
    pub fn stood(&self) -> Option<&[BasePiece]> {
        match &self.stood {
            Stood::AsGiven => Some(&self.pieces),
            Stood::Changed(pieces) => Some(pieces),
            Stood::Gone => None,
        }
    }
}

/// The rows of a table, header first, or the names and numbers of a chart.
fn rows(exhibit: &Exhibit) -> Vec<BaseRow> {
    let row = |of, cells| BaseRow { of, cells, stood: RowStood::AsGiven };
    match exhibit {
        Exhibit::Table(table) => {
            let header = table.columns.iter().map(|column| column.title.clone()).collect();
            let rows = table
                .rows
                .iter()
                .map(|given| row(given.of.clone(), given.cells.iter().map(TableCell::text).collect()));
            std::iter::once(row(RowOf::Header, header)).chain(rows).collect()
        }
        Exhibit::Chart(chart) => {
            let point = |(name, numbers): &(String, Vec<f64>)| {
                let numbers = numbers.iter().map(f64::to_string);
                row(RowOf::default(), std::iter::once(name.clone()).chain(numbers).collect())
            };
            chart.points.iter().map(point).collect()
        }
    }
}
