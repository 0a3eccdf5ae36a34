//! Errors as people see them, and the wait for the first index.

use askama::Template;
use axum::http::{HeaderValue, Uri, header};
use axum::response::Response;
use precis_query::SearchRequest;

use super::address::Address;
use super::chrome::Chrome;
use super::wording::{Piece, counted, grouped, pieces};
use super::{Link, show};
use crate::ask::{Strictness, search_request};
use crate::problem::{Code, Problem};
use crate::readiness::{Phase, Readiness};
use crate::state::AppState;

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    chrome: Chrome,
    heading: &'static str,
    detail: Vec<Piece>,
    status: u16,
    did_you_mean: Vec<Link>,
    wait: Option<Wait>,
}

/// How far the first index is.
struct Wait {
    done: u64,
    of: u64,
    said: String,
}

/// Shows what went wrong on a route of the page. `query` is that of the address, so that the box keeps what was typed.
pub(crate) fn problem_page(state: &AppState, problem: &Problem, query: &str) -> Response {
    let request = typed(query);
    let address = Address::below(state.base(), &request);
    let body = problem.body();
    let heading = heading(body.code);
    let mut chrome = Chrome::new(state, Some(heading), &request);
    let wait = body.readiness.as_ref().map(wait);
    if wait.is_some() {
        chrome.look_again_s = problem.retry_after_s();
    }
    let meant = body.did_you_mean.iter();
    let page = ProblemPage {
        did_you_mean: match body.code {
            Code::NoSuchArticle => {
                meant.map(|id| Link::new(id, address.article(id, None))).collect()
            }
            _ => Vec::new(),
        },
        chrome,
        heading,
        detail: pieces(&body.detail),
        status: problem.status().as_u16(),
        wait,
    };
    let mut response = show(problem.status(), &page);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(seconds) = problem.retry_after_s() {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// What was typed, even where other parameters cannot be used.
fn typed(query: &str) -> SearchRequest {
    // Over the limit of addresses there is nothing that a box should hold.
    let only_q = query.split('&').find(|pair| pair.starts_with("q=")).unwrap_or_default();
    [query, only_q]
        .into_iter()
        .filter(|query| query.len() < 8 * 1024)
        .filter_map(|query| format!("/?{query}").parse::<Uri>().ok())
        .find_map(|uri| search_request(&uri, Strictness::Ignore).ok())
        .unwrap_or_default()
}

fn heading(code: Code) -> &'static str {
    match code {
        Code::BadParameter | Code::UnknownParameter | Code::RepeatedParameter => {
            "This search cannot be read"
        }
        Code::BadCursor => "This page of results is gone",
        Code::BadPath | Code::NoSuchRoute => "There is nothing here",
        Code::NoSuchArticle => "No such article",
        Code::NoHost | Code::WrongHost => "Not the right address",
        Code::MethodNotAllowed => "Not in this way",
        Code::UrlTooLong | Code::BodyTooLarge => "That is too long",
        Code::NotReady => "Reading the library",
        Code::RateLimited => "Too many requests",
        Code::Busy => "Very busy",
        Code::Timeout => "That took too long",
        // None of these comes from a page, but what cannot be can be named.
        Code::BadArticle
        | Code::IdMismatch
        | Code::SeveralArticles
        | Code::UnsupportedMediaType
        | Code::BodyCutOff => "This article cannot be read",
        Code::Unauthorized | Code::ForeignOrigin | Code::ReadOnly => "Not allowed",
        Code::HeldByFile | Code::PreconditionFailed => "Not in this state",
        Code::NotStored
        | Code::DiskFull
        | Code::NotIndexed
        | Code::IndexUnreadable
        | Code::Internal => "Something went wrong",
    }
}

fn wait(readiness: &Readiness) -> Wait {
    let said = match readiness.phase {
        Phase::Waiting => "Another process is indexing the library.".to_owned(),
        Phase::Idle | Phase::Failed => "Starting.".to_owned(),
        Phase::Scanning => {
            format!("Looking: {} so far.", counted(readiness.files_found, "file", "files"))
        }
        Phase::Reading => format!(
            "{} of {} read.",
            grouped(readiness.files_read),
            counted(readiness.files_to_read, "file", "files")
        ),
        Phase::Committing => {
            format!("{} read; writing.", counted(readiness.articles_read, "article", "articles"))
        }
    };
    Wait { done: readiness.files_read, of: readiness.files_to_read, said }
}
