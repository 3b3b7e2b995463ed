//! Bytes → files that are whole or not there at all, and the signs of programs that hold a file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use chengwen::finding::{DocumentFault, Refusal};
use chengwen::text::digest::sha256;
use chengwen::workbook::OUTPUT;

use super::history::HISTORY;

/// The folder inside 成文/ that holds what only the program reads: bases, records of runs, decisions, the lock.
pub(super) const OWN: &str = ".chengwen";
/// The folder inside 成文/ that holds the finished report.
pub(super) const FINAL: &str = "定稿";
/// The file that only one run at a time holds.
const LOCK: &str = "lock";
/// The file that only one watch at a time holds, and the one that says who it is.
const WATCH: &str = "watch";
const OWNER: &str = "watch.pid";
/// The ending of files that are being written.
const UNFINISHED: &str = "tmp";
/// Where the system lets no run wait for another, a file that has been unfinished for so long is left over.
const LEFT_OVER: Duration = Duration::from_secs(600);
/// Length of the mark by which an unfinished file is known.
const MARK: usize = 16;
/// How many folders up from a file the program's own folder lies at most: 退回修改/ holds the folders of the units.
const DEPTH: usize = 6;
/// Longest file name without its ending, in characters: Windows and mail programs cope with this.
const LONGEST_NAME: usize = 60;
/// Longest file name in bytes: systems end at 255, and names in 历史/ are longer than what they keep.
const LONGEST_BYTES: usize = 200;

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

/// The names in a folder, sorted; none when there is no folder.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| name(&entry.path())).collect();
    names.sort();
    names
}

/// The name of a file without its folder.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// How long after 1970 a file was saved; a system that does not say counts as longest ago.
pub(super) fn saved(path: &Path) -> Duration {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    modified.and_then(|modified| modified.duration_since(UNIX_EPOCH).ok()).unwrap_or_default()
}

/// The first number from one on that a thing may have.
pub(super) fn first(is_free: impl Fn(&u32) -> bool) -> u32 {
    (1..=u32::MAX).find(is_free).unwrap_or(u32::MAX)
}

/// Whether the system says that another program has opened a file for itself alone: Windows by two numbers, others,
/// of files on a share, as busy.
pub(super) fn is_exclusive(fault: &io::Error) -> bool {
    const SHARING: i32 = 32;
    const LOCKED: i32 = 33;
    match cfg!(windows) {
        true => matches!(fault.raw_os_error(), Some(SHARING | LOCKED)),
        false => matches!(fault.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy),
    }
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
    put_by(path, |file| file.write_all(bytes))
}

/// The same of a file that is too large to be held whole.
pub(super) fn put_by<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<T, Refusal> {
    let apart = apart(path);
    let written = fs::File::create(&apart).and_then(|mut file| {
        let value = write(&mut file)?;
        file.sync_all()?;
        // Who may read and write the file stays as people set it.
        if let Ok(stood) = fs::metadata(path) {
            fs::set_permissions(&apart, stood.permissions())?;
        }
        Ok(value)
    });
    let done = written.and_then(|value| fs::rename(&apart, path).map(|()| value));
    let value = done.map_err(|fault| {
        // What is half-written is of use to nobody; if even this fails, the first fault says why.
        let _ = fs::remove_file(&apart);
        unwritable(path, &fault)
    })?;
    // Systems that cannot do this have their own ways; the file is whole in either case.
    let _ = path.parent().map(|folder| fs::File::open(folder).and_then(|folder| folder.sync_all()));
    Ok(value)
}

/// Writes data as JSON that a person can read.
pub(super) fn put_json(path: &Path, data: &impl serde::Serialize) -> Result<(), Refusal> {
    let bytes = serde_json::to_vec_pretty(data).map_err(|fault| DocumentFault::Json(fault.to_string()))?;
    put(path, &bytes)
}

/// Where a file is written before it is whole: in the program's own folder, where nobody meets it.
fn apart(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new(""));
    let own = path.ancestors().skip(1).take(DEPTH).map(|folder| folder.join(OWN)).find(|own| own.is_dir());
    let name = path.file_name().map(|name| sha256(name.as_encoded_bytes())).unwrap_or_default();
    // Two builds at once must not write into each other's file, and no name grows too long.
    let name = format!("{}.{}.{UNFINISHED}", name.get(..MARK).unwrap_or_default(), std::process::id());
    own.unwrap_or(folder.to_owned()).join(name)
}

