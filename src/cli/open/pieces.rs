//! Pieces of the page that come when somebody looks at them: the panel of a datum, rows of long tables.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use super::actions::apart;
use super::state::Desk;

#[derive(Deserialize)]
pub(super) struct Datum {
    slot: String,
}

/// What stands behind a datum.
pub(super) async fn datum(State(desk): State<Arc<Desk>>, Query(datum): Query<Datum>) -> Response {
    apart(move || found(desk.drawn().and_then(|drawn| drawn.panel(&datum.slot)))).await
}

#[derive(Deserialize)]
pub(super) struct Rows {
    /// The place of the table among the blocks of the report.
    block: usize,
    from: usize,
    /// Up to which row at least.
    to: usize,
}

/// Rows of a table.
pub(super) async fn rows(State(desk): State<Arc<Desk>>, Query(rows): Query<Rows>) -> Response {
    apart(move || found(desk.drawn().and_then(|drawn| drawn.rows(rows.block, rows.from, rows.to)))).await
}

fn found(piece: Option<String>) -> Response {
    piece.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |piece| Html(piece).into_response())
}
