//! `GET /api/openapi.json`

use std::sync::Arc;

use axum::Extension;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// The description of the API, made once.
#[derive(Debug, Clone)]
pub(crate) struct Description(pub(crate) Arc<str>);

pub(crate) async fn description(Extension(Description(json)): Extension<Description>) -> Response {
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind)], json.to_string()).into_response()
}
