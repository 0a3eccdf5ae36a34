//! What a body is, by its content type.

use axum::http::{HeaderMap, header};

use crate::problem::{Code, Problem};

/// Content types of articles, each with the ending of files that are read the same way.
const KINDS: &[(&str, &str)] = &[
    ("application/json", "json"),
    ("application/jsonl", "jsonl"),
    ("application/ndjson", "jsonl"),
    ("application/x-ndjson", "jsonl"),
    ("text/markdown", "md"),
    ("text/plain", "txt"),
];

/// Ending of files that are one article a line.
pub(crate) const LINES: &str = "jsonl";

/// Returns the ending of files that are read as a body of this content type.
pub(crate) fn ending(headers: &HeaderMap) -> Result<&'static str, Problem> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = given.and_then(|given| given.split(';').next()).unwrap_or_default().trim();
    let known = KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(kind));
    known.map(|(_, ending)| *ending).ok_or_else(|| {
        let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        let detail = format!("The body needs a Content-Type: one of {}.", names.join(", "));
        Problem::new(Code::UnsupportedMediaType, detail)
    })
}
