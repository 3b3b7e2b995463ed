//! `vocabulary/*.tsv` as tables of words: a header line, then one row a line, cells separated by tabs.

use std::collections::BTreeMap;

use crate::finding::kinds::{KindFault, Thing};

/// All vocabularies of a kind, by file name without `.tsv`.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    lists: BTreeMap<String, WordList>,
}

/// One vocabulary file: its columns by name, and its rows.
#[derive(Debug, Clone, Default)]
pub struct WordList {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Vocabulary {
    /// Adds a file. Lines that are blank or begin with `#` are left out, and so is a byte order mark.
    ///
    /// # Errors
    /// A line with more cells than the header, with its number.
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), (usize, KindFault)> {
        let (list, wrong) = WordList::read(text);
        self.lists.insert(name.to_owned(), list);
        wrong.map_or(Ok(()), Err)
    }

    /// Adds the rows of a file to the list of that name.
    ///
    /// # Errors
    /// As with a new one; a name that no list has, a column that the list has not.
    pub fn extend(&mut self, name: &str, text: &str) -> Result<(), (usize, KindFault)> {
        if !self.has(name) {
            return Err((1, KindFault::unknown(Thing::Vocabulary, name, self.names())));
        }
        let (more, wrong) = WordList::read(text);
        let list = self.lists.entry(name.to_owned()).or_default();
        if let Some(column) = more.columns.iter().find(|column| !list.columns.contains(column)) {
            return Err((
                1,
                KindFault::unknown(Thing::Column, column, list.columns.iter().map(String::as_str)),
            ));
        }
        let row = |row: WordRow<'_>| list.columns.iter().map(|column| row.get(column).to_owned()).collect();
        let rows: Vec<Vec<String>> = more.rows().map(row).collect();
        list.rows.extend(rows);
        wrong.map_or(Ok(()), Err)
    }
    /// A vocabulary by name; an empty one when the kind has none of that name.
    #[must_use]
    pub fn list(&self, name: &str) -> &WordList {
        const EMPTY: &WordList = &WordList { columns: Vec::new(), rows: Vec::new() };
        self.lists.get(name).unwrap_or(EMPTY)
    }

    /// The names of all vocabularies, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }

    /// Whether the kind has a vocabulary of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.lists.contains_key(name)
    }
}

impl WordList {
    /// Reads a file; when it has several faults, the first is given.
    fn read(text: &str) -> (Self, Option<(usize, KindFault)>) {
        let text = text.trim_start_matches('\u{FEFF}');
        let (mut list, mut wrong) = (WordList::default(), None);
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().to_owned()).collect();
            if list.columns.is_empty() {
                list.columns = cells;
                continue;
            }
            if cells.len() > list.columns.len() {
                let wanted = list.columns.len();
                wrong = wrong.or(Some((index + 1, KindFault::LineTooLong { cells: cells.len(), wanted })));
            }
            list.rows.push(cells);
        }
        (list, wrong)
    }

    /// The names of its columns, from the header line.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The rows, each as a lookup by column name.
    pub fn rows(&self) -> impl Iterator<Item = WordRow<'_>> {
        self.rows.iter().map(|cells| WordRow { columns: &self.columns, cells })
    }
}

/// One row of a vocabulary, looked up by column name.
#[derive(Debug, Clone, Copy)]
pub struct WordRow<'a> {
    columns: &'a [String],
    cells: &'a [String],
}

impl<'a> WordRow<'a> {
    /// The cell of a column; empty when the row or the header does not have it.
    #[must_use]
    pub fn get(&self, column: &str) -> &'a str {
        let index = self.columns.iter().position(|name| name == column);
        index.and_then(|index| self.cells.get(index)).map_or("", String::as_str)
    }

    /// The words of a cell that lists several, separated by spaces.
    pub fn words(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split_whitespace()
    }
}
