//! Formats that are not read → the reason that is said, told by their first bytes, their parts or their name.

use super::FORMATS;
use super::opened::Input;
use crate::finding::Reading;
use crate::finding::reading::Foreign as Program;
use crate::text::path::ending;

/// A format that is not read, and by what its files are known.
struct Foreign {
    reason: Reading,
    /// Endings of the names of such files, in lower case.
    endings: &'static [&'static str],
    /// The first bytes of such files.
    beginnings: &'static [&'static [u8]],
    /// Entries of a package: the beginning of a name in lower case.
    entries: &'static [&'static str],
    /// Names of streams of a compound file.
    streams: &'static [&'static str],
}

const NOTHING: Foreign =
    Foreign { reason: Reading::FileUnknown, endings: &[], beginnings: &[], entries: &[], streams: &[] };

/// A text document that is not read, or too damaged to be.
pub(super) const WORD: Reading = Reading::FileForeign(Program::Word);
/// A web page or XML that is no workbook.
pub(super) const PAGE: Reading = Reading::FileForeign(Program::Page);
pub(super) const SLIDES: Reading = Reading::FileForeign(Program::Slides);

/// The formats that are not read, each with the reason that is told.
const FOREIGN: &[Foreign] = &[
    Foreign { reason: Reading::FileEncrypted, streams: &["EncryptedPackage"], ..NOTHING },
    Foreign {
        reason: WORD,
        endings: &["doc", "dot", "wps", "wpt", "odt", "rtf"],
        beginnings: &[b"{\\rtf"],
        streams: &["WordDocument"],
        ..NOTHING
    },
    Foreign {
        reason: SLIDES,
        endings: &["ppt", "pptx", "dps", "odp"],
        entries: &["ppt/"],
        streams: &["PowerPoint Document"],
        ..NOTHING
    },
    Foreign {
        reason: Reading::FileForeign(Program::Pdf),
        endings: &["pdf"],
        beginnings: &[b"%PDF"],
        ..NOTHING
    },
    Foreign {
        reason: Reading::FileForeign(Program::Ofd),
        endings: &["ofd"],
        entries: &["ofd.xml"],
        ..NOTHING
    },
    Foreign {
        reason: Reading::FileForeign(Program::Picture),
        endings: &["jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic"],
        beginnings: &[
            b"\x89PNG",
            b"\xFF\xD8\xFF",
            b"GIF8",
            b"II*\0",
            b"MM\0*",
            b"RIFF",
            b"\0\0\0\x18ftyphei",
            b"\0\0\0\x1Cftyphei",
            b"\0\0\0 ftyphei",
        ],
        ..NOTHING
    },
    Foreign {
        reason: Reading::FileForeign(Program::Numbers),
        endings: &["numbers"],
        entries: &["index/document.iwa"],
        ..NOTHING
    },
    Foreign {
        reason: Reading::FileArchive,
        endings: &["rar", "7z"],
        beginnings: &[b"Rar!", b"7z\xBC\xAF"],
        ..NOTHING
    },
    Foreign {
        reason: Reading::FileForeign(Program::Data),
        endings: &["dbf", "slk", "mdb", "accdb", "dif", "sav", "fodt"],
        beginnings: &[b"ID;P"],
        ..NOTHING
    },
    Foreign {
        reason: Reading::FileForeign(Program::Shortcut),
        endings: &["lnk", "url", "webloc"],
        beginnings: &[b"L\0\0\0\x01\x14\x02\0"],
        ..NOTHING
    },
    Foreign {
        reason: Reading::FileTooOld,
        beginnings: &[b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0"],
        ..NOTHING
    },
];

/// The reason that the first bytes give.
pub(in crate::workbook) fn by_beginning(bytes: &[u8]) -> Option<Reading> {
    reason(|foreign| foreign.beginnings.iter().any(|beginning| bytes.starts_with(beginning)))
}

/// The reason that the parts of an opened file give.
pub(super) fn by_content(input: &Input) -> Option<Reading> {
    reason(|foreign| {
        foreign.entries.iter().any(|entry| input.has_entry(entry)) || input.has_stream(foreign.streams)
    })
}

/// The reason that the name suggests, when the content told no more than that it cannot be read.
pub(super) fn by_name(path: &str, reason: Reading) -> Reading {
    match (&reason, called(path)) {
        // Bytes that are no text, under a name that promises text or nothing.
        (Reading::FileBroken, Some(Reading::FileText)) => Reading::FileOther,
        (Reading::FileBroken | Reading::FileUnknown | Reading::FileWebTable, Some(called)) => called,
        _ => reason,
    }
}

/// What a damaged or unknown file of this name is said to be.
pub(in crate::workbook) fn called(path: &str) -> Option<Reading> {
    let ending = ending(path);
    let known = FORMATS.iter().find(|format| format.endings.contains(&&*ending));
    known.and_then(|format| format.named.clone()).or_else(|| named(path))
}

/// The reason of a format that is not read, when the name is that of one.
pub(in crate::workbook) fn named(path: &str) -> Option<Reading> {
    let ending = ending(path);
    reason(|foreign| foreign.endings.contains(&&*ending))
}

/// Whether an ending, in lower case, is that of a format that is not read.
#[cfg(test)]
pub(super) fn is_listed(ending: &str) -> bool {
    reason(|foreign| foreign.endings.contains(&ending)).is_some()
}

fn reason(is_it: impl Fn(&Foreign) -> bool) -> Option<Reading> {
    FOREIGN.iter().find(|foreign| is_it(foreign)).map(|foreign| foreign.reason.clone())
}
