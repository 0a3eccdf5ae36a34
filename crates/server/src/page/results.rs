//! The page of results: one renderer for the whole page and for the part of it that changes while one types.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::http::StatusCode;
use axum::response::Response;
use precis_query::SearchRequest;
use precis_query::response::SearchResponse;

use super::address::Address;
use super::chrome::Chrome;
use super::coverage::{Coverage, coverage};
use super::facets::{Facet, facets};
use super::filters::{Chip, Order, filters, orders};
use super::hits::{HitView, hits};
use super::reading::{NoteView, Reading};
use super::suggestions::suggestions;
use super::wording::{counted, took};
use super::{Link, show};
use crate::state::AppState;

/// How much of the page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it.
    Page,
    /// The list and what stands beside it, to be put in the place of the one that is shown.
    List,
}

#[derive(Template)]
#[template(path = "results.html")]
struct ResultsPage {
    chrome: Chrome,
    list: List,
}

/// The list of results and what stands beside it.
#[derive(Template)]
#[template(path = "list.html")]
struct List {
    state: Outcome,
    /// The path below which everything is.
    base: String,
    /// Title of the document.
    title: String,
    query: String,
    /// Address of the stream of what arrives from now on.
    arrivals: String,
    /// Articles of the answer, for programs and for people.
    articles: u64,
    total: String,
    took: String,
    read_as: Option<String>,
    notes: Vec<NoteView>,
    /// What narrows or was read into the search, each with a link that takes it away.
    chips: Vec<Chip>,
    /// Parameters that a new search keeps, as fields of the search form.
    kept: Vec<(&'static str, String)>,
    orders: Vec<Order>,
    hits: Vec<HitView>,
    coverage: Option<Coverage>,
    facets: Vec<Facet>,
    suggestions: Vec<Link>,
    first_page: Option<String>,
    next_page: Option<String>,
    feed: String,
    json: String,
}

// What it renders has been escaped by its own template.
impl HtmlSafe for List {}

/// What kind of list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Found,
    /// Nothing was asked: the newest articles.
    Newest,
    NothingFound,
    EmptyLibrary,
}

/// Shows the answer to a search.
pub(crate) fn results_page(
    state: &AppState,
    request: &SearchRequest,
    found: &SearchResponse,
    part: Part,
) -> Response {
    let typed = Some(request.query.trim()).filter(|query| !query.is_empty());
    let mut chrome = Chrome::new(state, typed, request);
    let list = list(state, request, found, &mut chrome);
    match part {
        Part::List => show(StatusCode::OK, &list),
        Part::Page => {
            chrome.feed = Some(list.feed.clone());
            chrome.is_front = list.state == Outcome::Newest && request.cursor.is_none();
            show(StatusCode::OK, &ResultsPage { chrome, list })
        }
    }
}

fn list(
    state: &AppState,
    request: &SearchRequest,
    found: &SearchResponse,
    chrome: &mut Chrome,
) -> List {
    let address = Address::below(state.base(), request);
    let links = state.site().result_links;
    let mut chips = filters(&address);
    let asks_nothing = request.query.trim().is_empty() && chips.is_empty();
    let outcome = match (found.total, asks_nothing) {
        (0, true) => Outcome::EmptyLibrary,
        (0, false) => Outcome::NothingFound,
        (_, true) => Outcome::Newest,
        (_, false) => Outcome::Found,
    };
    let reading = Reading::of(request, found, &address);
    chips.extend(reading.chips);
    let counts = found.facets.as_ref();
    List {
        state: outcome,
        base: chrome.base.clone(),
        title: chrome.title.clone(),
        query: request.query.clone(),
        arrivals: address.arrivals(found.revision),
        articles: found.total,
        total: counted(found.total, "article", "articles"),
        took: took(found.took_us),
        read_as: reading.read_as,
        notes: reading.notes,
        chips,
        kept: std::mem::take(&mut chrome.kept),
        orders: orders(request, found, &address),
        hits: hits(&found.results, &address, links),
        coverage: counts.and_then(|counts| coverage(&counts.month, &address)),
        facets: counts.map(|counts| facets(counts, &address)).unwrap_or_default(),
        suggestions: suggestions(&found.instead, &address),
        first_page: request.cursor.is_some().then(|| address.without_any("cursor").results()),
        next_page: found.next.as_ref().map(|next| address.only("cursor", next).results()),
        feed: address.feed(),
        json: address.results_json(),
    }
}
