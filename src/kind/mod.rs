//! A report kind as checked rules: its tables, vocabularies, figures, outline, texts and look.

pub mod tables;
pub mod vocabulary;

pub use tables::{FieldRule, FieldType, Harvest, TableRule};
pub use vocabulary::{Vocabulary, WordList, WordRow};

/// A report kind, loaded and checked.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name (`campaign`).
    pub name: String,
    /// The tables that workbooks may hold.
    pub tables: Vec<TableRule>,
    /// Its words.
    pub vocabulary: Vocabulary,
}

impl Kind {
    /// The index of a table by its id.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.id == id)
    }
}
