//! Feeds that are followed while the library is held.

use std::sync::{Arc, Mutex, PoisonError};

use precis_briefing::Article;
use precis_fetch::{Door, FeedError, Feeds, Follow, Following, Visit, VisitStatus};
use precis_indexer::Stored;

use crate::state::AppState;

/// The feeds of a server, and the thread that follows them once the library is held.
pub(super) struct Followed {
    feeds: Option<Arc<Feeds>>,
    following: Mutex<Option<Following>>,
}

impl Followed {
    pub(super) fn new(feeds: Option<Arc<Feeds>>) -> Self {
        Self { feeds, following: Mutex::default() }
    }

    /// Follows the feeds from now on.
    pub(super) fn start(&self, state: &AppState) {
        let Some(feeds) = self.feeds.clone() else { return };
        let clock = state.clock().clone();
        let follow = Follow {
            feeds,
            door: Arc::new(Keepers(state.clone())),
            clock: Box::new(move || clock.now().timestamp()),
            heard: Box::new(log),
        };
        match Following::start(follow) {
            Ok(following) => *self.lock() = Some(following),
            Err(error) => tracing::error!(%error, "feeds are not followed"),
        }
    }

    /// Follows them no longer.
    pub(super) fn end(&self) {
        let following = self.lock().take();
        drop(following);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Following>> {
        self.following.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The door of the library, as long as the server takes articles in.
struct Keepers(AppState);

impl Door for Keepers {
    fn take_in(&self, articles: &[Article]) -> Result<Vec<Stored>, String> {
        match self.0.writing() {
            Some(writing) => writing.keeper.take_in(articles),
            None => Err("the server takes nothing in".to_owned()),
        }
    }
}

fn log(visit: &Result<Visit, FeedError>) {
    let visit = match visit {
        Ok(visit) => visit,
        Err(error) => {
            tracing::error!(%error, "a feed is not fetched");
            return;
        }
    };
    let Visit { url, name, detail, .. } = visit;
    if let Some(moved_to) = &visit.moved_to {
        tracing::warn!(feed = %name, %url, %moved_to, "the feed has moved");
    }
    let next = visit.next.map(tracing::field::display);
    match visit.status {
        VisitStatus::Read if visit.faults.is_empty() => {
            tracing::info!(feed = %name, %url, %detail, "fetched");
        }
        VisitStatus::Read => tracing::warn!(feed = %name, %url, %detail, "fetched, with faults"),
        VisitStatus::Unchanged => tracing::info!(feed = %name, %url, "fetched, unchanged"),
        VisitStatus::Failed => tracing::warn!(feed = %name, %url, %detail, next, "not fetched"),
        VisitStatus::Gone => tracing::warn!(feed = %name, %url, "gone, and not fetched any more"),
    }
}
