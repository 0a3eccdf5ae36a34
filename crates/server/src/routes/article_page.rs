//! `GET /articles/{id}?q=`

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::ask::{ArticleId, Strictness, Tagged, article_request, search_request};
use crate::page;
use crate::problem::Problem;
use crate::routes::api_article::find_article;
use crate::state::AppState;

/// Related articles that the page names.
const RELATED: usize = 5;

pub(crate) async fn article_page(
    State(state): State<AppState>,
    ArticleId(id): ArticleId,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let came_from = search_request(&uri, Strictness::Ignore)?;
    let marks = article_request(&uri, Strictness::Ignore)?;
    let answer = match find_article(&state, id, &headers, &uri, marks).await? {
        Tagged::Known(tag) => Tagged::Known(tag),
        Tagged::New(tag, article) => {
            let id = article.id.clone();
            let related = state.ask(move |library, _| library.related(&id, RELATED)).await?;
            let related = related.map(|related| related.results).unwrap_or_default();
            Tagged::New(tag, (article, related))
        }
    };
    let origin = state.origin(&uri, &headers);
    Ok(answer.respond(|(article, related)| {
        page::article_page(&state, &origin, &came_from, &article, &related)
    }))
}
