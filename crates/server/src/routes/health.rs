//! `GET /healthz`, the process answers; `GET /readyz`, searches are answered.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::problem::{Problem, ProblemBody};
use crate::readiness::Readiness;
use crate::state::AppState;

const NO_STORE: (header::HeaderName, HeaderValue) =
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));

/// Tells that the process answers.
#[utoipa::path(get, path = "/healthz", operation_id = "health",
    responses((status = 200, description = "The process answers.")))]
pub(crate) async fn healthz() -> Response {
    ([NO_STORE], Json(json!({"status": "ok"}))).into_response()
}

/// Tells whether searches are answered, and how far an index run has come.
#[utoipa::path(get, path = "/readyz", operation_id = "readiness",
    responses(
        (status = 200, description = "Searches are answered.", body = Readiness),
        (status = 503, description = "The first index is being made.", body = ProblemBody,
            content_type = "application/problem+json"),
    ))]
pub(crate) async fn readyz(State(state): State<AppState>) -> Result<Response, Problem> {
    let readiness = state.readiness();
    if !readiness.ready {
        return Err(Problem::not_ready(readiness));
    }
    Ok(([NO_STORE], Json(readiness)).into_response())
}
