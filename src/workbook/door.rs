//! The door to the parsers whose memory and time cannot be bounded from outside (.xlsb): the library opens
//! it in its own process, a program may open it in another one.

use std::time::Duration;

use super::draft::Drafts;
use super::formats;
use super::guard::guarded;
use crate::finding::Reading;

/// The process behind the door: how the program is asked to be it, and what it may use.
#[derive(Debug, Clone, Copy)]
pub struct Apart {
    /// The command that asks the program to parse what comes in and write down the sheets; not for people.
    pub command: &'static str,
    /// Most bytes of memory that the child process may take.
    pub memory: u64,
    /// Longest time that it may take; then the file is unread.
    pub time: Duration,
}

/// The largest .xlsb that passes the checks needs 400 MB and some seconds.
pub const APART: Apart = Apart { command: "__read", memory: 1 << 30, time: Duration::from_secs(20) };

/// Where an .xlsb is parsed: in this process, or in one of its own with limits of memory and time.
pub trait Door: Sync {
    /// The sheets of a file, as [`parse`] gives them.
    ///
    /// # Errors
    /// Why the file cannot be read.
    fn parse(&self, bytes: &[u8]) -> Result<Parsed, Reading>;
}

/// Parses in this process, without limits of memory and time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Here;

impl Door for Here {
    fn parse(&self, bytes: &[u8]) -> Result<Parsed, Reading> {
        parse(bytes)
    }
}

/// The sheets of a file that was parsed, as they came from the parser. Bytes and back: [`super::wire`].
#[derive(Debug)]
pub struct Parsed {
    pub(super) drafts: Drafts,
    /// What is to be said about the file.
    pub(super) note: Option<Reading>,
}

impl Parsed {
    /// The same, parsed in this process because none of its own would start.
    #[must_use]
    pub fn without_process(self) -> Self {
        Parsed { note: Some(Reading::ProcessNotStarted), ..self }
    }
}

/// Parses an .xlsb in this process, after its structure was checked.
///
/// # Errors
/// Why the file cannot be read.
pub fn parse(bytes: &[u8]) -> Result<Parsed, Reading> {
    guarded(|| formats::read_apart(bytes))
        .unwrap_or(Err(Reading::FileBroken))
        .map(|drafts| Parsed { drafts, note: None })
}
