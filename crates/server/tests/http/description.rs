//! `/api/openapi.json`

use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::site::{Site, asking};

#[tokio::test]
async fn the_description_is_that_of_the_routes_that_answer() {
    let site = Site::new();
    let answer = site.get("/api/openapi.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let description: Value = answer.json();
    let paths = description["paths"].as_object().unwrap();
    let named: Vec<&str> = paths.keys().map(String::as_str).collect();
    assert_eq!(
        named,
        [
            "/api/v1/arrivals",
            "/api/v1/articles",
            "/api/v1/articles/{id}",
            "/api/v1/reconcile",
            "/api/v1/related/{id}",
            "/api/v1/search",
            "/api/v1/stats",
            "/api/v1/suggest",
            "/healthz",
            "/readyz"
        ]
    );
    // The two routes that only take something in are tried elsewhere.
    let read = |path: &&str| description["paths"][path].get("get").is_some();
    for path in named.into_iter().filter(read) {
        let path = path.replace("{id}", "2026/2026-03-02-chips");
        // Not read to its end: one of them has none.
        let answer = site.open(asking(Method::GET, &path)).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }
}

/// A change of what programs see has to be seen in review: `docs/openapi.json` is made anew by
/// `PRECIS_BLESS=1 cargo test -p precis-server`.
#[test]
fn the_description_is_the_one_on_file() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let made = precis_server::api_description() + "\n";
    #[expect(clippy::disallowed_methods, reason = "a test is its own front end")]
    if std::env::var_os("PRECIS_BLESS").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    let filed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(filed == made, "docs/openapi.json is of another version; see the comment of this test");
}

#[test]
fn every_error_code_is_explained() {
    let description: Value = serde_json::from_str(&precis_server::api_description()).unwrap();
    let codes = description["components"]["schemas"]["ProblemCode"]["enum"].clone();
    let page = include_str!("../../../../docs/http-api.md");
    let explained =
        |code: &str| page.lines().any(|line| line.starts_with(&format!("| `{code}` |")));
    for code in serde_json::from_value::<Vec<String>>(codes).unwrap() {
        assert!(explained(&code), "{code}");
    }
}
