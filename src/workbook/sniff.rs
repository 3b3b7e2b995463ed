//! Bytes of a file → what they are, whatever the file's name says.

use super::candidate::ending;
use super::formats::separated::{self, Decoded};
use super::formats::{file_fault, mail};
use super::limits;
use crate::finding::Reading;
use crate::finding::reading::Foreign;
use crate::package::compound::Compound;
use crate::package::open::{Fault, Package};

/// A file that can be read, opened as far as needed to know what it is.
pub(super) enum Shape<'a> {
    /// .xlsx or .xlsm.
    Xlsx(Package<'a>),
    /// .xlsb.
    Xlsb(Package<'a>),
    /// .xls or .et.
    Xls(Compound<'a>),
    /// .ods.
    Ods(Package<'a>),
    /// .docx.
    Word(Package<'a>),
    /// An archive that is no package of an office program.
    Archive,
    /// .fods: the content of an .ods without a package.
    FlatOds,
    /// The XML of Excel 2003.
    Xml2003(Decoded),
    /// A web page.
    Web(Decoded),
    /// Separated text.
    Text(Decoded),
}

/// What a file is; the reason when it is nothing that can be read.
pub(super) fn sniff<'a>(path: &str, bytes: &'a [u8]) -> Result<Shape<'a>, Reading> {
    if bytes.is_empty() {
        return Err(Reading::FileEmpty);
    }
    if bytes.len() > limits::FILE_BYTES {
        return Err(Reading::FileTooBig);
    }
    if let Some((_, reason)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(reason.clone());
    }
    if bytes.starts_with(b"PK") {
        return packed(path, bytes).map_err(|reason| by_name(path, reason));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return compound(bytes).map_err(|reason| by_name(path, reason));
    }
    if bytes.trim_ascii_start().starts_with(b"MIME-Version") {
        return mail::page(bytes).map(Shape::Web).ok_or(Reading::FileWebTable);
    }
    match separated::decode(bytes) {
        Some(decoded) => written(path, decoded),
        None => Err(by_name(path, Reading::FileBroken)),
    }
}

const WORD: Reading = Reading::FileForeign(Foreign::Word);
const PICTURE: Reading = Reading::FileForeign(Foreign::Picture);
const SLIDES: Reading = Reading::FileForeign(Foreign::Slides);
const OFD: Reading = Reading::FileForeign(Foreign::Ofd);

/// First bytes of formats that are not read.
const SIGNATURES: &[(&[u8], Reading)] = &[
    (b"%PDF", Reading::FileForeign(Foreign::Pdf)),
    (b"\x89PNG", PICTURE),
    (b"\xFF\xD8\xFF", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"RIFF", PICTURE),
    (b"\0\0\0\x18ftyphei", PICTURE),
    (b"\0\0\0\x1Cftyphei", PICTURE),
    (b"\0\0\0 ftyphei", PICTURE),
    (b"{\\rtf", WORD),
    (b"Rar!", Reading::FileArchive),
    (b"7z\xBC\xAF", Reading::FileArchive),
    (b"\x09\0\x04\0", Reading::FileTooOld),
    (b"\x09\x02\x06\0", Reading::FileTooOld),
    (b"\x09\x04\x06\0", Reading::FileTooOld),
];

/// Entries by which a package is known: the beginning of a name in lower case.
const PACKAGES: &[(&str, Reading)] =
    &[("ppt/", SLIDES), ("ofd.xml", OFD), ("index/document.iwa", Reading::FileForeign(Foreign::Numbers))];

/// Streams by which a compound file that is no workbook is known.
const COMPOUNDS: &[(&str, Reading)] =
    &[("EncryptedPackage", Reading::FileEncrypted), ("WordDocument", WORD), ("PowerPoint Document", SLIDES)];

/// Endings of foreign files whose content is damaged, or too plain to tell.
const NAMES: &[(&[&str], Reading)] = &[
    (&["docx", "docm", "doc", "dotx", "dot", "wps", "wpt", "odt", "rtf"], WORD),
    (&["ppt", "pptx", "dps", "odp"], SLIDES),
    (&["pdf"], Reading::FileForeign(Foreign::Pdf)),
    (&["ofd"], OFD),
    (&["jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic"], PICTURE),
    (&["numbers"], Reading::FileForeign(Foreign::Numbers)),
    (&["rar", "7z"], Reading::FileArchive),
];

/// Endings of separated text. Under the name of another workbook it must have columns to be taken for it.
const TEXTS: &[&str] = &["csv", "tsv", "tab"];

/// The reason that the name suggests, when the content told no more than that it cannot be read.
fn by_name(path: &str, reason: Reading) -> Reading {
    if !matches!(reason, Reading::FileBroken | Reading::FileUnknown) {
        return reason;
    }
    let path = path.to_lowercase();
    let known = NAMES.iter().find(|(endings, _)| endings.contains(&ending(&path)));
    known.map_or(reason, |(_, foreign)| foreign.clone())
}

fn packed<'a>(path: &str, bytes: &'a [u8]) -> Result<Shape<'a>, Reading> {
    let opened = Package::open(bytes, limits::PACKAGE);
    if matches!(opened, Err(Fault::Encrypted | Fault::TooBig)) && ending(&path.to_lowercase()) == "zip" {
        return Ok(Shape::Archive);
    }
    let mut package = opened.map_err(file_fault)?;
    let names: Vec<String> = package.names().iter().map(|name| name.to_ascii_lowercase()).collect();
    let starts = |start: &str| names.iter().any(|name| name.starts_with(start));
    if let Some((_, reason)) = PACKAGES.iter().find(|(start, _)| starts(start)) {
        return Err(reason.clone());
    }
    let typed = starts("[content_types].xml");
    match () {
        () if starts("xl/workbook.bin") => Ok(Shape::Xlsb(package)),
        () if typed && starts("word/") => Ok(Shape::Word(package)),
        () if typed || starts("xl/") => Ok(Shape::Xlsx(package)),
        () if starts("content.xml") => open_document(&mut package)?.map_or(Ok(Shape::Ods(package)), Err),
        () => Ok(Shape::Archive),
    }
}

