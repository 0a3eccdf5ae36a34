//! `/` and `/?q=…`

use axum::http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn the_front_page_shows_the_newest_articles() {
    let page = Site::new().get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    page.has("<title>Example &#60;Briefings&#62;</title>");
    let newest = page.body.find("Cloud license opened").unwrap();
    assert!(newest < page.body.find("Chips sold out").unwrap());
    page.has("<time datetime=\"2026-04-27\">27 April 2026</time>");
    page.has("3 articles");
}

#[tokio::test]
async fn results_show_sections_marks_and_links_to_the_place() {
    let page = Site::new().get("/?q=license+in:take").await;
    page.has("2 articles");
    page.has("Read as <q>");
    page.has(
        "<a class=\"chip take\" \
         href=\"/articles/2026/2026-04-27-cloud-license?q=license%20in%3Atake#take\">My Take</a>",
    );
    page.has("A <mark>license</mark> that binds nobody");
    page.has("value=\"license in:take\"");
}

#[tokio::test]
async fn the_list_alone_is_the_one_of_the_whole_page() {
    let site = Site::new();
    // The time it took differs from one to the other.
    let timeless = |html: &str| {
        let (before, after) = html.split_once("<span class=\"took\">").unwrap();
        format!("{before}{}", after.split_once("</span>").unwrap().1)
    };
    for query in ["", "q=license", "q=license&source=Morning%20Wire&sort=oldest"] {
        let list = site.get(&format!("/?{query}&fragment=results")).await;
        assert!(list.body.starts_with("<main id=\"main\""), "{}", list.body);
        list.has("data-title=\"");
        let page = site.get(&format!("/?{query}")).await;
        assert!(timeless(&page.body).contains(timeless(&list.body).trim()), "{query}");
    }
}

#[tokio::test]
async fn what_a_result_mentions_narrows_the_search() {
    let site = Site::with(&[(
        "deal.txt",
        "A deal\n\nQuick Summary\nMicrosoft pays OpenAI $50 billion for models.\n",
    )]);
    let page = site.get("/?q=models&company=Microsoft").await;
    page.has("<a href=\"/?q=models&#38;company=OpenAI\">OpenAI</a>");
    page.has(
        "<a href=\"/?q=models&#38;company=Microsoft&#38;amount=%2450%20billion\">$50 billion</a>",
    );
}

#[tokio::test]
async fn corrections_and_other_names_can_be_taken_back() {
    let site = Site::with(&[("a.txt", "Prices\n\nQuick Summary\nAWS cut its prices.\n")]);
    let page = site.get("/?q=pricse+aws").await;
    page.has("<a href=\"/?q=%2Bpricse%20aws\"><span class=\"what\">pricse</span> read as prices");
    page.has("<a href=\"/?q=pricse%20aws&#38;expand=-aws\"><span class=\"what\">aws</span> also finds “Amazon Web Services”");
    let bare = site.get("/?q=aws&expand=-aws").await;
    bare.has("<a href=\"/?q=aws\"><span class=\"what\">other names</span> not of aws");
    bare.has_not("also finds");
}

#[tokio::test]
async fn facets_are_links_and_filters_can_be_taken_away() {
    let site = Site::new();
    let page = site.get("/?q=license&utm_source=mail").await;
    page.has("href=\"/?q=license&#38;source=Morning%20Wire\"");
    page.has("href=\"/?q=license&#38;date=2026-04\"");
    page.has("aria-label=\"April 2026: 1 article\"");
    page.has("<tr><th scope=\"row\"><a href=\"/?q=license&#38;date=2026-03\">March 2026</a></th><td>1</td></tr>");
    page.has_not("utm_source");

    let narrowed = site.get("/?q=license&source=Morning%20Wire").await;
    narrowed.has("1 article <span");
    narrowed.has("<input type=\"hidden\" form=\"search\" name=\"source\" value=\"Morning Wire\">");
    narrowed.has("<li><a href=\"/?q=license\"><span class=\"what\">source</span> Morning Wire");
}

#[tokio::test]
async fn what_notes_tell_to_type_is_code() {
    let page = Site::new().get("/?q=autor%3Asmith").await;
    page.has("<code>autor</code>");
    page.has_not("`");
}

