//! `GET /articles/{id}?q=`

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use precis_query::SearchRequest;

use crate::ask::{Strictness, Tagged, article_request, search_request};
use crate::page::{self, Facts};
use crate::problem::Problem;
use crate::routes::api_article::find_article;
use crate::state::AppState;

/// Related articles that the page names.
const RELATED: usize = 5;

pub(crate) async fn article_page(
    State(state): State<AppState>,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let came_from = search_request(&uri, Strictness::Ignore)?;
    let marks = article_request(&uri, Strictness::Ignore)?;
    let answer = match find_article(&state, id, &headers, &uri, marks).await? {
        Tagged::Known(tag) => Tagged::Known(tag),
        Tagged::New(tag, article) => {
            let facts = facts(&state, &article.id).await?;
            let id = article.id.clone();
            let related = state.ask(move |library, _| library.related(&id, RELATED)).await?;
            let related = related.map(|related| related.results).unwrap_or_default();
            Tagged::New(tag, (article, facts, related))
        }
    };
    let origin = state.origin(&uri, &headers);
    Ok(answer.respond(|(article, facts, related)| {
        page::article_page(&state, &origin, &came_from, &article, &facts, &related)
    }))
}

/// What the article mentions, as a search for it alone lists it.
async fn facts(state: &AppState, id: &str) -> Result<Facts, Problem> {
    // The query language has no way to write a quote inside a quoted value.
    if id.contains('"') {
        return Ok(Facts::default());
    }
    let query = format!("id:\"{id}\"");
    let request = SearchRequest { query, limit: 1, ..SearchRequest::default() };
    let found = state.ask(move |library, now| library.search(&request, now)).await?;
    let hit = found.results.into_iter().next();
    Ok(hit.map(|hit| Facts { companies: hit.companies, amounts: hit.amounts }).unwrap_or_default())
}
