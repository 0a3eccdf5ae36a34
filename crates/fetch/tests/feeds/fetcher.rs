//! One document: what is asked, what is followed, what is refused.

use std::io::Write as _;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use precis_fetch::{Answer, Document, FetchError, Fetcher, Limits, Request};

use crate::site::{Reply, Site};

fn fetch_with(limits: Limits, request: Request<'_>) -> Result<Answer, FetchError> {
    Fetcher::new(limits).fetch(request, &AtomicBool::new(false))
}

/// Fetches from the site of a test, which is on this machine.
fn fetch(url: &str) -> Result<Answer, FetchError> {
    fetch_with(Limits::default(), Request { url, private: true, ..Request::default() })
}

#[track_caller]
fn document(answer: Result<Answer, FetchError>) -> Document {
    match answer.unwrap() {
        Answer::Document(document) => document,
        Answer::Unchanged { .. } => panic!("it is a document"),
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packing = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packing.write_all(bytes).unwrap();
    packing.finish().unwrap()
}

#[test]
fn a_document_comes_unpacked_to_who_says_who_he_is() {
    let site = Site::start();
    let reply = Reply::document("text/plain", packed(b"Words.")).header("Content-Encoding", "gzip");
    site.answers("/a", reply.header("ETag", "\"1\"").header("Last-Modified", "yesterday"));
    let document = document(fetch(&site.url("/a#part")));
    assert_eq!(document.bytes, b"Words.");
    assert_eq!(document.etag.as_deref(), Some("\"1\""));
    assert_eq!(document.last_modified.as_deref(), Some("yesterday"));
    assert_eq!((document.url, document.moved), (site.url("/a"), None));
    let asked = &site.asked()[0];
    assert!(asked.starts_with("get /a http/1.1\n"), "{asked}");
    assert!(
        asked.contains("\nuser-agent: precis/") && asked.contains("\naccept-encoding: gzip"),
        "{asked}"
    );
}

#[test]
fn who_knows_a_version_is_told_that_it_stands() {
    let site = Site::start();
    site.answers("/a", Reply::status(304));
    let url = site.url("/a");
    let known = Request { url: &url, private: true, ..Request::default() };
    let known = Request { etag: Some("W/\"1\""), last_modified: Some("yesterday"), ..known };
    let answer = fetch_with(Limits::default(), known).unwrap();
    assert_eq!(answer, Answer::Unchanged { moved: None });
    let asked = &site.asked()[0];
    assert!(asked.contains("\nif-none-match: w/\"1\"\nif-modified-since: yesterday"), "{asked}");
    // Whoever knows none has nothing that could stand.
    assert!(matches!(fetch(&url), Err(FetchError::Status { status: 304, .. })));
}

#[test]
fn redirects_are_followed_and_lasting_ones_remembered() {
    let site = Site::start();
    site.answers("/old", Reply::status(301).header("Location", "news/new?x=1"));
    site.answers("/news/new?x=1", Reply::status(308).header("Location", "/final"));
    site.answers("/final", Reply::document("text/plain", "Words."));
    let moved = document(fetch(&site.url("/old")));
    assert_eq!((moved.url, moved.moved), (site.url("/final"), Some(site.url("/final"))));
    site.answers("/now", Reply::status(302).header("Location", "/old"));
    assert_eq!(document(fetch(&site.url("/now"))).moved, None, "what is behind may change");
    site.answers("/half", Reply::status(301).header("Location", "/now"));
    assert_eq!(document(fetch(&site.url("/half"))).moved, Some(site.url("/now")));
}

#[test]
fn redirects_have_an_end() {
    let site = Site::start();
    site.answers("/loop", Reply::status(302).header("Location", "/loop"));
    assert!(matches!(fetch(&site.url("/loop")), Err(FetchError::Redirects { limit: 5, .. })));
    assert_eq!(site.asked().len(), 6);
    site.answers("/nowhere", Reply::status(302));
    assert!(matches!(fetch(&site.url("/nowhere")), Err(FetchError::Address { .. })));
}

#[test]
fn nothing_private_is_asked_unless_it_was_named() {
    let (site, other) = (Site::start(), Site::start());
    let port = site.address.port();
    for host in ["127.0.0.1", "localhost", "0.0.0.0", "2130706433", "[::ffff:127.0.0.1]"] {
        let url = format!("http://{host}:{port}/a");
        let refused = fetch_with(Limits::default(), Request { url: &url, ..Request::default() });
        assert!(matches!(refused, Err(FetchError::Private { .. })), "{url}: {refused:?}");
    }
    assert!(site.asked().is_empty());
    // Who may ask one place may not be sent to another.
    let others = [
        other.url("/a"),
        format!("http://localhost:{port}/a"),
        format!("http://127.0.0.2:{port}/a"),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "http://[::1]:1/".to_owned(),
    ];
    for (number, target) in others.iter().enumerate() {
        let path = format!("/{number}");
        site.answers(&path, Reply::status(302).header("Location", target));
        let refused = fetch(&site.url(&path));
        assert!(matches!(refused, Err(FetchError::Private { .. })), "{target}: {refused:?}");
    }
    for target in ["file:///etc/passwd", "gopher://127.0.0.1/", "http://me:pw@127.0.0.1/"] {
        site.answers(target, Reply::status(301).header("Location", target));
        let path = format!("/to/{target}");
        site.answers(&path, Reply::status(301).header("Location", target));
        let refused = fetch(&site.url(&path));
        assert!(matches!(refused, Err(FetchError::Address { .. })), "{target}: {refused:?}");
    }
    assert!(other.asked().is_empty());
}

#[test]
fn what_is_too_large_is_let_go_even_packed() {
    let site = Site::start();
    let limits = Limits { bytes: 1000, ..Limits::default() };
    site.answers("/fits", Reply::document("text/plain", vec![b'x'; 1000]));
    site.answers("/plain", Reply::document("text/plain", vec![b'x'; 1001]));
    let bomb = packed(&vec![b'x'; 10_000_000]);
    site.answers("/bomb", Reply::document("text/plain", bomb).header("Content-Encoding", "gzip"));
    let fetch = |path: &str| {
        fetch_with(limits, Request { url: &site.url(path), private: true, ..Request::default() })
    };
    assert_eq!(document(fetch("/fits")).bytes.len(), 1000);
    for path in ["/plain", "/bomb"] {
        let refused = fetch(path);
        assert!(matches!(refused, Err(FetchError::TooLarge { limit_bytes: 1000 })), "{path}");
    }
}

#[test]
fn what_takes_too_long_is_let_go() {
    let site = Site::start();
    let limits = Limits { time: Duration::from_millis(200), ..Limits::default() };
    site.answers("/slow", Reply::document("text/plain", "Wor").hanging());
    let url = site.url("/slow");
    let request = Request { url: &url, private: true, ..Request::default() };
    let late = fetch_with(limits, request);
    assert!(matches!(late, Err(FetchError::Timeout { .. })), "{late:?}");
    // A place where nobody accepts: the connection is taken by the system, and no answer ever comes.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let late = fetch_with(limits, Request { url: &url, ..request });
    assert!(matches!(late, Err(FetchError::Timeout { .. })), "{late:?}");
    let stopped = Fetcher::default().fetch(request, &AtomicBool::new(true));
    assert!(matches!(stopped, Err(FetchError::Stopped)));
}

#[test]
fn a_server_that_cannot_answer_says_so() {
    let site = Site::start();
    assert!(matches!(fetch(&site.url("/none")), Err(FetchError::Status { status: 404, .. })));
    site.answers("/busy", Reply::status(503).header("Retry-After", "120"));
    let busy = fetch(&site.url("/busy"));
    assert!(
        matches!(&busy, Err(FetchError::Status { status: 503, retry_after: Some(it) }) if it == "120"),
        "{busy:?}"
    );
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let open = fetch(&format!("https://{}/", site.address));
    assert!(matches!(open, Err(FetchError::Network { .. })), "it does not speak TLS: {open:?}");
    let nobody = fetch(&format!("http://{gone}/"));
    assert!(matches!(nobody, Err(FetchError::Network { .. })), "{nobody:?}");
}
