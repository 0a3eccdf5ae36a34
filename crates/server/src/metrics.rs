//! What the server counts and measures, for Prometheus. `docs/http-api.md` lists the names.

use std::fmt;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use jiff::Timestamp;
use precis_indexer::Landed;
use precis_query::Size;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::problem::Code;

/// Bounds of the buckets of time, in seconds: an answer should take a few milliseconds.
const BUCKETS_S: [f64; 12] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// What was asked, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) method: &'static str,
    pub(crate) route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refused {
    reason: &'static str,
}

/// What the server counts and measures.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Histogram, fn() -> Histogram>,
    refusals: Family<Refused, Counter>,
    arrivals: Counter,
    running: Gauge,
    waiting: Gauge,
    articles: Gauge,
    revision: Gauge,
    index: Gauge,
    started: Timestamp,
}

impl Metrics {
    pub(crate) fn new(started: Timestamp) -> Self {
        let new_histogram: fn() -> Histogram = || Histogram::new(BUCKETS_S);
        let requests = Family::new_with_constructor(new_histogram);
        let refusals = Family::default();
        let arrivals = Counter::default();
        let [running, waiting, articles, revision, index]: [Gauge; 5] = Default::default();

        let mut registry = Registry::default();
        let start: Gauge<f64, AtomicU64> = Gauge::default();
        start.set(started.as_duration().as_secs_f64());
        let said = "When the process started, in seconds since 1970-01-01";
        registry.register_with_unit("process_start_time", said, Unit::Seconds, start);
        let ours = registry.sub_registry_with_prefix("precis");
        let said = "Time from a request to the beginning of its answer";
        ours.register_with_unit("http_request_duration", said, Unit::Seconds, requests.clone());
        ours.register("refusals", "Requests that were turned away, by reason", refusals.clone());
        let said = "Articles that came in or changed since the start";
        ours.register("arrivals", said, arrivals.clone());
        ours.register("searches_running", "Questions the engine works on", running.clone());
        ours.register("searches_waiting", "Questions that wait for the engine", waiting.clone());
        ours.register("articles", "Articles in the library", articles.clone());
        ours.register("revision", "Revision that is served", revision.clone());
        let said = "Size of the index on disk";
        ours.register_with_unit("index_size", said, Unit::Bytes, index.clone());
        Self {
            registry,
            requests,
            refusals,
            arrivals,
            running,
            waiting,
            articles,
            revision,
            index,
            started,
        }
    }

    /// Counts an answer, and the refusal where it is one.
    pub(crate) fn answered(&self, asked: Asked, status: u16, took: Duration, code: Option<Code>) {
        let Asked { method, route } = asked;
        let labels = Answered { method, route, status: status.into() };
        self.requests.get_or_create(&labels).observe(took.as_secs_f64());
        if let Some(reason) = code.and_then(reason) {
            self.refusals.get_or_create(&Refused { reason }).inc();
        }
    }

    /// Counts the articles of a commit.
    pub(crate) fn landed(&self, landed: &Landed) {
        self.arrivals.inc_by(landed.report.added + landed.report.replaced);
    }

    /// Writes everything out; what is known only at this moment is given.
    pub(crate) fn write(&self, running: usize, waiting: usize, size: Option<Size>) -> String {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        self.running.set(number(running as u64));
        self.waiting.set(number(waiting as u64));
        if let Some(size) = size {
            self.articles.set(number(size.articles));
            self.revision.set(number(size.revision));
            self.index.set(number(size.index_bytes));
        }
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    /// When the server started.
    pub(crate) fn started(&self) -> Timestamp {
        self.started
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

/// Under which reason a refusal is counted; none for what is merely asked wrongly.
fn reason(code: Code) -> Option<&'static str> {
    match code {
        Code::RateLimited => Some("rate_limit"),
        Code::NoHost | Code::WrongHost => Some("host"),
        Code::Unauthorized | Code::ForeignOrigin => Some("token"),
        Code::Busy => Some("busy"),
        Code::Timeout => Some("timeout"),
        _ => None,
    }
}
