//! `GET /feed.atom?q=`: the newest articles that a search finds, to be followed

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use precis_query::Sort;

use crate::ask::{Strictness, search_request};
use crate::page;
use crate::problem::Problem;
use crate::state::AppState;

/// Entries of a feed.
const ENTRIES: usize = 50;

pub(crate) async fn feed(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let mut request = search_request(&uri, Strictness::Ignore)?;
    request.sort = Some(Sort::Newest);
    request.limit = ENTRIES;
    request.cursor = None;
    request.facets = false;
    let asked = request.clone();
    let answer =
        state.ask_tagged(&uri, &headers, move |library, now| library.search(&asked, now)).await?;
    let origin = state.origin(&uri, &headers);
    Ok(answer.respond(|found| page::feed(&state, &origin, &request, &found)))
}
