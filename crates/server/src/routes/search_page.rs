//! `GET /` and `GET /?q=`

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::ask::{Strictness, search_request};
use crate::page;
use crate::problem::Problem;
use crate::state::AppState;

pub(crate) async fn search_page(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let mut request = search_request(&uri, Strictness::Ignore)?;
    request.facets = true;
    request.explain = true;
    let asked = request.clone();
    let answer =
        state.ask_tagged(&uri, &headers, move |library, now| library.search(&asked, now)).await?;
    Ok(answer.respond(|found| page::results_page(&state, &request, &found)))
}
