//! `GET /feed.atom?q=`: the newest articles that a search finds, to be followed

use std::path::Path as FilePath;

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use jiff::Timestamp;
use precis_query::Sort;
use precis_query::response::Hit;

use super::raw_file::file_at;
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
    let files = state.files().map(FilePath::to_owned);
    let answer = state
        .ask_tagged(&uri, &headers, move |library, now| {
            let found = library.search(&asked, now)?;
            let undated = found.results.iter().filter(|hit| hit.date.is_none());
            let changed = undated.filter_map(|hit| changed(files.as_deref()?, hit)).collect();
            Ok((found, changed))
        })
        .await?;
    let origin = state.origin(&uri, &headers);
    Ok(answer.respond(|(found, changed)| page::feed(&state, &origin, &request, &found, &changed)))
}

/// When the file of an article was last changed, by the article's id.
fn changed(files: &FilePath, hit: &Hit) -> Option<(String, Timestamp)> {
    let time = std::fs::metadata(file_at(files, &hit.path)?).ok()?.modified().ok()?;
    Some((hit.id.clone(), Timestamp::try_from(time).ok()?))
}
