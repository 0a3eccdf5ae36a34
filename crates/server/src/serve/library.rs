//! The library behind the server: opened at once where there is an index, brought up to date beside the answering.

use std::thread;
use std::time::Duration;

use precis_indexer::{IndexError, Mode, Progress, Settings, index};
use precis_query::{Library, OpenError};

use super::Events;
use crate::ServeError;
use crate::readiness::Phase;
use crate::state::AppState;

/// How long to wait before looking again whether another process has finished its index run.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Serves what an earlier run left, if it can be used. Returns whether it can.
pub(super) fn open_existing(state: &AppState, settings: &Settings) -> bool {
    match Library::open(&settings.data, &settings.vocabulary) {
        Ok(library) => {
            state.open_with(library.with_aliases(settings.aliases()));
            true
        }
        Err(OpenError::Missing { .. } | OpenError::Stale { .. }) => false,
        Err(error @ OpenError::Unreadable { .. }) => {
            tracing::warn!(%error, "the index is made anew");
            false
        }
    }
}

/// Indexes the library and serves what comes out. Fails when there is nothing that can be served.
pub(super) fn bring_up_to_date(
    state: &AppState,
    settings: &Settings,
    events: &dyn Events,
) -> Result<(), ServeError> {
    let progress = Both { ours: state.gauge(), theirs: events.progress() };
    loop {
        let now = state.clock().now().timestamp();
        match index(settings, Mode::Update, now, &progress) {
            Ok(report) => {
                let library = Library::open(&settings.data, &settings.vocabulary)?;
                state.open_with(library.with_aliases(settings.aliases()));
                state.enter(Phase::Idle);
                events.indexed(&report);
                return Ok(());
            }
            // Another process is at it. With an index to serve there is no need to wait for it:
            // its revision is picked up when it is there.
            Err(error @ IndexError::Busy { .. }) => {
                if state.library().is_some() || open_existing(state, settings) {
                    state.enter(Phase::Idle);
                    events.stale(&error);
                    return Ok(());
                }
                state.enter(Phase::Waiting);
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

/// Tells two listeners the same.
struct Both<'a> {
    ours: &'a dyn Progress,
    theirs: &'a dyn Progress,
}

impl Progress for Both<'_> {
    fn scanned(&self, files: u64, to_read: u64, done: bool) {
        self.ours.scanned(files, to_read, done);
        self.theirs.scanned(files, to_read, done);
    }

    fn read(&self, files: u64, articles: u64, bytes: u64) {
        self.ours.read(files, articles, bytes);
        self.theirs.read(files, articles, bytes);
    }

    fn committing(&self) {
        self.ours.committing();
        self.theirs.committing();
    }
}
