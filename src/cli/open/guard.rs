//! Who may see the pages: one layer over every route. A stranger on another origin, another name for this machine
//! (rebinding), or without the secret of this run is refused before any route is looked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::state::Desk;

/// The name of the cookie; browsers keep cookies by machine, not by port, so that the port is part of it.
const COOKIE: &str = "chengwen";

/// Largest file that may be dropped onto the page, in bytes: more than any workbook that is read.
pub(super) const LARGEST: usize = 256 << 20;

/// What a page may do: nothing from elsewhere, no script or style inside the page, no frame around it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The secrets of one run.
pub(super) struct Guard {
    port: u16,
    /// Stands in the printed address and opens the door once.
    token: String,
    is_used: AtomicBool,
    /// Stands in the cookie of whoever came by the token.
    session: String,
}

impl Guard {
    /// Secrets of a run that nobody can guess: 32 random bytes each.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub(super) fn new(port: u16) -> Result<Self, getrandom::Error> {
        Ok(Guard { port, token: secret()?, is_used: AtomicBool::new(false), session: secret()? })
    }

    /// The address to begin with.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?token={}", self.port, self.token)
    }

    /// Whether a `Host` is a name of this machine alone, with this port.
    fn knows(&self, host: &str) -> bool {
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host == format!("{name}:{}", self.port))
    }

    /// Whether the request says where it comes from as a page of ours does. What changes something must say it.
    fn is_ours(&self, method: &Method, headers: &HeaderMap) -> bool {
        match text(headers, header::ORIGIN) {
            Some(origin) => origin.strip_prefix("http://").is_some_and(|host| self.knows(host)),
            None => *method == Method::GET || *method == Method::HEAD,
        }
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let wanted = format!("{COOKIE}{}={}", self.port, self.session);
        let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        all.flat_map(|value| value.split(';')).any(|cookie| cookie.trim() == wanted)
    }

    /// Takes the token, once.
    fn takes(&self, query: Option<&str>) -> bool {
        let mut given = query.unwrap_or_default().split('&').filter_map(|part| part.strip_prefix("token="));
        given.any(|token| token == self.token) && !self.is_used.swap(true, Ordering::SeqCst)
    }
}

/// The layer: lets through what comes from a page of this run, turns the token into the cookie, refuses all else.
pub(super) async fn layer(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let (guard, headers) = (&desk.guard, request.headers());
    let host = text(headers, header::HOST);
    if !host.is_some_and(|host| guard.knows(host)) || !guard.is_ours(request.method(), headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let length = text(headers, header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    let mut response = if guard.has_cookie(headers) && length.is_some_and(|length| length > LARGEST) {
        // Told before it is sent, and not after so much of it was kept.
        StatusCode::PAYLOAD_TOO_LARGE.into_response()
    } else if guard.has_cookie(headers) {
        next.run(request).await
    } else if request.uri().path() == "/" && guard.takes(request.uri().query()) {
        let cookie = format!("{COOKIE}{}={}; Path=/; HttpOnly; SameSite=Strict", guard.port, guard.session);
        ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
    } else {
        StatusCode::FORBIDDEN.into_response()
    };
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // With none at all browsers would not say either from which page a form is sent.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// 32 random bytes as hexadecimal digits.
fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
