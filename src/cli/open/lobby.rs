//! The page before there is a folder: those that were open last, one whose path is pasted, one that is found by going
//! from folder to folder.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use axum::extract::{Form, Query, Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chengwen::finding::Refusal;
use chengwen::finding::pages::Label;
use chengwen::view::{self, Lobby};
use serde::Deserialize;

use super::actions::apart;
use super::recent;
use super::state::Desk;
use crate::cli::commands::Stop;
use crate::cli::files;
use crate::cli::watch::seen::Seen;

/// What is answered before a folder lies on the desk; all else leads to the first page.
const BEFORE: [&str; 7] = ["/", "/page.css", "/page.js", "/icon.svg", "/events", "/folders", "/folder"];

/// The layer that leads to the first page what needs a folder while there is none.
pub(super) async fn layer(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    match desk.is_laid() || BEFORE.contains(&request.uri().path()) {
        true => next.run(request).await,
        false => Redirect::to("/").into_response(),
    }
}

#[derive(Deserialize)]
pub(super) struct Where {
    /// The folder whose folders are shown; none: where to begin.
    #[serde(default)]
    at: String,
}

/// Folders to choose from.
pub(super) async fn folders(State(desk): State<Arc<Desk>>, Query(place): Query<Where>) -> Response {
    apart(move || page(&desk, Some(&place.at))).await
}

/// The page, with the folders of a folder when somebody looks for one.
pub(super) fn page(desk: &Desk, at: Option<&str>) -> Response {
    let at = at.map(|at| match at.is_empty() {
        true => recent::home().unwrap_or_else(|| PathBuf::from("/")),
        false => PathBuf::from(at),
    });
    let message = desk.message();
    let lobby = Lobby {
        message: message.as_deref(),
        recent: recent::folders().into_iter().map(spelt).collect(),
        at: at.as_deref().map(|at| spelt(at.to_owned())),
        above: at.as_deref().and_then(Path::parent).map(|above| spelt(above.to_owned())),
        folders: at.as_deref().map(inside).unwrap_or_default(),
    };
    Html(view::lobby(&lobby, desk.screen.lang)).into_response()
}

fn spelt(path: PathBuf) -> String {
    path.display().to_string()
}

/// The folders of a folder that people see, by path and name.
fn inside(at: &Path) -> Vec<(String, String)> {
    let names = files::names(at).into_iter().filter(|name| !name.starts_with('.'));
    let folders = names.map(|name| (at.join(&name), name)).filter(|(path, _)| path.is_dir());
    folders.map(|(path, name)| (spelt(path), name)).collect()
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    path: String,
}

/// Lays a folder on the desk; when one lies there already, another program is started with it.
pub(super) async fn choose(State(desk): State<Arc<Desk>>, Form(chosen): Form<Chosen>) -> Response {
    apart(move || laid(&desk, &chosen.path)).await
}

fn laid(desk: &Arc<Desk>, path: &str) -> Response {
    // Paths that are copied from a file manager come with quotes.
    let path = PathBuf::from(path.trim().trim_matches('"'));
    match take(desk, &path) {
        Ok(()) => {}
        Err(refusal) => desk.say(Stop::Refused(refusal).words(&desk.screen)),
    }
    Redirect::to("/").into_response()
}

fn take(desk: &Arc<Desk>, path: &Path) -> Result<(), Refusal> {
    Seen::of(path)?;
    let unreadable = |fault: std::io::Error| files::unreadable(path, &fault);
    let folder = std::path::absolute(path).map_err(unreadable)?;
    if desk.is_laid() {
        let program = std::env::current_exe().map_err(unreadable)?;
        let arguments = [OsStr::new("open"), OsStr::new("--"), folder.as_os_str()];
        let mut other = Command::new(program);
        other.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut other = other.spawn().map_err(unreadable)?;
        std::thread::spawn(move || other.wait());
        desk.say(Label::OpensBeside.words_in(desk.screen.lang));
        return Ok(());
    }
    let alone = super::alone(&folder)?;
    recent::remember(&folder);
    desk.lay(folder, alone);
    Ok(())
}
