//! The folders that were open last, in the person's own settings on this machine.

use std::path::{Path, PathBuf};

use crate::cli::files;

/// How many folders are remembered.
const MOST: usize = 10;
/// The file that holds them, in the program's folder of the person's settings.
const FOLDERS: &str = "folders.json";

/// The folders that are there still, the last one first.
pub(super) fn folders() -> Vec<PathBuf> {
    known().into_iter().filter(|folder| folder.is_dir()).collect()
}

fn known() -> Vec<PathBuf> {
    let bytes = place().and_then(|place| files::read(place.join(FOLDERS)).ok());
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Puts a folder first. What cannot be remembered is found by its path again.
pub(super) fn remember(folder: &Path) {
    let Ok(folder) = std::path::absolute(folder) else { return };
    let mut folders = known();
    folders.retain(|known| *known != folder);
    folders.insert(0, folder);
    folders.truncate(MOST);
    if let Some(place) = place().filter(|place| files::create(place).is_ok()) {
        let _ = files::put_json(&place.join(FOLDERS), &folders);
    }
}

/// The person's own folder.
pub(super) fn home() -> Option<PathBuf> {
    of_environment(if cfg!(windows) { "USERPROFILE" } else { "HOME" })
}

/// The program's folder of the person's settings, where each system has it.
fn place() -> Option<PathBuf> {
    let settings = match std::env::consts::OS {
        "windows" => of_environment("APPDATA"),
        "macos" => home().map(|home| home.join("Library/Application Support")),
        _ => of_environment("XDG_CONFIG_HOME").or_else(|| home().map(|home| home.join(".config"))),
    };
    settings.map(|settings| settings.join("chengwen"))
}

/// A path of the environment; one that is not whole says nothing.
fn of_environment(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}
