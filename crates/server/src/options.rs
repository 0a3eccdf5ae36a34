//! What a server is told at its start.

use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;
use precis_fetch::Feeds;

use crate::renewal::SettingsFiles;

/// Where to listen, and as whom.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address to listen on. Port 0 lets the system choose one.
    pub listen: SocketAddr,
    /// Host names, besides the listen address and localhost, under which requests are answered. Ports do not matter.
    pub hosts: Vec<String>,
    /// Name shown on the page; none means Précis.
    pub site_name: Option<String>,
    /// Address of one's own site, linked beside the name; none for no link.
    pub site_link: Option<String>,
    /// Address under which others reach the server (`https://example.org/briefings`). Its host is answered, and
    /// everything is below its path.
    pub public_url: Option<String>,
    /// Addresses and networks of proxies whose word on who asks is believed.
    pub trusted_proxies: Vec<String>,
    /// Where the title of a result leads.
    pub result_links: ResultLinks,
    /// Whether what was searched is written to the log.
    pub log_searches: bool,
    /// Origins whose pages may read the API from a browser; `*` for all.
    pub cors: Vec<String>,
    /// Requests a minute that an address has; none for any number.
    pub rate_limit: Option<NonZeroU32>,
    /// Whether to look for changed files every few seconds instead of being told of them.
    pub poll: bool,
    /// Feeds that are followed while the library is held; none follows none.
    pub feeds: Option<Arc<Feeds>>,
    /// Where settings are looked at again while the server runs; none where they stay as they are.
    pub settings_files: Option<Arc<dyn SettingsFiles>>,
    /// Limits of time and size.
    pub limits: Limits,
}

impl Options {
    /// Returns options for an address, everything else as it is by default.
    #[must_use]
    pub fn new(listen: SocketAddr) -> Self {
        Self {
            listen,
            hosts: Vec::new(),
            site_name: None,
            site_link: None,
            public_url: None,
            trusted_proxies: Vec::new(),
            result_links: ResultLinks::Page,
            log_searches: false,
            cors: Vec::new(),
            rate_limit: None,
            poll: false,
            feeds: None,
            settings_files: None,
            limits: Limits::default(),
        }
    }
}

/// Where the title of a result leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ResultLinks {
    /// To the page of the article.
    #[default]
    Page,
    /// To the article's own address, where it has one that browsers follow; else to its page.
    Original,
}

/// Limits of time and size, so that no request can hold the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest path and query of a request, in bytes.
    pub url_bytes: usize,
    /// Longest request line and headers together, in bytes.
    pub header_bytes: usize,
    /// Longest body of a request, in bytes, where it is not articles: each of those has 32 MB.
    pub body_bytes: u64,
    /// Time in which the headers of a request have to arrive.
    pub header_time: Duration,
    /// Time in which a request is answered.
    pub request_time: Duration,
    /// Connections open at one time; further ones wait.
    pub connections: usize,
    /// Streams of arrivals open at one time; further ones are refused.
    pub streams: usize,
    /// Pause between two signs of life on a stream on which nothing happens.
    pub keep_alive: Duration,
    /// Searches that run at one time; 0 means twice as many as there are cores.
    pub searches: usize,
    /// Time that a search takes before it is stopped.
    pub search_time: Duration,
    /// Time that a search waits for its turn.
    pub queue_time: Duration,
    /// Time that requests under way are given when the server is asked to stop.
    pub shutdown_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            url_bytes: 8 * 1024,
            header_bytes: 32 * 1024,
            body_bytes: 64 * 1024,
            header_time: Duration::from_secs(10),
            request_time: Duration::from_secs(30),
            connections: 1024,
            streams: 256,
            keep_alive: Duration::from_secs(15),
            searches: 0,
            search_time: Duration::from_secs(15),
            queue_time: Duration::from_secs(10),
            shutdown_time: Duration::from_secs(10),
        }
    }
}

/// The time, as the front end gives it. Tests fix it.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Zoned + Send + Sync>);

impl Clock {
    /// Makes a clock of a function.
    pub fn new(now: impl Fn() -> Zoned + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// Returns the time.
    #[must_use]
    pub fn now(&self) -> Zoned {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
