//! Limits of size and time that hold for every route.

use std::any::Any;

use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::{Code, Problem};
use crate::routes::api_reconcile as reconcile;
use crate::state::AppState;

pub(crate) async fn hold_limits(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let limits = state.limits();
    let url_bytes = request.uri().path_and_query().map_or(0, |part| part.as_str().len());
    if url_bytes > limits.url_bytes {
        let detail = format!("The address is longer than {} bytes.", limits.url_bytes);
        return Problem::new(Code::UrlTooLong, detail).into_response();
    }
    // Routes that take articles in see to it themselves; no other reads a body, so one of unknown length does no harm.
    if takes_articles(&request) {
        return next.run(request).await;
    }
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let body_bytes = announced.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if body_bytes.is_some_and(|bytes| bytes > limits.body_bytes) {
        let detail = format!("The body is longer than {} bytes.", limits.body_bytes);
        return Problem::new(Code::BodyTooLarge, detail).into_response();
    }
    next.run(request).await
}

fn takes_articles(request: &Request) -> bool {
    let writes = matches!(*request.method(), Method::PUT | Method::POST);
    writes && request.uri().path().starts_with("/api/v1/articles")
}

pub(crate) async fn hold_time(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    // A whole library may be looked at; whoever asks for that waits as long as he likes.
    if request.uri().path() == reconcile::PATH {
        return next.run(request).await;
    }
    match tokio::time::timeout(state.limits().request_time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let detail = "The answer took too long; try again, or ask for less.";
            Problem::new(Code::Timeout, detail).into_response()
        }
    }
}

/// The answer where a handler panicked. The panic itself has been written to the log by the hook.
pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Problem::internal().into_response()
}
