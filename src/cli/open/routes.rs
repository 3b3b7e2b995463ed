//! The addresses of the 工作台 → what each shows or does; every one of them lies behind the guard.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream::{Stream, unfold};

use super::actions;
use super::guard::{self, LARGEST};
use super::state::{Desk, Page};
use super::{history, joins, lobby, pieces, workbooks};
use chengwen::view;

/// All addresses. The guard is the outermost layer, so that no route and not even a wrong address is without it.
pub(super) fn all(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/page.css", get(|| async { asset("text/css; charset=utf-8", view::STYLE) }))
        .route("/page.js", get(|| async { asset("text/javascript; charset=utf-8", view::SCRIPT) }))
        .route("/icon.svg", get(|| async { asset("image/svg+xml", view::ICON) }))
        .route("/events", get(events))
        .route("/report.docx", get(actions::report))
        .route("/folders", get(lobby::folders))
        .route("/folder", post(lobby::choose))
        .route("/datum", get(pieces::datum))
        .route("/rows", get(pieces::rows))
        .route("/history", get(history::list))
        .route("/version", get(history::version))
        .route("/workbook", post(workbooks::open))
        .route("/build", post(actions::build))
        .route("/finish", post(actions::finish))
        .route("/finding", post(actions::keep))
        .route("/sheet", post(actions::sheet))
        .route("/column", post(actions::column))
        .route("/join", post(joins::join))
        .route("/upload", post(actions::upload))
        .layer(from_fn_with_state(Arc::clone(&desk), lobby::layer))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(from_fn_with_state(Arc::clone(&desk), guard::layer))
        .with_state(desk)
}

async fn page(State(desk): State<Arc<Desk>>) -> Response {
    actions::apart(move || match desk.is_laid() {
        true => Html(desk.page()).into_response(),
        false => lobby::page(&desk, None),
    })
    .await
}

fn asset(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// Tells an open page what happens. Whoever listens is a page that somebody looks at.
async fn events(State(desk): State<Arc<Desk>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let page = Page::new(&desk);
    let listening = desk.listen();
    let events = unfold((listening, page), |(mut listening, page)| async move {
        let news = listening.recv().await.ok()?;
        Some((Ok(Event::default().event(news.word()).data(news.word())), (listening, page)))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
