//! Errors in the form of their readers: JSON for programs, on routes of the page HTML.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::page;
use crate::problem::{Code, Problem};
use crate::state::AppState;

/// Turns the problem of a page route into a page; programs (`/api/`, health routes) get it as JSON.
pub(crate) async fn error_pages(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let for_people =
        !path.starts_with("/api/") && !matches!(path, "/healthz" | "/readyz" | "/metrics");
    let query = request.uri().query().unwrap_or_default().to_owned();
    let response = next.run(request).await;
    let problem = match response.extensions().get::<Problem>() {
        Some(_) if !for_people => return response,
        Some(problem) => problem.clone(),
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED => Problem::new(
            Code::MethodNotAllowed,
            "The address does not take this method; `Allow` names those it takes.",
        ),
        None => return response,
    };
    let mut answer = if for_people {
        page::problem_page(&state, &problem, &query)
    } else {
        problem.clone().into_response()
    };
    // A 405 has to name the methods that are allowed.
    if let Some(allow) = response.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    // What went wrong is counted further out.
    answer.extensions_mut().insert(problem);
    answer
}
