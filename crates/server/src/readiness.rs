//! How far the library is from being searchable, as `/readyz` and the page tell it.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use precis_indexer::Progress;
use serde::{Deserialize, Serialize};

/// What happens to the library at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Phase {
    /// Nothing: the index is as the last run left it.
    Idle,
    /// Another process is indexing the library; this one waits for it.
    Waiting,
    /// The folder is being listed.
    Scanning,
    /// Articles are being read.
    Reading,
    /// All is read; the index is being written out.
    Committing,
    /// The last run failed; what was there before it is served.
    Failed,
}

impl Phase {
    const ALL: [Self; 6] =
        [Self::Idle, Self::Waiting, Self::Scanning, Self::Reading, Self::Committing, Self::Failed];
}

/// How far the library is from being searchable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Readiness {
    /// Whether searches are answered.
    pub ready: bool,
    /// What happens to the library at this moment.
    pub phase: Phase,
    /// Files found so far.
    pub files_found: u64,
    /// How many of them are to be read.
    pub files_to_read: u64,
    /// Files read so far.
    pub files_read: u64,
    /// Articles read so far.
    pub articles_read: u64,
    /// Bytes read so far.
    pub bytes_read: u64,
}

/// Hears the indexer and remembers the last it said.
#[derive(Debug, Default)]
pub(crate) struct Gauge {
    phase: AtomicU8,
    files_found: AtomicU64,
    files_to_read: AtomicU64,
    files_read: AtomicU64,
    articles_read: AtomicU64,
    bytes_read: AtomicU64,
}

impl Gauge {
    pub(crate) fn enter(&self, phase: Phase) {
        self.phase.store(phase as u8, Ordering::Relaxed);
    }

    /// Returns the counts now. They are taken one by one, so they may be one step apart.
    pub(crate) fn read_out(&self, ready: bool) -> Readiness {
        let phase = usize::from(self.phase.load(Ordering::Relaxed));
        Readiness {
            ready,
            phase: Phase::ALL.get(phase).copied().unwrap_or(Phase::Idle),
            files_found: self.files_found.load(Ordering::Relaxed),
            files_to_read: self.files_to_read.load(Ordering::Relaxed),
            files_read: self.files_read.load(Ordering::Relaxed),
            articles_read: self.articles_read.load(Ordering::Relaxed),
            bytes_read: self.bytes_read.load(Ordering::Relaxed),
        }
    }
}

impl Progress for Gauge {
    fn scanned(&self, files: u64, to_read: u64, done: bool) {
        self.files_found.store(files, Ordering::Relaxed);
        self.files_to_read.store(to_read, Ordering::Relaxed);
        self.enter(if done { Phase::Reading } else { Phase::Scanning });
    }

    // Counts come from several threads and may arrive out of order; they only grow within a run.
    fn read(&self, files: u64, articles: u64, bytes: u64) {
        self.files_read.fetch_max(files, Ordering::Relaxed);
        self.articles_read.fetch_max(articles, Ordering::Relaxed);
        self.bytes_read.fetch_max(bytes, Ordering::Relaxed);
    }

    fn committing(&self) {
        self.enter(Phase::Committing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_is_found_at_its_own_number() {
        for (number, phase) in Phase::ALL.into_iter().enumerate() {
            assert_eq!(phase as usize, number);
        }
    }

    #[test]
    fn the_last_word_of_the_indexer_is_told() {
        let gauge = Gauge::default();
        gauge.scanned(40, 12, true);
        gauge.read(5, 9, 900);
        gauge.read(4, 8, 800);
        let told = gauge.read_out(false);
        assert_eq!(told.phase, Phase::Reading);
        assert_eq!((told.files_found, told.files_to_read), (40, 12));
        assert_eq!((told.files_read, told.articles_read, told.bytes_read), (5, 9, 900));
        gauge.committing();
        assert_eq!(gauge.read_out(true).phase, Phase::Committing);
    }
}
