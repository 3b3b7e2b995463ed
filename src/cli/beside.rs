//! A report that is open in another program → the new one beside it (`标题（新）.docx`), and at the next run the
//! knowledge of which of the two is which.

use std::fs;
use std::path::{Path, PathBuf};

use chengwen::finding::Refusal;
use chengwen::text::digest::sha256;
use serde::{Deserialize, Serialize};

use super::files::{self, OWN, is_held, put_json, stem};

/// What is added to the name of a report that was written beside another one.
pub(super) const NEW: &str = "（新）";
const RECORD: &str = "beside.json";

/// `beside.json`: which report was written beside which one.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// The file name of the new report.
    file: String,
    /// The digest of its bytes as written.
    digest: String,
    /// The file name of the report that was open.
    of: String,
    /// The digest of its bytes at that time.
    of_digest: String,
}

/// What became since of a report and the one that was written beside it.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    /// The one that was written beside the other.
    pub(super) new: PathBuf,
    /// The report beside which it was written.
    pub(super) of: PathBuf,
    pub(super) state: State,
}

/// Which of the two reports the next run takes for the one that people edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// The old one: people worked on in it, or on neither, and the new one is made again from it.
    Old,
    /// The new one: people worked on in it alone.
    New,
    /// Neither alone: people edited both.
    Both,
}

/// What the last runs left; none when nothing stands beside anything.
pub(super) fn recall(output: &Path) -> Option<Beside> {
    let record: Record = serde_json::from_slice(&files::read(output.join(OWN).join(RECORD)).ok()?).ok()?;
    let (new, of) = (output.join(&record.file), output.join(&record.of));
    let (now, then) = (files::read(&new).ok()?, files::read(&of).ok());
    let state = match then {
        Some(_) if sha256(&now) == record.digest => State::Old,
        Some(then) if sha256(&then) != record.of_digest => State::Both,
        _ => State::New,
    };
    Some(Beside { new, of, state })
}

impl Beside {
    /// Whether a document is left out of account: all that is in it is in the other one too.
    pub(super) fn leaves_out(&self, path: &Path) -> bool {
        match self.state {
            State::Old => path == self.new,
            State::New => path == self.of,
            State::Both => false,
        }
    }
}

/// Where a report goes that cannot take its place.
pub(super) fn place(output: &Path, report: &Path, known: Option<&Beside>) -> PathBuf {
    let mine = |path: &Path| known.is_some_and(|beside| beside.state != State::Both && beside.new == path);
    let name = |number: u32| match number {
        1 => format!("{}{NEW}.docx", stem(report)),
        _ => format!("{}{}{number}）.docx", stem(report), NEW.trim_end_matches('）')),
    };
    let free = |number: &u32| {
        let path = output.join(name(*number));
        !is_held(output, &name(*number)) && (!path.exists() || mine(&path))
    };
    output.join(name((1..=u32::MAX).find(free).unwrap_or(u32::MAX)))
}

/// Notes what is about to be written beside what; before it is, so that it is known whatever happens then.
pub(super) fn note(output: &Path, new: &Path, bytes: &[u8], of: &Path) -> Result<(), Refusal> {
    let record = Record {
        file: files::name(new),
        digest: sha256(bytes),
        of: files::name(of),
        of_digest: files::read(of).map(|bytes| sha256(&bytes)).unwrap_or_default(),
    };
    put_json(&output.join(OWN).join(RECORD), &record)
}

pub(super) fn forget(output: &Path) {
    // A record of a file that is gone says nothing.
    let _ = fs::remove_file(output.join(OWN).join(RECORD));
}
