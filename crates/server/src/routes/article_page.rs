//! `GET /articles/{id}?q=`

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::ask::{Strictness, article_request, search_request};
use crate::page;
use crate::problem::Problem;
use crate::routes::api_article::find_article;
use crate::state::AppState;

pub(crate) async fn article_page(
    State(state): State<AppState>,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let came_from = search_request(&uri, Strictness::Ignore)?;
    let marks = article_request(&uri, Strictness::Ignore)?;
    let answer = find_article(&state, id, &headers, &uri, marks).await?;
    Ok(answer.respond(|article| page::article_page(&state, &came_from, &article)))
}
