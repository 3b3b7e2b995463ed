//! 打开工作簿: a workbook of the folder in the program that the system has for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chengwen::Outcome;
use chengwen::finding::pages::Label;
use serde::Deserialize;

use super::actions::{apart, back};
use super::state::Desk;

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// Its path inside the folder, as places are spelt.
    file: String,
}

/// Opens a workbook that was read.
pub(super) async fn open(State(desk): State<Arc<Desk>>, Form(wanted): Form<Wanted>) -> Response {
    apart(move || opened(&desk, &wanted.file)).await
}

fn opened(desk: &Desk, file: &str) -> Response {
    let Some(outcome) = desk.outcome() else { return back("") };
    let Some(path) = place(desk.folder(), &outcome, file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // No shell reads the name of a file.
    let command: &[&str] = match std::env::consts::OS {
        "windows" => &["rundll32", "url.dll,FileProtocolHandler"],
        "macos" => &["open"],
        _ => &["xdg-open"],
    };
    let file = file.to_owned();
    let said = match super::starts(command, path.as_os_str()) {
        true => Label::Opened { file },
        false => Label::NotOpened { file },
    };
    desk.say(said.words_in(desk.screen.lang));
    back("")
}

/// Where a file lies of which a sheet was read, when that is inside the folder; of one that lies in an archive, the
/// archive.
fn place(folder: &Path, outcome: &Outcome, file: &str) -> Option<PathBuf> {
    if !outcome.seen.iter().any(|seen| outcome.places.name(seen.sheet).file == file) {
        return None;
    }
    let path = std::path::absolute(folder).ok()?.join(file);
    let lying = path.ancestors().find(|path| path.is_file())?;
    let is_inside = lying.canonicalize().ok()?.starts_with(folder.canonicalize().ok()?);
    is_inside.then(|| lying.to_owned())
}
