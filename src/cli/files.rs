//! Bytes → files that are whole or not there at all, and the signs of programs that hold a file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chengwen::finding::{DocumentFault, Refusal};

/// What the program keeps for itself.
pub(super) const OWN: &str = ".chengwen";
/// Where the finished report goes.
pub(super) const FINAL: &str = "定稿";
/// The ending of files that are being written.
const UNFINISHED: &str = "tmp";
/// A file that has been unfinished for so long is left over from a run that was killed.
const LEFT_OVER: Duration = Duration::from_secs(600);
/// Longest file name without its ending, in characters: Windows and mail programs cope with this.
const LONGEST_NAME: usize = 60;

/// Largest file of the program's own that is read back.
const LARGEST: u64 = 512 << 20;

/// Reads a plain file whole: a pipe or a device may have no end, and waits for ever.
pub(super) fn read(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {
    let path = path.as_ref();
    let what = fs::metadata(path)?;
    match what.is_file() && what.len() <= LARGEST {
        true => fs::read(path),
        false => Err(io::ErrorKind::InvalidInput.into()),
    }
}

/// Whether the system says that another program has opened a file for itself alone.
pub(super) fn is_exclusive(fault: &io::Error) -> bool {
    const SHARING: i32 = 32;
    const LOCKED: i32 = 33;
    cfg!(windows) && matches!(fault.raw_os_error(), Some(SHARING | LOCKED))
}

pub(super) fn create(folder: &Path) -> Result<(), Refusal> {
    fs::create_dir_all(folder).map_err(|fault| unwritable(folder, &fault))
}

/// Writes a file apart and renames it into its place, so that nobody ever sees half of it. Bytes that stand
/// there already are left alone.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    if read(path).is_ok_and(|stood| stood == bytes) {
        return Ok(());
    }
    let apart = apart(path);
    let written = fs::File::create(&apart).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&apart, path));
    done.map_err(|fault| {
        // What is half-written is of use to nobody; if even this fails, the first fault says why.
        let _ = fs::remove_file(&apart);
        unwritable(path, &fault)
    })?;
    // Systems that cannot do this have their own ways; the file is whole in either case.
    let _ = path.parent().map(|folder| fs::File::open(folder).and_then(|folder| folder.sync_all()));
    Ok(())
}

/// Writes data as JSON that a person can read.
pub(super) fn put_json(path: &Path, data: &impl serde::Serialize) -> Result<(), Refusal> {
    let bytes = serde_json::to_vec_pretty(data).map_err(|fault| DocumentFault::Json(fault.to_string()))?;
    put(path, &bytes)
}

/// Where a file is written before it is whole: in the program's own folder, where nobody stumbles over it.
fn apart(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    let own = folder.join(OWN);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Two builds at once must not write into each other's file.
    let name = format!("{name}.{}.{UNFINISHED}", std::process::id());
    if own.is_dir() { own.join(name) } else { folder.join(name) }
}

/// Removes what runs that were killed left unfinished: files, and the folder in which 定稿/ was being made.
pub(super) fn sweep(own: &Path) {
    let Ok(entries) = fs::read_dir(own) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let unfinished = path.extension().is_some_and(|ending| ending == UNFINISHED);
        let saved = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
        let old = saved.and_then(|saved| saved.elapsed().ok()).is_some_and(|age| age > LEFT_OVER);
        if unfinished && old {
            // What cannot be removed harms nobody.
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

pub(super) fn unwritable(path: &Path, fault: &std::io::Error) -> Refusal {
    Refusal::Unwritable { path: path.display().to_string(), fault: fault.to_string() }
}

/// A title as a file name: without the characters that Windows forbids, and not too long.
pub(super) fn file_name(title: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !r#"\/:*?"<>|"#.contains(*c);
    let name: String = title.chars().filter(allowed).take(LONGEST_NAME).collect();
    let name = name.trim().trim_end_matches('.');
    if name.is_empty() { "报告".to_owned() } else { name.to_owned() }
}

/// The name of a file without folder and ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether an office program has a file open: Word, Excel and WPS leave `~$名称`, of longer names without the
/// first one or two characters, LibreOffice `.~lock.名称#`.
pub(super) fn is_held(folder: &Path, name: &str) -> bool {
    let cut = |count: usize| format!("~${}", name.chars().skip(count).collect::<String>());
    let marks = [cut(0), cut(1), cut(2), format!(".~lock.{name}#")];
    marks.iter().any(|mark| folder.join(mark).exists())
}
