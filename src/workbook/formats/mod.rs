//! The table of input formats: one line and one file or folder for each, with all that is known of it.
//!
//! What a file is is told from its content: it is opened as far as needed (`opened`), formats that are not read
//! are told apart (`foreign`), and the first line of the table that knows the file reads it.

mod archive;
mod foreign;
mod mail;
mod ods;
mod opened;
mod separated;
mod web;
mod word;
mod xls;
mod xlsb;
pub(super) mod xlsx;
mod xml2003;

use super::clean::Texts;
use super::door::Door;
use super::draft::Drafts;
use super::sheet::InputFile;
use crate::finding::Reading;
use crate::package::open::PackageFault;
use crate::text::path::ending;
use opened::{Input, Opened};

pub use archive::decoded;
pub(super) use archive::{DEPTH as ARCHIVE_DEPTH, LIMITS as ARCHIVE, Unpacked, each_file};
pub(super) use foreign::{by_beginning, called, named};

/// The input formats. Of two that know a file the first reads it.
const FORMATS: &[Format] = &[
    xlsb::FORMAT,
    word::FORMAT,
    xlsx::FORMAT,
    ods::FORMAT,
    archive::FORMAT,
    xls::FORMAT,
    mail::FORMAT,
    ods::FLAT,
    xml2003::FORMAT,
    web::FORMAT,
    separated::FORMAT,
    separated::NOTES,
];

/// An input format: by what its files are known, and how they are read.
struct Format {
    /// Endings of the names of such files, in lower case; an empty one stands for names without ending. Only files
    /// with an ending of this table, or of `foreign`, are loaded.
    endings: &'static [&'static str],
    /// Whether an opened file is of this format.
    knows: fn(&Input) -> bool,
    /// The reader of its sheets, and where it runs.
    reads: Reads,
    /// What is to be said of every such file.
    told: Option<Reading>,
    /// What a file with such a name is said to be when its content is damaged or of no known kind.
    named: Option<Reading>,
}

/// How files of a format are read, and where.
enum Reads {
    /// In this process: the reader bounds its own memory and time.
    Here(fn(&mut Input, &mut Texts) -> Result<Content, Reading>),
    /// Behind the door ([`super::APART`]): the parser's memory and time cannot be bounded from outside.
    Apart(fn(&mut Input, &mut Texts) -> Result<Drafts, Reading>),
}

/// What reading a file gives.
pub(super) enum Content {
    /// Sheets, and what is to be said about the file.
    Sheets(Drafts, Option<Reading>),
    /// An archive, whose files are read one by one.
    Archive,
    /// A report that the program itself wrote.
    Own,
}

/// Reads a file, the formats that need it behind the door.
pub(super) fn read(file: &InputFile, door: &dyn Door) -> Result<Content, Reading> {
    let mut input = opened::open(&file.path, &file.bytes)?;
    let format = format_of(&input)?;
    let content = match format.reads {
        Reads::Here(read) => {
            read(&mut input, &mut Texts::default()).map_err(|reason| foreign::by_name(&file.path, reason))?
        }
        Reads::Apart(_) => {
            let parsed = door.parse(&file.bytes)?;
            Content::Sheets(parsed.drafts, parsed.note)
        }
    };
    Ok(match content {
        Content::Sheets(drafts, None) => Content::Sheets(drafts, format.told.clone()),
        other => other,
    })
}

/// Reads a file of a format that is read behind the door: the other side of it.
pub(super) fn read_apart(bytes: &[u8]) -> Result<Drafts, Reading> {
    let mut input = opened::open("", bytes)?;
    match format_of(&input)?.reads {
        Reads::Apart(read) => read(&mut input, &mut Texts::default()),
        Reads::Here(_) => Err(Reading::FileUnknown),
    }
}

fn format_of(input: &Input) -> Result<&'static Format, Reading> {
    let known = FORMATS.iter().find(|format| (format.knows)(input));
    known.ok_or_else(|| match &input.opened {
        Opened::Markup(..) => foreign::by_name(input.path, Reading::FileWebTable),
        _ => foreign::by_name(input.path, Reading::FileUnknown),
    })
}

/// Whether files with the ending of this path are opened, whatever is found then.
pub(super) fn has_ending(path: &str) -> bool {
    let ending = ending(path);
    FORMATS.iter().any(|format| format.endings.contains(&&*ending)) || foreign::named(path).is_some()
}

/// What a fault of a package means for a file.
fn file_fault(fault: PackageFault) -> Reading {
    match fault {
        PackageFault::TooBig => Reading::FileTooBig,
        PackageFault::Encrypted => Reading::FileEncrypted,
        PackageFault::Damaged | PackageFault::Missing => Reading::FileBroken,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn an_ending_belongs_to_one_format() {
        let mut known = BTreeSet::new();
        for ending in FORMATS.iter().flat_map(|format| format.endings) {
            assert!(known.insert(*ending), "{ending} stands twice");
            assert_eq!(*ending, ending.to_lowercase());
            assert!(!foreign::is_listed(ending), "{ending} is read and not read");
        }
    }
}
