//! `OPTIONS` on every route: which methods it takes.

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets `OPTIONS` be no error on routes that there are. The router writes `Allow` by itself, to whoever comes with a method
/// that a route does not take.
pub(crate) async fn tell_methods(request: Request, next: Next) -> Response {
    let asked = *request.method() == Method::OPTIONS;
    let response = next.run(request).await;
    if asked && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        return StatusCode::NO_CONTENT.into_response();
    }
    response
}

/// Adds `OPTIONS` to the methods that the router names.
pub(crate) fn name_options(mut response: Response) -> Response {
    let allow = response.headers().get(header::ALLOW).and_then(|allow| allow.to_str().ok());
    let allow = allow.filter(|allow| !allow.is_empty());
    if let Some(allow) = allow.and_then(|it| HeaderValue::from_str(&format!("{it},OPTIONS")).ok()) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}
