//! What stands before every route.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};

use crate::site::{Site, asking};

#[tokio::test]
async fn only_known_hosts_are_answered() {
    let site = Site::new();
    for (host, status) in [
        ("localhost:7878", 200),
        ("127.0.0.1:7878", 200),
        ("[::1]", 200),
        ("briefings.example", 200),
        ("evil.example", 421),
        ("localhost.evil.example:7878", 421),
        ("10.0.0.1", 421),
    ] {
        let mut request = asking(Method::GET, "/api/v1/stats");
        request.headers_mut().insert(header::HOST, host.parse().unwrap());
        assert_eq!(site.send(request).await.status.as_u16(), status, "{host}");
    }
    let nameless = Request::get("/api/v1/stats").body(Body::empty()).unwrap();
    assert_eq!(site.send(nameless).await.problem(400).0, "no_host");
    let mut rebound = asking(Method::GET, "/");
    rebound.headers_mut().insert(header::HOST, "evil.example".parse().unwrap());
    let answer = site.send(rebound).await;
    assert_eq!(answer.status.as_u16(), 421);
    answer.has_not("Cloud license");
}

#[tokio::test]
async fn every_answer_tells_the_browser_to_allow_nothing_more() {
    let site = Site::new();
    for address in ["/", "/articles/odd", "/api/v1/search", "/nowhere", "/healthz", "/favicon.ico"]
    {
        let answer = site.get(address).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{address}: {policy}");
        assert!(!policy.contains("unsafe") && policy.contains(" script-src 'self';"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{address}");
    }
}

#[tokio::test]
async fn too_much_is_refused() {
    let site = Site::new();
    let long = format!("/api/v1/search?q={}", "a".repeat(9000));
    assert_eq!(site.get(&long).await.problem(414).0, "url_too_long");
    let page = site.get(&format!("/?q={}", "a".repeat(9000))).await;
    assert_eq!(page.status, StatusCode::URI_TOO_LONG);
    page.has("That is too long");
    let mut heavy = asking(Method::GET, "/api/v1/stats");
    heavy.headers_mut().insert(header::CONTENT_LENGTH, "70000".parse().unwrap());
    assert_eq!(site.send(heavy).await.problem(413).0, "body_too_large");
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let site = Site::new();
    for address in ["/", "/api/v1/search?q=license", "/healthz"] {
        let head = site.send(asking(Method::HEAD, address)).await;
        assert_eq!((head.status, &*head.body), (StatusCode::OK, ""), "{address}");
        assert_eq!(head.header("content-type"), site.get(address).await.header("content-type"));
    }
}

/// A route of each shape that there is.
const ROUTES: &[(&str, &str)] = &[
    ("/", "GET,HEAD,OPTIONS"),
    ("/articles/2026/2026-03-02-chips", "GET,HEAD,OPTIONS"),
    ("/raw/2026/2026-03-02-chips", "GET,HEAD,OPTIONS"),
    ("/feed.atom", "GET,HEAD,OPTIONS"),
    ("/opensearch.xml", "GET,HEAD,OPTIONS"),
    ("/opensearch/suggestions", "GET,HEAD,OPTIONS"),
    ("/robots.txt", "GET,HEAD,OPTIONS"),
    ("/favicon.ico", "GET,HEAD,OPTIONS"),
    ("/metrics", "GET,HEAD,OPTIONS"),
    ("/healthz", "GET,HEAD,OPTIONS"),
    ("/readyz", "GET,HEAD,OPTIONS"),
    ("/api/openapi.json", "GET,HEAD,OPTIONS"),
    ("/api/v1/search", "GET,HEAD,OPTIONS"),
    ("/api/v1/suggest", "GET,HEAD,OPTIONS"),
    ("/api/v1/stats", "GET,HEAD,OPTIONS"),
    ("/api/v1/related/2026/2026-03-02-chips", "GET,HEAD,OPTIONS"),
    ("/api/v1/articles/2026/2026-03-02-chips", "DELETE,GET,HEAD,OPTIONS,PUT"),
    ("/api/v1/articles", "OPTIONS,POST"),
    ("/api/v1/reconcile", "OPTIONS,POST"),
];

#[tokio::test]
async fn every_route_tells_its_methods_and_takes_head_where_it_takes_get() {
    let site = Site::new();
    for (address, methods) in ROUTES {
        let told = site.send(asking(Method::OPTIONS, address)).await;
        assert_eq!((told.status, &*told.body), (StatusCode::NO_CONTENT, ""), "{address}");
        let mut allow: Vec<&str> = told.header("allow").split(',').map(str::trim).collect();
        allow.sort_unstable();
        assert_eq!(allow.join(","), *methods, "{address}");
        if methods.contains("GET") {
            let (get, head) =
                (site.get(address).await, site.send(asking(Method::HEAD, address)).await);
            assert_eq!((head.status, &*head.body), (StatusCode::OK, ""), "{address}");
            for name in ["content-type", "etag", "cache-control"] {
                assert_eq!(head.header(name), get.header(name), "{address}");
            }
        }
    }
    assert_eq!(site.send(asking(Method::OPTIONS, "/nowhere")).await.status, 404);
}

#[tokio::test]
async fn a_packed_body_is_not_the_same_byte_by_byte() {
    let site = Site::new();
    for address in ["/raw/2026/2026-03-02-chips", "/api/v1/articles/2026/2026-03-02-chips"] {
        let plain = site.get(address).await;
        assert!(plain.header("etag").starts_with('"'), "{address}");
        let mut request = asking(Method::GET, address);
        request.headers_mut().insert(header::ACCEPT_ENCODING, "gzip".parse().unwrap());
        let packed = site.send(request).await;
        assert_eq!(packed.header("content-encoding"), "gzip", "{address}");
        assert_eq!(packed.header("etag"), format!("W/{}", plain.header("etag")));
        let mut again = asking(Method::GET, address);
        again.headers_mut().insert(header::IF_NONE_MATCH, packed.headers["etag"].clone());
        assert_eq!(site.send(again).await.status, StatusCode::NOT_MODIFIED, "{address}");
    }
}

#[tokio::test]
async fn other_methods_are_refused_and_the_allowed_ones_named() {
    let site = Site::new();
    let answer = site.send(asking(Method::PATCH, "/api/v1/articles/odd")).await;
    assert_eq!(answer.problem(405).0, "method_not_allowed");
    assert!(answer.header("allow").contains("GET"));
    let page = site.send(asking(Method::POST, "/")).await;
    assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
    page.has("<h1>Not in this way</h1>");
    assert!(page.header("allow").contains("GET"));
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_take_it() {
    let site = Site::new();
    for coding in ["br", "gzip"] {
        let mut request = asking(Method::GET, "/?q=license");
        request.headers_mut().insert(header::ACCEPT_ENCODING, coding.parse().unwrap());
        let answer = site.send(request).await;
        assert_eq!(answer.header("content-encoding"), coding);
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
    assert_eq!(site.get("/?q=license").await.header("content-encoding"), "");
}

#[tokio::test]
async fn style_and_script_are_kept_for_good_under_names_of_their_content() {
    let site = Site::new();
    let page = site.get("/").await.body;
    let start = page.find("/static/").unwrap();
    let style: String = page[start..].chars().take_while(|c| *c != '"').collect();
    let script = style.replace(".css", ".js");
    assert!(page.contains(&format!("<script type=\"module\" src=\"{script}\"></script>")));
    let style = site.get(&style).await;
    assert_eq!(style.status, StatusCode::OK);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.header("cache-control").contains("immutable"));
    style.has("prefers-color-scheme:dark");
    style.has_not("url(");
    style.has_not("@import");
    let script = site.get(&script).await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    script.has_not("import ");
    script.has_not("//");
    let bytes = style.body.len() + script.body.len();
    assert!(bytes < 30_000, "style and script have {bytes} bytes");
    let old = site.get("/static/0000000000000000/precis.css").await;
    assert_eq!(old.status, StatusCode::NOT_FOUND);
}
