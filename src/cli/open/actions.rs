//! What people do on the pages → the same decisions and files as with 核对表 and the command line.

use std::path::{Component, Path};
use std::sync::Arc;
use std::time::SystemTime;

use axum::body::Bytes;
use axum::extract::{Form, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chengwen::finding::Finding;
use chengwen::finding::pages::Label;
use chengwen::model::decision::{Column, Decision, Decisions, KEPT, UNUSED};
use chengwen::workbook::OUTPUT;
use chengwen::{Outcome, Unfinished};
use serde::Deserialize;

use super::state::Desk;
use crate::cli::files::{self, OWN};
use crate::cli::past::{self, DECISIONS};
use crate::cli::{commands::Stop, finish};

/// Back to a part of the page, which says what came of it.
pub(super) fn back(part: &str) -> Response {
    Redirect::to(&format!("/{part}")).into_response()
}

/// What waits for a build or for the disk, in a thread of its own: meanwhile other pages are answered.
pub(super) async fn apart<T: IntoResponse + Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Response {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The .docx as it lies in 成文/.
pub(super) async fn report(State(desk): State<Arc<Desk>>) -> Response {
    let Some(path) = desk.report() else { return StatusCode::NOT_FOUND.into_response() };
    let Ok(bytes) = files::read(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let name: String = files::name(&path).bytes().map(|byte| format!("%{byte:02X}")).collect();
    let saved_as = format!("attachment; filename=\"report.docx\"; filename*=UTF-8''{name}");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, saved_as)], bytes)
        .into_response()
}

/// Builds now.
pub(super) async fn build(State(desk): State<Arc<Desk>>) -> Response {
    desk.want();
    back("")
}

/// 定稿, or what stands against it.
pub(super) async fn finish(State(desk): State<Arc<Desk>>) -> Response {
    apart(move || finished(&desk)).await
}

fn finished(desk: &Desk) -> Response {
    let Some(outcome) = desk.outcome() else { return back("") };
    let lang = desk.screen.lang;
    let turn = files::turn(desk.folder(), || ());
    let said = match finish::lying(desk.folder(), &outcome) {
        Ok(written) => Label::Finished { folder: written.folder.display().to_string() }.words_in(lang),
        Err(Unfinished::Against(against)) => Label::Unfinished { count: against.len() }.words_in(lang),
        Err(Unfinished::Failed(refusal)) => Stop::Refused(refusal).words(&desk.screen),
    };
    drop(turn);
    desk.say(said);
    back("#findings")
}

#[derive(Deserialize)]
pub(super) struct Keep {
    key: String,
    reason: String,
}

/// 已核保留: lets a finding stand, with the reason.
pub(super) async fn keep(State(desk): State<Arc<Desk>>, Form(keep): Form<Keep>) -> Response {
    apart(move || kept(&desk, &keep)).await
}

fn kept(desk: &Desk, keep: &Keep) -> Response {
    // As in 核对表: without a reason nothing is let stand.
    if keep.reason.trim().is_empty() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let Some(outcome) = desk.outcome() else { return back("") };
    let key = |finding: &&Finding| finding.key(&outcome.place_of(finding)) == keep.key;
    let Some(finding) = outcome.findings.iter().find(key) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let about = finding.what.say().message[0].clone();
    let cells = [(Column::Handled, KEPT.to_owned()), (Column::Reason, keep.reason.trim().to_owned())];
    decide(desk, |decisions| set(decisions.findings.entry(keep.key.clone()).or_default(), &about, &cells));
    back("#findings")
}

#[derive(Deserialize)]
pub(super) struct Sheet {
    /// The identity of the header row.
    row: String,
    table: String,
}

/// 表格（改）: which table the sheets with a header row are.
pub(super) async fn sheet(State(desk): State<Arc<Desk>>, Form(sheet): Form<Sheet>) -> Response {
    apart(move || sheet_taken(&desk, sheet)).await
}

fn sheet_taken(desk: &Desk, sheet: Sheet) -> Response {
    let Some(outcome) = desk.outcome() else { return back("") };
    let Some(about) = headers(&outcome, &sheet.row) else { return StatusCode::NOT_FOUND.into_response() };
    let mut tables = outcome.kind.tables.iter().map(|rule| &*rule.name);
    if sheet.table != UNUSED && !tables.any(|name| name == sheet.table) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let cells = [(Column::Table, sheet.table)];
    decide(desk, |decisions| set(decisions.headers.entry(sheet.row.clone()).or_default(), &about, &cells));
    back("#tables")
}

