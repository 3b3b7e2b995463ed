//! The folders of samples/ as requests, and what the library makes of them.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chengwen::kind::built_in;
use chengwen::workbook::{InputFile, is_candidate};
use chengwen::{Outcome, Request, generate};

/// The repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The names of the folders of samples/.
pub(crate) fn names() -> Vec<String> {
    let entries = std::fs::read_dir(root().join("samples")).unwrap().map(|entry| entry.unwrap().path());
    let folders = entries.filter(|path| path.is_dir());
    let mut names: Vec<_> =
        folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    assert!(names.contains(&"campaign".to_owned()), "{names:?}");
    names
}

/// The workbooks of a sample.
pub(crate) fn files(name: &str) -> Vec<InputFile> {
    let folder = root().join("samples").join(name);
    let mut paths = Vec::new();
    walk(&folder, &folder, &mut paths);
    paths.sort();
    paths.retain(|path| is_candidate(path));
    let read = |path: String| InputFile { bytes: std::fs::read(folder.join(&path)).unwrap(), path };
    paths.into_iter().map(read).collect()
}

fn walk(folder: &Path, here: &Path, paths: &mut Vec<String>) {
    for entry in std::fs::read_dir(here).unwrap() {
        let path = entry.unwrap().path();
        let inside = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        if inside == "成文" {
            continue;
        }
        if path.is_dir() { walk(folder, &path, paths) } else { paths.push(inside) }
    }
}

/// A request for these files.
pub(crate) fn request(files: Vec<InputFile>) -> Request {
    let kind = "campaign".to_owned();
    Request { files, kind_files: built_in(&kind).unwrap(), kind, ..Request::default() }
}

/// What the library makes of these files.
pub(crate) fn outcome(files: Vec<InputFile>) -> Outcome {
    generate(&request(files)).unwrap_or_else(|refused| panic!("{:?}", refused.refusals))
}

/// What the library makes of samples/campaign.
pub(crate) fn campaign() -> &'static Outcome {
    static MADE: OnceLock<Outcome> = OnceLock::new();
    MADE.get_or_init(|| outcome(files("campaign")))
}

/// The text of a report, one block a line.
pub(crate) fn text(outcome: &Outcome) -> String {
    outcome.report.blocks.iter().map(|block| block.text() + "\n").collect()
}