/// Whether a name is one that [`apart`] gives, or that of the folder in which 定稿/ was being made.
fn is_unfinished(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    let [mark, process, UNFINISHED] = parts[..] else { return false };
    let is_mark = mark.len() == MARK && mark.chars().all(|c| c.is_ascii_hexdigit());
    (is_mark || mark == FINAL) && process.parse::<u32>().is_ok()
}

/// Removes what runs that were killed left unfinished in a folder of workbooks and in the program's own folders.
fn sweep(folder: &Path, older_than: Duration) {
    let output = folder.join(OUTPUT);
    let places = [folder.to_owned(), output.join(OWN), output.join(HISTORY).join(OWN), output];
    for path in places.iter().flat_map(fs::read_dir).flatten().filter_map(|entry| Some(entry.ok()?.path())) {
        if !is_unfinished(&name(&path)) {
            continue;
        }
        let saved = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
        let age = saved.and_then(|saved| saved.elapsed().ok()).unwrap_or_default();
        if age >= older_than {
            // What cannot be removed harms nobody.
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

pub(super) fn unreadable(path: &Path, fault: &dyn std::fmt::Display) -> Refusal {
    Refusal::Unreadable { path: path.display().to_string(), fault: fault.to_string() }
}

pub(super) fn unwritable(path: &Path, fault: &std::io::Error) -> Refusal {
    Refusal::Unwritable { path: path.display().to_string(), fault: fault.to_string() }
}

/// The name of a file without ending for a title: characters that Windows forbids left out, at most 60; 报告 when nothing
/// is left.
pub(super) fn file_name(title: &str) -> String {
    let name: String = title.chars().filter(is_allowed).take(LONGEST_NAME).collect();
    let name = unreserved(name.trim().trim_end_matches(['.', ' ']));
    if name.is_empty() { "报告".to_owned() } else { name }
}

/// A name from the input as a file name of every system. One that had to be changed carries a mark of what it was, so
/// that two names stay two.
pub(super) fn safe(name: &str) -> String {
    let kept: String = name.chars().filter(is_allowed).collect();
    let kept = kept.trim_end_matches(['.', ' ']);
    if kept == name && name.len() <= LONGEST_BYTES {
        return unreserved(kept);
    }
    let (stem, ending) = kept.rsplit_once('.').filter(|(_, ending)| ending.len() <= 8).unwrap_or((kept, ""));
    let mark = sha256(name.as_bytes());
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= LONGEST_BYTES - 20
    };
    let stem: String = stem.chars().take_while(fits).collect();
    let dot = if ending.is_empty() { "" } else { "." };
    unreserved(&format!("{stem}~{}{dot}{ending}", mark.get(..6).unwrap_or_default()))
}

/// Whether a character may stand in a name of a file on Windows, the system that forbids most.
fn is_allowed(c: &char) -> bool {
    !c.is_control() && !r#"\/:*?"<>|"#.contains(*c)
}

/// The name, changed when Windows takes it for a device, whatever its ending.
fn unreserved(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default();
    let upper = stem.trim_end().to_uppercase();
    let numbered = ["COM", "LPT"].iter().filter_map(|device| upper.strip_prefix(device));
    let mut numbers = numbered.map(|number| number.chars().collect::<Vec<char>>());
    let device = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&upper.as_str())
        || numbers.any(|number| matches!(number[..], ['0'..='9' | '¹' | '²' | '³']));
    let rest = name.get(stem.len()..).unwrap_or_default();
    if device { format!("{stem}_{rest}") } else { name.to_owned() }
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

/// The turn of a run that writes: the next run on the same folder waits until this one is done.
pub(super) struct Turn {
    /// Held until the turn is over, however it ends: the system lets go of it.
    lock: Option<fs::File>,
    /// The program's own folder, when this turn made it.
    made: Option<PathBuf>,
}

/// Takes the turn on a folder; says so when it has to wait. Where the system has no such thing there is no waiting.
pub(super) fn turn(folder: &Path, waits: impl FnOnce()) -> Turn {
    let own = folder.join(OUTPUT).join(OWN);
    let made = !own.exists() && folder.is_dir();
    if made && fs::create_dir_all(&own).is_err() {
        // Whoever cannot write here is told so when it comes to writing.
        return Turn { lock: None, made: None };
    }
    let lock = fs::File::options().create(true).truncate(false).write(true).open(own.join(LOCK)).ok();
    let is_alone = lock.as_ref().is_some_and(|lock| match lock.try_lock() {
        Ok(()) => true,
        Err(fs::TryLockError::WouldBlock) => {
            waits();
            lock.lock().is_ok()
        }
        Err(fs::TryLockError::Error(_)) => false,
    });
    // Whoever is alone knows that nobody writes on what lies there.
    sweep(folder, if is_alone { Duration::ZERO } else { LEFT_OVER });
    Turn { lock, made: made.then_some(own) }
}

/// The right to watch a folder, which one program has at a time. The system lets go of it however that one ends.
pub(super) struct Alone {
    lock: Option<fs::File>,
    own: PathBuf,
}

/// Takes the right to watch a folder; none when another program has it. Where the system has no such thing everybody
/// may.
pub(super) fn alone(folder: &Path) -> Option<Alone> {
    let own = folder.join(OUTPUT).join(OWN);
    let opened = fs::create_dir_all(&own)
        .and_then(|()| fs::File::options().create(true).truncate(false).write(true).open(own.join(WATCH)));
    let lock = opened.ok();
    if let Some(lock) = &lock
        && matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock))
    {
        return None;
    }
    // Who it is, for people; nothing is decided by it.
    let _ = fs::write(own.join(OWNER), std::process::id().to_string());
    Some(Alone { lock, own })
}

