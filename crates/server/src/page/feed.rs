//! A search as an Atom feed (RFC 4287), so that it can be followed.

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use precis_query::SearchRequest;
use precis_query::response::{Hit, SearchResponse};

use super::address::Address;
use crate::problem::Problem;
use crate::state::AppState;

/// The time of what has none. Atom wants one; a day that nobody takes for a real one is better than a guessed one.
const UNDATED: &str = "1970-01-01T00:00:00Z";

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed {
    id: String,
    title: String,
    site_name: String,
    /// The feed itself.
    own: String,
    /// The same search as a page.
    page: String,
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    href: String,
    updated: String,
    published: Option<String>,
    author: Option<String>,
    tags: Vec<String>,
    summary: String,
}

/// Shows an answer as a feed; `origin` goes before its addresses.
pub(crate) fn feed(
    state: &AppState,
    origin: &str,
    request: &SearchRequest,
    found: &SearchResponse,
) -> Response {
    let address = Address::of(request).without_any("sort").without_any("cursor");
    let asked = request.query.trim();
    let site_name = state.site_name();
    let entries: Vec<Entry> = found.results.iter().map(|hit| entry(hit, origin)).collect();
    let newest = entries.iter().map(|entry| entry.updated.as_str()).max();
    let feed = Feed {
        id: name_of("search", &address.results()),
        title: plain(&match (asked.is_empty(), address.pairs().is_empty()) {
            (_, true) => site_name.to_owned(),
            (true, false) => format!("{site_name}: {}", found.read_as),
            (false, _) => format!("{site_name}: {asked}"),
        }),
        site_name: plain(site_name),
        own: format!("{origin}{}", address.feed()),
        page: format!("{origin}{}", address.results()),
        updated: newest.unwrap_or(UNDATED).to_owned(),
        entries,
    };
    match feed.render() {
        Ok(xml) => {
            let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
            ([(header::CONTENT_TYPE, kind)], xml).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a feed cannot be written");
            Problem::internal().into_response()
        }
    }
}

fn entry(hit: &Hit, origin: &str) -> Entry {
    let everything = Address::of(&SearchRequest::default());
    let date = hit.date.as_deref().filter(|date| date.parse::<Date>().is_ok());
    let published = date.map(|date| format!("{date}T00:00:00Z"));
    let snippets = hit.sections.iter().flat_map(|section| &section.snippets);
    let summary = snippets.map(|snippet| snippet.text.trim()).collect::<Vec<_>>().join(" ");
    Entry {
        id: name_of("article", &hit.id),
        title: plain(&hit.title),
        href: format!("{origin}{}", everything.article(&hit.id, None)),
        updated: published.clone().unwrap_or_else(|| UNDATED.to_owned()),
        published,
        author: hit.author.as_deref().or(hit.source.as_deref()).map(plain),
        tags: hit.tags.iter().map(|tag| plain(tag)).collect(),
        summary: plain(&summary),
    }
}

/// A name for good: the same for the same thing, whatever the address under which the server is reached.
fn name_of(kind: &str, what: &str) -> String {
    let hash = blake3::hash(format!("precis {kind} {what}").as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    // A UUID of version 8 (RFC 9562), whose other bits are the maker's affair.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let [a, b, c, d, e] = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &hex[part]);
    format!("urn:uuid:{a}-{b}-{c}-{d}-{e}")
}

/// Text without the characters that XML cannot hold.
fn plain(text: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_uuids_that_stay() {
        let name = name_of("article", "2026/a");
        assert_eq!(name, name_of("article", "2026/a"));
        assert_ne!(name, name_of("search", "2026/a"));
        let uuid = name.strip_prefix("urn:uuid:").unwrap();
        assert_eq!((uuid.len(), &uuid[14..15]), (36, "8"), "{uuid}");
        assert!(matches!(&uuid[19..20], "8" | "9" | "a" | "b"), "{uuid}");
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(plain("a\u{0}b\u{8}c\td\u{fffe}é𝄞"), "abc\tdé𝄞");
    }
}
