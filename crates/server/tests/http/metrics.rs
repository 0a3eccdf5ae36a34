//! `GET /metrics`, and what the log says.

use std::io;
use std::sync::{Arc, Mutex};

use axum::http::{Method, StatusCode, header};
use tracing::instrument::WithSubscriber;
use tracing_subscriber::fmt::MakeWriter;

use crate::site::{Site, asking, from};

/// The value of a line that starts so.
fn value(text: &str, start: &str) -> Option<f64> {
    let line = text.lines().find(|line| line.starts_with(start))?;
    line.rsplit(' ').next()?.parse().ok()
}

#[tokio::test]
async fn requests_refusals_and_the_library_are_measured() {
    let site = Site::writable();
    for address in ["/api/v1/search?q=license", "/api/v1/search?q=wafer", "/nowhere/at/all"] {
        site.get(address).await;
    }
    site.get("/api/v1/articles/2026/2026-03-02-chips").await;
    let mut rebound = asking(Method::GET, "/");
    rebound.headers_mut().insert(header::HOST, "evil.example".parse().unwrap());
    site.send(rebound).await;
    site.send(asking(Method::DELETE, "/api/v1/articles/odd")).await;
    site.send(asking(Method::from_bytes(b"BREW").unwrap(), "/")).await;

    let answer = site.get("/metrics").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("content-type").starts_with("application/openmetrics-text"));
    let text = &answer.body;
    let count = |method: &str, route: &str, status: u16| {
        let labels = format!("{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}}");
        value(text, &format!("precis_http_request_duration_seconds_count{labels}"))
    };
    assert_eq!(count("GET", "/api/v1/search", 200), Some(2.0), "{text}");
    assert_eq!(count("GET", "/api/v1/articles/{id}", 200), Some(1.0));
    assert_eq!(count("GET", "none", 404), Some(1.0));
    assert_eq!(count("other", "/", 405), Some(1.0));
    assert_eq!(value(text, "precis_refusals_total{reason=\"host\"}"), Some(1.0), "{text}");
    assert_eq!(value(text, "precis_refusals_total{reason=\"token\"}"), Some(1.0));
    assert_eq!(value(text, "precis_articles "), Some(3.0));
    assert_eq!(value(text, "precis_revision "), Some(1.0));
    assert!(value(text, "precis_index_size_bytes ").unwrap() > 1000.0);
    assert_eq!(value(text, "precis_searches_running "), Some(0.0));
    assert_eq!(value(text, "precis_searches_waiting "), Some(0.0));
    assert_eq!(value(text, "process_start_time_seconds "), Some(1_777_636_800.0));
    // Nothing of what was asked.
    answer.has_not("license");
    answer.has_not("2026-03-02");
    assert!(text.ends_with("# EOF\n"));

    let mut rebound = asking(Method::GET, "/metrics");
    rebound.headers_mut().insert(header::HOST, "evil.example".parse().unwrap());
    assert_eq!(site.send(rebound).await.problem(421).0, "wrong_host");
    assert_eq!(Site::without_library().get("/metrics").await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_name_is_explained() {
    let site = Site::new();
    site.get("/").await;
    let text = site.get("/metrics").await.body;
    let page = include_str!("../../../../docs/http-api.md");
    let names = text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next());
    for name in names {
        assert!(page.contains(&format!("| `{name}")), "{name}");
    }
}

/// What is logged, kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// All that is logged, at the finest level, while two requests are answered.
async fn logged(site: Site) -> String {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    async {
        let id = [("x-request-id", "edge-7f3")];
        site.send(from("127.0.0.1:9", "/api/v1/search?q=secretword", &id)).await;
        site.get("/articles/2026/2026-03-02-chips?q=secretword").await;
    }
    .with_subscriber(subscriber)
    .await;
    let text = log.0.lock().unwrap().clone();
    String::from_utf8(text).unwrap()
}

#[tokio::test]
async fn the_log_has_a_line_a_request_and_not_what_was_searched() {
    let text = logged(Site::new()).await;
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("answered")).collect();
    assert_eq!(lines.len(), 2, "{text}");
    for part in ["method=\"GET\"", "route=\"/api/v1/search\"", "status=200", "took_us=", "id="] {
        assert!(lines[0].contains(part), "{part}: {}", lines[0]);
    }
    assert!(lines[1].contains("route=\"/articles/{id}\""), "{}", lines[1]);
    assert!(!text.contains("secretword") && !text.contains("2026-03-02-chips"), "{text}");
}

#[tokio::test]
async fn what_was_searched_is_logged_where_that_is_wanted() {
    let text = logged(Site::set(|options| options.log_searches = true)).await;
    assert!(text.contains("asked=\"/api/v1/search?q=secretword\""), "{text}");
}
