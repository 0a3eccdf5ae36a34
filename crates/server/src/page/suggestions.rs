//! What to try where nothing was found.

use precis_query::{MatchMode, SearchRequest};

use super::Link;
use super::address::Address;
use super::filters::{Filter, WORDS};

/// Lists other searches that ask for less, nearest first.
pub(super) fn suggestions(
    request: &SearchRequest,
    address: &Address,
    filters: &[Filter],
) -> Vec<Link> {
    let mut links = Vec::new();
    let filters: Vec<&Filter> = filters.iter().filter(|filter| filter.name != WORDS).collect();
    if filters.len() > 1 {
        let bare = SearchRequest {
            query: request.query.clone(),
            match_mode: request.match_mode,
            ..SearchRequest::default()
        };
        links.push(Link::new("Search without the filters", Address::of(&bare).results()));
    }
    links.extend(filters.iter().map(|filter| {
        let text = format!("Search without the filter “{} {}”", filter.name, filter.value);
        Link::new(text, &*filter.remove)
    }));
    if request.match_mode != MatchMode::Any && request.query.split_whitespace().nth(1).is_some() {
        links.push(Link::new(
            "Find articles that have any of the words",
            address.only("match", "any").results(),
        ));
    }
    if request.query.contains('"') {
        let unquoted = request.query.replace('"', " ");
        let unquoted = unquoted.split_whitespace().collect::<Vec<_>>().join(" ");
        if !unquoted.is_empty() {
            links.push(Link::new(
                "Search for the words without their quotes",
                address.only("q", &unquoted).results(),
            ));
        }
    }
    links
}
