//! What arrives, followed as a stream of events.

use std::time::{Duration, Instant};

use axum::body::{Body, BodyDataStream};
use axum::http::{Method, Request, StatusCode, header};
use precis_server::Limits;
use serde_json::{Value, json};
use tokio_stream::StreamExt;

use crate::site::{Answer, Site, asking};

const PATIENCE: Duration = Duration::from_secs(60);

/// A stream that is being read.
struct Stream {
    body: BodyDataStream,
    text: String,
}

/// One event, or a sign of life.
#[derive(Debug, Default, PartialEq)]
struct Event {
    id: Option<String>,
    name: Option<String>,
    data: Option<Value>,
    comment: bool,
}

impl Stream {
    async fn open(site: &Site, request: Request<Body>) -> Self {
        let answer = site.open(request).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap());
        assert_eq!(header("content-type"), Some("text/event-stream"));
        assert_eq!(header("content-encoding"), None);
        Self { body: answer.into_body().into_data_stream(), text: String::new() }
    }

    /// Begins to follow, and returns the id that says where.
    async fn follow(site: &Site, address: &str) -> (Self, String) {
        let mut request = asking(Method::GET, address);
        request.headers_mut().insert(header::ACCEPT_ENCODING, "gzip, br".parse().unwrap());
        let mut stream = Self::open(site, request).await;
        let first = stream.next().await.unwrap();
        assert_eq!((&first.name, &first.data), (&None, &None), "it says where it begins");
        (stream, first.id.unwrap())
    }

    /// Goes on from an event.
    async fn resume(site: &Site, address: &str, id: &str) -> Self {
        let mut request = asking(Method::GET, address);
        request.headers_mut().insert("last-event-id", id.parse().unwrap());
        Self::open(site, request).await
    }

    /// Whatever comes next; none when the stream ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let mut read = Event::default();
                for line in event.lines() {
                    match line.split_once(':').unwrap() {
                        ("id", id) => read.id = Some(id.trim().to_owned()),
                        ("event", name) => read.name = Some(name.trim().to_owned()),
                        ("data", data) => read.data = Some(serde_json::from_str(data).unwrap()),
                        ("", _) => read.comment = true,
                        other => panic!("{other:?}"),
                    }
                }
                self.text = rest.to_owned();
                return Some(read);
            }
            let piece = tokio::time::timeout(PATIENCE, self.body.next()).await.unwrap()?;
            self.text.push_str(std::str::from_utf8(&piece.unwrap()).unwrap());
        }
    }

    /// The next event that has a name: its id, and the ids of its articles.
    async fn arrival(&mut self) -> (String, Vec<String>) {
        loop {
            let event = self.next().await.unwrap();
            let Some(data) = event.data else { continue };
            assert_eq!(event.name.as_deref(), Some("arrival"));
            let id = event.id.unwrap();
            let named = format!("{}-{}", data["epoch"].as_str().unwrap(), data["revision"]);
            assert_eq!(id, named);
            let results = data["results"].as_array().unwrap();
            assert_eq!(data["total"], results.len());
            let ids = results.iter().map(|hit| hit["id"].as_str().unwrap().to_owned());
            return (id, ids.collect());
        }
    }
}

async fn put(site: &Site, id: &str, text: &str) -> Answer {
    let body = json!({ "text": text }).to_string();
    let address = format!("/api/v1/articles/{id}");
    let answer = site.send(site.writing(Method::PUT, &address, "application/json", body)).await;
    assert!(answer.status.is_success(), "{}", answer.body);
    answer
}

#[tokio::test]
async fn each_commit_that_brings_what_is_searched_is_an_event() {
    let site = Site::writable();
    let (mut stream, _) = Stream::follow(&site, "/api/v1/arrivals?q=zinc").await;
    put(&site, "a", "The zinc closed.").await;
    let (first, ids) = stream.arrival().await;
    assert_eq!(ids, ["a"]);
    put(&site, "other", "Copper.").await;
    put(&site, "a", "The zinc closed again.").await;
    let lines = "{\"id\":\"b\",\"text\":\"Zinc.\"}\n{\"id\":\"c\",\"text\":\"More zinc.\"}\n";
    site.send(site.writing(Method::POST, "/api/v1/articles", "application/x-ndjson", lines)).await;
    let (second, ids) = stream.arrival().await;
    assert_eq!(ids, ["b", "c"], "what the query does not find and an edit are no events");
    assert_ne!(first, second);
    // In the shape of results.
    let found: Value = site.get("/api/v1/search?q=zinc&after_rev=0&unfold=true").await.json();
    let mut again = Stream::resume(&site, "/api/v1/arrivals?q=zinc", &first).await;
    again.next().await.unwrap();
    let event = again.next().await.unwrap().data.unwrap();
    let one = |list: &Value| list.as_array().unwrap().iter().find(|hit| hit["id"] == "b").cloned();
    let (mut told, mut searched) =
        (one(&event["results"]).unwrap(), one(&found["results"]).unwrap());
    told["score"] = json!(0);
    searched["score"] = json!(0);
    assert_eq!(told, searched);
}

