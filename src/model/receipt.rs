//! The receipt of a build: what was done to the bytes of a document that people had edited, with digests, so that it
//! can be proved again from the two files.

use serde::{Deserialize, Serialize};

/// What two documents have in common to the byte, and what not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipt {
    /// The digest (SHA-256) of the document as it was.
    pub before: String,
    /// The digest of the document as it is.
    pub after: String,
    /// Paragraphs outside of tables.
    pub paragraphs: Tally,
    /// Rows of tables.
    pub rows: Tally,
    /// Cells of tables.
    pub cells: Tally,
    /// Parts of the package, each a file in the zip (`word/styles.xml`).
    pub parts: Tally,
    /// The names of the parts that are not the same.
    pub others: Vec<String>,
    /// What became of rows and of cells that persons or the workbooks changed; not to be seen from the files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_tables: Option<[Fates; 2]>,
}

/// How many are the same to the byte, and how many not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many are the same to the byte.
    pub same: usize,
    /// In the same place, but not the same.
    pub changed: usize,
    /// How many were not there before.
    pub added: usize,
    /// How many are there no more.
    pub removed: usize,
}

/// How many rows or cells met which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fates {
    /// How many are as a person wrote them.
    pub kept: usize,
    /// How many are as the workbooks say now.
    pub renewed: usize,
    /// How many hold a person's words and fresh data.
    pub merged: usize,
    /// As a person wrote them, while the workbooks say something new.
    pub conflicts: usize,
}
