//! Revisions that somebody may still be paging through.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::backend::Snapshot;

/// Most revisions that are kept.
const MOST: usize = 16;
/// How long a revision is kept after it was last the newest.
const KEPT: SignedDuration = SignedDuration::from_mins(2);

/// Revisions that somebody may still be paging through.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    snapshots: Mutex<Vec<(Arc<Snapshot>, Timestamp)>>,
}

impl Recent {
    /// Keeps the newest revision at hand, and lets go of those that were replaced too long ago.
    pub(crate) fn keep(&self, newest: &Arc<Snapshot>, now: Timestamp) {
        let mut snapshots = self.snapshots.lock().unwrap_or_else(PoisonError::into_inner);
        snapshots.retain(|(snapshot, used)| {
            !Arc::ptr_eq(snapshot, newest) && now.duration_since(*used) < KEPT
        });
        snapshots.push((newest.clone(), now));
        if snapshots.len() > MOST {
            snapshots.remove(0);
        }
    }

    /// Returns a revision, where it is still at hand.
    pub(crate) fn find(&self, epoch: &str, revision: u64) -> Option<Arc<Snapshot>> {
        let snapshots = self.snapshots.lock().unwrap_or_else(PoisonError::into_inner);
        snapshots
            .iter()
            .map(|(snapshot, _)| snapshot)
            .find(|snapshot| {
                snapshot.stamp().epoch == epoch && snapshot.stamp().revision == revision
            })
            .cloned()
    }
}
