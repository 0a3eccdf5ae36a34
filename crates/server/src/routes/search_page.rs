//! `GET /` and `GET /?q=`; with `fragment=results` the list alone, for the page that is open already

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use crate::ask::{Strictness, search_request};
use crate::page::{self, Part};
use crate::problem::Problem;
use crate::state::AppState;

pub(crate) async fn search_page(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let part = part(&uri);
    let mut request = search_request(&uri, Strictness::Ignore)?;
    request.facets = true;
    request.explain = true;
    let asked = request.clone();
    let answer =
        state.ask_tagged(&uri, &headers, move |library, now| library.search(&asked, now)).await?;
    Ok(answer.respond(|found| page::results_page(&state, &request, &found, part)))
}

fn part(uri: &Uri) -> Part {
    let mut parameters = uri.query().unwrap_or_default().split('&');
    if parameters.any(|parameter| parameter == "fragment=results") {
        Part::List
    } else {
        Part::Page
    }
}
