//! `GET /robots.txt`: articles may be read by machines, searches are for people

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::state::AppState;

const NOT_FOR_CRAWLERS: [&str; 5] = ["/api/", "/opensearch/", "/feed.atom", "/metrics", "/*?"];

pub(crate) async fn robots(State(state): State<AppState>) -> Response {
    let base = state.base();
    let lines = NOT_FOR_CRAWLERS.map(|path| format!("Disallow: {base}{path}\n"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ];
    (headers, format!("User-agent: *\n{}", lines.concat())).into_response()
}
