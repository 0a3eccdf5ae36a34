//! Feeds from one fetch to the next.

use std::time::Duration;

use jiff::SignedDuration;
use precis_fetch::{FeedError, Feeds, Fetcher, VisitStatus};

use crate::library::{Library, NOW, feed, item};
use crate::site::{Reply, Site};

const RSS: &str = "application/rss+xml";

fn rss(items: &[String]) -> Reply {
    Reply::document(RSS, feed(items))
}

#[test]
fn items_are_stored_as_articles_and_known_again_after_a_restart() {
    let (site, library) = (Site::start(), Library::new());
    let items = [item("1", "Zinc closes", "It fits."), item("2", "Tin opens", "It does not.")];
    site.answers("/feed", rss(&items).header("ETag", "\"a\"").header("Last-Modified", "then"));
    site.answers("/feed", Reply::status(304));
    site.answers("/feed", rss(&items));
    let url = site.url("/feed");
    library.follow(&url);
    let first = library.visit(&url);
    assert_eq!((first.status, first.added.len(), first.known), (VisitStatus::Read, 2, 0));
    assert_eq!(first.name, "The Wire");
    let articles = library.articles();
    let (path, article) = articles.iter().find(|(_, one)| one["title"] == "Zinc closes").unwrap();
    assert!(path.starts_with("incoming/2026/04/"), "{path}");
    assert_eq!(article["source"], "The Wire");
    assert_eq!(article["url"], "https://wire.example/1");
    assert_eq!(article["date"], "2026-04-27");
    assert_eq!(article["id"], first.added[0].as_str());

    // Each look opens the feeds anew: all that is known was on disk.
    let second = library.visit(&url);
    assert_eq!(second.status, VisitStatus::Unchanged);
    assert!(site.asked()[1].contains("\nif-none-match: \"a\"\nif-modified-since: then"));
    let third = library.visit(&url);
    assert_eq!((third.added.len(), third.replaced.len(), third.known), (0, 0, 2));
    assert_eq!(library.articles(), articles);
    let standing = library.standing(&url);
    assert_eq!((standing.stored, standing.last_fetch), (2, Some(NOW)));
    assert_eq!(standing.next, Some(NOW + SignedDuration::from_hours(1)));
}

#[test]
fn a_memory_that_is_lost_doubles_nothing_and_misses_nothing() {
    let (site, library) = (Site::start(), Library::new());
    site.answers("/feed", rss(&[item("1", "Zinc closes", "It fits.")]).header("ETag", "\"a\""));
    let url = site.url("/feed");
    library.follow(&url);
    library.visit(&url);
    let stored = library.articles();
    let state = library.path().join(".precis/state/feeds");
    for entry in std::fs::read_dir(state).unwrap() {
        let path = entry.unwrap().path();
        if path.to_str().unwrap().ends_with(".items.json") {
            std::fs::write(path, "[{\"guid\":").unwrap();
        }
    }
    assert_eq!(library.visit(&url).status, VisitStatus::Read);
    assert!(!site.asked()[1].contains("if-none-match"));
    assert_eq!(library.articles(), stored);
}

#[test]
fn an_edited_item_takes_the_place_of_its_article() {
    let (site, library) = (Site::start(), Library::new());
    site.answers("/feed", rss(&[item("1", "Zinc closes", "It fits.")]));
    site.answers("/feed", rss(&[item("1", "Zinc closes at last", "It fits well.")]));
    let url = site.url("/feed");
    library.follow(&url);
    let added = library.visit(&url).added;
    let edited = library.visit(&url);
    assert_eq!((edited.added.len(), &edited.replaced), (0, &added));
    assert_eq!(library.titles(), ["Zinc closes at last"]);
    let article = library.articles().into_values().next().unwrap();
    assert_eq!(article["id"], added[0].as_str(), "the article is the same one");
    assert_eq!(article["sections"][0]["text"], "It fits well.");
}

