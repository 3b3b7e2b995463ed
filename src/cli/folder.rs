//! A folder on disk → the files of a request; a kind's name or folder → its files.

use std::fs;
use std::path::{Path, PathBuf};

use chengwen::finding::Refusal;
use chengwen::kind::{KindFiles, built_in, built_in_names};
use chengwen::workbook::{InputFile, OUTPUT, is_candidate};

/// The workbooks of a folder and its inner folders, sorted by path.
pub(super) fn files(folder: &Path) -> Result<Files, Refusal> {
    let shown = folder.display().to_string();
    if !folder.exists() {
        return Err(Refusal::FolderMissing { path: shown });
    }
    if !folder.is_dir() {
        return Err(Refusal::NotAFolder { path: shown });
    }
    let mut found = Found::default();
    walk(folder, Path::new(""), &mut found)?;
    found.paths.sort();
    let mut files = Files { files: Vec::new(), closed: found.closed };
    for inside in found.paths.into_iter().filter(|inside| is_candidate(inside)) {
        match read(folder, inside.clone()) {
            Ok(file) => files.files.push(file),
            Err(_) => files.closed.push(inside),
        }
    }
    files.closed.sort();
    Ok(files)
}

/// The files of a folder.
pub(super) struct Files {
    /// Those that were read.
    pub(super) files: Vec<InputFile>,
    /// Files and inner folders that the system does not open: one of them does not stop the others.
    pub(super) closed: Vec<String>,
}

/// What a walk through a folder finds, by path inside the folder.
#[derive(Default)]
struct Found {
    paths: Vec<String>,
    closed: Vec<String>,
}

fn read(folder: &Path, inside: String) -> Result<InputFile, Refusal> {
    let path = folder.join(&inside);
    let bytes = fs::read(&path).map_err(|fault| unreadable(&path, &fault))?;
    Ok(InputFile { path: inside, bytes })
}

fn unreadable(path: &Path, fault: &std::io::Error) -> Refusal {
    Refusal::Unreadable { path: path.display().to_string(), fault: fault.to_string() }
}

/// Collects the files below `folder/inside` by their path inside the folder. Links to folders are not
/// followed, so that a cycle cannot catch the walk.
fn walk(folder: &Path, inside: &Path, found: &mut Found) -> Result<(), Refusal> {
    let here = folder.join(inside);
    for entry in fs::read_dir(&here).map_err(|fault| unreadable(&here, &fault))? {
        let entry = entry.map_err(|fault| unreadable(&here, &fault))?;
        let kind = entry.file_type().map_err(|fault| unreadable(&here, &fault))?;
        let inner = inside.join(entry.file_name());
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden && inner != Path::new(OUTPUT) {
            if walk(folder, &inner, found).is_err() {
                found.closed.push(spelt(&inner));
            }
        } else if !kind.is_dir() {
            found.paths.push(spelt(&inner));
        }
    }
    Ok(())
}

/// A path inside the folder with `/` between its parts, on every system.
fn spelt(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
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
    let mut found = Found::default();
    walk(&folder, Path::new(""), &mut found)?;
    let read = |inside: String| read(&folder, inside).map(|file| (file.path, file.bytes));
    let files = found.paths.into_iter().map(read).collect::<Result<KindFiles, Refusal>>()?;
    let shown =
        folder.file_name().map_or_else(|| name.to_owned(), |name| name.to_string_lossy().into_owned());
    Ok((shown, files))
}
