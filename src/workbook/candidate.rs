//! A path of the folder → whether it is loaded at all: workbooks, and files that a person may take for input.

use super::formats;

/// Beginnings of names that programs give to their lock files, and systems to hidden files.
const PASSING: &[&str] = &["~$", ".", "~wrl", "__macosx"];

/// The folder that the program writes to; what lies in it is never input, in archives and inner folders too.
pub const OUTPUT: &str = "成文";

/// Whether a file of the folder is input: it can be loaded and is not in a folder of the program's own.
/// The path has `/` between its parts.
#[must_use]
pub fn is_candidate(path: &str) -> bool {
    let folders = path.rsplit('/').skip(1);
    is_loadable(path) && !folders.into_iter().any(|folder| folder == OUTPUT)
}

/// Whether a file can be loaded: its ending is that of a workbook or of another document, and nothing in its
/// path is hidden, a lock file or the system's own.
pub(super) fn is_loadable(path: &str) -> bool {
    let path = path.to_lowercase();
    let passing = |part: &str| PASSING.iter().any(|start| part.starts_with(start));
    !path.split('/').any(passing) && formats::has_ending(ending(&path))
}

/// The ending of a path without its dot; empty when it has none.
pub(super) fn ending(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The name of a file without folder and ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