#[test]
fn an_article_is_stored_once_whatever_it_is_known_by() {
    let (site, library) = (Site::start(), Library::new());
    let first = item("1", "Zinc closes", "It fits.");
    site.answers("/feed", rss(std::slice::from_ref(&first)));
    let other_guid = first.replace("false'>1<", "false'>one<");
    site.answers("/feed", rss(std::slice::from_ref(&other_guid)));
    let other_link = other_guid.replace("wire.example/1", "wire.example/zinc");
    site.answers("/feed", rss(std::slice::from_ref(&other_link)));
    let all_other = item("77", "Zinc closes", "It fits.");
    site.answers("/feed", rss(&[all_other.clone(), item("78", "Zinc closes", "It fits.")]));
    // Another feed has the same words, and one of its own under the same guid.
    site.answers("/other", rss(&[all_other, item("1", "Tin opens", "It does not.")]));
    let url = site.url("/feed");
    library.follow(&url);
    let visits: Vec<usize> = (0..4).map(|_| library.visit(&url).added.len()).collect();
    assert_eq!(visits, [1, 0, 0, 0]);
    assert_eq!(library.titles(), ["Zinc closes"]);
    let other = site.url("/other");
    library.follow(&other);
    assert_eq!(library.visit(&other).added.len(), 1);
    assert_eq!(library.titles(), ["Tin opens", "Zinc closes"]);
}

#[test]
fn a_server_in_trouble_is_left_alone_for_a_while() {
    let (site, library) = (Site::start(), Library::new());
    for status in [500, 503] {
        site.answers("/feed", Reply::status(status));
    }
    site.answers("/feed", Reply::status(429).header("Retry-After", "90000"));
    site.answers("/feed", rss(&[]));
    site.answers("/feed", Reply::status(410));
    let url = site.url("/feed");
    library.follow(&url);
    let hours = |library: &Library| {
        let visit = library.visit(&url);
        (visit.status, visit.next.map(|next| next.duration_since(NOW).as_hours()))
    };
    assert_eq!(hours(&library), (VisitStatus::Failed, Some(2)));
    assert_eq!(hours(&library), (VisitStatus::Failed, Some(4)));
    assert!(library.standing(&url).last_status.unwrap().contains("503"));
    assert_eq!(hours(&library), (VisitStatus::Failed, Some(25)));
    assert!(library.standing(&url).is_asked_to_wait);
    assert_eq!(hours(&library), (VisitStatus::Read, Some(1)));
    assert_eq!(hours(&library), (VisitStatus::Gone, None));
    assert!(!library.standing(&url).is_due(NOW + SignedDuration::from_hours(1000)));
}

#[test]
fn a_feed_that_has_moved_for_good_is_asked_at_its_new_place() {
    let (site, library) = (Site::start(), Library::new());
    site.answers("/old", Reply::status(301).header("Location", "/new"));
    site.answers("/new", rss(&[item("1", "Zinc closes", "It fits.")]));
    let url = site.url("/old");
    library.follow(&url);
    let moved = library.visit(&url);
    assert_eq!(moved.moved_to, Some(site.url("/new")));
    library.visit(&url);
    let asked: Vec<String> = site.asked().iter().map(|head| head[4..8].to_owned()).collect();
    assert_eq!(asked, ["/old", "/new", "/new"]);
    assert_eq!(library.titles(), ["Zinc closes"]);
    assert!(matches!(library.feeds().find(&site.url("/new")), Ok(one) if one.feed.url == url));
}

#[test]
fn of_a_feed_that_breaks_off_what_there_is_is_taken_and_the_rest_asked_for() {
    let (site, library) = (Site::start(), Library::new());
    let whole = feed(&[item("1", "Zinc closes", "It fits."), item("2", "Tin opens", "It does.")]);
    let half = &whole[..whole.find("Tin").unwrap()];
    site.answers("/feed", Reply::document(RSS, half).header("ETag", "\"a\""));
    site.answers("/feed", Reply::document(RSS, whole.clone()).header("ETag", "\"a\""));
    let url = site.url("/feed");
    library.follow(&url);
    let first = library.visit(&url);
    assert_eq!((first.status, first.added.len()), (VisitStatus::Read, 1));
    assert!(first.faults[0].contains("breaks off in item 2"), "{:?}", first.faults);
    assert_eq!(library.visit(&url).added.len(), 1);
    assert!(!site.asked()[1].contains("if-none-match"), "what was half read is not known");
    assert_eq!(library.titles(), ["Tin opens", "Zinc closes"]);
}

