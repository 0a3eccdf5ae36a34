//! Who may write: whoever has the token, and no page of another site.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, header};

use super::hosts::asked_authority;
use crate::problem::{Code, Problem};
use crate::state::AppState;

/// Shows that a request may write.
#[derive(Debug)]
pub(crate) struct MayWrite;

impl FromRequestParts<AppState> for MayWrite {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        if is_foreign(&parts.uri, &parts.headers) {
            let detail = "Pages of other sites may not write here.";
            return Err(Problem::new(Code::ForeignOrigin, detail));
        }
        let given = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        });
        let Some(token) = state.token() else {
            let detail = "This server may not write to the library's data folder.";
            return Err(Problem::new(Code::ReadOnly, detail));
        };
        if given.is_some_and(|given| token.is(given)) {
            return Ok(Self);
        }
        let detail = "Writing needs the header `Authorization: Bearer TOKEN`; the token is in .precis/state/token.";
        Err(Problem::new(Code::Unauthorized, detail))
    }
}

/// Tells whether a browser sent a request for a page of another site. Programs send neither header.
fn is_foreign(uri: &Uri, headers: &HeaderMap) -> bool {
    let mut sites = headers.get_all("sec-fetch-site").iter();
    if sites.any(|site| !matches!(site.as_bytes(), b"same-origin" | b"none")) {
        return true;
    }
    let own = asked_authority(uri, headers);
    let is_own = |origin: &str| {
        let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        let authority = authority.and_then(|it| it.parse::<Authority>().ok());
        authority.is_some() && authority == own
    };
    headers.get_all(header::ORIGIN).iter().any(|origin| !origin.to_str().is_ok_and(is_own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_programs_and_pages_of_this_very_server_are_at_home() {
        let foreign = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "localhost:7878".parse().unwrap());
            for (name, value) in pairs {
                headers.append(*name, value.parse().unwrap());
            }
            is_foreign(&Uri::from_static("/api/v1/articles"), &headers)
        };
        assert!(!foreign(&[]));
        assert!(!foreign(&[("origin", "http://localhost:7878")]));
        assert!(!foreign(&[("sec-fetch-site", "same-origin")]));
        assert!(!foreign(&[("sec-fetch-site", "none")]));
        for origin in
            ["http://evil.example", "null", "http://localhost:7879", "http://localhost", ""]
        {
            assert!(foreign(&[("origin", origin)]), "{origin}");
        }
        assert!(foreign(&[("sec-fetch-site", "cross-site")]));
        assert!(foreign(&[("sec-fetch-site", "same-site")]));
        assert!(foreign(&[("sec-fetch-site", "none"), ("origin", "http://evil.example")]));
    }
}
