//! `/feed.atom`, `/opensearch.xml`, `/robots.txt`: what other programs follow and plug in.

use axum::http::{Method, StatusCode, header};

use crate::site::{Site, asking};

#[tokio::test]
async fn a_search_can_be_followed() {
    let site = Site::new();
    let feed = site.get("/feed.atom?q=license&source=Morning%20Wire&sort=oldest").await;
    assert_eq!(feed.status, StatusCode::OK);
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    feed.has("<title>Example &#60;Briefings&#62;: license</title>");
    feed.has("rel=\"self\" type=\"application/atom+xml\" href=\"http://localhost:7878/feed.atom?q=license&#38;source=Morning%20Wire\"");
    feed.has("href=\"http://localhost:7878/articles/2026/2026-03-02-chips\"");
    feed.has("<published>2026-03-02T00:00:00Z</published>");
    feed.has("<author><name>R. Doe</name></author>");
    feed.has("<category term=\"chips\"/>");
    assert_eq!(feed.body.matches("<entry>").count(), 1);
}

#[tokio::test]
async fn a_feed_is_newest_first_and_hostile_text_stays_text() {
    let feed = Site::new().get("/feed.atom").await;
    let place = |part: &str| feed.body.find(part).unwrap_or_else(|| panic!("{part}"));
    assert!(place("Cloud license opened") < place("Chips sold out"));
    assert!(place("Chips sold out") < place("&#60;script&#62;alert(&#39;t&#39;)&#60;/script&#62;"));
    // Of the feed it is that of the last change, here of a file without a date.
    feed.has_not("<updated>1970");
    feed.has_not("<script");
    // Well formed: every element that is opened is closed, in order.
    let mut open = Vec::new();
    for tag in feed.body.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name = tag.trim_matches(['/', '?']).split_whitespace().next().unwrap_or_default();
        match () {
            () if tag.starts_with('?') || tag.ends_with('/') => {}
            () if tag.starts_with('/') => assert_eq!(open.pop(), Some(name)),
            () => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[tokio::test]
async fn names_in_a_feed_stay_and_an_unchanged_one_is_not_sent_again() {
    let site = Site::new();
    let ids = |body: &str| -> Vec<String> {
        body.split("<id>").skip(1).map(|rest| rest[..rest.find('<').unwrap()].to_owned()).collect()
    };
    let feed = site.get("/feed.atom?q=license").await;
    let again = Site::new().get("/feed.atom?q=license").await;
    assert_eq!(ids(&feed.body), ids(&again.body), "another server of the same library");
    assert!(ids(&feed.body).iter().all(|id| id.starts_with("urn:uuid:")));
    let mut request = asking(Method::GET, "/feed.atom?q=license");
    request.headers_mut().insert(header::IF_NONE_MATCH, feed.header("etag").parse().unwrap());
    let known = site.send(request).await;
    assert_eq!((known.status, &*known.body), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn an_undated_entry_has_the_time_of_its_file() {
    let site = Site::with(&[("plain.txt", "Quick Summary\nThe zinc is sold.\n")]);
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    let file = std::fs::File::options().write(true).open(site.path("plain.txt")).unwrap();
    file.set_modified(time).unwrap();
    let feed = site.get("/feed.atom").await;
    assert_eq!(feed.body.matches("<updated>2023-11-14T22:13:20Z</updated>").count(), 2);
    feed.has_not("<published>");
    let nothing = site.get("/feed.atom?q=zebra").await;
    nothing.has("<updated>2026-05-01T12:00:00Z</updated>");
    nothing.has_not("<entry>");
}

#[tokio::test]
async fn browsers_can_take_the_search_among_their_own() {
    let site = Site::new();
    site.get("/").await.has("href=\"/opensearch.xml\"");
    let description = site.get("/opensearch.xml").await;
    assert_eq!(description.header("content-type"), "application/opensearchdescription+xml");
    description.has("<ShortName>Example &#60;Briefin</ShortName>");
    description.has("template=\"http://localhost:7878/?q={searchTerms}\"");
    let suggestions = site.get("/opensearch/suggestions?q=licen").await;
    assert_eq!(suggestions.header("content-type"), "application/x-suggestions+json");
    let (typed, texts, said, places): (String, Vec<String>, Vec<String>, Vec<String>) =
        suggestions.json();
    assert_eq!(typed, "licen");
    let at = texts.iter().position(|text| text == "license").unwrap();
    assert_eq!(said[at], "3 articles");
    assert_eq!(places[at], "http://localhost:7878/?q=license");
}

#[tokio::test]
async fn searches_are_not_for_crawlers() {
    let rules = Site::new().get("/robots.txt").await;
    assert_eq!(rules.header("content-type"), "text/plain; charset=utf-8");
    rules.has("Disallow: /api/\n");
    rules.has("Disallow: /*?\n");
}
