//! Files for the units → 成文/退回修改/; what is not needed any more goes away, what a person changed goes to 历史/.

use std::fs;
use std::path::{Path, PathBuf};

use chengwen::Returned;
use chengwen::finding::Refusal;
use chengwen::text::digest::sha256;
use chengwen::text::path;
use chengwen::workbook::OUTPUT;

use super::files::{self, OWN, create, is_held, put, put_json, safe};
use super::ledgers::{Digests, keep};

/// The folder inside 成文/ that holds the files for the units.
const RETURNED: &str = "退回修改";
/// The record of what was written last: digests by path inside the folder.
const WRITTEN: &str = "returned.json";

/// Which files for the units are there, and which could not be written.
#[derive(Debug, Default)]
pub(super) struct WrittenReturns {
    /// The files that are there for the units.
    pub(super) paths: Vec<PathBuf>,
    /// Those that a program holds and that were not brought up to date.
    pub(super) held: Vec<PathBuf>,
}

/// Where the files of a folder go.
pub(super) fn folder(folder: &Path) -> PathBuf {
    folder.join(OUTPUT).join(RETURNED)
}

/// Brings the folder up to date. Without any fault there is none.
pub(super) fn write(folder: &Path, files: &[Returned]) -> Result<WrittenReturns, Refusal> {
    let own = folder.join(OUTPUT).join(OWN);
    let last: Digests = files::read(own.join(WRITTEN))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    let mut writing =
        Writing { output: folder.join(OUTPUT), digests: last.clone(), written: WrittenReturns::default() };
    for path in last.keys().filter(|path| !files.iter().any(|file| file.path == **path)) {
        writing.take_away(path)?;
    }
    for file in files {
        writing.put(file)?;
    }
    if writing.digests != last {
        put_json(&own.join(WRITTEN), &writing.digests)?;
    }
    Ok(writing.written)
}

struct Writing {
    output: PathBuf,
    digests: Digests,
    written: WrittenReturns,
}

impl Writing {
    fn put(&mut self, file: &Returned) -> Result<(), Refusal> {
        let path = self.path(&file.path);
        self.written.paths.push(path.clone());
        let stood = files::read(&path).ok();
        if stood.as_ref() != Some(&file.bytes) {
            if is_open(&path) {
                self.written.held.push(path);
                return Ok(());
            }
            if let Some(stood) = &stood {
                self.keep(&file.path, stood)?;
            }
            path.parent().map_or(Ok(()), create)?;
            match put(&path, &file.bytes) {
                Err(fault) if stood.is_none() => return Err(fault),
                Err(_) => {
                    self.written.held.push(path);
                    return Ok(());
                }
                Ok(()) => (),
            }
        }
        self.digests.insert(file.path.clone(), sha256(&file.bytes));
        Ok(())
    }

    /// Takes a file away that an earlier run wrote, and the folders that it leaves empty.
    fn take_away(&mut self, inside: &str) -> Result<(), Refusal> {
        let path = self.path(inside);
        if let Ok(stood) = files::read(&path) {
            if is_open(&path) {
                self.written.held.push(path);
                return Ok(());
            }
            self.keep(inside, &stood)?;
            if fs::remove_file(&path).is_err() {
                self.written.held.push(path);
                return Ok(());
            }
        }
        self.digests.remove(inside);
        let folders = path.ancestors().skip(1).take_while(|folder| **folder != self.output);
        for folder in folders {
            // One that is not empty stays.
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }

    /// Puts what is not as it was written into 历史/.
    fn keep(&self, inside: &str, stood: &[u8]) -> Result<(), Refusal> {
        let ours = self.digests.get(inside).is_some_and(|digest| *digest == sha256(stood));
        let name = path::name(inside);
        if ours { Ok(()) } else { keep(&self.output, &safe(&format!("{RETURNED} {name}")), stood) }
    }

    fn path(&self, inside: &str) -> PathBuf {
        inside.split('/').fold(self.output.join(RETURNED), |path, part| path.join(safe(part)))
    }
}

fn is_open(path: &Path) -> bool {
    path.parent().is_some_and(|parent| is_held(parent, &files::name(path)))
}
