//! Style and icon. Their names change with their content, so browsers keep them for good.

use std::hash::{DefaultHasher, Hasher};
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::problem::{Code, Problem};

const STYLE: &str = include_str!("../../assets/precis.css");
const ICON: &str = include_str!("../../assets/icon.svg");

static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    hasher.write(STYLE.as_bytes());
    hasher.write(ICON.as_bytes());
    format!("{:016x}", hasher.finish())
});

/// Returns a name for the content of all files here together.
pub(crate) fn fingerprint() -> &'static str {
    &FINGERPRINT
}

/// `GET /static/{fingerprint}/{file}`. The file of another version is not ours to give.
pub(crate) async fn asset(
    Path((version, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    if version != fingerprint() {
        return Err(Problem::new(Code::NoSuchRoute, "There is nothing at this address."));
    }
    match file.as_str() {
        "precis.css" => Ok(kept("text/css; charset=utf-8", STYLE)),
        "icon.svg" => Ok(kept("image/svg+xml", ICON)),
        _ => Err(Problem::new(Code::NoSuchRoute, "There is nothing at this address.")),
    }
}

/// `GET /favicon.ico`, which browsers ask for by themselves when they are not shown a page.
pub(crate) async fn favicon() -> Response {
    let mut response = kept("image/svg+xml", ICON);
    let day = HeaderValue::from_static("public, max-age=86400");
    response.headers_mut().insert(header::CACHE_CONTROL, day);
    response
}

fn kept(kind: &'static str, content: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, content).into_response()
}
