//! Filters in force, each with a link that takes it away, and the order.

use precis_query::response::SearchResponse;
use precis_query::{SearchRequest, Sort};

use super::Link;
use super::address::Address;
use super::wording::{amounts, kind_name, span};

/// What `match` is called here.
pub(super) const WORDS: &str = "words";

/// Something that has to do with what is found, and can be taken away.
#[derive(Debug)]
pub(super) struct Chip {
    pub(super) what: String,
    pub(super) value: String,
    /// What taking it away does.
    pub(super) hint: &'static str,
    /// The search without it.
    pub(super) remove: String,
}

/// Lists the filters that parameters set; those typed in the query are taken away there.
pub(super) fn filters(address: &Address) -> Vec<Chip> {
    let named = |name: &str| match name {
        "match" => Some(WORDS),
        "in" => Some("section"),
        "company" => Some("company"),
        "source" => Some("source"),
        "tag" => Some("tag"),
        "author" => Some("author"),
        "lang" => Some("language"),
        "amount" => Some("amount"),
        "percent" => Some("percent"),
        "date" => Some("published"),
        "since" => Some("since"),
        "before" => Some("before"),
        "after_rev" => Some("arrived after revision"),
        "expand" => Some("other names"),
        "unfold" => Some("near-duplicates"),
        _ => None,
    };
    let pairs = address.pairs().iter();
    pairs
        .filter_map(|(name, value)| {
            Some(Chip {
                what: named(name)?.to_owned(),
                hint: "remove this filter",
                value: match *name {
                    "match" => format!("{value} of them"),
                    "in" => kind_name(value),
                    "amount" => amounts(value),
                    "date" => span(value),
                    "expand" => expansion(value),
                    "unfold" => "shown apart".to_owned(),
                    _ => value.clone(),
                },
                remove: address.without(name, value).results(),
            })
        })
        .collect()
}

/// Which words keep to themselves: `none` or `-NAME`.
fn expansion(value: &str) -> String {
    match value.strip_prefix('-') {
        Some(name) => format!("not of {name}"),
        None => value.to_owned(),
    }
}

/// An order to choose.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) link: Link,
    pub(super) is_current: bool,
}

/// Lists the orders that make sense for a search, whose results are in one of them.
pub(super) fn orders(
    request: &SearchRequest,
    found: &SearchResponse,
    address: &Address,
) -> Vec<Order> {
    let asks_nothing = request.query.trim().is_empty();
    let orders =
        [(Sort::Relevance, "Best match"), (Sort::Newest, "Newest"), (Sort::Oldest, "Oldest")];
    orders
        .into_iter()
        .filter(|(sort, _)| !(asks_nothing && *sort == Sort::Relevance))
        .map(|(sort, text)| {
            let is_current = sort.as_str() == found.sort;
            let address = if is_current && request.sort.is_none() {
                address.without_any("cursor")
            } else {
                address.only("sort", sort.as_str())
            };
            Order { link: Link::new(text, address.results()), is_current }
        })
        .collect()
}
