//! 成文/历史 → the versions of the report that are kept there, each as a page compared with what stands now.

use std::path::Path;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use chengwen::finding::Refusal;
use chengwen::view::{self, Version};
use chengwen::workbook::OUTPUT;
use serde::Deserialize;

use super::actions::apart;
use super::state::Desk;
use crate::cli::commands::{self, Stop};
use crate::cli::files;
use crate::cli::history::HISTORY;

/// The list of all versions.
pub(super) async fn list(State(desk): State<Arc<Desk>>) -> Response {
    apart(move || Html(view::versions(&versions(desk.folder()), desk.screen.lang))).await
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    name: String,
}

/// One version.
pub(super) async fn version(State(desk): State<Arc<Desk>>, Query(wanted): Query<Wanted>) -> Response {
    apart(move || shown(&desk, &wanted.name)).await
}

fn shown(desk: &Desk, name: &str) -> Response {
    // Only what is listed: a name is no way into another folder.
    if !versions(desk.folder()).iter().any(|version| version.name == name) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let path = desk.folder().join(OUTPUT).join(HISTORY).join(name);
    let now = desk.report().and_then(|report| files::read(report).ok());
    let page = files::read(&path).map_err(|fault| files::unreadable(&path, &fault)).and_then(|then| {
        view::version(name, &then, now.as_deref(), desk.screen.lang)
            .map_err(|why| Refusal::Document(why.into()))
    });
    match page {
        Ok(page) => Html(page).into_response(),
        Err(refusal) => {
            desk.say(Stop::Refused(refusal).words(&desk.screen));
            super::actions::back("")
        }
    }
}

/// The versions of the report, the last one first.
fn versions(folder: &Path) -> Vec<Version> {
    let history = folder.join(OUTPUT).join(HISTORY);
    let names = files::names(&history).into_iter();
    let reports =
        names.filter(|name| name.to_lowercase().ends_with(".docx") && !name.starts_with(['~', '.']));
    let mut versions: Vec<_> = reports.map(|name| (files::saved(&history.join(&name)), name)).collect();
    versions.sort_by(|one, other| other.cmp(one));
    versions
        .into_iter()
        .map(|(saved, name)| Version {
            name,
            saved: commands::at(saved).strftime("%Y-%m-%d %H:%M").to_string(),
        })
        .collect()
}
