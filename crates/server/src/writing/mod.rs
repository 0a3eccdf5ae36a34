//! Articles that are sent: from bytes to an article that is stored and searched.

mod article;
mod bulk;
mod condition;
mod feed;

use std::sync::Arc;

use precis_briefing::Vocabulary;
use precis_indexer::{IndexError, Keeper, Landed, StoreError, Stored};
use serde::{Deserialize, Serialize};

use crate::problem::{Code, Problem};
use crate::state::AppState;
pub(crate) use article::{named, nameless};
pub(crate) use bulk::{Bulk, BulkLine};
pub(crate) use condition::Condition;
pub(crate) use feed::Feed;

/// Writes that are under way at one time; more wait.
pub(crate) const WRITES: usize = 64;

/// What writing needs.
#[derive(Debug)]
pub(crate) struct Writing {
    pub(crate) keeper: Keeper,
    pub(crate) vocabulary: Vocabulary,
}

/// What became of an article that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fate {
    /// No article had this id.
    Created,
    /// It took the place of another version.
    Replaced,
    /// The library had it already, exactly so.
    Same,
    /// It is gone.
    Removed,
    /// It is stored, or gone from the library, and the index follows.
    Accepted,
}

/// What became of one article that was sent or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub(crate) struct WriteResponse {
    /// Version of this shape: 1.
    pub(crate) version: u32,
    /// Id of the article.
    pub(crate) id: String,
    /// What became of it.
    pub(crate) status: Fate,
    /// Path of its file inside the library; null once it is removed.
    pub(crate) path: Option<String>,
    /// Name of the library's revision count; null for `accepted`.
    pub(crate) epoch: Option<String>,
    /// Revision from which on a search sees it so; null for `accepted`.
    pub(crate) revision: Option<u64>,
}

impl AppState {
    /// Does something that writes, on a thread where it may block.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Writing, &Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let writing = self.writing().ok_or_else(|| Problem::not_ready(self.readiness()))?;
        let turn = self.write_turns().acquire_owned().await;
        let state = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            // Held here: a write whose sender gave up still has its thread.
            let _turn = turn;
            work(&writing, &state)
        });
        done.await.unwrap_or_else(|_| Err(Problem::internal()))
    }
}

/// Tells what became of an article in a commit.
///
/// Somebody else who looked at the file may have had it taken in a moment before: then the file says what became of it.
pub(crate) fn fate(landed: &Landed, stored: &Stored) -> Fate {
    let has = |list: &[Box<str>]| list.binary_search_by(|it| (**it).cmp(&stored.id)).is_ok();
    if has(&landed.changes.added) {
        Fate::Created
    } else if has(&landed.changes.replaced) {
        Fate::Replaced
    } else {
        match (stored.is_written, stored.is_new) {
            (true, true) => Fate::Created,
            (true, false) => Fate::Replaced,
            (false, _) => Fate::Same,
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Held { id, path } => {
                let detail = format!(
                    "The id `{id}` is held by {path}, which this server did not write; nothing was changed. Edit that file instead."
                );
                Self::new(Code::HeldByFile, detail)
            }
            StoreError::Disk { .. } if error.is_disk_full() => {
                tracing::error!(%error, "an article was not stored");
                Self::new(Code::DiskFull, "The disk is full; nothing was stored.")
            }
            StoreError::Disk { .. } => {
                tracing::error!(%error, "an article was not stored");
                Self::new(Code::NotStored, "The file could not be written. The log says more.")
            }
            StoreError::NotIndexed(error) => not_indexed(&error),
        }
    }
}

/// What is said when something was stored and the index cannot take it in now.
pub(crate) fn not_indexed(error: &Arc<IndexError>) -> Problem {
    tracing::error!(%error, "what arrived is not indexed yet");
    let detail = "The library has it, but the index cannot take it in now; it will as soon as it can. The log says more.";
    Problem::new(Code::NotIndexed, detail)
}
