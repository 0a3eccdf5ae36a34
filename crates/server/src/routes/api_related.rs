//! `GET /api/v1/related/{id}`

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use precis_query::response::RelatedResponse;

use super::api_article::ask_about;
use crate::ask::{ArticleId, RelatedParameters, related_request};
use crate::problem::{Problem, ProblemBody};
use crate::state::AppState;

/// Lists the articles related to one.
#[utoipa::path(
    get,
    path = "/api/v1/related/{*id}",
    operation_id = "related",
    params(
        ("id" = String, Path, description = "Id of the article; slashes in it stay slashes."),
        RelatedParameters,
    ),
    responses(
        (status = 200, description = "The related articles.", body = RelatedResponse),
        (status = 304, description = "They are those that `If-None-Match` names."),
        (status = 404, description = "There is no article of that id.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn related(
    State(state): State<AppState>,
    ArticleId(id): ArticleId,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let limit = related_request(&uri)?;
    let found =
        ask_about(&state, id, &headers, &uri, move |library, id, _| library.related(id, limit))
            .await?;
    Ok(found.respond(|related| Json(related).into_response()))
}
