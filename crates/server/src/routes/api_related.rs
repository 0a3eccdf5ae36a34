//! `GET /api/v1/related/{id}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use precis_query::response::RelatedResponse;

use super::api_article::no_such_article;
use crate::ask::{RelatedParameters, Tagged, related_request};
use crate::problem::{Code, Problem, ProblemBody};
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
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let limit = related_request(&uri)?;
    let Path(id) = id.map_err(|_| {
        Problem::new(Code::BadPath, "The id in the path is not valid UTF-8 once decoded.")
    })?;
    let found = state
        .ask_tagged(&uri, &headers, move |library, _| match library.related(&id, limit)? {
            Some(related) => Ok(Ok(related)),
            None => Ok(Err(library.find_id(&id)?)),
        })
        .await?;
    let found = match found {
        Tagged::Known(tag) => Tagged::Known(tag),
        Tagged::New(tag, Ok(related)) => Tagged::New(tag, related),
        Tagged::New(_, Err(near)) => return Err(no_such_article(near)),
    };
    Ok(found.respond(|related| Json(related).into_response()))
}
