//! One line in the log and one measurement a request; the id by which both sides speak of it.

use std::fmt;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::metrics::Asked;
use crate::problem::Problem;
use crate::state::AppState;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest id that is taken over from a proxy.
const LONGEST_ID: usize = 128;

/// Name of a request in logs and answers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct RequestId(String);

impl RequestId {
    /// The id that a proxy of ours gave, else one of our own.
    fn of(headers: &HeaderMap, by_proxy: bool) -> Self {
        let given = headers.get(REQUEST_ID).filter(|_| by_proxy);
        let given = given.and_then(|value| value.to_str().ok()).filter(|id| is_plain(id));
        given.map_or_else(Self::make, |id| Self(id.to_owned()))
    }

    /// Unlike any other of this process, and in all likelihood of any other.
    fn make() -> Self {
        static PROCESS: LazyLock<u64> = LazyLock::new(|| getrandom::u64().unwrap_or_default());
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self(format!("{:016x}-{number:x}", *PROCESS))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Nothing that could break a line of a log.
fn is_plain(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
}

pub(crate) async fn observe(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let start = Instant::now();
    let client = state.proxies().client(&request);
    let id = RequestId::of(request.headers(), client.by_proxy);
    let asked = Asked { method: name_of(request.method()), route: template(&request) };
    let said = state.logs_searches().then(|| words_of(request.uri())).flatten();
    request.extensions_mut().insert(client);
    // For what is said meanwhile, whichever level is listened to.
    let span = tracing::error_span!("request", %id);
    let mut response = next.run(request).instrument(span).await;

    let took = start.elapsed();
    let status = response.status().as_u16();
    let code = response.extensions().get::<Problem>().map(|problem| problem.body().code);
    let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let (method, route) = (asked.method, asked.route.as_str());
    match said {
        Some(said) => tracing::info!(%id, method, route, status, took_us, asked = said, "answered"),
        None => tracing::info!(%id, method, route, status, took_us, "answered"),
    }
    state.metrics().answered(asked, status, took, code);
    if let Ok(id) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// The route as the router has it: never an id, never a query, and so few that they can be counted.
fn template(request: &Request) -> String {
    let matched = request.extensions().get::<MatchedPath>();
    matched.map_or_else(|| "none".to_owned(), |path| path.as_str().replace("{*", "{"))
}

/// Methods that anybody may invent count as one.
fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::PUT => "PUT",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// Path and query as they were asked.
fn words_of(uri: &Uri) -> Option<String> {
    uri.path_and_query().map(|part| part.as_str().chars().take(1024).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_taken_from_a_proxy_alone_and_only_a_plain_one() {
        let of = |id: &str, by_proxy| {
            let headers = HeaderMap::from_iter([(REQUEST_ID, HeaderValue::from_str(id).unwrap())]);
            RequestId::of(&headers, by_proxy).0
        };
        assert_eq!(of("7f-3", true), "7f-3");
        for (id, by_proxy) in [("7f-3", false), ("two words", true), ("", true)] {
            assert_ne!(of(id, by_proxy), id);
        }
        assert_ne!(of(&"x".repeat(LONGEST_ID + 1), true).len(), LONGEST_ID + 1);
    }

    #[test]
    fn ids_of_our_own_differ() {
        assert_ne!(RequestId::make(), RequestId::make());
        assert!(is_plain(&RequestId::make().0));
    }
}
