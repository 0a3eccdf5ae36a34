//! `/api/v1/…`

use axum::http::{Method, StatusCode, header};
use precis_query::response::{ArticleResponse, SearchResponse, StatsResponse};

use crate::site::{Site, asking};

#[tokio::test]
async fn a_search_gives_the_one_response_shape() {
    let site = Site::new();
    let answer = site.get("/api/v1/search?q=license&sort=newest").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    let found: SearchResponse = answer.json();
    assert_eq!((found.version, found.total), (1, 3));
    let dates: Vec<_> = found.results.iter().map(|hit| hit.date.as_deref()).collect();
    assert_eq!(dates, [Some("2026-04-27"), Some("2026-03-02"), None]);
    assert_eq!(found.facets, None);
}

#[tokio::test]
async fn filters_narrow_and_repeated_ones_mean_either() {
    let site = Site::new();
    for (parameters, total) in [
        ("q=license&in=take", 2),
        ("q=license&in=take&in=summary", 3),
        ("q=license&source=Morning%20Wire", 1),
        ("q=license&tag=chips&tag=a%26b%3Dc", 2),
        ("q=license&date=2026-04&date=2026-03", 2),
        ("q=license&since=2026-04-01", 1),
        ("q=license&before=2026-04", 1),
        ("q=license+wafer&match=all", 1),
        ("author=R.+Doe", 1),
        ("", 3),
    ] {
        let answer = site.get(&format!("/api/v1/search?{parameters}")).await;
        let found: SearchResponse = answer.json();
        assert_eq!(found.total, total, "{parameters}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_by_cursor_without_gap_or_repeat() {
    let site = Site::new();
    let mut ids = Vec::new();
    let mut address = "/api/v1/search?q=license&limit=1".to_owned();
    loop {
        let found: SearchResponse = site.get(&address).await.json();
        assert_eq!(found.total, 3);
        ids.extend(found.results.into_iter().map(|hit| hit.id));
        let Some(next) = found.next else { break };
        address = format!("/api/v1/search?q=license&limit=1&cursor={next}");
    }
    let all: SearchResponse = site.get("/api/v1/search?q=license").await.json();
    assert_eq!(ids, all.results.into_iter().map(|hit| hit.id).collect::<Vec<_>>());
}

#[tokio::test]
async fn facets_are_counted_when_asked_for() {
    let site = Site::new();
    let found: SearchResponse = site.get("/api/v1/search?q=license&facets=true").await.json();
    let facets = found.facets.unwrap();
    let months: Vec<_> = facets.month.iter().map(|each| (&*each.value, each.count)).collect();
    assert_eq!(months, [("2026-04", 1), ("2026-03", 1)]);
    let take = facets.kind.iter().find(|each| each.value == "take").unwrap();
    assert_eq!(take.count, 2);
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_by_name() {
    let site = Site::new();
    for (address, code, part) in [
        ("/api/v1/search?q=a&sorce=b", "unknown_parameter", "`source`"),
        ("/api/v1/search?q=a&compny=aws", "unknown_parameter", "`company`"),
        ("/api/v1/search?q=a&amount=lots", "bad_parameter", "amount"),
        ("/api/v1/search?limit=many", "bad_parameter", "0 to 100"),
        ("/api/v1/search?q=a&q=b", "repeated_parameter", "`q`"),
        ("/api/v1/search?q=license&since=whenever", "bad_parameter", "since"),
        ("/api/v1/search?q=license&cursor=nonsense", "bad_cursor", "cursor"),
        ("/api/v1/stats?full=1", "unknown_parameter", "no parameters"),
        ("/api/v1/articles/odd?facets=true", "unknown_parameter", "`facets`"),
        ("/api/v1/articles/%ff", "bad_path", "UTF-8"),
    ] {
        let (told, detail) = site.get(address).await.problem(400);
        assert_eq!(told, code, "{address}");
        assert!(detail.contains(part), "{detail}");
    }
    let (code, _) = site.get("/api/v2/search").await.problem(404);
    assert_eq!(code, "no_such_route");
    let (code, _) = site.send(asking(Method::POST, "/api/v1/search")).await.problem(405);
    assert_eq!(code, "method_not_allowed");
}

#[tokio::test]
async fn an_article_comes_whole_with_the_matches_of_a_query() {
    let site = Site::new();
    let plain: ArticleResponse =
        site.get("/api/v1/articles/2026/2026-04-27-cloud-license").await.json();
    assert_eq!(plain.title, "Cloud license opened");
    let anchors: Vec<_> = plain.sections.iter().map(|each| &*each.anchor).collect();
    assert_eq!(anchors, ["summary", "points", "take", "watch"]);
    assert!(plain.sections.iter().all(|section| section.highlights.is_empty()));

    let address = "/api/v1/articles/2026/2026-04-27-cloud-license?q=license+in:take";
    let marked: ArticleResponse = site.get(address).await.json();
    let take = marked.sections.iter().find(|section| section.kind == "take").unwrap();
    let [start, end] = take.highlights[0];
    let text: String = take.text.chars().skip(start).take(end - start).collect();
    assert_eq!(text, "license");
}

#[tokio::test]
async fn an_id_with_every_odd_character_is_reached() {
    let site = Site::new();
    let address = "/api/v1/articles/odd/what%3F%20%231%20%22%3C%C3%A9%3E";
    let article: ArticleResponse = site.get(address).await.json();
    assert_eq!(article.id, "odd/what? #1 \"<é>");
}

#[tokio::test]
async fn an_article_that_is_not_there_names_the_one_that_may_be_meant() {
    let site = Site::new();
    let answer = site.get("/api/v1/articles/2026-03-02-chips").await;
    assert_eq!(answer.problem(404).0, "no_such_article");
    assert_eq!(
        answer.json::<serde_json::Value>()["did_you_mean"],
        serde_json::json!(["2026/2026-03-02-chips"])
    );
}

#[tokio::test]
async fn stats_tell_what_the_library_holds() {
    let stats: StatsResponse = Site::new().get("/api/v1/stats").await.json();
    assert_eq!((stats.articles, stats.undated), (3, 1));
    assert_eq!(stats.sections, 7);
}

#[tokio::test]
async fn an_answer_that_is_known_is_not_sent_again() {
    let site = Site::new();
    for address in
        ["/api/v1/search?q=license", "/api/v1/stats", "/api/v1/articles/2026/2026-03-02-chips", "/"]
    {
        let first = site.get(address).await;
        let tag = first.header("etag").to_owned();
        // That of an article is made of its bytes.
        let is_strong = address.contains("/articles/");
        assert!(if is_strong { tag.starts_with('"') } else { tag.starts_with("W/\"") }, "{tag}");
        assert!(is_strong || tag.contains("-2026-05-01-"), "{tag}");
        let mut again = asking(Method::GET, address);
        again.headers_mut().insert(header::IF_NONE_MATCH, tag.parse().unwrap());
        let second = site.send(again).await;
        assert_eq!(second.status, StatusCode::NOT_MODIFIED, "{address}");
        assert_eq!((second.header("etag"), &*second.body), (&*tag, ""));
    }
    let one = site.get("/api/v1/search?q=license").await;
    let other = site.get("/api/v1/search?q=wafer").await;
    assert_ne!(one.header("etag"), other.header("etag"));
}
