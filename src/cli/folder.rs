//! A folder on disk → the files of a request; a kind's name or folder → its files.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use chengwen::finding::{Reading, Refusal};
use chengwen::kind::{KindFiles, built_in, built_in_names};
use chengwen::workbook::{Glance, HEAD, InputFile, OUTPUT, decoded, glance, is_candidate};

use super::files::{self, unreadable};
use super::past::CORRECTIONS;

/// The files of a folder and its inner folders that are read, and those that are not with the reason, sorted by path.
pub(super) fn files(folder: &Path) -> Result<(Vec<InputFile>, Vec<Unread>), Refusal> {
    let mut found = walked(folder)?;
    // The corrections of another folder are no workbook of this one.
    found.paths.retain(|inside| inside != Path::new(CORRECTIONS));
    found.paths.sort();
    let mut files = Vec::new();
    for inside in found.paths {
        let path = spelt(&inside);
        match load(&folder.join(&inside), &path) {
            Ok(bytes) => files.push(InputFile { path, bytes }),
            Err(Some(reason)) => found.unread.push((path, reason)),
            Err(None) => (),
        }
    }
    found.unread.retain(|(path, _)| is_candidate(path));
    found.unread.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok((files, found.unread))
}

/// The files of a folder and its inner folders, by their path inside it, sorted; nothing of them is opened.
pub(super) fn places(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let mut found = walked(folder)?;
    found.paths.sort();
    Ok(found.paths)
}

fn walked(folder: &Path) -> Result<Walked, Refusal> {
    let shown = folder.display().to_string();
    if !folder.exists() {
        return Err(Refusal::FolderMissing { path: shown });
    }
    if !folder.is_dir() {
        return Err(Refusal::NotAFolder { path: shown });
    }
    let mut found = Walked::default();
    walk(folder, Path::new(""), &mut found)?;
    Ok(found)
}

/// A file or inner folder that is not read, by its path inside the folder, and why: it does not stop the others.
type Unread = (String, Reading);

/// What a walk through a folder finds, by path inside the folder.
#[derive(Default)]
struct Walked {
    paths: Vec<PathBuf>,
    unread: Vec<Unread>,
}

/// The bytes of a file; none when it is passed over, or the reason. Its length and first bytes are looked at before
/// it is read whole.
fn load(file: &Path, path: &str) -> Result<Vec<u8>, Option<Reading>> {
    if !is_candidate(path) {
        return Err(None);
    }
    let closed = |fault: io::Error| Some(closed(&fault));
    let mut opened = fs::File::open(file).map_err(closed)?;
    let length = opened.metadata().map_err(closed)?.len();
    let mut bytes = Vec::new();
    opened.by_ref().take(HEAD as u64).read_to_end(&mut bytes).map_err(closed)?;
    match glance(path, length, &bytes) {
        Glance::Passed => return Err(None),
        Glance::Unread(reason) => return Err(Some(reason)),
        Glance::Loaded => (),
    }
    let rest = length.saturating_sub(bytes.len() as u64);
    opened.take(rest).read_to_end(&mut bytes).map_err(closed)?;
    Ok(bytes)
}

/// Why the system does not open a file.
pub(super) fn closed(fault: &io::Error) -> Reading {
    if files::is_exclusive(fault) { Reading::FileHeld } else { Reading::FileClosed }
}

/// Collects the files below `folder/inside` by their path inside the folder. Links to folders are not
/// followed, so that a cycle cannot catch the walk; what is no plain file is never opened, for it may have no end.
fn walk(folder: &Path, inside: &Path, found: &mut Walked) -> Result<(), Refusal> {
    let here = folder.join(inside);
    for entry in fs::read_dir(&here).map_err(|fault| unreadable(&here, &fault))? {
        let entry = entry.map_err(|fault| unreadable(&here, &fault))?;
        let inner = inside.join(entry.file_name());
        if entry.file_name().to_string_lossy().starts_with('.') || inner == Path::new(OUTPUT) {
            continue;
        }
        let linked = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let reason = match fs::metadata(entry.path()) {
            Ok(what) if what.is_dir() && linked => Reading::FolderLinked,
            Ok(what) if what.is_dir() => match walk(folder, &inner, found) {
                Ok(()) => continue,
                Err(_) => Reading::FileClosed,
            },
            Ok(what) if what.is_file() => {
                found.paths.push(inner);
                continue;
            }
            Ok(_) => Reading::FileSpecial,
            Err(fault) => closed(&fault),
        };
        found.unread.push((spelt(&inner), reason));
    }
    Ok(())
}

/// A path inside the folder with `/` between its parts, on every system.
fn spelt(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| name(part.as_os_str())).collect();
    parts.join("/")
}

/// A name as a person reads it. One that is not UTF-8 was given by a program of Chinese Windows.
fn name(name: &OsStr) -> Cow<'_, str> {
    match name.to_str() {
        Some(name) => Cow::Borrowed(name),
        None => Cow::Owned(decoded(name.as_encoded_bytes())),
    }
}

/// The name and files of a report kind: one in the binary, or a folder of the user's.
pub(super) fn kind(name: &str) -> Result<(String, KindFiles), Refusal> {
    if let Some(files) = built_in(name) {
        return Ok((name.to_owned(), files));
    }
    let folder = PathBuf::from(name);
    if !folder.is_dir() {
        return Err(Refusal::UnknownKind { name: name.to_owned(), known: built_in_names() });
    }
    let mut found = Walked::default();
    walk(&folder, Path::new(""), &mut found)?;
    let read = |inside: PathBuf| {
        let path = folder.join(&inside);
        let bytes = files::read(&path).map_err(|fault| unreadable(&path, &fault))?;
        Ok((spelt(&inside), bytes))
    };
    let files = found.paths.into_iter().map(read).collect::<Result<KindFiles, Refusal>>()?;
    let shown =
        folder.file_name().map_or_else(|| name.to_owned(), |name| name.to_string_lossy().into_owned());
    Ok((shown, files))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_that_another_program_holds_is_told_as_that() {
        // What a share says of a file that somebody has opened for himself alone: EBUSY, of old ETXTBSY.
        for number in [16, 26] {
            assert_eq!(closed(&io::Error::from_raw_os_error(number)), Reading::FileHeld, "{number}");
        }
        assert_eq!(closed(&io::Error::from_raw_os_error(13)), Reading::FileClosed);
    }
}
