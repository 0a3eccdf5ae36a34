//! A server on a real site: below a path, behind a proxy, with limits, read from elsewhere.

use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::{Method, StatusCode, header};
use precis_server::ResultLinks;

use crate::site::{Site, asking, from};

fn below_a_path() -> Site {
    Site::set(|options| options.public_url = Some("https://site.example/briefings/".to_owned()))
}

#[tokio::test]
async fn everything_works_below_a_path_whether_the_proxy_takes_it_off_or_not() {
    let site = below_a_path();
    for address in [
        "/",
        "/?q=license",
        "/articles/2026/2026-03-02-chips?q=license",
        "/feed.atom?q=license",
        "/opensearch.xml",
        "/opensearch/suggestions?q=licen",
        "/api/v1/search?q=license",
        "/api/openapi.json",
        "/robots.txt",
        "/nowhere",
    ] {
        let (off, on) = (site.get(address).await, site.get(&format!("/briefings{address}")).await);
        assert_eq!(off.status, on.status, "{address}");
        assert_eq!(off.header("etag"), on.header("etag"), "{address}");
        // Times of searches differ from one to the next.
        let body = |text: &str| text.split("took").next().unwrap_or_default().to_owned();
        if !address.contains("search?") {
            assert_eq!(body(&off.body), body(&on.body), "{address}");
        }
    }
    assert_eq!(site.get("/briefings").await.status, StatusCode::OK);
    assert_eq!(site.get("/briefingsother").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn no_link_leads_out_of_the_path() {
    let site = below_a_path();
    for address in [
        "/",
        "/?q=license",
        "/?q=licensse",
        "/?q=zebra+license&match=all",
        "/?q=license&limit=1",
        "/articles/2026/2026-03-02-chips?q=license",
        "/articles/2026-03-02-chips",
        "/nowhere",
    ] {
        let page = site.get(address).await.body;
        for name in ["href=\"", "src=\"", "action=\""] {
            for rest in page.split(name).skip(1) {
                let target = rest.split('"').next().unwrap_or_default();
                let stays = target.starts_with("/briefings/") || target.starts_with('#');
                let is_whole = target.starts_with("https://");
                assert!(stays || is_whole, "{address}: {target}");
            }
        }
        assert!(page.contains("<html lang=\"en\" data-base=\"/briefings\">"), "{address}");
    }
    let style = site.get("/").await.body;
    let style = style.split("href=\"").find(|rest| rest.contains("precis.css")).unwrap();
    let style = style.split('"').next().unwrap();
    assert_eq!(site.get(style).await.status, StatusCode::OK, "{style}");
}

#[tokio::test]
async fn what_other_programs_follow_names_the_public_address() {
    let site = below_a_path();
    let feed = site.get("/feed.atom?q=license").await;
    feed.has("href=\"https://site.example/briefings/feed.atom?q=license\"");
    feed.has("href=\"https://site.example/briefings/articles/2026/2026-03-02-chips\"");
    let search = site.get("/opensearch.xml").await;
    search.has("template=\"https://site.example/briefings/?q={searchTerms}\"");
    let description: serde_json::Value = site.get("/api/openapi.json").await.json();
    assert_eq!(description["servers"][0]["url"], "https://site.example/briefings");
    site.get("/robots.txt").await.has("Disallow: /briefings/api/\n");
    let page = site.get("/articles/2026/2026-03-02-chips").await;
    let canonical = "https://site.example/briefings/articles/2026/2026-03-02-chips";
    page.has(&format!("<link rel=\"canonical\" href=\"{canonical}\">"));
    // A search is the same one wherever it stands.
    let id = |body: &str| body.split("<id>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let other = Site::new().get("/feed.atom?q=license").await;
    assert_eq!(id(&feed.body), id(&other.body));
}

#[tokio::test]
async fn the_page_links_the_site_it_belongs_to() {
    let site = Site::set(|options| options.site_link = Some("https://site.example/a?b".to_owned()));
    let page = site.get("/").await;
    page.has("<a class=\"site\" href=\"https://site.example/a?b\">← site.example</a>");
    Site::new().get("/").await.has_not("class=\"site\"");
}

#[tokio::test]
async fn titles_lead_to_the_original_where_that_is_wanted_and_can_be_followed() {
    let site = Site::set(|options| options.result_links = ResultLinks::Original);
    let page = site.get("/?q=license").await;
    page.has(
        "<h2><a href=\"https://news.example/chips\" rel=\"noopener noreferrer external\">Chips",
    );
    page.has("<h2><a href=\"/articles/2026/2026-04-27-cloud-license?q=license");
    page.has_not("href=\"javascript:");
    // The page of the article is still at hand.
    page.has("href=\"/articles/2026/2026-03-02-chips?q=license#summary\"");
    Site::new().get("/?q=license").await.has_not("https://news.example/chips");
}

#[tokio::test]
async fn an_address_has_so_many_requests_a_minute() {
    let site = Site::set(|options| {
        options.rate_limit = NonZeroU32::new(2);
        options.trusted_proxies = vec!["10.0.0.0/8".to_owned()];
    });
    let search = "/api/v1/search?q=license";
    let direct = || from("192.0.2.1:4000", search, &[]);
    assert_eq!(site.send(direct()).await.status, StatusCode::OK);
    // What a stranger says of himself counts for nothing.
    let lying = from("192.0.2.1:4001", search, &[("x-forwarded-for", "198.51.100.1")]);
    assert_eq!(site.send(lying).await.status, StatusCode::OK);
    let refused = site.send(direct()).await;
    assert_eq!(refused.problem(429).0, "rate_limited");
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=30).contains(&wait), "{wait}");
    let page = site.send(from("192.0.2.1:4000", "/?q=license", &[])).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    page.has("<h1>Too many requests</h1>");
    // Watchers are not kept out.
    assert_eq!(site.send(from("192.0.2.1:4000", "/healthz", &[])).await.status, StatusCode::OK);
    // Behind a proxy that is believed, each of those it speaks for has its own.
    for (client, status) in [("198.51.100.1", 200), ("198.51.100.1", 200), ("198.51.100.1", 429)] {
        let sent = from("10.0.0.1:80", search, &[("x-forwarded-for", client)]);
        assert_eq!(site.send(sent).await.status.as_u16(), status);
    }
    let other = from("10.0.0.1:80", search, &[("forwarded", "for=198.51.100.2")]);
    assert_eq!(site.send(other).await.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_of_listed_origins_may_read_the_api_and_no_others() {
    let site = Site::set(|options| options.cors = vec!["https://a.example".to_owned()]);
    let asked = |address: &str, origin: &str| {
        let mut request = asking(Method::GET, address);
        request.headers_mut().insert(header::ORIGIN, origin.parse().unwrap());
        request
    };
    let allowed = "access-control-allow-origin";
    for address in ["/api/v1/search?q=license", "/api/v1/search?limit=many", "/api/openapi.json"] {
        let answer = site.send(asked(address, "https://a.example")).await;
        assert_eq!(answer.header(allowed), "https://a.example", "{address}");
        assert!(answer.header("access-control-expose-headers").contains("etag"), "{address}");
        let vary: Vec<_> = answer.headers.get_all("vary").iter().collect();
        assert!(vary.iter().any(|vary| vary.as_bytes() == b"origin"), "{vary:?}");
        let other = site.send(asked(address, "https://b.example")).await;
        assert_eq!(other.header(allowed), "", "{address}");
    }
    // The pages are not for others' scripts.
    assert_eq!(site.send(asked("/?q=license", "https://a.example")).await.header(allowed), "");

    let preflight = |method: &str| {
        let mut request = asked("/api/v1/articles/a", "https://a.example");
        *request.method_mut() = Method::OPTIONS;
        request
            .headers_mut()
            .insert(header::ACCESS_CONTROL_REQUEST_METHOD, method.parse().unwrap());
        request
    };
    let may = site.send(preflight("GET")).await;
    assert_eq!((may.status, may.header(allowed)), (StatusCode::NO_CONTENT, "https://a.example"));
    assert_eq!(may.header("access-control-allow-methods"), "GET, HEAD");
    assert_eq!(site.send(preflight("PUT")).await.header(allowed), "");

    let open = Site::set(|options| options.cors = vec!["*".to_owned()]);
    let answer = open.send(asked("/api/v1/stats", "https://b.example")).await;
    assert_eq!(answer.header(allowed), "*");
    let closed = Site::new().send(asked("/api/v1/stats", "https://b.example")).await;
    assert_eq!(closed.header(allowed), "");
}

#[tokio::test]
async fn every_answer_has_an_id_and_that_of_a_trusted_proxy_stays() {
    let site = Site::set(|options| options.trusted_proxies = vec!["127.0.0.1".to_owned()]);
    let id = [("x-request-id", "edge-7f3")];
    for (peer, address, kept) in [
        ("127.0.0.1:9", "/api/v1/stats", true),
        ("127.0.0.1:9", "/nowhere", true),
        ("192.0.2.1:9", "/api/v1/stats", false),
    ] {
        let answer = site.send(from(peer, address, &id)).await;
        assert_eq!(answer.header("x-request-id") == "edge-7f3", kept, "{peer} {address}");
        assert!(!answer.header("x-request-id").is_empty());
    }
}

#[tokio::test]
async fn a_search_that_takes_too_long_is_stopped_and_says_so() {
    let site = Site::set(|options| options.limits.search_time = Duration::ZERO);
    for address in ["/api/v1/search?q=license", "/api/v1/suggest?q=lic", "/api/v1/stats"] {
        let answer = site.get(address).await;
        let (code, detail) = answer.problem(504);
        assert_eq!(code, "timeout", "{address}");
        assert!(detail.contains("stopped"), "{detail}");
        assert_eq!(answer.header("retry-after"), "5");
    }
    let page = site.get("/?q=license").await;
    assert_eq!(page.status, StatusCode::GATEWAY_TIMEOUT);
    page.has("<h1>That took too long</h1>");
}
