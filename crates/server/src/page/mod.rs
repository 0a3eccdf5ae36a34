//! The page: answers of the engine as HTML, by templates that escape whatever they are given.

mod address;
mod article;
mod chrome;
mod coverage;
mod facets;
mod feed;
mod filters;
mod hits;
mod marked;
mod problem;
mod reading;
mod related;
mod results;
mod suggestions;
mod wording;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use precis_query::SearchRequest;

use self::address::Address;

pub(crate) use article::article_page;
pub(crate) use feed::feed;
pub(crate) use problem::problem_page;
pub(crate) use results::{Part, results_page};

/// The address of what a query finds; `base` is the path of the site.
pub(crate) fn results_of(base: &str, query: &str) -> String {
    let query = query.to_owned();
    Address::below(base, &SearchRequest { query, ..SearchRequest::default() }).results()
}

/// A link with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Link {
    text: String,
    href: String,
}

impl Link {
    fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into() }
    }
}

fn show(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
