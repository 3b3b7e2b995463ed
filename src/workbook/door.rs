//! The door to the parsers whose memory and time cannot be bounded from outside (.xls, .xlsb): the library opens
//! it in its own process, a program may open it in another one.

use super::clean::Texts;
use super::draft::Drafts;
use super::formats::{xls, xlsb};
use super::guard::guarded;
use super::sniff::{self, Shape};
use crate::finding::Reading;

/// Where an .xls or .xlsb is parsed.
pub trait Door {
    /// The sheets of a file, as [`parse`] gives them.
    ///
    /// # Errors
    /// Why the file cannot be read.
    fn parse(&self, bytes: &[u8]) -> Result<Parsed, Reading>;
}

/// Parses in this process.
#[derive(Debug, Clone, Copy, Default)]
pub struct Here;

impl Door for Here {
    fn parse(&self, bytes: &[u8]) -> Result<Parsed, Reading> {
        parse(bytes)
    }
}

/// The sheets of a file that was parsed, as they came from the parser. Bytes and back: [`super::wire`].
#[derive(Debug)]
pub struct Parsed(pub(super) Drafts);

/// Parses an .xls or .xlsb in this process, after its structure was checked.
///
/// # Errors
/// Why the file cannot be read.
pub fn parse(bytes: &[u8]) -> Result<Parsed, Reading> {
    guarded(|| parse_checked(bytes)).unwrap_or(Err(Reading::FileBroken)).map(Parsed)
}

fn parse_checked(bytes: &[u8]) -> Result<Drafts, Reading> {
    let mut texts = Texts::default();
    match sniff::sniff("", bytes)? {
        Shape::Xlsb(mut package) => xlsb::read(bytes, &mut package, &mut texts),
        Shape::Xls(compound) => xls::read(bytes, &compound, &mut texts),
        _ => Err(Reading::FileUnknown),
    }
}
