//! Settings that are looked at again while the server runs.

use std::fmt;
use std::path::PathBuf;
use std::sync::PoisonError;
use std::time::Duration;

use precis_indexer::{Settings, Settled};
use tokio::time::MissedTickBehavior;

use crate::options::Options;
use crate::state::AppState;

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The files that settings stand in, and those who are told what becomes of a change.
pub trait SettingsFiles: fmt::Debug + Send + Sync {
    /// Reads the files. Returns what they say if that is something else than at the last look, and can be used.
    fn look(&self) -> Option<Renewed>;
    /// A setting that was returned cannot be used; what it was before holds.
    fn refused(&self, reason: &dyn fmt::Display);
    /// By what was returned articles are read otherwise than those in the index, which is made anew when somebody asks
    /// for a look at the whole library.
    fn needs_index(&self);
}

/// Settings that were read again.
#[derive(Debug)]
pub struct Renewed {
    /// Of these count `site_name`, `site_link`, `result_links`, `rate_limit` and `log_searches`; a running server cannot
    /// change the others.
    pub options: Options,
    /// How the library is indexed, and the companies and synonyms that searches know.
    pub indexing: Settings,
}

/// Takes changed settings up for as long as the server runs.
pub(crate) async fn follow(state: AppState) {
    let mut due = tokio::time::interval(LOOK_EVERY);
    due.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        due.tick().await;
        let state = state.clone();
        // One that panicked has said so, and the next may do better.
        let _ = tokio::task::spawn_blocking(move || state.renew()).await;
    }
}

impl AppState {
    /// Looks at the settings, and takes up what has changed. Searches know it when this returns; it waits for an index
    /// run that is under way.
    pub(crate) fn renew(&self) {
        let Some(files) = self.settings_files() else { return };
        let _one_at_a_time = self.renewing().lock().unwrap_or_else(PoisonError::into_inner);
        let Some(Renewed { options, indexing }) = files.look() else { return };
        if let Err(error) = self.take_up(&options) {
            files.refused(&error);
        }
        self.index_by(indexing);
        self.settle();
        if let Some(writing) = self.writing() {
            // Other files may be articles now.
            writing.keeper.look_later(vec![PathBuf::new()]);
        }
    }

    /// Has the index go by the settings in force, if this process holds the library.
    pub(crate) fn settle(&self) {
        let (Some(files), Some(writing), Some(indexing)) =
            (self.settings_files(), self.writing(), self.indexing())
        else {
            return;
        };
        match writing.keeper.settle(&indexing) {
            Ok(Settled::AtOnce) => {}
            Ok(Settled::WithNewIndex) => files.needs_index(),
            Err(error) => files.refused(&error),
        }
    }
}
