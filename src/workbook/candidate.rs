//! The path, length and first bytes of a file of the folder → whether it is read whole at all.

use super::formats;
use super::limits::{FILE_BYTES, FOREIGN_BYTES};
use crate::finding::Reading;

/// Beginnings of names that programs give to their lock files, and systems to hidden files.
const PASSING: &[&str] = &["~$", ".", "~wrl", "__macosx", "$recycle.bin"];

/// Names of files that systems put into every folder.
const SYSTEM: &[&str] = &["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"];

/// The folder that the program writes to; what lies in it is never input, in archives and inner folders too.
pub const OUTPUT: &str = "成文";

/// Bytes from the beginning of a file by which it is judged before it is read whole.
pub const HEAD: usize = 64;

/// What becomes of a file before it is read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Glance {
    /// It is passed over without a word: hidden, a lock file, of the system's or the program's own.
    Passed,
    /// It is read whole, and looked at by its content.
    Loaded,
    /// It is not read, and listed with the reason.
    Unread(Reading),
}

/// Judges a file by its path (with `/` between its parts), its length in bytes and its first [`HEAD`] bytes, so that
/// what cannot be used is never held in memory.
#[must_use]
pub fn glance(path: &str, length: u64, head: &[u8]) -> Glance {
    let named = || formats::named(path);
    let reason = match () {
        () if !is_candidate(path) => return Glance::Passed,
        () if !formats::has_ending(path) => Some(Reading::FileOther),
        () if length == 0 && formats::called(path) == Some(Reading::FileText) => Some(Reading::FileOther),
        () if length == 0 => Some(Reading::FileEmpty),
        () if formats::by_beginning(head).is_some() => formats::by_beginning(head),
        () if length > FOREIGN_BYTES && named().is_some() => named(),
        () if length > FILE_BYTES as u64 => Some(Reading::FileTooBig),
        () => None,
    };
    reason.map_or(Glance::Loaded, Glance::Unread)
}

/// Whether a file of the folder is input or to be listed as unread: nothing in its path is hidden, a lock file, the
/// system's or the program's own.
#[must_use]
pub fn is_candidate(path: &str) -> bool {
    let folders = path.rsplit('/').skip(1);
    is_shown(path) && !folders.into_iter().any(|folder| folder == OUTPUT)
}

/// Whether nothing in a path is hidden, a lock file or the system's own.
pub(super) fn is_shown(path: &str) -> bool {
    let path = path.to_lowercase();
    let passing = |part: &str| PASSING.iter().any(|start| part.starts_with(start)) || SYSTEM.contains(&part);
    !path.split('/').any(passing)
}
