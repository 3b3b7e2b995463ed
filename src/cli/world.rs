//! The disk around a folder → what the library asks of the world.

use std::path::Path;

use chengwen::finding::{Reading, Refusal, Step};
use chengwen::workbook::{Door, Parsed};
use chengwen::{Folder, Lies, World};

use super::apart::Apart;
use super::screen::Screen;
use super::{files, folder, past};

/// The world as it is seen from the user's folder, and the screen that tells how long its steps take.
pub(super) struct Disk<'a>(pub(super) &'a Path, pub(super) &'a Screen);

impl World for Disk<'_> {
    fn lies(&self, path: &str) -> Lies {
        let place = self.0.join(path);
        match place.is_dir() {
            true if is_same(&place, self.0) => Lies::Here,
            true => Lies::Folder,
            false if place.is_file() => Lies::File,
            false => Lies::Nothing,
        }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        files::read(self.0.join(path)).map_err(|fault| fault.to_string())
    }

    fn folder(&self, path: &str) -> Result<Folder, Refusal> {
        at(&self.0.join(path))
    }

    fn done(&self, step: Step) {
        self.1.done(step);
    }
}

impl Door for Disk<'_> {
    fn parse(&self, bytes: &[u8]) -> Result<Parsed, Reading> {
        Apart.parse(bytes)
    }
}

/// The files of a folder, and what earlier runs left in its 成文/.
pub(super) fn at(place: &Path) -> Result<Folder, Refusal> {
    let (files, unread) = folder::files(place)?;
    Ok(Folder { files, unread, past: past::recall(place)? })
}

fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
