//! The formats that briefings come in, and which of them a file is.

mod blocks;
pub(crate) mod charset;
pub(crate) mod feed;
pub(crate) mod front_matter;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod mail;
pub(crate) mod markdown;
pub(crate) mod plain;
mod scan;
pub(crate) mod text;

pub(crate) use scan::{Scanned, Scanner};

use crate::decode::decode;
use crate::ident::known_ending;
use crate::packed::split_ending;

/// Endings of files that are read, lower case.
pub(crate) const KNOWN_ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "eml", "mbox", "rss", "atom", "rdf",
    "xml", "json", "jsonl", "ndjson",
];

/// How much of a beginning is looked at.
const HEAD_BYTES: usize = 4096;

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// A page.
    Html,
    /// One JSON object, an array of them, or several one after the other.
    Json,
    /// A JSON object a line.
    JsonLines,
    /// A feed in XML.
    Feed,
    /// A JSON Feed.
    JsonFeed,
    /// One mail.
    Mail,
    /// A mailbox: several mails.
    Mailbox,
}

impl Format {
    /// Tells the format by the path's ending; by the first bytes where the ending says nothing.
    pub(crate) fn of(path: &str, head: &[u8]) -> Self {
        let ending = known_ending(path).map(|ending| split_ending(ending).0.to_ascii_lowercase());
        match ending.as_deref() {
            Some("txt" | "text") => Self::Plain,
            Some("md" | "markdown") => Self::Markdown,
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("eml") => Self::Mail,
            Some("mbox") => Self::Mailbox,
            Some("rss" | "atom" | "rdf" | "xml") => Self::Feed,
            Some("json") if feed::is_json_feed(&String::from_utf8_lossy(head)) => Self::JsonFeed,
            Some("json") => Self::Json,
            Some("jsonl" | "ndjson") => Self::JsonLines,
            _ => Self::by_content(head),
        }
    }

    fn by_content(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start_matches('\u{feff}').trim_start();
        if feed::is_json_feed(head) {
            return Self::JsonFeed;
        }
        let object = head.strip_prefix('[').map_or(head, str::trim_start).strip_prefix('{');
        if object.is_some_and(|rest| rest.trim_start().starts_with(['"', '}'])) {
            return Self::Json;
        }
        if is_page(head) {
            return Self::Html;
        }
        if is_feed(head) {
            return Self::Feed;
        }
        if is_mail(head) {
            return Self::Mail;
        }
        let is_markdown = head.starts_with("---\n")
            || head.starts_with("+++\n")
            || head.lines().any(|line| line.starts_with("# ") || line.starts_with("## "));
        if is_markdown { Self::Markdown } else { Self::Plain }
    }
}

/// Tells whether a text begins as a page does.
fn is_page(head: &str) -> bool {
    begins_with(head, &["<!doctype html", "<html", "<head", "<body"])
}

/// Tells whether a text begins as a feed does.
fn is_feed(head: &str) -> bool {
    begins_with(head, &["<rss", "<feed", "<rdf:rdf", "<channel"])
}

/// Tells whether a text begins so, in any case, after comments and an XML declaration.
fn begins_with(mut head: &str, starts: &[&str]) -> bool {
    loop {
        let end = match head {
            _ if head.starts_with("<!--") => "-->",
            _ if head.starts_with("<?") => "?>",
            _ => break,
        };
        let Some(at) = head.find(end) else { return false };
        head = head[at + end.len()..].trim_start();
    }
    starts
        .iter()
        .any(|start| head.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

/// Tells whether a text begins with headers, at least two of them that mails have.
fn is_mail(head: &str) -> bool {
    const HEADERS: &[&str] = &[
        "from:",
        "to:",
        "subject:",
        "date:",
        "message-id:",
        "received:",
        "return-path:",
        "mime-version:",
        "delivered-to:",
    ];
    let headers = head.lines().take_while(|line| !line.trim().is_empty());
    let is_header = |line: &&str| {
        HEADERS.iter().any(|header| {
            line.get(..header.len()).is_some_and(|start| start.eq_ignore_ascii_case(header))
        })
    };
    head.lines().next().is_some_and(|first| is_header(&first))
        && headers.filter(is_header).count() > 1
}

/// Returns the ending that a file has which begins so, where its beginning leaves no doubt: that of a feed in XML
/// (`xml`), a JSON Feed (`json`) or a page (`html`).
#[must_use]
pub fn ending_of_beginning(head: &[u8]) -> Option<&'static str> {
    let text = decode(&head[..head.len().min(HEAD_BYTES) & !3])?.text;
    match Format::by_content(text.as_bytes()) {
        Format::Feed => Some("xml"),
        Format::JsonFeed => Some("json"),
        Format::Html => Some("html"),
        _ => None,
    }
}

/// Returns the ending that a file of a content type has (`text/html; charset=utf-8` is `html`); none if it is of no
/// format that is read.
#[must_use]
pub fn ending_of_content_type(content_type: &str) -> Option<&'static str> {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match essence.as_str() {
        "text/plain" => "txt",
        "text/markdown" | "text/x-markdown" => "md",
        "text/html" | "application/xhtml+xml" => "html",
        "message/rfc822" => "eml",
        "application/mbox" => "mbox",
        "application/rss+xml" => "rss",
        "application/atom+xml" => "atom",
        "application/rdf+xml" => "rdf",
        "application/xml" | "text/xml" => "xml",
        "application/json" | "application/feed+json" => "json",
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/json-lines" => "jsonl",
        _ => return None,
    })
}