#[tokio::test]
async fn why_a_result_stands_where_it_does_is_folded_away() {
    let page = Site::new().get("/?q=license").await;
    page.has("<details class=\"why\">\n<summary>Why here</summary>\n<p>Score ");
    page.has(" = words ");
    page.has("<p>Below the one before mostly by: ");
    Site::new().get("/?q=license&sort=newest").await.has_not("Why here");
}

#[tokio::test]
async fn orders_are_links_and_the_one_in_force_is_named() {
    let site = Site::new();
    let page = site.get("/?q=license").await;
    page.has(
        "<a href=\"/?q=license\" aria-current=\"true\" data-key=\"sort=Best match\">Best match</a>",
    );
    page.has("<a href=\"/?q=license&#38;sort=newest\" data-key=\"sort=Newest\">Newest</a>");
    let page = site.get("/?q=license&sort=oldest").await;
    page.has("<a href=\"/?q=license&#38;sort=oldest\" aria-current=\"true\" data-key=\"sort=Oldest\">Oldest</a>");
    // Without words there is no better match; the newest come first, and the page says so.
    let page = site.get("/?q=date:2020..").await;
    page.has("aria-current=\"true\" data-key=\"sort=Newest\">Newest</a>");
    let page = site.get("/?q=license%20sort:oldest").await;
    page.has("aria-current=\"true\" data-key=\"sort=Oldest\">Oldest</a>");
    site.get("/").await.has_not("Best match");
}

#[tokio::test]
async fn more_results_are_one_link_away_and_so_is_the_first_page() {
    let site = Site::new();
    let page = site.get("/?q=license&limit=2").await;
    page.has("More results →");
    page.has_not("First page");
    let start = page.body.find("class=\"next\" rel=\"next\" href=\"").unwrap() + 30;
    let next: String = page.body[start..].chars().take_while(|c| *c != '"').collect();
    let next = next.replace("&#38;", "&");
    let second = site.get(&next).await;
    assert_eq!(second.status, StatusCode::OK);
    assert_eq!(second.body.matches("class=\"hit\"").count(), 1);
    second.has("First page</a>");
    second.has_not("More results");
}

#[tokio::test]
async fn nothing_found_says_what_to_try() {
    let page = Site::new().get("/?q=%22wafer+license%22&in=take&match=all").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("<h1 tabindex=\"-1\">Nothing found for “&#34;wafer license&#34;”</h1>");
    page.has("<span class=\"what\">words</span> all of them");
    page.has("<a href=\"/?q=wafer%20license&#38;match=any\">With any of the words, anywhere: 3 articles</a>");
    let page = Site::new().get("/?q=wafer+license&match=all").await;
    page.has("2 more articles have some of the words (match: any). <a href=\"/?q=wafer%20license&#38;match=any\">Show them too</a>");
    let page = Site::new().get("/?q=%22wafer+license%22&match=all").await;
    page.has("“wafer license” without the quotes: 1 article</a>");
}

#[tokio::test]
async fn an_empty_library_says_how_to_fill_it() {
    let page = Site::with(&[]).get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    page.has("<h1 tabindex=\"-1\">The library is empty</h1>");
    page.has("<code>precis index</code>");
}

#[tokio::test]
async fn what_cannot_be_read_is_said_on_a_page_that_keeps_the_query() {
    let site = Site::new();
    let page = site.get("/?q=license&limit=1000").await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    page.has("<h1>This search cannot be read</h1>");
    page.has("value=\"license\"");
    let lost = site.get("/elsewhere").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    lost.has("<h1>There is nothing here</h1>");
}

#[tokio::test]
async fn hostile_text_stays_text() {
    let site = Site::new();
    let queries =
        ["%3Cscript%3Ealert(3)%3C/script%3E", "%22%3E%3Cimg%20src=x%20onerror=y%3E", "license"];
    for query in queries {
        let page = site.get(&format!("/?q={query}&source=%22%3E%3Cb%3E&tag=%3Cb%3E")).await;
        let unfiltered = site.get(&format!("/?q={query}")).await;
        for answer in [page, unfiltered] {
            assert_eq!(answer.status, StatusCode::OK);
            for part in ["<script", "<img", "<b>a", "onerror=y>"] {
                let found = answer.without_own_script().matches(part).count();
                assert_eq!(found, 0, "{part} in {}", answer.body);
            }
        }
    }
    site.get("/?q=hostile")
        .await
        .has("&#60;script&#62;alert(&#39;t&#39;)&#60;/script&#62; &#38; more");
}
