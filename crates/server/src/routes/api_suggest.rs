//! `GET /api/v1/suggest`

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use precis_query::response::SuggestResponse;

use crate::ask::{SuggestParameters, suggest_request};
use crate::problem::{Problem, ProblemBody};
use crate::state::AppState;

/// Suggests what may be meant by what has been typed so far.
#[utoipa::path(
    get,
    path = "/api/v1/suggest",
    operation_id = "suggest",
    params(SuggestParameters),
    responses(
        (status = 200, description = "The suggestions.", body = SuggestResponse),
        (status = 304, description = "The suggestions are those that `If-None-Match` names."),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn suggest(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let typed = suggest_request(&uri)?;
    let answer =
        state.ask_tagged(&uri, &headers, move |library, now| library.suggest(&typed, now)).await?;
    Ok(answer.respond(|suggestions| Json(suggestions).into_response()))
}
