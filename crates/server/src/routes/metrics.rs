//! `GET /metrics`: counts and measurements for Prometheus

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::state::AppState;

pub(crate) async fn metrics(State(state): State<AppState>) -> Response {
    let library = state.library();
    // Beside the queue of questions: a server that is too busy has to say so.
    let size = tokio::task::spawn_blocking(move || library.and_then(|it| it.size().ok())).await;
    let (running, waiting) = state.desk().load();
    let text = state.metrics().write(running, waiting, size.ok().flatten());
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, text).into_response()
}
