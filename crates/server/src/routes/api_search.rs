//! `GET /api/v1/search`

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use precis_query::response::SearchResponse;

use crate::ask::{QuestionParameters, SearchParameters, Strictness, search_request};
use crate::problem::{Problem, ProblemBody};
use crate::state::AppState;

/// Searches the library.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    operation_id = "search",
    params(QuestionParameters, SearchParameters),
    responses(
        (status = 200, description = "The answer.", body = SearchResponse),
        (status = 304, description = "The answer is the one that `If-None-Match` names."),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn search(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let request = search_request(&uri, Strictness::Refuse)?;
    let answer =
        state.ask_tagged(&uri, &headers, move |library, now| library.search(&request, now)).await?;
    Ok(answer.respond(|found| Json(found).into_response()))
}
