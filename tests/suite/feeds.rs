//! Feeds that are followed, and articles from addresses, as people meet them.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::harness::{Authority, Desk, Outcome, Reply, Running, Site};

const PATIENCE: Duration = Duration::from_secs(60);
const RSS: &str = "application/rss+xml";

/// A feed of items, each of a number, a title and a text.
fn feed(items: &[(u32, &str, &str)]) -> String {
    let item = |(number, title, text): &(u32, &str, &str)| {
        format!(
            "<item><guid isPermaLink='false'>{number}</guid><link>https://wire.example/{number}</link>\
             <title>{title}</title><pubDate>Sun, 01 Jun 2025 08:00:00 GMT</pubDate>\
             <description>{text}</description></item>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Metal Wire</title>{items}</channel></rss>"
    )
}

fn rss(items: &[(u32, &str, &str)]) -> Reply {
    Reply::document(RSS, feed(items))
}

/// What a command printed, with the port of the site taken out.
fn at(site: &Site, outcome: &Outcome) -> String {
    outcome.to_string().replace(&site.address.to_string(), "$SITE")
}

fn ids(desk: &Desk, query: &str) -> usize {
    desk.run(&["search", query, "--json"]).json()["total"].as_u64().unwrap() as usize
}

#[track_caller]
fn until_found(desk: &Desk, query: &str, count: usize) {
    let deadline = Instant::now() + PATIENCE;
    while ids(desk, query) != count {
        assert!(Instant::now() < deadline, "{query} never finds {count}");
    }
}

#[test]
fn a_feed_is_added_fetched_listed_and_removed() {
    let (site, desk) = (Site::start(), Desk::with("wire"));
    let first = [(1, "Zinc closes", "The zebra fits."), (2, "Tin opens", "It does not.")];
    site.answers("/feed", rss(&first).header("ETag", "\"a\""));
    site.answers("/feed", Reply::status(304));
    site.answers("/feed", rss(&[(1, "Zinc closes", "The gnu fits."), first[1]]));
    site.answers("/feed", Reply::status(410));
    let url = site.url("/feed");
    assert_snapshot!(at(&site, &desk.run(&["feed", "list"])), @r"
    --- stderr
    No feeds are followed; `precis feed add URL` adds one.
    --- status 1
    ");
    assert_snapshot!(at(&site, &desk.run(&["feed", "add", &url])), @r"
    failed  http://$SITE/feed: $SITE is in a private network, which needs `private` to be fetched from; next 2025-06-15 14:00 UTC
    --- stderr
    note: it is followed all the same; `precis feed remove http://$SITE/feed` takes it out
    --- status 2
    ");
    assert!(site.asked().is_empty());
    desk.run(&["feed", "remove", &url]);

    assert_snapshot!(at(&site, &desk.run(&["feed", "add", &url, "--private", "--every", "30m"])), @r"
    fetched  Metal Wire: 2 new, 0 edited
    --- status 0
    ");
    let found = desk.run(&["search", "zebra", "--json"]).json();
    let hit = &found["results"][0];
    assert_eq!(
        (&hit["source"], &hit["url"]),
        (&"Metal Wire".into(), &"https://wire.example/1".into())
    );
    assert_eq!(hit["date"], "2025-06-01");
    assert!(hit["path"].as_str().unwrap().starts_with("incoming/2025/06/"), "{hit}");
    assert_snapshot!(at(&site, &desk.run(&["feed", "list"])), @r"
    Metal Wire  (private)
      http://$SITE/feed
      2 articles; fetched 2025-06-15 12:00 UTC: 2 new, 0 edited
      next 2025-06-15 12:30 UTC
    --- status 0
    ");

    assert_snapshot!(at(&site, &desk.run(&["feed", "fetch"])), @r"
    unchanged  Metal Wire
    --- status 0
    ");
    assert_snapshot!(at(&site, &desk.run(&["feed", "fetch", "metal wire"])), @r"
    fetched  Metal Wire: 0 new, 1 edited
    --- status 0
    ");
    assert_eq!((ids(&desk, "zebra"), ids(&desk, "gnu")), (0, 1));
    assert_snapshot!(at(&site, &desk.run(&["feed", "fetch"])), @r"
    gone  Metal Wire: the server says that the feed is gone for good (410)
    --- status 2
    ");
    assert_snapshot!(at(&site, &desk.run(&["feed", "fetch"])), @r"
    --- stderr
    note: Metal Wire is left out, it is gone; name it to ask all the same
    There is no feed to fetch.
    --- status 1
    ");

    let listed = desk.run(&["feed", "list", "--format", "json"]).json();
    let listed = &listed["feeds"][0];
    assert_eq!((&listed["gone"], &listed["stored"]), (&true.into(), &2.into()));
    assert_snapshot!(at(&site, &desk.run(&["feed", "remove", "Metal Wire"])), @r"
    removed  Metal Wire  http://$SITE/feed
    --- status 0
    ");
    assert_eq!(ids(&desk, "gnu"), 1, "its articles stay");
    assert_eq!(desk.run(&["feed", "list"]).status, 1);
}

#[test]
fn a_server_follows_the_feeds_of_the_settings_and_those_that_are_added() {
    let (site, desk) = (Site::start(), Desk::with("wire"));
    site.answers("/feed", rss(&[(1, "Zinc closes", "The zebra fits.")]));
    site.answers("/other", rss(&[(2, "Tin opens", "The gnu fits.")]));
    let toml =
        format!("[[feeds]]\nurl = \"{}\"\nname = \"Zinc\"\nprivate = true\n", site.url("/feed"));
    desk.write("library/precis.toml", toml);
    {
        let _server = Running::ready(&desk);
        until_found(&desk, "zebra", 1);
        // A command fetches beside the server, which takes in what it brings.
        let added = desk.run(&["feed", "add", &site.url("/other"), "--private"]);
        assert_eq!(added.status, 0, "{added}");
        assert_eq!(ids(&desk, "gnu"), 1);
        let refused = desk.run(&["feed", "remove", "zinc"]);
        assert_eq!(refused.status, 2, "{refused}");
        assert!(refused.stderr.contains("precis.toml"), "{refused}");
    }
    assert_eq!(site.asked().len(), 2);
    // Neither a rebuild nor another start forgets what is known.
    desk.run(&["index", "--rebuild"]);
    let fetched = desk.run(&["feed", "fetch", "--format", "json", "zinc"]).json();
    assert_eq!(
        (&fetched["feeds"][0]["known"], &fetched["feeds"][0]["name"]),
        (&1.into(), &"Zinc".into())
    );
    assert_eq!(fetched["feeds"][0]["added"], serde_json::json!([]));
    assert_eq!(ids(&desk, "zebra"), 1);
}

#[test]
fn a_server_ends_though_a_feed_never_answers() {
    let (site, desk) = (Site::start(), Desk::with("wire"));
    site.answers("/feed", rss(&[]).hanging());
    desk.run(&["feed", "add", &site.url("/feed"), "--private", "--no-fetch"]);
    let mut server = Running::start(&desk);
    site.wait_for(1);
    let asked = Instant::now();
    server.terminate();
    assert_eq!(server.ended(), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(25), "a feed has 30 s to answer");
}

#[test]
fn add_takes_the_page_of_an_address() {
    let (site, desk) = (Site::start(), Desk::with("wire"));
    let page = |words: &str| {
        let text = format!(
            "<!doctype html><html><head><title>Zinc closes</title>\
             <meta property='article:published_time' content='2025-06-01T08:00:00Z'></head><body><article>\
             <h1>Zinc closes</h1><p>{words} The plant by the harbour had run for forty years.</p></article></body></html>"
        );
        Reply::document("text/html; charset=utf-8", text)
    };
    site.answers("/zinc", page("The zebra fits."));
    site.answers("/zinc", page("The zebra fits."));
    site.answers("/zinc", page("The gnu fits."));
    let url = site.url("/zinc");
    assert_snapshot!(at(&site, &desk.run(&["add", &url])), @r"
    --- stderr
    precis: $SITE is in a private network, which needs `private` to be fetched from
      try: `--private` allows it for the host that is named
    --- status 2
    ");
    assert!(site.asked().is_empty() && !desk.path("library/incoming").exists());
    let added = desk.run(&["add", &url, "--private", "--tag", "metal"]);
    assert!(added.stdout.starts_with("added  incoming/2025/06/127-0-0-1-zinc-closes-"), "{added}");
    let hit = desk.run(&["search", "zebra", "--json"]).json()["results"][0].clone();
    assert_eq!((&hit["url"], &hit["tags"]), (&url.as_str().into(), &serde_json::json!(["metal"])));
    assert_eq!((&hit["title"], &hit["date"]), (&"Zinc closes".into(), &"2025-06-01".into()));
    let again = desk.run(&["add", &url, "--private", "--tag", "metal"]);
    assert!(again.stdout.starts_with("there already  incoming/2025/06/"), "{again}");
    let edited = desk.run(&["add", &url, "--private", "--tag", "metal"]);
    assert!(edited.stdout.starts_with("replaced  incoming/2025/06/"), "{edited}");
    assert_eq!((ids(&desk, "zebra"), ids(&desk, "gnu")), (0, 1));
}

#[test]
fn add_takes_all_of_a_feed_and_what_a_server_says_it_is() {
    let (site, desk) = (Site::start(), Desk::with("wire"));
    site.answers(
        "/feed",
        rss(&[(1, "Zinc closes", "The zebra fits."), (2, "Tin opens", "The zebra sits.")]),
    );
    site.answers(
        "/notes",
        Reply::document("text/markdown", "# Iron\n\n## My Take\n\nThe gnu fits.\n"),
    );
    site.answers(
        "/notes.md",
        Reply::document("text/plain", "# Lead\n\n## My Take\n\nThe eel fits.\n"),
    );
    site.answers("/picture", Reply::document("image/png", "x"));
    let _server = Running::ready(&desk);
    let urls: Vec<String> = ["/feed", "/notes", "/notes.md"].map(|path| site.url(path)).to_vec();
    let added = desk.run(&["add", "--private", &urls[0], &urls[1], &urls[2]]);
    assert_eq!((added.status, added.lines().len()), (0, 4), "{added}");
    assert_eq!(
        (ids(&desk, "zebra"), ids(&desk, "gnu in:take"), ids(&desk, "eel in:take")),
        (2, 1, 1)
    );
    let hit = desk.run(&["search", "gnu", "--json"]).json()["results"][0].clone();
    assert_eq!(hit["url"], urls[1].as_str());
    // One that cannot be read keeps all out.
    let refused = desk.run(&["add", "--private", &site.url("/picture"), &site.url("/none")]);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""), "{refused}");
    assert!(refused.stderr.contains("image/png"), "{refused}");
    let refused = desk.run(&["add", "--private", &urls[0], "--title", "One for all"]);
    assert_eq!(refused.status, 0, "what the items say themselves goes before: {refused}");
    let refused = desk.run(&["add", "--private", &urls[0], "--tag", "metal"]);
    assert!(refused.stderr.contains("holds 2 articles"), "{refused}");
}

#[test]
fn over_https_whom_the_system_trusts_is_asked_and_nobody_else() {
    let (Authority { pem, site }, desk) = (Authority::new(), Desk::with("wire"));
    site.answers("/zinc.md", Reply::document("text/markdown", "# Zinc\n\nThe zebra fits.\n"));
    desk.write("authority.pem", pem);
    let url = format!("https://localhost:{}/zinc.md", site.address.port());
    let mut add = desk.command_in("library", &["add", "--private", &url]);
    let refused = desk.finish(&mut add);
    assert_eq!((refused.status, site.asked().len()), (2, 0), "{refused}");
    assert!(refused.stderr.contains("certificate"), "{refused}");
    let added = desk.finish(add.env("SSL_CERT_FILE", desk.path("authority.pem")));
    assert_eq!((added.status, ids(&desk, "zebra")), (0, 1), "{added}");
}

#[test]
fn feeds_of_the_settings_that_cannot_be_used_are_told() {
    let desk = Desk::with("wire");
    desk.write("library/precis.toml", "[[feeds]]\nurl = \"ftp://a.example/\"\n[[feeds]]\nurl = \"https://a.example/\"\nevery = \"often\"\n");
    let listed = desk.run(&["feed", "list"]);
    assert_snapshot!(listed, @r"
    https://a.example/  (precis.toml)
      not fetched yet
      next as soon as it is followed
    --- stderr
    note: precis.toml: [[feeds]], `ftp://a.example/` cannot be fetched: only http and https are fetched; it is left out
    note: precis.toml: [[feeds]], every: `often` is not a length of time; write it as 30m, 1h or 1d; https://a.example/ is fetched once an hour
    --- status 0
    ");
}
