//! What a body is, by its content type.

use axum::http::{HeaderMap, header};
use precis_briefing::ending_of_content_type;

use crate::problem::{Code, Problem};

/// Ending of files that are one article a line.
pub(crate) const LINES: &str = "jsonl";

/// Returns the ending of files that are read as a body of this content type.
pub(crate) fn ending(headers: &HeaderMap) -> Result<&'static str, Problem> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    given.and_then(ending_of_content_type).ok_or_else(|| {
        let detail = "The body needs the Content-Type of what articles come in: application/json, \
             application/x-ndjson (one article a line), text/markdown, text/plain, text/html, message/rfc822.";
        Problem::new(Code::UnsupportedMediaType, detail)
    })
}
