//! `GET /api/v1/stats`

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use precis_query::response::StatsResponse;

use crate::ask::refuse_parameters;
use crate::problem::{Problem, ProblemBody};
use crate::state::AppState;

/// Returns what the library holds.
#[utoipa::path(
    get,
    path = "/api/v1/stats",
    operation_id = "stats",
    responses(
        (status = 200, description = "What the library holds.", body = StatsResponse),
        (status = 304, description = "The library is as `If-None-Match` names it."),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn stats(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    refuse_parameters(&uri)?;
    let answer = state.ask_tagged(&uri, &headers, |library, _| library.stats()).await?;
    Ok(answer.respond(|stats| Json(stats).into_response()))
}
