//! `GET /opensearch.xml`, by which a browser takes the search among its own; `GET /opensearch/suggestions?q=` in the
//! form that browsers ask for

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::ask::{Strictness, search_request};
use crate::page;
use crate::problem::Problem;
use crate::state::AppState;

/// Longest name that the description may give.
const SHORT: usize = 16;

#[derive(Template)]
#[template(path = "opensearch.xml")]
struct Description {
    site_name: String,
    short_name: String,
    /// Scheme, host and path of the site, without a slash at the end.
    root: String,
}

pub(crate) async fn description(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let site_name = state.site().name.clone();
    let short_name = site_name.chars().take(SHORT).collect();
    let root = format!("{}{}", state.origin(&uri, &headers), state.base());
    let description = Description { site_name, short_name, root };
    match description.render() {
        Ok(xml) => {
            let kind = HeaderValue::from_static("application/opensearchdescription+xml");
            ([(header::CONTENT_TYPE, kind)], xml).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the description of the search cannot be written");
            Problem::internal().into_response()
        }
    }
}

/// Four lists: what was typed, what may be meant, what each finds, where each leads.
pub(crate) async fn suggestions(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let typed = search_request(&uri, Strictness::Ignore)?.query;
    let answer =
        state.ask_tagged(&uri, &headers, move |library, now| library.suggest(&typed, now)).await?;
    let origin = state.origin(&uri, &headers);
    Ok(answer.respond(|found| {
        let said =
            |total: u64| format!("{total} {}", if total == 1 { "article" } else { "articles" });
        let each = || found.suggestions.iter();
        let texts: Vec<&str> = each().map(|suggestion| suggestion.text.as_str()).collect();
        let totals: Vec<String> = each().map(|suggestion| said(suggestion.total)).collect();
        let places: Vec<String> = each()
            .map(|suggestion| {
                format!("{origin}{}", page::results_of(state.base(), &suggestion.query))
            })
            .collect();
        let kind = HeaderValue::from_static("application/x-suggestions+json");
        let body = Json((&found.query, texts, totals, places));
        ([(header::CONTENT_TYPE, kind)], body).into_response()
    }))
}