/// The number of the process that watches a folder; none when it did not leave it.
pub(super) fn owner(folder: &Path) -> Option<u32> {
    let text = fs::read_to_string(folder.join(OUTPUT).join(OWN).join(OWNER)).ok()?;
    text.trim().parse().ok()
}

impl Drop for Alone {
    fn drop(&mut self) {
        drop(self.lock.take());
        let _ = fs::remove_file(self.own.join(OWNER));
        let _ = fs::remove_file(self.own.join(WATCH));
        // What is not empty stays.
        let _ = fs::remove_dir(&self.own);
        let _ = self.own.parent().map(fs::remove_dir);
    }
}

impl Drop for Turn {
    /// A run that wrote nothing leaves no folder behind.
    fn drop(&mut self) {
        let alone = |own: &PathBuf| fs::read_dir(own).is_ok_and(|entries| entries.count() <= 1);
        if let Some(own) = self.made.take().filter(alone) {
            let _ = fs::remove_file(own.join(LOCK));
            let _ = fs::remove_dir(&own);
            let _ = own.parent().map(fs::remove_dir);
        }
        drop(self.lock.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_every_system_takes() {
        let long = format!("{}.xlsx", "长".repeat(80));
        let cases = [
            ("征求意见.xlsx", "征求意见.xlsx"),
            ("COM1.xlsx", "COM1_.xlsx"),
            ("nul", "nul_"),
            ("Aux.tar.gz", "Aux_.tar.gz"),
            ("lpt¹.csv", "lpt¹_.csv"),
            ("COM10.xlsx", "COM10.xlsx"),
            ("console.xlsx", "console.xlsx"),
            ("一:二?.xls", "一二~73c6a4.xls"),
            ("尾点...", "尾点~8b1b7d"),
        ];
        for (name, expected) in cases {
            let made = safe(name);
            let (start, _) = expected.split_once('~').unwrap_or((expected, ""));
            assert!(made.starts_with(start) && made.len() == expected.len(), "{name}: {made}");
        }
        let cut = safe(&long);
        assert!(
            cut.len() <= LONGEST_BYTES && cut.ends_with(".xlsx") && cut != safe(&long.replace("长", "短"))
        );
        assert_ne!(safe("一:二.xls"), safe("一?二.xls"));
        assert_eq!(file_name("CON"), "CON_");
        assert_eq!(file_name(" 关于……的报告. . "), "关于……的报告");
        assert_eq!(file_name("??"), "报告");
    }
}