/// The reason why a package of OpenDocument is not read; none for a workbook.
fn open_document(package: &mut Package) -> Result<Option<Reading>, Reading> {
    let kind = package.read("mimetype", limits::MANIFEST_BYTES).map_err(file_fault)?;
    let kind = String::from_utf8_lossy(&kind);
    Ok(match () {
        () if kind.contains("opendocument.spreadsheet") => None,
        () if kind.contains("opendocument.presentation") => Some(SLIDES),
        () => Some(WORD),
    })
}

fn compound(bytes: &[u8]) -> Result<Shape<'_>, Reading> {
    let file = Compound::open(bytes).map_err(|_| Reading::FileBroken)?;
    if let Some((_, reason)) = COMPOUNDS.iter().find(|(stream, _)| file.has(stream)) {
        return Err(reason.clone());
    }
    match file.has("Workbook") || file.has("Book") {
        true => Ok(Shape::Xls(file)),
        false => Err(Reading::FileUnknown),
    }
}

/// Text: separated, unless it is marked up.
fn written<'a>(path: &str, decoded: Decoded) -> Result<Shape<'a>, Reading> {
    let head: String = decoded.text.trim_start().chars().take(4096).collect();
    let head = head.to_ascii_lowercase();
    if head.is_empty() {
        return Err(Reading::FileEmpty);
    }
    if head.starts_with('<') {
        let any = |marks: &[&str]| marks.iter().any(|mark| head.contains(mark));
        return match () {
            () if any(&["opendocument.spreadsheet"]) => Ok(Shape::FlatOds),
            () if any(&["<html", "<!doctype html"]) => Ok(Shape::Web(decoded)),
            () if any(&["schemas-microsoft-com:office:spreadsheet"]) => Ok(Shape::Xml2003(decoded)),
            () if any(&["<table"]) => Ok(Shape::Web(decoded)),
            () => Err(Reading::FileWebTable),
        };
    }
    let named = TEXTS.contains(&ending(&path.to_lowercase()));
    match by_name(path, Reading::FileUnknown) {
        Reading::FileUnknown if named || separated::has_columns(&decoded.text) => Ok(Shape::Text(decoded)),
        foreign => Err(foreign),
    }
}
