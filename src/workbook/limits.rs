//! What a file may hold at most, and why: a clerk's workbook never comes near, a hostile or broken file is refused.

use std::time::Duration;

use crate::package::open::Limits;

/// Largest file. A ledger of a million rows has about 60 MB.
pub(super) const FILE_BYTES: usize = 100 << 20;

/// Limits of the zip packages of .xlsx, .xlsb and .ods.
pub(crate) const PACKAGE: Limits = Limits {
    // A workbook with hundreds of pictures has about a thousand entries.
    entries: 10_000,
    // The XML of a sheet of a million rows has about 400 MB.
    entry: 512 << 20,
    total: 1 << 30,
    // Sheets of real ledgers pack 8 to 56 times; a bomb packs 400 to 1000 times.
    ratio: 100,
    ratio_from: 1 << 20,
    ratio_of: &[".xml", ".rels", ".bin"],
    // A workbook links to its sheets and a few parts more, a document to its pictures.
    links: 20_000,
    // The longest text of a cell, 32767 characters, has at most 330 kB with every character escaped.
    run: 1 << 20,
};

/// Bytes of shared strings for each string that the part claims to hold: `<si/>` is the shortest.
/// The reader makes room for the claimed number before it reads the first.
pub(super) const BYTES_PER_STRING: u64 = 5;

/// Cell elements of one worksheet, empty styled ones included: 20 styled empty columns over all rows and more.
pub(super) const CELL_ELEMENTS: u64 = 30_000_000;

/// Rows or columns that one cell of a web page may span: browsers stop at a thousand columns.
pub(super) const WEB_SPAN: u32 = 1000;

/// Columns of a web page: those of an .xlsx.
pub(super) const WEB_COLUMNS: u32 = 16_384;

/// Cells with content in one sheet: a million rows of 10 columns.
pub(super) const CELLS: u64 = 10_000_000;

/// The list of parts of an .ods has a line for each; the name of its kind has 46 bytes.
pub(super) const MANIFEST_BYTES: u64 = 1 << 20;

/// Rows and columns of an .xls.
pub(super) const XLS_SHEET: (u32, u32) = (65_536, 256);

/// Cells of the rectangle round all cells of an .xls sheet: its reader makes room for all of them, 32 bytes
/// each. A full sheet of 60 columns stays below.
pub(super) const XLS_RECTANGLE: u64 = 4_000_000;

/// Rows that merged areas may touch together, so that nested areas cannot hold the program up.
pub(super) const MERGED_ROWS: u64 = 50_000_000;

/// Ranges of cells that one sentence lists before it says 等.
pub(super) const LISTED_RANGES: usize = 10;

/// Lines by which the delimiter of separated text is judged.
pub(super) const DELIMITER_LINES: usize = 20;

/// Bytes by which it is told whether text has two bytes a character.
pub(super) const ENCODING_BYTES: usize = 4096;

/// Of so many characters one may be undecodable before a text counts as damaged or as no text at all.
pub(super) const UNDECODABLE: usize = 50;

/// Sheets of one workbook, tables of one document. A year of daily sheets has 366; each sheet has its name,
/// part and relationship held in memory.
pub(crate) const SHEETS: usize = 5000;

/// Limits of an archive from a mail, and of those inside it together.
pub(super) const ARCHIVE: Limits = Limits {
    // All workbooks of a province's counties, and the pictures beside them.
    entries: 10_000,
    entry: FILE_BYTES as u64,
    total: 1 << 30,
    // Workbooks are packed already; a sparse .xls or a csv packs 10 to 60 times.
    ratio: 200,
    ratio_from: 1 << 20,
    ratio_of: &[""],
    links: 0,
    run: u64::MAX,
};

/// Archives inside archives: mail programs pack one folder at a time, people at most once more.
pub(super) const ARCHIVE_DEPTH: usize = 2;

/// The text part of a .docx: ten thousand pages of tables have about 100 MB.
pub(super) const DOCUMENT_BYTES: u64 = 128 << 20;

/// Columns that a cell of a Word table may span: Word itself stops at 63.
pub(super) const WORD_SPAN: u32 = 1000;

/// Paragraphs above a Word table that are taken as its title lines: annex number, title, unit, date, a note.
pub(super) const LEAD_LINES: usize = 8;

/// Longest of these, in characters; a longer paragraph is prose and ends the title lines.
pub(super) const LEAD_CHARS: usize = 100;

/// Cells of one sheet with struck-through text, or with lost characters, that are told one by one before the rest is told in one sentence.
pub(super) const LISTED_CUT: usize = 200;

/// Memory of the process that parses a file apart: the largest .xls that passes the checks needs 400 MB.
pub const APART_MEMORY: u64 = 1 << 30;

/// Time of that process: the largest .xls that passes the checks needs two seconds.
pub const APART_TIME: Duration = Duration::from_secs(20);
