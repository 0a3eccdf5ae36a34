//! What every request shares.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwapOption;
use precis_briefing::Vocabulary;
use precis_indexer::Keeper;
use precis_query::Library;
use tokio::sync::Semaphore;

use crate::ServeError;
use crate::ask::Desk;
use crate::follow::Follow;
use crate::guard::{Hosts, Origins, Proxies, RateLimit};
use crate::metrics::Metrics;
use crate::options::{Clock, Limits, Options};
use crate::readiness::{Gauge, Phase, Readiness};
use crate::site::Site;
use crate::token::Token;
use crate::writing::{WRITES, Writing};

/// What every request shares. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    library: ArcSwapOption<Library>,
    writing: ArcSwapOption<Writing>,
    write_turns: Arc<Semaphore>,
    token: OnceLock<Token>,
    gauge: Gauge,
    desk: Desk,
    follow: Follow,
    clock: Clock,
    hosts: Hosts,
    limits: Limits,
    site: Site,
    proxies: Proxies,
    origins: Origins,
    rate: Option<RateLimit>,
    log_searches: bool,
    metrics: Metrics,
    files: OnceLock<PathBuf>,
}

impl AppState {
    /// Makes the state of a server that has no library yet; [`AppState::open_with`] gives it one.
    ///
    /// Fails when an option has a value that cannot be used.
    pub fn new(options: &Options, clock: Clock) -> Result<Self, ServeError> {
        let site = Site::new(options)?;
        let hosts = Hosts::new(options, site.public.as_ref());
        let started = clock.now().timestamp();
        let inner = Inner {
            library: ArcSwapOption::empty(),
            writing: ArcSwapOption::empty(),
            write_turns: Arc::new(Semaphore::new(WRITES)),
            token: OnceLock::new(),
            gauge: Gauge::default(),
            desk: Desk::new(&options.limits),
            follow: Follow::new(options.limits.streams),
            clock,
            hosts,
            limits: options.limits,
            site,
            proxies: Proxies::new(&options.trusted_proxies)?,
            origins: Origins::new(&options.cors)?,
            rate: options.rate_limit.map(RateLimit::new),
            log_searches: options.log_searches,
            metrics: Metrics::new(started),
            files: OnceLock::new(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Serves a library from now on.
    pub fn open_with(&self, library: Library) {
        self.inner.library.store(Some(Arc::new(library)));
        self.inner.follow.moved();
    }

    /// Shows the files of a library's folder from now on, those that articles were read from and no others.
    pub fn show_files_of(&self, folder: &Path) {
        // The first one counts: a server has one library.
        let _ = self.inner.files.set(folder.to_owned());
    }

    pub(crate) fn files(&self) -> Option<&Path> {
        self.inner.files.get().map(PathBuf::as_path)
    }

    /// Takes articles in from now on, from those who have the token.
    pub fn write_with(&self, keeper: Keeper, vocabulary: Vocabulary, token: Token) {
        // The first one counts: it is the library's, and there is no other.
        let _ = self.inner.token.set(token);
        self.inner.writing.store(Some(Arc::new(Writing { keeper, vocabulary })));
    }

    /// Takes no articles in any more. The keeper ends with the last write under way.
    pub(crate) fn stop_writing(&self) {
        self.inner.writing.store(None);
    }

    /// Tells how far the library is from being searchable.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        self.inner.gauge.read_out(self.inner.library.load().is_some())
    }

    pub(crate) fn library(&self) -> Option<Arc<Library>> {
        self.inner.library.load_full()
    }

    pub(crate) fn writing(&self) -> Option<Arc<Writing>> {
        self.inner.writing.load_full()
    }

    pub(crate) fn write_turns(&self) -> Arc<Semaphore> {
        self.inner.write_turns.clone()
    }

    pub(crate) fn token(&self) -> Option<&Token> {
        self.inner.token.get()
    }

    pub(crate) fn gauge(&self) -> &Gauge {
        &self.inner.gauge
    }

    pub(crate) fn enter(&self, phase: Phase) {
        self.inner.gauge.enter(phase);
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.inner.desk
    }

    pub(crate) fn follow(&self) -> &Follow {
        &self.inner.follow
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    pub(crate) fn hosts(&self) -> &Hosts {
        &self.inner.hosts
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    pub(crate) fn site(&self) -> &Site {
        &self.inner.site
    }

    pub(crate) fn site_name(&self) -> &str {
        &self.inner.site.name
    }

    /// The path below which everything is, without a slash at its end; empty at the root.
    pub(crate) fn base(&self) -> &str {
        self.inner.site.base()
    }

    pub(crate) fn proxies(&self) -> &Proxies {
        &self.inner.proxies
    }

    pub(crate) fn origins(&self) -> &Origins {
        &self.inner.origins
    }

    pub(crate) fn rate(&self) -> Option<&RateLimit> {
        self.inner.rate.as_ref()
    }

    pub(crate) fn logs_searches(&self) -> bool {
        self.inner.log_searches
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }
}
