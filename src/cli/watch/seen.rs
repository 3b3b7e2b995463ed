//! A folder → the marks of its files at a moment, what changed between two moments, and which file is not ready yet.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chengwen::finding::Refusal;
use chengwen::workbook::{OUTPUT, is_candidate};

use crate::cli::files::{self, is_held};
use crate::cli::folder;

/// What tells one state of a file from another: its length, and how long after 1970 it was saved.
type Mark = (u64, Duration);

/// The files of a folder at a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::cli) struct Seen {
    /// What people put there, by path inside the folder.
    inputs: BTreeMap<PathBuf, Mark>,
    /// What lies in 成文/ and people may work on: the report, 核对表, 三张清单.
    outputs: BTreeMap<PathBuf, Mark>,
}

/// What became of files between two moments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Changed {
    pub(super) added: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) removed: Vec<String>,
}

impl Seen {
    /// Looks at a folder.
    ///
    /// # Errors
    ///
    /// When the folder is not there or does not let itself be read.
    pub(in crate::cli) fn of(place: &Path) -> Result<Seen, Refusal> {
        let inputs =
            folder::places(place)?.into_iter().filter(|inside| is_candidate(&inside.to_string_lossy()));
        let inputs = inputs.map(|inside| (mark(&place.join(&inside)), inside));
        let mut seen =
            Seen { inputs: inputs.map(|(mark, inside)| (inside, mark)).collect(), outputs: BTreeMap::new() };
        seen.look_at_outputs(place);
        Ok(seen)
    }

    /// Takes in how 成文/ stands now: what a build wrote itself is no change.
    pub(in crate::cli) fn look_at_outputs(&mut self, place: &Path) {
        let output = place.join(OUTPUT);
        let is_work = |name: &String| {
            let lower = name.to_lowercase();
            !name.starts_with(['~', '.']) && (lower.ends_with(".docx") || lower.ends_with(".xlsx"))
        };
        let names = files::names(&output).into_iter().filter(is_work);
        self.outputs = names.map(|name| (Path::new(OUTPUT).join(&name), mark(&output.join(&name)))).collect();
    }

    /// The files that came, went or were saved again since an earlier look, by path inside the folder.
    pub(super) fn since(&self, before: &Seen) -> Changed {
        let (now, then) = (self.all(), before.all());
        let name = |path: &Path| path.display().to_string();
        let added = now.keys().filter(|path| !then.contains_key(*path));
        let removed = then.keys().filter(|path| !now.contains_key(*path));
        let changed = now.iter().filter(|(path, mark)| then.get(*path).is_some_and(|then| then != *mark));
        Changed {
            added: added.map(|path| name(path)).collect(),
            removed: removed.map(|path| name(path)).collect(),
            changed: changed.map(|(path, _)| name(path)).collect(),
        }
    }

    fn all(&self) -> BTreeMap<&Path, &Mark> {
        self.inputs.iter().chain(&self.outputs).map(|(path, mark)| (path.as_path(), mark)).collect()
    }

    /// The first input that another program is still at work on: it has it open, holds it for itself, or has written
    /// half of it.
    pub(in crate::cli) fn unready(&self, place: &Path) -> Option<String> {
        let unready = |inside: &&PathBuf| {
            let path = place.join(inside);
            path.parent().is_some_and(|folder| is_held(folder, &files::name(&path))) || is_half(&path)
        };
        self.inputs.keys().find(unready).map(|inside| inside.display().to_string())
    }
}

/// The mark of a file; one that has gone since has none, which is a state as well.
fn mark(path: &Path) -> Mark {
    (fs::metadata(path).map(|what| what.len()).unwrap_or(0), files::saved(path))
}

/// Whether a file is held exclusively, or is a zip whose end is not written yet.
fn is_half(path: &Path) -> bool {
    /// The end of a zip: its signature stands within so many bytes of the last one (its own 22 and a remark).
    const TAIL: u64 = 22 + (1 << 16);
    const BEGINS: &[u8] = b"PK\x03\x04";
    const ENDS: &[u8] = b"PK\x05\x06";
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        // Why it does not open otherwise is told by the build.
        Err(fault) => return files::is_exclusive(&fault),
    };
    let mut first = [0; 4];
    if file.read_exact(&mut first).is_err() || first != BEGINS {
        return false;
    }
    let length = file.metadata().map(|what| what.len()).unwrap_or(0);
    let mut tail = Vec::new();
    let read = file
        .seek(SeekFrom::Start(length.saturating_sub(TAIL)))
        .and_then(|_| file.take(TAIL).read_to_end(&mut tail));
    read.is_ok() && !tail.windows(ENDS.len()).any(|window| window == ENDS)
}
