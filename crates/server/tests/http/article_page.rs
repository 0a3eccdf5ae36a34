//! `/articles/…`

use axum::http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn an_article_is_set_for_reading_with_its_sections_as_anchors() {
    let page = Site::new().get("/articles/2026/2026-04-27-cloud-license").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("<h1>Cloud license opened</h1>");
    page.has("<section id=\"take\" class=\"section\">\n<h2><a href=\"#take\">My Take</a></h2>");
    page.has("<ul>\n<li>The license is non-exclusive until 2032.</li>\n<li>Bedrock gets the models.</li>\n</ul>");
    page.has("data-copy=\"#take\"");
    page.has("<dd>“Cloud license opened”. 27 April 2026. http://localhost:7878/articles/2026/2026-04-27-cloud-license");
    page.has("<meta name=\"description\" content=\"The exclusive cloud license ended. Others may host the models.\">");
    page.has("<a href=\"/api/v1/articles/2026/2026-04-27-cloud-license\">This article as JSON</a>");
    page.has_not("Back to the results");
    page.has_not("<mark>");
}

#[tokio::test]
async fn matches_are_marked_and_the_way_back_is_kept() {
    let page = Site::new()
        .get("/articles/2026/2026-04-27-cloud-license?q=bedrock&in=points&sort=newest")
        .await;
    page.has("<li><mark>Bedrock</mark> gets the models.</li>");
    page.has("href=\"/?q=bedrock&#38;in=points&#38;sort=newest\">← Back to the results</a>");
    page.has("<a href=\"#points\">Key Points</a> <span class=\"matches\">1 match</span>");
    page.has("/api/v1/articles/2026/2026-04-27-cloud-license?q=bedrock&#38;in=points\"");
}

#[tokio::test]
async fn what_is_mentioned_leads_to_all_that_mention_it() {
    let site = Site::with(&[(
        "deal.txt",
        "A deal\n\nQuick Summary\nMicrosoft pays OpenAI $50 billion for models.\n",
    )]);
    let page = site.get("/articles/deal?q=models").await;
    page.has("<a href=\"/?company=OpenAI\">OpenAI</a>");
    page.has("<a href=\"/?amount=%2450%20billion\">$50 billion</a>");
}

#[tokio::test]
async fn everything_given_is_shown_and_linked() {
    let page = Site::new().get("/articles/2026/2026-03-02-chips").await;
    page.has("<a href=\"/?source=Morning%20Wire\">Morning Wire</a>");
    page.has("<a href=\"/?author=R.%20Doe\">R. Doe</a>");
    page.has("<a href=\"/?tag=chips\">chips</a>");
    page.has(
        "href=\"https://news.example/chips\" rel=\"noopener noreferrer external\">news.example",
    );
    page.has("<dt>mood</dt><dd>calm</dd>");
    page.has("<dd><a href=\"/raw/2026/2026-03-02-chips\">2026/2026-03-02-chips.md</a></dd>");
    page.has("Crate of the week");
}

#[tokio::test]
async fn hostile_articles_do_no_harm() {
    let page = Site::new().get("/articles/odd/what%3F%20%231%20%22%3C%C3%A9%3E?q=hostile").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("<h1>&#60;script&#62;alert(&#39;t&#39;)&#60;/script&#62; &#38; more</h1>");
    page.has("Undated");
    page.has("<dt>url</dt><dd>javascript:alert(1)</dd>");
    for part in ["<script", "<img", "href=\"javascript", "<b>"] {
        assert!(!page.without_own_script().contains(part), "{part} in {}", page.body);
    }
}

#[tokio::test]
async fn an_article_that_is_not_there_offers_the_one_that_may_be_meant() {
    let page = Site::new().get("/articles/2026-03-02-chips?q=wafer").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    page.has("<h1>No such article</h1>");
    page.has("<a href=\"/articles/2026/2026-03-02-chips?q=wafer\">2026/2026-03-02-chips</a>");
    assert_eq!(page.header("cache-control"), "no-store");
}

#[tokio::test]
async fn the_file_of_an_article_is_shown_as_it_is_and_no_other_file() {
    let site = Site::new();
    let file = site.get("/raw/2026/2026-03-02-chips").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
    assert!(file.body.starts_with("---\ntitle: Chips sold out\n"), "{}", file.body);
    for elsewhere in [
        "/raw/.precis/current",
        "/raw/2026/2026-03-02-chips.md",
        "/raw/..%2F..%2Fetc%2Fpasswd",
        "/raw/%2Fetc%2Fpasswd",
    ] {
        assert_eq!(site.get(elsewhere).await.status, StatusCode::NOT_FOUND, "{elsewhere}");
    }
}
