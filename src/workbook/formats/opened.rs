//! Bytes of a file → the file, opened as far as needed to know what it is, whatever its name says.

use super::file_fault;
use super::foreign;
use super::separated::{self, Decoded};
use crate::finding::Reading;
use crate::package::compound::Compound;
use crate::package::open::{Package, PackageFault};
use crate::text::path::{ending, stem};
use crate::workbook::limits;

/// Bytes by which it is told what a text that is marked up says.
const HEAD: usize = 4096;

/// A file that is to be read.
pub(super) struct Input<'a> {
    /// Its path inside the folder; empty in the child process.
    pub path: &'a str,
    /// The bytes of the whole file.
    pub bytes: &'a [u8],
    /// What its bytes are: a package, a compound file, text.
    pub opened: Opened<'a>,
}

/// What the bytes of a file are, told by themselves.
pub(super) enum Opened<'a> {
    /// A zip file within the limits of a package, with the names of its entries in lower case.
    Package(Package<'a>, Vec<String>),
    /// A zip file beyond them, or with a password, that does not call itself a document.
    Zip,
    /// A compound file with its directory (.xls, .doc, an encrypted package).
    Compound(Compound<'a>),
    /// A web page packed as a mail (.mht).
    Mail,
    /// Text that is marked up, with its beginning in lower case.
    Markup(Decoded, String),
    /// Text without markup.
    Text(Decoded),
}

impl<'a> Input<'a> {
    /// The ending of its name, in lower case.
    pub(super) fn ending(&self) -> String {
        ending(self.path)
    }

    /// The name of the file without folder and ending.
    pub(super) fn stem(&self) -> &'a str {
        stem(self.path)
    }

    /// Whether it is a package with an entry whose name in lower case begins so.
    pub(super) fn has_entry(&self, start: &str) -> bool {
        matches!(&self.opened, Opened::Package(_, names) if names.iter().any(|name| name.starts_with(start)))
    }

    /// Whether it is a compound file with one of these streams.
    pub(super) fn has_stream(&self, streams: &[&str]) -> bool {
        matches!(&self.opened, Opened::Compound(file) if streams.iter().any(|stream| file.has(stream)))
    }

    /// The beginning of a text that is marked up, in lower case; empty when it is none.
    pub(super) fn markup(&self) -> &str {
        match &self.opened {
            Opened::Markup(_, head) => head,
            _ => "",
        }
    }

    pub(super) fn package(&mut self) -> Result<&mut Package<'a>, Reading> {
        match &mut self.opened {
            Opened::Package(package, _) => Ok(package),
            _ => Err(Reading::FileBroken),
        }
    }

    pub(super) fn text(&self) -> Result<&Decoded, Reading> {
        match &self.opened {
            Opened::Markup(text, _) | Opened::Text(text) => Ok(text),
            _ => Err(Reading::FileBroken),
        }
    }
}

/// Opens a file; the reason when it is nothing that can be read.
pub(super) fn open<'a>(path: &'a str, bytes: &'a [u8]) -> Result<Input<'a>, Reading> {
    if bytes.is_empty() {
        return Err(Reading::FileEmpty);
    }
    if bytes.len() > limits::FILE_BYTES {
        return Err(Reading::FileTooBig);
    }
    if let Some(reason) = foreign::by_beginning(bytes) {
        return Err(reason);
    }
    let opened = opened(path, bytes).map_err(|reason| foreign::by_name(path, reason))?;
    let input = Input { path, bytes, opened };
    match foreign::by_content(&input) {
        Some(reason) => Err(reason),
        None => Ok(input),
    }
}

fn opened<'a>(path: &str, bytes: &'a [u8]) -> Result<Opened<'a>, Reading> {
    match () {
        () if bytes.starts_with(b"PK") => packed(path, bytes),
        () if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) => {
            Compound::open(bytes).map(Opened::Compound).map_err(|_| Reading::FileBroken)
        }
        () if is_mail(bytes) => Ok(Opened::Mail),
        () => written(separated::decode(bytes).ok_or(Reading::FileBroken)?),
    }
}

/// Whether a file begins with the headers of a mail, whichever comes first.
fn is_mail(bytes: &[u8]) -> bool {
    let head = bytes.trim_ascii_start();
    let head =
        String::from_utf8_lossy(head.get(..head.len().min(HEAD)).unwrap_or_default()).to_ascii_lowercase();
    let (headers, _) = head.split_once("\n\n").or_else(|| head.split_once("\r\n\r\n")).unwrap_or((&head, ""));
    let first = headers.split(':').next().unwrap_or_default();
    let named = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    named && headers.lines().any(|line| line.starts_with("mime-version:"))
}

fn packed<'a>(path: &str, bytes: &'a [u8]) -> Result<Opened<'a>, Reading> {
    let package = match Package::open(bytes, limits::PACKAGE) {
        Err(PackageFault::Encrypted | PackageFault::TooBig) if ending(path) == "zip" => {
            return Ok(Opened::Zip);
        }
        opened => opened.map_err(file_fault)?,
    };
    let names = package.names().iter().map(|name| name.to_ascii_lowercase()).collect();
    Ok(Opened::Package(package, names))
}

fn written<'a>(text: Decoded) -> Result<Opened<'a>, Reading> {
    let head: String = text.text.trim_start().chars().take(HEAD).collect();
    let head = head.to_ascii_lowercase();
    match head.chars().next() {
        None => Err(Reading::FileEmpty),
        Some('<') => Ok(Opened::Markup(text, head)),
        Some(_) => Ok(Opened::Text(text)),
    }
}
