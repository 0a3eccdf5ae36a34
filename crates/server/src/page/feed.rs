//! A search as an Atom feed (RFC 4287), so that it can be followed.

use std::collections::HashMap;

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use precis_query::SearchRequest;
use precis_query::response::{Hit, SearchResponse};

use super::address::Address;
use crate::problem::Problem;
use crate::state::AppState;

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

/// Shows an answer as a feed; `origin` goes before its addresses. Atom wants a time of every entry: of an article without a
/// date it is when its file was last changed (`changed`, by id), else the time of the newest entry, else when the server
/// started, as for a feed without any.
pub(crate) fn feed(
    state: &AppState,
    origin: &str,
    request: &SearchRequest,
    found: &SearchResponse,
    changed: &HashMap<String, Timestamp>,
) -> Response {
    let address = Address::below(state.base(), request).without_any("sort").without_any("cursor");
    let asked = request.query.trim();
    let site = state.site();
    let site_name = site.name.as_str();
    let times = found.results.iter().map(|hit| time_of(hit, changed));
    let newest = times.flatten().max().unwrap_or_else(|| state.metrics().started());
    let entry = |hit: &Hit| {
        let updated = time_of(hit, changed).unwrap_or(newest);
        entry(hit, origin, &address, updated)
    };
    let entries: Vec<Entry> = found.results.iter().map(entry).collect();
    let feed = Feed {
        // Whatever path the site is below.
        id: name_of(
            "search",
            &Address::below("", request).without_any("sort").without_any("cursor").results(),
        ),
        title: plain(&match (asked.is_empty(), address.pairs().is_empty()) {
            (_, true) => site_name.to_owned(),
            (true, false) => format!("{site_name}: {}", found.read_as),
            (false, _) => format!("{site_name}: {asked}"),
        }),
        site_name: plain(site_name),
        own: format!("{origin}{}", address.feed()),
        page: format!("{origin}{}", address.results()),
        updated: said(newest),
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

/// When an article was published, to the day; else when its file was last changed.
fn time_of(hit: &Hit, changed: &HashMap<String, Timestamp>) -> Option<Timestamp> {
    published(hit).or_else(|| changed.get(&hit.id).copied())
}

fn published(hit: &Hit) -> Option<Timestamp> {
    let date: Date = hit.date.as_deref()?.parse().ok()?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// A time as Atom has it, to the second.
fn said(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn entry(hit: &Hit, origin: &str, address: &Address, updated: Timestamp) -> Entry {
    let everything = address.to(&SearchRequest::default());
    let snippets = hit.sections.iter().flat_map(|section| &section.snippets);
    let summary = snippets.map(|snippet| snippet.text.trim()).collect::<Vec<_>>().join(" ");
    Entry {
        id: name_of("article", &hit.id),
        title: plain(&hit.title),
        href: format!("{origin}{}", everything.article(&hit.id, None)),
        updated: said(updated),
        published: published(hit).map(said),
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
