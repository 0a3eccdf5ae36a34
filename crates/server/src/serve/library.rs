//! The library behind the server: opened at once where there is an index, brought up to date beside the answering,
//! and held open for what arrives.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use precis_indexer::{Heard, IndexError, Keeper, Landed, Mode, Progress, Settings, Watched};
use precis_query::{Library, OpenError};

use super::feeds::Followed;
use super::{Events, announce};
use crate::ServeError;
use crate::readiness::Phase;
use crate::state::AppState;
use crate::token::Token;

/// How long to wait before looking again whether another process has let go of the library.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Where a server is, and how it follows its library.
pub(super) struct Place {
    pub(super) address: SocketAddr,
    pub(super) poll: bool,
    pub(super) feeds: Arc<Followed>,
}

/// Serves what an earlier run left, if it can be used. Returns whether it can.
pub(super) fn open_existing(state: &AppState, settings: &Settings) -> bool {
    match Library::open(&settings.data, &settings.vocabulary) {
        Ok(library) => {
            state.open_with(library);
            warm_up(state);
            true
        }
        Err(OpenError::Missing { .. } | OpenError::Stale { .. }) => false,
        Err(error @ OpenError::Unreadable { .. }) => {
            tracing::warn!(%error, "the index is made anew");
            false
        }
    }
}

/// Reads what the first searches would wait for, beside everything else.
fn warm_up(state: &AppState) {
    let Some(library) = state.library() else { return };
    let begun = thread::Builder::new().name("warm-up".to_owned()).spawn(move || {
        if let Err(error) = library.warm_up() {
            tracing::warn!(%error, "the index could not be read ahead");
        }
    });
    if let Err(error) = begun {
        tracing::warn!(%error, "the index is not read ahead");
    }
}

/// Takes the library's lock, indexes it, serves what comes out, and takes articles in from then on.
/// Fails when there is nothing that can be served.
pub(super) fn bring_up_to_date(
    state: &AppState,
    settings: &Settings,
    place: &Place,
    events: &Arc<dyn Events>,
) -> Result<(), ServeError> {
    let mut told_busy = false;
    loop {
        let clock = state.clock().clone();
        // They may have changed while another process held the library.
        let settings = &state.indexing().unwrap_or_else(|| settings.clone());
        let ear = Ear { state: state.clone(), settings: settings.clone(), events: events.clone() };
        match Keeper::start(settings, move || clock.now().timestamp(), ear) {
            Ok(keeper) => {
                follow(&keeper, place.poll, events);
                return hold(state, settings, place, events, keeper);
            }
            // Another process is at it. With an index to serve there is no need to wait for it: its revisions are
            // picked up when they are there, and the lock is taken once it is free.
            Err(error @ IndexError::Busy { .. }) => {
                if state.library().is_some() || open_existing(state, settings) {
                    state.enter(Phase::Idle);
                    if !told_busy {
                        events.stale(&error);
                    }
                    told_busy = true;
                } else {
                    state.enter(Phase::Waiting);
                }
                thread::sleep(LOOK_AGAIN);
            }
            Err(error) if state.library().is_some() => {
                state.enter(Phase::Failed);
                events.stale(&error);
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Follows what is done to the library's files from now on.
fn follow(keeper: &Keeper, poll: bool, events: &Arc<dyn Events>) {
    if let Watched::Polling { reason: Some(reason) } = keeper.watch(poll) {
        events.polling(&reason);
    }
}

/// Indexes a library that is held, and takes articles in.
fn hold(
    state: &AppState,
    settings: &Settings,
    place: &Place,
    events: &Arc<dyn Events>,
    keeper: Keeper,
) -> Result<(), ServeError> {
    match Token::read_or_make(&settings.data) {
        Ok(token) => state.write_with(keeper, settings.vocabulary.clone(), token),
        Err(source) => {
            let path = settings.data.join("state");
            return Err(IndexError::Data { path, source }.into());
        }
    }
    // Whoever finds the address finds the token.
    announce::announce(&settings.data, place.address);
    let Some(writing) = state.writing() else { return Ok(()) };
    // They may have changed since the library was taken.
    state.settle();
    match writing.keeper.everything(Mode::Update) {
        Ok(landed) => {
            state.enter(Phase::Idle);
            events.indexed(&landed.report);
            place.feeds.start(state);
            Ok(())
        }
        // The keeper tries again by itself.
        Err(error) if state.library().is_some() => {
            events.stale(&error);
            place.feeds.start(state);
            Ok(())
        }
        Err(error) => {
            state.stop_writing();
            let error = Arc::try_unwrap(error)
                .unwrap_or_else(|error| IndexError::Engine { reason: error.to_string() });
            Err(error.into())
        }
    }
}

/// Hears the keeper of the library.
struct Ear {
    state: AppState,
    settings: Settings,
    events: Arc<dyn Events>,
}

impl Heard for Ear {
    fn committed(&mut self, landed: &Arc<Landed>) {
        let seen = match self.state.library() {
            Some(library) => library.refresh().map(|_| ()),
            None => Library::open(&self.settings.data, &self.settings.vocabulary).map(|library| {
                self.state.open_with(library);
            }),
        };
        match seen {
            Ok(()) => warm_up(&self.state),
            Err(error) => {
                tracing::warn!(%error, "the newest revision cannot be opened; the last one is served");
            }
        }
        self.state.metrics().landed(landed);
        self.state.follow().moved();
        self.state.enter(Phase::Idle);
        self.events.arrived(landed);
    }

    fn failed(&mut self, error: &IndexError) {
        tracing::error!(%error, "the index cannot be brought up to date; this is tried again");
        self.state.enter(Phase::Failed);
    }

    fn progress(&self) -> &dyn Progress {
        self
    }
}

impl Progress for Ear {
    fn scanned(&self, files: u64, to_read: u64, done: bool) {
        self.state.gauge().scanned(files, to_read, done);
        self.events.progress().scanned(files, to_read, done);
    }

    fn read(&self, files: u64, articles: u64, bytes: u64) {
        self.state.gauge().read(files, articles, bytes);
        self.events.progress().read(files, articles, bytes);
    }

    fn committing(&self) {
        self.state.gauge().committing();
        self.events.progress().committing();
    }
}
