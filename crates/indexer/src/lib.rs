//! A library folder in, an index out: sources, ledger, writer.

mod report;

pub use report::{Refused, Report, Shadowed, SkipRule, Unreadable};

use std::path::PathBuf;

use jiff::Timestamp;
use precis_briefing::Vocabulary;

/// A library, and how to index it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of articles.
    pub library: PathBuf,
    /// Where index and state live; `.precis` inside the library unless moved.
    pub data: PathBuf,
    /// Headings that tell what a section is.
    pub vocabulary: Vocabulary,
    /// Patterns of paths that are no articles.
    pub ignore: Vec<String>,
    /// Name of the aliases file, which is no article.
    pub aliases: Option<String>,
    /// Threads that read and analyze; 0 means as many as there are cores.
    pub threads: usize,
}

/// Whether to start from what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Reads what changed; rebuilds by itself when the index is missing or of another version.
    Update,
    /// Makes the index anew beside the old one, and swaps.
    Rebuild,
}

/// Hears how far a run has come. Called from several threads.
pub trait Progress: Sync {
    /// Files found so far, and how many of them are to be read; the last call of a scan has `done`.
    fn scanned(&self, files: u64, to_read: u64, done: bool);
    /// Files read so far, articles in them, and bytes.
    fn read(&self, files: u64, articles: u64, bytes: u64);
    /// All is read; the index is being written out.
    fn committing(&self);
}

/// A [`Progress`] that nobody hears.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn scanned(&self, _: u64, _: u64, _: bool) {}
    fn read(&self, _: u64, _: u64, _: u64) {}
    fn committing(&self) {}
}

/// Why a run did not complete.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Another process is indexing this library.
    #[error("another process is indexing {}", library.display())]
    Busy {
        /// The library.
        library: PathBuf,
    },
    /// The library is no folder that can be listed.
    #[error("{} cannot be listed: {source}", library.display())]
    Library {
        /// The library.
        library: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The data folder or something in it cannot be read or written.
    #[error("{} cannot be used: {source}", path.display())]
    Data {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An ignore pattern cannot be understood.
    #[error("the ignore pattern `{pattern}` cannot be understood: {reason}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong.
        reason: String,
    },
    /// The engine failed; nothing of the library is lost, and the next run goes on.
    #[error("the index cannot be written: {reason}")]
    Engine {
        /// What the engine said.
        reason: String,
    },
}

/// Brings the index in line with the library. Takes the writer lock for as long as it runs.
pub fn index(
    settings: &Settings,
    _mode: Mode,
    _now: Timestamp,
    _progress: &dyn Progress,
) -> Result<Report, IndexError> {
    Err(IndexError::Busy { library: settings.library.clone() })
}