#[test]
fn what_is_no_feed_is_told_and_takes_nothing_in() {
    let (site, library) = (Site::start(), Library::new());
    let many = [
        ("<!doctype html><title>Zinc</title><p>It closes.", "page"),
        ("<rss><channel><item><title>Zinc", "breaks off"),
        (
            "<html><head><link rel=alternate type=application/rss+xml href=rss></head></html>",
            "/rss as its own",
        ),
        ("<opml><body/></opml>", "root is `opml`"),
        ("{\"title\": \"Zinc\", \"text\": \"It closes.\"}", "no feed"),
        ("plain words", "no feed"),
        ("", "no text"),
    ];
    for (number, (body, why)) in many.into_iter().enumerate() {
        let path = format!("/{number}");
        site.answers(&path, Reply::document("application/xml", body));
        let url = site.url(&path);
        library.follow(&url);
        let visit = library.visit(&url);
        assert_eq!(visit.status, VisitStatus::Failed, "{body}");
        assert!(visit.detail.contains(why), "{body}: {}", visit.detail);
        assert_eq!(library.standing(&url).failures, 1);
    }
    let json = site.url("/json");
    site.answers(
        "/json",
        Reply::document("application/json", r#"{"title": "Zinc", "text": "It."}"#),
    );
    library.follow(&json);
    assert!(library.visit(&json).detail.contains("no JSON Feed"));
    assert!(library.articles().is_empty());
}

#[test]
fn what_could_not_be_stored_is_tried_again() {
    let (site, mut library) = (Site::start(), Library::new());
    let items = [item("1", "Zinc closes", "It fits."), item("2", "Tin opens", "It does not.")];
    site.answers("/feed", rss(&items).header("ETag", "\"a\""));
    let url = site.url("/feed");
    library.follow(&url);
    library.refused = Some("Zinc closes".to_owned());
    let first = library.visit(&url);
    assert_eq!(
        (first.added.len(), first.faults.as_slice()),
        (1, &["the disk is full".to_owned()][..])
    );
    library.refused = None;
    let second = library.visit(&url);
    assert_eq!((second.added.len(), second.known), (1, 1));
    assert!(!site.asked()[1].contains("if-none-match"));
    assert_eq!(library.titles(), ["Tin opens", "Zinc closes"]);
}

#[test]
fn feeds_in_json_and_wide_characters_are_feeds() {
    let (site, library) = (Site::start(), Library::new());
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Wire", "items": [
        {"id": "1", "url": "https://wire.example/1", "title": "Zinc closes", "content_text": "It fits."}]}"#;
    site.answers("/json", Reply::document("application/feed+json", json));
    let text = format!("\u{feff}{}", feed(&[item("2", "Tin öffnet", "Es passt.")]));
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    site.answers("/utf16", Reply::document("application/xml", utf16));
    let text = text.replace("Tin", "Iron").replace("Es passt", "Es passt nicht");
    let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    site.answers("/utf32", Reply::document("application/xml", utf32));
    for path in ["/json", "/utf16", "/utf32"] {
        let url = site.url(path);
        library.follow(&url);
        assert_eq!(library.visit(&url).added.len(), 1, "{path}: {:?}", library.standing(&url));
    }
    assert_eq!(library.titles(), ["Iron öffnet", "Tin öffnet", "Zinc closes"]);
}

#[test]
fn a_feed_that_is_not_followed_any_more_leaves_nothing_behind_but_its_articles() {
    let (site, library) = (Site::start(), Library::new());
    site.answers("/feed", rss(&[item("1", "Zinc closes", "It fits.")]));
    let url = site.url("/feed");
    library.follow(&url);
    let listed = library.feeds().find(&url).unwrap();
    library.visit(&url);
    library.feeds().remove("the wire").unwrap();
    assert_eq!(library.titles(), ["Zinc closes"]);
    // Somebody who had listed it before cannot bring it back.
    let stop = std::sync::atomic::AtomicBool::new(false);
    let late = library.feeds().visit(&listed, &library, NOW, &stop);
    assert!(matches!(late, Err(FeedError::Unknown { .. })));
    let left = std::fs::read_dir(library.path().join(".precis/state/feeds")).unwrap();
    let mut left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["added.json", "lock"]);
    // Followed again, its articles are the ones that are there.
    library.follow(&url);
    library.visit(&url);
    assert_eq!(library.titles(), ["Zinc closes"]);
}

#[test]
fn a_host_rests_between_two_of_its_feeds() {
    let (site, library) = (Site::start(), Library::new());
    let (one, two) = (site.url("/one"), site.url("/two"));
    library.follow(&one);
    library.follow(&two);
    let vocabulary = precis_briefing::Vocabulary::default();
    let data = library.path().join(".precis");
    let feeds = Feeds::new(&data, Vec::new(), vocabulary, Fetcher::default())
        .with_gap(Duration::from_secs(600));
    let (first, second) = (feeds.find(&one).unwrap(), feeds.find(&two).unwrap());
    assert_eq!(feeds.wait(&second), Duration::ZERO);
    feeds.visit(&first, &library, NOW, &std::sync::atomic::AtomicBool::new(false)).unwrap();
    assert!(feeds.wait(&second) > Duration::from_secs(500));
}
