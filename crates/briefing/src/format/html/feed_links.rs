//! The feeds that a page names as its own.

use super::parse;

/// Content types of feeds.
const FEEDS: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
];

/// Returns the addresses of the feeds that a page names as its own (`<link rel="alternate" type="application/rss+xml">`),
/// as they are written there, in their order.
#[must_use]
pub fn feed_links(page: &str) -> Vec<String> {
    let Ok(document) = parse::parse(page) else { return Vec::new() };
    let mut links: Vec<String> = Vec::new();
    for link in document.select("link[rel][type][href]").nodes() {
        let of = |name: &str| link.attr_or(name, "").trim().to_ascii_lowercase();
        let is_alternate = of("rel").split_whitespace().any(|relation| relation == "alternate");
        let content_type = of("type");
        let essence = content_type.split(';').next().unwrap_or_default().trim_end();
        let href = link.attr_or("href", "").trim().to_owned();
        if is_alternate && FEEDS.contains(&essence) && !href.is_empty() && !links.contains(&href) {
            links.push(href);
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_feeds() {
        let page = "<!doctype html><head><link rel=stylesheet type=text/css href=a.css>\
            <LINK REL='home ALTERNATE' TYPE='application/rss+xml; charset=utf-8' HREF=' /feed.xml '>\
            <link rel=alternate type=application/atom+xml href=https://a.example/atom>\
            <link rel=alternate type=application/rss+xml href=/feed.xml>\
            <link rel=alternate hreflang=de type=text/html href=/de><body><p>Words.";
        assert_eq!(feed_links(page), ["/feed.xml", "https://a.example/atom"]);
        assert!(feed_links("").is_empty());
    }
}