#[tokio::test]
async fn a_stream_goes_on_where_it_was_cut_off() {
    let site = Site::writable();
    let (stream, start) = Stream::follow(&site, "/api/v1/arrivals?q=zinc").await;
    drop(stream);
    let mut expected = Vec::new();
    for n in 0..5 {
        let id = format!("zinc-{n}");
        put(&site, &id, "The zinc closed.").await;
        put(&site, "copper", &format!("Copper {n}.")).await;
        expected.push(id);
    }
    // Cut off after each event, nothing is lost and nothing comes twice.
    let mut at = start.clone();
    for id in &expected {
        let mut stream = Stream::resume(&site, "/api/v1/arrivals?q=zinc", &at).await;
        let (next, ids) = stream.arrival().await;
        assert_eq!(ids, std::slice::from_ref(id));
        at = next;
    }
    let mut stream = Stream::resume(&site, "/api/v1/arrivals?q=zinc", &at).await;
    put(&site, "last", "The zinc opened.").await;
    assert_eq!(stream.arrival().await.1, ["last"]);
    // From a revision as well.
    let revision = start.rsplit_once('-').unwrap().1;
    let (mut stream, _) =
        Stream::follow(&site, &format!("/api/v1/arrivals?q=zinc&after_rev={revision}")).await;
    assert_eq!(stream.arrival().await.1, ["zinc-0"]);
}

#[tokio::test]
async fn a_place_of_another_count_is_said_to_be_of_no_use() {
    let site = Site::writable();
    let (_, start) = Stream::follow(&site, "/api/v1/arrivals").await;
    for id in ["other-1", "nonsense"] {
        let mut stream = Stream::resume(&site, "/api/v1/arrivals", id).await;
        let event = stream.next().await.unwrap();
        assert_eq!((event.name.as_deref(), event.id.as_ref()), (Some("restarted"), Some(&start)));
        assert_eq!(event.data.unwrap()["epoch"], start.rsplit_once('-').unwrap().0);
    }
    let mut stream = Stream::resume(&site, "/api/v1/arrivals", "other-1").await;
    put(&site, "a", "Zinc.").await;
    stream.next().await.unwrap();
    assert_eq!(stream.arrival().await.1, ["a"], "it goes on from there");
}

#[tokio::test]
async fn an_arrival_that_is_much_like_another_is_told_and_says_so() {
    let site = Site::writable();
    let words: Vec<String> = (0..120).map(|n| format!("word{}", n * 7 % 113)).collect();
    put(&site, "first", &words.join(" ")).await;
    let (mut stream, _) = Stream::follow(&site, "/api/v1/arrivals?q=word7").await;
    put(&site, "second", &words.join(" ")).await;
    let event = stream.next().await.unwrap().data.unwrap();
    assert_eq!(event["results"][0]["near_duplicate_of"], "first");
}

#[tokio::test]
async fn what_is_wrong_is_said_before_a_stream_begins() {
    let site = Site::writable();
    for (address, code) in [
        ("/api/v1/arrivals?q=a&sort=newest", "unknown_parameter"),
        ("/api/v1/arrivals?amount=much", "bad_parameter"),
        ("/api/v1/arrivals?after_rev=now", "bad_parameter"),
    ] {
        assert_eq!(site.get(address).await.problem(400).0, code, "{address}");
    }
    let mut foreign = asking(Method::GET, "/api/v1/arrivals");
    foreign.headers_mut().insert(header::HOST, "elsewhere.example".parse().unwrap());
    assert_eq!(site.send(foreign).await.problem(421).0, "wrong_host");
    assert_eq!(Site::without_library().get("/api/v1/arrivals").await.problem(503).0, "not_ready");
}

#[tokio::test]
async fn so_many_may_follow_and_no_more() {
    let site = Site::writable_within(Limits { streams: 2, ..Limits::default() });
    let (first, _) = Stream::follow(&site, "/api/v1/arrivals").await;
    let (_second, _) = Stream::follow(&site, "/api/v1/arrivals").await;
    let refused = site.get("/api/v1/arrivals").await;
    assert_eq!(refused.problem(503).0, "busy");
    assert!(!refused.header("retry-after").is_empty());
    drop(first);
    let deadline = Instant::now() + PATIENCE;
    while site.open(asking(Method::GET, "/api/v1/arrivals")).await.status() != StatusCode::OK {
        assert!(Instant::now() < deadline, "the place is never free again");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_stream_outlives_the_time_of_a_request_and_shows_that_it_lives() {
    let limits = Limits {
        request_time: Duration::from_secs(2),
        keep_alive: Duration::from_millis(50),
        ..Limits::default()
    };
    let site = Site::writable_within(limits);
    let (mut stream, _) = Stream::follow(&site, "/api/v1/arrivals?q=zinc").await;
    let began = Instant::now();
    while began.elapsed() < Duration::from_millis(2_200) {
        assert!(stream.next().await.unwrap().comment);
    }
}
