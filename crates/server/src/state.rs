//! What every request shares.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use arc_swap::{ArcSwap, ArcSwapOption};
use precis_briefing::Vocabulary;
use precis_indexer::{Keeper, Settings};
use precis_query::Library;
use tokio::sync::Semaphore;

use crate::ServeError;
use crate::ask::Desk;
use crate::follow::Follow;
use crate::guard::{Hosts, Origins, Proxies, RateLimit};
use crate::metrics::Metrics;
use crate::options::{Clock, Limits, Options};
use crate::public_url::PublicUrl;
use crate::readiness::{Gauge, Phase, Readiness};
use crate::renewal::SettingsFiles;
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
    indexing: Mutex<Option<Settings>>,
    settings_files: Option<Arc<dyn SettingsFiles>>,
    renewing: Mutex<()>,
    writing: ArcSwapOption<Writing>,
    write_turns: Arc<Semaphore>,
    token: OnceLock<Token>,
    gauge: Gauge,
    desk: Desk,
    follow: Follow,
    clock: Clock,
    hosts: Hosts,
    limits: Limits,
    public: Option<PublicUrl>,
    site: ArcSwap<Site>,
    proxies: Proxies,
    origins: Origins,
    rate: ArcSwapOption<RateLimit>,
    log_searches: AtomicBool,
    metrics: Metrics,
    files: OnceLock<PathBuf>,
}

impl AppState {
    /// Makes the state of a server that has no library yet; [`AppState::open_with`] gives it one.
    ///
    /// Fails when an option has a value that cannot be used.
    pub fn new(options: &Options, clock: Clock) -> Result<Self, ServeError> {
        let site = Site::new(options)?;
        let public = options.public_url.as_deref().map(PublicUrl::parse).transpose()?;
        let hosts = Hosts::new(options, public.as_ref());
        let started = clock.now().timestamp();
        let inner = Inner {
            library: ArcSwapOption::empty(),
            indexing: Mutex::default(),
            settings_files: options.settings_files.clone(),
            renewing: Mutex::default(),
            writing: ArcSwapOption::empty(),
            write_turns: Arc::new(Semaphore::new(WRITES)),
            token: OnceLock::new(),
            gauge: Gauge::default(),
            desk: Desk::new(&options.limits),
            follow: Follow::new(options.limits.streams),
            clock,
            hosts,
            limits: options.limits,
            public,
            site: ArcSwap::from_pointee(site),
            proxies: Proxies::new(&options.trusted_proxies)?,
            origins: Origins::new(&options.cors)?,
            rate: ArcSwapOption::new(options.rate_limit.map(RateLimit::new).map(Arc::new)),
            log_searches: AtomicBool::new(options.log_searches),
            metrics: Metrics::new(started),
            files: OnceLock::new(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Serves a library from now on.
    pub fn open_with(&self, library: Library) {
        let indexing = self.lock_indexing();
        let library = match &*indexing {
            Some(settings) => library.with_aliases(settings.aliases()),
            None => library,
        };
        self.inner.library.store(Some(Arc::new(library)));
        self.inner.follow.moved();
    }

    /// Indexes by these settings from now on, and has searches know their companies and synonyms.
    pub(crate) fn index_by(&self, settings: Settings) {
        let mut indexing = self.lock_indexing();
        if let Some(library) = self.library() {
            let library = Arc::new(library.knowing(settings.aliases()));
            self.inner.library.store(Some(library.clone()));
            // Another revision may have come to the one before in this moment.
            if let Err(error) = library.refresh() {
                tracing::warn!(%error, "the newest revision cannot be opened; the last one is served");
            }
        }
        *indexing = Some(settings);
    }

    /// How the library is indexed; none where nobody said.
    pub(crate) fn indexing(&self) -> Option<Settings> {
        self.lock_indexing().clone()
    }

    fn lock_indexing(&self) -> MutexGuard<'_, Option<Settings>> {
        self.inner.indexing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes by those of the options that can change while the server runs. Fails, and goes by those before, when one
    /// has a value that cannot be used.
    pub fn take_up(&self, options: &Options) -> Result<(), ServeError> {
        self.inner.site.store(Arc::new(Site::new(options)?));
        self.inner.log_searches.store(options.log_searches, Ordering::Relaxed);
        let rate = self.inner.rate.load_full();
        // Who has used up what he has does not get all of it back because something else changed.
        let rate = match (options.rate_limit, rate) {
            (Some(a_minute), Some(rate)) if rate.is(a_minute) => Some(rate),
            (a_minute, _) => a_minute.map(RateLimit::new).map(Arc::new),
        };
        self.inner.rate.store(rate);
        Ok(())
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

    pub(crate) fn settings_files(&self) -> Option<&dyn SettingsFiles> {
        self.inner.settings_files.as_deref()
    }

    /// Held while changed settings are taken up.
    pub(crate) fn renewing(&self) -> &Mutex<()> {
        &self.inner.renewing
    }

    pub(crate) fn site(&self) -> Arc<Site> {
        self.inner.site.load_full()
    }

    /// The address that people reach the server by, where it has been told.
    pub(crate) fn public(&self) -> Option<&PublicUrl> {
        self.inner.public.as_ref()
    }

    /// The path below which everything is, without a slash at its end; empty at the root.
    pub(crate) fn base(&self) -> &str {
        self.public().map_or("", |public| &public.base)
    }

    pub(crate) fn proxies(&self) -> &Proxies {
        &self.inner.proxies
    }

    pub(crate) fn origins(&self) -> &Origins {
        &self.inner.origins
    }

    pub(crate) fn rate(&self) -> Option<Arc<RateLimit>> {
        self.inner.rate.load_full()
    }

    pub(crate) fn logs_searches(&self) -> bool {
        self.inner.log_searches.load(Ordering::Relaxed)
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }
}
