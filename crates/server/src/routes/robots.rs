//! `GET /robots.txt`: articles may be read by machines, searches are for people

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

const RULES: &str =
    "User-agent: *\nDisallow: /api/\nDisallow: /opensearch/\nDisallow: /feed.atom\nDisallow: /*?\n";

pub(crate) async fn robots() -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ];
    (headers, RULES).into_response()
}
