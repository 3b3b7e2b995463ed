//! What a file may hold at most, and why: a clerk's workbook never comes near, a hostile or broken file is refused.

use crate::package::open::Limits;

/// Largest file. A ledger of a million rows has about 60 MB.
pub(super) const FILE_BYTES: usize = 100 << 20;

/// Largest file with the name of a format that is not read (.doc, .pptx) of which the content is looked at all the same: one that is
/// really a workbook is never so large.
pub(super) const FOREIGN_BYTES: u64 = 16 << 20;

/// Limits of the zip packages of .xlsx, .xlsb and .ods.
pub(crate) const PACKAGE: Limits = Limits {
    // A workbook with hundreds of pictures has about a thousand entries.
    entries: 10_000,
    // The XML of a sheet of a million rows has about 400 MB.
    entry: 512 << 20,
    total: 1 << 30,
    // Sheets of real ledgers pack 8 to 56 times, one with a long note in every row more; a bomb packs 400 to 1000
    // times. What unpacks to no more than this is read through as it is: its runs and cells have their own limits.
    ratio: 100,
    ratio_from: 64 << 20,
    ratio_of: &[".xml", ".rels", ".bin"],
    // A workbook links to its sheets and a few parts more, a document to its pictures.
    links: 20_000,
    // The longest text of a cell, 32767 characters, has at most 330 kB with every character escaped.
    run: 1 << 20,
};

/// Cells with content in one sheet: a million rows of 10 columns.
pub(super) const CELLS: u64 = 10_000_000;

/// Rows of all sheets of a folder. A province's worth of opinions is a million; all are held until the report is made.
pub(super) const ROWS: usize = 2_000_000;

/// Rows that merged areas may touch together, so that nested areas cannot hold the program up.
pub(super) const MERGED_ROWS: u64 = 50_000_000;

/// Ranges of cells that one sentence lists before it says 等.
pub(super) const LISTED_RANGES: usize = 10;

/// Sheets of one workbook, tables of one document. A year of daily sheets has 366; each sheet has its name,
/// part and relationship held in memory.
pub(crate) const SHEETS: usize = 5000;

/// Cells of one sheet with struck-through text, or with lost characters, that are told one by one before the rest is told in one sentence.
pub(super) const LISTED_CUT: usize = 200;
