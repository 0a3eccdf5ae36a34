//! The formats that briefings come in, and which of them a file is.

pub(crate) mod front_matter;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod plain;
mod scan;
pub(crate) mod text;

pub(crate) use scan::{Scanned, Scanner};

use crate::ident::known_ending;

/// Endings of files that are read, lower case.
pub(crate) const KNOWN_ENDINGS: &[&str] =
    &["txt", "text", "md", "markdown", "json", "jsonl", "ndjson"];

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// One JSON object, an array of them, or several one after the other.
    Json,
    /// A JSON object a line.
    JsonLines,
}

impl Format {
    /// Tells the format by the path's ending; by the first bytes where the ending says nothing.
    pub(crate) fn of(path: &str, head: &[u8]) -> Self {
        match known_ending(path).map(str::to_ascii_lowercase).as_deref() {
            Some("txt" | "text") => Self::Plain,
            Some("md" | "markdown") => Self::Markdown,
            Some("json") => Self::Json,
            Some("jsonl" | "ndjson") => Self::JsonLines,
            _ => Self::by_content(head),
        }
    }

    fn by_content(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start_matches('\u{feff}').trim_start();
        let object = head.strip_prefix('[').map_or(head, str::trim_start).strip_prefix('{');
        if object.is_some_and(|rest| rest.trim_start().starts_with(['"', '}'])) {
            return Self::Json;
        }
        let is_markdown = head.starts_with("---\n")
            || head.starts_with("+++\n")
            || head.lines().any(|line| line.starts_with("# ") || line.starts_with("## "));
        if is_markdown { Self::Markdown } else { Self::Plain }
    }
}