#[derive(Deserialize)]
pub(super) struct Field {
    row: String,
    /// The identity of the column in the header row.
    column: String,
    field: String,
}

/// 字段（改）: which field a column is.
pub(super) async fn column(State(desk): State<Arc<Desk>>, Form(field): Form<Field>) -> Response {
    apart(move || column_taken(&desk, field)).await
}

fn column_taken(desk: &Desk, field: Field) -> Response {
    let Some(outcome) = desk.outcome() else { return back("") };
    let seen = outcome.seen.iter().find(|seen| seen.key == field.row);
    let column = seen.and_then(|seen| seen.columns.iter().find(|column| column.key == field.column));
    let (Some(seen), Some(column)) = (seen, column) else { return StatusCode::NOT_FOUND.into_response() };
    let rule = seen.table.and_then(|table| outcome.kind.tables.get(table));
    let mut fields = rule.into_iter().flat_map(|rule| &rule.fields).map(|field| &*field.name);
    if field.field != UNUSED && !fields.any(|name| name == field.field) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let (key, about) = (seen.key_of(column), column.header.to_string());
    let cells = [(Column::Field, field.field)];
    decide(desk, |decisions| set(decisions.headers.entry(key).or_default(), &about, &cells));
    back("#tables")
}

/// The headers of a row that is on a sheet of the folder.
fn headers(outcome: &Outcome, row: &str) -> Option<String> {
    let seen = outcome.seen.iter().find(|seen| seen.key == row)?;
    let texts: Vec<&str> = seen.columns.iter().map(|column| &*column.header).collect();
    Some(texts.join("｜"))
}

/// Keeps what was decided where 核对表's decisions are kept, and builds: of 核对表 and this the newest holds.
pub(super) fn decide(desk: &Desk, change: impl FnOnce(&mut Decisions)) {
    let turn = files::turn(desk.folder(), || ());
    let output = desk.folder().join(OUTPUT);
    let kept = past::decisions(&output).and_then(|mut decisions| {
        change(&mut decisions);
        files::put_json(&output.join(OWN).join(DECISIONS), &decisions)
    });
    drop(turn);
    if let Err(refusal) = kept {
        desk.say(Stop::Refused(refusal).words(&desk.screen));
    }
    desk.want();
}

/// Writes cells of a decision as of now, and what it is about when that is not known.
pub(super) fn set(decision: &mut Decision, about: &str, cells: &[(Column, String)]) {
    if decision.about.is_empty() {
        about.clone_into(&mut decision.about);
    }
    for (column, value) in cells {
        let cell = decision.cells.entry(*column).or_default();
        let stood = std::mem::replace(&mut cell.value, value.clone());
        if cell.at > 0 && cell.was.is_none() {
            cell.was = Some(stood);
        }
        cell.at = now();
    }
}

/// Seconds since 1970, as 核对表 is dated.
fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs()
}

#[derive(Deserialize)]
pub(super) struct Upload {
    name: String,
    /// Whether it may come under another name beside a file that is there.
    #[serde(default)]
    beside: bool,
}

/// A file that was dropped onto the page: into the folder, never over another.
pub(super) async fn upload(
    State(desk): State<Arc<Desk>>,
    Query(upload): Query<Upload>,
    bytes: Bytes,
) -> Response {
    let Some(name) = plain(&upload.name) else { return StatusCode::BAD_REQUEST.into_response() };
    let place = desk.folder().join(&name);
    let place = match place.exists() {
        false => place,
        true if upload.beside => {
            let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
            let numbered = |number: u32| desk.folder().join(format!("{stem}（{}）.{ending}", number + 1));
            numbered(files::first(|number| !numbered(*number).exists()))
        }
        true => return StatusCode::CONFLICT.into_response(),
    };
    match files::put(&place, &bytes) {
        Ok(()) => (StatusCode::CREATED, files::name(&place)).into_response(),
        Err(refusal) => {
            desk.say(Stop::Refused(refusal).words(&desk.screen));
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The name of a file without any way into another folder, safe for every system; none when it is none, is hidden or
/// would not be read anyway.
fn plain(name: &str) -> Option<String> {
    let is_name = |name: &str| {
        let mut parts = Path::new(name).components();
        matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
    };
    let fits = is_name(name) && !name.contains(['/', '\\', ':']) && !name.starts_with(['.', '~']);
    fits.then(|| files::safe(name)).filter(|name| name.contains('.'))
}
