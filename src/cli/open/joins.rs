//! 是, 否 and 撤销 on opinions that are alike → the same decisions as 归并到（改） of 核对表.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chengwen::ledger::pairs::Answer;
use chengwen::model::decision::Column;
use serde::Deserialize;

use super::actions::{apart, back, decide, set};
use super::state::Desk;

#[derive(Deserialize)]
pub(super) struct Join {
    /// The identity of the opinion that is spoken of.
    id: String,
    /// The identity of the one that it is compared with.
    #[serde(default)]
    to: String,
    answer: String,
}

/// Whether two opinions say the same, or that what was said of one holds no more.
pub(super) async fn join(State(desk): State<Arc<Desk>>, Form(join): Form<Join>) -> Response {
    apart(move || joined(&desk, &join)).await
}

fn joined(desk: &Desk, join: &Join) -> Response {
    let Some(outcome) = desk.outcome() else { return back("") };
    let answer = match &*join.answer {
        "same" => Answer::Same(&join.to),
        "apart" => Answer::Apart,
        "back" => Answer::Back,
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    let Some(cells) = outcome.answered(&join.id, answer) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    decide(desk, |decisions| {
        for (id, about, value) in cells {
            set(decisions.items.entry(id).or_default(), &about, &[(Column::Join, value)]);
        }
    });
    back("#joins")
}
