//! Which pages of other sites may read the API from a browser. Only `GET` and `HEAD`: nobody writes from elsewhere.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::ServeError;
use crate::state::AppState;

/// Seconds that a browser keeps what a preflight said.
const KEPT_S: u32 = 86_400;

/// The origins that may read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Origins {
    Any,
    These(Vec<String>),
}

impl Origins {
    /// Takes origins, or `*` for all. Fails for what is no origin.
    pub(crate) fn new(written: &[String]) -> Result<Self, ServeError> {
        if written.iter().any(|origin| origin == "*") {
            return Ok(Self::Any);
        }
        let origins = written.iter().map(|written| {
            let uri = written.parse::<Uri>().ok().filter(|uri| {
                let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
                is_web && matches!(uri.path(), "" | "/") && uri.query().is_none()
            });
            uri.ok_or_else(|| ServeError::Setting {
                name: "cors",
                value: written.clone(),
                reason: "it is no origin (https://example.org, without a path)",
            })
            // Browsers write origins in small letters and without a slash.
            .map(|_| written.trim_end_matches('/').to_ascii_lowercase())
        });
        origins.collect::<Result<_, _>>().map(Self::These)
    }

    /// What a request's origin is told that may read: itself, or `*`; none if it may not.
    fn allow(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let origin = headers.get(header::ORIGIN)?;
        match self {
            Self::Any => Some(HeaderValue::from_static("*")),
            Self::These(origins) => {
                let is_one = origins.iter().any(|each| each.as_bytes() == origin.as_bytes());
                is_one.then(|| origin.clone())
            }
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::These(origins) if origins.is_empty())
    }
}

pub(crate) async fn share(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let origins = state.origins();
    if origins.is_empty() || !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let wanted = match *request.method() {
        Method::OPTIONS => request.headers().get(header::ACCESS_CONTROL_REQUEST_METHOD).cloned(),
        _ => None,
    };
    let reads = match &wanted {
        Some(method) => matches!(method.as_bytes(), b"GET" | b"HEAD"),
        None => matches!(*request.method(), Method::GET | Method::HEAD),
    };
    let allow = origins.allow(request.headers()).filter(|_| reads);
    let mut response = match (&wanted, &allow) {
        (Some(_), Some(_)) => preflight(),
        _ => next.run(request).await,
    };
    let headers = response.headers_mut();
    if *origins != Origins::Any {
        // An answer kept for one origin is not that for another.
        headers.append(header::VARY, HeaderValue::from_static("origin"));
    }
    if let Some(allow) = allow {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allow);
        let exposed = HeaderValue::from_static("etag, retry-after, x-request-id");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
}

/// What a browser hears that asks whether it may ask.
fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD")),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("if-none-match")),
        (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from(KEPT_S)),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_compared_as_browsers_write_them() {
        let written = ["https://Example.org/".to_owned(), "http://a.example:81".to_owned()];
        let origins = Origins::new(&written).unwrap();
        let allowed = |origin: &str| {
            let headers = HeaderMap::from_iter([(header::ORIGIN, origin.parse().unwrap())]);
            origins.allow(&headers).is_some()
        };
        assert!(allowed("https://example.org") && allowed("http://a.example:81"));
        assert!(!allowed("http://example.org") && !allowed("https://example.org.evil.example"));
        assert!(!allowed("null"));
        assert_eq!(Origins::new(&["*".to_owned()]).unwrap(), Origins::Any);
        for wrong in ["example.org", "https://example.org/a", "ftp://example.org"] {
            let said = Origins::new(&[wrong.to_owned()]).unwrap_err().to_string();
            assert!(said.contains("cors") && said.contains(wrong), "{said}");
        }
    }
}
